"""Memory that is free again, given back to the system between the steps of a long preparation."""

import ctypes
from functools import cache
from typing import Any


@cache
def _trim() -> Any:  # noqa: ANN401
    """Return glibc's ``malloc_trim``; None where the C library has none (it then keeps what is free, as it pleases)."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None


def give_back() -> None:
    """Give back the memory that finished steps no longer use: large arrays leave holes that would add up."""
    trim = _trim()
    if trim is not None:
        trim(0)
