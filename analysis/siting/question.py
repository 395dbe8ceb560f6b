"""What a siting question asks, the questions that make no sense, and how much a preferred site counts (data, dated)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from msgspec import Struct, field

from analysis.question import Question, Selection
from geo.errors import BadInputError
from geo.files.toml import Names, Share, Sourced, read_toml
from geo.paths import data_folder
from geo.schema import STRATA

MODELS = ("mclp", "lscp", "lscp-b", "p-median", "p-center", "capacitated")
"""The models: most covered, fewest posts, the same with backup, least minutes, shortest longest, most served."""

OBJECTIVES = ("most", "worst", "mix")
"""As much as possible; the worst-served zone first; or both, weighed (``mix``: the curve, without a share)."""

SITE_DEMANDS = ("births", "population", "need", "weighted", "weighted-need")
"""What places weigh; ``births:<stratum>`` too. ``weighted…``: births or need, more where situations are harder."""

PLAIN = ("births", "population", "need")
"""What places weigh without any hypothesis on strata."""

MOST_KEPT = 50
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""How much the worst-served zone counts, along the curve."""

TIES_ONLY = ("lscp", "p-center")
"""The models where a preferred site only decides between equals: posts are whole, the longest trip is one trip."""

AIMED = ("mclp", "capacitated")
"""The models that may look at the worst-served zone; the others have their own aim."""

COUNTED_POSTS = ("mclp", "p-median", "p-center", "capacitated")


@dataclass(frozen=True, kw_only=True)
class SitingQuestion:
    """A question: parameters that, with the same data, give the same answers.

    Parameters
    ----------
    model, objective
        One of ``MODELS``, ``OBJECTIVES``.
    asked
        The question that every other measure would be asked: the services that exist, and that the new ones are like;
        one of ``SITE_DEMANDS``; the longest trip of a family, inclusive (``threshold_min``, which must be said); the
        zone whose places count and where candidates are, None for the territory.
    posts
        How many sites to open. None for the models that look for the fewest.
    budget
        What may be spent, in the unit of the candidates' costs; the number of posts follows.
    visits_min
        How far the new team goes to families, inclusive; None where families come.
    forbidden, preferred
        Zones of any level where no site may be; where a site is preferred at nearly equal effect (``TIES_ONLY``: at
        equal effect).
    share
        For ``mix``: how much the worst-served zone counts (0–1); None: the curve.
    level
        Level of the zones whose worst served is looked at; the comparison level when None.
    keep, differ
        How many answers, and by how many sites each differs from those before it.
    capacity
        What a site takes at most per year, for ``capacitated``; with ``p-median``, everyone is served within it.
    smallest, upgrade, closures, close_exactly
        For ``capacitated``: the least that is worth opening, what an existing service may gain at most, how many may
        close at most, or close exactly.
    upgrade_step, upgrade_cost, closure_saves
        For ``capacitated``: by what steps existing services grow; with a budget, what a step costs and what a closure
        gives back.
    worse_min, worse_level
        By how many minutes the way of anybody to the nearest service may become longer than today, at most; of each
        place, or of each zone of a level by its mean. It holds by itself where nothing closes.
    """

    model: str
    asked: Question
    posts: int | None = None
    budget: float | None = None
    objective: str = "most"
    share: float | None = None
    level: str | None = None
    visits_min: float | None = None
    forbidden: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    keep: int = 5
    differ: int = 1
    capacity: float | None = None
    smallest: float = 0.0
    upgrade: float = 0.0
    closures: int = 0
    close_exactly: int | None = None
    upgrade_step: float = 0.0
    upgrade_cost: float = 0.0
    closure_saves: float = 0.0
    worse_min: float | None = None
    worse_level: str | None = None
    time_limit_s: float = 60.0
    gap: float = 0.0

    @property
    def selection(self) -> Selection:
        """The services that exist, and that the new ones are like."""
        return self.asked.selection

    @property
    def horizon_min(self) -> float:
        """The longest trip of a family, in minutes, inclusive; not a number where none is said."""
        return float("nan") if self.asked.threshold_min is None else self.asked.threshold_min

    @property
    def demand(self) -> str:
        """What places weigh: one of ``SITE_DEMANDS``."""
        return self.asked.demand

    @property
    def zone(self) -> str | None:
        """The zone whose places count and where candidates are; None: the territory."""
        return self.asked.zone

    @property
    def shares_capacity(self) -> bool:
        """Whether services have a capacity that families share."""
        return self.model == "capacitated" or (self.model == "p-median" and self.capacity is not None)

    @property
    def reshapes(self) -> bool:
        """Whether what exists grows by steps, or money goes to it or comes from it."""
        return bool(self.upgrade_step or self.closure_saves)

    @property
    def worst_counts(self) -> float:
        """How much the worst-served zone counts in the aim: 0 for ``most``, 1 for ``worst``, half a ``mix`` unsaid."""
        return {"most": 0.0, "worst": 1.0, "mix": 0.5 if self.share is None else self.share}[self.objective]


def check_question(question: SitingQuestion, *, most_min: float) -> None:
    """Refuse a question that makes no sense; ``most_min`` is the longest trip that the territory knows.

    Raises
    ------
    BadInputError
        ``siting-unknown-model``, ``siting-unknown-objective``, ``siting-unknown-demand``, ``siting-horizon``,
        ``siting-posts``, ``siting-posts-missing``, ``siting-posts-unasked``, ``siting-zero-budget``,
        ``siting-budget-model``, ``siting-keep``, ``siting-differ``, ``siting-objective-model``,
        ``siting-share``, ``siting-capacity``, ``siting-size``, ``siting-worse-missing``, ``siting-time-limit``,
        ``siting-amount``.
    """
    if question.model not in MODELS:
        raise BadInputError("siting-unknown-model", model=question.model, known=", ".join(MODELS))
    if question.objective not in OBJECTIVES:
        raise BadInputError("siting-unknown-objective", objective=question.objective, known=", ".join(OBJECTIVES))
    stratum = question.demand.removeprefix("births:")
    if question.demand not in SITE_DEMANDS and (stratum == question.demand or stratum not in STRATA):
        raise BadInputError("siting-unknown-demand", demand=question.demand, known=", ".join(SITE_DEMANDS))
    for minutes in (question.horizon_min, question.visits_min):
        if minutes is not None and not 0 < minutes <= most_min:
            raise BadInputError("siting-horizon", horizon=minutes, most=most_min)
    if not 0 < question.time_limit_s <= _LONGEST_S:
        raise BadInputError("siting-time-limit", value=question.time_limit_s, most=_LONGEST_S)
    if not 0 <= question.gap <= 1:
        raise BadInputError("siting-amount", name="gap", value=f"{question.gap:g}", most="1")
    if not 1 <= question.keep <= MOST_KEPT:
        raise BadInputError("siting-keep", keep=question.keep, most=MOST_KEPT)
    _check_posts(question)
    _check_objective(question)
    if question.shares_capacity:
        _check_sizes(question)
    _check_changes(question)


def _check_posts(question: SitingQuestion) -> None:
    counted = question.model in COUNTED_POSTS
    if question.budget is not None and not question.budget > 0:
        raise BadInputError("siting-zero-budget", budget=question.budget)
    if question.posts is not None and not counted:
        raise BadInputError("siting-posts-unasked", model=question.model)
    if question.budget is not None and question.model not in {"mclp", "capacitated"}:
        raise BadInputError("siting-budget-model", model=question.model)
    if question.posts is not None and question.posts < 1:
        raise BadInputError("siting-posts", posts=question.posts)
    if counted and question.posts is None and question.budget is None:
        raise BadInputError("siting-posts-missing", model=question.model)
    # Without a number of posts, the first answer says how many there are: then it is checked.
    most = MOST_KEPT if question.posts is None else max(question.posts, 1)
    if not 1 <= question.differ <= most:
        raise BadInputError("siting-differ", differ=question.differ, posts=most)


def _check_objective(question: SitingQuestion) -> None:
    if question.objective != "most" and question.model not in AIMED:
        raise BadInputError("siting-objective-model", model=question.model)
    if question.worse_level is not None and question.worse_min is None:
        raise BadInputError("siting-worse-missing", level=question.worse_level)
    if question.share is not None and not 0 <= question.share <= 1:
        raise BadInputError("siting-share", share=question.share)


_LONGEST_S = 86_400.0
_LARGEST = 1e9
"""Beyond, an amount is a slip: programmes would lose the small ones beside it."""


def check_amount(name: str, value: float) -> None:
    """Refuse what is no amount.

    Raises
    ------
    BadInputError
        ``siting-amount`` for what is no number, below zero or beyond what a programme can tell apart.
    """
    if not 0 <= value <= _LARGEST:
        raise BadInputError("siting-amount", name=name, value=value, most=_LARGEST)


def _check_changes(question: SitingQuestion) -> None:
    """Refuse amounts that are no amounts, and changes of what exists that the model does not make."""
    amounts = {
        name: getattr(question, name)
        for name in (
            "capacity",
            "smallest",
            "upgrade",
            "upgrade_step",
            "upgrade_cost",
            "closure_saves",
            "budget",
            "worse_min",
        )
    }
    for name, value in amounts.items():
        if value is not None:
            check_amount(name.replace("_", "-"), value)
    if question.closures < 0 or (question.close_exactly or 0) < 0:
        raise BadInputError("siting-closing", closures=min(question.closures, question.close_exactly or 0))
    if question.closures and question.close_exactly is not None:
        raise BadInputError("siting-closing-twice", most=question.closures, exactly=question.close_exactly)
    changed = question.closures or question.close_exactly or question.reshapes
    if question.model != "capacitated" and (changed or question.smallest or question.upgrade):
        raise BadInputError("siting-sizes-model", model=question.model)
    if question.objective != "most" and question.reshapes:
        raise BadInputError("siting-steps-objective", objective=question.objective)
    if (question.upgrade_cost or question.closure_saves) and question.budget is None:
        raise BadInputError("siting-money-budget")
    if question.upgrade_cost and not question.upgrade_step:
        raise BadInputError("siting-step-missing", upgrade=question.upgrade)
    if question.upgrade_step and question.upgrade_step > question.upgrade:
        raise BadInputError("siting-step-long", step=question.upgrade_step, upgrade=question.upgrade)


def _check_sizes(question: SitingQuestion) -> None:
    if question.capacity is None or not question.capacity > 0:
        raise BadInputError("siting-capacity", capacity="" if question.capacity is None else question.capacity)
    if not 0 <= question.smallest <= question.capacity:
        raise BadInputError("siting-size", smallest=question.smallest, capacity=question.capacity)


@dataclass(frozen=True)
class Preference:
    """A preferred site counts as if it brought ``share`` of the whole need (or of today's minutes) more."""

    share: float
    status: str
    source: str
    date: str
    notes: Mapping[str, str]


def load_preference(path: Path | None = None) -> Preference:
    """Return the preference of a file, the embedded one (``data/norms/siting.toml``) by default.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``siting-preference`` for a share below 0, of 1 or more, or a file without status, source or date.
    """
    file = _load(path or data_folder() / "norms" / "siting.toml")
    return Preference(file.preference.share, file.status, file.source, file.date, file.note)


@dataclass(frozen=True)
class LittleMore:
    """A service more brings little where it brings less than ``share`` of what the first one does."""

    share: float
    status: str
    source: str
    date: str


def load_little_more(path: Path | None = None) -> LittleMore:
    """Return when a service more brings little; parameters and errors as in :func:`load_preference`."""
    file = _load(path or data_folder() / "norms" / "siting.toml")
    return LittleMore(file.curve.little, file.status, file.source, file.date)


class _Preferred(Struct, frozen=True):
    share: Share


class _Curve(Struct, frozen=True):
    little: Share


class _File(Sourced, kw_only=True, frozen=True):
    preference: _Preferred
    curve: _Curve
    note: Names = field(default_factory=dict)


@cache
def _load(path: Path) -> _File:
    return read_toml(path, _File, "siting-preference")
