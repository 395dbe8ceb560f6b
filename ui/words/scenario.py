"""What a scenario does, in sentences that can be read out: what is gained, what is lost, what remains."""

from collections.abc import Callable
from typing import Literal

from analysis.records.scenario import ChangeRecord, EffectRecord, VulnerabilityRecord, WorstZone, ZoneState
from geo.workspace.territory import Territory
from ui.texts import Texts, pick
from ui.words.diagnosis import missing_bounds
from ui.words.known import register_lines
from ui.words.measures import HYPOTHESIS, engine_line, needed
from ui.words.numbers import count, decimal, minutes, minutes_apart, percent

_NAMED = 3

Way = Literal["gaining", "losing"]


def effect_sentences(record: EffectRecord, texts: Texts) -> list[str]:
    """Return the paragraph of a proposal: reach, gains, losses, what remains, the worst served, capacity."""
    time = [*_reach(record, texts), *_moves(record, texts), *_left(record, texts), *_worst(record, texts)]
    capacity = [*_capacity(record, texts), *_assigned(record, texts)]
    # Where nothing can be said of time, what is offered comes first.
    said = [*time, *capacity] if record["after"]["within"] is not None else [*capacity, *time]
    return [*register_lines(record["register"], texts)[:2], *said, *_vulnerable(record, texts)]


def effect_remarks(record: EffectRecord, texts: Texts) -> list[str]:
    """Return what must be known before quoting the figures."""
    out = []
    if record["is_hypothesis"]:
        out.append(texts("scenario-remark-need"))
    if record["before"]["weight"] != record["after"]["weight"]:
        out.append(texts("scenario-remark-growth"))
    if record["base"].startswith("births:"):
        out.append(texts("scenario-remark-stratum"))
    if record["need_status"] == "hypothesis":
        out.append(texts("remark-hypothesis"))
    if record["unlocated"]["after"]:
        out.append(texts("remark-unlocated", actors=record["unlocated"]["after"]))
    gini = record["inequality"].get("gini")
    if gini and gini["before"] is not None and gini["after"] is not None:
        before, after = (decimal(value, texts.language, digits=2) for value in (gini["before"], gini["after"]))
        out.append(texts("scenario-gini", before=before, after=after))
    out.append(engine_line(record["travel_engine"], texts))
    return out


def amount(value: float | None, base: str, texts: Texts) -> str:
    """Return a count with its noun: births, inhabitants, births of one stratum."""
    if value is None:
        return texts("scenario-amount-unknown", base=texts(f"scenario-base-{_code(base)}"))
    told = count(value, texts.language) if value >= 10 or float(value).is_integer() else _small(value, texts)
    return texts(f"scenario-amount-{_code(base)}", number=round(value), count=told)


def arrow(
    before: float | None,
    after: float | None,
    texts: Texts,
    *,
    digits: int = 0,
    written: Callable[[float | None, Texts], str] | None = None,
) -> str:
    """Return a figure before and after, as a number or as ``written`` writes it."""
    write = written or (lambda value, catalogue: _figure(value, catalogue, digits))
    told = [write(value, texts) for value in (before, after)]
    return told[0] if told[0] == told[1] else texts("scenario-arrow", before=told[0], after=told[1])


def change_sentence(change: ChangeRecord, names: dict[str, str], texts: Texts) -> str:
    """Return one change of a scenario in words.

    Parameters
    ----------
    names
        Names of zones and actors by their codes.
    """
    where = names.get(str(change.get("zone")), str(change.get("zone", ""))) or _point(change, texts)
    who = names.get(str(change.get("actor_id")), str(change.get("actor_id", "")))
    word = change["change"]
    base = f"scenario-change-{'reopen' if word == 'open' and change.get('actor_id') else word}"
    rate, grown = change.get("rate"), change.get("percent")
    told = "" if grown is None else decimal(grown, texts.language)
    first = texts(
        base,
        who=who,
        where=where,
        rate="" if rate is None else decimal(rate * 100, texts.language),
        percent=f"+{told}" if grown is not None and grown > 0 else told,
        base=change.get("base", "all"),
    )
    return ", ".join([first, *_parts(change, names, texts)])


def class_name(rank: int, classes: int, texts: Texts) -> str:
    """Return the name of a class of vulnerability; 0 is the unknown."""
    if rank == 0:
        return texts("scenario-class-unknown")
    last = "yes" if rank == classes and classes > 1 else "no"
    return texts("scenario-class", rank=rank, classes=classes, last=last)


def indicator_name(vulnerability: VulnerabilityRecord, territory: Territory, texts: Texts) -> str:
    """Return what the classes of vulnerability rest on."""
    indicator = vulnerability["indicator"]
    if indicator is not None and indicator in territory.indicators:
        return pick(territory.indicators[indicator].names, texts.language)
    return texts("scenario-vulnerability")


def _parts(change: ChangeRecord, names: dict[str, str], texts: Texts) -> list[str]:
    said: dict[str, dict[str, str]] = {}
    name, capacity, hours, covers = (
        change.get("name"),
        change.get("capacity"),
        change.get("hours"),
        change.get("covers"),
    )
    if name and name != names.get(str(change.get("zone"))):
        said["name"] = {"name": name}
    if capacity is not None:
        unit = texts(f"unit-{change['capacity_unit']}") if change.get("capacity_unit") else ""
        said["capacity"] = {"capacity": f"{count(capacity, texts.language)} {unit}".strip()}
    if hours:
        said["hours"] = {"hours": hours}
    if change.get("reach_min") is not None:
        said["minutes"] = {"minutes": f"{change['reach_min']:g}"}
    if covers:
        named = [names.get(code, code) for code in covers]
        more = len(named) - _NAMED
        few = ", ".join(named if more < _NAMED else named[:_NAMED])
        said["covers"] = {"covers": few if more < _NAMED else texts("scenario-covers-more", covers=few, more=more)}
    return [texts(f"scenario-change-part-{part}", **values) for part, values in said.items()]


def _point(values: ChangeRecord, texts: Texts) -> str:
    if values.get("lon") is None:
        return ""
    return texts("scenario-point", lat=f"{values['lat']:.4f}", lon=f"{values['lon']:.4f}")


def _reach(record: EffectRecord, texts: Texts) -> list[str]:
    before, after = record["before"]["within"], record["after"]["within"]
    limit, base = f"{record['threshold_min']:g}", record["base"]
    if after is None:
        return [texts("scenario-reach-unknown")]
    known = {"minutes": limit, "after": amount(after, base, texts)}
    if before is None:
        return [texts("scenario-reach-first", **known)]
    more = after - before
    if abs(more) < _least(record):
        return [texts("scenario-reach-same", **known)]
    return [
        texts(
            "scenario-reach",
            before=_figure(before, texts, 0) if before >= 10 else _small(before, texts),
            change=amount(abs(more), base, texts),
            way="more" if more > 0 else "fewer",
            **known,
        )
    ]


def _moves(record: EffectRecord, texts: Texts) -> list[str]:
    if not record["comparable"]:
        return [texts("scenario-moves-unknown")]
    out = []
    moves = record["moves"]
    ways: tuple[tuple[Way, str, float | None, float | None], ...] = (
        ("gaining", "gain", moves["minutes_saved_mean"], moves["newly_within"]),
        ("losing", "loss", moves["minutes_lost_mean"], moves["newly_beyond"]),
    )
    for way, verb, mean, edge in ways:
        moved = moves[way]
        if not moved or moved < _least(record) / 10:
            out.append(texts(f"scenario-no-{verb}"))
            continue
        out.append(
            texts(
                f"scenario-{verb}",
                amount=amount(moved, record["base"], texts),
                minutes=_minutes(mean, texts),
                timed="no" if mean is None else "yes",
                zones=_named(record, way, texts),
            )
        )
        if edge and edge >= _least(record) / 10:
            limit = f"{record['threshold_min']:g}"
            out.append(texts(f"scenario-{verb}-edge", amount=amount(edge, record["base"], texts), minutes=limit))
    return out


def _left(record: EffectRecord, texts: Texts) -> list[str]:
    weight, within = record["after"]["weight"], record["after"]["within"]
    if weight is None or within is None:
        return []
    limit = f"{record['threshold_min']:g}"
    if weight - within < _least(record):
        return [texts("scenario-left-none", minutes=limit)]
    return [
        texts(
            "scenario-left",
            minutes=limit,
            amount=amount(weight - within, record["base"], texts),
            share=percent((weight - within) / weight, texts.language),
            zones=", ".join(zone["name"] for zone in record["beyond"][:_NAMED]),
        )
    ]


def _worst(record: EffectRecord, texts: Texts) -> list[str]:
    before, after = record["worst"]["before"], record["worst"]["after"]
    if after is None:
        return []
    now = {"zone": after["name"], "minutes": _far(after, record, texts)}
    if before is None:
        return [texts("scenario-worst-first", **now)]
    if before["zone"] == after["zone"] and before["mean_min"] == after["mean_min"]:
        return [texts("scenario-worst-same", **now)]
    if before["zone"] == after["zone"]:
        return [texts("scenario-worst-moved", before=_far(before, record, texts), **now)]
    return [texts("scenario-worst", zone_before=before["name"], before=_far(before, record, texts), **now)]


def _capacity(record: EffectRecord, texts: Texts) -> list[str]:
    before, after = record["before"], record["after"]
    if after["capacity"] is None or (before["capacity"] == after["capacity"] and before["need"] == after["need"]):
        return []
    known = {
        "capacity": arrow(before["capacity"], after["capacity"], texts),
        "unit": texts(f"unit-{record['unit']}") if record["unit"] else texts("unit-capacity"),
        "minimum": "no" if after["capacity_complete"] else "yes",
    }
    if after["need"] is None:
        return [texts("scenario-capacity", **known)]
    status = record["need_status"]
    need = arrow(before["need"], after["need"], texts, written=lambda value, told: needed(value, status, told))
    need = texts("about", value=need) if status == HYPOTHESIS else need
    gaps = gap_arrow(before, after, status, texts)
    surplus = "yes" if (after["gap"] or 0) < 0 and not after["gap_low"] else "no"
    return [texts("scenario-capacity-need", need=need, gap=gaps, surplus=surplus, **known)]


def gap_arrow(before: ZoneState, after: ZoneState, status: str, texts: Texts) -> str:
    """Return what is missing before and after, between its bounds."""
    told = [missing_side(side, status, texts) for side in (before, after)]
    return told[0] if told[0] == told[1] else texts("scenario-arrow", before=told[0], after=told[1])


def missing_side(side: ZoneState, status: str, texts: Texts) -> str:
    """Return what is missing in one of two states, between its bounds."""
    minimum = not side["capacity_complete"]
    lack, least, most = missing_bounds(side["need"], side["gap"], side["gap_low"], minimum=minimum)
    if lack in ("surplus", "unknown"):
        return needed(side["gap"], status, texts)
    low, high = needed(least, status, texts), needed(most, status, texts)
    if lack == "at-most":
        return texts("at-most", value=high)
    return texts("between", low=low, high=high) if lack == "between" and low != high else high


def _assigned(record: EffectRecord, texts: Texts) -> list[str]:
    before, after = record["assigned"]["before"], record["assigned"]["after"]
    if before is None or after is None or after["served_low"] is None:
        return []
    return [
        texts(
            "scenario-assigned",
            minutes=f"{after['horizon_min']:g}",
            served=arrow(before["served_low"], after["served_low"], texts),
            full=arrow(before["full"], after["full"], texts),
            far=arrow(before["unreached"], after["unreached"], texts),
            unknown=arrow(before["unknown"], after["unknown"], texts),
            unit=texts(f"unit-{after['unit']}"),
        )
    ]


def _vulnerable(record: EffectRecord, texts: Texts) -> list[str]:
    known = record["vulnerability"]
    if known["indicator"] is None or not record["comparable"]:
        return []
    most = [one for one in known["classes"] if one["vulnerability_class"] == len(known["limits"]) + 1]
    if not most:
        return [texts("scenario-vulnerable-none")]
    told = {name: amount(most[0][name], record["base"], texts) for name in ("gaining", "losing", "weight")}
    if not most[0]["gaining"] and not most[0]["losing"]:
        return [texts("scenario-vulnerable-same", weight=told["weight"])]
    return [texts("scenario-vulnerable", **told)]


def _named(record: EffectRecord, way: Way, texts: Texts) -> str:
    by: Literal["minutes_saved", "minutes_lost"] = "minutes_saved" if way == "gaining" else "minutes_lost"
    zones = [zone for zone in record["communes"] if (zone["moves"][way] or 0) > 0]
    first = sorted(zones, key=lambda zone: zone["moves"][by] or 0, reverse=True)[:_NAMED]
    more = len(zones) - len(first)
    return ", ".join(zone["name"] for zone in first) + (texts("and-more", more=more) if more > 0 else "")


def _far(zone: WorstZone, record: EffectRecord, texts: Texts) -> str:
    if zone["mean_min"] is None:
        return texts("beyond-horizon", minutes=minutes(record["horizon_min"], texts.language))
    return minutes(zone["mean_min"], texts.language)


def _least(record: EffectRecord) -> float:
    """Return the smallest difference that is worth saying: half a birth, less where a stratum counts small numbers."""
    return 0.05 if record["base"].startswith("births:") else 0.5


def _figure(value: float | None, texts: Texts, digits: int) -> str:
    if value is None:
        return texts("unknown")
    return decimal(value, texts.language, digits=digits) if digits else count(value, texts.language)


def _small(value: float, texts: Texts) -> str:
    return decimal(value, texts.language)


def _minutes(value: float | None, texts: Texts) -> str:
    return "" if value is None else minutes_apart(value, texts.language)


def _code(base: str) -> str:
    return base.replace(":", "-")
