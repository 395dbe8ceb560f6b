"""A travel-time matrix that the user brings: read and checked, kept in the workspace with its source."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo import schema
from geo.errors import BadInputError, MaillageError
from geo.files.atomic import atomic_path
from geo.files.content import TEXTS, Expected
from geo.files.issues import Findings, Refusal
from geo.files.numbers import read_column, read_decimal
from geo.files.table import open_table
from geo.paths import workspace_folder
from geo.workspace.territory import Territory

_LONGEST_MIN = 24 * 60.0
_EXPECTED = Expected({**TEXTS, ".parquet": "parquet"}, most_mb=1000, most_rows=100_000_000, otherwise="text")
_REFUSALS = {"encoding-unreadable": "text-encoding", "no-rows": "matrix-no-match"}
_ABOUT = b"maillage"
"""Where a file keeps its source and date; those of the first version had them in a file beside."""


@dataclass(frozen=True)
class MatrixReading:
    """A matrix as read: ``table`` (``schema.TRAVEL``) and what did not match the territory (counts of rows)."""

    table: pd.DataFrame
    unknown_places: int
    unknown_actors: int


def read_matrix(path: Path, *, mode: str, place_ids: pd.Series, actor_ids: pd.Series) -> MatrixReading:
    """Read a CSV or Parquet file with ``place_id``, ``actor_id`` and ``minutes``.

    Rows about places or actors that the territory does not have are left out and counted. A pair that is absent
    means unreachable.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``matrix-unreadable``, ``text-encoding``, ``missing-column``, or ``matrix-no-match`` when no row is about this
        territory.
    BadLinesError
        ``matrix-bad-minutes``, ``matrix-duplicate``, with their rows.
    """
    findings = Findings()
    try:
        raw = open_table(path, _EXPECTED, findings)
    except Refusal as refusal:
        raise refusal.error(_REFUSALS.get(refusal.issue.rule, "matrix-unreadable"), file=path.name) from refusal
    for column in ("place_id", "actor_id", "minutes"):
        if column not in raw.frame.columns:
            raise BadInputError("missing-column", table=path.name, column=column)
    minutes, rules = read_column(raw.frame["minutes"], read_decimal)
    wrong = np.flatnonzero((rules != "") | ~((minutes >= 0) & (minutes <= _LONGEST_MIN)))
    told = raw.frame["minutes"].iloc[wrong].astype("str").tolist()
    findings.add_lines("matrix-bad-minutes", raw.rows[wrong].tolist(), told, column="minutes")
    table = pd.DataFrame(
        {
            "place_id": raw.frame["place_id"].astype("str"),
            "actor_id": raw.frame["actor_id"].astype("str"),
            "mode": mode,
            "minutes": minutes,
        }
    )
    again = np.flatnonzero(table.duplicated(["place_id", "actor_id"]).to_numpy())
    trips = (table["place_id"].iloc[again] + " → " + table["actor_id"].iloc[again]).tolist()
    findings.add_lines("matrix-duplicate", raw.rows[again].tolist(), trips, column=None)
    findings.refuse(file=path.name)
    place_known, actor_known = table["place_id"].isin(place_ids), table["actor_id"].isin(actor_ids)
    kept = table[place_known & actor_known].reset_index(drop=True)
    if kept.empty:
        raise BadInputError("matrix-no-match", file=path.name)
    return MatrixReading(kept, int((~place_known).sum()), int((place_known & ~actor_known).sum()))


def keep_matrix(territory: Territory, table: pd.DataFrame, *, mode: str, source: str) -> None:
    """Keep a matrix in the workspace, in place of the one before.

    Raises
    ------
    FileError
        When the disk refuses; the one before stays.
    """
    path = matrix_path(territory, mode)
    about = {"source": source, "date": datetime.now(UTC).date().isoformat()}
    cells = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata({_ABOUT: json.dumps(about)})
    with atomic_path(path) as temporary:
        pq.write_table(cells, temporary, write_page_checksum=True)
    path.with_suffix(".json").unlink(missing_ok=True)


def has_matrix(territory: Territory, mode: str) -> bool:
    """Tell whether the workspace holds a matrix for a mode."""
    return matrix_path(territory, mode).is_file()


def kept_matrix(territory: Territory, mode: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the matrix of a mode (``schema.TRAVEL``) and its source and date.

    Raises
    ------
    BadInputError
        ``matrix-damaged`` when the file is not as it was written.
    """
    path = matrix_path(territory, mode)
    try:
        cells = pq.read_table(path, page_checksum_verification=True, partitioning=None)
        told = (cells.schema.metadata or {}).get(_ABOUT)
        about = json.loads(path.with_suffix(".json").read_bytes() if told is None else told)
        said = {name: str(about[name]) for name in ("source", "date")}
        table = schema.conform(cells.to_pandas(ignore_metadata=True), schema.TRAVEL)
    except (ValueError, KeyError, TypeError, OSError, RecursionError, pa.ArrowException, MaillageError) as error:
        raise BadInputError("matrix-damaged", file=str(path)) from error
    if not table["minutes"].between(0, _LONGEST_MIN).all():
        raise BadInputError("matrix-damaged", file=str(path))
    return table, said


def matrix_path(territory: Territory, mode: str) -> Path:
    """Return the file of the workspace that holds the matrix of a mode."""
    return workspace_folder() / "matrices" / f"{territory.id}-{mode}.parquet"
