"""The proposal that is being drawn up, and what it does: kept in the session, worked out once."""

import json
from dataclasses import replace

import streamlit as st

from analysis.question import Question
from analysis.records.scenario import ChangeRecord, EffectRecord
from analysis.scenario.ask import checked
from analysis.scenario.changes import change_of
from analysis.scenario.definition import Scenario
from analysis.scenario.effect import Effect, compare_states
from analysis.scenario.record import effect_record
from analysis.scenario.state import State, assigned, changed_state, present_state
from geo.errors import BadInputError
from ui.session.memory import ground_of, key_of, remembered_data, remembered_record, remembered_shapes
from ui.session.view import View
from ui.words.scenario_issues import issue_sentences

MOST_CHANGES = 50


def question_of(view: View, demand: str) -> Question:
    """Return the question that a view asks."""
    return replace(view.question, demand=demand)


def proposal_key(view: View) -> str:
    """Return where the session keeps the changes of a view's territory and subject."""
    return f"plan-{view.territory_id}-{view.selection}"


def proposal(view: View) -> list[ChangeRecord]:
    """Return the changes of the proposal, in order; the list itself, so that it can be added to."""
    changes: list[ChangeRecord] = st.session_state.setdefault(proposal_key(view), [])
    return changes


def scenario_of(view: View, changes: list[ChangeRecord], *, demand: str, name: str) -> Scenario:
    """Return changes as a scenario.

    Raises
    ------
    BadInputError
        ``scenario-faults`` when the territory does not know what the changes speak of, ``scenario-too-many`` beyond
        ``MOST_CHANGES`` changes.
    """
    if len(changes) > MOST_CHANGES:
        raise BadInputError("scenario-too-many", count=len(changes), most=MOST_CHANGES)
    given = Scenario(
        name=name,
        territory=view.territory_id,
        question=question_of(view, demand),
        changes=tuple(change_of(change) for change in changes),
    )
    placed = any(change.get("lon") is not None for change in changes)
    shapes = remembered_shapes(view) if placed else None
    reading = checked(given, remembered_data(view), shapes=shapes)
    if reading.scenario is None:
        raise BadInputError("scenario-faults", faults=" ".join(issue_sentences(reading.issues, view.texts)))
    return reading.scenario


def remembered_effect(view: View, changes: list[ChangeRecord], *, demand: str, name: str = "") -> Effect:
    """Return what changes do, compared with today."""
    return _effect((*_key(view, demand), view.zone_id, name, json.dumps(changes)), view, changes, demand, name)


def remembered_effect_record(view: View, changes: list[ChangeRecord], *, demand: str, name: str = "") -> EffectRecord:
    """Return the same as plain values; never to be changed by the caller."""
    key = (*_key(view, demand), view.zone_id, name, json.dumps(changes))
    return _record(key, view, changes, demand, name)


def remembered_present(view: View, demand: str) -> State:
    """Return the state of today for the whole territory."""
    return _present(_key(view, demand), view, demand)


def _key(view: View, demand: str) -> tuple[object, ...]:
    return (*ground_of(view), *key_of(view), view.threshold_min, demand)


@st.cache_resource(max_entries=16, show_spinner=False)
def _present(key: tuple[object, ...], _view: View, _demand: str) -> State:
    del key
    return present_state(remembered_data(_view), replace(question_of(_view, _demand), zone=None))


@st.cache_resource(max_entries=24, show_spinner=False)
def _effect(key: tuple[object, ...], _view: View, _changes: list[ChangeRecord], _demand: str, _name: str) -> Effect:
    del key
    now = remembered_present(_view, _demand)
    scenario = scenario_of(_view, _changes, demand=_demand, name=_name or _view.texts("plan-unnamed"))
    return compare_states(now, changed_state(now, scenario), zone_id=_view.zone_id)


@st.cache_resource(max_entries=64, show_spinner=False)
def _record(
    key: tuple[object, ...], _view: View, _changes: list[ChangeRecord], _demand: str, _name: str
) -> EffectRecord:
    del key
    effect = remembered_effect(_view, _changes, demand=_demand, name=_name)
    sources = remembered_record(_view)["sources"]
    both = (assigned(effect.before), assigned(effect.after))
    return effect_record(effect, assigned=both, sources=sources)
