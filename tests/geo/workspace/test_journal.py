"""The journal of a register: the embedded file is followed, and never over what somebody wrote since."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from geo import schema
from geo.workspace.journal import EMBEDDED, REGISTER_COLUMNS, follow_embedded, record, register_at
from geo.workspace.store import migrate, open_database
from geo.workspace.user_tables import read_user_tables

DAY = [datetime(2026, 1, day, tzinfo=UTC).replace(tzinfo=None) for day in range(1, 8)]


@pytest.fixture
def database(tmp_path):
    with open_database(tmp_path / "register.duckdb", write=True) as opened:
        migrate(opened)
        yield opened


def register(**capacities):
    """A register of one service per actor, each with the capacity given."""
    rows = pd.DataFrame({"actor_id": list(capacities), "capacity": [float(value) for value in capacities.values()]})
    rows = rows.assign(service="1", name=rows["actor_id"].str.upper(), kind="saf", mode="on-site", status="open")
    rows = rows.assign(position_quality="unknown", source="by hand", as_of="2026", capacity_unit="follow-ups")
    numbers = {
        column.name for table in (schema.ACTOR, schema.SERVICE) for column in table.columns if column.kind == "number"
    }
    absent = {name: float("nan") if name in numbers else None for name in REGISTER_COLUMNS if name not in rows}
    return rows.assign(**absent)[REGISTER_COLUMNS]


def capacities(database, moment=DAY[-1]):
    return register_at(database, moment).set_index("actor_id")["capacity"].to_dict()


def written(database, rows, moment):
    return record(database, rows, moment=moment, by="coordination", reason="call", origin="by hand")


def test_an_updated_file_never_overwrites_what_the_user_wrote(database):
    """a and b come embedded with 10; the user says 25 for a; the file of the next version says 12 for both."""
    assert follow_embedded(database, register(a=10, b=10), moment=DAY[0]) == 2
    assert written(database, register(a=25), DAY[1]) == 1
    assert follow_embedded(database, register(a=12, b=12), moment=DAY[2]) == 1
    assert capacities(database) == {"a": 25, "b": 12}
    # Neither does a file in which a is no more.
    assert follow_embedded(database, register(b=12), moment=DAY[3]) == 0
    assert capacities(database) == {"a": 25, "b": 12}


def test_a_service_gone_from_the_file_is_withdrawn_and_may_come_back(database):
    follow_embedded(database, register(a=10, b=10), moment=DAY[0])
    assert follow_embedded(database, register(b=10), moment=DAY[1]) == 1
    assert capacities(database) == {"b": 10}
    assert follow_embedded(database, register(b=10), moment=DAY[2]) == 0
    assert follow_embedded(database, register(a=10, b=10), moment=DAY[3]) == 1
    assert capacities(database) == {"a": 10, "b": 10}
    journal = read_user_tables(database)["register_journal"]
    assert journal["action"].tolist() == ["set", "set", "withdraw", "set"]
    assert set(journal["recorded_by"]) == {EMBEDDED}


def test_the_present_is_the_latest_word_and_the_past_stays(database):
    follow_embedded(database, register(a=10), moment=DAY[0])
    for day, said in ((1, 20), (3, 30)):
        assert written(database, register(a=said), DAY[day]) == 1
        assert written(database, register(a=said), DAY[day]) == 0
    assert [capacities(database, DAY[at])["a"] for at in range(4)] == [10, 20, 20, 30]
