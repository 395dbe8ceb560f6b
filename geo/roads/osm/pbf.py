"""Reading ``.osm.pbf`` files with DuckDB: the roads of a region in a second, of a country in minutes."""

# ruff: noqa: S608  (the queries are put together from constants)

import hashlib
import itertools
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pandas as pd
import shapely

from geo.errors import BadInputError, MissingFileError
from geo.roads.osm.degree_grid import DegreeGrid, clipped
from geo.roads.osm.kinds import kinds_of
from geo.roads.osm.raw import NODE_HIGHWAYS, NODE_KEYS, WAY_KEYS, RawRoads, elsewhere, read_restrictions, require_roads
from geo.workspace.store import spatial_connection

_MAX_HEADER_BYTES = 64 * 1024
_MAX_BLOB_BYTES = 32 * 1024 * 1024
_XML_STARTS = (b"<?xml", b"<osm", b"\xef\xbb\xbf<?xml")


Progress = Callable[[str, float], None]
"""Called with the name of the step that begins and the share done, 0 to 1; it may raise to stop the work."""


def read_pbf(*paths: Path, within: DegreeGrid | None = None, progress: Progress | None = None) -> RawRoads:
    """Read the roads, ferries, turn restrictions and rivers of OpenStreetMap extracts, together.

    What several files hold (the roads that cross a border are in both extracts) counts once, as the first file has it.

    Parameters
    ----------
    paths
        Files in PBF format, as Geofabrik and others publish them.
    within
        Squares that hold a code: only the roads between two points of them are kept. All of them by default.
    progress
        Told of every step.

    Returns
    -------
    RawRoads
        Points without coordinates in the files (outside the extracts) are left out with their segments.

    Raises
    ------
    MissingFileError
        ``roads-file-missing``.
    BadInputError
        ``roads-not-pbf``, ``roads-truncated``, ``roads-damaged`` or ``roads-none``; ``roads-file-twice`` when two files
        are the same; ``roads-elsewhere`` when one has no road ``within``; ``roads-file-adds-nothing`` when one of
        several holds nothing that is needed and that the others lack.
    """
    tell = progress or (lambda _step, _share: None)
    tell("check", 0.0)
    prints: dict[str, Path] = {}
    for path in paths:
        fingerprint = check_pbf(path)
        if fingerprint in prints:
            raise BadInputError("roads-file-twice", file=path.name, other=prints[fingerprint].name)
        prints[fingerprint] = path
    return require_roads(_read(paths, "+".join(prints), within=within, tell=tell))


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


def _read(paths: Sequence[Path], fingerprint: str, *, within: DegreeGrid | None, tell: Progress) -> RawRoads:
    connection = spatial_connection()
    tables: dict[str, Any] = {}
    steps = 2 * len(paths) + 2
    done = itertools.count(1)

    def run(sql: str, file: Path | None = None) -> Any:  # noqa: ANN401
        try:
            return connection.execute(sql, None if file is None else {"file": str(file)})
        except Exception as error:
            name = (file or paths[0]).name
            raise BadInputError("roads-damaged", file=name, reason=str(error).splitlines()[0]) from error

    try:
        run(_ROAD_TABLE)
        run("CREATE TEMP TABLE point (id BIGINT, lon DOUBLE, lat DOUBLE, tags MAP(VARCHAR, VARCHAR))")
        for file in paths:
            tell("read", next(done) / steps)
            run(_INSERT_ROADS if file == paths[0] else f"{_INSERT_ROADS} {_NOT_YET}", file)
        run("CREATE TEMP TABLE used AS SELECT DISTINCT unnest(refs) AS id FROM road WHERE kind <> 'relation'")
        for file in paths:
            tell("read", next(done) / steps)
            added = run(_insert_points(file, within, first=file == paths[0]), file).fetchone()[0]
            if within is not None and not added:
                held = run("SELECT min(lon), min(lat), max(lon), max(lat) FROM ST_ReadOSM($file)", file).fetchone()
                _require_useful(file, held, within.extent, alone=len(paths) == 1)
        run("DROP TABLE used")
        for name, sql in _TABLES.items():
            tables[name] = run(sql).to_arrow_table()
    finally:
        connection.close()
    tell("assemble", next(done) / steps)
    source = " + ".join(path.name for path in paths)
    raw = _assembled(tables, source=source, fingerprint=fingerprint)
    if within is None or raw.segments.empty:
        return raw
    needed = clipped(raw, within)
    if needed.segments.empty:
        raise elsewhere(source, raw.extent, within.extent)
    return needed


def _require_useful(path: Path, held: tuple[float | None, ...], wanted: Sequence[float], *, alone: bool) -> None:
    """Say of a file that gave no point whether it holds another place, or what the other files hold."""
    west, south, east, north = (0.0 if side is None else side for side in held)
    if None not in held and (west > wanted[2] or east < wanted[0] or south > wanted[3] or north < wanted[1]):
        raise elsewhere(path.name, (west, south, east, north), wanted)
    if not alone:
        raise BadInputError("roads-file-adds-nothing", file=path.name)


_SIGNS = ", ".join(f"'{value}'" for value in NODE_HIGHWAYS)
_ROAD_TABLE = (
    "CREATE TEMP TABLE road (kind VARCHAR, id BIGINT, refs BIGINT[], tags MAP(VARCHAR, VARCHAR), ref_roles VARCHAR[], "
    "ref_types VARCHAR[])"
)
_INSERT_ROADS = (
    "INSERT INTO road SELECT CASE WHEN kind = 'way' AND tags['highway'] IS NULL AND tags['route'] IS DISTINCT FROM "
    "'ferry' THEN 'river' ELSE kind::VARCHAR END, id, refs, tags, ref_roles, ref_types::VARCHAR[] "
    "FROM ST_ReadOSM($file) AS read WHERE ((kind = 'way' AND (tags['highway'] IS NOT NULL OR tags['route'] = 'ferry' "
    "OR tags['waterway'] = 'river') AND len(refs) > 1) "
    "OR (kind = 'relation' AND tags['type'] = 'restriction'))"
)
_NOT_YET = (
    "AND NOT EXISTS (SELECT 1 FROM road "
    "WHERE road.id = read.id AND (road.kind = 'relation') = (read.kind::VARCHAR = 'relation'))"
)
_TABLES = {
    "ways": "SELECT id, refs, tags FROM road WHERE kind = 'way' ORDER BY id",
    "rivers": "SELECT id, refs FROM road WHERE kind = 'river' ORDER BY id",
    "nodes": "SELECT id, lon, lat FROM point ORDER BY id",
    "signs": "SELECT id, tags FROM point WHERE tags IS NOT NULL ORDER BY id",
    "relations": "SELECT map_keys(tags) AS keys, map_values(tags) AS texts, refs, ref_roles, ref_types "
    "FROM road WHERE kind = 'relation' ORDER BY id",
}


def _insert_points(path: Path, within: DegreeGrid | None, *, first: bool) -> str:
    # DuckDB 1.5 leaves the ids of plain nodes, written by few programs, coded.
    node_id = "id" if _holds_dense_nodes(path) else "xor(id >> 1, -(id & 1))"
    sql = (
        f"INSERT INTO point SELECT {node_id} AS id, lon, lat, CASE WHEN tags['barrier'] IS NOT NULL "
        f"OR tags['ford'] IS NOT NULL OR tags['railway'] = 'level_crossing' OR tags['highway'] IN ({_SIGNS}) "
        "THEN tags END AS tags "
        f"FROM ST_ReadOSM($file) WHERE kind = 'node' AND {node_id} IN (SELECT id FROM used)"
    )
    if not first:
        sql += f" AND {node_id} NOT IN (SELECT id FROM point)"
    if within is not None:
        west, south, east, north = within.extent
        sql += f" AND lon BETWEEN {west} AND {east} AND lat BETWEEN {south} AND {north}"
    return sql


def _holds_dense_nodes(path: Path) -> bool:
    """Tell whether the first block, the header, says that nodes are dense, as nearly all programs write them."""
    with path.open("rb") as file:
        header = file.read(struct.unpack(">I", file.read(4))[0])
        blob = file.read(_blob_header(header)[1])
    fields = dict(_byte_fields(blob))
    content = fields.get(1) or zlib.decompress(fields.get(3, zlib.compress(b"")))
    return (4, b"DenseNodes") in _byte_fields(content)


def _byte_fields(message: bytes) -> list[tuple[int, bytes]]:
    """Return the fields of a protobuf message that hold bytes, with their numbers."""
    found, at = [], 0
    while at < len(message):
        field, at = _varint(message, at)
        value, at = _varint(message, at)
        if field & 7 == 2:
            found.append((field >> 3, message[at : at + value]))
            at += value
    return found


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
    rivers, nodes, segments = _rivers(tables["rivers"], nodes, segments)
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
        rivers=rivers,
    )


def _rivers(
    ways: Any,  # noqa: ANN401
    nodes: pd.DataFrame,
    segments: pd.DataFrame,
) -> tuple[shapely.Geometry, pd.DataFrame, pd.DataFrame]:
    """Return rivers as lines as long as they can be, and the nodes and segments without the points of rivers alone."""
    ids = nodes["osm_id"].to_numpy()
    _, _, tail, head = _segments(ways, np.zeros(ways.num_rows, np.int32))
    ends = np.stack([_rows_of(tail, ids), _rows_of(head, ids)], axis=1)
    pieces = nodes[["lon", "lat"]].to_numpy()[ends[(ends >= 0).all(axis=1)]]
    rivers = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(pieces)))
    alone = np.zeros(ids.size, np.bool_)
    alone[ends[ends >= 0]] = True
    alone[segments[["tail", "head"]].to_numpy()] = False
    if not alone.any():
        return rivers, nodes, segments
    moved = (np.cumsum(~alone) - 1).astype(np.int32)
    shifted = {end: moved[segments[end].to_numpy()] for end in ("tail", "head")}
    return rivers, nodes[~alone].reset_index(drop=True), segments.assign(**shifted)


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
