"""Accounts and proposals at the terminal: passwords never as arguments, names not borrowed, nothing written unread."""

import json
import os

import pytest

from geo.workspace.accounts import accounts_path, list_accounts, sign_in
from geo.workspace.journal import Signature
from geo.workspace.register_changes import list_changes, open_desk, save
from geo.workspace.register_drafts import edited
from geo.workspace.register_intake import present_register
from geo.workspace.register_proposals import list_proposals, propose
from geo.workspace.territory import load_territory
from ui.cli import main
from ui.texts import LANGUAGES, texts

pytestmark = pytest.mark.usefixtures("own_workspace")
SAF = "be-saf-echoline"
PASSWORD = "quatre mots qui se suivent"  # noqa: S105 - of a test


def ended(capsys, language, *words):
    """Return the status of a command, and what it wrote on both outputs."""
    with pytest.raises(SystemExit) as left:
        main(["--lang", language, *words])
    said = capsys.readouterr()
    return left.value.code, said.out, said.err


@pytest.fixture
def run(capsys):
    def told(*words):
        return ended(capsys, "en", *words)

    return told


@pytest.fixture
def descriptor():
    """Return a file descriptor that a text is read from."""
    opened = []

    def of(text):
        read, write = os.pipe()
        os.write(write, text.encode())
        os.close(write)
        opened.append(read)
        return str(read)

    yield of
    for one in opened:
        os.close(one)


def add(run, descriptor, name, role="validator", password=PASSWORD):
    return run("accounts", "add", name, "--role", role, "--password-fd", descriptor(f"{password}\n"))


def test_accounts_from_the_first_to_the_last(run, descriptor):
    assert "no account" in run("accounts", "list")[1]
    assert add(run, descriptor, "vera")[0] == 0
    assert run("accounts", "add", "paul@example.org", "--role", "reader", "--oidc")[0] == 0
    status, out, _ = run("accounts", "list", "--json")
    assert status == 0
    assert [(one["name"], one["role"], one["way"]) for one in json.loads(out)] == [
        ("paul@example.org", "reader", "oidc"),
        ("vera", "validator", "password"),
    ]
    assert sign_in("vera", PASSWORD)
    other = "un tout autre mot de passe"
    assert run("accounts", "password", "vera", "--password-fd", descriptor(other))[0] == 0
    assert sign_in("vera", other)
    assert run("accounts", "role", "vera", "proposer")[0] == 0
    assert run("accounts", "remove", "paul@example.org")[0] == 0
    assert [(one.name, one.role) for one in list_accounts()] == [("vera", "proposer")]
    assert oct(accounts_path().stat().st_mode)[-3:] == "600"


def test_a_password_is_asked_without_echo_twice_and_never_taken_as_an_argument(run, monkeypatch):
    typed = [PASSWORD, "another one than that"]
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: typed.pop(0))
    status, _, err = run("accounts", "add", "vera", "--role", "validator")
    assert status == 1
    assert "differ" in err
    assert list_accounts() == []
    typed = [PASSWORD, PASSWORD]
    assert run("accounts", "add", "vera", "--role", "validator")[0] == 0
    assert sign_in("vera", PASSWORD)
    for words in (["--password", PASSWORD], [PASSWORD]):
        assert run("accounts", "password", "vera", *words)[0] != 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "x", "--role", "boss", "--password-fd", "0"], "not a role"),
        (["add", "embedded", "--role", "reader", "--oidc"], "cannot name an account"),
        (["add", "x", "--role", "reader", "--password-fd", "999"], "999"),
        (["add", "x", "--role", "reader"], "typed at the terminal"),
        (["role", "x", "reader"], "No account"),
        (["password", "x", "--password-fd", "0"], "No account"),
        (["remove", "x"], "No account"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(run, words, said):
    status, _, err = run("accounts", *words)
    assert status != 0
    assert said in err
    assert list_accounts() == []


def test_a_short_password_is_refused(run, descriptor):
    status, _, err = add(run, descriptor, "vera", password="short")  # noqa: S106 - of a test
    assert status == 1
    assert "12" in err
    assert list_accounts() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rights_are_told_role_by_role(language, capsys):
    status, out, _ = ended(capsys, language, "accounts", "rights")
    assert status == 0
    line = next(one for one in out.splitlines() if texts(language)("action-judge") in one)
    yes, no = texts(language)("accounts-yes"), texts(language)("accounts-no")
    assert line.split()[-3:] == [no, no, yes]


@pytest.mark.parametrize("oidc", [False, True])
def test_the_app_is_not_shared_with_nobody(run, oidc):
    if oidc:
        run("accounts", "add", "paul@example.org", "--role", "reader", "--oidc")
    status, _, err = run("app", "--shared", "--no-browser")
    assert status == 1
    assert ("no account has a password" if oidc else "maillage accounts add") in err


def test_the_name_of_an_account_and_that_of_maillage_are_not_borrowed(run, descriptor):
    add(run, descriptor, "vera")
    edit = ("register", "edit", "wallonie", SAF, "--set", "phone=071 00 00 00", "--reason", "r")
    for by, said in (("VERA", "is an account"), ("Embedded", "is reserved")):
        status, _, err = run(*edit, "--by", by)
        assert status == 1
        assert said in err
    assert len(list_changes(load_territory("wallonie"))) == 1


def test_what_was_not_read_is_not_written_over_at_the_terminal(run):
    territory = load_territory("wallonie")
    hugo = Signature("hugo", "courriel", "")
    first = save(territory, edited(open_desk(territory), SAF, {"phone": "071 11 11 11"}), signed=hugo).change_id
    second = save(territory, edited(open_desk(territory), SAF, {"phone": "071 99 99 99"}), signed=hugo).change_id
    edit = ("register", "edit", "wallonie", SAF, "--set", "phone=071 00 00 00", "--reason", "r", "--seen")
    status, out, err = run(*edit, first)
    assert status == 1
    assert second in err
    assert "hugo" in err
    assert "071 99 99 99" in out
    assert phone(territory) == "071 99 99 99"
    assert run(*edit, "no such change")[0] == 1
    assert run(*edit, second)[0] == 0
    assert phone(territory) == "071 00 00 00"


def phone(territory):
    return present_register(territory).set_index("actor_id").loc[SAF, "phone"]


def test_proposals_are_listed_shown_accepted_and_refused(run):
    territory = load_territory("wallonie")
    assert "Nobody" in run("proposals", "list", "wallonie")[1]
    paul = Signature("paul", "appel", "", "proposer")
    names = []
    for number in ("071 11 11 11", "071 22 22 22"):
        draft = edited(open_desk(territory), SAF, {"phone": number})
        names.append(propose(territory, draft.before, draft.after, signed=paul))
    listed = json.loads(run("proposals", "list", "wallonie", "--json")[1])
    assert [(one["proposal"], one["state"], one["proposed_by"]) for one in listed] == [
        (names[1], "waiting", "paul"),
        (names[0], "waiting", "paul"),
    ]
    assert "071 11 11 11" in run("proposals", "show", "wallonie", names[0])[1]
    assert run("proposals", "accept", "wallonie", names[0])[0] == 0
    assert phone(territory) == "071 11 11 11"
    assert "paul" in run("register", "history", "wallonie")[1]
    status, _, err = run("proposals", "accept", "wallonie", names[1])
    assert status == 1  # the card changed since it was proposed
    assert SAF in err
    assert "071 22 22 22" in run("proposals", "show", "wallonie", names[1])[1]
    assert run("proposals", "refuse", "wallonie", names[1], "--reason", "doublon")[0] == 0
    assert {one.proposal_id: one.state for one in list_proposals(territory)} == {
        names[0]: "accepted",
        names[1]: "refused",
    }
    assert phone(territory) == "071 11 11 11"
    assert run("proposals", "refuse", "wallonie", names[1], "--reason", "r")[0] == 1
    assert run("proposals", "show", "wallonie", "none")[0] == 1
