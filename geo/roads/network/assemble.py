"""From raw roads to a network of segments: those that the mode may use, with their length and speed."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.errors import BadInputError
from geo.roads.network.measure import built_up, segment_m
from geo.roads.network.model import About, Network
from geo.roads.osm import RawRoads
from geo.roads.profile import Profile, SpeedLimits
from geo.roads.profile.access import stops_at

_SLOWEST_FERRY_KPH = 1.0


def assemble(raw: RawRoads, passage: pd.DataFrame, *, profile: Profile, limits: SpeedLimits, country: str) -> Network:
    """Return every segment that the mode may use, as a street of its own; nothing is merged yet.

    Points that stop the mode (bollards, private gates) become dead ends on both sides. ``passage`` says how the
    mode passes on each kind of way: see ``geo.roads.profile.passages``.

    Raises
    ------
    BadInputError
        ``roads-none-usable`` when the mode may use none.
    """
    kind_kph = passage[["forward_kph", "backward_kph", "forward_urban_kph", "backward_urban_kph"]].to_numpy()
    usable_kind = ~np.isnan(kind_kph).all(axis=1)
    segments = raw.segments
    kept = usable_kind[segments["kind"].to_numpy()] & (segments["tail"] != segments["head"]).to_numpy()
    segments = segments[kept].reset_index(drop=True)
    if segments.empty:
        raise BadInputError("roads-none-usable", file=raw.source, mode=profile.mode)
    nodes, tail, head = _cut_at_barriers(raw, segments, profile)
    lon, lat = nodes["lon"].to_numpy(), nodes["lat"].to_numpy()
    kind = segments["kind"].to_numpy()
    length_m = segment_m(lon, lat, tail, head)
    middle = (lon[tail] + lon[head]) / 2, (lat[tail] + lat[head]) / 2
    town = passage["legal"].to_numpy()[kind] & _in_town(
        middle, length_m, passage, raw.way_kinds, kind=kind, limits=limits
    )
    forward_kph = np.where(town, kind_kph[kind, 2], kind_kph[kind, 0])
    backward_kph = np.where(town, kind_kph[kind, 3], kind_kph[kind, 1])
    way = segments["way_id"].to_numpy()
    duration_s, ferry = passage["duration_s"].to_numpy()[kind], passage["ferry"].to_numpy()[kind]
    ferry_kph = _ferry_kph(way, length_m, np.where(ferry, duration_s, np.nan), ferry=ferry, profile=profile)
    timed_ferry = ~np.isnan(ferry_kph)
    edges = pd.DataFrame(
        {
            **dict.fromkeys(("tail", "forward_from", "backward_to"), tail),
            **dict.fromkeys(("head", "forward_to", "backward_from"), head),
            "kind": kind,
            "town": town,
            "length_m": length_m,
            "forward_kph": np.where(timed_ferry & ~np.isnan(forward_kph), ferry_kph, forward_kph),
            "backward_kph": np.where(timed_ferry & ~np.isnan(backward_kph), ferry_kph, backward_kph),
            "fixed_speed": timed_ferry,
            "forward_wait": np.zeros(kind.size, np.int8),
            "backward_wait": np.zeros(kind.size, np.int8),
            "forward_s": np.nan,
            "backward_s": np.nan,
            "snappable": passage["snappable"].to_numpy()[kind],
            "first_way": way,
            "last_way": way,
            "shape_start": np.zeros(kind.size, np.int64),
            "shape_count": np.zeros(kind.size, np.int32),
        }
    )
    about = About(
        mode=profile.mode,
        country=country,
        source=raw.source,
        inputs_hash=raw.fingerprint,
        profile_hash=profile.fingerprint(),
        report={"raw_nodes": len(nodes), "raw_segments": len(edges)},
    )
    shape = pd.DataFrame({"lon": np.zeros(0), "lat": np.zeros(0)})
    return Network(nodes, edges, shape, kinds=raw.way_kinds, node_kinds=raw.node_kinds, about=about)


def fastest_parallel(network: Network) -> Network:
    """Keep, of segments drawn several times between the same two points, the fastest in each direction."""
    edges = network.edges
    tail, head = edges["tail"].to_numpy(), edges["head"].to_numpy()
    low, high = np.minimum(tail, head), np.maximum(tail, head)
    straight = tail < head
    order = np.lexsort((high, low))
    same = (low[order][1:] == low[order][:-1]) & (high[order][1:] == high[order][:-1])
    if not same.any():
        return network
    doubled = np.zeros(len(edges), np.bool_)
    doubled[order[1:][same]] = doubled[order[:-1][same]] = True
    several = order[doubled[order]]
    _, pair = np.unique(np.stack([low, high])[:, several], axis=1, return_inverse=True)
    forward, backward = (edges[f"{way}_kph"].to_numpy(copy=True) for way in ("forward", "backward"))
    up = np.where(straight, forward, backward)[several]
    down = np.where(straight, backward, forward)[several]
    up, down = _only_fastest(pair, up), _only_fastest(pair, down)
    forward[several] = np.where(straight[several], up, down)
    backward[several] = np.where(straight[several], down, up)
    still = ~(np.isnan(forward) & np.isnan(backward))
    edges = edges.assign(forward_kph=forward, backward_kph=backward)
    return network.with_edges(edges[still].reset_index(drop=True))


def _only_fastest(pair: np.ndarray, kph: np.ndarray) -> np.ndarray:
    """Set to NaN all speeds but the highest of each pair; the first wins a tie."""
    order = np.lexsort((np.arange(kph.size), -np.nan_to_num(kph), pair))
    first = np.ones(kph.size, np.bool_)
    first[1:] = pair[order][1:] != pair[order][:-1]
    kept = np.zeros(kph.size, np.bool_)
    kept[order[first]] = True
    return np.where(kept, kph, np.nan)


def _cut_at_barriers(
    raw: RawRoads, segments: pd.DataFrame, profile: Profile
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Keep the points in use; give every segment that touches a barrier a dead end of its own."""
    ends = np.stack([segments["tail"].to_numpy(), segments["head"].to_numpy()], axis=1)
    used = np.zeros(len(raw.nodes), np.bool_)
    used[ends] = True
    new = (np.cumsum(used) - 1).astype(np.int32)
    ends = new[ends]
    nodes = raw.nodes[used].reset_index(drop=True).rename(columns={"kind": "sign"})
    stops = np.array([stops_at(tags, profile) for tags in raw.node_kinds] + [False])
    cut = stops[nodes["sign"].to_numpy()][ends]
    extra = ends[cut]
    ends[cut] = len(nodes) + np.arange(extra.size, dtype=np.int32)
    nodes = pd.concat([nodes, nodes.iloc[extra].assign(sign=np.int32(-1))], ignore_index=True)
    return nodes, ends[:, 0].copy(), ends[:, 1].copy()


def _in_town(
    middle: tuple[np.ndarray, np.ndarray],
    length_m: np.ndarray,
    passage: pd.DataFrame,
    way_kinds: tuple[Mapping[str, str], ...],
    *,
    kind: np.ndarray,
    limits: SpeedLimits,
) -> np.ndarray:
    """Return what the tags say; where they say nothing, whether the place is built up."""
    inhabited = np.array([tags.get("highway") in limits.built_up_classes for tags in way_kinds])[kind]
    dense = built_up(
        *middle,
        np.where(inhabited, length_m, 0.0),
        cell_m=limits.built_up_cell_m,
        reach_cells=limits.built_up_reach_cells,
        street_m_per_km2=limits.built_up_street_m_per_km2,
    )
    context = passage["context"].to_numpy(dtype=object)[kind]
    return np.where(context == "", dense, context == "urban").astype(np.bool_)


def _ferry_kph(
    way: np.ndarray, length_m: np.ndarray, duration_s: np.ndarray, *, ferry: np.ndarray, profile: Profile
) -> np.ndarray:
    """Speed of ferries in km/h: that of the crossing time when it is written, else by length; NaN elsewhere."""
    crossings = np.flatnonzero(ferry)
    kph = np.full(way.size, np.nan)
    if crossings.size:
        _, crossing = np.unique(way[crossings], return_inverse=True)
        metres = np.bincount(crossing, weights=length_m[crossings])[crossing]
        seconds = duration_s[crossings]
        usual = np.where(metres >= profile.ferry_long_m, profile.ferry_long_kph, profile.ferry_kph)
        written = np.maximum(metres / np.where(seconds > 0, seconds, np.nan) * 3.6, _SLOWEST_FERRY_KPH)
        kph[crossings] = np.where(seconds > 0, written, usual)
    return kph
