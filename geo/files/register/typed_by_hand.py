"""What a user types about one actor, read by the rules of a file: one line of cells in, values and issues out."""

from collections.abc import Mapping

from geo.files.cells import Cell
from geo.files.issues import Issue
from geo.files.register.columns import COLUMNS, Headers
from geo.files.register.context import RegisterContext
from geo.files.register.line_rules import Guide, Record, read_entry
from geo.files.register.rows import Row

_TYPED = 1
"""The number of the only line."""

_HEADERS = Headers(
    {column: place for place, column in enumerate(COLUMNS)}, dict(zip(COLUMNS, COLUMNS, strict=True)), len(COLUMNS)
)


class TypedRows:
    """The rules of a register file, ready to read lines one at a time.

    Parameters
    ----------
    context
        What the words typed refer to.
    """

    def __init__(self, context: RegisterContext) -> None:
        self.context = context
        self._guide = Guide.of(context)

    def read(self, cells: Mapping[str, Cell]) -> tuple[Record, list[Issue]]:
        """Return every column of the register that a line gives, and what is wrong or was assumed.

        Parameters
        ----------
        cells
            Column of :data:`geo.files.register.COLUMNS` → cell; an absent or empty one is blank.

        Returns
        -------
        tuple
            Column → value (``None`` when blank or refused), and issues whose ``column`` is the column's code.
        """
        row = Row(_TYPED, tuple(cells.get(column) for column in COLUMNS), _HEADERS)
        entry = read_entry(row, self._guide)
        return {**entry.actor, **entry.service}, row.issues
