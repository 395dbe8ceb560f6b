"""What every section of a dossier is told from, and the small blocks that they share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import geopandas as gpd

from analysis.dossier.ask import DossierAnswers
from analysis.question import Selection
from analysis.records.diagnosis import DiagnosisLine, DiagnosisRecord
from analysis.records.shared import Services
from geo.workspace.territory import Territory
from geo.workspace.vocabulary import load_vocabulary
from ui.dossier.blocks import Block, BulletList, Paragraph, TextTable
from ui.texts import Texts

MOST_PARTS = 60
"""Parts of a zone told one by one: a table of a thousand lines takes minutes to set, and nobody reads it."""


@dataclass(frozen=True, eq=False)
class Told:
    """The answers of a dossier, the language they are told in, and the polygons of the zones (EPSG:4326)."""

    answers: DossierAnswers
    texts: Texts
    shapes: gpd.GeoDataFrame

    @property
    def territory(self) -> Territory:
        """The territory of the dossier."""
        return self.answers.data.territory

    @property
    def name(self) -> str:
        """The name of the zone."""
        return self.answers.record["name"]

    @property
    def minutes(self) -> int:
        """The time that counts as near."""
        return int(self.answers.question.threshold_min or 0)

    @property
    def subject(self) -> str:
        """What the dossier is about first, in words."""
        return services_name(self.answers.question.selection, self.texts)


def services_name(asked: Selection | Services, texts: Texts) -> str:
    """Return the name of the kind or function that is asked about, in the plural."""
    chosen = asked if isinstance(asked, Selection) else Selection(asked["kind"], asked["function"], asked["stratum"])
    topic, code = ("kind", chosen.kind) if chosen.kind else ("function", chosen.function or "")
    return load_vocabulary().label(topic, code, language=texts.language, plural=topic == "kind")


def after_colon(sentence: str) -> str:
    """Return a sentence as it follows a colon: its first word small, unless it is not a word of the language."""
    word = sentence.split(" ", 1)[0]
    return sentence[:1].lower() + sentence[1:] if word.istitle() else sentence


def sentences(lines: Iterable[str]) -> list[Block]:
    """Return plain paragraphs, one per sentence that says something."""
    return [Paragraph(line) for line in lines if line.strip()]


def opening(lines: Sequence[str]) -> list[Block]:
    """Return sentences whose first is the finding of the section."""
    return [Paragraph(lines[0], "finding"), *sentences(lines[1:])] if lines else []


def bullets(lines: Iterable[str]) -> list[Block]:
    """Return a list, or nothing where there is no line; a line that comes twice is said once."""
    said = tuple(dict.fromkeys(line for line in lines if line.strip()))
    return [BulletList(said)] if said else []


def notes(lines: Iterable[str]) -> list[Block]:
    """Return what figures rest on, set smaller."""
    return [Paragraph(line, "note") for line in dict.fromkeys(lines) if line.strip()]


def parts_told(record: DiagnosisRecord, texts: Texts) -> tuple[list[DiagnosisLine], list[Block]]:
    """Return the parts of a zone to tell one by one, and what says so where only those with most people are."""
    parts = record["parts"]
    if len(parts) <= MOST_PARTS:
        return parts, []
    by_people = sorted(parts, key=lambda part: -(part["births"] or part["population"] or 0.0))
    most = {part["zone"] for part in by_people[:MOST_PARTS]}
    return [part for part in parts if part["zone"] in most], notes(
        [texts("dossier-parts-most", told=MOST_PARTS, zones=len(parts))]
    )


def table(
    caption: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    figures: tuple[int, int | None] = (1, None),
    widths: Sequence[float] = (),
    total: bool = False,
) -> list[Block]:
    """Return a table, or nothing where there is no row; ``figures`` are the columns of figures, the last excluded."""
    if not rows:
        return []
    told = tuple(tuple(row) for row in rows)
    return [TextTable(caption, tuple(headers), told, figures[0], tuple(widths), total and len(rows) > 1, figures[1])]
