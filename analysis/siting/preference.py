"""How much a preferred site counts: a choice that is data, dated and sourced, never a number inside a formula."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from msgspec import Struct, field

from geo.files.toml import Names, Share, Sourced, read_toml
from geo.paths import data_folder


@dataclass(frozen=True)
class Preference:
    """A preferred site counts as if it brought ``share`` of the whole need (or of today's minutes) more."""

    share: float
    status: str
    source: str
    date: str
    notes: Mapping[str, str]


def load_preference(path: Path | None = None) -> Preference:
    """Return the preference of a file, the embedded one (``data/norms/siting.toml``) by default.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``siting-preference`` for a share below 0, of 1 or more, or a file without status, source or date.
    """
    return _load(path or data_folder() / "norms" / "siting.toml")


class _Preferred(Struct, frozen=True):
    share: Share


class _File(Sourced, kw_only=True, frozen=True):
    preference: _Preferred
    note: Names = field(default_factory=dict)


@cache
def _load(path: Path) -> Preference:
    file = read_toml(path, _File, "siting-preference")
    return Preference(file.preference.share, file.status, file.source, file.date, file.note)
