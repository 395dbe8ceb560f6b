"""A dossier as an OpenDocument text: real styles, headings, numbered captions, alternative texts."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ui.dossier.blocks import Block, BulletList, Dossier, Paragraph, Picture, TextTable
from ui.dossier.chart_pictures import picture_size, svg_png
from ui.dossier.embedded_replay import REPLAY_PART
from ui.dossier.xml_text import clean

MIME = "application/vnd.oasis.opendocument.text"

_TEXT_CM, _TALLEST_CM = 17.4, 22.0
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_SPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
            ("meta", "meta"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
_INK, _ACCENT, _GREY, _WARNED = "#1c2733", "#1f5f8b", "#4a5663", "#b3261e"
_KEPT = 'fo:keep-with-next="always"'
_STYLES = (
    # Name, the style it comes from, its letters, its line, what is left free above and below it (cm).
    ("Standard", "", f'fo:font-size="10pt" fo:color="{_INK}"', "", (0.0, 0.14)),
    ("Title", "Standard", 'fo:font-size="24pt" fo:font-weight="bold"', "", (0.0, 0.3)),
    ("Subtitle", "Standard", f'fo:font-size="13pt" fo:color="{_GREY}"', "", (0.1, 0.14)),
    ("Finding", "Standard", 'fo:font-size="11.5pt" fo:font-weight="bold"', _KEPT, (0.0, 0.14)),
    ("Note", "Standard", f'fo:font-size="8.5pt" fo:color="{_GREY}"', "", (0.0, 0.14)),
    ("Caption", "Standard", f'fo:font-size="9pt" fo:font-weight="bold" fo:color="{_GREY}"', "", (0.1, 0.25)),
    ("Caption_above", "Caption", "", _KEPT, (0.14, 0.1)),
    ("Bullet", "Standard", "", "", (0.0, 0.07)),
    ("Contents_1", "Standard", "", "", (0.0, 0.04)),
    ("Contents_2", "Contents_1", "", 'fo:margin-left="0.7cm"', (0.0, 0.04)),
    ("Cell", "Standard", 'fo:font-size="8.5pt"', "", (0.0, 0.0)),
    ("Cell_figure", "Cell", "", 'fo:text-align="end"', (0.0, 0.0)),
    ("Cell_strong", "Cell", 'fo:font-weight="bold"', "", (0.0, 0.0)),
    ("Cell_figure_strong", "Cell_figure", 'fo:font-weight="bold"', "", (0.0, 0.0)),
    ("Drawing", "Standard", "", f'fo:text-align="center" {_KEPT}', (0.0, 0.0)),
    ("Draft", "Standard", f'fo:font-weight="bold" fo:color="{_WARNED}"', 'fo:text-align="end"', (0.0, 0.0)),
    ("Foot", "Standard", f'fo:font-size="8.5pt" fo:color="{_GREY}"', 'fo:text-align="center"', (0.0, 0.0)),
)
_STRIP = '<style:header-footer-properties fo:min-height="0.8cm" fo:margin-{}="0.3cm"/>'
_HEADINGS = ((1, "15pt"), (2, "12.5pt"))


def odt_bytes(dossier: Dossier) -> bytes:
    """Return a dossier as an ODT."""
    pictures: list[bytes] = []
    content = "".join(_content(dossier, pictures))
    parts: dict[str, bytes] = {
        "content.xml": content.encode("utf-8"),
        "styles.xml": "".join(_styles(dossier)).encode("utf-8"),
        "meta.xml": _meta(dossier).encode("utf-8"),
        **{f"Pictures/{rank}.png": drawn for rank, drawn in enumerate(pictures, start=1)},
    }
    if dossier.logo:
        parts[f"Pictures/logo.{_logo_kind(dossier)}"] = dossier.logo
    if dossier.replay:
        parts[REPLAY_PART] = dossier.replay.encode("utf-8")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        # The first part says what the file is, as it is: programs look at it without opening the package.
        package.writestr(zipfile.ZipInfo("mimetype", _FIRST_DAY), MIME, zipfile.ZIP_STORED)
        for name, part in {"META-INF/manifest.xml": _manifest(parts), **parts}.items():
            package.writestr(zipfile.ZipInfo(name, _FIRST_DAY), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _logo_kind(dossier: Dossier) -> str:
    return "png" if dossier.logo.startswith(b"\x89PNG") else "jpg"


def _manifest(parts: dict[str, bytes]) -> bytes:
    kinds = {"xml": "text/xml", "png": "image/png", "jpg": "image/jpeg", "json": "application/json"}
    lines = [("/", MIME), *((name, kinds[name.rpartition(".")[2]]) for name in parts)]
    said = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(kind)}/>"
        for name, kind in lines
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">{said}</manifest:manifest>'.encode()
    )


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def _meta(dossier: Dossier) -> str:
    tongue = "fr-FR" if dossier.language == "fr" else "en-GB"
    return (
        f"{_HEAD}<office:document-meta {_SPACES}><office:meta><dc:title>{_said(dossier.title)}</dc:title>"
        f"<dc:subject>{_said(dossier.subtitle)}</dc:subject>"
        f"<dc:creator>{_said(dossier.author or 'Maillage')}</dc:creator>"
        f"<dc:language>{tongue}</dc:language></office:meta></office:document-meta>"
    )


def _styles(dossier: Dossier) -> Iterator[str]:
    country = "FR" if dossier.language == "fr" else "GB"
    tongue = f'fo:language="{dossier.language}" fo:country="{country}"'
    yield f"{_HEAD}<office:document-styles {_SPACES}><office:styles>"
    yield (
        f'<style:default-style style:family="paragraph"><style:text-properties {tongue} '
        'style:font-name="Calibri" fo:font-family="Calibri, Carlito, sans-serif"/></style:default-style>'
    )
    for name, parent, letters, line, (above, below) in _STYLES:
        over = f' style:parent-style-name="{parent}"' if parent else ""
        yield f'<style:style style:name="{name}" style:family="paragraph"{over}>'
        yield f'<style:paragraph-properties {line} fo:margin-top="{above}cm" fo:margin-bottom="{below}cm"/>'
        yield f"<style:text-properties {letters}/></style:style>"
    for level, size in _HEADINGS:
        yield f'<style:style style:name="Heading_{level}" style:display-name="Heading {level}" '
        yield 'style:family="paragraph" '
        yield f'style:parent-style-name="Standard" style:default-outline-level="{level}"><style:paragraph-properties '
        yield 'fo:keep-with-next="always" fo:margin-top="0.5cm" fo:margin-bottom="0.16cm"/>'
        yield f'<style:text-properties fo:font-weight="bold" fo:font-size="{size}" fo:color="{_ACCENT}"/></style:style>'
    yield f'<style:style style:name="Link" style:family="text"><style:text-properties fo:color="{_ACCENT}" '
    yield 'style:text-underline-style="none"/></style:style>'
    yield '<style:style style:name="Source" style:family="text"><style:text-properties fo:language="fr" '
    yield 'fo:country="FR"/></style:style>'
    yield '<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
    yield '<style:list-level-properties text:space-before="0.3cm" text:min-label-width="0.4cm"/>'
    yield "</text:list-level-style-bullet></text:list-style></office:styles><office:automatic-styles>"
    yield '<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" '
    yield 'fo:page-height="29.7cm" fo:margin-left="1.8cm" fo:margin-right="1.8cm" fo:margin-top="1.1cm" '
    yield 'fo:margin-bottom="1.1cm"/>'
    yield f"<style:header-style>{_STRIP.format('bottom')}</style:header-style>"
    yield f"<style:footer-style>{_STRIP.format('top')}</style:footer-style></style:page-layout>"
    yield '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
    yield 'style:page-layout-name="Page">'
    if dossier.draft:
        yield f'<style:header><text:p text:style-name="Draft">{_said(dossier.draft.upper())}</text:p></style:header>'
    foot = _said(f"{dossier.title} — {dossier.day} — {dossier.words['page']} ")
    yield f'<style:footer><text:p text:style-name="Foot">{foot}<text:page-number text:select-page="current">1'
    yield "</text:page-number></text:p></style:footer></style:master-page></office:master-styles>"
    yield "</office:document-styles>"


def _content(dossier: Dossier, pictures: list[bytes]) -> Iterator[str]:
    yield f"{_HEAD}<office:document-content {_SPACES}><office:automatic-styles>"
    yield from _table_styles(dossier)
    yield '<style:style style:name="Opening" style:family="paragraph" style:parent-style-name="Heading_1">'
    yield '<style:paragraph-properties fo:break-before="page"/></style:style>'
    yield "</office:automatic-styles><office:body><office:text><text:sequence-decls>"
    for word in ("table", "figure"):
        yield f'<text:sequence-decl text:display-outline-level="0" text:name={quoteattr(dossier.words[word])}/>'
    yield "</text:sequence-decls>"
    if dossier.logo:
        described = dossier.author or dossier.title
        yield from _drawing(f"logo.{_logo_kind(dossier)}", "logo", described, 6.0, 2.0)
    yield _line("Title", dossier.title)
    yield _line("Subtitle", dossier.subtitle)
    yield _line("Standard", " — ".join(part for part in (dossier.day, dossier.author) if part))
    if dossier.draft:
        yield _line("Note", dossier.words["draft-note"])
    if dossier.contents:
        yield from _contents(dossier)
    counts = {"table": 0, "figure": 0}
    for depth, section in dossier.all_sections():
        mark = f'<text:bookmark text:name="section_{section.number.replace(".", "_")}"/>'
        first = dossier.contents and section is dossier.sections[0]
        style = "Opening" if first else f"Heading_{depth}"
        yield f'<text:h text:style-name="{style}" text:outline-level="{depth}">{mark}'
        yield f"{_said(section.heading)}</text:h>"
        for block in section.blocks:
            yield from _block(block, dossier, counts, pictures)
    yield "</office:text></office:body></office:document-content>"


def _contents(dossier: Dossier) -> Iterator[str]:
    """Write the table of contents, filled already: it reads well before anybody updates it."""
    title = _said(dossier.words["contents"])
    yield '<text:table-of-content text:name="contents"><text:table-of-content-source text:outline-level="2">'
    yield f"<text:index-title-template>{title}</text:index-title-template></text:table-of-content-source>"
    yield f'<text:index-body><text:index-title text:name="contents_title"><text:p text:style-name="Subtitle">{title}'
    yield "</text:p></text:index-title>"
    for depth, section in dossier.all_sections():
        target = quoteattr(f"#section_{section.number.replace('.', '_')}")
        link = f'<text:a xlink:type="simple" xlink:href={target} text:style-name="Link" '
        link += f'text:visited-style-name="Link">{_said(section.heading)}</text:a>'
        yield f'<text:p text:style-name="Contents_{depth}">{link}</text:p>'
    yield "</text:index-body></text:table-of-content>"


def _table_styles(dossier: Dossier) -> Iterator[str]:
    edge = 'fo:border="0.5pt solid #b9c2cb" fo:padding-left="0.1cm" fo:padding-right="0.1cm" '
    edge += 'fo:padding-top="0.02cm" fo:padding-bottom="0.02cm"'
    yield '<style:style style:name="edge" style:family="table-cell"><style:table-cell-properties '
    yield f"{edge}/></style:style>"
    yield '<style:style style:name="top" style:family="table-cell"><style:table-cell-properties '
    yield f'fo:background-color="#eef2f6" {edge}/></style:style>'
    yield '<style:style style:name="whole" style:family="table-row"><style:table-row-properties '
    yield 'fo:keep-together="always"/></style:style>'
    for rank, block in enumerate((one for one in dossier.blocks() if isinstance(one, TextTable)), start=1):
        yield f'<style:style style:name="table{rank}" style:family="table"><style:table-properties '
        yield f'style:width="{_TEXT_CM}cm" table:align="center" fo:margin-bottom="0.25cm"/></style:style>'
        for at, share in enumerate(block.shares):
            width = _TEXT_CM * share / sum(block.shares)
            yield f'<style:style style:name="table{rank}.{at}" style:family="table-column">'
            yield f'<style:table-column-properties style:column-width="{width:.2f}cm"/></style:style>'


def _block(block: Block, dossier: Dossier, counts: dict[str, int], pictures: list[bytes]) -> Iterator[str]:
    match block:
        case Paragraph(text=text, role=role):
            yield _line({"plain": "Standard", "finding": "Finding", "note": "Note"}[role], text, dossier)
        case BulletList(lines=lines):
            items = "".join(f"<text:list-item>{_line('Bullet', line, dossier)}</text:list-item>" for line in lines)
            yield f'<text:list text:style-name="Bullets">{items}</text:list>'
        case TextTable():
            counts["table"] += 1
            yield _caption(dossier.words["table"], counts["table"], block.caption, "Caption_above")
            yield from _table(block, counts["table"], dossier)
        case Picture():
            counts["figure"] += 1
            drawn = svg_png(block.svg)
            pictures.append(drawn)
            wide, high = picture_size(drawn)
            width = min(_TEXT_CM * block.width, _TALLEST_CM * wide / high)
            yield from _drawing(f"{counts['figure']}.png", block.caption, block.alternative, width, width * high / wide)
            yield _caption(dossier.words["figure"], counts["figure"], block.caption)


def _table(block: TextTable, rank: int, dossier: Dossier) -> Iterator[str]:
    yield f'<table:table table:name="table{rank}" table:style-name="table{rank}">'
    yield from (f'<table:table-column table:style-name="table{rank}.{at}"/>' for at in range(len(block.headers)))
    yield "<table:table-header-rows>"
    yield from _row(block.headers, block, dossier, look="top", strong=True)
    yield "</table:table-header-rows>"
    for at, cells in enumerate(block.rows):
        yield from _row(cells, block, dossier, look="edge", strong=block.last_is_total and at == len(block.rows) - 1)
    yield "</table:table>"


def _row(cells: Sequence[str], block: TextTable, dossier: Dossier, *, look: str, strong: bool) -> Iterator[str]:
    yield '<table:table-row table:style-name="whole">'
    for at, text in enumerate(cells):
        style = "Cell" + "_figure" * block.is_figure(at) + "_strong" * strong
        yield f'<table:table-cell table:style-name="{look}" office:value-type="string">'
        yield f"{_line(style, text, dossier)}</table:table-cell>"
    yield "</table:table-row>"


def _drawing(file: str, name: str, described: str, width_cm: float, height_cm: float) -> Iterator[str]:
    yield '<text:p text:style-name="Drawing"><draw:frame text:anchor-type="as-char" '
    yield f'draw:name={quoteattr(file)} svg:width="{width_cm:.2f}cm" svg:height="{height_cm:.2f}cm">'
    yield f'<draw:image xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" xlink:href="Pictures/{file}"/>'
    yield f"<svg:title>{_said(name)}</svg:title><svg:desc>{_said(described)}</svg:desc></draw:frame></text:p>"


def _caption(word: str, rank: int, text: str, style: str = "Caption") -> str:
    name = quoteattr(word)
    told = f"ooow:{word}+1"
    number = (
        f'<text:sequence text:name={name} text:formula={quoteattr(told)} style:num-format="1">{rank}</text:sequence>'
    )
    return f'<text:p text:style-name="{style}">{_said(word)} {number}. {_said(text)}</text:p>'


def _line(style: str, text: str, dossier: Dossier | None = None) -> str:
    parts = [(text, False)] if dossier is None else dossier.parts(text)
    span = '<text:span text:style-name="Source">'
    told = "".join(f"{span}{_said(part)}</text:span>" if foreign else _said(part) for part, foreign in parts)
    return f'<text:p text:style-name="{style}">{told}</text:p>'


def _said(text: str) -> str:
    return escape(clean(text)).replace("\n", "<text:line-break/>")
