"""A scenario: its name, the question that it is judged on, and its changes."""

from dataclasses import dataclass, field

from analysis.question import Question
from analysis.records.scenario import ScenarioRecord
from analysis.scenario.changes import Change, change_values
from geo.schema import STRATA

SCENARIO_DEMANDS = ("births", "population", "need", *(f"births:{stratum}" for stratum in STRATA))
"""What places weigh in the figures: births, people, need, or the births of one stratum."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Changes to a territory, under a name, with the question that they answer."""

    name: str
    territory: str
    note: str = ""
    question: Question = field(default_factory=Question)
    changes: tuple[Change, ...] = ()

    def values(self) -> ScenarioRecord:
        """Return the scenario as plain values: all that is needed to run it again."""
        told: ScenarioRecord = {
            "name": self.name,
            "territory": self.territory,
            "question": self.question.values(),
            "changes": [change_values(change) for change in self.changes],
        }
        return {**told, "note": self.note} if self.note else told
