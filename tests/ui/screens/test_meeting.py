"""A meeting, without a browser: steps added on their screens, shown in order with the choices made, and left."""

from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from analysis.question import Selection
from geo.workspace.meetings import Meeting, MeetingStep, keep_meeting, kept_meeting, list_meetings
from tests.ui.driving import app, said
from ui.texts import LANGUAGES, texts
from ui.words.escape import plain

FR = texts("fr")
HOSTILE = "<script>x</script> **gras** [lien](http://192.0.2.1)"
STEPS = (
    MeetingStep("overview", "Le besoin", "Trois cents familles.", {"zone": "80000", "threshold": "60"}),
    MeetingStep("map", "Où ?", HOSTILE, {"territory": "ain", "indicator": "births"}),
    MeetingStep("methods", "With whom", "", {"lang": "en"}),
)


@pytest.fixture(autouse=True)
def _meetings(tmp_path, monkeypatch):
    monkeypatch.setattr("geo.workspace.meetings._folder", lambda: tmp_path)


screen_of_meetings = partial(app, "meeting", parts=())


def press(opened: AppTest, key: str) -> AppTest:
    opened.button(key=key).click().run()
    assert not opened.exception
    return opened


def test_a_screen_is_added_with_its_choices_and_shown_again_as_it_was():
    opened = app("travel", zone="80000", kind="maternite", threshold="60")
    opened.text_input(key="meeting-name").set_value("Juin").run()
    title = next(one for one in opened.text_input if str(one.key).startswith("meeting-title-"))
    assert title.value == f"Luxembourg — {FR('screen-travel')}"
    title.set_value("Loin").run()
    press(opened, "meeting-add")
    assert plain(FR("meeting-added", title="Loin", meeting="Juin")) in said(opened)
    [step] = kept_meeting("juin").steps
    assert (step.screen, step.title) == ("travel", "Loin")
    assert dict(step.address) == {"territory": "wallonie", "zone": "80000", "kind": "maternite", "threshold": "60"}
    again = app("overview", meeting="juin", step="1")
    assert not again.error
    assert plain(FR("meeting-rank", rank=1, steps=1, title="Loin")) in said(again)
    assert FR("lead-travel") in said(again)


def test_the_arrows_lead_on_and_back_and_each_step_makes_its_own_choices():
    key = keep_meeting(Meeting("Trois", STEPS))
    opened = app("overview", meeting=key, step="1", zone="80000", kind="saf")
    assert opened.session_state["kept-choices"]["threshold"] == "60"
    assert opened.button(key="meeting-before").disabled
    press(opened, "meeting-after")
    assert "Ain" in opened.header[0].value
    assert plain(HOSTILE) in said(opened)
    assert opened.session_state["kept-choices"]["territory"] == "ain"
    assert "kind" not in opened.query_params
    press(opened, "meeting-after")
    assert opened.button(key="meeting-after").disabled
    assert texts("en")("meeting-leave") == opened.button(key="meeting-leave").label
    press(opened, "meeting-before")
    assert "Ain" in opened.header[0].value
    assert opened.query_params["step"] == "2"


def test_a_choice_moved_during_a_step_is_in_the_link_and_gone_at_the_next_step():
    key = keep_meeting(Meeting("Trois", STEPS))
    opened = app("overview", meeting=key)
    assert opened.query_params.get("threshold") is None
    opened.radio(key="choice-threshold").set_value("45").run()
    assert opened.query_params["threshold"] == "45"
    linked = app("overview", meeting=key, threshold="45")
    assert linked.session_state["kept-choices"]["threshold"] == "45"
    press(press(opened, "meeting-after"), "meeting-before")
    assert opened.session_state["kept-choices"]["threshold"] == "60"


def test_leaving_keeps_what_is_on_screen():
    key = keep_meeting(Meeting("Trois", STEPS))
    opened = app("overview", meeting=key, step="1")
    press(opened, "meeting-leave")
    assert [one for one in opened.button if one.key == "meeting-leave"] == []
    assert opened.session_state["kept-choices"]["zone"] == "80000"
    assert "meeting" not in opened.query_params


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_meeting_is_told_and_the_screen_is_drawn(language):
    opened = app("overview", meeting="nulle-part", lang=language, zone="80000")
    catalogue = texts(language)
    assert plain(catalogue("error-unknown-meeting", name="nulle-part", known="–")) in said(opened)
    assert "Luxembourg" in opened.header[0].value


@pytest.mark.parametrize("rank", ["0", "99", "deux", "²"])
def test_a_rank_that_means_nothing_shows_the_nearest_step(rank):
    key = keep_meeting(Meeting("Trois", STEPS))
    opened = app("overview", meeting=key, step=rank)
    nearest = 3 if rank == "99" else 1
    catalogue = texts("en" if nearest == 3 else "fr")
    assert plain(catalogue("meeting-rank", rank=nearest, steps=3, title=STEPS[nearest - 1].title)) in said(opened)


def test_a_step_of_a_screen_that_does_not_exist_says_so_and_can_be_passed():
    key = keep_meeting(Meeting("Deux", (MeetingStep("nowhere", "a"), STEPS[0])))
    opened = app("overview", meeting=key)
    assert plain(FR("error-meeting-screen", screen="nowhere")) in said(opened)
    press(opened, "meeting-after")
    assert not opened.error


def test_the_proposal_of_a_step_is_drawn_and_the_users_own_comes_back():
    opened = app("plan", zone="80000", kind="saf")
    key = f"plan-wallonie-{Selection(kind='saf')}"
    assert opened.session_state[key] == []
    opened.session_state[key] = own = [{"change": "close", "actor_id": "W-MINE"}]
    text = 'territory = "wallonie"\nname = "P"\n[question]\nkind = "saf"\n'
    text += '[[changes]]\nchange = "close"\nactor_id = "W-THEIRS"\n'
    step = MeetingStep("plan", "Proposer", "", {"zone": "80000", "kind": "saf"}, text)
    meeting = keep_meeting(Meeting("P", (step,)))
    opened.session_state["kept-choices"] = {"meeting": meeting, "step": "1"}
    opened.run()
    assert [change["actor_id"] for change in opened.session_state[key]] == ["W-THEIRS"]
    press(opened, "meeting-leave")
    assert opened.session_state[key] == own


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_meeting_the_screen_says_how_to_begin_one(language):
    assert texts(language)("meeting-none") in said(screen_of_meetings(lang=language))


def test_steps_are_moved_renamed_removed_and_the_meeting_shown_from_its_screen():
    key = keep_meeting(Meeting("Trois", STEPS))
    opened = screen_of_meetings()
    press(opened, "meeting-down-0")
    assert [step.screen for step in kept_meeting(key).steps] == ["map", "overview", "methods"]
    opened.text_input(key=f"title-{key}-1-Le besoin-Trois cents familles.").set_value("Trois cents").run()
    press(opened, "meeting-keep-1")
    assert kept_meeting(key).steps[1].title == "Trois cents"
    press(opened, "meeting-remove-2")
    assert FR("meeting-short", steps=2, missing=1) in said(opened)
    press(opened, "meeting-show")
    assert plain(FR("meeting-rank", rank=1, steps=2, title="Où ?")) in said(opened)
    press(opened, "meeting-leave")
    press(screen_of_meetings(), "meeting-forget")
    assert list_meetings() == []
