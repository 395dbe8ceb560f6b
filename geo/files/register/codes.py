"""Kinds and functions found by code or by label."""

from collections.abc import Iterable, Mapping

from geo.files.issues import Unread
from geo.files.names import name_key, nearest


class Codes:
    """A list of codes with their labels.

    Parameters
    ----------
    codes
        The allowed codes.
    labels
        Label → code; labels of codes that are not allowed are ignored.
    rule
        The rule that an unknown word breaks.
    """

    def __init__(self, codes: Iterable[str], labels: Mapping[str, str], *, rule: str) -> None:
        allowed = sorted(set(codes))
        self._rule = rule
        self._index = {name_key(label): code for label, code in labels.items() if code in allowed}
        self._index.update({name_key(code): code for code in allowed})
        self._suggested: dict[str, str] = {}

    def find(self, text: str) -> str | Unread:
        """Return the code that a text designates, or why none (values ``suggestions``, ``suggestion_count``)."""
        key = name_key(text)
        if key in self._index:
            return self._index[key]
        suggestions = self._suggestions(key)
        return Unread(self._rule, {"suggestions": suggestions, "suggestion_count": int(bool(suggestions))})

    def _suggestions(self, key: str) -> str:
        if key not in self._suggested:
            codes = dict.fromkeys(self._index[other] for other in nearest(key, self._index))
            self._suggested[key] = ", ".join(codes)
        return self._suggested[key]
