"""Travel times written to a file as they are computed: a table that does not fit in memory still fits on the disk."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.errors import BadInputError
from geo.files.atomic import atomic_path
from geo.travel.completed_by_estimate import CompletedEngine, completed_engine, estimated_parts, without_unknown
from geo.travel.engines import EngineInfo, RoadsEngine, TravelEngine
from geo.workspace.territory import Territory

SUFFIXES = (".csv", ".parquet")

_COLUMNS = ("place_id", "actor_id", "mode", "minutes", "engine")
_SCHEMA = pa.schema([(name, "f8" if name == "minutes" else pa.string()) for name in _COLUMNS])


@dataclass(frozen=True)
class WrittenTravel:
    """What was written: rows, the engine that answered, and who could not be attached (``LEFT_OUT_COLUMNS``).

    ``estimated`` rows have the time of the estimate, where that engine knows nothing.
    """

    rows: int
    engine: EngineInfo
    left_out: pd.DataFrame
    estimated: int = 0


def write_times(
    territory: Territory,
    places: pd.DataFrame,
    actors: pd.DataFrame,
    path: Path,
    *,
    mode: str = "car",
    engine: str = "auto",
    to_actor: bool = True,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> WrittenTravel:
    """Write the travel times of a territory's places to actors to a CSV or Parquet file.

    One row per trip: ``schema.TRAVEL``, and ``engine``, which of them gave it.

    Parameters
    ----------
    path
        The file, put in place once it is whole.
    mode, engine
        As in :func:`geo.travel.times.travel_times`.
    to_actor
        True: time from the place to the actor. False: from the actor to the place, which only roads tell apart; the
        estimate is the same both ways.
    progress, cancel
        Told of the points done, and their number; asked now and then whether to stop.

    Raises
    ------
    BadInputError
        ``export-format`` for another suffix, ``matrix-one-way`` when a matrix of the user is asked for times from the
        actor; as :func:`geo.travel.times.travel_times` otherwise.
    CancelledError
        When ``cancel`` answers true; no file is written.
    FileError
        When the disk refuses; no file is written.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise BadInputError("export-format", file=path.name)
    chosen = completed_engine(territory, places, mode=mode, engine=engine)
    if chosen.info.kind == "matrix" and not to_actor:
        raise BadInputError("matrix-one-way", source=chosen.info.source)
    own: TravelEngine = chosen.engine if isinstance(chosen, CompletedEngine) else chosen
    if isinstance(own, RoadsEngine):
        trips = import_module("geo.travel.road_trips").road_trips(
            own.roads,
            places,
            actors,
            horizon_min=territory.horizon_min,
            to_actor=to_actor,
            progress=progress,
            cancel=cancel,
        )
        parts, left_out = trips.parts, trips.left_out
    else:
        times = own.times(places, actors, horizon_min=territory.horizon_min)
        parts, left_out = iter([times.trips.table(mode)]), times.left_out
    counted = _Counted()
    parts = counted.of(parts, own.info.kind)
    if isinstance(chosen, CompletedEngine):
        rest = estimated_parts(chosen, places, actors, horizon_min=territory.horizon_min)
        left_out = without_unknown(left_out, chosen.engine.unknown(places, actors), places, actors)
        parts = chain(parts, counted.of((trips.table(mode) for trips in rest), "estimate"))
    with atomic_path(path) as building:
        rows = (_write_csv if path.suffix.lower() == ".csv" else _write_parquet)(parts, building)
    estimated = counted.rows["estimate"] if isinstance(chosen, CompletedEngine) else 0
    return WrittenTravel(rows, chosen.info, left_out, estimated)


class _Counted:
    """Rows by the engine that gave them, counted as they pass."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()

    def of(self, parts: Iterable[pd.DataFrame], engine: str) -> Iterator[pd.DataFrame]:
        for part in parts:
            self.rows[engine] += len(part)
            yield part.assign(engine=engine)


def _write_csv(parts: Iterator[pd.DataFrame], path: Path) -> int:
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(_SCHEMA.names) + "\n")
        for part in parts:
            part[_SCHEMA.names].to_csv(file, index=False, header=False)
            rows += len(part)
    return rows


def _write_parquet(parts: Iterator[pd.DataFrame], path: Path) -> int:
    rows = 0
    with pq.ParquetWriter(path, _SCHEMA) as writer:
        for part in parts:
            writer.write_table(pa.Table.from_pandas(part[_SCHEMA.names], schema=_SCHEMA, preserve_index=False))
            rows += len(part)
    return rows
