"""Counts of a layer file: numbers, unknown where they are confidential or missing, never zero in their place."""

import re
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.issues import Findings, Unread
from geo.files.numbers import read_column, read_coordinate, read_decimal, read_number, says_unknown

_HIDDEN_WORDS = frozenset({":", ":c", "c", "s", "conf", "confidentiel", "confidential", "secret"})
_POINT = re.compile(r"\d+\.(\d+)")


@dataclass(frozen=True)
class Counts:
    """One column of counts.

    ``values`` are zero or more, NaN where unknown; ``hidden`` marks those that the publisher keeps confidential (a
    negative number, a flag or a word that says so).
    """

    values: NDArray[np.float64]
    hidden: NDArray[np.bool_]


def read_counts(
    cells: pd.Series, *, rows: NDArray[np.int64], flags: pd.Series | None, column: str, findings: Findings
) -> Counts:
    """Return the counts of a column.

    A negative number, a flag that is not zero, a word such as ``:`` or ``c`` mean *confidential*; an empty cell or a
    word such as ``?`` means *unknown*. Neither is zero.

    Parameters
    ----------
    cells
        The column, as texts or numbers.
    rows
        Line of each cell in the file.
    flags
        Column that says which cells are confidential, if the file has one.
    column
        Header, for the findings ``layer-not-a-number`` and ``layer-number-ambiguous``.
    """
    values, problems = _numbers(cells)
    for rule in ("layer-not-a-number", "layer-number-ambiguous"):
        at = np.flatnonzero(problems == rule)
        findings.add_lines(rule, rows[at].tolist(), cells.iloc[at].astype("str").tolist(), column=column)
    hidden = values < 0
    if not pd.api.types.is_numeric_dtype(cells):
        hidden |= cells.astype("str").str.strip().str.casefold().isin(_HIDDEN_WORDS).to_numpy()
    if flags is not None:
        said, _ = _numbers(flags)
        hidden |= np.nan_to_num(said) != 0
    return Counts(np.where(hidden, np.nan, values), hidden)


def read_coordinates(
    cells: pd.Series, *, rows: NDArray[np.int64], column: str, findings: Findings
) -> NDArray[np.float64]:
    """Return coordinates, in degrees or metres, NaN where the cell is empty (findings ``layer-bad-coordinate``)."""
    values, problems = read_column(cells, _coordinate)
    at = np.flatnonzero(problems != "")
    findings.add_lines("layer-bad-coordinate", rows[at].tolist(), cells.iloc[at].astype("str").tolist(), column=column)
    return values


def _numbers(cells: pd.Series) -> tuple[NDArray[np.float64], NDArray[np.object_]]:
    """Return counts, NaN where unknown, and for each cell the rule that it breaks (empty when none)."""
    if pd.api.types.is_numeric_dtype(cells):
        return read_column(cells, _count)
    texts = cells.astype("str")  # what a point means in a count depends on the rest of the column
    with_point = texts.str.contains(".", regex=False).to_numpy(bool)
    points = (_POINT.fullmatch(text.strip()) for text in texts[with_point].unique())
    decimal = any(len(match[1]) != 3 for match in points if match)
    return read_column(cells, partial(_count, point_is_decimal=decimal), plain=~with_point)


def _count(text: str, *, point_is_decimal: bool = False) -> float | Unread:
    """Return a number, NaN for an unknown, or the rule that the text breaks."""
    if text == "" or says_unknown(text) or text.casefold() in _HIDDEN_WORDS:
        return float("nan")
    if point_is_decimal and _POINT.fullmatch(text):
        return read_decimal(text)
    sign = -1.0 if text[0] in "-−" else 1.0
    read = read_number(text.lstrip("-−"), maximum=float("inf"))
    if isinstance(read, Unread):
        return Unread("layer-number-ambiguous" if read.rule == "number-ambiguous" else "layer-not-a-number")
    return sign * read


def _coordinate(text: str) -> float | Unread:
    return float("nan") if text == "" or says_unknown(text) else read_coordinate(text)
