"""Workers and a scheduler that fail while a cluster works: ``python -m tests.endurance.cluster`` (root, Linux).

A real scheduler and real workers, each a process of its own, are killed, starved or changed while ``in_shards`` is at
work. Each case must end with the figures of one process, or with a sentence, told in both languages; what was done
before must not be done again.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from distributed import Client

from geo import shards
from geo.errors import MaillageError
from tests.endurance.full_disk import disk
from ui.cluster import cluster
from ui.texts import LANGUAGES, texts

HERE = Path(__file__).resolve().parents[2]
N_SHARDS = 24


class Site(NamedTuple):
    """A scheduler and its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


def slow(folder: str, shard: int) -> int:
    """Take a moment, and leave a mark each time."""
    with (Path(folder) / str(shard)).open("a") as file:
        file.write("x")
    time.sleep(0.3)
    return shard * shard


def greedy(size: int, shard: int) -> int:
    """Take memory until the system, or the worker's keeper, says no."""
    if shard == 1:
        held = [bytes(bytearray(os.urandom(1)) * 50_000_000) for _ in range(size)]
        time.sleep(30)
        return len(held)
    return 0


def writing(name: str, shard: int) -> int:
    """Fill the disk on which the worker keeps what its memory does not hold."""
    from distributed import get_worker  # noqa: PLC0415 - on a worker alone

    with (Path(get_worker().local_directory) / f"{name}-{shard}").open("wb") as file:
        file.write(bytes(8 * 2**20))
    return shard


@contextmanager
def site(
    folder: Path, *, n_workers: int = 2, memory: str = "600MB", code: Path = HERE, local: Path | None = None
) -> Iterator[Site]:
    """Start a scheduler and workers of one thread, all on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    started = [subprocess.Popen([*command, "--no-dashboard"], cwd=HERE, **quiet)]  # type: ignore[call-overload]
    asked = ["--nthreads", "1", "--memory-limit", memory, "--no-dashboard", "--local-directory", str(local or folder)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, *asked]
    environment = {**os.environ, "PYTHONPATH": str(code)}
    started += [subprocess.Popen(worker, cwd=code, env=environment, **quiet) for _ in range(n_workers)]  # type: ignore[call-overload]
    try:
        _wait_for(address, n_workers)
        yield Site(address, started[0], started[1:])
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(address: str, n_workers: int) -> None:
    """Wait until a scheduler answers and has its workers: on a busy machine, programs take long to start."""
    port = int(address.rpartition(":")[2])
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            break
        time.sleep(0.2)
    if not n_workers:
        return
    with Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(n_workers, timeout=180)


def told(error: MaillageError) -> None:
    """Print the sentence of an error in every language."""
    for language in LANGUAGES:
        print(f"  {language}: {texts(language).error(error)}")  # noqa: T201


def sentence_of(address: str, work: object, shared: object, n: int = N_SHARDS) -> str:
    """Do shards and return the key of the error that they end with, told; empty where they end well."""
    try:
        with cluster(address) as workers, shards.given(workers):
            list(shards.in_shards(work, shared, list(range(n))))  # type: ignore[arg-type]
    except MaillageError as error:
        told(error)
        return error.key
    return ""


def scheduler_lost(folder: Path) -> bool:
    """Kill the scheduler midway, then go on with another one."""
    marks = folder / "marks"
    marks.mkdir()
    key, done = "", 0
    with site(folder) as here:
        try:
            with cluster(here.address, lambda: "a question") as workers, shards.given(workers):
                for _ in shards.in_shards(slow, str(marks), list(range(N_SHARDS)), kept=True):
                    done += 1
                    if done == 6:
                        os.killpg(here.scheduler.pid, signal.SIGKILL)
        except MaillageError as error:
            told(error)
            key = error.key
    with site(folder) as here, cluster(here.address, lambda: "a question") as workers, shards.given(workers):
        again = list(shards.in_shards(slow, str(marks), list(range(N_SHARDS)), kept=True))
    once = all((marks / str(shard)).read_text() == "x" for shard in range(done))
    print(f"  {done} shards done before, none of them again: {once}")  # noqa: T201
    return key == "cluster-lost" and once and again == [shard * shard for shard in range(N_SHARDS)]


def worker_lost(folder: Path) -> bool:
    """Kill a worker, and its keeper, in the middle of a shard."""
    marks = folder / "marks"
    marks.mkdir()
    found = []
    with site(folder) as here, cluster(here.address) as workers, shards.given(workers):
        for value in shards.in_shards(slow, str(marks), list(range(N_SHARDS))):
            found.append(value)
            if len(found) == 4:
                os.killpg(here.workers[0].pid, signal.SIGKILL)
    return found == [shard * shard for shard in range(N_SHARDS)]


def out_of_memory(folder: Path) -> bool:
    """Ask more memory of a worker than it was given."""
    with site(folder) as here:
        return sentence_of(here.address, greedy, 40, 4) == "cluster-worker-lost"


def other_version(folder: Path) -> bool:
    """Start workers on a copy of the code in which one line is another."""
    code = folder / "code"
    for name in ("geo", "analysis", "ui", "data"):
        shutil.copytree(HERE / name, code / name)
    with (code / "geo" / "errors.py").open("a", encoding="utf-8") as file:
        file.write("\n# another version\n")
    with site(folder, n_workers=1, code=code) as here:
        return sentence_of(here.address, slow, str(folder), 2) == "cluster-other-version"


def nobody(folder: Path) -> bool:
    """Ask at an address where nobody answers, then of a scheduler without workers."""
    keys = [sentence_of("tcp://127.0.0.1:9", slow, str(folder))]
    with site(folder, n_workers=0) as here:
        time.sleep(3)
        keys.append(sentence_of(here.address, slow, str(folder)))
    return keys == ["cluster-no-answer", "cluster-no-worker"]


def full_disk(folder: Path) -> bool:
    """Give workers a disk of four megabytes."""
    with disk(folder / "small", 4096) as small, site(folder, local=small) as here:
        return sentence_of(here.address, writing, "spill", 4) == "cluster-worker-file"


CASES = (nobody, scheduler_lost, worker_lost, out_of_memory, other_version, full_disk)


def main(asked: Sequence[str]) -> int:
    """Run the cases, or those that are named; return how many failed."""
    failed = 0
    for case in CASES:
        if asked and case.__name__ not in asked:
            continue
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cluster-")))
            os.environ["MAILLAGE_WORKSPACE"] = str(folder / "workspace")
            print(f"{case.__name__.replace('_', ' ')}…", flush=True)  # noqa: T201
            passed = case(folder)
            print("  as it must be" if passed else "  NOT as it must be", flush=True)  # noqa: T201
            failed += not passed
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
