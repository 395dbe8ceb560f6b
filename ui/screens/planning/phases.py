"""Sites taken in phases: what opens when, what each phase loses, and the other sequences."""

import streamlit as st

from analysis.records.scenario import ChangeRecord
from analysis.records.siting_phases import PhasesRecord
from geo.json_values import json_text
from ui.drawing.downloads import offer_file
from ui.drawing.plain_tables import plain_table
from ui.screens.planning.answers import known_changes
from ui.session.failures import guarded
from ui.session.proposal_changes import proposal_key
from ui.session.view import View
from ui.words.escape import plain
from ui.words.known import register_lines
from ui.words.siting_phases import phases_sentences, phases_table, phases_title, sequence_equals, sequence_title


def draw_phases(view: View, record: PhasesRecord) -> None:
    """Draw the best sequence, then the others."""
    texts = view.texts
    first, *others = phases_sentences(record, texts)
    st.markdown(f"### {plain(first)}")
    st.caption(plain(phases_title(record, texts)))
    for line in [*others, *register_lines(record["register"], texts)]:
        st.markdown(plain(line))
    for one in record["sequences"]:
        headers, rows = phases_table(record, one, texts)
        st.html(plain_table(sequence_title(one, texts), headers, rows))
        for line in sequence_equals(one, texts):
            st.caption(plain(line))
    changes = [change for step in record["sequences"][0]["steps"] for change in step["changes"]]
    row = st.container(horizontal=True, gap="small")
    row.button(
        texts("plan-search-try"),
        key="plan-phases-try",
        on_click=guarded(_try),
        args=(view, changes),
        icon=":material/add:",
    )
    offer_file(
        texts("plan-answers-json"),
        json_text(record),
        name=texts("plan-phases-file"),
        ending=".json",
        key="plan-phases-json",
        row=row,
    )


def _try(view: View, changes: list[ChangeRecord]) -> None:
    st.session_state[proposal_key(view)] = known_changes(changes)
