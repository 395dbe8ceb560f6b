"""Compiled kernels: one typed door to numba.

Kernels are compiled once and kept on disk, so that a second start of the program is quick. They release the
interpreter lock: threads of :mod:`geo.routing.workers` run them side by side. No kernel asks numba how many threads
there are, because such a kernel could not be kept on disk.

The first compilation is what a user waits for, so kernels are written with plain loops: every helper of numpy or of
Python that a kernel calls (``np.where``, ``np.sort``, ``min``) is compiled too, for each type, and takes longer than
the loop.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np

Function = TypeVar("Function", bound=Callable[..., object])

_njit: Any = numba.njit


@cache
def _fingerprint(file: str) -> str:
    """Name the state of this package's sources and of a kernel's own.

    numba looks at one file only to tell whether machine code on disk is still good, but kernels call kernels of other
    files; and it reads what it kept before it looks, which fails where a type of the file has another name since.
    """
    sources = [*sorted(Path(__file__).parent.glob("*.py")), Path(file)]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:12]


def kernel(function: Function) -> Function:
    """Compile a function at its first call, keep the machine code on disk, run it without the interpreter lock.

    Parameters
    ----------
    function
        A function of numpy arrays and numbers, written in the subset of Python that numba compiles.

    Returns
    -------
    Function
        The compiled function, with the signature of the one given.
    """
    function.__qualname__ += f"_{_fingerprint(function.__code__.co_filename)}"
    return cast("Function", _njit(cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True)(function))


def subkernel(function: Function) -> Function:
    """Compile a function that only kernels call.

    Parameters
    ----------
    function
        As for :func:`kernel`.

    Returns
    -------
    Function
        The compiled function; Python cannot call it.
    """
    return cast(
        "Function", _njit(nogil=True, error_model="numpy", no_cfunc_wrapper=True, no_cpython_wrapper=True)(function)
    )


def frozen(array: np.ndarray) -> np.ndarray:
    """Return the array, contiguous and read-only.

    Kernels are compiled per type of argument and numba tells read-only arrays from writable ones: everything that
    the engine keeps is frozen, so that each kernel is compiled once.

    Parameters
    ----------
    array
        Any array; it must not be written to by anyone else afterwards.

    Returns
    -------
    numpy.ndarray
        The same data, read-only; a copy only when the data was not contiguous.
    """
    result = np.ascontiguousarray(array)
    if result.flags.writeable:
        result = result.view()
        result.flags.writeable = False
    return result
