"""Where a service stands in a zone when only the zone is named, and in which zone a point lies."""

import numpy as np
import pandas as pd

from geo.travel.estimate import great_circle_km


def zone_seats(places: pd.DataFrame) -> pd.DataFrame:
    """Return the point that stands for every smallest zone: its most populous place, else its first.

    Parameters
    ----------
    places
        ``schema.PLACE``.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``zone_id``: ``place_id``, ``name``, ``lon``, ``lat``.
    """
    order = places.assign(size=places["population"].fillna(places["births"]).fillna(0.0))
    first = order.sort_values(["zone_id", "size", "place_id"], ascending=[True, False, True]).drop_duplicates("zone_id")
    return first.set_index("zone_id")[["place_id", "name", "lon", "lat"]]


def nearest_place(places: pd.DataFrame, *, lon: float, lat: float) -> tuple[str, float]:
    """Return the smallest zone of the place nearest to a point, and how far that place is in kilometres."""
    away = great_circle_km(
        places["lon"].to_numpy(dtype=np.float64),
        places["lat"].to_numpy(dtype=np.float64),
        np.float64(lon),  # type: ignore[arg-type]
        np.float64(lat),  # type: ignore[arg-type]
    )
    at = int(away.argmin())
    return str(places["zone_id"].iloc[at]), float(away[at])
