"""What does not fit is refused before it is made, in a sentence that says what was asked and what fits."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest

import geo.travel.memory
from geo.errors import TooLargeError
from geo.travel.estimate import estimate_trips
from geo.travel.memory import BYTES_PER_TRIP, PART_USED, check_trips, free_memory_bytes
from geo.workspace.territory import EstimateParameters, load_territory
from ui.texts import LANGUAGES, texts


@pytest.fixture
def free(monkeypatch):
    def given(size_bytes: float) -> None:
        monkeypatch.setattr(geo.travel.memory, "free_memory_bytes", lambda: size_bytes)

    return given


def scattered(kind: str, count: int, *, west: float = 4.0, east: float = 6.0) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    return pd.DataFrame(
        {
            f"{kind}_id": [f"{kind}-{at}" for at in range(count)],
            "lon": rng.uniform(west, east, count),
            "lat": rng.uniform(49.5, 50.7, count),
        }
    )


def car() -> EstimateParameters:
    return load_territory("wallonie").estimate("car")


def test_a_table_that_fits_exactly_is_let_through_and_one_trip_more_is_not(free):
    free(1000 * BYTES_PER_TRIP / PART_USED)
    check_trips(1000, places=10, actors=100)
    with pytest.raises(TooLargeError) as refused:
        check_trips(1001, places=10, actors=101)
    assert refused.value.key == "too-many-trips"
    assert refused.value.values["fits"] == 100


def test_the_sentence_says_what_was_asked_what_is_free_and_what_fits(free):
    free(16e9)
    with pytest.raises(TooLargeError) as refused:
        check_trips(1565 * 100_000, places=1565, actors=100_000)
    # 156.5 million trips of 80 bytes; 11.2 GB may be used, for 140 million trips: 89,456 actors with these places.
    assert refused.value.values == {
        "places": 1565,
        "actors": 100_000,
        "needed_gb": 12.5,
        "free_gb": 16.0,
        "fits": 89_456,
    }
    said = {language: texts(language).error(refused.value) for language in LANGUAGES}
    assert "12,5\u202fGo" in said["fr"]
    assert "12.5 GB" in said["en"]
    assert "89,456" in said["en"]


def test_a_hundred_thousand_actors_are_refused_before_any_table_is_made(free):
    free(2e9)
    places, actors = scattered("place", 1500), scattered("actor", 100_000)
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            estimate_trips(places, actors, parameters=car(), horizon_min=240)
        assert tracemalloc.get_traced_memory()[1] < 100e6
    finally:
        tracemalloc.stop()


def test_pairs_beyond_the_horizon_do_not_count(free):
    free(2e9)
    # Half of the actors are 4,000 km away: 3 million pairs of 6 are left, 0.06 GB.
    actors = pd.concat([scattered("actor", 1000), scattered("actor", 1000, west=60.0, east=62.0)], ignore_index=True)
    actors["actor_id"] = [f"actor-{at}" for at in range(len(actors))]
    places = scattered("place", 3000)
    near = estimate_trips(places, actors, parameters=car(), horizon_min=600)
    assert len(near) == 3000 * 1000
    free(0.08e9)
    with pytest.raises(TooLargeError) as refused:
        estimate_trips(places, actors, parameters=car(), horizon_min=600)
    assert refused.value.values["needed_gb"] == 0.1


def test_a_small_question_is_never_counted_beforehand(free):
    free(0.0)
    assert (
        len(estimate_trips(scattered("place", 100), scattered("actor", 100), parameters=car(), horizon_min=600)) == 1e4
    )


def test_what_is_free_is_told_and_whoever_shares_a_computer_may_say_less(monkeypatch):
    whole = free_memory_bytes()
    assert whole > 100e6
    monkeypatch.setenv("MAILLAGE_MEMORY_MB", "64")
    assert free_memory_bytes() == 64 * 2**20
    for wrong in ("", "0", "-5", "much", "1e9", "\u0664"):
        monkeypatch.setenv("MAILLAGE_MEMORY_MB", wrong)
        assert free_memory_bytes() > 100e6


def test_the_table_is_the_same_as_pair_by_pair():
    places, actors = scattered("place", 40), scattered("actor", 30)
    actors.loc[3, "lon"] = np.nan
    table = estimate_trips(places, actors, parameters=car(), horizon_min=60).table("car")
    one_by_one = pd.concat(
        [
            estimate_trips(places.iloc[[row]], actors.iloc[[column]], parameters=car(), horizon_min=60).table("car")
            for row in range(40)
            for column in range(30)
        ],
        ignore_index=True,
    )
    pd.testing.assert_frame_equal(table, one_by_one)
