"""The user's register through rebuilds, other programs, clocks, backups, and the workspace of an earlier version."""

import json
import multiprocessing
import shutil
import threading
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from geo import doctor
from geo.errors import BadInputError, StoreError
from geo.files.layers import ReadingOptions
from geo.paths import workspace_folder
from geo.workspace import backup as backups
from geo.workspace import build, store
from geo.workspace.data import database_path, ensure_built, load, now
from geo.workspace.journal import EMBEDDED
from geo.workspace.kept_scenarios import keep_scenario
from geo.workspace.layer_intake import check_layer, import_layer, list_layers
from geo.workspace.register_intake import check_register, import_register
from geo.workspace.restore import restore_backup
from geo.workspace.store import backup_path, open_database
from geo.workspace.territory import load_territory

pytestmark = pytest.mark.usefixtures("own_workspace")

HEADER = "identifiant;nom;type;commune;statut;source;date de la source"


@pytest.fixture
def france():
    return load_territory("france")


@pytest.fixture
def wallonie():
    return load_territory("wallonie")


def add(territory, folder, *names, status="ouvert", commune="Bertrix"):
    """Import one actor per name, and return how many entries that made."""
    file = folder / "ajout.csv"
    rows = [f"{name};{name};saf;{commune};{status};essai;2026-01" for name in names]
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    reading = check_register(territory, file)
    assert reading.ok, reading.issues.to_dict("records")
    return import_register(territory, reading, by="coordination", reason="essai", origin=file.name)


def own_entries(territory):
    with open_database(database_path(territory)) as database:
        rows = database.frame(
            "SELECT actor_id, status FROM register_journal WHERE recorded_by <> $name ORDER BY entry",
            {"name": EMBEDDED},
        )
    return [tuple(row) for row in rows.to_numpy()]


def age(territory):
    """Make the database look older than its inputs."""
    with open_database(database_path(territory), write=True) as database:
        database.run("UPDATE meta SET value = 'older' WHERE key = 'inputs_hash'")


def test_an_import_during_a_rebuild_waits_for_it_and_is_there_after(wallonie, tmp_path, monkeypatch):
    add(wallonie, tmp_path, "premier")
    age(wallonie)
    reached, go_on = threading.Event(), threading.Event()
    real = build.join_positions

    def slow(database):
        reached.set()
        assert go_on.wait(30)
        real(database)

    monkeypatch.setattr(build, "join_positions", slow)
    rebuild = threading.Thread(target=ensure_built, args=(wallonie,))
    rebuild.start()
    assert reached.wait(30)
    done: list[object] = []
    other = threading.Thread(target=lambda: done.append(_import_elsewhere(wallonie.id, tmp_path, "second")))
    other.start()
    other.join(timeout=1.5)
    assert not done  # it waits
    go_on.set()
    rebuild.join()
    other.join()
    assert done == [1]
    assert own_entries(wallonie) == [("premier", "open"), ("second", "open")]


def _import_elsewhere(territory_id, folder, name):
    """Import from a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_import_in_process, (territory_id, folder, name))


def _import_in_process(territory_id, folder, name):
    elsewhere = folder / name
    elsewhere.mkdir()
    return add(load_territory(territory_id), elsewhere, name)


def test_two_programs_that_find_an_old_database_build_it_once(wallonie, monkeypatch):
    ensure_built(wallonie)
    age(wallonie)
    built = []
    real = build.build_database
    monkeypatch.setattr(build, "build_database", lambda *a, **k: (built.append(1), real(*a, **k)))
    threads = [threading.Thread(target=ensure_built, args=(wallonie,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert built == [1]


def test_an_entry_lost_on_the_way_keeps_the_old_database(wallonie, tmp_path, monkeypatch):
    add(wallonie, tmp_path, "premier", "second")
    age(wallonie)
    real = build.journal.restore
    monkeypatch.setattr(build.journal, "restore", lambda database, rows: real(database, rows.iloc[:-1]))
    with pytest.raises(StoreError, match="store-not-written"):
        ensure_built(wallonie)
    assert own_entries(wallonie) == [("premier", "open"), ("second", "open")]


def test_an_import_that_the_disk_did_not_keep_is_not_acknowledged(wallonie, tmp_path, monkeypatch):
    ensure_built(wallonie)
    monkeypatch.setattr("geo.workspace.journal._append", lambda *_args, **_more: None)
    counts = iter((7, 6))
    monkeypatch.setattr("geo.workspace.journal.count", lambda _database: next(counts))
    with pytest.raises(StoreError, match="store-not-written"):
        add(wallonie, tmp_path, "premier")


def test_a_clock_that_was_ahead_hides_and_doubles_nothing(wallonie, tmp_path, monkeypatch):
    monkeypatch.setattr("geo.workspace.register_intake.now", lambda: now() + timedelta(days=400))
    assert add(wallonie, tmp_path, "premier") == 1
    monkeypatch.undo()
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "workspace"))
    assert "premier" in set(load(wallonie).actors["actor_id"])
    assert add(wallonie, tmp_path, "premier") == 0
    assert add(wallonie, tmp_path, "premier", status="fermé") == 1
    age(wallonie)
    actors = load(wallonie).actors.set_index("actor_id")
    assert actors.loc["premier", "status"] == "closed"
    assert own_entries(wallonie) == [("premier", "open"), ("premier", "closed")]
    assert [finding.key for finding in doctor.examine() if finding.key == "clock-ahead"] == ["clock-ahead"]


def test_a_foreign_or_newer_database_is_neither_read_nor_replaced(wallonie):
    path = database_path(wallonie)
    with store.new_database(path) as database:
        database.run("CREATE TABLE mine AS SELECT 1 AS n")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="store-foreign"):
        ensure_built(wallonie)
    assert path.read_bytes() == before
    path.unlink()
    ensure_built(wallonie)
    with open_database(path, write=True) as database:
        database.run("INSERT INTO migration VALUES ('9999_later', now()::TIMESTAMP)")
    with pytest.raises(StoreError, match="store-newer"):
        load(wallonie)


def test_a_backup_moves_everything_to_another_machine(wallonie, tmp_path, monkeypatch):
    add(wallonie, tmp_path, "premier", "second")
    add(wallonie, tmp_path, "premier", status="fermé")
    layer = tmp_path / "carreaux.csv"
    layer.write_text(
        "id;lon;lat;population\n" + "".join(f"c{n};{5.2 + n / 100};49.85;{n + 1}\n" for n in range(9)), encoding="utf-8"
    )
    plan = check_layer(wallonie, layer, options=ReadingOptions(population="population"))
    assert plan.ok, plan.findings.table().to_dict("records")
    import_layer(wallonie, plan, layer="carreaux", by="x", origin=layer.name)
    keep_scenario("wallonie", "Deux SAF", "name = 'x'\n")
    made = backups.write_backup(wallonie, moment=now(), path=tmp_path / "sauvegarde.zip")
    before, layers = load(wallonie).actors, list_layers(wallonie)

    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "elsewhere"))
    restored = restore_backup(backups.read_backup(made))
    assert (restored.before, restored.layers, restored.files) == (None, 1, 1)
    pd.testing.assert_frame_equal(load(wallonie).actors, before)
    pd.testing.assert_frame_equal(list_layers(wallonie), layers)
    assert own_entries(wallonie) == [("premier", "open"), ("second", "open"), ("premier", "closed")]
    kept = workspace_folder() / "scenarios" / "wallonie" / "deux-saf.toml"
    assert kept.read_text(encoding="utf-8") == "name = 'x'\n"
    with pytest.raises(BadInputError, match="file-exists"):
        backups.write_backup(wallonie, moment=now(), path=made)


def test_a_restoration_can_be_undone(wallonie, tmp_path):
    add(wallonie, tmp_path, "premier")
    made = backups.write_backup(wallonie, moment=now())
    add(wallonie, tmp_path, "second")
    restored = restore_backup(backups.read_backup(made))
    assert own_entries(wallonie) == [("premier", "open")]
    restore_backup(backups.read_backup(restored.before))
    assert own_entries(wallonie) == [("premier", "open"), ("second", "open")]


def test_a_damaged_backup_changes_nothing(wallonie, tmp_path):
    add(wallonie, tmp_path, "premier")
    made = backups.write_backup(wallonie, moment=now(), path=tmp_path / "sauvegarde.zip")
    whole = made.read_bytes()
    for number, damaged in enumerate(_damaged(whole, tmp_path)):
        file = tmp_path / f"abimee-{number}.zip"
        file.write_bytes(damaged)
        with pytest.raises(BadInputError, match="backup-"):
            backups.read_backup(file)
    assert own_entries(wallonie) == [("premier", "open")]


def _damaged(whole: bytes, folder: Path):
    yield b""
    yield b"not a backup"
    yield whole[: len(whole) // 2]
    middle = len(whole) // 2
    yield whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
    for name, text in (("../outside", "x"), ("workspace/../../outside", "x")):
        file = folder / "crafted.zip"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("manifest.json", f'{{"format": 1, "sha256": {{"{name}": "2d711642b726b044"}}}}')
            archive.writestr(name, text)
        yield file.read_bytes()
    with zipfile.ZipFile(folder / "crafted.zip", "w") as archive:
        archive.writestr("manifest.json", '{"format": 99, "made_by": "maillage 9", "sha256": {}}')
    yield (folder / "crafted.zip").read_bytes()


def test_the_first_change_of_a_day_keeps_a_copy_of_before(wallonie, tmp_path):
    ensure_built(wallonie)
    add(wallonie, tmp_path, "premier")
    add(wallonie, tmp_path, "second")
    (copy,) = backups.dated_copies("wallonie")
    assert copy.automatic
    held = backups.read_backup(copy.path).tables["register_journal"]
    assert set(held["recorded_by"]) == {EMBEDDED}


def test_old_copies_are_thinned_out_by_age():
    today = date(2026, 11, 27)
    moments = {Path(f"{days}.zip"): datetime(2026, 11, 27, tzinfo=UTC) - timedelta(days=days) for days in range(900)}
    dropped = set(backups.copies_to_drop(moments, today=today))
    kept = sorted(int(path.stem) for path in set(moments) - dropped)
    assert kept[:7] == [0, 1, 2, 3, 4, 5, 6]
    weeks = [days for days in kept if 7 <= days < 42]
    assert len(weeks) == 6  # five whole weeks and the rest of one
    assert len([days for days in kept if 42 <= days < 400]) == 13  # a year of months, the first and last cut short
    assert len([days for days in kept if days >= 400]) == 2


def test_the_doctor_brings_back_what_a_damaged_database_held(wallonie, tmp_path):
    add(wallonie, tmp_path, "premier")
    path = database_path(wallonie)
    assert not [finding for finding in doctor.examine() if finding.state == "problem"]
    backups.write_backup(wallonie, moment=now())
    path.write_bytes(b"\x00" * 4096)
    (problem,) = [finding for finding in doctor.examine() if finding.state == "problem"]
    assert (problem.key, problem.mend) == ("store-unreadable", "restore")
    told = dict(doctor.mend(problem).values)
    assert own_entries(wallonie) == [("premier", "open")]
    assert (path.parent / str(told["aside"])).read_bytes() == b"\x00" * 4096


def test_the_doctor_takes_the_database_before_when_the_present_one_is_gone(wallonie, tmp_path):
    add(wallonie, tmp_path, "premier")
    age(wallonie)
    ensure_built(wallonie)
    assert backup_path(database_path(wallonie)).exists()
    database_path(wallonie).unlink()
    (problem,) = [finding for finding in doctor.examine() if finding.state == "problem"]
    assert (problem.key, problem.mend) == ("database-gone", "previous")
    doctor.mend(problem)
    assert own_entries(wallonie) == [("premier", "open")]


def test_the_doctor_sweeps_what_version_0_1_left(wallonie):
    ensure_built(wallonie)
    left = workspace_folder() / "wallonie.building-140123"
    left.write_bytes(b"half a database")
    (finding,) = [finding for finding in doctor.examine() if finding.mend]
    assert finding.key == "leftovers"
    doctor.mend(finding)
    assert not left.exists()
    assert database_path(wallonie).exists()


_WITHOUT_MODE = {
    **dict.fromkeys(("detour", "near_kph", "far_kph", "scale_km", "access_min"), 2.0),
    **dict.fromkeys(("median_error_share", "p90_error_share"), 0.1),
    **dict.fromkeys(("status", "source", "date"), "x"),
}


@pytest.mark.parametrize("text", ["{half", json.dumps(_WITHOUT_MODE)])
def test_the_doctor_sets_damaged_travel_settings_aside(wallonie, text):
    ensure_built(wallonie)
    damaged = workspace_folder() / "calibrations" / "wallonie-car.json"
    damaged.parent.mkdir()
    damaged.write_text(text, encoding="utf-8")
    (problem,) = [finding for finding in doctor.examine() if finding.state == "problem"]
    assert problem.key == "calibration-damaged"
    doctor.mend(problem)
    assert not damaged.exists()
    assert [path.read_text(encoding="utf-8") for path in workspace_folder().glob("aside/*/*.json")] == [text]


OLD_WORKSPACE = Path(__file__).parent / "workspace-0.1.zip"


def test_a_workspace_of_version_0_1_opens_with_all_it_held(wallonie, tmp_path, monkeypatch):
    """Written by version 0.1 itself (``workspace_of_0_1.py``): two imports, a layer, a scenario."""
    folder = tmp_path / "workspace-0.1"
    shutil.unpack_archive(OLD_WORKSPACE, folder)
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(folder))
    actors = load(wallonie).actors.set_index("actor_id")
    assert actors.loc["saf-ancien", "status"] == "closed"
    assert actors.loc["saf-autre", "name"] == "SAF d’avant, nº 2"
    assert own_entries(wallonie) == [("saf-ancien", "open"), ("saf-autre", "open"), ("saf-ancien", "closed")]
    assert list(list_layers(wallonie)["layer"]) == ["localities", "carreaux"]
    assert load(wallonie, layer="carreaux").places["births"].sum() == pytest.approx(
        load(wallonie).places["births"].sum()
    )
    assert (folder / "scenarios" / "wallonie" / "deux-saf.toml").exists()
    assert [finding.mend for finding in doctor.examine() if finding.state == "problem"] == []
