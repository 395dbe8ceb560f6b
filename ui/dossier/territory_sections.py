"""The first half of a dossier: the answer, the families, what exists, who reaches what."""

import math
from collections.abc import Sequence
from typing import cast

import pandas as pd

from analysis.dossier.ask import ReachedService
from analysis.records.diagnosis import DiagnosisRecord
from geo.workspace.territory import Indicator
from geo.workspace.vocabulary import load_vocabulary
from ui.dossier.blocks import Block, Picture, Section
from ui.dossier.chart_pictures import chart_svg
from ui.dossier.map_pictures import births_classes, declared_classes, minutes_classes, zone_map
from ui.dossier.telling import Told, after_colon, bullets, notes, opening, parts_told, sentences, services_name, table
from ui.drawing.charts import MOST_COLOURS, bars
from ui.drawing.charts import reach_lines as reach_curves_chart
from ui.drawing.map_classes import Classified
from ui.texts import Texts, pick
from ui.words.cautions import edge_lines
from ui.words.diagnosis import far_text, headline, need_nature, reach_sentences
from ui.words.diagnosis_tables import capacity_text, coverage_text, gap_text, kind_cells, kinds_headers
from ui.words.known import register_lines
from ui.words.measures import confidence_lines, engine_line, figure, minutes_title, needed, rests_on
from ui.words.numbers import count, day, decimal, percent, signed_percent
from ui.words.path import path_sentence, step_names
from ui.words.perhaps_same import services_said
from ui.words.to_verify import either_share

_NAMED = 3
_SMALLER = 0.84
"""The share of the text's width that maps and curves take: two stand on a page with what is said of them."""


def answer(told: Told) -> Section:
    """Return the answer in half a page: findings, the figures that will be quoted, and what they suppose."""
    record, texts = told.answers.record, told.texts
    said = opening(headline(record, texts, threshold_min=told.minutes))
    if told.answers.question.at is not None:
        said += sentences([texts("diagnose-at", day=day(told.answers.question.at, texts.language))])
    if told.answers.reached and not told.answers.measures.area.located.size:
        first = told.answers.reached[0]
        lines = reach_sentences(first.record, texts, told.minutes)[:1]
        said += sentences(
            texts("dossier-of", subject=services_name(first.record, texts), said=after_colon(line)) for line in lines
        )
    if told.answers.path is not None:
        steps = ", ".join(step_names(told.answers.path, texts).values())
        said += sentences(
            [texts("dossier-path-of", steps=steps, said=after_colon(path_sentence(told.answers.path, texts)))]
        )
    said += table(
        texts("dossier-figures", zone=told.name),
        [texts("dossier-column-figure"), texts("dossier-column-value"), texts("dossier-column-nature")],
        _figures(told, record),
        figures=(1, 2),
        widths=(4, 3, 5),
    )
    said += bullets([*confidence_lines(record, texts), engine_line(record["travel_engine"], texts)])
    return Section("answer", texts("dossier-section-answer"), tuple(said))


def _figures(told: Told, record: DiagnosisRecord) -> list[list[str]]:
    texts = told.texts
    years = ", ".join(map(str, record["births_years"]))
    births = [texts("column-births"), figure(record["births"], texts), years or texts("dossier-not-published")]
    people = [texts("column-population"), figure(record["population"], texts), str(told.territory.population_year)]
    rows = [births, people]
    rows.append(
        [texts("column-need"), needed(record["need"], record["need_status"], texts), need_nature(record, texts)]
    )
    rows.append([texts("column-capacity"), capacity_text(record, texts), services_said(record, texts)])
    rows.append([texts("column-coverage"), coverage_text(record, texts), texts("formula-coverage").rstrip(".")])
    rows.append([texts("column-gap"), gap_text(record, texts), texts("gap-note")])
    for one in told.answers.reached:
        limit = str(told.minutes)
        if limit in one.record["share_within"]:
            rows.append(
                [
                    texts("dossier-within", subject=services_name(one.record, texts), minutes=told.minutes),
                    either_share(one.record, limit, texts),
                    texts(f"dossier-share-of-{one.record['share_measure']}"),
                ]
            )
    return rows


def families(told: Told) -> Section:
    """Return the territory and its families: births and their trend, vulnerability, beside the whole territory."""
    texts, record, around = told.texts, told.answers.record, told.answers.around
    said = opening(_births_sentences(told))
    said += _trend(told)
    parts, most = parts_told(record, texts)
    said += table(
        texts("dossier-parts-people"),
        [texts("column-zone"), texts("column-births"), texts("column-population")],
        [
            [line["name"], figure(line["births"], texts), figure(line["population"], texts)]
            for line in [*parts, record, *([around] if around else [])]
        ],
    )
    said += most
    if record["births"] is not None or record["population"] is not None:
        classified = births_classes(told.answers.measures, _smallest(told), texts)
        title = texts("map-births" if record["births"] is not None else "map-population")
        said += _map(told, classified, title, notes_=[])
    said += _vulnerability(told)
    return Section("families", texts("dossier-section-families"), tuple(said))


def _births_sentences(told: Told) -> list[str]:
    texts, record, around = told.texts, told.answers.record, told.answers.around
    if record["births"] is None:
        people = figure(record["population"], texts)
        counted = "no" if record["population"] is None else "yes"
        return [texts("dossier-births-unknown", zone=told.name, population=people, known=counted)]
    years = ", ".join(map(str, record["births_years"]))
    out = [
        texts(
            "dossier-births",
            zone=told.name,
            births=round(record["births"]),
            told=figure(record["births"], texts),
            years=years,
        )
    ]
    known = told.answers.births.query("missing == 0")
    if len(known) > 1:
        first, last = known.iloc[0], known.iloc[-1]
        if first["value"] > 0:
            change = float(last["value"] / first["value"] - 1)
            told_change = signed_percent(change, texts.language)
            way = "same" if told_change[:1] not in "+−" else "more" if change > 0 else "fewer"
            given = {"first": f"{first['year']:.0f}", "last": f"{last['year']:.0f}"}
            out.append(texts("dossier-trend", way=way, change=percent(abs(change), texts.language), **given))
    if around is not None and around["births"]:
        share = percent(record["births"] / around["births"], texts.language)
        out.append(texts("dossier-share-of-around", share=share, around=around["name"]))
    return out


def _trend(told: Told) -> list[Block]:
    texts, births = told.texts, told.answers.births
    if len(births) < 2:
        return []
    known = births[births["value"].notna()]
    frame = pd.DataFrame(
        {
            "name": [
                texts("dossier-year-least", year=f"{one.year:.0f}") if one.missing else f"{one.year:.0f}"
                for one in known.itertuples()
            ],
            "value": known["value"],
            "told": [count(value, texts.language) for value in known["value"]],
        }
    )
    out: list[Block] = []
    if len(frame) > 1:
        caption = texts("dossier-trend-caption", zone=told.name)
        values = ", ".join(
            texts("dossier-pair", name=name, value=value)
            for name, value in zip(frame["name"], frame["told"], strict=True)
        )
        drawn = chart_svg(bars(frame, title=texts("column-births"), texts=texts))
        out.append(Picture(caption, texts("dossier-alt-values", title=caption, values=values), drawn, 0.65))
    level = told.territory.level(told.territory.smallest_level)
    for line in births[births["missing"] > 0].itertuples():
        missing = int(cast("int", line.missing))
        named = pick(level.names if missing == 1 else level.plurals, texts.language)
        out += notes([texts("dossier-year-missing", year=str(line.year), count=missing, level=named)])
    return out


def _vulnerability(told: Told) -> list[Block]:
    texts, rows = told.texts, []
    shares, wide = told.answers.shares, told.answers.around_shares
    for name, lines in shares[shares["value"].notna()].groupby("indicator", sort=True):
        indicator = told.territory.indicators[str(name)]
        values = lines["value"]
        high = lines.sort_values("value", ascending=False).head(_NAMED)
        whole = wide.loc[(wide["indicator"] == name) & wide["value"].notna(), "value"]
        rows.append(
            [
                texts("dossier-dated", name=pick(indicator.names, texts.language), year=f"{lines['year'].max():.0f}"),
                indicator_figure(indicator, float(values.median()), texts),
                texts(
                    "span",
                    low=indicator_figure(indicator, float(values.min()), texts),
                    high=indicator_figure(indicator, float(values.max()), texts),
                )
                if len(values) > 1
                else texts("dossier-one-zone"),
                *([indicator_figure(indicator, float(whole.median()), texts)] if told.answers.around else []),
                ", ".join(high["name"]),
            ]
        )
    around = told.answers.around
    level = told.territory.level(told.territory.smallest_level)
    headers = [texts(f"dossier-column-{column}") for column in ("indicator", "median", "span")]
    headers += [texts("dossier-column-median-of", around=around["name"])] if around else []
    headers.append(texts("dossier-column-highest"))
    widths = (4, 2, 3, 2.5, 5) if around else (4, 2, 3, 5)
    out = table(
        texts("dossier-vulnerability", levels=pick(level.plurals, texts.language)),
        headers,
        rows,
        widths=widths,
        figures=(1, len(headers) - 1),
    )
    return out + (notes([texts("dossier-vulnerability-note", level=pick(level.names, texts.language))]) if out else [])


def indicator_figure(indicator: Indicator, value: float, texts: Texts) -> str:
    """Return a figure of an indicator with its unit; the word for unknown where there is none."""
    if math.isnan(value):
        return texts("unknown")
    unit = texts("dossier-percent-sign") if indicator.unit.startswith("percent") else ""
    return f"{decimal(value, texts.language)}{unit}"


def existing(told: Told) -> Section:
    """Return what exists, by kind and by function, and how much of it the register knows."""
    texts, kinds = told.texts, told.answers.kinds
    if not kinds:
        return Section("existing", texts("dossier-section-existing"), tuple(opening([texts("dossier-nobody")])))
    number = sum(line["open"] or 0 for line in kinds)
    complete = sum(line["register"]["state"] == "complete" for line in kinds)
    here = sum(bool(line["open"]) for line in kinds)
    finding = texts("dossier-existing", zone=told.name, actors=int(number), kinds=here, complete=complete)
    said = opening([finding])
    limit = kinds_headers(told.territory, texts)
    shown = [
        0,
        1,
        2,
        *(
            [3 + list(told.territory.thresholds_min).index(told.minutes)]
            if told.minutes in told.territory.thresholds_min
            else []
        ),
    ]
    words = load_vocabulary()
    order = {kind: rank for rank, kind in enumerate(words.kinds)}
    lines = sorted(
        kinds,
        key=lambda line: (
            not line["open"],
            words.kinds[line["kind"]].family if line["kind"] in words.kinds else "",
            order.get(line["kind"], 999),
        ),
    )
    said += table(
        texts("dossier-kinds"),
        [limit[at] for at in shown],
        [[kind_cells(line, texts)[at] for at in shown] for line in lines],
        widths=(5, 3, 2, 3)[: len(shown)],
    )
    said += _functions(told)
    return Section("existing", texts("dossier-section-existing"), tuple(said))


def _functions(told: Told) -> list[Block]:
    texts, words = told.texts, load_vocabulary()
    carried = [one for one in told.answers.functions if one.register["known"]]
    nobody = [one for one in told.answers.functions if not one.register["known"]]

    def named(code: str) -> str:
        return words.label("function", code, language=texts.language)

    out = table(
        texts("dossier-functions"),
        [texts("column-function"), texts("dossier-column-known"), texts("column-register-state")],
        [
            [named(one.function), count(one.register["known"], texts.language), texts(f"state-{one.register['state']}")]
            for one in carried
        ],
        figures=(1, 2),
        widths=(6, 2, 3),
    )
    sure = [named(one.function) for one in nobody if one.register["state"] == "complete"]
    unsure = [named(one.function) for one in nobody if one.register["state"] != "complete"]
    lines = [texts("dossier-function-nobody", count=len(sure), functions=", ".join(sure))] if sure else []
    lines += [texts("dossier-function-unlisted", count=len(unsure), functions=", ".join(unsure))] if unsure else []
    return [*out, *sentences(lines)]


def reach(told: Told) -> Section:
    """Return who reaches what: for each service, the finding, a map, curves, and the zones that are the farthest."""
    texts = told.texts
    said: list[Block] = []
    measures = told.answers.measures
    if not measures.area.located.size:
        said += opening(reach_sentences(told.answers.record, texts, told.minutes))
        declared = measures.areas.loc[measures.areas["basis"] == "declared", "zone_id"]
        if declared.isin(_smallest(told)).any():
            classified = declared_classes(measures, _smallest(told), texts)
            said += _map(told, classified, texts("map-declared"), about=told.subject, notes_=[])
    parts = tuple(_reached(told, one) for one in told.answers.reached)
    if not said and not parts:
        return Section("reach", texts("dossier-section-reach"), ())
    return Section("reach", texts("dossier-section-reach"), tuple(said), parts)


def _reached(told: Told, one: ReachedService) -> Section:
    texts, record = told.texts, one.record
    subject = services_name(record, texts)
    known = record["register"]
    said = opening(reach_sentences(record, texts, told.minutes)[:1])
    said += sentences(reach_sentences(record, texts, told.minutes)[1:2] if record["to_verify"] else [])
    classified = minutes_classes(one.measures, _smallest(told), texts, told.territory.thresholds_min)
    drawn = pd.concat([one.measures.supply.actors, one.measures.supply.set_aside], ignore_index=True)
    title = minutes_title(record["travel_engine"], texts)
    engine = record["travel_engine"]
    year = told.territory.population_year
    footer = rests_on(record["births_years"], year, engine["name"], engine["date"], texts)
    pale = bool(known["mostly_unknown"])
    said += _map(told, classified, title, about=subject, notes_=[footer], actors=drawn, pale=pale)
    said += _curves(told, one, subject)
    said += _worst(told, record, subject)
    said += notes([*register_lines(known, texts), *edge_lines(record["edge"], texts)])
    code = record["kind"] or record["function"] or "asked"
    return Section(f"reach-{code}", subject, tuple(said))


def _curves(told: Told, one: ReachedService, subject: str) -> list[Block]:
    texts, record = told.texts, one.record
    if one.curves.empty or all(value is None for value in record["share_within"].values()):
        return []
    names = {part["zone"]: part["name"] for part in parts_told(record, texts)[0]} | {record["zone"]: record["name"]}
    known = {zone: name for zone, name in names.items() if zone in set(one.curves["zone_id"])}
    drawn = chart_svg(
        reach_curves_chart(one.curves, known, threshold_min=told.minutes, texts=texts).properties(height=210)
    )
    caption = texts("dossier-curve", subject=subject, measure=record["share_measure"])
    at = one.curves[one.curves["minutes"] == told.minutes].set_index("zone_id")["share"]
    values = ", ".join(
        texts("dossier-pair", name=known[zone], value=percent(float(at[zone]), texts.language))
        for zone in known
        if zone in at
    )
    if len(known) > MOST_COLOURS:
        caption = texts("dossier-curve-many", curve=caption, zone=record["name"])
    alternative = texts("dossier-alt-curve", title=caption, minutes=told.minutes, values=values)
    return [Picture(caption, alternative, drawn, _SMALLER)] if values else []


def _worst(told: Told, record: DiagnosisRecord, subject: str) -> list[Block]:
    texts = told.texts
    level = told.territory.level(told.territory.smallest_level)
    return table(
        texts("dossier-worst", subject=subject, levels=pick(level.plurals, texts.language)),
        [pick(level.names, texts.language).capitalize(), texts("column-mean-minutes"), texts("column-births")],
        [
            [
                zone["name"],
                far_text(zone, record, texts),
                figure(zone["births"], texts),
            ]
            for zone in record["farthest"]
        ],
    )


def _smallest(told: Told) -> pd.Series:
    shapes, data = told.shapes, told.answers.data
    inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == told.answers.zone_id, "zone_id"])
    wanted = (shapes["level"] == told.territory.smallest_level) & shapes["zone_id"].isin(inside)
    zones: pd.Series = shapes.loc[wanted, "zone_id"]
    return zones


def _map(
    told: Told,
    classified: Classified,
    title: str,
    *,
    notes_: Sequence[str],
    about: str = "",
    actors: pd.DataFrame | None = None,
    pale: bool = False,
) -> list[Block]:
    texts = told.texts
    level = told.territory.level(told.territory.smallest_level)
    drawn = zone_map(
        told.answers.data,
        told.shapes,
        told.answers.zone_id,
        classified,
        title=title,
        texts=texts,
        actors=actors,
        notes=notes_,
        pale=pale,
    )
    caption = f"{about} — {title}" if about else title
    values = ", ".join(
        texts("dossier-pair", name=one.label, value=str(one.zones)) for one in classified.classes if one.zones
    )
    alternative = texts(
        "dossier-alt-map", title=caption, zone=told.name, levels=pick(level.plurals, texts.language), values=values
    )
    return [Picture(caption, alternative, drawn, _SMALLER)]
