"""Travel times from places to actors, whichever engine answers."""

from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from geo.estimate import estimate_travel
from geo.territory import EstimateParameters, Territory


@dataclass(frozen=True)
class EngineInfo:
    """Which engine answered and how far it can be trusted; errors are shares of the road time, NaN if unknown."""

    kind: str
    mode: str
    status: str
    source: str
    date: str
    median_error_share: float
    p90_error_share: float


@dataclass(frozen=True)
class TravelTimes:
    """A travel table with what produced it.

    ``table`` is ``schema.TRAVEL``: a pair that is absent is farther than ``horizon_min``, or unreachable.
    ``unlocated`` lists the actors whose position is unknown: nothing can be said of them.
    """

    table: pd.DataFrame
    engine: EngineInfo
    horizon_min: float
    unlocated: tuple[str, ...]


class TravelEngine(Protocol):
    """What every engine offers: the estimate here, road networks and matrices beside it."""

    @property
    def info(self) -> EngineInfo:
        """What to say of the times."""
        ...

    def times(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> pd.DataFrame:
        """Return ``schema.TRAVEL`` for located actors, within the horizon, which is included."""
        ...


@dataclass(frozen=True)
class EstimateEngine:
    """The embedded default: see ``geo.estimate``."""

    parameters: EstimateParameters

    @property
    def info(self) -> EngineInfo:
        """What to say of the times."""
        given = self.parameters
        return EngineInfo(
            kind="estimate",
            mode=given.mode,
            status=given.status,
            source=given.source,
            date=given.date,
            median_error_share=given.median_error_share,
            p90_error_share=given.p90_error_share,
        )

    def times(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> pd.DataFrame:
        """Return estimated times."""
        return estimate_travel(places, actors, parameters=self.parameters, horizon_min=horizon_min)


def choose_engine(territory: Territory, *, mode: str) -> TravelEngine:
    """Return the best engine that the territory has for a mode.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption`` when there is no engine at all.
    """
    return EstimateEngine(territory.estimate(mode))


def travel_times(territory: Territory, places: pd.DataFrame, actors: pd.DataFrame, *, mode: str = "car") -> TravelTimes:
    """Return the travel times of a territory's places to actors, with the engine that answered."""
    engine = choose_engine(territory, mode=mode)
    unlocated = actors.loc[actors["lon"].isna() | actors["lat"].isna(), "actor_id"]
    return TravelTimes(
        table=engine.times(places, actors, horizon_min=territory.horizon_min),
        engine=engine.info,
        horizon_min=territory.horizon_min,
        unlocated=tuple(unlocated),
    )
