"""Compressed sparse rows: the one layout in which graphs are kept.

A graph of ``n`` nodes is a ``pointer`` of ``n + 1`` positions and an array ``head``: the neighbours of ``v`` are
``head[pointer[v]:pointer[v + 1]]``, in increasing order.
"""

import numpy as np

from geo.routing.jit import kernel, subkernel


@subkernel
def sort_edges(tail: np.ndarray, head: np.ndarray, n_nodes: int) -> np.ndarray:
    """Order edges by tail, then by head, then as given: two stable counting sorts.

    Parameters
    ----------
    tail, head
        int32, shape (edges,), values in ``[0, n_nodes)``.
    n_nodes
        Number of nodes.

    Returns
    -------
    numpy.ndarray
        int32, shape (edges,): the edge that stands at each position of the sorted list.
    """
    as_given = np.empty(head.size, np.int32)
    for edge in range(head.size):
        as_given[edge] = edge
    by_head = _counting_sort(head, as_given, n_nodes)
    return _counting_sort(tail, by_head, n_nodes)


@subkernel
def _counting_sort(key: np.ndarray, items: np.ndarray, n_keys: int) -> np.ndarray:
    start = np.zeros(n_keys + 1, np.int64)
    for item in items:
        start[key[item] + 1] += 1
    for value in range(n_keys):
        start[value + 1] += start[value]
    ordered = np.empty(items.size, np.int32)
    for item in items:
        ordered[start[key[item]]] = item
        start[key[item]] += 1
    return ordered


@kernel
def merge_edges(tail: np.ndarray, head: np.ndarray, n_nodes: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Put edges into compressed rows, parallel edges sharing one slot, loops left out.

    Parameters
    ----------
    tail, head
        int32, shape (edges,).
    n_nodes
        Number of nodes.

    Returns
    -------
    tuple of numpy.ndarray
        ``pointer`` int32 (n_nodes + 1,), ``head`` int32 (slots,), and the slot of each edge given, int32 (edges,),
        -1 for a loop.
    """
    ordered = sort_edges(tail, head, n_nodes)
    pointer = np.zeros(n_nodes + 1, np.int32)
    merged = np.empty(tail.size, np.int32)
    slot = np.empty(tail.size, np.int32)
    count = 0
    last = -1
    for edge in ordered:
        if tail[edge] == head[edge]:
            slot[edge] = -1
            continue
        if last < 0 or tail[edge] != tail[last] or head[edge] != head[last]:
            merged[count] = head[edge]
            pointer[tail[edge] + 1] += 1
            count += 1
            last = edge
        slot[edge] = count - 1
    for node in range(n_nodes):
        pointer[node + 1] += pointer[node]
    return pointer, merged[:count].copy(), slot


@kernel
def transpose(pointer: np.ndarray, head: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Turn every edge around.

    Parameters
    ----------
    pointer, head
        A graph in compressed rows.

    Returns
    -------
    tuple of numpy.ndarray
        ``pointer`` int32 of the reversed graph, and the slot that each reversed edge had, int32 (slots,): the
        reversed rows list tails in increasing order.
    """
    n_nodes = pointer.size - 1
    reverse_pointer = np.zeros(n_nodes + 1, np.int32)
    for node in head:
        reverse_pointer[node + 1] += 1
    for node in range(n_nodes):
        reverse_pointer[node + 1] += reverse_pointer[node]
    fill = reverse_pointer.copy()
    slots = np.empty(head.size, np.int32)
    for slot in range(head.size):
        node = head[slot]
        slots[fill[node]] = slot
        fill[node] += 1
    return reverse_pointer, slots


def rows_of(pointer: np.ndarray) -> np.ndarray:
    """Row of each slot of a compressed graph.

    Parameters
    ----------
    pointer
        int, shape (nodes + 1,).

    Returns
    -------
    numpy.ndarray
        int32, shape (slots,).
    """
    return np.repeat(np.arange(pointer.size - 1, dtype=np.int32), np.diff(pointer))
