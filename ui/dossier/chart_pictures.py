"""The charts of the screens as drawings for paper: the same plain frames, the same colours, no browser."""

import struct
from copy import deepcopy
from typing import Any

import altair as alt
import vl_convert

from ui.drawing.charts import CONFIG

FONTS = "Liberation Sans, Arial, Helvetica, sans-serif"
_WIDTH = 560
_VERSION = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


def chart_svg(chart: alt.TopLevelMixin, *, width: int = _WIDTH) -> str:
    """Return a chart as an SVG, drawn without asking any other host for anything."""
    drawing: dict[str, Any] = deepcopy(chart.to_dict(validate=False))
    drawing["config"] = drawing.get("config", {}) | CONFIG | {"font": FONTS, "background": None}
    drawing |= {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    return vl_convert.vegalite_to_svg(drawing, vl_version=_VERSION, allowed_base_urls=[])


def svg_png(svg: str, *, scale: float = 2.5) -> bytes:
    """Return a drawing as a PNG on white, ``scale`` pixels for each of its units: what is pale stays so everywhere."""
    papered = svg.replace(">", '><rect width="100%" height="100%" fill="#ffffff"/>', 1)
    return vl_convert.svg_to_png(papered, scale=scale)


def picture_size(png: bytes) -> tuple[int, int]:
    """Return the width and the height of a PNG, in pixels."""
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high
