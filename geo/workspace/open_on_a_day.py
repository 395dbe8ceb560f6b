"""Who was open on a day, from what the register says of beginnings and ends."""

from datetime import date

import pandas as pd

from geo.files.dates import first_day, last_day


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
