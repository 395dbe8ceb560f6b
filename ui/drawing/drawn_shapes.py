"""The polygons of a territory as maps write them: bent and simplified once, then kept in the workspace."""

import json
from contextlib import suppress
from pathlib import Path

from geo.errors import FileError
from geo.files.atomic import atomic_path
from geo.paths import workspace_folder
from geo.workspace.boundaries import boundaries_path
from geo.workspace.shapes import zone_shapes
from geo.workspace.store import hash_of
from geo.workspace.territory import Territory
from ui.drawing.maps import simplified
from ui.drawing.smooth_shapes import smooth_shapes
from ui.session.shared_results import keep
from ui.session.territory_tables import ground_version

FORMAT = 1
"""Changes when shapes are drawn otherwise."""


@keep(8, key=lambda territory: (territory.id, ground_version(territory.id)))
def shape_texts(territory: Territory) -> dict[str, str]:
    """Return the polygons of every zone as a map writes them, by ``zone_id``."""
    brought = boundaries_path(territory)
    inputs = hash_of([FORMAT, territory.folder / "zones.parquet", *([brought] if brought.is_file() else [])])
    kept = _kept(territory, inputs)
    if kept is not None:
        return kept
    found: dict[str, str] = {}
    for _, level in smooth_shapes(zone_shapes(territory), smallest=territory.smallest_level).groupby("level"):
        found |= simplified(level)
    # A disk that refuses costs the next start a few seconds, never the map.
    with suppress(FileError, OSError), atomic_path(_path(territory)) as temporary:
        temporary.write_text(json.dumps({"inputs": inputs, "shapes": found}), encoding="utf-8")
    return found


def _path(territory: Territory) -> Path:
    return workspace_folder() / "drawn" / f"{territory.id}.json"


def _kept(territory: Territory, inputs: str) -> dict[str, str] | None:
    """Return the shapes that were kept; None where they are absent, damaged, or of other boundaries."""
    try:
        known = json.loads(_path(territory).read_text(encoding="utf-8"))
        shapes: dict[str, str] = known["shapes"]
        return shapes if known["inputs"] == inputs and all(map(json.loads, shapes.values())) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
