"""Redundancy on a territory: how many actors families can count on, and what each closure would cost."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.closing.costs import actors_within, closure_costs
from analysis.doubt.bands import BiasedLimits, limits_under_bias
from analysis.service_area.area import ServiceArea
from analysis.service_area.buildings import buildings, together
from analysis.service_area.kernels import two_nearest
from analysis.service_area.pairs import TravelPairs, nearest_pairs, pairs_of
from analysis.service_area.perhaps_same import groups, linked_groups
from analysis.service_area.programme import Programme, load_programme, service_functions
from geo.schema import FloatArray, IntArray

MOST = 3
"""Families with this many actors or more are counted together."""

SOME = [*(f"with_{level}" for level in range(1, MOST)), f"with_{MOST}_or_more"]
"""Those who have some actor: links between actors move them from one to another."""

AS_ONE = [
    "births_nearest",
    "births_affected",
    "births_losing_access",
    "births_newly_beyond",
    "minutes_added_total",
    "minutes_added_mean",
]
"""What a closure costs that is more if other actors close with it."""


@dataclass(frozen=True, eq=False)
class Redundancy:
    """What families can count on, and what each closure would cost.

    ``choice`` is indexed by ``zone_id``, every level: ``total`` (births, or people), ``with_0``, ``with_1``,
    ``with_2``, ``with_3_or_more`` distinct actors within the threshold, those of one building being one, ``with_0_low``
    and ``with_0_high`` at both ends of the bias of the times, ``with_1_as_one``… were actors that are perhaps the same
    one each. ``functions`` has the same for the zone asked about, per ``function`` and ``stratum``, with ``actors`` and
    ``actors_as_one``. Actors that come to the family count where they come.

    ``closures`` has one line per open actor: ``actor_id``, ``name``, ``basis`` (``located``; ``covered``: known by its
    declared area alone; ``unknown``: nothing can be said, every figure is NaN), ``linked`` (whether it is perhaps the
    same as another), and the columns of
    `analysis.closing.costs.Closures`, births that a declared area still serves being left out of
    ``births_losing_access`` and ``births_newly_beyond``; ``births_newly_beyond_low`` and ``_high`` are its least and
    its greatest value between both ends of the bias of the times. Columns in ``_as_one`` tell what closes with an actor
    if those that it is perhaps the same as are itself: all of them. For a ``covered`` actor, ``births_nearest`` is what
    its area holds, ``births_losing_access`` those whom nobody else reaches or comes to, minutes have no meaning.
    ``buildings`` has one line per building that several of them share and that is the nearest of some of the families
    counted, or comes to them: ``actors`` (ids), ``names``, and what it costs when all of it closes.
    ``need_left_over`` (per year) is what a balance under capacity says, NaN until `with_need_left` puts it there.
    """

    threshold_min: float
    base: str
    choice: pd.DataFrame
    functions: pd.DataFrame
    closures: pd.DataFrame
    buildings: pd.DataFrame
    unplaced: int


def redundancy(
    about: ServiceArea, *, threshold_min: float, zone_id: str | None = None, programme: Programme | None = None
) -> Redundancy:
    """Return the redundancy of a selection, for the families of a zone.

    Parameters
    ----------
    threshold_min
        The time that counts as near, inclusive.
    zone_id
        Whose families count in ``functions`` and ``closures``; those of the whole territory when None.

    Raises
    ------
    BadInputError
        Those of `analysis.closing.costs.closure_costs`.
    NotFoundError
        ``unknown-zone``.
    """
    births = about.demand
    if zone_id is not None:
        births = births.where(about.membership.inside(zone_id), 0.0)
    everyone = about.supply.actors["actor_id"]
    home, alike = buildings(about.data.actors), groups(about.data.actors)
    linked, shared = linked_groups(everyone, alike), linked_groups(everyone, home)
    one = linked_groups(everyone, together(alike, home.reindex(alike.index)))
    limits = limits_under_bias(threshold_min, about.engine)
    pairs_of(about, within_min=max(threshold_min, limits.low, limits.high))  # made once for all that follows
    counts = _distinct(about, everyone, threshold_min)
    choice = _choice(about, counts - _counted_twice(about, shared, threshold_min))
    as_one = _choice(about, counts - _counted_twice(about, one, threshold_min))
    choice = choice.join(as_one[SOME].add_suffix("_as_one"))
    # With longer trips fewer actors are near: more families have none.
    for end, limit in (("high", limits.low), ("low", limits.high)):
        choice[f"with_0_{end}"] = _choice(about, _distinct(about, everyone, limit))["with_0"]
    return Redundancy(
        threshold_min=threshold_min,
        base=about.base,
        choice=choice,
        functions=_by_function(about, births, threshold_min, programme or load_programme(), (linked, shared, one)),
        buildings=_buildings_closed(about, births, limits.given, shared),
        closures=_closed_as_one(about, births, _closures_under_bias(about, births, limits), limits.given, linked),
        unplaced=len(about.unlocated),
    )


def with_need_left(found: Redundancy, left: pd.Series) -> Redundancy:
    """Return the same answer with the need that each closure would leave without a place.

    Parameters
    ----------
    left
        Need left over per year by a balance under capacity, indexed by ``actor_id``; actors it lacks stay unknown.
    """
    said = found.closures["actor_id"].map(left).astype("float64")
    return replace(found, closures=found.closures.assign(need_left_over=said))


def _distinct(about: ServiceArea, actors: pd.Series, threshold_min: float) -> pd.Series:
    """Return how many distinct actors each place has: within the threshold, or that come there."""
    places = about.demand.index
    within = actors_within(
        pairs_of(about, within_min=threshold_min), threshold_min=threshold_min, actors=actors, places=places
    )
    come = about.covered[about.covered["actor_id"].isin(actors)]
    if come.empty:
        return within
    # An actor that comes to a place within the threshold is already counted: its pair is there.
    near = _near(about, threshold_min)
    fresh = ~pd.MultiIndex.from_frame(come[["place_id", "actor_id"]]).isin(near)
    extra = come[fresh].groupby("place_id").size().reindex(places, fill_value=0)
    return within + extra.to_numpy()


def _counted_twice(about: ServiceArea, linked: list[list[str]], threshold_min: float) -> pd.Series:
    """Return how many of the actors of each place are too many if those of each group are one."""
    more = pd.Series(0, index=about.demand.index)
    for members in linked:
        more += (_distinct(about, pd.Series(members), threshold_min) - 1).clip(lower=0).to_numpy()
    return more


def _near(about: ServiceArea, threshold_min: float) -> pd.MultiIndex:
    """Return the pairs within the threshold of the actors that come to families."""
    pairs = pairs_of(about, within_min=threshold_min)
    if not isinstance(pairs, TravelPairs):  # packed only where nobody comes who has a place
        return pd.MultiIndex.from_arrays([[], []])
    coming = pairs.chosen(about.covered["actor_id"].unique())
    keep = coming[pairs.actor] & (pairs.minutes <= threshold_min)
    place = np.repeat(np.arange(len(pairs.place_ids)), np.diff(pairs.start))[keep]
    return pd.MultiIndex.from_arrays([pairs.place_ids.take(place), pairs.actor_ids.take(pairs.actor[keep])])


def _choice(about: ServiceArea, counts: pd.Series) -> pd.DataFrame:
    members, known = about.membership, about.demand.fillna(0.0).to_numpy(dtype=np.float64)
    number = counts.to_numpy()
    table = pd.DataFrame({"total": members.total(known)}, index=members.zone_ids.rename("zone_id"))
    for level in range(MOST):
        table[f"with_{level}"] = members.total(known * (number == level))
    table[f"with_{MOST}_or_more"] = members.total(known * (number >= MOST))
    nobody = members.total(np.asarray(about.demand.notna(), dtype=np.float64)) == 0
    table.loc[nobody] = np.nan
    placed = len(about.located) + len(about.covered_only)
    if not placed and not about.reach_known:
        table.iloc[:, 1:] = np.nan
    return table


def _by_function(
    about: ServiceArea,
    demand: pd.Series,
    threshold_min: float,
    programme: Programme,
    alike: tuple[list[list[str]], list[list[str]], list[list[str]]],
) -> pd.DataFrame:
    """Return the choice by function and stratum; ``alike``: those linked, those of one building, those of either."""
    supply = about.supply
    offers = service_functions(supply.services, supply.actors, programme=programme)
    if about.selection.function is not None:
        offers = offers[offers["function"] == about.selection.function]
    if about.selection.stratum is not None:
        offers = offers[offers["stratum"] == about.selection.stratum]
    births = demand.fillna(0.0).to_numpy(dtype=np.float64)
    names = ["with_0", *SOME, *(f"{name}_as_one" for name in SOME)]
    columns = ["function", "stratum", "actors", "actors_as_one", *names]
    # Strata often share their actors: the same question is answered once.
    seen: dict[frozenset[str], list[float]] = {}
    rows = []
    for (function, stratum), lines in offers.groupby(["function", "stratum"], sort=True):
        ids = frozenset(lines["actor_id"])
        if ids not in seen:
            linked, shared, either = (
                [own for members in groups_of if len(own := [one for one in members if one in ids]) > 1]
                for groups_of in alike
            )
            everyone = _distinct(about, pd.Series(sorted(ids)), threshold_min)
            number = (everyone - _counted_twice(about, shared, threshold_min)).to_numpy()
            fewer = (everyone - _counted_twice(about, either, threshold_min)).to_numpy()
            placed = ids & (set(about.located) | set(about.covered_only))
            amounts = [*_by_level(births, number), *_by_level(births, fewer)[1:]]
            doubled = sum(len(members) - 1 for members in linked)
            seen[ids] = [len(ids) - doubled, *(amounts if placed else [float("nan")] * len(names))]
        rows.append((function, stratum, len(ids), *seen[ids]))
    return pd.DataFrame(rows, columns=columns)


def _by_level(births: FloatArray, number: IntArray) -> list[float]:
    """Return how many births have no actor, one, two…, and ``MOST`` or more."""
    return [*(float(births @ (number == level)) for level in range(MOST)), float(births @ (number >= MOST))]


def _closed_as_one(
    about: ServiceArea, births: pd.Series, table: pd.DataFrame, threshold_min: float, linked: list[list[str]]
) -> pd.DataFrame:
    """Add what each closure costs if all that an actor is perhaps the same as close with it."""
    out = table.assign(linked=False, **{f"{name}_as_one": table[name] for name in AS_ONE}).set_index("actor_id")
    known = set() if births.isna().all() else set(out.index[out["basis"] != "unknown"])
    for members in linked:
        closing = [one for one in members if one in known]
        out.loc[closing, "linked"] = True
        costs = closed_together(about, births, closing, threshold_min=threshold_min)
        costs["births_nearest"] = float(out.loc[closing, "births_nearest"].sum())
        for name, cost in costs.items():
            out.loc[closing, f"{name}_as_one"] = cost
    return out.reset_index()


def _buildings_closed(
    about: ServiceArea, births: pd.Series, threshold_min: float, shared: list[list[str]]
) -> pd.DataFrame:
    """Return what each building that several actors share would cost if it closed with all of them.

    One that nobody counted goes to has no line: what it costs elsewhere is not asked.
    """
    named = about.supply.actors.set_index("actor_id")["name"]
    rows = []
    for members in shared if births.notna().any() else []:
        costs = closed_together(about, births, members, threshold_min=threshold_min)
        if costs["births_affected"] > 0:
            rows.append({"actors": members, "names": [str(named[one]) for one in members], **costs})
    table = pd.DataFrame(rows, columns=["actors", "names", *AS_ONE[1:]])
    order = ["births_losing_access", "births_newly_beyond", "minutes_added_total"]
    return table.sort_values(order, ascending=False, kind="stable", ignore_index=True)


def closed_together(
    about: ServiceArea, births: pd.Series, members: list[str], *, threshold_min: float
) -> dict[str, float]:
    """Return what the closure of several actors at once would cost, as `analysis.closing.costs.Closures` tells it.

    Births that a service comes to are lost only where none of the others comes.
    """
    pairs = nearest_pairs(about, len(members) + 1)
    inside, everyone = pairs.chosen(members), pairs.chosen(None)
    first, here, *_ = two_nearest(pairs.start, pairs.actor, pairs.minutes, everyone, np.inf)
    there = two_nearest(pairs.start, pairs.actor, pairs.minutes, ~inside, np.inf)[1]
    mine = np.isin(first, np.flatnonzero(inside))
    own = about.covered["actor_id"].isin(members)
    by_area = about.covered[own & about.covered["actor_id"].isin(about.covered_only)]
    coming = births.index.isin(by_area["place_id"])
    safe = births.index.isin(about.covered.loc[~own, "place_id"])
    alone, known = np.isnan(there), births.fillna(0.0).to_numpy(dtype=np.float64)
    added = np.where(mine & ~alone, there - here, 0.0)
    total, kept = float(known @ added), float(known @ (added > 0))
    return {
        "births_affected": float(known @ ((added > 0) | (mine & alone) | coming)),
        "births_losing_access": float(known @ ((mine | coming) & alone & ~safe)),
        "births_newly_beyond": float(known @ (mine & (here <= threshold_min) & ~(there <= threshold_min) & ~safe)),
        "minutes_added_total": total,
        "minutes_added_mean": total / kept if kept else 0.0,
    }


def _closures_under_bias(about: ServiceArea, births: pd.Series, limits: BiasedLimits) -> pd.DataFrame:
    """Return the closures, with the least and the most births newly beyond between both ends of the bias."""
    table = _closures(about, births, limits.given)
    moved = [_closures(about, births, limit).set_index("actor_id") for limit in (limits.low, limits.high)]
    ends = [one["births_newly_beyond"].reindex(table["actor_id"]).to_numpy() for one in moved]
    beyond = np.vstack([table["births_newly_beyond"].to_numpy(dtype=np.float64), *ends])
    return table.assign(births_newly_beyond_low=beyond.min(axis=0), births_newly_beyond_high=beyond.max(axis=0))


def _closures(about: ServiceArea, births: pd.Series, threshold_min: float) -> pd.DataFrame:
    named = about.supply.actors[["actor_id", "name"]]
    if births.isna().all():
        located = pd.DataFrame({"actor_id": list(about.located)})
    else:
        located = closure_costs(nearest_pairs(about, 2), births, threshold_min=threshold_min).actors
        if len(about.covered):
            located = _still_served(about, births, located, threshold_min)
    covered = _areas_lost(about, births)
    unknown = pd.DataFrame({"actor_id": list(about.unlocated)})
    parts = [located.assign(basis="located"), covered.assign(basis="covered"), unknown.assign(basis="unknown")]
    table = pd.concat([part for part in parts if len(part)] or [parts[0]], ignore_index=True)
    types = {"actor_id": named["actor_id"].dtype, **dict.fromkeys(AS_ONE, "float64")}
    table = table.reindex(columns=["actor_id", "basis", *AS_ONE]).astype(types)
    table = named.merge(table, on="actor_id").assign(need_left_over=np.nan)
    order = ["births_losing_access", "births_newly_beyond", "minutes_added_total"]
    return table.sort_values(order, ascending=False, kind="stable", na_position="last", ignore_index=True)


def _still_served(about: ServiceArea, births: pd.Series, located: pd.DataFrame, threshold_min: float) -> pd.DataFrame:
    """Leave out of the losses of each closure the births of places where another actor comes."""
    out = located.set_index("actor_id")
    come = about.covered
    # Places where some actor comes that is not the one that closes: all those of two or more, and those of one other.
    by_place = come.groupby("place_id")["actor_id"]
    alone = by_place.first()[by_place.size() == 1]
    safe = births.mask(about.is_covered.to_numpy())
    cut = closure_costs(nearest_pairs(about, 2), safe.fillna(0.0), threshold_min=threshold_min).actors.set_index(
        "actor_id"
    )
    for column in ("births_losing_access", "births_newly_beyond"):
        out[column] = cut[column]
    # An actor that is itself the only one to come somewhere: those births are judged without it.
    for actor, places in alone.groupby(alone):
        if actor in out.index:
            own = births.where(births.index.isin(places.index), 0.0).fillna(0.0)
            lost = (
                closure_costs(nearest_pairs(about, 2), own, threshold_min=threshold_min)
                .actors.set_index("actor_id")
                .loc[actor]
            )
            for column in ("births_losing_access", "births_newly_beyond"):
                out.loc[actor, column] += lost[column]
    return out.reset_index()


def _areas_lost(about: ServiceArea, demand: pd.Series) -> pd.DataFrame:
    """Return what the closure of each actor known by its area alone would cost."""
    births = demand.fillna(0.0)
    minutes = about.nearest_min
    comers = about.covered.groupby("place_id").size()
    rows = []
    for actor in about.covered_only:
        places = about.covered.loc[about.covered["actor_id"] == actor, "place_id"]
        own = births.loc[places]
        alone = (comers.loc[places] == 1).to_numpy() & minutes.loc[places].isna().to_numpy()
        rows.append((actor, float(own.sum()), float(own.sum()), float(own[alone].sum())))
    return pd.DataFrame(rows, columns=["actor_id", "births_nearest", "births_affected", "births_losing_access"])
