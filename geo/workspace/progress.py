"""Who is told how long work goes: the key of each step as it starts."""

from collections.abc import Callable

Progress = Callable[[str], None]
"""Told the key of each step as it starts."""
