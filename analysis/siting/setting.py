"""A siting question on a territory: who exists, where one could open, who would travel how long."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.access.nearest import nearest
from analysis.ground import Ground, count_base
from analysis.siting.candidates import allowed, commune_seats, within
from analysis.siting.place_weights import place_weights, weighed_ground
from analysis.siting.problem import BoolArray, FloatArray, IntArray, Problem, siting_problem
from analysis.siting.question import SitingQuestion, check_question
from geo.errors import BadInputError, NotFoundError
from geo.travel.times import travel_times
from geo.workspace.data import TerritoryData


@dataclass(frozen=True, eq=False)
class Setting:
    """Everything that the answers of a question rest on.

    ``problem`` has the places of the zone asked about; its ``before`` is real minutes. ``counts`` are births (or
    population) of the same places, NaN unknown; ``base`` says which. ``zone`` is the commune of each place.
    ``candidates`` are ``analysis.siting.candidates.COLUMNS``, in the order of the problem's sites, with
    ``is_preferred``. ``left_out`` candidates are too far from any road; ``unlocated`` actors have no known place and
    come to no known area.
    """

    data: TerritoryData
    question: SitingQuestion
    about: Ground
    problem: Problem
    candidates: pd.DataFrame
    counts: FloatArray
    base: str
    zone: pd.Series
    weight_status: str
    left_out: int
    unlocated: tuple[str, ...]

    @property
    def reach_min(self) -> float:
        """How far a new service serves: the family's way, or the team's where it goes to families."""
        question = self.question
        return question.horizon_min if question.visits_min is None else question.visits_min

    @property
    def preferred(self) -> BoolArray:
        """Whether each candidate is in a preferred zone."""
        return self.candidates["is_preferred"].to_numpy(dtype=np.bool_)

    @property
    def level(self) -> str:
        """Level of the zones whose worst served is looked at."""
        return self.question.level or self.data.territory.comparison_level

    def groups(self) -> IntArray:
        """Return the zone of every place, at that level, numbered from 0."""
        above = self.data.ancestors[self.data.ancestors["ancestor_level"] == self.level]
        codes = self.zone.map(above.set_index("zone_id")["ancestor_id"]).fillna("")
        return np.asarray(pd.factorize(codes, sort=True)[0], dtype=np.int64)

    def covering(self) -> Problem:
        """Return the problem of who is covered: 0 minutes from what exists where that is within reach, else never."""
        before = np.where(self.problem.before <= self.question.horizon_min, 0.0, np.inf)
        return replace(self.problem, before=before)


def siting_setting(data: TerritoryData, question: SitingQuestion, *, candidates: pd.DataFrame | None = None) -> Setting:
    """Return the setting of a question; candidates are the commune seats when None.

    Raises
    ------
    BadInputError
        As :func:`analysis.siting.question.check_question`, :func:`analysis.siting.candidates.allowed` and
        :func:`analysis.siting.place_weights.place_weights`; ``siting-matrix`` when the travel times that the user brought
        know none of the candidates.
    NotFoundError
        ``unknown-zone``, ``unknown-level``, ``no-travel-assumption``.
    """
    known = [level.id for level in data.territory.levels]
    if question.level is not None and question.level not in known:
        raise NotFoundError("unknown-level", level=question.level, known=", ".join(known))
    check_question(question, most_min=data.territory.horizon_min)
    given = commune_seats(data) if candidates is None else candidates
    sites = allowed(given, data, zone=question.zone, forbidden=question.forbidden)
    liked = np.zeros(len(sites), dtype=np.bool_)
    for one in question.preferred:
        liked |= within(sites, data, one)
    sites = sites.assign(is_preferred=liked)
    about = weighed_ground(data, question.selection, demand=question.demand, mode=question.mode, engine=question.engine)
    weight, status = place_weights(about, demand=question.demand, zone=question.zone or data.territory.root)
    inside = np.ones(len(weight), dtype=np.bool_) if question.zone is None else about.membership.inside(question.zone)
    places = data.places[inside].reset_index(drop=True)
    actors = sites.rename(columns={"site_id": "actor_id"})[["actor_id", "lon", "lat"]]
    travel = travel_times(data.territory, places, actors, mode=question.mode, engine=question.engine)
    if travel.engine.kind == "matrix" and travel.table.empty:
        raise BadInputError("siting-matrix", source=travel.engine.source)
    pairs = travel.table.rename(columns={"actor_id": "site_id"})[["place_id", "site_id", "minutes"]]
    if question.visits_min is not None:
        pairs = pairs[pairs["minutes"] <= question.visits_min]
    minutes = nearest(about.pairs, places=weight.index)["nearest_min"].astype("float64")
    before = minutes.mask(about.is_covered.to_numpy(), 0.0)
    problem = siting_problem(
        pairs.reset_index(drop=True), weight[inside], pd.Index(sites["site_id"]), before=before[inside]
    )
    base = count_base(data)
    return Setting(
        data=data,
        question=question,
        about=about,
        problem=problem,
        candidates=sites,
        counts=places[base].to_numpy(dtype=np.float64),
        base=base,
        zone=pd.Series(places["zone_id"].to_numpy(), index=problem.place_ids),
        weight_status=status,
        left_out=int((travel.left_out["kind"] == "actor").sum()) if len(travel.left_out) else 0,
        unlocated=about.unlocated,
    )
