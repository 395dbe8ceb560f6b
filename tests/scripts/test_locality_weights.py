"""How the people of a commune are shared out among its localities, on communes of a few cells."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from scripts.locality_weights import CELL_M, GRID_CRS, cell_parts, locality_shares, moved
from scripts.territories.tables import weighed

WEST, SOUTH = 4_000_000.0, 3_000_000.0


def metres(x_m: float, y_m: float) -> tuple[float, float]:
    return WEST + x_m, SOUTH + y_m


def box(left: float, bottom: float, right: float, top: float) -> shapely.Polygon:
    return shapely.box(*metres(left, bottom), *metres(right, top))


def grid(*cells: tuple[float, float, float]) -> pd.DataFrame:
    return pd.DataFrame([(WEST + x, SOUTH + y, people) for x, y, people in cells], columns=["X", "Y", "T"])


def communes(**outlines: shapely.Polygon) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame({"zone_id": list(outlines)}, geometry=list(outlines.values()), crs=GRID_CRS)
    return frame.to_crs(4326)


def places(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    points = gpd.GeoSeries([shapely.Point(metres(x, y)) for _, _, x, y in rows], crs=GRID_CRS).to_crs(4326)
    return pd.DataFrame(
        {"place_id": [row[0] for row in rows], "zone_id": [row[1] for row in rows], "lon": points.x, "lat": points.y}
    )


def test_a_cell_shared_by_two_communes_is_split_by_area_and_what_lies_outside_is_left() -> None:
    """Cells of 100, 400 and 50 people; commune a ends a quarter into the second, b stops halfway into the third::

    +------+------+------+
    | 100  | 400  |  50  |
    +------+-|----+--|---+
    a        b       (outside)
    """
    squares = grid((0, 0, 100), (CELL_M, 0, 400), (2 * CELL_M, 0, 50))
    parts = cell_parts(squares, communes(a=box(0, 0, 1250, 1000), b=box(1250, 0, 2500, 1000)))
    found = parts.groupby("zone_id")["people"].sum()
    assert found.to_dict() == pytest.approx({"a": 100 + 400 / 4, "b": 400 * 3 / 4 + 50 / 2}, rel=1e-4)
    middle = parts[parts["zone_id"] == "a"].sort_values("x").iloc[1]
    assert (middle["x"], middle["y"]) == pytest.approx(metres(1125, 500), abs=1)


def test_each_part_goes_to_the_nearest_locality_of_its_own_commune() -> None:
    """Commune a has two villages, b one, nearer than both to the cell of a that it touches::

    x = 0     1     2     3 km
    | 10  | 30  | 60  | 7 |
    |  a1 |     | a2  |b1 |
    """
    squares = grid((0, 0, 10), (1000, 0, 30), (2000, 0, 60), (3000, 0, 7))
    outlines = communes(a=box(0, 0, 3000, 1000), b=box(3000, 0, 4000, 1000))
    villages = places(("a1", "a", 600, 500), ("a2", "a", 2900, 500), ("b1", "b", 3050, 500))
    before = villages.copy()
    shares = locality_shares(cell_parts(squares, outlines), villages)
    assert shares.to_dict() == pytest.approx({"a1": 0.4, "a2": 0.6, "b1": 1.0}, abs=1e-4)
    pd.testing.assert_frame_equal(villages, before)


def test_confidential_and_empty_cells_say_nothing() -> None:
    parts = cell_parts(grid((0, 0, -1), (1000, 0, 0), (2000, 0, 5)), communes(a=box(0, 0, 3000, 1000)))
    assert parts["people"].tolist() == pytest.approx([5.0], rel=1e-4)


def test_a_commune_where_nobody_is_counted_is_refused() -> None:
    outlines = communes(a=box(0, 0, 1000, 1000), b=box(5000, 0, 6000, 1000))
    parts = cell_parts(grid((0, 0, 10)), outlines)
    with pytest.raises(RuntimeError, match="nobody in commune b"):
        locality_shares(parts, places(("a1", "a", 500, 500), ("b1", "b", 5500, 500)))


def test_people_moved_by_hand() -> None:
    # a: 100 people, 30 % move; b: 300 people, none does
    zones = pd.Series(["a", "a", "b"])
    share = moved(
        pd.Series([1.0, 1.0, 9.0]), pd.Series([0.8, 0.2, 1.0]), zones, pd.Series({"a": 100.0, "b": 300.0, "c": 50.0})
    )
    assert share == pytest.approx(30 / 400)


def test_shares_of_other_localities_are_refused() -> None:
    found = pd.DataFrame({"place_id": ["a1", "a2"]})
    assert weighed(found, pd.Series({"a2": 0.25, "a1": 0.75}))["weight"].tolist() == [0.75, 0.25]
    with pytest.raises(RuntimeError, match="a3"):
        weighed(found, pd.Series({"a1": 0.75, "a2": 0.25, "a3": np.nan}))
