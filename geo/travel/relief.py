"""The estimate by relief: one factor where either end of a trip is in the mountains, another elsewhere."""

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray
from geo.travel.estimate import farthest_km, great_circle_km, nearest_of_all, straight
from geo.travel.near_pairs import Toward, on_sphere
from geo.workspace.territory import EstimateParameters, Territory

COLUMNS = ["place_id", "lon", "lat", "height_m", "relief_m"]
_FEW = 3_000_000


@dataclass(frozen=True, eq=False)
class Relief:
    """Localities whose relief is known: degrees, and whether each is in the mountains."""

    lon: FloatArray
    lat: FloatArray
    mountain: BoolArray

    def in_mountain(self, lon: FloatArray, lat: FloatArray) -> BoolArray:
        """Tell of points, in degrees, whether the locality nearest to each is in the mountains."""
        if len(lon) * len(self.lon) <= _FEW:
            near = great_circle_km(lon[:, None], lat[:, None], self.lon, self.lat).argmin(axis=1)
        else:
            near = import_module("scipy.spatial").cKDTree(on_sphere(self.lon, self.lat)).query(on_sphere(lon, lat))[1]
        inside: BoolArray = self.mountain[near]
        return inside


@dataclass(frozen=True, eq=False)
class ByRelief:
    """The direct estimate times ``mountain`` where either end is in the mountains, times ``plain`` elsewhere."""

    relief: Relief
    parameters: EstimateParameters
    plain: float
    mountain: float

    def toward(self, lon: FloatArray, lat: FloatArray) -> Toward:
        """Return what gives the minutes to points, in degrees."""
        high = self.relief.in_mountain(lon, lat)
        flat_min, high_min = (
            straight(scaled(self.parameters, factor), lon, lat) for factor in (self.plain, self.mountain)
        )

        def minutes(here_lon: FloatArray, here_lat: FloatArray) -> FloatArray:
            climbs = self.relief.in_mountain(here_lon, here_lat)[:, None] | high
            return np.where(climbs, high_min(here_lon, here_lat), flat_min(here_lon, here_lat))

        return minutes

    def nearest(
        self, places: pd.DataFrame, lon: FloatArray, lat: FloatArray
    ) -> tuple[npt.NDArray[np.int64], FloatArray]:
        """Return the position of the nearest of some points for every place, and its minutes."""
        return nearest_of_all(places, len(lon), self.toward(lon, lat))

    def farthest_km(self, minutes: float) -> float:
        """Return the great-circle distance beyond which no trip is that short."""
        return max(farthest_km(minutes, scaled(self.parameters, factor)) for factor in (self.plain, self.mountain))


def scaled(parameters: EstimateParameters, factor: float) -> EstimateParameters:
    """Return the parameters that give ``factor`` times the minutes."""
    return replace(
        parameters,
        access_min=parameters.access_min * factor,
        near_kph=parameters.near_kph / factor,
        far_kph=parameters.far_kph / factor,
    )


def relief_path(territory: Territory) -> Path:
    """Return the file of a territory that says how uneven the land is around its localities; absent where unknown."""
    return territory.folder / "relief.csv"


@lru_cache(maxsize=4)
def read_relief(path: Path, mountain_m: float) -> Relief:
    """Return the relief of a file: mountains are where heights differ by ``mountain_m`` metres or more.

    Raises
    ------
    BadInputError
        ``relief-file`` with ``file``: other columns, or a number that is none.
    """
    try:
        table = pd.read_csv(path, dtype={"place_id": "str"}, encoding="utf-8")
        numbers = table[COLUMNS[1:]].astype("float64")
    except (KeyError, ValueError) as error:
        raise BadInputError("relief-file", file=path.name) from error
    if table.empty or numbers.isna().to_numpy().any():
        raise BadInputError("relief-file", file=path.name)
    lon, lat, relief = (numbers[name].to_numpy(dtype=np.float64) for name in ("lon", "lat", "relief_m"))
    return Relief(lon, lat, relief >= mountain_m)
