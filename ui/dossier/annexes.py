"""The end of a dossier: what is not known and what to collect first, the actors, the method, the sources, the words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.records.bounds import CompletenessRecord
from geo.workspace.vocabulary import load_vocabulary
from ui.dossier.blocks import BulletList, Paragraph, Section, TextTable
from ui.dossier.telling import Told, bullets, notes, opening, sentences, table
from ui.texts import pick
from ui.words.diagnosis import source_line
from ui.words.known import known_cell, state_name
from ui.words.measures import engine_line
from ui.words.numbers import count, dated, day, days_within

_MOST_ACTORS = 60
_MOST_KINDS = 10
_MOST_SOURCES = 14
_GATHERED = 10
"""From how many on actors of a kind that say nothing but their locality stand on one line."""
_LINK = re.compile(r"[\s(:;,–—·]*https?://[^\s,;)]+\)?")
_FORMULAS = ("births", "need", "capacity", "coverage", "gap", "within", "parcours", "robust")
_WORDS = ("births", "need", "capacity", "coverage", "gap", "within", "mean", "stratum", "engine", "bound", "set-aside")


def unknown(told: Told) -> Section:
    """Return what is not known, and what to collect first."""
    texts, record, kinds = told.texts, told.answers.record, told.answers.kinds
    lines = [] if kinds else [texts("dossier-collect-nobody")]
    lines += [texts("dossier-collect-births-all")] if record["births"] is None else []
    lines += [texts("dossier-collect-population")] if record["population"] is None else []
    silent = [one for one in told.answers.record["actors"] if one["capacity"] is None]
    if silent:
        lines.append(texts("dossier-collect-capacity", count=len(silent), subject=told.subject))
    if record["need"] is None and not record["masked"] and not record["need_topics"]:
        lines.append(texts("dossier-collect-need", subject=told.subject))
    verify = told.answers.actors[told.answers.actors["status"] == "to-verify"]
    if len(verify):
        lines.append(texts("dossier-collect-verify", count=len(verify)))
    lost = told.answers.actors[(told.answers.actors["status"] == "open") & told.answers.actors["lon"].isna()]
    if len(lost):
        lines.append(texts("dossier-collect-places", count=len(lost)))
    missing = record["births_missing_zones"]
    if missing and record["births"] is not None:
        level = told.territory.level(told.territory.smallest_level)
        named = pick(level.names if missing == 1 else level.plurals, texts.language)
        lines.append(texts("dossier-collect-births", count=missing, level=named))
    lacking = sorted(
        (line for line in kinds if line["register"]["state"] != "complete"),
        key=lambda line: (-_not_known(line["register"]), line["kind"]),
    )
    if lacking:
        lines.insert(0, texts("dossier-collect-register", count=len(lacking)))
    broken = [plan.key for plan in told.answers.plans if plan.effect is None]
    if broken:
        lines.append(texts("dossier-collect-plans", count=len(broken), names=", ".join(broken)))
    if record["edge"] is None and told.answers.reached:
        lines.append(texts("caution-neighbours"))
    if not lines:
        return Section("unknown", texts("dossier-section-unknown"), ())
    said = opening([texts("dossier-collect", count=len(lines))])
    said += bullets(lines)
    words = load_vocabulary()
    said += table(
        texts("dossier-collect-table"),
        [texts("column-kind"), texts("column-register-state"), texts("column-known-of"), texts("column-counted")],
        [
            [
                words.label("kind", line["kind"], language=texts.language, plural=True),
                state_name(line["register"]["state"], texts),
                known_cell(line["register"], texts),
                _counted(line["register"], told),
            ]
            for line in lacking[:_MOST_KINDS]
        ],
        figures=(4, None),
        widths=(4, 2, 2.5, 5),
    )
    more = len(lacking) - _MOST_KINDS
    said += notes([texts("dossier-collect-more", count=more)] if more > 0 else [])
    return Section("unknown", texts("dossier-section-unknown"), tuple(said))


def unknown_first(told: Told) -> Section:
    """Return what is not known in a few lines, without its tables."""
    whole = unknown(told)
    return replace(whole, blocks=tuple(one for one in whole.blocks if isinstance(one, Paragraph | BulletList)))


def sources_named(told: Told) -> Section:
    """Return the table of the sources alone: what each service rests on is in the whole diagnosis."""
    whole = sources(told)
    return replace(whole, blocks=tuple(one for one in whole.blocks if isinstance(one, TextTable)))


def _not_known(register: CompletenessRecord) -> float:
    """Return how many services of a kind are missing from the list, none where nothing says how many there are."""
    about = register["about"]
    return 0.0 if about is None else max(0.0, about - register["known"])


def _counted(register: CompletenessRecord, told: Told) -> str:
    """Return the source that says how many there are; its address on the web is in the data book."""
    stated = [one for one in register["kinds"] if one["source"] and one["reliability"] not in {None, "none"}]
    if not stated:
        return told.texts("dossier-no-count")
    one = stated[0]
    source_day = dated(one["as_of"], told.texts.language)
    lines = (_LINK.sub("", part).strip() for part in (one["what"], one["source"], source_day) if part)
    # Where nothing but an address says it, the address stays.
    return ", ".join(part for part in lines if part) or str(one["source"])


def annexes(told: Told) -> Section:
    """Return the annexes: actors, method and parameters, sources and licences, glossary."""
    texts = told.texts
    parts = (actors(told), method(told), sources(told), glossary(told))
    return Section("annexes", texts("dossier-section-annexes"), (), parts)


def actors(told: Told) -> Section:
    """Return the actors that serve the zone, with address and date."""
    texts, listed = told.texts, told.answers.actors
    asked = {told.answers.question.kind, *(one.record["kind"] for one in told.answers.reached)}
    first = listed["kind"].isin([kind for kind in asked if kind])
    lines = list(_actor_lines(pd.concat([listed[first], listed[~first]]), told))
    shown = lines[:_MOST_ACTORS]
    names = ("name", "kind", "status", "address", "as-of")
    said = table(
        texts("dossier-actors", zone=told.name),
        [texts(f"dossier-actor-{name}") for name in names],
        [cells for _, cells in shown],
        figures=(5, None),
        widths=(4.3, 3.5, 1.8, 4.5, 1.9),
    )
    more = len(listed) - sum(actors for actors, _ in shown)
    said += notes([texts("dossier-actors-more", count=more)] if more > 0 else [])
    return Section("actors", texts("dossier-section-actors"), tuple(said))


def _actor_lines(listed: pd.DataFrame, told: Told) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of the table of actors, each with how many actors it tells.

    Where an actor of a kind is in most communes and nothing but the commune is known of it, they stand on one line.
    """
    texts, words = told.texts, load_vocabulary()
    bare = listed["address"].isna() & listed["locality"].notna() & listed["kind"].isin(list(words.kinds))
    alike = [listed[name].astype(str) for name in ("kind", "status", "as_of")]
    many = bare & (bare.groupby(alike).transform("sum") >= _GATHERED)
    gathered = set()
    for at, row in zip(listed.index, listed.to_dict("records"), strict=True):
        kind = str(row["kind"])
        known = kind in words.kinds
        name, where, number = str(row["name"]), _address(row) or texts("unknown"), 1
        if many[at]:
            same = (kind, str(row["status"]), str(row["as_of"]))
            if same in gathered:
                continue
            gathered.add(same)
            group = listed[many & (alike[0] == same[0]) & (alike[1] == same[1]) & (alike[2] == same[2])]
            number = len(group)
            plural = words.label("kind", kind, language=texts.language, plural=True)
            name = texts("dossier-actors-gathered", kind=plural, count=number)
            where = ", ".join(sorted({_address(one) for one in group.to_dict("records")}))
        label = words.label("kind", kind, language=texts.language) if known else kind
        source_day = dated(row["as_of"], texts.language)
        yield number, [name, label, texts(f"status-{row['status']}"), where, source_day]


def _address(row: Mapping[Any, Any]) -> str:
    parts = [
        row.get("address"),
        " ".join(str(row[name]) for name in ("postal_code", "locality") if pd.notna(row[name])),
    ]
    return ", ".join(str(part) for part in parts if part and pd.notna(part))


def method(told: Told) -> Section:
    """Return how figures are made, and what was asked."""
    texts, question, data = told.texts, told.answers.question, told.answers.data
    record = told.answers.record
    layer = texts(f"layer-{data.layer}") if texts.has(f"layer-{data.layer}") else data.layer
    asked = [
        ("territory", pick(told.territory.names, texts.language)),
        ("zone", f"{told.name} ({told.answers.zone_id})"),
        ("subject", told.subject),
        ("threshold", texts("dossier-minutes", minutes=told.minutes)),
        ("mode", texts(f"by-mode-{question.mode}")),
        ("engine", texts(f"engine-{record['travel_engine']['name']}")),
        ("births", ", ".join(map(str, data.births_years)) or texts("dossier-not-published")),
        ("layer", texts("dossier-layer", layer=layer, places=count(len(data.places), texts.language))),
        ("day", texts("dossier-today") if question.at is None else day(question.at, texts.language)),
        ("verify", texts("dossier-yes" if question.to_verify else "dossier-no")),
        ("data", data.inputs_hash[:12]),
    ]
    said = table(
        texts("dossier-parameters"),
        [texts("dossier-column-parameter"), texts("dossier-column-value")],
        [[texts(f"dossier-parameter-{name}"), value] for name, value in asked],
        figures=(2, None),
        widths=(3, 6),
    )
    said += bullets(f"{texts(f'formula-title-{name}')} {texts(f'formula-{name}')}" for name in _FORMULAS)
    said += sentences([engine_line(record["travel_engine"], texts), pick(told.territory.notes, texts.language)])
    return Section("method", texts("dossier-section-method"), tuple(said))


def sources(told: Told) -> Section:
    """Return the sources of the figures, with their licences."""
    texts = told.texts
    lines = [source_line(one, texts) for one in [*told.answers.record["sources"], *told.answers.ledger["sources"]]]
    for one in told.answers.reached:
        lines += [source_line(source, texts) for source in one.record["sources"] if source["figure"] == "capacity"]
    lines = list(dict.fromkeys(line for line in lines if line.strip()))
    said = bullets(lines[:_MOST_SOURCES])
    more = len(lines) - _MOST_SOURCES
    said += notes([texts("dossier-sources-more", count=more)] if more > 0 else [])
    rows = [
        [source.title, source.publisher, days_within(source.vintage, texts.language), source.licence]
        for source in told.territory.sources.values()
    ]
    said += table(
        texts("dossier-sources-table"),
        [texts(f"source-{name}") for name in ("title", "publisher", "vintage", "licence")],
        [[cell or texts("unknown") for cell in row] for row in rows],
        figures=(4, None),
        widths=(5, 3, 2.5, 2.5),
    )
    return Section("sources", texts("dossier-section-sources"), tuple(said))


def glossary(told: Told) -> Section:
    """Return the words that the document uses."""
    texts = told.texts
    said = bullets(texts(f"glossary-{name}") for name in _WORDS)
    return Section("glossary", texts("dossier-section-glossary"), tuple(said))
