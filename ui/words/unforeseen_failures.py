"""The last net: any failure in a sentence, and what nobody foresaw kept in a file for those who mend it."""

import logging
import platform
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from geo.errors import MaillageError, file_error, refusal_in
from geo.files.atomic import write_atomic
from geo.paths import workspace_folder
from ui.texts import Texts, shortened

KEPT = 20
"""How many files of details stay: the oldest go."""

_LOG = logging.getLogger(__name__)
_DATABASE_MODULES = {"duckdb", "_duckdb"}


def failure_sentence(error: BaseException, texts: Texts) -> str:
    """Return what happened, for the user: an expected failure in its own words, any other as the defect it is.

    The details of a defect are written to the folder ``log`` of the workspace, whose path the sentence gives; where
    even that cannot be done, the sentence says so.
    """
    if isinstance(error, OSError) and not isinstance(error, MaillageError):
        error = file_error(error, texts("file-unnamed"))
    if isinstance(error, MaillageError):
        return texts.error(error)
    if isinstance(error, MemoryError):
        return texts("error-memory")
    reason = shortened(str(error).strip() or "–")
    if isinstance(error, UnicodeError):
        return texts("error-encoding", reason=reason)
    if any(kind.__module__ in _DATABASE_MODULES for kind in type(error).__mro__):
        refused = refusal_in(str(error), texts("file-unnamed"))
        return texts.error(refused) if refused else texts("error-store-refused", reason=reason)
    return _defect_sentence(error, texts)


def _defect_sentence(error: BaseException, texts: Texts) -> str:
    kept = keep_details(error)
    said = shortened(f"{type(error).__name__}: {error}")
    if kept is None:
        return texts("error-defect-unwritten", reason=said, folder=str(log_folder()))
    return texts("error-defect", reason=said, file=str(kept))


def keep_details(error: BaseException) -> Path | None:
    """Write where and how a defect showed itself to a file, and return it; None where it could not be written."""
    moment = datetime.now(UTC)
    details = "".join(traceback.format_exception(error))
    _LOG.debug("a defect", exc_info=error)
    folder = log_folder()
    path = folder / f"{moment:%Y%m%dT%H%M%S%f}.txt"
    try:
        write_atomic(
            path, f"maillage {_version()}, Python {platform.python_version()}, {platform.platform()}\n\n{details}"
        )
    except OSError:
        return None
    with suppress(OSError):
        for old in sorted(folder.glob("*.txt"))[:-KEPT]:
            old.unlink()
    return path


def log_folder() -> Path:
    """Return the folder of the workspace that holds the details of defects, which may not exist yet."""
    return workspace_folder() / "log"


def _version() -> str:
    try:
        return version("maillage")
    except PackageNotFoundError:
        return "–"
