"""A programme that lives: rows are added, costs change, and it is asked again without being built again.

HiGHS runs beside, and whoever stops the watch is obeyed at once. It looks at its callbacks often, but not while it
solves the first linear programme of a large integer one: such a model is searched in a process of its own, which a
stop ends. The best answer told before the stop is kept.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from analysis.solver.highs import LivingProgramme, Outcome
from analysis.solver.own_process import Apart
from analysis.solver.rows import RowBlock, row_block
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray, IntArray

MOST_CELLS = 40_000
"""An integer programme with more cells is searched in its own process: HiGHS may not look up for seconds."""

_TICK_S = 0.05
_LATE_S = 0.5
"""How long HiGHS may take to see that its time is over, before it is asked to end."""
_GRACE_S = 0.4
"""How long it may take to obey, once it is asked."""


class Limit(Protocol):
    """How long a search may last, and whether someone stopped it."""

    @property
    def left_s(self) -> float:
        """Seconds left."""

    @property
    def stopped(self) -> bool:
        """Whether someone stopped the search."""


class _Endless:
    left_s, stopped = np.inf, False


@dataclass(frozen=True, eq=False)
class Solved:
    """What HiGHS answered: ``values`` None when it found nothing; ``bound`` on the objective; whether it is proven."""

    values: FloatArray | None
    objective: float
    bound: float
    proven: bool
    infeasible: bool


_NOTHING = Solved(None, np.inf, -np.inf, proven=False, infeasible=False)


Broken = Callable[[FloatArray], Sequence[IntArray]]
"""Returns the columns of each row that the values of an answer break: one of them at least must be above zero."""


class Model:
    """A linear or integer programme: the least Σ cost × column, columns between 0 and ``upper``.

    Parameters
    ----------
    cost
        One per column.
    upper
        One per column, or one for all; infinite without limit.
    whole
        Columns that are integers; none by default.
    """

    def __init__(self, cost: FloatArray, *, upper: FloatArray | float = 1.0, whole: BoolArray | None = None) -> None:
        self.n_columns, self.n_rows = len(cost), 0
        self._cost = np.array(cost, dtype=np.float64)
        self._upper = np.array(np.broadcast_to(np.asarray(upper, dtype=np.float64), self.n_columns))
        self._whole = np.zeros(self.n_columns, dtype=np.bool_) if whole is None else np.asarray(whole, dtype=np.bool_)
        self._waiting: list[RowBlock] = []
        self._known: tuple[IntArray, FloatArray] | None = None
        self._engine: LivingProgramme | Apart | None = None
        self._lost = False
        self._broken: Broken | None = None

    def add(
        self,
        line: npt.ArrayLike,
        column: npt.ArrayLike,
        value: npt.ArrayLike,
        *,
        low: npt.ArrayLike = -np.inf,
        high: npt.ArrayLike = np.inf,
        n_rows: int,
    ) -> None:
        """Add rows ``low ≤ Σ value × column ≤ high``, as :func:`analysis.solver.rows.row_block` reads them."""
        if n_rows:
            self.n_rows += n_rows
            self._waiting.append(row_block(line, column, value, low=low, high=high, n_rows=n_rows))

    def add_one(self, columns: npt.ArrayLike, values: npt.ArrayLike, low: float, high: float) -> None:
        """Add one row."""
        at = np.asarray(columns, dtype=np.int64)
        self.add(np.zeros(len(at), dtype=np.int64), at, values, low=low, high=high, n_rows=1)

    def limit(self, row: int, low: float, high: float) -> None:
        """Change the limits of a row, counted from 0 in the order in which rows were added."""
        self._ready().limit(row, low, high)

    def aim(self, cost: FloatArray) -> None:
        """Change what the columns cost; rows stay, and so does what HiGHS knows of them."""
        self._cost = np.array(cost, dtype=np.float64)
        if self._engine is not None:
            self._engine.price(self._cost)

    def keep_to(self, broken: Broken) -> None:
        """Ask every answer to keep to rows that are too many to be told: only those that an answer breaks are added.

        Parameters
        ----------
        broken
            Returns, for the values of an answer, the columns of each row that it breaks: one of them at least must be
            above zero. An answer that breaks none keeps to all.
        """
        self._broken = broken

    def begin(self, columns: npt.ArrayLike, values: npt.ArrayLike) -> None:
        """Start the next search from a known answer: the columns told, the others as HiGHS finds best.

        An answer that the rows do not allow is set aside.
        """
        at = np.asarray(columns, dtype=np.int64)
        self._known = (at, np.array(np.broadcast_to(np.asarray(values, dtype=np.float64), at.shape)))

    def solve(self, limit: Limit | None = None, *, gap: float = 0.0) -> Solved:
        """Search for the least cost.

        Parameters
        ----------
        limit
            Obeyed within half a second: the best answer found so far is then returned. None for no limit.
        gap
            Relative gap, proven, at which an answer is good enough.

        Raises
        ------
        BadInputError
            ``solver-failed`` when HiGHS fails for another reason than time.
        """
        while True:
            found = self._solved(limit, gap=gap)
            broken = [] if self._broken is None or found.values is None else self._broken(found.values)
            if not broken:
                return found
            for columns in broken:
                self.add_one(columns, 1.0, 1.0, np.inf)
            watch = limit or _Endless()
            if watch.stopped or watch.left_s <= 0:
                return replace(_NOTHING, bound=found.bound)

    def _solved(self, limit: Limit | None, *, gap: float) -> Solved:
        watch = limit or _Endless()
        if self._lost or watch.stopped or watch.left_s <= 0:
            return _NOTHING
        engine = self._ready()
        known, self._known = self._known, None
        search = _Search(engine, known=known, gap=gap, time_limit_s=watch.left_s)
        outcome = search.ended(watch)
        if outcome is None or outcome.state == "killed":
            # Whatever HiGHS is doing, nobody waits for it: what it told before is the answer.
            self._lost = True
            return Solved(search.values, search.cost, min(search.bound, search.cost), proven=False, infeasible=False)
        if outcome.state == "infeasible":
            return Solved(None, np.inf, np.inf, proven=True, infeasible=True)
        if outcome.state == "failed" and outcome.values is None:
            raise BadInputError("solver-failed", reason=outcome.reason)
        return Solved(outcome.values, outcome.cost, outcome.bound, proven=outcome.state == "optimal", infeasible=False)

    def _ready(self) -> "LivingProgramme | Apart":
        if self._engine is None:
            cells = sum(len(block.value) for block in self._waiting)
            apart = bool(self._whole.any()) and cells > MOST_CELLS
            made = Apart if apart else LivingProgramme
            self._engine = made(self._cost, self._upper, self._whole)
        for block in self._waiting:
            self._engine.add(block)
        self._waiting.clear()
        return self._engine


class _Search:
    """One search, in a thread of its own."""

    def __init__(
        self,
        engine: "LivingProgramme | Apart",
        *,
        known: tuple[IntArray, FloatArray] | None,
        gap: float,
        time_limit_s: float,
    ) -> None:
        self.values: FloatArray | None = None
        self.cost, self.bound = np.inf, -np.inf
        self._engine = engine
        self._cancelled, self._done = threading.Event(), threading.Event()
        self._outcome: Outcome | None = None
        self._error: Exception | None = None
        asked = {"known": known, "gap": gap, "time_limit_s": time_limit_s}
        threading.Thread(target=self._run, kwargs=asked, name="solver").start()

    def _run(self, *, known: tuple[IntArray, FloatArray] | None, gap: float, time_limit_s: float) -> None:
        try:
            self._outcome = self._engine.run(
                known=known, time_limit_s=time_limit_s, gap=gap, cancelled=self._cancelled.is_set, heard=self._heard
            )
        except Exception as error:
            self._error = error
        finally:
            self._done.set()

    def _heard(self, values: FloatArray | None, cost: float, bound: float) -> None:
        self.bound = max(self.bound, bound)
        if values is not None and cost < self.cost:
            self.values, self.cost = values, cost

    def ended(self, limit: Limit) -> Outcome | None:
        """Wait for the end, or for the limit; None when HiGHS does not obey in time."""
        try:
            late = _LATE_S
            while not self._done.wait(_TICK_S) and not limit.stopped and late > 0:
                late -= _TICK_S if limit.left_s <= 0 else 0.0
        finally:
            # An interruption of the program ends the search too.
            if not self._done.is_set():
                self._cancelled.set()
        if not self._done.wait(_GRACE_S):
            return None
        if self._error is not None:
            raise BadInputError("solver-failed", reason=str(self._error)) from self._error
        return self._outcome
