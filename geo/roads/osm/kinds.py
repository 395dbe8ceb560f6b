"""Distinct combinations of tags: a map has millions of ways and a few thousand kinds of them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SHIFT_1, _SHIFT_2 = np.uint64(30), np.uint64(27)


def kinds_of(tags: pa.MapArray, keys: Sequence[str]) -> tuple[np.ndarray, tuple[dict[str, str], ...]]:
    """Find the distinct combinations of some tags, and number them.

    Combinations are told apart by the sum of 64-bit hashes of their tags: with a hundred thousand of them, the chance
    of confusing two is below one in a billion.

    Parameters
    ----------
    tags
        Tags of each object, none of them null, whole (not a slice).
    keys
        Tags that count; the others are ignored.

    Returns
    -------
    tuple
        Kind of each object, int32; and the tags of each kind, in the order of ``keys``. Kinds are numbered as they
        first appear.
    """
    if not len(tags):
        return np.zeros(0, np.int32), ()
    wanted = pc.is_in(tags.keys, value_set=pa.array(list(keys))).to_numpy(zero_copy_only=False)
    pair = np.where(wanted, _mixed(_hashes(tags.keys) * _MIX_1 + _hashes(tags.items)), np.uint64(0))
    ends = np.concatenate([[np.uint64(0)], np.cumsum(pair)])
    bounds = tags.offsets.to_numpy()
    total = ends[bounds[1:]] - ends[bounds[:-1]]
    _, first, kind = np.unique(total, return_index=True, return_inverse=True)
    order = np.argsort(first)
    renumbered = np.empty(order.size, np.int32)
    renumbered[order] = np.arange(order.size)
    records = tags.take(pa.array(first[order])).to_pylist()
    return renumbered[kind], tuple(_chosen(dict(record), keys) for record in records)


def _chosen(tags: dict[str, str], keys: Sequence[str]) -> dict[str, str]:
    return {key: tags[key] for key in keys if key in tags}


def _hashes(texts: pa.Array) -> np.ndarray:
    """Return a hash of each text, the same on every machine."""
    coded = texts.dictionary_encode()
    words = pd.util.hash_array(np.asarray(coded.dictionary.to_pylist(), dtype=object), categorize=False)
    hashes: np.ndarray = words[coded.indices.to_numpy()]
    return hashes


def _mixed(values: np.ndarray) -> np.ndarray:
    """Spread the bits, so that sums of hashes of different tags do not meet."""
    values = (values ^ (values >> _SHIFT_1)) * _MIX_1
    values = (values ^ (values >> _SHIFT_2)) * _MIX_2
    mixed: np.ndarray = values ^ (values >> _SHIFT_1)
    return mixed
