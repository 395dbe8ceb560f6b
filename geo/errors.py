"""The errors that Maillage raises: a key and values, which the interface puts into words.

Nothing below ``ui`` writes sentences for people. ``ui.texts`` holds, for every key, a message named
``error-<key>`` in French and in English; the values fill its placeholders.
"""

import errno
import os
import re


class MaillageError(Exception):
    """Base of every error raised on purpose.

    Parameters
    ----------
    key
        Name of the message, without its ``error-`` prefix, for example ``"unknown-territory"``.
    **values
        What the message speaks of: names, rows, columns, counts.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        self.key = key
        self.values = values
        details = ", ".join(f"{name}={value!r}" for name, value in values.items())
        super().__init__(f"{key}: {details}" if details else key)


class BadInputError(MaillageError, ValueError):
    """A value, a file or a parameter that cannot be used as it is."""


class NotFoundError(MaillageError, LookupError):
    """A territory, a zone, a kind or a function that does not exist."""


class MissingFileError(MaillageError, FileNotFoundError):
    """A file that should be there and is not."""


class StoreError(MaillageError, RuntimeError):
    """The database cannot be opened, built or trusted."""


class TooLargeError(MaillageError, MemoryError):
    """A question whose answer would not fit in memory, refused before it is tried."""


class CancelledError(MaillageError, RuntimeError):
    """Long work that the user stopped."""


class RightError(MaillageError, RuntimeError):
    """Something that whoever asks for it may not do."""


class FileError(MaillageError, OSError):
    """A file or a folder that the system does not let be read or written."""


_NAMED_REASONS = {
    "ENOSPC": "file-no-space",
    "EDQUOT": "file-no-space",
    "EFBIG": "file-too-big",
    "EROFS": "file-read-only",
    "EACCES": "file-no-permission",
    "EPERM": "file-no-permission",
    "ENOENT": "file-not-there",
    "EISDIR": "file-is-folder",
    "ENOTDIR": "file-folder-is-file",
    "EEXIST": "file-folder-is-file",
    "ENOTEMPTY": "file-is-folder",
    "EMFILE": "file-too-many-open",
    "ENFILE": "file-too-many-open",
    "ENAMETOOLONG": "file-name-too-long",
    "EINVAL": "file-bad-name",
    "EILSEQ": "file-bad-name",
    "ELOOP": "file-bad-name",
    "EBUSY": "file-in-use",
    "ETXTBSY": "file-in-use",
    "EIO": "file-disk-fails",
    "ENODEV": "file-disk-fails",
    "ESTALE": "file-disk-fails",
}
_REASONS = {getattr(errno, name): key for name, key in _NAMED_REASONS.items() if hasattr(errno, name)}
_WINDOWS_REASONS = {32: "file-in-use", 33: "file-in-use", 39: "file-no-space", 112: "file-no-space"}


def refusal_in(text: str, path: object) -> FileError | None:
    """Return what the system refused, where a library tells it in a text of its own; None where it does not.

    Parameters
    ----------
    text
        What the library says, for example ``Could not write file "…": No space left on device``.
    path
        The file that the user knows of.
    """
    for number, key in _REASONS.items():
        if os.strerror(number).casefold() in text.casefold():
            return FileError(key, path=str(path), reason=os.strerror(number))
    return None


def file_error(error: OSError, path: object = None, *, instead_of: object = None) -> FileError:
    """Return what the system refused as an error that can be put into words.

    Parameters
    ----------
    error
        What the system said.
    path
        The file that the user knows of; the one that ``error`` names by default.
    instead_of
        A temporary file: where ``error`` names it, ``path`` is told.
    """
    named = getattr(error, "filename", None)
    if named is None or (instead_of is not None and str(named) == str(instead_of)):
        named = path if path is not None else named
    number = error.errno
    if number is None:  # Arrow keeps it in its sentence
        found = re.search(r"\[?errno (\d+)\]?", str(error), re.IGNORECASE)
        number = int(found[1]) if found else None
    key = _WINDOWS_REASONS.get(getattr(error, "winerror", None) or 0) or _REASONS.get(number or 0, "file-refused")
    reason = error.strerror or str(error) or type(error).__name__
    return FileError(key, path="–" if named is None else str(named), reason=reason)
