"""Asking for travel times: the one place of the analysis that does."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.question import Question
from analysis.service_area.coverage import Coverage, trips_that_count
from geo.schema import BoolArray, FloatArray, IntArray
from geo.travel.times import TravelTimes, joined_times, travel_times
from geo.travel.trips import nearest_trip
from geo.workspace.data import TerritoryData


def times_to(
    data: TerritoryData, question: Question, actors: pd.DataFrame, *, places: pd.DataFrame | None = None
) -> TravelTimes:
    """Return the times of a question from the places of a territory, or some of them, to actors or sites.

    Nothing is asked of the engine yet: trips are made, or the nearest searched for, when they are first read.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``.
    """
    starts = data.places if places is None else places
    return travel_times(data.territory, starts, actors, mode=question.mode, engine=question.engine)


def new_or_moved(before: TravelTimes, actors: pd.DataFrame) -> pd.DataFrame:
    """Return the located actors that an answer does not know, or knew elsewhere."""
    spot = ["lon", "lat"]
    known = before.actors.set_index("actor_id")[spot].reindex(pd.Index(actors["actor_id"]))
    now = actors.set_index("actor_id")[spot]
    return actors[(now.notna().all(axis=1) & (known != now).any(axis=1)).to_numpy()].reset_index(drop=True)


def times_again(before: TravelTimes, data: TerritoryData, question: Question, actors: pd.DataFrame) -> TravelTimes:
    """Return the times to other actors of the same places; only those new or moved are asked of the engine.

    A table that the user brought knows an actor where it was: the way to one that moved is estimated.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``.
    """
    fresh = new_or_moved(before, actors)
    if fresh.empty:
        return before.given_to(actors)
    moved = fresh["actor_id"].isin(before.actors["actor_id"])
    if before.engine.kind != "matrix" or not moved.any():
        return joined_times(before, times_to(data, question, fresh), actors)
    known = joined_times(before, times_to(data, question, fresh[~moved]), actors)
    estimated = times_to(data, replace(question, engine="estimate"), fresh[moved])
    return joined_times(known, estimated.told_estimated(), actors)


def nearest_counted(
    travel: TravelTimes, actors: pd.DataFrame, covered: Coverage, has_place: BoolArray
) -> tuple[IntArray, FloatArray, BoolArray]:
    """Return the nearest located actor of every place among the trips that count.

    Where there are many pairs, actors who receive are searched for together, without their trips; only those of the
    actors who come, and say where, are made, and kept where they go.

    Returns
    -------
    tuple of numpy.ndarray
        Position in ``actors``, -1 without any; minutes, NaN without any; whether the estimate gave them where the
        engine knew nothing.
    """
    ids = actors["actor_id"]
    if travel.has_trips or not covered.bounded[has_place].any():
        parts = [has_place]
    else:
        parts = [has_place & ~covered.bounded, has_place & covered.bounded]
    code = np.full(len(travel.places), -1, dtype=np.int64)
    minutes = np.full(len(travel.places), np.nan)
    estimated = np.zeros(len(travel.places), dtype=np.bool_)
    for part in parts:
        if not part.any():
            continue
        own, position = travel.of_actors(ids[part]), np.flatnonzero(part)
        if own.has_trips or covered.bounded[part].any():
            counted = trips_that_count(own.trips, position, covered)
            first, way = nearest_trip(counted)
            told = counted.estimated_to(first)
        else:
            found = own.nearest()
            first, way = found.actor, found.minutes
            told = np.zeros(len(first), dtype=np.bool_) if found.estimated is None else found.estimated
        here = np.where(first >= 0, position[first], -1)
        # Between equals, the first by id: actors are in that order.
        nearer = (first >= 0) & (np.isnan(minutes) | (way < minutes) | ((way == minutes) & (here < code)))
        code, minutes = np.where(nearer, here, code), np.where(nearer, way, minutes)
        estimated = np.where(nearer, told, estimated)
    return code, minutes, estimated
