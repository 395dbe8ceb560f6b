"""Passing from one unit to another: only along steps that someone stated, each with its source and status."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
from msgspec import Struct

from geo.files.toml import Positive, Sourced, Text, read_toml
from geo.paths import data_folder
from geo.schema import FIGURE_STATUSES


@dataclass(frozen=True)
class UnitConversion:
    """One stated conversion: an amount in ``source_unit`` × ``factor`` is the amount in ``target_unit``."""

    source_unit: str
    target_unit: str
    factor: float
    status: str
    source: str
    date: str


@dataclass(frozen=True)
class Conversion:
    """The way from one unit to another: its factor, its weakest status, and the steps taken (none: same unit)."""

    factor: float
    status: str | None
    steps: tuple[UnitConversion, ...]


def load_conversions(path: Path | None = None) -> tuple[UnitConversion, ...]:
    """Return the stated conversions of a file, the embedded ``norms/units.toml`` by default.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``units-file`` for an entry without both units, a factor above zero, a known status, a source and a date.
    """
    return _load(path or data_folder() / "norms" / "units.toml")


class _Stated(Sourced, rename={"source_unit": "from", "target_unit": "to"}, kw_only=True, frozen=True):
    source_unit: Text
    target_unit: Text
    factor: Positive


class _File(Struct, frozen=True):
    conversions: tuple[_Stated, ...] = ()


@cache
def _load(path: Path) -> tuple[UnitConversion, ...]:
    stated = read_toml(path, _File, "units-file").conversions
    return tuple(
        UnitConversion(one.source_unit, one.target_unit, one.factor, one.status, one.source, one.date) for one in stated
    )


def conversion(source_unit: str, target_unit: str, *, steps: Sequence[UnitConversion]) -> Conversion | None:
    """Return the shortest way from one unit to another along stated steps, in either direction; None where none is.

    A step taken backwards divides. Where two ways are as short, the one whose steps come first in the file.
    """
    reached = {source_unit: Conversion(1.0, None, ())}
    frontier = [source_unit]
    while frontier and target_unit not in reached:
        following = []
        for unit in frontier:
            for step in steps:
                for here, there, factor in (
                    (step.source_unit, step.target_unit, step.factor),
                    (step.target_unit, step.source_unit, 1 / step.factor),
                ):
                    if here == unit and there not in reached:
                        before = reached[unit]
                        statuses = [step.status, *([] if before.status is None else [before.status])]
                        weakest = max(statuses, key=FIGURE_STATUSES.index)
                        reached[there] = Conversion(before.factor * factor, weakest, (*before.steps, step))
                        following.append(there)
        frontier = following
    return reached.get(target_unit)


def common_unit(services: pd.DataFrame) -> str | None:
    """Return the one unit in which services state what they offer or have in use; None where there are several."""
    stated = services[services["capacity"].notna() | services["used"].notna()]
    units = set(stated["capacity_unit"].dropna())
    return units.pop() if len(units) == 1 else None


def in_unit(services: pd.DataFrame, unit: str | None, *, steps: Sequence[UnitConversion]) -> pd.DataFrame:
    """Return services with ``capacity`` and ``used`` expressed in one unit, so that they may be added up.

    Parameters
    ----------
    services
        ``schema.SERVICE``.
    unit
        The unit wanted; None: no unit is common, and nothing is comparable.

    Returns
    -------
    pandas.DataFrame
        The same services; ``capacity`` and ``used`` are NaN (unknown in this unit) where no stated step leads to it.
        ``capacity_unit`` is the unit wanted where the figures were kept. ``unit_basis`` says how: ``same``,
        ``converted``, ``other`` (stated in a unit that does not convert) or ``unsaid`` (no figure, or no unit).
    """
    ways = {
        stated: None if unit is None else conversion(stated, unit, steps=steps)
        for stated in services["capacity_unit"].dropna().unique()
    }
    factor = services["capacity_unit"].map({stated: way.factor for stated, way in ways.items() if way is not None})
    factor = factor.astype("float64")
    stated = (services["capacity"].notna() | services["used"].notna()) & services["capacity_unit"].notna()
    basis = pd.Series("unsaid", index=services.index)
    basis[stated] = "other"
    basis[stated & factor.notna()] = "converted"
    basis[stated & (services["capacity_unit"] == unit)] = "same"
    return services.assign(
        capacity=services["capacity"] * factor,
        used=services["used"] * factor,
        capacity_unit=services["capacity_unit"].mask(factor.notna(), unit),
        unit_basis=basis,
    )
