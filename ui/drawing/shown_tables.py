"""Tables: numbers stay numbers, so that they sort; they are written as people write them; they download as they are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, inf
from typing import Any, cast

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from analysis.records.bounds import Sense
from ui.drawing.downloads import downloads, is_missing
from ui.drawing.opening_list import opening_list
from ui.drawing.plain_tables import folded_lines, wide_table
from ui.session.failures import guarded
from ui.session.picked import on_row, pick
from ui.session.shared_results import SharedStore, content_key
from ui.texts import Texts
from ui.words.escape import plain
from ui.words.file_issues import IssueLine, issue_cells
from ui.words.known import bounded_short, share_cell
from ui.words.numbers import FRACTIONS, amount, count, dated, decimal, minutes, minutes_apart, percent
from ui.words.table_columns import Field

Senses = tuple[tuple[str, tuple[str, ...]], ...]
"""By title of a column, what is known of each of its cells."""
_ONE_SIDED = ("at-least", "at-most")
_WRITTEN: SharedStore[Styler] = SharedStore(48)
"""The tables that people select rows of, as they were last written: they are sent again at every gesture."""
_NARROW: SharedStore[str] = SharedStore(96)
"""The same tables as a narrow page shows them."""
_WHOLE: SharedStore[str] = SharedStore(48)
"""Those whose texts are written whole."""
WHOLE_ROWS, WHOLE_TEXTS = 20, 60
"""The most rows of a table of figures, and of one of texts, written whole: a longer one is a grid that sorts."""
_PRINTED: SharedStore[str] = SharedStore(96)
"""The same tables as paper shows them."""
_NARROW_ROWS, _PRINTED_ROWS, _ALIKE_ROWS = 25, 60, 3
MOST_ROWS = 5000
"""Rows of a table in a page: more weigh megabytes in every browser, and nobody reads them."""
_WRAPPED_PX, _TALLEST_PX = 66, 400
"""The least height of a row whose long texts Streamlit writes on several lines, and the most."""
_HEAD_PX, _ROW_PX = 38, 35
"""The height of the titles with the edges of the table, and of a row."""
_LINE_PX, _PADDING_PX, _CHARACTER_PX = 21, 16, 7.2


@dataclass(frozen=True, eq=False)
class ReadyTable:
    """A table that is ready to be shown, to anybody: never to be changed."""

    frame: pd.DataFrame
    fields: Sequence[Field]
    texts: Texts
    name: str
    options: Mapping[str, Any]
    chosen: pd.DataFrame
    """One column per field, by its title."""
    senses: Senses
    same: str
    """What tells it from any other table."""
    alike: str
    """What every row says alike, told once rather than in columns; empty where nothing is."""
    whole: bool
    """Whether it is written with every text whole, each row as high as it needs, rather than as a grid that sorts."""

    @property
    def written(self) -> Styler:
        """The table with what each cell shows."""
        return _WRITTEN.get(
            self.same, lambda: written_cells(self.chosen, self.shown, self.senses, self.texts, name=self.name)
        )

    @property
    def shown(self) -> list[Field]:
        """The fields that have a column."""
        return [field for field in self.fields if field.title in self.chosen.columns]

    def taken_away(self) -> pd.DataFrame:
        """Return the table to download."""
        return taken_away(self.frame, self.fields, self.texts)


def ready_table(
    frame: pd.DataFrame,
    fields: Sequence[Field],
    texts: Texts,
    *,
    name: str,
    height: int | None = None,
    wrapped: bool = False,
    whole: int = 0,
    once: Sequence[str] = (),
) -> ReadyTable:
    """Return a table ready to be shown; arguments as :func:`show_table`.

    With at most ``whole`` rows and a text longer than its column, the table is written with every text whole.
    ``once`` names columns that are told in a line rather than shown where every row says the same, and that have no
    place where none says anything. Beyond
    :data:`MOST_ROWS` the first rows are shown, which is said; the file to download has them all.
    """
    same_told = {field.name: _said_alike(frame, field, texts) for field in fields if field.name in once}
    alike = [(field, same_told[field.name]) for field in fields if same_told.get(field.name)]
    silent = {name for name in same_told if len(frame) and set(frame[name]) == {""}}
    shown = [field for field in fields if not same_told.get(field.name) and field.name not in silent]
    first = frame.head(MOST_ROWS)
    chosen = pd.DataFrame(dict(enumerate(first[field.name].array for field in shown)), copy=False)
    chosen.columns = pd.Index([field.title for field in shown], dtype="object")
    senses = tuple((field.title, _senses(first, field)) for field in shown if field.sense)
    options: dict[str, Any] = {"height": height} if height else {}
    if wrapped:
        options["row_height"] = _tallest(chosen, shown)
    if height:
        # A height of one's own is filled with empty rows where the rows are few.
        options["height"] = min(height, _HEAD_PX + len(chosen) * options.get("row_height", _ROW_PX))
    titled: dict[str, list[str]] = {}
    for field, cell in alike:
        titled.setdefault(cell, []).append(field.title)
    told = " · ".join(texts("table-titled", titles=", ".join(titles), cell=cell) for cell, titles in titled.items())
    said = texts("table-alike", said=told) if told else ""
    if len(frame) > len(first):
        cut = texts("table-cut", shown=len(first), rows=len(frame))
        said = f"{cut} {said}".rstrip()
    same = content_key(chosen, tuple(fields), senses, texts, name, tuple(options.items()), said)
    read_whole = len(chosen) <= whole and _cut(chosen, shown)
    return ReadyTable(frame, fields, texts, name, options, chosen, senses, same, said, read_whole)


def _cut(chosen: pd.DataFrame, fields: Sequence[Field]) -> bool:
    """Tell whether some text is longer than the width of its column."""
    return any(
        _longest(chosen[field.title]) * _CHARACTER_PX > field.width - _PADDING_PX
        for field in fields
        if field.width is not None and field.written == "text"
    )


def _longest(cells: pd.Series) -> int:
    return max((len(str(text)) for text in cells.dropna()), default=0)


def _said_alike(frame: pd.DataFrame, field: Field, texts: Texts) -> str:
    """Return what every row of a column says, where several say the same text or none is known; else nothing."""
    cells = {None if is_missing(value) else value for value in frame[field.name]}
    if len(frame) < _ALIKE_ROWS or len(cells) > 1 or (field.written != "text" and cells != {None}):
        return ""
    return _writer(field.written, texts)(next(iter(frame[field.name])))


def show_table(
    frame: pd.DataFrame,
    fields: Sequence[Field],
    texts: Texts,
    *,
    name: str,
    height: int | None = None,
    selectable: bool = False,
    wrapped: bool = False,
    zones: list[str] | None = None,
) -> list[int]:
    """Show a table with its downloads, and return the positions of the rows that are selected.

    Parameters
    ----------
    frame
        Numbers as numbers; NaN is unknown and shown as the word for it.
    name
        Name of the downloaded files, without extension, and key of the table.
    wrapped
        Whether long texts are written on several lines.
    zones
        The zone of each row: the card of the one chosen opens.
    """
    ready = ready_table(frame, fields, texts, name=name, height=height, wrapped=wrapped)
    return show_ready(ready, selectable=selectable, zones=zones)


def show_ready(
    table: ReadyTable,
    *,
    selectable: bool = False,
    zones: list[str] | None = None,
    opened: Callable[[int], None] | None = None,
) -> list[int]:
    """Show a table that is ready; the rest as :func:`show_table`.

    On a narrow page, where no row is ticked, each name has a button: ``opened`` is told its row, unless ``zones`` says
    which card opens.
    """
    selected: list[int] = []
    if zones:
        opened = partial(_open_zone, zones)
    whole = table.whole and not (selectable or zones)
    if table.alike:
        st.caption(plain(table.alike))
    with st.container(key=f"wide-{table.name}"):
        if whole:
            st.html(_wide(table))
        elif selectable or zones:
            answer = _put(
                table,
                on_select=guarded(on_row(zones, key=f"table-{table.name}")) if zones else "rerun",
                selection_mode="single-row",
            )
            selected = list(answer.selection.rows)
        else:
            _put_once(table.same, table)
    with st.container(key=f"narrow-{table.name}"):
        if opened is None:
            st.html(_narrow(table) + ("" if whole else _printed(table)))
        else:
            opening_list(_narrow(table, opening=table.texts("table-open")), opened, key=f"lines-{table.name}")
            st.html(_printed(table))
    downloads(table.taken_away, table.texts, name=table.name)
    return selected


def _open_zone(zones: Sequence[str], row: int) -> None:
    if row < len(zones):
        pick("zone", zones[row])


def _wide(table: ReadyTable) -> str:
    """Return the table with every text whole."""
    return _WHOLE.get(
        table.same,
        lambda: wide_table(
            "",
            [field.title for field in table.shown],
            _cells(table),
            hints=[field.hint for field in table.shown],
            figures=_figures(table),
        ),
    )


def _figures(table: ReadyTable) -> list[bool]:
    return [field.written not in ("text", "day") for field in table.shown]


def _cells(table: ReadyTable, most: int | None = None) -> list[list[str]]:
    """Return what each cell of the first rows shows."""
    cells: pd.DataFrame = table.written.data.astype(str)  # type: ignore[attr-defined]
    return cells.iloc[:most].to_numpy().tolist()


def _narrow(table: ReadyTable, *, opening: str = "") -> str:
    """Return the first rows as a narrow page shows them: each name opens on its cells, and by a button on its card."""
    return _NARROW.get(f"{table.same} {opening}", lambda: _folded(table, opening=opening))


def _printed(table: ReadyTable) -> str:
    """Return the first rows as paper shows them, where it does not show the table itself."""
    return _PRINTED.get(table.same, lambda: _on_paper(table))


def _on_paper(table: ReadyTable) -> str:
    rows = _cells(table, _PRINTED_ROWS)
    titles = [field.title for field in table.shown]
    said = wide_table(_more(table, len(rows)), titles, rows, figures=_figures(table))
    return f'<div class="plain-print">{said}</div>'


def _more(table: ReadyTable, shown: int) -> str:
    """Return how many rows are not shown, in words; nothing where all are."""
    more = len(table.frame) - shown
    return table.texts("table-more", rows=more) if more > 0 else ""


def _folded(table: ReadyTable, *, opening: str = "") -> str:
    rows = _cells(table, _NARROW_ROWS)
    return folded_lines(
        "",
        [field.title for field in table.shown],
        rows,
        figures=_figures(table),
        rest=lambda names: table.texts("table-rest", names=names),
        after=_more(table, len(rows)),
        opening=opening,
    )


def _tallest(chosen: pd.DataFrame, fields: Sequence[Field]) -> int:
    """Return the height of a row in which the longest text of every column with a width is read whole."""
    lines = 1
    for field in fields:
        if field.width is not None and field.written == "text":
            lines = max(lines, ceil(_longest(chosen[field.title]) * _CHARACTER_PX / (field.width - _PADDING_PX)))
    return min(_TALLEST_PX, max(_WRAPPED_PX, lines * _LINE_PX + _PADDING_PX))


def show_issues(lines: list[IssueLine], texts: Texts, *, name: str) -> None:
    """Show what is wrong, doubtful or worth knowing in a file; nothing where there is nothing."""
    if lines:
        widths = {"message": 530}
        cells = issue_cells(lines, texts)
        fields = [Field(column, texts(f"column-{column}"), width=widths.get(column)) for column in cells.columns]
        show_table(cells, fields, texts, name=name, wrapped=True)


@st.cache_resource(max_entries=192, show_spinner=False)
def _put_once(key: str, _table: ReadyTable) -> None:
    """Put in the page a table that was not there before; Streamlit sends one that was again, to any session."""
    del key
    _put(_table)


def _put(table: ReadyTable, **more: Any) -> Any:  # noqa: ANN401 - Streamlit's own
    return st.dataframe(
        table.written,
        hide_index=True,
        key=f"table-{table.name}",
        placeholder=table.texts("unknown"),
        column_config={
            field.title: st.column_config.Column(help=field.hint or None, width=field.width) for field in table.shown
        },
        **table.options,
        **more,
    )


def written_cells(chosen: pd.DataFrame, fields: Sequence[Field], senses: Senses, texts: Texts, *, name: str) -> Styler:
    """Return a table with what each cell shows, as Streamlit takes it; never to be changed by the caller.

    Parameters
    ----------
    chosen
        One column per field, by its title.
    senses
        By title of a column, what is known of each of its cells (`analysis.records.bounds.Sense`).
    """
    known = dict(senses)
    told: dict[str, list[str]] = {}
    for column, field in enumerate(fields):
        values = chosen.iloc[:, column].tolist()
        write = _writer(field.written, texts)
        shares, texts_only = field.written == "percent", field.written == "text"
        cells = []
        for value, sense in zip(values, known.get(field.title, ("exact",) * len(values)), strict=True):
            bounded = sense in _ONE_SIDED
            if texts_only and not bounded and isinstance(value, str):
                cells.append(value)  # shown as it is
            elif bounded:
                cells.append(_bounded(write, cast("Sense", sense), texts, share=shares)(value))
            else:
                cells.append(write(value))
        told[field.title] = cells
    cells_said = pd.DataFrame(told, index=chosen.index, columns=chosen.columns, dtype="object")
    shown = chosen.copy(deep=False)
    # Laid out as pandas would for a page, rules and classes of every cell included, it takes ten times longer: the
    # texts are given where Streamlit asks for them.
    shown.astype = lambda asked, *_, **__: cells_said if asked is str else chosen.astype(asked)  # type: ignore[method-assign,misc]
    styled = Styler(shown, uuid=name)
    styled._compute = lambda: styled  # type: ignore[attr-defined] # noqa: SLF001
    styled._translate = lambda *_: {}  # type: ignore[attr-defined] # noqa: SLF001
    return styled


def _senses(frame: pd.DataFrame, field: Field) -> tuple[str, ...]:
    """Return what is known of each cell of a column."""
    if field.sense not in frame:
        return (field.sense,) * len(frame)
    return tuple("exact" if is_missing(sense) else str(sense) for sense in frame[field.sense])


def _bounded(write: Callable[[Any], str], sense: Sense, texts: Texts, *, share: bool) -> Callable[[Any], str]:
    """Return how a cell is written with what is known of it; that none is known says nothing of how many exist."""

    def bounded(value: float) -> str:
        if (sense == "at-least" and value == 0) or (sense == "at-most" and value == inf):
            return texts("none-known")
        if is_missing(value) or (sense == "at-most" and value == 0):
            return write(value)  # nothing cannot be lowered
        return share_cell(value, sense, texts) if share else bounded_short(write(value), sense, texts)

    return bounded


def taken_away(frame: pd.DataFrame, fields: Sequence[Field], texts: Texts) -> pd.DataFrame:
    """Return a table to download, titled as it is shown.

    A column of bounds says so in its title, or row by row in a column beside it where some are least and some most;
    what bounds nothing is left empty.
    """
    columns: dict[str, pd.Series] = {}
    for field in fields:
        cells = frame[field.name].reset_index(drop=True)
        known = _senses(frame, field) if field.sense else ("exact",) * len(frame)
        bounds = set(known) & {"at-least", "at-most"}
        empty = [one == "at-least" and value == 0 for one, value in zip(known, cells, strict=True)]
        cells = cells.mask(pd.Series(empty, dtype="bool")) if any(empty) else cells
        title = field.title
        if len(bounds) == 1:
            title = texts("column-marked", title=title, sense=next(iter(bounds)))
        columns[title] = cells
        if len(bounds) > 1:
            beside = texts("column-bound-of", title=title)
            columns[beside] = pd.Series([texts(f"bound-{one}") if one in bounds else "" for one in known])
    return pd.DataFrame(columns)


def _writer(written: str, texts: Texts) -> Callable[[object], str]:
    language = texts.language
    ways: dict[str, Callable[[float], str]] = {
        "amount": lambda value: amount(value, language),
        "fraction": lambda value: amount(value, language, unit=FRACTIONS[0]),
        "count": lambda value: count(value, language),
        "decimal": lambda value: decimal(value, language),
        "ratio": lambda value: decimal(value, language, digits=2),
        "percent": lambda value: percent(value, language),
        "minutes": lambda value: _minutes(value, texts),
        "day": lambda value: texts("unknown") if is_missing(value) else dated(value, language),
        "apart": lambda value: texts("beyond-reach") if value == float("inf") else minutes_apart(value, language),
    }
    if written == "text":
        return lambda value: texts("unknown") if is_missing(value) else str(value)
    return ways[written]  # type: ignore[return-value]


def _minutes(value: float, texts: Texts) -> str:
    return texts("beyond-reach") if value == float("inf") else minutes(value, texts.language)
