"""Tables of texts as a page has them: every word shown, read by everyone, printed whole; folded on a narrow page."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from ui.words.escape import unbroken

_OPEN_CELLS, _FIRST_LINES = 12, 8
TABLES_STYLE = """<style>
.plain-table { overflow-x: auto; } .plain-table table { border-collapse: collapse; width: 100%; font-size: .84rem; }
.plain-table caption, .plain-lines > p { text-align: left; color: #4a5663; }
.plain-table th, .plain-table td {
  text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #dfe4e9; line-height: 1.3;
}
.plain-table tbody th { font-weight: 600; min-width: 7rem; }
.plain-table .figure { text-align: right; white-space: nowrap; } .plain-table [title] { cursor: help; }
.plain-lines { display: none; font-size: .84rem; } .plain-lines > p { margin: .2rem 0; }
.plain-lines > p, .plain-lines li { font-size: inherit; }
.plain-lines summary {
  min-height: 44px; padding: .3rem 0; border-top: 1px solid #dfe4e9; line-height: 1.3; align-content: center;
  cursor: pointer;
}
.plain-lines summary span, .plain-lines li > span { color: #4a5663; }
.plain-lines ul { margin: 0; padding: 0 0 .5rem 1rem; list-style: none; }
.plain-lines ul + ul { border-top: 1px dotted #c3cad1; padding-top: .3rem; }
@media (max-width: 640px) { .plain-table, [class*="st-key-wide-"] { display: none; } .plain-lines { display: block; } }
.plain-row { display: flex; align-items: flex-start; gap: .4rem; } .plain-row > details { flex: 1; min-width: 0; }
.plain-row > button {
  min-height: 44px; padding: 0 .8rem; border: 1px solid #c3cad1; border-radius: 1.2rem; background: none; font: inherit;
  color: inherit; cursor: pointer;
}
.plain-print { display: none; }
@media screen and (min-width: 640.02px) { [class*="st-key-narrow-"] { display: none; } }
@media print {
  /* Every row is printed, as words: what draws itself shows the rows in sight alone. */
  [class*="st-key-narrow-"]:not(:has(.plain-print)), [class*="st-key-wide-"]:has([data-testid="stDataFrame"]),
  .plain-lines { display: none !important; }
  .plain-table, .plain-print { display: block; overflow: visible; }
  thead { display: table-header-group; }
}
</style>"""
"""What every page has for them: containers whose key begins with ``wide-`` or ``narrow-`` are for such pages alone."""


def plain_table(caption: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose first column names its lines; a line that goes on with the one above leaves it empty.

    On a narrow page it is the list that `folded_lines` returns.
    """
    return f"{wide_table(caption, titles, rows)}{folded_lines(caption, titles, rows)}"


def wide_table(
    caption: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    hints: Sequence[str] = (),
    figures: Sequence[bool] = (),
) -> str:
    """Return the same table for a wide page alone.

    Parameters
    ----------
    hints
        What hovering each title says; nothing where empty.
    figures
        Which columns hold figures: they are written to the right.
    """
    hints, figures = hints or [""] * len(titles), figures or [False] * len(titles)
    head = "".join(
        f'<th scope="col"{_class(figure)}{_hint(hint)}>{escape(title)}</th>'
        for title, hint, figure in zip(titles, hints, figures, strict=True)
    )
    body = "".join(f"<tr>{_first(first)}{_cells(cells, figures[1:])}</tr>" for first, *cells in rows)
    told = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="plain-table" tabindex="0"><table>{told}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def folded_lines(
    caption: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    figures: Sequence[bool] = (),
    rest: Callable[[int], str] | None = None,
    after: str = "",
    opening: str = "",
) -> str:
    """Return the lines of a table for a narrow page alone: each name opens on its cells, said with their titles.

    ``figures`` tells which columns hold figures, whose title is said even where the word for unknown stands in them.
    ``rest`` says how many names are under one line that opens, after the first; all are on the page where it is absent.
    ``after`` is said below them.
    ``opening`` is what stands on a button beside each name, which `ui.drawing.opening_list` ties to the page.
    """
    named: list[tuple[str, Sequence[str]]] = []
    ranks: dict[str, int] = {}
    for rank, (first, *cells) in enumerate(rows):
        named.append((first or (named[-1][0] if named else ""), cells))
        ranks.setdefault(named[-1][0], rank)
    opened = " open" if len(rows) * len(titles) <= _OPEN_CELLS else ""
    groups = [(name, [cells for _, cells in group]) for name, group in groupby(named, lambda line: line[0])]
    said = [
        f"<details{opened}><summary><b>{escape(name)}</b> "
        f"<span>{escape(_begins(titles[1:], lines, figures[1:]))}</span></summary>"
        f"{''.join(_line(titles[1:], cells) for cells in lines)}</details>"
        for name, lines in groups
    ]
    if opening:
        said = [
            f'<div class="plain-row">{one}<button type="button" data-row="{ranks[name]}" '
            f'aria-label="{escape(opening)} – {escape(name)}">{escape(opening)}</button></div>'
            for one, (name, _) in zip(said, groups, strict=True)
        ]
    if rest is not None and len(said) > _FIRST_LINES + 2:
        under = "".join(said[_FIRST_LINES:])
        said[_FIRST_LINES:] = [f"<details><summary>{escape(rest(len(said) - _FIRST_LINES))}</summary>{under}</details>"]
    return f'<div class="plain-lines">{_said(caption)}{"".join(said)}{_said(after)}</div>'


def _said(sentence: str) -> str:
    return f"<p>{escape(sentence)}</p>" if sentence else ""


def _begins(titles: Sequence[str], lines: Sequence[Sequence[str]], figures: Sequence[bool]) -> str:
    """Return what stands beside a folded name: the first cell, titled where it is a figure, and how many more lines."""
    known = figures or [False] * len(titles)
    said = ((title, cell, figure) for title, cell, figure in zip(titles, lines[0], known, strict=True) if cell)
    title, cell, figure = next(said, ("", "", False))
    told = cell if cell[:1].isalpha() and not figure else f"{title} {cell}"
    return f"{told} (+{len(lines) - 1})" if len(lines) > 1 else told


def _line(titles: Sequence[str], cells: Sequence[str]) -> str:
    told = "".join(
        f"<li><span>{escape(title)}</span> {escape(unbroken(cell))}</li>"
        for title, cell in zip(titles, cells, strict=True)
        if cell
    )
    return f"<ul>{told}</ul>"


def _first(name: str) -> str:
    return f'<th scope="row">{escape(name)}</th>' if name else "<td></td>"


def _cells(cells: Sequence[str], figures: Sequence[bool]) -> str:
    return "".join(
        f"<td{_class(figure)}>{escape(unbroken(cell))}</td>" for cell, figure in zip(cells, figures, strict=True)
    )


def _hint(said: str) -> str:
    return f' title="{escape(said)}"' if said else ""


def _class(figure: bool) -> str:  # noqa: FBT001 - one of a column of them
    return ' class="figure"' if figure else ""
