"""Which column each header of somebody else's list may be: known words, then words that look like them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from geo.files.names import name_key
from geo.files.register.columns import known_headers
from geo.files.register.intake.written_coordinates import system_of_header

_MORE: Mapping[str, str] = {
    "actor_id": "code établissement; code structure; facility id; facility code; uid; nofinesset; finess; "
    "n finess; numéro finess; identifiant de la structure; org unit id; uuid; reference; référence",
    "name": "nom de la structure; nom de l'établissement; nom établissement; établissement; etablissement; "
    "dénomination; raison sociale; libellé; intitulé; désignation; nom du service; nom du lieu; lieu; facility name; "
    "facility; health facility; organisation; organization; service name; nom complet; consultation; nom usuel; "
    "orgunit name; title; label",
    "kind": "type de structure; type d'établissement; type de lieu; type de service; catégorie; catégorie "
    "d'établissement; nature; facility type; category; service type; libellé catégorie; type structure; "
    "type établissement; typologie; genre",
    "status": "situation; activité; operational status; status of facility; en activité",
    "capacity": "nombre de places; nombre de places agréées; places agréées; nb places; capacité agréée; "
    "capacité d'accueil; nombre de suivis; capacité totale",
    "address": "adresse postale; adresse complète; rue; voie; street; street address; address line; numéro et rue; "
    "adresse 1; libellé de la voie",
    "postal_code": "code post; code postal de la commune; c p; postal code; code postale",
    "locality": "commune d'implantation; nom de la commune; libellé commune; nom commune; ville d'implantation; "
    "localité d'implantation; lieu d'implantation; addr city; addr:city; commune ou ville; municipalité; "
    "libellé de la commune; settlement; localité commune",
    "zone_id": "code insee de la commune; code commune insee; codgeo; depcom; insee com; code nis; refnis; cd refnis; "
    "code commune ins; com; code geo; commune code; insee commune",
    "lon": "longitude wgs84; longitude (wgs84); coord x; coordonnée x; xcoord; x wgs84; long dd; gps longitude; est; "
    "longitude x; lambert x; x lambert 93; coordonnees x; geo lon; lon wgs84",
    "lat": "latitude wgs84; latitude (wgs84); coord y; coordonnée y; ycoord; y wgs84; lat dd; gps latitude; nord; "
    "latitude y; lambert y; y lambert 93; coordonnees y; geo lat; lat wgs84",
    "hours": "séances; jours et horaires; horaires d'accueil; heures; horaire d'ouverture; horaires d'ouverture; "
    "jours d'ouverture; permanences; opening_hours; permanence; jours; jours et heures; heures de consultation",
    "phone": "tél.; téléphone 1; n° de téléphone; contact téléphone; phone number; gsm; contact",
    "website": "page web; lien; www; site url; homepage",
    "since": "date d'ouverture de l'établissement; ouverture; opening date; openingdate; date ouverture",
    "until": "fermeture; closing date; closeddate; date fermeture",
    "source": "origine; provenance; origine de la donnée",
    "as_of": "date maj; date de mise à jour; mise à jour; maj; mis à jour le; date de la mise à jour; last update; "
    "updated; lastupdated; dernière mise à jour; date; date de validité; millésime",
    "note": "observation; observations; description; précisions; précision utile; divers",
    "covers": "zone desservie; communes desservies; secteur; catchment; zone d'intervention; territoire d'intervention",
    "used": "nombre de suivis réalisés; activité annuelle",
}
_BOTH = ("coordonnees", "coordinates", "gps", "lat lon", "latlon", "geolocalisation", "geo point", "geo point 2d",
         "position", "coordonnees gps", "coords", "latitude longitude", "point gps")  # fmt: skip
COORDINATES = "@coordinates"
"""Not a column of a register: one cell that holds a point (``50.4669, 4.8674``, ``[4.87,50.47]``, ``POINT(…)``)."""

_EMPTY_WORDS = frozenset(["de", "du", "des", "la", "le", "les", "l", "d", "n", "of", "the", "et", "ou", "en"])
_LEAST = 86
_SHAPEFILE = 10
_FIRST_WORDS = {
    "nom": "name",
    "intitule": "name",
    "denomination": "name",
    "type": "kind",
    "categorie": "kind",
    "adresse": "address",
    "commune": "locality",
    "ville": "locality",
    "localite": "locality",
    "telephone": "phone",
    "horaires": "hours",
    "horaire": "hours",
    "latitude": "lat",
    "longitude": "lon",
    "statut": "status",
}
"""First words that say what a longer header is (``type d’équipement``)."""
_AXES = {"x": "lon", "y": "lat", "est": "lon", "nord": "lat", "easting": "lon", "northing": "lat"}


@dataclass(frozen=True)
class Guess:
    """The column that a header may be; ``sure`` when the header is one of the words known for it."""

    column: str
    sure: bool


@cache
def _words() -> dict[str, str]:
    words = {name_key(word): column for column, listed in _MORE.items() for word in listed.split(";")}
    return {**dict.fromkeys(_BOTH, COORDINATES), **words, **known_headers()}


def recognise(header: str) -> str | None:
    """Return the column that a header of a list may name: one of its known words."""
    return _words().get(name_key(header))


def guess(header: str) -> Guess | None:
    """Return the column that a header may name, or that it looks like, or ``None``."""
    key = name_key(header)
    if not key or header.startswith("@"):
        return None
    if (column := _words().get(key)) is not None:
        return Guess(column, sure=True)
    words = [word for word in key.split() if word not in _EMPTY_WORDS]
    if words and words[0] in _AXES and system_of_header(header):
        return Guess(_AXES[words[0]], sure=True)
    if "siege" in words:  # where the organisation has its own place, never where the service is
        return Guess("seat", sure=False)
    if len(words) > 1 and (first := _FIRST_WORDS.get(words[0])):
        return Guess(first, sure=False)
    return None if len(key) < 4 else _looks_like(header, key)


def _looks_like(header: str, key: str) -> Guess | None:
    """Return the column whose words a header resembles."""
    if (
        len(header) == _SHAPEFILE
        and len(cut := {known for word, known in _words().items() if word.startswith(key)}) == 1
    ):
        return Guess(cut.pop(), sure=True)
    found = process.extractOne(key, list(_words()), scorer=fuzz.token_sort_ratio, score_cutoff=_LEAST)
    return None if found is None else Guess(_words()[found[0]], sure=False)


def nearest_headers(column: str, headers: Sequence[str], *, most: int = 3) -> list[str]:
    """Return the headers of a file that look most like a column, nearest first: what to propose when it is asked."""
    words = [word for word, known in _words().items() if known == column]
    scored = [
        (max(fuzz.token_set_ratio(name_key(header), word) for word in words), header) for header in headers if header
    ]
    return [header for score, header in sorted(scored, key=lambda pair: -pair[0]) if score >= 50][:most]
