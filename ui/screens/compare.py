"""Zones side by side, on the same definitions: coverage, reach with its doubt, inequality."""

import math
from typing import Any, cast

import pandas as pd
import streamlit as st

from analysis.records.bounds import falling_sense, rising_sense
from analysis.records.diagnosis import DiagnosisRecord
from ui.drawing.charts import dots, reach_multiples
from ui.drawing.shown_tables import ReadyTable, ready_table, show_ready
from ui.screens.shared.page import (
    ReadyChart,
    curve_fields,
    draw_ready_chart,
    footer,
    heading,
    no_reach,
    ready_chart,
    register_gauge,
    waited_record,
    within,
    zones_table,
)
from ui.screens.shared.provenance import where_from
from ui.session.access_answers import remembered_curves, remembered_inequality
from ui.session.choices import ask_zone
from ui.session.diagnosis_answers import remembered_comparison, remembered_measures, remembered_record
from ui.session.failures import guarded
from ui.session.shared_results import keep
from ui.session.territory_tables import remembered_data, remembered_zone_names, screen_key
from ui.session.view import View
from ui.words.comparison import MOST_TOLD
from ui.words.escape import plain
from ui.words.numbers import decimal, percent
from ui.words.table_columns import Field

_MOST_PANELS = 12


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    record = waited_record(view)
    heading(view, "compare", record["name"])
    register_gauge(view)
    if not record["parts"]:
        _nothing_inside(view)
        return
    known = record["share_within"].get(str(view.threshold_min))
    if known is None or remembered_measures(view).supply.actors.empty:
        no_reach(view, record)
    else:
        st.subheader(catalogue("compare-reach", minutes=view.threshold_min))
        dots_drawn, ranks = _reach(view)
        draw_ready_chart(dots_drawn)
        show_ready(ranks)
        where_from(record, ("births", "population", "travel"), catalogue, formula="rank", key="compare")
        _inequality(view, record)
        _multiples(view)
    st.subheader(catalogue("table-title"))
    show_ready(zones_table(view, "compare"))
    footer(record, view)


def _nothing_inside(view: View) -> None:
    """Say that the zone holds no other zones, and offer to compare it with those beside it."""
    names = remembered_zone_names(view.territory_id, view.language)
    around = remembered_data(view).zones.set_index("zone_id")["parent_id"].get(view.zone_id)
    st.info(view.texts("compare-nothing", around="yes" if around in names else "no"))
    if around in names:
        st.button(
            view.texts("compare-around", zone=names[around]),
            key="compare-around",
            on_click=guarded(ask_zone),
            args=(around,),
        )


def _table(view: View, record: DiagnosisRecord) -> pd.DataFrame:
    """Return the figures of the command ``maillage compare`` for the parts of the zone, one column each."""
    found = remembered_comparison(view, level=record["parts"][0]["level"])
    figures = found.figures.set_index(["zone_id", "indicator"]).unstack()  # noqa: PD010 - one line per pair
    shown = f"share_{view.threshold_min:g}"
    table = pd.DataFrame(
        {
            "share": figures["value", shown],
            "share_low": figures["low", shown],
            # Nothing says how many more a partial register leaves out.
            "share_high": figures["high", shown].where(figures["bound", shown] != "at-least", 1.0),
            "best_rank": figures["rank_low", shown],
            "worst_rank": figures["rank_high", shown],
            **{name: figures["value", name] for name in ("p10_min", "p50_min", "p90_min", "gini_min")},
        }
    )
    names: Any = {part["zone"]: part["name"] for part in record["parts"]}
    return table.reindex(list(names)).assign(name=names).reset_index(names="zone_id")


@keep(96, key=screen_key)
def _reach(view: View) -> tuple[ReadyChart, ReadyTable]:
    """Return the shares within reach with their doubt, zone by zone, and the table of ranks."""
    catalogue, language = view.texts, view.language
    table = _table(view, remembered_record(view))
    shown: Any = table.rename(columns={"share": "value", "share_low": "low", "share_high": "high"})
    shown["told"] = [
        catalogue(
            "interval", value=within(view, row.value), low=percent(row.low, language), high=percent(row.high, language)
        )
        if row.low == row.low
        else within(view, row.value)
        for row in shown.itertuples()
    ]
    shown = shown.assign(low=shown["low"].fillna(shown["value"]), high=shown["high"].fillna(shown["value"]))
    first, last = shown.loc[shown["value"].idxmax()], shown.loc[shown["value"].idxmin()]
    ranked = bool(table["best_rank"].notna().any())
    state = remembered_measures(view).area.reach_state
    most = falling_sense(state)
    if state != "complete":
        # None known is not none: there is no dot to draw.
        shown["value"] = shown["value"].where(shown["value"] > 0)
    ordered = shown.sort_values("value" if ranked else "name", ascending=not ranked)
    few = len(shown) <= MOST_TOLD
    ends = ordered if few else pd.concat([ordered.head(MOST_TOLD // 2), ordered.tail(MOST_TOLD // 2)])
    told = [catalogue("compare-interval", state=state)]
    if not few:
        told.append(
            catalogue("compare-ends" if ranked else "compare-ends-by-name", told=MOST_TOLD // 2, zones=len(shown))
        )
    drawn = ready_chart(
        dots(
            ends[["name", "value", "low", "high", "told"]],
            title=catalogue("axis-share"),
            texts=catalogue,
            ranked=ranked,
        ),
        (shown, [Field("name", catalogue("choice-zone")), *_interval(view, sense=rising_sense(state))]),
        catalogue,
        name="compare-reach",
        title=catalogue(
            "compare-finding",
            first=first["name"],
            best=percent(first["value"], language),
            last=last["name"],
            worst=percent(last["value"], language),
            minutes=view.threshold_min,
        )
        if ranked
        else catalogue("compare-not-ranked"),
        subtitle=" ".join(told),
    )
    fields = [
        Field("name", catalogue("choice-zone")),
        Field(
            "share",
            catalogue("column-within", minutes=view.threshold_min),
            "percent",
            catalogue("glossary-within"),
            sense=rising_sense(state),
        ),
        Field("rank", catalogue("column-rank"), "text", catalogue("glossary-rank")),
        Field("p50_min", catalogue("column-median"), "minutes", catalogue("glossary-median"), sense=most),
        Field("p10_min", catalogue("column-p10"), "minutes", sense=most),
        Field("p90_min", catalogue("column-p90"), "minutes", catalogue("glossary-p90"), sense=most),
        Field("gini_min", catalogue("column-gini"), "ratio", catalogue("glossary-gini")),
    ]
    ranks = [_rank(row.best_rank, row.worst_rank, view) for row in cast("Any", table).itertuples()]
    ordered = table.assign(rank=ranks).sort_values("share" if ranked else "name", ascending=not ranked)
    return drawn, ready_table(ordered, fields, catalogue, name="ranks")


def _interval(view: View, *, sense: str) -> list[Field]:
    """Return the fields of a share and of the ends of its interval; a partial register leaves no higher end."""
    catalogue = view.texts
    within = catalogue("column-within", minutes=view.threshold_min)
    ends = [("value", within, sense), ("low", catalogue("column-lowest", title=within), "exact")]
    if sense == "exact":
        ends.append(("high", catalogue("column-highest", title=within), "exact"))
    return [Field(name, title, "percent", sense=bound) for name, title, bound in ends]


def _rank(best: float, worst: float, view: View) -> str:
    if math.isnan(best):
        return view.texts("rank-none")
    if best == worst:
        return view.texts("rank-sure", rank=int(best))
    return view.texts("rank-doubt", best=int(best), worst=int(worst))


def _inequality(view: View, record: DiagnosisRecord) -> None:
    catalogue, language = view.texts, view.language
    measures = remembered_measures(view)
    st.subheader(catalogue("inequality-title"))
    whole, split = remembered_inequality(view, [part["zone"] for part in record["parts"]])
    between = split.between / split.value if split.value > 0 else float("nan")
    left, right = st.columns(2)
    left.metric(catalogue("inequality-gini"), decimal(whole.value, language, digits=2), help=catalogue("glossary-gini"))
    right.metric(catalogue("inequality-between"), percent(between, language), help=catalogue("glossary-theil"))
    gini = decimal(whole.value, language, digits=2)
    st.markdown(plain(catalogue("inequality-said", between=percent(between, language), gini=gini)))
    if measures.area.reach_state != "complete":
        st.caption(catalogue("inequality-known"))
    if whole.places_excluded:
        st.caption(catalogue("inequality-excluded", places=whole.places_excluded, horizon=int(measures.horizon_min)))
    where_from(record, ("births", "population", "travel"), catalogue, formula="inequality", key="inequality")


def _multiples(view: View) -> None:
    curves = _curves(view)
    if curves is not None:
        st.subheader(view.texts("travel-curves"))
        draw_ready_chart(curves)


@keep(64, key=screen_key)
def _curves(view: View) -> ReadyChart | None:
    """Return one small curve per part of the zone; None where there is none to draw."""
    catalogue, record = view.texts, remembered_record(view)
    parts = {part["zone"]: part["name"] for part in record["parts"]}
    if remembered_measures(view).area.reach_state != "complete":
        # A flat line at zero would say that nobody is near: nobody near is known.
        limit = str(int(max(view.territory.thresholds_min)))
        parts = {part["zone"]: part["name"] for part in record["parts"] if part["share_within"].get(limit)}
    names = dict(list(parts.items())[:_MOST_PANELS])
    frame = remembered_curves(view, list(names), measure=record["share_measure"], step_min=3)
    if frame.empty:
        return None
    return ready_chart(
        reach_multiples(frame, names, threshold_min=view.threshold_min, texts=catalogue),
        (frame.assign(zone=frame["zone_id"].map(names)), curve_fields(view)),
        catalogue,
        name="multiples",
        title=catalogue(
            "travel-curves-title", measure=record["share_measure"], state=remembered_measures(view).area.reach_state
        ),
        subtitle=catalogue(
            "multiples-subtitle",
            minutes=view.threshold_min,
            shown=len(names),
            zones=len(record["parts"]),
            none=len(record["parts"]) - len(parts),
        ),
    )
