"""What somebody chose and wrote for a dossier: a file that is kept from one version to the next."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from geo.errors import BadInputError, MissingFileError
from geo.files.toml import read_toml
from ui.dossier.blocks import Block, Paragraph, Section
from ui.texts import Texts, pick

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_LARGEST = 2_000_000


@dataclass(frozen=True)
class OwnParagraph:
    """A paragraph of somebody's: the section that it closes, its text by language, and where it comes from."""

    after: str
    text: dict[str, str]
    source: str = ""


@dataclass(frozen=True)
class Composition:
    """The choices of a dossier: ``sections`` in order (all when empty), ``picture`` is the content of ``logo``."""

    title: dict[str, str] = field(default_factory=dict)
    author: str = ""
    logo: str = ""
    sections: tuple[str, ...] = ()
    paragraphs: tuple[OwnParagraph, ...] = ()
    picture: bytes = b""


def read_composition(path: Path) -> Composition:
    """Return what a file chooses and writes; the logo is looked for beside it.

    Raises
    ------
    MissingFileError
        ``missing-file`` for the file or its logo.
    BadInputError
        ``bad-composition`` when the file says something else, ``dossier-logo`` for a logo that is no picture or too
        large.
    """
    chosen = read_toml(path, Composition, "bad-composition")
    if not chosen.logo:
        return chosen
    picture = path.parent / chosen.logo
    if not picture.is_file():
        raise MissingFileError("missing-file", path=str(picture))
    content = picture.read_bytes() if picture.stat().st_size <= _LARGEST else b""
    if not content.startswith(_PICTURES):
        raise BadInputError("dossier-logo", file=picture.name)
    return replace(chosen, picture=content)


def with_paragraphs(section: Section, chosen: Composition, texts: Texts) -> Section:
    """Return a section with the paragraphs that somebody wrote for it, each followed by its source."""
    own: list[Block] = []
    for one in chosen.paragraphs:
        text = pick(one.text, texts.language).strip()
        if one.after == section.key and text:
            own.append(Paragraph(text))
            own += [Paragraph(texts("dossier-own-source", source=one.source), "note")] if one.source.strip() else []
    return replace(section, blocks=(*section.blocks, *own)) if own else section
