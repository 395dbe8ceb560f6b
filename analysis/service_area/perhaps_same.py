"""Actors that are perhaps the same: how many there are for sure, and what they offer for sure.

A link says that two rows of the register may be one actor under two names. Rows that links join, from one to the next,
make a group. Counts and sums then have two bounds: the group taken as one actor, and every row as an actor of its own.
Who is within reach does not depend on it.
"""

from collections.abc import Iterable

import pandas as pd

from geo.schema import split_codes


def groups(actors: pd.DataFrame) -> pd.Series:
    """Return the group of every actor, named by the first of its ids.

    Parameters
    ----------
    actors
        ``schema.ACTOR``: the whole register, since a group may hold through an actor that does not count. Links to
        actors that it lacks join nothing.

    Returns
    -------
    pandas.Series
        ``group``, indexed by ``actor_id``.
    """
    ids = list(actors["actor_id"])
    above = {actor: actor for actor in ids}

    def root(actor: str) -> str:
        while above[actor] != actor:
            above[actor] = above[above[actor]]
            actor = above[actor]
        return actor

    linked = actors.loc[actors["same_as"].notna(), ["actor_id", "same_as"]]
    for actor, others in linked.itertuples(index=False):
        for other in split_codes(others):
            if other in above:
                first, second = sorted((root(actor), root(other)))
                above[second] = first
    return pd.Series([root(actor) for actor in ids], index=pd.Index(ids, name="actor_id"), name="group", dtype="str")


def linked_groups(actor_ids: Iterable[str], group: pd.Series) -> list[list[str]]:
    """Return, among some actors, those that are perhaps the same: one list per group of two or more, in order of id."""
    ids = pd.Index(actor_ids)
    together = pd.Series(ids, index=ids).groupby(group.reindex(ids)).agg(sorted)
    return [list(map(str, members)) for members in together if len(members) > 1]


def fewest(actor_ids: Iterable[str], group: pd.Series) -> int:
    """Return how many actors there are at least among some, those of one group being perhaps one."""
    return int(group.reindex(pd.Index(actor_ids)).nunique())


def fewest_services(services: pd.DataFrame, group: pd.Series) -> int:
    """Return how many services there are at least: a group has as many as that of its actors which has most."""
    sizes = services.groupby("actor_id").size()
    return int(sizes.groupby(group.reindex(sizes.index)).max().sum())


def at_least(lines: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """Return how many services every zone has at least, and what they offer at least, groups being taken as one actor.

    The actors of a group that serve a zone are taken for one: it has as many services there as the one that has most,
    and offers what the one that states least does; those that state nothing say nothing against it.

    Parameters
    ----------
    lines
        One line per zone, actor and service that serves it: ``zone_id``, ``actor_id``, ``capacity`` (NaN: unknown).
    group
        What :func:`groups` returns.

    Returns
    -------
    pandas.DataFrame
        ``services_low`` and ``capacity_low`` (NaN where nothing is stated), indexed by ``zone_id``.
    """
    by_actor = lines.groupby(["zone_id", "actor_id"])["capacity"].agg(["size", _stated]).reset_index()
    joined = by_actor.assign(group=by_actor["actor_id"].map(group))
    by_group = joined.groupby(["zone_id", "group"]).agg(size=("size", "max"), capacity=("_stated", "min"))
    by_zone = by_group.groupby("zone_id")
    return pd.DataFrame({"services_low": by_zone["size"].sum(), "capacity_low": by_zone["capacity"].sum(min_count=1)})


def offer_at_least(offer: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """Return an offer whose least counts one actor of each group: the one that states least, or the first by id.

    Parameters
    ----------
    offer
        What `analysis.service_area.offer.offer_in_unit` returns.
    group
        What :func:`groups` returns.

    Returns
    -------
    pandas.DataFrame
        The same services; ``capacity_low`` is 0 for the other actors of a group.
    """
    stated = offer["capacity_low"].where(~offer["capacity_basis"].isin(["unknown", "other-unit"]))
    totals = stated.groupby(offer["actor_id"]).sum(min_count=1).sort_index()
    own = group.reindex(totals.index)
    first = totals.sort_values(kind="stable", na_position="last").index
    kept = own.reindex(first).drop_duplicates().index
    return offer.assign(capacity_low=offer["capacity_low"].where(offer["actor_id"].isin(kept), 0.0))


def _stated(capacities: pd.Series) -> float:
    return float(capacities.sum(min_count=1))
