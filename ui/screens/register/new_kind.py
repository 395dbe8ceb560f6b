"""Adding a kind of actor, and the kinds that were added."""

import streamlit as st

from geo.errors import MaillageError
from geo.files.names import slug
from geo.workspace.user_kinds import LONGEST_NAME, add_kind, own_kinds
from geo.workspace.vocabulary import load_vocabulary
from ui.session.person import allowed, person
from ui.session.view import View
from ui.words.escape import plain
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
    st.session_state["kinds-done"] = made.label(language)
    st.rerun()
