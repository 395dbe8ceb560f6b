"""Answers kept: the same question, of inputs that are all as they were, is told again without being worked out.

A question is the words of the command line, the language, the day and how wide the screen is. Its inputs are every file
of the workspace and of the embedded data, the code and the packages it stands on, each by its place, size, moments and
number on the disk; a database, by the counters of its heading too. An answer is kept only where all of them were the
same when the work began and when it ended, and is told only where they are the same still. Nothing heavy is imported
here: a kept answer takes the time of reading some thousand names.
"""

import hashlib
import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TextIO, TypedDict

import click

from geo.errors import MaillageError
from geo.paths import data_folder, workspace_folder

KEPT = frozenset(
    {"access", "balance", "compare", "coordination", "diagnose", "ledger", "norms", "parcours", "redundancy"}
)
"""Commands that change nothing and say what is on their output alone, asides apart (:func:`say_aside`)."""

MOST_ANSWERS = 200
"""How many answers stay: the oldest go."""

MOST_BYTES = 2_000_000
"""A longer answer is not kept."""

_FOLDER = "answers"
_NOT_INPUTS = frozenset({_FOLDER, "log", "backups", "skeletons", "__pycache__"})
"""Folders that no answer reads, or made from inputs that are looked at (skeletons): they change none."""

_WRITES = "--parquet"
_BY_TERRITORY = (
    "boundaries",
    "calibrations",
    "dossiers",
    "drawn",
    "matrices",
    "pulled",
    "roads",
    "scenarios",
    "territories",
    "transit",
)
"""Folders of the workspace where all is named after a territory, as databases are."""

_PACKAGES = ("geo", "analysis", "ui")
_ENVIRONMENT = ("MAILLAGE_", "LC_", "LANG", "TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TZ", "PYTHON")
_DATABASE = ".duckdb"
_HEADING = 3 * 4096
_TICK_NS = 20_000_000
_COARSE_TICK_NS = 2_000_000_000
"""How long two changes of a file may bear the same moment: on most disks, and on those that count whole seconds."""


class _Kept(TypedDict):
    inputs: str
    said: str
    asides: list[str]


class Answer:
    """The answer to one command line, perhaps kept: what it said on the output, and beside it."""

    def __init__(self, arguments: Sequence[str], language: str) -> None:
        self._arguments = arguments
        self._inputs = _Inputs(arguments)
        self._path = workspace_folder() / _FOLDER / f"{_question(arguments, language)}.json"
        self._asides: list[str] = []

    def tell(self) -> bool:
        """Say the kept answer and return True; False where there is none, or not of these inputs."""
        kept = self._read()
        if kept is None:
            return False
        with suppress(OSError):
            os.utime(self._path)  # among the last to go
        click.echo(kept["said"], nl=False)
        for aside in kept["asides"]:
            click.echo(aside, err=True)
        return True

    def worked_out(self, work: Callable[[], object]) -> object:
        """Return what some work returns, and keep what it says, where it ends well and no input changed meanwhile."""
        global _current
        output = sys.stdout
        copy = _Copy(output)
        sys.stdout, _current = copy, self
        try:
            done = work()
        finally:
            sys.stdout, _current = output, None
        if not done:
            with suppress(OSError, MaillageError):
                self._write(copy.said.getvalue())
        return done

    def inputs_ready(self) -> None:
        """Say that what the answer is worked out from was only now made: its database, built on the way."""
        self._inputs = _Inputs(self._arguments, settled=True)

    def _read(self) -> _Kept | None:
        try:
            digest, _, payload = self._path.read_bytes().partition(b"\n")
            if digest.decode("ascii") != _digest(payload):
                return None
            kept: _Kept = json.loads(payload)
        except (OSError, ValueError):
            return None
        return kept if kept["inputs"] == self._inputs.digest else None

    def _write(self, said: str) -> None:
        now = _Inputs(self._arguments)
        if now.digest != self._inputs.digest or now.newest_ns >= self._inputs.seen_ns - now.tick_ns:
            return
        payload = json.dumps({"inputs": now.digest, "said": said, "asides": self._asides}).encode("utf-8")
        if len(payload) > MOST_BYTES:
            return
        # Imported only where there is something to write.
        import_module("geo.files.atomic").write_atomic(self._path, _digest(payload).encode("ascii") + b"\n" + payload)
        kept = sorted(self._path.parent.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in kept[MOST_ANSWERS:]:
            path.unlink(missing_ok=True)


_current: Answer | None = None


def answer_to(arguments: Sequence[str], language: str) -> Answer | None:
    """Return the answer to a command line, None where the command is none of those whose answers are kept.

    Nor where it writes files beside its answer: telling it again would not write them.
    """
    try:
        kept = _command(arguments) in KEPT and not any(one.startswith(_WRITES) for one in arguments)
        return Answer(arguments, language) if kept else None
    except OSError:
        return None


def standing_on(arguments: Sequence[str], language: str) -> str:
    """Return a name of a question and of all that its answer stands on, as it is now."""
    return _digest(f"{_question(arguments, language)} {_Inputs(arguments).digest}".encode("ascii"))


def say_aside(sentence: str) -> None:
    """Say a sentence of an answer on the error output: it is said again with the answer."""
    if _current is not None:
        _current._asides.append(sentence)  # noqa: SLF001 - its own module
    click.echo(sentence, err=True)


def inputs_ready() -> None:
    """Say that what the present answer is worked out from was only now made."""
    if _current is not None:
        _current.inputs_ready()


class _Copy(io.TextIOBase):
    """An output whose words are also remembered. It has no bytes beneath: nothing is said past it."""

    def __init__(self, output: TextIO) -> None:
        self._output, self.said = output, io.StringIO()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._output.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        return self._output.errors

    def write(self, text: str, /) -> int:
        self.said.write(text)
        return self._output.write(text)

    def flush(self) -> None:
        self._output.flush()

    def isatty(self) -> bool:
        return self._output.isatty()

    def fileno(self) -> int:
        return self._output.fileno()

    def writable(self) -> bool:
        return True


class _Inputs:
    """All the files that an answer may stand on, as they are now; not those of territories it does not name."""

    def __init__(self, arguments: Sequence[str], *, settled: bool = False) -> None:
        self.newest_ns, self.tick_ns = 0, _TICK_NS
        self._told = hashlib.blake2b(digest_size=16)
        if settled:
            time.sleep(2 * _TICK_NS / 1e9)  # what was just written bears a moment of its own from now on
        self.seen_ns = time.time_ns()
        here = Path(__file__).resolve().parents[2]
        known = _known_territories()
        self._asked = known & set(arguments)
        self._others = known - self._asked if self._asked else frozenset()
        self._workspace = str(workspace_folder())
        self._by_territory = {str(workspace_folder() / name) for name in _BY_TERRITORY}
        for folder in (workspace_folder(), data_folder(), *(here / name for name in _PACKAGES)):
            self._add(f"folder {folder}")
            self._walk(str(folder))
        packages = {path for path in sys.path if path.endswith("-packages")}
        for path in sorted(packages):
            self._add(" ".join(sorted(found.name for found in Path(path).glob("*.dist-info"))))
        self._add(sys.version)
        self.digest = self._told.hexdigest()

    def _add(self, said: str) -> None:
        self._told.update(said.encode("utf-8", "surrogatepass") + b"\0")

    def _walk(self, folder: str) -> None:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        by_territory = folder in self._by_territory
        for entry in entries:
            named = by_territory or (folder == self._workspace and _DATABASE in entry.name)
            if named and self._is_of_another(entry.name):
                continue
            if entry.is_dir():
                if entry.name not in _NOT_INPUTS:
                    self._walk(entry.path)
            elif not entry.name.endswith(".lock"):
                self._look_at(entry)

    def _is_of_another(self, name: str) -> bool:
        """Tell whether a file or folder named after a territory is that of one that was not asked about."""
        parts = name.partition(".")[0].split("-")
        bearers = {"-".join(parts[:length]) for length in range(1, len(parts) + 1)}
        return bool(bearers & self._others) and not bearers & self._asked

    def _look_at(self, entry: os.DirEntry[str]) -> None:
        try:
            seen = _stat(entry.path)
        except FileNotFoundError:  # a link to nothing, or gone since
            self._add(f"{entry.path} gone")
            return
        self._add(f"{entry.path} {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}")
        self.newest_ns = max(self.newest_ns, seen.st_mtime_ns)
        if seen.st_mtime_ns % 1_000_000_000 == 0 and time.time_ns() - seen.st_mtime_ns < 10 * _COARSE_TICK_NS:
            self.tick_ns = _COARSE_TICK_NS
        if entry.name.endswith(_DATABASE):
            with open(entry.path, "rb") as file:  # noqa: PTH123 - as below
                self._told.update(file.read(_HEADING))


def _known_territories() -> frozenset[str]:
    """Return the ids of the territories that ship and of those that the user made."""
    found: set[str] = set()
    for within in (data_folder(), workspace_folder()):
        with suppress(OSError):
            found.update(os.listdir(within / "territories"))  # noqa: PTH208 - names alone
    return frozenset(found)


def _stat(path: str) -> os.stat_result:
    """Return what the disk says of a file, the one behind a link where it is one."""
    return os.stat(path)  # noqa: PTH116 - a thousand paths would take longer than their files


def _question(arguments: Sequence[str], language: str) -> str:
    """Return the name of a question: all that decides what is said, inputs apart."""
    environment = sorted((name, value) for name, value in os.environ.items() if name.startswith(_ENVIRONMENT))
    asked = [
        list(arguments),
        language,
        datetime.now(UTC).date().isoformat(),
        datetime.now().astimezone().date().isoformat(),
        environment,
        [sys.stdout.isatty(), *shutil.get_terminal_size()],
        [_file_named(argument) for argument in arguments],
    ]
    return hashlib.blake2b(json.dumps(asked).encode("utf-8"), digest_size=16).hexdigest()


def _file_named(argument: str) -> list[int | str] | None:
    """Return which file an argument names, as it is now."""
    path = argument.partition("=")[2] if argument.startswith("--") else argument
    try:
        seen = Path(path).resolve().stat() if path else None
    except (OSError, ValueError):
        return None
    return seen and [str(Path(path).resolve()), seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino]


def _command(arguments: Sequence[str]) -> str:
    """Return the command of a command line, nothing where an option of the group comes first."""
    left = list(arguments)
    while left and left[0].startswith("--lang"):
        left = left[1 if "=" in left[0] else 2 :]
    return left[0] if left else ""


def _digest(payload: bytes) -> str:
    return hashlib.blake2b(payload, digest_size=16).hexdigest()
