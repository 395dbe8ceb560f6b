"""The overview: where a territory stands, in figures, sentences and one map."""

import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from analysis.diagnosis import Measures
from analysis.record import Record
from analysis.selection import Selection
from geo.territory import Territory
from geo.vocabulary import load_vocabulary
from ui.charts import balance_bars
from ui.classes import Classified, classify_declared, classify_minutes
from ui.maps import Symbols, choropleth, legend_html
from ui.memory import remembered_data, remembered_measures, remembered_record, remembered_shapes
from ui.numbers import count, minutes, percent
from ui.sentences import headline, remarks, source_line
from ui.tables import capacity_text, coverage_text, gap_text, parts_table
from ui.texts import Texts, pick


def draw(territory: Territory, zone_id: str, question: Selection, catalogue: Texts) -> None:
    """Draw the screen."""
    with st.spinner(catalogue("progress-measures")):
        record = remembered_record(territory.id, question, zone_id)
        measures = remembered_measures(territory.id, question)
    table = "kind" if question.kind else "function"
    subject = load_vocabulary().label(
        table, question.kind or question.function or "", language=catalogue.language, plural=True
    )
    st.header(f"{record['name']} — {subject}")
    first, *others = headline(record, catalogue)
    st.markdown(f"#### {first}")
    for sentence in others:
        st.markdown(sentence)
    _figures(record, catalogue)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _map(territory, zone_id, measures, catalogue)
    with right:
        _bars(record, catalogue)
        _remarks(record, territory, catalogue)
    _table(record, territory, catalogue)
    with st.expander(catalogue("sources-title")):
        for source in record["sources"]:
            st.text(source_line(source, catalogue))


def _figures(record: Record, catalogue: Texts) -> None:
    language = catalogue.language
    nan = float("nan")
    longest = max(record["share_within"], key=float)
    share = record["share_within"][longest]
    shown = (
        (catalogue("column-births"), count(_or(record["births"], nan), language), _years(record)),
        (
            catalogue("column-need"),
            count(_or(record["need"], nan), language),
            catalogue(f"need-status-{record['need_status']}"),
        ),
        (
            catalogue("column-capacity"),
            capacity_text(record, catalogue),
            catalogue("services-count", services=record["services"]),
        ),
        (catalogue("column-coverage"), coverage_text(record, catalogue), ""),
        (catalogue("column-gap"), gap_text(record, catalogue), ""),
        (
            catalogue("column-within", minutes=int(float(longest))),
            percent(_or(share, nan), language),
            catalogue(f"engine-{record['travel_engine']['kind']}"),
        ),
    )
    for column, (label, value, note) in zip(st.columns(len(shown)), shown, strict=True):
        column.metric(label, value)
        column.caption(note)


def _map(territory: Territory, zone_id: str, measures: Measures, catalogue: Texts) -> None:
    data, shapes = remembered_data(territory.id), remembered_shapes(territory.id)
    inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == zone_id, "zone_id"])
    zones = shapes[(shapes["level"] == territory.smallest_level) & shapes["zone_id"].isin(inside)]
    outlines = shapes[(shapes["level"] == territory.comparison_level) & shapes["zone_id"].isin(inside)]
    lines = measures.zones.set_index("zone_id").loc[zones["zone_id"]]
    title, classified = _classes(territory, measures, lines, catalogue)
    located = measures.supply.actors[measures.supply.actors["lon"].notna()]
    drawn = choropleth(
        zones,
        outlines if len(outlines) > 1 else shapes[shapes["zone_id"] == zone_id],
        classified=classified,
        captions=[_caption(line, catalogue) for _, line in lines.iterrows()],
        symbols=Symbols(
            pd.DataFrame(
                {
                    "name": located["name"],
                    "lon": located["lon"],
                    "lat": located["lat"],
                    "caption": [catalogue(f"position-{quality}") for quality in located["position_quality"]],
                    "exact": located["position_quality"].isin(["address", "locality"]),
                }
            )
        ),
        bounds=tuple(gpd.GeoSeries(zones.geometry).total_bounds),
    )
    notes = [pick(territory.geometry_notes, catalogue.language)] if territory.geometry_notes else []
    st_folium(drawn, height=520, use_container_width=True, returned_objects=[], key="overview-map")
    st.html(legend_html(title, classified, [*notes, catalogue("legend-actors")]))


def _classes(territory: Territory, measures: Measures, lines: pd.DataFrame, catalogue: Texts) -> tuple[str, Classified]:
    if measures.uncovered_basis == "declared" and lines["mean_min"].isna().all():
        declared = set(measures.areas.loc[measures.areas["basis"] == "declared", "zone_id"])
        return catalogue("map-declared"), classify_declared(lines.index, declared, catalogue)
    return catalogue(f"map-minutes-{measures.engine.kind}"), classify_minutes(
        lines["mean_min"], territory.thresholds_min, catalogue
    )


def _caption(line: pd.Series, catalogue: Texts) -> str:
    language = catalogue.language
    return catalogue(
        "map-caption",
        zone=line["name"],
        births=count(line["births"], language),
        minutes=minutes(line["mean_min"], language),
    )


def _bars(record: Record, catalogue: Texts) -> None:
    chart = balance_bars(record["parts"] or [record], unit=record["unit"], texts=catalogue)
    st.subheader(catalogue("bar-title"))
    if chart is None:
        st.info(catalogue("bar-empty"))
    else:
        st.altair_chart(chart)


def _remarks(record: Record, territory: Territory, catalogue: Texts) -> None:
    st.subheader(catalogue("remarks-title"))
    for sentence in remarks(record, territory, catalogue):
        st.markdown(f"- {sentence}")


def _table(record: Record, territory: Territory, catalogue: Texts) -> None:
    if record["parts"]:
        st.subheader(catalogue("table-title"))
        st.dataframe(parts_table([*record["parts"], record], territory, catalogue), hide_index=True)


def _years(record: Record) -> str:
    return (
        "–".join(str(year) for year in sorted({min(record["births_years"]), max(record["births_years"])}))
        if record["births_years"]
        else ""
    )


def _or(value: float | None, fallback: float) -> float:
    return fallback if value is None else value
