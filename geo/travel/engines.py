"""The engines that give travel times: roads, a matrix of the user, or the estimate. ``geo.travel.times`` asks them."""

import json
import math
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from geo.errors import BadInputError, NotFoundError
from geo.files.atomic import write_atomic
from geo.paths import workspace_folder
from geo.schema import CodeArray, FloatArray
from geo.travel.estimate import Ways, estimate_nearest, estimate_trips
from geo.travel.main_roads.kept import has_main_roads, open_skeleton
from geo.travel.main_roads.profile import load_profile
from geo.travel.main_roads.ways import MainRoads
from geo.travel.matrix import has_matrix, kept_matrix
from geo.travel.relief import ByRelief, read_relief, relief_path
from geo.travel.trips import Trips, nearest_trip, trips_of_table
from geo.travel.trust import ClassError, Trust, trust_of
from geo.workspace.territory import EstimateParameters, Territory

ENGINES = ("roads", "matrix", "estimate")
"""Engines by preference: what is measured comes before what is brought, and that before what is estimated."""

LEFT_OUT_COLUMNS = ["kind", "id", "rule", "walk_m"]


@dataclass(frozen=True)
class EngineInfo:
    """Which engine answered and how far it can be trusted; errors are shares of the road time, NaN if unknown.

    ``way`` tells estimates apart (``direct``, ``main-roads``, ``relief``), empty for other engines. ``bias_low`` to
    ``bias_high`` is what all trips may be wrong by together (estimate ÷ true time − 1), ``scatter`` what one trip is
    wrong by besides; ``classes`` has both by class of trip, where they were measured.
    """

    kind: str
    mode: str
    status: str
    source: str
    date: str
    median_error_share: float
    p90_error_share: float
    way: str = ""
    bias_low: float = math.nan
    bias_high: float = math.nan
    scatter: float = math.nan
    classes: tuple[ClassError, ...] = ()

    @property
    def name(self) -> str:
        """The kind, and for an estimate that knows more than the distance, how it goes: what words name it by."""
        return self.kind if self.way in {"", "direct"} else f"{self.kind}-{self.way}"


@dataclass(frozen=True)
class Times:
    """What an engine answers: trips, and the points it could not attach (``LEFT_OUT_COLUMNS``)."""

    trips: Trips
    left_out: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=LEFT_OUT_COLUMNS))


@dataclass(frozen=True)
class NearestTimes:
    """What an engine answers when only the nearest is asked for.

    ``actor`` is the position of the nearest actor among those given, int32, -1 without any within the horizon;
    ``minutes`` the time to it, float64, then NaN. Between equals, the first given.
    """

    actor: CodeArray
    minutes: FloatArray
    left_out: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=LEFT_OUT_COLUMNS))


class TravelEngine(Protocol):
    """What every engine offers: the estimate here, road networks and matrices beside it."""

    @property
    def info(self) -> EngineInfo:
        """What to say of the times."""
        ...

    def times(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> Times:
        """Return the times to located actors, within the horizon, which is included."""
        ...

    def nearest(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> NearestTimes:
        """Return the nearest located actor of every place: the least of ``times``, the first given between equals."""
        ...


@dataclass(frozen=True)
class EstimateEngine:
    """The embedded default: see ``geo.travel.estimate``.

    ``ways`` is what it knows besides the distance, ``trust`` how far it was found from published times; None without.
    """

    parameters: EstimateParameters
    ways: Ways | None = None
    trust: Trust | None = None

    @property
    def info(self) -> EngineInfo:
        """What to say of the times."""
        given, trust = self.parameters, self.trust
        if trust is not None:
            low, high = trust.bias_range
            return EngineInfo(
                kind="estimate",
                mode=given.mode,
                status=trust.status,
                source=trust.source,
                date=trust.date,
                median_error_share=trust.whole.median_error,
                p90_error_share=trust.whole.p90_error,
                way=trust.way,
                bias_low=low,
                bias_high=high,
                scatter=trust.whole.scatter,
                classes=trust.classes,
            )
        return EngineInfo(
            kind="estimate",
            mode=given.mode,
            status=given.status,
            source=given.source,
            date=given.date,
            median_error_share=given.median_error_share,
            p90_error_share=given.p90_error_share,
            way="direct",
        )

    def times(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> Times:
        """Return estimated times."""
        return Times(
            estimate_trips(places, actors, parameters=self.parameters, horizon_min=horizon_min, ways=self.ways)
        )

    def nearest(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> NearestTimes:
        """Return the nearest by the estimate."""
        return NearestTimes(
            *estimate_nearest(places, actors, parameters=self.parameters, horizon_min=horizon_min, ways=self.ways)
        )


@dataclass(frozen=True)
class MatrixEngine:
    """The times that the user brought: see ``geo.travel.matrix``."""

    mode: str
    table: pd.DataFrame
    source: str
    date: str

    @property
    def info(self) -> EngineInfo:
        """What to say of the times."""
        return _info("matrix", self.mode, "stated", self.source, self.date)

    def times(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> Times:
        """Return the times of the matrix for these places and actors."""
        known = trips_of_table(self.table, pd.Index(places["place_id"]), pd.Index(actors["actor_id"]))
        return Times(known.kept(known.minutes <= horizon_min))

    def nearest(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> NearestTimes:
        """Return the nearest of the matrix."""
        return NearestTimes(*nearest_trip(self.times(places, actors, horizon_min=horizon_min).trips))


@dataclass(frozen=True)
class RoadsEngine:
    """The times on a road network: see ``geo.roads`` and ``geo.travel.road_trips``."""

    mode: str
    roads: Any

    @property
    def info(self) -> EngineInfo:
        """What to say of the times."""
        return _info("roads", self.mode, "computed", self.roads.source, self.roads.built_on)

    def times(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> Times:
        """Return times by road, the walk to the road counted."""
        trips, left_out = import_module("geo.travel.road_trips").road_times(
            self.roads, places, actors, horizon_min=horizon_min
        )
        return Times(trips, left_out)

    def nearest(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> NearestTimes:
        """Return the nearest by road, from all actors at once."""
        actor, minutes, left_out = import_module("geo.travel.road_trips").road_nearest(
            self.roads, places, actors, horizon_min=horizon_min
        )
        return NearestTimes(actor, minutes, left_out)


def available_engines(territory: Territory, mode: str) -> list[str]:
    """Return the engines that can answer for a mode, the preferred first."""
    has_roads = (workspace_folder() / "roads" / f"{territory.id}-{mode}" / "current.json").is_file()
    has = {"roads": has_roads, "matrix": has_matrix(territory, mode), "estimate": mode in territory.estimates}
    return [engine for engine in ENGINES if has[engine]]


def choose_engine(territory: Territory, *, mode: str, engine: str = "auto") -> TravelEngine:
    """Return the engine asked for, or the best that the territory has for a mode.

    Raises
    ------
    BadInputError
        ``unknown-engine``.
    NotFoundError
        ``no-travel-assumption`` when there is no engine at all, ``engine-not-ready`` when the one asked for is not.
    """
    if engine not in {"auto", *ENGINES}:
        raise BadInputError("unknown-engine", engine=engine, known=", ".join(ENGINES))
    ready = available_engines(territory, mode)
    if not ready:
        raise NotFoundError("no-travel-assumption", territory=territory.id, mode=mode)
    if engine not in {"auto", *ready}:
        raise NotFoundError("engine-not-ready", engine=engine, mode=mode, territory=territory.id)
    chosen = ready[0] if engine == "auto" else engine
    if chosen == "roads":
        # Imported only where roads were built: it brings the compiled engine.
        return RoadsEngine(mode, import_module("geo.roads.territory_roads").open_roads(territory, mode))
    if chosen == "matrix":
        table, about = kept_matrix(territory, mode)
        return MatrixEngine(mode, table, about["source"], about["date"])
    return estimate_engine(territory, mode)


def estimate_engine(territory: Territory, mode: str) -> EstimateEngine:
    """Return the estimate of a territory: by its main roads, or by its relief, where they are known.

    Parameters calibrated on roads of the user answer alone: their errors are those that the calibration measured.

    Raises
    ------
    NotFoundError, BadInputError
        As :func:`estimate_parameters`, and for a damaged file of the territory.
    """
    parameters = estimate_parameters(territory, mode)
    trust = trust_of(territory, mode)
    if trust is None or calibration_path(territory, mode).is_file():
        return EstimateEngine(parameters)
    ways: Ways | None = None
    if trust.way == "main-roads" and has_main_roads(territory, mode):
        ways = MainRoads(open_skeleton(territory), load_profile(), parameters)
    elif trust.factors is not None:
        relief = read_relief(relief_path(territory), trust.factors.mountain_m)
        ways = ByRelief(relief, parameters, trust.factors.plain, trust.factors.mountain)
    return EstimateEngine(parameters, ways, trust)


def estimate_parameters(territory: Territory, mode: str) -> EstimateParameters:
    """Return the parameters calibrated in the workspace where there are any, else those of the territory.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``.
    BadInputError
        ``calibration-damaged``.
    """
    path = calibration_path(territory, mode)
    return _kept_calibration(path, mode) if path.is_file() else territory.estimate(mode)


def keep_calibration(territory: Territory, parameters: EstimateParameters) -> None:
    """Keep calibrated parameters in the workspace; the estimate of the territory then uses them."""
    path = calibration_path(territory, parameters.mode)
    write_atomic(path, json.dumps(asdict(parameters), ensure_ascii=False, indent=2))


def travel_version(territory: Territory, mode: str) -> str:
    """Return a text that changes whenever the travel times of a mode may have changed: what caches must follow."""
    folder = workspace_folder()
    files = [
        folder / "roads" / f"{territory.id}-{mode}" / "current.json",
        folder / "matrices" / f"{territory.id}-{mode}.parquet",
        calibration_path(territory, mode),
    ]
    return "|".join(str(file.stat().st_mtime_ns) if file.is_file() else "" for file in files)


def engine_for(territory: Territory, places: pd.DataFrame, *, mode: str, engine: str) -> TravelEngine:
    """Return the engine that answers for some places.

    A matrix that speaks of none of the places (it was made for another population layer) leaves the estimate to answer.

    Raises
    ------
    BadInputError
        ``matrix-other-layer`` when such a matrix was asked for by name; as :func:`choose_engine` otherwise.
    NotFoundError
        As :func:`choose_engine`.
    """
    chosen = choose_engine(territory, mode=mode, engine=engine)
    if isinstance(chosen, MatrixEngine) and not places["place_id"].isin(chosen.table["place_id"]).any():
        if engine == "matrix":
            raise BadInputError("matrix-other-layer", territory=territory.id, source=chosen.source)
        return estimate_engine(territory, mode)
    return chosen


def _info(kind: str, mode: str, status: str, source: str, date: str) -> EngineInfo:
    return EngineInfo(
        kind=kind,
        mode=mode,
        status=status,
        source=source,
        date=date,
        median_error_share=float("nan"),
        p90_error_share=float("nan"),
    )


_MEASURED = ("detour", "near_kph", "far_kph", "scale_km", "access_min")
_ERRORS = ("median_error_share", "p90_error_share")
_SAID = ("status", "source", "date")


def _kept_calibration(path: Path, mode: str) -> EstimateParameters:
    """Return the parameters of a file of the workspace, which someone may have changed, or a failing disk."""
    try:
        raw = json.loads(path.read_bytes())
        numbers: dict[str, Any] = {name: float(raw[name]) for name in (*_MEASURED, *_ERRORS)}
        said: dict[str, Any] = {"mode": mode, **{name: str(raw[name]) for name in _SAID}}
        parameters = EstimateParameters(**said, **numbers)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise BadInputError("calibration-damaged", file=str(path)) from error
    sound = (
        all(math.isfinite(numbers[name]) and numbers[name] >= 0 for name in _MEASURED)
        and parameters.detour >= 1
        and min(parameters.near_kph, parameters.far_kph, parameters.scale_km) > 0
        and raw.get("mode") == mode
    )
    if not sound:
        raise BadInputError("calibration-damaged", file=str(path))
    return parameters


def calibration_path(territory: Territory, mode: str) -> Path:
    """Return the file of the workspace that holds the calibrated parameters of a mode."""
    return workspace_folder() / "calibrations" / f"{territory.id}-{mode}.json"
