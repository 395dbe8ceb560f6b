"""Two editions side by side, on one page: what improved, what worsened, and what it comes from."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.dossier.ask import DossierAnswers
from analysis.dossier.editions import Direction, EditionFigure, Editions
from analysis.question import Selection
from geo.files.portable_names import portable_name
from ui.dossier.blocks import Dossier, Section, numbered
from ui.dossier.telling import bullets, notes, opening, services_name, table
from ui.texts import Texts
from ui.words.measures import figure, share, trip
from ui.words.numbers import count, day, decimal

_COLUMNS = ("figure", "before", "now", "services", "others")
_DIRECTIONS: tuple[Direction, ...] = ("better", "worse", "neither")
_PLAIN = {
    "births": "column-births",
    "population": "column-population",
    "need": "column-need",
    "capacity": "column-capacity",
    "coverage_rate": "column-coverage",
    "gap": "column-gap",
    "mean_min": "column-mean-minutes",
}
_WHOLE_ZONE = ("births", "population")


@dataclass(frozen=True)
class EditionLine:
    """A figure of two editions in words: ``cells`` are its name, before, now, through services, through the rest."""

    direction: Direction
    cells: tuple[str, ...]


def edition_lines(found: Editions, now: DossierAnswers, texts: Texts) -> list[EditionLine]:
    """Return the figures whose change is seen once they are rounded as everywhere, what improved first."""
    lines = [EditionLine(one.direction, _cells(one, now, texts)) for one in found.figures]
    seen = [line for line in lines if line.cells[1] != line.cells[2]]
    return sorted(seen, key=lambda line: _DIRECTIONS.index(line.direction))


def edition_sentences(found: Editions, lines: list[EditionLine], texts: Texts) -> list[str]:
    """Return what changed in a sentence, then what the changes come from where there are any."""
    counts = {name: sum(line.direction == name for line in lines) for name in _DIRECTIONS}
    since = day(found.since.isoformat(), texts.language)
    told = [texts("editions-found", since=since, figures=len(lines), **counts)]
    return [*told, *([texts(f"editions-others-{found.others}")] if lines else [])]


def edition_headers(texts: Texts) -> list[str]:
    """Return the titles of the cells of a line."""
    return [texts(f"editions-column-{name}") for name in _COLUMNS]


def edition_page(found: Editions, now: DossierAnswers, texts: Texts, *, today: str) -> Dossier:
    """Return the page of two editions, ready to be written in any format.

    Parameters
    ----------
    today
        The day of the later edition, in ISO form.
    """
    lines = edition_lines(found, now, texts)
    first, *rest = edition_sentences(found, lines, texts)
    since = day(found.since.isoformat(), texts.language)
    sections = [Section("found", texts("editions-in-short"), (*opening([first]), *notes(rest)))]
    for direction in _DIRECTIONS:
        rows = [line.cells for line in lines if line.direction == direction]
        caption = texts(f"editions-table-{direction}")
        said = table(caption, edition_headers(texts), rows, widths=(5, 2, 2, 2.4, 2.4))
        sections.append(Section(direction, caption, tuple(said)))
    sections.append(Section("how", texts("editions-how"), tuple(bullets([texts("editions-how-told")]))))
    title = texts("editions-title", zone=now.record["name"], since=since)
    return Dossier(
        title=title,
        subtitle=services_name(now.question.selection, texts),
        day=day(today, texts.language),
        language=texts.language,
        sections=numbered(tuple(sections)),
        words={word: texts(f"dossier-word-{word}") for word in ("contents", "table", "figure", "page", "draft-note")},
        file_name=portable_name(texts("editions-file", zone=now.record["name"], since=found.since.isoformat())),
        contents=False,
    )


def _cells(one: EditionFigure, now: DossierAnswers, texts: Texts) -> tuple[str, ...]:
    group, _, rest = one.figure.partition("/")
    kind = rest.partition("/")[0]
    told, changed = _forms(kind, texts)
    changes = (texts("unknown") if value is None else changed(value) for value in (one.services, one.others))
    return (_name(group, rest, now, texts), told(one.before), told(one.now), *changes)


def _name(group: str, rest: str, now: DossierAnswers, texts: Texts) -> str:
    kind, _, minutes = rest.partition("/")
    if group == "diagnosis":
        subject = services_name(now.question.selection, texts)
    else:
        code = group.removeprefix("reach ")
        record = next((one.record for one in now.reached if code in (one.record["kind"], one.record["function"])), None)
        subject = code if record is None else services_name(Selection(record["kind"], record["function"]), texts)
    if kind == "share_within":
        return texts("dossier-within", subject=subject, minutes=minutes)
    name = texts(_PLAIN[kind])
    return name if kind in _WHOLE_ZONE else texts("editions-of", subject=subject, figure=name)


def _forms(kind: str, texts: Texts) -> tuple[Callable[[float | None], str], Callable[[float], str]]:
    """Return how a figure is written, and how its change is."""
    if kind in {"coverage_rate", "share_within"}:
        return (
            lambda value: share(value, texts),
            lambda value: texts("editions-points", points=_signed(round(value * 100, 1), texts, digits=1)),
        )
    if kind == "mean_min":
        return (
            lambda value: trip(value, texts),
            lambda value: texts("editions-minutes", minutes=_signed(round(value, 1), texts, digits=1)),
        )
    return (lambda value: figure(value, texts), lambda value: _signed(round(value), texts))


def _signed(value: float, texts: Texts, *, digits: int = 0) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    size = abs(value)
    return f"{sign}{decimal(size, texts.language, digits=digits) if digits and size else count(size, texts.language)}"
