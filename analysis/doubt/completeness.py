"""What a figure rests on: capacities known, positions known, births spread, engine of the travel times."""

from dataclasses import dataclass

import pandas as pd

from analysis.doubt.row_quality import mean_quality, row_quality
from geo.travel.engines import EngineInfo
from geo.workspace.data import TerritoryData, now
from geo.workspace.zones import zones_in

EXACT = ("address",)
"""Qualities of a position that is where the actor stands."""


@dataclass(frozen=True)
class Quality:
    """Quality of the figures of a selection. Shares are 0 to 1, NaN where there is nothing to share.

    ``capacity_known_share`` is of the services; ``position_*_share`` of the open actors (an approximate position is
    that of a locality, a commune, or supposed); ``births_spread_share`` is of the births: those of communes with
    several population points, or of a finer layer, spread by estimation; ``births_missing_zones`` are the smallest
    zones without births; ``births_status`` is the weakest status among them. ``row_quality_mean`` is the mean score
    of the actors (`analysis.doubt.row_quality`).
    """

    services: int
    capacity_known_share: float
    actors: int
    position_exact_share: float
    position_approximate_share: float
    position_unknown_share: float
    births_years: tuple[int, ...]
    births_spread_share: float
    births_missing_zones: int
    births_status: str
    layer: str
    travel_engine: EngineInfo
    row_quality_mean: float


def quality(
    data: TerritoryData,
    actors: pd.DataFrame,
    services: pd.DataFrame,
    engine: EngineInfo,
    *,
    births: pd.DataFrame | None,
    zone_id: str,
    row_mean: float | None = None,
) -> Quality:
    """Return the quality of the figures of a zone.

    Parameters
    ----------
    actors, services
        The open supply of the selection.
    births
        As `analysis.need.bases.counts_by_zone` returns them; None where the territory has none.
    zone_id
        The zone whose births are judged; the supply is that of the whole territory.
    row_mean
        What :func:`mean_score` returns of them, where it is known; worked out when None.
    """
    places = data.places[data.places["zone_id"].isin(zones_in(data, zone_id))]
    line = None if births is None else births[births["zone_id"] == zone_id]
    status = None if line is None else line["status"].iloc[0]
    known = actors["lon"].notna() & actors["lat"].notna()
    exact = known & actors["position_quality"].isin(EXACT)
    return Quality(
        services=len(services),
        capacity_known_share=_share(services["capacity"].notna()),
        actors=len(actors),
        position_exact_share=_share(exact),
        position_approximate_share=_share(known & ~exact),
        position_unknown_share=_share(~known),
        births_years=data.births_years,
        births_spread_share=_spread(data, places),
        births_missing_zones=0 if line is None else int(line["missing"].sum()),
        births_status=status if isinstance(status, str) else "missing",
        layer=data.layer,
        travel_engine=engine,
        row_quality_mean=mean_score(data, actors, services) if row_mean is None else row_mean,
    )


def mean_score(data: TerritoryData, actors: pd.DataFrame, services: pd.DataFrame) -> float:
    """Return the mean score of the rows of some actors on the day of a territory's tables; NaN where there is none."""
    return mean_quality(row_quality(actors, services, today=data.on or now().date())["score"])


def _share(flags: pd.Series) -> float:
    return float(flags.mean()) if len(flags) else float("nan")


def _spread(data: TerritoryData, places: pd.DataFrame) -> float:
    births = places["births"].fillna(0.0)
    total = float(births.sum())
    if not total > 0:
        return float("nan")
    several = places.groupby("zone_id")["place_id"].transform("size") > 1
    if data.layer != data.territory.default_layer:
        several = several | True
    return float(births[several].sum()) / total
