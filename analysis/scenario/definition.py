"""A scenario: its name, the question that it is judged on, and its changes."""

from dataclasses import dataclass, field
from typing import Any

from analysis.scenario.changes import Change, change_values
from analysis.selection import Selection
from geo.schema import STRATA

DEMANDS = ("births", "population", "need", *(f"births:{stratum}" for stratum in STRATA))
"""What places weigh in the figures: births, people, need, or the births of one stratum."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a scenario is judged on.

    ``threshold_min`` is inclusive; ``demand`` is one of ``DEMANDS``; ``births`` is ``latest``, ``mean-3`` or a year;
    ``layer`` None is the default layer of the territory; ``zone`` None is the whole territory.
    """

    kind: str | None = None
    function: str | None = None
    stratum: str | None = None
    threshold_min: float | None = None
    demand: str = "births"
    zone: str | None = None
    mode: str = "car"
    engine: str = "auto"
    births: str = "latest"
    layer: str | None = None

    @property
    def selection(self) -> Selection:
        """The services that the question is about."""
        return Selection(kind=self.kind, function=self.function, stratum=self.stratum)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Changes to a territory, under a name, with the question that they answer."""

    name: str
    territory: str
    note: str = ""
    question: Question = field(default_factory=Question)
    changes: tuple[Change, ...] = ()

    def values(self) -> dict[str, Any]:
        """Return the scenario as plain values: all that is needed to run it again."""
        asked = {name: value for name, value in vars(self.question).items() if value is not None}
        return {
            "name": self.name,
            "territory": self.territory,
            **({"note": self.note} if self.note else {}),
            "question": asked,
            "changes": [change_values(change) for change in self.changes],
        }
