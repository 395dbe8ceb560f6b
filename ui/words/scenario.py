"""What a scenario does, in sentences that can be read out: what is gained, what is lost, what remains."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Literal

from analysis.records.bounds import Sense, falling_sense, rising_sense
from analysis.records.scenario import (
    ChangeRecord,
    EffectLine,
    EffectRecord,
    Moment,
    VulnerabilityRecord,
    WorstZone,
    ZoneState,
)
from geo.workspace.territory import Territory
from ui.texts import Texts, pick
from ui.words.cars import cars_changed
from ui.words.diagnosis import missing_bounds
from ui.words.going import going_change
from ui.words.known import among_known, bounded, bounded_short, known_cell_of, known_minutes, register_lines
from ui.words.measures import HYPOTHESIS, engine_line, needed
from ui.words.numbers import count, decimal, minutes_apart, percent

_NAMED = 3

Way = Literal["gaining", "losing"]

WAYS: tuple[Way, Way] = ("gaining", "losing")


def effect_sentences(record: EffectRecord, texts: Texts, *, register: bool = True) -> list[str]:
    """Return the paragraph of a proposal: reach, gains, losses, what remains, the worst served, capacity.

    It opens with what the ``register`` knows, unless that is told beside it.
    """
    reach = [*_reach(record, texts), *_under_bias(record, texts), *_returns(record, texts)]
    time = [*reach, *_moves(record, texts), *_left(record, texts), *_worst(record, texts)]
    capacity = [*_capacity(record, texts), *_assigned(record, texts)]
    # Where nothing can be said of time, what is offered comes first.
    said = [*time, *capacity] if record["after"]["within"] is not None else [*capacity, *time]
    known = register_lines(record["register"], texts)[:2] if register else []
    return [*known, *said, *_vulnerable(record, texts), *cars_changed(record, texts)]


def effect_remarks(record: EffectRecord, texts: Texts) -> list[str]:
    """Return what must be known before quoting the figures."""
    out = []
    if record["housed"]:
        out.append(texts("scenario-housed", names=", ".join(record["housed"])))
    out += _sharing(record, texts)
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
        out += [texts("inequality-known")] if record["register_state"] != "complete" else []
    out.append(engine_line(record["travel_engine"], texts))
    return out


def _sharing(record: EffectRecord, texts: Texts) -> list[str]:
    """Return how many services are in a building that others share, those that change first."""
    shared = [one for one in record["actors"] if one["beside"] and one["fate"] != "closed"]
    shared.sort(key=lambda one: one["fate"] == "kept")
    if not shared and not record["sharing"]["before"]:
        return []
    named = [texts("scenario-sharing-one", name=one["name"], others=", ".join(one["beside"])) for one in shared]
    few = "none" if not named else "all" if len(named) <= _NAMED else "some"
    same = "yes" if record["sharing"]["after"] == record["sharing"]["before"] else "no"
    return [texts("scenario-sharing", named=", ".join(named[:_NAMED]), few=few, same=same, **record["sharing"])]


def _returns(record: EffectRecord, texts: Texts) -> list[str]:
    told = record["returns"]
    return [] if told is None else [going_change(told["before"], told["after"], record["register_state"], texts)]


def amount(value: float | None, base: str, texts: Texts) -> str:
    """Return a count with its noun: births, inhabitants, births of one stratum."""
    if value is None:
        return texts("scenario-amount-unknown", base=texts(f"scenario-base-{_code(base)}"))
    told = count(value, texts.language) if value >= 10 or float(value).is_integer() else _small(value, texts)
    return texts(f"scenario-amount-{_code(base)}", number=round(value), count=told)


def amount_known(value: float | None, base: str, sense: Sense, texts: Texts) -> str:
    """Return the same with what is known of it: ``au plus 87 naissances``."""
    told = amount(value, base, texts)
    return told if value is None else bounded(told, sense, texts)


def arrow_known(
    zone: EffectLine, name: Literal["within", "mean_min"], texts: Texts, *, written: Callable[[float], str]
) -> str:
    """Return a figure of a zone before and after, each with what is known of it: ``≥ 12 → ≥ 34``."""
    return joined_arrow(
        *(
            known_cell_of(side[name], side["bounds"].get(name, "exact"), texts, written=written)
            for side in (zone["before"], zone["after"])
        ),
        texts=texts,
    )


def joined_arrow(before: str, after: str, *, texts: Texts) -> str:
    """Return what is written of a figure before and after, once where both read the same."""
    return before if before == after else texts("scenario-arrow", before=before, after=after)


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
    return joined_arrow(write(before, texts), write(after, texts), texts=texts)


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
    if word == "close" and change.get("building"):
        base = "scenario-change-close-building"
    rate, grown = change.get("rate"), change.get("percent")
    told = "" if grown is None else decimal(grown, texts.language)
    first = texts(
        base,
        who=who,
        where=where,
        rate="" if rate is None else decimal(rate * 100, texts.language),
        percent=f"+{told}" if grown is not None and grown > 0 else told,
        base=change.get("base", "all"),
        file=PurePath(change.get("gtfs") or "").name,
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
    known = {"minutes": limit, "after": _within(record, "after", texts)}
    if before is None:
        return [texts("scenario-reach-first", **known)]
    more = after - before
    if abs(more) < _least(record):
        return [texts("scenario-reach-same", **known)]
    # Where there are not the same people before and after, what is not known may change by more than what is.
    sense = record["bounds"].get("within_gain", falling_sense(record["register_state"]))
    told = sense == "exact" or "within_gain" in record["bounds"]
    return [
        texts(
            "scenario-reach" if told else "scenario-reach-grown",
            before=_within(record, "before", texts, noun=False),
            change=amount_known(abs(more), base, sense, texts),
            way="more" if more > 0 else "fewer",
            **known,
        )
    ]


def _within(record: EffectRecord, moment: Moment, texts: Texts, *, noun: bool = True) -> str:
    """Return who is within reach, with what is known of it; that none is known says nothing of how many are."""
    side = record[moment]
    value, sense = side["within"], side["bounds"].get("within", "exact")
    if sense == "at-least" and not value:
        return texts("none-known")
    if noun or value is None:
        return amount_known(value, record["base"], sense, texts)
    return bounded(_plain(value, texts), sense, texts)


def _under_bias(record: EffectRecord, texts: Texts) -> list[str]:
    """Return what is within reach, and what changes, at both ends of the bias of the times, where they differ."""
    after, base = record["after"], record["base"]
    low, high = after["within_low"], after["within_high"]
    least, most = record["within_gain_low"], record["within_gain_high"]
    if low is None or high is None:
        return []
    told = [amount(value, base, texts) for value in (low, high)]
    out = []
    if told[0] != told[1]:
        partial = after["bounds"].get("within", "exact") != "exact"
        form = "range" if not partial else "least" if low else "none"
        out.append(
            texts(
                "scenario-bias-within",
                form=form,
                minutes=f"{record['threshold_min']:g}",
                low=_plain(low, texts),
                high=_plain(high, texts),
                most=told[1],
                least=told[0],
            )
        )
    if least is None or most is None or record["bounds"].get("within_gain") is None:
        return out
    if _plain(least, texts) != _plain(most, texts):
        at_most = record["bounds"]["within_gain"] == "at-most"
        way = "more" if least >= 0 else "fewer" if most <= 0 else "either"
        ends = sorted((abs(least), abs(most))) if way != "either" else [abs(least), most]
        out.append(
            texts(
                "scenario-bias-change",
                form="most" if at_most else "range",
                way=way,
                low=_plain(ends[0], texts),
                high=_plain(ends[1], texts),
                most=amount(ends[1], base, texts),
            )
        )
    return out


def _plain(value: float, texts: Texts) -> str:
    return count(value, texts.language) if value >= 10 or float(value).is_integer() else _small(value, texts)


def _moves(record: EffectRecord, texts: Texts) -> list[str]:
    if not record["comparable"]:
        return [texts("scenario-moves-unknown")]
    out = []
    moves = record["moves"]
    ways: tuple[tuple[Way, str, float | None, float | None, str], ...] = (
        ("gaining", "gain", moves["minutes_saved_mean"], moves["newly_within"], "newly_within"),
        ("losing", "loss", moves["minutes_lost_mean"], moves["newly_beyond"], "newly_beyond"),
    )
    for way, verb, mean, edge, crossing in ways:
        moved = moves[way]
        if not moved or moved < _least(record) / 10:
            out.append(texts(f"scenario-no-{verb}"))
            continue
        out.append(
            texts(
                f"scenario-{verb}",
                amount=amount_known(moved, record["base"], moves["bounds"].get(way, "exact"), texts),
                minutes=_minutes(mean, texts),
                # Who gains little may gain nothing: the mean of those who are left can go either way.
                timed="no" if mean is None else "yes" if moves["register_state"] == "complete" else "known",
                zones=_named(record, way, texts),
            )
        )
        if edge and edge >= _least(record) / 10:
            limit = f"{record['threshold_min']:g}"
            sense = moves["bounds"].get(crossing, "exact")
            said = amount_known(edge, record["base"], sense, texts)
            out.append(texts(f"scenario-{verb}-edge", amount=said, minutes=limit))
    return out


def _left(record: EffectRecord, texts: Texts) -> list[str]:
    weight, within = record["after"]["weight"], record["after"]["within"]
    if weight is None or within is None:
        return []
    limit, sense = f"{record['threshold_min']:g}", _left_sense(record["after"])
    if weight - within < _least(record):
        return [texts("scenario-left-none", minutes=limit)]
    return [
        texts(
            "scenario-left",
            minutes=limit,
            amount=amount_known(weight - within, record["base"], sense, texts),
            share=bounded_short(percent((weight - within) / weight, texts.language), sense, texts),
            zones=", ".join(zone["name"] for zone in record["beyond"][:_NAMED]),
        )
    ]


def _left_sense(side: ZoneState) -> Sense:
    """Return what is known of those who are left beyond the threshold, from what is known of those within it."""
    return "exact" if side["bounds"].get("within", "exact") == "exact" else "at-most"


def _worst(record: EffectRecord, texts: Texts) -> list[str]:
    before, after = record["worst"]["before"], record["worst"]["after"]
    if after is None:
        return []
    now = {"zone": after["name"], "minutes": _far(after, record, texts)}
    if before is None:
        said = texts("scenario-worst-first", **now)
    elif before["zone"] != after["zone"]:
        said = texts("scenario-worst", zone_before=before["name"], before=_far(before, record, texts), **now)
    elif before["mean_min"] == after["mean_min"]:
        said = texts("scenario-worst-same", **now)
    else:
        said = texts("scenario-worst-moved", before=_far(before, record, texts), **now)
    return [among_known(said, record["register_state"], texts)]


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
    return joined_arrow(*(missing_side(side, status, texts) for side in (before, after)), texts=texts)


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
    state = record["after"]["register_state"]
    senses: dict[Literal["served_low", "full", "unreached", "unknown"], Sense] = {
        "served_low": rising_sense(state),
        **dict.fromkeys(("full", "unreached", "unknown"), falling_sense(state)),
    }
    told = {
        name: joined_arrow(
            *(
                known_cell_of(one[name], sense, texts, written=lambda value: _figure(value, texts, 0))
                for one in (before, after)
            ),
            texts=texts,
        )
        for name, sense in senses.items()
    }
    return [
        texts(
            "scenario-assigned",
            minutes=f"{after['horizon_min']:g}",
            served=told["served_low"],
            full=told["full"],
            far=told["unreached"],
            unknown=told["unknown"],
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
    told = {"weight": amount(most[0]["weight"], record["base"], texts)}
    for way in WAYS:
        # Nobody cannot be lowered.
        sense = record["moves"]["bounds"].get(way, "exact") if most[0][way] else "exact"
        told[way] = amount_known(most[0][way], record["base"], sense, texts)
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
    return known_minutes(zone["mean_min"], falling_sense(record["register_state"]), record["horizon_min"], texts)


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
