"""Who does what for which families, in words: the cells of the matrix, the actors that carry them, the sentences."""

from collections import Counter
from collections.abc import Sequence

from analysis.network.diagram import DiagramStep
from analysis.network.handovers import HandoverHere
from analysis.records.network import CarrierActor, NetworkCell, NetworkRecord
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.known import ALL, bounded, bounded_short, share_cell, share_sense
from ui.words.numbers import count, day, minutes

ASKED_STATES = ("reached", "to-verify", "planned", "unknown", "nobody")
"""States of the cells that the programme asks for and names somebody for."""


def function_name(code: str, texts: Texts) -> str:
    """Return a function in words."""
    return load_vocabulary().term("function", code).short(texts.language)


def stratum_name(code: str, texts: Texts) -> str:
    """Return a stratum in words, without its number."""
    return texts(f"network-stratum-{code}")


def cell_text(cell: NetworkCell, texts: Texts) -> str:
    """Return what a cell of the matrix says: how many are within reach, or that nobody is."""
    state = cell["state"]
    if state != "reached":
        waiting = {"to-verify": cell["to_verify"], "planned": cell["planned"]}.get(state, 0)
        return texts(f"network-cell-{state}", count=waiting)
    return count(_counted(cell), texts.language)


def cell_more(cell: NetworkCell, record: NetworkRecord, texts: Texts) -> str:
    """Return what a cell adds to its number: births out of reach, one alone, no room, others to verify."""
    if cell["state"] != "reached":
        return ""
    share = _share(cell, record)
    told = [] if share is None or share >= ALL else [share_cell(share, cell["bounds"]["within"], texts)]
    if cell["single"] is not None:
        told.append(texts("network-alone"))
    if cell["saturated"]:
        told.append(texts("network-saturated", count=cell["saturated"]))
    if cell["to_verify"] and cell["open"]:
        told.append(texts("network-more-to-verify", count=cell["to_verify"]))
    return ", ".join(told)


def cell_sentences(cell: NetworkCell, record: NetworkRecord, texts: Texts) -> list[str]:
    """Return what a cell says of the families of the zone, and of what rests on one actor."""
    language, told = texts.language, []
    state, total = cell["state"], record["total"]
    told.append(
        texts(
            f"network-said-{state}",
            count=_counted(cell),
            to_verify=cell["to_verify"],
            planned=cell["planned"],
            minutes=f"{record['threshold_min']:g}",
        )
    )
    if cell["within"] is not None and total is not None and state == "reached":
        sense = share_sense(_share(cell, record), cell["bounds"]["within"])
        within = bounded(count(cell["within"], language), sense, texts)
        base = texts(f"base-{record['base']}")
        told.append(texts("network-within", within=within, total=count(total, language), base=base))
    if state not in {"not-asked", "not-named"}:
        families = cell["families"]
        told.append(
            texts("network-families-unknown")
            if families is None
            else texts("network-families", families=count(families, language))
        )
    if cell["on_one"] and state == "reached":
        base = texts(f"base-{record['base']}")
        written = bounded(count(cell["on_one"], language), cell["bounds"]["on_one"], texts)
        told.append(texts("network-on-one", count=written, base=base, single="yes" if cell["single"] else "no"))
    if state == "reached" and cell["unlocated"]:
        told.append(texts("network-unlocated", count=cell["unlocated"]))
    return told


def network_sentence(record: NetworkRecord, texts: Texts) -> str:
    """Return the sentence that opens the matrix: how many cells have somebody, and how many nobody."""
    states = Counter(cell["state"] for cell in record["cells"])
    single = sum(cell["single"] is not None for cell in record["cells"])
    return texts(
        "network-finding",
        asked=sum(states[name] for name in ASKED_STATES),
        reached=states["reached"],
        waiting=states["to-verify"] + states["planned"],
        unknown=states["unknown"],
        nobody=states["nobody"],
        single=single,
        minutes=f"{record['threshold_min']:g}",
    )


def way_text(actor: CarrierActor, texts: Texts) -> str:
    """Return how an actor is reached: it comes, so many minutes away on average, or in its area, nobody knows where."""
    told = [texts("network-comes")] if actor["comes"] else []
    if actor["minutes"] is None and not actor["comes"]:
        told.append(texts("network-area-alone"))
    if actor["minutes"] is not None:
        told.append(texts("network-minutes", minutes=minutes(actor["minutes"], texts.language)))
    return ", ".join(told)


def room_text(actor: CarrierActor, texts: Texts) -> str:
    """Return what is known of the room that an actor has."""
    language = texts.language
    capacity, used, needed = actor["capacity"], actor["used"], actor["needed"]
    unit = texts(f"unit-{actor['unit']}") if actor["unit"] else ""
    told = []
    if capacity is not None and needed is not None:
        told.append(texts("room-needed", capacity=count(capacity, language), unit=unit, needed=count(needed, language)))
    elif capacity is not None and used is not None:
        told.append(texts("room-used", capacity=count(capacity, language), unit=unit, used=count(used, language)))
    elif capacity is not None:
        told.append(texts("room-capacity", capacity=count(capacity, language), unit=unit))
    elif used is not None:
        told.append(texts("room-use", used=count(used, language), unit=unit))
    return ", ".join([*told, texts(f"room-{actor['room']}")])


def contact_text(actor: CarrierActor, texts: Texts) -> str:
    """Return how to call an actor: its telephone, else its site; that neither is published where it is so."""
    return actor["phone"] or actor["website"] or texts("contact-unknown")


def dated_text(actor: CarrierActor, texts: Texts) -> str:
    """Return the status of an actor and when its source said so."""
    as_of = actor["as_of"]
    status = texts(f"status-{actor['status']}")
    if as_of == "undated":
        return texts("network-undated", status=status)
    return texts("network-dated", status=status, date=day(as_of, texts.language))


def basis_text(actor: CarrierActor, texts: Texts) -> str:
    """Return where the programme gives the function to this kind of actor, and whether that was read or rebuilt."""
    if actor["section"] is None:
        return texts("basis-indirect")
    return texts(f"basis-{actor['basis']}", section=actor["section"])


def place_text(actor: CarrierActor, texts: Texts) -> str:
    """Return where an actor is, by its address or its locality."""
    told = [actor[name] for name in ("address", "postal_code", "locality")]
    return ", ".join(part for part in told if part) or texts("unknown")


def kind_name(code: str, texts: Texts) -> str:
    """Return a kind of actor in words; its code where nobody named it."""
    kinds = load_vocabulary().kinds
    return kinds[code].label(texts.language) if code in kinds else code


def short_kind(code: str, texts: Texts) -> str:
    """Return the short name of a kind of actor; its code where nobody named it."""
    kinds = load_vocabulary().kinds
    return kinds[code].short(texts.language) if code in kinds else code


def closing_text(actor: CarrierActor, record: NetworkRecord, texts: Texts) -> str | None:
    """Return what the closing of an actor would leave, for one function; None where others would be there."""
    if not actor["alone"]:
        return None
    base, left = texts(f"base-{record['base']}"), count(actor["alone"], texts.language)
    states: Sequence[str] = [
        cell["register_state"]
        for cell in record["cells"]
        if (cell["function"], cell["stratum"]) == (actor["function"], actor["stratum"])
    ]
    sense = "exact" if states == ["complete"] else "at-most"
    return texts("network-closing", left=bounded_short(left, sense, texts), base=base)  # type: ignore[arg-type]


def step_state(one: DiagramStep, texts: Texts) -> str:
    """Return whether the territory can take a step of a diagram, in words."""
    named = ", ".join(function_name(code, texts) for code in one.lacking)
    told = texts(f"diagram-state-{one.state}", count=len(one.actors), lacking=named)
    if one.state != "held" or one.share is None or one.share >= ALL:
        return told
    return texts("diagram-share", told=told, share=share_cell(one.share, one.sense, texts))


def handover_text(one: HandoverHere, total: float, base: str, texts: Texts) -> str:
    """Return where a handover stands here: who is missing, or for how many births it breaks."""
    if not one.senders or not one.receivers:
        return texts("handover-to-write")
    if not one.sending or not one.receiving:
        missing = [*([] if one.sending else one.senders), *([] if one.receiving else one.receivers)]
        return texts("handover-missing", kinds=", ".join(short_kind(code, texts) for code in dict.fromkeys(missing)))
    told = bounded(count(one.broken, texts.language), "at-most" if one.at_most and one.broken else "exact", texts)
    if not one.broken:
        return texts("handover-whole")
    return texts("handover-broken", broken=told, total=count(total, texts.language), base=texts(f"base-{base}"))


def handover_ends(one: HandoverHere, texts: Texts) -> tuple[str, str]:
    """Return who sends and who receives, by kinds; that the territory is to write it where nobody is named."""
    told = [", ".join(short_kind(code, texts) for code in kinds) for kinds in (one.senders, one.receivers)]
    return (told[0] or texts("handover-anyone"), told[1] or texts("handover-anyone"))


def _share(cell: NetworkCell, record: NetworkRecord) -> float | None:
    """Return the share of those counted in the zone that somebody is within reach of."""
    return cell["within"] / record["total"] if cell["within"] is not None and record["total"] else None


def _counted(cell: NetworkCell) -> int:
    """Return how many actors a cell counts: those open, or those to verify where they alone count."""
    return cell["open"] or cell["to_verify"]
