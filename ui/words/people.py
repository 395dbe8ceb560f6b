"""Births, or inhabitants where no birth is published: what the zones of a table are counted by."""

from collections.abc import Iterable
from typing import Literal

import pandas as pd

from ui.texts import Texts
from ui.words.table_columns import Field

People = Literal["births", "population"]
"""The name of what is counted, which is that of its column."""


def people_counted(births: Iterable[float | None], population: Iterable[float | None]) -> People:
    """Return births where some are known, else inhabitants where some are: a column of unknown helps nobody."""
    known = any(pd.notna(value) for value in births)
    return "births" if known or all(pd.isna(value) for value in population) else "population"


def people_field(people: People, texts: Texts) -> Field:
    """Return the column of what is counted."""
    hint = texts("glossary-births") if people == "births" else ""
    return Field(people, texts(f"column-{people}"), "count", hint)
