"""Need and capacity, laid beside travel pairs: checked, aligned, with what is unknown set apart."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.service_area.pairs import AnyPairs
from geo.errors import BadInputError
from geo.schema import BoolArray, CodeArray, FloatArray, IntArray

Unknown = Literal["raise", "exclude"]
"""What to do with an unknown need or capacity: refuse, or compute without it and say so."""


class _Spread:
    """What is laid by code, for the ids of a caller: ``position`` is the code of each, or -1."""

    index: pd.Index
    position: IntArray

    def spread(self, by_code: FloatArray | IntArray | CodeArray, *, absent: float = 0.0) -> FloatArray:
        """Return one value per id of the caller, ``absent`` for those without any pair."""
        if len(by_code) == 0:
            return np.full(len(self.index), absent)
        return np.where(self.position >= 0, by_code[self.position], absent)


@dataclass(frozen=True, eq=False)
class Demand(_Spread):
    """Need per place code (zero where unknown), and where each place of the caller is among the codes (or -1)."""

    value: FloatArray
    index: pd.Index
    position: IntArray
    unknown: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class AlignedSupply(_Spread):
    """Capacity per actor code: zero and not ``offered`` where the caller names no such actor or does not know it.

    ``stated`` is the capacity of each actor of the caller, NaN where it is not known.
    """

    stated: FloatArray
    value: FloatArray
    offered: BoolArray
    not_known: BoolArray
    index: pd.Index
    position: IntArray
    unknown: tuple[str, ...]


def align_demand(pairs: AnyPairs, demand: pd.Series, *, unknown: Unknown = "raise") -> Demand:
    """Return the need per place code.

    Parameters
    ----------
    demand
        Need indexed by ``place_id``; every place of ``pairs`` must be there; NaN is unknown.

    Raises
    ------
    BadInputError
        ``access-stray-place`` (a place that can travel has no line in ``demand``), ``access-repeated-id``,
        ``access-bad-demand`` (negative or infinite), ``access-unknown-demand`` (some NaN, and ``unknown`` is
        ``"raise"``), ``access-all-demand-unknown``.
    """
    values = _checked(demand, "access-bad-demand")
    missing = np.isnan(values)
    _judge(missing, demand.index, unknown, "demand")
    same = demand.index is pairs.place_ids or demand.index.equals(pairs.place_ids)
    position = np.arange(len(values)) if same else pairs.place_ids.get_indexer(demand.index)
    by_code = np.zeros(len(pairs.place_ids))
    covered = np.zeros(len(pairs.place_ids), dtype=np.bool_)
    covered[position[position >= 0]] = True
    if not covered.all():
        raise BadInputError(
            "access-stray-place", id=str(pairs.place_ids[int(covered.argmin())]), count=int((~covered).sum())
        )
    by_code[position[position >= 0]] = np.nan_to_num(values)[position >= 0]
    return Demand(by_code, demand.index, position, tuple(map(str, demand.index[missing])))


def align_supply(pairs: AnyPairs, supply: pd.Series, *, unknown: Unknown = "raise") -> AlignedSupply:
    """Return the capacity per actor code.

    Parameters
    ----------
    supply
        Capacity indexed by ``actor_id``, for the actors that offer the service and no other; NaN is unknown. An
        actor of ``pairs`` without a line offers nothing and takes part in nothing.

    Raises
    ------
    BadInputError
        ``access-repeated-id``, ``access-bad-supply`` (negative or infinite), ``access-unknown-supply`` (some NaN,
        and ``unknown`` is ``"raise"``), ``access-all-supply-unknown``.
    """
    values = _checked(supply, "access-bad-supply")
    missing = np.isnan(values)
    _judge(missing, supply.index, unknown, "supply")
    position = pairs.actor_ids.get_indexer(supply.index)
    known, lost = (position >= 0) & ~missing, (position >= 0) & missing
    by_code = np.zeros(len(pairs.actor_ids))
    offered = np.zeros(len(pairs.actor_ids), dtype=np.bool_)
    not_known = np.zeros(len(pairs.actor_ids), dtype=np.bool_)
    by_code[position[known]] = values[known]
    offered[position[known]] = True
    not_known[position[lost]] = True
    return AlignedSupply(
        values, by_code, offered, not_known, supply.index, position, tuple(map(str, supply.index[missing]))
    )


def ratio(numerator: FloatArray, denominator: FloatArray) -> FloatArray:
    """Return numerator ÷ denominator, 0 where the denominator is 0 (nobody within reach shares anything)."""
    return np.divide(numerator, denominator, out=np.zeros(len(numerator)), where=denominator > 0)


def _checked(values: pd.Series, error: str) -> FloatArray:
    if not values.index.is_unique:
        raise BadInputError("access-repeated-id", id=str(values.index[values.index.duplicated()][0]))
    numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
    bad = np.isinf(numbers) | (numbers < 0)
    if bad.any():
        raise BadInputError(error, id=str(values.index[int(bad.argmax())]), value=float(numbers[bad][0]))
    return numbers


def _judge(missing: BoolArray, index: pd.Index, unknown: Unknown, what: str) -> None:
    if not missing.any():
        return
    if missing.all():
        raise BadInputError(f"access-all-{what}-unknown", count=len(index))
    if unknown == "raise":
        raise BadInputError(f"access-unknown-{what}", id=str(index[int(missing.argmax())]), count=int(missing.sum()))
