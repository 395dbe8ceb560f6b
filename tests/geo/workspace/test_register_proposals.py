"""Proposals: they wait, are judged once, follow the register that changed meanwhile, and are written whole or not."""

import shutil
import zipfile

import pandas as pd
import pytest

from geo.errors import BadInputError, NotFoundError, RightError, StoreError
from geo.files.register.formats.writing import FORMATS
from geo.paths import workspace_folder
from geo.roads.territory_roads import remove_roads
from geo.travel.matrix import keep_matrix, remove_matrix
from geo.workspace import journal, proposals, register_changes, register_proposals
from geo.workspace.backup import read_backup, write_backup
from geo.workspace.boundaries import remove_boundaries
from geo.workspace.build import build_database
from geo.workspace.data import database_path, ensure_built, hash_of_inputs, now
from geo.workspace.expected_intake import withdraw_expected
from geo.workspace.journal import REGISTER_COLUMNS, Signature
from geo.workspace.layer_intake import check_layer, import_layer
from geo.workspace.register_changes import history, list_changes, open_desk, save, undo
from geo.workspace.register_drafts import closed, edited, new_actor, new_service
from geo.workspace.register_exports import export_register
from geo.workspace.register_intake import check_register, import_register, present_register, put_beside
from geo.workspace.register_proposals import (
    accept,
    find_proposal,
    list_proposals,
    propose,
    propose_rows,
    redraw,
    refuse,
    withdraw,
)
from geo.workspace.restore import restore_backup
from geo.workspace.rights import SIGN_IN
from geo.workspace.store import open_database
from geo.workspace.territory import load_territory
from ui.words.exports import words_of_catalogues

SAF = "be-saf-echoline"
PAUL = Signature("paul", "appel du matin", "téléphone", "proposer")
VERA = Signature("vera", "vérifié", "", "validator")
LISE = Signature("lise", "je voudrais", "", "reader")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAILLAGE_WORKSPACE", str(folder))
        ensure_built(load_territory("wallonie"))
    return folder


@pytest.fixture
def wallonie(built, tmp_path, monkeypatch):
    shutil.copytree(built, tmp_path / "workspace")
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setenv(SIGN_IN, "1")
    return load_territory("wallonie")


def cell(territory, column, actor_id=SAF):
    found = present_register(territory).set_index("actor_id").loc[actor_id, column]
    return None if pd.isna(found) else found


def proposed(territory, fields, signed=PAUL):
    draft = edited(open_desk(territory), SAF, fields)
    return propose(territory, draft.before, draft.after, signed=signed)


def entries(territory):
    with open_database(database_path(territory)) as database:
        return journal.count(database), proposals.count(database)


def test_a_proposal_waits_then_enters_the_register_with_both_names(wallonie):
    name = proposed(wallonie, {"phone": "071 00 00 00"})
    assert cell(wallonie, "phone") is None
    (waiting,) = list_proposals(wallonie)
    assert (waiting.state, waiting.proposed_by, waiting.reason, waiting.origin) == (
        *("waiting", "paul"),
        *("appel du matin", "téléphone"),
    )
    assert waiting.judged_by is None
    assert waiting.differences[["column", "before", "after"]].to_numpy().tolist() == [["phone", None, "071 00 00 00"]]
    saved = accept(wallonie, name, signed=VERA)
    assert saved.rows == 1
    assert cell(wallonie, "phone") == "071 00 00 00"
    (done,) = list_proposals(wallonie)
    assert (done.state, done.judged_by, done.judged_reason, done.change_id) == (
        *("accepted", "vera"),
        *("vérifié", saved.change_id),
    )
    change = list_changes(wallonie).iloc[0]
    assert change[["change_id", "recorded_by", "proposed_by", "reason", "origin"]].tolist() == [
        *(saved.change_id, "vera", "paul"),
        *("appel du matin", "téléphone"),
    ]
    assert history(wallonie, SAF).iloc[0][["recorded_by", "proposed_by"]].tolist() == ["vera", "paul"]
    undo(wallonie, saved.change_id, signed=VERA)
    assert cell(wallonie, "phone") is None
    assert list_changes(wallonie)["proposed_by"].isna().tolist()[:2] == [True, False]


def test_a_refused_and_a_withdrawn_proposal_change_nothing_and_are_not_judged_twice(wallonie):
    before = present_register(wallonie)
    first, second = proposed(wallonie, {"phone": "071 00 00 00"}), proposed(wallonie, {"phone": "071 11 11 11"})
    refuse(wallonie, first, signed=VERA)
    withdraw(wallonie, second, signed=PAUL)
    pd.testing.assert_frame_equal(present_register(wallonie), before)
    assert {one.proposal_id: (one.state, one.judged_by) for one in list_proposals(wallonie)} == {
        first: ("refused", "vera"),
        second: ("withdrawn", "paul"),
    }
    for again in (first, second):
        for judge in (accept, refuse):
            with pytest.raises(BadInputError, match="proposal-settled"):
                judge(wallonie, again, signed=VERA)
        with pytest.raises(BadInputError, match="proposal-settled"):
            withdraw(wallonie, again, signed=PAUL)
    pd.testing.assert_frame_equal(present_register(wallonie), before)
    with pytest.raises(NotFoundError, match="unknown-proposal"):
        accept(wallonie, "no such one", signed=VERA)


def test_who_may_not_is_refused_beneath_every_screen_and_nothing_is_written(wallonie, tmp_path):
    draft = edited(open_desk(wallonie), SAF, {"phone": "071 00 00 00"})
    name = propose(wallonie, draft.before, draft.after, signed=PAUL)
    before = entries(wallonie)
    file = tmp_path / "ajout.csv"
    file.write_text(
        "identifiant;nom;type;commune;statut;source;date de la source\nx;X;saf;Bertrix;ouvert;essai;2026-01\n",
        encoding="utf-8",
    )
    reading = check_register(wallonie, file)
    unsigned = Signature("vera", "r", "")
    layer = tmp_path / "couche.csv"
    layer.write_text("id;lon;lat;population\nx;4.8674;50.4669;1\n", encoding="utf-8")
    plan = check_layer(wallonie, layer)
    trips = pd.DataFrame({"place_id": ["25005-beauvechain"], "actor_id": ["be-hopital-citadelle"], "minutes": [30.0]})
    for signed in (LISE, PAUL, unsigned, Signature("", "r", "", "validator")):
        for act in (
            lambda signed=signed: save(wallonie, draft, signed=signed),
            lambda signed=signed: undo(wallonie, signed=signed),
            lambda signed=signed: accept(wallonie, name, signed=signed),
            lambda signed=signed: refuse(wallonie, name, signed=signed),
            lambda signed=signed: import_register(
                wallonie, reading, by=signed.by, reason="r", origin="f", role=signed.role
            ),
            lambda signed=signed: import_layer(
                wallonie, plan, layer="mine", by=signed.by, origin="f", role=signed.role
            ),
            lambda signed=signed: withdraw_expected(
                wallonie, zone_id="81000", kind="saf", by=signed.by, reason="r", role=signed.role
            ),
            lambda signed=signed: keep_matrix(wallonie, trips, mode="car", source="x", person=signed.person),
            lambda signed=signed: remove_matrix(wallonie, "car", person=signed.person),
            lambda signed=signed: remove_roads(wallonie, "car", person=signed.person),
            lambda signed=signed: remove_boundaries(wallonie, person=signed.person),
        ):
            with pytest.raises(RightError):
                act()
    for signed in (LISE, unsigned):
        with pytest.raises(RightError):
            propose(wallonie, draft.before, draft.after, signed=signed)
    backup = read_backup(write_backup(wallonie, moment=now(), path=tmp_path / "b.zip"))
    for person in (LISE.person, PAUL.person, unsigned.person):
        with pytest.raises(RightError):
            restore_backup(backup, person=person)
    with pytest.raises(RightError, match="proposal-not-own"):
        withdraw(wallonie, name, signed=Signature("hugo", "r", "", "proposer"))
    for nothing in ("by", "reason"):
        with pytest.raises((BadInputError, RightError)):
            propose(wallonie, draft.before, draft.after, signed=Signature(**{**vars(PAUL), nothing: " "}))
    assert entries(wallonie) == before


def test_what_somebody_changed_meanwhile_is_not_written_over_unseen(wallonie):
    name = proposed(wallonie, {"phone": "071 00 00 00", "hours": "lundi 9:00-12:00"})
    save(wallonie, edited(open_desk(wallonie), SAF, {"phone": "071 99 99 99", "website": "example.org"}), signed=VERA)
    with pytest.raises(BadInputError, match="register-row-changed"):
        accept(wallonie, name, signed=VERA)
    assert cell(wallonie, "phone") == "071 99 99 99"
    _, drawn = find_proposal(wallonie, name)
    assert set(drawn.since["column"]) == {"phone", "website"}
    assert drawn.disputed[["column", "read", "stands", "proposed"]].to_numpy().tolist() == [
        ["phone", None, "071 99 99 99", "071 00 00 00"]
    ]
    # Changed again while the validator was reading.
    save(wallonie, edited(open_desk(wallonie), SAF, {"note": "déménage bientôt"}), signed=VERA)
    with pytest.raises(BadInputError, match="register-row-changed"):
        accept(wallonie, name, signed=VERA, seen=drawn.before)
    _, drawn = find_proposal(wallonie, name)
    accept(wallonie, name, signed=VERA, seen=drawn.before)
    told = {column: cell(wallonie, column) for column in ("phone", "website", "note")}
    assert told == {"phone": "071 00 00 00", "website": "example.org", "note": "déménage bientôt"}
    assert cell(wallonie, "hours") is not None


def test_a_service_added_meanwhile_stops_a_change_of_its_actor(wallonie):
    draft = edited(open_desk(wallonie), SAF, {"phone": "071 00 00 00"})
    added = new_service(open_desk(wallonie), SAF, {"service": "permanence", "source": "essai"})
    assert added.ok, added.issues.to_dict("records")
    save(wallonie, added, signed=VERA)
    with pytest.raises(BadInputError, match="register-row-changed"):
        save(wallonie, draft, signed=VERA)
    rows = present_register(wallonie)
    drawn = redraw(draft.before, draft.after, rows[rows["actor_id"] == SAF])
    # What is said of the actor is said on every row of it, the new one included.
    assert drawn.after["phone"].tolist() == ["071 00 00 00"] * 2
    assert drawn.disputed.empty


@pytest.mark.parametrize("where", ["journal", "proposals", "positions"])
def test_a_write_that_fails_leaves_neither_journal_nor_proposal_nor_place(wallonie, monkeypatch, where):
    name = proposed(wallonie, {"locality": "Bertrix", "zone_id": "Bertrix"})
    before, register = entries(wallonie), present_register(wallonie)
    with open_database(database_path(wallonie)) as database:
        places = database.frame("SELECT * FROM position_zone ORDER BY ALL")

    def fail(*_args, **_named):
        raise StoreError("store-memory", file="injected")

    broken = {
        "journal": (journal, "_append"),
        "proposals": (proposals, "judge"),
        "positions": (register_changes, "join_actors"),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*broken[where], fail)
        with pytest.raises(StoreError, match="injected"):
            accept(wallonie, name, signed=VERA)
    assert entries(wallonie) == before
    pd.testing.assert_frame_equal(present_register(wallonie), register)
    assert list_proposals(wallonie)[0].state == "waiting"
    with open_database(database_path(wallonie)) as database:
        pd.testing.assert_frame_equal(database.frame("SELECT * FROM position_zone ORDER BY ALL"), places)
    assert accept(wallonie, name, signed=VERA).rows == 1  # and nothing is locked


def test_a_proposal_that_fails_to_be_recorded_is_not_there(wallonie, monkeypatch):
    real = proposals.add

    def fail(database, *args, **named):
        real(database, *args, **named)
        raise StoreError("store-memory", file="injected")

    with monkeypatch.context() as patch:
        patch.setattr(register_proposals.proposals, "add", fail)
        with pytest.raises(StoreError, match="injected"):
            proposed(wallonie, {"phone": "071 00 00 00"})
    assert list_proposals(wallonie) == []


def test_new_actors_closings_and_imports_are_proposed_too(wallonie, tmp_path):
    desk = open_desk(wallonie)
    drafts = [
        new_actor(desk, {"name": "Maison nouvelle", "kind": "saf", "zone_id": "Bertrix", "source": "visite"}),
        closed(desk, SAF),
    ]
    names = [propose(wallonie, draft.before, draft.after, signed=PAUL) for draft in drafts]
    file = tmp_path / "ajout.csv"
    head = "identifiant;nom;type;commune;statut;source;date de la source;téléphone"
    lines = [head, "x-1;Un;saf;Bertrix;ouvert;essai;2026-01;", f"{SAF};Écholine;saf;;ouvert;essai;2026-01;071 22 22 22"]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    reading = check_register(wallonie, file)
    names.append(propose_rows(wallonie, put_beside(wallonie, reading).rows("both"), signed=PAUL))
    assert "x-1" not in set(present_register(wallonie)["actor_id"])
    assert list_proposals(wallonie)[0].actor_ids == {"x-1", SAF}
    accept(wallonie, names[0], signed=VERA)
    accept(wallonie, names[1], signed=VERA)
    assert cell(wallonie, "status") == "closed"
    _, drawn = find_proposal(wallonie, names[2])
    accept(wallonie, names[2], signed=VERA, seen=drawn.before)
    assert cell(wallonie, "phone") == "071 22 22 22"
    assert "Maison nouvelle" in set(present_register(wallonie)["name"])
    assert cell(wallonie, "name", "x-1") == "Un"
    with pytest.raises(BadInputError, match="proposal-empty"):
        propose_rows(wallonie, present_register(wallonie), signed=PAUL)


def test_proposals_live_through_a_rebuild_and_travel_in_a_backup(wallonie, tmp_path):
    kept, done = proposed(wallonie, {"phone": "071 00 00 00"}), proposed(wallonie, {"note": "à revoir"})
    refuse(wallonie, done, signed=VERA)
    told = [(one.proposal_id, one.state, one.differences.to_numpy().tolist()) for one in list_proposals(wallonie)]
    path = database_path(wallonie)
    build_database(wallonie, path, inputs_hash=hash_of_inputs(wallonie), moment=now())
    assert [
        (one.proposal_id, one.state, one.differences.to_numpy().tolist()) for one in list_proposals(wallonie)
    ] == told
    backup = read_backup(write_backup(wallonie, moment=now(), path=tmp_path / "b.zip"))
    assert not any("accounts" in name for name in backup.files)
    accept(wallonie, kept, signed=VERA)
    restore_backup(backup, person=VERA.person)
    assert {one.proposal_id: one.state for one in list_proposals(wallonie)} == {kept: "waiting", done: "refused"}
    assert cell(wallonie, "phone") is None
    assert not (workspace_folder() / "accounts.sqlite").exists()


def test_an_export_names_those_who_wrote_to_validators_only(wallonie, tmp_path):
    name = proposed(wallonie, {"phone": "071 00 00 00"})
    accept(wallonie, name, signed=VERA)
    told = {}
    for signed in (LISE, PAUL, VERA):
        path = tmp_path / f"{signed.by}.zip"
        words = {"language": "fr", "words": words_of_catalogues}
        export_register(wallonie, path, FORMATS["hsds"], person=signed.person, **words)
        told[signed.by] = b"vera" in _unpacked(path)
    assert told == {"lise": False, "paul": False, "vera": True}
    with pytest.raises(RightError):
        export_register(wallonie, tmp_path / "no.zip", FORMATS["hsds"], language="fr", words=words_of_catalogues)


def _unpacked(path):
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def rows(*given):
    """Return rows of a register; everything but what is given is unknown."""
    frame = pd.DataFrame([{**dict.fromkeys(REGISTER_COLUMNS), **row} for row in given], columns=REGISTER_COLUMNS)
    return frame.astype(object).where(frame.notna(), None).astype({"capacity": "float64", "lon": "float64"})


def a(service="s", **more):
    return {"actor_id": "a", "service": service, "name": "A", **more}


def values(frame, *columns):
    return frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None).to_numpy().tolist()


@pytest.mark.parametrize(
    ("read", "said", "stands", "then", "disputed"),
    [
        # nobody else changed anything
        ([a(phone="1")], [a(phone="2")], [a(phone="1")], [["s", "2", None]], []),
        # another field was changed: both stay
        ([a(phone="1")], [a(phone="2")], [a(phone="1", note="n")], [["s", "2", "n"]], []),
        # the same field, to the same value
        ([a(phone="1")], [a(phone="2")], [a(phone="2")], [["s", "2", None]], []),
        # the same field, to another value
        ([a(phone="1")], [a(phone="2")], [a(phone="3")], [["s", "2", None]], [["phone", "1", "3", "2"]]),
        # made unknown here, changed there
        ([a(phone="1")], [a()], [a(phone="3")], [["s", None, None]], [["phone", "1", "3", None]]),
        # a row withdrawn there, changed here: it would come back, and that is said
        ([a(phone="1")], [a(phone="2")], [], [["s", "2", None]], [[None, "s", "", "s"]]),
        # a row withdrawn here, changed there: it would go, and that is said
        ([a(), a("t")], [a()], [a(), a("t", note="n")], [["s", None, None]], [[None, "t", "t", ""]]),
        # withdrawn on both sides
        ([a(), a("t")], [a()], [a()], [["s", None, None]], []),
        # an actor whom nobody knew, whom somebody else added meanwhile
        ([], [a(phone="2")], [a(phone="3")], [["s", "2", None]], [["phone", None, "3", "2"]]),
        # another service of the same actor was added meanwhile: what is said of the actor is said on it too
        ([a()], [a(phone="2")], [a(), a("t", note="n")], [["s", "2", None], ["t", "2", "n"]], []),
    ],
)
def test_a_change_put_again_on_rows_that_changed(read, said, stands, then, disputed):
    drawn = redraw(rows(*read), rows(*said), rows(*stands))
    assert values(drawn.after, "service", "phone", "note") == then
    assert values(drawn.disputed, "column", "read", "stands", "proposed") == disputed
    pd.testing.assert_frame_equal(drawn.before, rows(*stands))
    assert drawn.since.empty == (read == stands)


def test_rows_of_the_register_are_read_back_from_their_text_as_they_were():
    given = rows(a(capacity=12.5, lon=5.0, phone="été « x »"), a("t"))
    back = journal.rows_from_text(journal.rows_as_text(given), given)
    pd.testing.assert_frame_equal(back, given)
    earlier = journal.rows_as_text(given).replace('"same_as"', '"a column of another version"')
    assert journal.rows_from_text(earlier, given)["same_as"].isna().all()
