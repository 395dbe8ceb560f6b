"""Which columns of a file of boundaries hold the codes and the names of the zones."""

from collections.abc import Sequence

import pandas as pd

from geo.files.cells import cell_text
from geo.files.names import name_key

_CODES = (
    "code; insee; code insee; insee com; codgeo; nis; cd munty refnis; refnis; ins; zone id; id; ref; code commune; "
    "code com; com"
)
_NAMES = (
    "nom; nom fr; name; libelle; libgeo; nom com; nom commune; nom m; name fr; tx munty descr fr; commune; label; "
    "naam; nom officiel"
)
_MOST = 0.9
"""Share of the rows that hold another value than all others in a column of codes or of names."""


def zone_columns(table: pd.DataFrame, *, code: str | None, name: str | None) -> tuple[str | None, str | None]:
    """Return the headers of the codes and of the names: as named, else as usually written, else as they look.

    Parameters
    ----------
    table
        The columns of the file, without its shapes.
    code, name
        Headers that the user names.
    """
    headers = [str(header) for header in table.columns]
    codes = _column(headers, code, _CODES)
    if codes is None and code is None:
        codes = next((header for header in headers if _looks_like_codes(table[header])), None)
    names = _column(headers, name, _NAMES)
    if names is None and name is None:
        names = next((header for header in headers if header != codes and _looks_like_names(table[header])), None)
    return codes, names


def text_of(cell: object) -> str:
    """Return what a cell of a table of shapes holds, as text."""
    return "" if cell is None or cell != cell else cell_text(cell).strip()  # type: ignore[arg-type]  # noqa: PLR0124


def code_text(cell: object) -> str:
    """Return the code of a cell, without the decimal that a column with gaps gives it."""
    return text_of(cell).removesuffix(".0")


def _column(headers: Sequence[str], wanted: str | None, known: str) -> str | None:
    if wanted is not None:
        return next((header for header in headers if name_key(header) == name_key(wanted)), None)
    by_key = {name_key(header.replace("_", " ")): header for header in headers}
    return next((by_key[key] for key in map(str.strip, known.split(";")) if key in by_key), None)


def _looks_like_codes(cells: pd.Series) -> bool:
    """Tell whether a column holds another code, with a figure in it and no space, on nearly every row."""
    texts = cells.map(code_text)
    return bool(texts.nunique() >= _MOST * len(texts) and texts.str.fullmatch(r"\S*\d\S*").all())


def _looks_like_names(cells: pd.Series) -> bool:
    """Tell whether a column holds another word, with letters in it, on nearly every row."""
    texts = cells.map(text_of)
    return bool(texts.nunique() >= _MOST * len(texts) and texts.str.contains(r"[^\W\d_]{2}").all())
