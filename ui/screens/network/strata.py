"""The strata explained, and what stands for them commune by commune."""

import streamlit as st

from analysis.network.strata_told import strata_here, strata_told
from ui.drawing.plain_tables import plain_table
from ui.screens.shared.cards import zone_rows
from ui.session.territory_tables import remembered_data, remembered_zone_names
from ui.session.view import View
from ui.words.escape import plain
from ui.words.numbers import day
from ui.words.strata import TOLD, here_frame, stratum_cells, vulnerability_rows


def draw_strata(view: View) -> None:
    """Draw the strata, the vulnerabilities, and the communes of the zone."""
    catalogue, told = view.texts, strata_told()
    st.caption(catalogue("strata-lead"))
    titles = [catalogue("network-stratum"), *(catalogue(f"strata-{name}") for name in TOLD)]
    rows = [stratum_cells(one, catalogue) for one in told.strata]
    st.html(plain_table(catalogue("strata-title"), titles, rows))
    st.info(getattr(told.scenarios, view.language))
    headers = [catalogue(f"column-strata-{name}") for name in ("vulnerability", "asked", "stands")]
    with st.expander(catalogue("strata-vulnerabilities")):
        st.html(plain_table(catalogue("strata-vulnerabilities"), headers, vulnerability_rows(told, catalogue)))
    here = strata_here(remembered_data(view), view.zone_id, told)
    st.subheader(catalogue("strata-here"))
    if here.zones.drop(columns="zone_id").isna().all(axis=None):
        st.caption(catalogue("strata-here-unknown"))
    else:
        names = remembered_zone_names(view.territory_id, view.language)
        frame, fields = here_frame(here, names, catalogue)
        zone_rows(view, frame, fields, name="strata-here", height=420)
        if len(here.filled):
            st.caption(catalogue("strata-filled", count=here.filled["zone_id"].nunique()))
    st.caption(plain(catalogue("strata-source", source=told.source, date=day(told.date, catalogue.language))))
