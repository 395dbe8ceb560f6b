import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from geo.errors import BadInputError, MissingFileError
from geo.roads.network import Network, build, load, save
from tests.geo.roads.drawing import STREET, drawn, simple_profile


@pytest.fixture
def network() -> Network:
    """
    a----b----c    signals at b, a restriction at b
         |
         d
    """
    picture = """
a----b----c
     |
     d
"""
    raw = drawn(
        picture,
        [("abc", STREET), ("bd", STREET | {"name": "Rue d’été"})],
        signs={"b": {"highway": "traffic_signals"}},
        turns=[("no_right_turn", 1, "b", 2)],
    )
    return build(raw, profile=simple_profile(), country="BE")


def test_what_is_saved_is_found_again(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "car.roads"
    order = np.arange(5, dtype=np.int32)[::-1]
    save(network, path, arrays={"order": order, "none": np.zeros(0)})
    found, arrays = load(path)
    for table in ("nodes", "edges", "shape"):
        pd.testing.assert_frame_equal(getattr(found, table), getattr(network, table))
    assert (found.kinds, found.node_kinds, found.about) == (network.kinds, network.node_kinds, network.about)
    assert arrays["order"].tolist() == [4, 3, 2, 1, 0]
    assert arrays["none"].size == 0
    assert found.arcs().seconds.tolist() == network.arcs().seconds.tolist()
    assert [entry.name for entry in path.parent.iterdir()] == ["car.roads"]


def test_saving_replaces(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "car.roads"
    save(network, path)
    save(network.reported(length_km=7), path)
    assert load(path)[0].about.report["length_km"] == 7


def test_a_failure_leaves_the_file_in_place(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "car.roads"
    save(network, path)
    with pytest.raises(TypeError):
        save(replace(network, kinds=({"highway": object()},)), path)
    assert load(path)[0].about == network.about
    assert [entry.name for entry in tmp_path.iterdir()] == ["car.roads"]


def test_what_cannot_be_opened(network: Network, tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="network-file-missing"):
        load(tmp_path / "absent.roads")
    path = tmp_path / "car.roads"
    for content in (b"", b"ARROW1 but not quite", b"x" * 1000):
        path.write_bytes(content)
        with pytest.raises(BadInputError, match="network-file-unreadable"):
            load(path)
    save(network, path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BadInputError, match="network-file-unreadable"):
        load(path)


def test_a_file_of_another_version(tmp_path: Path) -> None:
    path = tmp_path / "old.roads"
    schema = pa.schema([pa.field("a", pa.int64())], metadata={"maillage": json.dumps({"format": "maillage-roads-0"})})
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, schema) as writer:
        writer.write_batch(pa.record_batch([pa.array([1])], schema=schema))
    with pytest.raises(BadInputError, match="network-file-unreadable"):
        load(path)
