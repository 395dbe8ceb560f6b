"""The words of opening hours in French, and how a text becomes a row of tokens."""

import re
import unicodedata
from dataclasses import dataclass

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_SHORT_DAYS = {"lun": 0, "mar": 1, "mer": 2, "merc": 2, "jeu": 3, "ven": 4, "vend": 4, "sam": 5, "dim": 6}
_TWO_LETTERS = {"lu": 0, "ma": 1, "me": 2, "je": 3, "ve": 4, "sa": 5, "di": 6}
_NUMBERS = {
    "un": 1.0,
    "une": 1.0,
    "deux": 2.0,
    "trois": 3.0,
    "quatre": 4.0,
    "cinq": 5.0,
    "six": 6.0,
    "sept": 7.0,
    "huit": 8.0,
    "neuf": 9.0,
    "dix": 10.0,
}
_SILENT = """
a ainsi au aux avec chaque d de des du en entre et l la le les ou par prise puis que sans seulement sur tous tout toute
toutes un une uniquement h heure heures horaire horaires accueil consultation consultations libre ouvert ouverte
ouvertes ouverts ouverture permanence permanences public rdv reception rendez-vous rv seance seances
enfants infantile infantiles medicale medicales pmi prenatale prenatales
"""
_FILLERS = frozenset(_SILENT.split())
"""Words that change nothing to what is said of time."""

_NUMBER = r"(?:\d+(?:[.,]\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?:h(?:eures?)?|:)"
_CLOCK = rf"\d{{1,2}}(?:\s*{_UNIT}\s*(?:\d{{2}})?(?!\d))?"
_CLOSED_WORDS = r"(?:sauf|exceptee?s?|hormis|hors|fermee?s?|fermetures?|a l'exception)"
_SHORT = "|".join(_TWO_LETTERS)
_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("always", r"24\s*h?\s*(?:/|sur)\s*24\s*h?|jour et nuit|en continu"),
        ("week", r"7\s*j?(?:ours?)?\s*(?:/|sur)\s*7\s*j?(?:ours)?|tous les jours(?!\s+(?:ouvr|de la semaine))"),
        ("workdays", r"tous les jours (?:ouvr(?:es|ables)|de la semaine)|en semaine|jours ouvr(?:es|ables)"),
        (
            "count",
            rf"({_NUMBER})(?:\s*(?:a|-|ou)\s*({_NUMBER}))?\s*(demi-journee|jour|journee|matinee|matin|apres-midi|fois)s?"
            r"\s*(?:par|chaque|/|toutes les|tous les)\s*(?:la\s+)?(semaine|mois|quinzaine)s?\b",
        ),
        (
            "alternate",
            r"(?:semaine\s+)?sur (?:deux|2)\b|semaines? (?:im)?paires?|tous les (?:15|quinze) jours",
        ),
        (
            "holidays",
            rf"{_CLOSED_WORDS}\s+(?:pendant\s+|durant\s+)?(?:les\s+)?(?:periodes?\s+)?(?:de\s+|des\s+)?"
            r"(?:vacances|conges)(?:\s+scolaires)?(?:\s+et\s+(?:les\s+)?jours\s+feries)?"
            r"|(?:en\s+)?periodes?\s+scolaires?",
        ),
        ("unsaid", rf"(?:(?:{_CLOSED_WORDS}|et)\s+)?(?:les\s+)?jours?\s+feries"),
        ("unsaid", r"jours? (?:et heures? )?non (?:publies?|lus?|connus?|precises?|dits?)|toute l'annee"),
        (
            "interval",
            rf"entre\s+({_CLOCK})\s*et\s*({_CLOCK})|(?:de\s+)?({_CLOCK})\s*(?:-|a|/|jusqu'a)\s*({_CLOCK})",
        ),
        ("from", rf"(?:a partir de|des)\s+({_CLOCK})"),
        ("until", rf"jusqu'a\s+({_CLOCK})"),
        ("at", r"a\s+(\d{1,2}\s*h(?:\s*\d{2})?)\b"),
        ("day", rf"({'|'.join(DAYS)})s?\b|({'|'.join(_SHORT_DAYS)})\b\.?"),
        (
            "short-day",
            rf"({_SHORT})\b\.?(?=\s*(?:[-,/&+]|et|a|au)?\s*(?:de\s+)?(?:\d|(?:{_SHORT})\b|matin|apres|am\b))",
        ),
        ("month", r"(?:du|par|de chaque|chaque|dans le) mois\b"),
        ("ordinal", r"(?:\d(?:er|ere|e|eme)|premiere?|deuxieme|second|troisieme|quatrieme|dernier)s?\b"),
        ("morning", r"matin(?:ee)?s?\b"),
        ("afternoon", r"apres[- ]midis?\b|aprem\b"),
        ("evening", r"soir(?:ee)?s?\b"),
        ("half-day", r"demi-journees?\b"),
        ("whole", r"journees?(?:\s+(?:entieres?|completes?|continues?))?\b"),
        ("except", rf"{_CLOSED_WORDS}\b"),
        ("colon", r":"),
        ("comma", r","),
        ("dash", r"-|(?:au|a)\b"),
        ("word", r"[^\s,:;]+"),
    )
)
"""Kinds of tokens, the first that matches wins. Patterns are tried where a word begins."""


@dataclass(frozen=True)
class Token:
    """A piece of text: what it is, and the values it carries."""

    kind: str
    text: str
    values: tuple[float, ...] = ()


def plain(text: str) -> str:
    """Return a text in small letters without accents, its dashes, spaces and fractions made ordinary."""
    text = text.replace("½", "1/2").replace("’", "'")
    text = re.sub("[‐‑‒–—−]", "-", text)
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    bare = re.sub(r"1\s*[/⁄]\s*2\s+journee", "une demi-journee", re.sub(r"\s+", " ", bare))
    return re.sub(r"demi journee", "demi-journee", bare).strip()


def clauses(text: str) -> list[list[Token]]:
    """Return the tokens of every clause; what stands in brackets is a clause of its own, labels are dropped."""
    bare = plain(text)
    inside = re.findall(r"\(([^)]*)\)", bare)
    outside = re.sub(r"\([^)]*\)", " ", bare)
    parts = [*re.split(r"[;|\n]|\.(?=\s+[a-z0-9]{4,}|$)", outside), *inside]
    return [tokens for part in parts if (tokens := _without_label(_tokens(part)))]


def _tokens(part: str) -> list[Token]:
    found, place = [], 0
    while place < len(part):
        for kind, pattern in _PATTERNS:
            match = pattern.match(part, place)
            if match is not None:
                token = _token(kind, match)
                found += [] if token is None else [token]
                place = match.end()
                break
        else:
            place += 1
    return found


def _token(kind: str, match: re.Match[str]) -> Token | None:
    text = match.group().strip()
    said = [group for group in match.groups() if group is not None]
    if kind == "word" and text.strip("'.-+/&") in (*_FILLERS, ""):
        return None
    if kind == "day":
        return Token(kind, text, (float(DAYS.index(said[0]) if said[0] in DAYS else _SHORT_DAYS[said[0]]),))
    if kind == "short-day":
        return Token("day", text, (float(_TWO_LETTERS[said[0]]),))
    if kind in ("from", "until", "at"):
        hour = clock(said[0])
        return Token("word", text) if hour is None else Token(kind, text, (hour,))
    if kind == "interval":
        return _interval(text, said[0], said[1])
    return Token(kind, text, _count(said, ranged=match.group(2) is not None) if kind == "count" else ())


def _count(said: list[str], *, ranged: bool) -> tuple[float, float, float]:
    """Return the least and the most times a week, and whether they are half-days (1) or whole days (0)."""
    per = {"semaine": 1.0, "mois": 12 / 52, "quinzaine": 0.5}[said[-1]]
    low, high = _number(said[0]), _number(said[1 if ranged else 0])
    return low * per, high * per, float(not said[-2].startswith("jour"))


def _interval(text: str, first: str, last: str) -> Token:
    low, high = clock(first), clock(last)
    # "1-2" without any hour written is not a time.
    if low is None or high is None or not re.search(r"\d\s*(?:h|:)", text) or not low < high:
        return Token("word", text)
    return Token("interval", text, (low, high))


def clock(text: str) -> float | None:
    """Return an hour of the day as a number (``9 h 30`` is 9.5); None for what is not one."""
    found = re.fullmatch(r"(\d{1,2})\s*(?:h(?:eures?)?|:)?\s*(\d{2})?", text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour + minute / 60 if hour <= 24 and minute < 60 and hour + minute / 60 <= 24 else None


def _number(text: str) -> float:
    return _NUMBERS[text] if text in _NUMBERS else float(text.replace(",", "."))


def _without_label(tokens: list[Token]) -> list[Token]:
    """Drop what comes before a colon when it says nothing of time ("maison didactique : …")."""
    places = [place for place, token in enumerate(tokens) if token.kind == "colon"]
    if places and all(token.kind in ("word", "comma") for token in tokens[: places[0]]):
        tokens = tokens[places[0] + 1 :]
    return [token for token in tokens if token.kind != "colon"]
