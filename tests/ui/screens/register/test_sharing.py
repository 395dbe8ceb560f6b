"""A shared workspace on screen: what each role sees and may do, a proposal judged, a card changed meanwhile."""

import shutil

import pandas as pd
import pytest

from geo.workspace import accounts
from geo.workspace.accounts import add_account, remove_account, set_role, sign_in
from geo.workspace.data import ensure_built
from geo.workspace.journal import Signature
from geo.workspace.register_changes import list_changes, open_desk, save
from geo.workspace.register_drafts import edited
from geo.workspace.register_intake import present_register
from geo.workspace.register_proposals import list_proposals, propose
from geo.workspace.rights import SIGN_IN
from geo.workspace.territory import load_territory
from tests.ui.driving import app, forget, said
from tests.ui.screens.register.test_editing import FRENCH, SAF, button, on_card
from ui.words.escape import plain

PASSWORD = "quatre mots qui se suivent"  # noqa: S105 - of a test
VERA = Signature("vera", "appel", "", "validator")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAILLAGE_WORKSPACE", str(folder))
        patch.setattr(accounts, "_hasher", lambda: accounts.PasswordHasher(1, 8, 1))
        ensure_built(load_territory("wallonie"))
        for name, role in (("lise", "reader"), ("paul", "proposer"), ("vera", "validator")):
            add_account(name, role, password=PASSWORD)
    return folder


@pytest.fixture(autouse=True)
def _shared(built, tmp_path, monkeypatch):
    shutil.copytree(built, tmp_path / "workspace")
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setenv(SIGN_IN, "1")
    monkeypatch.setattr("ui.session.person._secret", lambda: "")
    forget()
    yield
    forget()


@pytest.fixture
def as_(monkeypatch):
    def signed_in(name):
        secret = sign_in(name, PASSWORD)
        monkeypatch.setattr("ui.session.person._secret", lambda: secret)

    return signed_in


def labels(opened):
    return {found.label for found in opened.button}


def phone():
    cell = present_register(load_territory("wallonie")).set_index("actor_id").loc[SAF, "phone"]
    return None if pd.isna(cell) else cell


def corrected(opened, number):
    """Type another number on the card, and have the difference shown."""
    opened.selectbox(key=f"edit-action-{SAF}").select("correct").run()
    opened.text_input(key=f"edit-{SAF}-None-phone").input(number)
    button(opened, "edit-show").click().run()
    assert not opened.exception
    assert FRENCH("edit-difference") in said(opened)
    return opened


def sent(opened, label, reason="appel"):
    fields = [field for field in opened.text_input if field.label == FRENCH("upload-reason")]
    fields[-1].input(reason)
    button(opened, label).click().run()
    assert not opened.exception
    return opened


def picked(row):
    """Open the register with a proposal picked."""
    opened = app("actors")
    opened.session_state["table-proposals"] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    opened.run()
    assert not opened.exception
    return opened


def judged(opened, label, reason=""):
    next(one for one in opened.text_input if one.label == FRENCH("proposals-reason")).input(reason)
    button(opened, label).click().run()
    assert not opened.exception
    return opened


def test_nobody_sees_anything_who_is_not_signed_in_or_no_longer_is(as_):
    opened = app("actors")
    assert FRENCH("account-ended") in said(opened)
    assert "Écholine" not in said(opened)
    assert not opened.tabs
    as_("lise")
    opened = app("actors")
    assert opened.tabs
    remove_account("lise")
    opened.run()
    assert FRENCH("account-ended") in said(opened)
    assert not opened.tabs


def test_a_reader_reads_and_is_told_why_nothing_more(as_):
    as_("lise")
    opened = on_card()
    assert not {FRENCH("edit-verify"), FRENCH("edit-show"), FRENCH("kinds-add"), FRENCH("plan-keep")} & labels(opened)
    assert not [one for one in opened.selectbox if one.key == f"edit-action-{SAF}"]
    assert "ne permet pas de proposer un changement" in said(opened)
    assert "il faut le rôle «\u202fproposer\u202f»" in said(opened)
    assert not opened.get("file_uploader")  # neither a list nor a backup
    downloads = {one.proto.label for one in opened.get("download_button")}
    assert FRENCH("backups-register") in downloads
    assert FRENCH("backups-make") not in downloads


def test_a_proposer_proposes_under_their_own_name_and_the_register_waits(as_):
    as_("paul")
    opened = corrected(on_card(), "071 12 34 56")
    assert FRENCH("upload-by") not in {field.label for field in opened.text_input}  # who signs is not typed
    assert FRENCH("edit-save") not in labels(opened)
    assert plain(FRENCH("account-signed", name="paul")) in said(opened)
    sent(opened, "edit-propose")
    (waiting,) = list_proposals(load_territory("wallonie"))
    assert (waiting.proposed_by, waiting.reason, waiting.state) == ("paul", "appel", "waiting")
    assert FRENCH("edit-proposed", change=waiting.proposal_id) in said(opened)
    assert FRENCH("edit-undo") not in labels(opened)
    assert phone() is None
    assert len(list_changes(load_territory("wallonie"))) == 1


def test_a_role_that_is_lowered_while_the_form_is_open_no_longer_writes(as_):
    as_("vera")
    opened = corrected(on_card(), "071 12 34 56")
    set_role("vera", "reader")
    sent(opened, "edit-save")
    assert phone() is None
    assert list_proposals(load_territory("wallonie")) == []


def test_a_validator_accepts_a_proposal_and_the_journal_names_both(as_):
    territory = load_territory("wallonie")
    draft = edited(open_desk(territory), SAF, {"phone": "071 12 34 56"})
    name = propose(territory, draft.before, draft.after, signed=Signature("paul", "appel", "la structure", "proposer"))
    as_("paul")
    opened = picked(0)
    assert FRENCH("proposals-accept") not in labels(opened)
    assert FRENCH("proposals-withdraw") in labels(opened)
    as_("vera")
    opened = picked(0)
    assert FRENCH("proposals-wait", count=1) in said(opened)
    assert FRENCH("proposals-title", proposal=name, by="paul") in said(opened)
    judged(opened, "proposals-accept")
    change = list_changes(territory).iloc[0]
    assert change[["recorded_by", "proposed_by"]].tolist() == ["vera", "paul"]
    assert FRENCH("proposals-accepted", proposal=name, change=change["change_id"]) in said(opened)
    assert phone() == "071 12 34 56"


def test_a_refusal_needs_a_reason_and_changes_nothing(as_):
    territory = load_territory("wallonie")
    draft = edited(open_desk(territory), SAF, {"phone": "071 12 34 56"})
    name = propose(territory, draft.before, draft.after, signed=Signature("paul", "appel", "", "proposer"))
    as_("vera")
    opened = judged(picked(0), "proposals-refuse")
    assert FRENCH("proposals-reason-needed") in said(opened)
    assert list_proposals(territory)[0].state == "waiting"
    opened = judged(opened, "proposals-refuse", "mauvais numéro")
    assert FRENCH("proposals-refused", proposal=name) in said(opened)
    (done,) = list_proposals(territory)
    assert (done.state, done.judged_by, done.judged_reason) == ("refused", "vera", "mauvais numéro")
    assert phone() is None


def test_a_card_that_changed_since_it_was_read_is_shown_again_before_it_is_written_over(as_):
    territory = load_territory("wallonie")
    as_("vera")
    opened = corrected(on_card(), "071 12 34 56")
    hugo = Signature("hugo", "courriel", "", "validator")
    save(territory, edited(open_desk(territory), SAF, {"phone": "071 99 99 99", "note": "déménage"}), signed=hugo)
    sent(opened, "edit-save")
    assert phone() == "071 99 99 99"  # not written over unseen
    assert FRENCH("edit-stale") in said(opened)
    assert FRENCH("edit-stale-since") in said(opened)
    assert FRENCH("edit-stale-disputed") in said(opened)
    sent(opened, "edit-save")
    row = present_register(territory).set_index("actor_id").loc[SAF]
    assert row[["phone", "note"]].tolist() == ["071 12 34 56", "déménage"]


def test_a_form_that_was_open_while_somebody_wrote_does_not_take_their_change_back(as_):
    territory = load_territory("wallonie")
    as_("vera")
    opened = on_card()
    opened.selectbox(key=f"edit-action-{SAF}").select("correct").run()
    save(territory, edited(open_desk(territory), SAF, {"hours": "lundi 9:00-12:00"}), signed=VERA)
    forget()
    opened.text_input(key=f"edit-{SAF}-None-phone").input("071 12 34 56")
    button(opened, "edit-show").click().run()
    sent(opened, "edit-save")
    assert FRENCH("edit-stale") in said(opened)
    sent(opened, "edit-save")
    row = present_register(territory).set_index("actor_id").loc[SAF]
    assert row["phone"] == "071 12 34 56"
    assert row["hours"] == "lundi 9:00-12:00"


def test_a_proposal_on_a_card_that_changes_while_it_is_read_is_not_accepted_unseen(as_):
    territory = load_territory("wallonie")
    draft = edited(open_desk(territory), SAF, {"phone": "071 12 34 56"})
    propose(territory, draft.before, draft.after, signed=Signature("paul", "appel", "", "proposer"))
    as_("vera")
    opened = picked(0)
    save(territory, edited(open_desk(territory), SAF, {"phone": "071 99 99 99"}), signed=VERA)
    judged(opened, "proposals-accept")
    assert phone() == "071 99 99 99"
    assert FRENCH("proposals-changed-meanwhile") in said(opened)
    judged(opened, "proposals-accept")
    assert phone() == "071 12 34 56"


def test_names_of_those_who_wrote_are_for_validators(as_):
    territory = load_territory("wallonie")
    save(territory, edited(open_desk(territory), SAF, {"phone": "071 99 99 99"}), signed=VERA)
    for name, told in (("lise", FRENCH("register-by-somebody")), ("vera", "vera")):
        as_(name)
        opened = app("actors")
        table = next(one.value for one in opened.dataframe if FRENCH("register-head-change") in one.value.columns)
        assert table[FRENCH("register-head-who")].iloc[0] == told
