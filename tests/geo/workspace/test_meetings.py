"""Meetings are kept, read again as they were, and refused where the file says something else."""

import pytest

from geo.errors import BadInputError, NotFoundError, RightError
from geo.workspace.meetings import (
    MOST_STEPS,
    Meeting,
    MeetingStep,
    add_step,
    forget_meeting,
    keep_meeting,
    kept_meeting,
    list_meetings,
    meeting_of,
    meeting_text,
)
from geo.workspace.rights import Person

NEED = MeetingStep("overview", "Le besoin", "Ici, on part de « 300 ».", {"zone": "80000", "lang": "en"})
PLAN = MeetingStep("plan", 'Une "proposition"', "", {}, 'name = "x"\n[[changes]]\nwhy = """a\\b"""\n')
MEETING = Meeting("Réunion d’été : où ?", (NEED, PLAN))


@pytest.fixture(autouse=True)
def _workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path))


def test_what_is_kept_is_read_again_as_it_was():
    key = keep_meeting(MEETING)
    assert key == "reunion-d-ete-ou"
    assert kept_meeting(key) == MEETING
    assert meeting_of(meeting_text(MEETING).encode()) == MEETING
    assert meeting_of(meeting_text(Meeting("Vide")).encode()) == Meeting("Vide")


def test_a_step_goes_to_the_end_and_an_eighth_is_refused():
    key = keep_meeting(Meeting("Sept"))
    for rank in range(MOST_STEPS):
        add_step(key, MeetingStep("map", f"Étape {rank}"))
    with pytest.raises(BadInputError) as refused:
        add_step(key, NEED)
    assert refused.value.key == "meeting-full"
    assert [step.title for step in kept_meeting(key).steps] == [f"Étape {rank}" for rank in range(MOST_STEPS)]


def test_a_new_meeting_never_takes_the_place_of_another():
    keep_meeting(MEETING)
    with pytest.raises(BadInputError) as refused:
        keep_meeting(Meeting("REUNION D’ETE, ou"))
    assert refused.value.key == "meeting-exists"
    assert list_meetings()[0].meeting == MEETING


def test_a_name_without_letters_is_refused_and_an_unknown_one_says_which_are_known():
    with pytest.raises(BadInputError) as refused:
        keep_meeting(Meeting("…"))
    assert refused.value.key == "meeting-name"
    keep_meeting(MEETING)
    with pytest.raises(NotFoundError) as unknown:
        kept_meeting("../../etc/passwd")
    assert unknown.value.values["known"] == "reunion-d-ete-ou"


@pytest.mark.parametrize(
    "text",
    [
        "steps = 3",
        'name = "x"\n[[steps]]\ntitle = "sans écran"',
        'name = "x"\n[[steps]]\nscreen = "map"\ntitle = ""',
        'name = "x"\n[[steps]]\nscreen = "map"\ntitle = "t"\nhtml = "y"',
        'name = "x"\n[[steps]]\nscreen = "map"\ntitle = "t"\naddress = { zone = 3 }',
        'name = "x"\n' + '[[steps]]\nscreen = "map"\ntitle = "t"\n' * (MOST_STEPS + 1),
        "\x00\x01",
    ],
)
def test_a_file_that_is_not_a_meeting_is_refused_and_does_not_hide_the_others(text, tmp_path):
    with pytest.raises(BadInputError):
        meeting_of(text.encode())
    keep_meeting(MEETING)
    (tmp_path / "meetings" / "broken.toml").write_text(text, encoding="utf-8")
    found = {one.key: one.meeting for one in list_meetings()}
    assert found == {"broken": None, "reunion-d-ete-ou": MEETING}


def test_who_may_not_keep_keeps_nothing(monkeypatch):
    monkeypatch.setenv("MAILLAGE_SIGN_IN", "1")
    with pytest.raises(RightError):
        keep_meeting(MEETING, person=Person("Ana", "reader"))
    assert list_meetings() == []
    key = keep_meeting(MEETING, person=Person("Ana", "proposer"))
    with pytest.raises(RightError):
        forget_meeting(key, person=Person("Ana", "reader"))
    monkeypatch.delenv("MAILLAGE_SIGN_IN")
    forget_meeting(key)
    assert list_meetings() == []
