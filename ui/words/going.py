"""Going to a service by public transport and coming back, in words: how many times a day, and one journey."""

from math import ceil

from analysis.records.bounds import Sense, State, falling_sense, rising_sense
from analysis.records.journey import JourneyLeg, JourneyRecord
from analysis.records.round_trips import GoingLine, GoingRecord
from geo.transit.profile import load_transit_profile
from ui.texts import Texts
from ui.words.hours import clock_time, hours_said
from ui.words.known import bounded, bounded_short, share_cell, share_said
from ui.words.measures import feed_days_lines, share
from ui.words.numbers import count, day, decimal, minutes, percent

_STATES = ("several", "once", "never", "on_foot", "unknown")


def going_table(record: GoingRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return headers and lines: the parts of a zone, then the zone."""
    names = [
        "zone",
        *(f"going-{state.replace('_', '-')}" for state in _STATES),
        "going-share",
        "going-times",
        "going-last-back",
    ]
    lines, sense = (*record["parts"], record), rising_sense(record["register_state"])
    return [texts(f"column-{name}") for name in names], [_cells(line, sense, texts) for line in lines]


def able_share(line: GoingLine) -> float | None:
    """Return the share of those of whom it is known who can go and come back in the day, by transit or on foot."""
    parts = line["total"], line["unknown"], line["never"]
    if any(part is None for part in parts):
        return None
    total, unknown, never = (part or 0.0 for part in parts)
    return 1 - never / (total - unknown) if total - unknown > 0 else None


def unknown_share(line: GoingLine) -> float | None:
    """Return the share of those of whom nothing is known."""
    return line["unknown"] / line["total"] if line["total"] and line["unknown"] is not None else None


def times_said(line: GoingLine, sense: Sense, texts: Texts) -> str:
    """Return how many times a day those who go by transit can; nothing to say where all walk, none where none can."""
    if line["times_mean"] is not None:
        return bounded_short(decimal(line["times_mean"], texts.language), sense, texts)
    able = able_share(line)
    return texts("unknown") if able is None else "–" if able else "0"


def going_finding(record: GoingRecord, texts: Texts) -> str:
    """Return in one sentence during what share of the opening hours one can be received, who never, who is unknown."""
    sense, able, unknown = rising_sense(record["register_state"]), able_share(record), unknown_share(record)
    never = 1.0 if able is None else 1 - able
    return texts(
        "going-finding",
        zone=record["name"],
        hours=share_said(record["share_mean"] or 0.0, sense, texts),
        base=record["base"],
        never=bounded(percent(never, texts.language), falling_sense(record["register_state"]), texts),
        some="yes" if never else "no",
        gaps="yes" if unknown else "no",
        unknown=percent(unknown or 0.0, texts.language),
    )


def going_change(before: GoingLine, after: GoingLine, state: State, texts: Texts) -> str:
    """Return what other trips change in a day without a car: the hours when one can be received, how often, who never.

    Parameters
    ----------
    state
        How the register stands to the services that exist.
    """
    sense, most = rising_sense(state), falling_sense(state)
    told = []
    for line in (before, after):
        able = able_share(line)
        never = texts("unknown") if able is None else bounded_short(percent(1 - able, texts.language), most, texts)
        told.append((share_cell(line["share_mean"], sense, texts), times_said(line, sense, texts), never))
    hours, times, never = (
        one if one == other else texts("scenario-arrow", before=one, after=other)
        for one, other in zip(*told, strict=True)
    )
    return texts("going-change", hours=hours, times=times, never=never)


def _cells(line: GoingLine, sense: Sense, texts: Texts) -> list[str]:
    parts = [line["several"], line["once"], line["never"], line["on_foot"], line["unknown"]]
    total = line["total"]
    shares = [share(part / total, texts) if part is not None and total else texts("unknown") for part in parts]
    hours = share_cell(line["share_mean"], sense, texts)
    return [line["name"], *shares, hours, times_said(line, sense, texts), clock_time(line["last_back_min"], texts)]


def going_remarks(record: GoingRecord, texts: Texts) -> list[str]:
    """Return what the answer rests on, a sentence each."""
    language = texts.language
    usual = hours_said([(60 * start, 60 * end) for start, end in load_transit_profile().usual_hours], texts)
    out = [
        texts(
            "going-means",
            stay=count(round(record["stay_min"]), language),
            way=count(round(record["way_max_min"]), language),
            source=record["source"],
            day=day(record["day"], language),
            base=record["base"],
        ),
        texts(
            "going-share-means",
            stay=count(round(record["stay_min"]), language),
            way=count(round(record["way_max_min"]), language),
        ),
    ]
    for name in ("hours_supposed", "closed", "outside", "unlocated"):
        many = {"hours_supposed": record["hours_supposed"], "closed": record["closed"]}
        many |= {"outside": record["outside"], "unlocated": record["unlocated"]}
        if many[name]:
            services = count(record["services"], language)
            said = texts(f"going-{name.replace('_', '-')}", count=many[name], services=services, hours=usual)
            out.append(said)
    return [*out, *feed_days_lines(record["feed_days"], texts)]


def journey_table(record: JourneyRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return headers and lines: the legs of a journey, in order."""
    names = ["means", "from", "to", "leaves", "arrives"]
    return [texts(f"column-leg-{name}") for name in names], [_leg(leg, record, texts) for leg in record["legs"]]


def _leg(leg: JourneyLeg, record: JourneyRecord, texts: Texts) -> list[str]:
    means = texts("leg-on-foot") if leg["line"] is None else texts("leg-line", line=leg["line"])
    ends = leg["from_stop"] or record["place_name"], leg["to_stop"] or record["actor_name"]
    arrives = _at_the_door(leg["arrives_min"]) if leg is record["legs"][-1] else leg["arrives_min"]
    return [means, *ends, clock_time(leg["leaves_min"], texts), clock_time(arrives, texts)]


def _at_the_door(minute: float | None) -> float | None:
    """Return the whole minute of an arrival, rounded up as minutes of travel are: the two add up."""
    return None if minute is None else ceil(minute - 1e-9)


def journey_said(record: JourneyRecord, texts: Texts) -> str:
    """Return the lines of a journey, its changes and the last way back in one sentence."""
    if record["state"] != "found":
        return texts(f"journey-{record['state']}")
    if not record["lines"]:
        return texts("journey-on-foot")
    lines = texts("journey-then").join(texts("leg-line", line=line) for line in record["lines"])
    last = record["last_back_min"]
    back = texts("journey-no-back") if last is None else texts("journey-back", time=clock_time(last, texts))
    return texts("journey-said", lines=lines, changes=record["changes"], back=back)


def journey_remarks(record: JourneyRecord, texts: Texts) -> list[str]:
    """Return what is to be known of a journey, a sentence each."""
    out = [journey_said(record, texts)]
    if record["minutes"] is not None:
        kind = "leaving" if record["before_min"] is None else "arriving"
        if record["usual"]:
            kind = "usual" if record["before_min"] is None else "appointment"
        moments = {"ready": record["ready_min"], "leaves": record["leaves_min"], "before": record["before_min"]}
        moments["arrives"] = _at_the_door(record["arrives_min"])
        times = {name: clock_time(moment, texts) for name, moment in moments.items()}
        out.append(texts(f"journey-{kind}", minutes=minutes(record["minutes"], texts.language), **times))
    source = texts("journey-source", source=record["source"], day=day(record["day"], texts.language))
    return [*out, source, *feed_days_lines(record["feed_days"], texts)]
