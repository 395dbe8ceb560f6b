"""One journey by public transport, from a place or a zone to an actor, leg by leg, with its last way back."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.access.round_trips import last_way_back
from analysis.records.journey import JourneyLeg, JourneyRecord, JourneyState
from analysis.service_area.zones import count_base
from geo.errors import BadInputError, NotFoundError
from geo.json_values import encode
from geo.transit.journey import Leg, journey_arriving, journey_leaving, usual_appointment, usual_departure
from geo.transit.territory_transit import Transit, open_transit
from geo.travel.transit_trips import direct_limit, door_walks
from geo.workspace.data import TerritoryData
from geo.workspace.zones import smallest_in


def journey_record(
    data: TerritoryData,
    origin: str,
    actor_id: str,
    *,
    mode: str,
    leave_min: float | None = None,
    arrive_min: float | None = None,
) -> JourneyRecord:
    """Return the journey from a place to an actor, by the timetable of the territory and as its travel times are.

    Parameters
    ----------
    origin
        A place or a zone, which stands for the place of it where most are counted, the first of equals.
    mode
        ``transit`` or ``carless``: how long one may walk all the way.
    leave_min, arrive_min
        Minute of the day from which one may leave, or before which one arrives. Neither: one leaves at the first
        departure of the hours of the territory, or is there for the last appointment, whose time is the travel time
        (`geo.transit.journey.usual_departure`).

    Raises
    ------
    MissingFileError, BadInputError
        As :func:`geo.transit.territory_transit.open_transit`; ``journey-two-times``, ``journey-actor-nowhere``.
    NotFoundError
        ``journey-unknown-origin``, ``unknown-actor-id``.
    """
    if leave_min is not None and arrive_min is not None:
        raise BadInputError("journey-two-times")
    transit = open_transit(data.territory)
    place, actor = _place(data, origin), _actor(data, actor_id)
    horizon = data.territory.horizon_min
    walks = door_walks(transit, place, actor, direct_min=direct_limit(transit, mode, horizon))
    limits: dict[str, int] = {"limit_s": int(horizon * 60), "most_changes": transit.profile.most_changes}
    ready, before = (None if minute is None else round(minute * 60) for minute in (leave_min, arrive_min))
    usual, hours = leave_min is None and arrive_min is None, transit.profile.hours
    asked: Any = {"percentile": hours.percentile, **limits}
    if usual and hours.arrives:
        before = usual_appointment(transit.timetable, walks, hours.moments(), **asked)
    elif usual:
        ready = usual_departure(transit.timetable, walks, hours.moments(), **asked)
    found = None
    if before is not None:
        found = journey_arriving(transit.timetable, walks, before, **limits)
    elif ready is not None:
        found = journey_leaving(transit.timetable, walks, ready, **limits)
    inside = bool(transit.covers(place).all() and transit.covers(actor).all())
    state: JourneyState = "found" if found else "none" if inside else "unknown"
    start, end = place.iloc[0], actor.iloc[0]
    # One leaves at a whole minute.
    leaves = None if found is None else found.leaves_s // 60 * 60
    # For an appointment, the time is that of the table of trips: to the second, the wait there counted.
    from_s = ready if ready is not None else found.leaves_s if found and usual else leaves
    to_s = before if usual and before is not None else found.arrives_s if found else None
    return encode(
        JourneyRecord,
        territory=data.territory.id,
        mode=mode,
        day=transit.timetable.day.isoformat(),
        source=transit.publishers,
        feed_days=transit.feed_days,
        place=start["place_id"],
        place_name=start["name"],
        actor=end["actor_id"],
        actor_name=end["name"],
        state=state,
        usual=usual,
        ready_min=_minute(ready),
        before_min=_minute(before),
        minutes=np.nan if found is None or from_s is None or to_s is None else (to_s - from_s) / 60,
        leaves_min=_minute(leaves),
        arrives_min=_minute(found.arrives_s if found else None),
        changes=found.changes if found else None,
        lines=list(found.lines) if found else [],
        last_back_min=last_way_back(transit, walks, end["hours"], horizon_min=horizon),
        legs=[_leg(leg, transit) for leg in found.legs] if found else [],
    )


def _minute(second: int | None) -> float:
    return np.nan if second is None else second / 60


def _leg(leg: Leg, transit: Transit) -> JourneyLeg:
    names = transit.timetable.stop_names
    ends = {
        name: None if stop is None else names[stop]
        for name, stop in (("from_stop", leg.from_stop), ("to_stop", leg.to_stop))
    }
    return encode(JourneyLeg, line=leg.line, **ends, leaves_min=leg.leaves_s / 60, arrives_min=leg.arrives_s / 60)


def _place(data: TerritoryData, origin: str) -> pd.DataFrame:
    places = data.places[data.places["place_id"] == origin]
    if len(places):
        return places
    places = data.places[data.places["zone_id"].isin(smallest_in(data, origin))]
    if not len(places):
        raise NotFoundError("journey-unknown-origin", origin=origin, territory=data.territory.id)
    most = int(places[count_base(data)].fillna(0.0).to_numpy(dtype=np.float64).argmax())
    return places.iloc[[most]]


def _actor(data: TerritoryData, actor_id: str) -> pd.DataFrame:
    actor = data.actors[data.actors["actor_id"] == actor_id]
    if not len(actor):
        raise NotFoundError("unknown-actor-id", actor=actor_id, territory=data.territory.id)
    if actor[["lon", "lat"]].isna().any(axis=None):
        raise BadInputError("journey-actor-nowhere", actor=str(actor.iloc[0]["name"]))
    return actor
