"""What runs in many threads gives its memory back to few arenas, so that the next run takes it again."""

import os
import platform
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has arenas to share")

_PROGRAM = """
import ctypes, threading
from ui.serving.workers import share_arenas
{before}
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
held, gate = [], threading.Barrier(13)
def run():
    held.append([libc.malloc(ctypes.c_size_t(4000)) for _ in range(50)])
    gate.wait()
for _ in range(12):
    threading.Thread(target=run).start()
gate.wait()
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


def arenas(before: str, **environment: str) -> int:
    """Return how many arenas twelve threads take their memory from."""
    told = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(before=before)],
        env={name: value for name, value in os.environ.items() if name != "MALLOC_ARENA_MAX"} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.count("<heap nr=")


def test_threads_share_two_arenas_unless_the_environment_says_otherwise():
    assert arenas("") > 4
    assert arenas("share_arenas()") <= 4  # what starts the interpreter's own threads may have taken one or two
    assert arenas("share_arenas()", MALLOC_ARENA_MAX="8") > 4
    assert arenas("", MALLOC_ARENA_MAX="2") == 2
