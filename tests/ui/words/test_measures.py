"""What is said of the times that figures rest on."""

import pytest

from geo.transit.profile import load_transit_profile
from ui.texts import texts
from ui.words.hours import clock_time
from ui.words.measures import engine_line

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
