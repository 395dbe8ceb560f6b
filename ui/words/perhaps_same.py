"""Services that are perhaps the same, in words: numbers between two bounds, those of one group being perhaps one."""

from analysis.records.bounds import Sense
from analysis.records.diagnosis import DiagnosisLine
from ui.texts import Texts
from ui.words.known import least_cell
from ui.words.measures import figure
from ui.words.numbers import count


def linked(low: float | None, high: float | None) -> bool:
    """Return whether some of those that are counted are perhaps the same."""
    return low is not None and high is not None and low < high


def count_range(low: float | None, high: float | None, texts: Texts) -> str:
    """Return how many there are: one number, the least and the most, or the word for unknown."""
    if low is None or high is None:
        return texts("unknown")
    if low == high:
        return count(high, texts.language)
    return texts("count-range", low=count(low, texts.language), high=count(high, texts.language))


def services_cell(low: float | None, high: float | None, sense: Sense, texts: Texts) -> str:
    """Return the cell of a number of services of which some may not be known, and some may be the same: ``≥ 6–10``."""
    return least_cell(high, sense, texts, written=lambda _value, _language: count_range(low, high, texts))


def services_said(row: DiagnosisLine, texts: Texts) -> str:
    """Return how many open services a zone has, in words."""
    if not linked(row["services_low"], row["services"]):
        if row["services"] is None:
            return texts("services-none-listed")
        return texts("services-count", services=row["services"], state=row["register_state"])
    return texts("services-range", services=count_range(row["services_low"], row["services"], texts))


def same_lines(row: DiagnosisLine, texts: Texts) -> list[str]:
    """Return what links between services change in a zone: how many there are, what is offered, what is missing."""
    if not linked(row["services_low"], row["services"]):
        return []
    said = [texts("same-services", services=count_range(row["services_low"], row["services"], texts))]
    if row["capacity_low"] != row["capacity"]:
        low, gap = figure(row["capacity_low"], texts), row["gap_high"]
        known = "no" if gap is None or gap <= 0 else "yes"
        said.append(texts("same-capacity", capacity=low, known=known, gap=figure(gap, texts)))
    return said
