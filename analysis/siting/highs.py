"""The one home of the mixed-integer solver: HiGHS, through SciPy."""

import threading
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.siting.problem import BoolArray, FloatArray
from analysis.siting.search_limits import Watch
from geo.errors import BadInputError

_TIME_LIMIT, _INFEASIBLE, _FAILED = 1, 2, 4
_TICK_S = 0.05


class Rows:
    """Linear constraints under construction: ``low ≤ Σ value × variable ≤ high``, in blocks."""

    def __init__(self, n_variables: int) -> None:
        self.n_variables = n_variables
        self._blocks: list[tuple[sparse.csr_array, FloatArray, FloatArray]] = []

    def add(self, matrix: sparse.csr_array, low: FloatArray | float, high: FloatArray | float) -> None:
        """Add a block of rows."""
        size = matrix.shape[0]
        self._blocks.append((matrix, np.broadcast_to(low, size), np.broadcast_to(high, size)))

    def add_one(self, columns: np.ndarray, values: FloatArray | float, low: float, high: float) -> None:
        """Add one row."""
        cells = np.broadcast_to(values, len(columns))
        row = sparse.csr_array((cells, (np.zeros(len(columns), dtype=int), columns)), shape=(1, self.n_variables))
        self.add(row, low, high)

    def constraint(self) -> LinearConstraint:
        """Return all the rows."""
        matrix = sparse.vstack([block for block, _, _ in self._blocks], format="csr")
        low = np.concatenate([low for _, low, _ in self._blocks])
        return LinearConstraint(matrix, low, np.concatenate([high for _, _, high in self._blocks]))


@dataclass(frozen=True)
class Solved:
    """What HiGHS answered: ``values`` None when it found nothing; ``bound`` on the objective; whether it is proven."""

    values: FloatArray | None
    objective: float
    bound: float
    proven: bool
    infeasible: bool


def solve(
    cost: FloatArray,
    rows: Rows,
    *,
    whole: BoolArray,
    upper: FloatArray | float,
    watch: Watch,
    gap: float = 0.0,
) -> Solved:
    """Minimise ``cost`` over variables between 0 and ``upper``, those of ``whole`` being integers.

    HiGHS runs beside: whoever stops the watch is obeyed at once, and what HiGHS had found is then lost.

    Raises
    ------
    BadInputError
        ``siting-solver`` when HiGHS fails for another reason than time.
    """
    nothing = Solved(None, np.inf, -np.inf, proven=False, infeasible=False)
    if watch.over:
        return nothing
    answer: list[object] = []

    def run() -> None:
        options: dict[str, float | bool] = {"time_limit": watch.left_s, "mip_rel_gap": gap}
        bounds = Bounds(0.0, np.broadcast_to(upper, len(cost)))
        try:
            found = milp(
                cost, constraints=rows.constraint(), integrality=whole.astype(int), bounds=bounds, options=options
            )
            if found.status == _FAILED:
                # Numerical trouble: once more on the programme as it is.
                options |= {"time_limit": watch.left_s, "presolve": False}
                found = milp(
                    cost, constraints=rows.constraint(), integrality=whole.astype(int), bounds=bounds, options=options
                )
            answer.append(found)
        except Exception as error:
            answer.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    while worker.is_alive() and not watch.stopped:
        worker.join(_TICK_S)
    if not answer:
        return nothing
    result = answer[0]
    if isinstance(result, Exception):
        raise result
    return _read(result)


def _read(result: object) -> Solved:
    status, values = getattr(result, "status", None), getattr(result, "x", None)
    bound = getattr(result, "mip_dual_bound", None)
    if status == _INFEASIBLE:
        return Solved(None, np.inf, np.inf, proven=True, infeasible=True)
    if status == _FAILED and values is None:
        return Solved(None, np.inf, -np.inf, proven=False, infeasible=False)
    if status not in {0, _TIME_LIMIT, _FAILED}:
        raise BadInputError("siting-solver", reason=str(getattr(result, "message", "")))
    objective = np.inf if values is None else float(getattr(result, "fun", np.inf))
    known = objective if bound is None and status == 0 else (-np.inf if bound is None else float(bound))
    return Solved(values, objective, min(known, objective), proven=status == 0, infeasible=False)
