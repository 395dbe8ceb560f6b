"""The proposal that is being drawn up, and what it does: kept in the session, worked out once."""

import json
from dataclasses import replace

import streamlit as st

from analysis.question import Question
from analysis.records.scenario import ChangeRecord, EffectRecord
from analysis.scenario.ask import checked
from analysis.scenario.changes import change_of
from analysis.scenario.composing import usual_unit
from analysis.scenario.definition import Scenario
from analysis.scenario.record import effect_record
from analysis.scenario.state import State, assigned, changed_state, present_state
from analysis.scenario.states_compared import ScenarioEffect, compare_states
from geo.errors import BadInputError
from ui.session.diagnosis_answers import remembered_measures, remembered_record
from ui.session.shared_results import Key, keep
from ui.session.territory_tables import question_key, remembered_data, remembered_shapes, tables_key
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


@keep(32, key=lambda view: (*tables_key(view), view.selection))
def remembered_unit(view: View) -> str:
    """Return the unit in which a new service of the view's selection states its capacity."""
    return usual_unit(remembered_data(view), kind=view.selection.kind, function=view.selection.function)


def _present_key(view: View, demand: str) -> Key:
    return (*question_key(view), view.threshold_min, demand)


def _effect_key(view: View, changes: list[ChangeRecord], *, demand: str, name: str = "") -> Key:
    return (*_present_key(view, demand), view.zone_id, name or view.texts("plan-unnamed"), json.dumps(changes))


@keep(16, key=_present_key)
def remembered_present(view: View, demand: str) -> State:
    """Return the state of today for the whole territory."""
    asked = replace(question_of(view, demand), zone=None)
    return present_state(remembered_data(view), asked, measured=remembered_measures(view))


def _everywhere_key(view: View, changes: list[ChangeRecord], *, demand: str, name: str) -> Key:
    return (*_present_key(view, demand), name, json.dumps(changes))


@keep(24, key=_everywhere_key)
def _effect_everywhere(view: View, changes: list[ChangeRecord], *, demand: str, name: str) -> ScenarioEffect:
    """Return what changes do in the whole territory, compared with today: the same whatever zone is looked at."""
    now = remembered_present(view, demand)
    after = changed_state(now, scenario_of(view, changes, demand=demand, name=name)) if changes else now
    return compare_states(now, after)


@keep(48, key=_effect_key)
def remembered_effect(view: View, changes: list[ChangeRecord], *, demand: str, name: str = "") -> ScenarioEffect:
    """Return the same, whose classes and inequality are those of the view's zone."""
    named = name or view.texts("plan-unnamed")
    return _effect_everywhere(view, changes, demand=demand, name=named).in_zone(view.zone_id)


@keep(64, key=_effect_key)
def remembered_effect_record(view: View, changes: list[ChangeRecord], *, demand: str, name: str = "") -> EffectRecord:
    """Return the same as plain values; never to be changed by the caller."""
    effect = remembered_effect(view, changes, demand=demand, name=name)
    sources = remembered_record(view)["sources"]
    both = (assigned(effect.before), assigned(effect.after))
    return effect_record(effect, assigned=both, sources=sources)
