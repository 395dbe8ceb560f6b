"""The meetings that are kept: their steps in order, what is said of each, shown, taken away and brought."""

from urllib.parse import quote

import msgspec
import streamlit as st

from geo.errors import MaillageError
from geo.workspace.meetings import (
    FEWEST_STEPS,
    LONGEST_SENTENCE,
    LONGEST_TITLE,
    MOST_STEPS,
    Meeting,
    MeetingStep,
    forget_meeting,
    keep_meeting,
    kept_meeting,
    list_meetings,
    meeting_of,
    meeting_text,
    with_steps,
)
from ui.drawing.downloads import offer_file
from ui.session.failures import guarded
from ui.session.meeting_steps import show_step
from ui.session.person import may, person
from ui.session.view import View
from ui.words.escape import plain

_MOST_LISTED, _MEGABYTES = 50, 1


def draw(view: View) -> None:
    """Draw the screen."""
    texts = view.texts
    st.header(texts("meeting-title"))
    st.caption(texts("lead-meeting", fewest=FEWEST_STEPS, most=MOST_STEPS))
    found = list_meetings()
    unreadable = [one.key for one in found if one.meeting is None]
    if unreadable:
        st.warning(plain(texts("meeting-unreadable", names=", ".join(unreadable))))
    known = {one.key: one.meeting for one in found if one.meeting is not None}
    if known:
        listed = list(known)[:_MOST_LISTED]
        if len(known) > len(listed):
            st.caption(texts("meeting-many", shown=len(listed), all=len(known)))
        if st.session_state.get("meeting-chosen") not in listed:
            st.session_state["meeting-chosen"] = listed[0]
        key = st.selectbox(texts("meeting-into"), listed, key="meeting-chosen", format_func=lambda one: known[one].name)
        _meeting(view, key, known[key])
    else:
        st.info(texts("meeting-none"))
    with st.expander(texts("meeting-bring")):
        _bring(view)


def _meeting(view: View, key: str, meeting: Meeting) -> None:
    texts = view.texts
    steps = len(meeting.steps)
    row = st.container(horizontal=True, gap="small")
    row.button(
        texts("meeting-show"),
        key="meeting-show",
        type="primary",
        disabled=not steps,
        on_click=guarded(show_step),
        args=(key, 1),
    )
    offer_file(
        texts("meeting-take"), meeting_text(meeting), name=meeting.name, ending=".toml", key="meeting-take", row=row
    )
    row.button(
        texts("meeting-forget"),
        key="meeting-forget",
        type="tertiary",
        disabled=not may("keep"),
        on_click=guarded(_forget),
        args=(key,),
    )
    st.caption(texts("meeting-link", link=f"/?meeting={quote(key)}&step=1"))
    if steps < FEWEST_STEPS:
        st.caption(texts("meeting-short", steps=steps, missing=FEWEST_STEPS - steps))
    for at, step in enumerate(meeting.steps):
        _step(view, key, at, step, steps)


def _step(view: View, key: str, at: int, step: MeetingStep, steps: int) -> None:
    texts, free = view.texts, may("keep")
    named = f"{key}-{at}-{step.title}-{step.sentence}"
    with st.container(border=True, key=f"meeting-step-{at}"):
        st.markdown(f"**{at + 1}.** {plain(_where(view, step))}")
        first, second = st.columns([2, 3])
        title = first.text_input(
            texts("meeting-step-title"), step.title, key=f"title-{named}", max_chars=LONGEST_TITLE, disabled=not free
        )
        sentence = second.text_input(
            texts("meeting-step-sentence"),
            step.sentence,
            key=f"sentence-{named}",
            max_chars=LONGEST_SENTENCE,
            disabled=not free,
        )
        row = st.container(horizontal=True, gap="small")
        changed = (title.strip(), sentence.strip()) != (step.title, step.sentence)
        row.button(
            texts("meeting-step-keep"),
            key=f"meeting-keep-{at}",
            disabled=not free or not changed or not title.strip(),
            on_click=guarded(_say),
            args=(key, at, title.strip(), sentence.strip()),
        )
        for way, off in (("up", at == 0), ("down", at == steps - 1)):
            row.button(
                texts(f"meeting-step-{way}"),
                key=f"meeting-{way}-{at}",
                disabled=not free or off,
                on_click=guarded(_move),
                args=(key, at, at + (1 if way == "down" else -1)),
            )
        row.button(
            texts("meeting-step-open"), key=f"meeting-open-{at}", on_click=guarded(show_step), args=(key, at + 1)
        )
        row.button(
            texts("meeting-step-remove"),
            key=f"meeting-remove-{at}",
            type="tertiary",
            disabled=not free,
            on_click=guarded(_remove),
            args=(key, at),
        )


def _where(view: View, step: MeetingStep) -> str:
    name = f"screen-{step.screen}"
    said = view.texts(name) if view.texts.has(name) else step.screen
    told = [value for value in (step.address.get("territory"), step.address.get("zone")) if value]
    return " · ".join([said, *told, *([view.texts("meeting-step-proposal")] if step.proposal else [])])


def _say(key: str, at: int, title: str, sentence: str) -> None:
    meeting = kept_meeting(key)
    steps = list(meeting.steps)
    steps[at] = msgspec.structs.replace(steps[at], title=title, sentence=sentence)
    keep_meeting(with_steps(meeting, steps), key=key, person=person())


def _move(key: str, at: int, to: int) -> None:
    meeting = kept_meeting(key)
    steps = list(meeting.steps)
    steps.insert(to, steps.pop(at))
    keep_meeting(with_steps(meeting, steps), key=key, person=person())


def _remove(key: str, at: int) -> None:
    meeting = kept_meeting(key)
    steps = list(meeting.steps)
    del steps[at]
    keep_meeting(with_steps(meeting, steps), key=key, person=person())


def _forget(key: str) -> None:
    forget_meeting(key, person=person())


def _bring(view: View) -> None:
    texts = view.texts
    given = st.file_uploader(texts("meeting-file"), type=["toml"], key="meeting-file", max_upload_size=_MEGABYTES)
    if given is None:
        return
    try:
        meeting = meeting_of(given.getvalue())
    except MaillageError as error:
        st.error(plain(texts.error(error)))
        return
    st.markdown(plain(texts("meeting-named", name=meeting.name, steps=len(meeting.steps))))
    st.button(
        texts("meeting-bring-keep"),
        key="meeting-bring-keep",
        disabled=not may("keep"),
        on_click=guarded(_keep),
        args=(meeting,),
    )


def _keep(meeting: Meeting) -> None:
    st.session_state["meeting-chosen"] = keep_meeting(meeting, person=person())
