"""An answer as a list of changes that a scenario can play."""

from typing import Any

import pandas as pd

from analysis.selection import Selection

Change = dict[str, Any]


def scenario_changes(
    sites: pd.DataFrame, selection: Selection, *, capacity: float | None = None, capacity_unit: str | None = None
) -> list[Change]:
    """Return the changes that open sites.

    Parameters
    ----------
    sites
        ``zone_id``, ``lon``, ``lat``; ``size`` where each has its own capacity per year, else ``capacity`` for all.

    Returns
    -------
    list of dict
        ``change`` (``open``), ``kind``, ``function``, ``zone``, ``lon``, ``lat``, ``capacity``, ``name``.
    """
    sizes = sites["size"] if "size" in sites.columns else pd.Series(capacity, index=sites.index, dtype="float64")
    return [
        {
            "change": "open",
            "kind": selection.kind,
            "function": selection.function,
            "name": str(row.name),
            "zone": str(row.zone_id),
            "lon": float(row.lon),  # type: ignore[arg-type]
            "lat": float(row.lat),  # type: ignore[arg-type]
            "capacity": None if pd.isna(size) else float(size),
            "capacity_unit": capacity_unit,
        }
        for row, size in zip(sites.itertuples(index=False), sizes, strict=True)
    ]


def strengthening(capacities: pd.Series, closed: list[str]) -> list[Change]:
    """Return the changes that give actors another capacity (indexed by ``actor_id``), and close others."""
    out: list[Change] = [
        {"change": "capacity", "actor_id": str(actor), "capacity": float(value)} for actor, value in capacities.items()
    ]
    return out + [{"change": "close", "actor_id": actor} for actor in closed]
