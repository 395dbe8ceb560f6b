"""What a road network is: two tables, the points that bend its streets, and what is to be said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

WAITS = (
    "",
    "signals",
    "stop",
    "give_way",
    "yield",
    "junction",
    "roundabout",
    "crossing",
    "level_crossing",
    "toll",
    "gate",
    "ferry",
)
"""Reasons to wait at the end of a street; a street holds the position of its reason in this list."""

CONNECTOR = -1
"""Kind of the streets without length that stand for what a turn restriction leaves open."""


@dataclass(frozen=True)
class About:
    """Where a network comes from and what was left out.

    ``report`` counts: ``raw_nodes``, ``raw_segments``, ``streets``, ``length_km``, ``left_aside_share`` (of the
    length, 0 to 1), ``left_aside_parts``, ``second_part_share``, ``restrictions_read``, ``restrictions_applied``,
    ``restrictions_ignored`` (by a street, at some hours, or incomplete: not read), ``margin_km`` (around the
    territory; absent when the whole file was read). ``left_aside`` tells the longest parts that were left: ``way``,
    ``highway``, ``km``, ``lon``, ``lat``, ``why``.
    """

    mode: str
    country: str
    source: str
    inputs_hash: str
    profile_hash: str
    report: Mapping[str, float] = field(default_factory=dict)
    left_aside: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Arcs:
    """The directed graph of a network, as the engine takes it: parallel arcs and loops are still there.

    ``tail`` and ``head`` are int32 nodes, ``seconds`` float64; ``edge`` is the street, ``backward`` whether the arc
    goes against its drawing. All of shape (arcs,).
    """

    tail: np.ndarray
    head: np.ndarray
    seconds: np.ndarray
    edge: np.ndarray
    backward: np.ndarray


@dataclass(frozen=True)
class Network:
    """Streets between junctions.

    Attributes
    ----------
    nodes
        ``osm_id``, ``lon``, ``lat`` (EPSG:4326), ``sign`` (row in ``node_kinds``, -1 without). A junction under a
        turn restriction has several rows at the same position.
    edges
        One row per street, whatever its directions: ``tail``, ``head`` (nodes where its drawing starts and ends),
        ``forward_from``, ``forward_to``, ``backward_from``, ``backward_to`` (nodes between which one travels; they
        differ from ``tail`` and ``head`` only under turn restrictions), ``kind`` (row in ``kinds``; -1 for a
        connector without length), ``town``, ``length_m``, ``forward_kph``, ``backward_kph`` (km/h, NaN where the
        mode may not go), ``fixed_speed`` (a ferry with its duration), ``forward_wait``, ``backward_wait``
        (positions in ``WAITS``, at the end of the street), ``forward_s``, ``backward_s`` (seconds with the wait,
        NaN where closed), ``snappable``, ``first_way``, ``last_way``, ``shape_start``, ``shape_count`` (rows of
        ``shape`` strictly between its ends).
    shape
        ``lon``, ``lat`` of the points that bend streets, in drawing order.
    kinds, node_kinds
        Distinct combinations of tags of ways and of points.
    about
        Where it comes from.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    shape: pd.DataFrame
    kinds: tuple[Mapping[str, str], ...]
    node_kinds: tuple[Mapping[str, str], ...]
    about: About

    @property
    def n_nodes(self) -> int:
        """Number of nodes of the directed graph."""
        return len(self.nodes)

    def arcs(self) -> Arcs:
        """Return the directed graph: forward arcs first, then backward ones, in the order of the streets."""
        forward = self.edges["forward_s"].to_numpy()
        backward = self.edges["backward_s"].to_numpy()
        ahead, back = np.flatnonzero(~np.isnan(forward)), np.flatnonzero(~np.isnan(backward))

        def both(ahead_column: str, back_column: str) -> np.ndarray:
            return np.concatenate(
                [self.edges[ahead_column].to_numpy()[ahead], self.edges[back_column].to_numpy()[back]]
            )

        return Arcs(
            tail=both("forward_from", "backward_from"),
            head=both("forward_to", "backward_to"),
            seconds=both("forward_s", "backward_s"),
            edge=np.concatenate([ahead, back]).astype(np.int32),
            backward=np.repeat([False, True], [ahead.size, back.size]),
        )

    def with_edges(self, edges: pd.DataFrame) -> "Network":
        """Return the same network with other streets."""
        return replace(self, edges=edges)

    def reported(self, **counts: float) -> "Network":
        """Return the same network with more to say of it."""
        return replace(self, about=replace(self.about, report={**self.about.report, **counts}))


def compacted(network: Network, keep_edges: np.ndarray) -> Network:
    """Return the network with some streets only, and only the nodes that they use, renumbered in order.

    Parameters
    ----------
    network
        Any network.
    keep_edges
        bool, shape (streets,).
    """
    edges = network.edges[keep_edges].reset_index(drop=True)
    columns = ["tail", "head", "forward_from", "forward_to", "backward_from", "backward_to"]
    used = np.zeros(network.n_nodes, np.bool_)
    for column in columns:
        used[edges[column].to_numpy()] = True
    new = (np.cumsum(used) - 1).astype(np.int32)
    edges = edges.assign(**{column: new[edges[column].to_numpy()] for column in columns})
    shape, start = _kept_shape(network.shape, edges)
    return replace(
        network, nodes=network.nodes[used].reset_index(drop=True), edges=edges.assign(shape_start=start), shape=shape
    )


def ragged_rows(start: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Return the rows ``start[i], start[i] + 1, …`` (``count[i]`` of them) of every street, one after the other."""
    ends = np.cumsum(count)
    if not ends.size or ends[-1] == 0:
        return np.zeros(0, np.int64)
    rows: np.ndarray = np.arange(ends[-1]) + np.repeat(start - (ends - count), count)
    return rows


def _kept_shape(shape: pd.DataFrame, edges: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    count = edges["shape_count"].to_numpy().astype(np.int64)
    rows = ragged_rows(edges["shape_start"].to_numpy(), count)
    return shape.iloc[rows].reset_index(drop=True), np.cumsum(count) - count
