"""The processes that answer behind one address: started, watched, started again, and ended with their parent."""

import asyncio
import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from ui.serving.proxy import Worker
from ui.serving.settings import WORKER

_WATCH_S, _START_S, _END_S = 1.0, 180.0, 10.0
_ARENAS = "MALLOC_ARENA_MAX", 2
"""How many arenas of glibc share the threads of a process.

Every run of the app is a thread: with an arena of its own, as glibc would have it, what a run gives back stays set
aside for that arena, and a process of two hundred sessions holds half as much again for nothing.
"""
_M_ARENA_MAX = -8
"""The same in ``mallopt``."""


class Workers:
    """Several copies of the app, each on a port of this computer that nobody else is told.

    Parameters
    ----------
    app
        The file that ``streamlit run`` serves.
    count
        How many.
    environment
        What they are told, beside this process's own environment.
    """

    def __init__(self, app: Path, count: int, *, environment: Mapping[str, str]) -> None:
        arenas = {_ARENAS[0]: str(_ARENAS[1])}
        self._app, self._environment = app, {**arenas, **os.environ, **environment, WORKER: "1"}
        self.all = [Worker(port) for port in _free_ports(count)]
        self._processes = [self._started(worker) for worker in self.all]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(timeout=_END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdin:
                process.stdin.close()

    def wait_until_ready(self) -> bool:
        """Wait until every process answers, and tell whether they all do."""
        waited = threading.Event()
        for _ in range(int(_START_S / 0.25)):
            if all(_answers(worker.port) for worker in self.all):
                return True
            if all(process.poll() is not None for process in self._processes):
                return False
            waited.wait(0.25)
        return False

    async def watch(self) -> None:
        """Start again, on its port, any process that ends."""
        while True:
            await asyncio.sleep(_WATCH_S)
            for at, process in enumerate(self._processes):
                if process.poll() is not None:
                    if process.stdin:
                        process.stdin.close()
                    self._processes[at] = self._started(self.all[at])

    def _started(self, worker: Worker) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "streamlit", "run", str(self._app)),
                *("--server.address", "127.0.0.1", "--server.port", str(worker.port)),
            ],
            cwd=self._app.parent,
            env=self._environment,
            # Left open while this process lives: its end is how the other one knows, even after a kill.
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )


def share_arenas() -> None:
    """Make the threads of this process share few arenas, unless its environment says otherwise; glibc only."""
    if sys.platform == "linux" and _ARENAS[0] not in os.environ:
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, _ARENAS[1])


def end_with_parent() -> None:
    """Make this process end when the one that started it does, however that one ended."""

    def wait() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True, name="parent").start()


def _free_ports(count: int) -> list[int]:
    """Return ports that are free now, all different."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
            return True
    except (urllib.error.URLError, OSError):
        return False
