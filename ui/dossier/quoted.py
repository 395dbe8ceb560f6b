"""Words of sources in a document of another language: quoted, and read aloud in theirs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.dossier.ask import DossierAnswers
from ui.dossier.blocks import Block, BulletList, Paragraph, Section, parted

SOURCE_LANGUAGE = "fr"
"""The language that registers and sources are written in."""

_NAMED, _PUBLISHED = {"title", "source", "what", "article"}, {"publisher", "date", "licence"}
_SHORTEST = 12
_FRENCH = re.compile(r"[éèêàçùîôœ’]|\b(?:de|des|du|la|les|le|et|par|pour|une?)\b", re.IGNORECASE)


def source_words(answers: DossierAnswers, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the titles of sources, and all that is said of sources, that are in French in another language."""
    if language == SOURCE_LANGUAGE:
        return (), ()
    records: list[object] = [answers.record, answers.ledger, answers.norms, *answers.kinds]
    records += [one.record for one in answers.reached] + [one.register for one in answers.functions]
    found = [pair for record in records for pair in _strings(record)]
    for source in answers.data.territory.sources.values():
        found += [("title", source.title), ("publisher", source.publisher), ("date", source.vintage)]
        found.append(("licence", source.licence))
    french = [(name, text) for name, text in found if len(text) >= _SHORTEST and _FRENCH.search(text)]
    titles = dict.fromkeys(text for name, text in french if name in _NAMED)
    return tuple(titles), tuple(dict.fromkeys(text for _, text in french))


def _strings(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, str) and name in _NAMED | _PUBLISHED:
                yield name, one
            else:
                yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def quoting(sections: Sequence[Section], titles: tuple[str, ...]) -> tuple[Section, ...]:
    """Return sections whose sentences quote the titles of sources; tables give them a column of their own."""
    if not titles:
        return tuple(sections)

    def quoted(text: str) -> str:
        return "".join(f"“{part}”" if foreign else part for part, foreign in parted(text, titles))

    def block_of(block: Block) -> Block:
        match block:
            case Paragraph(text=text):
                return replace(block, text=quoted(text))
            case BulletList(lines=lines):
                return replace(block, lines=tuple(quoted(line) for line in lines))
        return block

    return tuple(
        replace(one, blocks=tuple(map(block_of, one.blocks)), parts=quoting(one.parts, titles)) for one in sections
    )
