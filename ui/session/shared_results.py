"""What is worked out once for everybody: kept by what is asked, whoever asks, and never begun twice at once."""

import pickle
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from hashlib import blake2b
from typing import Any, Generic, ParamSpec, TypeVar
from weakref import WeakSet

from ui.session.kept_memory import KeptMemory
from ui.texts import Texts

Given = ParamSpec("Given")
Made = TypeVar("Made")
Key = tuple[Hashable, ...]
"""Identifies one answer: the versions of the data and of the travel times, and what was asked."""

_STORES: "WeakSet[SharedStore[Any]]" = WeakSet()
_MEMORY = KeptMemory(192 * 1024 * 1024)
"""What all answers hold together, in bytes: far more than a region asks for, far less than a country would take."""


def content_key(*parts: object) -> str:
    """Return a digest of values: two values that differ never share it; equal ones do, unless they are built apart.

    Parameters
    ----------
    parts
        Frames, numbers, texts and collections of them; a catalogue counts for its language.
    """
    plain = [part.language if isinstance(part, Texts) else part for part in parts]
    return blake2b(pickle.dumps(plain, protocol=pickle.HIGHEST_PROTOCOL), digest_size=20).hexdigest()


class SharedStore(Generic[Made]):
    """A bounded store: the answers asked for last; who asks for one that is being made waits for it.

    Parameters
    ----------
    most
        How many answers are kept.
    memory
        What bounds the bytes that they hold, together with those of other stores.
    """

    def __init__(self, most: int, *, memory: KeptMemory = _MEMORY) -> None:
        self._most, self._memory = most, memory
        self._lock = threading.Lock()
        self._made: OrderedDict[Hashable, tuple[Made, object]] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._forgotten = 0
        _STORES.add(self)

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the answer kept under ``key``, made now if there is none; an error is not kept."""
        if known := self.known(key):
            return known[0]
        with self._lock:
            turn, forgotten = self._making.setdefault(key, threading.Lock()), self._forgotten
        with turn:
            try:
                with self._lock:
                    if key in self._made:
                        return self._made[key][0]
                made, name = make(), object()
                with self._lock:
                    stays = forgotten == self._forgotten
                    if stays:
                        self._made[key] = made, name
                    over = list(self._made)[: max(0, len(self._made) - self._most)]
                for oldest in over:
                    self.drop(oldest)
                if stays:
                    self._weigh(key, made, name)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return made

    def known(self, key: Hashable) -> list[Made]:
        """Return the answer kept under ``key``, alone in a list; an empty one where it is still to be made."""
        with self._lock:
            kept = self._made.get(key)
            if kept is None:
                return []
            self._made.move_to_end(key)
        made, name = kept
        if self._memory.asked(name):
            self._weigh(key, made, name)
        return [made]

    def drop(self, key: Hashable) -> None:
        """Keep an answer no longer."""
        with self._lock:
            kept = self._made.pop(key, None)
        if kept is not None:
            self._memory.forget(kept[1])

    def forget(self) -> None:
        """Empty the store; what is being made stays with who asked for it."""
        with self._lock:
            kept = list(self._made)
            self._forgotten += 1
        for key in kept:
            self.drop(key)

    def _weigh(self, key: Hashable, made: Made, name: object) -> None:
        self._memory.keep(name, made, lambda: self.drop(key))

    def __len__(self) -> int:
        return len(self._made)


class Shared(Generic[Given, Made]):
    """A function whose last answers are kept: called like the function, and able to tell what identifies an answer."""

    def __init__(self, function: Callable[Given, Made], most: int, key: Callable[..., Key] | None) -> None:
        self._function, self._key, self._answers = function, key, SharedStore[Made](most)
        update_wrapper(self, function)

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> Made:
        """Return the answer that is kept, made now if there is none."""
        return self._answers.get(self.key(*args, **kwargs), lambda: self._function(*args, **kwargs))

    def known(self, key: Key) -> list[Made]:
        """Return the answer that :meth:`key` identifies, alone in a list; an empty one where it is still to be made."""
        return self._answers.known(key)

    def key(self, *args: Given.args, **kwargs: Given.kwargs) -> Key:
        """Return what identifies the answer to these arguments, among those of every function."""
        name = self._function.__qualname__
        if self._key is not None:
            return (name, *self._key(*args, **kwargs))
        return (name, content_key(*args, *(item for each in sorted(kwargs) for item in (each, kwargs[each]))))


def keep(most: int, *, key: Callable[..., Key] | None = None) -> Callable[[Callable[Given, Made]], Shared[Given, Made]]:
    """Keep the last ``most`` answers of a function, for everybody.

    An answer is shared: who receives it does not change it.

    Parameters
    ----------
    key
        What an answer depends on, from the arguments of the function; by default their whole content.
    """
    return lambda function: Shared(function, most, key)


class Brief(Generic[Given, Made]):
    """A function whose answers serve for some seconds, then are looked at again; its arguments identify them."""

    def __init__(self, function: Callable[Given, Made], seconds: float, most: int) -> None:
        self._function, self._seconds, self._answers = function, seconds, SharedStore[Made](most)
        update_wrapper(self, function)

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> Made:
        """Return the answer of these seconds."""
        now = int(time.monotonic() / self._seconds)
        return self._answers.get((now, args, *sorted(kwargs.items())), lambda: self._function(*args, **kwargs))

    def forget(self) -> None:
        """Look again at once."""
        self._answers.forget()


def briefly(seconds: float, *, most: int = 16) -> Callable[[Callable[Given, Made]], Brief[Given, Made]]:
    """Keep the answers of a function for ``seconds`` at most, the last ``most`` of them, for everybody."""
    return lambda function: Brief(function, seconds, most)


def forget_everything() -> None:
    """Empty every store: whatever is asked next is worked out again."""
    for store in list(_STORES):
        store.forget()
