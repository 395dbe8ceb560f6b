"""Maps: the only module that draws with folium. Nothing is fetched from elsewhere; every text is escaped."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import escape
from importlib import import_module, resources
from types import FunctionType
from typing import Any, ClassVar, cast

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from folium.template import Template

from ui.drawing.assets import leaflet_style
from ui.drawing.map_classes import NO_DATA, Classified

_SCRIPTS = [("jquery", "/app/static/jquery/jquery.min.js"), ("leaflet", "/app/static/leaflet/leaflet.js")]
OUTLINE, EDGE, HATCH = "#3b4652", "#8a94a0", "#9aa3ad"
CONTEXT = {"fill": True, "fillColor": "#eae6dd", "fillOpacity": 1, "color": "#b9b3a6", "weight": 0.8}
"""How the rest of the territory is drawn around the zone that is asked about."""
Name = tuple[float, float, str, str, float]
Styled = tuple[str, Mapping[str, Any]]
"""A geometry as text, and how it is drawn."""
_CODE = "MAILLAGE_LAYERS"
"""Where the layers of a drawing go, in what an empty map is told."""
_PARTS = ("picture", "labels", "link", "actors", "layers")
_SIMPLIFY_DEGREES, _DIGITS = 0.0009, 4
_STYLE = """<style>
.leaflet-container { background: #e6edf1; font-family: MaillageSans, "Source Sans", sans-serif; }
.maillage-name, .maillage-count { position: absolute; white-space: nowrap; line-height: 15px; text-align: center;
    color: #1c2733; -webkit-text-stroke: 3px #ffffffd9; paint-order: stroke fill; }
.maillage-name.zone-name { font: 600 13px/15px MaillageSans, sans-serif; }
.maillage-name.limit-name { font: 600 12px/15px MaillageSans, sans-serif; color: #6a1b5e; }
.maillage-name.town-name { font: 400 12.5px/15px MaillageSans, sans-serif; }
.maillage-name.country-name { font: 600 12px/15px MaillageSans, sans-serif; letter-spacing: 1.2px; color: #6d747c; }
.maillage-name.division-name { font: 400 11px/15px MaillageSans, sans-serif; letter-spacing: 1.2px; color: #6d747c; }
.maillage-town { position: absolute; width: 5px; height: 5px; border-radius: 50%; background: #3b4652;
    box-shadow: 0 0 0 1px #ffffffcc; }
.maillage-count { width: 40px; font: 600 12px/16px MaillageSans, sans-serif; color: #fff; -webkit-text-stroke: 0; }
.leaflet-tooltip.maillage-tip { border: 0; border-radius: .5rem; padding: .3rem .6rem; background: #16202cf2;
    color: #fff; font-size: 13px; max-width: min(24rem, 70vw); white-space: normal; width: max-content;
    box-shadow: 0 1px 4px #0006; }
.leaflet-tooltip.maillage-tip::before { display: none; }
.leaflet-control-scale-line:nth-child(n+2) { display: none; }
.leaflet-bottom.leaflet-left { left: auto; right: 0; }
.leaflet-bottom.leaflet-left .leaflet-control { margin: 0 12px 10px 0; }
.leaflet-control-scale-line { font: 11px MaillageSans, sans-serif; background: #ffffffb3; }
.leaflet-touch .leaflet-bar, .leaflet-bar { border: 0; border-radius: .5rem; overflow: hidden;
    box-shadow: 0 1px 4px #1c27334d; }
.leaflet-right .leaflet-control { margin-right: 12px; }
.leaflet-touch .leaflet-bar a, .leaflet-bar a { width: 32px; height: 32px; line-height: 30px; font-size: 18px;
    color: #1c2733; }
.maillage-buttons { background: #fff; display: flex; flex-direction: column; }
.maillage-buttons button { width: 32px; height: 32px; padding: 6px; border: 0; background: none; color: #1c2733;
    cursor: pointer; }
.maillage-buttons button + button { border-top: 1px solid #dfe4e9; }
.maillage-buttons button:hover, .leaflet-bar a:hover { background: #f3f5f7; }
.maillage-buttons svg { display: block; width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.6;
    stroke-linecap: round; stroke-linejoin: round; }
.leaflet-container:focus-visible, .leaflet-container :focus-visible {
    outline: 3px solid #c2410c; outline-offset: -3px; }
#maillage-print { display: none; }
@media print {
  .leaflet-control-zoom, .maillage-buttons { display: none; }
  /* What is drawn stays drawn: the whole of it is made smaller. */
  html, body { overflow: hidden; }
  .leaflet-container { width: var(--drawn-width) !important; height: var(--drawn-height) !important;
    transform-origin: 0 0;
    transform: scale(min(tan(atan2(100vw, var(--drawn-width))), tan(atan2(100vh, var(--drawn-height))))); }
  body:has(> #maillage-print) > *:not(#maillage-print) { display: none !important; }
  #maillage-print { display: block; width: 100%; }
}
</style>"""


class LocalMap(folium.Map):
    """A folium map whose scripts and styles come from this computer, without background tiles."""

    default_js = _SCRIPTS
    default_css: ClassVar[list[tuple[str, str]]] = []  # type: ignore[misc]


class Script(folium.MacroElement):
    """A piece of script, put in the page as it is."""

    _template = Template("{% macro script(this, kwargs) %}{{ this.code }}{% endmacro %}")

    def __init__(self, code: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Script"
        self.code = code


class Layers(folium.MacroElement):
    """The layers of a map, drawn by ``map_layers.js`` in the group that holds them."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.maillageDraw({{ this._parent._parent.get_name() }}, {{ this._parent.get_name() }}, {{ this.code }});"
        "{% endmacro %}"
    )

    def __init__(self, code: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Layers"
        self.code = code


@dataclass(frozen=True)
class Drawing:
    """What a map shows, as plain values.

    Parameters
    ----------
    view
        Changes when the map should be centred anew.
    label
        What the map shows, for those who cannot see it.
    bounds
        West, south, east, north, in degrees.
    zones
        One ``(zone_id, caption, style)`` per zone: captions are plain text, ``style`` is a position in ``styles``.
    outlines
        ``(zone_id, style)`` of the zones drawn as lines only.
    under
        Geometries as text with their style, drawn below everything: the land around.
    roads
        Geometries as text with their style, drawn over the zones.
    shapes
        Geometries as text, by zone: see :func:`simplified`.
    extra
        Other geometries as text with their style (isochrones, basins).
    points
        ``(lat, lon, style, caption)``; ``style`` is a position in ``point_styles``.
    actors
        ``actor_id``, ``lat``, ``lon``, ``caption`` and ``style`` of each actor.
    names
        ``(lat, lon, text, class, room)``: see :func:`label_points`.
    grid
        Many points drawn as squares: see :func:`grid_of`; None for none.
    tiles
        Address and credit of background tiles, which another host serves; None unless the user asked for them.
    picture
        What is written around the map when it is saved as a picture.
    """

    view: str
    label: str
    bounds: tuple[float, float, float, float]
    zones: Sequence[tuple[str, str, int]]
    styles: Sequence[Mapping[str, Any]]
    shapes: Mapping[str, str]
    outlines: Sequence[tuple[str, Mapping[str, Any]]] = ()
    under: Sequence[Styled] = ()
    roads: Sequence[Styled] = ()
    extra: Sequence[Styled] = ()
    points: Sequence[tuple[float, float, int, str]] = ()
    point_styles: Sequence[Mapping[str, Any]] = ()
    actors: Sequence[Mapping[str, Any]] = ()
    names: Sequence[Name] = field(default=())
    grid: Mapping[str, Any] | None = None
    tiles: Mapping[str, str] | None = None
    picture: Mapping[str, Any] = field(default_factory=dict)


def simplified(zones: gpd.GeoDataFrame) -> dict[str, str]:
    """Return the polygons of one level as light texts by ``zone_id``; neighbours keep touching each other."""
    lines = shapely.coverage_simplify(zones.geometry.to_numpy(), tolerance=_SIMPLIFY_DEGREES)
    lines = [given if line.is_empty else line for line, given in zip(lines, zones.geometry, strict=True)]
    return dict(zip(zones["zone_id"], geometry_texts(lines), strict=True))


def geometry_texts(shapes: Sequence[shapely.Geometry]) -> list[str]:
    """Return geometries as short texts that ``map_link.js`` reads, rounded to about ten metres.

    Areas are ``{"a": [[ring, …], …]}`` and lines ``{"l": [line, …]}``: the first longitude and latitude of a line, then
    how far each next point is, in ten-thousandths of a degree.
    """
    return [json.dumps(_short(shape), separators=(",", ":")) for shape in shapes]


def _short(shape: shapely.Geometry) -> dict[str, Any]:
    if shapely.get_dimensions(shape) == 1:
        return {"l": [_steps(line) for line in shapely.get_parts(shape)]}
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return {"a": [[_steps(ring) for ring in (polygon.exterior, *polygon.interiors)] for polygon in polygons]}


def _steps(line: shapely.Geometry) -> list[int]:
    """Return the points of a line, each from the one before; those that fall on the one before are left out."""
    points = (shapely.get_coordinates(line) * 10**_DIGITS).round().astype(np.int64)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int64))
    moved = steps.any(axis=1)
    moved[0] = True
    return [int(step) for step in steps[moved].ravel()]


def zone_styles(classified: Classified, *, approximate: bool) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Return one style per class and the position of each colour; unknown is hatched."""
    styles = []
    for entry in classified.classes:
        hatched = {"hatch": HATCH} if entry.colour == NO_DATA else {}
        # White lines part the zones; those that are only nearly known are thinner.
        edge = {"color": "#ffffff", "weight": 0.7 if approximate else 1.1}
        styles.append({"fill": True, "fillColor": entry.colour, "fillOpacity": 0.9, **edge, **hatched})
    return styles, {entry.colour: at for at, entry in enumerate(classified.classes)}


def show_layers(code: str, *, height: int, returned: Sequence[str], key: str) -> dict[str, Any] | None:
    """Show the layers of a drawing over an empty map, and return what the browser says was clicked.

    Parameters
    ----------
    code
        What :func:`drawing_code` returned.
    height
        In pixels.
    returned
        What the browser is to say, among what ``streamlit_folium`` names.
    key
        Tells the maps of a screen apart.
    """
    component, told = _told_of_an_empty_map(height, tuple(returned), key)
    answer: dict[str, Any] | None = component(**told | {"feature_group": told["feature_group"].replace(_CODE, code)})
    return answer


@lru_cache(maxsize=64)
def _told_of_an_empty_map(height: int, returned: tuple[str, ...], key: str) -> tuple[Any, dict[str, Any]]:
    """Return the component that shows a map, and all it is told of an empty one: the same for everybody.

    Told anew by ``st_folium`` at every run, it would be compiled from templates, with all the data of the layers.
    """
    # Imported while a visitor's page runs: a component imported before Streamlit runs is never served.
    module = import_module("streamlit_folium")
    told: dict[str, Any] = {}
    function = module.st_folium
    taken = {**vars(module), "_component_func": lambda **given: told.update(given)}
    layers = folium.FeatureGroup()
    layers.add_child(Layers(_CODE))
    drawn = _new_map()
    drawn.get_root().render()
    FunctionType(function.__code__, taken, function.__name__, function.__defaults__)(
        drawn,
        feature_group_to_add=layers,
        height=height,
        use_container_width=True,
        returned_objects=list(returned),
        render=False,
        key=key,
    )
    return module._component_func, told  # noqa: SLF001


def _new_map() -> LocalMap:
    drawn = LocalMap(
        tiles=None,
        control_scale=True,
        prefer_canvas=True,
        zoom_snap=0.1,
        attribution_control=False,
        zoom_control="topright",
    )
    # Inside the page rather than beside it: names are placed by their size, which must not change after.
    cast("Any", drawn.get_root()).header.add_child(folium.Element(f"<style>{leaflet_style()}</style>{_STYLE}"))
    drawn.add_child(Script(_scripts()))
    return drawn


@cache
def _scripts() -> str:
    folder = resources.files("ui.drawing")
    return "\n".join(folder.joinpath(f"map_{name}.js").read_text(encoding="utf-8") for name in _PARTS)


def drawing_code(drawing: Drawing) -> str:
    """Return a drawing as the script's data; no text of it can end the script or be read as a page."""
    west, south, east, north = drawing.bounds
    zones = ",".join(
        f"[{_text(zone)},{_text(escape(caption))},{style},{drawing.shapes[zone]}]"
        for zone, caption, style in drawing.zones
        if zone in drawing.shapes
    )
    lines = [(drawing.shapes[zone], style, zone) for zone, style in drawing.outlines if zone in drawing.shapes]
    outlines = ",".join(
        f"[{shape},{_text(style)},{_text(zone)}]"
        for shape, style, zone in [*((shape, style, "") for shape, style in drawing.extra), *lines]
    )
    # Ten thousand actors share a few styles and a few captions: each is written once.
    styles: dict[str, int] = {}
    said: dict[str, int] = {}
    actors = []
    for actor in drawing.actors:
        name, _, rest = actor["caption"].partition("\n")
        actors.append(
            {
                "id": actor["actor_id"],
                "lat": actor["lat"],
                "lon": actor["lon"],
                "tip": escape(name),
                "said": said.setdefault(escape(rest), len(said)),
                "style": styles.setdefault(_text(actor["style"]), len(styles)),
            }
        )
    parts = {
        "view": _text(drawing.view),
        "label": _text(drawing.label),
        "bounds": _text([[south, west], [north, east]]),
        "styles": _text(drawing.styles),
        "zones": f"[{zones}]",
        "outlines": f"[{outlines}]",
        "under": _styled(drawing.under),
        "roads": _styled(drawing.roads),
        "points": _text([[lat, lon, style, escape(caption)] for lat, lon, style, caption in drawing.points]),
        "pointStyles": _text(drawing.point_styles),
        "actors": _text(actors),
        "actorStyles": f"[{','.join(styles)}]",
        "actorSaid": _text(list(said)),
        "grid": _text(drawing.grid),
        "tiles": _text(drawing.tiles),
        "picture": _text(drawing.picture),
        "names": _text([[lat, lon, escape(name), kind, room] for lat, lon, name, kind, room in drawing.names]),
    }
    return "{" + ",".join(f'"{name}":{value}' for name, value in parts.items()) + "}"


def _styled(shapes: Sequence[Styled]) -> str:
    return "[" + ",".join(f"[{shape},{_text(style)}]" for shape, style in shapes) + "]"


def map_page(code: str, *, title: str, legend: str, scripts: Sequence[str]) -> str:
    """Return a whole page with its scripts inside, to keep or print.

    Parameters
    ----------
    code
        What :func:`drawing_code` returned.
    legend
        HTML already escaped.
    scripts
        Texts of the scripts, in order.
    """
    drawn, group = _new_map(), folium.FeatureGroup()
    group.add_child(Layers(code))
    group.add_to(drawn)
    figure: Any = drawn.get_root()
    figure.render()
    body = figure.html.render()
    script = figure.script.render()
    inside = "".join(f"<script>{_closed(text)}</script>" for text in scripts)
    sheets = f"<style>{leaflet_style()}</style>"
    page = (
        "body{margin:1rem;font-family:sans-serif;color:#1c2733}h1{font-size:1.2rem}"
        ".folium-map{position:relative;width:100%;height:75vh;border:1px solid #c5ccd3}"
        ".legend{max-width:34rem;margin-top:1rem}"
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}</title>{sheets}{_STYLE}'
        f"<style>{page}</style>{inside}</head><body><h1>{escape(title)}</h1>{body}"
        f'<div class="legend">{legend}</div><script>{script}</script></body></html>'
    )


def label_points(zones: gpd.GeoDataFrame, kind: str) -> list[Name]:
    """Return where to write the name of each zone, ``(lat, lon, name, kind, room)``: the room in degrees of longitude.

    The room is the width of the zone where its name stands.
    """
    points = zones.geometry.representative_point()
    return [
        (round(at.y, _DIGITS), round(at.x, _DIGITS), name, kind, round(_room(shape, at), _DIGITS))
        for at, name, shape in zip(points, zones["name"], zones.geometry, strict=True)
    ]


def _room(shape: shapely.Geometry, at: shapely.Point) -> float:
    """Return how wide a shape is at a point inside it, in degrees of longitude."""
    west, _, east, _ = shape.bounds
    across = shapely.intersection(shape, shapely.LineString([(west - 1, at.y), (east + 1, at.y)]))
    spans = [part.bounds for part in shapely.get_parts(across)]
    return max((end - start for start, _, end, _ in spans if start <= at.x <= end), default=0.0)


def located(actors: pd.DataFrame) -> pd.DataFrame:
    """Return the actors whose place is known."""
    return actors[actors["lon"].notna() & actors["lat"].notna()]


def _text(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=float)
    # Neither a closing tag nor a template mark survives inside the script.
    return text.replace("<", "\\u003c").replace("{{", "{\\u007b").replace("\u2028", " ").replace("\u2029", " ")


def _closed(script: str) -> str:
    return script.replace("</script", "<\\/script")
