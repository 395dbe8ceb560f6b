"""What is worked out once for everybody: kept by what it is made of, whoever asks, and never begun twice at once."""

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Any, Generic, ParamSpec, TypeVar

from ui.texts import Texts

Given = ParamSpec("Given")
Made = TypeVar("Made")


def content_key(*parts: object) -> str:
    """Return a digest of values: two values that differ never share it; equal ones do, unless they are built apart.

    Parameters
    ----------
    parts
        Frames, numbers, texts and collections of them; a catalogue counts for its language.
    """
    plain = [part.language if isinstance(part, Texts) else part for part in parts]
    return blake2b(pickle.dumps(plain, protocol=pickle.HIGHEST_PROTOCOL), digest_size=20).hexdigest()


class Kept(Generic[Made]):
    """A bounded store: the answers asked for last; who asks for one that is being made waits for it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}

    def get(self, key: str, make: Callable[[], Made]) -> Made:
        """Return the answer kept under ``key``, made now if there is none; an error is not kept."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._made:
                    return self._made[key]
            try:
                made = make()
                with self._lock:
                    self._made[key] = made
                    while len(self._made) > self._most:
                        self._made.popitem(last=False)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return made

    def __len__(self) -> int:
        return len(self._made)


def keep(most: int) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Keep the last ``most`` answers of a pure function, by the content of what it is given.

    An answer is shared: who receives it does not change it.
    """

    def kept(function: Callable[Given, Made]) -> Callable[Given, Made]:
        answers: Kept[Made] = Kept(most)

        @wraps(function)
        def asked(*args: Given.args, **kwargs: Given.kwargs) -> Made:
            named: list[Any] = [item for name in sorted(kwargs) for item in (name, kwargs[name])]
            return answers.get(content_key(*args, *named), lambda: function(*args, **kwargs))

        return asked

    return kept
