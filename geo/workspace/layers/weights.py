"""How much each point weighs in the spreading, and what weighs in its place where the publisher hides it."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

WEIGHS: Mapping[str, tuple[str, ...]] = {
    "births": ("births", "children_0_2", "children_0_3", "children_0_4", "children_0_14", "population"),
    "children_0_2": ("children_0_2", "children_0_3", "children_0_4", "children_0_14", "population"),
    "children_0_4": ("children_0_4", "children_0_3", "children_0_2", "children_0_14", "population"),
    "women_15_49": ("women_15_49", "women", "population"),
}
"""For each figure, the column that weighs: the first that the layer has. Any other figure goes by population."""


def weight_column(indicator: str, columns: pd.Index) -> str:
    """Return the column of a layer by which a figure is spread."""
    return next(name for name in WEIGHS.get(indicator, ("population",)) if name in columns)


def population_weights(points: pd.DataFrame) -> pd.Series:
    """Return the population of each point, the smallest of its zone where it is unknown.

    A square is confidential because few people live there: it weighs as much as the least populated square known in
    its zone, never nothing. In a zone where nothing is known, every point weighs the same.

    Parameters
    ----------
    points
        ``zone_id`` and ``population`` (NaN where unknown, else more than zero).
    """
    smallest = points.groupby("zone_id")["population"].transform("min")
    return points["population"].fillna(smallest).fillna(1.0)


def count_weights(points: pd.DataFrame, population: pd.Series, *, column: str) -> tuple[pd.Series, list[str]]:
    """Return the weight of each point by another count (children under 15, for births), and the zones without any.

    Where the count is unknown, the point takes the population that it weighs × the ratio of the count to the
    population in the known points of its zone (of the whole layer where the zone has none). In a zone where the
    counts are all zero, the population weighs; such zones are named.

    Parameters
    ----------
    points
        ``zone_id``, ``population`` and the column ``column``; NaN where unknown.
    population
        What :func:`population_weights` gives.
    """
    both = points[column].notna() & points["population"].notna()
    known = points[both].groupby("zone_id")[[column, "population"]].sum()
    whole = points.loc[both, [column, "population"]].sum()
    overall = whole[column] / whole["population"] if whole["population"] > 0 else 1.0
    ratio = (known[column] / known["population"]).reindex(points["zone_id"]).fillna(overall).to_numpy(np.float64)
    weight = points[column].fillna(pd.Series(population.to_numpy(np.float64) * ratio, index=points.index))
    sums = weight.groupby(points["zone_id"]).transform("sum")
    empty = sums <= 0
    return weight.where(~empty, population), sorted(points.loc[empty, "zone_id"].unique())
