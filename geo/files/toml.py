"""The one typed reader of TOML files: what a file says, as a declared shape, or where it says something else."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from geo.errors import BadInputError
from geo.files.user_text import read_text
from geo.schema import FIGURE_STATUSES

Shape = TypeVar("Shape")
Place = tuple[str | int, ...]
"""Where something is in a file: names of tables and fields, positions from 0 in lists."""

Text = Annotated[str, msgspec.Meta(min_length=1)]
Number = Annotated[float, msgspec.Meta(ge=-1e300, le=1e300)]
"""A finite number."""
Amount = Annotated[int, msgspec.Meta(gt=0)] | Annotated[float, msgspec.Meta(gt=0, le=1e300)]
"""A number above zero, whole where it is written so."""
Positive = Annotated[float, msgspec.Meta(gt=0, le=1e300)]
NotNegative = Annotated[float, msgspec.Meta(ge=0, le=1e300)]
Share = Annotated[float, msgspec.Meta(ge=0, lt=1)]
Status = Annotated[str, msgspec.Meta(pattern=f"^(?:{'|'.join(FIGURE_STATUSES)})$")]
Names = dict[str, str]
"""A text per language code."""


class Sourced(msgspec.Struct, kw_only=True, frozen=True):
    """What every figure of a data file says of itself."""

    status: Status
    source: Text
    date: Text


_MOST_BYTES = 5_000_000
_NAME = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_BLOCK = re.compile(rf"\s*(\[\[?)\s*({_NAMES})\s*\]\]?\s*(?:#.*)?$")
_FIELD = re.compile(rf"\s*({_NAMES})\s*=")
_FAULT = re.compile(r"(.*?)(?: - at `(?:key in )?\$(.*)`)?", re.DOTALL)
_PART = re.compile(r"\.([\w-]+)|\[(\d+|\.\.\.)\]")
_GOT = re.compile(r"got `(\w+)`|missing required field `([^`]+)`")
_TYPES = {"str": str, "int": int, "float": float, "bool": bool, "array": list, "object": dict}


def read_toml(path: Path, shape: type[Shape], key: str, **values: object) -> Shape:
    """Return what a file says; texts may be in any encoding that people's files have.

    Parameters
    ----------
    shape
        A ``msgspec`` structure or a dataclass; a whole number is taken where a number is asked, a date where a text
        is, nothing else is converted.
    key, values
        Key and further values of the error for a file that says something else.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``text-encoding``, ``text-too-large``; ``key`` with ``file``, ``path``, ``line`` (0: unknown), ``entry`` (the
        place of the fault, ``levels[0].id``) and ``reason`` (entry, line and fault).
    """
    text = read_text(path, most_bytes=_MOST_BYTES)
    line, entry = 0, ""
    try:
        raw = _plain(tomllib.loads(text))
        return msgspec.convert(raw, shape)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        if found := re.search(r"line (\d+)", said):
            line = int(found[1])
    except RecursionError:
        said = "…"
    except msgspec.ValidationError as error:
        said, place = _fault(str(error), raw)
        line, entry = line_of(lines_of(text), place), written_place(place)
    where = f"{entry} (l. {line})" if entry and line else entry
    reason = f"{where}: {said}" if where else said
    raise BadInputError(key, file=path.name, path=str(path), line=line, entry=entry, reason=reason, **values)


def lines_of(text: str) -> dict[Place, int]:
    """Return the line of every table and field of a TOML text that opens a line, the first line being 1."""
    found: dict[Place, int] = {}
    block: Place = ()
    counts: dict[Place, int] = {}
    quoted = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if quoted:  # inside a text of several lines
            quoted = "" if quoted in line else quoted
            continue
        if opened := _BLOCK.match(line):
            block = _under_last(_split(opened[2]), counts)
            if opened[1] == "[[":
                counts[block] = counts.get(block, -1) + 1
                block = (*block, counts[block])
            found.setdefault(block, number)
        elif field := _FIELD.match(line):
            found.setdefault((*block, *_split(field[1])), number)
        quoted = next((mark for mark in ('"""', "'''") if line.count(mark) % 2), "")
    return found


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """Return the line of a place, else of what it is in; 0 when none is known."""
    within = (lines[place[:length]] for length in range(len(place), 0, -1) if place[:length] in lines)
    return next(within, 0)


def written_place(place: Place) -> str:
    """Return a place as people write it: ``levels[0].id``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


def _split(names: str) -> Place:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, names))


def _under_last(names: Place, counts: Mapping[Place, int]) -> Place:
    """Return the place of a table, inside the last element of each list that it goes through."""
    place: Place = ()
    for position, name in enumerate(names):
        place = (*place, name)
        if place in counts and position < len(names) - 1:
            place = (*place, counts[place])
    return place


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Return a value whose dates are texts."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _fault(text: str, raw: object) -> tuple[str, Place]:
    """Return what msgspec says and where; it does not name the fields of a table of any names: they are looked for."""
    match = _FAULT.fullmatch(text)
    if match is None or match[2] is None:
        said, parts = text, []
    else:
        said, parts = match[1], [name or at for name, at in _PART.findall(match[2])]
    got = _GOT.search(said)
    kind, missing = (got[1], got[2]) if got else (None, None)
    places = list(_places(raw, parts))
    at_fault = (place for place, value in places if _is_at_fault(value, kind, missing))
    place = next(at_fault, places[0][0] if len(places) == 1 else _known(parts))
    return said, (*place, missing) if missing else place


def _known(parts: Sequence[str]) -> Place:
    known = parts[: parts.index("...")] if "..." in parts else parts
    return tuple(int(part) if part.isdigit() else part for part in known)


def _places(value: object, parts: Sequence[str], place: Place = ()) -> Iterator[tuple[Place, object]]:
    """Yield the places that the parts of a path may mean, in the order of the file, and what is there."""
    if not parts:
        yield place, value
    elif isinstance(value, dict):
        for name in value if parts[0] == "..." else [parts[0]]:
            if name in value:
                yield from _places(value[name], parts[1:], (*place, name))
    elif isinstance(value, list) and parts[0].isdigit() and int(parts[0]) < len(value):
        yield from _places(value[int(parts[0])], parts[1:], (*place, int(parts[0])))


def _is_at_fault(value: object, kind: str | None, missing: str | None) -> bool:
    if missing is not None:
        return isinstance(value, dict) and missing not in value
    return kind is not None and type(value) is _TYPES.get(kind)
