"""What somebody chose and wrote for a dossier: a file that is kept from one version to the next."""

import io
from dataclasses import dataclass, field, replace
from pathlib import Path

import tomlkit
from PIL import Image

from geo.errors import BadInputError, MissingFileError, file_error
from geo.files.atomic import write_atomic
from geo.files.portable_names import portable_name
from geo.files.toml import read_toml
from geo.paths import workspace_folder
from geo.workspace.rights import OWNER, Person, require
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
    """The choices of a dossier: ``sections`` in order (those of the template when empty).

    ``picture`` is the content of ``logo``; ``template`` and ``reference`` are the usual ones when empty; ``final``
    tells that somebody said that the document is ready.
    """

    title: dict[str, str] = field(default_factory=dict)
    author: str = ""
    logo: str = ""
    sections: tuple[str, ...] = ()
    paragraphs: tuple[OwnParagraph, ...] = ()
    picture: bytes = b""
    template: str = ""
    reference: str = ""
    final: bool = False


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
    return replace(chosen, picture=logo_of(content, picture.name))


def logo_of(content: bytes, name: str) -> bytes:
    """Return the content of a logo, once it is known to be a picture that every format holds.

    Raises
    ------
    BadInputError
        ``dossier-logo``.
    """
    if not content.startswith(_PICTURES) or len(content) > _LARGEST:
        raise BadInputError("dossier-logo", file=name)
    try:
        with Image.open(io.BytesIO(content)) as drawn:
            drawn.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadInputError("dossier-logo", file=name) from error
    return content


def logo_name(stem: str, picture: bytes) -> str:
    """Return the name of a logo's file, empty where there is no logo."""
    ending = "png" if picture.startswith(_PICTURES[0]) else "jpg"
    return f"{stem}.{ending}" if picture else ""


def composition_text(chosen: Composition) -> str:
    """Return the file of a composition; reading it again, its logo beside it, gives the same one."""
    document = tomlkit.document()
    for name in ("title", "author", "logo", "template", "reference", "final"):
        if value := getattr(chosen, name):
            document.add(name, value)
    if chosen.sections:
        document.add("sections", list(chosen.sections))
    paragraphs = tomlkit.aot()
    for one in chosen.paragraphs:
        table = tomlkit.table()
        table.add("after", one.after)
        table.add("source", one.source)
        table.add("text", one.text)
        paragraphs.append(table)
    if chosen.paragraphs:
        document.add("paragraphs", paragraphs)
    return tomlkit.dumps(document)


def kept_composition(territory_id: str, zone_id: str) -> Composition:
    """Return what was chosen and written for the dossier of a zone; the usual choices where nothing is kept.

    Raises
    ------
    MissingFileError, BadInputError
        Those of :func:`read_composition`.
    """
    path = composition_path(territory_id, zone_id)
    return read_composition(path) if path.is_file() else Composition()


def keep_composition(territory_id: str, zone_id: str, chosen: Composition, *, person: Person = OWNER) -> Path:
    """Keep what is chosen and written for the dossier of a zone, in place of what was; return its file.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    FileError
        When the disk refuses.
    """
    require(person, "keep")
    path = composition_path(territory_id, zone_id)
    named = logo_name(path.stem, chosen.picture)
    if named:
        write_atomic(path.with_name(named), chosen.picture)
    write_atomic(path, composition_text(replace(chosen, logo=named)))
    for other in (path.with_suffix(f".{one}") for one in ("png", "jpg")):
        if other.name != named:
            try:
                other.unlink(missing_ok=True)
            except OSError as error:
                raise file_error(error, other) from error
    return path


def composition_path(territory_id: str, zone_id: str) -> Path:
    """Return the file that keeps the composition of a zone's dossier, which may not exist yet."""
    return workspace_folder() / "dossiers" / territory_id / f"{portable_name(zone_id)}.toml"


def with_paragraphs(section: Section, chosen: Composition, texts: Texts) -> Section:
    """Return a section with the paragraphs that somebody wrote for it, each followed by its source."""
    own: list[Block] = []
    for one in chosen.paragraphs:
        text = pick(one.text, texts.language).strip()
        if one.after == section.key and text:
            own.append(Paragraph(text))
            own += [Paragraph(texts("dossier-own-source", source=one.source), "note")] if one.source.strip() else []
    return replace(section, blocks=(*section.blocks, *own)) if own else section
