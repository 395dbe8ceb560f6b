"""A search and its answers: how long it may last, who may stop it, what it found, and how sure it is of it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any


@dataclass(frozen=True)
class Found:
    """One set of sites (codes, sorted) and its value, in the units of the model.

    ``equals`` are the other sets that are worth the same for the same people, the shortest trips first.
    """

    sites: tuple[int, ...]
    value: float
    equals: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class Answers:
    """The best distinct answers.

    ``value`` is to be made as large as possible unless ``smallest``. ``bound`` is what no set at all can beat; ``gap``
    is the relative distance between the first answer and it. ``proven`` is how many of the answers are proven to be
    the first, second… best. ``complete`` is False when the search was cut short. ``solver`` names what answered.
    ``settled`` is False when answers worth the same were not all compared.
    """

    found: tuple[Found, ...]
    bound: float
    proven: int
    solver: str
    seconds: float
    smallest: bool = False
    stopped: bool = False
    settled: bool = True

    @property
    def best(self) -> Found:
        """The first answer."""
        return self.found[0]

    @property
    def gap(self) -> float:
        """Return the relative distance to the bound, 0 when the first answer is proven."""
        if self.proven:
            return 0.0
        away = abs(self.bound - self.best.value)
        return away / max(abs(self.best.value), 1e-12) if away else 0.0


Told = Callable[[str, float | None, float | None], None]
"""Told the step, the best value found so far and the bound, in the units of the model; None where not known yet."""


class Watch:
    """A clock started with the search. ``stop`` may be called from anywhere: the best found so far is then kept."""

    def __init__(self, *, time_limit_s: float = 60.0, told: Told | None = None) -> None:
        self._until = time.monotonic() + time_limit_s
        self._began = time.perf_counter()
        self._stopped = threading.Event()
        self._told = told

    def __reduce__(self) -> Any:  # noqa: ANN401 - what pickle takes
        """Send what is left of the time: a clock is that of its machine, and whoever stops this one is here."""
        return partial(Watch, time_limit_s=self.left_s), ()

    @property
    def left_s(self) -> float:
        """Seconds left, zero once stopped."""
        return 0.0 if self._stopped.is_set() else max(0.0, self._until - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether the search must end."""
        return self.left_s <= 0.0

    @property
    def stopped(self) -> bool:
        """Whether someone stopped the search."""
        return self._stopped.is_set()

    @property
    def spent_s(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._began

    def part(self, time_limit_s: float) -> "Watch":
        """Return a clock for one part of the search, which never ends later: stopping one stops the other."""
        part = Watch(time_limit_s=min(self.left_s, time_limit_s))
        part._stopped = self._stopped
        return part

    def stop(self) -> None:
        """End the search as soon as possible."""
        self._stopped.set()

    def wait(self, seconds: float) -> bool:
        """Wait, unless stopped; return whether it was stopped."""
        return self._stopped.wait(seconds)

    def tell(self, step: str, best: float | None = None, bound: float | None = None) -> None:
        """Tell how it goes."""
        if self._told is not None:
            self._told(step, best, bound)


_LONG_S = 60.0


def up_to(watch: Watch, share: float, *, most_s: float = _LONG_S) -> Watch:
    """Return a part of a watch: a share of what is left of it, and no more than ``most_s``."""
    return watch.part(min(share * watch.left_s, most_s))
