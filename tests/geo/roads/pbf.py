"""A writer of tiny ``.osm.pbf`` files: one header block, one data block, written plainly (fileformat.proto)."""

import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Tags = Mapping[str, str]
Node = tuple[int, float, float, Tags]
Way = tuple[int, Sequence[int], Tags]
Relation = tuple[int, Sequence[tuple[str, str, int]], Tags]
_TYPES = {"node": 0, "way": 1, "relation": 2}


def varint(number: int) -> bytes:
    out = bytearray()
    while True:
        out.append(number & 127 | (128 if number > 127 else 0))
        number >>= 7
        if not number:
            return bytes(out)


def signed(number: int) -> int:
    return number * 2 if number >= 0 else -number * 2 - 1


def field(number: int, payload: bytes | int) -> bytes:
    if isinstance(payload, int):
        return varint(number << 3) + varint(payload)
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def packed(numbers: Sequence[int]) -> bytes:
    return b"".join(map(varint, numbers))


def deltas(numbers: Sequence[int]) -> bytes:
    return packed([signed(now - before) for before, now in zip([0, *numbers], numbers, strict=False)])


def block(kind: bytes, payload: bytes) -> bytes:
    blob = field(2, len(payload)) + field(3, zlib.compress(payload))
    header = field(1, kind) + field(3, len(blob))
    return struct.pack(">I", len(header)) + header + blob


def write_pbf(
    path: Path, nodes: Sequence[Node], ways: Sequence[Way], relations: Sequence[Relation] = (), *, dense: bool = True
) -> Path:
    texts = [b""]

    def text(value: str) -> int:
        coded = value.encode()
        if coded not in texts:
            texts.append(coded)
        return texts.index(coded)

    def tagged(tags: Tags) -> bytes:
        return field(2, packed([text(key) for key in tags])) + field(3, packed([text(tags[key]) for key in tags]))

    groups = _dense_nodes(nodes, text) if dense else _plain_nodes(nodes, tagged)
    for number, refs, tags in ways:
        groups += field(2, field(3, field(1, number) + tagged(tags) + field(8, deltas(refs))))
    for number, members, tags in relations:
        message = field(1, number) + tagged(tags) + field(8, packed([text(role) for role, _, _ in members]))
        message += field(9, deltas([ref for _, _, ref in members]))
        message += field(10, packed([_TYPES[kind] for _, kind, _ in members]))
        groups += field(2, field(4, message))
    strings = field(1, b"".join(field(1, value) for value in texts))
    header = field(4, b"OsmSchema-V0.6") + (field(4, b"DenseNodes") if dense else b"")
    path.write_bytes(block(b"OSMHeader", header) + block(b"OSMData", strings + groups))
    return path


def _dense_nodes(nodes: Sequence[Node], text: Callable[[str], int]) -> bytes:
    message = field(1, deltas([number for number, _, _, _ in nodes]))
    message += field(8, deltas([round(lat * 1e7) for _, _, lat, _ in nodes]))
    message += field(9, deltas([round(lon * 1e7) for _, lon, _, _ in nodes]))
    words = [[*(text(word) for pair in tags.items() for word in pair), 0] for _, _, _, tags in nodes]
    return field(2, field(2, message + field(10, packed([word for row in words for word in row]))))


def _plain_nodes(nodes: Sequence[Node], tagged: Callable[[Tags], bytes]) -> bytes:
    groups = b""
    for number, lon, lat, tags in nodes:
        message = field(1, signed(number)) + tagged(tags)
        message += field(8, signed(round(lat * 1e7))) + field(9, signed(round(lon * 1e7)))
        groups += field(2, field(1, message))
    return groups
