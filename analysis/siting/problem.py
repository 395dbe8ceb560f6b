"""A siting problem in numbers: what each place weighs, which sites reach it, and how far it is served today."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.errors import BadInputError
from geo.schema import CodeArray, FloatArray, IntArray
from geo.travel.trips import Trips


@dataclass(frozen=True, eq=False)
class Problem:
    """Places, candidate sites, and what already exists.

    The pairs of place ``i`` are ``start[i]:start[i + 1]``, sorted by minutes then site; a pair that is absent is
    unreachable. ``before`` is the minutes to the nearest existing service: infinite without any within reach, 0 where
    a service comes to the family. Places of unknown weight weigh nothing here (``unknown`` counts them).
    """

    place_ids: pd.Index
    site_ids: pd.Index
    weight: FloatArray
    before: FloatArray
    start: IntArray
    site: CodeArray
    minutes: FloatArray
    unknown: int = 0

    @property
    def n_places(self) -> int:
        """Number of places."""
        return len(self.weight)

    @property
    def n_sites(self) -> int:
        """Number of candidate sites."""
        return len(self.site_ids)

    @cached_property
    def place(self) -> IntArray:
        """Place of every pair."""
        return np.repeat(np.arange(self.n_places), np.diff(self.start))

    def within(self, limit_min: float) -> "Problem":
        """Return the same without the trips that last longer."""
        kept = self.minutes <= limit_min
        n_kept = np.bincount(self.place[kept], minlength=self.n_places)
        start = np.concatenate(([0], np.cumsum(n_kept))).astype(np.int64)
        return replace(self, start=start, site=self.site[kept], minutes=self.minutes[kept])

    def after(self, sites: npt.ArrayLike) -> FloatArray:
        """Return the minutes to the nearest service once these sites (codes) are open; infinite without any."""
        chosen = np.zeros(self.n_sites, dtype=np.bool_)
        chosen[np.asarray(sites, dtype=np.int64)] = True
        nearest = self.before.copy()
        kept = chosen[self.site]
        np.minimum.at(nearest, self.place[kept], self.minutes[kept])
        return nearest

    def way_total(self, sites: npt.ArrayLike) -> float:
        """Return Σ weight × minutes to the nearest service, over the places that reach one: decides between equals."""
        after = self.after(sites)
        return float(self.weight @ np.where(np.isfinite(after), after, 0.0))


def siting_problem(
    pairs: pd.DataFrame, weight: pd.Series, sites: pd.Index, *, before: pd.Series | None = None
) -> Problem:
    """Return a problem from a table of trips.

    Parameters
    ----------
    pairs
        ``place_id``, ``site_id``, ``minutes``: every trip that counts, one row each.
    weight
        What each place weighs, indexed by ``place_id``: zero or more; NaN is unknown.
    sites
        Every candidate, reached by someone or not.
    before
        Minutes to the nearest existing service, indexed as ``weight``; NaN or infinite without any.

    Raises
    ------
    BadInputError
        ``siting-weight`` (negative), ``siting-pair`` (an id that is not listed, minutes that are not known, or a
        repeated pair), ``siting-repeated-site``.
    """
    known = weight.to_numpy(dtype=np.float64)
    if (known < 0).any():
        raise BadInputError("siting-weight", id=str(weight.index[int((known < 0).argmax())]))
    if not sites.is_unique:
        raise BadInputError("siting-repeated-site", id=str(sites[sites.duplicated()][0]))
    place = weight.index.get_indexer(pd.Index(pairs["place_id"]))
    site = sites.get_indexer(pd.Index(pairs["site_id"]))
    minutes = pairs["minutes"].to_numpy(dtype=np.float64)
    wrong = (place < 0) | (site < 0) | ~(np.isfinite(minutes) & (minutes >= 0))
    wrong |= pd.DataFrame({"place": place, "site": site}).duplicated().to_numpy()
    if wrong.any():
        first = pairs.iloc[int(wrong.argmax())]
        raise BadInputError("siting-pair", place=str(first["place_id"]), site=str(first["site_id"]))
    return _problem((place, site, minutes), weight, sites, before)


def problem_of(trips: Trips, weight: pd.Series, *, before: pd.Series) -> Problem:
    """Return a problem from trips to candidates, their places and weights in one order; as :func:`siting_problem`.

    Raises
    ------
    BadInputError
        ``siting-weight`` (negative), ``siting-repeated-site``.
    """
    if (weight < 0).any():
        raise BadInputError("siting-weight", id=str(weight.idxmin()))
    sites = trips.actor_ids
    if not sites.is_unique:
        raise BadInputError("siting-repeated-site", id=str(sites[sites.duplicated()][0]))
    return _problem((trips.place, trips.actor, trips.minutes), weight, sites, before)


def _problem(
    pairs: tuple[npt.NDArray[np.integer], npt.NDArray[np.integer], FloatArray],
    weight: pd.Series,
    sites: pd.Index,
    before: pd.Series | None,
) -> Problem:
    place, site, minutes = pairs
    known = weight.to_numpy(dtype=np.float64)
    order = np.lexsort((site, minutes, place))
    start = np.concatenate(([0], np.cumsum(np.bincount(place, minlength=len(weight)))))
    reached = np.full(len(weight), np.inf)
    if before is not None:
        reached = before.reindex(weight.index).to_numpy(dtype=np.float64)
        reached = np.where(np.isnan(reached), np.inf, reached)
    return Problem(
        place_ids=weight.index,
        site_ids=sites,
        weight=np.nan_to_num(known),
        before=reached,
        start=start.astype(np.int64),
        site=site[order].astype(np.int32),
        minutes=minutes[order],
        unknown=int(np.isnan(known).sum()),
    )
