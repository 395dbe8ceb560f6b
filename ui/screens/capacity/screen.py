"""Capacity against need: what is offered, what is missing, and what another hypothesis would change."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

import pandas as pd
import streamlit as st

from analysis.records.diagnosis import DiagnosisRecord
from ui.drawing.shown_tables import WHOLE_ROWS, ReadyTable, ready_table, show_ready
from ui.screens.capacity.ledger import draw_ledger
from ui.screens.capacity.norms import draw_norms
from ui.screens.capacity.who_serves_whom import draw_grounds
from ui.screens.shared.page import REMARK_PX, SAID_ONCE, draw_balance, finding, heading, waited_record
from ui.screens.shared.provenance import where_from
from ui.session.choices import choose_part
from ui.session.diagnosis_answers import remembered_hypothesis, remembered_measures, remembered_record
from ui.session.shared_results import keep
from ui.session.territory_tables import screen_key
from ui.session.view import View
from ui.words.diagnosis import capacity_unknown, headline
from ui.words.diagnosis_tables import capacity_text, coverage_text, gap_text, zones_frame
from ui.words.measures import needed
from ui.words.numbers import count, decimal
from ui.words.table_columns import Field

_UNIT = "follow-ups"
_OF_SERVICES = ("capacity", "used", "load", "unit")
"""Columns of the table of services that need no room where they say the same of all."""


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    record = waited_record(view)
    heading(view, "capacity", record["name"])
    finding(headline(record, catalogue)[0])
    part = choose_part("part", tuple(_PARTS), lambda name: catalogue(f"capacity-part-{name}"), catalogue)
    _PARTS[part](view, record)


def _offered(view: View, record: DiagnosisRecord) -> None:
    catalogue = view.texts
    if record["need_status"] == "hypothesis":
        st.warning(catalogue("remark-hypothesis"), icon=":material/help:")
    where_from(record, ("need", "births", "capacity"), catalogue, formula="gap", key="capacity")
    draw_balance(view, record)
    show_ready(_ledger(view))
    _services(view, record)
    _hypotheses(view, record)


@keep(96, key=screen_key)
def _ledger(view: View) -> ReadyTable:
    """Return the table of the need and of what is offered, zone by zone."""
    record = remembered_record(view)
    frame, fields = zones_frame([*record["parts"], record], view.territory, view.texts, to_verify=view.to_verify)
    wanted = ("zone", "births", "population", "need", "status", "capacity", "rate", "gap", "bound", "services")
    shown = [
        replace(field, width=REMARK_PX) if field.name == "bound" else field for field in fields if field.name in wanted
    ]
    return ready_table(frame, shown, view.texts, name="ledger", once=SAID_ONCE, whole=WHOLE_ROWS)


def _services(view: View, record: DiagnosisRecord) -> None:
    catalogue = view.texts
    st.subheader(catalogue("services-title"))
    if not record["actors"]:
        st.info(catalogue("services-none", state=record["register_state"]))
        return
    table = _services_table(view)
    show_ready(table)
    unknown = int(table.frame["capacity"].isna().sum())
    if unknown:
        st.caption(capacity_unknown(unknown, len(table.frame), catalogue))


@keep(96, key=screen_key)
def _services_table(view: View) -> ReadyTable:
    """Return the services of the zone with what they offer and what is used of it."""
    catalogue, record = view.texts, remembered_record(view)
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
        Field("unit", catalogue("column-unit"), width=85),
        Field("as_of", catalogue("column-as-of"), "day"),
        Field("source", catalogue("column-source"), width=300),
    ]
    return ready_table(frame, fields, catalogue, name="services", once=_OF_SERVICES, whole=WHOLE_ROWS)


def _hypotheses(view: View, record: DiagnosisRecord) -> None:
    """Let the user suppose another rate and the capacities that are not known, and show what would change."""
    catalogue, language = view.texts, view.language
    st.subheader(catalogue("suppose-title"))
    st.caption(catalogue("suppose-lead"))
    base: Literal["births", "population"] = "births" if record["births"] is not None else "population"
    total = record[base]
    known = record["need"] / total * 100 if record["need"] is not None and total else None
    unit = record["unit"] or _UNIT
    where = f"{view.territory_id}-{view.zone_id}-{view.selection}"
    with st.container(border=True):
        rate = st.columns([2, 3], gap="medium")[0].number_input(
            catalogue(f"suppose-rate-{base}", unit=catalogue(f"unit-{unit}")),
            min_value=0.0,
            max_value=1000.0,
            value=None if known is None else round(known, 1),
            step=0.5,
            format="%.1f",
            key=f"suppose-rate-{where}",
            help=catalogue("glossary-rate"),
            placeholder=catalogue("unknown"),
        )
        supposed = _capacities(view, record)
    changed = rate is not None and (known is None or abs(rate - round(known, 1)) > 1e-9)
    if not changed and not supposed:
        st.caption(catalogue("suppose-none"))
        return
    after = remembered_hypothesis(
        view, rate=rate / 100 if changed and rate is not None else None, base=base, unit=unit, capacities=supposed
    )
    st.warning(catalogue("suppose-warning"), icon=":material/help:")
    shown = (
        (
            "column-need",
            needed(record["need"], record["need_status"], catalogue),
            needed(after["need"], after["need_status"], catalogue),
        ),
        ("column-capacity", capacity_text(record, catalogue), capacity_text(after, catalogue)),
        ("column-coverage", coverage_text(record, catalogue), coverage_text(after, catalogue)),
        ("column-gap", gap_text(record, catalogue), gap_text(after, catalogue)),
    )
    for column, (title, before, now) in zip(st.columns(len(shown)), shown, strict=True):
        column.metric(catalogue("suppose-after", figure=catalogue(title)), now)
        column.caption(catalogue("suppose-before", value=before))
    if rate is not None and changed:
        st.caption(catalogue("suppose-rate-said", rate=decimal(rate, language)))


def _capacities(view: View, record: DiagnosisRecord) -> dict[tuple[str, str], float]:
    """Return the capacities that the user supposes, by actor and service."""
    catalogue = view.texts
    services = _services_here(view)
    if services.empty:
        st.caption(catalogue("services-none", state=record["register_state"]))
        return {}
    st.caption(catalogue("suppose-capacities"))
    recorded = [count(value, view.language) for value in services["capacity"]]
    table = pd.DataFrame({"name": services["name"], "supposed": float("nan"), "capacity": recorded})
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=["name", "capacity"],
        key=f"suppose-capacities-{view.territory_id}-{view.zone_id}-{view.selection}",
        column_config={
            "name": st.column_config.TextColumn(catalogue("column-actor"), width=440),
            "capacity": st.column_config.TextColumn(catalogue("suppose-recorded"), width=130, alignment="right"),
            "supposed": st.column_config.NumberColumn(
                catalogue("suppose-supposed"), min_value=0, max_value=100_000, width=150
            ),
        },
        placeholder="",
    )
    keys = zip(services["actor_id"], services["service"], strict=True)
    given = zip(keys, edited["supposed"], strict=True)
    return {key: float(value) for key, value in given if value is not None and not math.isnan(value)}


@keep(96, key=screen_key)
def _services_here(view: View) -> pd.DataFrame:
    """Return the services of the zone, those whose capacity is not known first; never to be changed."""
    names = {actor["actor_id"]: actor["name"] for actor in remembered_record(view)["actors"]}
    services = remembered_measures(view).supply.services
    here = services[services["actor_id"].isin(names)].drop_duplicates(["actor_id", "service"])
    several = here["actor_id"].duplicated(keep=False)
    named = here["actor_id"].map(names)
    named = named.where(~several, named + " – " + here["service"])
    return here.assign(name=named, unknown=here["capacity"].isna()).sort_values(
        ["unknown", "name"], ascending=[False, True], ignore_index=True
    )


_PARTS: Mapping[str, Callable[[View, DiagnosisRecord], None]] = {
    "offered": _offered,
    "lines": lambda view, _: draw_ledger(view),
    "grounds": lambda view, _: draw_grounds(view),
    "norms": lambda view, _: draw_norms(view),
}
"""The parts of the screen: only the one that is chosen is worked out."""
