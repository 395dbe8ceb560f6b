import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.roads.isochrones.contour import CLOSEST, Rings, rings_of_label, rings_within
from tests.tries import tries


def polygons(rings: Rings, shape: tuple[int, int]) -> shapely.MultiPolygon:
    """Columns and rows as coordinates, written again from the definition of a crossing."""
    size, columns = shape[0] * shape[1], shape[1]
    exteriors: dict[int, np.ndarray] = {}
    holes: dict[int, list[np.ndarray]] = {}
    for ring, part in enumerate(rings.part):
        points = []
        for at in range(rings.start[ring], rings.start[ring + 1]):
            kind, point = divmod(int(rings.crossing[at]), size)
            row, column = divmod(point, columns)
            share = rings.share[at]
            points.append(((column + share, row), (column, row + share), (column + 0.5, row + 0.5))[kind])
        if rings.area_cells[ring] > 0:
            assert part not in exteriors
            exteriors[part] = np.array(points)
        else:
            holes.setdefault(part, []).append(np.array(points))
    assert set(holes) <= set(exteriors)
    return shapely.MultiPolygon(
        [shapely.Polygon(exterior, holes.get(part, [])) for part, exterior in exteriors.items()]
    )


def bordered(inner: np.ndarray, outside: float) -> np.ndarray:
    return np.pad(inner, 1, constant_values=outside)


def all_points(shape: tuple[int, int]) -> np.ndarray:
    row, column = np.indices(shape)
    return shapely.points(column.ravel(), row.ravel())


def test_one_point_makes_a_diamond() -> None:
    """Value -1 in the middle of 1: every crossing is halfway, the diamond has an area of half a cell."""
    rings = rings_within(bordered(np.array([[-1.0]]), 1.0))
    assert rings.area_cells.tolist() == [0.5]
    assert polygons(rings, (3, 3)).equals(shapely.Polygon([(1, 0.5), (1.5, 1), (1, 1.5), (0.5, 1)]))


def test_the_threshold_itself_is_inside() -> None:
    """A point at exactly zero belongs to the area, however small what is drawn around it."""
    rings = rings_within(bordered(np.array([[0.0]]), 1.0))
    assert rings.area_cells == pytest.approx([2 * CLOSEST**2])
    assert rings_within(bordered(np.array([[1e-12]]), 1.0)).area_cells.size == 0


def test_a_hole_and_an_island_in_it() -> None:
    """A 5 × 5 square, its middle outside but for one point: two exteriors, one hole."""
    field = bordered(np.pad(np.pad(np.array([[-1.0]]), 1, constant_values=1.0), 1, constant_values=-1.0), 1.0)
    rings = rings_within(field)
    shape = polygons(rings, field.shape)
    assert sorted(len(part.interiors) for part in shape.geoms) == [0, 1]
    assert shape.is_valid
    assert rings.area_cells.sum() == pytest.approx(shape.area)


def test_nothing_inside() -> None:
    assert rings_within(np.ones((4, 4))).area_cells.size == 0
    assert rings_of_label(np.zeros((4, 4), np.int32), 1).area_cells.size == 0


values = st.sampled_from([-2.0, -1.0, -0.25, 0.0, 0.25, 1.0, 3.0])


@tries(150)
@given(inner=arrays(np.float64, st.tuples(st.integers(1, 8), st.integers(1, 8)), elements=values))
def test_polygons_are_valid_and_hold_the_points_inside(inner) -> None:
    field = bordered(inner, 2.0)
    rings = rings_within(field)
    shape = polygons(rings, field.shape)
    assert shape.is_valid
    assert shape.area == pytest.approx(rings.area_cells.sum())
    assert (shapely.contains(shape, all_points(field.shape)) == (field.ravel() <= 0)).all()


@tries(100)
@given(
    inner=arrays(np.float64, st.tuples(st.integers(1, 7), st.integers(1, 7)), elements=st.floats(-3, 3, width=16)),
    step=st.sampled_from([1e-9, 0.1, 1.0]),
)
def test_areas_of_growing_thresholds_are_nested(inner, step) -> None:
    field = bordered(inner, 10.0)
    small, large = (polygons(rings_within(field - limit), field.shape) for limit in (0.0, step))
    assert small.difference(large).area <= 1e-9
    assert large.area >= small.area - 1e-12


@tries(150)
@given(inner=arrays(np.int32, st.tuples(st.integers(1, 7), st.integers(1, 7)), elements=st.integers(-1, 3)))
def test_labels_share_the_plane(inner) -> None:
    """Polygons of labels are valid, hold their points, do not overlap, and leave no gap but the unlabelled."""
    label = bordered(inner, -1).astype(np.int32)
    shapes = {wanted: polygons(rings_of_label(label, wanted), label.shape) for wanted in range(4)}
    for wanted, shape in shapes.items():
        assert shape.is_valid
        assert (shapely.contains(shape, all_points(label.shape)) == (label.ravel() == wanted)).all()
    union = shapely.union_all(list(shapes.values()))
    assert union.area == pytest.approx(sum(shape.area for shape in shapes.values()))
    everything = bordered(np.where(inner >= 0, 0, -1).astype(np.int32), -1).astype(np.int32)
    if (inner >= 0).all():
        assert union.area == pytest.approx(polygons(rings_of_label(everything, 0), label.shape).area)
