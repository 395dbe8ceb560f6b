"""A map as one page that opens anywhere, without network: its scripts and styles are inside."""

from ui.drawing.assets import map_scripts
from ui.drawing.atlas import Atlas
from ui.drawing.maps import map_page


def exported_map(shown: Atlas, *, title: str) -> bytes:
    """Return the page, in UTF-8."""
    return map_page(shown.code, title=title, legend=shown.legend, scripts=map_scripts()).encode("utf-8")
