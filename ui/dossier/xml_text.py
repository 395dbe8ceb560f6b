"""Texts as XML takes them."""

import re

_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """Return a text without the characters that XML refuses; a space stands for each."""
    return _REFUSED.sub(" ", text)
