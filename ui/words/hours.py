"""Times of the day in words."""

from collections.abc import Iterable

from ui.texts import Texts


def clock_time(minute: float | None, texts: Texts) -> str:
    """Return a minute of the day as a time; after midnight, that of the next morning."""
    if minute is None:
        return "–"
    whole = int(minute) % (24 * 60)
    return texts("time-of-day", hour=str(whole // 60), minute=f"{whole % 60:02d}")


def hours_said(spans: Iterable[tuple[float, float]], texts: Texts) -> str:
    """Return spans of a day, each the minutes it begins and ends at, as one reads them."""
    told = [texts("hours-span", start=clock_time(start, texts), end=clock_time(end, texts)) for start, end in spans]
    return texts("hours-and").join(told)
