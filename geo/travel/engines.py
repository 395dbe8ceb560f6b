"""The engines that give travel times: roads, a matrix of the user, or the estimate. ``geo.travel.times`` asks them."""

import math
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pandas as pd

from geo.errors import BadInputError, NotFoundError
from geo.paths import workspace_folder
from geo.schema import TIMETABLE_MODES, BoolArray, CodeArray, FloatArray, IntArray
from geo.transit.profile import HOURS_FILE, FeedDays, Hours
from geo.travel.estimate import (
    Ways,
    estimate_few_nearest,
    estimate_nearest,
    estimate_packed,
    estimate_trips,
    expected_trips,
)
from geo.travel.kept_calibration import calibration_path, estimate_parameters
from geo.travel.main_roads.kept import has_main_roads, open_skeleton
from geo.travel.main_roads.profile import load_profile
from geo.travel.main_roads.ways import MainRoads
from geo.travel.matrix import has_matrix, matrix_files, read_kept
from geo.travel.near_pairs import PackedPairs
from geo.travel.relief import ByRelief, read_relief, relief_path
from geo.travel.trips import Trips, nearest_trip, trips_of_table
from geo.travel.trust import ClassError, Trust, trust_of
from geo.workspace.territory import EstimateParameters, Territory

ENGINES = ("timetable", "roads", "matrix", "estimate")
"""Engines by preference: what is measured comes before what is brought, and that before what is estimated."""

LEFT_OUT_COLUMNS = ["kind", "id", "rule", "walk_m"]

OUTSIDE_TIMETABLE = "transit-outside"
"""Rule of the points left out because no line of a timetable passes there: nothing is known of them."""

_MOST = 0.5


@dataclass(frozen=True)
class EngineInfo:
    """Which engine answered and how far it can be trusted; errors are shares of the road time, NaN if unknown.

    ``way`` tells estimates apart (``direct``, ``main-roads``, ``relief``), empty for other engines. ``bias_low`` to
    ``bias_high`` is what all trips may be wrong by together (estimate ÷ true time − 1), ``scatter`` what one trip is
    wrong by besides; ``classes`` has both by class of trip, where they were measured.
    ``otherwise`` is the estimate that answers where the engine knows nothing, None where it knows all.
    ``estimated_share`` is the share of the trips of a figure that it gave, NaN for an engine that answers alone.
    ``hours`` are those over which a timetable was asked, ``feed_days`` the days it is of and valid on; None for other
    engines.
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
    estimated_share: float = float("nan")
    otherwise: "EngineInfo | None" = None
    hours: Hours | None = None
    feed_days: FeedDays | None = None

    @property
    def name(self) -> str:
        """The kind, and for an estimate that knows more than the distance, how it goes: what words name it by."""
        return self.kind if self.way in {"", "direct"} else f"{self.kind}-{self.way}"

    def of_figure(self, estimated_share: float) -> "EngineInfo":
        """Return what to say of a figure of whose trips the estimate gave some share.

        The engine that gave most trips is named. Where that is not the estimate, its errors count in proportion.
        """
        other = self.otherwise
        if other is None or not estimated_share > 0:
            return self
        if estimated_share == 1:
            return other
        if estimated_share > _MOST:
            return replace(other, estimated_share=estimated_share)
        return replace(
            self,
            estimated_share=estimated_share,
            median_error_share=other.median_error_share * estimated_share,
            p90_error_share=other.p90_error_share * estimated_share,
            bias_low=other.bias_low * estimated_share,
            bias_high=other.bias_high * estimated_share,
            scatter=other.scatter * estimated_share,
        )


@dataclass(frozen=True)
class Times:
    """What an engine answers: trips, and the points it could not attach (``LEFT_OUT_COLUMNS``)."""

    trips: Trips
    left_out: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=LEFT_OUT_COLUMNS))


@dataclass(frozen=True)
class NearestTimes:
    """What an engine answers when only the nearest is asked for.

    ``actor`` is the position of the nearest actor among those given, int32, -1 without any within the horizon;
    ``minutes`` the time to it, float64, then NaN. Between equals, the first given. ``estimated`` tells the places
    whose time the estimate gave where the engine knew nothing; None where one engine gave all.
    """

    actor: CodeArray
    minutes: FloatArray
    left_out: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=LEFT_OUT_COLUMNS))
    estimated: BoolArray | None = None


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


@dataclass(frozen=True, eq=False)
class Unknown:
    """Pairs of which an engine knows nothing: every place with every actor, less those that it knows.

    ``places`` and ``actors`` are positions in the tables asked about; ``known`` are the pairs that it does know, as
    place × number of actors + actor, None where it knows none of them.
    """

    places: IntArray
    actors: IntArray
    known: IntArray | None = None


class PartialEngine(TravelEngine, Protocol):
    """An engine that may know a part only, and tells it from what it knows to be out of reach."""

    def unknown(self, places: pd.DataFrame, actors: pd.DataFrame) -> list[Unknown]:
        """Return the pairs with located actors that it knows nothing of, none of them twice."""
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

    def times(
        self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float, limit_min: FloatArray | None = None
    ) -> Times:
        """Return estimated times, within a limit of each place where there is one."""
        return Times(
            estimate_trips(
                places, actors, parameters=self.parameters, horizon_min=horizon_min, ways=self.ways, limit_min=limit_min
            )
        )

    def expected_trips(self, places: pd.DataFrame, actors: pd.DataFrame, *, limit_min: FloatArray) -> float | None:
        """Return how many trips there would be within a limit of each place; None where distance does not tell."""
        if self.ways is not None:
            return None
        return expected_trips(places, actors, parameters=self.parameters, limit_min=limit_min)

    @property
    def slowest_min_per_km(self) -> float:
        """Minutes that a kilometre as the crow flies adds to a trip at most, where distance alone tells."""
        given = self.parameters
        return 60 * given.detour / min(given.near_kph, given.far_kph)

    def packed(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> PackedPairs | None:
        """Return the times packed (`geo.travel.estimate.estimate_packed`); None where that is no gain."""
        return estimate_packed(places, actors, parameters=self.parameters, horizon_min=horizon_min, ways=self.ways)

    def few_nearest(
        self, places: pd.DataFrame, actors: pd.DataFrame, *, count: int, horizon_min: float
    ) -> Trips | None:
        """Return the trips to the few nearest actors of every place; None where distance alone does not tell them."""
        if self.ways is not None:
            return None
        return estimate_few_nearest(places, actors, count=count, parameters=self.parameters, horizon_min=horizon_min)

    def nearest(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> NearestTimes:
        """Return the nearest by the estimate."""
        return NearestTimes(
            *estimate_nearest(places, actors, parameters=self.parameters, horizon_min=horizon_min, ways=self.ways)
        )


@dataclass(frozen=True)
class MatrixEngine:
    """The times that the user brought: see ``geo.travel.matrix``. Infinite minutes are out of reach, by their word."""

    mode: str
    table: pd.DataFrame
    source: str
    date: str

    @property
    def info(self) -> EngineInfo:
        """What to say of the times."""
        return engine_info("matrix", self.mode, "stated", self.source, self.date)

    def times(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> Times:
        """Return the times of the matrix for these places and actors."""
        reached = self.table[self.table["minutes"] <= horizon_min]
        return Times(trips_of_table(reached, pd.Index(places["place_id"]), pd.Index(actors["actor_id"])))

    def nearest(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> NearestTimes:
        """Return the nearest of the matrix."""
        return NearestTimes(*nearest_trip(self.times(places, actors, horizon_min=horizon_min).trips))

    def unknown(self, places: pd.DataFrame, actors: pd.DataFrame) -> list[Unknown]:
        """Return the pairs that are not in the matrix: places of which it says nothing, then those it knows partly."""
        place = pd.Index(places["place_id"]).get_indexer(pd.Index(self.table["place_id"]))
        actor = pd.Index(actors["actor_id"]).get_indexer(pd.Index(self.table["actor_id"]))
        located = is_located(actors)
        told = np.flatnonzero((place >= 0) & (actor >= 0))
        told = told[located[actor[told]]]
        keys = np.unique(place[told].astype(np.int64) * max(1, len(actors)) + actor[told])
        of_place = np.bincount(keys // max(1, len(actors)), minlength=len(places))
        columns = np.flatnonzero(located)
        never, partly = of_place == 0, (of_place > 0) & (of_place < len(columns))
        parts = [Unknown(np.flatnonzero(never), columns), Unknown(np.flatnonzero(partly), columns, keys)]
        return [part for part in parts if len(part.places) and len(part.actors)]


@dataclass(frozen=True)
class RoadsEngine:
    """The times on a road network: see ``geo.roads`` and ``geo.travel.road_trips``."""

    mode: str
    roads: Any

    @property
    def info(self) -> EngineInfo:
        """What to say of the times."""
        return engine_info("roads", self.mode, "computed", self.roads.source, self.roads.built_on)

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

    def unknown(self, places: pd.DataFrame, actors: pd.DataFrame) -> list[Unknown]:
        """Return the pairs with an end outside of what the file covers."""
        covered = import_module("geo.travel.road_trips").road_covered
        return outside_of(covered(self.roads, places), covered(self.roads, actors), is_located(actors))


def outside_of(inside: BoolArray, served: BoolArray, located: BoolArray) -> list[Unknown]:
    """Return the pairs with an end outside of an area.

    Parameters
    ----------
    inside, served
        Whether each place, and each actor, is in the area.
    located
        Whether each actor has a position: the others have no trip.
    """
    parts = [
        Unknown(np.flatnonzero(~inside), np.flatnonzero(located)),
        Unknown(np.flatnonzero(inside), np.flatnonzero(located & ~served)),
    ]
    return [part for part in parts if len(part.places) and len(part.actors)]


def is_located(points: pd.DataFrame) -> BoolArray:
    """Return which points have a position."""
    return np.asarray(points["lon"].notna() & points["lat"].notna(), dtype=np.bool_)


def available_engines(territory: Territory, mode: str) -> list[str]:
    """Return the engines that can answer for a mode, the preferred first."""
    own = mode_on_foot(mode)
    has = {
        "timetable": mode in TIMETABLE_MODES and _timetable_file(territory).is_file(),
        "roads": _roads_file(territory, own).is_file(),
        "matrix": has_matrix(territory, own),
        "estimate": own in territory.estimates,
    }
    return [engine for engine in ENGINES if has[engine]]


def mode_on_foot(mode: str) -> str:
    """Return the mode whose roads and matrices serve a mode: those who have no car walk where nothing runs."""
    return "foot" if mode == "carless" else mode


def _roads_file(territory: Territory, mode: str) -> Path:
    return workspace_folder() / "roads" / f"{territory.id}-{mode}" / "current.json"


def _timetable_file(territory: Territory) -> Path:
    return workspace_folder() / "transit" / territory.id / "timetable.bin"


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
    if chosen == "timetable":
        built: TravelEngine = import_module("geo.travel.transit_trips").transit_engine(territory, mode)
        return built
    mode = mode_on_foot(mode)
    if chosen == "roads":
        # Imported only where roads were built: it brings the compiled engine.
        return RoadsEngine(mode, import_module("geo.roads.territory_roads").open_roads(territory, mode))
    if chosen == "matrix":
        return _matrix_engine(matrix_files(territory, mode)[0], mode)
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


def travel_version(territory: Territory, mode: str) -> str:
    """Return a text that changes whenever the travel times of a mode may have changed: what caches must follow."""
    own = mode_on_foot(mode)
    files = [_roads_file(territory, own), calibration_path(territory, own), *matrix_files(territory, own)]
    if mode in TIMETABLE_MODES:
        timetable = _timetable_file(territory)
        files += [timetable, timetable.with_name(HOURS_FILE), _roads_file(territory, "foot")]
    return "|".join(f"{file.name} {file.stat().st_mtime_ns}" for file in files if file.is_file())


def engine_for(territory: Territory, places: pd.DataFrame, *, mode: str, engine: str) -> TravelEngine:
    """Return the engine that answers for some places.

    Matrices made for different population layers answer together for the places that each speaks of: a finer layer
    keeps localities where it has no points. Those that speak of none of the places leave the estimate to answer.

    Raises
    ------
    BadInputError
        ``matrix-other-layer`` when such a matrix was asked for by name; as :func:`choose_engine` otherwise.
    NotFoundError
        As :func:`choose_engine`.
    """
    chosen = choose_engine(territory, mode=mode, engine=engine)
    mode = mode_on_foot(mode)
    if not isinstance(chosen, MatrixEngine):
        return chosen
    others = [_matrix_engine(file, mode) for file in matrix_files(territory, mode)[1:]]
    speaking = [one for one in (chosen, *others) if one.table["place_id"].isin(places["place_id"]).any()]
    if speaking:
        return speaking[0] if len(speaking) == 1 else _together(speaking)
    if engine == "matrix":
        raise BadInputError("matrix-other-layer", territory=territory.id, source=chosen.source)
    return estimate_engine(territory, mode)


def _together(matrices: list[MatrixEngine]) -> MatrixEngine:
    """Return matrices as one; of a pair that several know, the last has the word."""
    table = pd.concat([one.table for one in matrices]).drop_duplicates(["place_id", "actor_id"], keep="last")
    sources = "; ".join(dict.fromkeys(one.source for one in matrices))
    return MatrixEngine(matrices[0].mode, table.reset_index(drop=True), sources, max(one.date for one in matrices))


def _matrix_engine(file: Path, mode: str) -> MatrixEngine:
    table, about = read_kept(file)
    return MatrixEngine(mode, table, about["source"], about["date"])


def engine_info(kind: str, mode: str, status: str, source: str, date: str) -> EngineInfo:
    """Return what to say of an engine whose errors are unknown."""
    return EngineInfo(
        kind=kind,
        mode=mode,
        status=status,
        source=source,
        date=date,
        median_error_share=float("nan"),
        p90_error_share=float("nan"),
    )
