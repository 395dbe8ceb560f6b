"""What needs are counted on, per zone: births, population, children, births of one stratum; summed for zones above."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.need.strata import (
    StrataShares,
    fill_from_above,
    indicators_of,
    marker_shares,
    markers_of,
    read_strata,
    strata_shares,
)
from analysis.records.shared import CarGroup
from geo.schema import FIGURE_STATUSES, STRATA, FloatArray
from geo.workspace.data import TerritoryData


def counts_by_zone(
    figures: pd.DataFrame, ancestors: pd.DataFrame, *, indicator: str, years: tuple[int, ...]
) -> pd.DataFrame:
    """Return a count for every zone of every level.

    Parameters
    ----------
    figures
        ``schema.FIGURE``; the indicator must add up (a count, not a share).
    ancestors
        Pairs of a zone with itself and each zone above it.
    years
        Years to average, per zone, over those that are known.

    Returns
    -------
    pandas.DataFrame
        ``zone_id``, ``value`` (NaN where nothing is known), ``missing`` (smallest zones without a figure, so that
        the value is a minimum), ``status`` (the weakest among the figures summed), ``whole``: the same sum, where a
        zone without a figure counts for its mean of the other years. It is what a rate divides by: a year with a
        commune missing must not make the rate of the others larger.
    """
    return _summed(_TheFrame(figures), _TheFrame(ancestors), indicator, years).copy()


@dataclass(frozen=True)
class _TheFrame:
    """A frame equal to itself alone: the frames of a territory are shared between questions, never changed."""

    frame: pd.DataFrame

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _TheFrame) and other.frame is self.frame

    def __hash__(self) -> int:
        return id(self.frame)


@lru_cache(maxsize=32)
def _summed(figures: _TheFrame, ancestors: _TheFrame, indicator: str, years: tuple[int, ...]) -> pd.DataFrame:
    """Return `counts_by_zone`: every question on a territory asks for the same counts."""
    own = _chosen(figures.frame, indicator=indicator, years=years).reset_index()
    joined = ancestors.frame.merge(own, on="zone_id")
    summed = joined.assign(missing=joined["value"].isna()).groupby("ancestor_id")
    out = summed["value"].sum(min_count=1).to_frame()
    out["missing"], out["rank"] = summed["missing"].sum(), summed["rank"].max()
    out["status"] = out["rank"].map(dict(enumerate(FIGURE_STATUSES)))
    out["whole"] = summed["whole"].sum(min_count=1)
    return out.rename_axis("zone_id").reset_index()[["zone_id", "value", "missing", "status", "whole"]]


def _chosen(figures: pd.DataFrame, *, indicator: str, years: tuple[int, ...]) -> pd.DataFrame:
    """Return ``value``, ``rank`` of the status and ``whole`` of the zones that have a line, by ``zone_id``."""
    known = figures[figures["indicator"] == indicator]
    chosen = known[known["year"].isin(years)]
    chosen = chosen.assign(rank=chosen["status"].map({name: i for i, name in enumerate(FIGURE_STATUSES)}))
    own = chosen.groupby("zone_id").agg(value=("value", "mean"), rank=("rank", "max"))
    other_years = known.groupby("zone_id")["value"].mean().reindex(own.index)
    return own.assign(whole=own["value"].fillna(other_years))


STRATUM_MARK = "births:"
"""A base that begins so is the births of one stratum: ``births:complex``."""

NEED_BASES = ("births", "population", "children_0_4")
"""Indicators that a need rule may take as its base."""


def base_counts(
    data: TerritoryData, names: Iterable[str], *, shares: StrataShares | None = None
) -> dict[str, pd.DataFrame]:
    """Return the counts that need rules refer to, for every zone of every level.

    Parameters
    ----------
    names
        Bases: indicators that add up, or ``births:<stratum>``.
    shares
        The strata shares of the territory; :func:`territory_shares` when None and some base asks for them.

    Returns
    -------
    dict
        For each base that the territory has figures for, the frame of
        :func:`analysis.need.bases.counts_by_zone`. A base without any figure is absent.
    """
    counts = {}
    births: pd.DataFrame | None = None
    for name in sorted(set(names)):
        stratum = name.removeprefix(STRATUM_MARK)
        if name.startswith(STRATUM_MARK) and stratum in STRATA:
            if births is None and "births" in _additive(data):
                births = _chosen(data.figures, indicator="births", years=data.births_years)
            if births is not None:
                shares = territory_shares(data) if shares is None else shares
                counts[name] = _stratum_births(births, shares.shares[stratum], data.ancestors)
        elif name in _additive(data):
            counts[name] = counts_by_zone(data.figures, data.ancestors, indicator=name, years=_years(data, name))
    return counts


def zone_counts(data: TerritoryData, *, rules: pd.DataFrame | None = None) -> dict[str, pd.DataFrame]:
    """Return births, population and children per zone, and births per stratum where ``rules`` count on them.

    Only what the territory has figures for is there.
    """
    known = set(data.figures["indicator"])
    years = {name: data.births_years if name == "births" else (data.territory.population_year,) for name in NEED_BASES}
    counts = {
        name: counts_by_zone(data.figures, data.ancestors, indicator=name, years=years[name])
        for name in NEED_BASES
        if name in known
    }
    if rules is None:
        return counts
    named = rules["base"].dropna()
    return counts | base_counts(data, named[named.str.startswith(STRATUM_MARK)])


def territory_shares(data: TerritoryData) -> StrataShares:
    """Return the strata shares of the smallest zones of a territory, and which figures had to be filled.

    Where a zone lacks an indicator, and any other that measures the same thing, the mean of the zone above it at the
    comparison level (a province), weighted by population, stands in.

    Raises
    ------
    BadInputError
        As :func:`analysis.need.strata.strata_shares`.
    """
    terms = read_strata(data.territory.folder / "strata.csv")
    smallest = data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"]
    index = pd.Index(smallest, name="zone_id")
    population = _own(data, "population")
    weights = pd.Series(1.0, index=index) if population is None else population.reindex(index)
    markers = markers_of(terms)
    named = {name for marker in markers for name in indicators_of(marker)}
    indicators = _shares_known(data, named, index)
    columns, filled = {}, []
    for marker in markers:
        if not set(indicators_of(marker)) & set(indicators.columns):
            continue
        values = marker_shares(marker, indicators)
        columns[marker], lines = fill_from_above(values, weights, data.ancestors, level=data.territory.comparison_level)
        filled.append(lines.assign(indicator=marker))
    shares = strata_shares(terms, pd.DataFrame(columns, index=index))
    lines = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=["zone_id", "value", "from_zone"])
    return StrataShares(
        shares,
        lines.reindex(columns=["zone_id", "indicator", "value", "from_zone"]),
        terms,
        tuple(sorted(named - set(indicators.columns[indicators.notna().any()]))),
    )


def _shares_known(data: TerritoryData, names: set[str], index: pd.Index) -> pd.DataFrame:
    """Return the shares (0–1) that the territory declares, among those named: one column each."""
    known = data.territory.indicators
    found = sorted(name for name in names if name in known and known[name].kind == "share")
    values = {name: _latest(data.figures, name).reindex(index) * _ratio(known[name].unit) for name in found}
    return pd.DataFrame(values, index=index)


def _additive(data: TerritoryData) -> set[str]:
    known = set(data.figures["indicator"])
    return {name for name, told in data.territory.indicators.items() if told.kind == "count" and name in known}


def _years(data: TerritoryData, name: str) -> tuple[int, ...]:
    return data.births_years if name == "births" else (data.territory.population_year,)


def _own(data: TerritoryData, name: str) -> pd.Series | None:
    """Return a count of the smallest zones alone, indexed by ``zone_id``; None where the territory has none."""
    if name not in _additive(data):
        return None
    chosen = data.figures[(data.figures["indicator"] == name) & data.figures["year"].isin(_years(data, name))]
    return chosen.groupby("zone_id")["value"].mean()


def _latest(figures: pd.DataFrame, indicator: str) -> pd.Series:
    chosen = figures[figures["indicator"] == indicator].sort_values("year")
    return chosen.groupby("zone_id")["value"].last()


def _ratio(unit: str) -> float:
    return 0.01 if unit.startswith("percent") else 1.0


def _stratum_births(births: pd.DataFrame, share: pd.Series, ancestors: pd.DataFrame) -> pd.DataFrame:
    own = births[["value", "whole"]].reindex(share.index).mul(share, axis=0).rename_axis("zone_id").reset_index()
    grouped = ancestors[ancestors["zone_id"].isin(own["zone_id"])].merge(own, on="zone_id").groupby("ancestor_id")
    out = grouped["value"].sum(min_count=1).to_frame()
    out["missing"] = grouped.size() - grouped["value"].count()
    out["status"] = "hypothesis"
    out["whole"] = grouped["whole"].sum(min_count=1)
    return out.rename_axis("zone_id").reset_index()[["zone_id", "value", "missing", "status", "whole"]]


def latest_by_place(data: TerritoryData, indicators: tuple[str, ...]) -> tuple[pd.Series, str | None, int | None]:
    """Return the latest figure of the first known of some indicators, per place, with its indicator and year.

    Returns
    -------
    tuple
        The latest value of the first known indicator, indexed by ``place_id`` (NaN where it is missing), its id and
        its year; all NaN and two ``None`` when the territory knows none.
    """
    zone = data.places.set_index("place_id")["zone_id"]
    for indicator in indicators:
        known = data.figures[(data.figures["indicator"] == indicator) & data.figures["value"].notna()]
        if len(known):
            year = int(known["year"].max())
            values = known[known["year"] == year].set_index("zone_id")["value"]
            return zone.map(values).astype("float64").rename("rank"), indicator, year
    return pd.Series(np.nan, index=zone.index, name="rank"), None, None


NO_CAR = "no_car_share"
"""The indicator of a territory that knows how many households have no car, in percent."""


def by_car(data: TerritoryData, counts: pd.Series) -> dict[CarGroup, FloatArray]:
    """Return families without a car and with one, by the share of households of their zone; nothing where unknown.

    Families are supposed to be as the households of their zone are. Those of zones that have no figure are ``unknown``,
    where there are any.

    Parameters
    ----------
    counts
        Births (or people) of places, indexed by ``place_id``; NaN counts nobody.
    """
    shares, indicator, _ = latest_by_place(data, (NO_CAR,))
    if indicator is None:
        return {}
    share = shares.reindex(counts.index).to_numpy(dtype=np.float64) / 100
    counted = counts.fillna(0.0).to_numpy(dtype=np.float64)
    found: dict[CarGroup, FloatArray] = {
        "without": counted * np.nan_to_num(share),
        "with": counted * np.nan_to_num(1 - share),
    }
    unknown = np.isnan(share) & (counted > 0)
    return found | {"unknown": counted * unknown} if unknown.any() else found
