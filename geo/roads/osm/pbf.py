"""Reading ``.osm.pbf`` files with DuckDB: the roads of a region in a second, of a country in minutes."""

# ruff: noqa: S608  (the queries are put together from constants)

import hashlib
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pandas as pd

from geo.errors import BadInputError, MaillageError, MissingFileError
from geo.roads.osm.kinds import kinds_of
from geo.roads.osm.raw import NODE_HIGHWAYS, NODE_KEYS, WAY_KEYS, RawRoads, read_restrictions, require_roads
from geo.workspace.store import spatial_connection

_MAX_HEADER_BYTES = 64 * 1024
_MAX_BLOB_BYTES = 32 * 1024 * 1024
_XML_STARTS = (b"<?xml", b"<osm", b"\xef\xbb\xbf<?xml")


Progress = Callable[[str, float], None]
"""Called with the name of the step that begins and the share done, 0 to 1; it may raise to stop the work."""


def read_pbf(path: Path, *, progress: Progress | None = None) -> RawRoads:
    """Read the roads, ferries and turn restrictions of an OpenStreetMap extract.

    Parameters
    ----------
    path
        A file in PBF format, as Geofabrik and others publish them.
    progress
        Told of every step.

    Returns
    -------
    RawRoads
        Points without coordinates in the file (outside the extract) are left out with their segments.

    Raises
    ------
    MissingFileError
        ``roads-file-missing``.
    BadInputError
        ``roads-not-pbf``, ``roads-truncated``, ``roads-damaged`` or ``roads-none``.
    """
    tell = progress or (lambda _step, _share: None)
    tell("check", 0.0)
    fingerprint = check_pbf(path)
    raw = _read(path, fingerprint, node_id="id", tell=tell)
    if raw.segments.empty and raw.way_kinds:  # DuckDB 1.5 leaves the ids of plain nodes, written by few programs, coded
        raw = _read(path, fingerprint, node_id="xor(id >> 1, -(id & 1))", tell=tell)
    return require_roads(raw)


def check_pbf(path: Path) -> str:
    """Walk through the blocks of a file, and return the hash of its content.

    Raises
    ------
    MissingFileError
        ``roads-file-missing``.
    BadInputError
        ``roads-not-pbf`` when it is something else, ``roads-truncated`` when the last block is cut.
    """
    if not path.is_file():
        raise MissingFileError("roads-file-missing", file=path.name)
    with path.open("rb") as file:
        if file.read(16).startswith(_XML_STARTS):
            raise BadInputError("roads-is-xml", file=path.name)
        file.seek(0)
        blocks = 0
        while _skip_block(file, path, first=blocks == 0):
            blocks += 1
        if blocks == 0:
            raise BadInputError("roads-not-pbf", file=path.name)
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()


def _skip_block(file: BinaryIO, path: Path, *, first: bool) -> bool:
    """Pass over one block: four bytes of length, a header that says the blob's size, the blob."""
    start = file.read(4)
    if not start:
        return False
    size = struct.unpack(">I", start)[0] if len(start) == 4 else 0
    if first and not 0 < size <= _MAX_HEADER_BYTES:
        raise BadInputError("roads-not-pbf", file=path.name)
    header = file.read(size)
    if len(start) < 4 or len(header) < size:
        raise BadInputError("roads-not-pbf" if first else "roads-truncated", file=path.name)
    kind, blob_bytes = _blob_header(header)
    if first and kind != b"OSMHeader":
        raise BadInputError("roads-not-pbf", file=path.name)
    if kind not in {b"OSMHeader", b"OSMData"} or not 0 < blob_bytes <= _MAX_BLOB_BYTES:
        raise BadInputError("roads-damaged", file=path.name, reason="block header")
    file.seek(blob_bytes - 1, 1)
    if not file.read(1):
        raise BadInputError("roads-truncated", file=path.name)
    return True


def _blob_header(header: bytes) -> tuple[bytes, int]:
    """Return the type and the blob size of a BlobHeader message: fields 1 (text) and 3 (varint) of protobuf."""
    kind, blob_bytes, at = b"", 0, 0
    while at < len(header):
        field, at = _varint(header, at)
        value, at = _varint(header, at)
        if field & 7 == 2:
            kind = header[at : at + value] if field >> 3 == 1 else kind
            at += value
        elif field >> 3 == 3:
            blob_bytes = value
    return kind, blob_bytes


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data):
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            break
    return value, at


def _read(path: Path, fingerprint: str, *, node_id: str, tell: Progress) -> RawRoads:
    connection = spatial_connection()
    steps = _steps(path, node_id)
    tables = {}
    try:
        for number, (name, sql, given) in enumerate(steps):
            tell("read", (number + 1) / (len(steps) + 2))
            tables[name] = connection.execute(sql, given).to_arrow_table()
    except MaillageError:
        raise
    except Exception as error:
        raise BadInputError("roads-damaged", file=path.name, reason=str(error).splitlines()[0]) from error
    finally:
        connection.close()
    tell("assemble", (len(steps) + 1) / (len(steps) + 2))
    return _assembled(tables, source=path.name, fingerprint=fingerprint)


def _steps(path: Path, node_id: str) -> list[tuple[str, str, dict[str, str]]]:
    """Named queries, in order; those that create a table only prepare the next ones."""
    given = {"file": str(path)}
    signs = ", ".join(f"'{value}'" for value in NODE_HIGHWAYS)
    return [
        (
            "make road",
            "CREATE TEMP TABLE road AS SELECT kind, id, refs, tags, ref_roles, ref_types FROM ST_ReadOSM($file) WHERE "
            "(kind = 'way' AND (tags['highway'] IS NOT NULL OR tags['route'] = 'ferry') AND len(refs) > 1) "
            "OR (kind = 'relation' AND tags['type'] = 'restriction')",
            given,
        ),
        ("make used", "CREATE TEMP TABLE used AS SELECT DISTINCT unnest(refs) AS id FROM road WHERE kind = 'way'", {}),
        (
            "make point",
            f"CREATE TEMP TABLE point AS SELECT {node_id} AS id, lon, lat, CASE WHEN tags['barrier'] IS NOT NULL "
            f"OR tags['railway'] = 'level_crossing' OR tags['highway'] IN ({signs}) THEN tags END AS tags "
            f"FROM ST_ReadOSM($file) WHERE kind = 'node' AND {node_id} IN (SELECT id FROM used)",
            given,
        ),
        ("ways", "SELECT id, refs, tags FROM road WHERE kind = 'way' ORDER BY id", {}),
        ("nodes", "SELECT id, lon, lat FROM point ORDER BY id", {}),
        ("signs", "SELECT id, tags FROM point WHERE tags IS NOT NULL ORDER BY id", {}),
        (
            "relations",
            "SELECT map_keys(tags) AS keys, map_values(tags) AS texts, refs, ref_roles, "
            "list_transform(ref_types, lambda part: part::VARCHAR) AS ref_types "
            "FROM road WHERE kind = 'relation' ORDER BY id",
            {},
        ),
    ]


def _assembled(tables: dict[str, Any], *, source: str, fingerprint: str) -> RawRoads:
    ids = tables["nodes"]["id"].to_numpy()
    way_kind, way_kinds = kinds_of(tables["ways"]["tags"].combine_chunks(), WAY_KEYS)
    way_ids, kinds, tail, head = _segments(tables["ways"], way_kind)
    tail_row, head_row = _rows_of(tail, ids), _rows_of(head, ids)
    known = (tail_row >= 0) & (head_row >= 0)
    segments = pd.DataFrame(
        {"way_id": way_ids[known], "kind": kinds[known], "tail": tail_row[known], "head": head_row[known]}
    )
    sign_kind, node_kinds = kinds_of(tables["signs"]["tags"].combine_chunks(), NODE_KEYS)
    kind = np.full(ids.size, -1, np.int32)
    kind[_rows_of(tables["signs"]["id"].to_numpy(), ids)] = sign_kind
    nodes = pd.DataFrame(
        {
            "osm_id": ids,
            "lon": tables["nodes"]["lon"].to_numpy(),
            "lat": tables["nodes"]["lat"].to_numpy(),
            "kind": kind,
        }
    )
    restrictions, ignored = read_restrictions(
        (
            dict(zip(relation["keys"], relation["texts"], strict=True)),
            list(zip(relation["ref_roles"], relation["ref_types"], relation["refs"], strict=True)),
        )
        for relation in tables["relations"].to_pylist()
    )
    return RawRoads(
        nodes=nodes,
        segments=segments,
        way_kinds=way_kinds,
        node_kinds=node_kinds,
        restrictions=restrictions,
        source=source,
        fingerprint=fingerprint,
        restrictions_ignored=ignored,
    )


def _segments(ways: Any, kind: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:  # noqa: ANN401
    """Cut every way into pairs of consecutive points: way id, kind, first and second point, in order."""
    refs = ways["refs"].combine_chunks()
    points = refs.flatten().to_numpy()
    lengths = np.diff(refs.offsets.to_numpy())
    inside = np.ones(max(points.size - 1, 0), np.bool_)
    inside[np.cumsum(lengths)[:-1] - 1] = False
    way_of = np.repeat(np.arange(lengths.size), lengths - 1)
    return ways["id"].to_numpy()[way_of], kind[way_of], points[:-1][inside], points[1:][inside]


def _rows_of(wanted: np.ndarray, sorted_ids: np.ndarray) -> np.ndarray:
    """Row of each id in a sorted array; -1 where it is absent."""
    if sorted_ids.size == 0:
        return np.full(wanted.size, -1, np.int32)
    rows = np.minimum(np.searchsorted(sorted_ids, wanted), sorted_ids.size - 1).astype(np.int32)
    return np.where(sorted_ids[rows] == wanted, rows, np.int32(-1))
