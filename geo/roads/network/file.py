"""A network as one file, in Arrow's own format: mapped into memory, it opens without being copied.

Sixty-four bytes come before: a mark and a sum over all that follows, checked at every opening, because Arrow trusts the
places that a file gives for its arrays. Files of the first version are Arrow's alone.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.errors import BadInputError, MissingFileError
from geo.files.atomic import atomic_path
from geo.roads.network.model import About, Network

FORMAT = "maillage-roads-1"
MARK = b"MAILROADS-SUM-1\n"
_BEFORE = 64
_FIRST_MARK = b"ARROW1"
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
    with atomic_path(path) as temporary:
        with temporary.open("wb") as file:
            summed = _Summed(file)
            file.write(bytes(_BEFORE))
            with pa.PythonFile(summed, mode="w") as sink, pa.ipc.new_file(sink, schema) as writer:
                writer.write_batch(pa.record_batch(cells, schema=schema))
        with temporary.open("r+b") as file:
            file.write(MARK + summed.total.to_bytes(8, "little"))


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
        reader = pa.ipc.open_file(_content(path))
        header = json.loads((reader.schema.metadata or {})[b"maillage"])
        if header["format"] != FORMAT:
            raise BadInputError("network-file-unreadable", file=path.name)
        batch = reader.get_batch(0)
        columns = {name: _values(batch.column(name), header["types"][name]) for name in batch.schema.names}
        about = About(**header["about"] | {"left_aside": tuple(header["about"].get("left_aside", ()))})
    except (pa.ArrowException, OSError, LookupError, TypeError, ValueError, RecursionError) as error:
        if isinstance(error, BadInputError):
            raise
        raise BadInputError("network-file-unreadable", file=path.name) from error
    network = Network(
        **{table: pd.DataFrame(_of(columns, table), copy=False) for table in _TABLES},
        kinds=tuple(header["kinds"]),
        node_kinds=tuple(header["node_kinds"]),
        about=about,
    )
    return network, _of(columns, "arrays")


class _Summed:
    """A file that sums what is written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.total = 0
        self.closed = False

    def write(self, data: bytes) -> int:
        self.total = zlib.crc32(data, self.total)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def tell(self) -> int:
        return self._file.tell() - _BEFORE

    def close(self) -> None:
        self._file.flush()
        self.closed = True


def _content(path: Path) -> pa.Buffer:
    """Return what Arrow reads of a file, once it is known to be what was written."""
    with pa.memory_map(str(path)) as mapped:
        whole = mapped.read_buffer()
    start = whole.slice(0, min(_BEFORE, whole.size)).to_pybytes()
    if start.startswith(_FIRST_MARK):
        return whole
    content = whole.slice(_BEFORE) if whole.size >= _BEFORE else None
    said = int.from_bytes(start[len(MARK) : len(MARK) + 8], "little")
    if content is None or not start.startswith(MARK) or zlib.crc32(content) != said:
        raise BadInputError("network-file-unreadable", file=path.name)
    return content


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
