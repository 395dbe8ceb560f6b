"""The columns of a register file and the headers under which they are recognised, in French and in English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo import schema
from geo.files.issues import Issue
from geo.files.names import name_key

COLUMNS = (
    "actor_id",
    "service",
    "name",
    "kind",
    "functions",
    "stages",
    "strata",
    "mode",
    "status",
    "capacity",
    "capacity_unit",
    "used",
    "reach_min",
    "covers",
    "delivery",
    "delivery_reason",
    "last_delivered",
    "waiting",
    "delay_days",
    "funded_places",
    "observed",
    "who_refers",
    "conditions",
    "fees",
    "address",
    "postal_code",
    "locality",
    "seat",
    "zone_id",
    "lon",
    "lat",
    "position_quality",
    "hours",
    "phone",
    "website",
    "contact",
    "identifiers",
    "since",
    "until",
    "expected_return",
    "same_as",
    "source",
    "as_of",
    "verified",
    "note",
)
"""Columns of a register file, in the order of the template: one row per actor and service."""

REQUIRED_COLUMNS = ("name", "kind", "source", "as_of")
"""Columns without which no row can be kept."""

PER_SERVICE_COLUMNS = ("source", "as_of", "note")
"""Columns of both tables that may differ between the services of one actor."""

ACTOR_COLUMNS = tuple(name for name in schema.ACTOR.names if name not in PER_SERVICE_COLUMNS)
"""Columns on which the rows of one actor must agree."""

FRENCH_HEADERS: Mapping[str, str] = {
    "actor_id": "identifiant",
    "service": "service",
    "name": "nom",
    "kind": "type",
    "functions": "fonctions",
    "stages": "étapes",
    "strata": "strates",
    "mode": "modalité",
    "status": "statut",
    "capacity": "capacité",
    "capacity_unit": "unité",
    "used": "utilisé",
    "reach_min": "portée (min)",
    "covers": "couvre",
    "delivery": "assuré",
    "delivery_reason": "raison",
    "last_delivered": "assuré pour la dernière fois",
    "waiting": "en attente",
    "delay_days": "délai (jours)",
    "funded_places": "places financées",
    "observed": "observé le",
    "who_refers": "qui oriente",
    "conditions": "conditions",
    "fees": "tarif",
    "address": "adresse",
    "postal_code": "code postal",
    "locality": "localité",
    "seat": "siège",
    "zone_id": "commune",
    "lon": "longitude",
    "lat": "latitude",
    "position_quality": "qualité de position",
    "hours": "horaires",
    "phone": "téléphone",
    "website": "site",
    "contact": "contact",
    "identifiers": "autres identifiants",
    "since": "depuis",
    "until": "jusqu’au",
    "expected_return": "reprise prévue",
    "same_as": "peut-être le même que",
    "source": "source",
    "as_of": "date de la source",
    "verified": "vérifié le",
    "note": "note",
}

_OTHER_HEADERS: Mapping[str, str] = {
    "actor_id": "id; actor id; identifiant de l'acteur; code acteur",
    "name": "nom de l'acteur; acteur; structure; actor; actor name",
    "kind": "type d'acteur; actor kind; actor type",
    "functions": "fonction; function; dispositif; dispositifs",
    "stages": "étape; stage; période; périodes",
    "strata": "strate; stratum",
    "mode": "modalités; mode d'intervention",
    "status": "état",
    "capacity": "capacité par an; capacité annuelle; capacity per year",
    "capacity_unit": "unité de capacité; unit; unit of capacity",
    "used": "utilisée; capacité utilisée; utilisé par an; used per year",
    "reach_min": "portée; portée en minutes; reach",
    "covers": "zones couvertes; territoire couvert; communes couvertes; covered zones",
    "delivery": "réellement assuré; prestation assurée; delivered",
    "delivery_reason": "raison du manque; reason; delivery reason",
    "last_delivered": "dernière prestation; last delivered on",
    "waiting": "liste d'attente; personnes en attente; waiting list",
    "delay_days": "délai; délai en jours; délai d'attente; delay; delay days; waiting time (days)",
    "funded_places": "places subventionnées; funded places",
    "observed": "date d'observation; observed on",
    "who_refers": "orientation par; adressé par; referred by; who refers",
    "conditions": "condition; conditions d'accès; access conditions",
    "fees": "tarifs; prix; coût; fee; price",
    "postal_code": "cp; postcode; zip; zip code",
    "seat": "adresse du siège; siège social; head office; registered office; seat address",
    "locality": "ville; city; town; village",
    "zone_id": "code commune; zone; code zone; municipality; code ins; ins; nis; insee; code insee",
    "lon": "lng; long; x",
    "lat": "y",
    "position_quality": "qualité position; précision; précision de la position",
    "hours": "horaire; heures d'ouverture; opening hours",
    "phone": "tél; tel; telephone number; numéro de téléphone",
    "website": "site web; site internet; web; url",
    "contact": "personne de contact; contact person",
    "identifiers": "identifiants externes; other identifiers",
    "since": "date d'ouverture; ouvert depuis; open since",
    "until": "jusqu'à; date de fermeture; open until",
    "expected_return": "réouverture prévue; expected return",
    "same_as": "perhaps the same as; maybe the same as; peut-être la même que; peut-être identique à; même que",
    "source": "sources",
    "verified": "date de vérification; verified on; vérifié",
    "as_of": "à la date du; date source; source date",
    "note": "notes; remarque; remarques; commentaire; commentaires; comment; comments",
}


def _aliases() -> dict[str, str]:
    aliases: dict[str, str] = {}
    for column in COLUMNS:
        others = _OTHER_HEADERS.get(column, "").split(";")
        aliases.update({name_key(header): column for header in (column, FRENCH_HEADERS[column], *others) if header})
    return aliases


_ALIASES = _aliases()


def known_headers() -> Mapping[str, str]:
    """Return the headers that are recognised, in the form under which they are compared → column."""
    return _ALIASES


def recognise(header: str) -> str | None:
    """Return the column that a header names, whatever its accents, capitals, spaces and language."""
    return _ALIASES.get(name_key(header))


@dataclass(frozen=True)
class Headers:
    """The headers of one file.

    Parameters
    ----------
    positions
        Column → place in the line, from 0.
    written
        Column → header as the file writes it.
    width
        Number of cells in the line of headers.
    """

    positions: Mapping[str, int]
    written: Mapping[str, str]
    width: int


def match_headers(line: Sequence[str], *, row: int, filled: Sequence[bool]) -> tuple[Headers, list[Issue]]:
    """Return the columns found in a line of headers, and what is wrong with it.

    Parameters
    ----------
    line
        The headers as written.
    row
        Line number of the headers.
    filled
        For each position, whether any row has something there.

    Returns
    -------
    tuple
        The headers, and issues ``missing-column``, ``duplicate-column``, ``unknown-column``,
        ``column-without-name``.
    """
    positions: dict[str, int] = {}
    written: dict[str, str] = {}
    issues: list[Issue] = []
    for position, header in enumerate(line):
        if not header:
            if position < len(filled) and filled[position]:
                letter = _letters(position)
                issues.append(Issue("column-without-name", row=row, values={"letter": letter}))
            continue
        column = recognise(header)
        if column is None:
            issues.append(Issue("unknown-column", row=row, column=header, value=header))
        elif column in positions:
            values = {"first": written[column]}
            issues.append(Issue("duplicate-column", row=row, column=header, value=header, values=values))
        else:
            positions[column] = position
            written[column] = header
    for column in REQUIRED_COLUMNS:
        if column not in positions:
            values = {"english": column, "french": FRENCH_HEADERS[column]}
            issues.append(Issue("missing-column", row=row, values=values))
    return Headers(positions, written, len(line)), issues


def _letters(position: int) -> str:
    """Return the spreadsheet letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
