"""The allowed values of closed columns, as codes and as French or English words."""

import re
from collections.abc import Mapping

from geo import schema
from geo.files.names import name_key

# For each code, the words that mean it; the first is the French word that templates and messages offer.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "status": {
        "open": "ouvert; ouverte; ouverts; actif; active; en service; en activité",
        "suspended": "suspendu; suspendue; suspendus; interrompu; interrompue; fermé temporairement; "
        "fermeture temporaire; temporarily closed",
        "planned": "projet; en projet; prévu; prévue; annoncé; annoncée; planifié; planifiée",
        "closed": "fermé; fermée; fermés",
        "to-verify": "à vérifier; à confirmer; inconnu; unknown; to check",
    },
    "mode": {
        "on-site": "sur place; sur site; onsite",
        "home-visits": "à domicile; domicile; visite à domicile; visites à domicile; home visit; home",
        "mobile": "mobile; itinérant; itinérante; équipe mobile",
    },
    "capacity_unit": {
        "follow-ups": "suivis; suivi; suivis par an; accompagnements; follow-up; followups",
        "half-days": "demi-journées; demi-journée; demi-jours; half-day",
        "fte": "etp; équivalents temps plein; équivalent temps plein; full-time equivalents; full-time equivalent",
        "places": "places; place",
        "births": "naissances; naissance; accouchements; accouchement; birth",
        "families": "familles; famille; family",
        "children": "enfants; enfant; child",
        "patients": "patients; patient; patiente; patientes",
    },
    "delivery": {
        "full": "en entier; entièrement; complet; complète; oui; yes; fully; in full",
        "part": "en partie; partiel; partielle; partiellement; partly; in part; partial",
        "none": "non assuré; non; rien; pas assuré; no; not delivered",
        "unknown": "inconnu; inconnue; non connu; not known",
    },
    "delivery_reason": {
        "staff": "personnel; équipe; manque de personnel; effectif; lack of staff",
        "money": "argent; financement; moyens; budget; funding",
        "premises": "locaux; local; bâtiment; building",
        "referral": "orientation; adressage; pas d'orientation; referrals",
    },
    "stages": {
        "prenatal": "prénatal; prénatale; grossesse; pregnancy",
        "postnatal": "postnatal; postnatale; post-partum",
        "early-childhood": "petite enfance; jeune enfance; première enfance",
    },
    "strata": {
        "low-risk": "risque faible; 1; faible risque; bas risque",
        "specific": "spécifique; 2; vulnérabilité spécifique; peu complexe",
        "complex": "complexe; 3",
        "refusal": "refus; 4",
        "danger": "danger; 5",
    },
    "position_quality": {
        "address": "adresse; à l'adresse; at the address",
        "locality": "localité; dans la localité; in the locality",
        "commune": "commune; municipality; dans la commune; in the commune",
        "approximate": "approximative; approximatif; position approximative; approximate position; approché; approchée",
        "unknown": "inconnue; inconnu; position inconnue; position unknown",
    },
}

ALLOWED: Mapping[str, tuple[str, ...]] = {
    "status": schema.STATUSES,
    "mode": schema.MODES,
    "capacity_unit": schema.CAPACITY_UNITS,
    "delivery": schema.DELIVERIES,
    "delivery_reason": schema.DELIVERY_REASONS,
    "stages": schema.STAGES,
    "strata": schema.STRATA,
    "position_quality": schema.POSITION_QUALITIES,
}
"""Codes of every closed column."""

RULE_OF: Mapping[str, str] = {
    "status": "unknown-status",
    "mode": "unknown-mode",
    "capacity_unit": "unknown-unit",
    "delivery": "unknown-delivery",
    "delivery_reason": "unknown-delivery-reason",
    "stages": "unknown-stage",
    "strata": "unknown-stratum",
    "position_quality": "unknown-position-quality",
}
"""The rule that a word outside the list breaks, per closed column."""


def _index(column: str) -> dict[str, str]:
    index = {name_key(code): code for code in ALLOWED[column]}
    for code, words in _WORDS[column].items():
        index.update({name_key(word): code for word in words.split(";")})
    return index


_INDEX: Mapping[str, Mapping[str, str]] = {column: _index(column) for column in ALLOWED}


def find_word(column: str, text: str) -> str | None:
    """Return the code that a word means in a closed column, or ``None``.

    A final ``(s)`` or ``par an`` is ignored; a stratum may be numbered (``Strate 2 : …``).
    """
    index = _INDEX[column]
    key = name_key(text)
    if column == "strata" and (numbered := re.match(r"(?:strate|stratum) (\d)\b", key)):
        key = numbered[1]
    for candidate in (key, re.sub(r" (s|par an|an|per year|year|a year)$", "", key)):
        if candidate in index:
            return index[candidate]
    return None


def french_word(column: str, code: str) -> str:
    """Return the French word to offer for a code of a closed column."""
    return _WORDS[column][code].split(";")[0]
