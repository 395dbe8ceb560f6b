"""Adding a kind of actor, the kinds that were added, and what the declared area of each kind means."""

import streamlit as st

from geo.errors import MaillageError
from geo.files.names import slug
from geo.workspace.user_kinds import LONGEST_NAME, LONGEST_REASON, add_kind, own_kinds, own_remits, set_remit
from geo.workspace.vocabulary import TerritorialRemit, load_vocabulary
from ui.drawing.plain_tables import plain_table
from ui.session.person import allowed, person
from ui.session.territory_tables import forget_versions
from ui.session.view import View
from ui.words.escape import plain
from ui.words.services import remit_cells
from ui.words.unforeseen_failures import failure_sentence


def new_kind(view: View) -> None:
    """Draw the kinds that were added, and the form that adds one."""
    catalogue, words, language = view.texts, load_vocabulary(), view.language
    st.markdown(catalogue("kinds-lead"))
    if (done := st.session_state.pop("kinds-done", None)) is not None:
        st.success(catalogue("kinds-done", kind=plain(done)))
    added = own_kinds()
    for kind in added:
        family = words.label("family", kind.family, language=language)
        st.markdown(f"- {plain(kind.label(language))} (`{kind.code}`) · {family}")
    if not added:
        st.caption(catalogue("kinds-none"))
    _declared_areas(view)
    if not allowed("kinds", catalogue):
        return
    with st.form("new-kind", border=True):
        name = st.text_input(catalogue("kinds-name"), max_chars=LONGEST_NAME)
        english = st.text_input(catalogue("kinds-name-en"), max_chars=LONGEST_NAME)
        synonyms = st.text_input(catalogue("kinds-synonyms"), help=catalogue("kinds-synonyms-help"))
        family = st.selectbox(
            catalogue("kinds-family"),
            list(words.families),
            format_func=lambda code: words.label("family", code, language=language),
        )
        sent = st.form_submit_button(catalogue("kinds-add"), type="primary")
    if not sent:
        return
    try:
        made = add_kind(
            slug(name), fr=name, en=english, family=family, synonyms=tuple(synonyms.split(";")), person=person()
        )
    except MaillageError as error:
        st.error(failure_sentence(error, catalogue))
        return
    forget_versions()
    st.session_state["kinds-done"] = made.label(language)
    st.rerun()


def _declared_areas(view: View) -> None:
    """Draw whether the declared area of each kind bounds whom it serves, and the form that says otherwise."""
    catalogue, words, language = view.texts, load_vocabulary(), view.language
    with st.expander(catalogue("remits-title")):
        st.markdown(catalogue("remits-lead"))
        own = own_remits()
        names = ("kind", "bounded", "reason", "source", "date", "status")
        rows = [remit_cells(remit, catalogue, own=code in own) for code, remit in words.remits.items()]
        headers = [catalogue(f"column-remit-{name}").capitalize() for name in names]
        st.html(plain_table(catalogue("remits-title"), headers, rows))
        st.caption(catalogue("remits-change"))
        if not allowed("kinds", catalogue):
            return
        with st.form("remit", border=True):
            kind = st.selectbox(
                catalogue("column-remit-kind").capitalize(),
                list(words.kinds),
                format_func=lambda code: words.label("kind", code, language=language),
            )
            bounded = st.radio(
                catalogue("column-remit-bounded").capitalize(),
                [True, False],
                format_func=lambda one: catalogue("remit-bounded" if one else "remit-free"),
                horizontal=True,
            )
            reason = st.text_input(catalogue("column-remit-reason").capitalize(), max_chars=LONGEST_REASON)
            source = st.text_input(catalogue("column-remit-source").capitalize(), max_chars=LONGEST_REASON)
            day = st.text_input(catalogue("column-remit-date").capitalize())
            sent = st.form_submit_button(catalogue("remits-keep"))
        if not sent:
            return
        try:
            set_remit(
                TerritorialRemit(
                    kind=kind,
                    bounded=bounded,
                    status="stated",
                    source=source,
                    date=day,
                    reason_fr=reason,
                    reason_en=reason,
                ),
                person=person(),
            )
        except MaillageError as error:
            st.error(failure_sentence(error, catalogue))
            return
        forget_versions()
        st.rerun()
