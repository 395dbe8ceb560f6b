"""Tables of times as other programs write them: read, or refused with the way out."""

import numpy as np
import pandas as pd
import pytest

from geo.doctor import examine, mend
from geo.errors import BadInputError, MissingFileError
from geo.travel.matrix import (
    has_matrix,
    keep_matrix,
    kept_matrix,
    kept_source,
    matrix_files,
    matrix_path,
    read_matrix,
    remove_matrix,
)
from geo.travel.times import travel_times
from geo.workspace.territory import load_territory

ROAD = load_territory("wallonie").estimate("car")
PLACES = pd.DataFrame(
    {"place_id": ["beauvechain", "nodebais", "l-ecluse"], "lon": [4.77, 4.75, 4.82], "lat": [50.78, 50.77, 50.77]}
)
ACTORS = pd.DataFrame({"actor_id": ["montlegia", "citadelle"], "lon": [5.55, 5.57], "lat": [50.65, 50.65]})


@pytest.fixture
def read(tmp_path):
    def reading(text, *, name="times.csv", parameters=ROAD, **asked):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_matrix(path, mode="car", places=PLACES, actors=ACTORS, parameters=parameters, **asked)

    return reading


def rows(reading):
    return reading.table[["place_id", "actor_id", "minutes"]].to_numpy().tolist()


KNOWN = [["beauvechain", "montlegia", 41.0], ["nodebais", "montlegia", 44.0]]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pairs.csv", "place_id,actor_id,minutes\nbeauvechain,montlegia,41\nnodebais,montlegia,44\n"),
        ("r5r.csv", "from_id,to_id,travel_time_p50\nbeauvechain,montlegia,41.0\nnodebais,montlegia,44.0\n"),
        ("one.csv", "from_id,to_id,travel_time_p85\nbeauvechain,montlegia,41.0\nnodebais,montlegia,44.0\n"),
        ("od.csv", "Origin,Destination,Duration (min)\nbeauvechain,montlegia,41\nnodebais,montlegia,44\n"),
        ("comma.csv", "place_id;actor_id;minutes\nbeauvechain;montlegia;41,0\nnodebais;montlegia;44,0\n"),
        ("tab.tsv", "place_id\tactor_id\tminutes\nbeauvechain\tmontlegia\t41\nnodebais\tmontlegia\t44\n"),
        ("wide.csv", "place_id,montlegia\nbeauvechain,41\nnodebais,44\n"),
        ("seconds.csv", "place_id,actor_id,seconds\nbeauvechain,montlegia,2460\nnodebais,montlegia,2640\n"),
    ],
)
def test_layouts_of_other_programs(read, name, text):
    reading = read(text, name=name)
    assert rows(reading) == KNOWN
    assert reading.seconds == (name == "seconds.csv")


def test_a_wide_table_holds_one_actor_per_column(read):
    reading = read("place_id,montlegia,citadelle,elsewhere\nbeauvechain,41,50\nnodebais,,52\nmoon,1,1\n")
    assert sorted(rows(reading)) == [
        ["beauvechain", "citadelle", 50.0],
        ["beauvechain", "montlegia", 41.0],
        ["nodebais", "citadelle", 52.0],
    ]
    assert (reading.unknown_places, reading.unknown_actors, reading.without_time) == (3, 2, 1)


@pytest.mark.parametrize("empty", ["", "NA", "NaN", "n/a", "-1", "-1.0", "inf", "None", "?"])
def test_no_time_is_unknown_unless_the_user_says_out_of_reach(read, empty):
    text = f"place_id,actor_id,minutes\nbeauvechain,montlegia,41\nnodebais,montlegia,{empty}\n"
    reading = read(text)
    assert rows(reading) == KNOWN[:1]
    assert (reading.without_time, reading.unreachable) == (1, 0)
    said = read(text, na_is="unreachable")
    assert rows(said) == [KNOWN[0], ["nodebais", "montlegia", np.inf]]
    assert (said.without_time, said.unreachable) == (0, 1)


@pytest.mark.parametrize(
    "seconds",
    [
        # of a column called minutes: two of these are longer than a day of minutes, all of them could be seconds
        (1380, 1320, 1140),
        (600, 1200, 2400),
        (2500.5, 3000, 3600),
    ],
)
def test_seconds_taken_for_minutes_are_caught_against_the_estimate(read, seconds):
    places = ("beauvechain", "nodebais", "l-ecluse")
    lines = [f"{place},montlegia,{time}" for place, time in zip(places, seconds, strict=True)]
    text = "\n".join(["place_id,actor_id,minutes", *lines])
    with pytest.raises(BadInputError, match="matrix-seconds") as caught:
        read(text)
    assert caught.value.values["given"] == round(sorted(seconds)[1])
    assert 40 < caught.value.values["estimate"] < 90
    assert [minutes for *_, minutes in rows(read(text, unit="seconds"))] == [time / 60 for time in seconds]
    if max(seconds) <= 1440:
        assert [minutes for *_, minutes in rows(read(text, unit="minutes"))] == list(seconds)


@pytest.mark.parametrize("minutes", [25, 60, 180])
def test_minutes_that_may_be_true_are_not_suspected(read, minutes):
    """The estimate is about an hour: less than half of it and three times as much are still minutes."""
    assert rows(read(f"place_id,actor_id,minutes\nbeauvechain,montlegia,{minutes}\n"))[0][2] == minutes


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("osrm.json", '{"code": "Ok", "durations": [[0, 600.2], [null, 0]]}', "matrix-json"),
        ("twice.csv", "place_id,actor_id,minutes\nnodebais,citadelle,30\nnodebais,citadelle,31\n", "matrix-duplicate"),
        ("turned.csv", "from_id,to_id,minutes\nmontlegia,nodebais,44\n", "matrix-swapped"),
        ("none.csv", "place_id,actor_id,minutes\nmoon,mars,44\n", "matrix-no-match"),
        ("which.csv", "from_id,to_id,travel_time_p25,travel_time_p75\nnodebais,citadelle,1,2\n", "missing-column"),
        ("negative.csv", "place_id,actor_id,minutes\nnodebais,citadelle,-5\n", "matrix-bad-minutes"),
        ("words.csv", "place_id,actor_id,minutes\nnodebais,citadelle,une heure\n", "matrix-bad-minutes"),
        ("thousand.csv", 'place_id,actor_id,minutes\nnodebais,citadelle,"1,200"\n', "matrix-bad-minutes"),
    ],
)
def test_what_cannot_be_read_is_refused(read, name, text, key):
    with pytest.raises(BadInputError) as caught:
        read(text, name=name)
    assert caught.value.key == key


@pytest.mark.usefixtures("own_workspace")
def test_out_of_reach_is_kept_as_such_and_unlike_unknown(read):
    territory = load_territory("wallonie")
    text = "place_id,actor_id,minutes\nbeauvechain,montlegia,41\nnodebais,montlegia,NA\n"
    for na_is, reached in (("unreachable", 5), ("unknown", 6)):
        reading = read(text, na_is=na_is)
        keep_matrix(territory, reading.table, mode="car", source="s")
        pd.testing.assert_frame_equal(kept_matrix(territory, "car")[0], reading.table, check_dtype=False)
        trips = travel_times(territory, PLACES, ACTORS).trips
        assert len(trips) == reached
        assert trips.marks.sum() == reached - 1


@pytest.mark.usefixtures("own_workspace")
def test_a_matrix_for_another_layer_is_kept_beside_and_answers_for_it(read):
    territory = load_territory("wallonie")
    table = read("place_id,actor_id,minutes\nbeauvechain,montlegia,41\n").table
    keep_matrix(territory, table, mode="car", source="localities")
    cells = PLACES.assign(place_id=["n1", "n2", "n3"])
    of_cells = table.assign(place_id="n2", minutes=12.0)
    keep_matrix(territory, of_cells, mode="car", source="cells", layer="grille été")
    assert len(matrix_files(territory, "car")) == 2
    for places, source, minutes in ((PLACES, "localities", 41.0), (cells, "cells", 12.0)):
        times = travel_times(territory, places, ACTORS)
        assert times.engine.source == source
        assert times.trips.minutes[~times.trips.marks].tolist() == [minutes]


@pytest.mark.usefixtures("own_workspace")
def test_matrices_of_two_layers_answer_together_where_the_layers_share_places(read):
    """A finer layer has points in one commune and the localities of the others: each matrix knows a part."""
    territory = load_territory("wallonie")
    table = read("place_id,actor_id,minutes\nbeauvechain,montlegia,41\nnodebais,montlegia,44\n").table
    keep_matrix(territory, table, mode="car", source="localities")
    finer = table.assign(place_id=["n1", "nodebais"], minutes=[12.0, 45.0])
    keep_matrix(territory, finer, mode="car", source="cells", layer="cells")
    times = travel_times(territory, PLACES.assign(place_id=["n1", "beauvechain", "nodebais"]), ACTORS)
    known = times.trips.table("car")[~times.trips.marks].set_index("place_id")["minutes"]
    assert known.to_dict() == {"n1": 12.0, "beauvechain": 41.0, "nodebais": 45.0}
    assert times.engine.source == "localities; cells"


@pytest.mark.usefixtures("own_workspace")
def test_a_removed_matrix_leaves_the_others_and_nothing_behind(read):
    territory = load_territory("wallonie")
    table = read("place_id,actor_id,minutes\nbeauvechain,montlegia,41\n").table
    for layer in (None, "cells"):
        keep_matrix(territory, table, mode="car", source="s", layer=layer)
    assert kept_source(territory, "car") == "s"
    remove_matrix(territory, "car")
    assert has_matrix(territory, "car")
    with pytest.raises(MissingFileError, match="matrix-missing"):
        remove_matrix(territory, "car")
    remove_matrix(territory, "car", "cells")
    assert not has_matrix(territory, "car")
    assert list(matrix_path(territory, "car").parent.iterdir()) == []
    assert travel_times(territory, PLACES, ACTORS).engine.kind == "estimate"


@pytest.mark.usefixtures("own_workspace")
def test_the_doctor_sets_the_damaged_matrix_of_a_layer_aside_and_leaves_the_other(read):
    territory = load_territory("wallonie")
    table = read("place_id,actor_id,minutes\nbeauvechain,montlegia,41\n").table
    for layer in (None, "cells"):
        keep_matrix(territory, table, mode="car", source="s", layer=layer)
    matrix_path(territory, "car", "cells").write_bytes(b"PAR1 damaged")
    seen = [finding for finding in examine() if finding.key == "matrix-damaged"]
    assert len(seen) == 1
    mend(seen[0])
    assert matrix_files(territory, "car") == [matrix_path(territory, "car")]
    assert not [finding for finding in examine() if finding.key == "matrix-damaged"]
