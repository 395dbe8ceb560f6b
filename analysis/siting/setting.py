"""A siting question on a territory: who exists, where one could open, who would travel how long."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.need.asked_need import need_of_rules
from analysis.need.by_zone import rules_for
from analysis.need.universalism import load_weights
from analysis.need.weighing import NEEDS, by_situation, weighed_area
from analysis.service_area.area import ServiceArea, times_to_sites
from analysis.service_area.zones import count_base
from analysis.siting.candidates import allowed, commune_seats, within
from analysis.siting.gathering import MOST_PAIRS, Gathering, gathered
from analysis.siting.problem import Problem, problem_of
from analysis.siting.question import SitingQuestion, check_question
from geo.errors import BadInputError, NotFoundError
from geo.schema import BoolArray, FloatArray, IntArray
from geo.workspace.data import TerritoryData

_MARGIN = 2.0
"""Trips this many times as long as the horizon are kept: the doubt on times may bring some of them within it."""


@dataclass(frozen=True, eq=False)
class Setting:
    """Everything that the answers of a question rest on.

    ``problem`` has the places of the zone asked about; its ``before`` is minutes, 0 where a service comes; ``wide`` is
    the same with the trips that a team going to families would not make. ``counts``
    are births (or population) of the same places, NaN unknown; ``base`` says which; ``today_min`` the minutes to the
    nearest service that exists, as every figure tells them (infinite without). ``zone`` is the commune of each place.
    ``candidates`` are ``analysis.siting.candidates.COLUMNS``, in the order of the problem's sites, with
    ``is_preferred``. ``left_out`` candidates are too far from any road; ``unlocated`` actors have no known place and
    come to no known area. ``gathering`` tells how places were gathered, None where each stands for itself.
    """

    data: TerritoryData
    question: SitingQuestion
    about: ServiceArea
    problem: Problem
    wide: Problem
    candidates: pd.DataFrame
    counts: FloatArray
    base: str
    today_min: FloatArray
    zone: pd.Series
    weight_status: str
    left_out: int
    unlocated: tuple[str, ...]
    gathering: Gathering | None = None

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

    def groups(self, level: str | None = None) -> IntArray:
        """Return the zone of every place, at a level (that one when None), numbered from 0."""
        above = self.data.ancestors[self.data.ancestors["ancestor_level"] == (level or self.level)]
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
        :func:`analysis.need.weighing.weighed_area`; ``siting-matrix`` when the travel times that the user
        brought know none of the candidates and nothing estimates them.
    NotFoundError
        ``unknown-zone``, ``unknown-level``, ``no-travel-assumption``.
    """
    data = question.asked.about_its_day(data)
    known = [level.id for level in data.territory.levels]
    for level in (question.level, question.worse_level):
        if level is not None and level not in known:
            raise NotFoundError("unknown-level", level=level, known=", ".join(known))
    check_question(question, most_min=data.territory.horizon_min)
    given = commune_seats(data) if candidates is None else candidates
    sites = allowed(given, data, zone=question.zone, forbidden=question.forbidden)
    liked = np.zeros(len(sites), dtype=np.bool_)
    for one in question.preferred:
        liked |= within(sites, data, one)
    sites = sites.assign(is_preferred=liked)
    demand = question.demand
    plain = "need" if demand in NEEDS else demand if demand == "population" else "births"
    about = weighed_area(data, replace(question.asked, demand=plain))
    actors = sites.rename(columns={"site_id": "actor_id"})[["actor_id", "lon", "lat"]]
    data, gathering = _in_cells(data, question, about, actors)
    if gathering is not None:
        about = weighed_area(data, replace(question.asked, demand=plain))
    weight, _ = by_situation(data, about.demand, about.base, demand)
    inside = np.ones(len(weight), dtype=np.bool_) if question.zone is None else about.membership.inside(question.zone)
    places = data.places[inside].reset_index(drop=True)
    travel = times_to_sites(data, question.asked, actors, places)
    limits = _looked_at(question, about)[inside]
    trips = travel.trips if travel.expected_trips(limits) is None else travel.within_each(limits)
    if travel.engine.kind == "matrix" and travel.engine.otherwise is None and not len(trips):
        raise BadInputError("siting-matrix", source=travel.engine.source)
    # Nobody travels to a service that comes: what is left to cover, or to bring nearer, is elsewhere.
    wide = problem_of(trips, weight[inside], before=about.reach_min[inside])
    problem = wide if question.visits_min is None else wide.within(question.visits_min)
    base = count_base(data)
    return Setting(
        data=data,
        question=question,
        about=about,
        problem=problem,
        wide=wide,
        candidates=sites,
        counts=places[base].to_numpy(dtype=np.float64),
        base=base,
        today_min=about.nearest_min[inside].fillna(np.inf).to_numpy(dtype=np.float64),
        zone=pd.Series(places["zone_id"].to_numpy(), index=problem.place_ids),
        weight_status=_weight_status(about, demand, question.zone or data.territory.root),
        left_out=int((travel.left_out["kind"] == "actor").sum()) if len(travel.left_out) else 0,
        unlocated=about.unlocated,
        gathering=gathering,
    )


def _in_cells(
    data: TerritoryData, question: SitingQuestion, about: ServiceArea, sites: pd.DataFrame
) -> tuple[TerritoryData, Gathering | None]:
    """Return the territory with its places gathered where trips to the sites would be too many to be searched."""
    limits = _looked_at(question, about)
    told = times_to_sites(data, question.asked, sites, data.places).expected_trips(limits)
    if told is None or told[0] <= MOST_PAIRS:
        return data, None
    expected, slowest_min_per_km = told
    cells = max(1, int(len(data.places) * MOST_PAIRS / expected))
    return gathered(data, cells, slowest_min_per_km=slowest_min_per_km)


def _looked_at(question: SitingQuestion, about: ServiceArea) -> FloatArray:
    """Return how long the trips are that may change anything for each place, were trips shorter than told as well.

    No place goes farther than what serves it today, nor counts as covered beyond the horizon.
    """
    visits = 0.0 if question.visits_min is None else question.visits_min
    today = about.nearest_min.fillna(np.inf).to_numpy(dtype=np.float64)
    looked: FloatArray = np.maximum(_MARGIN * max(question.horizon_min, visits), today)
    return looked


def _weight_status(about: ServiceArea, demand: str, zone: str) -> str:
    """Return the status of what places weigh: ``official`` (counts), or that of what was supposed.

    The status of the need of a zone may be better than that of the whole: a value stated for it.
    """
    if demand in {"births", "population"}:
        return "official"
    if demand != "need":
        return load_weights().status if demand == "weighted" else "hypothesis"
    stated = need_of_rules(about.data, rules_for(about.data.need_rules, about.selection)).zones
    found = stated.loc[stated["zone_id"] == zone, "need_status"]
    return str(found.iloc[0]) if len(found) else "hypothesis"
