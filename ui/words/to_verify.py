"""What services to verify change, in words: both figures where they differ, without these services then with them."""

from collections.abc import Mapping, Sequence
from typing import Literal

from analysis.records.bounds import Bounded, Sense
from geo.json_values import Number
from ui.texts import Texts
from ui.words.known import share_cell, share_said
from ui.words.measures import share
from ui.words.table_columns import Field


class BothShares(Bounded):
    """A line that tells shares within each threshold without services to verify, and with them."""

    share_within: dict[str, Number]
    share_open: dict[str, Number]
    share_with_to_verify: dict[str, Number]


_Share = Literal["share_open", "share_with_to_verify"]


def either(without: str, with_them: str, *, texts: Texts) -> str:
    """Return one figure where both read the same, else both."""
    return with_them if without == with_them else texts("either", without=without, **{"with": with_them})


def either_share(row: BothShares, limit: str, texts: Texts) -> str:
    """Return the share within a threshold, or both shares where services to verify change it."""
    both: tuple[_Share, _Share] = ("share_open", "share_with_to_verify")
    return either(*(share_cell(row[name][limit], row["bounds"][name], texts) for name in both), texts=texts)


def other_share(row: BothShares, limit: str, texts: Texts, *, counted: bool, cell: bool = True) -> str | None:
    """Return the share that was not asked for, None where it reads like the one that was.

    ``counted`` tells whether services to verify count: the other share is then the one without them. It is written for
    a ``cell`` (``≥ 68 %``), or for a sentence (``au moins 68 %``).
    """
    name: _Share = "share_open" if counted else "share_with_to_verify"
    value, sense = row[name].get(limit), row["bounds"][name]
    if share(value, texts) == share(row["share_within"].get(limit), texts):
        return None
    return share_cell(value, sense, texts) if cell else _said(value, sense, texts)


def _said(value: Number, sense: Sense, texts: Texts) -> str:
    return texts("unknown") if value is None else share_said(value, sense, texts)


def reach_lines(row: BothShares, limit: str, texts: Texts, *, counted: bool) -> list[str]:
    """Return the sentence that follows a share: what it is with services to verify, or without where they count."""
    other = other_share(row, limit, texts, counted=counted, cell=False)
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
