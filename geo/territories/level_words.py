"""What the levels of territories are called: their words in both languages, singular and plural."""

from geo.files.names import name_key, slug
from geo.workspace.territory import Level

_WORDS = """
territoire territoires territory territories
pays pays country countries
région régions region regions
province provinces province provinces
préfecture préfectures prefecture prefectures
département départements département départements
arrondissement arrondissements arrondissement arrondissements
canton cantons canton cantons
intercommunalité intercommunalités intercommunality intercommunalities
cercle cercles circle circles
district districts district districts
commune communes commune communes
municipalité municipalités municipality municipalities
quartier quartiers neighbourhood neighbourhoods
secteur secteurs sector sectors
zone zones zone zones
"""


def level_of(word: str) -> Level:
    """Return a level from what people call it; a word that is not known serves in both languages, as it is."""
    for line in _WORDS.split("\n"):
        words = line.split()
        if words and name_key(word) in {name_key(one) for one in words}:
            one_fr, more_fr, one_en, more_en = words
            return Level(slug(one_fr), {"fr": one_fr, "en": one_en}, {"fr": more_fr, "en": more_en})
    names = {"fr": word, "en": word}
    return Level(slug(word) or "zone", names, names)
