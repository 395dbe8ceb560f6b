"""The optimiser in the app: asked in plain words, searched beside the page, told as it goes, stopped at will."""

import logging
import re
import threading
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from analysis.records.siting import SitingRecord
from analysis.records.siting_phases import PhasesRecord
from analysis.records.siting_posts import PostsCurveRecord
from analysis.records.siting_worlds import WorldsRecord
from analysis.siting.ask import Siting, run_siting
from analysis.siting.phases_record import ask_phases
from analysis.siting.posts_record import ask_posts
from analysis.siting.record import siting_record
from analysis.siting.robustness import has_worlds
from analysis.siting.search import Watch
from analysis.siting.worlds_record import ask_worlds
from geo.errors import MaillageError
from geo.workspace.data import TerritoryData
from ui.screens.planning.answers import draw_answers
from ui.screens.planning.phases import draw_phases
from ui.screens.planning.posts_curve import draw_posts_curve
from ui.screens.planning.question import SearchRequest, draw_question
from ui.screens.planning.worlds import draw_worlds
from ui.session.failures import fragment, guarded
from ui.session.proposal_changes import proposal_key
from ui.session.territory_tables import remembered_data
from ui.session.view import View
from ui.texts import Texts
from ui.words.escape import plain
from ui.words.numbers import count, decimal
from ui.words.unforeseen_failures import failure_sentence

_LOG = logging.getLogger(__name__)
_EVERY_S, _TELLING = 1.0, "telling"
_ICONS = {"posts": ":material/show_chart:", "sites": ":material/search:", "phases": ":material/stairs:"}
_OPTION = re.compile(r"\s\((--[a-z-]+( [a-z]+)?|mclp|p-median)\)")
"""The command line's own words inside a message: nobody types them here."""


Sought = Literal["posts", "sites", "phases", "worlds"]
"""What is looked for: how many are needed, where so many would be best, in which order, whether answers hold."""


@dataclass(eq=False)
class SearchUnderWay:
    """A search under way or done; written by its own thread, read by the page.

    ``former`` is the last search of the same kind that has an answer: shown until this one has its own.
    """

    asked: SearchRequest
    watch: Watch
    sought: Sought = "sites"
    step: str = "setting"
    best: float | None = None
    bound: float | None = None
    record: SitingRecord | None = None
    curve: PostsCurveRecord | None = None
    sequences: PhasesRecord | None = None
    done: Siting | None = None
    worlds: WorldsRecord | None = None
    error: MaillageError | None = None
    failure: str = ""
    former: "SearchUnderWay | None" = field(default=None, repr=False)
    thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def running(self) -> bool:
        """Whether the search goes on."""
        return self.thread is not None and self.thread.is_alive()

    @property
    def answered(self) -> bool:
        """Whether there is an answer to show."""
        return any(one is not None for one in (self.record, self.curve, self.sequences, self.worlds))


def draw_search(view: View, demand: str) -> None:
    """Draw the question, the search and its answers."""
    texts = view.texts
    st.caption(texts("plan-search-lead"))
    key = f"plan-search-{proposal_key(view)}-{view.zone_id}-{view.threshold_min}"
    asked = draw_question(view, demand)
    keys: dict[Sought, str] = {"posts": f"{key}-posts", "sites": key}
    if asked.phases:
        keys["phases"] = f"{key}-phases"
    searches: dict[Sought, SearchUnderWay | None] = {one: st.session_state.get(own) for one, own in keys.items()}
    counted = asked.question.budget is None and asked.question.objective == "most"
    with st.container(horizontal=True):
        for sought, search in searches.items():
            name = "plan-search-run" if sought == "sites" else f"plan-search-{sought}-run"
            st.button(
                texts(name),
                key=name,
                type="primary" if sought == "sites" else "secondary",
                disabled=bool(asked.trouble)
                or (search is not None and search.running)
                or (sought != "sites" and not counted),
                on_click=guarded(_start),
                args=(view, keys[sought], asked, sought),
                icon=_ICONS[sought],
                help=None if sought == "sites" else texts(f"plan-search-{sought}-help"),
            )
    if asked.trouble:
        st.caption(plain(asked.trouble))
    for sought, search in searches.items():
        if search is not None:
            _found(view, keys[sought], search, asked)


def _found(view: View, key: str, search: SearchUnderWay, asked: SearchRequest) -> None:
    """Draw how a search goes, or what it found."""
    texts = view.texts
    if search.running:
        _progress(view, key)
        _former(view, key, search, asked)
        return
    same = asked.same_but_posts if search.sought in {"posts", "phases"} else asked.same
    if not same(search.asked) or (search.sought == "phases" and asked.phases != search.asked.phases):
        st.info(texts("plan-search-changed"))
    if search.error is not None:
        st.error(plain(in_app(search.error, texts)))
        if search.error.key == "siting-stopped":
            _former(view, key, search, asked)
    elif search.curve is not None:
        draw_posts_curve(view, search.curve)
    elif search.sequences is not None:
        draw_phases(view, search.sequences)
    elif search.record is not None:
        draw_answers(view, search.record)
        _holding(view, key, search)
    else:
        st.error(texts("app-unexpected"))
        st.caption(plain(search.failure))


def _former(view: View, key: str, search: SearchUnderWay, asked: SearchRequest) -> None:
    """Draw the answer of before, which stays until there is a new one."""
    if search.former is not None:
        st.info(view.texts("plan-search-former"))
        _found(view, key, search.former, asked)


def _holding(view: View, key: str, search: SearchUnderWay) -> None:
    """Draw whether answers hold: asked for once they are known, and forgotten with them."""
    texts, own = view.texts, f"{key}-worlds"
    under_way: SearchUnderWay | None = st.session_state.get(own)
    known = under_way is not None and under_way.done is search.done
    question = search.asked.question
    told = has_worlds(question)
    st.button(
        texts("plan-worlds-run"),
        key="plan-worlds-run",
        disabled=not told or (known and under_way is not None and under_way.running),
        on_click=guarded(_start),
        args=(view, own, search.asked, "worlds", search.done),
        icon=":material/public:",
        help=texts("plan-worlds-help") if told else texts("error-siting-worlds-question"),
    )
    if under_way is None or not known or search.record is None:
        return
    if under_way.worlds is not None:
        draw_worlds(view, search.record, under_way.worlds)
    else:
        _found(view, own, under_way, search.asked)


def in_app(error: MaillageError, texts: Texts) -> str:
    """Return an error in words, without the options of the command line."""
    return _OPTION.sub("", texts.error(error))


def _start(view: View, key: str, asked: SearchRequest, sought: Sought, done: Siting | None = None) -> None:
    previous: SearchUnderWay | None = st.session_state.get(key)
    if previous is not None:
        previous.watch.stop()
    search = SearchUnderWay(asked, Watch(time_limit_s=asked.question.time_limit_s), sought, done=done)
    if previous is not None and (sought != "worlds" or previous.done is done):
        search.former = previous if previous.answered else previous.former
        previous.former = None

    def told(step: str, best: float | None, bound: float | None) -> None:
        search.step, search.best, search.bound = step, best, bound

    search.watch = Watch(time_limit_s=asked.question.time_limit_s, told=told)
    search.thread = threading.Thread(target=_work, args=(search, remembered_data(view), view.texts), daemon=True)
    st.session_state[key] = search
    search.thread.start()


def _work(search: SearchUnderWay, data: TerritoryData, texts: Texts) -> None:
    asked = search.asked
    try:
        if search.sought == "posts":
            search.curve = ask_posts(data, asked.question, candidates=asked.candidates, watch=search.watch)
            return
        if search.sought == "phases":
            search.sequences = ask_phases(
                data, asked.question, asked.phases, candidates=asked.candidates, watch=search.watch
            )
            return
        if search.sought == "worlds" and search.done is not None:
            search.worlds = ask_worlds(search.done, search.watch)
            return
        search.done = run_siting(data, asked.question, candidates=asked.candidates, watch=search.watch)
        search.step = _TELLING
        search.record = siting_record(search.done)
    except MaillageError as error:
        search.error = error
    except Exception as error:
        _LOG.exception("a search failed")
        search.failure = failure_sentence(error, texts)


def _progress(view: View, key: str) -> None:
    texts = view.texts

    @fragment(texts, every_s=_EVERY_S)
    def follow() -> None:
        search: SearchUnderWay = st.session_state[key]
        if not search.running:
            st.rerun()
        limit, spent = search.asked.question.time_limit_s, search.watch.spent_s
        step = f"progress-siting-{search.step}"
        said = [texts(step) if texts.has(step) else texts("progress-measures")]
        if search.step != _TELLING:
            told = {"spent": count(spent, view.language), "limit": count(limit, view.language)}
            said.append(texts("plan-search-spent", **told))
        figures = [decimal(value, view.language) for value in (search.best, search.bound) if value is not None]
        if figures:
            said.append(texts(f"plan-search-found-{len(figures)}", best=figures[0], bound=figures[-1]))
        st.progress(min(1.0, spent / limit), text=" · ".join(said))
        if search.watch.stopped:
            st.caption(texts("plan-search-stopping"))
        st.button(
            texts("plan-search-stop"),
            key="plan-search-stop" if search.sought == "sites" else f"plan-search-{search.sought}-stop",
            on_click=guarded(search.watch.stop),
            disabled=search.watch.stopped,
            icon=":material/stop:",
        )

    follow()
