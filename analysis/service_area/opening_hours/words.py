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
non-stop interruption continu
"""
_FILLERS = frozenset(_SILENT.split())
"""Words that change nothing to what is said of time."""

_NUMBER = r"(?:\d+(?:[.,]\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?:h(?:eures?)?|:)"
_CLOCK = rf"\d{{1,2}}(?:\s*{_UNIT}\s*(?:\d{{2}}(?!\d|\s*(?:h|:)))?(?!\d))?"
_CLOSED_WORDS = r"(?:sauf|exceptee?s?|hormis|hors|fermee?s?|fermetures?|a l'exception)"
_SHORT = "|".join(_TWO_LETTERS)
_DATED = re.compile(
    r"\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|ete|hiver|printemps"
    r"|automne|toussaint|noel|paques|vacances|conges|ramadan|saison|trimestre|semestre|an|annee|mois|fois|quinzaine"
    r"|semaines?|jours?|paires?|impaires?|midi|nuit|sauf|fermee?s?|hors|reprise|suspendue?s?|jusque?|partir|depuis)\b|\d"
)
"""Words that say when, or that not always: no label and no remark that holds one is passed over."""

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
        ("alternate", r"(?:semaine\s+)?sur (?:deux|2)\b|semaines? (?:im)?paires?|tous les (?:15|quinze) jours"),
        (
            "holidays",
            rf"{_CLOSED_WORDS}\s+(?:pendant\s+|durant\s+)?(?:les\s+)?(?:periodes?\s+)?(?:de\s+|des\s+)?"
            r"(?:vacances|conges)(?:\s+scolaires|\s+d(?:e\s+(?:la\s+)?|')(?:noel|paques|printemps|toussaint|fevrier"
            r"|carnaval|detente|hiver|ete|automne))?(?:\s+et\s+(?:les\s+)?jours\s+feries)?"
            r"|(?:en\s+)?periodes?\s+scolaires?",
        ),
        ("unsaid", rf"(?:(?:{_CLOSED_WORDS}|et)\s+)?(?:les\s+)?jours?\s+feries"),
        ("unsaid", r"jours? (?:et heures? )?non (?:publies?|lus?|connus?|precises?|dits?)|toute l'annee"),
        ("interval", rf"entre\s+({_CLOCK})\s*et\s*({_CLOCK})|(?:de\s+)?({_CLOCK})\s*(?:-|a|/|jusqu'a)\s*({_CLOCK})"),
        ("from", rf"(?:a partir de|des)\s+({_CLOCK})"),
        ("until", rf"jusqu'a\s+({_CLOCK})"),
        ("at", r"a\s+(\d{1,2}\s*h(?:\s*\d{2})?)\b"),
        ("day", rf"({'|'.join(DAYS)})s?\b|({'|'.join(_SHORT_DAYS)})\b\.?"),
        (
            "short-day",
            rf"({_SHORT})\b\.?(?=\s*(?:[-,/&+]|et|a|au)?\s*(?:de\s+)?(?:\d|(?:{_SHORT})\b|matin|apres|am\b|ferme))",
        ),
        ("month", r"(?:du|par|de chaque|chaque|dans le) mois\b"),
        ("ordinal", rf"(?:une?|1)\s+(?=(?:{'|'.join(DAYS)})s?\b[^,;]*?\b(?:par|chaque) mois\b)"),
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
    text = re.sub("-?>|→", "-", text)
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    bare = re.sub(r"\bl'(?=apres|matin)", "", re.sub(r"(\ba|(?<!apres)-|/)\s*midi\b", r"\1 12h", bare))
    bare = re.sub(r"(?<!apres[- ])\bmidi(?=\s*(?:a\b|-))", "12h", re.sub(r"(\ba|-|/)\s*minuit\b", r"\1 24h", bare))
    bare = re.sub(r"1\s*[/⁄]\s*2\s+journee", "une demi-journee", re.sub(r"\s+", " ", bare))
    return re.sub(r"demi journee", "demi-journee", bare).strip()


def clauses(text: str) -> list[list[Token]]:
    """Return the tokens of every clause; labels, and remarks in brackets that say nothing of time, are dropped.

    What stands in brackets is a clause of its own where it names days, and belongs where it stands otherwise
    ("mardi (une semaine sur deux) 9h-12h").
    """
    bare = re.sub(r"\b(\d{1,2})\.([0-5]\d)(?:\s*h)?\b(?!\s*(?:demi|jour|matin|fois|apres))", r"\1h\2", plain(text))
    apart: list[str] = []
    outside = re.sub(r"\(([^)]*)\)", lambda match: _bracket(match[1], apart), bare)
    parts = [*re.split(r"[;|\n]|\.(?=\s+[a-z0-9]{4,}|$)", outside), *apart]
    return [tokens for part in parts if (tokens := _listed(_without_label(_tokens(part))))]


def _bracket(inside: str, apart: list[str]) -> str:
    """Return what brackets leave where they stand; a clause that names days goes to ``apart``."""
    tokens = _tokens(inside)
    if any(token.kind in ("day", "week", "workdays", "count", "holidays", "except") for token in tokens):
        apart.append(inside)
        return " "
    if all(token.kind in ("word", "comma", "colon", "dash") for token in tokens) and not _DATED.search(inside):
        return " "
    return f" {inside} "


def _listed(tokens: list[Token]) -> list[Token]:
    """Return tokens whose dashes between more than two days are those of a list ("lundi-mardi-jeudi"), or of a break.

    A dash after a time and before a day separates two sentences ("lundi 9h-12h - mercredi 14h-17h").
    """
    out = [part for token in tokens for part in _times_a_month(token)] if "d" in _shape(tokens) else list(tokens)
    told = _shape(out)
    for match in re.finditer(r"d(?:-d){2,}", told):
        for place in range(match.start() + 1, match.end(), 2):
            out[place] = Token("comma", ",")
    for match in re.finditer(r"t-(?=o*d)", told):
        out[match.start() + 1] = Token("comma", ",")
    return out


def _times_a_month(token: Token) -> list[Token]:
    """Return "twice a month" as so many ordinals: it is said of the days beside it."""
    low, high = token.values[:2] if token.kind == "count" else (0.0, 1.0)
    times = round(low * 52 / 12)
    if low != high or not token.text.endswith("mois") or "fois" not in token.text or not 1 <= times <= 4:
        return [token]
    return [Token("ordinal", token.text)] * times


def _shape(tokens: list[Token]) -> str:
    """Return one letter per token: a day, an ordinal, a time, a dash written as a sign, anything else."""
    letters = {"day": "d", "ordinal": "o", "interval": "t"}
    return "".join("-" if token.text == "-" else letters.get(token.kind, ".") for token in tokens)


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
    label = tokens[: places[0]] if places else []
    if places and all(token.kind in ("word", "comma") and not _DATED.search(token.text) for token in label):
        tokens = tokens[places[0] + 1 :]
    return [token for token in tokens if token.kind != "colon"]
