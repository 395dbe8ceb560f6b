"""The meeting that is shown, if one is: its step takes the choices of every screen, as opening a link would."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from analysis.scenario.changes import change_values
from analysis.scenario.reading import parse_scenario
from analysis.scenario.writing import scenario_text
from geo.workspace.meetings import Meeting, MeetingStep, kept_meeting
from ui.session.choices import choose_from, kept_choice, own_choices, step_choices
from ui.session.failures import guarded
from ui.session.proposal_changes import proposal, proposal_key, scenario_of
from ui.session.view import View

_SHOWN, _FOUND, _SET_ASIDE, _LEFT = "meeting-shown", "meeting-found", "meeting-set-aside", "meeting-left"
_MEETING, _STEP, _PLAN = "meeting", "step", "plan"


@dataclass(frozen=True)
class ShownStep:
    """The step that is shown, its rank from 1, and the meeting that it is of, with its key."""

    key: str
    meeting: Meeting
    rank: int

    @property
    def step(self) -> MeetingStep:
        """The step itself."""
        return self.meeting.steps[self.rank - 1]


def shown_step() -> ShownStep | None:
    """Return the step that the address asks for, its choices made; None where it asks for no meeting.

    A meeting that cannot be read is told at the top of the page, which is then drawn without it.
    """
    key = kept_choice(_MEETING, default="")
    rank = kept_choice(_STEP, default="1")
    st.session_state[_FOUND] = None
    if key:
        guarded(_find)(key, rank)
        if st.session_state[_FOUND] is None:
            leave_meeting()
    found: ShownStep | None = st.session_state[_FOUND]
    if found is None:
        step_choices({})
        st.session_state.pop(_SHOWN, None)
        return None
    step_choices(found.step.address)
    place = (found.key, found.rank, found.step)
    if st.session_state.get(_SHOWN) != place:
        st.session_state[_SHOWN] = place
        # What a link says beside the step was changed while it was shown: it stays so.
        choose_from({**found.step.address, **own_choices(), _MEETING: found.key, _STEP: str(found.rank)})
    return found


def _find(key: str, rank: str) -> None:
    meeting = kept_meeting(key)
    if meeting.steps:
        wanted = int(rank) if rank.isascii() and rank.isdigit() else 1
        st.session_state[_FOUND] = ShownStep(key, meeting, min(max(wanted, 1), len(meeting.steps)))


def show_step(key: str, rank: int) -> None:
    """Show a step of a meeting at the next run."""
    choose_from({_MEETING: key, _STEP: str(rank)})


def leave_meeting() -> None:
    """Leave the meeting: what is on screen stays, and the proposals that it took the place of come back."""
    shown = st.session_state.get(_SHOWN)
    st.session_state[_LEFT] = shown[2].screen if shown else None
    kept = {name: value for name, value in own_choices().items() if name not in (_MEETING, _STEP)}
    choose_from(kept)
    for key, changes in st.session_state.pop(_SET_ASIDE, {}).items():
        st.session_state[key] = changes


def screen_left() -> str | None:
    """Return the screen to go back to, once, after a meeting was left."""
    left: str | None = st.session_state.pop(_LEFT, None)
    return left


def open_proposal(shown: ShownStep, view: View) -> None:
    """Put the proposal of a step where its screen reads it; the user's own is set aside until the meeting is left."""
    place = ("proposal", *st.session_state[_SHOWN][:2])
    if not shown.step.proposal or st.session_state.get("meeting-proposal") == place:
        return
    st.session_state["meeting-proposal"] = place
    reading = parse_scenario(shown.step.proposal)
    if reading.scenario is None or reading.scenario.territory != view.territory_id:
        return
    aside = st.session_state.setdefault(_SET_ASIDE, {})
    aside.setdefault(proposal_key(view), list(proposal(view)))
    st.session_state[proposal_key(view)] = [change_values(change) for change in reading.scenario.changes]


def step_of(view: View, screen: str, address: Mapping[str, str], *, title: str, sentence: str) -> MeetingStep:
    """Return what is on screen as a step.

    Raises
    ------
    BadInputError
        Those of `ui.session.proposal_changes.scenario_of`, for the proposal that is drawn up on its screen.
    """
    changes = proposal(view) if screen == _PLAN else []
    demand = address.get("count", "births")
    text = scenario_text(scenario_of(view, changes, demand=demand, name=title)) if changes else ""
    return MeetingStep(screen, title, sentence, dict(address), text)
