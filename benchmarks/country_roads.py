"""The roads of a country the size of Belgium, in a file of nowhere: how long to build them, in how much memory.

``python benchmarks/country_roads.py FILE.osm.pbf [--segments 12] [--seed 1]`` writes it; then, in a workspace apart,
``/usr/bin/time -v maillage roads build wallonie --pbf FILE.osm.pbf --yes --mode car``.

A grid of crossings fills the rectangle around Belgium, moved at random, joined by streets of three to seven segments,
one in eight left out. Every 8th line of the grid is a tertiary road, every 32nd a secondary one, every 96th a primary
one, every 240th a motorway. One crossing in fifty of the main roads has signals, one street in ten is one way. The same
seed gives the same file, byte for byte. A grid is harder than a real network: see ``synthetic.py``.
"""

import argparse
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np

WEST, SOUTH, EAST, NORTH = 2.5, 49.45, 6.45, 51.55
PER_BLOCK = 8000
LINE_EVERY = ((8, "tertiary"), (32, "secondary"), (96, "primary"), (240, "motorway"))
CLASSES = ("residential", *(name for _, name in LINE_EVERY))
SEGMENTS_LOW, SEGMENTS_HIGH = 3, 7
LEFT_OUT, ONE_WAY, SIGNALS = 0.125, 0.1, 0.02


def varints(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return numbers written in protobuf's base 128, one after the other, and how many bytes each takes."""
    left = numbers.astype(np.uint64)
    size = np.ones(left.size, np.int64)
    for bits in range(7, 64, 7):
        size += left >= (np.uint64(1) << np.uint64(bits))
    ends = np.cumsum(size)
    out = np.zeros(int(ends[-1]) if ends.size else 0, np.uint8)
    starts = ends - size
    for place in range(int(size.max(initial=0))):
        has = size > place
        byte = (left[has] >> np.uint64(7 * place)) & np.uint64(127)
        out[starts[has] + place] = byte | np.where(size[has] > place + 1, 128, 0).astype(np.uint64)
    return out, size


def zigzag(numbers: np.ndarray) -> np.ndarray:
    """Return signed numbers as protobuf's ``sint64``."""
    signed = numbers.astype(np.int64)
    return ((signed << 1) ^ (signed >> 63)).astype(np.uint64)


def packed(numbers: np.ndarray) -> bytes:
    """Return numbers written one after the other."""
    return varints(numbers)[0].tobytes()


def deltas(numbers: np.ndarray) -> bytes:
    """Return numbers as differences, the first from zero."""
    return packed(zigzag(np.diff(numbers, prepend=0)))


def field(number: int, payload: bytes | int) -> bytes:
    """Return one field of a message: a number, or bytes after their length."""
    if isinstance(payload, int):
        return packed(np.array([number << 3, payload]))
    return packed(np.array([number << 3 | 2, len(payload)])) + payload


def write_block(file: BinaryIO, kind: bytes, payload: bytes) -> None:
    """Write one block of the file."""
    blob = field(2, len(payload)) + field(3, zlib.compress(payload, 1))
    header = field(1, kind) + field(3, len(blob))
    file.write(struct.pack(">I", len(header)) + header + blob)


def crossings(across: int, down: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return the degrees of the crossings, row by row, each moved by up to a third of the distance to the next."""
    column, row = np.meshgrid(np.arange(across), np.arange(down))
    moved = random.uniform(-0.35, 0.35, (2, column.size))
    lon = WEST + (column.ravel() + 0.5 + moved[0]) / across * (EAST - WEST)
    lat = SOUTH + (row.ravel() + 0.5 + moved[1]) / down * (NORTH - SOUTH)
    return lon, lat


def streets(across: int, down: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return both crossings of every street, and its class; main roads are never left out."""
    at = np.arange(across * down).reshape(down, across)
    level = np.stack([at[:, :-1].ravel(), at[:, 1:].ravel()])
    upright = np.stack([at[:-1].ravel(), at[1:].ravel()])
    kind = np.concatenate([_class_of(level[0] // across), _class_of(upright[0] % across)])
    ends = np.concatenate([level, upright], axis=1)
    kept = (random.random(kind.size) >= LEFT_OUT) | (kind > 0)
    return ends[0, kept], ends[1, kept], kind[kept]


def _class_of(line: np.ndarray) -> np.ndarray:
    kind = np.zeros(line.size, np.int8)
    for rank, (every, _) in enumerate(LINE_EVERY, start=1):
        kind[line % every == every // 2] = rank
    return kind


def write(path: Path, *, segments: int, seed: int) -> int:
    """Write the file, and return how many segments it has."""
    random = np.random.default_rng(seed)
    mean = (SEGMENTS_LOW + SEGMENTS_HIGH) / 2
    side = int(np.sqrt(segments / mean / 2 / (1 - LEFT_OUT * 0.85)))
    across, down = round(side * 1.13), round(side / 1.13)
    lon, lat = crossings(across, down, random)
    tail, head, kind = streets(across, down, random)
    count = random.integers(SEGMENTS_LOW, SEGMENTS_HIGH + 1, tail.size)
    oneway = (random.random(tail.size) < ONE_WAY) & (kind == 0)
    inner = count - 1
    first = across * down + 1 + np.cumsum(inner) - inner
    of = np.repeat(np.arange(tail.size), inner)
    share = (np.arange(of.size) - np.repeat(np.cumsum(inner) - inner, inner) + 1) / count[of]
    bend = random.normal(0, 0.00015, (2, of.size))
    every_lon = np.concatenate([lon, lon[tail[of]] + share * (lon[head[of]] - lon[tail[of]]) + bend[0]])
    every_lat = np.concatenate([lat, lat[tail[of]] + share * (lat[head[of]] - lat[tail[of]]) + bend[1]])
    main = np.zeros(every_lon.size, np.bool_)
    main[tail[kind > 1]] = True
    signals = main & (random.random(main.size) < SIGNALS)
    with path.open("wb") as file:
        write_block(file, b"OSMHeader", field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes"))
        for begin in range(0, every_lon.size, PER_BLOCK):
            rows = slice(begin, begin + PER_BLOCK)
            write_block(file, b"OSMData", _nodes(begin + 1, every_lon[rows], every_lat[rows], signals[rows]))
        for payload in _ways(np.stack([tail + 1, head + 1]), first, inner, kind, oneway):
            write_block(file, b"OSMData", payload)
    return int(count.sum())


def _nodes(first: int, lon: np.ndarray, lat: np.ndarray, signals: np.ndarray) -> bytes:
    texts = field(1, b"".join(field(1, text) for text in (b"", b"highway", b"traffic_signals")))
    dense = field(1, deltas(np.arange(first, first + lon.size)))
    dense += field(8, deltas(np.round(lat * 1e7))) + field(9, deltas(np.round(lon * 1e7)))
    words = b"".join(b"\x01\x02\x00" if signal else b"\x00" for signal in signals.tolist())
    return texts + field(2, field(2, dense + field(10, words)))


def _ways(
    ends: np.ndarray, first: np.ndarray, inner: np.ndarray, kind: np.ndarray, oneway: np.ndarray
) -> Iterator[bytes]:
    words = [b"", b"highway", b"oneway", b"yes", *(name.encode() for name in CLASSES)]
    texts = field(1, b"".join(field(1, word) for word in words))
    tags = [
        [field(2, b"\x01") + field(3, bytes([4 + at])), field(2, b"\x01\x02") + field(3, bytes([4 + at, 3]))]
        for at in range(len(CLASSES))
    ]
    for begin in range(0, inner.size, PER_BLOCK):
        rows = slice(begin, begin + PER_BLOCK)
        sizes = inner[rows] + 2
        starts = np.cumsum(sizes) - sizes
        steps = np.ones(int(sizes.sum()), np.int64)
        steps[starts] = ends[0, rows]
        steps[starts + 1] = first[rows] - ends[0, rows]
        steps[starts + sizes - 1] = ends[1, rows] - (first[rows] + inner[rows] - 1)
        coded, lengths = varints(zigzag(steps))
        stops = np.cumsum(np.add.reduceat(lengths, starts))
        content, before = coded.tobytes(), 0
        group = []
        numbers = range(begin + 1, begin + 1 + sizes.size)
        both = zip(numbers, kind[rows].tolist(), oneway[rows].tolist(), stops.tolist(), strict=True)
        for number, rank, way, end in both:
            refs = content[before:end]
            before = end
            message = field(1, number) + tags[rank][way] + b"\x42" + bytes([len(refs)]) + refs
            group.append(field(3, message))
        yield texts + field(2, b"".join(group))


def main() -> None:
    """Write the file that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--segments", type=float, default=12.0, help="in millions")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{write(given.file, segments=round(given.segments * 1e6), seed=given.seed):,} segments")


if __name__ == "__main__":
    main()
