"""Reading through OSMnx: ``.osm`` and ``.graphml`` files, and the Overpass service when the user asks for it."""

import bz2
import gzip
import hashlib
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse
from xml.sax import SAXParseException

import numpy as np
import pandas as pd
from pyproj import CRS
from shapely import MultiPolygon, Polygon

from geo.errors import BadInputError, MaillageError, MissingFileError
from geo.roads.osm.raw import (
    NODE_HIGHWAYS,
    NODE_KEYS,
    WAY_KEYS,
    RawRoads,
    no_restrictions,
    read_restrictions,
    require_roads,
)

_REVERSED = frozenset({"-1", "reverse", "T"})
_PATIENCE_S = 10.0
_NOT_ROADS = "abandoned|construction|no|planned|platform|proposed|raceway|razed"


def read_osm_xml(path: Path) -> RawRoads:
    """Read a small extract in OSM XML (``.osm``, also ``.osm.gz`` and ``.osm.bz2``) through OSMnx.

    Raises
    ------
    MissingFileError
        ``roads-file-missing``.
    BadInputError
        ``roads-not-osm``, ``roads-truncated``, ``roads-cut-at-border`` when ways name points that the file lacks,
        ``roads-damaged`` or ``roads-none``.
    """
    _require_file(path)
    with _open(path) as file:
        if not file.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            raise BadInputError("roads-not-osm", file=path.name)
    import osmnx  # noqa: PLC0415  (a second to import, and only these files need it)

    try:
        with _settings(osmnx), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            graph = osmnx.graph_from_xml(path, simplify=False, retain_all=True)
        restrictions, ignored = read_restrictions(_xml_restrictions(path))
    except (ParseError, SAXParseException) as error:
        cut = "no element found" in str(error) or "unclosed" in str(error)
        raise BadInputError("roads-truncated" if cut else "roads-not-osm", file=path.name) from error
    except osmnx._errors.InsufficientResponseError as error:  # noqa: SLF001  (OSMnx has no public name for it)
        raise BadInputError("roads-none", file=path.name) from error
    except (ValueError, KeyError, EOFError, OSError) as error:
        if "missing nodes" in str(error):
            raise BadInputError("roads-cut-at-border", file=path.name) from error
        raise BadInputError("roads-damaged", file=path.name, reason=str(error)) from error
    edges = [(_in_way_order(tail, head, tags), tags) for tail, head, tags in graph.edges(data=True)]
    raw = _raw(graph.nodes(data=True), edges, restrictions=restrictions, source=path.name, fingerprint=_hash(path))
    return replace(raw, restrictions_ignored=ignored)


def read_graphml(path: Path) -> RawRoads:
    """Read a graph that OSMnx saved (``.graphml``), simplified or not, in degrees or projected. No turn restriction.

    Raises
    ------
    MissingFileError
        ``roads-file-missing``.
    BadInputError
        ``roads-not-graphml``, ``roads-without-speeds`` when no edge has a class or a limit, or ``roads-none``.
    """
    _require_file(path)
    import osmnx  # noqa: PLC0415

    try:
        graph = osmnx.load_graphml(path, edge_dtypes={"oneway": str})
        if _in_a_plane(graph):
            graph = osmnx.project_graph(graph, to_latlong=True)
        nodes = {node: dict(tags) for node, tags in graph.nodes(data=True)}
        located = all({"x", "y"} <= set(tags) for tags in nodes.values())
    except Exception as error:  # any text can be in the file: networkx raises whatever its parsing meets
        raise BadInputError("roads-not-graphml", file=path.name) from error
    if not located:
        raise BadInputError("roads-not-graphml", file=path.name)
    edges = list(_streets(graph, nodes))
    if edges and not any("highway" in tags or "maxspeed" in tags for _, tags in edges):
        raise BadInputError("roads-without-speeds", file=path.name)
    for _, tags in edges:
        tags.setdefault("highway", "road")
    return _raw(nodes.items(), edges, restrictions=no_restrictions(), source=path.name, fingerprint=_hash(path))


def read_overpass(area: Polygon | MultiPolygon, *, classes: Iterable[str], cache: Path) -> RawRoads:
    """Ask the Overpass service for the roads of an area, through OSMnx. It gives no turn restriction.

    Parameters
    ----------
    area
        In EPSG:4326.
    classes
        Values of ``highway`` to ask for.
    cache
        Folder that keeps the answers, so that the same question is not asked twice.

    Raises
    ------
    MaillageError
        ``roads-unreachable`` when the service cannot be reached, ``roads-download-failed`` when it refuses.
    BadInputError
        ``roads-none`` when the area has no road.
    """
    import osmnx  # noqa: PLC0415
    import requests  # noqa: PLC0415

    wanted = "|".join(sorted(classes))
    filters = [f'["highway"~"^({wanted})$"]["highway"!~"^({_NOT_ROADS})$"]', '["route"="ferry"]']
    try:
        with _settings(osmnx, cache=cache, waits=_answers(f"{osmnx.settings.overpass_url.rstrip('/')}/status")):
            graph = osmnx.graph_from_polygon(
                area, simplify=False, retain_all=True, truncate_by_edge=True, custom_filter=filters
            )
    except osmnx._errors.InsufficientResponseError as error:  # noqa: SLF001
        raise BadInputError("roads-none", file="Overpass") from error
    except (requests.ConnectionError, requests.Timeout) as error:
        raise MaillageError("roads-unreachable", service=osmnx.settings.overpass_url) from error
    except (requests.RequestException, osmnx._errors.ResponseStatusCodeError, OSError) as error:  # noqa: SLF001
        raise MaillageError("roads-download-failed", reason=str(error)) from error
    except ValueError as error:  # OSMnx: nothing left inside the area
        raise BadInputError("roads-none", file="Overpass") from error
    edges = [(_in_way_order(tail, head, tags), tags) for tail, head, tags in graph.edges(data=True)]
    return _raw(graph.nodes(data=True), edges, restrictions=no_restrictions(), source="Overpass")


def _answers(address: str) -> bool:
    """Tell whether a service answers at all."""
    import requests  # noqa: PLC0415

    try:
        requests.get(address, timeout=_PATIENCE_S)
    except requests.RequestException:
        return False
    return True


@contextmanager
def _settings(osmnx: Any, *, cache: Path | None = None, waits: bool = True) -> Iterator[None]:  # noqa: ANN401
    """Have OSMnx keep the tags that profiles read and the drawing order of ways; then put its settings back.

    Without ``waits``, it does not ask the service when to come back: where there is no network, that takes a minute.
    """
    wanted = {
        "useful_tags_way": list(WAY_KEYS),
        "useful_tags_node": list(NODE_KEYS),
        "all_oneway": True,
        "use_cache": cache is not None,
        "cache_folder": cache or osmnx.settings.cache_folder,
        "overpass_rate_limit": waits,
    }
    before = {name: getattr(osmnx.settings, name) for name in wanted}
    for name, value in wanted.items():
        setattr(osmnx.settings, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(osmnx.settings, name, value)


def _in_way_order(tail: int, head: int, tags: Mapping[str, Any]) -> tuple[int, int]:
    """Give back the order in which a way is drawn: OSMnx turns ways tagged ``oneway=-1`` around."""
    return (head, tail) if tags.get("oneway") in _REVERSED else (tail, head)


def _in_a_plane(graph: Any) -> bool:  # noqa: ANN401
    """Whether a graph says that its points are in a projected system."""
    stated = graph.graph.get("crs")
    return bool(stated) and CRS.from_user_input(stated).is_projected


def _streets(graph: Any, nodes: dict[int, dict[str, Any]]) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:  # noqa: ANN401
    """Yield every segment of a saved graph once, with its tags; curves become points with negative numbers."""
    pairs = {(tail, head, _ways(tags)) for tail, head, tags in graph.edges(data=True)}
    for tail, head, tags in graph.edges(data=True):
        oneway = str(_first(tags.get("oneway"))).lower() in {"true", "yes", "1", "-1"}
        two_way = not oneway and (head, tail, _ways(tags)) in pairs
        if two_way and tail > head:
            continue
        kept = {key: _text(key, tags[key]) for key in WAY_KEYS if key in tags}
        kept["oneway"] = "no" if two_way else "yes"
        kept["osmid"] = _first(tags.get("osmid", 0))
        line = [tail]
        for lon, lat in list(tags["geometry"].coords)[1:-1] if "geometry" in tags else []:
            line.append(-1 - len(nodes))
            nodes[line[-1]] = {"x": lon, "y": lat}
        line.append(head)
        for pair in pairwise(line):
            yield pair, kept


def _ways(tags: Mapping[str, Any]) -> frozenset[Any]:
    ways = tags.get("osmid", 0)
    return frozenset(ways if isinstance(ways, list) else [ways])


def _first(value: Any) -> Any:  # noqa: ANN401
    return value[0] if isinstance(value, list) else value


def _text(key: str, value: Any) -> str:  # noqa: ANN401
    """Return a tag as text; of several limits the lowest will be read, of several classes the first."""
    if isinstance(value, list):
        return ";".join(map(str, value)) if key.startswith("maxspeed") else str(value[0])
    return str(value)


def _raw(
    nodes: Iterable[tuple[int, Mapping[str, Any]]],
    edges: list[tuple[tuple[int, int], dict[str, Any]]],
    *,
    restrictions: pd.DataFrame,
    source: str,
    fingerprint: str | None = None,
) -> RawRoads:
    roads = [(tail, head, tags) for (tail, head), tags in edges if "highway" in tags or tags.get("route") == "ferry"]
    used = {node for tail, head, _ in roads for node in (tail, head)}
    points = sorted((node, tags) for node, tags in nodes if node in used)
    row = {node: at for at, (node, _) in enumerate(points)}
    way_kinds: dict[tuple[tuple[str, str], ...], int] = {}
    node_kinds: dict[tuple[tuple[str, str], ...], int] = {}
    segments = pd.DataFrame(
        {
            "way_id": np.array([_first(tags.get("osmid", 0)) for _, _, tags in roads], np.int64),
            "kind": np.array([_kind(tags, WAY_KEYS, way_kinds) for _, _, tags in roads], np.int32),
            "tail": np.array([row[tail] for tail, _, _ in roads], np.int32),
            "head": np.array([row[head] for _, head, _ in roads], np.int32),
        }
    )
    frame = pd.DataFrame(
        {
            "osm_id": np.array([node for node, _ in points], np.int64),
            "lon": np.array([tags["x"] for _, tags in points], np.float64),
            "lat": np.array([tags["y"] for _, tags in points], np.float64),
            "kind": np.array(
                [_kind(tags, NODE_KEYS, node_kinds) if _is_sign(tags) else -1 for _, tags in points], np.int32
            ),
        }
    )
    return require_roads(
        RawRoads(
            nodes=frame,
            segments=segments,
            way_kinds=tuple(dict(kind) for kind in way_kinds),
            node_kinds=tuple(dict(kind) for kind in node_kinds),
            restrictions=restrictions,
            source=source,
            fingerprint=fingerprint or _content_hash(frame, segments, list(way_kinds)),
        )
    )


def _kind(tags: Mapping[str, Any], keys: Iterable[str], kinds: dict[tuple[tuple[str, str], ...], int]) -> int:
    return kinds.setdefault(tuple((key, str(tags[key])) for key in keys if key in tags), len(kinds))


def _is_sign(tags: Mapping[str, Any]) -> bool:
    return (
        "barrier" in tags
        or "ford" in tags
        or tags.get("railway") == "level_crossing"
        or tags.get("highway") in NODE_HIGHWAYS
    )


def _xml_restrictions(path: Path) -> Iterator[tuple[dict[str, str], list[tuple[str, str, int]]]]:
    """Yield the tags and members of every restriction of an OSM XML file, which OSMnx leaves out."""
    with _open(path) as file:
        for _, element in iterparse(file):  # noqa: S314  (expat refuses entity bombs; the file is the user's own)
            if element.tag == "relation":
                tags = {tag.get("k", ""): tag.get("v", "") for tag in element.iter("tag")}
                members = [
                    (member.get("role", ""), member.get("type", ""), int(member.get("ref", "0")))
                    for member in element.iter("member")
                ]
                if tags.get("type") == "restriction":
                    yield tags, members
            if element.tag in {"node", "way", "relation"}:
                element.clear()


def _open(path: Path) -> Any:  # noqa: ANN401
    if path.suffix == ".bz2":
        return bz2.open(path)
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")


def _require_file(path: Path) -> None:
    if not path.is_file():
        raise MissingFileError("roads-file-missing", file=path.name)


def _content_hash(nodes: pd.DataFrame, segments: pd.DataFrame, kinds: list[tuple[tuple[str, str], ...]]) -> str:
    digest = hashlib.sha256(repr(kinds).encode())
    for table in (nodes, segments):
        digest.update(pd.util.hash_pandas_object(table, index=False).to_numpy().tobytes())
    return digest.hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
