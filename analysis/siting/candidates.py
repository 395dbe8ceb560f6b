"""Where a service could open: the seat of every commune, a file of the user, or points; less what is forbidden."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.scenario.zone_seats import zone_seats
from geo.errors import BadInputError, NotFoundError
from geo.files.cells import is_blank
from geo.files.content import TEXTS, WORKBOOKS, Expected
from geo.files.issues import Findings, Refusal, Unread
from geo.files.numbers import read_coordinate, read_number
from geo.files.table import open_table
from geo.workspace.data import TerritoryData
from geo.workspace.vocabulary import load_vocabulary
from geo.workspace.zones import check_zone

COLUMNS = ["site_id", "name", "zone_id", "lon", "lat", "cost", "capacity"]

_HEADERS = {
    "commune": "zone",
    "nom": "name",
    "longitude": "lon",
    "latitude": "lat",
    "coût": "cost",
    "cout": "cost",
    "capacité": "capacity",
    "capacite": "capacity",
}

_NUMBERS = ("lon", "lat", "cost", "capacity")
_EXPECTED = Expected({**TEXTS, **WORKBOOKS}, most_mb=50, most_rows=100_000, otherwise="text")

OUTSIDE_KM = 5.0
"""A point farther than this from every commune is out of the territory; nearer, drawn boundaries may be at fault."""


def commune_seats(data: TerritoryData) -> pd.DataFrame:
    """Return one candidate per smallest zone, at its most populous place (``COLUMNS``; costs and capacities unknown).

    ``site_id`` is the code of the zone.
    """
    seats = zone_seats(data.places).rename_axis("zone_id").reset_index()
    names = data.zones.set_index("zone_id")["name"]
    out = seats.assign(site_id=seats["zone_id"], name=seats["zone_id"].map(names), cost=np.nan, capacity=np.nan)
    return out[COLUMNS].sort_values("site_id", ignore_index=True)


def hosts(data: TerritoryData, kinds: Sequence[str], *, statuses: Sequence[str] = ("open",)) -> pd.DataFrame:
    """Return the located actors of some kinds as candidates: a new service could be lodged where one already receives.

    ``site_id`` is the id of the actor, by which a table of times that the user brought knows it (``COLUMNS``).

    Raises
    ------
    NotFoundError
        ``unknown-kind``.
    BadInputError
        ``siting-no-host`` when no actor of these kinds has a known place.
    """
    known = load_vocabulary().kinds
    for kind in kinds:
        if kind not in known:
            raise NotFoundError("unknown-kind", kind=kind)
    actors = data.actors
    own = actors["kind"].isin(list(kinds)) & actors["status"].isin(list(statuses))
    found = actors[own & actors["lon"].notna() & actors["lat"].notna() & actors["zone_id"].notna()]
    if found.empty:
        raise BadInputError("siting-no-host", kinds=", ".join(kinds), actors=int(own.sum()))
    out = found.rename(columns={"actor_id": "site_id"}).assign(cost=np.nan, capacity=np.nan)
    return out[COLUMNS].sort_values("site_id", ignore_index=True)


def read_candidates(path: Path, data: TerritoryData) -> pd.DataFrame:
    """Return the candidates of a CSV or Excel file (``COLUMNS``).

    Each line has a ``zone`` (code or name of a commune), or ``lon`` and ``lat`` in degrees; ``name``, ``cost`` and
    ``capacity`` (per year) where they are known; headers may be French (``_HEADERS``).

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``text-encoding``, ``siting-candidates-empty``, ``siting-candidates-columns``, and those of :func:`points`.
    """
    try:
        table = open_table(path, _EXPECTED, Findings())
    except Refusal as refusal:
        told: dict[str, str] = {"path": path.name, "file": path.name}
        key = "text-encoding" if refusal.issue.rule == "encoding-unreadable" else "siting-candidates-empty"
        raise refusal.error(key, **told) from refusal
    headers = {name: str(name).strip().casefold() for name in table.frame.columns}
    frame = table.frame.rename(columns={name: _HEADERS.get(told, told) for name, told in headers.items()})
    placed = "zone" in frame.columns or {"lon", "lat"} <= set(frame.columns)
    if not frame.columns.is_unique or not placed:
        raise BadInputError("siting-candidates-columns", path=path.name, columns=", ".join(map(str, frame.columns)))
    return points(frame, data, rows=table.rows.tolist())


def points(frame: pd.DataFrame, data: TerritoryData, *, rows: Sequence[int] | None = None) -> pd.DataFrame:
    """Return candidates from lines with a ``zone``, or ``lon`` and ``lat`` (``COLUMNS``); as :func:`read_candidates`.

    Parameters
    ----------
    rows
        Number of each line as the user sees it; from 2 by default, after the headers.

    Raises
    ------
    BadLinesError
        ``siting-candidate-place`` (neither zone nor point), ``siting-candidate-zone``, ``siting-candidate-number``,
        ``siting-candidate-outside``, with their rows.
    BadInputError
        ``siting-repeated-site``.
    """
    seats = commune_seats(data).set_index("zone_id")
    by_name = {str(name).casefold(): str(code) for code, name in seats["name"].items()}
    lon_of, lat_of, name_of = (dict(seats[column]) for column in ("lon", "lat", "name"))
    findings = Findings()
    nearest = _nearest(data)
    found = []
    for row, line in zip(rows or range(2, len(frame) + 2), frame.to_dict("records"), strict=True):
        cell = {name: _number(line.get(name), name, row, findings) for name in _NUMBERS}
        zone, label = (_text(line.get(name)) for name in ("zone", "name"))
        if not np.isnan([cell["lon"], cell["lat"]]).any():
            code, away_km = nearest(cell["lon"], cell["lat"])
            if away_km > OUTSIDE_KM:
                findings.add("siting-candidate-outside", row=row, lon=cell["lon"], lat=cell["lat"], km=round(away_km))
        elif zone:
            code = zone if zone in name_of else by_name.get(zone.casefold(), "")
            if code:
                cell |= {"lon": float(lon_of[code]), "lat": float(lat_of[code])}
            else:
                findings.add("siting-candidate-zone", row=row, column="zone", value=zone, zone=zone)
        else:
            findings.add("siting-candidate-place", row=row)
        if findings.ok:
            named = label or str(name_of[code])
            found.append({"site_id": named, "name": named, "zone_id": code, **cell})
    findings.refuse()
    out = pd.DataFrame(found, columns=COLUMNS)
    if out["site_id"].duplicated().any():
        raise BadInputError("siting-repeated-site", id=str(out.loc[out["site_id"].duplicated(), "site_id"].iloc[0]))
    return out


def once(candidates: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Return candidates without those that say a second time what another says: same point, cost and capacity.

    Returns
    -------
    tuple
        The candidates (``COLUMNS``), and the names of each one left out and of the one that stays for it.
    """
    told = ["lon", "lat", "cost", "capacity"]
    again = candidates.duplicated(told)
    stays = candidates.groupby(told, dropna=False, sort=False)["name"].transform("first")
    pairs = list(zip(candidates.loc[again, "name"], stays[again], strict=True))
    return candidates[~again].reset_index(drop=True), pairs


def allowed(
    candidates: pd.DataFrame, data: TerritoryData, *, zone: str | None = None, forbidden: Sequence[str] = ()
) -> pd.DataFrame:
    """Return the candidates inside a zone, and outside the forbidden ones.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    BadInputError
        ``siting-no-candidate`` when none is left.
    """
    kept = np.ones(len(candidates), dtype=np.bool_)
    if zone is not None:
        kept &= within(candidates, data, zone)
    for one in forbidden:
        kept &= ~within(candidates, data, one)
    if not kept.any():
        raise BadInputError("siting-no-candidate", candidates=len(candidates), forbidden=len(forbidden))
    return candidates[kept].reset_index(drop=True)


def within(candidates: pd.DataFrame, data: TerritoryData, zone: str) -> np.ndarray:
    """Return, for every candidate, whether it is inside a zone of any level.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    check_zone(data.zones, zone)
    inside = data.ancestors.loc[data.ancestors["ancestor_id"] == zone, "zone_id"]
    return candidates["zone_id"].isin(inside).to_numpy()


def _number(cell: Any, name: str, row: int, findings: Findings) -> float:  # noqa: ANN401 - as the table types it
    """Return the number of a cell, NaN where it is blank or refused."""
    if is_blank(cell) or pd.isna(cell):
        return float("nan")
    read = read_coordinate(cell) if name in {"lon", "lat"} else read_number(cell, maximum=float("inf"))
    if isinstance(read, Unread):
        findings.add("siting-candidate-number", row=row, column=name, value=str(cell))
        return float("nan")
    return read


def _text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _nearest(data: TerritoryData) -> Callable[[float, float], tuple[str, float]]:
    """Return what tells the nearest commune of a point and its distance in km; geometry is loaded at the first one."""

    @cache
    def shapes():  # type: ignore[no-untyped-def]  # noqa: ANN202 - the geometry libraries come late
        known = import_module("geo.workspace.shapes").zone_shapes(data.territory, level=data.territory.smallest_level)
        return import_module("geo.files.register.gazetteer").Shapes(known)

    return lambda lon, lat: shapes().nearest(lon, lat)
