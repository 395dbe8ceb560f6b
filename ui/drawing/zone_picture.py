"""A small map of zones as a drawing: filled by what they are, hatched where that is not sure."""

from collections.abc import Mapping, Sequence
from html import escape
from math import cos, radians

import geopandas as gpd
import numpy as np

_WIDTH = 560
_SIMPLE_DEGREES = 0.02


def zone_picture(
    shapes: gpd.GeoDataFrame,
    looks: Mapping[str, str],
    unsure: Sequence[str],
    titles: Mapping[str, str],
    *,
    chosen: str | None = None,
    bounds: tuple[float, float, float, float] | None = None,
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
    """
    west, south, east, north = bounds or tuple(shapes.total_bounds)
    flat = cos(radians((south + north) / 2))
    scale = _WIDTH / ((east - west) * flat)
    height = (north - south) * scale
    hatched = set(unsure)
    colours = sorted({looks[zone] for zone in looks if zone in hatched})
    patterns = "".join(
        f'<pattern id="hatch-{at}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="{colour}"/></pattern>'
        for at, colour in enumerate(colours)
    )
    parts = []
    own = shapes.cx[west:east, south:north]
    for zone, shape in zip(own["zone_id"], own.geometry.simplify(_SIMPLE_DEGREES), strict=True):
        colour = looks.get(zone, "#ffffff")
        fill = f"url(#hatch-{colours.index(colour)})" if zone in hatched and zone in looks else colour
        path = "".join(_path(ring, west, north, flat, scale) for ring in _rings(shape))
        line = 'stroke="#1c2733" stroke-width="2.5"' if zone == chosen else 'stroke="#8a94a0" stroke-width="0.7"'
        told = escape(titles.get(zone, zone))
        parts.append((zone == chosen, f'<path d="{path}" fill="{fill}" {line}><title>{told}</title></path>'))
    drawn = "".join(part for _, part in sorted(parts, key=lambda one: one[0]))
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}">'
    return f"{opening}<defs>{patterns}</defs>{drawn}</svg>"


def _rings(shape: object) -> list[np.ndarray]:
    polygons = getattr(shape, "geoms", [shape])
    return [np.asarray(one.exterior.coords) for one in polygons if not one.is_empty]


def _path(ring: np.ndarray, west: float, north: float, flat: float, scale: float) -> str:
    points = [f"{(lon - west) * flat * scale:.1f} {(north - lat) * scale:.1f}" for lon, lat in ring[:, :2]]
    return f"M{'L'.join(points)}Z"
