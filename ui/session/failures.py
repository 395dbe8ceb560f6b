"""Failures wherever they happen, on a screen, in a callback or in a fragment: one sentence, never Streamlit's own."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st

from geo.errors import MaillageError
from ui.texts import LANGUAGES, Texts, texts
from ui.words.escape import plain
from ui.words.unforeseen_failures import failure_sentence

Given = ParamSpec("Given")
_LOG = logging.getLogger(__name__)
_FAILED = "callback-failed"


@contextmanager
def telling_failures(catalogue: Texts) -> Iterator[None]:
    """Say in a sentence what fails inside."""
    try:
        yield
    except Exception as error:
        show_failure(error, catalogue)


def show_failure(error: Exception, catalogue: Texts) -> None:
    """Draw what happened, what is kept and what to do; the details of what nobody foresaw go to a file."""
    if isinstance(error, MaillageError):
        st.error(plain(catalogue.error(error)), icon=":material/error:")
        st.markdown(catalogue("app-after-error"))
        return
    # Streamlit's own message would offer to ask other sites about it.
    _LOG.error("a screen could not be drawn", exc_info=error)
    st.error(catalogue("app-unexpected"), icon=":material/error:")
    st.caption(plain(failure_sentence(error, catalogue)))


def guarded(callback: Callable[Given, object]) -> Callable[Given, None]:
    """Return a callback of a widget whose failure does not take the page away: the page is drawn, and tells it."""

    def called(*args: Given.args, **kwargs: Given.kwargs) -> None:
        try:
            callback(*args, **kwargs)
        except Exception as error:
            st.session_state[_FAILED] = error

    return called


def show_failed_callback(catalogue: Texts) -> None:
    """Say what failed in the callback that brought this run, once."""
    error = st.session_state.pop(_FAILED, None)
    if error is not None:
        show_failure(error, catalogue)


def fragment(
    catalogue: Texts, *, every_s: float | None = None
) -> Callable[[Callable[Given, object]], Callable[Given, Any]]:
    """Draw a part of a page that runs again alone, and says its own failures and those of its callbacks."""

    def made(function: Callable[Given, object]) -> Callable[Given, Any]:
        @wraps(function)
        def drawn(*args: Given.args, **kwargs: Given.kwargs) -> None:
            show_failed_callback(catalogue)
            with telling_failures(catalogue):
                function(*args, **kwargs)

        return st.fragment(drawn, run_every=every_s)

    return made


def show_script_error(error: Exception) -> bool:
    """Say what failed outside the page itself, as Streamlit reads what the browser sent; True: it is said."""
    chosen = st.session_state.get("choice-lang")
    show_failure(error, texts(chosen if chosen in LANGUAGES else LANGUAGES[0]))
    return True
