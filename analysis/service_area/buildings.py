"""Services that share a building: those of one actor, and those of actors at one known address."""

import unicodedata
from functools import lru_cache

import pandas as pd

RUNNING = ("open", "to-verify")
"""The statuses of actors that are counted in a building."""


def buildings(actors: pd.DataFrame) -> pd.Series:
    """Return the building of every actor, named by the first of its ids, in the order of the ids.

    Actors are in one building when they have the same address in the same commune, accents and case aside, and are
    placed there (``position_quality`` is ``address``). An actor whose address is not known has a building of its own:
    a commune's middle, where many are placed, is none.

    Parameters
    ----------
    actors
        ``schema.ACTOR``.

    Returns
    -------
    pandas.Series
        ``building``, indexed by ``actor_id``.
    """
    ids = actors["actor_id"].astype("str")
    address = actors["address"].astype("object").map(_folded, na_action="ignore")
    known = address.notna() & (actors["position_quality"] == "address") & (address != "")
    place = actors["zone_id"].astype("object").where(known, None)
    label = (place.astype("str") + "\n" + address.astype("str")).where(known, ids)
    # The least of texts by group would be sought group by group, in Python: here each rank is a number.
    rank = ids.rank(method="first").astype("int64") - 1
    least = rank.groupby(label.to_numpy(), sort=False).transform("min")
    first = ids.iloc[rank.argsort()].iloc[least]
    return pd.Series(first.to_numpy(), index=pd.Index(ids, name="actor_id"), name="building")


def housed(actors: pd.DataFrame, actor_id: str) -> list[str]:
    """Return the other actors that would close with the building of one: those that are open, or to verify.

    Parameters
    ----------
    actors
        ``schema.ACTOR``.
    """
    home = buildings(actors)
    running = set(actors.loc[actors["status"].isin(RUNNING), "actor_id"].astype("str"))
    return [str(one) for one in home.index[home == home[actor_id]] if one != actor_id and one in running]


def neighbours(actors: pd.DataFrame) -> dict[str, list[str]]:
    """Return the other running actors in the building of each running actor that shares one.

    Parameters
    ----------
    actors
        ``schema.ACTOR``.
    """
    home = buildings(actors[actors["status"].isin(RUNNING)])
    shared = home[home.duplicated(keep=False)]
    held = {building: [str(one) for one in ids] for building, ids in shared.groupby(shared).groups.items()}
    return {str(one): [other for other in held[building] if other != one] for one, building in shared.items()}


def address_at(actors: pd.DataFrame, lon: float, lat: float) -> object:
    """Return the address of the running actor that is placed at a point by its address; None where there is none."""
    here = (actors["lon"] == lon) & (actors["lat"] == lat) & (actors["position_quality"] == "address")
    known = actors.loc[here & actors["status"].isin(RUNNING), "address"].dropna()
    return None if known.empty else known.iloc[0]


def together(first: pd.Series, second: pd.Series) -> pd.Series:
    """Return the groups of actors that either of two groupings joins, from one to the next; both by ``actor_id``."""
    found = first.astype("str")
    while True:
        wider = found.groupby(second).transform("min").groupby(first).transform("min")
        if wider.equals(found):
            return found
        found = wider


@lru_cache(maxsize=1 << 14)
def _folded(address: object) -> str:
    text = unicodedata.normalize("NFKD", str(address)).casefold()
    return " ".join("".join(one if one.isalnum() else " " for one in text if not unicodedata.combining(one)).split())
