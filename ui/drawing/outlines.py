"""A quick picture of boundaries, before anything is kept: one path per zone, without a map."""

from base64 import b64encode
from html import escape

import geopandas as gpd
import numpy as np
import shapely

_WIDTH = 480
_MOST = 6000
"""Zones beyond which the picture would say nothing more than its outline."""


def svg_image(svg: str, said: str, *, style: str) -> str:
    """Return a drawing as a picture of the page, which takes no drawing as it is.

    Parameters
    ----------
    said
        What the picture shows, for whoever does not see it.
    style
        CSS of the picture.
    """
    source = b64encode(svg.encode()).decode()
    return f'<img alt="{escape(said)}" style="{style}" src="data:image/svg+xml;base64,{source}">'


def outlines_image(zones: gpd.GeoDataFrame, said: str) -> str:
    """Return the picture of zones, for a page.

    Parameters
    ----------
    zones
        Shapes in degrees (EPSG:4326).
    said
        What the picture shows, for whoever does not see it.
    """
    west, south, east, north = zones.total_bounds
    squeeze = float(np.cos(np.radians((south + north) / 2)))
    scale = _WIDTH / max((east - west) * squeeze, north - south, 1e-9)
    shapes = shapely.simplify(zones.geometry.to_numpy()[:_MOST], 1 / scale)
    placed = shapely.transform(
        shapes, lambda at: np.column_stack([(at[:, 0] - west) * squeeze * scale, (north - at[:, 1]) * scale])
    )
    width, height = (east - west) * squeeze * scale, (north - south) * scale
    paths = "".join(f'<path d="{_path(shape)}"/>' for shape in placed)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {width + 4:.0f} {height + 4:.0f}" fill="#dfe7ef" '
        f'stroke="#4a5663" stroke-width="0.6" fill-rule="evenodd">{paths}</svg>'
    )
    return svg_image(svg, said, style=f"max-width:100%;width:{width:.0f}px")


def _path(shape: shapely.Geometry) -> str:
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring.coords) + "Z" for ring in rings if ring.coords)
