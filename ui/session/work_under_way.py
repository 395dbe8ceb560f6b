"""Waiting: long work goes on beside the page, which says since when, and lets the user stop waiting."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx

from ui.session.failures import guarded
from ui.session.shared_results import Shared
from ui.texts import Texts

TOLD_AFTER_S, STOPPED_AFTER_S, _EVERY_S = 0.6, 5.0, 0.5
Answer = TypeVar("Answer")
_WORK, _STOPPED, _RANK = "work-under-way", "work-stopped", "work-waited"


class StoppedWaitingError(Exception):
    """The user does not wait for what the screen needs: the screen has said so, and ends here."""


@dataclass(eq=False)
class _Work(Generic[Answer]):
    key: object
    made: Callable[[], Answer]
    answer: list[Answer] = field(default_factory=list)
    error: BaseException | None = None

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)
        add_script_run_ctx(self.thread)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.answer.append(self.made())
        except BaseException as error:
            self.error = error


def patiently(made: Callable[[], Answer], *, key: object, told: str, texts: Texts) -> Answer:
    """Return what ``made`` returns; what takes long says so, then can be stopped.

    A page that stops waiting is free at once; what it left goes on, and is found ready if it is asked for again.

    Parameters
    ----------
    key
        Identifies the answer: the same work is never begun twice by one user.
    told
        What is being done.

    Raises
    ------
    StoppedWaitingError
        When the user has stopped waiting for this answer.
    """
    work = st.session_state.get(_WORK)
    if work is None or work.key != key:
        work = st.session_state[_WORK] = _Work(key, made)
    work.thread.join(TOLD_AFTER_S)
    if work.thread.is_alive():
        if st.session_state.get(_STOPPED) == key:
            st.info(texts("waiting-stopped"), icon=":material/pause_circle:")
            st.button(texts("waiting-again"), key="waiting-again", on_click=guarded(_wait_again), type="primary")
            raise StoppedWaitingError
        _wait(work, told, texts)
    st.session_state.pop(_WORK, None)
    st.session_state.pop(_STOPPED, None)
    if work.error is not None:
        raise work.error
    return cast("Answer", work.answer[0])


def waited(answer: Shared[..., Answer], *asked: object, told: str, texts: Texts, **more: object) -> Answer:
    """Return an answer that is shared between people, as :func:`patiently` does; at once where it is known."""
    key = answer.key(*asked, **more)
    if known := answer.known(key):
        st.session_state.pop(_WORK, None)
        st.session_state.pop(_STOPPED, None)
        return known[0]
    return patiently(lambda: answer(*asked, **more), key=key, told=told, texts=texts)


def _wait(work: _Work[Answer], told: str, texts: Texts) -> None:
    box = st.empty()
    with box.container():
        line, stop = st.empty(), st.empty()
        began, offered = time.monotonic(), False
        while work.thread.is_alive():
            waited = TOLD_AFTER_S + time.monotonic() - began
            line.markdown(texts("waiting", told=told, seconds=int(waited)))
            if waited >= STOPPED_AFTER_S and not offered:
                offered = True
                # A screen may wait twice in one run: no two buttons of a run share a key.
                rank = st.session_state[_RANK] = st.session_state.get(_RANK, 0) + 1
                named = f"waiting-stop-{rank}"
                stop.button(texts("waiting-stop"), key=named, on_click=guarded(_stop), args=(work.key,))
            work.thread.join(_EVERY_S)
    box.empty()


def _stop(key: object) -> None:
    st.session_state[_STOPPED] = key


def _wait_again() -> None:
    st.session_state.pop(_STOPPED, None)
