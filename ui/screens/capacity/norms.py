"""What the norms of the country say of the zone: met, not met, or not known, with the article and the reasons."""

import pandas as pd
import streamlit as st

from ui.drawing.downloads import downloads
from ui.session.balance_answers import remembered_verdicts
from ui.session.view import View
from ui.session.work_under_way import waited
from ui.words.balances import verdict_text
from ui.words.escape import plain

_ICONS = {
    "met": ":material/check_circle:",
    "not-met": ":material/cancel:",
    "unknown": ":material/help:",
    "reported": ":material/info:",
    "no-norm": ":material/remove:",
}


def draw_norms(view: View) -> None:
    """Draw one box per norm."""
    catalogue = view.texts
    record = waited(remembered_verdicts, view, told=catalogue("progress-measures"), texts=catalogue)
    st.caption(catalogue("norms-lead"))
    if not record["verdicts"]:
        st.info(catalogue("norms-nothing"))
        return
    rows = []
    for verdict in record["verdicts"]:
        title, *lines = verdict_text(verdict, catalogue)
        with st.container(border=True):
            st.markdown(f"{_ICONS[verdict['outcome']]} **{plain(title)}**")
            for line in lines:
                st.caption(plain(line[:1].upper() + line[1:]))
        rows.append(
            {
                catalogue("norms-column-name"): verdict["names"][view.language],
                catalogue("norms-column-verdict"): catalogue(f"verdict-{verdict['outcome']}"),
                catalogue("norms-column-detail"): " ".join(lines),
            }
        )
    downloads(pd.DataFrame(rows), catalogue, name="norms")
