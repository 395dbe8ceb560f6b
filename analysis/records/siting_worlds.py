"""What the answers of a siting question are worth in every world."""

from typing import TypedDict

from geo.json_values import Number


class WorldPart(TypedDict):
    """One thing that a world takes otherwise than given: what, at which end, of which zone, actor or status."""

    doubt: str
    end: str
    name: str | None


class RobustProposal(TypedDict):
    """A proposal in every world; ``rank`` is that among the answers, null for the best of some other world.

    Gains are beside what exists: weight reached, mean minutes saved, or minutes off the longest trip; null where they
    have no limit. ``regret`` is what the best of a world does more, at most, and ``regretted`` says in which world.
    """

    rank: int | None
    site_ids: list[str]
    sites: list[str]
    first: int
    gain: Number
    gain_low: Number
    gain_high: Number
    least_in: list[WorldPart]
    regret: Number
    regretted: list[WorldPart]


class DoubtRecord(TypedDict):
    """One thing that is not known: its ends, and what they rest on; no ends where nothing of it is in doubt here."""

    doubt: str
    name: str | None
    low: Number
    high: Number
    count: int
    status: str
    source: str
    date: str


class WorldsRecord(TypedDict):
    """Every answer in every world.

    ``count`` worlds were looked at, of ``asked``; ``proven`` of them have a best set that is proven. ``best_worst`` is
    the proposal whose least gain is largest, ``least_regret`` the one that regrets least.
    """

    measure: str
    count: int
    asked: int
    proven: int
    seed: int
    doubts: list[DoubtRecord]
    proposals: list[RobustProposal]
    best_worst: RobustProposal
    least_regret: RobustProposal
    seconds: float
    stopped: bool
