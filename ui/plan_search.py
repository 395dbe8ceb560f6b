"""The optimiser in the app: asked in plain words, searched beside the page, told as it goes, stopped at will."""

import threading
from dataclasses import dataclass, field

import streamlit as st

from analysis.plain import Record
from analysis.siting.question import COUNTED_POSTS, SitingQuestion
from analysis.siting.record import siting_record
from analysis.siting.run import run_siting
from analysis.siting.watch import Watch
from geo.errors import MaillageError
from geo.workspace import TerritoryData
from ui.escape import plain
from ui.memory import remembered_data
from ui.numbers import count, decimal
from ui.plans import proposal_key
from ui.siting import proposal_paragraph, proposal_title, siting_notes, siting_title
from ui.view import View

MODELS = ("mclp", "p-median", "p-center", "lscp")
"""What may be asked here; the command line has the others."""
_MOST_POSTS, _EVERY_S = 10, 1.0
_LIMITS_S = (10, 30, 60, 300)


@dataclass
class Search:
    """A search under way or done; written by its own thread, read by the page."""

    question: SitingQuestion
    watch: Watch
    step: str = "setting"
    best: float | None = None
    bound: float | None = None
    record: Record | None = None
    error: MaillageError | None = None
    failed: bool = False
    thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def running(self) -> bool:
        """Whether the search goes on."""
        return self.thread is not None and self.thread.is_alive()


def draw_search(view: View, demand: str) -> None:
    """Draw the question, the search and its answers."""
    texts = view.texts
    st.caption(texts("plan-search-lead"))
    key = f"plan-search-{proposal_key(view)}-{view.zone_id}-{view.threshold_min}-{demand}"
    search: Search | None = st.session_state.get(key)
    question = _question(view, demand)
    st.button(
        texts("plan-search-run"),
        key="plan-search-run",
        type="primary",
        disabled=search is not None and search.running,
        on_click=_start,
        args=(view, key, question),
        icon=":material/search:",
    )
    if search is None:
        return
    if search.running:
        _progress(view, key)
    else:
        _answers(view, search)


def _question(view: View, demand: str) -> SitingQuestion:
    texts = view.texts
    model = st.selectbox(
        texts("plan-search-model"),
        MODELS,
        format_func=lambda name: texts(f"siting-model-{name}", minutes=view.threshold_min),
        key="plan-search-model",
    )
    posts = None
    left, right = st.columns(2)
    if model in COUNTED_POSTS:
        posts = int(
            left.number_input(
                texts("plan-search-posts"), min_value=1, max_value=_MOST_POSTS, value=2, key="plan-search-posts"
            )
        )
    limit = right.selectbox(
        texts("plan-search-limit"),
        _LIMITS_S,
        index=1,
        format_func=lambda seconds: texts("plan-seconds", seconds=seconds),
        key="plan-search-limit",
    )
    return SitingQuestion(
        model=model,
        selection=view.selection,
        posts=posts,
        horizon_min=float(view.threshold_min),
        demand=demand,
        zone=None if view.zone_id == view.territory.root else view.zone_id,
        mode=view.mode,
        engine=view.engine,
        time_limit_s=float(limit),
    )


def _start(view: View, key: str, question: SitingQuestion) -> None:
    previous: Search | None = st.session_state.get(key)
    if previous is not None:
        previous.watch.stop()
    search = Search(question, Watch(time_limit_s=question.time_limit_s))

    def told(step: str, best: float | None, bound: float | None) -> None:
        search.step, search.best, search.bound = step, best, bound

    search.watch = Watch(time_limit_s=question.time_limit_s, told=told)
    search.thread = threading.Thread(target=_work, args=(search, remembered_data(view)), daemon=True)
    st.session_state[key] = search
    search.thread.start()


def _work(search: Search, data: TerritoryData) -> None:
    try:
        search.record = siting_record(run_siting(data, search.question, watch=search.watch))
    except MaillageError as error:
        search.error = error
    except Exception:
        search.failed = True


def _progress(view: View, key: str) -> None:
    texts = view.texts

    @st.fragment(run_every=_EVERY_S)
    def follow() -> None:
        search: Search = st.session_state[key]
        if not search.running:
            st.rerun()
        spent = search.watch.spent_s
        step = f"progress-siting-{search.step}"
        said = texts(step) if texts.has(step) else texts("progress-measures")
        figures = [decimal(value, view.language) for value in (search.best, search.bound) if value is not None]
        seconds = texts("plan-seconds", seconds=count(spent, view.language))
        st.progress(
            min(1.0, spent / search.question.time_limit_s), text=" · ".join([said, seconds, " ≤ ".join(figures)])
        )
        st.button(texts("plan-search-stop"), key="plan-search-stop", on_click=search.watch.stop, icon=":material/stop:")

    follow()


def _answers(view: View, search: Search) -> None:
    texts = view.texts
    if search.error is not None:
        st.error(plain(texts.error(search.error)))
        return
    record = search.record
    if search.failed or record is None:
        st.error(texts("app-unexpected"))
        return
    st.markdown(f"**{plain(siting_title(record, texts))}**")
    if not record["answers"]:
        st.info(texts("plan-search-none"))
    for answer in record["answers"]:
        with st.expander(plain(proposal_title(record, answer, texts)), expanded=answer["rank"] == 1):
            st.markdown(plain(proposal_paragraph(record, answer, texts)))
            st.button(
                texts("plan-search-try"),
                key=f"plan-search-try-{answer['rank']}",
                on_click=_try,
                args=(view, answer["changes"]),
            )
    for note in siting_notes(record, texts):
        st.caption(plain(note))


def _try(view: View, changes: list[dict[str, object]]) -> None:
    known = [{name: value for name, value in change.items() if value is not None} for change in changes]
    st.session_state[proposal_key(view)] = known
