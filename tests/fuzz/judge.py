"""A command run, in this process or in one of its own, and what is at fault in the way it ended."""

import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from unittest.mock import patch

import ui.cli
from geo.errors import MaillageError, file_error
from ui.texts import texts

PROJECT = Path(__file__).resolve().parents[2]
SLOW_S = 120
"""A command of these small territories that takes longer is at fault."""

_TRACE = re.compile(
    r"Traceback \(most recent call last\)|Exception ignored in|Fatal Python error|^\s+File \".*\", line", re.M
)
_ENGLISH = re.compile(r"^error-[a-z-]+$|\[Errno|Error: ", re.M)


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its status (negative: a signal), what it wrote, and what fell into the last net."""

    arguments: tuple[str, ...]
    status: int | None
    out: str
    err: str
    caught: BaseException | None = None
    seconds: float = 0.0
    around: str = ""
    details: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.around}maillage {' '.join(map(_quoted, self.arguments))}"


class TooSlowError(Exception):
    """The command took more than :data:`SLOW_S`."""


def run_here(arguments: Sequence[str], *, around: str = "") -> Outcome:
    """Run a command in this process, and see what reaches the last net."""
    fallen: list[BaseException] = []
    sentence = ui.cli.failure_sentence

    def watched(error: BaseException, catalogue: object) -> str:
        fallen.append(error)
        return "(caught)" if _unforeseen(error) else sentence(error, catalogue)  # type: ignore[arg-type]

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace") for _ in range(2))
    status: int | None = None
    begun = time.monotonic()
    with (
        patch("ui.cli.failure_sentence", watched),
        patch("ui.cli.app._serve", lambda *_where: None),
        patch("ui.cli.app._serve_together", lambda *_where: None),
        patch("ui.cli.app._open_when_ready", lambda _address: None),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        warnings.catch_warnings(),
        _limited(),
    ):
        warnings.simplefilter("ignore")
        try:
            ui.cli.main(list(arguments))
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0 if end.code is None else -1
        except BaseException as error:
            fallen.append(error)
    written = []
    for stream in (out, err):
        stream.flush()
        written.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return Outcome(tuple(arguments), status, *written, fallen[-1] if fallen else None, time.monotonic() - begun, around)


def run_apart(
    arguments: Sequence[str],
    *,
    environment: Mapping[str, str | None] | None = None,
    before: str = "",
    prefix: Sequence[str] = (),
    around: str = "",
    cwd: Path | None = None,
) -> Outcome:
    """Run a command in a process of its own.

    ``before`` is Python to run first; ``prefix`` a command that runs it (another user, for example).
    """
    changed = {**os.environ, "PYTHONPATH": str(PROJECT), **(environment or {})}
    started = [*prefix, sys.executable, "-c", f"{before}\nfrom ui.cli import main\nmain()", *arguments]
    begun = time.monotonic()
    try:
        ended = subprocess.run(
            started,
            env={name: value for name, value in changed.items() if value is not None},
            cwd=cwd or Path.cwd(),
            capture_output=True,
            timeout=SLOW_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return Outcome(tuple(arguments), None, "", "", TooSlowError(), SLOW_S, around)
    try:
        out, err = ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8")
    except UnicodeDecodeError as error:
        return Outcome(tuple(arguments), ended.returncode, "", repr(ended.stderr), error, 0.0, around)
    return Outcome(tuple(arguments), ended.returncode, out, err, None, time.monotonic() - begun, around)


def faults(outcome: Outcome) -> list[str]:
    """Return what is at fault: nothing where the command did its work or said why not in a sentence."""
    found = []
    error = outcome.caught
    if error is not None and _unforeseen(error):
        found.append(f"{type(error).__name__}: {str(error)[:200]}")
    if isinstance(error, MaillageError) and not texts("fr").has(f"error-{error.key}"):
        found.append(f"no sentence for {error.key}")
    if outcome.status not in {0, 1, 2} and not found:
        found.append(f"status {outcome.status}")
    if _TRACE.search(outcome.out) or _TRACE.search(outcome.err):
        found.append(f"traceback: {outcome.err.strip().splitlines()[-1][:200]}")
    if outcome.status == 1 and not outcome.err.strip() and not outcome.out.strip():
        found.append("no word")
    if "défaut de Maillage" in outcome.err or "defect of Maillage" in outcome.err:
        found.append(f"defect: {outcome.err.strip()[:300]}")
    elif outcome.status == 1 and _ENGLISH.search(outcome.err):
        found.append(f"not a sentence: {outcome.err.strip()[:200]}")
    if outcome.status == 0 and "--json" in outcome.arguments and "--help" not in outcome.arguments:
        try:
            json.loads(outcome.out, parse_constant=lambda word: (_ for _ in ()).throw(ValueError(word)))
        except ValueError as wrong:
            found.append(f"not JSON: {wrong}")
    return found


def _unforeseen(error: BaseException) -> bool:
    if isinstance(error, MaillageError):
        return False
    if isinstance(error, OSError):
        return file_error(error).key == "file-refused"
    return not isinstance(error, MemoryError)


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    def late(_number: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    try:
        before = signal.signal(signal.SIGALRM, late)
    except ValueError:  # not the main thread
        yield
        return
    signal.alarm(SLOW_S)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _quoted(argument: str) -> str:
    short = argument if len(argument) <= 60 else f"{argument[:50]}…({len(argument)})"
    return short if re.fullmatch(r"[\w./=-]+", short) else repr(short)
