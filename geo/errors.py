"""The errors that Maillage raises: a key and values, which the interface puts into words.

Nothing below ``ui`` writes sentences for people. ``ui.texts`` holds, for every key, a message named
``error-<key>`` in French and in English; the values fill its placeholders.
"""


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
