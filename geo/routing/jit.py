"""Compiled kernels: one typed door to numba.

Kernels are compiled once and kept on disk, so that a second start of the program is quick. They release the
interpreter lock: threads of :mod:`geo.routing.workers` run them side by side. No kernel asks numba how many threads
there are, because such a kernel could not be kept on disk.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np

Function = TypeVar("Function", bound=Callable[..., object])


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
    return cast("Function", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


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
