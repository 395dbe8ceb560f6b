"""How many examples a property is tried on: a third in every run, all of them by ``nox -s deep``."""

import os
from typing import Any

from hypothesis import settings

DEEP = bool(os.environ.get("MAILLAGE_DEEP"))
FEWEST = 20
"""Fewer would let through what a property is there to catch."""


def tries(examples: int, **more: Any) -> settings:
    """Return the settings of a property that deserves so many examples."""
    return settings(max_examples=examples if DEEP else max(examples // 3, min(examples, FEWEST)), **more)


def some(seeds: range) -> range:
    """Return every third of many seeds: the others are tried by ``nox -s deep``."""
    return seeds if DEEP else seeds[::3]
