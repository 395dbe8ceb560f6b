"""A programme in a process of its own, which can be ended at any time, whatever HiGHS is doing.

The process is this module run as a program. It reads a programme and its searches from its standard input, and writes
each better answer, then how the search ended, to its standard output: pickled, one after the other.
"""

import os
import pickle
import queue
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import numpy as np

from analysis.solver.highs import Heard, LivingProgramme, Outcome
from analysis.solver.rows import RowBlock
from geo.schema import BoolArray, FloatArray, IntArray

_ROOT = Path(__file__).resolve().parent.parent.parent
_TICK_S = 0.05


class Apart:
    """As :class:`analysis.solver.highs.Engine`, in another process. Once ended by force, it answers no more."""

    def __init__(self, cost: FloatArray, upper: FloatArray, whole: BoolArray) -> None:
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        )
        self._told: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(self._process.stdout, self._told), daemon=True).start()
        self._end = weakref.finalize(self, _ended, self._process)
        self._say("model", cost, upper, whole)

    def add(self, block: RowBlock) -> None:
        """Add rows to the programme as it stands."""
        self._say("add", block)

    def limit(self, row: int, low: float, high: float) -> None:
        """Change the limits of a row."""
        self._say("limit", row, low, high)

    def price(self, cost: FloatArray) -> None:
        """Change what the columns cost."""
        self._say("price", cost)

    def run(
        self,
        *,
        known: tuple[IntArray, FloatArray] | None,
        time_limit_s: float,
        gap: float,
        cancelled: Callable[[], bool],
        heard: Heard,
    ) -> Outcome:
        """Search, and say how it ended, as :meth:`analysis.solver.highs.Engine.run`."""
        self._say("run", known, time_limit_s, gap)
        while not cancelled():
            try:
                word, *what = self._told.get(timeout=_TICK_S)
            except queue.Empty:
                continue
            if word == "done":
                return Outcome(*what)
            if word == "gone":
                return Outcome("failed", None, np.inf, -np.inf, "the process of the solver has ended")
            heard(*what)
        self._end()
        return Outcome("killed", None, np.inf, -np.inf)

    def _say(self, *message: object) -> None:
        if self._process.stdin is None:
            return
        try:
            pickle.dump(message, self._process.stdin)
            self._process.stdin.flush()
        except (OSError, ValueError):
            # The process is gone: whoever listens is told so.
            return


def _listen(out: IO[bytes] | None, told: "queue.SimpleQueue[Any]") -> None:
    try:
        while out is not None:
            told.put(pickle.load(out))  # noqa: S301 - what our own process says
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        pass
    told.put(("gone",))


def _ended(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue
    process.wait()


def _serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Answer until nobody asks."""

    def say(*message: object) -> None:
        pickle.dump(message, told)
        told.flush()

    engine: LivingProgramme | None = None
    while True:
        try:
            word, *what = pickle.load(asked)  # noqa: S301 - what our own process asks
        except EOFError:
            return
        if word == "model":
            engine = LivingProgramme(*what)
        elif engine is not None and word == "add":
            engine.add(*what)
        elif engine is not None and word == "limit":
            engine.limit(*what)
        elif engine is not None and word == "price":
            engine.price(*what)
        elif engine is not None:
            known, time_limit_s, gap = what
            done = engine.run(
                known=known,
                time_limit_s=time_limit_s,
                gap=gap,
                cancelled=lambda: False,
                heard=lambda values, cost, bound: say("heard", values, cost, bound),
            )
            say("done", done.state, done.values, done.cost, done.bound, done.reason)


def _main() -> None:
    # Whatever is printed goes to the errors: the standard output carries answers only.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
