"""A dossier put together: which sections, in which order, under which title."""

from collections.abc import Callable, Mapping
from datetime import date

import geopandas as gpd

from analysis.dossier.ask import DossierAnswers
from analysis.dossier.replay import replay_record
from geo.errors import BadInputError
from geo.files.portable_names import portable_name
from geo.json_values import json_text
from ui.dossier.annexes import actors, annexes, glossary, method, sources, sources_named, unknown, unknown_first
from ui.dossier.blocks import Dossier, Section, numbered
from ui.dossier.composition import Composition, with_paragraphs
from ui.dossier.need_sections import capacity, choice, network, norms, path, plans
from ui.dossier.project_sections import compared, complement, costs, handovers, interviews, partners, place
from ui.dossier.quoted import quoting, source_words
from ui.dossier.telling import Told
from ui.dossier.templates import DEFAULT, load_template
from ui.dossier.territory_sections import answer, existing, families, reach
from ui.texts import Texts, pick
from ui.words.numbers import day

SECTIONS: Mapping[str, Callable[[Told], Section]] = {
    "answer": answer,
    "families": families,
    "existing": existing,
    "reach": reach,
    "capacity": capacity,
    "choice": choice,
    "network": network,
    "path": path,
    "handovers": handovers,
    "plans": plans,
    "norms": norms,
    "interviews": interviews,
    "unknown": unknown,
    "annexes": annexes,
    "place": place,
    "complement": complement,
    "partners": partners,
    "costs": costs,
    "compared": compared,
    "actors": actors,
    "method": method,
    "sources": sources,
    "glossary": glossary,
    "unknown-first": unknown_first,
    "sources-named": sources_named,
}
"""Every section of a document; one that has nothing to say is left out."""

_WORDS = ("contents", "table", "figure", "page", "draft-note")


def compose(
    answers: DossierAnswers,
    shapes: gpd.GeoDataFrame,
    texts: Texts,
    *,
    on: date,
    final: bool = False,
    composition: Composition | None = None,
    template: str | None = None,
) -> Dossier:
    """Return the dossier of a zone.

    Parameters
    ----------
    shapes
        Polygons of every zone of the territory, in EPSG:4326.
    on
        The day that stands on it.
    final
        Whether somebody said that it is ready, here or in the composition; until then each page says that it is a
        draft.
    composition
        What somebody chose and wrote: sections, their order, own paragraphs, author and logo.
    template
        Name of the template, whose sections stand where the composition chooses none; that of the composition, or
        the usual one, when None.

    Raises
    ------
    BadInputError
        ``dossier-section`` when a section that is asked for does not exist.
    NotFoundError
        ``unknown-template``.
    """
    told, chosen = Told(answers, texts, shapes), composition or Composition()
    template, final = template or chosen.template or DEFAULT, final or chosen.final
    model = load_template(template)
    wanted = chosen.sections or model.sections
    for key in (*wanted, *(one.after for one in chosen.paragraphs)):
        if key not in SECTIONS:
            raise BadInputError("dossier-section", section=key, known=", ".join(SECTIONS))
    written = {one.after for one in chosen.paragraphs}
    # The place kept for interviews goes once somebody has written them, or said that the document is ready.
    kept = [key for key in wanted if key != "interviews" or not (final or key in written)]
    made = {key: SECTIONS[key](told) for key in kept}
    empty = Section("interviews", texts("dossier-section-interviews"), ())
    sections = tuple(with_paragraphs(made.get(key, empty), chosen, texts) for key in wanted)
    quoted, foreign = source_words(answers, texts.language)
    titles = {**model.titles, **chosen.title}
    name = texts("dossier-file", zone=told.name, draft="no" if final else "yes")
    named = name if template == DEFAULT else f"{template}-{name.removeprefix('dossier-')}"
    return Dossier(
        title=pick(titles, texts.language).replace("{zone}", told.name),
        subtitle=told.subject,
        day=day(on.isoformat(), texts.language),
        language=texts.language,
        sections=numbered(quoting(sections, quoted)),
        words={word: texts(f"dossier-word-{word}") for word in _WORDS},
        author=chosen.author,
        logo=chosen.picture,
        draft="" if final else texts("dossier-draft"),
        replay=json_text(replay_record(answers, on=on)),
        file_name=portable_name(named),
        contents=model.contents,
        foreign=foreign,
    )
