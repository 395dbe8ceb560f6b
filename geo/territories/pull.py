"""Taking one file from the internet, because somebody asked: resumed where it stopped, checked, or not kept at all.

Proxies are those of the system (``HTTPS_PROXY``…). The only other place that speaks to the internet is the reading of
Overpass in ``geo.roads.osm``.
"""

import hashlib
import json
import shutil
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from geo.errors import BadInputError, MissingFileError, file_error
from geo.files.atomic import write_atomic
from geo.files.portable_names import portable_name
from geo.paths import workspace_folder
from geo.territories.catalogue import CatalogueSource
from geo.workspace.territory import Territory

TRIES = 4
"""How many times a connection that is cut is taken up again."""
TIMEOUT_S = 60.0
_PIECE = 1 << 18
_LARGEST = 80_000_000_000
_MAGIC: Mapping[str, Callable[[bytes], bool]] = {
    "osm.pbf": lambda start: b"OSMHeader" in start[:64],
    "gpkg": lambda start: start.startswith(b"SQLite format 3\0"),
    "zip": lambda start: start.startswith((b"PK\x03\x04", b"PK\x05\x06")),
    "parquet": lambda start: start.startswith(b"PAR1"),
    "geojson": lambda start: start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"),
    "csv": lambda start: not start.lstrip().lower().startswith((b"<!doctype html", b"<html")),
}
_PARTIAL, _CREATED = 206, 200
_RANGE_OUTSIDE = 416

Tell = Callable[[int, int | None], None]
"""What hears how many bytes are there, of how many where the server says it."""


@dataclass(frozen=True)
class Pulled:
    """A file taken: where it is, its size and digest, whether its publisher's digest was there to be compared."""

    path: Path
    size: int
    sha256: str
    checked: bool


def pulled_folder(territory: Territory) -> Path:
    """Return where the files taken for a territory are kept."""
    return workspace_folder() / "pulled" / territory.id


def pull(
    source: CatalogueSource, territory: Territory, *, given: str | None = None, tell: Tell | None = None
) -> Pulled:
    """Take one file, from its address, from a mirror or from a file taken by hand; whole and checked, or not kept.

    A connection that is cut is taken up where it stopped, now or by the next call.

    Parameters
    ----------
    given
        Another address, or the path of a file, instead of the address of the catalogue.
    tell
        Called with the bytes that are there and, where known, how many there will be.

    Raises
    ------
    BadInputError
        ``pull-page`` where there is a page alone, ``pull-address`` for an address that is none, ``pull-refused`` (the
        server's status), ``pull-unreachable``, ``pull-cut`` (what came is kept for the next call), ``pull-size``
        (another size than said), ``pull-not-the-file`` (a web page in place of the file), ``pull-checksum``,
        ``pull-checksum-unread``.
    MissingFileError
        ``missing-file`` for a path to nothing.
    FileError
        When the disk refuses.
    """
    where = given or source.address
    if not where:
        raise BadInputError("pull-page", source=source.id, page=source.page)
    if "://" not in where and not Path(where).is_file():
        raise MissingFileError("missing-file", path=where)
    folder = pulled_folder(territory)
    target = folder / portable_name(f"{source.id}.{source.format}")
    part = target.with_name(f"{target.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if "://" in where:
            _download(_checked_address(where), part, tell or (lambda _there, _whole: None))
        else:
            shutil.copyfile(where, part)
        _check_kind(source, part)
        digests = _digests(part)
        checked = _check_sum(source, digests, part)
        part.replace(target)
        _mark(part).unlink(missing_ok=True)
    except OSError as error:
        raise file_error(error, target) from error
    told = {
        "id": source.id,
        "from": where,
        "publisher": source.publisher,
        "licence": source.licence,
        "taken": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": digests["sha256"],
        "checked": checked,
    }
    write_atomic(target.with_name(f"{target.name}.json"), json.dumps(told, ensure_ascii=False, indent=2))
    return Pulled(target, target.stat().st_size, digests["sha256"], checked)


def _checked_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise BadInputError("pull-address", address=address)
    return address


def _download(address: str, part: Path, tell: Tell) -> None:
    """Bring a file to ``part``, taking up what is there already of the same edition."""
    there = -1
    for _ in range(TRIES):
        before = part.stat().st_size if part.exists() else 0
        if before == there:
            break  # nothing came the last time
        there = before
        try:
            if _piece(address, part, tell):
                return
        except HTTPError as error:
            if error.code == _RANGE_OUTSIDE and there:
                part.unlink()  # what was there is not of this file
                there = -1
                continue
            raise BadInputError("pull-refused", address=address, status=error.code) from error
        except (URLError, TimeoutError, HTTPException, ConnectionError, ssl.SSLError) as error:
            if not (part.exists() and part.stat().st_size):
                reason = str(getattr(error, "reason", error))[:200] or type(error).__name__
                raise BadInputError("pull-unreachable", address=address, reason=reason) from error
    raise BadInputError("pull-cut", address=address, there=part.stat().st_size if part.exists() else 0)


def _piece(address: str, part: Path, tell: Tell) -> bool:
    """Read what is left of a file, and return whether all of it is there."""
    there = part.stat().st_size if part.exists() else 0
    edition = _edition(part) if there else ""
    asked = Request(address, headers={"User-Agent": "maillage"})  # noqa: S310 - the scheme was checked
    if there and edition:
        asked.add_header("Range", f"bytes={there}-")
        asked.add_header("If-Range", edition)
    with urlopen(asked, timeout=TIMEOUT_S) as answer:  # noqa: S310 - the scheme was checked
        goes_on = answer.status == _PARTIAL and _begins_at(answer.headers.get("Content-Range", "")) == there
        length = answer.headers.get("Content-Length")
        left = int(length) if length is not None and length.isdigit() else None
        whole = None if left is None else left + (there if goes_on else 0)
        if whole is not None and whole > min(_LARGEST, shutil.disk_usage(part.parent).free + there):
            raise BadInputError("pull-size", address=address, size=whole)
        _mark(part).write_text(_said_edition(answer.headers), encoding="utf-8")
        done = there if goes_on else 0
        with part.open("ab" if goes_on else "wb") as file:
            while piece := answer.read(_PIECE):
                file.write(piece)
                done += len(piece)
                if done > _LARGEST:
                    raise BadInputError("pull-size", address=address, size=done)
                tell(done, whole)
    return whole is None or done == whole


def _mark(part: Path) -> Path:
    """Return the small file that says which edition of a file is being taken."""
    return part.with_name(f"{part.name}.edition")


def _edition(part: Path) -> str:
    mark = _mark(part)
    return mark.read_text(encoding="utf-8") if mark.is_file() else ""


def _said_edition(headers: Any) -> str:  # noqa: ANN401 - the headers of an answer
    strong = headers.get("ETag", "")
    return str(strong if strong and not strong.startswith("W/") else headers.get("Last-Modified", ""))


def _begins_at(written: str) -> int:
    """Return where a ``Content-Range`` begins, -1 when it does not say."""
    start = written.removeprefix("bytes ").partition("-")[0].strip()
    return int(start) if start.isdigit() else -1


def _check_kind(source: CatalogueSource, part: Path) -> None:
    with part.open("rb") as file:
        start = file.read(512)
    if not _MAGIC[source.format](start):
        _forget(part)
        raise BadInputError("pull-not-the-file", source=source.id, format=source.format)


def _digests(part: Path) -> dict[str, str]:
    with part.open("rb") as file:
        sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
        while piece := file.read(_PIECE):
            sha256.update(piece)
            md5.update(piece)
    return {"sha256": sha256.hexdigest(), "md5": md5.hexdigest()}


def _check_sum(source: CatalogueSource, digests: dict[str, str], part: Path) -> bool:
    """Compare a file to the digest that its publisher gives, and return whether there was one."""
    if not source.checksum:
        return False
    said = source.checksum
    if "://" in said:
        try:
            with urlopen(Request(said, headers={"User-Agent": "maillage"}), timeout=TIMEOUT_S) as answer:  # noqa: S310
                said = answer.read(4096).decode("ascii", "replace")
        except (URLError, HTTPException, OSError) as error:
            raise BadInputError("pull-checksum-unread", source=source.id, address=said) from error
    word = (said.split() or [""])[0].casefold()
    kind = {64: "sha256", 32: "md5"}.get(len(word))
    if kind is None:
        raise BadInputError("pull-checksum-unread", source=source.id, address=source.checksum)
    if digests[kind] != word:
        _forget(part)
        raise BadInputError("pull-checksum", source=source.id, said=word, found=digests[kind])
    return True


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _mark(part).unlink(missing_ok=True)
