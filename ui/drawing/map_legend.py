"""The legend of a map: beside it as HTML, and inside its picture."""

from collections.abc import Sequence
from html import escape
from typing import Any

from ui.drawing.actor_marks import Mark
from ui.drawing.map_classes import NO_DATA, Classified
from ui.drawing.maps import EDGE, HATCH


def legend_html(
    title: str,
    classified: Classified,
    notes: Sequence[str],
    marks: Sequence[Mark] = (),
    *,
    counted: str = "",
    folded: str = "",
    pale: float | None = None,
    linked: bool = False,
    sizes: Sequence[int] | None = None,
    under: str = "",
) -> str:
    """Return the legend: title, one line per class drawn with its number of zones, the marks of actors, and notes.

    ``linked`` lines can be pressed: the map shows the zones of their class alone. ``sizes`` are the numbers written,
    for a part of the zones; ``counted`` names what they count; ``folded`` what the notes are called while they are
    folded, open if empty; ``pale`` is how opaque the colours are where the map is drawn pale; ``under`` is what must be
    known before the classes are read, a line below the title.
    """
    hatch = f"repeating-linear-gradient(135deg,{HATCH} 0 1px,{NO_DATA} 1px 5px)"
    tag = "button" if linked else "div"
    row = "display:flex;align-items:center;gap:.5rem;margin:.1rem 0;line-height:1.35;text-align:left"
    rows = "".join(
        f'<{tag} class="maillage-class" data-shade="{at}" style="{row}">'
        f'<span style="flex:none;width:1.4rem;height:.9rem;border:1px solid {EDGE};'
        f'background:{hatch if entry.colour == NO_DATA else _paled(entry.colour, pale)}"></span>'
        f"<span>{escape(entry.label)}</span>"
        f'<span style="margin-left:auto;color:#4a5663">{entry.zones if sizes is None else sizes[at]}</span></{tag}>'
        for at, entry in enumerate(classified.classes)
        if entry.zones
    )
    rows += "".join(
        f'<div style="display:flex;align-items:center;gap:.5rem;margin:.1rem 0;line-height:1.35">'
        f'<span style="flex:none;width:.9rem;height:.9rem;margin:0 .25rem;border-radius:50%;{_css(mark)}"></span>'
        f"<span>{escape(mark.label)}</span></div>"
        for mark in marks
    )
    said = "".join(f'<div style="margin-top:.3rem">{escape(note)}</div>' for note in notes)
    if said and folded:
        said = f"<details><summary>{escape(folded)}</summary>{said}</details>"
    said = f'<div style="color:#4a5663;margin-top:.3rem">{said}</div>' if said else ""
    head = (
        f'<div style="display:flex;gap:.5rem;align-items:end;line-height:1.35"><strong>{escape(title)}</strong>'
        f'<span style="margin-left:auto;color:#4a5663">{escape(counted)}</span></div>'
        + (f'<div style="line-height:1.35;margin-bottom:.2rem">{escape(under)}</div>' if under else "")
    )
    return f'<div style="font-size:.85rem">{head}{rows}{said}</div>'


def legend_picture(
    title: str, classified: Classified, notes: Sequence[str], marks: Sequence[Mark] = (), *, pale: float | None = None
) -> dict[str, Any]:
    """Return the same legend as plain values, for the picture of the map."""
    return {
        "legend": title,
        "classes": [
            (_paled(entry.colour, pale), entry.label, entry.zones, HATCH if entry.colour == NO_DATA else None)
            for entry in classified.classes
            if entry.zones
        ],
        "marks": [
            (
                {
                    "fill": mark.fill,
                    "stroke": mark.stroke,
                    "width": mark.width,
                    "dashed": mark.dashed,
                    "ringed": mark.ringed,
                },
                mark.label,
            )
            for mark in marks
        ],
        "notes": list(notes),
    }


def _paled(colour: str, pale: float | None) -> str:
    """Return a colour as the map draws it where its register is thin."""
    return colour if pale is None else f"{colour}{round(255 * pale):02x}"


def _css(mark: Mark) -> str:
    line = "dashed" if mark.dashed else "solid"
    inside = f"radial-gradient({mark.stroke} 0 40%,{mark.fill} 45%)" if mark.ringed else mark.fill
    return f"background:{inside};border:{mark.width}px {line} {mark.stroke}"
