"""HiGHS itself: the only module that imports it. One thread and a fixed seed, so that an answer never varies."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import highspy
import numpy as np

from analysis.solver.rows import RowBlock
from geo.schema import BoolArray, FloatArray, IntArray

Heard = Callable[[FloatArray | None, float, float], None]
"""Told each better answer as it is found, and each better bound: the values (None for a bound alone), what they cost,
and what no answer can cost less than."""

_SEED, _THREADS = 0, 1
_FEASIBLE = 2
_APART = 1e-7
_STATUS = highspy.HighsModelStatus
_ENDED_EARLY = {_STATUS.kTimeLimit, _STATUS.kInterrupt, _STATUS.kIterationLimit, _STATUS.kSolutionLimit}
_INFEASIBLE = {_STATUS.kInfeasible, _STATUS.kUnboundedOrInfeasible}
_LOOKS = (
    highspy.cb.HighsCallbackType.kCallbackSimplexInterrupt,
    highspy.cb.HighsCallbackType.kCallbackIpmInterrupt,
    highspy.cb.HighsCallbackType.kCallbackMipInterrupt,
    highspy.cb.HighsCallbackType.kCallbackMipImprovingSolution,
)


@dataclass(frozen=True, eq=False)
class Outcome:
    """How a search ended: ``optimal``, ``infeasible``, ``early`` (time, or asked to) or ``failed``.

    ``values`` is the best answer found, None without any; ``bound`` what no answer can cost less than.
    """

    state: str
    values: FloatArray | None
    cost: float
    bound: float
    reason: str = ""


class _Quiet(highspy.Highs):
    """HiGHS without its banner, which goes to the standard output as soon as callbacks are prepared."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS calls it by this name
        self.silent()


class LivingProgramme:
    """One programme inside HiGHS: columns between 0 and ``upper``, rows added as they come, and what it costs.

    Parameters
    ----------
    cost, upper
        One per column.
    whole
        Columns that are integers.
    """

    def __init__(self, cost: FloatArray, upper: FloatArray, whole: BoolArray) -> None:
        self._highs = _Quiet()
        self._cost = np.asarray(cost, dtype=np.float64)
        self._columns = np.arange(len(cost), dtype=np.int32)
        self._is_integer = bool(whole.any())
        for name, value in (("threads", _THREADS), ("random_seed", _SEED)):
            self._highs.setOptionValue(name, value)
        no_cells = np.zeros(len(cost), dtype=np.int32)
        self._highs.addCols(
            len(cost), cost, np.zeros(len(cost)), upper, 0, no_cells, np.zeros(0, dtype=np.int32), np.zeros(0)
        )
        if self._is_integer:
            self._highs.changeColsIntegrality(len(cost), self._columns, whole.astype(np.uint8))

    def add(self, block: RowBlock) -> None:
        """Add rows to the programme as it stands."""
        self._highs.addRows(
            len(block.low), block.low, block.high, len(block.value), block.start, block.column, block.value
        )

    def limit(self, row: int, low: float, high: float) -> None:
        """Change the limits of a row."""
        self._highs.changeRowBounds(row, low, high)

    def price(self, cost: FloatArray) -> None:
        """Change what the columns cost."""
        self._cost = np.asarray(cost, dtype=np.float64)
        self._highs.changeColsCost(len(cost), self._columns, cost)

    def run(
        self,
        *,
        known: tuple[IntArray, FloatArray] | None,
        time_limit_s: float,
        gap: float,
        cancelled: Callable[[], bool],
        heard: Heard,
    ) -> Outcome:
        """Search, and say how it ended.

        Parameters
        ----------
        known
            Columns and values of an answer to start from; HiGHS works out the columns left out, and sets aside an
            answer that does not fit.
        time_limit_s
            Seconds; infinite without limit.
        gap
            Relative gap, proven, at which an answer is good enough.
        cancelled
            Asked at every look that HiGHS takes at its callbacks.
        """
        improving, looking = (int(kind) for kind in (_LOOKS[-1], _LOOKS[-2]))
        bound = -np.inf

        def called(kind: Any, message: str, out: Any, into: Any, data: Any) -> None:  # noqa: ANN401, ARG001
            nonlocal bound
            if int(kind) == improving:
                values = np.array(out.mip_solution, dtype=np.float64)
                heard(values, float(self._cost @ values), float(out.mip_dual_bound))
            elif int(kind) == looking and out.mip_dual_bound > bound:
                bound = float(out.mip_dual_bound)
                heard(None, np.inf, bound)
            if into is not None and cancelled():
                into.user_interrupt = True

        highs = self._highs
        highs.setCallback(called, None)
        for look in _LOOKS:
            highs.startCallback(look)
        if self._is_integer:
            # The answer of another search is no start, unless it is told.
            highs.clearSolver()
        if known is not None:
            columns, values = known
            highs.setSolution(len(columns), columns.astype(np.int32), values.astype(np.float64))
        highs.setOptionValue("mip_rel_gap", float(gap))
        # The clock of HiGHS goes on from one search to the next.
        until = highs.getRunTime() + time_limit_s
        highs.setOptionValue("time_limit", float(until))
        try:
            outcome = self._run()
            if known is not None and self._is_another(outcome):
                start = replace(outcome, state="early", cost=self._worth(outcome))
                highs.clearSolver()
                outcome = start if cancelled() else self._run()
                outcome = start if outcome.values is None else outcome
            if outcome.state == "failed" and not cancelled():
                # Numerical trouble: once more on the programme as it is.
                highs.setOptionValue("presolve", "off")
                outcome = self._run()
                highs.setOptionValue("presolve", "choose")
        finally:
            highs.setCallback(None, None)
        return outcome

    def _is_another(self, outcome: Outcome) -> bool:
        """Tell whether the values are not those of the cost told.

        HiGHS 1.16 improves a start while it simplifies the programme, and may then return the start as it was told
        with the cost of the better one.
        """
        return abs(self._worth(outcome) - outcome.cost) > _APART * max(1.0, abs(outcome.cost))

    def _worth(self, outcome: Outcome) -> float:
        return outcome.cost if outcome.values is None else float(self._cost @ outcome.values)

    def _run(self) -> Outcome:
        highs = self._highs
        highs.run()
        status, info = highs.getModelStatus(), highs.getInfo()
        if status in _INFEASIBLE:
            return Outcome("infeasible", None, np.inf, np.inf)
        values, cost = None, np.inf
        if int(info.primal_solution_status) == _FEASIBLE:
            values, cost = np.array(highs.getSolution().col_value), float(info.objective_function_value)
        done = status == _STATUS.kOptimal
        bound = float(info.mip_dual_bound) if self._is_integer else (cost if done else -np.inf)
        if done:
            return Outcome("optimal", values, cost, min(bound, cost))
        state = "early" if status in _ENDED_EARLY else "failed"
        return Outcome(state, values, cost, min(bound, cost), highs.modelStatusToString(status))
