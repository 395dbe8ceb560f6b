"""The encoding of a text that does not say it: the one under which its accents make sense."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from geo.files.user_text import decode

ENCODINGS = (
    "utf-8", "utf-16", "cp1252", "iso-8859-15", "cp850", "cp437", "mac-roman",
    "cp1250", "iso-8859-2", "cp1254", "iso-8859-9", "cp1256", "iso-8859-6",
)  # fmt: skip
"""Encodings that may be asked for."""

_TRIED = ("cp1252", "mac-roman", "cp850", "cp1250", "cp1254")
_FRENCH = frozenset("éèêëàâäçîïôöûüùœæÉÈÊËÀÂÄÇÎÏÔÖÛÜÙŒ’‘«»°–—…€²\u00a0ñáíóúßÑ")
_COMMON = frozenset("éèêàçôîûâ’É°")
_NAMES = {
    "cp1252": "Windows-1252",
    "mac-roman": "Mac OS Roman",
    "cp850": "DOS (cp850)",
    "cp1250": "Windows-1250",
    "cp1254": "Windows-1254",
}
_SURE, _MARGIN = 0.95, 0.02


@dataclass(frozen=True)
class Encoded:
    """A text and the encoding it was read in; ``others`` are those under which it makes as much sense."""

    text: str
    name: str
    example: str
    certain: bool
    others: tuple[str, ...] = ()


def best_encoding(content: bytes) -> Encoded | None:
    """Return the reading of a text without a mark whose accented letters are those that French writes.

    ``certain`` is False where another reading is as likely or where some letters remain strange: the text is then to
    be looked at, or the encoding to be said. ``None`` when no reading makes sense.
    """
    usual = decode(content)
    if usual is not None and usual.encoding.startswith("utf"):
        return Encoded(usual.text, usual.name, usual.example, certain=True)
    scores: dict[str, float] = {}
    texts: dict[str, str] = {}
    for encoding in _TRIED:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        texts[encoding], scores[encoding] = text, _score(text)
    if not scores or max(scores.values()) < 0.5:
        return None
    best = max(scores, key=lambda name: scores[name])  # the first of _TRIED where two are equal
    rivals = [
        name
        for name in scores
        if name != best and scores[name] > scores[best] - _MARGIN and _strange(texts[name], texts[best])
    ]
    found = re.search(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*", texts[best])
    return Encoded(
        texts[best],
        _NAMES.get(best, codecs.lookup(best).name),
        found[0] if found else texts[best][:20],
        certain=scores[best] >= _SURE and not rivals,
        others=tuple(_NAMES.get(name, name) for name in rivals),
    )


def once_encoded(text: str) -> tuple[str, str] | None:
    """Return a text whose accents were encoded twice (``LiÃ¨ge``) as it was, with a word of it; None for any other."""
    if _TWICE.search(text) is None:
        return None
    try:
        mended = text.encode("cp1252", errors="strict").decode("utf-8", errors="strict")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    found = re.search(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*", mended)
    return mended, found[0] if found else mended[:20]


_TWICE = re.compile("[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]|â€")
"""What two bytes of an accented letter look like once they were read as two letters."""


def _score(text: str) -> float:
    """Return how far the characters beyond ASCII are those of French, common ones counting whole; 1 without any."""
    counts = Counter(character for character in text if not character.isascii())
    total = counts.total()
    if not total:
        return 1.0
    common = sum(count for character, count in counts.items() if character in _COMMON)
    other = sum(count for character, count in counts.items() if character in _FRENCH - _COMMON)
    return (common + 0.9 * other) / total


def _strange(text: str, best: str) -> bool:
    """Whether two readings differ."""
    return text != best
