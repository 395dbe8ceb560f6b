"""Fewer services under a norm: how few are enough for whoever has one near to keep one, and which may not close.

The services that exist are the candidates. Whoever has a service within the norm today keeps one (a place where a
service comes is not looked at): the smallest sets of services that do this (LSCP), then the shortest trips; with more
services than that, those with the shortest trips.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.records.closing import FewerServices, NeededService
from analysis.service_area.area import ServiceArea
from analysis.siting.covering import fewest_posts
from analysis.siting.equal_sets import Ways, cover_of, shortest_covers
from analysis.siting.gains import merged, minutes_gains
from analysis.siting.problem import problem_of
from analysis.siting.search import Watch
from geo.errors import BadInputError
from geo.json_values import encode
from geo.schema import FloatArray


@dataclass(frozen=True, eq=False)
class Fewer:
    """The services that stay and that close (``actor_id``), and how sure that is.

    ``needed`` are those that may not close: the only one within the norm of somebody, with the ``births`` of those
    (indexed by ``actor_id``). ``fewest`` is how few services keep the norm; ``proven`` whether no fewer do and no other
    set of that many has shorter trips. ``mean_min_before`` and ``mean_min_after`` are minutes to the nearest service.
    """

    norm_min: float
    worse_min: float | None
    services: int
    fewest: int
    needed: pd.Series
    stay: tuple[str, ...]
    close: tuple[str, ...]
    mean_min_before: float
    mean_min_after: float
    proven: bool


def fewer_services(
    about: ServiceArea,
    *,
    norm_min: float,
    stay: int | None = None,
    worse_min: float | None = None,
    zone_id: str | None = None,
    watch: Watch,
) -> Fewer:
    """Return which services are enough for a norm.

    Parameters
    ----------
    norm_min
        The longest way, inclusive, that those who have a service so near today may have after.
    stay
        How many services stay; as few as can be when None.
    worse_min
        By how many minutes the way of a family may become longer than today, at most.
    zone_id
        Whose families count.

    Raises
    ------
    BadInputError
        ``siting-fewer-nobody`` (nobody has a service within the norm), ``siting-fewer-short`` (so few cannot keep the
        norm: how many do), ``siting-fewer-all`` (no fewer than there are).
    """
    trips = about.trips
    weight = about.demand.fillna(0.0)
    if zone_id is not None:
        weight = weight.where(about.membership.inside(zone_id), 0.0)
    comes = about.is_covered.to_numpy(dtype=np.bool_)
    nothing = pd.Series(np.inf, index=weight.index)
    problem = problem_of(trips, weight.mask(comes, 0.0), before=nothing)
    nearest = problem.after(np.arange(problem.n_sites))
    kept = (nearest <= norm_min) & (problem.weight > 0)
    if not kept.any():
        raise BadInputError("siting-fewer-nobody", minutes=norm_min)
    # Whoever is within the norm stays so; and nobody, within it or not, goes farther than that from today.
    limit = np.where(kept, norm_min, np.inf)
    if worse_min is not None:
        if not worse_min >= 0:
            raise BadInputError("siting-amount", name="worse-by", value=f"{worse_min:g}", most="1 440")
        limit = np.minimum(limit, nearest + worse_min)
        kept = np.isfinite(nearest) & (problem.weight > 0)
    near = (problem.minutes <= limit[problem.place]) & kept[problem.place]
    number = np.bincount(problem.place[near], minlength=problem.n_places)
    alone = near & (number[problem.place] == 1)
    held = np.bincount(problem.site[alone], weights=problem.weight[problem.place[alone]], minlength=problem.n_sites)
    needed = pd.Series(held, index=problem.site_ids, name="births")
    # Every place has its own limit: what is within it counts as no way at all.
    reached = np.where(near, 0.0, np.inf)
    asked = replace(problem, weight=np.where(kept, problem.weight, 0.0), minutes=reached)
    ways = Ways(problem, float(problem.minutes.max()))
    best = fewest_posts(asked, horizon_min=0.0, ways=ways, watch=watch)
    fewest, sites, proven = int(best.best.value), best.best.sites, best.proven > 0 and best.settled
    if stay is not None and stay < fewest:
        more = -1.0 if worse_min is None else worse_min
        raise BadInputError("siting-fewer-short", stay=stay, fewest=fewest, minutes=norm_min, worse=more)
    if stay is not None and stay > problem.n_sites:
        raise BadInputError("siting-fewer-all", stay=stay, services=problem.n_sites)
    if stay is not None and stay > fewest:
        rows, _ = merged(problem.place[near], problem.site[near], problem.weight, n_places=problem.n_places)
        nobody = np.zeros(problem.n_sites, dtype=np.bool_)
        gains = minutes_gains(ways.problem, far_min=ways.far_min)
        done = shortest_covers(gains, cover_of(rows), stay, preferred=nobody, keep=1, differ=1, watch=watch)
        if not done.found:
            raise BadInputError("siting-stopped")
        sites, proven = done.best.sites, done.proven > 0
    stays = np.isin(np.arange(problem.n_sites), sites)
    # A zone says nothing of services that are near nobody of it.
    concerned = np.ones(problem.n_sites, dtype=np.bool_)
    if zone_id is not None:
        concerned = stays | np.isin(np.arange(problem.n_sites), problem.site[near])
    return Fewer(
        norm_min=norm_min,
        worse_min=worse_min,
        services=int(concerned.sum()),
        fewest=fewest,
        needed=needed[needed > 0].sort_values(ascending=False, kind="stable"),
        stay=tuple(map(str, problem.site_ids[stays])),
        close=tuple(map(str, problem.site_ids[concerned & ~stays])),
        mean_min_before=_mean(nearest, problem.weight),
        mean_min_after=_mean(problem.after(np.array(sites)), problem.weight),
        proven=bool(proven),
    )


def fewer_record(about: ServiceArea, found: Fewer) -> FewerServices:
    """Return the answer as a record, services named."""
    names = about.data.actors.set_index("actor_id")["name"]
    needed = found.needed.rename_axis("actor_id").reset_index()
    return encode(
        FewerServices,
        found,
        needed=encode(list[NeededService], needed.assign(name=needed["actor_id"].map(names))),
        stay=[{"actor_id": one, "name": str(names[one])} for one in found.stay],
        close=[{"actor_id": one, "name": str(names[one])} for one in found.close],
    )


def _mean(minutes: FloatArray, weight: FloatArray) -> float:
    known = np.isfinite(minutes) & (weight > 0)
    return float(np.average(minutes[known], weights=weight[known])) if known.any() else float("nan")
