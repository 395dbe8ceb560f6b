"""The path that is followed where nobody chose one."""

from collections.abc import Sequence

import pandas as pd

_STEPS = ("hopital", "one-consultation-enfants", "saf", "planning-familial", "maison-de-naissance", "pmi")
FEW = 4
"""A kind with fewer actors of a known place says little of a path."""
_FIRST_STEPS = 3


def usual_steps(sizes: pd.Series, kinds: Sequence[str]) -> list[str]:
    """Return the kinds that a path goes through where nobody chose them.

    Parameters
    ----------
    sizes
        How many actors of each kind count and have a known place, by kind.
    kinds
        All of these kinds; the first are taken where none of the usual ones has enough actors.
    """
    return [kind for kind in _STEPS if sizes.get(kind, 0) >= FEW][:_FIRST_STEPS] or list(kinds)[:_FIRST_STEPS]
