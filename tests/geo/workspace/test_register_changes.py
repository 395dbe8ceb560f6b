"""Editing the register: each change signed, shown field by field before, undone as a whole, read back at any date."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from geo.errors import BadInputError, NotFoundError
from geo.workspace import journal, register_changes
from geo.workspace.data import database_path, ensure_built, load, now
from geo.workspace.journal import EMBEDDED, Signature
from geo.workspace.register_changes import (
    compare_days,
    find_undoing,
    history,
    list_changes,
    open_desk,
    register_on,
    save,
    stale_rows,
    undo,
)
from geo.workspace.register_drafts import closed, confirmed, edited, new_actor, new_service, reopened
from geo.workspace.register_intake import check_register, import_register, present_register
from geo.workspace.store import open_database
from geo.workspace.territory import load_territory

SIGNED = Signature("Claire", "appel du matin", "téléphone à la structure")
SAF = "be-saf-echoline"


@pytest.fixture
def wallonie(own_workspace):  # noqa: ARG001 - a folder of its own
    territory = load_territory("wallonie")
    ensure_built(territory)
    return territory


def row(territory, actor_id=SAF):
    return load(territory).actors.set_index("actor_id").loc[actor_id]


def told(lines):
    return lines[["column", "before", "after"]].to_numpy().tolist()


def test_a_field_is_corrected_shown_first_and_signed(wallonie):
    draft = edited(open_desk(wallonie), SAF, {"phone": "071 00 00 00"})
    assert draft.ok
    assert told(draft.differences) == [["phone", None, "071 00 00 00"]]
    assert pd.isna(row(wallonie)["phone"])  # nothing before it is saved
    saved = save(wallonie, draft, signed=SIGNED)
    assert saved.rows == 1
    assert row(wallonie)["phone"] == "071 00 00 00"
    change = list_changes(wallonie).iloc[0]
    assert change[["change_id", "recorded_by", "reason", "origin", "rows"]].tolist() == [
        saved.change_id,
        "Claire",
        "appel du matin",
        "téléphone à la structure",
        1,
    ]
    latest = history(wallonie, SAF)
    assert told(latest)[0] == ["phone", None, "071 00 00 00"]
    assert latest["change"].tolist() == ["changed", "added"]
    assert save(wallonie, edited(open_desk(wallonie), SAF, {"phone": "071 00 00 00"}), signed=SIGNED).change_id is None


def test_what_the_rules_refuse_is_not_saved(wallonie):
    draft = edited(open_desk(wallonie), SAF, {"kind": "safff", "capacity": "beaucoup"})
    assert not draft.ok
    assert set(draft.issues.loc[draft.issues["severity"] == "error", "column"]) == {"kind", "capacity"}
    with pytest.raises(BadInputError, match="register-has-errors"):
        save(wallonie, draft, signed=SIGNED)
    assert len(list_changes(wallonie)) == 1


@pytest.mark.parametrize(("by", "reason"), [("", "x"), ("x", "  ")])
def test_nobody_writes_without_signing(wallonie, by, reason):
    with pytest.raises(BadInputError, match="register-unsigned"):
        save(wallonie, edited(open_desk(wallonie), SAF, {"phone": "1"}), signed=Signature(by, reason, ""))


def test_a_row_changed_since_it_was_read_is_not_overwritten(wallonie):
    desk = open_desk(wallonie)
    save(wallonie, edited(desk, SAF, {"phone": "071 11 11 11"}), signed=SIGNED)
    with pytest.raises(BadInputError, match="register-row-changed"):
        save(wallonie, edited(desk, SAF, {"phone": "071 22 22 22"}), signed=SIGNED)
    assert row(wallonie)["phone"] == "071 11 11 11"


def test_a_move_by_place_finds_the_point_anew_and_a_point_finds_its_commune(wallonie):
    desk = open_desk(wallonie)
    moved = edited(desk, SAF, {"locality": "Arlon", "address": ""})
    assert moved.ok, moved.issues.to_dict("records")
    after = moved.after.iloc[0]
    assert (after["zone_id"], after["position_quality"]) == ("81001", "locality")
    assert after["lon"] == pytest.approx(5.81, abs=0.03)
    pointed = edited(desk, SAF, {"lon": 5.222, "lat": 50.163, "position_quality": "address", "zone_id": ""})
    assert pointed.after.iloc[0]["zone_id"] == "91114"  # the town of Rochefort
    save(wallonie, pointed, signed=SIGNED)
    assert row(wallonie)["lat"] == 50.163


def test_an_actor_closes_opens_again_and_leaves_the_measures_meanwhile(wallonie):
    save(wallonie, closed(open_desk(wallonie), SAF, day="2026-03-01"), signed=SIGNED)
    assert row(wallonie)[["status", "until"]].tolist() == ["closed", "2026-03-01"]
    with pytest.raises(BadInputError, match="register-already-closed"):
        closed(open_desk(wallonie), SAF)
    save(wallonie, reopened(open_desk(wallonie), SAF), signed=SIGNED)
    assert row(wallonie)["status"] == "open"
    assert pd.isna(row(wallonie)["until"])
    with pytest.raises(BadInputError, match="register-already-open"):
        reopened(open_desk(wallonie), SAF)


def test_a_service_is_added_closes_beside_the_others_and_comes_back(wallonie):
    fields = {"service": "Ateliers", "capacity": "12", "capacity_unit": "familles", "source": "visite"}
    save(wallonie, new_service(open_desk(wallonie), SAF, fields), signed=SIGNED)
    services = load(wallonie).services
    own = services[services["actor_id"] == SAF].set_index("service")
    assert own.loc["Ateliers", ["capacity", "capacity_unit", "as_of"]].tolist() == [
        12,
        "families",
        now().date().isoformat(),
    ]
    assert len(own) == 2
    desk = open_desk(wallonie)
    with pytest.raises(BadInputError, match="register-service-unsaid"):
        edited(desk, SAF, {"capacity": "3"})
    with pytest.raises(BadInputError, match="register-service-exists"):
        new_service(desk, SAF, {"service": "ATELIERS"})
    draft = closed(desk, SAF, service="Ateliers")
    assert draft.differences["change"].tolist() == ["removed"]
    save(wallonie, draft, signed=SIGNED)
    assert len(load(wallonie).services.query("actor_id == @SAF")) == 1
    assert row(wallonie)["status"] == "open"
    save(wallonie, reopened(open_desk(wallonie), SAF, service="Ateliers"), signed=SIGNED)
    assert len(load(wallonie).services.query("actor_id == @SAF")) == 2
    # What is said of the actor is said on both rows.
    save(wallonie, edited(open_desk(wallonie), SAF, {"phone": "071"}), signed=SIGNED)
    rows = present_register(wallonie).query("actor_id == @SAF")
    assert rows["phone"].tolist() == ["071", "071"]


def test_a_new_actor_takes_a_name_of_its_own_and_a_known_one_is_refused(wallonie):
    fields = {"name": "Maison neuve", "kind": "saf", "locality": "Arlon", "status": "open", "source": "visite"}
    first = new_actor(open_desk(wallonie), fields)
    assert first.ok, first.issues.to_dict("records")
    save(wallonie, first, signed=SIGNED)
    second = new_actor(open_desk(wallonie), fields)
    assert second.after["actor_id"].tolist() == ["saf-maison-neuve-arlon-2"]
    with pytest.raises(BadInputError, match="register-actor-exists"):
        new_actor(open_desk(wallonie), {**fields, "actor_id": SAF})
    assert not new_actor(open_desk(wallonie), {"name": "Sans type", "source": "x"}).ok


def test_undo_walks_back_and_undoing_an_undo_does_it_again(wallonie):
    embedded = row(wallonie)
    for phone in ("1", "2"):
        save(wallonie, edited(open_desk(wallonie), SAF, {"phone": phone}), signed=SIGNED)
    second, first = list_changes(wallonie)["change_id"].iloc[:2]
    with pytest.raises(BadInputError, match="register-changed-since"):
        undo(wallonie, first, signed=SIGNED)
    saved, found = undo(wallonie, signed=SIGNED)
    assert (found.change_id, row(wallonie)["phone"]) == (second, "1")
    with pytest.raises(BadInputError, match="register-already-undone"):
        undo(wallonie, second, signed=SIGNED, later="keep")
    undo(wallonie, saved.change_id, signed=SIGNED)
    assert row(wallonie)["phone"] == "2"
    undo(wallonie, signed=SIGNED)  # the second change again: it stands once more
    undo(wallonie, signed=SIGNED)
    assert row(wallonie).equals(embedded)
    with pytest.raises(NotFoundError, match="register-nothing-to-undo"):
        find_undoing(wallonie)
    with pytest.raises(NotFoundError, match="unknown-change"):
        undo(wallonie, "nowhere", signed=SIGNED)
    # Nothing is lost of what happened, and what came back is the word of the embedded file again.
    with open_database(database_path(wallonie), write=True) as database:
        assert database.frame("SELECT * FROM register_journal").shape[0] == journal.count(database)
        newer = journal.present(database)
        newer.loc[newer["actor_id"] == SAF, "phone"] = "3"
        assert journal.follow_embedded(database, newer, moment=now()) == 1
        assert journal.present(database).set_index("actor_id").loc[SAF, "phone"] == "3"


def test_an_import_is_withdrawn_as_a_whole_but_for_what_was_changed_since(wallonie, tmp_path):
    header = "identifiant;nom;type;commune;statut;source;date de la source\n"
    file = tmp_path / "liste.csv"
    lines = "".join(f"l-{n};Liste {n};saf;Arlon;ouvert;liste;2026\n" for n in range(4))
    file.write_text(header + lines, encoding="utf-8")
    assert import_register(wallonie, check_register(wallonie, file), by="x", reason="x", origin="liste.csv") == 4
    change = list_changes(wallonie).iloc[0]
    assert (change["rows"], change["origin"]) == (4, "liste.csv")
    save(wallonie, edited(open_desk(wallonie), "l-2", {"phone": "063"}), signed=SIGNED)
    with pytest.raises(BadInputError, match="register-changed-since"):
        undo(wallonie, change["change_id"], signed=SIGNED)
    saved, found = undo(wallonie, change["change_id"], signed=SIGNED, later="keep")
    assert (saved.rows, found.later["actor_id"].tolist()) == (3, ["l-2"])
    left = set(load(wallonie).actors["actor_id"])
    assert {f"l-{n}" for n in range(4)} & left == {"l-2"}


def test_nothing_is_written_when_the_disk_refuses(wallonie, monkeypatch):
    before = list_changes(wallonie)
    monkeypatch.setattr(register_changes, "join_actors", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        save(wallonie, edited(open_desk(wallonie), SAF, {"phone": "1"}), signed=SIGNED)
    assert list_changes(wallonie).equals(before)


def test_the_register_at_a_date_and_what_differs_between_two(wallonie):
    today = now().date()
    begun = datetime.combine(today - timedelta(days=30), datetime.min.time(), tzinfo=UTC).replace(tzinfo=None)
    with open_database(database_path(wallonie), write=True) as database:
        database.run("UPDATE register_journal SET recorded_at = $begun", {"begun": begun})
    then = today - timedelta(days=10)
    assert register_on(wallonie, then).equals(present_register(wallonie))
    save(wallonie, edited(open_desk(wallonie), SAF, {"phone": "1", "capacity": "40"}), signed=SIGNED)
    assert compare_days(wallonie, then, then).empty
    lines = compare_days(wallonie, then, today)
    assert told(lines) == [["phone", None, "1"], ["capacity", None, 40.0]]
    assert pd.isna(register_on(wallonie, then).set_index("actor_id").loc[SAF, "phone"])
    for refused, key in (
        (lambda: register_on(wallonie, today - timedelta(days=31)), "register-before-start"),
        (lambda: register_on(wallonie, today + timedelta(days=1)), "register-day-ahead"),
        (lambda: compare_days(wallonie, today, then), "register-days-reversed"),
    ):
        with pytest.raises(BadInputError, match=key):
            refused()


def test_rows_not_confirmed_for_a_year_until_somebody_verifies_them(wallonie):
    today = now().date()
    stale = stale_rows(present_register(wallonie), today=today)
    assert not stale.empty
    assert stale["days"].dropna().gt(365).all()
    assert stale.loc[stale["days"].isna(), "basis"].eq("never").all()
    actor = stale["actor_id"].iloc[0]
    draft = confirmed(open_desk(wallonie), actor)
    assert told(draft.differences) == [["verified", None, today.isoformat()]] * len(draft.before)
    save(wallonie, draft, signed=SIGNED)
    assert actor not in set(stale_rows(present_register(wallonie), today=today)["actor_id"])


@pytest.mark.parametrize(
    ("verified", "as_of", "expected"),
    [
        (None, "undated", ["never"]),
        (None, "2024", ["source"]),
        (None, "2025", []),  # its last day may be 31 December 2025
        ("2025-11-26", "undated", ["verified"]),
        ("2025-11-27", "2019", []),
        ("2020", "2025-01", ["source"]),
    ],
)
def test_a_date_that_is_imprecise_counts_up_to_its_last_day(wallonie, verified, as_of, expected):
    rows = present_register(wallonie).query("actor_id == @SAF").assign(verified=verified, as_of=as_of)
    assert stale_rows(rows, today=date(2026, 11, 27))["basis"].tolist() == expected
    assert stale_rows(rows.assign(status="closed"), today=date(2026, 11, 27)).empty


def test_entries_of_earlier_versions_can_be_undone(wallonie):
    """Their change has no name: those written at one moment go together."""
    save(wallonie, edited(open_desk(wallonie), SAF, {"phone": "1"}), signed=SIGNED)
    with open_database(database_path(wallonie), write=True) as database:
        database.run("UPDATE register_journal SET change_id = NULL")
    known = list_changes(wallonie)
    assert known["recorded_by"].tolist() == ["Claire", EMBEDDED]
    undo(wallonie, signed=SIGNED)
    assert pd.isna(row(wallonie)["phone"])
