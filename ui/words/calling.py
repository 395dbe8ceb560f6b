"""Whom to call, in words and in order: every actor of a situation by function, with how to reach it."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.network.ask import Network
from analysis.network.handovers import handovers_here
from analysis.network.record import carriers
from analysis.records.network import CarrierActor
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.network import (
    contact_text,
    dated_text,
    function_name,
    handover_ends,
    handover_text,
    place_text,
    room_text,
    short_kind,
    stratum_name,
    way_text,
)


@dataclass(frozen=True)
class CallLine:
    """An actor to call for a function, every cell written."""

    name: str
    kind: str
    tier: str
    way: str
    room: str
    contact: str
    hours: str
    place: str
    dated: str


@dataclass(frozen=True)
class CallGroup:
    """A function with whom to call for it; ``said`` where nobody is, or how many more there are."""

    function: str
    lines: tuple[CallLine, ...]
    said: str


@dataclass(frozen=True)
class ToldLine:
    """Who tells whom, at what moment, and where that stands here."""

    sender: str
    receiver: str
    what: str
    phase: str
    document: str
    here: str


def call_groups(
    found: Network, stratum: str, texts: Texts, *, functions: Sequence[str] = (), most: int = 4
) -> list[CallGroup]:
    """Return whom to call, function by function, in the order of the programme.

    Parameters
    ----------
    functions
        The need: those functions alone; every function that the programme asks for in the stratum where none is said.
    most
        Actors of a function, the first to call first.
    """
    cells = found.cells[found.cells["stratum"] == stratum].set_index("function")
    groups = []
    for code in load_vocabulary().functions:
        if functions and code not in functions:
            continue
        if cells.loc[code, "state"] == "not-asked":
            continue
        actors = carriers(found, functions=[code], stratum=stratum)
        able = [one for one in actors if one["counts"]]
        lines = tuple(_line(one, texts) for one in able[:most])
        groups.append(CallGroup(function_name(code, texts), lines, _said(able, actors, most, texts)))
    return groups


def told_lines(found: Network, stratum: str, texts: Texts) -> list[ToldLine]:
    """Return who is told in a stratum: the handovers that the programme names, and where each stands here."""
    lines = []
    for one in handovers_here(found, stratum):
        sender, receiver = handover_ends(one, texts)
        lines.append(
            ToldLine(
                sender,
                receiver,
                one.what[texts.language],
                texts(f"phase-{one.phase}"),
                texts(f"handover-status-{one.status}"),
                handover_text(one, found.total, found.base, texts),
            )
        )
    return lines


def call_title(zone_name: str, stratum: str, texts: Texts) -> str:
    """Return the title of a sheet of calls."""
    return texts("call-title", zone=zone_name, stratum=stratum_name(stratum, texts))


def _line(actor: CarrierActor, texts: Texts) -> CallLine:
    return CallLine(
        name=actor["name"],
        kind=short_kind(actor["kind"], texts),
        tier=actor["tier"] or "–",
        way=way_text(actor, texts),
        room=room_text(actor, texts),
        contact=contact_text(actor, texts),
        hours=actor["hours"] or texts("call-hours-unknown"),
        place=place_text(actor, texts),
        dated=dated_text(actor, texts),
    )


def _said(able: Sequence[CarrierActor], actors: Sequence[CarrierActor], most: int, texts: Texts) -> str:
    if len(able) > most:
        return texts("call-more", count=len(able) - most)
    if able:
        return ""
    waiting = [one["name"] for one in actors if one["status"] == "to-verify"]
    return texts("call-none-to-verify", names=", ".join(waiting[:most])) if waiting else texts("call-none")
