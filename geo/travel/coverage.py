"""What an engine knows of a territory: the share of the trips, by kind of actor and by zone."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.schema import BoolArray, FloatArray
from geo.travel.engines import Unknown, is_located
from geo.workspace.data import TerritoryData

ENOUGH = 0.9
"""Share of the trips under which whoever brings times or roads is asked before they are kept."""


@dataclass(frozen=True)
class TravelCoverage:
    """Share of the trips between places and located actors that an engine knows, NaN without any trip.

    ``kinds`` and ``zones`` are indexed by code: ``trips`` (how many), ``known``, ``share``.
    """

    share: float
    kinds: pd.DataFrame
    zones: pd.DataFrame


def travel_coverage(
    unknown: list[Unknown], places: pd.DataFrame, actors: pd.DataFrame, *, zone: pd.Series, kind: pd.Series
) -> TravelCoverage:
    """Return what is known of the trips from places to located actors.

    Parameters
    ----------
    unknown
        What the engine knows nothing of, as it told for these places and actors.
    zone
        The zone of each place, in order.
    kind
        The kind of each actor, in order.
    """
    located = is_located(actors)
    rows: dict[Hashable, tuple[int, int]] = {}
    by_place = np.zeros(len(places))
    for code in sorted(set(kind[located])):
        chosen = located & (kind == code).to_numpy()
        missing = _missing(unknown, chosen, len(places))
        trips = int(chosen.sum()) * len(places)
        rows[code] = (trips, trips - int(missing.sum()))
        by_place += missing
    zones = pd.DataFrame({"zone": zone.to_numpy(), "missing": by_place, "trips": int(located.sum())})
    summed = zones.groupby("zone", sort=True)[["trips", "missing"]].sum().astype("int64")
    kinds = _shared(pd.DataFrame.from_dict(rows, orient="index", columns=["trips", "known"]))
    trips, known = (int(kinds[name].sum()) for name in ("trips", "known"))
    return TravelCoverage(
        share=known / trips if trips else float("nan"),
        kinds=kinds,
        zones=_shared(summed.assign(known=summed["trips"] - summed["missing"])[["trips", "known"]]),
    )


def _missing(unknown: list[Unknown], chosen: BoolArray, n_places: int) -> FloatArray:
    """Return how many of the chosen actors are unknown from each place."""
    missing = np.zeros(n_places)
    for part in unknown:
        missing[part.places] += chosen[part.actors].sum()
        if part.known is not None:
            place, actor = np.divmod(part.known, len(chosen))
            told = np.bincount(place[chosen[actor]], minlength=n_places)
            missing[part.places] -= told[part.places]
    return missing


def _shared(counts: pd.DataFrame) -> pd.DataFrame:
    return counts.assign(share=(counts["known"] / counts["trips"]).where(counts["trips"] > 0))


def known_trips(data: TerritoryData, unknown: list[Unknown], actors: pd.DataFrame) -> TravelCoverage:
    """Return the share of the trips that are known, by kind of ``actors`` and by zone of the comparison level."""
    above = data.ancestors[data.ancestors["ancestor_level"] == data.territory.comparison_level]
    zone = data.places["zone_id"].map(above.set_index("zone_id")["ancestor_id"]).fillna(data.territory.root)
    return travel_coverage(unknown, data.places, actors, zone=zone, kind=actors["kind"])


def enough(known: TravelCoverage) -> bool:
    """Return whether so many trips are known that nobody need be asked; without any trip, nobody is."""
    return not known.share < ENOUGH
