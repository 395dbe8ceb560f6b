"""Turns of the runs of a process: a few at a time, in the order in which they were asked for.

Python runs one thread at a time. Of a hundred runs at once, all would end when the last does; in turns, half of them
end in half that time, and the thread that sends answers is waited for by few. A run that lasts keeps its place for a
moment only, then goes on beside the others: it holds nobody up.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

_AT_ONCE = 2
_PLACE_S = 0.2


class Turns:
    """Places for ``at_once`` runs, each for ``place_s`` seconds at most; whoever comes first goes first."""

    def __init__(self, at_once: int = _AT_ONCE, place_s: float = _PLACE_S) -> None:
        self._at_once, self._place_s = at_once, place_s
        self._lock = threading.Lock()
        self._until: dict[threading.Event, float] = {}
        self._waiting: deque[threading.Event] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a place, and hold it while what is inside is done, or until its time is over."""
        mine = threading.Event()
        with self._lock:
            self._waiting.append(mine)
            self._give_places()
        try:
            while not mine.wait(self._place_s):
                with self._lock:
                    self._give_places()
            yield
        finally:
            with self._lock:
                self._until.pop(mine, None)
                if not mine.is_set():
                    self._waiting.remove(mine)
                self._give_places()

    def _give_places(self) -> None:
        now = time.monotonic()
        for over in [one for one, until in self._until.items() if until <= now]:
            del self._until[over]
        while self._waiting and len(self._until) < self._at_once:
            first = self._waiting.popleft()
            self._until[first] = now + self._place_s
            first.set()


runs = Turns()
"""Those of this process."""
