"""What a dossier is made of: sections of paragraphs, lists, tables and pictures, whatever file they end in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Role = Literal["plain", "finding", "note"]
"""How a paragraph is set: as text, as what the section finds, or smaller, as what it rests on."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; never empty."""

    text: str
    role: Role = "plain"

    def __post_init__(self) -> None:
        _full(self.text)


@dataclass(frozen=True)
class BulletList:
    """Lines of a list, none of them empty."""

    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        _full(*self.lines)


@dataclass(frozen=True)
class TextTable:
    """A table of texts with its caption; columns from ``figures_from`` to ``figures_until`` are figures, set right.

    ``figures_until`` is excluded, all those that follow are figures when None; a cell may have several lines.
    ``widths`` are the shares of the columns, equal when empty; ``last_is_total`` sets the last row apart.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures_from: int = 1
    widths: tuple[float, ...] = ()
    last_is_total: bool = False
    figures_until: int | None = None

    def __post_init__(self) -> None:
        _full(self.caption, *self.headers)
        if not self.rows:
            raise ValueError(f"{self.caption}: a table without rows")
        if any(len(row) != len(self.headers) for row in self.rows):
            raise ValueError(f"{self.caption}: rows and headers differ")
        if any(not cell.strip() for row in self.rows for cell in row):
            raise ValueError(f"{self.caption}: an empty cell")
        if self.widths and len(self.widths) != len(self.headers):
            raise ValueError(f"{self.caption}: widths and headers differ")

    def is_figure(self, column: int) -> bool:
        """Tell whether a column holds figures."""
        return self.figures_from <= column < (len(self.headers) if self.figures_until is None else self.figures_until)

    @property
    def shares(self) -> tuple[float, ...]:
        """How wide each column is, in shares of the table: a column of texts is wider where nothing is said."""
        return self.widths or tuple(1.4 if self.is_figure(at) else 2.2 for at in range(len(self.headers)))


@dataclass(frozen=True)
class Picture:
    """A drawing (``svg``) with its caption and what it shows, told to those who do not see it.

    ``width`` is the share of the text's width that it takes.
    """

    caption: str
    alternative: str
    svg: str
    width: float = 1.0

    def __post_init__(self) -> None:
        _full(self.caption, self.alternative, self.svg)


Block = Paragraph | BulletList | TextTable | Picture


@dataclass(frozen=True)
class Section:
    """A part of the dossier that has something to say; ``number`` is ``3`` or ``3.1``."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    parts: tuple["Section", ...] = ()
    number: str = ""

    @property
    def heading(self) -> str:
        """The title with its number."""
        return f"{self.number}. {self.title}" if self.number else self.title

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said in it."""
        return not self.blocks and not self.parts


@dataclass(frozen=True)
class Dossier:
    """A whole document, ready to be written.

    ``words`` are those that the writers put around it: ``contents``, ``table``, ``figure``, ``draft``, ``page``.
    ``draft`` is what stands on each page until somebody says it is ready, empty then; ``replay`` is what reproduces its
    figures. ``contents`` tells whether it opens with a page of its own and a table of contents. ``foreign`` are words
    of sources that are in French where the document is not.
    """

    title: str
    subtitle: str
    day: str
    language: str
    sections: tuple[Section, ...]
    words: Mapping[str, str]
    author: str = ""
    logo: bytes = b""
    draft: str = ""
    replay: str = ""
    file_name: str = field(default="dossier", kw_only=True)
    contents: bool = field(default=True, kw_only=True)
    foreign: tuple[str, ...] = field(default=(), kw_only=True)

    def parts(self, text: str) -> list[tuple[str, bool]]:
        """Return a text in parts, each with whether it is in the language of sources rather than the document's."""
        return parted(text, self.foreign)

    def blocks(self) -> Iterator[Block]:
        """Give every block, in reading order."""
        for section in self.sections:
            yield from section.blocks
            for part in section.parts:
                yield from part.blocks

    def all_sections(self) -> Iterator[tuple[int, Section]]:
        """Give every section with its depth, from 1, in reading order."""
        for section in self.sections:
            yield 1, section
            for part in section.parts:
                yield 2, part


def parted(text: str, foreign: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return a text in parts, each with whether it is one of ``foreign``, the longest first."""
    if not foreign:
        return [(text, False)]
    return [(part, bool(rank % 2)) for rank, part in enumerate(_any_of(foreign).split(text)) if part]


@lru_cache(maxsize=4)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    wanted = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({wanted})(?!\w)")


def numbered(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return sections with their numbers, those that say nothing left out."""
    kept = [_trimmed(section) for section in sections]
    kept = [section for section in kept if not section.is_empty]
    return tuple(_numbered(section, str(rank)) for rank, section in enumerate(kept, start=1))


def _trimmed(section: Section) -> Section:
    parts = tuple(part for part in section.parts if not part.is_empty)
    return Section(section.key, section.title, section.blocks, parts)


def _numbered(section: Section, number: str) -> Section:
    parts = tuple(_numbered(part, f"{number}.{rank}") for rank, part in enumerate(section.parts, start=1))
    return Section(section.key, section.title, section.blocks, parts, number)


def _full(*texts: str) -> None:
    """Refuse a text with nothing in it: a hole in a document is a fault, not a blank."""
    if not all(text.strip() for text in texts):
        raise ValueError("A text of a dossier is empty.")
