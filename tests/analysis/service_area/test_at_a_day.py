"""The same question about another day: one path, whatever asks.

On the three communes of `tests.analysis.three_zones`: h2 (in c) closed at the end of 2019, h1 (in a) opened on 1 March
2020. Within 10 minutes, of 100 births: h2 reaches c1 (40), h1 reaches a1 (10). Between the two, nobody.
"""

from datetime import date

import pytest

from analysis.access.ask import access_question, run_access
from analysis.compare.indicators import side
from analysis.diagnosis.ask import measure
from analysis.diagnosis.overview import kinds_overview
from analysis.diagnosis.record import diagnosis_record
from analysis.need.weighing import weighed_area
from analysis.path.ask import follow_path, parse_step, path_ground
from analysis.question import Question, question_about
from analysis.scenario.state import present_state
from analysis.service_area.area import service_area, supply_of
from analysis.siting.question import SitingQuestion
from analysis.siting.setting import siting_setting
from geo.errors import BadInputError
from geo.workspace.data import at_date
from tests.analysis.three_zones import HOSPITALS, SERVICES, actor, land

pytestmark = pytest.mark.usefixtures("trips_by_hand")

DAYS = [("2019-06-01", "h2", 40.0), ("2020-01-15", None, 0.0), ("2024-06-01", "h1", 10.0)]


def changing_land():
    actors = [
        {**actor("h1", "hopital", "a"), "since": "2020-03-01"},
        {**actor("h2", "hopital", "c", status="closed"), "until": "2019-12-31"},
    ]
    return land(actors=actors, services=[one for one in SERVICES if one["actor_id"] in {"h1", "h2"}])


def asked(day, **more):
    return question_about(HOSPITALS, at=date.fromisoformat(day), **more)


@pytest.mark.parametrize(("day", "who", "births"), DAYS)
def test_who_counts_on_a_day(day, who, births):
    data = changing_land()
    supply = supply_of(data, asked(day))
    assert list(supply.actors["actor_id"]) == ([] if who is None else [who])
    area = service_area(data, asked(day))
    assert float(area.known_demand @ area.within(10.0)) == births


@pytest.mark.parametrize(("day", "who", "births"), DAYS)
def test_every_measure_answers_for_that_day(day, who, births):
    data, question = changing_land(), asked(day, threshold_min=10.0)
    dated = at_date(data, date.fromisoformat(day))
    record = diagnosis_record(dated, measure(data, question), "R")
    assert record["on"] == day
    assert [one["actor_id"] for one in record["actors"]] == ([] if who is None else [who])
    overview = kinds_overview(data, "R", question)
    hospitals = overview[overview["kind"] == "hopital"]
    assert hospitals["open"].fillna(0).max() == (0 if who is None else 1)
    state = present_state(data, question)
    assert state.zones.loc["R", "within"] == pytest.approx(births) or who is None
    ground = path_ground(data, [parse_step("kind:hopital=10")], question)
    if who is not None:
        assert follow_path(ground).zones.loc["R", "complete"] == births
    near = run_access(weighed_area(data, question), access_question("nearest"))
    assert (near.places["value"].notna().sum() > 0) == (who is not None)
    compared = side(dated, measure(dated, question), level="region")
    assert len(compared.measures.supply.actors) == (0 if who is None else 1)


def test_siting_stands_on_the_actors_of_the_day():
    question = SitingQuestion(asked=asked("2019-06-01", threshold_min=10.0), model="mclp", posts=1)
    setting = siting_setting(changing_land(), question)
    assert list(setting.about.supply.actors["actor_id"]) == ["h2"]
    assert setting.data.on == date(2019, 6, 1)


def test_the_data_of_a_day_are_not_turned_into_those_of_another():
    dated = at_date(changing_land(), date(2019, 6, 1))
    assert at_date(dated, date(2019, 6, 1)) is dated
    assert at_date(dated, None) is dated
    with pytest.raises(BadInputError, match="two-days"):
        at_date(dated, date(2020, 6, 1))
    with pytest.raises(BadInputError, match="two-days"):
        supply_of(dated, asked("2020-06-01"))


def test_a_question_says_its_day_and_refuses_what_is_none():
    assert asked("2019-06-01").values()["at"] == "2019-06-01"
    assert "at" not in question_about(HOSPITALS).values()
    with pytest.raises(BadInputError, match="bad-day"):
        service_area(changing_land(), Question(kind="hopital", at="hier"))
