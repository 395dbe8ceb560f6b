"""Numbers on the command line: finite, within limits, and refused in a sentence that names the option."""

import math
from datetime import date

import click

from geo.errors import BadInputError

MOST = 1e15
"""No option takes a number larger than this, in either direction: nothing that is counted here is as many."""


class Number(click.ParamType[float]):
    """A finite number: above ``above``, between ``low`` and ``high``, both included, where these are given."""

    name = "number"

    def __init__(self, *, above: float = -math.inf, low: float = -MOST, high: float = MOST) -> None:
        self.above, self.low, self.high = above, low, high

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number.

        Raises
        ------
        BadInputError
            ``option-number``, ``option-above``, ``option-low``, ``option-high``.
        """
        del ctx
        option = "" if param is None else param.opts[0]
        number = self._read(str(value), option)
        limits = {"option": option, "value": str(value)}
        if not number > self.above:
            raise BadInputError("option-above", **limits, above=self.above)
        if number < self.low:
            raise BadInputError("option-low", **limits, low=self.low)
        if number > self.high:
            raise BadInputError("option-high", **limits, high=self.high)
        return number

    def _read(self, written: str, option: str) -> float:
        try:
            number = float(written.replace(",", "."))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise BadInputError("option-number", option=option, value=written)
        return number


class Whole(Number):
    """A whole number, with the limits of :class:`Number`; raises ``option-whole`` for any other."""

    name = "integer"

    def _read(self, written: str, option: str) -> int:
        try:
            return int(written)
        except ValueError as error:
            raise BadInputError("option-whole", option=option, value=written) from error


class Day(click.ParamType[date]):
    """A day written ``YYYY-MM-DD`` or ``DD/MM/YYYY``."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day.

        Raises
        ------
        BadInputError
            ``option-day``.
        """
        del ctx
        text = str(value)
        try:
            return date.fromisoformat("-".join(reversed(text.split("/"))) if "/" in text else text)
        except ValueError as error:
            option = "" if param is None else param.opts[0]
            raise BadInputError("option-day", option=option, value=text) from error
