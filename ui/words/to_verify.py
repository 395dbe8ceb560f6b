"""What services to verify change, in words: both figures where they differ, without these services then with them."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from geo.json_values import Number
from ui.texts import Texts
from ui.words.measures import share
from ui.words.table_columns import Field


class BothShares(TypedDict):
    """A line that tells shares within each threshold without services to verify, and with them."""

    share_within: dict[str, Number]
    share_open: dict[str, Number]
    share_with_to_verify: dict[str, Number]


def either(without: str, with_them: str, *, texts: Texts) -> str:
    """Return one figure where both read the same, else both."""
    return with_them if without == with_them else texts("either", without=without, **{"with": with_them})


def either_share(row: BothShares, limit: str, texts: Texts) -> str:
    """Return the share within a threshold, or both shares where services to verify change it."""
    return either(share(row["share_open"][limit], texts), share(row["share_with_to_verify"][limit], texts), texts=texts)


def other_share(row: BothShares, limit: str, texts: Texts, *, counted: bool) -> str | None:
    """Return the share that was not asked for, None where it reads like the one that was.

    ``counted`` tells whether services to verify count: the other share is then the one without them.
    """
    other = share(row["share_open" if counted else "share_with_to_verify"].get(limit), texts)
    return None if other == share(row["share_within"].get(limit), texts) else other


def reach_lines(row: BothShares, limit: str, texts: Texts, *, counted: bool) -> list[str]:
    """Return the sentence that follows a share: what it is with services to verify, or without where they count."""
    other = other_share(row, limit, texts, counted=counted)
    return [] if other is None else [texts("reach-to-verify", counted=_word(counted), other=other)]


def differing(rows: Sequence[BothShares], texts: Texts) -> list[str]:
    """Return the thresholds at which services to verify change the share of some line."""
    limits = rows[0]["share_within"] if rows else {}
    return [limit for limit in limits if any(_differs(row, limit, texts) for row in rows)]


def _differs(row: BothShares, limit: str, texts: Texts) -> bool:
    return share(row["share_open"][limit], texts) != share(row["share_with_to_verify"][limit], texts)


def both_lines(rows: Sequence[BothShares], texts: Texts, *, counted: bool) -> list[str]:
    """Return what two figures in one cell mean, where some cell has two; and that services to verify count."""
    return said_of_both(differ=bool(differing(rows, texts)), texts=texts, counted=counted)


def said_of_both(*, differ: bool, texts: Texts, counted: bool) -> list[str]:
    """Return the same, where it is known whether some cell has two figures."""
    if differ:
        return [texts("to-verify-both", counted=_word(counted))]
    return [texts("to-verify-counted")] if counted else []


def other_columns(row: BothShares, limits: Sequence[str], *, counted: bool) -> Mapping[str, float]:
    """Return the cells of the columns that hold the shares that were not asked for."""
    other = row["share_open" if counted else "share_with_to_verify"]
    known = {limit: other[limit] for limit in limits}
    return {f"other {limit}": float("nan") if value is None else value for limit, value in known.items()}


def other_fields(limits: Sequence[str], texts: Texts, *, counted: bool) -> list[Field]:
    """Return the fields of the same columns."""
    told = {"counted": _word(counted)}
    return [
        Field(
            f"other {limit}",
            texts("column-within-other", minutes=int(float(limit)), **told),
            "percent",
            texts("choice-to-verify-help"),
        )
        for limit in limits
    ]


def _word(counted: bool) -> str:  # noqa: FBT001
    return "yes" if counted else "no"
