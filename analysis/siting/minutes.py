"""The shortest ways on average (p-median)."""

from dataclasses import replace

from analysis.siting.best_sets import BRIEF_CHUNKS, MOST_CHUNKS, best_sets
from analysis.siting.covering import check_posts
from analysis.siting.gains import minutes_gains, with_bonus
from analysis.siting.problem import Problem
from analysis.siting.search import Answers, Found, Watch
from geo.errors import BadInputError
from geo.schema import BoolArray


def least_minutes(
    problem: Problem,
    posts: int,
    *,
    far_min: float,
    keep: int = 1,
    differ: int = 1,
    preferred: BoolArray | None = None,
    preference: float = 0.0,
    watch: Watch,
    gap: float = 0.0,
    brief: bool = False,
) -> Answers:
    """Return the sets of ``posts`` sites that leave the fewest weighted minutes to the nearest service.

    The value of an answer is Σ weight × minutes; a place that nothing reaches counts as ``far_min`` away,
    and each ``preferred`` site takes off ``preference`` × the minutes of today. ``brief`` is as for
    :func:`analysis.siting.covering.most_covered`.

    Raises
    ------
    BadInputError
        ``siting-posts``, ``siting-few-candidates``, ``siting-no-demand``, ``siting-no-shorter`` (no candidate is
        nearer to anyone than what exists).
    """
    check_posts(problem, posts)
    if not problem.weight.sum() > 0:
        raise BadInputError("siting-no-demand")
    gains = minutes_gains(problem, far_min=far_min)
    if gains.n_rows == 0:
        raise BadInputError("siting-no-shorter")
    total = -gains.constant
    gains = with_bonus(gains, preferred, preference * total)
    chunks = BRIEF_CHUNKS if brief else MOST_CHUNKS
    answers = best_sets(gains, posts, keep=keep, differ=differ, watch=watch, gap=gap, chunks=chunks)
    found = tuple(Found(one.sites, -one.value) for one in answers.found)
    return replace(answers, found=found, bound=-answers.bound, smallest=True)
