"""The compiled engine gives what a plain search through every passage gives, on random small networks."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from geo.transit.range_query import DoorWalks, arrivals_at, arrivals_from, percentile_times, percentile_times_before
from geo.transit.scan import NEVER
from geo.transit.timetable import build_timetable, joined_timetables
from tests.geo.transit.plain_search import earliest, network_of, percentile, rows_of
from tests.geo.transit.small_feeds import TUESDAY, feed_of, trips, walks, write_feed
from tests.tries import tries

N_STOPS = 6


@st.composite
def told_trips(draw: st.DrawFn) -> dict[str, str]:
    """Return a few trips over a few stops within an hour, stops come back perhaps."""
    told = {}
    for number in range(draw(st.integers(1, 7))):
        stops = draw(st.lists(st.sampled_from("ABCDEF"), min_size=2, max_size=5))
        moment, words = 480 + draw(st.integers(0, 40)), []
        for stop in stops:
            wait = draw(st.integers(0, 2))
            words.append(f"{stop} {_clock(moment)}-{_clock(moment + wait)}")
            moment += wait + draw(st.integers(0, 12))
        told[f"{draw(st.sampled_from(['R1', 'R2']))}-{number}"] = " ".join(words)
    return told


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def pairs(n_one: int, n_other: int) -> st.SearchStrategy[dict[tuple[int, int], int]]:
    ends = st.tuples(st.integers(0, n_one - 1), st.integers(0, n_other - 1))
    return st.dictionaries(ends, st.integers(0, 900), max_size=6)


@tries(150, suppress_health_check=list(HealthCheck))
@given(
    told=told_trips(),
    access=pairs(2, N_STOPS),
    egress=pairs(N_STOPS, 3),
    direct=pairs(2, 3),
    between=pairs(N_STOPS, N_STOPS),
    most_changes=st.integers(0, 3),
    limit_min=st.sampled_from([20, 60, 240]),
    slack_s=st.sampled_from([0, 60, 150]),
)
def test_earliest_arrivals_and_percentiles(  # noqa: PLR0917 - what is drawn
    told, access, egress, direct, between, most_changes, limit_min, slack_s
) -> None:
    with TemporaryDirectory() as folder:
        feed = feed_of(write_feed(Path(folder) / "feed.zip", trips(told)))
    table = build_timetable([feed], TUESDAY, slack_s=slack_s, walks=lambda _stops: walks(between))
    door = DoorWalks(2, 3, walks(access), walks(egress), walks(direct))
    departures, limit_s = range(470 * 60, 530 * 60, 420), limit_min * 60
    found: dict[int, np.ndarray] = {}
    limits = {"limit_s": limit_s, "most_changes": most_changes}
    arrivals_from(table, door, departures, lambda origin, out: found.update({origin: out.copy()}), **limits)
    network = network_of(table)
    ends = [{stop: s for (stop, target), s in egress.items() if target == one} for one in range(3)]
    expected = np.array(
        [
            [
                [
                    earliest(
                        network, rows_of(door.access, origin), end, leave, most_rides=most_changes + 1, limit_s=limit_s
                    )
                    for end in ends
                ]
                for leave in departures
            ]
            for origin in range(2)
        ]
    )
    got = np.array([np.where(found[origin] == NEVER, np.inf, found[origin]) for origin in range(2)])
    assert np.array_equal(got, expected)
    arrivals_at(table, door, departures, lambda target, out: found.update({10 + target: out.copy()}), **limits)
    back = np.array([np.where(found[10 + target] == NEVER, np.inf, found[10 + target]) for target in range(3)])
    assert np.array_equal(back, expected.transpose(2, 1, 0))
    times = percentile_times(table, door, departures, percentiles=(25, 50, 100), **limits)
    told_times = {
        (int(one), int(to)): seconds for one, to, seconds in zip(times.origin, times.target, times.seconds, strict=True)
    }
    for origin in range(2):
        for target in range(3):
            on_foot = direct.get((origin, target), np.inf)
            on_foot = on_foot if on_foot <= limit_s else np.inf
            every = [min(on_foot, expected[origin, row, target] - leave) for row, leave in enumerate(departures)]
            wanted = [percentile(every, share) for share in (25, 50, 100)]
            assert list(told_times.get((origin, target), [np.inf] * 3)) == wanted


@tries(80, suppress_health_check=list(HealthCheck))
@given(
    told=told_trips(),
    access=pairs(2, N_STOPS),
    egress=pairs(N_STOPS, 2),
    between=pairs(N_STOPS, N_STOPS),
    limit_min=st.sampled_from([20, 60]),
)
def test_last_departures_before_appointments(told, access, egress, between, limit_min) -> None:
    with TemporaryDirectory() as folder:
        feed = feed_of(write_feed(Path(folder) / "feed.zip", trips(told)))
    table = build_timetable([feed], TUESDAY, slack_s=60, walks=lambda _stops: walks(between))
    door = DoorWalks(2, 2, walks(access), walks(egress), walks({}))
    network, limits = network_of(table), {"limit_s": limit_min * 60, "most_changes": 2}
    for appointment in (500 * 60, 517 * 60 + 30):
        found = percentile_times_before(table, door, [appointment], **limits)
        times = {
            (int(one), int(to)): s for one, to, (s,) in zip(found.origin, found.target, found.seconds, strict=True)
        }
        for origin in range(2):
            near = rows_of(door.access, origin)
            # One leaves home for a passage at a stop nearby, or waits.
            leaving = {
                leaves - near[stop]
                for trip in network.trips
                for stop, _, leaves, boards, _ in trip
                if boards and stop in near
            }
            for target in range(2):
                end = {stop: s for (stop, to), s in egress.items() if to == target}
                able = [
                    appointment - leave
                    for leave in leaving
                    if appointment - leave <= limits["limit_s"]
                    and earliest(network, near, end, leave, most_rides=3, limit_s=limits["limit_s"]) <= appointment
                ]
                assert times.get((origin, target)) == min(able, default=None)


@tries(60, suppress_health_check=list(HealthCheck))
@given(
    told=st.tuples(told_trips(), told_trips()),
    apart=st.tuples(pairs(N_STOPS, N_STOPS), pairs(N_STOPS, N_STOPS)),
    between=pairs(N_STOPS, N_STOPS),
    access=pairs(1, 2 * N_STOPS),
    egress=pairs(2 * N_STOPS, 2),
)
def test_two_timetables_joined_are_those_of_both_feeds(told, apart, between, access, egress) -> None:
    with TemporaryDirectory() as folder:
        feeds = [feed_of(write_feed(Path(folder) / f"{at}.zip", trips(one))) for at, one in enumerate(told)]
    slack = {"slack_s": 60}
    one, other = (
        build_timetable([feed], TUESDAY, walks=lambda _stops, own=own: walks(own), **slack)
        for feed, own in zip(feeds, apart, strict=True)
    )
    joined = joined_timetables(one, other, walks(between), **slack)
    every = dict(apart[0])
    every |= {(n + N_STOPS, m + N_STOPS): s for (n, m), s in apart[1].items()}
    every |= {(n, m + N_STOPS): s for (n, m), s in between.items()}
    every |= {(m + N_STOPS, n): s for (n, m), s in between.items()}
    whole = build_timetable(feeds, TUESDAY, walks=lambda _stops: walks(every), **slack)
    networks = network_of(joined), network_of(whole)
    assert networks[0].changes == networks[1].changes
    assert sorted(networks[0].trips) == sorted(networks[1].trips)
    door = DoorWalks(1, 2, walks(access), walks(egress), walks({}))
    found: list[np.ndarray] = []
    departures = range(470 * 60, 530 * 60, 300)
    for table in (joined, whole):
        for search, order in ((arrivals_from, "F"), (arrivals_at, "C")):
            got: dict[int, np.ndarray] = {}
            search(
                table,
                door,
                departures,
                lambda at, out, got=got: got.update({at: out.copy()}),
                limit_s=7200,
                most_changes=3,
            )
            found.append(np.concatenate([got[at].ravel(order=order) for at in sorted(got)]))
    assert all(np.array_equal(found[0], one) for one in found[1:])
    assert set(joined.lines) == set(whole.lines)
