"""Who was open on a day: between the beginning and the end, both included; an imprecise date does not settle."""

from datetime import date

import pandas as pd
import pytest

from geo import schema
from geo.workspace.data import load
from geo.workspace.open_on_a_day import opened_on
from geo.workspace.territory import load_territory


@pytest.mark.parametrize(
    ("status", "since", "until", "expected"),
    [
        ("open", None, None, "open"),
        ("open", "2026-05-15", None, "open"),
        ("open", "2026-05-16", None, "planned"),
        ("open", "2026-06", None, "planned"),
        ("open", "2026-05", None, "to-verify"),
        ("open", "2026", None, "to-verify"),
        ("open", "2025", None, "open"),
        ("open", "2020", "2026-05-14", "closed"),
        ("closed", "2020", "2026-05-15", "open"),
        ("closed", "2020", "2026", "to-verify"),
        ("closed", None, "2027", "open"),
        ("closed", None, "2025", "closed"),
        ("closed", None, None, "closed"),
        ("closed", "2026-05", "2026-05-20", "to-verify"),
        ("suspended", "2020", None, "suspended"),
        ("suspended", "2027", None, "planned"),
        ("to-verify", "2020", "2030", "to-verify"),
        ("planned", "2020", None, "planned"),
    ],
)
def test_the_status_of_the_fifteenth_of_may(status, since, until, expected):
    row = {"actor_id": "a", "name": "A", "kind": "saf", "position_quality": "unknown", "status": status}
    actors = schema.conform(
        pd.DataFrame([{**row, "since": since, "until": until, "source": "s", "as_of": "2026"}]), schema.ACTOR
    )
    before = actors.copy()
    found = opened_on(actors, date(2026, 5, 15))
    assert found["status"].tolist() == [expected]
    pd.testing.assert_frame_equal(actors, before)
    pd.testing.assert_frame_equal(found.drop(columns="status"), before.drop(columns="status"))


def test_the_tables_of_a_territory_on_a_day():
    """The maternity of Eupen ended on 1 October 2021: it counts the day before, and no more the day after."""
    wallonie, eupen = load_territory("wallonie"), "be-hopital-eupen-maternite"

    def status(**when):
        return load(wallonie, **when).actors.set_index("actor_id").loc[eupen, "status"]

    assert status(on=date(2021, 9, 30)) == "open"
    assert status(on=date(2021, 10, 2)) == status() == "closed"
    assert load(wallonie, on=date(2021, 9, 30)).inputs_hash != load(wallonie).inputs_hash
