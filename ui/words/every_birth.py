"""From pilot to every birth, in words: what each centre would follow, distances, carriers, the week of a PMI."""

from collections.abc import Mapping
from math import nan
from typing import Any

import pandas as pd

from analysis.network.every_birth import EveryBirth, HalfDays, Pilot, PilotDistances
from analysis.service_area.opening_hours.hours import HALVES
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.numbers import count, decimal, minutes, percent, significant

CENTRE_TITLES = ("name", "births", "minutes", "days", "rooms", "staff")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
WEEK = tuple(f"{day}-{half}" for day in range(len(_DAYS)) for half in HALVES[:2])
GROUP_TITLES = ("group", "births", "required", "known", "sites", "silent")


def every_birth_sentence(found: EveryBirth, zone_name: str, texts: Texts) -> str:
    """Return what following every birth would take."""
    language = texts.language
    kind = load_vocabulary().label("kind", found.kind, language=language, plural=True)
    # Births that are worked out are a hypothesis, as days and staff always are.
    told = significant if found.births_basis != "published" else float
    return texts(
        "every-birth-finding",
        zone=zone_name,
        total=count(told(found.total), language),
        reached=percent(found.reached / found.total if found.total else nan, language),
        centres=len(found.centres),
        kind=kind[:1].lower() + kind[1:],
        days=count(significant(found.days), language),
        staff=count(significant(found.staff), language),
    )


def hypothesis_sentences(found: EveryBirth, texts: Texts) -> list[str]:
    """Return what the figures rest on."""
    told, language = found.hypotheses, texts.language
    lines = [
        texts(f"every-birth-basis-{found.births_basis}", years=count(told.fertile_years, language)),
        texts(
            "every-birth-hypotheses",
            contacts=count(told.contacts, language),
            children=count(told.children_per_day, language),
            days=count(told.days_per_week, language),
            weeks=count(told.weeks, language),
            staff=count(told.staff_per_day, language),
            source=told.source,
        ),
    ]
    if found.register_state != "complete":
        lines.append(texts("every-birth-partial"))
    if found.unlocated:
        lines.append(texts("every-birth-unlocated", count=found.unlocated))
    return lines


def centre_cells(line: Mapping[Any, Any], texts: Texts) -> list[str]:
    """Return a centre as texts."""
    language = texts.language
    return [
        line["name"],
        count(line["births"], language),
        minutes(line["minutes"], language),
        decimal(line["days"], language),
        count(line["rooms"], language),
        decimal(line["staff"], language),
    ]


def carrier_cells(pilot: Pilot, texts: Texts) -> list[list[str]]:
    """Return the parties that a generalisation needs, and whether each is there."""
    return [[getattr(one, texts.language), texts(f"carrier-{one.present}")] for one in pilot.carriers]


def distance_cells(line: Mapping[Any, Any], texts: Texts) -> list[str]:
    """Return a site of a pilot as texts: its name, its position, the way to the coordinator."""
    way = line["to_coordinator"]
    return [
        line["name"],
        texts(f"position-{line['position_quality']}"),
        texts("unknown") if pd.isna(way) else minutes(way, texts.language),
    ]


def pair_cells(line: Mapping[Any, Any], names: Mapping[str, str], texts: Texts) -> list[str]:
    """Return two sites of a pilot and the minutes between them."""
    way = line["minutes"]
    told = texts("unknown") if pd.isna(way) else minutes(way, texts.language)
    return [names[line["one"]], names[line["other"]], told]


def distances_sentence(found: PilotDistances, texts: Texts) -> str:
    """Return how far apart the sites of a pilot are."""
    if pd.isna(found.longest):
        return texts("pilot-distances-unknown", sites=len(found.sites))
    note = getattr(found.pilot, f"coordinator_note_{texts.language}")
    longest = minutes(found.longest, texts.language)
    return texts("pilot-distances", sites=len(found.sites), longest=longest, note=note)


def half_days_sentence(found: HalfDays, zone_name: str, texts: Texts) -> str:
    """Return how many half-days are known against how many are required."""
    whole = found.groups.to_dict("records")[0]
    return texts(
        "half-days-finding",
        zone=zone_name,
        required=decimal(whole["required"], texts.language),
        low=decimal(whole["low"], texts.language),
        births=count(whole["births"], texts.language),
        per=count(found.births_per_half_day, texts.language),
        sites=int(whole["sites"]),
        silent=int(whole["silent"]),
    )


def week_cells(line: Mapping[Any, Any], texts: Texts) -> list[str]:
    """Return a site as texts: its name, each half-day from Monday to Saturday, how many a week."""
    silent = pd.isna(line["low"])
    marks = [texts(f"half-day-{line[column] or 'no'}") if not silent else texts("half-day-unknown") for column in WEEK]
    if silent:
        number = texts("unknown")
    else:
        ends = [decimal(line[end], texts.language) for end in ("low", "high")]
        number = ends[0] if ends[0] == ends[1] else texts("coordination-range", low=ends[0], high=ends[1])
    return [line["name"], *marks, number]


def week_titles(texts: Texts) -> list[str]:
    """Return the titles of the week."""
    halves = [f"{texts(f'weekday-{day}')} {texts(f'half-{half}')}" for day in _DAYS for half in HALVES[:2]]
    return [texts("column-actor"), *halves, texts("column-half-days")]


def group_cells(line: Mapping[Any, Any], texts: Texts) -> list[str]:
    """Return a group of communes as texts."""
    language = texts.language
    names = {"": texts("half-days-whole"), "?": texts("half-days-no-group")}
    return [
        names.get(line["group"], line["group"]),
        count(line["births"], language),
        decimal(line["required"], language),
        decimal(line["low"], language),
        count(line["sites"], language),
        count(line["silent"], language),
    ]
