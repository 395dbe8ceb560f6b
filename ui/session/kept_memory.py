"""How much memory kept answers hold together: what several of them share counts once; the oldest leave first."""

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np
import pandas as pd
import shapely
from geopandas.array import GeometryArray

from geo.workspace.data import TerritoryData
from geo.workspace.territory import Territory
from ui.session.view import View
from ui.texts import Texts

_PLAIN = (bool, int, float, str, bytes, type(None))
_ELSEWHERE = (
    *(TerritoryData, Territory, View, Texts),
    *(type, ModuleType, FunctionType, BuiltinFunctionType, MethodType, partial),
)
"""What an answer points to and that is kept whatever becomes of it."""
_ARRAYS = (pd.Series, pd.Index, np.ndarray, pd.api.extensions.ExtensionArray)
_COORDINATE_BYTES, _LONG, _SAMPLED, _LIGHT = 16, 64, 16, 256 * 1024


@dataclass(frozen=True, eq=False)
class _Weighed:
    """An answer that is kept: how to drop it, what it holds by address, and whether it is not to be weighed again."""

    drop: Callable[[], None]
    held: Mapping[int, int]
    again: bool


class KeptMemory:
    """What kept answers hold together, in bytes, and a bound to it: beyond, the oldest are dropped.

    An answer is weighed when it is made, and a heavy one once more when it is first asked for again: tables of measures
    fill as they are read.

    Parameters
    ----------
    most_bytes
        The bound.
    least
        How many of the last answers stay whatever they hold: those of one screen, which would else be made anew at
        every gesture on a territory that is too large for the bound.
    """

    def __init__(self, most_bytes: int, *, least: int = 48) -> None:
        self._most, self._least, self.bytes = most_bytes, least, 0
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, _Weighed] = OrderedDict()
        self._holders: dict[int, list[int]] = {}

    def keep(self, name: Hashable, answer: object, drop: Callable[[], None]) -> None:
        """Count an answer, and drop as many others as it takes, those that nobody has asked for since the longest."""
        held, over = held_bytes(answer), []
        with self._lock:
            again = self._take_off(name)
            self._answers[name] = _Weighed(drop, held, again or sum(held.values()) < _LIGHT)
            for address, size in held.items():
                sizes = self._holders.setdefault(address, [])
                self.bytes += max(size, *sizes) - max(sizes) if sizes else size
                sizes.append(size)
            while self.bytes > self._most and len(self._answers) > self._least:
                oldest = next(iter(self._answers))
                over.append(self._answers[oldest].drop)
                self._take_off(oldest)
        for leave in over:
            leave()

    def asked(self, name: Hashable) -> bool:
        """Note that an answer was asked for again, and tell whether it has to be counted anew."""
        with self._lock:
            if name not in self._answers:
                return False
            self._answers.move_to_end(name)
            return not self._answers[name].again

    def forget(self, name: Hashable) -> None:
        """Count an answer no longer: it was dropped."""
        with self._lock:
            self._take_off(name)

    def _take_off(self, name: Hashable) -> bool:
        weighed = self._answers.pop(name, None)
        for address, size in weighed.held.items() if weighed else ():
            sizes = self._holders[address]
            self.bytes -= max(sizes)
            sizes.remove(size)
            if sizes:
                self.bytes += max(sizes)
            else:
                del self._holders[address]
        return weighed is not None


def held_bytes(answer: object) -> dict[int, int]:
    """Return the memory that an answer holds, in bytes: each of its arrays by its address, the rest by its own.

    Two answers that hold the same array tell the same address. The tables of the territory, which every answer points
    to, are left out. Of long collections, a sample is looked at.
    """
    held: dict[int, int] = {}
    rest = _rest(answer, held, {})
    held[id(answer)] = held.get(id(answer), 0) + rest
    return held


def _rest(value: Any, held: dict[int, int], seen: dict[int, object]) -> int:  # noqa: ANN401
    """Return the bytes of a value that are in no array; those of its arrays go to ``held``."""
    if isinstance(value, _PLAIN):
        return sys.getsizeof(value)
    if id(value) in seen or isinstance(value, _ELSEWHERE):
        return 0
    seen[id(value)] = value  # alive until the end: another would take its address
    if isinstance(value, _ARRAYS) and not isinstance(value, (pd.RangeIndex, pd.MultiIndex)):
        return _array(getattr(value, "array", value), held, seen)
    if isinstance(value, pd.DataFrame):
        # Its blocks as they are stored: column by column, weighing would cost as much as some answers do.
        return sum(_rest(one, held, seen) for one in (value.index, *value._mgr.arrays))  # noqa: SLF001
    rest = sys.getsizeof(value) + _many(list(getattr(value, "__dict__", {}).values()), held, seen)
    inside: Sequence[object] = ()
    if isinstance(value, Mapping):
        inside = list(value.items())
    elif isinstance(value, (list, tuple, set, frozenset)):
        inside = list(value)
    elif isinstance(value, pd.MultiIndex):
        inside = [*value.levels, *value.codes]
    return rest + _many(inside, held, seen)


def _many(values: Sequence[object], held: dict[int, int], seen: dict[int, object]) -> int:
    """Return the same of several values: of many, as if all, arrays included, weighed what those of a sample do."""
    if len(values) <= _LONG:
        return sum(_rest(value, held, seen) for value in values)
    sample, apart = values[:: len(values) // _SAMPLED], dict[int, int]()
    rest = sum(_rest(value, apart, seen) for value in sample)
    return (rest + sum(apart.values())) * len(values) // len(sample)


def _array(array: Any, held: dict[int, int], seen: dict[int, object]) -> int:  # noqa: ANN401
    """Note the bytes of an array at its address, and return those of the objects in it."""
    if isinstance(array, GeometryArray):
        held[id(array)] = int(shapely.get_num_coordinates(np.asarray(array)).sum()) * _COORDINATE_BYTES
    elif isinstance(array, pd.arrays.ArrowStringArray):
        held[id(array.__arrow_array__())] = array.nbytes
    elif isinstance(array, (pd.arrays.NumpyExtensionArray, np.ndarray)):
        plain = np.asarray(array)
        held[plain.__array_interface__["data"][0]] = plain.nbytes
        if plain.dtype == object:
            return _many(plain.ravel().tolist(), held, seen)
    else:
        held[id(array)] = int(array.nbytes)
    return 0
