"""Whether an actor has room left: by what it states of its use, or by the need of the area that it alone serves."""

import numpy as np
import pandas as pd

from analysis.need.bases import zone_counts
from analysis.need.by_zone import need_by_zone, rules_for
from analysis.question import Selection
from analysis.service_area.offer import serving_areas
from geo.workspace.data import TerritoryData


def asked_of_actors(data: TerritoryData) -> dict[str, float]:
    """Return the need per year in the declared area of each open actor that serves it alone of its kind.

    Only kinds for which a rule states a need are there, and only actors whose capacity is in its unit.
    """
    found: dict[str, float] = {}
    smallest = data.territory.smallest_level
    for kind in data.need_rules["kind"].dropna().unique():
        rules = rules_for(data.need_rules, Selection(kind=str(kind)))
        actors = data.actors[(data.actors["kind"] == kind) & (data.actors["status"] == "open")]
        if rules.empty or actors.empty:
            continue
        need = need_by_zone(rules, zone_counts(data, rules=rules), data.ancestors, smallest_level=smallest)
        services = data.services[data.services["actor_id"].isin(actors["actor_id"])]
        services = services[services["capacity_unit"] == need.unit]
        areas = serving_areas(actors, services, data.ancestors)
        areas = areas[areas["basis"] == "declared"][["actor_id", "zone_id"]].drop_duplicates()
        shared = areas.loc[areas["zone_id"].duplicated(keep=False), "actor_id"]
        alone = areas[~areas["actor_id"].isin(shared)]
        needed = alone["zone_id"].map(need.zones.set_index("zone_id")["need"]).astype("float64")
        sums = needed.groupby(alone["actor_id"]).sum(min_count=1)
        found |= {str(actor): float(value) for actor, value in sums.items() if np.isfinite(value)}
    return found


def has_room(services: pd.DataFrame, asked: dict[str, float]) -> pd.Series:
    """Return whether each actor has room: ``yes``, ``no`` or ``unknown``, indexed by ``actor_id``.

    No room: every service that states its use is full, or the need of the area that it alone serves exceeds its
    capacity. Room: a service states that it uses less than its capacity.
    """
    known = services.dropna(subset=["capacity"])
    sums = known.groupby("actor_id")[["capacity"]].sum()
    both = known.dropna(subset=["used"]).groupby("actor_id")[["capacity", "used"]].sum()
    index = pd.Index(services["actor_id"].unique(), name="actor_id")
    out = pd.Series("unknown", index=index, dtype="str")
    free = both.index[both["used"] < both["capacity"]]
    full = both.index[both["used"] >= both["capacity"]]
    out[out.index.isin(free)] = "yes"
    needed = pd.Series(asked, dtype="float64").reindex(sums.index)
    short = sums.index[(needed > sums["capacity"]).to_numpy(dtype=np.bool_)]
    out[out.index.isin(full) | out.index.isin(short)] = "no"
    return out
