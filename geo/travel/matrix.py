"""A travel-time matrix that the user brings: read and checked, kept in the workspace with its source."""

import csv
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from geo import schema
from geo.errors import BadInputError, MissingFileError
from geo.paths import workspace_folder
from geo.workspace.territory import Territory

_LONGEST_MIN = 24 * 60.0


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
        ``matrix-unreadable``, ``missing-column``, ``matrix-bad-minutes`` (with the row), ``matrix-duplicate`` or
        ``matrix-no-match`` when no row is about this territory.
    """
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    raw = _read(path)
    for column in ("place_id", "actor_id", "minutes"):
        if column not in raw.columns:
            raise BadInputError("missing-column", table=path.name, column=column)
    minutes = pd.to_numeric(raw["minutes"].astype("str").str.replace(",", "."), errors="coerce")
    wrong = ~((minutes >= 0) & (minutes <= _LONGEST_MIN))
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise BadInputError("matrix-bad-minutes", file=path.name, row=row + 2, value=str(raw["minutes"].iloc[row]))
    table = pd.DataFrame(
        {
            "place_id": raw["place_id"].astype("str"),
            "actor_id": raw["actor_id"].astype("str"),
            "mode": mode,
            "minutes": minutes.astype("float64"),
        }
    )
    if table.duplicated(["place_id", "actor_id"]).any():
        row = int(np.flatnonzero(table.duplicated(["place_id", "actor_id"]))[0])
        raise BadInputError("matrix-duplicate", file=path.name, row=row + 2)
    place_known, actor_known = table["place_id"].isin(place_ids), table["actor_id"].isin(actor_ids)
    kept = table[place_known & actor_known].reset_index(drop=True)
    if kept.empty:
        raise BadInputError("matrix-no-match", file=path.name)
    return MatrixReading(kept, int((~place_known).sum()), int((place_known & ~actor_known).sum()))


def keep_matrix(territory: Territory, table: pd.DataFrame, *, mode: str, source: str) -> None:
    """Keep a matrix in the workspace, in place of the one before."""
    path = matrix_path(territory, mode)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".building")
    table.to_parquet(temporary, index=False)
    about = {"source": source, "date": datetime.now(UTC).date().isoformat()}
    path.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
    temporary.replace(path)


def has_matrix(territory: Territory, mode: str) -> bool:
    """Tell whether the workspace holds a matrix for a mode."""
    return matrix_path(territory, mode).is_file()


def kept_matrix(territory: Territory, mode: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the matrix of a mode (``schema.TRAVEL``) and its source and date."""
    path = matrix_path(territory, mode)
    about: dict[str, str] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return schema.conform(pd.read_parquet(path), schema.TRAVEL), about


def matrix_path(territory: Territory, mode: str) -> Path:
    """Return the file of the workspace that holds the matrix of a mode."""
    return workspace_folder() / "matrices" / f"{territory.id}-{mode}.parquet"


def _read(path: Path) -> pd.DataFrame:
    try:
        if path.suffix.lower() == ".parquet":
            return pd.read_parquet(path)
        return pd.read_csv(path, dtype="str", sep=None, engine="python", encoding="utf-8-sig")
    except (ValueError, OSError, csv.Error, pd.errors.ParserError) as error:
        raise BadInputError("matrix-unreadable", file=path.name) from error
