"""« Ajouter à la réunion » : the pill, on every screen, that keeps what is shown as a step of a meeting."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.workspace.meetings import (
    LONGEST_SENTENCE,
    LONGEST_TITLE,
    MOST_STEPS,
    Meeting,
    add_step,
    keep_meeting,
    kept_meeting,
    list_meetings,
)
from ui.screens.shared.page import zone_name
from ui.session.choices import address_now
from ui.session.failures import guarded
from ui.session.meeting_steps import step_of
from ui.session.opened_parts import opened_once
from ui.session.person import allowed, person
from ui.session.view import View
from ui.words.escape import plain

_NEW, _TOLD = "", "meeting-told"


def draw_meeting_pill(view: View, screen: str, strip: DeltaGenerator, page: st.Page) -> None:
    """Draw in the strip the pill that adds the screen to a meeting; ``page`` is the screen of meetings."""
    texts = view.texts
    with strip:
        pill = st.popover(texts("meeting-pill"), key="pill-meeting", help=texts("meeting-pill-help"), on_change="rerun")
    if not opened_once("meeting", pill):
        return
    with pill:
        told = st.session_state.pop(_TOLD, None)
        if told:
            st.success(plain(told))
        readable = {one.key: one.meeting for one in list_meetings() if one.meeting is not None}
        if allowed("keep", texts):
            _form(view, screen, readable)
        st.page_link(page, label=texts("meeting-open"))


def _form(view: View, screen: str, known: dict[str, Meeting]) -> None:
    texts = view.texts
    options = [*known, _NEW]
    if st.session_state.get("meeting-into") not in options:
        st.session_state["meeting-into"] = options[0]
    into = st.selectbox(
        texts("meeting-into"),
        options,
        key="meeting-into",
        format_func=lambda key: (
            texts("meeting-named", name=known[key].name, steps=len(known[key].steps)) if key else texts("meeting-new")
        ),
    )
    name = ""
    if into == _NEW:
        name = st.text_input(texts("meeting-name"), key="meeting-name", value=texts("meeting-first"), max_chars=80)
    here = f"{screen}-{view.territory_id}-{view.zone_id}-{view.language}"
    title = st.text_input(
        texts("meeting-step-title"),
        key=f"meeting-title-{here}",
        value=f"{zone_name(view)} — {texts(f'screen-{screen}')}"[:LONGEST_TITLE],
        max_chars=LONGEST_TITLE,
    )
    sentence = st.text_input(
        texts("meeting-step-sentence"),
        key=f"meeting-sentence-{here}",
        max_chars=LONGEST_SENTENCE,
        placeholder=texts("meeting-step-sentence-example"),
    )
    full = into != _NEW and len(known[into].steps) >= MOST_STEPS
    if full:
        st.caption(texts("meeting-is-full", most=MOST_STEPS))
    st.button(
        texts("meeting-add"),
        key="meeting-add",
        type="primary",
        disabled=full or not title.strip() or (into == _NEW and not name.strip()),
        on_click=guarded(_add),
        args=(view, screen, into),
        kwargs={"name": name.strip(), "title": title.strip(), "sentence": sentence.strip()},
    )


def _add(view: View, screen: str, into: str, *, name: str, title: str, sentence: str) -> None:
    step = step_of(view, screen, address_now(), title=title, sentence=sentence)
    if into == _NEW:
        key = keep_meeting(Meeting(name, (step,)), person=person())
        st.session_state["meeting-into"] = key
        said = name
    else:
        add_step(into, step, person=person())
        said = kept_meeting(into).name
    st.session_state[_TOLD] = view.texts("meeting-added", title=title, meeting=said)
