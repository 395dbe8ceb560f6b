"""Order of the smallest parts: always the node with the fewest neighbours next.

A part of at most 64 nodes fits in machine words: the neighbours of a node are the bits of one word, and those outside
the part, which are eliminated later, the bits of another.
"""

# ruff: noqa: PLR0917 (compiled functions know no keyword-only parameters)
import numpy as np

from geo.routing.jit import kernel, subkernel

WORD = 64


@kernel
def order_leaf(
    pointer: np.ndarray, head: np.ndarray, nodes: np.ndarray, part: np.ndarray, place: np.ndarray, name: int
) -> None:
    """Sort the nodes of a part by least degree, in place.

    Parameters
    ----------
    pointer, head
        The graph, undirected, in compressed rows.
    nodes
        int32, shape (at most 64,): the nodes of the part; sorted on return.
    part
        int32: ``name`` for these nodes, another value for all others.
    place
        int32, shape (nodes of the graph,): scratch.
    name
        Of the part.
    """
    size = nodes.size
    given = nodes.copy()
    for i in range(size):
        place[given[i]] = i
    inside = np.zeros(size, np.uint64)
    outside = np.zeros(size, np.uint64)
    _set_neighbours(pointer, head, given, part, place, name, inside, outside)
    left = np.ones(size, np.bool_)
    for turn in range(size):
        best, fewest = 0, 3 * WORD
        for i in range(size):
            if left[i]:
                degree = _count(inside[i]) + _count(outside[i])
                if degree < fewest:
                    best, fewest = i, degree
        nodes[turn] = given[best]
        left[best] = False
        gone = np.uint64(1) << np.uint64(best)
        for i in range(size):
            if left[i] and inside[i] & gone:  # a neighbour takes over the neighbours
                itself = np.uint64(1) << np.uint64(i)
                inside[i] = (inside[i] | inside[best]) & ~(gone | itself)
                outside[i] |= outside[best]


@subkernel
def _set_neighbours(
    pointer: np.ndarray,
    head: np.ndarray,
    given: np.ndarray,
    part: np.ndarray,
    place: np.ndarray,
    name: int,
    inside: np.ndarray,
    outside: np.ndarray,
) -> None:
    beyond = np.empty(WORD, np.int32)  # nodes outside met so far; after 64, others are not counted
    n_beyond = 0
    for i in range(given.size):
        for slot in range(pointer[given[i]], pointer[given[i] + 1]):
            other = head[slot]
            if part[other] == name:
                inside[i] |= np.uint64(1) << np.uint64(place[other])
                continue
            bit = 0
            while bit < n_beyond and beyond[bit] != other:
                bit += 1
            if bit == n_beyond and n_beyond < WORD:
                beyond[bit] = other
                n_beyond += 1
            if bit < WORD:
                outside[i] |= np.uint64(1) << np.uint64(bit)


@subkernel
def _count(bits: np.uint64) -> int:
    """Count the bits that are set."""
    pairs = bits - ((bits >> np.uint64(1)) & np.uint64(0x5555555555555555))
    fours = (pairs & np.uint64(0x3333333333333333)) + ((pairs >> np.uint64(2)) & np.uint64(0x3333333333333333))
    eights = (fours + (fours >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((eights * np.uint64(0x0101010101010101)) >> np.uint64(56))
