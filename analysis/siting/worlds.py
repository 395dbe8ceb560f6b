"""Worlds: what is not known of a siting question, taken at one end or the other, one thing at a time, then together.

Nothing here has a probability: an end is a supposed or a measured bound. Worlds share the trips of the question: a bias
multiplies them, a row of the register that is in doubt comes or goes, a need is larger or smaller, a limit moves.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
import pandas as pd
from msgspec import Meta, Struct

from analysis.doubt.parameters import TravelRange, load_parameters
from analysis.need.asked_need import need_of_rules
from analysis.need.by_zone import rules_for
from analysis.need.weighing import NEEDS
from analysis.service_area.area import ServiceArea
from analysis.service_area.area_again import area_otherwise
from analysis.service_area.perhaps_same import groups, linked_groups
from analysis.siting.setting import Setting
from geo.files.toml import NotNegative, Sourced, read_toml
from geo.paths import data_folder
from geo.schema import BoolArray, FloatArray, IntArray

Doubt = Literal["given", "times", "times-zone", "to-verify", "same", "need", "threshold", "together"]
"""What a world takes otherwise than given: nothing; all times, those of a zone; a row to verify, all of them; rows that
are perhaps the same; the need; the longest trip; or several of these."""

MOST_ROWS = 10
"""Up to so many rows to verify, each has its own worlds; beyond, they come or go together, or as drawn."""

MOST_ZONES = 12
"""Likewise for the zones whose times may all be wrong in their own way."""


@dataclass(frozen=True)
class WorldsAsked:
    """How many worlds, the seed of those drawn, and by how many minutes the longest trip moves."""

    count: int
    seed: int
    threshold_min: float
    status: str
    source: str
    date: str


def load_worlds(path: Path | None = None) -> WorldsAsked:
    """Return what worlds are made with, by ``data/norms/siting_worlds.toml`` or another file.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``siting-worlds-file`` when an entry is absent or outside sense.
    """
    return _load(path or data_folder() / "norms" / "siting_worlds.toml")


class _Worlds(Struct, frozen=True):
    count: Annotated[int, Meta(ge=1)]
    seed: int
    threshold_min: NotNegative


class _File(Sourced, kw_only=True, frozen=True):
    worlds: _Worlds


@cache
def _load(path: Path) -> WorldsAsked:
    file = read_toml(path, _File, "siting-worlds-file")
    told = file.worlds
    return WorldsAsked(told.count, told.seed, told.threshold_min, file.status, file.source, file.date)


@dataclass(frozen=True, eq=False)
class Unknowns:
    """What is not known of a setting.

    Parameters
    ----------
    travel, engine_zones, group
        What all times may be wrong by, and each zone of the comparison level apart: their codes, that of every place.
    sure_min
        Minutes of every place to the nearest service that is in no doubt; infinite without any, 0 where one comes.
    rows, row_min, given
        Actors in doubt (ids), minutes of every place to each (rows by places), and whether each counts as asked.
    verified
        Whether each of these rows is open for sure, and in doubt for a link alone.
    same
        Positions in ``rows`` of those that are perhaps one actor, by group.
    need_status, need_group, need_width
        The statuses of what places weigh that have a supposed range, that of every place (-1 without one), and the
        relative half-widths.
    shift_min
        By how much the longest trip moves.
    """

    travel: TravelRange
    zones: tuple[str, ...]
    group: IntArray
    sure_min: FloatArray
    rows: tuple[str, ...]
    row_min: FloatArray
    given: BoolArray
    verified: BoolArray
    same: tuple[tuple[int, ...], ...]
    need_status: tuple[str, ...]
    need_group: IntArray
    need_width: FloatArray
    shift_min: float


@dataclass(frozen=True, eq=False)
class World:
    """One way in which things may be.

    ``doubt`` says what is otherwise than given, ``end`` which end (``low``, ``high``, ``drawn``, or empty), ``name``
    which zone, row or status, if one. ``factor`` multiplies every time, ``zone_factor`` those of each zone; ``rows``
    says which rows in doubt count; ``need_factor`` multiplies what is weighed by status; ``shift_min`` moves the
    longest trip.
    """

    doubt: Doubt
    end: str
    name: str
    factor: float
    zone_factor: FloatArray
    rows: BoolArray
    need_factor: FloatArray
    shift_min: float = 0.0

    def time_factor(self, known: Unknowns) -> FloatArray:
        """Return what multiplies the times of every place."""
        return self.factor * self.zone_factor[known.group]

    def weight_factor(self, known: Unknowns) -> FloatArray:
        """Return what multiplies the weight of every place."""
        return np.append(self.need_factor, 1.0)[known.need_group]

    def before_min(self, known: Unknowns) -> FloatArray:
        """Return the minutes of every place to the nearest service, in this world; infinite without any."""
        nearest = known.sure_min
        if self.rows.any():
            nearest = np.minimum(nearest, known.row_min[self.rows].min(axis=0))
        return np.asarray(nearest * self.time_factor(known))


def unknowns(setting: Setting) -> Unknowns:
    """Return what is not known of a setting; travel is not asked again, but for rows to verify that did not count."""
    parameters = load_parameters()
    codes, zones = pd.factorize(setting.groups())
    inside = setting.about.membership.place_ids.get_indexer(setting.problem.place_ids)
    doubted, minutes, sure, counted, verified, same = _rows(setting, inside)
    statuses, own = _needs(setting)
    widths = np.array([parameters.rate.get(status, 0.0) for status in statuses])
    return Unknowns(
        travel=parameters.travel_range(setting.about.engine),
        zones=_zone_names(setting, zones),
        group=np.asarray(codes, dtype=np.int64),
        sure_min=sure,
        rows=doubted,
        row_min=minutes,
        given=counted,
        verified=verified,
        same=same,
        need_status=statuses,
        need_group=own,
        need_width=widths,
        shift_min=load_worlds().threshold_min,
    )


def _zone_names(setting: Setting, zones: object) -> tuple[str, ...]:
    """Return the codes of the zones whose times may be wrong apart, in the order of their numbers."""
    above = setting.data.ancestors[setting.data.ancestors["ancestor_level"] == setting.level]
    names = setting.zone.map(above.set_index("zone_id")["ancestor_id"]).fillna("")
    first = pd.Series(names.to_numpy()).groupby(setting.groups()).first()
    return tuple(str(first.loc[code]) for code in np.asarray(zones))


def _rows(
    setting: Setting, inside: IntArray
) -> tuple[tuple[str, ...], FloatArray, FloatArray, BoolArray, BoolArray, tuple[tuple[int, ...], ...]]:
    """Return the rows in doubt, minutes to each and to those in no doubt, which count and which are verified, links."""
    about = setting.about
    everyone = about if about.question.to_verify else area_otherwise(about)
    actors = everyone.supply.actors.set_index("actor_id")
    linked = linked_groups(actors.index, groups(setting.data.actors))
    to_verify = actors.index[actors["status"] == "to-verify"]
    doubted = tuple(actors.index[actors.index.isin([*to_verify, *(one for group in linked for one in group)])])
    n_places = len(inside)
    if not doubted:
        none = np.zeros(0, dtype=np.bool_)
        return (), np.zeros((0, n_places)), setting.problem.before, none, none, ()
    whole = _minutes_to(everyone, doubted)
    status = actors["status"].reindex(pd.Index(doubted))
    counted = np.asarray(status.isin(about.question.statuses), dtype=np.bool_)
    position = {actor: at for at, actor in enumerate(doubted)}
    same = tuple(tuple(position[one] for one in group) for group in linked)
    return (doubted, whole[1:, inside], whole[0, inside], counted, np.asarray(status == "open", dtype=np.bool_), same)


def _minutes_to(area: ServiceArea, doubted: tuple[str, ...]) -> FloatArray:
    """Return the minutes of every place to those in no doubt (first line), then to each row; infinite beyond."""
    line = {actor: at + 1 for at, actor in enumerate(doubted)}
    minutes = np.full((len(doubted) + 1, len(area.demand)), np.inf)
    trips = area.trips
    own = np.array([line.get(str(actor), 0) for actor in trips.actor_ids], dtype=np.int64)
    if len(trips):
        np.minimum.at(minutes, (own[trips.actor], trips.place), trips.minutes)
    covered = area.covered
    if len(covered):
        place = area.membership.place_ids.get_indexer(pd.Index(covered["place_id"]))
        minutes[covered["actor_id"].map(line).fillna(0).to_numpy(dtype=np.int64), place] = 0.0
    return minutes


def _needs(setting: Setting) -> tuple[tuple[str, ...], IntArray]:
    """Return the statuses of what places weigh that have a range, and that of every place (-1 without one)."""
    demand, n_places = setting.question.demand, setting.problem.n_places
    widths = load_parameters().rate
    if demand in {"births", "population", "weighted"}:
        # Counted, or scaled so that their total is what is counted.
        return (), np.full(n_places, -1, dtype=np.int64)
    if demand in NEEDS:
        found = need_of_rules(setting.data, rules_for(setting.data.need_rules, setting.question.selection)).zones
        status = setting.zone.map(found.set_index("zone_id")["need_status"]).fillna("").to_numpy()
    else:
        status = np.full(n_places, setting.weight_status)
    ranged = tuple(sorted({str(one) for one in status if widths.get(str(one), 0.0) > 0}))
    number = {one: at for at, one in enumerate(ranged)}
    return ranged, np.array([number.get(str(one), -1) for one in status], dtype=np.int64)


def parts(world: World, known: Unknowns) -> list[tuple[Doubt, str, str]]:
    """Return what a world takes otherwise than given, one after the other: what, at which end, and its name.

    Zones and rows that a drawn world takes each at its own end are one part, ``drawn``.
    """
    if world.doubt != "together":
        return [(world.doubt, world.end, world.name)]
    found: list[tuple[Doubt, str, str]] = []
    if world.factor != 1.0:
        found.append(("times", "low" if world.factor < 1 else "high", ""))
    if world.shift_min:
        found.append(("threshold", "low" if world.shift_min < 0 else "high", ""))
    for status, factor in zip(known.need_status, world.need_factor, strict=True):
        if factor != 1.0:
            found.append(("need", "low" if factor < 1 else "high", status))
    changed = world.rows != known.given
    if changed.any():
        found.append(("to-verify" if changed[~known.verified].any() else "same", "drawn", ""))
    if (world.zone_factor != 1.0).any():
        found.append(("times-zone", "drawn", ""))
    return found or [("given", "", "")]


def worlds(setting: Setting, known: Unknowns, *, count: int | None = None) -> list[World]:
    """Return the worlds of a setting, the one given first; the same ones each time.

    Each doubt is taken at its ends alone; then worlds drawn by a fixed seed take every doubt at an end, or as given,
    until there are ``count`` in all (by default that of the file). Where nothing is in doubt, there is one world.
    """
    asked = load_worlds()
    wanted = asked.count if count is None else count
    given = World("given", "", "", 1.0, np.ones(len(known.zones)), known.given, np.ones(len(known.need_status)))
    found = [given, *_alone(setting, known, given)][:wanted]
    if len(found) == 1:
        return found
    draw = np.random.default_rng(asked.seed)
    while len(found) < wanted:
        found.append(_drawn(setting, known, draw))
    return found


def _alone(setting: Setting, known: Unknowns, given: World) -> Iterator[World]:
    """Make the worlds where one thing is at one end."""
    ends = {"low": known.travel.shortest, "high": known.travel.longest}
    for end, factor in ends.items():
        if factor != 1.0:
            yield replace(given, doubt="times", end=end, factor=factor)
    for end, shift in _shifts(setting, known).items():
        yield replace(given, doubt="threshold", end=end, shift_min=shift)
    for at, status in enumerate(known.need_status):
        for end, sign in (("low", -1.0), ("high", 1.0)):
            factors = given.need_factor.copy()
            factors[at] += sign * known.need_width[at]
            yield replace(given, doubt="need", end=end, name=status, need_factor=factors)
    yield from _rows_alone(known, given)
    if known.travel.own > 0 and 1 < len(known.zones) <= MOST_ZONES:
        for at, zone in enumerate(known.zones):
            for end, sign in (("low", -1.0), ("high", 1.0)):
                factors = given.zone_factor.copy()
                factors[at] += sign * known.travel.own
                yield replace(given, doubt="times-zone", end=end, name=zone, zone_factor=factors)


def _rows_alone(known: Unknowns, given: World) -> Iterator[World]:
    """Make the worlds where rows to verify come or go, all then each, and those where linked rows are one."""
    unsure = np.flatnonzero(~known.verified)
    otherwise = known.given.copy()
    otherwise[unsure] = ~otherwise[unsure]
    if len(unsure):
        end = "high" if otherwise[unsure[0]] else "low"
        yield replace(given, doubt="to-verify", end=end, rows=otherwise)
    if 1 < len(unsure) <= MOST_ROWS:
        for row in unsure:
            alone = known.given.copy()
            alone[row] = ~alone[row]
            yield replace(
                given, doubt="to-verify", end="high" if alone[row] else "low", name=known.rows[row], rows=alone
            )
    for end, kept in (("low", 0), ("high", -1)):
        rows = known.given.copy()
        for group in known.same:
            here = [row for row in group if rows[row]]
            rows[[row for row in here if row != here[kept]]] = False
        if (rows != known.given).any():
            yield replace(given, doubt="same", end=end, rows=rows)


def _shifts(setting: Setting, known: Unknowns) -> dict[str, float]:
    """Return how the longest trip may move: never to nothing, never beyond the times that are known."""
    question = setting.question
    limits = [question.horizon_min, *([] if question.visits_min is None else [question.visits_min])]
    low, high = -known.shift_min, known.shift_min
    if not limits_matter(setting) or known.shift_min == 0:
        return {}
    ends = {"low": low} if min(limits) + low > 0 else {}
    return ends | ({"high": high} if max(limits) + high <= setting.data.territory.horizon_min else {})


def limits_matter(setting: Setting) -> bool:
    """Whether the longest trip decides anything: not where minutes themselves are made short."""
    return setting.question.model not in {"p-median", "p-center"}


def _drawn(setting: Setting, known: Unknowns, draw: np.random.Generator) -> World:
    """Draw a world where each doubt is at an end, or as given."""
    sign = draw.integers(-1, 2)
    factor = {-1: known.travel.shortest, 0: 1.0, 1: known.travel.longest}[int(sign)]
    zone_factor = np.asarray(1.0 + known.travel.own * draw.integers(-1, 2, len(known.zones)), dtype=np.float64)
    need_factor = np.asarray(1.0 + known.need_width * draw.integers(-1, 2, len(known.need_status)), dtype=np.float64)
    rows = known.given.copy()
    unsure = ~known.verified
    rows[unsure] = draw.integers(0, 2, int(unsure.sum())).astype(np.bool_)
    for group in known.same:
        here = [row for row in group if rows[row]]
        if len(here) > 1 and draw.integers(0, 2):
            kept = here[int(draw.integers(0, len(here)))]
            rows[[row for row in here if row != kept]] = False
    shifts = [0.0, *_shifts(setting, known).values()]
    shift = shifts[int(draw.integers(0, len(shifts)))]
    return World("together", "drawn", "", factor, zone_factor, rows, need_factor, shift)
