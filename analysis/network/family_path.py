"""The path of a family from pregnancy to childcare: which passages between services are in place, and for how many.

A passage of the programme holds for a family where somebody of each end is within its reach and a link between two of
them is said to be in place. Both ends within reach and no link known is not a break: nobody said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from analysis.network.ask import Network
from analysis.network.handovers import HandoverHere, handovers_here
from analysis.records.bounds import Sense
from analysis.service_area.zones import membership
from geo.schema import BoolArray, IntArray
from geo.workspace.zones import smallest_in

PHASES = ("prenatal", "birth", "return-home", "early-childhood")
"""The phases of a path, in order; a passage of any moment belongs to none."""

PassageState = Literal["in-place", "planned", "unknown", "nobody-known", "none", "out-of-reach"]
PASSAGE_STATES: tuple[PassageState, ...] = get_args(PassageState)
"""What a passage is for a family, from the best: ``unknown`` where nobody said, ``nobody-known`` where nobody of an end
is known within reach and there may be somebody, ``none`` where every link that it could use is said not to exist,
``out-of-reach`` where an end is and its register is complete."""

_BROKEN = PASSAGE_STATES.index("none")
_RANK = {state: rank for rank, state in enumerate(PASSAGE_STATES)}


@dataclass(frozen=True, eq=False)
class Passage:
    """A handover of the programme on a territory, and the births by state (``PASSAGE_STATES``).

    ``births`` is empty where the programme leaves an end to be written. ``links`` are the lines of the checklist that
    it can use (``schema.HANDOVER``), ``pairs`` how many pairs of services within reach of some family of the zone could
    make it.
    """

    handover: HandoverHere
    births: Mapping[PassageState, float]
    links: pd.DataFrame
    pairs: int

    @property
    def senses(self) -> dict[PassageState, Sense]:
        """What is known of each count: others may exist where a register is not complete."""
        if not self.handover.at_most:
            return dict.fromkeys(PASSAGE_STATES, "exact")
        return {state: "at-least" if state == "in-place" else "at-most" for state in PASSAGE_STATES}


@dataclass(frozen=True, eq=False)
class FamilyPath:
    """The passages of a stratum in a zone.

    ``phases`` has one row per phase that has some passage: ``phase``, ``passages``, births by the worst state of its
    passages (``in-place``…). ``zones`` has one row per smallest zone inside the zone asked about: ``zone_id``,
    ``total``, ``whole`` (every passage in place), ``broken``, ``unknown`` (neither: planned, nobody said or known) and,
    by phase, the births whose path breaks there first. ``total``, ``whole``, ``broken``, ``unknown``: of the zone.
    """

    stratum: str
    passages: tuple[Passage, ...]
    phases: pd.DataFrame
    zones: pd.DataFrame
    total: float
    whole: float
    broken: float
    unknown: float
    at_most: bool


def family_path(found: Network, links: pd.DataFrame, stratum: str) -> FamilyPath:
    """Return which passages of a stratum are in place, and for how many families of a zone.

    Parameters
    ----------
    links
        ``schema.HANDOVER``: what is said of the links between services.
    """
    kinds = found.data.actors.set_index("actor_id")["kind"]
    told = links.assign(from_kind=links["sender"].map(kinds), to_kind=links["receiver"].map(kinds))
    passages: list[Passage] = []
    states: dict[str, list[IntArray]] = {}
    for handover in handovers_here(found, stratum):
        state, passage = _passage(found, told, handover)
        passages.append(passage)
        if state is not None and handover.phase in PHASES:
            states.setdefault(handover.phase, []).append(state)
    worst = {phase: np.max(states[phase], axis=0) for phase in PHASES if phase in states}
    phases = [
        {"phase": phase, "passages": len(states[phase]), **_by_state(found, rank)} for phase, rank in worst.items()
    ]
    zones = _zones(found, worst)
    return FamilyPath(
        stratum=stratum,
        passages=tuple(passages),
        phases=pd.DataFrame(phases, columns=["phase", "passages", *PASSAGE_STATES]),
        zones=zones[zones["zone_id"] != found.zone_id] if len(zones) > 1 else zones,
        **{name: float(zones[name].iloc[-1]) for name in ("total", "whole", "broken", "unknown")},
        at_most=any(one.handover.at_most for one in passages if one.births and one.handover.phase in PHASES),
    )


def _passage(found: Network, links: pd.DataFrame, handover: HandoverHere) -> tuple[IntArray | None, Passage]:
    ends = (handover.senders, handover.receivers)
    if not all(ends):
        return None, Passage(handover, {}, links.iloc[:0], 0)
    own = links[
        links["from_kind"].isin(handover.senders)
        & links["to_kind"].isin(handover.receivers)
        & links["phase"].isin([handover.phase, "any"])
    ]
    # What is said of the phase itself comes before what is said of any moment.
    own = own.sort_values("phase", key=lambda cells: cells == "any", kind="stable").drop_duplicates(
        ["sender", "receiver"]
    )
    met = [_met(found, kinds) for kinds in ends]
    numbers = [sum(masks.values(), np.zeros(len(found.births), dtype=np.int64)) for masks in met]
    both = [
        masks[0] & masks[1] for actor in met[0].keys() & met[1].keys() for masks in [(met[0][actor], met[1][actor])]
    ]
    inside = np.any(both, axis=0) if both else np.zeros(len(found.births), dtype=np.bool_)
    rank = np.full(len(found.births), _RANK["unknown"], dtype=np.int64)
    nobody = np.zeros(len(found.births), dtype=np.int64)
    # A service that is both ends passes families to itself: nothing has to be said for that.
    planned, held = np.zeros_like(inside), inside.copy()
    for sender, receiver, state in zip(
        *(own[name].astype("str") for name in ("sender", "receiver", "state")), strict=True
    ):
        if sender in met[0] and receiver in met[1]:
            where = met[0][sender] & met[1][receiver]
            if state == "in-place":
                held |= where
            elif state == "planned":
                planned |= where
            elif state == "none":
                nobody += where
    rank[(nobody == numbers[0] * numbers[1]) & (nobody > 0)] = _RANK["none"]
    rank[planned] = _RANK["planned"]
    rank[held] = _RANK["in-place"]
    for kinds, number in zip(ends, numbers, strict=True):
        complete = all(found.complete.get(kind, False) for kind in kinds)
        missing = np.where(number == 0, _RANK["out-of-reach" if complete else "nobody-known"], 0)
        rank = np.maximum(rank, missing)
    pairs = sum(bool((one & other).any()) for one in met[0].values() for other in met[1].values())
    shown = own.drop(columns=["from_kind", "to_kind"]).reset_index(drop=True)
    return rank, Passage(handover, _by_state(found, rank), shown, pairs)


def _met(found: Network, kinds: Sequence[str]) -> dict[str, BoolArray]:
    """Return where each actor of some kinds that counts is within reach of a family of the zone."""
    wanted = found.data.actors.loc[found.data.actors["kind"].isin(list(kinds)), "actor_id"]
    here = found.met[found.met["actor_id"].isin(wanted)]
    masks = {}
    for actor, places in here.groupby("actor_id")["place"]:
        masks[str(actor)] = np.zeros(len(found.births), dtype=np.bool_)
        masks[str(actor)][places.to_numpy()] = True
    return masks


def _by_state(found: Network, rank: IntArray) -> dict[PassageState, float]:
    sums = np.bincount(rank, weights=found.births, minlength=len(PASSAGE_STATES))
    return {state: float(sums[at]) for at, state in enumerate(PASSAGE_STATES)}


def _zones(found: Network, worst: Mapping[str, IntArray]) -> pd.DataFrame:
    """Return what becomes of the births of each smallest zone inside the zone asked about, and of itself, the last."""
    members, births = membership(found.data), found.births
    ranks = np.array(list(worst.values())) if worst else np.zeros((1, len(births)), dtype=np.int64)
    broken = (ranks >= _BROKEN).any(axis=0)
    whole = (ranks == _RANK["in-place"]).all(axis=0) & bool(worst)
    first = np.where(broken, (ranks >= _BROKEN).argmax(axis=0), -1)
    told = {"total": births, "whole": births * whole, "broken": births * broken, "unknown": births * ~(whole | broken)}
    told |= {phase: births * (first == at) for at, phase in enumerate(worst)}
    table = pd.DataFrame({"zone_id": members.zone_ids, **{name: members.total(one) for name, one in told.items()}})
    order = [*smallest_in(found.data, found.zone_id), found.zone_id]
    return table.set_index("zone_id").loc[list(dict.fromkeys(order))].reset_index()
