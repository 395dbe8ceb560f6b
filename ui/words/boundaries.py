"""Boundaries that were read, in words."""

from geo.workspace.boundaries import BoundaryReading
from ui.texts import Texts

_LISTED = 8


def reading_lines(reading: BoundaryReading, texts: Texts) -> list[str]:
    """Return what a file of boundaries held: the zones found, those that it lacks, what it holds besides."""
    said = [texts("boundaries-read", zones=len(reading.shapes), column=reading.column)]
    if reading.missing:
        named = ", ".join(reading.missing[:_LISTED]) + ("…" if len(reading.missing) > _LISTED else "")
        said.append(texts("boundaries-missing", zones=len(reading.missing), named=named))
    if reading.other:
        said.append(texts("boundaries-other", rows=reading.other))
    return said
