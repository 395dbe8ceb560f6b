"""The columns of a table shown to people."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A column: its title with the unit, how its cells are written, and what hovering the title says.

    ``written`` is ``text``, ``count``, ``amount``, ``fraction`` (an amount of a unit that divides), ``decimal``,
    ``ratio``, ``percent``, ``minutes``, ``apart`` (a difference of minutes) or ``day``; ``width`` is in pixels, as
    wide as its cells when None.

    ``sense`` names the column of the frame that says of each cell what is known of it (`analysis.records.bounds`), or
    is itself what is known of all of them; exact when empty.
    """

    name: str
    title: str
    written: str = "text"
    hint: str = ""
    width: int | None = None
    sense: str = ""
