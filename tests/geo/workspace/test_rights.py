"""Who may do what: each role and each action, written out by hand; whatever is not granted is denied, with a reason."""

import pytest

from geo.errors import BadInputError, RightError
from geo.workspace.rights import (
    ACTIONS,
    NOBODY,
    OWNER,
    ROLES,
    SIGN_IN,
    Person,
    decide,
    require,
    role_of,
    sign_in_required,
)
from ui.texts import LANGUAGES, texts

ALLOWED = {
    "reader": {"read", "export"},
    "proposer": {"read", "export", "propose", "withdraw", "keep"},
    "validator": {
        *("read", "export", "names", "propose", "withdraw", "keep"),
        *("write", "undo", "judge", "kinds", "backup", "restore"),
    },
}


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_each_role_may_do_what_is_written_here_and_nothing_else(role, action, shared, monkeypatch):
    monkeypatch.setenv(SIGN_IN, "1" if shared else "0")
    decision = decide(Person("Claire", role), action)
    assert decision.allowed == (action in ALLOWED[role])
    assert decision.reason == ("right-role" if decision.allowed else "right-not-role")


def test_the_actions_written_here_are_all_there_are():
    assert set(ACTIONS) == ALLOWED["validator"]
    assert set(ROLES) == set(ALLOWED)


@pytest.mark.parametrize("action", ACTIONS)
def test_the_owner_may_do_everything_on_their_machine_and_nothing_where_people_sign_in(action, monkeypatch):
    monkeypatch.delenv(SIGN_IN, raising=False)
    assert decide(OWNER, action).allowed
    assert decide(Person("claire on her own machine", "owner"), action).allowed
    monkeypatch.setenv(SIGN_IN, "1")
    assert sign_in_required()
    for person in (OWNER, Person("claire", "owner"), NOBODY, Person("", "validator"), Person("x", "nobody")):
        decision = decide(person, action)
        assert not decision.allowed
        assert decision.reason == "right-sign-in"


@pytest.mark.parametrize("person", [OWNER, NOBODY, *(Person("x", role) for role in ROLES)])
def test_an_action_that_nobody_wrote_down_is_denied_to_all(person):
    for action in ("", "WRITE", "write ", "delete", "accounts"):
        decision = decide(person, action)
        assert not decision.allowed
        assert decision.reason == "right-unknown-action"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_says_in_words_who_what_and_what_it_takes(language, monkeypatch):
    monkeypatch.setenv(SIGN_IN, "1")
    catalogue = texts(language)
    for action in ACTIONS:
        for person in (NOBODY, Person("lise", "reader"), Person("paul", "proposer")):
            if decide(person, action).allowed:
                continue
            with pytest.raises(RightError) as refused:
                require(person, action)
            sentence = catalogue.error(refused.value)
            assert catalogue(f"action-{action}") in sentence
            if person is not NOBODY:
                assert person.name in sentence
                assert catalogue(f"role-{person.role}") in sentence
    with pytest.raises(RightError) as refused:
        require(Person("lise", "reader"), "accounts")
    assert "accounts" in catalogue.error(refused.value)


def test_a_role_is_one_of_three():
    assert [role_of(role) for role in ROLES] == list(ROLES)
    for other in ("owner", "nobody", "Reader", "", "admin"):
        with pytest.raises(BadInputError, match="unknown-role"):
            role_of(other)
