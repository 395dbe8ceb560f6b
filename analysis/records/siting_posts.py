"""What the curve of the number of services tells."""

from typing import TypedDict

from analysis.records.siting import BestSitesRecord
from geo.json_values import Known, Number


class LittleMoreRecord(TypedDict):
    """When a service more brings little: less than ``share`` of what the first one brings."""

    share: float
    status: str
    source: str
    date: str


class PostsPoint(TypedDict):
    """The best of one number of services.

    ``value`` is in the measure of the curve, ``more`` what it brings beyond one service fewer (minutes taken off where
    less is better), null where a figure comes to be known. ``bound`` is what no set of that size can beat. ``site_ids``
    are fewer than ``posts`` where nothing better than with fewer was found.
    """

    posts: int
    site_ids: list[str]
    sites: list[str]
    value: Number
    more: Number
    bound: Number
    proven: bool
    counts_after: Known
    mean_min_after: Number
    longest_min_after: Number


class PostsCurveRecord(BestSitesRecord):
    """The best of every number of services, in ``measure``: ``reached``, ``served``, ``minutes`` (mean), ``longest``.

    ``flat`` is the number after which each service more brings little, ``enough`` the fewest that do all that opening
    every candidate would (``ceiling``); null where none is. ``asked`` is how many numbers were asked for.
    """

    asked: int
    ceiling: Number
    flat: int | None
    enough: int | None
    little_more: LittleMoreRecord
    points: list[PostsPoint]
