"""The columns of a layer file and the headers under which they are recognised."""

import re
from collections.abc import Mapping, Sequence

from geo.files.issues import Findings
from geo.files.names import name_key

COUNTS = ("children_0_14", "children_0_4", "children_0_3", "children_0_2", "births", "women", "women_15_49")
"""Counts kept beside the population when the file has them."""

_HEADERS: Mapping[str, str] = {
    "point_id": "GRD_ID; idcar_200m; idcar_1km; place_id; cell_id; id; identifiant; CD_SECTOR; code secteur; "
    "code sector",
    "name": "name; nom; libellé; TX_DESCR_SECTOR_FR; TX_DESCR_FR; adresse; address",
    "zone_code": "zone_id; commune; code commune; municipality; CD_REFNIS; CD_MUNTY_REFNIS; nis; ins; code ins; "
    "code insee; insee; CODGEO; INSEE_COM; lcog_geo",
    "lon": "lon; longitude; lng; long",
    "lat": "lat; latitude",
    "x": "X; X_LLC; coord x; x coord; est; easting",
    "y": "Y; Y_LLC; coord y; y coord; nord; northing",
    "population": "T; population; POPULATION; pop; habitants; inhabitants; population totale; TOT_P_2021; TOTAL; ind",
    "children_0_14": "Y_LT15; children_0_14; moins de 15 ans; under 15; enfants 0 14 ans",
    "children_0_4": "children_0_4; enfants 0 4 ans; 0 4 ans",
    "children_0_3": "children_0_3; ind_0_3; enfants 0 3 ans; 0 3 ans",
    "children_0_2": "children_0_2; enfants 0 2 ans; 0 2 ans",
    "births": "births; naissances",
    "women": "F; women; femmes",
    "women_15_49": "women_15_49; femmes 15 49 ans; femmes de 15 à 49 ans",
}
_YEARLY = re.compile(r"(?:population|pop|tot_p|total_pop|total_population)[ _]?((?:19|20)\d\d)", re.IGNORECASE)
"""A population with its year, the latest of which is read (``population_2020``)."""
_XYZ = ("X", "Y", "Z")
"""Headers of a raster written as points: its value is the third."""
_EXACT_ONLY = frozenset({"T", "F"})
"""Headers too short to be recognised in another case."""

FLAG_SUFFIX = "_CI"
"""A column named like a count with this suffix says, where it is not zero, that the count is confidential."""


def find_columns(headers: Sequence[str], *, population: str | None, findings: Findings) -> dict[str, str]:
    """Return canonical column → header as the file writes it.

    Where two headers could be the same column, the best writing wins: a census file has ``X``, ``Y`` (metres) beside
    ``x``, ``y`` (numbers of the row and column), told apart by their capitals.

    Parameters
    ----------
    population
        Header that the user names for the population.
    findings
        Receives ``layer-column-absent``, ``layer-column-passed-over`` and ``layer-columns-not-read``.
    """
    best: dict[str, tuple[tuple[int, int], str]] = {}
    passed: list[tuple[str, str]] = []
    for header in headers:
        found = _recognise(header)
        if found is None or (population is not None and found[0] == "population"):
            continue
        column, rank = found
        if column not in best or rank < best[column][0]:
            if column in best:
                passed.append((best[column][1], column))
            best[column] = (rank, header)
        else:
            passed.append((header, column))
    columns = {column: header for column, (_, header) in best.items()}
    if population is None and tuple(headers) == _XYZ:
        columns["population"] = headers[2]
    if population is not None:
        chosen = _named(headers, population)
        if chosen is None:
            findings.add("layer-column-absent", value=population, columns=_listed(headers))
        else:
            columns = {column: header for column, header in columns.items() if header != chosen}
            columns["population"] = chosen
    for header, column in passed:
        if columns.get(column) is not None and header not in columns.values():
            findings.add("layer-column-passed-over", column=header, value=header, kept=columns[column])
    _tell_unread(headers, columns, passed, findings)
    return columns


def flag_of(header: str, headers: Sequence[str]) -> str | None:
    """Return the header of the confidentiality flag of a count, if the file has one."""
    return header + FLAG_SUFFIX if header + FLAG_SUFFIX in headers else None


def _tell_unread(
    headers: Sequence[str], columns: Mapping[str, str], passed: Sequence[tuple[str, str]], findings: Findings
) -> None:
    told = {*columns.values(), *(header + FLAG_SUFFIX for header in columns.values()), *(name for name, _ in passed)}
    unread = [header for header in headers if header not in told]
    if unread:
        findings.add("layer-columns-not-read", value=_listed(unread), count=len(unread))


def _recognise(header: str) -> tuple[str, tuple[int, int]] | None:
    """Return the column that a header names, and a rank: the smaller, the better written."""
    for column, names in _HEADERS.items():
        for place, name in enumerate(name.strip() for name in names.split(";")):
            if header == name:
                return column, (0, place)
    for column, names in _HEADERS.items():
        for place, name in enumerate(name.strip() for name in names.split(";")):
            if name not in _EXACT_ONLY and name_key(header) == name_key(name):
                return column, (1, place)
    yearly = _YEARLY.fullmatch(header.strip())
    return None if yearly is None else ("population", (2, -int(yearly[1])))


def _named(headers: Sequence[str], wanted: str) -> str | None:
    """Return the header that the user wrote, else the only one that differs by its capitals."""
    if wanted in headers:
        return wanted
    alike = [header for header in headers if header.casefold() == wanted.strip().casefold()]
    return alike[0] if len(alike) == 1 else None


def _listed(headers: Sequence[str], *, most: int = 12) -> str:
    return ", ".join(headers[:most]) + ("…" if len(headers) > most else "")
