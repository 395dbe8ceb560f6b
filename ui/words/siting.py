"""Siting answers in sentences: one paragraph per proposal, who gains first, who is left and who loses after."""

import math
from typing import Any, Literal

from analysis.records.siting import (
    Answer,
    CommuneLine,
    FamilyLine,
    PreferenceRecord,
    SitingParameters,
    SitingPart,
    SitingRecord,
)
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.balances import amount, subject_text, unit_text
from ui.words.known import among_known, bounded, bounded_short, known_cell_of, register_lines, share_cell
from ui.words.measures import engine_line, share
from ui.words.numbers import count, day, decimal, minutes, minutes_apart
from ui.words.perhaps_same import count_range, linked
from ui.words.scenario import class_name

_SLIGHT = 1e-6

Measured = Literal["weight", "counts"]
"""What is told of an answer: what places weigh, or the people who are counted."""

_NAMED = 3
"""How many communes a paragraph names on each side."""

_NAMED_EQUALS = 5


def siting_title(record: SitingRecord, texts: Texts) -> str:
    """Return what was asked, in one line."""
    services = subject_text(record["parameters"], texts)
    model = model_text(record["parameters"], texts)
    return texts("siting-title", zone=record["zone_name"], services=services, model=model)


def model_text(asked: SitingParameters, texts: Texts) -> str:
    """Return the model in plain words."""
    reach = asked["horizon_min"] if asked["visits_min"] is None else asked["visits_min"]
    name = "room" if asked["model"] == "p-median" and asked["capacity"] is not None else asked["model"]
    return texts(f"siting-model-{name}", minutes=f"{reach:g}")


def proposal_title(record: SitingRecord, answer: Answer, texts: Texts) -> str:
    """Return the rank and the sites of an answer."""
    del record
    return texts("siting-proposal", rank=answer["rank"], sites=sites_text(answer, texts))


def sites_text(answer: Answer, texts: Texts) -> str:
    """Return the sites of an answer, each with its province."""
    named = [
        texts("siting-site", name=site["name"], part=site["part"]) if site["part"] else site["name"]
        for site in answer["sites"]
    ]
    return joined(named, texts)


def joined(names: list[str], texts: Texts) -> str:
    """Return names as a list that can be read out."""
    if len(names) < 2:
        return "".join(names)
    return texts("siting-and", first=", ".join(names[:-1]), last=names[-1])


def lead_sentences(record: SitingRecord, texts: Texts) -> list[str]:
    """Return what is true before anything opens: how much is served, and how much is missing."""
    known = register_lines(record["register"], texts)
    if "unit" not in record or not record["answers"] or record["answers"][0]["weight_before"] is None:
        return known
    first = record["answers"][0]
    missing, unit = first["weight"] - (first["weight_before"] or 0), record["unit"]
    values = {
        "before": bounded(amount(first["weight_before"], texts, unit=unit), record["bounds"]["weight_before"], texts),
        "total": amount(first["weight"], texts, unit=unit),
        "missing": bounded(amount(missing, texts, unit=unit), record["bounds"]["weight_left"], texts),
    }
    status = texts(f"status-{record['weight_status']}")
    return [*known, texts("siting-lead-missing", unit=unit_text(record["unit"], texts), status=status, **values)]


def proposal_paragraph(record: SitingRecord, answer: Answer, texts: Texts) -> str:
    """Return what an answer changes: a paragraph."""
    return " ".join(proposal_parts(record, answer, texts))


def proposal_parts(record: SitingRecord, answer: Answer, texts: Texts) -> list[str]:
    """Return the same in the order in which it is read: what is gained, what remains and who loses, how sure it is."""
    if "unit" in record:
        said = _served(record, answer, texts)
    else:
        gained = _capital(" ".join([*_gains(record, answer, texts), *_trips(record, answer, texts)]))
        said = [gained, " ".join(_left(record, answer, texts))]
    if answer["worst"] and record["parameters"]["objective"] != "most":
        worst = answer["worst"]
        before = share_cell(worst["share_before"], record["bounds"]["weight_before"], texts)
        after = share_cell(worst["share_after"], record["bounds"]["weight_after"], texts)
        said.append(texts("siting-worst", name=worst["name"], before=before, after=after))
    said += losing_sentences(answer, texts)
    said += equal_sentences(record, answer, texts)
    return [*said, among_known(proof_sentence(record, answer, texts), record["register_state"], texts)]


def equal_sentences(record: SitingRecord, answer: Answer, texts: Texts) -> list[str]:
    """Return which other choices are worth the same for the same families, the shortest trips first."""
    if not answer["equals_count"]:
        return []
    named = [
        texts(
            "siting-equal",
            sites=joined([site["name"] for site in one["sites"]], texts),
            instead=joined(one["instead"], texts),
            minutes=_tenths(one["mean_min_after"], texts),
        )
        for one in answer["equals"][:_NAMED_EQUALS]
    ]
    more = answer["equals_count"] - len(named)
    longest = record["parameters"]["model"] == "p-center"
    told = {"form": "longest" if longest else "same", "least": "no" if record["settled"] else "yes"}
    said = [texts("siting-equals", count=answer["equals_count"], more=more, named=", ".join(named), **told)]
    if record["settled"]:
        said.append(texts("siting-equals-shortest", mean=_tenths(answer["mean_min_after"], texts)))
    return said


def _tenths(value: float | None, texts: Texts) -> str:
    """Return minutes to a tenth: what tells equals apart."""
    return texts("unknown") if value is None else decimal(value, texts.language, digits=1)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def proof_sentence(record: SitingRecord, answer: Answer, texts: Texts) -> str:
    """Return how sure it is that nothing better exists."""
    if answer["proven"]:
        first = answer["rank"] == 1
        return texts("siting-proven" if first else "siting-proven-next", candidates=record["candidates"])
    if answer["rank"] > 1:
        return texts("siting-next", rank=answer["rank"])
    if record["gap"] is None:
        return texts("siting-gap-unknown")
    return texts("siting-gap", gap=_small_share(record["gap"], texts))


def _under_bias(record: SitingRecord, texts: Texts) -> list[str]:
    """Return what the best answer brings at both ends of the bias of the times, where that is known and not one."""
    best = record["answers"][0] if record["answers"] else None
    least, most = (None, None) if best is None else (best["counts_gain_low"], best["counts_gain_high"])
    if least is None or most is None:
        return []
    low, high = (count(value, texts.language) for value in (least, most))
    form = "most" if record["bounds"]["counts_gain"] == "at-most" else "range"
    told = {"low": low, "high": high, "form": form, "measure": record["base"]}
    return [] if low == high else [texts("siting-note-bias", **told)]


def _linked(record: SitingRecord, texts: Texts) -> list[str]:
    """Return what links between services change: what is offered where capacities are shared, nothing otherwise."""
    if not linked(record["services_low"], record["services"]):
        return []
    services = count_range(record["services_low"], record["services"], texts)
    shared = "yes" if any("weight_before_as_one" in answer for answer in record["answers"]) else "no"
    return [texts("siting-note-same", services=services, shared=shared)]


def siting_notes(record: SitingRecord, texts: Texts) -> list[str]:
    """Return what must be known before quoting an answer."""
    out = [texts("siting-stopped")] if record["stopped"] else []
    if "gathered" in record:
        told = record["gathered"]
        out.append(
            texts(
                "siting-note-gathered",
                places=count(told["places"], texts.language),
                cells=count(told["cells"], texts.language),
                worst=minutes(told["worst_min"], texts.language),
                mean=minutes(told["mean_min"], texts.language),
            )
        )
    if not record["settled"]:
        out.append(texts("siting-note-equals"))
    for name, many in (
        ("unlocated", len(record["unlocated"])),
        ("left-out", record["candidates_left_out"]),
        ("unknown", record["places_unknown"]),
        ("capacities", record.get("capacities_unknown", 0)),
    ):
        if many:
            out.append(texts(f"siting-note-{name}", count=many))
    if record["parameters"]["closures"] and not any(answer.get("closed") for answer in record["answers"]):
        out.append(texts("siting-note-no-closing"))
    if record["preference"]:
        out.append(_preference(record["preference"], texts))
    out += [*_under_bias(record, texts), *_linked(record, texts)]
    solver = texts(f"siting-solver-{record['solver']}")
    out.append(texts("siting-time", seconds=decimal(record["seconds"], texts.language), solver=solver))
    return [*out, engine_line(record["travel_engine"], texts)]


def _preference(known: PreferenceRecord, texts: Texts) -> str:
    """Return how much a preferred place counts, with the status, the source and the date of that choice."""
    if known["share"] is None:
        return texts("siting-note-preferred-ties")
    told = {"share": share(known["share"], texts), "status": texts(f"status-{known['status']}")}
    return texts("siting-note-preferred", source=known["source"], date=day(known["date"], texts.language), **told)


def demand_text(demand: str, texts: Texts) -> str:
    """Return what places weigh, in words."""
    if ":" in demand:
        return texts(f"scenario-base-{demand.replace(':', '-')}")
    return texts(f"siting-demand-{demand}")


def covered(line: Answer | SitingPart, of: Measured) -> tuple[float, float, float]:
    """Return a total, and what is covered of it before and after; NaN where nobody was listed."""
    total, before, after = (
        (line["weight"], line["weight_before"], line["weight_after"])
        if of == "weight"
        else (line["counts"], line["counts_before"], line["counts_after"])
    )
    return total, math.nan if before is None else before, after


def gained(answer: Answer, of: Measured) -> tuple[float, float]:
    """Return what an answer gains, and what it leaves."""
    if of == "weight":
        return answer["weight_gain"], answer["weight_left"]
    return answer["counts_gain"], answer["counts_left"]


def measured(record: SitingRecord) -> Measured:
    """Return what is told first: the need that is served where capacities are shared, else the people who are near."""
    return "weight" if "unit" in record else "counts"


def has_aim(record: SitingRecord) -> bool:
    """Whether places weigh something else than what the territory counts."""
    return record["parameters"]["demand"] not in {"births", "population"}


def _served(record: SitingRecord, answer: Answer, texts: Texts) -> list[str]:
    """Return what a capacitated answer serves, by whom, and what is still missing."""
    unit = unit_text(record["unit"], texts)
    values = _amounts(record, answer, "weight", texts, unit=record["unit"])
    status = texts(f"status-{record['weight_status']}")
    demand = "births" if record["unit"] == "births" else "need"
    said = [_capital(texts("siting-served", unit=unit, status=status, demand=demand, **values))]
    each = [
        texts("siting-commune", name=site["name"], count=amount(site["size"], texts, unit=record["unit"]))
        for site in answer["sites"]
    ]
    mean = trip(answer["minutes_mean_new"], texts)
    said.append(texts("siting-sizes", sites=", ".join(each), unit=unit, minutes=mean))
    grown = [line for line in answer["loads"] if line["gain"]]
    said += [
        texts(
            "siting-grows",
            name=line["name"],
            gain=amount(line["gain"], texts, unit=record["unit"]),
            capacity=amount(line["capacity"], texts, unit=record["unit"]),
        )
        for line in grown
    ]
    spent = answer.get("spent")
    if spent is not None:
        said.append(texts("siting-spent", spent=decimal(spent, texts.language)))
    said += closing_sentences(record, answer, texts)
    rest = [
        texts("siting-missing", left=values["left"]) if answer["weight_left"] > _SLIGHT else texts("siting-all-met")
    ]
    if answer["communes_of_new"]:
        named = [
            texts("siting-commune", name=line["name"], count=amount(line["amount"], texts, unit=record["unit"]))
            for line in answer["communes_of_new"][:_NAMED]
        ]
        rest.append(texts("siting-new-serve", communes=", ".join(named)))
    if answer["losers"]:
        rest.append(texts("siting-losers", communes=_communes(record, answer["losers"], texts)))
    else:
        rest.append(texts(_no_loser(record, answer)))
    return [" ".join(said), " ".join(rest)]


def closing_sentences(record: SitingRecord, answer: Answer, texts: Texts) -> list[str]:
    """Return what closes, what else is in those buildings, and by how much somebody is farther than today at most."""
    asked = record["parameters"]
    said = []
    if answer["closed"]:
        closed = [line["name"] for line in answer["closed"]]
        said.append(texts("siting-closes", names=", ".join(closed), count=len(closed)))
        said += [
            texts("siting-closes-beside", name=line["name"], others=", ".join(line["beside"]))
            for line in answer["closed"]
            if line["beside"]
        ]
        lost = answer.get("lost_min")
        told = {"form": "none" if lost is None else "most", "minutes": minutes_apart(lost or 0.0, texts.language)}
        told["who"] = "families" if asked["worse_level"] is None else "zones"
        said.append(texts("siting-lost", limit=_limit(asked["worse_min"]), **told))
    elif asked["worse_min"] is not None:
        said.append(texts("siting-lost-nothing"))
    return said


def _limit(minutes_more: float | None) -> str:
    return "no" if minutes_more is None else f"{minutes_more:g}"


def losing_sentences(answer: Answer, texts: Texts) -> list[str]:
    """Return who loses by kind of family: strata, cars where they are known, vulnerability of where they live."""
    said = []
    for group in ("stratum", "car", "vulnerability"):
        lines = [line for line in answer["families"] if line["group"] == group and line["losing"] > _SLIGHT]
        if lines:
            named = [
                texts("siting-commune", name=family_name(line, texts), count=amount(line["losing"], texts))
                for line in lines
            ]
            said.append(texts("siting-losing", group=group, named=", ".join(named)))
    return said


def family_name(line: FamilyLine, texts: Texts) -> str:
    """Return the name of a group of families."""
    if line["group"] == "stratum":
        return load_vocabulary().label("stratum", line["name"], language=texts.language)
    if line["group"] == "car":
        return texts(f"siting-family-car-{line['name']}")
    if line["name"] == "unknown":
        return class_name(0, 1, texts)
    at, classes = line["name"].split("/")
    return class_name(int(at), int(classes), texts)


def car_note(answer: Answer, texts: Texts) -> str:
    """Return what is known of families without a car: what their share rests on, or that nothing is."""
    known = any(line["group"] == "car" for line in answer["families"])
    return texts("siting-family-car-supposed" if known else "siting-family-car")


def _amounts(
    record: SitingRecord, answer: Answer, of: Measured, texts: Texts, *, unit: str | None = None
) -> dict[str, str]:
    """Return what an answer covers of a total, before and after, and what is left, with what is known of each."""
    told = dict(zip(("total", "before", "after"), covered(answer, of), strict=True))
    told |= dict(zip(("gain", "left"), gained(answer, of), strict=True))
    known: dict[str, Any] = dict(answer)
    return {
        name: bounded(
            _range(value, known.get(f"{of}_{name}_as_one", value), texts, unit=unit),
            record["bounds"].get(f"{of}_{name}", "exact"),
            texts,
        )
        for name, value in told.items()
    }


def _range(value: float, as_one: float, texts: Texts, *, unit: str | None) -> str:
    """Return an amount, or two bounds where services that are perhaps the same change it."""
    low, high = (amount(one, texts, unit=unit) for one in sorted((value, as_one)))
    return high if low == high or math.isnan(value) else texts("count-range", low=low, high=high)


def amount_cell(value: float, name: str, record: SitingRecord, texts: Texts, *, as_one: float | None = None) -> str:
    """Return the cell of an amount of an answer, with what is known of it."""
    unit = record.get("unit")
    return known_cell_of(
        value,
        record["bounds"].get(name, "exact"),
        texts,
        written=lambda one: _range(one, one if as_one is None else as_one, texts, unit=unit),
    )


def _no_loser(record: SitingRecord, answer: Answer) -> str:
    if record["parameters"]["objective"] != "most":
        return "siting-no-loser-fair"
    return "siting-no-loser-closed" if answer["closed"] else "siting-no-loser-served"


def _gains(record: SitingRecord, answer: Answer, texts: Texts) -> list[str]:
    asked, base = record["parameters"], texts(f"base-{record['base']}")
    visits = asked["visits_min"] is not None
    values = _amounts(record, answer, "counts", texts) | {
        "base": base,
        "minutes": f"{asked['visits_min'] if visits else asked['horizon_min']:g}",
    }
    key = "siting-gain-none" if not answer["counts_gain"] else "siting-gain-visits" if visits else "siting-gain"
    said = []
    if has_aim(record):
        status = texts(f"status-{record['weight_status']}")
        demand = demand_text(asked["demand"], texts)
        said.append(
            texts(
                "siting-weight",
                demand=demand[:1].upper() + demand[1:],
                status=status,
                **_amounts(record, answer, "weight", texts),
            )
        )
    said.append(texts(f"{key}-all" if ":" in asked["demand"] and answer["counts_gain"] else key, **values))
    alone = [site for site in answer["sites"] if site["counts_alone"]]
    if len(answer["sites"]) > 1 and alone:
        each = [
            texts(
                "siting-alone-site",
                name=site["name"],
                count=bounded_short(amount(site["counts_alone"], texts), record["bounds"]["counts_gain"], texts),
            )
            for site in alone
        ]
        said.append(texts("siting-alone", sites=", ".join(each)))
    return said


def _trips(record: SitingRecord, answer: Answer, texts: Texts) -> list[str]:
    base, language = texts(f"base-{record['base']}"), texts.language
    most, said = record["bounds"]["counts_gain"], []
    if answer["counts_nearer"]:
        mean = answer["minutes_saved"] / answer["counts_nearer"]
        said.append(
            _capital(
                texts(
                    "siting-saved",
                    count=bounded(amount(answer["counts_nearer"], texts), most, texts),
                    base=base,
                    minutes=minutes_apart(mean, language),
                    known="yes" if most == "exact" else "no",
                )
            )
        )
    elif not answer["counts_newly_reached"]:
        said.append(texts("siting-saved-none"))
    if answer["counts_newly_reached"] and record["register_state"] == "complete":
        said.append(texts("siting-reached", count=amount(answer["counts_newly_reached"], texts), base=base))
    if answer["mean_min_after"] is not None:
        said.append(
            texts(
                "siting-mean",
                before=bounded(trip(answer["mean_min_before"], texts), record["bounds"]["mean_min_before"], texts),
                after=bounded(trip(answer["mean_min_after"], texts), record["bounds"]["mean_min_after"], texts),
            )
        )
    if record["parameters"]["model"] == "p-center" and answer["longest_min_after"] is not None:
        said.append(texts("siting-longest", minutes=minutes(answer["longest_min_after"], language)))
    return said


def _left(record: SitingRecord, answer: Answer, texts: Texts) -> list[str]:
    said = []
    if answer["gainers"]:
        said.append(texts("siting-gainers", communes=_communes(record, answer["gainers"], texts)))
    if answer["counts_left"]:
        said.append(
            texts(
                "siting-left",
                count=bounded(amount(answer["counts_left"], texts), record["bounds"]["counts_left"], texts),
                base=texts(f"base-{record['base']}"),
                communes=answer["uncovered_communes"],
                named=_communes(record, answer["uncovered"], texts),
            )
        )
    else:
        said.append(texts("siting-left-none"))
    if answer["losers"]:
        said.append(texts("siting-losers", communes=_communes(record, answer["losers"], texts)))
    else:
        said.append(texts("siting-no-loser"))
    return said


def _communes(record: SitingRecord, lines: list[CommuneLine], texts: Texts) -> str:
    """Return the first communes with their counts, at most so many where others may serve them already."""
    sense = record["bounds"]["counts_left"]
    return ", ".join(
        texts("siting-commune", name=line["name"], count=bounded_short(amount(line["counts"], texts), sense, texts))
        for line in lines[:_NAMED]
    )


def trip(value: float | None, texts: Texts) -> str:
    """Return a time to reach a service, or the word for unknown."""
    return texts("unknown") if value is None else minutes(value, texts.language)


def _small_share(value: float, texts: Texts) -> str:
    return texts("percent-figure", value=decimal(100 * value, texts.language, digits=2))
