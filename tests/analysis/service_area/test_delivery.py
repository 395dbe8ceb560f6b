"""What is listed and not delivered does not count; what is not known to be delivered does.

On the three communes of `tests.analysis.three_zones`: within 30 minutes, of 100 births, h1 reaches a1 and a2 (40), h2
reaches c1 (40). Capacities: 30 and 80.
"""

from datetime import date

import pandas as pd
import pytest

from analysis.diagnosis.ask import measure, zone_line
from analysis.diagnosis.overview import kinds_overview
from analysis.diagnosis.record import diagnosis_record
from analysis.question import Question, question_about
from analysis.service_area.area import service_area, supply_of
from geo import schema
from geo.workspace.open_on_a_day import delivered_on
from tests.analysis.three_zones import HOSPITALS, actor, land, service
from ui.texts import LANGUAGES, texts
from ui.words.diagnosis import remarks

pytestmark = pytest.mark.usefixtures("trips_by_hand")


def delivering(first, second):
    return land(
        actors=[actor("h1", "hopital", "a"), actor("h2", "hopital", "c")],
        services=[
            {**service("h1", capacity=30.0), "delivery": first},
            {**service("h2", capacity=80.0), "delivery": second},
        ],
    )


@pytest.mark.parametrize(
    ("second", "counted", "births", "capacity"),
    [
        ("none", ["h1"], 40.0, 30.0),
        ("part", ["h1", "h2"], 80.0, 110.0),
        ("unknown", ["h1", "h2"], 80.0, 110.0),
        (None, ["h1", "h2"], 80.0, 110.0),
    ],
)
def test_what_is_not_delivered_is_no_supply(second, counted, births, capacity):
    data = delivering("full", second)
    area = service_area(data, question_about(HOSPITALS))
    assert list(area.supply.actors["actor_id"]) == counted
    assert float(area.known_demand @ area.within(30.0)) == births
    line = zone_line(measure(data, question_about(HOSPITALS)), "R")
    assert (line["services"], line["capacity"]) == (len(counted), capacity)


def test_listed_and_delivered_are_told_apart():
    data = delivering("none", "part")
    record = diagnosis_record(data, measure(data, question_about(HOSPITALS)), "R")
    assert record["delivery"] == {"full": 0, "part": 1, "none": 1, "unknown": 0}
    assert record["register"]["known"] == 2  # the register knows both: nobody is missing from it
    overview = kinds_overview(data, "R").set_index("kind")
    assert (overview.loc["hopital", "open"].max(), overview.loc["hopital", "not_delivering"].max()) == (1, 1)
    for language in LANGUAGES:
        told = " ".join(remarks(record, data.territory, texts(language)))
        assert texts(language)("remark-delivery", listed=2, delivered=1, full=0, part=1, none=1, unknown=0) in told


def test_the_zone_of_an_idle_service_has_no_service():
    data = delivering("full", "none")
    found = measure(data, question_about(HOSPITALS))
    assert zone_line(found, "Q")["services"] == 0
    assert diagnosis_record(data, found, "Q")["delivery"]["none"] == 1
    assert diagnosis_record(data, found, "P")["delivery"]["none"] == 0


def test_delivery_is_by_function():
    """h1 delivers births and not its consultations, on two rows: it counts for one function only."""
    rows = [
        {**service("h1"), "service": "births", "functions": "birth-and-maternity", "delivery": "full"},
        {**service("h1"), "service": "care", "functions": "prenatal-consultation", "delivery": "none"},
    ]
    data = land(actors=[actor("h1", "hopital", "a")], services=rows)
    births = supply_of(data, Question(function="birth-and-maternity"))
    care = supply_of(data, Question(function="prenatal-consultation"))
    assert (list(births.actors["actor_id"]), births.delivery["none"]) == (["h1"], 0)
    assert (list(care.actors["actor_id"]), care.delivery["none"]) == ([], 1)
    whole = supply_of(data, question_about(HOSPITALS))
    assert list(whole.services["service"]) == ["births"]


@pytest.mark.parametrize(
    ("day", "last", "expected"),
    [
        (date(2026, 3, 1), None, "none"),
        (date(2026, 4, 1), None, "none"),
        (date(2026, 2, 28), None, "unknown"),
        (date(2025, 6, 1), "2025-06-01", "full"),
        (date(2025, 6, 2), "2025-06-01", "unknown"),
    ],
)
def test_what_was_seen_says_nothing_of_the_days_before(day, last, expected):
    row = {**service("h1"), "delivery": "none", "delivery_reason": "staff", "observed": "2026-03-01"}
    services = schema.conform(pd.DataFrame([{**row, "last_delivered": last}]), schema.SERVICE)
    found = delivered_on(services, day)
    assert found["delivery"].tolist() == [expected]
    assert services["delivery"].tolist() == ["none"]
