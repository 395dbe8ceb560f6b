"""How unequal an access figure is among the births of a zone: every index, and how many births it speaks of."""

import numpy as np
import pandas as pd

from analysis.access.inequality import Inequality, concentration, fgt, gini, palma, theil
from analysis.access.options import Benchmark
from geo.workspace.data import TerritoryData


def groups_at(data: TerritoryData, level: str) -> pd.Series:
    """Return the zone of a level that each place is in, indexed by ``place_id``; missing where there is none."""
    above = data.ancestors[data.ancestors["ancestor_level"] == level].set_index("zone_id")["ancestor_id"]
    return data.places.set_index("place_id")["zone_id"].map(above).rename("group")


def inequality_table(
    values: pd.Series,
    demand: pd.Series,
    *,
    groups: pd.Series,
    rank: pd.Series,
    benchmark: Benchmark | None = None,
    unreached: pd.Series | None = None,
    coming: pd.Series | None = None,
) -> pd.DataFrame:
    """Return every index of inequality.

    Parameters
    ----------
    values
        The figure per place, NaN where it has none.
    demand
        Births (or people, or need) of the same places.
    groups
        Zone of the comparison level, for the Theil index.
    rank
        Vulnerability of the same places, for the concentration index.
    benchmark
        What the figure is compared with; none: no index of those who miss it.
    unreached
        Places that reach nobody: they miss a benchmark in minutes, whatever it is, and are counted there.
    coming
        Places where a service comes: they miss no benchmark in minutes.

    Returns
    -------
    pandas.DataFrame
        ``index`` (``gini``, ``theil``, ``theil-between``, ``theil-within``, ``palma``, ``concentration``,
        ``missing-share``, ``missing-gap``), ``value`` (NaN where it has no meaning), ``known_share`` (of the demand).
    """
    split = theil(values, demand, groups)
    rows: list[tuple[str, float, float]] = [
        _row("gini", gini(values, demand)),
        _row("theil", split),
        ("theil-between", split.between, split.known_share),
        ("theil-within", split.within, split.known_share),
        _row("palma", palma(values, demand)),
    ]
    if rank.notna().any():
        rows.append(_row("concentration", concentration(values, demand, rank)))
    if benchmark is not None:
        beyond = values
        if unreached is not None and benchmark.missed == "above":
            beyond = values.mask(unreached.to_numpy(dtype=np.bool_), np.inf)
        if coming is not None and benchmark.missed == "above":
            beyond = beyond.mask(coming.to_numpy(dtype=np.bool_), 0.0)
        rows += [
            _row("missing-share", fgt(beyond, demand, norm=benchmark.value, alpha=0, missed=benchmark.missed)),
            _row("missing-gap", fgt(values, demand, norm=benchmark.value, alpha=1, missed=benchmark.missed)),
        ]
    return pd.DataFrame(rows, columns=["index", "value", "known_share"])


def _row(name: str, answer: Inequality) -> tuple[str, float, float]:
    return name, answer.value, answer.known_share
