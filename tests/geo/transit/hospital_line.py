"""A line between a hospital of the Ain and the place farthest from it, for tests of what rests on a timetable."""

from datetime import date
from pathlib import Path

import pandas as pd

from analysis.question import Question
from analysis.service_area.area import service_area
from geo.transit.territory_transit import Transit, build_transit
from geo.workspace.data import TerritoryData
from geo.workspace.shapes import zone_shapes
from tests.geo.transit.small_feeds import TUESDAY


def ends(data: TerritoryData) -> tuple[pd.Series, pd.Series]:
    """Return the place and the hospital."""
    area = service_area(data, Question(kind="hopital"))
    actor = data.actors.set_index("actor_id").loc[area.located[0]]
    apart = (data.places[["lon", "lat"]] - actor[["lon", "lat"]].astype(float)).abs().sum(axis=1)
    return data.places.loc[apart.idxmax()], actor


def stops_file(**stops: pd.Series) -> str:
    """Return ``stops.txt`` with a stop where each one is."""
    rows = [f"{name},Arrêt {name},{one['lat']},{one['lon']}" for name, one in stops.items()]
    return "\n".join(["stop_id,stop_name,stop_lat,stop_lon", *rows])


def build_line(data: TerritoryData, feed: Path, *, day: date = TUESDAY) -> Transit:
    """Build the timetable of the territory from a feed, that of a day."""
    shapes = zone_shapes(data.territory, level=data.territory.levels[0].id)
    return build_transit(data.territory, [feed], extent=tuple(shapes.total_bounds), day=day)
