"""Words of the ledger, the balances and the norms: topics, bounds, what is unknown, verdicts."""

import math
from collections.abc import Mapping, Sequence

from analysis.records.balance import BalanceLine, BalanceRecord
from analysis.records.bounds import falling_sense, rising_sense
from analysis.records.ledger import LedgerLine
from analysis.records.norms import RatioVerdict, TimeVerdict, VerdictRecord
from analysis.records.shared import NeedRuleRecord, Services, Topic
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.escape import unbroken
from ui.words.known import ALL, bounded, register_lines, share_said
from ui.words.measures import HYPOTHESIS, engine_line, figure, known_share, needed, share, supposed
from ui.words.numbers import FRACTIONS, dated, decimal
from ui.words.numbers import amount as written
from ui.words.perhaps_same import count_range, linked

_RARE = 0.05
"""Below, a rate reads better as "one for so many"."""


def unit_text(unit: str, texts: Texts) -> str:
    """Return the name of a unit; its code where nobody named it."""
    return texts(f"unit-{unit}") if texts.has(f"unit-{unit}") else unit


def base_text(base: str, texts: Texts) -> str:
    """Return the name of what a rate is counted on; ``births:complex`` names its stratum."""
    name, _, stratum = base.partition(":")
    said = texts(f"base-{name}") if texts.has(f"base-{name}") else name
    strata = load_vocabulary().strata
    return f"{said}, {strata[stratum].short(texts.language)}" if stratum in strata else said


def subject_text(line: Services, texts: Texts) -> str:
    """Return the kind or function that a line is about."""
    topic, code = ("kind", line["kind"]) if line["kind"] else ("function", line["function"] or "")
    return load_vocabulary().label(topic, code, language=texts.language, plural=topic == "kind")


def precision_text(line: Topic, texts: Texts) -> str:
    """Return the stratum and the stage of a line, a dash where it is about all of them."""
    vocabulary = load_vocabulary()
    said = []
    if line["stratum"]:
        said.append(vocabulary.strata[line["stratum"]].short(texts.language))
    if line["stage"]:
        said.append(vocabulary.stages[line["stage"]].label(texts.language))
    return ", ".join(said) or "–"


def amount(value: float | None, texts: Texts, *, unit: str | None = None) -> str:
    """Return an amount of a unit (`ui.words.numbers.amount`), the word for unknown where there is none."""
    return written(math.nan if value is None else value, texts.language, unit=unit)


def bounds(
    low: float | None, high: float | None, texts: Texts, *, unit: str | None = None, least: str = "at-least"
) -> str:
    """Return a figure known between two bounds; one figure where they meet, a minimum where there is no upper one."""
    if low is None:
        return texts("unknown")
    if high is None:
        return texts(least, value=amount(low, texts, unit=unit)) if low else texts("unknown")
    if amount(low, texts, unit=unit) == amount(high, texts, unit=unit):
        return amount(low, texts, unit=unit)
    return texts("between", low=amount(low, texts, unit=unit), high=amount(high, texts, unit=unit))


def offered_text(line: LedgerLine, texts: Texts) -> str:
    """Return what is offered: nothing, a figure, bounds, or unknown."""
    return bounds(line["offered_low"], line["offered_high"], texts, unit=line["unit"])


def used_text(line: LedgerLine, texts: Texts) -> str:
    """Return what is in use, a minimum where some services do not say."""
    if line["used"] is None or line["used_known"] == line["services"]:
        return amount(line["used"], texts, unit=line["unit"])
    return texts("at-least", value=amount(line["used"], texts, unit=line["unit"]))


def missing_text(line: LedgerLine, texts: Texts) -> str:
    """Return what is missing: a figure, two bounds, or at most so much where capacities are unknown."""
    if line["masked"]:
        return texts("hidden")
    if line["missing_high"] is None:
        return texts("unknown")
    unit, status = line["unit"], line["need_status"]
    low, high = (_supposed_amount(line[bound], status, texts, unit=unit) for bound in ("missing_low", "missing_high"))
    if line["offered_is_minimum"] and not line["missing_low"]:
        return texts("at-most", value=high)
    return high if low == high else texts("between", low=low, high=high)


def _supposed_amount(value: float | None, status: str, texts: Texts, *, unit: str | None) -> str:
    """Return an amount of need; two significant digits where it rests on a hypothesis."""
    if status == HYPOTHESIS and unit not in FRACTIONS:
        return needed(value, status, texts)
    return amount(supposed(value, status), texts, unit=unit)


def unknowns_text(line: LedgerLine, texts: Texts) -> str:
    """Return what a line does not know."""
    said = (
        []
        if line["services"]
        else [texts("ledger-nobody" if line["register_state"] == "complete" else "ledger-unlisted")]
    )
    if line["services"] and line["register_state"] != "complete":
        said.append(texts("bound-register"))
    unknown = (line["services"] or 0) - line["capacity_known"]
    if unknown:
        said.append(texts("unknown-capacities", count=unknown))
    if line["other_unit"]:
        said.append(texts("other-units", count=line["other_unit"]))
    if linked(line["services_low"], line["services"]):
        said.append(texts("unknown-links", services=count_range(line["services_low"], line["services"], texts)))
    if line["need_unknown"]:
        said.append(texts("unknown-needs", count=line["need_unknown"]))
    return ", ".join(said) or "–"


def rule_figure(rule: NeedRuleRecord, texts: Texts) -> str:
    """Return what a need rule says, in words: base × rate, a stated value, or the rate of another rule."""
    if rule["like"]:
        return texts("ledger-rule-like", like=rule["like"], zone=rule["zone_id"])
    if rule["rate"] is not None:
        return _rate(rule["rate"], base_text(rule["base"] or "", texts), texts)
    return texts(
        "ledger-rule-value",
        value=amount(rule["value"], texts, unit=rule["unit"]),
        unit=unit_text(rule["unit"], texts),
        zone=rule["zone_id"],
        base=base_text(rule["base"] or "", texts),
    )


def rules_named(rules: Sequence[NeedRuleRecord], zones: Mapping[str, str], texts: Texts) -> list[NeedRuleRecord]:
    """Return need rules that name their zone, and the rule whose rate they take, by words rather than by codes.

    ``zones`` holds the names of zones by ``zone_id``.
    """
    named = {rule["rule_id"]: rule for rule in rules}

    def name(rule: NeedRuleRecord) -> str:
        return f"{subject_and_precision(rule, texts)}, {zones.get(rule['zone_id'], rule['zone_id'])}"

    return [
        {
            **rule,
            "zone_id": zones.get(rule["zone_id"], rule["zone_id"]),
            "like": name(named[rule["like"]]) if rule["like"] in named else rule["like"],
        }
        for rule in rules
    ]


def subject_and_precision(rule: Topic, texts: Texts) -> str:
    """Return what a need rule is about, its stratum and stage between brackets where it has them."""
    precision, subject = precision_text(rule, texts), subject_text(rule, texts)
    return subject if precision == "–" else f"{subject} ({precision})"


def rule_text(rule: NeedRuleRecord, texts: Texts) -> str:
    """Return a need rule in words, with its status, source and date."""
    return texts(
        "ledger-rule",
        rule=rule["rule_id"],
        said=rule_figure(rule, texts),
        status=texts(f"status-{rule['status']}"),
        source=rule["source"],
        date=dated(rule["date"], texts.language),
    )


def need_text(line: LedgerLine | BalanceLine, texts: Texts, *, unit: str | None) -> str:
    """Return the need of a line, marked where it is a hypothesis; the word for hidden where it is."""
    if line["masked"]:
        return texts("hidden")
    need = _supposed_amount(line["need"], line["need_status"], texts, unit=unit)
    known = line["need"] is not None
    return texts("marked-hypothesis", value=need) if known and line["need_status"] == "hypothesis" else need


def balance_sentences(record: BalanceRecord, texts: Texts) -> list[str]:
    """Return what a balance says, in sentences: how much is served, and why the rest is not."""
    if record["masked"]:
        return [texts("bal-need-hidden")]
    if record["need"] is None:
        return [texts("bal-need-unknown")]
    if record["need"] == 0:
        return [texts("bal-need-zero")]
    if not record["services"]:
        return [texts("bal-nobody", listed="yes" if record["register_state"] == "complete" else "no")]
    same = record["served_low"] == record["served_high"]
    least = record["served_high"] is None
    rates = [share(rate, texts) for rate in (record["coverage_low"], record["coverage_high"])]
    said = texts(
        "bal-headline",
        need=need_text(record, texts, unit=record["unit"]),
        unit=unit_text(record["unit"], texts),
        minimum="yes" if record["need_is_minimum"] else "no",
        same="least" if least else "yes" if same else "no",
        low=amount(record["served_low"], texts, unit=record["unit"]),
        high=_supposed_amount(record["served_high"], record["need_status"], texts, unit=record["unit"]),
        rate=rates[0] if same or least else texts("between", low=rates[0], high=rates[1]),
    )
    far = record["unmet"]["undeclared" if record["by"] == "declared" else "too_far"]
    unmet = texts(
        "bal-unmet",
        ground=record["by"],
        far=_unmet(record, far, texts),
        full=_unmet(record, record["unmet"]["full"], texts),
        unknown=_unmet(record, record["unmet"]["unknown"], texts),
    )
    return [said, unmet]


def _unmet(record: BalanceRecord, value: float | None, texts: Texts) -> str:
    written = _supposed_amount(value, record["need_status"], texts, unit=record["unit"])
    return bounded(written, record["bounds"]["unmet"], texts)


def balance_notes(record: BalanceRecord, texts: Texts) -> list[str]:
    """Return what must be known before quoting a balance."""
    out = register_lines(record["register"], texts)
    if known_share(record["capacity_known_share"]) is not None:
        out.append(texts("bal-note-known", share=share(record["capacity_known_share"], texts)))
    if linked(record["services_low"], record["services"]):
        services = count_range(record["services_low"], record["services"], texts)
        out.append(texts("same-services", services=services))
    if record["reach_unknown"]:
        note = "bal-note-undeclared" if record["by"] == "declared" else "bal-note-reach"
        out.append(texts(note, count=record["reach_unknown"]))
    if record["reach_supposed"]:
        out.append(texts("bal-note-supposed", count=record["reach_supposed"]))
    if record["unplaced"]:
        out.append(texts("bal-note-unplaced", need=amount(record["unplaced"], texts, unit=record["unit"])))
    if record["need_status"] == "hypothesis":
        out.append(texts("remark-hypothesis"))
    if record["masked"] or any(part["masked"] for part in record["parts"]):
        out.append(texts("remark-hidden"))
    universalism = record["universalism"]
    if universalism:
        weights = " / ".join(f"{weight:g}" for weight in universalism["weights"].values())
        status = texts(f"status-{universalism['status']}")
        out.append(texts("bal-universalism", weights=weights, status=status))
    if record["travel_engine"]:
        out.append(engine_line(record["travel_engine"], texts))
    return out


def verdict_text(verdict: VerdictRecord, texts: Texts) -> list[str]:
    """Return a verdict in sentences: the figure, where it comes from, and why it is not more certain."""
    name = verdict["names"][texts.language]
    lines = [texts("norms-line", name=unbroken(name), verdict=texts(f"verdict-{verdict['outcome']}"))]
    if verdict["form"] == "none":
        return lines
    lines.append(_ratio(verdict, texts) if verdict["form"] == "ratio" else _time(verdict, texts))
    lines.append(
        texts(
            "norms-cited",
            article=verdict["article"],
            date=dated(verdict["date"], texts.language),
            denominator=verdict["denominator"][texts.language] if verdict["denominator"] else "–",
            status=texts(f"status-{verdict['status']}"),
        )
    )
    reasons = [texts(f"reason-{reason}") for reason in verdict["reasons"]]
    note = verdict["notes"].get(texts.language)
    lines += [*([" · ".join(reasons)] if reasons else []), *([note] if note else [])]
    return [unbroken(line) for line in lines]


def _ratio(verdict: RatioVerdict, texts: Texts) -> str:
    given = {
        "amount": amount(verdict["amount"], texts, unit=verdict["unit"]),
        "per": figure(verdict["per"], texts),
        "unit": unit_text(verdict["unit"], texts),
        "basename": base_text(verdict["base"], texts),
    }
    if verdict["required"] is None:
        return texts("norms-ratio-unknown", **given)
    ends = [bounds(*one, texts, unit=verdict["unit"]) for one in _offered(verdict)]
    return texts(
        "norms-ratio",
        direction=verdict["direction"],
        required=amount(verdict["required"], texts, unit=verdict["unit"]),
        base=figure(verdict["base_value"], texts),
        years=", ".join(map(str, verdict["base_years"])),
        known="no" if verdict["offered_high"] is None and not verdict["offered_low"] else "yes",
        offered=ends[0],
        counted=_counted(verdict) if ends[0] != ends[1] else "same",
        other=ends[1],
        **given,
    )


def _offered(verdict: RatioVerdict) -> tuple[tuple[float | None, float | None], tuple[float | None, float | None]]:
    """Return what is offered, as it was asked for then as it was not: with actors to verify, or without."""
    without = verdict["open_low"], verdict["open_high"]
    with_them = verdict["with_to_verify_low"], verdict["with_to_verify_high"]
    return (with_them, without) if verdict["to_verify"] else (without, with_them)


def _counted(verdict: RatioVerdict | TimeVerdict) -> str:
    return "yes" if verdict["to_verify"] else "no"


def _time(verdict: TimeVerdict, texts: Texts) -> str:
    minutes = f"{verdict['minutes']:g}"
    other = verdict["share_open" if verdict["to_verify"] else "share_with_to_verify"]
    observed, state = verdict["beyond_share_observed"], verdict["register_state"]
    # Nobody open is listed: what those to verify give is a bound all the same.
    sense = (rising_sense if observed is None else falling_sense)("partial" if state == "not-listed" else state)

    def told(within: float | None) -> str:
        if within is None:
            return texts("unknown")
        return share_said(within, sense, texts) if observed is None else bounded(share(1 - within, texts), sense, texts)

    said = {"share": told(verdict["share"]), "other": told(other), "minutes": minutes}
    said["counted"] = _counted(verdict) if said["share"] != said["other"] else "same"
    if verdict["share"] is None:
        within = texts("unknown") if other is None else share_said(other, "at-least", texts)
        return texts("norms-time-unknown", **said | {"other": within})
    low, high = verdict["share_low"], verdict["share_high"]
    given = {"measure": verdict["measure"], "bounds": _span_known(low, high), **said}
    if observed is None:
        wanted = "none" if verdict["share_wanted"] is None else share(verdict["share_wanted"], texts)
        return texts("norms-time", wanted=wanted, low=share(low, texts), high=share(high, texts), **given)
    ends = [share(None if value is None else 1 - value, texts) for value in (high, low)]
    if given["bounds"] == "least":
        given["bounds"] = "most"
    least, most = (share(value, texts) for value in observed)
    return texts("norms-beyond", least=least, most=most, low=ends[0], high=ends[1], **given)


def _span_known(low: float | None, high: float | None) -> str:
    """Return how much of an interval is known: both ends, the lower one, or nothing worth saying."""
    if low is None or low == high or (high is None and (low >= ALL or not low)):
        return "no"
    return "least" if high is None else "yes"


def _rate(rate: float, base: str, texts: Texts) -> str:
    """Return a rate in words: one for so many where it is small, else so many times."""
    if 0 < rate < _RARE:
        return texts("ledger-rule-per", per=figure(1 / rate, texts), base=base)
    digits = next((digits for digits in range(7) if round(rate, digits) == rate), 6)
    written = decimal(rate, texts.language, digits=digits) if digits else figure(rate, texts)
    return texts("ledger-rule-rate", rate=written, base=base)
