"""Published weights: steps of time and weights of age, each with its source, read from ``data/norms``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from analysis.access.decay import Decay, stepped
from geo.errors import MissingFileError, NotFoundError
from geo.files.toml import Sourced, Text, read_toml
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
    for file in _files(folder):
        for one in file.steps:
            decay = stepped(thresholds_min=one.thresholds_min, weights=one.weights)
            packs[one.id] = StepPack(one.id, decay, one.status, one.source, one.date, one.note)
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
    return {
        one.id: AgeWeights(one.id, one.weights, one.status, one.source, one.date)
        for file in _files(folder)
        for one in file.age_weights
    }


class _Steps(Sourced, kw_only=True, frozen=True):
    id: Text
    thresholds_min: Annotated[list[float], Meta(min_length=1)]
    weights: Annotated[list[float], Meta(min_length=1)]
    note: str = ""


class _Ages(Sourced, kw_only=True, frozen=True):
    id: Text
    weights: Annotated[dict[str, float], Meta(min_length=1)]


class _File(Struct, frozen=True):
    steps: tuple[_Steps, ...] = ()
    age_weights: tuple[_Ages, ...] = ()


def _files(folder: Path | None) -> list[_File]:
    inside = folder or data_folder() / "norms"
    lost = next((inside / name for name in FILES if not (inside / name).is_file()), None)
    if lost is not None:
        raise MissingFileError("access-missing-norms", path=str(lost))
    return [read_toml(inside / name, _File, "access-bad-norms") for name in FILES]
