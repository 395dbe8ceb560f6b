"""The columns of a table shown to people."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A column: its title with the unit, how its cells are written, and what hovering the title says.

    ``written`` is ``text``, ``count``, ``amount``, ``fraction`` (an amount of a unit that divides), ``decimal``,
    ``ratio``, ``percent``, ``minutes`` or ``apart`` (a difference of minutes); ``width`` is in pixels, as wide as its
    cells when None.
    """

    name: str
    title: str
    written: str = "text"
    hint: str = ""
    width: int | None = None
