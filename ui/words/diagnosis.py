"""Results in sentences that a committee can read: what is known, what is not, and what it rests on."""

import math

from analysis.records.diagnosis import DiagnosisLine, DiagnosisRecord, FarZone
from analysis.records.shared import Source
from geo.workspace.territory import Territory
from ui.texts import Texts, pick
from ui.words.cautions import diagnosis_cautions
from ui.words.numbers import count, minutes, percent
from ui.words.same import same_lines
from ui.words.to_verify import both_lines, reach_lines

_LISTED = 8


def headline(record: DiagnosisRecord, texts: Texts, *, threshold_min: float | None = None) -> list[str]:
    """Return the sentences that open a diagnosis: need against capacity, then who is within reach.

    ``threshold_min`` is the time that the second sentence speaks of; the longest known when None.
    """
    return [_balance(record, texts), *same_lines(record, texts), *_reach(record, texts, threshold_min)]


def remarks(record: DiagnosisRecord, territory: Territory, texts: Texts) -> list[str]:
    """Return what must be known before quoting the figures: unknowns, hypotheses, what is not counted."""
    out = []
    if record["need_status"] == "hypothesis":
        out.append(texts("remark-hypothesis"))
    elif any(part["need_status"] == "hypothesis" for part in record["parts"]):
        out.append(texts("remark-hypothesis-parts"))
    out += _hidden(record, texts)
    known = record["capacity_known_share"]
    if record["services"] and known is not None and known != 1:
        unknown = round(record["services"] * (1 - known))
        out.append(texts("remark-capacity-unknown", unknown=unknown, services=record["services"]))
    if record["capacity_shared"] and record["parts"]:
        out.append(texts("remark-capacity-shared"))
    if record["unlocated"]:
        out.append(texts("remark-unlocated", actors=len(record["unlocated"])))
    for status in ("planned", "to-verify", "closed"):
        aside = sum(actor["status"] == status for actor in record["set_aside"])
        if aside:
            out.append(texts(f"remark-{status}", actors=aside))
    out += both_lines([*record["parts"], record], texts, counted=record["to_verify"])
    out += _uncovered(record, territory, texts)
    if record["births_missing_zones"]:
        missing = record["births_missing_zones"]
        out.append(texts("remark-births-missing", zones=missing, level=_smallest(territory, missing, texts)))
    out += diagnosis_cautions(record, texts)
    out += [texts(f"remark-left-out-{kind}", count=size) for kind, size in record["left_out"].items() if size]
    out.append(_travel(record, texts))
    if territory.geometry_notes:
        out.append(texts("remark-approximate-shapes"))
    return out


def counted(record: DiagnosisLine) -> str:
    """Tell who is counted within reach: births, or people where births are not known."""
    return "population" if record["births"] is None else "births"


def need_nature(record: DiagnosisLine, texts: Texts) -> str:
    """Tell what the need of a zone is: stated, a hypothesis, several that do not add up, or not known."""
    if record.get("need_topics"):
        return texts("need-status-several")
    unknown = record["need"] is None and not record["masked"]
    return texts(f"need-status-{'unknown' if unknown else record['need_status']}")


def _hidden(record: DiagnosisRecord, texts: Texts) -> list[str]:
    hidden = record["masked"] or any(part["masked"] for part in record["parts"])
    return [texts("remark-hidden")] if hidden else []


def source_line(source: Source, texts: Texts) -> str:
    """Return one line saying what a figure rests on."""
    named = source.get("actors", [])
    actors = ", ".join(named[:_LISTED]) + (texts("and-more", more=len(named) - _LISTED) if len(named) > _LISTED else "")
    parts = [source.get("publisher"), source.get("title"), actors, _dated(source.get("date"), texts)]
    said = ", ".join(str(part) for part in parts if part)
    status = ", ".join(
        texts(f"status-{one}") if texts.has(f"status-{one}") else one for one in source["status"].split(", ")
    )
    return texts("source-line", figure=texts(f"figure-{source['figure']}"), said=said, status=status)


def _dated(date: str | None, texts: Texts) -> str | None:
    return texts("undated") if date == "undated" else date


def _balance(record: DiagnosisRecord, texts: Texts) -> str:
    language = texts.language
    need, capacity, gap = record["need"], record["capacity"], record["gap"]
    known = {"zone": record["name"], "births": _count(record["births"], language)}
    unit = texts(f"unit-{record['unit']}") if record["unit"] else ""
    if record["masked"]:
        return texts("balance-hidden", **known)
    if need is None:
        return _without_need(record, known, texts)
    known |= {"need": _count(need, language), "unit": unit, "status": record["need_status"]}
    if not record["services"]:
        return texts("balance-no-service", **known)
    if capacity is None:
        return texts("balance-capacity-unknown", services=record["services"], **known)
    return texts(
        "balance",
        capacity=_count(capacity, language),
        minimum="yes" if record["capacity_is_minimum"] else "no",
        tenth=round(record["coverage_rate"] * 10) if record["coverage_rate"] is not None else 0,
        share=percent(_nan(record["coverage_rate"]), language),
        gap=_count(None if gap is None else abs(gap), language),
        surplus="yes" if gap is not None and gap < 0 else "no",
        **known,
    )


def _without_need(record: DiagnosisRecord, known: dict[str, str], texts: Texts) -> str:
    if record["need_topics"]:
        return texts("balance-several", services=record["services"], **known)
    if not record["services"]:
        return texts("balance-nothing", **known)
    known |= {
        "capacity": _count(record["capacity"], texts.language),
        "known": "no" if record["capacity"] is None else "yes",
    }
    return texts("balance-no-need", services=record["services"], **known)


def _reach(record: DiagnosisRecord, texts: Texts, threshold_min: float | None) -> list[str]:
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
    said = [
        texts(
            "reach",
            share=percent(shares[limit], texts.language),
            minutes=int(float(limit)),
            measure=record["share_measure"],
            engine=record["travel_engine"]["kind"],
        ),
        *reach_lines(record, limit, texts, counted=counted),
    ]
    if record["farthest"]:
        named = [f"{zone['name']} ({_far(zone, record, texts)})" for zone in record["farthest"]]
        said.append(texts("farthest", zones=", ".join(named)))
    return said


def _far(zone: FarZone, record: DiagnosisRecord, texts: Texts) -> str:
    if zone["mean_min"] is None:
        return texts("beyond-horizon", minutes=minutes(record["horizon_min"], texts.language))
    return minutes(zone["mean_min"], texts.language)


def _uncovered(record: DiagnosisRecord, territory: Territory, texts: Texts) -> list[str]:
    zones = record["uncovered_zones"]
    if not zones:
        return []
    return [
        texts(
            f"remark-uncovered-{record['uncovered_basis']}",
            count=len(zones),
            level=_smallest(territory, len(zones), texts),
            named=", ".join(zone["name"] for zone in zones[:_LISTED]),
            more=max(0, len(zones) - _LISTED),
            minutes=int(max(map(float, record["share_within"]), default=0)),
        )
    ]


def _smallest(territory: Territory, zones: int, texts: Texts) -> str:
    """Return the name of the smallest zones, for so many of them."""
    level = territory.level(territory.smallest_level)
    return pick(level.names if zones == 1 else level.plurals, texts.language)


def _travel(record: DiagnosisRecord, texts: Texts) -> str:
    engine = record["travel_engine"]
    error = engine["median_error_share"]
    if engine["kind"] == "estimate" and error is not None:
        return texts("remark-estimate-error", error=percent(error, texts.language), status=engine["status"])
    return texts(f"remark-{engine['kind']}", status=engine["status"], source=engine["source"], date=engine["date"])


def _count(value: float | None, language: str) -> str:
    return count(_nan(value), language)


def _nan(value: float | None) -> float:
    return math.nan if value is None else float(value)
