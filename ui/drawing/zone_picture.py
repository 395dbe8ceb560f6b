"""A small map of zones as a drawing: filled by what they are, hatched where that is not sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians

import geopandas as gpd
import numpy as np
import shapely

_WIDTH = 560
_INSET, _INSET_GAP, _NAME = 100, 10, 18
_SIMPLE_DEGREES, _SIMPLE_INSET_DEGREES = 0.02, 0.005


@dataclass(frozen=True)
class _Frame:
    """Where degrees fall on the drawing."""

    west: float
    north: float
    flat: float
    scale: float
    left: float = 0.0
    top: float = 0.0

    def path(self, shape: shapely.Geometry) -> str:
        """Return the outlines of a shape."""
        rings = [np.asarray(one.exterior.coords) for one in getattr(shape, "geoms", [shape]) if not one.is_empty]
        return "".join(self._ring(ring) for ring in rings)

    def _ring(self, ring: np.ndarray) -> str:
        across = self.left + (ring[:, 0] - self.west) * self.flat * self.scale
        down = self.top + (self.north - ring[:, 1]) * self.scale
        return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in zip(across, down, strict=True))}Z"


def zone_picture(
    shapes: gpd.GeoDataFrame,
    looks: Mapping[str, str],
    unsure: Sequence[str],
    titles: Mapping[str, str],
    *,
    chosen: str | None = None,
    bounds: tuple[float, float, float, float] | None = None,
    apart: Mapping[str, str] | None = None,
) -> str:
    """Return a map as SVG.

    Parameters
    ----------
    shapes
        ``zone_id``, ``geometry`` in degrees.
    looks
        Colour of each zone; white for the others.
    unsure
        Zones that are hatched.
    titles
        What each zone says when it is pointed at.
    chosen
        A zone to outline.
    bounds
        What is drawn, in degrees: west, south, east, north; the whole where None.
    apart
        Zones far from the others and their names: each is drawn under the map, at a scale of its own.
    """
    west, south, east, north = bounds or tuple(shapes.total_bounds)
    flat = cos(radians((south + north) / 2))
    main = _Frame(west, north, flat, _WIDTH / ((east - west) * flat))
    height = (north - south) * main.scale
    hatched = set(unsure)
    colours = sorted({looks[zone] for zone in looks if zone in hatched})
    patterns = "".join(
        f'<pattern id="hatch-{at}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="{colour}"/></pattern>'
        for at, colour in enumerate(colours)
    )

    def drawn(zone: str, path: str) -> tuple[bool, str]:
        colour = looks.get(zone, "#ffffff")
        fill = f"url(#hatch-{colours.index(colour)})" if zone in hatched and zone in looks else colour
        line = 'stroke="#1c2733" stroke-width="2.5"' if zone == chosen else 'stroke="#8a94a0" stroke-width="0.7"'
        told = escape(titles.get(zone, zone))
        return zone == chosen, f'<path d="{path}" fill="{fill}" {line}><title>{told}</title></path>'

    own = shapes.cx[west:east, south:north]
    parts = [
        drawn(zone, main.path(shape))
        for zone, shape in zip(own["zone_id"], own.geometry.simplify(_SIMPLE_DEGREES), strict=True)
    ]
    inside = "".join(part for _, part in sorted(parts, key=lambda one: one[0]))
    by_zone = shapes.set_index("zone_id").geometry
    for at, (zone, name) in enumerate((apart or {}).items()):
        shape = by_zone[zone].simplify(_SIMPLE_INSET_DEGREES)
        row, column = divmod(at, _WIDTH // (_INSET + _INSET_GAP))
        left, top = column * (_INSET + _INSET_GAP), height + row * (_INSET + _NAME) + _INSET_GAP
        inside += drawn(zone, _inset(shape.bounds, left, top).path(shape))[1]
        inside += (
            f'<text x="{left + _INSET / 2:.0f}" y="{top + _INSET + 13:.0f}" text-anchor="middle" font-size="13" '
            f'font-family="sans-serif" fill="#1c2733">{escape(name)}</text>'
        )
    if apart:
        rows = -(-len(apart) // (_WIDTH // (_INSET + _INSET_GAP)))
        height += rows * (_INSET + _NAME) + _INSET_GAP
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}">'
    return f"{opening}<defs>{patterns}</defs>{inside}</svg>"


def _inset(bounds: tuple[float, float, float, float], left: float, top: float) -> _Frame:
    """Return the frame that a shape fills, in the middle of a square."""
    west, south, east, north = bounds
    flat = cos(radians((south + north) / 2))
    scale = _INSET / max((east - west) * flat, north - south)
    aside, under = (_INSET - (east - west) * flat * scale) / 2, (_INSET - (north - south) * scale) / 2
    return _Frame(west, north, flat, scale, left + aside, top + under)
