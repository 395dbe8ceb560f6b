"""How much a preferred site counts: a choice that is data, dated and sourced, never a number inside a formula."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path

from geo.errors import BadInputError, MissingFileError
from geo.paths import data_folder
from geo.schema import FIGURE_STATUSES


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


@cache
def _load(path: Path) -> Preference:
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    share = raw.get("preference", {}).get("share")
    known = isinstance(share, (int, float)) and isfinite(share) and 0 <= share < 1
    if not known or raw.get("status") not in FIGURE_STATUSES or not raw.get("source") or not raw.get("date"):
        raise BadInputError("siting-preference", path=path.name, share=str(share))
    return Preference(float(share), raw["status"], raw["source"], str(raw["date"]), raw.get("note", {}))
