"""The path of a family through several services, and what the closure of one would cost."""

from functools import partial
from importlib import import_module
from typing import Any, cast

import numpy as np
import pandas as pd
import streamlit as st

from analysis.closing.ask import MOST, SOME, Redundancy
from analysis.path.ask import PathStep
from analysis.path.usual_steps import FEW, placed_kinds, usual_steps
from analysis.question import Selection
from analysis.records.bounds import Sense, falling_sense, rising_sense, weakest
from analysis.records.closing import FewerServices
from analysis.records.diagnosis import DiagnosisRecord
from geo.errors import MaillageError
from geo.json_values import json_text
from geo.workspace.vocabulary import load_vocabulary
from geo.workspace.zones import smallest_in
from ui.drawing.charts import GAP, bars
from ui.drawing.downloads import offer_file
from ui.drawing.shown_tables import ReadyTable, ready_table, show_ready, show_table
from ui.screens.shared.page import (
    ReadyChart,
    draw_chart,
    draw_ready_chart,
    finding,
    footer,
    heading,
    no_reach,
    ready_chart,
    register_gauge,
    waited_record,
)
from ui.screens.shared.provenance import where_from
from ui.session.access_answers import remembered_path, remembered_redundancy
from ui.session.choices import choose_part, keep_choice, kept_choice
from ui.session.diagnosis_answers import remembered_measures
from ui.session.failures import guarded
from ui.session.proposal_changes import proposal_key
from ui.session.shared_results import keep
from ui.session.territory_tables import remembered_data, screen_key
from ui.session.view import View
from ui.words.closures import fewer_lines, without_any
from ui.words.escape import plain
from ui.words.known import among_known, bounded, bounded_short, known_cell_of, share_said
from ui.words.numbers import count, percent
from ui.words.table_columns import Field

_MOST_STEPS = 6
_FEWER, _FEWER_S = "fewer-told", 10.0


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    record = waited_record(view)
    title = st.container()
    part = choose_part("study", ("parcours", "robust"), lambda name: catalogue(f"{name}-tab"), catalogue)
    with title:
        heading(view, "parcours", record["name"], whatever=part == "parcours")
    if part == "parcours":
        _path(view, record)
    else:
        _robust(view, record)


def _path(view: View, record: DiagnosisRecord) -> None:
    catalogue, language = view.texts, view.language
    data, words = remembered_data(view), load_vocabulary()
    sizes = placed_kinds(data, view.question)
    kinds = sorted(sizes.index, key=lambda kind: words.label("kind", kind, language=language))
    if not kinds:
        st.info(catalogue("register-empty"))
        return
    chosen = _steps(view, kinds, sizes)
    if not chosen:
        st.info(catalogue("parcours-none"))
        return
    limits = _limits(view, chosen)
    steps = tuple(PathStep(Selection(kind=kind), limits[kind]) for kind in chosen)
    found = remembered_path(view, steps)
    line: Any = found.zones.loc[view.zone_id]
    state = weakest(one.register_state for one in found.reached)
    if state == "not-listed":
        finding(catalogue("parcours-unlisted"))
        return
    low, high = percent(line["share_low"], language), percent(line["share_high"], language)
    told = share_said(line["share_low"], rising_sense(state), catalogue)
    if state == "complete" and low != high:
        told = catalogue("span", low=low, high=high)
    finding(
        catalogue(
            "parcours-finding",
            share=told[:1].upper() + told[1:],
            steps=len(chosen),
            measure=found.base,
            left="none" if line["broken"] == 0 else "some",
            missing=bounded(count(line["broken"], language), falling_sense(state), catalogue),
        )
    )
    # Nothing can be more than all.
    if state == "partial" and line["broken"]:
        named = [
            load_vocabulary().label("kind", one.step.selection.kind or "", language=language)
            for one in found.reached
            if one.register_state == "partial"
        ]
        st.caption(catalogue("parcours-partial", steps=", ".join(named), count=len(named)))
    where_from(record, ("births", "population", "travel"), catalogue, formula="parcours", key="parcours")
    breaks, zones = _breaks(view, steps)
    if breaks is not None:
        draw_ready_chart(breaks)
    show_ready(zones)
    footer(record, view)


def _steps(view: View, kinds: list[str], sizes: pd.Series) -> list[str]:
    catalogue, words = view.texts, load_vocabulary()
    first = usual_steps(sizes, kinds)
    kept = [kind for kind in kept_choice("steps", default=" ".join(first)).split(" ") if kind in kinds]
    key = f"pick-steps-{view.territory_id}"
    if key not in st.session_state:
        st.session_state[key] = (kept or first)[:_MOST_STEPS]
    chosen = st.multiselect(
        catalogue("parcours-steps"),
        kinds,
        key=key,
        format_func=lambda kind: words.label("kind", kind, language=view.language),
        max_selections=_MOST_STEPS,
        help=catalogue("parcours-steps-help"),
    )
    keep_choice("steps", " ".join(chosen))
    few = [words.label("kind", kind, language=view.language) for kind in chosen if sizes.get(kind, 0) < FEW]
    if few:
        st.warning(catalogue("parcours-few", steps=", ".join(few)))
    return list(chosen)


def _limits(view: View, chosen: list[str]) -> dict[str, float]:
    catalogue, words = view.texts, load_vocabulary()
    limits = {}
    for column, kind in zip(st.columns(len(chosen)), chosen, strict=True):
        key = f"pick-limit-{kind}"
        limits[kind] = float(
            column.number_input(
                catalogue("parcours-limit", step=words.label("kind", kind, language=view.language)),
                min_value=5,
                max_value=240,
                value=view.threshold_min,
                step=5,
                key=f"{key}-{view.threshold_min}",
            )
        )
    return limits


@keep(64, key=lambda view, steps: (*screen_key(view), steps))
def _breaks(view: View, steps: tuple[PathStep, ...]) -> tuple[ReadyChart | None, ReadyTable]:
    """Return where the path breaks: how many families each step loses, and the smallest zones, the worst known first.

    None in place of the first where no step loses any, or there is one step alone: the finding says it.
    """
    catalogue, language, words = view.texts, view.language, load_vocabulary()
    found = remembered_path(view, steps)
    state = weakest(one.register_state for one in found.reached)
    asked = [one.step for one in found.reached]
    names = {step.label: words.label("kind", step.selection.kind or "", language=language) for step in asked}
    own = found.steps[found.steps["zone_id"] == view.zone_id].set_index("step").loc[list(names)]
    frame = pd.DataFrame({"name": list(names.values()), "value": own["missing"].to_numpy()})
    senses = [falling_sense(one.register_state) for one in found.reached]
    frame["told"] = [
        bounded_short(count(value, language), sense, catalogue)
        for value, sense in zip(frame["value"], senses, strict=True)
    ]
    frame["sense"] = senses
    worst = frame.loc[cast("Any", frame["value"].idxmax())]
    drawn = ready_chart(
        bars(frame, title=catalogue("parcours-axis", measure=found.base), texts=catalogue, colour=GAP),
        (frame, _bar_fields(catalogue("column-step"), catalogue("parcours-axis", measure=found.base))),
        catalogue,
        name="parcours-steps",
        title=catalogue("parcours-breaks", step=worst["name"], state=state),
        subtitle=catalogue("parcours-breaks-subtitle", measure=found.base),
    )
    data = remembered_data(view)
    table = found.zones.loc[list(smallest_in(data, view.zone_id))].reset_index()
    table["name"] = table["zone_id"].map(data.zones.set_index("zone_id")["name"])
    table["breaking"] = [names.get(step, "—") for step in table["breaking_step"]]
    # Where others may exist, nobody known is not the worst served: what is known comes first.
    table["known"] = table["share_low"] > 0 if state != "complete" else True
    table = table.sort_values(["known", "share_low", "total"], ascending=[False, True, False])
    fields = [
        Field("name", catalogue("choice-zone")),
        Field(
            "share_low",
            catalogue("column-whole-path"),
            "percent",
            catalogue("glossary-complete"),
            sense=rising_sense(state),
        ),
        Field("total", catalogue(f"column-base-{found.base}"), "count"),
        # Of one step, nothing is left to say of which one breaks.
        *([Field("breaking", catalogue("column-breaking"))] if len(names) > 1 else []),
    ]
    shown = None if worst["value"] == 0 or len(names) == 1 else drawn
    return shown, ready_table(table, fields, catalogue, name="parcours-zones", height=380)


def _bar_fields(name: str, value: str) -> list[Field]:
    """Return the fields of the bars of a chart to take away."""
    return [Field("name", name), Field("value", value, "count", sense="sense")]


def _robust(view: View, record: DiagnosisRecord) -> None:
    catalogue, language = view.texts, view.language
    if len(remembered_measures(view).area.located) == 0:
        no_reach(view, record)
        return
    register_gauge(view)
    state = remembered_measures(view).area.reach_state
    found = remembered_redundancy(view)
    choice: Any = found.choice.loc[view.zone_id]
    levels = choice[["total", *(f"with_{at}" for at in range(MOST)), f"with_{MOST}_or_more"]]
    total = levels.iloc[0]
    names = [
        catalogue("robust-level", actors=at, more="yes" if at == MOST else "no", state=state)
        for at in range(len(levels) - 1)
    ]
    frame = pd.DataFrame({"name": names, "value": levels.iloc[1:].to_numpy()})
    shares = frame["value"] / total if total > 0 else frame["value"] * float("nan")
    # One service more could only empty the first bar and fill the last; those between could go either way.
    senses = [falling_sense(state), *["exact"] * (len(frame) - 2), rising_sense(state)]
    others = [levels.iloc[1], *(choice[f"{name}_as_one"] for name in SOME)]
    frame["told"] = [
        known_cell_of(
            value,
            cast("Sense", sense),
            catalogue,
            written=partial(_bar_said, other=float(other), share=float(share), view=view),
        )
        for value, other, share, sense in zip(frame["value"], others, shares, senses, strict=True)
    ]
    draw_chart(
        bars(frame, title=catalogue("robust-axis", measure=found.base), texts=catalogue),
        (
            frame.assign(sense=senses),
            _bar_fields(catalogue("column-actors"), catalogue("robust-axis", measure=found.base)),
        ),
        view,
        name="robust-levels",
        title=among_known(
            catalogue(
                "robust-finding", share=percent(shares[1], language), minutes=view.threshold_min, measure=found.base
            ),
            state,
            catalogue,
        ),
        subtitle=catalogue("robust-subtitle", minutes=view.threshold_min, state=state),
    )
    low, high = (float(choice[f"with_0_{end}"]) for end in ("low", "high"))
    most = falling_sense(state)
    for said in without_any(low, high, most, catalogue, minutes=view.threshold_min, measure=found.base):
        st.caption(plain(said))
    where_from(record, ("births", "population", "travel"), catalogue, formula="robust", key="robust")
    _closures(view, found)
    _fewer(view)


def _closures(view: View, found: Redundancy) -> None:
    catalogue = view.texts
    st.subheader(catalogue("closure-title"))
    table = found.closures[found.closures["basis"] != "unknown"].copy()
    most = falling_sense(remembered_measures(view).area.reach_state)
    if len(table) == 1:
        st.info(catalogue("closure-one", state=remembered_measures(view).area.reach_state))
    # An actor that is nobody's nearest in the zone costs it nothing: one line says how many there are.
    idle = (table[["births_nearest", "births_affected", "births_newly_beyond_high"]].fillna(0) == 0).all(axis="columns")
    if not idle.all():
        table = table[~idle]
    # Nobody keeps a service: there are no minutes to add, which is not zero minutes.
    nobody = (table["births_affected"] > 0) & (table["births_losing_access"] >= table["births_affected"])
    table["minutes_added_mean"] = table["minutes_added_mean"].mask(nobody, float("inf"))
    # Of a mean nothing can be said: if some no longer lose, that of the others may be more or less.
    table["mean-sense"] = np.where(nobody, most, "exact")
    table = table.sort_values(["births_newly_beyond", "births_affected"], ascending=False)
    beyond = catalogue("closure-beyond", minutes=view.threshold_min)
    fields = [
        Field("name", catalogue("column-actor"), width=380),
        Field(
            "births_nearest",
            catalogue("closure-nearest", measure=found.base),
            "count",
            catalogue("closure-nearest-help"),
            sense=most,
        ),
        Field("births_newly_beyond", beyond, "count", sense=most),
        *_under_bias(table, most, view),
        Field(
            "births_losing_access", catalogue("closure-losing"), "count", catalogue("closure-losing-help"), sense=most
        ),
        Field(
            "minutes_added_mean",
            _among(catalogue("closure-minutes"), most, view),
            "apart",
            catalogue("closure-minutes-help"),
            sense="mean-sense",
        ),
    ]
    if table["linked"].any():
        titles = {"births_newly_beyond": beyond, "births_losing_access": catalogue("closure-losing")}
        fields += [
            Field(f"{name}_as_one", catalogue("column-as-one", title=title), "count", sense=most)
            for name, title in titles.items()
        ]
        st.caption(catalogue("closure-linked"))
    st.caption(catalogue("closure-lead", measure=found.base))
    show_table(table, fields, catalogue, name="closures")
    if idle.any() and not idle.all():
        st.caption(catalogue("closure-idle", actors=int(idle.sum()), measure=found.base))
    if len(found.buildings):
        shared = found.buildings.assign(name=found.buildings["names"].map(" · ".join))
        titles = {"births_newly_beyond": beyond, "births_losing_access": catalogue("closure-losing")}
        costs = [Field(cost, title, "count", sense=most) for cost, title in titles.items()]
        st.caption(catalogue("building-note"))
        show_table(shared, [Field("name", catalogue("building-closure")), *costs], catalogue, name="buildings")


def _fewer(view: View) -> None:
    """Draw how few services would keep the norm; the answer stays until there is another."""
    texts, area = view.texts, remembered_measures(view).area
    st.subheader(texts("fewer-title"))
    st.caption(texts("fewer-lead", minutes=view.threshold_min))
    left, right = st.columns(2)
    stay = left.number_input(
        texts("fewer-ask-stay"),
        min_value=1,
        max_value=len(area.located),
        value=None,
        key=f"fewer-stay-{view.selection}-{len(area.located)}",
        placeholder=texts("fewer-ask-fewest"),
    )
    worse = right.number_input(
        texts("fewer-ask-worse"),
        min_value=0,
        max_value=int(view.territory.horizon_min),
        value=None,
        key="fewer-worse",
        placeholder=texts("fewer-ask-no-limit"),
    )
    asked = (view, stay, worse)
    if st.button(texts("fewer-run"), key="fewer-run", icon=":material/compress:"):
        try:
            with st.spinner(texts("progress-measures"), show_time=True):
                st.session_state[_FEWER] = (asked, _asked_fewer(view, stay, worse))
        except MaillageError as error:
            st.error(plain(texts.error(error)))
    of, told = st.session_state.get(_FEWER, ((None, None, None), None))
    if told is None or of[0] != view:
        return
    if of != asked:
        st.info(texts("plan-search-changed"))
    for line in fewer_lines(told, texts):
        st.markdown(plain(line))
    row = st.container(horizontal=True, gap="small")
    if told["close"]:
        row.button(
            texts("fewer-try"),
            key="fewer-try",
            on_click=guarded(_try_closing),
            args=(view, told),
            icon=":material/add:",
        )
        if st.session_state.pop("fewer-tried", False):
            st.success(texts("fewer-tried"))
    offer_file(
        texts("plan-answers-json"), json_text(told), name=texts("fewer-file"), ending=".json", key="fewer-json", row=row
    )


def _asked_fewer(view: View, stay: int | None, worse: int | None) -> FewerServices:
    # Imported only here: it brings the solvers.
    less, area = import_module("analysis.siting.fewer"), remembered_measures(view).area
    found = less.fewer_services(
        area,
        norm_min=float(view.threshold_min),
        stay=stay,
        worse_min=None if worse is None else float(worse),
        zone_id=None if view.zone_id == view.territory.root else view.zone_id,
        watch=less.Watch(time_limit_s=_FEWER_S),
    )
    return cast("FewerServices", less.fewer_record(area, found))


def _try_closing(view: View, told: FewerServices) -> None:
    st.session_state[proposal_key(view)] = [{"change": "close", "actor_id": one["actor_id"]} for one in told["close"]]
    st.session_state["fewer-tried"] = True


def _under_bias(table: pd.DataFrame, most: Sense, view: View) -> list[Field]:
    """Return the columns of those newly beyond the threshold at both ends of the bias of the times."""
    low, high = (table[f"births_newly_beyond_{end}"] for end in ("low", "high"))
    if (low == high).all():
        return []
    ends = ("low", "high") if most == "exact" else ("high",)
    titles = {"low": "closure-beyond-least", "high": "closure-beyond-most"}
    return [
        Field(
            f"births_newly_beyond_{end}",
            view.texts(titles[end], minutes=view.threshold_min),
            "count",
            view.texts("closure-beyond-help"),
            sense=most,
        )
        for end in ends
    ]


def _among(title: str, sense: Sense, view: View) -> str:
    """Return a title of what holds between the services that are known."""
    return title if sense == "exact" else view.texts("column-among-known", title=title)


def _bar_said(value: float, *, other: float, share: float, view: View) -> str:
    """Return a number with its share, or two numbers where links between actors change it."""
    ends = [count(one, view.language) for one in sorted((value, other))]
    said = ends[0] if ends[0] == ends[1] else view.texts("count-range", low=ends[0], high=ends[1])
    return f"{said} ({percent(share, view.language)})"
