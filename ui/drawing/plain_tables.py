"""A table of texts as a page has them: every word shown, read by everyone, printed whole."""

from collections.abc import Sequence
from html import escape

from ui.words.escape import unbroken

_STYLE = (
    "<style>.plain-table { overflow-x: auto; } .plain-table table { border-collapse: collapse; width: 100%; "
    "font-size: .84rem; } .plain-table caption { text-align: left; color: #4a5663; } .plain-table th, "
    ".plain-table td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #dfe4e9; "
    "line-height: 1.3; } .plain-table tbody th { font-weight: 600; min-width: 7rem; } @media (max-width: 640px) { "
    ".plain-table thead { position: absolute; left: -99rem; } .plain-table tr { display: block; padding: .3rem 0; } "
    ".plain-table th, .plain-table td { display: block; border: 0; padding: .05rem .2rem; } "
    '.plain-table td:not(:empty)::before { content: attr(data-title) " – "; color: #4a5663; } }</style>'
)


def plain_table(caption: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose first column names its lines; a line that goes on with the one above leaves it empty."""
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    body = "".join(f"<tr>{_first(first)}{_cells(titles[1:], cells)}</tr>" for first, *cells in rows)
    return (
        f'{_STYLE}<div class="plain-table" tabindex="0"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _first(name: str) -> str:
    return f'<th scope="row">{escape(name)}</th>' if name else "<td></td>"


def _cells(titles: Sequence[str], cells: Sequence[str]) -> str:
    """Return the cells of a line; on a narrow page, where the head is away, each says its title."""
    return "".join(
        f'<td data-title="{escape(title)}">{escape(unbroken(cell))}</td>'
        for title, cell in zip(titles, cells, strict=True)
    )
