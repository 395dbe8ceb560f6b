"""The open file of FINESS: no headers, establishments in one section and their positions in another."""

from collections.abc import Iterator

from geo.files.cells import Cell, Line, clean_text
from geo.files.register.intake.raw_list import Raw

_FIELDS = """
section nofinesset nofinessej rs rslongue complrs compldistrib numvoie typvoie voie compvoie lieuditbp commune
departement libdepartement ligneacheminement telephone telecopie categetab libcategetab categagretab libcategagretab
siret codeape codemft libmft codesph libsph dateouv dateautor datemajfiche numuai
"""
FIELDS = tuple(_FIELDS.split())
"""Fields of the section ``structureet``, as the publisher's notice names them."""

POSITION_FIELDS = ("coordxet", "coordyet", "sourcecoordet", "datemajgeo")
_FIRST = "finess"
_STRUCTURE, _POSITION = "structureet", "geolocalisation"


def is_finess(line: tuple[Cell, ...]) -> bool:
    """Whether the first line of a file is that of the open file of FINESS (``finess;etalab;112;2026-06-02``)."""
    return len(line) >= 2 and clean_text(line[0]).lower() in {_FIRST, _STRUCTURE}


def read_finess(lines: Iterator[Line]) -> Raw:
    """Return one line per establishment, its position beside it where the second section gives one."""
    as_of = None
    establishments: list[Line] = []
    positions: dict[str, tuple[Cell, ...]] = {}
    for number, cells in lines:
        section = clean_text(cells[0]) if cells else ""
        if section == _FIRST:
            as_of = next((text for cell in cells[1:] if (text := clean_text(cell)).count("-") == 2), None)
        elif section == _STRUCTURE:
            establishments.append((number, cells))
        elif section == _POSITION and len(cells) > 1:
            positions[clean_text(cells[1])] = cells[2 : 2 + len(POSITION_FIELDS)]
    nowhere: tuple[Cell, ...] = ("",) * len(POSITION_FIELDS)
    joined = tuple(
        (number, _padded(cells) + positions.get(clean_text(cells[1]) if len(cells) > 1 else "", nowhere))
        for number, cells in establishments
    )
    return Raw(FIELDS + POSITION_FIELDS, joined, as_of=as_of, layout="finess")


def _padded(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return (cells + ("",) * len(FIELDS))[: len(FIELDS)]
