"""An answer as a list of changes that a scenario can play."""

from collections.abc import Sequence

import pandas as pd

from analysis.question import Selection
from analysis.records.scenario import ChangeRecord
from geo.schema import CAPACITY_UNITS


def scenario_changes(
    sites: pd.DataFrame,
    selection: Selection,
    *,
    capacity: float | None = None,
    capacity_unit: str | None = None,
    visits_min: float | None = None,
    covers: Sequence[Sequence[str]] | None = None,
) -> list[ChangeRecord]:
    """Return the changes that open sites.

    Parameters
    ----------
    sites
        ``zone_id``, ``lon``, ``lat``; ``size`` where each has its own capacity per year, else ``capacity`` for all.
    visits_min
        How far the new team goes to families; None where families come.
    covers
        The zones that each new team declares, in the order of the sites; None where it declares none.

    Returns
    -------
    list of dict
        ``change`` (``open``), ``kind``, ``function``, ``zone``, ``lon``, ``lat``, ``capacity``, ``capacity_unit``,
        ``name``, ``mode``, ``reach_min``, ``covers``; None where the question says nothing of it.
    """
    sizes = sites["size"] if "size" in sites.columns else pd.Series(capacity, index=sites.index, dtype="float64")
    areas = [None] * len(sites) if covers is None else covers
    return [
        {
            "change": "open",
            "kind": selection.kind,
            "function": selection.function,
            "name": str(row.name),
            "zone": str(row.zone_id),
            "lon": float(row.lon),  # type: ignore[arg-type]
            "lat": float(row.lat),  # type: ignore[arg-type]
            "capacity": None if pd.isna(size) else round(float(size), 6),
            "capacity_unit": capacity_unit if capacity_unit in CAPACITY_UNITS else None,
            "mode": "on-site" if visits_min is None else "home-visits",
            "reach_min": visits_min,
            "covers": None if area is None else list(area),
        }
        for row, size, area in zip(sites.itertuples(index=False), sizes, areas, strict=True)
    ]


def strengthening(capacities: pd.Series, closed: list[str]) -> list[ChangeRecord]:
    """Return the changes that give actors another capacity (indexed by ``actor_id``), and close others."""
    out: list[ChangeRecord] = [
        {"change": "capacity", "actor_id": str(actor), "capacity": round(float(value), 6)}
        for actor, value in capacities.items()
    ]
    return out + [{"change": "close", "actor_id": actor} for actor in closed]
