"""Arrays in one file that opens at once: they are mapped into memory, not read.

Layout: eight bytes of magic, the length of the heading as eight bytes, a sum over all that follows as eight bytes, the
heading (JSON: values; name, type, shape and offset of each array; size of the arrays), then the arrays, each on a
boundary of 64 bytes. The sum is checked at every opening, about a second for a gigabyte: one wrong index in an array
would otherwise lead the compiled kernels out of it. Files of the first layout have no sum.
"""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from geo.errors import BadInputError, MissingFileError

MAGIC = b"MAILROU2"
FIRST_MAGIC = b"MAILROUT"
BOUNDARY = 64


def write(path: Path, arrays: dict[str, np.ndarray], values: dict[str, Any]) -> None:
    """Write arrays and values to a file, as it goes: who wants it whole or not at all gives a file to put in place.

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
    heading += b" " * (-(len(MAGIC) + 16 + len(heading)) % BOUNDARY)
    with path.open("wb") as file:
        file.write(MAGIC + len(heading).to_bytes(8, "little") + bytes(8))
        total = 0
        for piece in _pieces(heading, arrays):
            file.write(piece)
            total = zlib.crc32(piece, total)
        file.seek(len(MAGIC) + 8)
        file.write(total.to_bytes(8, "little"))


def _pieces(heading: bytes, arrays: dict[str, np.ndarray]) -> Iterator[memoryview | bytes]:
    yield heading
    for array in arrays.values():
        if array.nbytes:
            yield np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
            yield bytes(-array.nbytes % BOUNDARY)


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
        if len(start) < len(MAGIC) + 8 or not start.startswith((MAGIC, FIRST_MAGIC)):
            raise BadInputError("not-a-routing-file", path=str(path))
        total = None if start.startswith(FIRST_MAGIC) else file.read(8)
        begin = file.tell()
        body = begin + int.from_bytes(start[len(MAGIC) :], "little")
        heading = _heading(file.read(body - begin) if body <= path.stat().st_size else b"")
    if heading is None or path.stat().st_size != body + heading["size"]:
        raise BadInputError("damaged-routing-file", path=str(path))
    mapped = np.asarray(np.memmap(path, np.uint8, mode="r"))
    if total is not None and zlib.crc32(mapped[begin:].data).to_bytes(8, "little") != total:
        raise BadInputError("damaged-routing-file", path=str(path))
    try:
        arrays = {name: _array(mapped, body, entry) for name, entry in heading["arrays"].items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadInputError("damaged-routing-file", path=str(path)) from error
    return arrays, heading["values"]


def _heading(text: bytes) -> dict[str, Any] | None:
    try:
        heading = json.loads(text)
    except (ValueError, RecursionError):
        return None
    whole = isinstance(heading, dict) and {"values", "arrays", "size"} <= heading.keys()
    return heading if whole and isinstance(heading["size"], int) else None


def _array(mapped: np.ndarray, body: int, entry: dict[str, Any]) -> np.ndarray:
    dtype = np.dtype(entry["dtype"])
    begin = body + entry["offset"]
    size = int(np.prod(entry["shape"], dtype=np.int64)) * dtype.itemsize
    array: np.ndarray = mapped[begin : begin + size].view(dtype).reshape(entry["shape"])
    return array
