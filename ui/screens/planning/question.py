"""The question put to the optimiser: a simple one first, the rest in a box that opens."""

from dataclasses import dataclass, replace
from typing import Any, cast

import pandas as pd
import streamlit as st

from analysis.need.weighing import NEEDS
from analysis.question import question_about
from analysis.scenario.definition import SCENARIO_DEMANDS
from analysis.siting.question import AIMED, COUNTED_POSTS, OBJECTIVES, SitingQuestion, load_preference
from geo.workspace.zones import zones_in
from ui.screens.planning.candidates import draw_candidates
from ui.session.diagnosis_answers import remembered_record
from ui.session.proposal_changes import remembered_unit
from ui.session.territory_tables import remembered_data, remembered_zone_labels
from ui.session.view import View
from ui.texts import pick
from ui.words.balances import unit_text
from ui.words.escape import plain
from ui.words.numbers import percent
from ui.words.siting import demand_text, joined

MODELS = ("mclp", "capacitated", "p-median", "p-center", "lscp", "lscp-b")
_BUDGETED = ("mclp", "capacitated")
_SHARES = (None, 0.25, 0.5, 0.75)
_MOST_POSTS, _MOST_KEPT, _MOST_CAPACITY = 20, 10, 100_000.0
_LIMITS_S = (10, 30, 60, 300)
_EACH_FAMILY = ""


@dataclass(frozen=True, eq=False)
class SearchRequest:
    """A question, its candidates (None: the seat of every commune), and what stops it, in words.

    ``phases`` is how many services open in each phase; none where all open at once.
    """

    question: SitingQuestion
    candidates: pd.DataFrame | None = None
    trouble: str = ""
    phases: tuple[int, ...] = ()

    def same(self, other: "SearchRequest") -> bool:
        """Whether two questions have the same answers."""
        if self.question != other.question or (self.candidates is None) != (other.candidates is None):
            return False
        return self.candidates is None or bool(self.candidates.equals(cast("pd.DataFrame", other.candidates)))

    def same_but_posts(self, other: "SearchRequest") -> bool:
        """Whether two questions have the same answers for every number of services."""
        one, two = (
            replace(each, question=replace(each.question, posts=None, keep=1, differ=1)) for each in (self, other)
        )
        return one.same(two)


def draw_question(view: View, demand: str) -> SearchRequest:
    """Draw the question; ``demand`` is what the screen counts."""
    texts = view.texts
    model = str(
        st.selectbox(
            texts("plan-search-model"),
            MODELS,
            format_func=lambda name: texts(f"plan-search-model-{name}", minutes=view.threshold_min),
            key="plan-search-model",
        )
    )
    counted = model in COUNTED_POSTS
    left, right = st.columns(2)
    with left:
        weighs = _demand(view, model, demand)
    capacity = None
    with right:
        posts = _posts(view, model) if counted else None
    left, right = st.columns(2)
    has_room = model == "capacitated"
    if model == "p-median":
        has_room = left.toggle(texts("plan-search-room"), key="plan-search-room", help=texts("plan-search-room-help"))
    if has_room:
        with left:
            capacity = _capacity(view, weighs)
    with right if has_room else left:
        visits = _visits(view)
    said = st.container()
    with st.expander(texts("plan-more")):
        more = _more(view, model, posts)
    question = SitingQuestion(
        model=model,
        asked=question_about(
            view.selection,
            threshold_min=float(view.threshold_min),
            demand=weighs,
            zone=None if view.zone_id == view.territory.root else view.zone_id,
            mode=view.mode,
            engine=view.engine,
            to_verify=view.to_verify,
            at=view.at,
        ),
        capacity=capacity,
        visits_min=visits,
        **more.values,
    )
    said.markdown(f"**{plain(question_sentence(view, question))}**")
    return SearchRequest(question, more.candidates, more.trouble, more.phases)


def demands(view: View) -> list[str]:
    """Return what may be counted: only what the territory and the subject know."""
    data = remembered_data(view)
    has_births = bool(data.places["births"].notna().any())
    strata = has_births and (data.territory.folder / "strata.csv").is_file()
    has_need = remembered_record(view)["need"] is not None
    return [
        name
        for name in SCENARIO_DEMANDS
        if (name != "births" or has_births) and (":" not in name or strata) and (name != "need" or has_need)
    ]


def question_sentence(view: View, question: SitingQuestion) -> str:
    """Return the question as a person would ask it."""
    texts = view.texts
    names = remembered_data(view).zones.set_index("zone_id")["name"]
    reach = question.horizon_min if question.visits_min is None else question.visits_min
    said = texts(
        f"plan-said-{question.model}",
        posts=0 if question.posts is None else question.posts,
        what=demand_text(question.demand, texts),
        minutes=f"{reach:g}",
    )
    if question.model == "p-median" and question.capacity is not None:
        said = " ".join([said, texts("plan-said-room", size=f"{question.capacity:g}")])
    if question.budget is not None:
        said = " ".join([said, texts("plan-said-budget", budget=f"{question.budget:g}")])
    if question.visits_min is not None:
        said = " ".join([said, texts("plan-said-visits")])
    if question.objective != "most":
        level = pick(view.territory.level(question.level or view.territory.comparison_level).names, view.language)
        said = " ".join([said, texts(f"plan-said-{question.objective}", level=level)])
    for name, zones in (("forbidden", question.forbidden), ("preferred", question.preferred)):
        if zones:
            said = " ".join([said, texts(f"plan-said-{name}", zones=joined([str(names[one]) for one in zones], texts))])
    said = " ".join([said, *_changed_said(view, question)])
    return texts("plan-said", zone=str(names[view.zone_id]), services=view.subject, question=said)


def _changed_said(view: View, question: SitingQuestion) -> list[str]:
    """Return what may become of existing services, in words."""
    texts, said = view.texts, []
    if question.upgrade:
        step = f"{question.upgrade_step:g}"
        said.append(texts("plan-said-upgrade", most=f"{question.upgrade:g}", step=step))
    if question.closures or question.close_exactly:
        way = "exactly" if question.close_exactly else "most"
        said.append(texts("plan-said-closing", way=way, count=question.close_exactly or question.closures))
    if question.worse_min is not None:
        level = "families"
        if question.worse_level is not None:
            level = pick(view.territory.level(question.worse_level).names, view.language)
        said.append(texts("plan-said-worse", minutes=f"{question.worse_min:g}", level=level))
    return said


def _demand(view: View, model: str, demand: str) -> str:
    """Return what each place weighs: with capacities, need where it is known."""
    texts, known = view.texts, demands(view)
    if any(":" in name for name in known):
        known += ["weighted", *(["weighted-need"] if "need" in known else [])]
    first = "need" if model == "capacitated" and "need" in known else demand
    return str(
        st.selectbox(
            texts("plan-search-demand"),
            known,
            index=known.index(first) if first in known else 0,
            format_func=lambda name: texts("plan-search-demand-option", demand=demand_text(name, texts)),
            key=f"plan-search-demand-{first}",
            help=texts("plan-search-demand-help"),
        )
    )


def _posts(view: View, model: str) -> int:
    return int(
        st.number_input(
            view.texts("plan-search-posts"),
            min_value=1,
            max_value=_MOST_POSTS,
            value=2,
            key="plan-search-posts",
            disabled=model in _BUDGETED and bool(st.session_state.get("plan-search-budget-on")),
        )
    )


def _capacity(view: View, weighs: str) -> float:
    """Return what a new service takes, in the unit of what is served; what is missing today is the first guess."""
    texts, unit, gap = view.texts, "births", None
    if weighs in NEEDS:
        unit = remembered_unit(view)
        gap = remembered_record(view)["gap"]
    first = float(round(gap)) if gap and gap >= 1 else 100.0
    return float(
        st.number_input(
            texts("plan-search-capacity", unit=unit_text(unit, texts)),
            min_value=1.0,
            max_value=_MOST_CAPACITY,
            value=first,
            step=10.0,
            format="%.0f",
            key=f"plan-search-capacity-{first}",
            help=texts("plan-search-capacity-help", gap=f"{first:g}") if gap else None,
        )
    )


def _visits(view: View) -> float | None:
    """Return how far the new team goes to families; None where families come."""
    texts, services = view.texts, remembered_data(view).services
    actors = remembered_data(view).actors
    if view.selection.kind is not None:
        services = services[services["actor_id"].isin(actors.loc[actors["kind"] == view.selection.kind, "actor_id"])]
    goes = len(services) > 0 and bool((services["mode"] != "on-site").mean() > 0.5)
    if not st.toggle(
        texts("plan-search-visits"), value=goes, key=f"plan-search-visits-{goes}", help=texts("plan-search-visits-help")
    ):
        return None
    return float(
        st.number_input(
            texts("plan-search-visits-min"),
            min_value=1,
            max_value=int(view.territory.horizon_min),
            value=view.threshold_min,
            step=5,
            key=f"plan-search-visits-min-{view.threshold_min}",
        )
    )


@dataclass(frozen=True, eq=False)
class _More:
    values: dict[str, Any]
    candidates: pd.DataFrame | None
    trouble: str
    phases: tuple[int, ...]


def _more(view: View, model: str, posts: int | None) -> _More:
    texts = view.texts
    values: dict[str, object] = {"posts": posts}
    st.markdown(f"**{texts('plan-more-where')}**")
    values |= _zones(view)
    has_budget = model in _BUDGETED and _budget(view, values)
    candidates, trouble = draw_candidates(view, budget=has_budget)
    if model in AIMED:
        st.markdown(f"**{texts('plan-more-fair')}**")
        values |= _aim(view)
    if model == "capacitated":
        st.markdown(f"**{texts('plan-more-sizes')}**")
        values |= _sizes(view, budget=has_budget)
    opened = _phases(view) if model in COUNTED_POSTS and not has_budget else ()
    st.markdown(f"**{texts('plan-more-answers')}**")
    values |= _answers(view, posts)
    if trouble:
        st.warning(plain(trouble))
    return _More(values, candidates, trouble, opened)


def _zones(view: View) -> dict[str, object]:
    """Return where nothing may open, and where one would rather open."""
    texts, data = view.texts, remembered_data(view)
    names = remembered_zone_labels(view.territory_id, view.language)
    inside = set(zones_in(data, view.zone_id)) - {view.zone_id}
    codes = sorted(inside, key=lambda code: (names[code], code))
    chosen: dict[str, object] = {}
    for box, name in zip(st.columns(2), ("forbidden", "preferred"), strict=True):
        chosen[name] = tuple(
            box.multiselect(
                texts(f"plan-search-{name}"),
                codes,
                format_func=lambda code: names[code],
                key=f"plan-search-{name}-{view.zone_id}",
                placeholder=texts("plan-search-none-chosen"),
                help=texts(f"plan-search-{name}-help", share=percent(load_preference().share, view.language)),
            )
        )
    return chosen


def _budget(view: View, values: dict[str, object]) -> bool:
    """Put a budget in place of the number of services, where one is asked; return whether it is."""
    texts = view.texts
    if not st.toggle(texts("plan-search-budget-on"), key="plan-search-budget-on"):
        return False
    values["posts"] = None
    values["budget"] = float(
        st.number_input(
            texts("plan-search-budget"),
            min_value=0.0,
            value=2.0,
            key="plan-search-budget",
            help=texts("plan-search-budget-help"),
        )
    )
    return True


def _phases(view: View) -> tuple[int, ...]:
    """Return how many services open in each phase; none where all open at once."""
    texts = view.texts
    if not st.toggle(
        texts("plan-search-phases-on"), key="plan-search-phases-on", help=texts("plan-search-phases-help")
    ):
        return ()
    opened = [
        int(
            box.number_input(
                texts(f"plan-search-phases-{name}"),
                min_value=least,
                max_value=_MOST_POSTS,
                value=least,
                key=f"plan-search-phases-{name}",
            )
        )
        for box, name, least in zip(st.columns(3), ("first", "next", "last"), (1, 1, 0), strict=True)
    ]
    return tuple(number for number in opened if number)


def _aim(view: View) -> dict[str, object]:
    """Return whether the worst-served zone counts, and how much."""
    texts = view.texts
    left, right = st.columns(2)
    objective = left.selectbox(
        texts("plan-search-aim"),
        OBJECTIVES,
        format_func=lambda name: texts(f"plan-search-aim-{name}"),
        key="plan-search-aim",
    )
    if objective == "most":
        return {}
    levels = [level.id for level in view.territory.levels if level.id != view.territory.levels[0].id]
    names = {level.id: pick(level.names, view.language) for level in view.territory.levels}
    default = view.territory.comparison_level
    level = right.selectbox(
        texts("plan-search-level"),
        levels,
        index=levels.index(default) if default in levels else 0,
        format_func=lambda name: names[name],
        key="plan-search-level",
    )
    share = None
    if objective == "mix":
        share = left.selectbox(
            texts("plan-search-share"),
            _SHARES,
            format_func=lambda value: (
                texts("plan-search-share-curve")
                if value is None
                else texts("plan-search-share-of", share=f"{100 * value:g}")
            ),
            key="plan-search-share",
        )
    return {"objective": objective, "level": level, "share": share}


def _sizes(view: View, *, budget: bool) -> dict[str, object]:
    """Return the smallest size worth opening, how much what exists may grow, how many close, and what that costs."""
    texts = view.texts
    found: dict[str, object] = {}
    for box, name in zip(st.columns(3), ("smallest", "upgrade", "closures"), strict=True):
        value = box.number_input(
            texts(f"plan-search-{name}"),
            min_value=0,
            max_value=int(_MOST_CAPACITY),
            value=0,
            key=f"plan-search-{name}",
            help=texts(f"plan-search-{name}-help"),
        )
        found[name] = float(value)
    closing = int(cast("float", found.pop("closures")))
    if closing:
        ways = ("exactly", "most")
        way = st.radio(
            texts("plan-search-closing"),
            ways,
            format_func=lambda name: texts(f"plan-search-closing-{name}", count=closing),
            key="plan-search-closing",
            horizontal=True,
        )
        found |= {"close_exactly": closing} if way == "exactly" else {"closures": closing}
    step, cost, saves = st.columns(3)
    upgrade = cast("float", found["upgrade"])
    asked = [(step, "upgrade_step", upgrade)]
    asked += [(cost, "upgrade_cost", _MOST_CAPACITY), (saves, "closure_saves", _MOST_CAPACITY)] if budget else []
    for box, name, most in asked:
        key = name.replace("_", "-")
        found[name] = float(
            box.number_input(
                texts(f"plan-search-{key}"),
                min_value=0.0,
                max_value=max(most, 0.0),
                value=0.0,
                key=f"plan-search-{key}-{most:g}",
                disabled=most <= 0,
                help=texts(f"plan-search-{key}-help"),
            )
        )
    if not found["upgrade_step"]:
        found["upgrade_cost"] = 0.0
    return found | (_worse(view) if closing else {})


def _worse(view: View) -> dict[str, object]:
    """Return by how much somebody may be farther than today, where something closes: each family, or zones by mean."""
    texts = view.texts
    if not st.toggle(texts("plan-search-worse-on"), key="plan-search-worse-on"):
        return {}
    left, right = st.columns(2)
    worse = left.number_input(
        texts("plan-search-worse"),
        min_value=0,
        max_value=int(view.territory.horizon_min),
        value=10,
        step=5,
        key="plan-search-worse",
        help=texts("plan-search-worse-help"),
    )
    levels = [_EACH_FAMILY, *(level.id for level in view.territory.levels[1:])]
    names = {level.id: pick(level.names, view.language) for level in view.territory.levels}
    level = right.selectbox(
        texts("plan-search-worse-who"),
        levels,
        format_func=lambda name: (
            texts("plan-search-worse-families")
            if name == _EACH_FAMILY
            else texts("plan-search-worse-mean", level=names[name])
        ),
        key="plan-search-worse-who",
    )
    return {"worse_min": float(worse), "worse_level": None if level == _EACH_FAMILY else level}


def _answers(view: View, posts: int | None) -> dict[str, object]:
    """Return how many answers, how different, and for how long one looks."""
    texts = view.texts
    first, second, third = st.columns(3)
    keep = first.number_input(
        texts("plan-search-keep"), min_value=1, max_value=_MOST_KEPT, value=5, key="plan-search-keep"
    )
    differ = second.number_input(
        texts("plan-search-differ"),
        min_value=1,
        max_value=max(posts or _MOST_POSTS, 1),
        value=1,
        key=f"plan-search-differ-{posts}",
        help=texts("plan-search-differ-help"),
    )
    limit = third.selectbox(
        texts("plan-search-limit"),
        _LIMITS_S,
        index=2,
        format_func=lambda seconds: texts("plan-seconds", seconds=seconds),
        key="plan-search-limit",
    )
    return {"keep": int(keep), "differ": int(differ), "time_limit_s": float(limit)}
