"""A path of services composed by the user, on a territory: who can follow it whole, and which step breaks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.path.breaks import parcours
from analysis.question import Question, Selection
from analysis.records.bounds import State
from analysis.service_area.area import ServiceArea, engine_of, service_area, supply_of, times_to_open
from analysis.service_area.offer import serving_areas
from analysis.service_area.zones import Membership, count_base, counts, is_within, membership
from geo.errors import BadInputError
from geo.travel.engines import EngineInfo
from geo.workspace.data import TerritoryData

DECLARED = "declared"
"""Limit of a step that counts where some service declares that it serves."""

REACHED, NOT_REACHED, UNKNOWN = 1, 0, -1


@dataclass(frozen=True)
class PathStep:
    """A step of a path: which services, and within how many minutes; None: in their declared area."""

    selection: Selection
    limit_min: float | None

    @property
    def label(self) -> str:
        """The step as the user writes it: ``kind:hopital=45``."""
        topic, code = ("kind", self.selection.kind) if self.selection.kind else ("function", self.selection.function)
        stratum = f"@{self.selection.stratum}" if self.selection.stratum else ""
        return f"{topic}:{code}{stratum}={DECLARED if self.limit_min is None else f'{self.limit_min:g}'}"


@dataclass(frozen=True, eq=False)
class StepReach:
    """Who can reach one step. ``state`` per place: 1 reached, 0 not, -1 unknown.

    ``by_cover`` says where a service comes to the family (or, for a declared limit, declares that it serves).
    ``actors`` are open; ``unplaced`` those of them of which nothing useful is known: neither place nor declared area.
    ``set_aside`` are planned, suspended, closed or to verify.
    """

    step: PathStep
    state: pd.Series
    by_cover: pd.Series
    actors: int
    unplaced: int
    set_aside: int
    register_state: State = "complete"


@dataclass(frozen=True, eq=False)
class PathGround:
    """What a path stands on: its steps, in order, with the service area of each."""

    data: TerritoryData
    steps: tuple[PathStep, ...]
    grounds: tuple[ServiceArea, ...]
    engine: EngineInfo


@dataclass(frozen=True, eq=False)
class PathAnswer:
    """Who can follow a path, for every zone of every level.

    ``zones`` is indexed by ``zone_id``: ``total`` (births, or people: see ``base``), ``complete`` (every step
    reached), ``broken`` (some step surely not), ``unknown`` (neither), ``share_low`` = complete ÷ total,
    ``share_high`` = (complete + unknown) ÷ total (NaN where the total is zero or unknown, or where the register of some
    step is not complete: ``broken`` is then a most), ``breaking_step`` (the step
    surely missed by most; missing where none is), ``places_unknown``. ``steps`` has one line per zone and step:
    ``reaching``, ``missing``, ``unknown``, ``breaking`` (whose path breaks there first).
    """

    reached: tuple[StepReach, ...]
    base: str
    zones: pd.DataFrame
    steps: pd.DataFrame
    engine: EngineInfo


def parse_step(text: str) -> PathStep:
    """Return the step that a text names: ``kind:hopital=45``, ``function:ultrasound@complex=30``, ``…=declared``.

    Raises
    ------
    BadInputError
        ``parcours-step-text``.
    """
    subject, equals, limit = text.rpartition("=")
    topic, colon, code = subject.partition(":")
    code, at, stratum = code.partition("@")
    try:
        minutes = None if limit == DECLARED else float(limit)
    except ValueError as error:
        raise BadInputError("parcours-step-text", text=text) from error
    if topic not in {"kind", "function"} or not (equals and colon and code) or (at and not stratum):
        raise BadInputError("parcours-step-text", text=text)
    if minutes is not None and not 0 < minutes < np.inf:
        raise BadInputError("parcours-step-text", text=text)
    selection = Selection(**{topic: code}, stratum=stratum or None)
    return PathStep(selection, minutes)


def path_ground(data: TerritoryData, steps: Sequence[PathStep], question: Question | None = None) -> PathGround:
    """Return what every step of a path stands on, the travel times being asked for once.

    Parameters
    ----------
    question
        How one travels; the services are those of the steps.

    Raises
    ------
    BadInputError
        ``parcours-no-step``, ``parcours-repeated-step``.
    NotFoundError
        ``no-travel-assumption``.
    """
    if not steps:
        raise BadInputError("parcours-no-step")
    labels = [step.label for step in steps]
    if len(set(labels)) < len(labels):
        raise BadInputError("parcours-repeated-step", step=next(one for one in labels if labels.count(one) > 1))
    asked = [replace(question or Question(), **vars(step.selection)) for step in steps]
    data = asked[0].about_its_day(data)
    supplies = [supply_of(data, one) for one in asked]
    travel = times_to_open(data, asked[0], set().union(*(supply.actors["actor_id"] for supply in supplies)))
    members = membership(data)
    areas = [
        service_area(data, one, supply=supply, travel=travel, members=members)
        for one, supply in zip(asked, supplies, strict=True)
    ]
    return PathGround(data, tuple(steps), tuple(areas), engine_of(areas))


def follow_path(stands: PathGround, *, time_factor: float = 1.0) -> PathAnswer:
    """Return who can follow a path whole, and the step that breaks, for every zone.

    A step within a time is reached where a located actor is within it, or where a service comes to the family by its
    declared area or its stated reach. Where it is not, it is unknown when actors exist and none of them is located:
    never false. A declared step is unknown outside the areas as long as some service declares none.

    Parameters
    ----------
    time_factor
        Multiplies every travel time: what the answer would be if trips took longer.
    """
    data = stands.data
    reached = tuple(
        _step_reach(one, step, time_factor=time_factor) for one, step in zip(stands.grounds, stands.steps, strict=True)
    )
    base = count_base(data)
    zones, lines = path_by_zone(data, reached, counts(data))
    if any(one.register_state != "complete" for one in reached):
        zones["share_high"] = np.nan
    return PathAnswer(reached, base, zones, lines, stands.engine)


def path_by_zone(
    data: TerritoryData, reached: Sequence[StepReach], weights: pd.Series
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the ``zones`` and ``steps`` of a `PathAnswer`, from the state of every step and what each place weighs."""
    names = [one.step.label for one in reached]
    states = pd.DataFrame({one.step.label: one.state for one in reached})
    zone = data.places.set_index("place_id")["zone_id"]
    at_least = parcours(states == REACHED, weights, zone, thresholds_min={})
    at_most = parcours(states != NOT_REACHED, weights, zone, thresholds_min={})
    members = membership(data)
    known = weights.fillna(0.0).to_numpy(dtype=np.float64)
    first = at_most.places["breaks_at"]
    lines = pd.concat([_step_line(name, states[name], first == name, known, members) for name in names])
    total = members.total(known)
    zones = pd.DataFrame({"total": total}, index=members.zone_ids.rename("zone_id"))
    zones["complete"] = members.total(known * at_least.places["complete"].to_numpy(dtype=np.float64))
    upper = members.total(known * at_most.places["complete"].to_numpy(dtype=np.float64))
    zones["broken"], zones["unknown"] = total - upper, upper - zones["complete"]
    divisor = zones["total"].where(total > 0)
    zones["share_low"], zones["share_high"] = zones["complete"] / divisor, upper / divisor
    worst = lines.sort_values("missing", ascending=False, kind="stable").drop_duplicates("zone_id")
    zones["breaking_step"] = worst[worst["missing"] > 0].set_index("zone_id")["step"].reindex(zones.index)
    zones["places_unknown"] = members.total(np.asarray(weights.isna(), dtype=np.float64)).astype(np.int64)
    nobody = members.total(np.asarray(weights.notna(), dtype=np.float64)) == 0
    zones.loc[nobody, ["total", "complete", "broken", "unknown"]] = np.nan
    order = {name: position for position, name in enumerate(names)}
    lines = lines.sort_values(
        ["zone_id", "step"], key=lambda cells: cells.map(order) if cells.name == "step" else cells
    )
    return zones, lines.reset_index(drop=True)


def _step_line(name: str, state: pd.Series, breaks: pd.Series, known: np.ndarray, members: Membership) -> pd.DataFrame:
    code = state.to_numpy()
    return pd.DataFrame(
        {
            "zone_id": members.zone_ids,
            "step": name,
            "reaching": members.total(known * (code == REACHED)),
            "missing": members.total(known * (code == NOT_REACHED)),
            "unknown": members.total(known * (code == UNKNOWN)),
            "breaking": members.total(known * breaks.to_numpy(dtype=np.float64)),
        }
    )


def _step_reach(about: ServiceArea, step: PathStep, *, time_factor: float) -> StepReach:
    places = about.demand.index
    if step.limit_min is None:
        cover, silent = _declared(about)
        within, hidden = cover, silent > 0 or _unlisted(about)
        unplaced = silent
    else:
        minutes = about.nearest_min.to_numpy() * time_factor
        cover = about.is_covered
        within = pd.Series(is_within(minutes, cover.to_numpy(), step.limit_min), index=places)
        unplaced = len(about.unlocated)
        hidden = (len(about.located) == 0 and unplaced > 0) or _unlisted(about)
    otherwise = UNKNOWN if hidden else NOT_REACHED
    return StepReach(
        step=step,
        state=pd.Series(np.where(within, REACHED, otherwise), index=places, name=step.label),
        by_cover=cover,
        actors=len(about.supply.actors),
        unplaced=unplaced,
        set_aside=len(about.supply.set_aside),
        register_state=about.reach_state,
    )


def _unlisted(about: ServiceArea) -> bool:
    """Tell whether nobody is known, and it is not known that nobody exists."""
    return bool(about.supply.actors.empty) and not about.reach_known


def _declared(about: ServiceArea) -> tuple[pd.Series, int]:
    """Return the places in some declared area, whatever the mode, and how many actors declare none."""
    supply, data = about.supply, about.data
    areas = serving_areas(supply.actors, supply.services, data.ancestors)
    declared = areas[areas["basis"] == "declared"]
    inside = data.places["zone_id"].isin(declared["zone_id"]).to_numpy() | about.is_covered.to_numpy()
    stated = set(declared["actor_id"]) | set(about.covered["actor_id"])
    silent = int((~supply.actors["actor_id"].isin(stated)).sum())
    return pd.Series(inside, index=about.demand.index), silent
