"""Coordinates as lists write them: one cell for both, degrees and minutes, metres in a system said line by line."""

import re
from functools import cache

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geo.files.cells import Cell, cell_text, is_blank
from geo.files.issues import Unread
from geo.files.names import name_key
from geo.files.numbers import read_coordinate

DEGREES = "EPSG:4326"
_EPSG = re.compile(r"\bEPSG\W{0,2}(\d{4,5})\b|^\s*(\d{4,5})\s*$", re.IGNORECASE)
_NUMBER = r"[+-]?\d{1,3}(?:[.,]\d+)?"
_PAIR = re.compile(rf"\s*({_NUMBER})\s*(?:[;|]|,\s|\s+|,(?=[+-]?\d{{1,3}}\.))\s*({_NUMBER})\s*")
_WKT = re.compile(rf"(?:SRID=\d+;)?\s*POINT\s*Z?\s*\(\s*({_NUMBER})\s+({_NUMBER})", re.IGNORECASE)
_ARRAY = re.compile(rf"\[\s*({_NUMBER})\s*,\s*({_NUMBER})\s*(?:,[^\]]*)?\]")
_SEXAGESIMAL = re.compile(
    r"\s*([NSEWO])?\s*(\d{1,3})\s*[°ºd]\s*(?:(\d{1,2})\s*[’'′m]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"”″s]|'')?\s*)?([NSEWO])?\s*",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"\s*([NSEWO])?\s*(\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEWO])?\s*", re.IGNORECASE)

Pair = tuple[Cell, Cell]


def split_point(cell: Cell) -> Pair | None:
    """Return (lon, lat) cells of a cell that holds a point: a WKT, an array (lon first) or a pair (lat first)."""
    text = cell_text(cell)
    if match := _WKT.match(text) or _ARRAY.fullmatch(text.strip()):
        return match[1], match[2]
    if match := _PAIR.fullmatch(text):
        return match[2], match[1]
    return None


def plain_degrees(cell: Cell) -> Cell:
    """Return degrees and minutes, or a number with its cardinal point, as decimal degrees; else the cell itself."""
    if not isinstance(cell, str):
        return cell
    if (match := _SEXAGESIMAL.fullmatch(cell)) and (match[3] or match[4]):
        degrees = float(match[2]) + float(match[3] or 0) / 60 + float((match[4] or "0").replace(",", ".")) / 3600
        letter = (match[1] or match[5] or "").upper()
        return -degrees if letter in {"S", "W", "O"} else degrees
    if (match := _LETTERED.fullmatch(cell)) and (letter := (match[1] or match[3] or "").upper()):
        value = float(match[2].replace(",", "."))
        return -value if letter in {"S", "W", "O"} else value
    return cell


def numbers_of(pair: Pair) -> tuple[float, float] | None:
    """Return a pair of cells as numbers, ``None`` where one is none."""
    if any(is_blank(cell) for cell in pair):
        return None
    read = [read_coordinate(cell) for cell in pair]
    if any(isinstance(value, Unread) for value in read):
        return None
    return float(read[0]), float(read[1])  # type: ignore[arg-type]  # checked above


def are_degrees(point: tuple[float, float]) -> bool:
    """Whether two numbers may be degrees, in either order."""
    return max(map(abs, point)) <= 180 and min(map(abs, point)) <= 90


@cache
def known_system(text: str) -> bool:
    """Whether a text names a coordinate system."""
    try:
        CRS.from_user_input(text)
    except CRSError:
        return False
    return True


def system_of_header(header: str) -> str | None:
    """Return the system of coordinates that a header names (``X (Lambert 2008)``), None where it names none."""
    key = name_key(header)
    return next((system for words, system in _HEADER_SYSTEMS if re.search(words, key)), None) or named_system(
        header, {}
    )


_HEADER_SYSTEMS = (
    (r"\b(?:lambert (?:belge )?(?:19)?72|l72|bd ?72)\b", "EPSG:31370"),
    (r"\b(?:lambert (?:belge )?(?:20)?08|lambert 2008|l ?(?:20)?08)\b", "EPSG:3812"),
    (r"\b(?:lambert 93|l93|rgf ?93)\b", "EPSG:2154"),
    (r"\b(?:web ?mercator|pseudo mercator)\b", "EPSG:3857"),
    (r"\bmerchich nord\b", "EPSG:26191"),
    (r"\bmerchich sud\b", "EPSG:26192"),
)
"""Words of a header, and the system that they name."""


def named_system(text: str, words: dict[str, str]) -> str | None:
    """Return the system that a cell names: one of the words of a recipe inside it, or a code (``EPSG:2154``)."""
    folded = text.casefold()
    for word, system in words.items():
        if word.casefold() in folded:
            return system
    found = [first or second for first, second in _EPSG.findall(text)]
    codes = [code for code in found if known_system(f"EPSG:{code}")]
    return f"EPSG:{codes[0]}" if codes else None


def to_degrees(point: tuple[float, float], system: str) -> tuple[float, float] | None:
    """Return a point in degrees (rounded to a tenth of a metre), ``None`` where the system does not reach there."""
    lon, lat = _transformer(system).transform(*point)
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        return None
    return round(float(lon), 6), round(float(lat), 6)


@cache
def _transformer(system: str) -> Transformer:
    return Transformer.from_crs(system, DEGREES, always_xy=True)
