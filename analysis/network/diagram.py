"""A decision diagram of a stratum on a territory: the steps of a path with those who can carry each one here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from analysis.network.ask import Network
from analysis.network.record import carriers
from analysis.network.steps import PathMove, ProgrammeStep, moves_of, programme_steps, steps_of
from analysis.records.bounds import Sense
from analysis.records.network import CarrierActor
from geo.errors import NotFoundError
from geo.schema import STRATA

HeldState = Literal["held", "second", "full", "partly", "waiting", "unknown", "nobody", "family"]
"""Whether the territory can take a step.

``held``: somebody is within reach, with room or without it being known; ``second``: no first tier with room, an actor
of tier 2 takes it; ``full``: all who are within reach are full; ``partly``: one of its functions has nobody;
``waiting``: only actors to verify or planned; ``unknown``: nobody is known; ``nobody``: there is nobody, the register
is complete; ``family``: no actor is asked for.
"""


@dataclass(frozen=True)
class DiagramStep:
    """A step as the territory can take it; ``actors`` are those who can be called on, the first to call first.

    ``lacking`` are its functions that nobody carries within reach. ``share`` is the share of those counted in the zone
    that one of these kinds is within reach of (None where nobody is known), and ``sense`` what is known of it.
    """

    step: ProgrammeStep
    state: HeldState
    actors: tuple[CarrierActor, ...]
    lacking: tuple[str, ...]
    share: float | None = None
    sense: Sense = "exact"


@dataclass(frozen=True)
class Diagram:
    """The diagram of a stratum in a zone."""

    zone_id: str
    zone_name: str
    stratum: str
    threshold_min: float
    steps: tuple[DiagramStep, ...]
    moves: tuple[PathMove, ...]


def diagram(found: Network, stratum: str, *, steps: Sequence[ProgrammeStep] | None = None) -> Diagram:
    """Return the diagram of a stratum in the zone of a network.

    Parameters
    ----------
    steps
        The steps of a territory's own file; those of the programme when None.

    Raises
    ------
    NotFoundError
        ``unknown-stratum``.
    """
    if stratum not in STRATA:
        raise NotFoundError("unknown-stratum", stratum=stratum)
    own = steps_of(programme_steps() if steps is None else steps, stratum)
    actors = carriers(found, stratum=stratum)
    cells = found.cells[found.cells["stratum"] == stratum].set_index("function")
    states = {str(code): str(state) for code, state in cells["state"].items()}
    named = found.data.zones.set_index("zone_id").loc[found.zone_id, "name"]
    return Diagram(
        zone_id=found.zone_id,
        zone_name=str(named),
        stratum=stratum,
        threshold_min=found.threshold_min,
        steps=tuple(_shared(_held(step, actors, states), found) for step in own),
        moves=tuple(moves_of(own)),
    )


def _shared(one: DiagramStep, found: Network) -> DiagramStep:
    """Return a step with the share of those counted that somebody who can take it is within reach of."""
    if not one.actors or not found.total > 0:
        return one
    kinds = {actor["kind"] for actor in one.actors}
    share = float(found.births @ np.any([found.reach[kind] for kind in kinds], axis=0)) / found.total
    complete = all(found.complete[kind] for kind in kinds)
    return replace(one, share=share, sense="exact" if complete else "at-least")


def _held(step: ProgrammeStep, actors: Sequence[CarrierActor], states: dict[str, str]) -> DiagramStep:
    if not step.functions and not step.kinds:
        return DiagramStep(step, "family", (), ())
    able: dict[str, CarrierActor] = {}
    carried, waiting = set(), False
    for one in actors:
        if step.functions and one["function"] not in step.functions:
            continue
        if step.kinds and one["kind"] not in step.kinds:
            continue
        if not one["counts"]:
            waiting = True
            continue
        able.setdefault(one["actor_id"], one)
        carried.add(one["function"])
    lacking = tuple(
        code for code in step.functions if code not in carried and states.get(code) not in {None, "not-asked"}
    )
    state = _state(step, list(able.values()), lacking, waiting=waiting, cells=[states.get(c) for c in step.functions])
    return DiagramStep(step, state, tuple(_in_order(list(able.values()))), lacking)


def _in_order(actors: list[CarrierActor]) -> list[CarrierActor]:
    """Return the first tier with room, then the second, then who is full; who comes before who is far."""
    return sorted(
        actors,
        key=lambda one: (
            one["room"] == "no",
            one["tier"] or "1",
            0.0 if one["comes"] else one["minutes"] or 0.0,
            one["actor_id"],
        ),
    )


def _state(
    step: ProgrammeStep,
    able: Sequence[CarrierActor],
    lacking: Sequence[str],
    *,
    waiting: bool,
    cells: Sequence[str | None],
) -> HeldState:
    if not able:
        if waiting:
            return "waiting"
        return "nobody" if cells and all(cell == "nobody" for cell in cells) else "unknown"
    free = [one for one in able if one["room"] != "no"]
    if not free:
        return "full"
    if step.tier and not any((one["tier"] or "") == step.tier for one in free):
        return "second"
    return "partly" if lacking else "held"
