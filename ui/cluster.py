"""The workers of a cluster, by Dask distributed: the only module that knows it, once it is asked for."""

import gc
import hashlib
import logging
import os
import pickle
import secrets
import shutil
import tempfile
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

from geo.errors import BadInputError, FileError, MaillageError, StoreError, TooLargeError, file_error
from geo.files.atomic import write_atomic
from geo.paths import workspace_folder
from geo.shards import among_workers
from geo.travel.memory import free_memory_bytes

LOCAL = "local"
"""The address of workers started on this computer for one piece of work; ``local:3`` for three of them."""

ANSWER_S = 15.0
"""How long an address may take to answer."""

PATIENCE_S = 60.0
"""How long to wait for another worker once the last is gone."""

_LOOK_S = 2.0
_AHEAD = 3
_TASKS_EACH, _MOST_TOGETHER = 2, 32
_PART_USED = 0.7
_MOST_LOCAL = 64
_LEAST_BYTES = 500_000_000
_SAME = ("python", "distributed", "cloudpickle", "msgpack", "numpy", "pandas")


@dataclass(frozen=True)
class Shape:
    """What a cluster is: how many workers, the memory of the smallest in bytes (None: no limit), its dashboard."""

    workers: int
    memory_bytes: int | None
    dashboard: str


class Cluster:
    """Workers who do shards (`geo.shards.Workers`). A worker that dies loses nothing: its shards are done again."""

    def __init__(self, client: Any, standing: Callable[[], str] | None = None) -> None:  # noqa: ANN401 - no types
        self._client, self._standing = client, standing
        self.shape = _shape(client)

    def do(
        self,
        work: Callable[[Any, Any], Any],
        shared: Any,  # noqa: ANN401 - whatever can be sent
        shards: Sequence[Any],
        *,
        kept: bool = False,
    ) -> Iterator[Any]:
        """Give the result of every shard, in order; only a few are ahead of the one that is waited for.

        Raises
        ------
        StoreError
            ``cluster-worker-lost`` when a shard loses one worker after the other, ``cluster-lost`` when the scheduler
            is gone, ``cluster-no-worker`` when all workers are.
        TooLargeError, FileError
            ``cluster-worker-memory``, ``cluster-worker-file``: what the machine of a worker refused.
        """
        before = _Before(self._standing(), work) if kept and self._standing is not None else None
        # A task, not scattered data: what all shards share is made again where the workers that held it die.
        common = self._submit(_itself, shared)
        waiting: deque[Any] = deque()
        left = enumerate(shards)
        ahead = max(4, _AHEAD * self.shape.workers)
        try:
            while True:
                for rank, shard in left:
                    known = _UNKNOWN if before is None else before.read(rank)
                    future = self._submit(_done, work, common, shard) if known is _UNKNOWN else None
                    waiting.append((rank, known, future))
                    if len(waiting) >= ahead:
                        break
                if not waiting:
                    break
                rank, known, future = waiting[0]
                result = known if future is None else self._result(future)
                waiting.popleft()
                if before is not None and future is not None:
                    before.keep(rank, result)
                yield result
        finally:
            for future in (common, *(future for _, _, future in waiting if future is not None)):
                with suppress(Exception):
                    future.cancel()
        if before is not None:
            before.forget()

    def hold(
        self,
        work: Callable[[Any, Any], Any],
        shared: Any,  # noqa: ANN401 - whatever can be sent
        shards: Sequence[Any],
    ) -> "HeldThere":
        """Do every shard, and keep the results with the workers, who write to their disks what memory does not hold."""
        common = self._submit(_itself, shared)
        size = max(1, min(_MOST_TOGETHER, len(shards) // (_TASKS_EACH * max(1, self.shape.workers))))
        groups = [list(shards[first : first + size]) for first in range(0, len(shards), size)]
        each = partial(_each_of, work)
        return HeldThere(self, common, [self._submit(_done, each, common, group) for group in groups])

    def _submit(self, *task: Any) -> Any:  # noqa: ANN401
        distributed = import_module("distributed")
        try:
            return self._client.submit(*task, pure=False)
        except (distributed.client.ClosedClientError, distributed.comm.CommClosedError) as error:
            raise StoreError("cluster-lost") from error

    def _result(self, future: Any) -> Any:  # noqa: ANN401
        distributed = import_module("distributed")
        alone_since: float | None = None
        while True:
            try:
                result = future.result(timeout=_LOOK_S)
            except TimeoutError:
                alone_since = self._alone_since(alone_since)
            except distributed.scheduler.KilledWorker as error:
                memory = self.shape.memory_bytes
                told = {"worker": str(error.last_worker.address), "memory_gb": round((memory or 0) / 1e9, 1)}
                raise StoreError("cluster-worker-lost", **told) from error
            except (distributed.CancelledError, distributed.comm.CommClosedError) as error:
                raise StoreError("cluster-lost") from error
            else:
                if isinstance(result, _Refused):
                    raise result.kind(result.key, **result.values)
                return result

    def _alone_since(self, before: float | None) -> float | None:
        """Return since when no worker is there, None where one is; raise once that is long, or nobody answers."""
        if self._client.status != "running":
            raise StoreError("cluster-lost")
        known, now = self._client.scheduler_info(n_workers=-1), time.monotonic()
        if known["workers"]:
            return None
        if before is not None and now - before > PATIENCE_S:
            raise StoreError("cluster-no-worker", address=known["address"])
        return now if before is None else before


@dataclass(frozen=True, eq=False)
class HeldThere:
    """Results that workers hold (`geo.shards.Held`), some together, with what makes those of a worker that dies again.

    Work goes to them once for each measure, and more: a task costs as much as a million pairs.
    """

    cluster: Cluster
    common: Any
    results: Sequence[Any]

    def each(
        self,
        work: Callable[[Any, Any], Any],
        shared: Any,  # noqa: ANN401 - whatever can be sent
    ) -> Iterator[Any]:
        """Give what a function makes of each result, in order; as :meth:`Cluster.do`."""
        for group in self.cluster.do(partial(_each_of, work), shared, self.results):
            yield from group


_UNKNOWN = object()
_MOST_KEPT = 8
"""Works interrupted of which the results stay: the oldest go."""


class _Before:
    """The results of shards done before workers were lost, in a folder of the workspace named after all they stand on.

    They are as much one's own as the rest of the workspace, and in no backup.
    """

    def __init__(self, standing: str, work: Callable[[Any, Any], Any]) -> None:
        self._all = workspace_folder() / "answers" / "shards"
        named = f"{standing} {work.__module__}.{work.__qualname__}"
        self._folder = self._all / hashlib.blake2b(named.encode(), digest_size=16).hexdigest()

    def read(self, rank: int) -> Any:  # noqa: ANN401
        """Return a result, ``_UNKNOWN`` where there is none, or not as it was written."""
        try:
            digest, _, payload = (self._folder / str(rank)).read_bytes().partition(b"\n")
        except OSError:
            return _UNKNOWN
        if digest != hashlib.blake2b(payload).hexdigest().encode():
            return _UNKNOWN
        return pickle.loads(payload)  # noqa: S301 - written by this workspace's own commands

    def keep(self, rank: int, result: Any) -> None:  # noqa: ANN401
        """Write a result, where the disk has room."""
        payload = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
        with suppress(OSError, FileError):
            write_atomic(self._folder / str(rank), hashlib.blake2b(payload).hexdigest().encode() + b"\n" + payload)

    def forget(self) -> None:
        """Remove the results, and those of works that nobody took up again."""
        shutil.rmtree(self._folder, ignore_errors=True)
        with suppress(OSError):
            old = sorted(self._all.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
            for folder in old[_MOST_KEPT:]:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def cluster(address: str, standing: Callable[[], str] | None = None) -> Iterator[Cluster]:
    """Give the workers of an address while work goes on, checked: they are of this version and see this workspace.

    Parameters
    ----------
    address
        That of a Dask scheduler, or ``local``, ``local:3``: workers of one thread are started here, on half of the
        free memory at most.
    standing
        Names the question and all that its answer stands on, once tables are ready: what was done stays under this
        name where workers are lost. None: nothing stays.

    Raises
    ------
    BadInputError
        ``cluster-packages`` when Dask is not installed, ``cluster-bad-address``, ``cluster-no-answer``,
        ``cluster-other-version``, ``cluster-other-workspace``.
    StoreError
        ``cluster-no-worker``.
    TooLargeError
        ``cluster-local-memory`` when the free memory does not suffice for so many workers.
    """
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise BadInputError("cluster-packages") from error
    # A client that found nobody closes when it is collected, under a lock that starting another holds: it goes first.
    gc.collect()
    with ExitStack() as stack:
        stack.enter_context(_quiet())
        place: Any = address
        if address.partition(":")[0] == LOCAL:
            place = stack.enter_context(_started(distributed, address))
        try:
            client = stack.enter_context(distributed.Client(place, timeout=ANSWER_S, set_as_default=False))
        except (OSError, TimeoutError) as error:
            raise BadInputError("cluster-no-answer", address=address) from error
        except (ValueError, TypeError, KeyError) as error:
            raise BadInputError("cluster-bad-address", address=address) from error
        try:
            client.wait_for_workers(1, timeout=ANSWER_S)
        except TimeoutError as error:
            raise StoreError("cluster-no-worker", address=address) from error
        _check(client)
        yield Cluster(client, standing)


_TALKATIVE = frozenset({"distributed", "tornado", "asyncio", "bokeh"})


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Dask tells developers off the terminal: a worker that dies changes nothing, or is told in words."""
    # Each of Dask's loggers has a level of its own: silencing what is above would silence none of them.
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _TALKATIVE]
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@contextmanager
def _started(distributed: Any, address: str) -> Iterator[Any]:  # noqa: ANN401
    """Start workers on this computer, each with its part of the free memory."""
    number = address.partition(":")[2]
    free = int(free_memory_bytes() * _PART_USED)
    if number:
        if not (number.isascii() and number.isdigit() and 1 <= int(number) <= _MOST_LOCAL):
            raise BadInputError("cluster-bad-address", address=address)
        count = int(number)
    else:
        count = max(1, min(os.cpu_count() or 1, _MOST_LOCAL, free // _LEAST_BYTES))
    if free // count < _LEAST_BYTES:
        raise TooLargeError("cluster-local-memory", workers=count, fits=free // _LEAST_BYTES)
    config = import_module("dask").config
    settings = {"distributed.admin.large-graph-warning-threshold": "100GB", "distributed.comm.timeouts.connect": "30s"}
    with (
        tempfile.TemporaryDirectory(prefix="maillage-", ignore_cleanup_errors=True) as folder,
        config.set(settings),
        distributed.LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            memory_limit=free // count,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:8787",
            local_directory=folder,
            env={"MAILLAGE_MEMORY_MB": str(free // count // 2**20)},
            silence_logs=logging.CRITICAL,
        ) as here,
    ):
        yield here


def _shape(client: Any) -> Shape:  # noqa: ANN401
    known = client.scheduler_info(n_workers=-1)["workers"].values()
    limits = [one["memory_limit"] for one in known]
    return Shape(len(limits), min(limits) if limits and all(limits) else None, client.dashboard_link)


def _check(client: Any) -> None:  # noqa: ANN401
    """Refuse workers that would not give the same figures, or that do not see the files they are worked out from."""
    versions = client.get_versions(check=False)
    own = versions["client"]["packages"]
    for worker, told in sorted(versions["workers"].items()):
        other = [name for name in _SAME if _short(name, told["packages"]) != _short(name, own)]
        if other:
            raise BadInputError("cluster-other-version", worker=worker, what=", ".join(other))
    token = secrets.token_hex(8)
    mark = workspace_folder() / "answers" / f".cluster-{token}"
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    except OSError as error:
        raise file_error(error, mark.parent) from error
    look = _look()
    try:
        here, there = look(token), client.run(look, token, on_error="return")
    finally:
        with suppress(OSError):
            mark.unlink()
    for worker, seen in sorted(there.items()):
        if not isinstance(seen, dict) or any(seen[name] != here[name] for name in ("code", "data")):
            raise BadInputError("cluster-other-version", worker=worker, what="Maillage")
        if not seen["sees"]:
            raise BadInputError("cluster-other-workspace", worker=worker, folder=seen["workspace"])


def _short(name: str, packages: dict[str, str]) -> str:
    """Return a version; that of Python without what a correction changes."""
    told = str(packages.get(name))
    return ".".join(told.split(".")[:2]) if name == "python" else told


def _look() -> Callable[[str], dict[str, Any]]:
    """Return what looks at Maillage as it is on a machine.

    It is sent by value, being a function of a function: it runs where another version is installed.
    """

    def look(token: str) -> dict[str, Any]:
        import hashlib  # noqa: PLC0415 - everything that runs elsewhere is imported there
        from importlib.util import find_spec  # noqa: PLC0415
        from pathlib import Path  # noqa: PLC0415

        from geo.paths import data_folder, workspace_folder  # noqa: PLC0415

        code, data = hashlib.blake2b(), hashlib.blake2b()
        for package in ("geo", "analysis", "ui"):
            spec = find_spec(package)
            for folder in (spec.submodule_search_locations or []) if spec else []:
                for path in sorted(Path(folder).rglob("*.py")):
                    code.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
        for path in sorted(data_folder().rglob("*")):
            if path.is_file():
                data.update(f"{path.relative_to(data_folder()).as_posix()} {path.stat().st_size}".encode())
        workspace = workspace_folder()
        return {
            "code": code.hexdigest(),
            "data": data.hexdigest(),
            "workspace": str(workspace),
            "sees": (workspace / "answers" / f".cluster-{token}").exists(),
        }

    return look


class _Refused(NamedTuple):
    """An error raised on purpose, sent as a result: as an exception, not all of them would come back whole."""

    kind: type[MaillageError]
    key: str
    values: dict[str, object]


def _each_of(work: Callable[[Any, Any], Any], shared: Any, shards: Sequence[Any]) -> list[Any]:  # noqa: ANN401
    return [work(shared, shard) for shard in shards]


def _itself(shared: Any) -> Any:  # noqa: ANN401
    return shared


def _done(work: Callable[[Any, Any], Any], shared: Any, shard: Any) -> Any:  # noqa: ANN401
    """Do a shard on the machine of a worker; what the machine refuses is told with the name of the worker."""
    if isinstance(shard, _Refused):
        return shard
    try:
        with among_workers():
            return work(shared, shard)
    except MaillageError as error:
        return _Refused(type(error), error.key, error.values)
    except MemoryError:
        return _Refused(
            TooLargeError, "cluster-worker-memory", {"worker": str(import_module("distributed").get_worker().address)}
        )
    except OSError as error:
        refusal = file_error(error, _worker().local_directory)
        told = {"worker": str(_worker().address), "why": refusal.key, **refusal.values}
        return _Refused(FileError, "cluster-worker-file", told)


def _worker() -> Any:  # noqa: ANN401
    """Return the worker that is doing this, on its machine."""
    return import_module("distributed").get_worker()
