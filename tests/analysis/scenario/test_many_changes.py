"""Many changes in one scenario: asked in one pass, composed as one after the other, refused beyond the limit."""

import pandas as pd
import pytest

from analysis.question import Question
from analysis.scenario.ask import checked, run_scenario
from analysis.scenario.changes import Close, Growth, Hours, Open
from analysis.scenario.composing import compose
from analysis.scenario.definition import Scenario
from geo.travel.engines import EstimateEngine
from geo.workspace.data import load
from geo.workspace.territory import load_territory


def test_a_change_asks_travel_once_and_thousands_of_changes_too(monkeypatch):
    """Today asks once; what opens asks once more, for the new actors alone, however many changes there are."""
    data = load(load_territory("wallonie"))
    asked = []
    times = EstimateEngine.times

    def counted(engine, places, actors, *, horizon_min):
        asked.append(len(actors))
        return times(engine, places, actors, horizon_min=horizon_min)

    monkeypatch.setattr(EstimateEngine, "times", counted)
    monkeypatch.setattr(EstimateEngine, "nearest", lambda *_args, **_options: pytest.fail("searched for once more"))
    communes = data.zones.loc[data.zones["level"] == "commune", "zone_id"].tolist()
    for many in (1, 600):
        changes = tuple(Open(kind="saf", zone=communes[at % 261], name=f"n{at}") for at in range(many))
        reading = checked(
            Scenario(name="s", territory="wallonie", question=Question(kind="saf"), changes=changes), data
        )
        asked.clear()
        run_scenario(data, reading.scenario)
        assert asked == [6, many]


def test_openings_written_together_are_those_of_one_after_the_other():
    """A unit that one states is that of its likes from then on, as if each had been written before the next."""
    data = load(load_territory("wallonie"))
    changes = (
        Open(kind="saf", zone="81001", name="un"),
        Open(kind="saf", zone="81001", name="deux", capacity=10.0, capacity_unit="places"),
        Open(kind="saf", zone="84009", name="trois"),
        Close(actor_id="scenario-1"),
        Open(kind="saf", zone="84009", name="quatre"),
    )
    together = compose(data, Scenario(name="s", territory="wallonie", changes=changes))
    apart = data
    for at, change in enumerate(changes, start=1):
        # The same change alone, after as many that change nothing.
        still = tuple(Hours(actor_id=str(data.actors["actor_id"].iloc[0]), hours=None) for _ in range(at - 1))
        apart = compose(apart, Scenario(name="s", territory="wallonie", changes=(*still, change)))
    first = str(data.actors["actor_id"].iloc[0])
    for name in ("actors", "services"):
        one, two = (getattr(tables, name) for tables in (together, apart))
        pd.testing.assert_frame_equal(one[one["actor_id"] != first], two[two["actor_id"] != first])


def test_growths_that_follow_one_another_are_those_of_one_after_the_other():
    """A commune within a province, births within everybody, a zone that is emptied: figures, places and needs."""
    data = load(load_territory("wallonie"))
    changes = (
        Growth(zone="80000", percent=50.0),
        Growth(zone="81001", percent=-20.0, base="births"),
        Growth(zone="81001", percent=100.0, base="population"),
        Growth(zone="80000", percent=10.0, base="births"),
        Growth(zone="84009", percent=-100.0),
        Growth(zone="84009", percent=10.0),
    )
    together = compose(data, Scenario(name="s", territory="wallonie", changes=changes))
    apart = data
    for change in changes:
        apart = compose(apart, Scenario(name="s", territory="wallonie", changes=(change,)))
    for name in ("figures", "places", "need_rules"):
        pd.testing.assert_frame_equal(getattr(together, name), getattr(apart, name), rtol=1e-12)
    births = [
        one.figures.loc[
            (one.figures["zone_id"] == "81001") & (one.figures["indicator"] == "births"), "value"
        ].to_numpy()
        for one in (data, together)
    ]
    assert births[1] == pytest.approx(births[0] * 1.5 * 0.8 * 1.1)


def test_too_many_changes_are_refused_with_the_limit():
    data = load(load_territory("wallonie"))
    changes = tuple(Open(kind="saf", zone="81001") for _ in range(5001))
    reading = checked(Scenario(name="s", territory="wallonie", changes=changes), data)
    assert reading.scenario is None
    assert reading.issues["rule"].tolist() == ["scenario-too-many"]
