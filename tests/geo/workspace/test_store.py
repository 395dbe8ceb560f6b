import threading

import duckdb
import pandas as pd
import pytest

from geo.errors import StoreError
from geo.workspace import store


def test_a_failed_build_leaves_what_was_there(tmp_path):
    path = tmp_path / "base.duckdb"
    with store.new_database(path) as database:
        database.run("CREATE TABLE t AS SELECT 1 AS n")

    def broken_build():
        with store.new_database(path) as database:
            database.run("CREATE TABLE t AS SELECT 2 AS n")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        broken_build()
    with store.open_database(path) as database:
        assert database.value("SELECT n FROM t") == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["base.duckdb"]


def test_a_failed_transaction_changes_nothing(tmp_path):
    path = tmp_path / "base.duckdb"
    with store.new_database(path) as database:
        database.run("CREATE TABLE t (n INTEGER PRIMARY KEY)")
    with (
        store.open_database(path, write=True) as database,
        pytest.raises(duckdb.ConstraintException),
        database.transaction(),
    ):
        database.insert("t", pd.DataFrame({"n": [1]}))
        database.insert("t", pd.DataFrame({"n": [1]}))
    with store.open_database(path) as database:
        assert database.value("SELECT count(*) FROM t") == 0


def test_migrations_run_once_and_in_order(tmp_path):
    with store.new_database(tmp_path / "base.duckdb") as database:
        store.migrate(database)
        store.migrate(database)
        names = list(database.frame("SELECT name FROM migration ORDER BY name")["name"])
    assert names == [name for name, _ in store.migrations()] == sorted(names)


def test_reading_does_not_write(tmp_path):
    path = tmp_path / "base.duckdb"
    with store.new_database(path) as database:
        database.run("CREATE TABLE t (n INTEGER)")
    with store.open_database(path) as database, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        database.run("INSERT INTO t VALUES (1)")


def test_an_open_database_reads_no_other_file(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    with store.new_database(tmp_path / "base.duckdb", spatial=True) as database:
        with pytest.raises(duckdb.PermissionException):
            database.run(f"SELECT * FROM read_csv('{secret}')")
        assert database.value("SELECT ST_AsText(ST_Point(1, 2))") == "POINT (1 2)"


def test_a_missing_and_a_foreign_file_are_told_apart(tmp_path):
    with pytest.raises(StoreError, match="store-missing"), store.open_database(tmp_path / "none.duckdb"):
        pass
    foreign = tmp_path / "foreign.duckdb"
    foreign.write_text("not a database at all, just text\n" * 200, encoding="utf-8")
    with pytest.raises(StoreError, match="store-unreadable"), store.open_database(foreign):
        pass
    assert foreign.read_text(encoding="utf-8").startswith("not a database")


def test_threads_take_turns_reading_and_writing(tmp_path):
    path = tmp_path / "base.duckdb"
    with store.new_database(path) as database:
        database.run("CREATE TABLE t (n INTEGER)")
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            with store.open_database(path, write=number % 2 == 0) as database:
                if number % 2 == 0:
                    database.run("INSERT INTO t VALUES ($n)", {"n": number})
                database.value("SELECT count(*) FROM t")
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with store.open_database(path) as database:
        assert database.value("SELECT count(*) FROM t") == 6


def test_the_hash_follows_content_not_identity(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("1", encoding="utf-8")
    first = store.hash_of([file, pd.DataFrame({"a": [1.0]}), "x"])
    assert first == store.hash_of([file, pd.DataFrame({"a": [1.0]}), "x"])
    file.write_text("2", encoding="utf-8")
    assert first != store.hash_of([file, pd.DataFrame({"a": [1.0]}), "x"])
    assert store.hash_of(["ab", "c"]) != store.hash_of(["a", "bc"])
