"""Who lives nearer to the border than to any service of the register: a neighbour's service could be nearer still."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.records.shared import Edge
from analysis.service_area.zones import count_base
from geo.json_values import encode
from geo.schema import BoolArray
from geo.workspace.border import border_points, nearest_m
from geo.workspace.data import TerritoryData


def near_border(places: pd.DataFrame, actors: pd.DataFrame, border: npt.NDArray[np.float64]) -> BoolArray:
    """Return, for every place, whether the border is nearer than every located actor, as the crow flies.

    Registers stop at the border: across it, a nearer service would not be seen.

    Parameters
    ----------
    places, actors
        ``lon`` and ``lat``, in degrees. An actor without a position counts for nothing.
    border
        ``(n, 2)``: longitude and latitude of points of the border.
    """
    here = places[["lon", "lat"]].to_numpy(dtype=np.float64)
    located = actors[["lon", "lat"]].dropna().to_numpy(dtype=np.float64)
    return np.asarray(nearest_m(here, border) < nearest_m(here, located))


def edge_record(data: TerritoryData, actors: pd.DataFrame, zone_ids: pd.Series) -> Edge | None:
    """Return how many births of some zones are nearer to the border than to an actor.

    Returns
    -------
    dict or None
        ``base`` (``births``, or ``population`` where births are unknown), ``count`` and ``share`` (0–1): zero in a
        whole country, whose border families are not expected to cross. None where the border is not known, no actor
        has a known position, or nobody is counted.
    """
    base = count_base(data)
    if data.territory.levels[0].id == "country":
        return encode(Edge, base=base, count=0, share=0)
    if actors["lon"].isna().all():
        return None
    border = border_points(data.territory)
    places = data.places[data.places["zone_id"].isin(zone_ids)]
    weights = places[base].fillna(0.0).to_numpy(dtype=np.float64)
    if not len(border) or not weights.sum():
        return None
    count = float(weights[near_border(places, actors, border)].sum())
    return encode(Edge, base=base, count=count, share=count / weights.sum())
