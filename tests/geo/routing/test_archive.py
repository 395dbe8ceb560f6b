import numpy as np
import pytest

from geo.errors import BadInputError, MissingFileError
from geo.routing import RoadGraph, RoutingEngine
from geo.routing.engine import FORMAT


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
        (lambda data: data.replace(f'"format": {FORMAT}'.encode(), b'"format": 9'), "routing-file-version"),
    ],
)
def test_files_that_are_no_saved_engine(saved, damage, key):
    saved.write_bytes(damage(saved.read_bytes()))
    with pytest.raises(BadInputError) as caught:
        RoutingEngine.load(saved)
    assert caught.value.key == key
    assert caught.value.values["path"] == str(saved)


def test_a_missing_file(tmp_path):
    with pytest.raises(MissingFileError, match="missing-routing-file"):
        RoutingEngine.load(tmp_path / "nowhere")
