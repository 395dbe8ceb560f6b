import numpy as np
import pytest

from geo.errors import BadInputError, MissingFileError
from geo.routing import RoadGraph, RoutingEngine, archive


@pytest.fixture
def saved(town, tmp_path):
    path = tmp_path / "town.roads"
    town.engine.save(path)
    return path


def test_a_saved_engine_opens_with_the_same_answers(town, saved):
    opened = RoutingEngine.load(saved)
    every = np.arange(7)
    np.testing.assert_array_equal(opened.matrix(every, every), town.engine.matrix(every, every))
    np.testing.assert_array_equal(opened.nearest(every[:2])[0], town.engine.nearest(every[:2])[0])
    np.testing.assert_array_equal(opened.reach(0, limit_s=60)[0], town.engine.reach(0, limit_s=60)[0])
    assert opened.metric.clock == town.engine.metric.clock
    assert not opened.hierarchy.head.flags.writeable
    seconds = np.full(12, 7.0)
    np.testing.assert_array_equal(
        opened.recustomise(seconds).matrix(every, every), town.engine.recustomise(seconds).matrix(every, every)
    )


def test_an_engine_without_edges_is_saved_too(tmp_path):
    nothing = np.zeros(0, int)
    RoutingEngine.prepare(RoadGraph.from_edges(nothing, nothing, np.zeros(0), 1)).save(tmp_path / "one")
    assert RoutingEngine.load(tmp_path / "one").matrix(np.array([0]), np.array([0])).tolist() == [[0]]


def test_saving_leaves_no_other_file(saved):
    assert [file.name for file in saved.parent.iterdir()] == ["town.roads"]


@pytest.mark.parametrize(
    ("damage", "key"),
    [
        (lambda data: data[:0], "not-a-routing-file"),
        (lambda data: b"PK\x03\x04" + data, "not-a-routing-file"),
        (lambda data: data[:12], "not-a-routing-file"),
        (lambda data: data[:200], "damaged-routing-file"),
        (lambda data: data[:-1], "damaged-routing-file"),
        (lambda data: data + b"\0", "damaged-routing-file"),
        (lambda data: data[:16] + b"#" + data[17:], "damaged-routing-file"),
    ],
)
def test_files_that_are_no_saved_engine(saved, damage, key):
    saved.write_bytes(damage(saved.read_bytes()))
    with pytest.raises(BadInputError) as caught:
        RoutingEngine.load(saved)
    assert caught.value.key == key
    assert caught.value.values["path"] == str(saved)


def test_a_file_of_another_version(saved):
    arrays, values = archive.read(saved)
    archive.write(saved.with_name("other"), arrays, values | {"format": 9})
    with pytest.raises(BadInputError, match="routing-file-version"):
        RoutingEngine.load(saved.with_name("other"))


def test_a_file_of_the_first_layout_still_opens(town, saved):
    data = saved.read_bytes()
    length = int.from_bytes(data[8:16], "little")
    heading = data[24 : 24 + length]
    saved.write_bytes(archive.FIRST_MAGIC + data[8:16] + heading + data[24 + length :])
    every = np.arange(7)
    opened = RoutingEngine.load(saved)
    np.testing.assert_array_equal(opened.matrix(every, every), town.engine.matrix(every, every))


def test_not_one_bit_may_change(saved):
    data = saved.read_bytes()
    places = [*range(64), *np.random.default_rng(5).integers(0, len(data), 400), len(data) - 1]
    for place in places:
        for bit in (0, 3, 7):
            saved.write_bytes(data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :])
            with pytest.raises(BadInputError):
                RoutingEngine.load(saved)


def test_a_file_whose_middle_was_never_written(saved):
    data = saved.read_bytes()
    filled = max(range(0, len(data) - 64, 64), key=lambda place: sum(data[place : place + 64]))
    saved.write_bytes(data[:filled] + bytes(64) + data[filled + 64 :])
    with pytest.raises(BadInputError, match="damaged-routing-file"):
        RoutingEngine.load(saved)


def test_a_missing_file(tmp_path):
    with pytest.raises(MissingFileError, match="missing-routing-file"):
        RoutingEngine.load(tmp_path / "nowhere")
