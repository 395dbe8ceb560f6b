"""A dossier put together: which sections, in which order, under which title."""

from collections.abc import Callable, Mapping
from datetime import date

import geopandas as gpd

from analysis.dossier.ask import DossierAnswers
from geo.files.portable_names import portable_name
from ui.dossier.annexes import annexes, unknown
from ui.dossier.blocks import Dossier, Section, numbered
from ui.dossier.need_sections import capacity, choice, norms, path, plans
from ui.dossier.telling import Told
from ui.dossier.territory_sections import answer, existing, families, reach
from ui.texts import Texts
from ui.words.numbers import day

SECTIONS: Mapping[str, Callable[[Told], Section]] = {
    "answer": answer,
    "families": families,
    "existing": existing,
    "reach": reach,
    "capacity": capacity,
    "choice": choice,
    "path": path,
    "plans": plans,
    "norms": norms,
    "unknown": unknown,
    "annexes": annexes,
}
"""Every section of the dossier, in the order it is read; one that has nothing to say is left out."""

_WORDS = ("contents", "table", "figure", "page", "draft-note")


def compose(
    answers: DossierAnswers, shapes: gpd.GeoDataFrame, texts: Texts, *, on: date, final: bool = False
) -> Dossier:
    """Return the dossier of a zone.

    Parameters
    ----------
    shapes
        Polygons of every zone of the territory, in EPSG:4326.
    on
        The day that stands on it.
    final
        Whether somebody said that it is ready; until then each page says that it is a draft.
    """
    told = Told(answers, texts, shapes)
    sections = tuple(build(told) for build in SECTIONS.values())
    draft = "" if final else texts("dossier-draft")
    named = texts("dossier-file", zone=told.name, draft="no" if final else "yes")
    return Dossier(
        title=texts("dossier-title", zone=told.name),
        subtitle=told.subject,
        day=day(on.isoformat(), texts.language),
        language=texts.language,
        sections=numbered(sections),
        words={word: texts(f"dossier-word-{word}") for word in _WORDS},
        draft=draft,
        file_name=portable_name(named),
    )
