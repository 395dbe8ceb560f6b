"""A travel-time matrix that the user brings: read and checked, kept in the workspace with its source."""

import json
import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo import schema
from geo.errors import BadInputError, MaillageError, MissingFileError
from geo.files.atomic import atomic_path, remove_whole
from geo.files.content import TEXTS, Expected
from geo.files.issues import Findings, Refusal, Unread
from geo.files.numbers import read_column, read_decimal, says_unknown
from geo.files.table import FileTable, open_table
from geo.paths import workspace_folder
from geo.schema import BoolArray
from geo.travel.estimate import great_circle_km, minutes_for
from geo.workspace.rights import OWNER, Person, require
from geo.workspace.store import hash_of
from geo.workspace.territory import EstimateParameters, Territory

_LONGEST_MIN = 24 * 60.0
_EXPECTED = Expected({**TEXTS, ".parquet": "parquet"}, most_mb=1000, most_rows=100_000_000, otherwise="text")
_REFUSALS = {"encoding-unreadable": "text-encoding", "no-rows": "matrix-no-match"}
_ABOUT = b"maillage"
"""Where a file keeps its source and date; those of the first version had them in a file beside."""

UNITS = ("minutes", "seconds")
NA_IS = ("unknown", "unreachable")
"""What a pair without a time may mean: nobody knows, or nobody gets there."""

_PLACE = ("place_id", "from_id", "fromid", "origin_id", "origin", "origine", "from")
_ACTOR = ("actor_id", "to_id", "toid", "destination_id", "destination", "to")
_MINUTES = ("minutes", "travel_time_p50", "travel_time", "travel_time_min", "duration (min)", "duration_min", "min")
_SECONDS = ("seconds", "secondes", "travel_time_s", "duration (s)", "duration_s")
_EITHER = ("duration", "durée", "time", "temps")
_NO_TIME = frozenset({"", "nan", "null", "none", "inf", "-inf", "+inf", "infinity", "#n/a", "-1"})

_LAYER = "+"
"""In the name of a file: what comes before the mark of the layer."""

_AS_SECONDS = math.sqrt(60.0)
"""Times this many times longer than the estimate are nearer to it once read as seconds."""


@dataclass(frozen=True)
class MatrixReading:
    """A matrix as read: ``table`` (``schema.TRAVEL``) and what did not match the territory (counts of rows).

    Infinite minutes are out of reach, by the user's word. ``without_time`` rows tell no time and were left aside;
    ``seconds`` tells whether times were seconds in the file.
    """

    table: pd.DataFrame
    unknown_places: int
    unknown_actors: int
    without_time: int
    seconds: bool

    @property
    def unreachable(self) -> int:
        """How many pairs are said to be out of reach."""
        return int(np.isinf(self.table["minutes"].to_numpy()).sum())


def read_matrix(
    path: Path,
    *,
    mode: str,
    places: pd.DataFrame,
    actors: pd.DataFrame,
    parameters: EstimateParameters | None = None,
    unit: str | None = None,
    na_is: str = "unknown",
) -> MatrixReading:
    """Read a CSV or Parquet file of travel times.

    One row per pair (``place_id``, ``actor_id``, ``minutes``, or the names that r5r and others give them), or one row
    per place and one column per actor. Rows about places or actors that the territory does not have are left out and
    counted. A pair that is absent is unknown by the matrix.

    Parameters
    ----------
    places, actors
        ``place_id`` (or ``actor_id``), ``lon``, ``lat`` in degrees: those that may be named.
    parameters
        Of the estimate, which catches seconds given as minutes; None to take the times as they are.
    unit
        One of ``UNITS``; by default that of the column's name, minutes where it does not say.
    na_is
        One of ``NA_IS``: what an empty cell, NA, NaN or -1 means.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``matrix-unreadable``, ``matrix-json``, ``text-encoding``, ``missing-column``, ``matrix-no-match`` when no row
        is about this territory, ``matrix-swapped`` when rows go from actors to places, ``matrix-seconds`` when times
        read as minutes are nearer to the estimate as seconds.
    BadLinesError
        ``matrix-bad-minutes``, ``matrix-duplicate``, with their rows.
    """
    findings = Findings()
    try:
        raw = open_table(path, _EXPECTED, findings)
    except Refusal as refusal:
        rule, given = refusal.issue.rule, refusal.issue.values  # noqa: PD011 - no frame
        if given.get("found") == "json":
            raise BadInputError("matrix-json", file=path.name) from refusal
        raise refusal.error(_REFUSALS.get(rule, "matrix-unreadable"), file=path.name) from refusal
    pairs, written = _pairs(raw, pd.Index(actors["actor_id"]), path.name)
    value, rules = read_column(pairs["time"], _time)
    rules[_in_two_readings(pairs["time"])] = "number-ambiguous"
    empty = np.isnan(value) & (rules == "") | (value == -1)
    in_seconds = {"minutes": False, "seconds": True}.get(unit or "", written in _SECONDS)
    known, place_known, actor_known = _match(pairs, places, actors, path.name)
    if unit is None and not in_seconds and parameters is not None:
        _check_unit(pairs.assign(time=value)[known & ~empty], places, actors, parameters, path.name)
    minutes = np.where(empty, np.inf, value / 60 if in_seconds else value)
    wrong = np.flatnonzero((rules != "") | ~empty & ~((minutes >= 0) & (minutes <= _LONGEST_MIN)))
    told = pairs["time"].iloc[wrong].astype("str").tolist()
    rows = pairs["row"].to_numpy()
    findings.add_lines("matrix-bad-minutes", rows[wrong].tolist(), told, column=written)
    table = pairs[["place_id", "actor_id"]].assign(mode=mode, minutes=minutes)
    again = np.flatnonzero(table.duplicated(["place_id", "actor_id"]).to_numpy())
    trips = (table["place_id"].iloc[again] + " → " + table["actor_id"].iloc[again]).tolist()
    findings.add_lines("matrix-duplicate", rows[again].tolist(), trips, column=None)
    findings.refuse(file=path.name)
    left = known & empty if na_is == "unknown" else np.zeros(len(table), dtype=np.bool_)
    return MatrixReading(
        table=table[known & ~left].reset_index(drop=True),
        unknown_places=int((~place_known).sum()),
        unknown_actors=int((place_known & ~actor_known).sum()),
        without_time=int(left.sum()),
        seconds=in_seconds,
    )


def _pairs(raw: FileTable, actor_ids: pd.Index, file: str) -> tuple[pd.DataFrame, str]:
    """Return ``place_id``, ``actor_id``, ``time`` and ``row``, one line per pair; and the name of the column of times.

    Raises
    ------
    BadInputError
        ``missing-column``.
    """
    frame = raw.frame
    named = {str(name).strip().casefold(): name for name in reversed(frame.columns)}

    def column(names: tuple[str, ...]) -> str | None:
        return next((named[name] for name in names if name in named), None)

    place, actor, time = column(_PLACE), column(_ACTOR), column((*_MINUTES, *_SECONDS, *_EITHER))
    if time is None:
        percentiles = [name for key, name in named.items() if re.fullmatch(r"travel_time_p\d+", key)]
        time = percentiles[0] if len(percentiles) == 1 else None
    if place is None:
        raise BadInputError("missing-column", table=file, column="place_id")
    wide = [name for name in frame.columns if name != place]
    if actor is None and time is None and actor_ids.isin(pd.Index(wide)).any():
        long = frame[wide].assign(row=raw.rows, place_id=frame[place].astype("str"))
        long = long.melt(["place_id", "row"], var_name="actor_id", value_name="time").astype({"actor_id": "str"})
        return long.sort_values("row", kind="stable", ignore_index=True), "minutes"
    for name, found in (("actor_id", actor), ("minutes", time)):
        if found is None:
            raise BadInputError("missing-column", table=file, column=name)
    ids = {"place_id": frame[place].astype("str"), "actor_id": frame[actor].astype("str")}
    return pd.DataFrame({**ids, "time": frame[time], "row": raw.rows}), str(time).strip().casefold()


def _in_two_readings(cells: pd.Series) -> BoolArray:
    """Return which times may be thousands as well as decimals (``1,200``), where no other cell settles it.

    A decimal comma is one as soon as some time has another number of decimals, or none before it.
    """
    if pd.api.types.is_numeric_dtype(cells):
        return np.zeros(len(cells), dtype=np.bool_)
    texts = cells.astype("str").str.strip()
    doubtful = texts.str.fullmatch(r"[1-9]\d{0,2},\d{3}").fillna(value=False).to_numpy(dtype=np.bool_)
    settled = texts.str.fullmatch(r"\d+,(?:\d{1,2}|\d{4,})|0,\d+").fillna(value=False).any()
    return doubtful & (not settled)


def _time(text: str) -> float | Unread:
    return math.nan if text.strip().casefold() in _NO_TIME or says_unknown(text) else read_decimal(text)


def _match(
    pairs: pd.DataFrame, places: pd.DataFrame, actors: pd.DataFrame, file: str
) -> tuple[BoolArray, BoolArray, BoolArray]:
    """Return which rows are about the territory, and which name a place of it, and an actor.

    Raises
    ------
    BadInputError
        ``matrix-no-match``, ``matrix-swapped``.
    """
    place = pairs["place_id"].isin(places["place_id"]).to_numpy()
    actor = pairs["actor_id"].isin(actors["actor_id"]).to_numpy()
    known = place & actor
    if not known.any():
        swapped = pairs["place_id"].isin(actors["actor_id"]) & pairs["actor_id"].isin(places["place_id"])
        raise BadInputError("matrix-swapped" if swapped.any() else "matrix-no-match", file=file)
    return known, place, actor


def _check_unit(
    pairs: pd.DataFrame, places: pd.DataFrame, actors: pd.DataFrame, parameters: EstimateParameters, file: str
) -> None:
    """Refuse minutes that are nearer to the estimate once read as seconds.

    Raises
    ------
    BadInputError
        ``matrix-seconds``, with the middle of the times and of the estimate.
    """
    ends = [
        frame.set_index(name)[["lon", "lat"]].reindex(pd.Index(pairs[name])).to_numpy(dtype=np.float64)
        for frame, name in ((places, "place_id"), (actors, "actor_id"))
    ]
    located = ~np.isnan(np.hstack(ends)).any(axis=1) & (pairs["time"] > 0).to_numpy()
    if not located.any():
        return
    time = pairs["time"].to_numpy(dtype=np.float64)[located]
    (lon, lat), (other_lon, other_lat) = (end[located].T for end in ends)
    estimate = minutes_for(great_circle_km(lon, lat, other_lon, other_lat), parameters)
    if np.median(time / estimate) >= _AS_SECONDS:
        middle = {"given": round(float(np.median(time))), "estimate": round(float(np.median(estimate)))}
        raise BadInputError("matrix-seconds", file=file, **middle)


def keep_matrix(
    territory: Territory,
    table: pd.DataFrame,
    *,
    mode: str,
    source: str,
    layer: str | None = None,
    person: Person = OWNER,
) -> None:
    """Keep a matrix in the workspace, in place of the one before for the same mode and population layer.

    Parameters
    ----------
    layer
        The population layer whose points it names; that of the territory when None.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    FileError
        When the disk refuses; the one before stays.
    """
    require(person, "write")
    path = matrix_path(territory, mode, layer)
    about = {"source": source, "date": datetime.now(UTC).date().isoformat()}
    cells = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata({_ABOUT: json.dumps(about)})
    with atomic_path(path) as temporary:
        pq.write_table(cells, temporary, write_page_checksum=True)
    path.with_suffix(".json").unlink(missing_ok=True)


def remove_matrix(territory: Territory, mode: str, layer: str | None = None, *, person: Person = OWNER) -> None:
    """Forget the matrix of a mode and a population layer.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    MissingFileError
        ``matrix-missing`` when there is none.
    FileError
        When the disk refuses; the matrix stays.
    """
    require(person, "write")
    path = matrix_path(territory, mode, layer)
    if not path.is_file():
        raise MissingFileError("matrix-missing", territory=territory.id, mode=mode, layer=layer or "none")
    remove_whole(path)
    path.with_suffix(".json").unlink(missing_ok=True)


def kept_source(territory: Territory, mode: str, layer: str | None = None) -> str:
    """Return where the matrix of a mode and a layer comes from; nothing where it is absent or damaged."""
    try:
        return kept_matrix(territory, mode, layer)[1]["source"]
    except BadInputError:
        return ""


def has_matrix(territory: Territory, mode: str) -> bool:
    """Tell whether the workspace holds a matrix for a mode, of any layer."""
    return bool(matrix_files(territory, mode))


def kept_matrix(territory: Territory, mode: str, layer: str | None = None) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the matrix of a mode and a layer (``schema.TRAVEL``, infinite: out of reach), its source and date.

    Raises
    ------
    BadInputError
        ``matrix-damaged`` when the file is not as it was written.
    """
    return read_kept(matrix_path(territory, mode, layer))


def read_kept(path: Path) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return a matrix of the workspace; as :func:`kept_matrix`."""
    try:
        cells = pq.read_table(path, page_checksum_verification=True, partitioning=None)
        told = (cells.schema.metadata or {}).get(_ABOUT)
        about = json.loads(path.with_suffix(".json").read_bytes() if told is None else told)
        said = {name: str(about[name]) for name in ("source", "date")}
        table = schema.conform(cells.to_pandas(ignore_metadata=True), schema.TRAVEL)
    except (ValueError, KeyError, TypeError, OSError, RecursionError, pa.ArrowException, MaillageError) as error:
        raise BadInputError("matrix-damaged", file=str(path)) from error
    minutes = table["minutes"].to_numpy()
    if not ((minutes >= 0) & (minutes <= _LONGEST_MIN) | (minutes == np.inf)).all():
        raise BadInputError("matrix-damaged", file=str(path))
    return table, said


def matrix_files(territory: Territory, mode: str) -> list[Path]:
    """Return the matrices that the workspace holds for a mode: that of the territory's own layer, then the others."""
    own = matrix_path(territory, mode)
    others = sorted(own.parent.glob(f"{own.stem}{_LAYER}*{own.suffix}"))
    return [path for path in (own, *others) if path.is_file()]


def matrix_path(territory: Territory, mode: str, layer: str | None = None) -> Path:
    """Return the file of the workspace that holds the matrix of a mode and a population layer."""
    other = "" if layer in {None, territory.default_layer} else _LAYER + hash_of([layer])[:16]
    return workspace_folder() / "matrices" / f"{territory.id}-{mode}{other}.parquet"
