"""Where a service could open: the seat of every commune, a file of the user, or points; less what is forbidden."""

import csv
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import pandas as pd

from analysis.scenario.zone_seats import zone_seats
from geo.errors import BadInputError, MissingFileError, NotFoundError
from geo.workspace.data import TerritoryData

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


def read_candidates(path: Path, data: TerritoryData) -> pd.DataFrame:
    """Return the candidates of a CSV or Excel file (``COLUMNS``).

    Each line has a ``zone`` (code or name of a commune), or ``lon`` and ``lat`` in degrees; ``name``, ``cost`` and
    ``capacity`` (per year) where they are known; headers may be French (``_HEADERS``).

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``siting-candidates-empty``, ``siting-candidates-columns``, ``siting-candidate-place`` (neither zone nor
        point), ``siting-candidate-zone``, ``siting-candidate-number``, ``siting-candidate-outside``,
        ``siting-repeated-site``; all but the first two with the line.
    """
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    try:
        if path.suffix.lower() == ".xlsx":
            frame = pd.read_excel(path, dtype="str")
        else:
            frame = pd.read_csv(
                path, dtype="str", encoding="utf-8-sig", sep=None, engine="python", skipinitialspace=True
            )
    except (ValueError, KeyError, OSError, csv.Error, BadZipFile) as error:
        raise BadInputError("siting-candidates-empty", path=path.name) from error
    headers = {name: str(name).strip().casefold() for name in frame.columns}
    frame = frame.rename(columns={name: _HEADERS.get(told, told) for name, told in headers.items()})
    if not frame.columns.is_unique:
        raise BadInputError("siting-candidates-columns", path=path.name, columns=", ".join(map(str, frame.columns)))
    if frame.empty:
        raise BadInputError("siting-candidates-empty", path=path.name)
    if "zone" not in frame.columns and not {"lon", "lat"} <= set(frame.columns):
        raise BadInputError("siting-candidates-columns", path=path.name, columns=", ".join(map(str, frame.columns)))
    return points(frame, data)


def points(frame: pd.DataFrame, data: TerritoryData) -> pd.DataFrame:
    """Return candidates from lines with a ``zone``, or ``lon`` and ``lat`` (``COLUMNS``); as :func:`read_candidates`.

    Raises
    ------
    BadInputError
        As :func:`read_candidates`.
    """
    seats = commune_seats(data).set_index("zone_id")
    by_name = {str(name).casefold(): code for code, name in seats["name"].items()}
    lon_of, lat_of, name_of = (dict(seats[column]) for column in ("lon", "lat", "name"))
    shapes = None
    rows = []
    for number, line in enumerate(frame.to_dict("records"), start=2):
        cell = {name: _number(line.get(name), name, number) for name in ("lon", "lat", "cost", "capacity")}
        zone, label = line.get("zone"), line.get("name")
        if not np.isnan([cell["lon"], cell["lat"]]).any():
            shapes = shapes or _shapes(data)
            code, away_km = shapes.nearest(cell["lon"], cell["lat"])
            if away_km > OUTSIDE_KM:
                raise BadInputError(
                    "siting-candidate-outside", row=number, lon=cell["lon"], lat=cell["lat"], km=round(away_km)
                )
        elif isinstance(zone, str) and zone.strip():
            text = zone.strip()
            code = text if text in name_of else by_name.get(text.casefold(), "")
            if not code:
                raise BadInputError("siting-candidate-zone", row=number, zone=text)
            cell |= {"lon": float(lon_of[code]), "lat": float(lat_of[code])}
        else:
            raise BadInputError("siting-candidate-place", row=number)
        named = label.strip() if isinstance(label, str) and label.strip() else str(name_of[code])
        rows.append({"site_id": named, "name": named, "zone_id": code, **cell})
    out = pd.DataFrame(rows, columns=COLUMNS)
    if out["site_id"].duplicated().any():
        raise BadInputError("siting-repeated-site", id=str(out.loc[out["site_id"].duplicated(), "site_id"].iloc[0]))
    return out


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
    if zone not in set(data.zones["zone_id"]):
        raise NotFoundError("unknown-zone", zone=zone)
    inside = data.ancestors.loc[data.ancestors["ancestor_id"] == zone, "zone_id"]
    return candidates["zone_id"].isin(inside).to_numpy()


def _number(cell: object, name: str, row: int) -> float:
    if cell is None or (isinstance(cell, float) and np.isnan(cell)) or (isinstance(cell, str) and not cell.strip()):
        return float("nan")
    try:
        value = float(str(cell).strip().replace(",", "."))
    except ValueError as error:
        raise BadInputError("siting-candidate-number", row=row, column=name, value=str(cell)) from error
    if not np.isfinite(value) or (value < 0 and name in {"cost", "capacity"}):
        raise BadInputError("siting-candidate-number", row=row, column=name, value=str(cell))
    return value


def _shapes(data: TerritoryData):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the geometry libraries come late
    shapes = import_module("geo.workspace.shapes").zone_shapes(data.territory, level=data.territory.smallest_level)
    return import_module("geo.files.register.gazetteer").Shapes(shapes)
