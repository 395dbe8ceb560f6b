"""Texts of a file inside sentences: nothing of them is read as Markdown, HTML or a formula."""

import re

_MARKS = frozenset("\\`*_{}[]#|<>$~:!&")
_BEFORE_SIGNS = re.compile(r"(?<=[\w)%»]) (?=[;:?!](?:\s|$))|(?<=«) | (?=»)")


def unbroken(text: str) -> str:
    """Return a text whose French signs never begin a line: what files say is written with spaces that break."""
    return _BEFORE_SIGNS.sub("\u202f", text)


def plain(text: str) -> str:
    """Return a text whose marks are shown rather than obeyed, and whose French signs never begin a line."""
    return "".join(f"\\{letter}" if letter in _MARKS else letter for letter in unbroken(text))
