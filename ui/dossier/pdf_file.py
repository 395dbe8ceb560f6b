"""A dossier as a PDF that everybody can read: tagged (PDF/UA-1), its fonts inside, its drawings as vectors."""

import base64
import json
from importlib import resources
from typing import Any

import typst

from geo.errors import BadInputError
from ui.dossier.blocks import Block, BulletList, Dossier, Paragraph, Picture, TextTable
from ui.dossier.quoted import SOURCE_LANGUAGE

_FONTS = ["Libertinus Serif", "DejaVu Sans", "Noto Sans", "Noto Sans Arabic"]
"""The first comes with the typesetter, whatever the machine has; the others are for letters that it lacks."""

_ANNEXES = {"actors", "method", "sources", "glossary"}
"""What is looked up rather than read, set smaller."""

_NOT_CERTIFIED = ("could not be displayed", "PDF/UA-1 error")
"""What the typesetter says of a text that no font can write, and of tags that it cannot vouch for."""


def pdf_bytes(dossier: Dossier) -> bytes:
    """Return a dossier as a PDF.

    Where no font of the machine has a letter of it, or the typesetter cannot vouch for its tags, the file is not
    certified PDF/UA: it stays tagged, and the letter is drawn as an empty box.

    Raises
    ------
    BadInputError
        ``dossier-pdf`` when it cannot be laid out.
    """
    template = (resources.files("ui.dossier") / "template.typ").read_bytes()
    given = json.dumps(_plain(dossier), ensure_ascii=False)
    try:
        made = _compiled(template, given, ["ua-1"])
    except (typst.TypstError, RuntimeError) as error:
        if not any(said in str(error) for said in _NOT_CERTIFIED):
            raise BadInputError("dossier-pdf", reason=str(error).splitlines()[0]) from error
        made = _compiled(template, given, [])
    return made


def _compiled(template: bytes, given: str, standards: list[str]) -> bytes:
    more: dict[str, Any] = {"pdf_standards": standards}
    made: bytes = typst.compile(template, format="pdf", sys_inputs={"dossier": given}, **more)
    return made


def _plain(dossier: Dossier) -> dict[str, Any]:
    return {
        "title": dossier.title,
        "subtitle": dossier.subtitle,
        "day": dossier.day,
        "signed": " — ".join(part for part in (dossier.day, dossier.author) if part),
        "author": dossier.author or "Maillage",
        "language": dossier.language,
        "draft": dossier.draft,
        "words": dict(dossier.words),
        "replay": dossier.replay,
        "contents": dossier.contents,
        "logo": _logo(dossier.logo),
        "fonts": _FONTS,
        "sections": [
            {
                "depth": depth,
                "heading": section.heading,
                "annex": section.key in _ANNEXES,
                "blocks": [_block(block, dossier) for block in section.blocks],
            }
            for depth, section in dossier.all_sections()
        ],
    }


def _logo(logo: bytes) -> str:
    """Return a picture as a drawing that holds it: text travels to the typesetter, bytes do not."""
    if not logo:
        return ""
    kind = "png" if logo.startswith(b"\x89PNG") else "jpeg"
    told = base64.b64encode(logo).decode("ascii")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">'
        f'<image width="300" height="100" preserveAspectRatio="xMinYMid" href="data:image/{kind};base64,{told}"/></svg>'
    )


def _block(block: Block, dossier: Dossier) -> dict[str, Any]:
    match block:
        case Paragraph(text=text, role=role):
            return {"kind": "paragraph", "text": _said(text, dossier), "role": role}
        case BulletList(lines=lines):
            return {"kind": "list", "lines": [_said(line, dossier) for line in lines]}
        case TextTable():
            return {
                "kind": "table",
                "caption": block.caption,
                "headers": list(block.headers),
                "rows": [[_said(cell, dossier) for cell in row] for row in block.rows],
                "figures": [block.is_figure(at) for at in range(len(block.headers))],
                "widths": list(block.shares),
                "total": block.last_is_total,
            }
        case Picture():
            return {
                "kind": "picture",
                "caption": block.caption,
                "alternative": block.alternative,
                "svg": block.svg,
                "width": block.width,
            }


def _said(text: str, dossier: Dossier) -> str | list[dict[str, str]]:
    """Return a text as it is, or in parts with their language where one is not the document's."""
    parts = dossier.parts(text)
    if not any(foreign for _, foreign in parts):
        return text
    return [{"text": part, "language": SOURCE_LANGUAGE if foreign else dossier.language} for part, foreign in parts]
