"""Coordination against need: families, hours and posts by stratum, under hypotheses that the page lets change."""

import msgspec
import pandas as pd
import streamlit as st

from analysis.network.coordination import FUNCTIONS, coordination_need, load_hypotheses, mixed_load
from ui.drawing.downloads import offer_file
from ui.drawing.plain_tables import plain_table
from ui.screens.network.choosing import network_of
from ui.screens.shared.page import finding, zone_name
from ui.session.view import View
from ui.words.coordination import (
    LINE_TITLES,
    TOTAL_TITLES,
    coordination_sentence,
    hypothesis_sentence,
    line_cells,
    mix_sentence,
    total_cells,
)
from ui.words.network import function_name, stratum_name


def draw_coordination(view: View) -> None:
    """Draw the need, what is offered, and a case-load of several strata."""
    catalogue = view.texts
    found = network_of(view)
    told = load_hypotheses()
    left, middle, right = st.columns(3, gap="small")
    hours = left.number_input(
        catalogue("coordination-fte"), min_value=1.0, value=told.fte_hours, step=50.0, format="%.0f"
    )
    trip = middle.number_input(
        catalogue("coordination-trip"), min_value=0.0, value=told.trip_min, step=5.0, format="%.0f"
    )
    most = right.slider(catalogue("coordination-share"), 0, 100, (0, 100), help=catalogue("coordination-self"))
    efforts = tuple(
        msgspec.structs.replace(one, low=most[0] / 100, high=most[1] / 100)
        if (one.function, one.stratum) == ("coordination", "specific")
        else one
        for one in told.efforts
    )
    told = msgspec.structs.replace(told, fte_hours=float(hours), trip_min=float(trip), efforts=efforts)
    need = coordination_need(found, told)
    finding(coordination_sentence(need, zone_name(view), catalogue))
    st.caption(hypothesis_sentence(need, catalogue))
    if found.data.actors.empty:
        st.info(catalogue("network-register-empty"))
    for titles, rows, write, key in (
        (TOTAL_TITLES, need.totals, total_cells, "totals"),
        (LINE_TITLES, need.lines, line_cells, "lines"),
    ):
        headers = [catalogue(f"column-coordination-{title}") for title in titles]
        cells = [write(row, catalogue) for row in rows.to_dict("records")]
        st.html(plain_table(catalogue(f"coordination-{key}"), headers, cells))
    st.caption(catalogue("coordination-self"))
    st.subheader(catalogue("coordination-mix-title"))
    st.caption(catalogue("coordination-mix-lead"))
    function = st.selectbox(
        catalogue("network-function"),
        FUNCTIONS,
        index=1,
        key="coordination-function",
        format_func=lambda code: function_name(code, catalogue),
    )
    strata = [one.stratum for one in told.efforts if one.function == function]
    parts = st.columns(len(strata) or 1, gap="small")
    families = {
        stratum: float(part.number_input(stratum_name(stratum, catalogue), min_value=0, value=0, key=f"mix-{stratum}"))
        for stratum, part in zip(strata, parts, strict=False)
    }
    if any(families.values()):
        st.markdown(mix_sentence(mixed_load(told, str(function), families), families, catalogue))
    frame = pd.DataFrame(
        [line_cells(row, catalogue) for row in need.lines.to_dict("records")],
        columns=[catalogue(f"column-coordination-{title}") for title in LINE_TITLES],
    )
    content = frame.to_csv(index=False).encode("utf-8-sig")
    offer_file(
        catalogue("coordination-download"),
        content,
        name=f"maillage-{view.zone_id}-coordination",
        ending=".csv",
        key="coordination",
    )
