"""Kernels compiled once by all processes of a run: one that another process compiles is waited for, then read.

On a new clone nothing is compiled yet, and the same kernels would be by each process at once, for a minute or more.
"""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from numba.core.caching import NullCache
from numba.core.compiler_lock import global_compiler_lock
from numba.core.dispatcher import Dispatcher


def compile_once(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Take turns, by locks in a folder that the processes share."""
    really_compile = Dispatcher.compile

    def compile_or_wait(self: Any, sig: object) -> object:
        if isinstance(self._cache, NullCache):  # never read from the disk
            return really_compile(self, sig)
        told = hashlib.sha256(f"{self.py_func.__module__}.{self.py_func.__qualname__} {sig}".encode()).hexdigest()
        # numba's own lock first: a thread that waited for it with a kernel's lock would wait for one that waits.
        with global_compiler_lock, FileLock(folder / f"{told}.lock"):
            return really_compile(self, sig)

    patch.setattr(Dispatcher, "compile", compile_or_wait)
