"""A decision diagram as a drawing: boxes laid out by graphlay, written as SVG, then PNG, PDF or Mermaid.

Nothing here needs the app: the terminal and whoever composes a document draw the same diagram.
"""

import io
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import graphlay
import reportlab
import resvg_py
from reportlab.graphics import renderPDF
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from svglib.fonts import register_font
from svglib.svglib import svg2rlg

from analysis.network.diagram import Diagram, DiagramStep
from analysis.network.steps import CHAPTERS, Words
from analysis.records.network import CarrierActor
from ui.texts import Texts, shortened
from ui.words.network import room_text, short_kind, step_state, stratum_name

FONT = "Bitstream Vera Sans"
"""The font of what is printed: it comes with the library that writes PDFs."""
_FONTS = f"{FONT}, DejaVu Sans, Liberation Sans, Arial, sans-serif"
"""Where that font is not, another: some programs leave out a text whose only font they lack."""
_WIDTH, _PAD, _LINE, _TITLE, _TEXT = 236, 10, 15, 12.5, 11
_CHARACTERS, _TITLE_CHARACTERS = 36, 30
_LETTER = 8.0
"""How wide a letter of an answer is, at most on average."""
_ACTION_WIDTH, _ACTION_CHARACTERS = 150, 22
_CLEAR = 8
"""Least distance between a box and a line that passes by it."""
_MOST_ACTORS, _MOST_KINDS = 3, 5
_PAGE = 1200
_SMALL = 0.7
"""The share of its size under which a chain of boxes is no longer read."""
_INK, _SOFT, _FAINT = "#1c2733", "#4a5663", "#8e99a4"
_LOOKS = {
    "held": ("#e9f4ee", "#2b7a4b", ""),
    "second": ("#fdf1d8", "#a8670b", ""),
    "full": ("#fdf1d8", "#a8670b", ""),
    "partly": ("#fdf1d8", "#a8670b", "7 3"),
    "waiting": ("#e8f0f8", "#2d5f94", "7 3"),
    "unknown": ("#ffffff", "#4a5663", "3 3"),
    "nobody": ("#fbe3e0", "#b3261e", ""),
    "family": ("#ffffff", "#8e99a4", ""),
}
"""Background, border and dashes of a step, by whether the territory can take it; a word says it too."""


@dataclass(frozen=True)
class _Line:
    """A line of text in a box."""

    text: str
    bold: bool = False
    soft: bool = False


@dataclass(frozen=True)
class _Box:
    """A box to lay out: a step, or what is done between two."""

    id: str
    lines: tuple[_Line, ...]
    width: int
    look: tuple[str, str, str]
    transition: bool = False
    rounded: bool = False

    @property
    def height(self) -> int:
        """How high its lines make it."""
        return _LINE * len(self.lines) + 2 * _PAD


@dataclass(frozen=True)
class ChapterDrawing:
    """A chapter of a diagram as SVG of its own, in pixels."""

    chapter: str
    svg: str
    width: float
    height: float


def flowchart(drawn: Diagram, texts: Texts, *, width: int = _PAGE) -> str:
    """Return a diagram as one SVG, its chapters one under the other."""
    chapters = chapter_drawings(drawn, texts, width=width)
    inside, top = [], 0.0
    for one in chapters:
        inside.append(f'<g transform="translate(0 {top:.0f})">{one.svg}</g>')
        top += one.height + 18
    across = max((one.width for one in chapters), default=float(width))
    title = escape(diagram_title(drawn, texts))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across:.0f}" height="{top + 34:.0f}" '
        f'viewBox="0 0 {across:.0f} {top + 34:.0f}" role="img" aria-label="{title}" '
        f'font-family="{_FONTS}">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>'
        f'<text x="4" y="20" font-size="15" font-weight="bold" fill="{_INK}">{title}</text>'
        f'<g transform="translate(0 34)">{"".join(inside)}</g></svg>'
    )


def diagram_title(drawn: Diagram, texts: Texts) -> str:
    """Return the title of a diagram: the zone, the stratum, the time that counts as near."""
    return texts(
        "diagram-title",
        zone=drawn.zone_name,
        stratum=stratum_name(drawn.stratum, texts),
        minutes=f"{drawn.threshold_min:g}",
    )


def chapter_drawings(drawn: Diagram, texts: Texts, *, width: int = _PAGE) -> list[ChapterDrawing]:
    """Return the chapters of a diagram, those that have a step, each laid out by itself."""
    made = []
    for chapter in CHAPTERS:
        steps = [one for one in drawn.steps if one.step.chapter == chapter]
        if steps:
            made.append(_chapter(drawn, steps, chapter, texts, width=width))
    return made


def flowchart_png(svg: str, *, zoom: float = 1.0) -> bytes:
    """Return a drawing as a picture, with the font that comes with Maillage."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            font_files=[str(one) for one in font_files().values()],
            font_family=FONT,
            skip_system_fonts=True,
            zoom=zoom,
        )
    )


def flowchart_pdf(drawn: Diagram, texts: Texts) -> bytes:
    """Return a diagram as a PDF, one chapter a page where it needs one: A4, lying down."""
    register_fonts()
    out = io.BytesIO()
    size = landscape(A4)
    page = Canvas(out, pagesize=size)
    page.setTitle(diagram_title(drawn, texts))
    margin, head = 28, 24
    top = size[1] - margin - head
    _page_title(page, drawn, texts, size[1] - margin)
    room = top
    for one in chapter_drawings(drawn, texts):
        picture: Any = svg2rlg(io.BytesIO(standing_svg(one).encode()))
        # The library turns pixels into points: its own size counts.
        scale = min((size[0] - 2 * margin) / picture.width, (top - margin) / picture.height, 1.0)
        high = picture.height * scale
        if room - high < margin and room < top:
            page.showPage()
            _page_title(page, drawn, texts, size[1] - margin)
            room = top
        picture.scale(scale, scale)
        renderPDF.draw(picture, page, margin, room - high)
        room -= high + 10
    page.showPage()
    page.save()
    return out.getvalue()


def flowchart_mermaid(drawn: Diagram, texts: Texts) -> str:
    """Return a diagram as Mermaid, to be edited by hand in any tool that reads it."""
    lines = ["flowchart TD", f"  %% {_mermaid(diagram_title(drawn, texts))}"]
    for chapter in CHAPTERS:
        steps = [one for one in drawn.steps if one.step.chapter == chapter]
        if not steps:
            continue
        lines.append(f'  subgraph {_node(chapter)}["{_mermaid(texts(f"chapter-{chapter}"))}"]')
        for one in steps:
            said = "<br/>".join(_mermaid(line.text) for line in _box(one, texts).lines)
            lines.append(f'    {_node(one.step.code)}["{said}"]:::{one.state}')
        lines.append("  end")
    actions = 0
    for move in _merged(drawn):
        target, label = move[1], texts(f"diagram-{move[2]}") if move[2] else ""
        source, arrow = _node(move[0]), f"-->|{label}|" if label else "-->"
        action = _mermaid(move[3][texts.language])
        if action:
            actions += 1
            lines.append(f'  {source} {arrow} action{actions}(["{action}"])')
            source, arrow = f"action{actions}", "-->"
        if target is not None:
            lines.append(f"  {source} {arrow} {_node(target)}")
    for state, (fill, stroke, dashes) in _LOOKS.items():
        dashed = f",stroke-dasharray:{dashes}" if dashes else ""
        lines.append(f"  classDef {state} fill:{fill},stroke:{stroke}{dashed}")
    return "\n".join(lines) + "\n"


_Way = tuple[str, str | None, str, Words]
_Point = tuple[float, float]
_Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _merged(drawn: Diagram) -> list[_Way]:
    """Return the moves, two answers that lead to the same place without anything done being one."""
    ways: list[_Way] = []
    for one in drawn.moves:
        twin = next(
            (other for other in drawn.moves if other.source == one.source and other.answer not in {"", one.answer}),
            None,
        )
        same = twin is not None and twin.target == one.target
        if same and not _said(one.action) and twin is not None and not _said(twin.action):
            if one.answer == "yes":
                ways.append((one.source, one.target, "", one.action))
            continue
        ways.append((one.source, one.target, one.answer, one.action))
    return ways


def _said(words: Words) -> bool:
    return any(words.values())


def _chapter(drawn: Diagram, steps: Sequence[DiagramStep], chapter: str, texts: Texts, *, width: int) -> ChapterDrawing:
    boxes = {one.step.code: _box(one, texts) for one in steps}
    edges: list[tuple[str, str, str]] = []
    for source, target, answer, action in _merged(drawn):
        if source not in boxes:
            continue
        label = texts(f"diagram-{answer}") if answer else ""
        here = source
        if _said(action):
            told = action[texts.language]
            here = f"{source}/{answer}"
            boxes[here] = _Box(here, _action_lines(told), _ACTION_WIDTH, ("#ffffff", _FAINT, ""), rounded=True)
            edges.append((source, here, label))
            label = ""
        if target in boxes:
            edges.append((here, str(target), label))
    return _laid_out(list(boxes.values()), edges, texts(f"chapter-{chapter}"), chapter, width=width)


def _laid_out(
    boxes: Sequence[_Box], edges: Sequence[tuple[str, str, str]], title: str, chapter: str, *, width: int
) -> ChapterDrawing:
    highest = max(box.height for box in boxes)
    columns = sum(not box.rounded for box in boxes)
    aspect = max(1.0, width / max(1.0, (highest + 60.0) * -(-columns * 400 // width)))
    laid = _layout(boxes, edges, "leftright", aspect)
    if _share(laid, width) < _SMALL:
        # Some chains are not folded: they are read from top to bottom, where that writes them larger.
        laid = max(laid, _layout(boxes, edges, "topbottom", aspect), key=lambda one: _share(one, width))
    low, high = laid.bounds["min"], laid.bounds["max"]
    left, top = 6 - low["x"], 34 - low["y"]
    across, tall = high["x"] - low["x"] + 12, high["y"] - low["y"] + 44
    scale = min(1.0, width / across)
    parts = [f'<text x="6" y="18" font-size="13" font-weight="bold" fill="{_SOFT}">{escape(title)}</text>']
    places = {box.id: _place(box, node, left, top) for box, node in zip(boxes, laid.nodes, strict=True)}
    lines = [
        _line(edge, places[source], places[target], left, top)
        for edge, (source, target, _) in zip(laid.edges, edges, strict=True)
    ]
    parts += [_line_svg(points) for points in lines]
    parts += _answers_svg(lines, [label for _, _, label in edges], list(places.values()))
    parts += [_box_svg(box, places[box.id]) for box in boxes]
    inside = "".join(parts)
    svg = f'<g transform="scale({scale:.4f})">{inside}</g>' if scale < 1 else inside
    return ChapterDrawing(chapter, svg, across * scale, tall * scale)


def _layout(
    boxes: Sequence[_Box], edges: Sequence[tuple[str, str, str]], direction: str, aspect: float
) -> graphlay.Layout:
    graph = graphlay.Graph()
    for box in boxes:
        # A line that passes a box is brought straight along its border unless the box is told larger than it is.
        beside, above = (2 * _CLEAR, 0) if direction == "topbottom" else (0, 2 * _CLEAR)
        graph.node(box.id, width=box.width + beside, height=box.height + above)
    for source, target, label in edges:
        more: dict[str, Any] = {"label_size": {"width": _LETTER * len(label), "height": 14.0}} if label else {}
        graph.edge(source, target, **more)
    options = {
        "direction": direction,
        "spacing": {"layer_gap": 46.0, "node_gap": 14.0, "dummy_gap": 14.0, "edge_label_margin": 8.0},
        "wrap": {"viewport_aspect": aspect},
    }
    return graphlay.layout(graph, options=options)


def _share(laid: graphlay.Layout, width: int) -> float:
    """Return the share of its size at which a layout is drawn on a page of a width, and of 1.3 times its height."""
    low, high = laid.bounds["min"], laid.bounds["max"]
    return float(min(1.0, width / (high["x"] - low["x"]), 1.3 * width / (high["y"] - low["y"])))


def standing_svg(one: ChapterDrawing) -> str:
    """Return a chapter as a file of its own."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{one.width:.0f}" height="{one.height:.0f}" '
        f'viewBox="0 0 {one.width:.0f} {one.height:.0f}" font-family="{_FONTS}">{one.svg}</svg>'
    )


def _box(one: DiagramStep, texts: Texts) -> _Box:
    language, step = texts.language, one.step
    lines = [_Line(part, bold=True) for part in _wrapped(step.label[language], _TITLE_CHARACTERS)]
    lines += [_Line(part, soft=True) for part in _wrapped(step.question[language], _CHARACTERS)]
    for told in _actors(one.actors, texts):
        lines += [_Line(part) for part in _wrapped(f"• {told}", _CHARACTERS)]
    lines += [_Line(part, bold=True, soft=True) for part in _wrapped(step_state(one, texts), _TITLE_CHARACTERS)]
    if step.risk[language]:
        risk = texts("diagram-risk", risk=step.risk[language])
        lines += [_Line(part, soft=True) for part in _wrapped(risk, _CHARACTERS)]
    return _Box(step.code, tuple(lines), _WIDTH, _LOOKS[one.state], transition=step.transition)


def _actors(actors: Sequence[CarrierActor], texts: Texts) -> list[str]:
    """Return who carries a step: their names where they are few, else how many of each kind."""
    if len(actors) <= _MOST_ACTORS:
        return [_actor(one, texts) for one in actors]
    kinds: dict[str, list[CarrierActor]] = {}
    for one in actors:
        kinds.setdefault(one["kind"], []).append(one)
    told = []
    for kind, own in list(kinds.items())[:_MOST_KINDS]:
        full = [one for one in own if one["room"] == "no"]
        name = texts("diagram-kind", kind=short_kind(kind, texts), count=len(own))
        told.append(texts("diagram-actor", name=name, room=room_text(full[0], texts)) if full else name)
    more = len(kinds) - _MOST_KINDS
    return [*told, texts("diagram-more-kinds", count=more)] if more > 0 else told


def _actor(actor: CarrierActor, texts: Texts) -> str:
    name = shortened(actor["name"], longest=46)
    if actor["room"] == "no":
        return texts("diagram-actor", name=name, room=room_text(actor, texts))
    return name


def _action_lines(told: str) -> tuple[_Line, ...]:
    return tuple(_Line(part) for part in _wrapped(told, _ACTION_CHARACTERS))


def _wrapped(text: str, characters: int) -> list[str]:
    # The font has no narrow space, and its unbreakable one is wide: what must not be cut is kept, then spaced plainly.
    kept = text.replace("\u202f", "\u00a0")
    return [line.replace("\u00a0", " ") for line in textwrap.wrap(kept, characters)]


def _place(box: _Box, node: dict[str, Any], left: float, top: float) -> _Area:
    """Return where a box is drawn: in the middle of the room that was kept for it."""
    x = node["center"]["x"] - box.width / 2 + left
    y = node["center"]["y"] - box.height / 2 + top
    return (x, y, x + box.width, y + box.height)


def _box_svg(box: _Box, place: _Area) -> str:
    fill, stroke, dashes = box.look
    x, y = place[:2]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    heavy = 2.4 if box.transition else 1.2
    radius = box.height / 2 if box.rounded else 5
    parts = [
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{box.width}" height="{box.height}" rx="{min(radius, 14):.0f}" '
        f'fill="{fill}" stroke="{stroke}" stroke-width="{heavy}"{dashed}/>'
    ]
    for at, line in enumerate(box.lines):
        size = _TITLE if line.bold and not line.soft else _TEXT
        weight = ' font-weight="bold"' if line.bold else ""
        colour = _SOFT if line.soft else _INK
        parts.append(
            f'<text x="{x + _PAD:.1f}" y="{y + _PAD + _LINE * at + 11:.1f}" font-size="{size}"{weight} '
            f'fill="{colour}">{escape(line.text)}</text>'
        )
    return "".join(parts)


def _line(edge: dict[str, Any], source: _Area, target: _Area, left: float, top: float) -> list[_Point]:
    """Return the points of a line, its ends brought onto the boxes as they are drawn."""
    points = [(one["x"] + left, one["y"] + top) for one in edge["points"]]
    points = _ending(points[::-1], source, edge["source_port"]["side"])[::-1]
    return _ending(points, target, edge["target_port"]["side"])


def _ending(points: list[_Point], box: _Area, side: str) -> list[_Point]:
    x, y = points[-1]
    if side in {"top", "bottom"}:
        return [*points[:-1], (x, box[1] if side == "top" else box[3])]
    held = min(max(y, box[1] + _PAD), box[3] - _PAD)
    if held == y or box[1] + _PAD / 2 <= y <= box[3] - _PAD / 2:
        return points
    turn = x + (-2 * _PAD if side == "left" else 2 * _PAD)
    return [*points[:-1], (turn, y), (turn, held), (x, held)]


def _line_svg(points: Sequence[_Point]) -> str:
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{way}" fill="none" stroke="{_SOFT}" stroke-width="1.3"/>{_head(points)}'


def _answers_svg(lines: Sequence[Sequence[_Point]], labels: Sequence[str], boxes: Sequence[_Area]) -> list[str]:
    """Return the answers, each beside the line that leaves with it: where nothing is drawn yet."""
    taken = [*boxes, *(_around(*ends) for points in lines for ends in pairwise(points))]
    taken += [_around((x - 8, y - 5), (x + 8, y + 5)) for (x, y) in (points[-1] for points in lines)]
    parts = []
    for points, label in zip(lines, labels, strict=True):
        if not label:
            continue
        across = _LETTER * len(label)
        room = next(
            (one for one in _beside(points, across) if not any(_meet(one, other) for other in taken)),
            next(_beside(points, across)),
        )
        taken.append(room)
        parts.append(
            f'<text x="{room[0]:.1f}" y="{room[3]:.1f}" font-size="{_TEXT}" font-weight="bold" '
            f'fill="{_INK}">{escape(label)}</text>'
        )
    return parts


def _beside(points: Sequence[_Point], across: float) -> Iterator[_Area]:
    """Yield the places of an answer beside its line, the nearest to where the line leaves first."""
    high = _TEXT * 0.8
    for (x0, y0), (x1, y1) in pairwise(points):
        for off in (8, 4, 14, 24):
            if y0 == y1:
                x = x0 + off if x1 > x0 else x0 - off - across
                yield from ((x, y - high, x + across, y) for y in (y0 - 4, y0 + high + 4))
            else:
                y = y0 + off + high if y1 > y0 else y0 - off
                yield from ((x, y - high, x + across, y) for x in (x0 + 5, x0 - 5 - across))


def _around(one: _Point, other: _Point) -> _Area:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _meet(one: _Area, other: _Area, *, clear: float = 2.0) -> bool:
    return (
        one[0] < other[2] + clear
        and other[0] < one[2] + clear
        and one[1] < other[3] + clear
        and other[1] < one[3] + clear
    )


def _head(points: Sequence[tuple[float, float]]) -> str:
    """Return the point of an arrow: some readers of SVG know no markers."""
    (x0, y0), (x1, y1) = points[-2], points[-1]
    length = max(1e-6, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    back = (x1 - 8 * ux, y1 - 8 * uy)
    corners = [(x1, y1), (back[0] - 4 * uy, back[1] + 4 * ux), (back[0] + 4 * uy, back[1] - 4 * ux)]
    return f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in corners)}" fill="{_SOFT}"/>'


def _page_title(page: Canvas, drawn: Diagram, texts: Texts, top: float) -> None:
    page.setFont(FONT, 11)
    page.drawString(28, top - 8, diagram_title(drawn, texts).replace("\u202f", "\u00a0"))


def register_fonts() -> None:
    """Make the font known to whoever writes a PDF."""
    for style, path in font_files().items():
        register_font(FONT, str(path), *style)


@cache
def font_files() -> dict[tuple[str, str], Path]:
    """Return the font files by weight and style."""
    folder = Path(reportlab.__file__).parent / "fonts"
    return {("normal", "normal"): folder / "Vera.ttf", ("bold", "normal"): folder / "VeraBd.ttf"}


def _node(code: str) -> str:
    """Return a code as Mermaid names a node."""
    return "n_" + "".join(letter if letter.isalnum() else "_" for letter in code)


def _mermaid(text: str) -> str:
    """Return a text that Mermaid reads as a text."""
    return escape(text.replace("\n", " "), quote=True).replace("#", "#35;").replace("&quot;", "#quot;")
