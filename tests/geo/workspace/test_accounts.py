"""The accounts of a shared workspace: private, hashed, slow to guess, and ended when they should be."""

import sqlite3
import stat
import threading

import pytest

from geo import doctor
from geo.errors import BadInputError, FileError, NotFoundError, RightError, StoreError
from geo.workspace import accounts
from geo.workspace.accounts import (
    LONGEST_S,
    accounts_path,
    add_account,
    is_account,
    list_accounts,
    person_of,
    remove_account,
    set_password,
    set_role,
    sign_in,
    sign_in_as,
    sign_out,
    touch,
    was_signed_in,
)
from geo.workspace.rights import NOBODY, Person
from ui.texts import texts

pytestmark = pytest.mark.usefixtures("own_workspace")
PASSWORD, OTHER = "quatre mots qui se suivent", "un autre mot de passe"
IDLE = 600.0


class Time:
    """A clock that is set by hand."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture(autouse=True)
def _light(monkeypatch):
    """As strong as it is, a hash takes a while: the lightest one tells the same."""
    weak = accounts.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "_hasher", lambda: weak)
    accounts._nobody_hash.cache_clear()
    yield
    accounts._nobody_hash.cache_clear()


@pytest.fixture
def clock():
    return Time()


def refused(key, name, password, clock):
    with pytest.raises(RightError) as told:
        sign_in(name, password, clock=clock)
    assert told.value.key == key
    return told.value.values


def test_an_account_is_added_read_changed_and_taken_away():
    made = add_account("  Claire   Dupont ", "proposer", password=PASSWORD)
    assert (made.name, made.role, made.way) == ("Claire Dupont", "proposer", "password")
    assert add_account("paul@example.org", "reader", password=None).way == "oidc"
    assert [one.name for one in list_accounts()] == ["Claire Dupont", "paul@example.org"]
    assert is_account("CLAIRE dupont")
    with pytest.raises(BadInputError, match="account-exists"):
        add_account("claire dupont", "reader", password=PASSWORD)
    set_role("claire dupont", "validator")
    assert list_accounts()[0].role == "validator"
    remove_account("Claire Dupont")
    assert [one.name for one in list_accounts()] == ["paul@example.org"]
    for change in (lambda: set_role("x", "reader"), lambda: set_password("x", PASSWORD), lambda: remove_account("x")):
        with pytest.raises(NotFoundError, match="unknown-account"):
            change()


def test_the_file_is_its_owners_alone_and_holds_neither_password_nor_secret(clock):
    add_account("claire", "reader", password=PASSWORD)
    secret = sign_in("claire", PASSWORD, clock=clock)
    assert stat.S_IMODE(accounts_path().stat().st_mode) == 0o600
    content = accounts_path().read_bytes()
    assert PASSWORD.encode() not in content
    assert secret.encode() not in content
    assert b"$argon2id$" in content
    accounts_path().chmod(0o644)  # somebody copied it back
    assert person_of(secret, idle_s=IDLE, clock=clock) == Person("claire", "reader")
    assert stat.S_IMODE(accounts_path().stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "password", "key"),
    [
        ("", PASSWORD, "account-name"),
        ("   ", PASSWORD, "account-name"),
        ("embedded", PASSWORD, "account-name"),
        ("EMBEDDED", PASSWORD, "account-name"),
        ("a\u202eb", PASSWORD, "account-name"),
        ("x" * 121, PASSWORD, "account-name"),
        ("claire", "", "password-short"),
        ("claire", "x" * 11, "password-short"),
        ("claire", "x" * 257, "password-long"),
        ("claire dupont", "Claire  Dupont", "password-name"),
    ],
)
def test_names_and_passwords_that_will_not_do(name, password, key):
    with pytest.raises(BadInputError) as told:
        add_account(name, "reader", password=password)
    assert told.value.key == key
    assert list_accounts() == []


def test_a_password_is_the_same_however_its_accents_are_typed(clock):
    composed = "\u00e9t\u00e9 \u00e0 la c\u00f4te"
    add_account("claire", "reader", password=composed)
    assert sign_in("claire", "e\u0301te\u0301 a\u0300 la co\u0302te", clock=clock)


def test_a_session_belongs_to_its_account_and_ends_idle_late_signed_out_or_with_it(clock):
    add_account("claire", "proposer", password=PASSWORD)
    secret = sign_in(" CLAIRE ", PASSWORD, clock=clock)
    claire = Person("claire", "proposer")
    assert person_of(secret, idle_s=IDLE, clock=clock) == claire
    assert person_of(secret[:-1], idle_s=IDLE, clock=clock) == NOBODY
    assert person_of("", idle_s=IDLE, clock=clock) == NOBODY
    set_role("claire", "reader")  # at once, in a session that goes on
    assert person_of(secret, idle_s=IDLE, clock=clock).role == "reader"

    clock.now += IDLE - 1
    touch(secret, idle_s=IDLE, clock=clock)
    clock.now += IDLE - 1
    assert person_of(secret, idle_s=IDLE, clock=clock).name == "claire"
    clock.now += 2
    assert person_of(secret, idle_s=IDLE, clock=clock) == NOBODY
    touch(secret, idle_s=IDLE, clock=clock)  # what ended idle does not begin again
    assert person_of(secret, idle_s=IDLE, clock=clock) == NOBODY
    assert was_signed_in(secret)

    late = sign_in("claire", PASSWORD, clock=clock)
    begun = clock.now
    while clock.now < begun + LONGEST_S - IDLE:
        clock.now += IDLE - 1
        touch(late, idle_s=IDLE, clock=clock)
    assert person_of(late, idle_s=IDLE, clock=clock).name == "claire"
    clock.now = begun + LONGEST_S
    touch(late, idle_s=IDLE, clock=clock)
    assert person_of(late, idle_s=IDLE, clock=clock) == NOBODY

    out = sign_in("claire", PASSWORD, clock=clock)
    sign_out(out, clock=clock)
    assert person_of(out, idle_s=IDLE, clock=clock) == NOBODY
    assert was_signed_in(out)
    assert not was_signed_in("made up")

    for end in (lambda: set_password("claire", OTHER), lambda: remove_account("claire")):
        held = sign_in("claire", PASSWORD, clock=clock)
        end()
        assert person_of(held, idle_s=IDLE, clock=clock) == NOBODY
        if is_account("claire"):
            set_password("claire", PASSWORD)
    add_account("claire", "validator", password=OTHER)  # another person under an old name
    assert person_of(held, idle_s=IDLE, clock=clock) == NOBODY


@pytest.mark.parametrize("name", ["claire", "nobody of that name", "paul@example.org"])
def test_wrong_passwords_wait_twice_as_long_each_time_whether_or_not_the_account_exists(name, clock):
    add_account("claire", "reader", password=PASSWORD)
    add_account("paul@example.org", "reader", password=None)
    for _ in range(3):
        refused("sign-in-wrong", name, "not that one", clock)
    for wait in (1, 2, 4, 8, 16, 32, 60, 60):
        assert refused("sign-in-wait", name, PASSWORD, clock) == {"seconds": wait}  # even the right one waits
        clock.now += wait
        refused("sign-in-wrong", name, "not that one", clock)
    clock.now += 900.5
    refused("sign-in-wrong", name, "not that one", clock)
    refused("sign-in-wrong", name, "not that one", clock)  # forgiven: no wait after the first


def test_the_right_password_ends_the_waiting_and_others_do_not_wait(clock):
    add_account("claire", "reader", password=PASSWORD)
    add_account("hugo", "reader", password=PASSWORD)
    for _ in range(3):
        refused("sign-in-wrong", "claire", "not that one", clock)
    assert sign_in("hugo", PASSWORD, clock=clock)
    clock.now += 1
    assert sign_in("claire", PASSWORD, clock=clock)
    for _ in range(3):
        refused("sign-in-wrong", "claire", "not that one", clock)


def test_trying_from_several_places_at_once_gains_no_try(clock, monkeypatch):
    add_account("claire", "reader", password=PASSWORD)
    checked = []
    right = accounts._matches
    monkeypatch.setattr(accounts, "_matches", lambda known, given: checked.append(given) or right(known, given))
    said = []

    def attempt():
        with pytest.raises(RightError) as told:
            sign_in("claire", "not that one", clock=clock)
        said.append(told.value.key)

    tries = [threading.Thread(target=attempt) for _ in range(12)]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert len(checked) == 3
    assert sorted(said) == ["sign-in-wait"] * 9 + ["sign-in-wrong"] * 3


def test_an_unknown_name_is_compared_with_a_hash_too(clock, monkeypatch):
    add_account("claire", "reader", password=PASSWORD)
    compared = []
    hasher = accounts._hasher()

    class Watched:
        def hash(self, given):
            return hasher.hash(given)

        def verify(self, known, given):
            compared.append(known[:10])
            return hasher.verify(known, given)

    monkeypatch.setattr(accounts, "_hasher", Watched)
    refused("sign-in-wrong", "claire", "not that one", clock)
    refused("sign-in-wrong", "nobody of that name", "not that one", clock)
    assert compared == ["$argon2id$", "$argon2id$"]


def test_the_hash_that_is_really_made_is_as_heavy_as_the_library_advises():
    hasher = accounts.PasswordHasher()
    assert hasher.memory_cost >= 19 * 1024  # KiB, the least that OWASP names for Argon2id
    assert hasher.time_cost >= 2


def test_whom_an_organisation_recognised_needs_an_account(clock):
    with pytest.raises(RightError, match="sign-in-no-account"):
        sign_in_as("paul@example.org", clock=clock)
    add_account("Paul@example.org", "validator", password=None)
    secret = sign_in_as("paul@EXAMPLE.org", clock=clock)
    assert person_of(secret, idle_s=IDLE, clock=clock) == Person("Paul@example.org", "validator")


def test_a_file_that_is_not_one_of_accounts_lets_nobody_in(clock):
    add_account("claire", "validator", password=PASSWORD)
    secret = sign_in("claire", PASSWORD, clock=clock)
    accounts_path().write_bytes(b"not a database at all" * 100)
    for ask in (lambda: person_of(secret, idle_s=IDLE), lambda: sign_in("claire", PASSWORD), list_accounts):
        with pytest.raises(StoreError, match="accounts-unreadable"):
            ask()


def _foreign(path):
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE account (key TEXT)")
    other.close()


def _other_values(path):
    with sqlite3.connect(path) as file:
        file.execute("UPDATE account SET since = 'yesterday', role = 'king'")
    file.close()


_DAMAGES = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "text": lambda path: path.write_text("name;role\nclaire;validator\n", "utf-8"),
    "foreign": _foreign,
    "other values": _other_values,
}


@pytest.mark.parametrize("damage", _DAMAGES)
def test_a_damaged_file_is_said_and_left_as_it_is_until_it_is_mended(damage, clock, monkeypatch):
    monkeypatch.setattr(accounts, "_MADE_S", 0.0)
    add_account("claire", "validator", password=PASSWORD)
    secret = sign_in("claire", PASSWORD, clock=clock)
    path = accounts_path()
    _DAMAGES[damage](path)
    left = path.read_bytes()
    for ask in (
        list_accounts,
        accounts.check_accounts,
        lambda: person_of(secret, idle_s=IDLE, clock=clock),
        lambda: add_account("paul", "reader", password=None) if damage != "other values" else list_accounts(),
    ):
        with pytest.raises(StoreError, match="accounts-unreadable"):
            ask()
    assert path.read_bytes() == left
    [finding] = [one for one in doctor.examine() if "accounts" in one.key]
    assert (finding.state, finding.key, finding.mend) == ("problem", "accounts-unreadable", "accounts")
    [(_, aside)] = doctor.mend(finding).values
    assert (path.parent / aside / path.name).read_bytes() == left
    assert list_accounts() == []
    add_account("claire", "validator", password=None)
    [finding] = [one for one in doctor.examine() if "accounts" in one.key]
    assert (finding.state, dict(finding.values)["count"]) == ("good", 1)


def test_what_the_system_refuses_is_not_moved_aside():
    accounts_path().parent.mkdir(parents=True, exist_ok=True)
    accounts_path().mkdir()
    [finding] = [one for one in doctor.examine() if "accounts" in one.key]
    assert (finding.state, finding.key, finding.mend) == ("problem", "accounts-refused", None)
    with pytest.raises(FileError):
        list_accounts()


def test_a_file_that_another_program_holds_is_busy_not_damaged(monkeypatch):
    add_account("claire", "validator", password=None)
    monkeypatch.setattr(accounts, "_BUSY_S", 0.05)
    with sqlite3.connect(accounts_path(), isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="accounts-busy"):
            add_account("paul", "reader", password=None)
        [finding] = [one for one in doctor.examine() if "accounts" in one.key]
        assert (finding.key, finding.mend) == ("accounts-busy", None)
        other.execute("ROLLBACK")
    other.close()
    assert add_account("paul", "reader", password=None).name == "paul"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("accounts-unreadable", {}),
        ("accounts-busy", {}),
        ("accounts-refused", {"reason": "Permission denied"}),
        ("accounts-good", {"count": 2}),
    ],
)
def test_the_doctor_has_words_for_every_state_of_the_accounts(language, key, values):
    said = texts(language)(f"doctor-seen-{key}", file="accounts.sqlite", **values)
    assert "accounts.sqlite" in said


def test_a_change_that_fails_half_way_changes_nothing(monkeypatch):
    add_account("claire", "reader", password=PASSWORD)
    real = sqlite3.connect

    class Failing(sqlite3.Connection):
        def execute(self, sql, *more):
            if sql.startswith("DELETE FROM session"):
                raise sqlite3.OperationalError("disk full")
            return super().execute(sql, *more)

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, factory=Failing, **k))
        with pytest.raises(StoreError):
            remove_account("claire")
    assert is_account("claire")
