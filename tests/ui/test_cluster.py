"""Work shared among workers: figures equal to the digit, a worker that dies changes nothing, failures in sentences.

Two workers of one thread serve the whole file; what is cut is small, and cut finely.
"""

import errno
import json
import os
import pickle
import signal
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

import analysis.siting.robustness
from analysis.access.ask import access_question, run_access
from analysis.access.record import access_record
from analysis.closing.ask import redundancy
from analysis.closing.record import redundancy_record
from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import diagnosis_record
from analysis.need.weighing import weighed_area
from analysis.question import Question
from analysis.service_area import pairs as made
from analysis.siting.ask import Siting, answers_of
from analysis.siting.robustness import robustness
from analysis.siting.search import Watch
from benchmarks.cluster import SHARED_KIND, differing
from benchmarks.joined_territories import joined
from benchmarks.synthetic_land import KIND, land
from geo import shards
from geo.errors import BadInputError, FileError, StoreError, TooLargeError
from geo.json_values import json_text
from geo.roads.territory_roads import build_roads
from geo.territories import kept
from geo.territories.from_files import TerritoryRequest, read_territory_files
from geo.transit import range_query
from geo.transit.range_query import DoorWalks, percentile_times, percentile_times_before
from geo.transit.timetable import build_timetable
from geo.travel import estimate, near_pairs, road_trips, times
from geo.travel.road_trips import road_times
from geo.workspace.register_intake import check_register, import_register
from geo.workspace.store import spatial_connection
from geo.workspace.territory import load_territory
from tests.analysis.siting.lines import line_setting
from tests.geo.roads.test_covered_area import at
from tests.geo.roads.test_covered_area import roads as drawn_in_km
from tests.geo.territories.squares import figures, squares, written
from tests.geo.transit.small_feeds import TUESDAY, feed_of, walks, write_feed
from tests.geo.transit.small_feeds import trips as trips_told
from tests.ui.terminal import ran
from ui import cluster as cluster_door
from ui.cluster import cluster
from ui.texts import LANGUAGES, texts

pytest.importorskip("distributed")
TABLE = "code;naissances 2023;population 2023\n1;10;1000\n2;20;2000\n3;0;500\n4;7;700\n"
REGISTER = "nom;type;statut;latitude;longitude;zone_id;source;date de la source\n"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Two small territories in a workspace that the workers see."""
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAILLAGE_WORKSPACE", str(folder))
        for name, who in (("Les quatre", "Le nid"), ("Les autres", "Le toit")):
            given = tmp_path_factory.mktemp("given")
            table = figures(given / "f.csv", TABLE)
            request = TerritoryRequest(name, country="BE")
            draft = read_territory_files(
                written(squares(), given / "c.gpkg"), request, today_year=2026, figures=table
            ).draft
            territory = kept.save_draft(draft)
            seat = draft.places.iloc[1 if who == "Le nid" else 0]
            (given / "r.csv").write_text(
                REGISTER + f"{who};creche;ouvert;{seat['lat']};{seat['lon']};{seat['zone_id']};visite;2026-01-01\n",
                encoding="utf-8",
            )
            checked = check_register(territory, given / "r.csv")
            assert checked.ok, checked.issues
            import_register(territory, checked, by="Claire", origin="r.csv", reason="visite")
        yield folder


@pytest.fixture(scope="module")
def two(workspace):
    """Two workers, who see the workspace."""
    del workspace
    # On a busy machine both may take minutes to start again.
    with pytest.MonkeyPatch.context() as patch, cluster("local:2") as workers:
        patch.setattr(cluster_door, "PATIENCE_S", 600.0)
        yield workers


def scheduler(workers):
    return workers._client.scheduler.address


def said(*arguments):
    """Run a command, and return what it says and its asides."""
    done = ran(*arguments)
    return done.stdout, done.stderr


def test_two_workers_are_told_with_their_memory_and_their_dashboard(two):
    assert two.shape.workers == 2
    assert two.shape.memory_bytes >= 500_000_000
    assert two.shape.dashboard.startswith("http://127.0.0.1:")


def test_figures_of_tiles_are_those_of_one_process_to_the_digit(two, monkeypatch):
    monkeypatch.setattr(times, "FEW_PAIRS", 0)
    monkeypatch.setattr(estimate, "_FEW_PAIRS", 0)
    monkeypatch.setattr(made, "_MANY", 10)
    monkeypatch.setattr(near_pairs, "PLACES_PER_SHARD", 150)
    monkeypatch.setattr(estimate, "_PLACES_PER_BLOCK", 200)
    data = land(900, 60, communes=400, departments=16, side_km=120, seed=3)
    asked, root = Question(kind=KIND, threshold_min=45.0), data.territory.root
    done = []

    def answers():
        yield diagnosis_record(data, measure(data, asked), root)
        for name in ("nearest", "e2sfca"):
            area = weighed_area(data, asked)
            question = access_question(name, unit=None if name == "nearest" else "follow-ups")
            yield access_record(area, run_access(area, question), root)
        area = weighed_area(data, asked)
        yield redundancy_record(area, redundancy(area, threshold_min=45.0, zone_id=root), root)

    alone = [json_text(one) for one in answers()]
    with shards.given(two), shards.told(lambda rank, total: done.append((rank, total))):
        shared = [json_text(one) for one in answers()]
    assert shared == alone
    assert len(done) > 20
    assert max(total for _, total in done) > 4


def test_territories_compared_by_workers_are_those_compared_alone(two, workspace, tmp_path):
    del workspace
    asked = ("compare", "les-quatre", "les-autres", "--kind", "creche", "--json")
    alone, _ = said(*asked)
    shared, aside = said(*asked, "--cluster", scheduler(two), "--parquet", str(tmp_path / "parts"))
    assert shared == alone
    assert {zone["territory"] for zone in json.loads(shared)["zones"]} == {"les-quatre", "les-autres"}
    assert "2 travailleurs" in aside
    assert "tableau de bord\u202f: http://" in aside


def test_parts_written_are_read_in_place_by_duckdb(workspace, tmp_path):
    del workspace
    for name in ("les-quatre", "les-autres"):
        said("diagnose", name, "--kind", "creche", "--json", "--parquet", str(tmp_path))
    said("access", "les-quatre", "--kind", "creche", "--parquet", str(tmp_path / "access"))
    parts = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("territory=*/*/*.parquet"))
    assert "territory=les-quatre/level=commune/zones.parquet" in parts
    assert len(gpd.read_parquet(tmp_path / parts[0])) > 0
    database = spatial_connection()
    read = f"read_parquet('{tmp_path}/territory=*/*/*.parquet', hive_partitioning = true)"
    rows = database.execute(
        f"SELECT territory, level, sum(births), sum(services), min(st_area(geometry)) > 0 FROM {read} GROUP BY ALL"
    ).fetchall()
    assert sorted(rows) == [
        (territory, level, 37.0, 1.0, True)
        for territory in ("les-autres", "les-quatre")
        for level in ("commune", "territoire")
    ]
    nearest = gpd.read_parquet(tmp_path / "access/territory=les-quatre/level=commune/zones.parquet")
    assert nearest["mean"].min() >= 0


def test_pages_of_communes_made_by_workers_are_the_same_file(two, workspace, tmp_path):
    del workspace
    asked = ("report", "les-quatre", "--template", "fiche", "--to", "html", "--kind", "creche", "--json")
    alone = json.loads(said(*asked, "--out", str(tmp_path / "alone.zip"))[0])
    shared = json.loads(said(*asked, "--out", str(tmp_path / "shared.zip"), "--cluster", scheduler(two))[0])
    assert shared["pages"] == alone["pages"] == 4
    assert (tmp_path / "shared.zip").read_bytes() == (tmp_path / "alone.zip").read_bytes()


def doubled(shared, shard):
    return shared * shard


def dies_once(marks, shard):
    """End the worker in the middle of one shard, the first time that it is tried."""
    mark = Path(marks) / "died"
    if shard == 7 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return shard


def always_dies(shared, shard):
    del shared
    if shard:
        os.kill(os.getpid(), signal.SIGKILL)
    return shard


def no_memory(*given):
    del given
    raise MemoryError


def full_disk(*given):
    del given
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/data/spill")


def refused(shared, shard):
    raise BadInputError("compare-no-base", territory=f"{shared}{shard}")


def test_shards_come_in_order_and_few_are_ahead(two):
    with shards.given(two):
        assert list(shards.in_shards(doubled, 2, list(range(40)))) == list(range(0, 80, 2))
        first = shards.in_shards(doubled, 3, list(range(40)))
        assert next(first) == 0
        first.close()  # nobody wants the rest: nothing waits for it
    assert list(shards.in_shards(doubled, 2, [5])) == [10]


def test_a_worker_that_dies_changes_nothing(two, tmp_path):
    with shards.given(two):
        assert list(shards.in_shards(dies_once, str(tmp_path), list(range(20)))) == list(range(20))
    assert (tmp_path / "died").exists()


@pytest.mark.parametrize(
    ("work", "kind", "key"),
    [
        (no_memory, TooLargeError, "cluster-worker-memory"),
        (full_disk, FileError, "cluster-worker-file"),
        (refused, BadInputError, "compare-no-base"),
    ],
)
def test_what_the_machine_of_a_worker_refuses_is_a_sentence(two, work, kind, key):
    with shards.given(two), pytest.raises(kind) as raised:
        list(shards.in_shards(work, "a", [1, 2, 3]))
    assert raised.value.key == key
    for language in LANGUAGES:
        sentence = texts(language).error(raised.value)
        assert "{" not in sentence
        if key != "compare-no-base":
            assert "tcp://127.0.0.1:" in sentence
        if key == "cluster-worker-file":
            assert "/data/spill" in sentence


def test_a_shard_that_loses_every_worker_is_a_sentence_with_their_memory(workspace):
    del workspace
    import dask  # noqa: PLC0415

    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), cluster("local:1") as one, shards.given(one):
        results = shards.in_shards(always_dies, None, [0, 1, 0])
        with pytest.raises(StoreError, match="cluster-worker-lost") as raised:
            list(results)
    told = texts("en").error(raised.value)
    assert f"{one.shape.memory_bytes / 1e9:.1f}".rstrip("0").rstrip(".") in told


def test_workers_that_see_another_workspace_are_refused(two, tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path))
    with pytest.raises(BadInputError, match="cluster-other-workspace"), cluster(scheduler(two)):
        pass


def test_workers_of_another_version_are_refused(two, tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path))
    with pytest.raises(BadInputError, match="cluster-other-version") as raised, cluster(scheduler(two)):
        pass
    assert raised.value.values["what"] == "Maillage"
    monkeypatch.undo()
    monkeypatch.setattr(cluster_door, "_short", lambda name, packages: id(packages) if name == "numpy" else "1")
    with pytest.raises(BadInputError, match=r"cluster-other-version.*numpy"), cluster(scheduler(two)):
        pass


def streets_and_points(rng):
    """Crossing roads over forty kilometres, places beside them, and a few services."""
    lines = [tuple((east, north) for east in range(0, 41, 2)) for north in range(0, 41, 8)]
    lines += [tuple((east, north) for north in range(0, 41, 8)) for east in range(0, 41, 8)]
    spots = pd.DataFrame([at(*point) for point in rng.uniform(0, 40, (150, 2))])
    places = spots.iloc[:120].assign(place_id=[f"p{number}" for number in range(120)])
    return lines, places, spots.iloc[120:].assign(actor_id=[f"a{number}" for number in range(30)])


def test_times_by_roads_are_those_of_one_process_to_the_digit(two, workspace, monkeypatch):
    del workspace
    lines, places, actors = streets_and_points(np.random.default_rng(4))
    places.loc[places.index[3], "lon"] = np.nan
    everywhere = (-180.0, -90.0, 180.0, 90.0)
    roads = build_roads(load_territory("wallonie"), drawn_in_km(*lines), mode="car", extent=everywhere)
    asked = {"horizon_min": 12.0}
    whole = [road_times(roads, places, actors, to_actor=to_actor, **asked) for to_actor in (True, False)]
    monkeypatch.setattr(road_trips, "PLACES_PER_TILE", 10)
    cut = [road_times(roads, places, actors, to_actor=to_actor, **asked) for to_actor in (True, False)]
    done = []
    with shards.given(two), shards.told(lambda rank, total: done.append((rank, total))):
        shared = [road_times(roads, places, actors, to_actor=to_actor, **asked) for to_actor in (True, False)]
    assert max(total for _, total in done) > 4
    for answers in (cut, shared):
        for (trips, left_out), (wanted, missed) in zip(answers, whole, strict=True):
            assert 0 < len(wanted) < len(places) * len(actors) / 2
            for name in ("place", "actor", "single_min"):
                np.testing.assert_array_equal(getattr(trips, name), getattr(wanted, name))
            pd.testing.assert_frame_equal(left_out, missed)
    sent = pickle.dumps(roads)
    assert len(sent) < 1000  # where they are kept, not what they are
    assert pickle.loads(sent) is roads  # noqa: S301 - made on the line above


def test_times_by_a_timetable_are_those_of_one_process_to_the_digit(two, tmp_path, monkeypatch):
    runs = {
        f"{way}{hour}": " ".join(f"{stop} {hour}:{5 * place:02d}" for place, stop in enumerate(way))
        for way in ("ABCDEF", "FEDCBA")
        for hour in range(7, 10)
    }
    feed = feed_of(write_feed(tmp_path / "feed.zip", trips_told(runs)))
    table = build_timetable([feed], TUESDAY, slack_s=60, walks=lambda _stops: walks({}))
    near = {(one, one): 60 * (one + 1) for one in range(6)}
    door = DoorWalks(6, 6, walks(near), walks(near), walks({(2, 3): 1500}))
    first = {pair: seconds for pair, seconds in near.items() if pair[1] < 4}
    few = DoorWalks(6, 4, walks(near), walks(first), walks({(2, 3): 1500}))
    asked = {"limit_s": 5400, "most_changes": 2, "percentiles": (25, 50, 100)}
    moments = range(7 * 3600, 9 * 3600, 600)
    searches = [(search, one) for search in (percentile_times, percentile_times_before) for one in (door, few)]
    alone = [search(table, one, moments, **asked) for search, one in searches]
    monkeypatch.setattr(range_query, "_POINTS", 1)
    with shards.given(two):
        shared = [search(table, one, moments, **asked) for search, one in searches]
    for found, wanted in zip(shared, alone, strict=True):
        assert len(wanted.origin) > 8
        for name in ("origin", "target", "seconds"):
            np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name))


def test_worlds_of_a_siting_question_are_those_of_one_process(two, monkeypatch):
    setting = line_setting([(0, 100), (50, 90), (20, 40)], [9.5, 52, 30])
    done = Siting(setting, answers_of(setting, Watch()), ())
    alone = robustness(done, Watch(), count=12)
    monkeypatch.setattr(analysis.siting.robustness, "_WORTH_SENDING_S", 0.0)
    counted = []
    with shards.given(two), shards.told(lambda *told: counted.append(told)):
        shared = robustness(done, Watch(), count=12)
    assert counted[-1] == (11, 11)
    assert shared.pool == alone.pool
    assert shared.proven == alone.proven
    for name in ("value", "gain", "best"):
        np.testing.assert_array_equal(getattr(shared, name), getattr(alone, name))


@pytest.mark.slow
def test_the_embedded_territories_joined_give_the_figures_of_one_process(two):
    """Every measure: ``python -m benchmarks.cluster --same``."""
    found = differing(joined(), two, kind=SHARED_KIND, unit=None, measures=("access-nearest",))
    equal, length, cut = found["access-nearest"]
    assert equal
    assert length > 500
    assert cut > 4


def listed(seed, shard):
    return np.random.default_rng(seed + shard).integers(0, 99, 1000)


def summed(factor, numbers):
    return int(numbers.sum()) * factor


def kills_itself(shared, shard):
    """End the worker the first time that it is tried."""
    mark = Path(shared) / f"killed-{shard}"
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def test_what_workers_hold_is_made_again_where_they_die(two, tmp_path):
    wanted = [3 * int(listed(5, shard).sum()) for shard in range(12)]
    here = shards.held_in_shards(listed, 5, list(range(12)))
    assert list(here.each(summed, 3)) == wanted
    told = []
    with shards.given(two), shards.told(lambda *one: told.append(one)):
        held = shards.held_in_shards(listed, 5, list(range(12)))
        assert told[-1] == (12, 12)
        assert list(held.each(summed, 3)) == wanted
        list(shards.in_shards(kills_itself, str(tmp_path), [0, 1]))  # whoever did them, they are gone
        assert list(held.each(summed, 3)) == wanted
        with pytest.raises(BadInputError, match="compare-no-base"):
            shards.held_in_shards(refused, "a", [1, 2])


def marked(folder, shard):
    """Do a shard, and leave a mark each time."""
    with (Path(folder) / f"done-{shard}").open("a") as file:
        file.write("x")
    return shard * 10


def test_a_scheduler_lost_midway_is_a_sentence_and_what_was_done_stays_done(workspace, tmp_path, monkeypatch):
    import distributed  # noqa: PLC0415

    monkeypatch.setattr(cluster_door, "ANSWER_S", 3.0)
    with (
        cluster_door._quiet(),
        distributed.LocalCluster(
            n_workers=1, host="127.0.0.1", dashboard_address=None, local_directory=tmp_path
        ) as there,
    ):
        with pytest.raises(StoreError, match="cluster-lost") as raised:  # noqa: SIM117
            with cluster(there.scheduler_address, lambda: "a question") as workers, shards.given(workers):
                results = shards.in_shards(marked, str(tmp_path), list(range(40)), kept=True)
                assert [next(results) for _ in range(5)] == [0, 10, 20, 30, 40]
                there.sync(there.scheduler.close)
                list(results)
        assert all("{" not in texts(language).error(raised.value) for language in LANGUAGES)
    (before,) = (workspace / "answers" / "shards").iterdir()
    kept = {int(path.name) for path in before.iterdir()}
    assert {0, 1, 2, 3, 4} <= kept
    (before / "2").write_bytes(b"damaged")
    with cluster("local:1", lambda: "a question") as workers, shards.given(workers):
        again = list(shards.in_shards(marked, str(tmp_path), list(range(40)), kept=True))
    assert again == list(range(0, 400, 10))
    times_done = {shard: len((tmp_path / f"done-{shard}").read_text()) for shard in range(40)}
    assert [times_done[shard] for shard in sorted(kept - {2})] == [1] * (len(kept) - 1)
    assert times_done[2] == 2
    assert not before.exists()


def test_opening_one_territory_reads_nothing_of_the_others(workspace):
    del workspace
    opened = []
    watching = [True]

    def watch(event, given):
        if watching and event in {"open", "os.listdir", "os.scandir"}:
            opened.append(str(given[0]))

    said("diagnose", "les-autres", "--kind", "creche", "--json")
    sys.addaudithook(watch)
    said("diagnose", "les-quatre", "--kind", "creche", "--json")
    watching.clear()
    assert any("les-quatre" in path for path in opened)
    assert not [path for path in opened if "les-autres" in path]
