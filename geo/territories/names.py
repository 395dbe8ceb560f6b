"""Names: how they are compared, turned into identifiers, and written properly."""

import re
import unicodedata

_LOWER = {
    "A", "À", "Au", "Aux", "D", "De", "Des", "Du", "En", "Et", "L", "La", "Le", "Les", "Lez", "Lès", "Sous", "Sur"
}  # fmt: skip


def plain(name: str) -> str:
    """Return a name without accents, case, hyphens or apostrophes: ``"Braine-l'Alleud"`` gives ``"braine l alleud"``.

    Examples
    --------
    >>> plain("Saint-Rémy–Bœuf")
    'saint remy boeuf'
    """
    letters = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE"))
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", " ", letters.lower()).strip()


def slug(name: str) -> str:
    """Return a name as part of an identifier: ``"Braine-l'Alleud"`` gives ``"braine-l-alleud"``."""
    return plain(name).replace(" ", "-")


def proper(name: str) -> str:
    """Return a hyphenated place name with its small words in lower case.

    Examples
    --------
    >>> proper("Marchienne-Au-Pont")
    'Marchienne-au-Pont'
    >>> proper("La Roche-En-Ardenne")
    'La Roche-en-Ardenne'
    """
    first, *others = name.split("-")
    return "-".join([first, *(word.lower() if word in _LOWER else word for word in others)])
