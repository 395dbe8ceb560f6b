"""Figures of the measures in words: unknown said, hidden said, intervals and quality in sentences."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime

from analysis.records.access import AccessRecord
from analysis.records.diagnosis import DiagnosisRecord
from analysis.records.shared import AreaTold, Confidence, EngineRecord, FeedDaysRecord, HoursRecord
from geo.json_values import encode
from geo.transit.profile import load_transit_profile
from ui.texts import Texts
from ui.words.hours import clock_time, hours_said
from ui.words.known import ALL
from ui.words.numbers import count, day, days_within, decimal, minutes, percent, significant

HYPOTHESIS = "hypothesis"
_ONE = 1.0


def figure(value: float | None, texts: Texts, *, digits: int = 0, masked: bool = False) -> str:
    """Return a figure; the word for unknown, or for hidden, where there is none."""
    if value is None:
        return texts("hidden") if masked else texts("unknown")
    return decimal(value, texts.language, digits=digits) if digits else count(value, texts.language)


def supposed(value: float | None, status: str) -> float | None:
    """Return a need, or what is missing of it, as it is shown: two significant digits where it is a hypothesis."""
    return significant(value) if value is not None and status == HYPOTHESIS else value


def needed(value: float | None, status: str, texts: Texts) -> str:
    """Return a need, or what is missing of it, in words; "fewer than 1" where it is a hypothesis and so small."""
    if value is not None and status == HYPOTHESIS and 0 < value < _ONE:
        return texts("under-one")
    return figure(supposed(value, status), texts)


def trip(value: float | None, texts: Texts) -> str:
    """Return a time to reach a service, or the word for unknown."""
    return minutes(math.nan if value is None else value, texts.language)


def share(value: float | None, texts: Texts) -> str:
    """Return a share as a percentage, or the word for unknown."""
    return percent(math.nan if value is None else value, texts.language)


def span(low: float | None, high: float | None, texts: Texts, *, digits: int) -> str:
    """Return an interval, or the word for unknown."""
    if low is None or high is None:
        return texts("unknown")
    return texts("span", low=figure(low, texts, digits=digits), high=figure(high, texts, digits=digits))


def unit_name(record: AccessRecord, texts: Texts) -> str:
    """Return what an access figure is in: minutes, actors or capacity within reach, or that per 1,000."""
    if record["value_unit"] == "minutes":
        return texts("column-mean-minutes")
    known = {"actors": texts("unit-actors"), "unknown": texts("unit-capacity")}
    unit = known.get(record["value_unit"]) or texts(f"unit-{record['value_unit']}")
    if record["per"] is None:
        return texts("column-reachable", unit=unit)
    return texts("column-per-thousand", unit=unit, base=texts(f"base-{record['base']}"))


def known_share(value: float | None) -> float | None:
    """Return a share that is worth saying: known, and less than all."""
    return value if value is not None and value < 1 else None


def confidence_lines(record: DiagnosisRecord, texts: Texts) -> list[str]:
    """Return how far the figures of a diagnosis could move: its need, and its shares at each threshold."""
    out = []
    low, high, status = record["need_low"], record["need_high"], record["need_status"]
    if low is not None and low != high:
        few = min(record["need"] or 0, math.inf if record["births"] is None else record["births"])
        said = {"low": needed(low, status, texts), "high": needed(high, status, texts)}
        small = "yes" if few < record["confidence"]["small_below"] else "no"
        out.append(texts("band-need", **said, status=status, small=small))
    out += _births(record, texts)
    shares = [
        texts(
            "band-share" if line["high"] is not None else "band-share-least",
            minutes=f"{line['threshold_min']:g}",
            share=share(line["share"], texts),
            low=share(line["low"], texts),
            **({} if line["high"] is None else {"high": share(line["high"], texts)}),
        )
        for line in record["reach"]
        if line["share"] is not None and (line["share"] or line["high"] is not None)
        # At least all within reach, however long the trips: it says nothing.
        if line["high"] is not None or (line["low"] or 0.0) < ALL
    ]
    if shares:
        out.append(texts("band-reach", shares=", ".join(shares)))
    return out


def _births(record: DiagnosisRecord, texts: Texts) -> list[str]:
    """Return how far chance alone could have moved a small count of births."""
    births, low, high = record["births"], record["births_low"], record["births_high"]
    if births is None or low is None or high is None or births >= record["confidence"]["small_below"]:
        return []
    years = ", ".join(map(str, record["births_years"]))
    whole = {"births": round(births), "low": math.floor(low), "high": math.ceil(high)}
    return [texts("band-births", **whole, years=years)]


def quality_lines(record: AreaTold, texts: Texts) -> list[str]:
    """Return what the figures rest on, in sentences."""
    quality = record["quality"]
    out = []
    least, most = record["actors_low"], record["actors"]
    if least is not None and most is not None and least < most:
        low, high = (count(number, texts.language) for number in (least, most))
        out.append(texts("same-actors", actors=texts("count-range", low=low, high=high)))
    if quality["services"]:
        known = share(quality["capacity_known_share"], texts)
        approximate = share(quality["position_approximate_share"], texts)
        unknown = share(quality["position_unknown_share"], texts)
        out.append(texts("quality-supply", capacity=known, approximate=approximate, unknown=unknown))
        if quality["row_quality_mean"] is not None:
            out.append(texts("quality-rows", score=share(quality["row_quality_mean"], texts)))
    if quality["births_years"]:
        years = ", ".join(map(str, quality["births_years"]))
        spread = quality["births_spread_share"]
        known = "no" if spread is None else "yes"
        out.append(texts("quality-births", years=years, known=known, spread=share(spread, texts)))
    out.append(engine_line(quality["travel_engine"], texts))
    return out


def rests_on(births_years: Sequence[int], population_year: int, engine: str, date: str, texts: Texts) -> str:
    """Return in one line what a chart or a map rests on, inhabitants where births have no year: it may travel alone."""
    people, years = ("births", births_years) if births_years else ("population", [population_year])
    return texts(
        "chart-footer",
        people=people,
        years=", ".join(map(str, years)),
        engine=texts(f"engine-{engine}"),
        date=day(date, texts.language),
    )


def minutes_title(engine: EngineRecord, texts: Texts) -> str:
    """Return what a map of the minutes to the nearest shows, by the engine and the mode that gave them."""
    return texts(f"map-minutes-{engine['kind']}", way=texts(f"by-mode-{engine['mode']}"))


def engine_line(engine: EngineRecord, texts: Texts) -> str:
    """Return which engine answered, what its times may be wrong by, if known, and what it left to the estimate."""
    return f"{_engine_said(engine, texts)} {estimated_line(engine, texts)}".rstrip()


def _engine_said(engine: EngineRecord, texts: Texts) -> str:
    if engine["classes"]:
        low, high = engine["bias_low"] or 0.0, engine["bias_high"] or 0.0
        return texts(
            "remark-estimate-measured",
            way=engine["way"],
            trips=engine["classes"][0]["trips"],
            status=engine["status"],
            sides="long" if low >= 0 < high else "short" if high <= 0 > low else "both",
            short=share(max(0.0, -low), texts),
            long=share(max(0.0, high), texts),
            error=share(engine["median_error_share"], texts),
        )
    if engine["kind"] == "estimate" and engine["median_error_share"] is not None:
        error = share(engine["median_error_share"], texts)
        return texts("remark-estimate-error", error=error, status=engine["status"])
    about: dict[str, str | float] = {
        "status": engine["status"],
        "source": days_within(engine["source"], texts.language),
        "date": day(engine["date"], texts.language),
    }
    if engine["kind"] == "timetable":
        about["moments"] = moments_said(engine.get("hours"), texts)
    said = texts(f"remark-{engine['kind']}", **about)
    return " ".join([said, *feed_days_lines(engine.get("feed_days"), texts)])


def feed_days_lines(days: FeedDaysRecord | None, texts: Texts, *, today: date | None = None) -> list[str]:
    """Return what is wrong with the days of a timetable: none of them is today, or some feed does not know its day."""
    if days is None:
        return []
    now, language = (today or datetime.now(UTC).date()).isoformat(), texts.language
    out = []
    if not days["first_day"] <= now <= days["last_day"]:
        first, last = (day(days[name], language) for name in ("first_day", "last_day"))
        out.append(texts("transit-not-of-today", first=first, last=last, today=day(now, language)))
    if days["lacking"]:
        files = ", ".join(days["lacking"])
        out.append(texts("transit-not-of-day", day=day(days["day"], language), files=files))
    return out


def moments_said(hours: HoursRecord | None, texts: Texts) -> str:
    """Return of which moments times by a timetable are: minutes of departure, or appointments, and the percentile."""
    if hours is None:  # a record kept by a version that knew those of the profile alone
        hours = encode(HoursRecord, load_transit_profile().hours)
    windows, percentile = [(start, end) for start, end in hours["windows"]], hours["percentile"]
    said, moment = hours_said(windows, texts), "arrive" if hours["arrives"] else "leave"
    if hours["arrives"] and all(start == end for start, end in windows):
        said = texts("hours-and").join(clock_time(start, texts) for start, _ in windows)
        moment = "appointment" if len(windows) == 1 else "appointments"
    return texts("transit-hours-said", hours=said, percentile=percentile, moment=moment)


def estimated_line(engine: EngineRecord, texts: Texts) -> str:
    """Return which share of the trips the estimate gave; nothing where one engine gave all."""
    told = engine.get("estimated_share")  # records kept by an earlier version do not say
    if told is None:
        return ""
    return texts("travel-estimated-share", share=percent(told, texts.language))


def confidence_line(confidence: Confidence, texts: Texts) -> str:
    """Return what the intervals were drawn with."""
    return texts(
        "confidence-line",
        share=percent(confidence["interval"], texts.language),
        draws=confidence["draws"],
        date=day(confidence["date"], texts.language),
    )
