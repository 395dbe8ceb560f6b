"""Maps: the only module that draws with folium. Nothing is fetched from elsewhere; every text is escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import folium
import geopandas as gpd
import pandas as pd

from ui.classes import Classified

_SCRIPTS = [("jquery", "/app/static/jquery/jquery.min.js"), ("leaflet", "/app/static/leaflet/leaflet.js")]
_STYLES = [("leaflet_css", "/app/static/leaflet/leaflet.css")]
_OUTLINE, _ACCENT = "#4a5663", "#c2410c"
_STYLE = """<style>
.leaflet-container { background: #ffffff; }
.leaflet-tooltip.zone-name {
    background: none; border: none; box-shadow: none; padding: 0; color: #1c2733; font: 600 12px sans-serif;
    text-shadow: 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff;
}
</style>"""


class LocalMap(folium.Map):
    """A folium map whose scripts and styles come from this computer, without background tiles."""

    default_js = _SCRIPTS
    default_css = _STYLES


@dataclass(frozen=True)
class Symbols:
    """Actors to draw: ``name``, ``lon``, ``lat``, ``caption`` (plain text) and ``exact`` (is the place precise)."""

    actors: pd.DataFrame


def choropleth(
    zones: gpd.GeoDataFrame,
    outlines: gpd.GeoDataFrame,
    *,
    classified: Classified,
    captions: Sequence[str],
    symbols: Symbols,
    bounds: tuple[float, float, float, float],
) -> folium.Map:
    """Return a map of coloured zones, stronger outlines with their names, and actors.

    Parameters
    ----------
    zones
        ``zone_id``, ``name``, ``geometry_quality`` and polygons in EPSG:4326; approximate ones get a dashed outline.
    outlines
        Larger zones, drawn as outlines with their name.
    captions
        What is shown over each zone, in the order of ``zones``, as plain text.
    bounds
        West, south, east, north, in degrees.
    """
    drawn = LocalMap(tiles=None, control_scale=True, prefer_canvas=True, zoom_snap=0.25, attribution_control=False)
    shown = zones[["zone_id", "geometry_quality", "geometry"]].assign(
        colour=zones["zone_id"].map(classified.colours).to_numpy(),
        caption=[escape(caption) for caption in captions],
    )
    folium.GeoJson(
        shown,
        style_function=_zone_style,
        tooltip=folium.GeoJsonTooltip(fields=["caption"], labels=False, sticky=True),
        highlight_function=lambda _feature: {"weight": 2, "color": "#111111"},
        smooth_factor=0.5,
    ).add_to(drawn)
    folium.GeoJson(
        outlines[["zone_id", "geometry"]],
        style_function=lambda _feature: {"fill": False, "color": _OUTLINE, "weight": 2},
        interactive=False,
    ).add_to(drawn)
    for row in outlines.itertuples():
        point = row.geometry.representative_point()
        name = folium.Tooltip(
            escape(row.name), permanent=True, direction="center", class_name="zone-name", sticky=False
        )
        folium.CircleMarker([point.y, point.x], radius=0, stroke=False, fill=False, tooltip=name).add_to(drawn)
    drawn.get_root().header.add_child(folium.Element(_STYLE))
    for row in symbols.actors.itertuples():
        folium.CircleMarker(
            [row.lat, row.lon],
            radius=6,
            color=_ACCENT,
            weight=2,
            fill=True,
            fill_color=_ACCENT,
            fill_opacity=0.85 if row.exact else 0.15,
            dash_array=None if row.exact else "3 3",
            tooltip=escape(f"{row.name} — {row.caption}"),
        ).add_to(drawn)
    west, south, east, north = bounds
    drawn.fit_bounds([[south, west], [north, east]])
    return drawn


def legend_html(title: str, classified: Classified, notes: Sequence[str]) -> str:
    """Return the legend: title, one line per class with its number of zones, and notes."""
    rows = "".join(
        f'<div style="display:flex;align-items:center;gap:.5rem;margin:.15rem 0">'
        f'<span style="width:1.4rem;height:.9rem;border:1px solid #8a94a0;background:{entry.colour}"></span>'
        f"<span>{escape(entry.label)}</span>"
        f'<span style="margin-left:auto;color:#5b6673">{entry.zones}</span></div>'
        for entry in classified.classes
    )
    said = "".join(f'<div style="color:#5b6673;margin-top:.3rem">{escape(note)}</div>' for note in notes)
    return f'<div style="font-size:.85rem"><strong>{escape(title)}</strong>{rows}{said}</div>'


def _zone_style(feature: dict[str, dict[str, str]]) -> dict[str, object]:
    known = feature["properties"]
    dashed = {"dashArray": "4 3"} if known["geometry_quality"] == "approximate" else {}
    return {"fillColor": known["colour"], "fillOpacity": 0.85, "color": "#8a94a0", "weight": 0.7, **dashed}
