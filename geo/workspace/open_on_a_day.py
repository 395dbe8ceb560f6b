"""Who was open on a day, from what the register says of beginnings and ends."""

from datetime import date

import pandas as pd

from geo.files.dates import UNDATED, first_day, last_day


def opened_on(actors: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return actors with the status they had on a day, as far as ``since`` and ``until`` tell.

    Open and closed actors take the status of the day: ``planned`` before they begin, ``open`` between both dates,
    ``closed`` after the end (the day of the end is still open). A date known to the month or the year does not settle
    a day within it: ``to-verify``. A closed actor without an end, and one that is suspended, planned or to be verified,
    stays so, except that nobody is there before the beginning.

    Parameters
    ----------
    actors
        ``schema.ACTOR``.
    """
    status = [
        _status(str(row.status), _text(row.since), _text(row.until), day) for row in actors.itertuples(index=False)
    ]
    return actors.assign(status=pd.Series(status, index=actors.index, dtype=actors["status"].dtype))


def delivered_on(services: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return services with what is known of their delivery on a day.

    What is said not to be delivered, or in part, was seen on a day (``observed``, else ``verified``, else ``as_of``):
    of the days before, it says nothing, and the delivery is ``unknown``; ``full`` where it was last delivered on that
    day or later.

    Parameters
    ----------
    services
        ``schema.SERVICE``.
    """
    said = services["delivery"].isin(["none", "part"])
    if not said.any():
        return services
    out = services.copy()
    for row in services[said].itertuples():
        seen = next((cell for cell in map(_text, (row.observed, row.verified, row.as_of)) if _is_date(cell)), None)
        if seen is None or day >= first_day(seen):
            continue
        last = _text(row.last_delivered)
        out.loc[row.Index, "delivery"] = "full" if last is not None and day <= first_day(last) else "unknown"
        out.loc[row.Index, "delivery_reason"] = None
    return out


def _is_date(cell: str | None) -> bool:
    return cell is not None and cell != UNDATED


def _status(status: str, since: str | None, until: str | None, day: date) -> str:
    if since is not None and day < first_day(since):
        return "planned"
    if status not in ("open", "closed") or (status == "closed" and until is None):
        return status
    if until is not None and day > last_day(until):
        return "closed"
    begun = since is None or day >= last_day(since)
    ended = until is not None and day >= first_day(until) and first_day(until) != last_day(until)
    return "open" if begun and not ended else "to-verify"


def _text(cell: object) -> str | None:
    return cell if isinstance(cell, str) else None
