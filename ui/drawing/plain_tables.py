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
.plain-lines { display: none; font-size: .84rem; } .plain-lines > p { margin: .2rem 0; }
.plain-lines summary {
  min-height: 44px; padding: .3rem 0; border-top: 1px solid #dfe4e9; line-height: 1.3; align-content: center;
  cursor: pointer;
}
.plain-lines summary span, .plain-lines li > span { color: #4a5663; }
.plain-lines ul { margin: 0; padding: 0 0 .5rem 1rem; list-style: none; }
.plain-lines ul + ul { border-top: 1px dotted #c3cad1; padding-top: .3rem; }
@media (max-width: 640px) { .plain-table, [class*="st-key-wide-"] { display: none; } .plain-lines { display: block; } }
@media not all and (max-width: 640px) { [class*="st-key-narrow-"] { display: none; } }
</style>"""
"""What every page has for them: containers whose key begins with ``wide-`` or ``narrow-`` are for such pages alone."""


def plain_table(caption: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose first column names its lines; a line that goes on with the one above leaves it empty.

    On a narrow page it is the list that `folded_lines` returns.
    """
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    body = "".join(f"<tr>{_first(first)}{_cells(cells)}</tr>" for first, *cells in rows)
    return (
        f'<div class="plain-table" tabindex="0"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{folded_lines(caption, titles, rows)}"
    )


def folded_lines(
    caption: str, titles: Sequence[str], rows: Sequence[Sequence[str]], *, rest: Callable[[int], str] | None = None
) -> str:
    """Return the lines of a table for a narrow page alone: each name opens on its cells, said with their titles.

    ``rest`` says how many names are under one line that opens, after the first; all are on the page where it is absent.
    """
    named: list[tuple[str, Sequence[str]]] = []
    for first, *cells in rows:
        named.append((first or (named[-1][0] if named else ""), cells))
    opened = " open" if len(rows) * len(titles) <= _OPEN_CELLS else ""
    groups = [(name, [cells for _, cells in group]) for name, group in groupby(named, lambda line: line[0])]
    said = [
        f"<details{opened}><summary><b>{escape(name)}</b> <span>{escape(_begins(titles[1:], lines))}</span></summary>"
        f"{''.join(_line(titles[1:], cells) for cells in lines)}</details>"
        for name, lines in groups
    ]
    if rest is not None and len(said) > _FIRST_LINES + 2:
        under = "".join(said[_FIRST_LINES:])
        said[_FIRST_LINES:] = [f"<details><summary>{escape(rest(len(said) - _FIRST_LINES))}</summary>{under}</details>"]
    return f'<div class="plain-lines"><p>{escape(caption)}</p>{"".join(said)}</div>'


def _begins(titles: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return what stands beside a folded name: the first cell, titled where it is a figure, and how many more lines."""
    title, cell = next(((title, cell) for title, cell in zip(titles, lines[0], strict=True) if cell), ("", ""))
    told = cell if cell[:1].isalpha() else f"{title} – {cell}"
    return f"{told} (+{len(lines) - 1})" if len(lines) > 1 else told


def _line(titles: Sequence[str], cells: Sequence[str]) -> str:
    told = "".join(
        f"<li><span>{escape(title)} – </span>{escape(unbroken(cell))}</li>"
        for title, cell in zip(titles, cells, strict=True)
        if cell
    )
    return f"<ul>{told}</ul>"


def _first(name: str) -> str:
    return f'<th scope="row">{escape(name)}</th>' if name else "<td></td>"


def _cells(cells: Sequence[str]) -> str:
    return "".join(f"<td>{escape(unbroken(cell))}</td>" for cell in cells)
