"""What the user has chosen, as one value: every screen draws a view, and every cache is keyed by it."""

from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

from analysis.question import Question, Selection, question_about
from geo.workspace.territory import Territory, load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts, texts


@dataclass(frozen=True)
class View:
    """The choices of the strip.

    ``engine`` is ``auto`` or one of ``geo.travel.engines.ENGINES``; ``births`` is ``latest``, ``mean-3`` or a year;
    ``threshold_min`` is one of the thresholds of the territory, in minutes; ``to_verify`` tells whether actors to
    verify count; ``at`` is the day whose open actors are meant, None for today.
    """

    territory_id: str
    zone_id: str
    selection: Selection
    mode: str
    engine: str
    births: str
    layer: str
    threshold_min: int
    language: str
    to_verify: bool = False
    at: date | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Return the choices alone: equal views are written alike, whatever was read for them."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def territory(self) -> Territory:
        """The territory chosen, as its file was when it was first asked for: a view lasts as long as one run."""
        return load_territory(self.territory_id)

    @property
    def question(self) -> Question:
        """The question that is asked of the territory."""
        return question_about(
            self.selection,
            threshold_min=float(self.threshold_min),
            zone=self.zone_id,
            mode=self.mode,
            engine=self.engine,
            births=self.births,
            layer=self.layer,
            territory=self.territory_id,
            to_verify=self.to_verify,
            at=self.at,
        )

    @property
    def texts(self) -> Texts:
        """The texts in the language chosen."""
        return texts(self.language)

    @property
    def layer_name(self) -> str:
        """The layer of population points in words; its code where the user brought it."""
        key = f"layer-{self.layer}"
        return self.texts(key) if self.texts.has(key) else self.layer

    @property
    def subject(self) -> str:
        """What is asked about, in words: a kind of actor or a function, and a stratum where one is chosen."""
        words = load_vocabulary()
        chosen = self.selection
        topic, code = ("kind", chosen.kind) if chosen.kind else ("function", chosen.function)
        name = words.label(topic, code or "", language=self.language, plural=True)
        if chosen.stratum is None:
            return name
        stratum = words.label("stratum", chosen.stratum, language=self.language)
        return self.texts("subject-with-stratum", subject=name, stratum=stratum)
