"""A dossier as one page that opens anywhere, without network: its drawings and styles are inside."""

import base64
from collections.abc import Iterator
from html import escape

from ui.dossier.blocks import Block, BulletList, Dossier, Paragraph, Picture, TextTable
from ui.dossier.quoted import SOURCE_LANGUAGE

REPLAY_ID = "maillage-replay"
_STYLE = """
:root { color: #1c2733; font: 16px/1.5 system-ui, "Liberation Sans", Arial, sans-serif; }
body { max-width: 54rem; margin: 0 auto; padding: 1.5rem; background: #fff; }
h1 { font-size: 2rem; line-height: 1.2; margin: 2rem 0 .3rem; }
h2, h3 { color: #1f5f8b; line-height: 1.25; margin: 2rem 0 .6rem; } h3 { margin-top: 1.4rem; }
.subtitle, .day, .note, figcaption, caption { color: #4a5663; }
.finding { font-size: 1.15rem; font-weight: 700; } .note { font-size: .88rem; }
figure { margin: 1.2rem 0; } figure img { max-width: 100%; height: auto; }
figcaption, caption { font-size: .9rem; font-weight: 700; text-align: left; padding: .3rem 0; }
.scroll { overflow-x: auto; margin: 1.2rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border: 1px solid #b9c2cb; padding: .25rem .45rem; text-align: left; vertical-align: top; }
thead th { background: #eef2f6; } .figure { text-align: right; } tr.total > * { font-weight: 700; }
tbody th { font-weight: 400; }
.draft { position: fixed; top: 0; right: 0; padding: .2rem .8rem; background: #b3261e; color: #fff; font-weight: 700;
  letter-spacing: .08em; text-transform: uppercase; z-index: 2; }
nav ol { list-style: none; padding-left: 0; } nav .inner { padding-left: 1.4rem; }
a { color: #1f5f8b; } a:focus-visible { outline: 3px solid #c2410c; outline-offset: 2px; }
@media print { body { max-width: none; } h2, h3 { break-after: avoid; } tr, figure { break-inside: avoid; } }
"""


def html_text(dossier: Dossier) -> str:
    """Return a dossier as one HTML page."""
    return "".join(_page(dossier))


def _page(dossier: Dossier) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{dossier.language}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(dossier.title)}</title><style>{_STYLE}</style></head><body>"
    if dossier.draft:
        yield f'<div class="draft">{escape(dossier.draft)}</div>'
    yield "<header>"
    if dossier.logo:
        kind = "png" if dossier.logo.startswith(b"\x89PNG") else "jpeg"
        told = base64.b64encode(dossier.logo).decode("ascii")
        yield f'<img src="data:image/{kind};base64,{told}" alt="{escape(dossier.author or dossier.title)}" height="75">'
    signed = " — ".join(part for part in (dossier.day, dossier.author) if part)
    yield f'<h1>{escape(dossier.title)}</h1><p class="subtitle">{escape(dossier.subtitle)}</p>'
    yield f'<p class="day">{escape(signed)}</p>'
    if dossier.draft:
        yield f'<p class="note">{escape(dossier.words["draft-note"])}</p>'
    contents = escape(dossier.words["contents"])
    yield "</header>"
    if dossier.contents:
        yield f'<nav aria-label="{contents}"><h2>{contents}</h2><ol>'
        for depth, section in dossier.all_sections():
            inner = ' class="inner"' if depth > 1 else ""
            yield f'<li{inner}><a href="#s{section.number}">{escape(section.heading)}</a></li>'
        yield "</ol></nav>"
    yield "<main>"
    counts = {"table": 0, "figure": 0}
    for depth, section in dossier.all_sections():
        yield f'<h{depth + 1} id="s{section.number}">{escape(section.heading)}</h{depth + 1}>'
        for block in section.blocks:
            yield from _block(block, dossier, counts)
    yield "</main>"
    if dossier.replay:
        safe = dossier.replay.replace("<", "\\u003c")
        yield f'<script type="application/json" id="{REPLAY_ID}">{safe}</script>'
    yield "</body></html>\n"


def _block(block: Block, dossier: Dossier, counts: dict[str, int]) -> Iterator[str]:
    match block:
        case Paragraph(text=text, role=role):
            yield f'<p class="{role}">{_said(text, dossier)}</p>'
        case BulletList(lines=lines):
            yield f"<ul>{''.join(f'<li>{_said(line, dossier)}</li>' for line in lines)}</ul>"
        case TextTable():
            counts["table"] += 1
            yield from _table(block, f"{dossier.words['table']} {counts['table']}. {block.caption}", dossier)
        case Picture():
            counts["figure"] += 1
            told = base64.b64encode(block.svg.encode("utf-8")).decode("ascii")
            caption = f"{dossier.words['figure']} {counts['figure']}. {block.caption}"
            yield (
                f'<figure><img alt="{escape(block.alternative)}" src="data:image/svg+xml;base64,{told}" '
                f'width="{100 * block.width:.0f}%"><figcaption>{escape(caption)}</figcaption></figure>'
            )


def _table(block: TextTable, caption: str, dossier: Dossier) -> Iterator[str]:
    def side(at: int) -> str:
        return ' class="figure"' if block.is_figure(at) else ""

    heads = "".join(f'<th scope="col"{side(at)}>{escape(cell)}</th>' for at, cell in enumerate(block.headers))
    yield f'<div class="scroll"><table><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>'
    for rank, row in enumerate(block.rows):
        last = ' class="total"' if block.last_is_total and rank == len(block.rows) - 1 else ""
        first, *others = row
        cells = "".join(f"<td{side(at)}>{_said(cell, dossier)}</td>" for at, cell in enumerate(others, start=1))
        yield f'<tr{last}><th scope="row">{_said(first, dossier)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _said(text: str, dossier: Dossier) -> str:
    told = [(escape(part).replace("\n", "<br>"), foreign) for part, foreign in dossier.parts(text)]
    return "".join(f'<span lang="{SOURCE_LANGUAGE}">{part}</span>' if foreign else part for part, foreign in told)
