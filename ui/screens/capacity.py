"""Capacity against need: what is offered, what is missing, and what another hypothesis would change."""

import math

import pandas as pd
import streamlit as st

from analysis.record import Record
from ui.charts import balance_bars, balance_parts
from ui.fields import Field
from ui.frames import show_table
from ui.memory import remembered_hypothesis, remembered_measures, remembered_record
from ui.numbers import count, decimal
from ui.page import draw_chart, footer, heading, parts_or_zone
from ui.provenance import where_from
from ui.sentences import headline
from ui.tables import capacity_text, coverage_text, gap_text, zones_frame
from ui.view import View

_UNIT = "follow-ups"


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    with st.spinner(catalogue("progress-measures"), show_time=True):
        record = remembered_record(view)
    heading(view, "capacity", record["name"])
    st.markdown(f"#### {headline(record, catalogue)[0]}")
    if record["need_status"] == "hypothesis":
        st.warning(catalogue("remark-hypothesis"), icon=":material/help:")
    where_from(record, ("need", "births", "capacity"), catalogue, formula="gap", key="capacity")
    _bars(view, record)
    frame, fields = zones_frame([*record["parts"], record], view.territory, catalogue)
    wanted = ("zone", "births", "need", "status", "capacity", "rate", "gap", "bound", "services")
    show_table(frame, [field for field in fields if field.name in wanted], catalogue, name="ledger")
    _services(view, record)
    _hypotheses(view, record)


def _bars(view: View, record: Record) -> None:
    catalogue = view.texts
    frame = balance_parts(parts_or_zone(record))
    if frame.empty:
        st.info(catalogue("bar-empty"))
        return
    draw_chart(
        balance_bars(frame, unit=record["unit"], texts=catalogue),
        frame.assign(part=[catalogue(f"bar-{part}") for part in frame["part"]]),
        view,
        name="capacity",
        title=catalogue("bar-title"),
        subtitle=catalogue("bar-subtitle"),
    )
    footer(record, view)


def _services(view: View, record: Record) -> None:
    catalogue = view.texts
    st.subheader(catalogue("services-title"))
    if not record["actors"]:
        st.info(catalogue("services-none"))
        return
    frame = pd.DataFrame(record["actors"])
    frame["capacity"] = frame["capacity"].astype("float64")
    frame["used"] = frame["used"].astype("float64")
    frame["load"] = frame["used"] / frame["capacity"].where(frame["capacity"] > 0)
    frame["unit"] = [catalogue(f"unit-{unit}") if isinstance(unit, str) else "" for unit in frame["unit"]]
    fields = [
        Field("name", catalogue("column-actor")),
        Field("capacity", catalogue("column-capacity"), "count", catalogue("glossary-capacity")),
        Field("used", catalogue("column-used"), "count"),
        Field("load", catalogue("column-load"), "percent", catalogue("glossary-load")),
        Field("unit", catalogue("column-unit")),
        Field("as_of", catalogue("column-as-of")),
        Field("source", catalogue("column-source")),
    ]
    show_table(frame, fields, catalogue, name="services")
    unknown = int(frame["capacity"].isna().sum())
    if unknown:
        st.caption(catalogue("remark-capacity-unknown", unknown=unknown, services=len(frame)))


def _hypotheses(view: View, record: Record) -> None:
    """Let the user suppose another rate and the capacities that are not known, and show what would change."""
    catalogue, language = view.texts, view.language
    st.subheader(catalogue("suppose-title"))
    st.caption(catalogue("suppose-lead"))
    base = "births" if record["births"] is not None else "population"
    total = record[base]
    known = record["need"] / total * 100 if record["need"] is not None and total else None
    unit = record["unit"] or _UNIT
    where = f"{view.territory_id}-{view.zone_id}-{view.selection}"
    with st.form(f"suppose-{where}", border=True):
        left, right = st.columns(2, gap="large")
        rate = left.number_input(
            catalogue(f"suppose-rate-{base}", unit=catalogue(f"unit-{unit}")),
            min_value=0.0,
            max_value=1000.0,
            value=None if known is None else round(known, 1),
            step=0.5,
            format="%.1f",
            help=catalogue("glossary-rate"),
            placeholder=catalogue("unknown"),
        )
        with right:
            supposed = _capacities(view, record)
        st.form_submit_button(catalogue("suppose-run"), type="primary")
    changed = rate is not None and (known is None or abs(rate - round(known, 1)) > 1e-9)
    if not changed and not supposed:
        st.caption(catalogue("suppose-none"))
        return
    after = remembered_hypothesis(
        view, rate=rate / 100 if changed and rate is not None else None, base=base, unit=unit, capacities=supposed
    )
    st.warning(catalogue("suppose-warning"), icon=":material/help:")
    shown = (
        ("column-need", _text(record["need"], language), _text(after["need"], language)),
        ("column-capacity", capacity_text(record, catalogue), capacity_text(after, catalogue)),
        ("column-coverage", coverage_text(record, catalogue), coverage_text(after, catalogue)),
        ("column-gap", gap_text(record, catalogue), gap_text(after, catalogue)),
    )
    for column, (title, before, now) in zip(st.columns(len(shown)), shown, strict=True):
        column.metric(catalogue("suppose-after", figure=catalogue(title)), now)
        column.caption(catalogue("suppose-before", value=before))
    if rate is not None and changed:
        st.caption(catalogue("suppose-rate-said", rate=decimal(rate, language)))


def _capacities(view: View, record: Record) -> dict[tuple[str, str], float]:
    """Return the capacities that the user supposes for actors with one service and none known."""
    catalogue = view.texts
    unknown = [actor for actor in record["actors"] if actor["capacity"] is None]
    if not unknown:
        st.caption(catalogue("suppose-all-known"))
        return {}
    st.caption(catalogue("suppose-capacities"))
    table = pd.DataFrame({"actor": [actor["name"] for actor in unknown], "capacity": [None] * len(unknown)})
    edited = st.data_editor(
        table.astype({"capacity": "float64"}),
        hide_index=True,
        disabled=["actor"],
        key=f"suppose-capacities-{view.territory_id}-{view.zone_id}-{view.selection}",
        column_config={
            "actor": st.column_config.TextColumn(catalogue("column-actor"), width="medium"),
            "capacity": st.column_config.NumberColumn(
                catalogue("column-capacity"), min_value=0, max_value=100_000, width="small"
            ),
        },
    )
    return _by_service(view, [actor["actor_id"] for actor in unknown], list(edited["capacity"]))


def _by_service(view: View, actor_ids: list[str], values: list[float]) -> dict[tuple[str, str], float]:
    services = remembered_measures(view).supply.services
    silent = services[services["capacity"].isna()].drop_duplicates("actor_id").set_index("actor_id")["service"]
    told = dict(zip(actor_ids, values, strict=True))
    return {
        (actor, silent[actor]): float(value)
        for actor, value in told.items()
        if not math.isnan(value) and actor in silent
    }


def _text(value: float | None, language: str) -> str:
    return count(float("nan") if value is None else value, language)
