"""The nearest point of the nearest street, exactly, and why a point has none."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from geo.errors import BadInputError
from geo.roads.network.issues import issue_frame
from geo.roads.snapping.grid import nearest_pieces
from geo.roads.snapping.index import SnapIndex, projection
from geo.routing.jit import frozen
from geo.schema import BoolArray

RULES = ("", "road-no-position", "road-too-far")
"""Why a point is not attached; empty when it is."""

_POINTS_PER_BLOCK = 100_000


@dataclass(frozen=True)
class Snapped:
    """Where points touch the network.

    Attributes
    ----------
    table
        One row per point, in order, with its index: ``edge`` (street, -1 when not attached), ``fraction`` (0 to 1
        from the start of its drawing), ``walk_m`` (metres to the street; to 100 m near when it is too far; NaN
        without position), ``x_m``, ``y_m`` (where it touches), ``rule`` (one of ``RULES``).
    max_walk_m
        Longest walk, itself allowed.
    """

    table: pd.DataFrame
    max_walk_m: float

    def issues(self, names: pd.Series) -> pd.DataFrame:
        """Return one issue per point that is not attached.

        Parameters
        ----------
        names
            Name of each point, by the index of the table.

        Returns
        -------
        pandas.DataFrame
            ``row`` (index), ``column``, ``rule``, ``severity``, ``values`` of the message ``issue-<rule>``: the name,
            the distance and the longest walk in km.
        """
        found: list[tuple[object, str, dict[str, object]]] = []
        for row, rule, walk_m in self.left_out.itertuples():
            values: dict[str, object] = {"name": str(names[row])}
            if rule == "road-too-far":
                values |= {"km": round(walk_m / 1000, 1), "limit_km": round(self.max_walk_m / 1000, 1)}
            found.append((row, rule, values))
        return issue_frame(found)

    def without(self, far: BoolArray) -> "Snapped":
        """Return the same, some points being held to be too far."""
        table = self.table.copy()
        table.loc[far, "edge"] = np.int32(-1)
        table.loc[far, ["fraction", "x_m", "y_m"]] = np.nan
        table.loc[far, "rule"] = "road-too-far"
        return replace(self, table=table)

    @property
    def attached(self) -> BoolArray:
        """Whether each point is attached."""
        return np.asarray(self.table["edge"] >= 0, dtype=np.bool_)

    @property
    def left_out(self) -> pd.DataFrame:
        """Points that are not attached: ``rule`` and ``walk_m``, by the index of the table."""
        return self.table.loc[self.table["edge"] < 0, ["rule", "walk_m"]]


def snap(points: pd.DataFrame, index: SnapIndex, *, max_walk_m: float, workers: int = 2) -> Snapped:
    """Attach points to the nearest street.

    Parameters
    ----------
    points
        ``lon``, ``lat`` in degrees (EPSG:4326), NaN where the position is unknown.
    index
        Streets of the network, from :func:`geo.roads.snapping.snap_index`.
    max_walk_m
        Longest walk in a straight line to the street, itself allowed.
    workers
        Threads.

    Returns
    -------
    Snapped
        Every point has its row: those left out say why.

    Raises
    ------
    BadInputError
        ``bad-walk`` when the distance is not positive.
    """
    if not max_walk_m > 0:
        raise BadInputError("bad-walk", walk_m=max_walk_m)
    lon, lat = points["lon"].to_numpy(np.float64), points["lat"].to_numpy(np.float64)
    x, y = projection(index.crs)(lon, lat)
    known = np.isfinite(x) & np.isfinite(y) & np.isfinite(lon) & np.isfinite(lat)
    place = np.column_stack([x, y])
    edge = np.full(len(points), -1, np.int32)
    fraction, walk_m = np.full(len(points), np.nan), np.full(len(points), np.nan)
    foot = np.full((len(points), 2), np.nan)
    edge[known], fraction[known], walk_m[known], foot[known] = snap_metres(
        place[known], index, max_walk_m=max_walk_m, workers=workers
    )
    far = known & (edge < 0)
    if far.any():
        walk_m[far] = _rough_distance_m(place[far], index)
    rule = np.array(RULES, dtype=object)[np.where(known, np.where(far, 2, 0), 1)]
    return Snapped(
        pd.DataFrame(
            {
                "edge": edge,
                "fraction": fraction,
                "walk_m": walk_m,
                "x_m": foot[:, 0],
                "y_m": foot[:, 1],
                "rule": pd.Series(rule, index=points.index, dtype="str"),
            },
            index=points.index,
        ),
        max_walk_m,
    )


def snap_metres(
    place: np.ndarray, index: SnapIndex, *, max_walk_m: float, workers: int = 2
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Nearest point of the nearest street, for points in metres.

    Parameters
    ----------
    place
        float64, shape (points, 2), finite, in the system of the index.
    index
        Streets of the network.
    max_walk_m
        Longest distance, itself allowed.
    workers
        Threads.

    Returns
    -------
    tuple of numpy.ndarray
        Street int32 (-1 for none within the distance), share of its length float64, distance in metres float64,
        shape (points,); and where it is touched, float64, shape (points, 2); NaN for none.
    """
    place = frozen(place)
    blocks = [slice(begin, begin + _POINTS_PER_BLOCK) for begin in range(0, len(place), _POINTS_PER_BLOCK)]
    with ThreadPoolExecutor(max(1, workers)) as pool:
        found = list(pool.map(lambda block: nearest_pieces(place[block], index.grid, float(max_walk_m)), blocks))
    piece = np.concatenate(found) if found else np.zeros(0, np.int64)
    start, vector = index.grid.start[piece], index.grid.span[piece]
    along = np.clip(((place - start) * vector).sum(axis=1) / np.maximum((vector**2).sum(axis=1), 1e-12), 0.0, 1.0)
    foot = start + along[:, None] * vector
    share = index.share_start[piece] + along * (index.share_end[piece] - index.share_start[piece])
    none = piece < 0
    share[none] = np.nan
    foot[none] = np.nan
    edge = np.where(none, np.int32(-1), index.edge[piece])
    return edge, share, np.hypot(place[:, 0] - foot[:, 0], place[:, 1] - foot[:, 1]), foot


def _rough_distance_m(place: np.ndarray, index: SnapIndex) -> np.ndarray:
    """Distance to the middle of the nearest piece, to the nearest hundred metres: enough to say how far it is."""
    middle = index.grid.start + index.grid.span / 2
    distance_m, _ = cKDTree(middle, balanced_tree=False).query(place, workers=2)
    rounded: np.ndarray = np.maximum(np.round(distance_m, -2), 100.0)
    return rounded
