"""Minutes to the nearest actor of each kind: what the path of a family is made of."""

from collections.abc import Sequence

import numpy as np
import pandas as pd


def minutes_by_kind(
    places: pd.DataFrame, travel: pd.DataFrame, actors: pd.DataFrame, *, kinds: Sequence[str]
) -> pd.DataFrame:
    """Return, for every place, the minutes to the nearest actor of each kind.

    Parameters
    ----------
    places
        ``place_id``.
    travel
        ``schema.TRAVEL`` of one mode: an absent pair is beyond the horizon.
    actors
        ``actor_id``, ``kind``.
    kinds
        Kinds wanted, in the order of the columns.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``place_id`` in the order of ``places``, one column per kind; NaN where none is within the horizon.
    """
    wanted = pd.Index(kinds)
    kind_of = actors.set_index("actor_id")["kind"]
    minutes = np.full((len(places), len(wanted)), np.inf)
    row = pd.Index(places["place_id"]).get_indexer(pd.Index(travel["place_id"]))
    column = wanted.get_indexer(pd.Index(travel["actor_id"].map(kind_of)))
    about = (row >= 0) & (column >= 0)
    np.minimum.at(minutes, (row[about], column[about]), travel["minutes"].to_numpy(dtype=np.float64)[about])
    return pd.DataFrame(
        np.where(np.isinf(minutes), np.nan, minutes),
        index=pd.Index(places["place_id"], name="place_id"),
        columns=list(kinds),
    )
