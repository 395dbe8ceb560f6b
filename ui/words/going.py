"""How many times a day one can go to a service and come back, in words."""

from analysis.records.round_trips import GoingLine, GoingRecord
from ui.texts import Texts
from ui.words.measures import share
from ui.words.numbers import count, day, decimal

_STATES = ("several", "once", "never", "on_foot", "unknown")


def clock_time(minute: float | None, texts: Texts) -> str:
    """Return a minute of the day as a time; after midnight, that of the next morning."""
    if minute is None:
        return "–"
    whole = int(minute) % (24 * 60)
    return texts("time-of-day", hour=str(whole // 60), minute=f"{whole % 60:02d}")


def going_table(record: GoingRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return headers and lines: the parts of a zone, then the zone."""
    names = ["zone", *(f"going-{state.replace('_', '-')}" for state in _STATES), "going-times", "going-last-back"]
    return [texts(f"column-{name}") for name in names], [_cells(line, texts) for line in (*record["parts"], record)]


def _cells(line: GoingLine, texts: Texts) -> list[str]:
    parts = [line["several"], line["once"], line["never"], line["on_foot"], line["unknown"]]
    total = line["total"]
    shares = [share(part / total, texts) if part is not None and total else texts("unknown") for part in parts]
    mean = line["times_mean"]
    times = "–" if mean is None else decimal(mean, texts.language)
    return [line["name"], *shares, times, clock_time(line["last_back_min"], texts)]


def going_remarks(record: GoingRecord, texts: Texts) -> list[str]:
    """Return what the answer rests on, a sentence each."""
    language = texts.language
    out = [
        texts(
            "going-means",
            stay=decimal(record["stay_min"], language),
            way=decimal(record["way_max_min"], language),
            source=record["source"],
            day=day(record["day"], language),
            base=record["base"],
        ),
    ]
    for name in ("hours_supposed", "closed", "outside", "unlocated"):
        many = {"hours_supposed": record["hours_supposed"], "closed": record["closed"]}
        many |= {"outside": record["outside"], "unlocated": record["unlocated"]}
        if many[name]:
            services = count(record["services"], language)
            out.append(texts(f"going-{name.replace('_', '-')}", count=many[name], services=services))
    return out
