"""Arrays in one file that opens at once: they are mapped into memory, not read.

Layout: eight bytes of magic, the length of the heading as eight bytes, the heading (JSON: values; name, type, shape
and offset of each array; size of the file), then the arrays, each on a boundary of 64 bytes.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from geo.errors import BadInputError, MissingFileError

MAGIC = b"MAILROUT"
BOUNDARY = 64


def write(path: Path, arrays: dict[str, np.ndarray], values: dict[str, Any]) -> None:
    """Write arrays and values to a file; the file appears whole or not at all.

    Parameters
    ----------
    path
        The file, replaced if it exists.
    arrays
        Contiguous arrays, by name.
    values
        Anything JSON can hold.
    """
    offset = 0
    entries = {}
    for name, array in arrays.items():
        entries[name] = {"dtype": array.dtype.str, "shape": array.shape, "offset": offset}
        offset += -(-array.nbytes // BOUNDARY) * BOUNDARY
    heading = json.dumps({"values": values, "arrays": entries, "size": offset}).encode()
    heading += b" " * (-(len(MAGIC) + 8 + len(heading)) % BOUNDARY)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(MAGIC + len(heading).to_bytes(8, "little") + heading)
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(b"\0" * (-array.nbytes % BOUNDARY))
    part.replace(path)


def read(path: Path) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """Open a file written by :func:`write`.

    Parameters
    ----------
    path
        The file; it must stay as it is while the arrays are in use.

    Returns
    -------
    tuple
        The arrays by name, read-only and mapped from the file; and the values.

    Raises
    ------
    MissingFileError
        ``missing-routing-file``.
    BadInputError
        ``not-a-routing-file`` or ``damaged-routing-file``.
    """
    if not path.is_file():
        raise MissingFileError("missing-routing-file", path=str(path))
    with path.open("rb") as file:
        start = file.read(len(MAGIC) + 8)
        if len(start) < len(MAGIC) + 8 or not start.startswith(MAGIC):
            raise BadInputError("not-a-routing-file", path=str(path))
        length = int.from_bytes(start[len(MAGIC) :], "little")
        body = len(start) + length
        heading = _heading(file.read(length) if body <= path.stat().st_size else b"")
    if heading is None or path.stat().st_size != body + heading["size"]:
        raise BadInputError("damaged-routing-file", path=str(path))
    mapped = np.asarray(np.memmap(path, np.uint8, mode="r"))
    return {name: _array(mapped, body, entry) for name, entry in heading["arrays"].items()}, heading["values"]


def _heading(text: bytes) -> dict[str, Any] | None:
    try:
        heading = json.loads(text)
    except ValueError:
        return None
    return heading if isinstance(heading, dict) and {"values", "arrays", "size"} <= heading.keys() else None


def _array(mapped: np.ndarray, body: int, entry: dict[str, Any]) -> np.ndarray:
    dtype = np.dtype(entry["dtype"])
    begin = body + entry["offset"]
    size = int(np.prod(entry["shape"], dtype=np.int64)) * dtype.itemsize
    array: np.ndarray = mapped[begin : begin + size].view(dtype).reshape(entry["shape"])
    return array
