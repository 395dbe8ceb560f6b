"""Travel times written to a file as they are computed: a table that does not fit in memory still fits on the disk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.errors import BadInputError
from geo.files.atomic import atomic_path
from geo.travel.engines import EngineInfo, RoadsEngine, engine_for
from geo.workspace.territory import Territory

SUFFIXES = (".csv", ".parquet")

_SCHEMA = pa.schema([("place_id", pa.string()), ("actor_id", pa.string()), ("mode", pa.string()), ("minutes", "f8")])


@dataclass(frozen=True)
class Written:
    """What was written: rows, the engine that answered, and who could not be attached (``LEFT_OUT_COLUMNS``)."""

    rows: int
    engine: EngineInfo
    left_out: pd.DataFrame


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
) -> Written:
    """Write the travel times of a territory's places to actors (``schema.TRAVEL``) to a CSV or Parquet file.

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
    chosen = engine_for(territory, places, mode=mode, engine=engine)
    if chosen.info.kind == "matrix" and not to_actor:
        raise BadInputError("matrix-one-way", source=chosen.info.source)
    if isinstance(chosen, RoadsEngine):
        trips = import_module("geo.travel.road_trips").road_trips(
            chosen.roads,
            places,
            actors,
            horizon_min=territory.horizon_min,
            to_actor=to_actor,
            progress=progress,
            cancel=cancel,
        )
        parts, left_out = trips.parts, trips.left_out
    else:
        times = chosen.times(places, actors, horizon_min=territory.horizon_min)
        parts, left_out = iter([times.trips.table(mode)]), times.left_out
    with atomic_path(path) as building:
        rows = (_write_csv if path.suffix.lower() == ".csv" else _write_parquet)(parts, building)
    return Written(rows, chosen.info, left_out)


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
