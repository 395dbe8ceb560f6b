"""What falls to each actor in two states, and what becomes of it."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.scenario.state import State

Told = dict[str, Any]

_SAID = ("service", "mode", "capacity", "capacity_unit", "reach_min", "covers")


def actor_loads(before: State, after: State) -> pd.DataFrame:
    """Return every open actor of either state.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``name``, ``kind``, ``zone_id``, ``fate`` (``kept``, ``opened``,
        ``closed``, ``moved``; ``changed``: other capacity, hours or reach); ``nearest_before`` and
        ``nearest_after``: the weight whose nearest actor it is within the threshold (NaN: its place is unknown; 0
        where it is not open); ``capacity_before`` and ``capacity_after``: per year, in ``capacity_unit`` (NaN: unknown,
        or services in several units; 0 where it is not open).
    """
    named = pd.concat([after.supply.actors, before.supply.actors]).drop_duplicates("actor_id")
    out = named[["actor_id", "name", "kind", "zone_id"]].reset_index(drop=True)
    ids = list(out["actor_id"])
    old, new = _told(before), _told(after)
    for side, told in (("before", old), ("after", new)):
        for column in ("nearest", "capacity"):
            out[f"{column}_{side}"] = np.array([told[one][column] if one in told else 0.0 for one in ids])
    units = [(new.get(one) or old[one])["unit"] for one in ids]
    fates = [_fate(old.get(one), new.get(one)) for one in ids]
    return out.assign(
        capacity_unit=pd.Series(units, dtype="str", index=out.index),
        fate=pd.Series(fates, dtype="str", index=out.index),
    )


def _fate(old: Told | None, new: Told | None) -> str:
    if old is None or new is None:
        return "opened" if old is None else "closed"
    if old["spot"] != new["spot"]:
        return "moved"
    return "kept" if old["said"] == new["said"] else "changed"


def _told(state: State) -> dict[str, Told]:
    near = state.places[state.places["minutes"] <= state.threshold_min]
    fallen = near.groupby("actor_id")["weight"].sum()
    services: dict[str, list[Told]] = {}
    columns = [state.supply.services[name].tolist() for name in ("actor_id", *_SAID)]
    for actor_id, *cells in zip(*columns, strict=True):
        services.setdefault(str(actor_id), []).append(dict(zip(_SAID, cells, strict=True)))
    told: dict[str, Told] = {}
    for actor in state.supply.actors[["actor_id", "lon", "lat", "hours"]].to_dict("records"):
        own = services[actor["actor_id"]]
        units = {line["capacity_unit"] for line in own}
        known = [line["capacity"] for line in own if pd.notna(line["capacity"])]
        unit = units.pop() if len(units) == 1 else None
        located = pd.notna(actor["lon"]) and pd.notna(actor["lat"])
        told[actor["actor_id"]] = {
            "nearest": float(fallen.get(actor["actor_id"], 0.0)) if located else np.nan,
            "capacity": sum(known) if isinstance(unit, str) and known else np.nan,
            "unit": unit if isinstance(unit, str) else None,
            "spot": (actor["lon"], actor["lat"]) if located else None,
            "said": f"{actor['hours']} {own}",
        }
    return told
