"""How each column of a line is read: codes, closed words, figures, dates, contacts.

Every function takes the line, returns the value (``None`` when blank or refused) and reports on the line.
"""

import re
from collections.abc import Callable
from datetime import date

from geo.files.cells import is_number
from geo.files.dates import UNDATED, first_day, last_day, read_date, says_undated
from geo.files.issues import Unread
from geo.files.names import slug
from geo.files.numbers import MAXIMUM, read_number, says_unknown
from geo.files.register.codes import Codes
from geo.files.register.gazetteer import Gazetteer, Zone
from geo.files.register.rows import Row
from geo.files.register.words import RULE_OF, find_word
from geo.schema import join_codes

MAXIMUM_REACH_MIN = 1440
"""Longest reach: a day, in minutes."""

_IDENTIFIER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,29})\s*:\s*([^\s:;][^:;]{0,99})")
_SCHEMES = {
    "finess": r"[0-9]{9}|2[AB][0-9]{7}",
    "siret": r"[0-9]{14}",
    "siren": r"[0-9]{9}",
    "bce": r"[01][0-9]{9}",
    "nis": r"[0-9]{5}",
    "insee": r"[0-9][0-9AB][0-9]{3}",
}
"""Who gives identifiers, and what theirs look like; others are taken as they are."""

_MINUTES = ("minutes", "minute", "min", "mn")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
_WEB = re.compile(r"(?:https?://)?[^\s/@:]+\.[^\s/@:.]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)


def is_id(text: str) -> bool:
    """Whether a text can identify an actor."""
    return _ID.fullmatch(text) is not None


def read_id(row: Row) -> str | None:
    """Return the identifier of the actor, made of ASCII letters, figures and ``. _ : -``."""
    text = row.text("actor_id")
    if text is not None and _ID.fullmatch(text) is None:
        row.report("bad-id", "actor_id", value=text, suggestion=slug(text))
    return text


def read_links(row: Row) -> str | None:
    """Return the identifiers of the actors that this one is perhaps the same as, joined."""

    def find(text: str) -> str | Unread:
        return text if _ID.fullmatch(text) else Unread("bad-id", {"suggestion": slug(text)})

    return _read_list(row, "same_as", find)


def read_code(row: Row, column: str, codes: Codes) -> str | None:
    """Return the code that a cell designates."""
    text = row.text(column)
    found = None if text is None else codes.find(text)
    if isinstance(found, Unread):
        row.refuse(found, column)
        return None
    return found


def read_codes(row: Row, column: str, codes: Codes) -> str | None:
    """Return the codes that a cell lists, joined."""
    return _read_list(row, column, codes.find)


def read_word(row: Row, column: str) -> str | None:
    """Return the code of a closed column."""
    text = row.text(column)
    code = None if text is None else _find_word(column, text)
    if isinstance(code, Unread):
        row.refuse(code, column)
        return None
    return code


def read_words(row: Row, column: str) -> str | None:
    """Return the codes that a cell of a closed column lists, joined."""
    return _read_list(row, column, lambda text: _find_word(column, text))


def read_covers(row: Row, gazetteer: Gazetteer) -> str | None:
    """Return the codes of the zones, of any level, that a cell lists by code or by name, joined."""

    def find(text: str) -> str | Unread:
        found = gazetteer.find_any(text)
        if isinstance(found, Zone):
            return found.zone_id
        if zone := gazetteer.with_lost_zero(text):
            row.report("code-lost-zero", "covers", value=text, code=zone.zone_id, zone=zone.name)
            return zone.zone_id
        return found

    return _read_list(row, "covers", find)


def read_figures(row: Row) -> dict[str, object]:
    """Return ``capacity``, ``used`` (per year), ``capacity_unit`` and ``reach_min``."""
    capacity = _read_figure(row, "capacity")
    used = _read_figure(row, "used")
    unit = read_word(row, "capacity_unit")
    if row.text("capacity_unit") is None:
        column = "capacity" if capacity is not None else "used" if used is not None else None
        if column is not None:
            row.report("unit-missing", column, value=row.text(column))
    if capacity is not None and used is not None and used > capacity:
        row.report("used-above-capacity", "used", value=row.text("used"), capacity=row.text("capacity") or "")
    reach_min = _read_figure(row, "reach_min", maximum=MAXIMUM_REACH_MIN, unit_words=_MINUTES)
    return {"capacity": capacity, "used": used, "capacity_unit": unit, "reach_min": reach_min}


def read_period(row: Row, status: str | None, *, today: date) -> tuple[str | None, str | None]:
    """Return ``since`` and ``until``, checked against each other and against the status."""
    since, until = (_read_date(row, column) for column in ("since", "until"))
    if since and until and first_day(since) > last_day(until):
        row.report("dates-reversed", "until", value=row.text("until"), since=since)
    if status == "open" and since and first_day(since) > today:
        row.report("open-before-since", "since", value=row.text("since"), since=since)
    if status == "open" and until and last_day(until) < today:
        row.report("open-after-until", "until", value=row.text("until"), until=until)
    return since, until


def read_return(row: Row, status: str | None, *, today: date) -> str | None:
    """Return when a suspended actor should open again."""
    back = _read_date(row, "expected_return")
    if status == "suspended" and back and last_day(back) < today:
        row.report("return-passed", "expected_return", value=row.text("expected_return"), expected=back)
    return back


def read_past(row: Row, column: str, *, today: date) -> str | None:
    """Return the date of something seen or done, which cannot be in the future."""
    seen = _read_date(row, column)
    if seen and first_day(seen) > today:
        row.report("seen-in-future", column, value=row.text(column), today=today.isoformat())
    return seen


def read_delivery(row: Row, *, today: date) -> dict[str, object]:
    """Return what is really delivered, why not all of it, when last, and what was observed of the wait."""
    delivery, reason = read_word(row, "delivery"), read_word(row, "delivery_reason")
    if reason and delivery == "full":
        row.report("reason-without-lack", "delivery_reason", value=row.text("delivery_reason"))
    figures = {column: _read_figure(row, column) for column in ("waiting", "delay_days", "funded_places")}
    observed = read_past(row, "observed", today=today)
    undated = next((column for column, value in figures.items() if value is not None), None)
    if undated and observed is None and row.text("observed") is None:
        row.report("observed-undated", undated, value=row.text(undated))
    return {
        "delivery": delivery,
        "delivery_reason": reason,
        "last_delivered": read_past(row, "last_delivered", today=today),
        **figures,
        "observed": observed,
    }


def read_identifiers(row: Row) -> str | None:
    """Return the identifiers that others gave the actor, as ``finess:010780054;siret:26010004500012``.

    Spaces, dots and hyphens within numbers go; the scheme may be in capitals. A number whose length is not that of
    its scheme is kept and told.
    """
    return _read_list(row, "identifiers", lambda text: _identifier(row, text))


def _identifier(row: Row, text: str) -> str | Unread:
    match = _IDENTIFIER.fullmatch(text)
    if match is None:
        return Unread("identifier-unread")
    scheme, number = match[1].casefold(), match[2].strip()
    figures = re.sub(r"[\s.-]", "", number)
    shape = _SCHEMES.get(scheme)
    if shape is None:
        return f"{scheme}:{number}"
    if re.fullmatch(shape, figures) is None:
        row.report("identifier-odd", "identifiers", value=text, scheme=scheme.upper())
    return f"{scheme}:{figures}"


def read_as_of(row: Row, *, today: date) -> str | None:
    """Return the date of the source, or ``undated`` when the cell says that it bears none or that it is unknown."""
    text = row.text("as_of")
    if text is not None and (says_undated(text) or says_unknown(text)):
        row.report("as-of-undated", "as_of", value=text)
        return UNDATED
    as_of = _read_date(row, "as_of")
    if as_of and first_day(as_of) > today:
        row.report("date-in-future", "as_of", value=text, today=today.isoformat())
    return as_of


def read_postal_code(row: Row, *, country: str | None) -> str | None:
    """Return the postal code, with the zero that spreadsheets drop from French ones put back."""
    text = row.text("postal_code")
    if text is not None and country == "FR" and re.fullmatch(r"[1-9]\d{3}", text):
        row.report("postal-code-lost-zero", "postal_code", value=text, code=f"0{text}")
        return f"0{text}"
    return text


def read_phone(row: Row) -> str | None:
    """Return the telephone number as text; one that a spreadsheet holds as a number has lost its zero."""
    if is_number(row.cell("phone")):
        row.report("phone-lost-zero", "phone", value=row.text("phone"))
    return row.text("phone")


def read_website(row: Row) -> str | None:
    """Return the web address; anything that is not http or https is refused, since views make it a link."""
    text = row.text("website")
    if text is None:
        return None
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        row.report("website-unsafe", "website", value=text, scheme=scheme[1])
        return None
    if _WEB.fullmatch(text) is None:
        row.report("website-odd", "website", value=text)
    return text


def _find_word(column: str, text: str) -> str | Unread:
    return find_word(column, text) or Unread(RULE_OF[column])


def _read_figure(row: Row, column: str, *, maximum: float = MAXIMUM, unit_words: tuple[str, ...] = ()) -> float | None:
    text = row.text(column)
    if text is None:
        return None
    if says_unknown(text):
        row.report("read-as-unknown", column, value=text)
        return None
    value = read_number(row.cell(column), maximum=maximum, unit_words=unit_words)
    if isinstance(value, Unread):
        row.refuse(value, column)
        return None
    return value


def _read_date(row: Row, column: str) -> str | None:
    text = row.text(column)
    if text is None or says_unknown(text):
        return None
    value = read_date(row.cell(column))
    if isinstance(value, Unread):
        row.refuse(value, column)
        return None
    return value


def _read_list(row: Row, column: str, find: Callable[[str], str | Unread]) -> str | None:
    """Return the codes that ``find`` gives for the parts of a cell, without repetition, joined."""
    found: dict[str, None] = {}
    for part in re.split(r"[;\n]", row.text(column) or ""):
        text = part.strip()
        whole = find(text) if text else None
        if isinstance(whole, Unread) and re.search(r"[,|/]", text):
            pieces = [(piece.strip(), find(piece.strip())) for piece in re.split(r"[,|/]", text) if piece.strip()]
        else:
            pieces = [] if whole is None else [(text, whole)]
        for piece, code in pieces:
            if isinstance(code, Unread):
                row.refuse(code, column, value=piece)
            else:
                found[code] = None
    return join_codes(found) or None
