"""What is kept for everybody is bounded by what it weighs, not only by how many answers there are."""

import threading
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import LineString

from geo.workspace.data import load
from geo.workspace.territory import load_territory
from ui.session.kept_memory import KeptMemory, held_bytes
from ui.session.shared_results import SharedStore
from ui.texts import texts

NUMBERS = 1000
"""Numbers of eight bytes in an array of the tests."""


@dataclass
class _Answer:
    values: np.ndarray
    more: dict[str, object] = field(default_factory=dict)


def numbers(fill: float = 0.0) -> np.ndarray:
    return np.full(NUMBERS, fill)


def weight(answer: object) -> int:
    return sum(held_bytes(answer).values())


def test_an_answer_weighs_its_arrays_wherever_they_are():
    alone = weight(numbers())
    assert alone == pytest.approx(8 * NUMBERS, abs=200)
    for around in (
        pd.Series(numbers()),
        pd.DataFrame({"a": numbers()}),
        {"key": numbers()},
        [numbers()],
        (1, _Answer(numbers())),
        _Answer(np.zeros(0), {"deep": [{"deeper": numbers()}]}),
    ):
        assert alone <= weight(around) <= alone + 1500, type(around)


def test_every_column_and_every_value_of_a_long_collection_counts():
    frame = pd.DataFrame({str(rank): numbers(rank) for rank in range(20)})
    assert weight(frame) == pytest.approx(20 * 8 * NUMBERS, rel=0.1)
    assert weight([frame.assign(more=numbers()), frame]) == pytest.approx(21 * 8 * NUMBERS, rel=0.1)
    nested = {str(rank): {"a": (rank, [str(rank) * 40])} for rank in range(2000)}
    assert weight(nested) == pytest.approx(
        weight({str(rank): nested[str(rank)] for rank in range(60)}) * 100 / 3, rel=0.3
    )


def test_texts_weigh_as_they_are_stored_and_objects_what_they_hold():
    stored = pd.Series([f"{rank:0100d}" for rank in range(NUMBERS)], dtype="str")
    assert 150 * NUMBERS <= weight(stored) <= 180 * NUMBERS
    packed = stored.astype(pd.StringDtype("pyarrow"))
    assert 100 * NUMBERS <= weight(packed) <= 120 * NUMBERS
    apart = pd.Series([("y" * 100 + str(rank),) for rank in range(NUMBERS)], dtype="object")
    assert 150 * NUMBERS <= weight(apart) <= 300 * NUMBERS
    assert 150 * NUMBERS <= weight(list(apart)) <= 300 * NUMBERS  # by a sample


def test_shapes_weigh_their_points():
    line = LineString(np.column_stack([np.arange(NUMBERS), np.arange(NUMBERS)]))
    assert weight(gpd.GeoDataFrame(geometry=[line, line], crs=4326)) == pytest.approx(2 * 16 * NUMBERS, abs=1500)


def test_what_stays_whatever_becomes_of_an_answer_is_not_its_own():
    data = load(load_territory("wallonie"))
    assert weight([data, data.territory, texts("fr"), pd.DataFrame.merge]) < 500
    assert weight(data.places) > 20_000


def test_what_two_answers_share_counts_once_and_until_the_last_leaves():
    kept, shared = KeptMemory(10**9), numbers()
    kept.keep("one", pd.DataFrame({"a": shared}, copy=False), lambda: None)
    one = kept.bytes
    kept.keep("two", {"other": shared[:], "own": numbers(1.0)}, lambda: None)
    assert one + 8 * NUMBERS <= kept.bytes <= one + 8 * NUMBERS + 1500
    kept.forget("one")
    assert kept.bytes >= 16 * NUMBERS
    kept.forget("two")
    kept.forget("unknown")
    assert kept.bytes == 0


def test_the_answers_of_all_stores_stay_under_one_bound_and_the_last_asked_for_stay():
    memory = KeptMemory(5 * 8 * NUMBERS + 4000, least=1)
    one, other = (SharedStore[np.ndarray](100, memory=memory) for _ in range(2))
    for rank in range(3):
        one.get(rank, numbers)
        other.get(rank, numbers)
        assert one.known(0)
    assert (len(one), len(other)) == (3, 2)
    assert not other.known(0)  # the oldest of both
    assert len(one) + len(other) == 5
    one.get("larger than the bound", lambda: np.zeros(100 * NUMBERS))
    assert (len(one), len(other)) == (1, 0)
    assert memory.bytes == pytest.approx(800 * NUMBERS, abs=500)


def test_the_last_answers_stay_whatever_they_weigh():
    memory = KeptMemory(1, least=3)
    store = SharedStore[np.ndarray](100, memory=memory)
    for rank in range(9):
        store.get(rank, numbers)
    assert [rank for rank in range(9) if store.known(rank)] == [6, 7, 8]


def test_a_store_that_drops_or_forgets_gives_its_weight_back():
    memory = KeptMemory(10**9)
    store = SharedStore[np.ndarray](2, memory=memory)
    for rank in range(5):
        store.get(rank, numbers)
    assert len(store) == 2
    assert memory.bytes == pytest.approx(16 * NUMBERS, abs=500)
    store.forget()
    assert memory.bytes == 0


def test_an_answer_that_fills_as_it_is_read_is_weighed_again():
    memory = KeptMemory(10**9)
    store = SharedStore[_Answer](2, memory=memory)
    first = store.get("a", lambda: _Answer(np.zeros(40 * NUMBERS)))
    first.more["read"] = numbers()
    assert memory.bytes < 321 * NUMBERS
    assert store.get("a", lambda: first) is first
    assert memory.bytes > 328 * NUMBERS


def test_many_who_ask_at_once_leave_the_count_right():
    memory = KeptMemory(20 * 8 * NUMBERS, least=1)
    stores = [SharedStore[np.ndarray](8, memory=memory) for _ in range(4)]
    rng = np.random.default_rng(7)
    asked = [[(int(a), int(b)) for a, b in rng.integers(0, [4, 12], (300, 2))] for _ in range(8)]

    def ask(questions: list[tuple[int, int]]) -> None:
        for store, key in questions:
            assert len(stores[store].get(key, numbers)) == NUMBERS

    people = [threading.Thread(target=ask, args=(one,)) for one in asked]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert memory.bytes <= 20 * 8 * NUMBERS
    assert sum(map(len, stores)) <= 20
    for store in stores:
        store.forget()
    assert memory.bytes == 0
