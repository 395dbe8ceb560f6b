"""A set of files that go together: a folder, or the same in a zip."""

import io
import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from geo.errors import file_error
from geo.files.archives import DAMAGED_ZIP
from geo.files.atomic import flush, flush_folder, remove_temporary, temporary_path, write_atomic
from geo.files.issues import Refusal

DESCRIPTOR = "datapackage.json"
MAX_MB = 500
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_READ = (".csv", ".json")
Files = Mapping[str, bytes]


def write_package(path: Path, files: Files) -> None:
    """Write files that go together: in a zip when the name ends so, else in a new folder; all of them or none.

    Raises
    ------
    FileError
        When the disk refuses.
    """
    if path.suffix.lower() == ".zip":
        write_atomic(path, zipped(files))
        return
    target = Path(os.path.realpath(path))
    temporary = temporary_path(target)
    try:
        for name, content in files.items():
            file = temporary / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            flush(file)
        temporary.rename(target)
        flush_folder(target.parent)
    except OSError as error:
        raise file_error(error, path, instead_of=temporary) from error
    finally:
        remove_temporary(temporary)


def zipped(files: Files) -> bytes:
    """Return files as a zip, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def names_in(path: Path) -> frozenset[str]:
    """Return the names of the files of a folder, of a zip, or beside a ``datapackage.json``; none for anything else."""
    if path.name == DESCRIPTOR and path.is_file():
        path = path.parent
    if path.is_dir():
        return frozenset(file.name for file in path.iterdir() if file.is_file())
    if path.suffix.lower() != ".zip" or not zipfile.is_zipfile(path):
        return frozenset()
    with zipfile.ZipFile(path) as archive:
        return frozenset(PurePosixPath(name).name for name in archive.namelist() if not name.endswith("/"))


def read_package(path: Path) -> dict[str, bytes]:
    """Return the tables and descriptions of a package by name (those in a folder of a zip, by their last name).

    Raises
    ------
    Refusal
        ``file-too-large``, ``file-unreadable``.
    """
    if path.name == DESCRIPTOR and path.is_file():
        path = path.parent
    try:
        if path.is_dir():
            found = {file.name: file for file in sorted(path.iterdir()) if file.suffix.lower() in _READ}
            _check_size(path, sum(file.stat().st_size for file in found.values()))
            return {name: file.read_bytes() for name, file in found.items()}
        with zipfile.ZipFile(path) as archive:
            members = {
                PurePosixPath(one.filename).name: one
                for one in archive.infolist()
                if PurePosixPath(one.filename).suffix.lower() in _READ
            }
            _check_size(path, sum(one.file_size for one in members.values()))
            return {name: archive.read(one) for name, one in members.items()}
    except (*DAMAGED_ZIP, OSError) as error:
        raise Refusal("file-unreadable", value=path.name, reason="zip") from error


def read_json(content: bytes, name: str) -> object:
    """Return the content of a JSON file.

    Raises
    ------
    Refusal
        ``file-unreadable``.
    """
    try:
        found: object = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refusal("file-unreadable", value=name, reason="JSON") from error
    return found


def json_bytes(value: object) -> bytes:
    """Return a value as JSON for people to read too."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _check_size(path: Path, size: int) -> None:
    if size > MAX_MB * 1_000_000:
        raise Refusal("file-too-large", value=path.name, limit_mb=MAX_MB)
