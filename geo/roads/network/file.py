"""A network as one file, in Arrow's own format: mapped into memory, it opens at once whatever its size."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.errors import BadInputError, MissingFileError
from geo.roads.network.model import About, Network

FORMAT = "maillage-roads-1"
_TABLES = ("nodes", "edges", "shape")


def save(network: Network, path: Path, *, arrays: Mapping[str, np.ndarray] | None = None) -> None:
    """Write a network, with the arrays that an engine wants to find again, to a temporary file put in place at the end.

    Parameters
    ----------
    network
        What to write.
    path
        Where; the folder is created.
    arrays
        One-dimensional arrays to keep beside it.
    """
    tables: dict[str, pd.DataFrame] = {name: getattr(network, name) for name in _TABLES}
    columns = {f"{table}.{name}": cells.to_numpy() for table, frame in tables.items() for name, cells in frame.items()}
    columns |= {f"arrays.{name}": values for name, values in (arrays or {}).items()}
    header = {
        "format": FORMAT,
        "about": asdict(network.about),
        "kinds": [dict(kind) for kind in network.kinds],
        "node_kinds": [dict(kind) for kind in network.node_kinds],
        "types": {name: values.dtype.str for name, values in columns.items()},
    }
    cells = [_one_cell(values) for values in columns.values()]
    schema = pa.schema(
        [pa.field(name, cell.type) for name, cell in zip(columns, cells, strict=True)],
        metadata={"maillage": json.dumps(header)},
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".building")
    try:
        with pa.OSFile(str(temporary), "wb") as file, pa.ipc.new_file(file, schema) as writer:
            writer.write_batch(pa.record_batch(cells, schema=schema))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def load(path: Path) -> tuple[Network, dict[str, np.ndarray]]:
    """Open a network and the arrays kept beside it; nothing is read before it is used.

    Raises
    ------
    MissingFileError
        ``network-file-missing``.
    BadInputError
        ``network-file-unreadable`` when it is something else, damaged, or of another version.
    """
    if not path.is_file():
        raise MissingFileError("network-file-missing", file=path.name)
    try:
        reader = pa.ipc.open_file(pa.memory_map(str(path)))
        header = json.loads((reader.schema.metadata or {})[b"maillage"])
        if header["format"] != FORMAT:
            raise BadInputError("network-file-unreadable", file=path.name)
        batch = reader.get_batch(0)
        columns = {name: _values(batch.column(name), header["types"][name]) for name in batch.schema.names}
        about = About(**header["about"])
    except (pa.ArrowException, OSError, KeyError, TypeError, json.JSONDecodeError) as error:
        raise BadInputError("network-file-unreadable", file=path.name) from error
    network = Network(
        **{table: pd.DataFrame(_of(columns, table), copy=False) for table in _TABLES},
        kinds=tuple(header["kinds"]),
        node_kinds=tuple(header["node_kinds"]),
        about=about,
    )
    return network, _of(columns, "arrays")


def _one_cell(values: np.ndarray) -> pa.Array:
    """Put a whole array into the single cell of a column, as a list: columns may then differ in length."""
    flat = values.view(np.uint8) if values.dtype == np.bool_ else values
    return pa.LargeListArray.from_arrays(pa.array([0, flat.size], pa.int64()), pa.array(flat))


def _values(column: pa.Array, dtype: str) -> np.ndarray:
    values: np.ndarray = column.flatten().to_numpy(zero_copy_only=True)
    return values.view(np.bool_) if np.dtype(dtype) == np.bool_ else values


def _of(columns: Mapping[str, np.ndarray], table: str) -> dict[str, np.ndarray]:
    prefix = f"{table}."
    return {name.removeprefix(prefix): values for name, values in columns.items() if name.startswith(prefix)}
