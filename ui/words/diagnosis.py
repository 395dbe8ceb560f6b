"""Results in sentences that a committee can read: what is known, what is not, and what it rests on."""

import math

from analysis.records.diagnosis import DiagnosisLine, DiagnosisRecord, FarZone
from analysis.records.shared import NeedNote, SourceRecord
from geo.workspace.territory import Territory
from ui.texts import Texts, pick
from ui.words.cars import cars_said
from ui.words.cautions import diagnosis_cautions
from ui.words.known import among_known, known_minutes, known_sentence, register_lines, share_said, share_sense
from ui.words.measures import engine_line, figure, needed
from ui.words.numbers import count, dated, day, days_within, minutes, percent
from ui.words.perhaps_same import same_lines
from ui.words.to_verify import both_lines, reach_lines

_LISTED = 8


def headline(record: DiagnosisRecord, texts: Texts, *, threshold_min: float | None = None) -> list[str]:
    """Return the sentences that open a diagnosis: need against capacity, who is within reach, the farthest zones last.

    Where less than half of the services are known, that is said first.

    ``threshold_min`` is the time that the second sentence speaks of; the longest known when None.
    """
    known = record["register"]
    first = [known_sentence(known, texts)] if known["mostly_unknown"] else []
    told = [_balance(record, texts), *same_lines(record, texts), *reach_sentences(record, texts, threshold_min)]
    return [*first, *told]


def answer_first(record: DiagnosisRecord, texts: Texts, *, threshold_min: float) -> list[str]:
    """Return the sentences of ``headline``, who is within reach first where no single need is known."""
    said = headline(record, texts, threshold_min=threshold_min)
    within = record["share_within"].get(str(int(threshold_min)))
    if record["need"] is not None or record["masked"] or record["register"]["mostly_unknown"] or within is None:
        return said
    reach = reach_sentences(record, texts, threshold_min)[0]
    return [reach, *(sentence for sentence in said if sentence != reach)]


def remarks(record: DiagnosisRecord, territory: Territory, texts: Texts) -> list[str]:
    """Return what must be known before quoting the figures: unknowns, hypotheses, what is not counted."""
    out = []
    if record["need_status"] == "hypothesis":
        out.append(texts("remark-hypothesis"))
    elif any(part["need_status"] == "hypothesis" for part in record["parts"]):
        out.append(texts("remark-hypothesis-parts"))
    out += [need_note_text(note, texts) for note in record["need_notes"]]
    out += _hidden(record, texts)
    out += _register(record, texts)
    known = record["capacity_known_share"]
    if record["services"] and known is not None and known != 1:
        unknown = round(record["services"] * (1 - known))
        out.append(capacity_unknown(unknown, int(record["services"]), texts))
    if record["capacity_shared"] and record["parts"]:
        out.append(texts("remark-capacity-shared"))
    if record["unlocated"]:
        out.append(texts("remark-unlocated", actors=len(record["unlocated"])))
    for status in ("planned", "suspended", "to-verify", "closed"):
        aside = sum(actor["status"] == status for actor in record["set_aside"])
        if aside:
            out.append(texts(f"remark-{status}", actors=aside))
    out += _delivery(record, texts)
    out += both_lines([*record["parts"], record], texts, counted=record["to_verify"])
    out += _uncovered(record, territory, texts)
    if record["births_missing_zones"]:
        missing = record["births_missing_zones"]
        out.append(texts("remark-births-missing", zones=missing, level=_smallest(territory, missing, texts)))
    out += diagnosis_cautions(record, texts)
    out += cars_said(record, texts)
    why = "outside-timetable" if record["travel_engine"]["kind"] == "timetable" else "left-out"
    out += [texts(f"remark-{why}-{kind}", count=size) for kind, size in record["left_out"].items() if size]
    out.append(engine_line(record["travel_engine"], texts))
    out += _territory(record, territory, texts)
    return out


def _territory(record: DiagnosisRecord, territory: Territory, texts: Texts) -> list[str]:
    """Return what is assumed of the births of each zone, and of its outline."""
    assumed = any(source["figure"] == "births" and "hypothesis" in source["status"] for source in record["sources"])
    out = [texts("remark-births-spread", level=_smallest(territory, 1, texts))] if assumed else []
    if territory.geometry_notes:
        exact = not assumed and record["births"] is not None
        out.append(texts("remark-approximate-shapes" if exact else "remark-approximate-shapes-alone"))
    return out


def _delivery(record: DiagnosisRecord, texts: Texts) -> list[str]:
    """Return how many services listed are delivered, where the register says it of any."""
    told = record["delivery"]
    if told["full"] + told["part"] + told["none"] == 0:
        return []
    listed, delivered = sum(told.values()), told["full"] + told["part"]
    return [texts("remark-delivery", listed=listed, delivered=delivered, **told)]


def _register(record: DiagnosisRecord, texts: Texts) -> list[str]:
    """Return what must be known of the registers of the zone and, for the times, of what surrounds it."""
    known = record["register"]
    if known["state"] == "complete" and record["bounds"]["share_within"] == "at-least":
        return [texts("remark-reach-partial")]
    said = register_lines(known, texts)
    return said[1:] if known["mostly_unknown"] and len(known["kinds"]) == 1 else said


def overview_title(record: DiagnosisRecord, texts: Texts) -> str:
    """Return what every actor of the register is told with: the share of births, or of people, within reach."""
    of = "population" if record["births"] is None else "births"
    return texts("overview-title", of=of, way=texts(f"by-mode-{record['travel_engine']['mode']}"))


def need_nature(record: DiagnosisLine, texts: Texts) -> str:
    """Tell what the need of a zone is: stated, a hypothesis, several that do not add up, or not known."""
    if record.get("need_topics"):
        return texts("need-status-several")
    unknown = record["need"] is None and not record["masked"]
    return texts(f"need-status-{'unknown' if unknown else record['need_status']}")


def _hidden(record: DiagnosisRecord, texts: Texts) -> list[str]:
    hidden = record["masked"] or any(part["masked"] for part in record["parts"])
    return [texts("remark-hidden")] if hidden else []


def need_note_text(note: NeedNote, texts: Texts) -> str:
    """Return what else is known of a need rule: another figure, a choice, with its source."""
    return texts(
        "need-note",
        said=note["names"][texts.language],
        source=note["source"],
        date=day(note["date"], texts.language),
        status=texts(f"status-{note['status']}"),
    )


def source_line(source: SourceRecord, texts: Texts) -> str:
    """Return one line saying what a figure rests on."""
    named = source.get("actors", [])
    actors = ", ".join(named[:_LISTED]) + (texts("and-more", more=len(named) - _LISTED) if len(named) > _LISTED else "")
    parts = [source.get("publisher"), source.get("title"), actors, dated(source.get("date"), texts.language)]
    said = ", ".join(str(part) for part in parts if part)
    status = ", ".join(
        texts(f"status-{one}") if texts.has(f"status-{one}") else one for one in source["status"].split(", ")
    )
    said = days_within(said, texts.language)
    return texts("source-line", figure=texts(f"figure-{source['figure']}"), said=said, status=status)


def _balance(record: DiagnosisRecord, texts: Texts) -> str:
    language = texts.language
    need, capacity, status = record["need"], record["capacity"], record["need_status"]
    known = {"zone": record["name"], "births": _count(record["births"], language)}
    unit = texts(f"unit-{record['unit']}") if record["unit"] else ""
    if record["masked"]:
        return texts("balance-hidden", **known)
    if need is None:
        return _without_need(record, known, texts)
    known |= {"need": needed(need, status, texts), "unit": unit, "status": status}
    if not record["services"]:
        return texts("balance-no-service", listed=_listed(record), **known)
    if capacity is None:
        known |= {"lack": "between" if record["gap_low"] else "none", "least": needed(record["gap_low"], status, texts)}
        return texts("balance-capacity-unknown", services=record["services"], **known)
    lack, least, most = missing(record)
    return texts(
        "balance",
        capacity=_count(capacity, language),
        minimum="yes" if record["capacity_is_minimum"] else "no",
        tenth=round(record["coverage_rate"] * 10) if record["coverage_rate"] is not None else 0,
        share=percent(_nan(record["coverage_rate"]), language),
        lack=lack,
        least=needed(least, status, texts),
        gap=needed(most, status, texts),
        undeclared=needed(record["undeclared"], status, texts),
        **known,
    )


def missing(record: DiagnosisLine, *, linked: bool = False) -> tuple[str, float | None, float | None]:
    """Return what is missing: how it is known, at least, at most.

    It is ``surplus`` (nothing is: what is left over stands as the most), ``exact``, ``at-most`` (nothing is known of
    the least), ``between``, or ``unknown``. ``linked``: services that are perhaps the same may be one.
    """
    known = record["need"], record["gap"], record["gap_low"]
    return missing_bounds(
        *known, minimum=record["capacity_is_minimum"], gap_high=record["gap_high"] if linked else record["gap"]
    )


def missing_bounds(
    need: float | None, gap: float | None, gap_low: float | None, *, minimum: bool, gap_high: float | None = None
) -> tuple[str, float | None, float | None]:
    """Return the same from the figures; ``minimum``: some capacities are unknown.

    ``gap_high`` is the gap were services that are perhaps the same one each; the gap itself when None.
    """
    least = gap_low or 0.0
    if need is None or (gap is None and not least):
        return "unknown", None, None
    if gap is None:
        return "between", least, need
    high = gap if gap_high is None else gap_high
    if high < 0 and least == 0:
        return "surplus", 0.0, -gap
    most = max(high, least)
    if not minimum:
        least = max(gap, least)
    if math.isclose(least, most):
        return "exact", most, most
    return ("between" if least > 0 else "at-most"), least, most


def _without_need(record: DiagnosisRecord, known: dict[str, str], texts: Texts) -> str:
    if record["need_topics"]:
        return texts("balance-several", services=figure(record["services"], texts), **known)
    if not record["services"]:
        return texts("balance-nothing", listed=_listed(record), **known)
    known |= {
        "capacity": _count(record["capacity"], texts.language),
        "known": "no" if record["capacity"] is None else "yes",
    }
    return texts("balance-no-need", services=record["services"], **known)


def _listed(record: DiagnosisRecord) -> str:
    return "yes" if record["register_state"] == "complete" else "no"


def reach_sentences(record: DiagnosisRecord, texts: Texts, threshold_min: float | None = None) -> list[str]:
    """Return who is within reach, then the zones that are the farthest; parameters as in :func:`headline`."""
    shares = {limit: share for limit, share in record["share_within"].items() if share is not None}
    asked = f"{threshold_min:g}" if threshold_min is not None else ""
    counted = record["to_verify"]
    if not shares and record["births"] == 0 and record["share_measure"] == "births":
        return [texts("nobody-to-count")]
    if not shares:
        limit = asked if asked in record["share_within"] else max(record["share_within"], key=float, default="")
        unknown = [texts("reach-unknown")] if record["services"] else []
        return [*unknown, *reach_lines(record, limit, texts, counted=counted)] if limit else unknown
    limit = asked if asked in shares else max(shares, key=float)
    sense = share_sense(shares[limit], record["bounds"]["share_within"])
    said = [
        texts(
            "reach",
            share=_capital(share_said(shares[limit], sense, texts)),
            minutes=int(float(limit)),
            measure=record["share_measure"],
            engine=record["travel_engine"]["kind"],
            way=texts(f"by-mode-{record['travel_engine']['mode']}"),
        ),
        *reach_lines(record, limit, texts, counted=counted),
    ]
    if record["farthest"]:
        said.append(farthest_line(record, texts))
    if not shares[limit] and sense == "at-least":
        said[0] = texts("reach-none-known", minutes=int(float(limit)), measure=record["share_measure"])
    return said


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def capacity_unknown(unknown: int, services: int, texts: Texts) -> str:
    """Return how many services have no known capacity, and what that leaves of the total."""
    return texts("remark-capacity-unknown", unknown=unknown, services=services, known=services - unknown)


def none_known_far(record: DiagnosisRecord) -> bool:
    """Tell whether none of the zones named as the farthest has a known service within reach: none is farther."""
    return all(zone["mean_min"] is None for zone in record["farthest"]) and record["bounds"]["mean_min"] != "exact"


def farthest_line(record: DiagnosisRecord, texts: Texts) -> str:
    """Return the sentence that names the farthest zones."""
    if none_known_far(record):
        named = [zone["name"] for zone in record["farthest"]]
        return texts("farthest-none", minutes=_horizon(record, texts), zones=", ".join(named))
    named = [f"{zone['name']} ({far_text(zone, record, texts)})" for zone in record["farthest"]]
    return texts("farthest", zones=", ".join(named))


def far_text(zone: FarZone, record: DiagnosisRecord, texts: Texts) -> str:
    """Return how far a zone is, or that nothing known reaches it."""
    return known_minutes(zone["mean_min"], record["bounds"]["mean_min"], record["horizon_min"], texts)


def _horizon(record: DiagnosisRecord, texts: Texts) -> str:
    return minutes(record["horizon_min"], texts.language)


def farthest_title(record: DiagnosisRecord, texts: Texts) -> str:
    """Return what the farthest zones are listed under."""
    none = none_known_far(record)
    return texts("farthest-title", none="yes" if none else "no", minutes=_horizon(record, texts))


def _uncovered(record: DiagnosisRecord, territory: Territory, texts: Texts) -> list[str]:
    zones = record["uncovered_zones"]
    if not zones:
        return []
    sentence = texts(
        f"remark-uncovered-{record['uncovered_basis']}",
        count=len(zones),
        level=_smallest(territory, len(zones), texts),
        named=", ".join(zone["name"] for zone in zones[:_LISTED]),
        more=max(0, len(zones) - _LISTED),
        minutes=int(max(map(float, record["share_within"]), default=0)),
    )
    return [among_known(sentence, record["register"]["state"], texts)]


def _smallest(territory: Territory, zones: int, texts: Texts) -> str:
    """Return the name of the smallest zones, for so many of them."""
    level = territory.level(territory.smallest_level)
    return pick(level.names if zones == 1 else level.plurals, texts.language)


def _count(value: float | None, language: str) -> str:
    return count(_nan(value), language)


def _nan(value: float | None) -> float:
    return math.nan if value is None else float(value)
