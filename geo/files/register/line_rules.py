"""The rules of one line: from its cells to one actor record and one service record."""

from dataclasses import dataclass, field
from datetime import date

from geo.files.names import slug
from geo.files.numbers import says_nothing
from geo.files.register import fields
from geo.files.register.codes import Codes
from geo.files.register.columns import REQUIRED_COLUMNS
from geo.files.register.context import ReadingChoices, RegisterContext
from geo.files.register.gazetteer import Gazetteer
from geo.files.register.positions import read_position
from geo.files.register.rows import Row

DEFAULTED_COLUMNS = ("actor_id", "service", "mode", "status")
"""Columns that may be left blank because a value stands in for the blank."""

Record = dict[str, object]


@dataclass(frozen=True)
class Guide:
    """Everything the rules look words up in, built once per file."""

    gazetteer: Gazetteer
    kinds: Codes
    functions: Codes
    today: date
    country: str | None
    choices: ReadingChoices = field(default_factory=ReadingChoices)

    @classmethod
    def of(cls, context: RegisterContext, choices: ReadingChoices | None = None) -> "Guide":
        """Build the look-ups of a context."""
        return cls(
            Gazetteer(context.zones, context.places, context.known_names),
            Codes(context.kinds, context.kind_labels, rule="unknown-kind"),
            Codes(context.functions, context.function_labels, rule="unknown-function"),
            context.today,
            context.country,
            choices or ReadingChoices(),
        )


@dataclass(frozen=True)
class Entry:
    """What one line says: an actor record, a service record, and what was filled in for it.

    ``defaulted`` names the columns of :data:`DEFAULTED_COLUMNS` left blank.
    """

    row: Row
    actor: Record
    service: Record
    defaulted: frozenset[str]


def read_entry(row: Row, guide: Guide) -> Entry:
    """Return the records of one line; what is wrong is reported on the line."""
    for column in REQUIRED_COLUMNS:
        text = row.text(column)
        unsaid = text is None or (column in {"name", "source"} and says_nothing(text))
        if unsaid and not row.broken(column):
            row.report("missing-value", column)
    kind = fields.read_code(row, "kind", guide.kinds)
    actor_id = fields.read_id(row) or _derived_id(row, kind)
    status = fields.read_word(row, "status")
    since, until = fields.read_period(row, status, today=guide.today)
    position = read_position(row, guide.gazetteer, guide.choices, country=guide.country)
    origin: Record = {
        "source": row.text("source"),
        "as_of": fields.read_as_of(row, today=guide.today),
        "note": row.text("note"),
    }
    actor: Record = {
        "actor_id": actor_id,
        "name": row.text("name"),
        "kind": kind,
        "lon": position.lon,
        "lat": position.lat,
        "position_quality": position.quality,
        "zone_id": position.zone_id,
        "status": status,
        "since": since,
        "until": until,
        "expected_return": fields.read_return(row, status, today=guide.today),
        "address": row.text("address"),
        "postal_code": fields.read_postal_code(row, country=guide.country),
        "locality": row.text("locality"),
        "seat": row.text("seat"),
        "hours": row.text("hours"),
        "phone": fields.read_phone(row),
        "website": fields.read_website(row),
        "contact": row.text("contact"),
        "identifiers": fields.read_identifiers(row),
        "same_as": fields.read_links(row),
        **origin,
    }
    service: Record = {
        "actor_id": actor_id,
        "service": row.text("service") or kind,
        "functions": fields.read_codes(row, "functions", guide.functions),
        "stages": fields.read_words(row, "stages"),
        "strata": fields.read_words(row, "strata"),
        "mode": fields.read_word(row, "mode") or "on-site",
        **fields.read_figures(row),
        "covers": fields.read_covers(row, guide.gazetteer),
        **fields.read_delivery(row, today=guide.today),
        "who_refers": row.text("who_refers"),
        "conditions": row.text("conditions"),
        "fees": row.text("fees"),
        "verified": fields.read_past(row, "verified", today=guide.today),
        **origin,
    }
    defaulted = frozenset(column for column in DEFAULTED_COLUMNS if row.text(column) is None)
    return Entry(row, actor, service, defaulted)


def _derived_id(row: Row, kind: str | None) -> str:
    """Return an identifier made of the kind, the name and the locality."""
    return slug(" ".join(part for part in (kind, row.text("name"), row.text("locality")) if part))
