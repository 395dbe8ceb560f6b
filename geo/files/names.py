"""Names compared as people read them: without accents, capitals, spaces or punctuation."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

SLUG_LENGTH = 80
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})
_NOT_A_WORD = re.compile("[^0-9a-z]+")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """Return the form under which a name is compared: ``"Étape (s)"`` gives ``"etape s"``."""
    if text.isascii():
        return _NOT_A_WORD.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def place_key(text: str) -> str:
    """Return the form under which a place is compared: as :func:`name_key`, with ``St`` read as ``Saint``."""
    return " ".join(_ABBREVIATIONS.get(word, word) for word in name_key(text).split())


def slug(text: str) -> str:
    """Return an identifier made of ASCII letters, figures and hyphens, at most :data:`SLUG_LENGTH` characters.

    A text without any Latin letter or figure, or too long, is told apart by a digest of the whole.
    """
    words = re.sub(r"[^a-z0-9]+", "-", name_key(text)).strip("-")
    if words and len(words) <= SLUG_LENGTH:
        return words
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words[: SLUG_LENGTH - 9].strip('-')}-{digest}".strip("-")


def nearest(text: str, choices: Iterable[str], *, count: int = 3) -> list[str]:
    """Return at most ``count`` of the ``choices`` (keys) that look like ``text``, nearest first."""
    return get_close_matches(text[:100], list(choices), n=count, cutoff=0.7)
