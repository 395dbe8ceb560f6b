"""A dossier as a Word document: real styles, headings, captions and alternative texts, to be written further."""

import io
from collections.abc import Sequence

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ui.dossier.blocks import Block, BulletList, Dossier, Paragraph, Picture, TextTable
from ui.dossier.chart_pictures import picture_size, svg_png
from ui.dossier.xml_text import clean

REPLAY_SPACE = "urn:maillage:replay"
"""Names the part of the document that holds what reproduces its figures."""

_PAGE, _MARGIN = (Cm(21), Cm(29.7)), Cm(1.8)
_TEXT_CM, _TALLEST_CM = 17.4, 22.0
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_EDGE, _TOP = "B9C2CB", "EEF2F6"
_INK, _ACCENT, _GREY = RGBColor(0x1C, 0x27, 0x33), RGBColor(0x1F, 0x5F, 0x8B), RGBColor(0x4A, 0x56, 0x63)
_FONT = "Calibri"


def docx_bytes(dossier: Dossier) -> bytes:
    """Return a dossier as a DOCX."""
    document = docx.Document()
    _settle(document, dossier)
    _cover(document, dossier)
    counts = {"table": 0, "figure": 0}
    for depth, section in dossier.all_sections():
        heading = document.add_heading(clean(section.heading), level=depth)
        _bookmark(heading, f"section_{section.number.replace('.', '_')}", rank=len(document.paragraphs))
        for block in section.blocks:
            _write(document, block, dossier, counts)
    if dossier.replay:
        _embed(document, dossier.replay)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _settle(document: WordDocument, dossier: Dossier) -> None:
    """Set the page, the styles, the language and what the file says of itself."""
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, *_PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    said = document.core_properties
    said.title, said.author, said.language = (
        clean(dossier.title),
        clean(dossier.author or "Maillage"),
        dossier.language,
    )
    said.subject, said.comments = clean(dossier.subtitle), ""
    _set_styles(document, "fr-FR" if dossier.language == "fr" else "en-GB")
    if dossier.draft:
        header = page.header.paragraphs[0]
        header.text, header.alignment = clean(dossier.draft).upper(), WD_ALIGN_PARAGRAPH.RIGHT
        header.runs[0].font.bold, header.runs[0].font.color.rgb = True, RGBColor(0xB3, 0x26, 0x1E)
    footer = page.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run(f"{clean(dossier.title)} — {dossier.day} — {dossier.words['page']} ")
    _field(footer, "PAGE", "1")


def _set_styles(document: WordDocument, tongue: str) -> None:
    """Set how each style looks, and the language of what is written in it."""
    styles = document.styles
    for style, size, colour, bold in (
        ("Normal", 10, _INK, False),
        ("Heading 1", 15, _ACCENT, True),
        ("Heading 2", 12.5, _ACCENT, True),
        ("Title", 25, _INK, True),
        ("Subtitle", 13, _GREY, False),
        ("Caption", 9, _GREY, True),
    ):
        font = styles[style].font
        font.name, font.size, font.bold, font.italic = _FONT, Pt(size), bold, False
        font.color.rgb = colour
        properties = styles[style].element.get_or_add_rPr()
        properties.rFonts.set(qn("w:asciiTheme"), "minorHAnsi") if style == "Normal" else None
        for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            properties.rFonts.attrib.pop(qn(name), None)
        for name in ("w:ascii", "w:hAnsi", "w:cs"):
            properties.rFonts.set(qn(name), _FONT)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), tongue)
    properties = styles["Normal"].element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(language)
    for default in styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), tongue)
    for name, size, colour, bold in (
        ("Finding", 11.5, _INK, True),
        ("Figure note", 8.5, _GREY, False),
        ("Cell", 8.5, _INK, False),
        ("After table", 4, _INK, False),
    ):
        own = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = styles["Normal"]
        own.font.size, own.font.bold, own.font.color.rgb = Pt(size), bold, colour
    for name, before, after in (
        ("Normal", 0, 4),
        ("Finding", 0, 4),
        ("Figure note", 0, 4),
        ("List Bullet", 0, 2),
        ("Heading 1", 16, 5),
        ("Heading 2", 11, 4),
        ("Caption", 4, 4),
        ("Cell", 0, 0),
        ("After table", 0, 0),
    ):
        spaced = styles[name].paragraph_format
        spaced.space_before, spaced.space_after, spaced.line_spacing = Pt(before), Pt(after), 1.0
    styles["Caption"].paragraph_format.keep_with_next = False
    for edge in styles["Table Grid"].element.iter(*(qn(f"w:{side}") for side in _SIDES)):
        edge.set(qn("w:color"), _EDGE)


def _cover(document: WordDocument, dossier: Dossier) -> None:
    """Write the title, the day, who signs, and the table of contents."""
    if dossier.logo:
        document.add_picture(io.BytesIO(dossier.logo), height=Cm(2))
        _describe(document.paragraphs[-1], dossier.author or dossier.title, rank=9000)
    document.add_paragraph(clean(dossier.title), style="Title")
    document.add_paragraph(clean(dossier.subtitle), style="Subtitle")
    document.add_paragraph(" — ".join(clean(part) for part in (dossier.day, dossier.author) if part))
    if dossier.draft:
        document.add_paragraph(clean(dossier.words["draft-note"]), style="Figure note")
    if not dossier.contents:
        return
    document.add_paragraph(clean(dossier.words["contents"]), style="Subtitle")
    _contents(document, dossier)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _contents(document: WordDocument, dossier: Dossier) -> None:
    """Write the field of the table of contents, filled already: it reads well before anybody updates it."""
    sections = list(dossier.all_sections())
    for rank, (depth, section) in enumerate(sections):
        line = document.add_paragraph()
        line.paragraph_format.left_indent = Cm(0.7 * (depth - 1))
        line.paragraph_format.space_after = Pt(1)
        if rank == 0:
            _mark(line, "begin")
            _instruction(line, 'TOC \\o "1-2" \\h \\z \\u')
            _mark(line, "separate")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"section_{section.number.replace('.', '_')}")
        run = line.add_run(clean(section.heading))
        link.append(run._r)  # noqa: SLF001 - python-docx has no links
        line._p.append(link)  # noqa: SLF001
        if rank == len(sections) - 1:
            _mark(line, "end")


def _write(document: WordDocument, block: Block, dossier: Dossier, counts: dict[str, int]) -> None:
    match block:
        case Paragraph(text=text, role=role):
            style = {"plain": "Normal", "finding": "Finding", "note": "Figure note"}[role]
            line = document.add_paragraph(style=style)
            line.paragraph_format.keep_with_next = role == "finding"
            _say(line, text, dossier)
        case BulletList(lines=lines):
            for said in lines:
                _say(document.add_paragraph(style="List Bullet"), said, dossier)
        case TextTable():
            counts["table"] += 1
            _caption(document, dossier.words["table"], counts["table"], block.caption, above=True)
            _table(document, block, dossier)
        case Picture():
            counts["figure"] += 1
            drawn = svg_png(block.svg)
            wide, high = picture_size(drawn)
            width = min(_TEXT_CM * block.width, _TALLEST_CM * wide / high)
            document.add_picture(io.BytesIO(drawn), width=Cm(width))
            line = document.paragraphs[-1]
            line.alignment, line.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
            _describe(line, block.alternative, rank=counts["figure"])
            _caption(document, dossier.words["figure"], counts["figure"], block.caption, above=False)


def _caption(document: WordDocument, word: str, rank: int, text: str, *, above: bool) -> None:
    line = document.add_paragraph(style="Caption")
    line.paragraph_format.keep_with_next = above
    line.add_run(f"{word} ")
    _field(line, f"SEQ {word} \\* ARABIC", str(rank))
    line.add_run(f". {clean(text)}")


def _table(document: WordDocument, block: TextTable, dossier: Dossier) -> None:
    table = document.add_table(rows=1, cols=len(block.headers), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = [Cm(_TEXT_CM * share / sum(block.shares)) for share in block.shares]
    # Said of each column too: some programs look at nothing else, and make all columns equal.
    for column, first, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = first.width = width
    _row(table.rows[0].cells, block.headers, block, dossier, bold=True)
    for cell in table.rows[0].cells:
        shade = OxmlElement("w:shd")
        for name, told in (("val", "clear"), ("color", "auto"), ("fill", _TOP)):
            shade.set(qn(f"w:{name}"), told)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx cannot shade a cell
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - python-docx cannot repeat a header
    for at, texts in enumerate(block.rows):
        row = table.add_row()
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001
        _row(row.cells, texts, block, dossier, bold=block.last_is_total and at == len(block.rows) - 1)
    # Two tables that nothing stands between are one to a word processor.
    document.add_paragraph(style="After table")


def _row(cells: Sequence[object], texts: Sequence[str], block: TextTable, dossier: Dossier, *, bold: bool) -> None:
    for at, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        line = cell.paragraphs[0]  # type: ignore[attr-defined]
        line.style = "Cell"
        _say(line, text, dossier, bold=bold)
        if block.is_figure(at):
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _say(line: object, text: str, dossier: Dossier, *, bold: bool = False) -> None:
    """Write a text, what is in the language of sources being said so to whoever reads it aloud or corrects it."""
    for part, foreign in dossier.parts(text):
        run = line.add_run(clean(part))  # type: ignore[attr-defined]
        run.font.bold = bold or None
        if foreign:
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), "fr-FR")
            run._r.get_or_add_rPr().append(language)  # noqa: SLF001 - python-docx sets no language


def _describe(line: object, text: str, *, rank: int) -> None:
    """Say what a picture shows to those who do not see it."""
    for drawing in line._p.iter(qn("wp:docPr")):  # type: ignore[attr-defined] # noqa: SLF001
        drawing.set("descr", clean(text))
        drawing.set("name", f"Figure {rank}")
        drawing.set("id", str(rank))


def _bookmark(line: object, name: str, *, rank: int) -> None:
    for kind in ("Start", "End"):
        mark = OxmlElement(f"w:bookmark{kind}")
        mark.set(qn("w:id"), str(rank))
        if kind == "Start":
            mark.set(qn("w:name"), name)
        line._p.append(mark)  # type: ignore[attr-defined] # noqa: SLF001


def _field(line: object, code: str, shown: str) -> None:
    _mark(line, "begin")
    _instruction(line, code)
    _mark(line, "separate")
    line.add_run(shown)  # type: ignore[attr-defined]
    _mark(line, "end")


def _mark(line: object, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    line.add_run()._r.append(mark)  # type: ignore[attr-defined] # noqa: SLF001


def _instruction(line: object, code: str) -> None:
    told = OxmlElement("w:instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = f" {code} "
    line.add_run()._r.append(told)  # type: ignore[attr-defined] # noqa: SLF001


def _embed(document: WordDocument, replay: str) -> None:
    """Keep what reproduces the figures in a part of the document that Word leaves alone."""
    from xml.sax.saxutils import escape  # noqa: PLC0415

    content = f'<?xml version="1.0" encoding="UTF-8"?><replay xmlns="{REPLAY_SPACE}">{escape(replay)}</replay>'
    package = document.part.package
    part = Part(PackURI("/customXml/item100.xml"), "application/xml", content.encode("utf-8"), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
