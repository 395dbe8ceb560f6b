"""Long work of one at a time: it goes on in a thread beside the pages, says how far it is, and stops when asked."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from geo.errors import BadInputError, CancelledError

Tell = Callable[[str, float], None]
"""Called with the step that begins and the share done, 0 to 1; raises where the work was stopped."""


@dataclass(eq=False)
class LongWork:
    """A piece of work: ``step`` and ``share`` say how far it is; ``said`` what it ended with, or ``error`` why not."""

    name: str
    made: Callable[[Tell, Callable[[], bool]], list[str]]
    step: str = ""
    share: float = 0.0
    said: list[str] = field(default_factory=list)
    error: Exception | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)

    @property
    def under_way(self) -> bool:
        """Whether it still goes on."""
        return self.thread.is_alive()

    def _run(self) -> None:
        try:
            self.said = self.made(self._tell, self.stop.is_set)
        except Exception as error:
            self.error = error

    def _tell(self, step: str, share: float) -> None:
        if self.stop.is_set():
            raise CancelledError("cancelled")
        self.step, self.share = step, min(1.0, max(0.0, share))


_DOOR = threading.Lock()
_LATEST: list[LongWork] = []


def begin(name: str, made: Callable[[Tell, Callable[[], bool]], list[str]]) -> LongWork:
    """Begin a piece of work, and return it.

    Raises
    ------
    BadInputError
        ``work-under-way`` while another goes on, whoever began it.
    """
    with _DOOR:
        if _LATEST and _LATEST[0].under_way:
            raise BadInputError("work-under-way", name=_LATEST[0].name)
        work = LongWork(name, made)
        work.thread.start()
        _LATEST[:] = [work]
    return work
