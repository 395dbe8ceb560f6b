"""A list as its file gives it, before any column has a meaning."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from geo.files.cells import Cell, Line

LON, LAT = "@lon", "@lat"
"""Columns that hold the point of a shape, in degrees (EPSG:4326)."""

MAX_MB, MAX_LINES, MAX_KEPT = 500, 3_000_000, 100_000
"""Size of a file, lines that it may have (a whole country), lines that may be kept of it."""

Recognise = Callable[[str], str | None]


@dataclass(frozen=True)
class Raw:
    """A list of lines under headers.

    ``header_row`` is the line of the headers in the file. ``above`` is the text found above them. ``as_of`` is the
    date that the file itself gives. ``layout`` is ``table``, ``finess`` (the two sections), ``overpass``, ``shapes``
    or ``json``. ``crs`` is the system that the file names for shapes already put in degrees. ``aside`` counts the
    lines left aside while reading (``heading``), ``examples`` shows some. ``silent`` are columns in which a blank cell
    says nothing; ``unsaid`` those that the format lacks, whose cells only stand for what it cannot say.
    ``separator`` is that of a text.
    """

    names: tuple[str, ...]
    lines: tuple[Line, ...]
    header_row: int = 1
    above: str = ""
    as_of: str | None = None
    layout: str = "table"
    grid: bool = False
    sheet: str | None = None
    aside: Mapping[str, int] = field(default_factory=dict)
    examples: Mapping[str, str] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    separator: str = ""


def raw_of(records: Sequence[Mapping[str, Cell]], *, layout: str, as_of: str | None = None, first: int = 1) -> Raw:
    """Return records as a list: the columns in the order in which they first appear.

    ``first`` is the number of the first record, as the person who looks in the file would count it.
    """
    names = tuple(dict.fromkeys(name for record in records for name in record))
    lines = tuple(
        (number, tuple(record.get(name) for name in names)) for number, record in enumerate(records, start=first)
    )
    return Raw(names, lines, header_row=first, as_of=as_of, layout=layout)
