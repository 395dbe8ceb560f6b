"""Published weights: steps of time and weights of age, each with its source, read from ``data/norms``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.access.decay import Decay, stepped
from geo.errors import BadInputError, MissingFileError, NotFoundError
from geo.paths import data_folder

FILES = ("decay.toml", "apl.toml")


@dataclass(frozen=True)
class StepPack:
    """A stepped decay as someone published it."""

    id: str
    decay: Decay
    status: str
    source: str
    date: str
    note: str


@dataclass(frozen=True)
class AgeWeights:
    """How much each age group needs, relative to the average, as someone published or supposes it."""

    id: str
    weights: Mapping[str, float]
    status: str
    source: str
    date: str


def step_packs(*, folder: Path | None = None) -> dict[str, StepPack]:
    """Return every published set of steps, by id.

    Parameters
    ----------
    folder
        Folder of the norm files; default: ``norms`` of the embedded data.

    Raises
    ------
    MissingFileError
        ``access-missing-norms``.
    BadInputError
        ``access-bad-norms`` for an entry without id, weights, source or date; ``access-bad-steps``.
    """
    packs = {}
    for line in _lines("steps", folder):
        _require(line, ("id", "thresholds_min", "weights", "status", "source", "date"))
        decay = stepped(thresholds_min=line["thresholds_min"], weights=line["weights"])
        packs[line["id"]] = StepPack(
            line["id"], decay, line["status"], line["source"], line["date"], line.get("note", "")
        )
    return packs


def step_pack(pack_id: str, *, folder: Path | None = None) -> StepPack:
    """Return one published set of steps.

    Raises
    ------
    NotFoundError
        ``access-unknown-pack``; and the errors of `step_packs`.
    """
    packs = step_packs(folder=folder)
    if pack_id not in packs:
        raise NotFoundError("access-unknown-pack", id=pack_id, known=", ".join(sorted(packs)))
    return packs[pack_id]


def age_weights(*, folder: Path | None = None) -> dict[str, AgeWeights]:
    """Return every set of age weights, by id; the embedded file has none.

    Raises
    ------
    MissingFileError, BadInputError
        As `step_packs`.
    """
    sets = {}
    for line in _lines("age_weights", folder):
        _require(line, ("id", "weights", "status", "source", "date"))
        sets[line["id"]] = AgeWeights(line["id"], line["weights"], line["status"], line["source"], line["date"])
    return sets


def _lines(key: str, folder: Path | None) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    for name in FILES:
        path = (folder or data_folder() / "norms") / name
        if not path.is_file():
            raise MissingFileError("access-missing-norms", path=str(path))
        lines += tomllib.loads(path.read_text(encoding="utf-8")).get(key, [])
    return lines


def _require(line: dict[str, Any], keys: tuple[str, ...]) -> None:
    for key in keys:
        if line.get(key) in (None, "", [], {}):
            raise BadInputError("access-bad-norms", id=str(line.get("id", "?")), field=key)
