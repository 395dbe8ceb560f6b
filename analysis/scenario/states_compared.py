"""What a scenario does: two states side by side, who gains and who loses, by commune, by vulnerability, by actor."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.access.inequality_table import groups_at, inequality_table
from analysis.access.options import Benchmark, load_defaults
from analysis.need.bases import latest_by_place
from analysis.scenario.actor_loads import actor_loads
from analysis.scenario.state import State
from analysis.scenario.vulnerability import Vulnerability, vulnerability_classes
from geo.errors import BadInputError, NotFoundError

_EDGE = 1e-9
MOVES = [
    "gaining",
    "losing",
    "newly_within",
    "newly_beyond",
    "newly_reached",
    "newly_unreached",
    "minutes_saved",
    "minutes_lost",
]
"""What is summed over places: weights that gain or lose time, that come within the threshold or leave it, that come
within the horizon or leave it; and weight × minutes saved or lost by those who have a time in both states."""

SIDES = [
    *("weight", "within", "within_low", "within_high", "mean_min", "need", "services", "capacity"),
    *("capacity_complete", "coverage_rate", "gap", "gap_low", "undeclared"),
]


@dataclass(frozen=True, eq=False)
class ScenarioEffect:
    """Two states compared, on one question and one zone.

    ``places`` is indexed by ``place_id``: ``weight`` (of the second state), ``before_min``, ``after_min`` and the
    ``MOVES``. ``zones`` is indexed by ``zone_id``, every level: the ``SIDES`` of each state (``weight_before``,
    ``weight_after``…), the ``MOVES``, and ``verdict``: ``gain``, ``loss``, ``mixed``, ``same`` or ``unknown``.
    ``classes`` has one row per class of vulnerability inside the zone: ``vulnerability_class``, ``weight``,
    ``within_before``, ``within_after``, ``mean_before``, ``mean_after``, the ``MOVES``, and ``need_before``,
    ``need_after``, ``capacity_before``, ``capacity_after`` (of its communes; NaN where unknown). ``inequality`` is
    indexed by index: ``before``, ``after``. ``loads`` has one row per actor of either state. Moves are NaN when the
    place of no actor is known in one of the states (``comparable`` False).
    """

    before: State
    after: State
    zone_id: str
    comparable: bool
    places: pd.DataFrame
    zones: pd.DataFrame

    def in_zone(self, zone_id: str) -> "ScenarioEffect":
        """Return the same effect, whose classes and inequality are those of another zone.

        Raises
        ------
        NotFoundError
            ``unknown-zone``.
        """
        if zone_id not in self.after.members.zone_ids:
            raise NotFoundError("unknown-zone", zone=zone_id)
        return replace(self, zone_id=zone_id)

    @cached_property
    def smallest(self) -> pd.DataFrame:
        """The smallest zones inside the zone, as rows of ``zones``."""
        data = self.after.data
        inside = data.ancestors.loc[data.ancestors["ancestor_id"] == self.zone_id, "zone_id"]
        return self.zones[self.zones.index.isin(inside) & (self.zones["level"] == data.territory.smallest_level)]

    @cached_property
    def vulnerability(self) -> Vulnerability:
        """The class of vulnerability of every place."""
        return vulnerability_classes(self.after.data, self.after.places["weight"])

    @cached_property
    def classes(self) -> pd.DataFrame:
        """One row per class of vulnerability inside the zone."""
        inside = self._inside
        return _classes(self.before, self.after, self.places, self.vulnerability, inside).merge(
            _offered_by_class(self.after, self.zones, self.vulnerability, inside), on="vulnerability_class"
        )

    @cached_property
    def inequality(self) -> pd.DataFrame:
        """The indices of inequality inside the zone."""
        data, index = self.after.data, self.after.places.index
        rank = latest_by_place(data, load_defaults().vulnerability)[0].set_axis(index)
        groups = groups_at(data, data.territory.comparison_level).set_axis(index)
        sides = {"before": self.before, "after": self.after}
        unequal = {side: _inequality(state, self._inside, rank=rank, groups=groups) for side, state in sides.items()}
        return pd.DataFrame(unequal, dtype=np.float64)

    @cached_property
    def loads(self) -> pd.DataFrame:
        """One row per actor of either state."""
        return actor_loads(self.before, self.after)

    @property
    def _inside(self) -> npt.NDArray[np.bool_]:
        return self.after.members.inside(self.zone_id)


def compare_states(before: State, after: State, *, zone_id: str | None = None) -> ScenarioEffect:
    """Return what changes from one state to another: the present and a scenario, or two scenarios.

    Gains and losses count the weights of the second state: where the population changes, they tell what the services
    do to the families of the scenario.

    Parameters
    ----------
    zone_id
        The zone that classes and inequality speak of; that of the question when None. Times and actors are always
        those of the whole territory.

    Raises
    ------
    BadInputError
        ``scenario-other-question`` unless both answer one question.
    NotFoundError
        ``unknown-zone``.
    """
    if before.question != after.question or before.data.territory.id != after.data.territory.id:
        raise BadInputError("scenario-other-question", before=before.name, after=after.name)
    comparable = before.reach_known and after.reach_known
    places = _places(before, after, comparable)
    zones = _zones(before, after, places, comparable)
    whole = ScenarioEffect(before, after, after.data.territory.root, comparable, places, zones)
    return whole.in_zone(zone_id or after.question.zone or whole.zone_id)


def worst_zone(effect: ScenarioEffect, side: str) -> str | None:
    """Return the smallest zone that is worst served, ``before`` or ``after``; None where no time is known.

    The worst is the one that nobody reaches with the most births (or people), else the one with the longest mean time.
    """
    state = effect.before if side == "before" else effect.after
    if not state.reach_known or state.supply.actors.empty:
        return None
    own = state.zones.loc[effect.smallest.index]
    own = own[own["weight"] > 0]
    if own.empty:
        return None
    nobody = own[own["mean_min"].isna() & (own["unreached"] > 0)]
    return str(nobody["weight"].idxmax() if len(nobody) else own["mean_min"].idxmax())


def _places(before: State, after: State, comparable: bool) -> pd.DataFrame:  # noqa: FBT001
    old = before.places["minutes"].to_numpy(dtype=np.float64)
    new = after.places["minutes"].to_numpy(dtype=np.float64)
    weight = after.places["weight"].to_numpy(dtype=np.float64)
    counted = np.nan_to_num(weight)
    was, is_ = np.where(np.isnan(old), np.inf, old), np.where(np.isnan(new), np.inf, new)
    better, worse = is_ < was - _EDGE, is_ > was + _EDGE
    both = np.isfinite(was) & np.isfinite(is_)
    near, was_near = after.places["within"].to_numpy(), before.places["within"].to_numpy()
    change = np.subtract(was, is_, out=np.zeros(len(was)), where=both)
    moves = {
        "gaining": counted * better,
        "losing": counted * worse,
        "newly_within": counted * (near & ~was_near),
        "newly_beyond": counted * (~near & was_near),
        "newly_reached": counted * (np.isfinite(is_) & ~np.isfinite(was)),
        "newly_unreached": counted * (~np.isfinite(is_) & np.isfinite(was)),
        "minutes_saved": counted * np.maximum(change, 0.0),
        "minutes_lost": counted * np.maximum(-change, 0.0),
    }
    if not comparable:
        moves = {name: np.full(len(old), np.nan) for name in moves}
    return pd.DataFrame({"weight": weight, "before_min": old, "after_min": new, **moves}, index=after.places.index)


def _zones(before: State, after: State, places: pd.DataFrame, comparable: bool) -> pd.DataFrame:  # noqa: FBT001
    members = after.members
    named = after.data.zones.set_index("zone_id").loc[members.zone_ids, ["level", "parent_id", "name"]]
    sides = [
        state.zones.reindex(members.zone_ids)[SIDES].add_suffix(f"_{side}")
        for side, state in (("before", before), ("after", after))
    ]
    moves = pd.DataFrame(
        {name: members.total(places[name].to_numpy(dtype=np.float64)) for name in MOVES}, index=members.zone_ids
    )
    gain, loss = moves["gaining"] > 0, moves["losing"] > 0
    verdict = np.select([gain & loss, gain, loss], ["mixed", "gain", "loss"], default="same")
    empty = ~(sides[1]["weight_after"] > 0)
    verdict = np.where(empty.to_numpy() | (not comparable), "unknown", verdict)
    return pd.concat([named, *sides, moves], axis=1).assign(verdict=verdict).rename_axis("zone_id")


def _classes(
    before: State, after: State, places: pd.DataFrame, vulnerability: Vulnerability, inside: npt.NDArray[np.bool_]
) -> pd.DataFrame:
    own = places[inside].assign(vulnerability_class=vulnerability.classes.to_numpy()[inside])
    own["weight"] = own["weight"].fillna(0.0)
    for side, state, weight in (("before", before, before.places["weight"]), ("after", after, after.places["weight"])):
        counted = weight.fillna(0.0).to_numpy(dtype=np.float64)[inside]
        minutes = own[f"{side}_min"]
        own[f"within_{side}"] = counted * state.places["within"].to_numpy()[inside] if state.reach_known else np.nan
        own[f"timed_{side}"] = np.where(minutes.isna(), 0.0, counted)
        own[f"time_{side}"] = np.where(minutes.isna(), 0.0, counted * minutes.fillna(0.0))
    summed = own.drop(columns=["before_min", "after_min"]).groupby("vulnerability_class").sum(min_count=1)
    for side in ("before", "after"):
        timed = summed.pop(f"timed_{side}")
        summed[f"mean_{side}"] = summed.pop(f"time_{side}") / timed.where(timed > 0)
    return summed.reset_index()


def _offered_by_class(
    after: State, zones: pd.DataFrame, vulnerability: Vulnerability, inside: npt.NDArray[np.bool_]
) -> pd.DataFrame:
    """Return needs and capacities by class; a commune belongs to the class where most of it lives."""
    own = pd.DataFrame(
        {
            "zone_id": after.data.places["zone_id"].to_numpy()[inside],
            "vulnerability_class": vulnerability.classes.to_numpy()[inside],
            "weight": after.places["weight"].fillna(0.0).to_numpy()[inside],
        }
    )
    lived = own.groupby(["zone_id", "vulnerability_class"])["weight"].sum().reset_index()
    main = lived.sort_values(["weight", "vulnerability_class"], ascending=[False, True]).drop_duplicates("zone_id")
    names = [f"{name}_{side}" for name in ("need", "capacity") for side in ("before", "after")]
    told = zones.loc[main["zone_id"], names].astype("float64").groupby(main["vulnerability_class"].to_numpy())
    summed = told.sum(min_count=1).rename_axis("vulnerability_class")
    return summed.reindex(pd.Index(sorted(set(own["vulnerability_class"])), name="vulnerability_class")).reset_index()


def _inequality(state: State, inside: npt.NDArray[np.bool_], *, rank: pd.Series, groups: pd.Series) -> pd.Series:
    values = state.places["minutes"][inside]
    if not state.reach_known or values.isna().all():
        return pd.Series(dtype="float64")
    benchmark = Benchmark(state.threshold_min, "above", "stated", "", "")
    table = inequality_table(
        values,
        state.places["weight"][inside],
        groups=groups[inside],
        rank=rank[inside],
        benchmark=benchmark,
        unreached=values.isna(),
        coming=state.area.is_covered[inside],
    )
    return table.set_index("index")["value"]
