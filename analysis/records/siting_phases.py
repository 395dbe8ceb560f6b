"""What sites taken in phases tell."""

from typing import TypedDict

from analysis.records.scenario import ChangeRecord
from analysis.records.siting import BestSitesRecord
from geo.json_values import Known, Number


class PhaseApart(TypedDict):
    """The best set of so many sites, whatever came before; ``value`` is in the measure, ``bound`` what none beats."""

    posts: int
    site_ids: list[str]
    sites: list[str]
    value: Number
    bound: Number
    proven: bool


class PhaseStep(TypedDict):
    """One phase of a sequence: the sites that open in it, and what all those open then do.

    ``loss`` is by how much that is less than the best set of that number (minutes longer where less is better).
    """

    site_ids: list[str]
    sites: list[str]
    value: Number
    loss: Number
    counts_after: Known
    mean_min_after: Number
    longest_min_after: Number
    changes: list[ChangeRecord]


class SequenceRecord(TypedDict):
    """A sequence; ``proven`` says that no other that differs from those before it is worth more as a sum of phases.

    ``equals`` are the first sequences worth as much in every phase (the names of the sites that open in each), of
    ``equals_count`` met.
    """

    rank: int
    proven: bool
    equals: list[list[list[str]]]
    equals_count: int
    steps: list[PhaseStep]


class PhasesRecord(BestSitesRecord):
    """The best sequences of sites in phases; ``opened`` is how many open in each. ``bound`` is what no sum can beat."""

    opened: list[int]
    apart: list[PhaseApart]
    sequences: list[SequenceRecord]
    bound: Number
