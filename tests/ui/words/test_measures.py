"""What is said of the times that figures rest on."""

from datetime import date

import pytest

from geo.transit.profile import load_transit_profile
from ui.texts import texts
from ui.words.hours import clock_time
from ui.words.measures import engine_line, feed_days_lines
from ui.words.numbers import day

MEASURED = {
    "kind": "estimate",
    "way": "main-roads",
    "status": "calibrated",
    "classes": [{"trips": 41}],
    "median_error_share": 0.107,
    "estimated_share": None,
}


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-0.09, 0.1, "trop courts de 9\u00a0% ou trop longs de 10\u00a0%\u202f;"),
        (0.0, 0.19, "tous ensemble trop longs de 19\u00a0%\u202f;"),
        (0.03, 0.19, "tous ensemble trop longs de 19\u00a0%\u202f;"),
        (-0.09, -0.02, "tous ensemble trop courts de 9\u00a0%\u202f;"),
        (0.0, 0.0, "trop courts de 0\u00a0% ou trop longs de 0\u00a0%\u202f;"),
    ],
)
def test_times_that_are_never_too_short_are_only_said_too_long(low, high, said):
    line = engine_line({**MEASURED, "bias_low": low, "bias_high": high}, texts("fr"))
    assert said in line
    assert ("0\u00a0%" in line.replace("10\u00a0%", "")) == (low == high == 0)


@pytest.mark.parametrize(("language", "said"), [("fr", "médiane"), ("en", "the median")])
def test_times_of_a_timetable_say_their_source_and_the_hours_of_the_profile(language, said):
    about = {"kind": "timetable", "status": "computed", "source": "TEC", "date": "2026-11-28", "classes": []}
    engine = about | {"median_error_share": None, "estimated_share": None}
    told = engine_line(engine, texts(language))
    assert "TEC" in told
    assert said in told
    start, end = load_transit_profile().hours.windows[0]
    assert clock_time(start, texts(language)) in told
    assert clock_time(end, texts(language)) in told


KNOWN = {"day": "2019-05-14", "first_day": "2019-04-15", "last_day": "2019-07-11", "lacking": []}


@pytest.mark.parametrize(
    ("today", "warned"),
    [(date(2019, 4, 14), 1), (date(2019, 4, 15), 0), (date(2019, 7, 11), 0), (date(2019, 7, 12), 1)],
)
def test_a_timetable_whose_days_are_over_or_to_come_says_so(today, warned):
    told = feed_days_lines(KNOWN, texts("fr"), today=today)
    assert len(told) == warned
    assert all(day(today.isoformat(), "fr") in line and "11/07/2019" in line for line in told)


@pytest.mark.parametrize(("language", "said"), [("fr", "validité de train.zip"), ("en", "validity of train.zip")])
def test_feeds_that_the_day_is_not_of_are_named(language, said):
    (told,) = feed_days_lines(KNOWN | {"lacking": ["train.zip"]}, texts(language), today=date(2019, 5, 1))
    assert said in told
    assert feed_days_lines(None, texts(language)) == []
