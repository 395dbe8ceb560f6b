"""A sheet of calls as a PDF of one page: whom to call by function, and who is told."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, KeepInFrame, Paragraph, Table, TableStyle

from ui.drawing.flowchart import FONT, register_fonts
from ui.texts import Texts
from ui.words.calling import CallGroup, ToldLine

_MARGIN = 26
_SIZES = (7.4, 6.8, 6.2, 5.6, 5.0)
"""Sizes of the text tried, the first that holds on the page being kept; the page is shrunk where none does."""

_RULES = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONTSIZE", (0, 0), (-1, -1), 5),
        ("LEADING", (0, 0), (-1, -1), 6),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#c3cad1")),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
)


def call_sheet(title: str, groups: Sequence[CallGroup], told: Sequence[ToldLine], lead: str, texts: Texts) -> bytes:
    """Return the sheet, shrunk where it must be to hold on its one page."""
    register_fonts()
    width, height = A4
    across, tall = width - 2 * _MARGIN, height - 2 * _MARGIN
    for size in _SIZES:
        parts = _parts(title, groups, told, lead=lead, across=across, styles=_Styles.of(size), texts=texts)
        if sum(part.wrap(across, 1e6)[1] for part in parts) <= tall:
            break
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4)
    page.setTitle(title)
    inside = KeepInFrame(across, tall, parts, mode="shrink")
    Frame(_MARGIN, _MARGIN, across, tall, 0, 0, 0, 0).addFromList([inside], page)
    page.showPage()
    page.save()
    return out.getvalue()


@dataclass(frozen=True)
class _Styles:
    """The styles of a sheet, for one size of its text."""

    text: ParagraphStyle
    head: ParagraphStyle
    title: ParagraphStyle

    @classmethod
    def of(cls, size: float) -> "_Styles":
        """Return the styles of a size."""
        text = ParagraphStyle("text", fontName=FONT, fontSize=size, leading=1.2 * size)
        head = ParagraphStyle("head", parent=text, fontName=f"{FONT}-Bold")
        return cls(text, head, ParagraphStyle("title", parent=head, fontSize=12, leading=16))


def _parts(
    title: str,
    groups: Sequence[CallGroup],
    told: Sequence[ToldLine],
    *,
    lead: str,
    across: float,
    styles: _Styles,
    texts: Texts,
) -> list[Flowable]:
    parts = [Paragraph(_plain(title), styles.title), Paragraph(_plain(lead), styles.text)]
    parts.append(_calls(groups, across, styles, texts))
    if told:
        parts += [Paragraph(_plain(texts("call-told-title")), styles.head), _told(told, across, styles, texts)]
    return parts


def _calls(groups: Sequence[CallGroup], across: float, styles: _Styles, texts: Texts) -> Table:
    titles = ("network-function", "column-actor", "column-way", "column-contact", "column-room", "column-status-date")
    rows = [[Paragraph(_plain(texts(name)), styles.head) for name in titles]]
    for group in groups:
        name = f"{group.function} ({group.said})" if group.lines and group.said else group.function
        for line in group.lines:
            tier = "" if line.tier == "–" else f", {texts('network-tier', tier=line.tier)}"
            cells = (
                f"{line.name} ({line.kind}{tier})",
                line.way,
                f"{line.contact}, {line.hours}",
                line.room,
                line.dated,
            )
            rows.append([Paragraph(_plain(name), styles.head), *(Paragraph(_plain(one), styles.text) for one in cells)])
            name = ""
        if not group.lines:
            rows.append([Paragraph(_plain(name), styles.head), Paragraph(_plain(group.said), styles.text), *[""] * 4])
    shares = (0.17, 0.29, 0.13, 0.16, 0.14, 0.11)
    return Table(rows, colWidths=[share * across for share in shares], style=_RULES, repeatRows=1)


def _told(told: Sequence[ToldLine], across: float, styles: _Styles, texts: Texts) -> Table:
    titles = ("column-told", "column-telling", "column-what", "column-phase", "column-here")
    rows = [[Paragraph(_plain(texts(name)), styles.head) for name in titles]]
    rows += [
        [Paragraph(_plain(cell), styles.text) for cell in (one.sender, one.receiver, one.what, one.phase, one.here)]
        for one in told
    ]
    return Table(rows, colWidths=[share * across for share in (0.21, 0.2, 0.26, 0.1, 0.23)], style=_RULES)


def _plain(text: str) -> str:
    """Return a text as the library reads one: its marks escaped, its spaces those that the font has."""
    return escape(text).replace("\u202f", " ").replace("\u00a0", " ")
