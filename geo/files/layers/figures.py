"""Counts of a layer file: numbers, unknown where they are confidential or missing, never zero in their place."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.issues import Findings, Unread
from geo.files.numbers import read_coordinate, read_number, says_unknown

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
    values, problems = _numbers(cells, counts=True)
    for rule in ("layer-not-a-number", "layer-number-ambiguous"):
        at = np.flatnonzero(problems == rule)
        findings.add_lines(rule, rows[at].tolist(), cells.iloc[at].astype("str").tolist(), column=column)
    hidden = values < 0
    if not pd.api.types.is_numeric_dtype(cells):
        hidden |= cells.astype("str").str.strip().str.casefold().isin(_HIDDEN_WORDS).to_numpy()
    if flags is not None:
        said, _ = _numbers(flags, counts=True)
        hidden |= np.nan_to_num(said) != 0
    return Counts(np.where(hidden, np.nan, values), hidden)


def read_coordinates(
    cells: pd.Series, *, rows: NDArray[np.int64], column: str, findings: Findings
) -> NDArray[np.float64]:
    """Return coordinates, in degrees or metres, NaN where the cell is empty (findings ``layer-bad-coordinate``)."""
    values, problems = _numbers(cells, counts=False)
    at = np.flatnonzero(problems != "")
    findings.add_lines("layer-bad-coordinate", rows[at].tolist(), cells.iloc[at].astype("str").tolist(), column=column)
    return values


def _numbers(cells: pd.Series, *, counts: bool) -> tuple[NDArray[np.float64], NDArray[np.str_]]:
    """Return numbers, NaN where there is none, and for each cell the rule that it breaks (empty when none)."""
    if pd.api.types.is_numeric_dtype(cells):
        values = cells.to_numpy(np.float64, na_value=np.nan)
        return np.where(np.isfinite(values), values, np.nan), np.full(len(cells), "", dtype="U32")
    texts = cells.astype("str").str.strip()
    texts = texts.where(cells.notna(), "")
    values = np.array(pd.to_numeric(texts, errors="coerce"), dtype=np.float64)
    rules = np.full(len(texts), "", dtype="U32")
    plain = np.isfinite(values)
    if counts:  # what a point means in a count depends on the rest of the column
        plain &= ~texts.str.contains(".", regex=False).to_numpy(bool)
    rest = np.flatnonzero(~plain)
    known, places = np.unique(texts.iloc[rest].to_numpy(dtype="U"), return_inverse=True)
    point_is_decimal = any(len(match[1]) != 3 for text in known if (match := _POINT.fullmatch(text)))
    read = [_number(str(text), counts=counts, point_is_decimal=point_is_decimal) for text in known]
    values[rest] = np.array([np.nan if isinstance(number, str) else number for number in read])[places]
    rules[rest] = np.array([number if isinstance(number, str) else "" for number in read], dtype="U32")[places]
    return values, rules


def _number(text: str, *, counts: bool, point_is_decimal: bool) -> float | str:
    """Return a number, NaN for an unknown, or the rule that the text breaks."""
    if text == "" or says_unknown(text) or (counts and text.casefold() in _HIDDEN_WORDS):
        return float("nan")
    if not counts or (point_is_decimal and _POINT.fullmatch(text)):
        number = read_coordinate(text)
        return "layer-bad-coordinate" if isinstance(number, Unread) else number
    sign = -1.0 if text[0] in "-−" else 1.0
    read = read_number(text.lstrip("-−"), maximum=float("inf"))
    if isinstance(read, Unread):
        return "layer-number-ambiguous" if read.rule == "number-ambiguous" else "layer-not-a-number"
    return sign * read
