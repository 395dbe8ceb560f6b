"""Texts of a file inside sentences: nothing of them is read as Markdown, HTML or a formula."""

_MARKS = frozenset("\\`*_{}[]#|<>$~:!&")


def plain(text: str) -> str:
    """Return a text whose marks are shown rather than obeyed."""
    return "".join(f"\\{letter}" if letter in _MARKS else letter for letter in text)
