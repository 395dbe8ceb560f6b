"""How many times a day one can go to a service and come back within its opening hours, by public transport."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.records.round_trips import GoingLine, GoingRecord
from analysis.service_area.area import ServiceArea
from analysis.service_area.opening_hours import HALVES, read_hours
from analysis.service_area.zones import count_base
from geo.json_values import encode
from geo.schema import BoolArray, FloatArray
from geo.transit.range_query import DoorWalks
from geo.transit.round_trips import Opening, RoundTrips, round_trips
from geo.transit.territory_transit import Transit, open_transit
from geo.travel.transit_trips import door_walks
from geo.workspace.zones import check_zone, parts_of

STATES = ("on-foot", "several", "once", "never", "unknown")
"""What one can do in a day, from any place."""

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class GoingAndBack:
    """From every place, what one can do in a day without a car.

    Attributes
    ----------
    places
        ``place_id``, ``zone_id``, ``state`` (one of ``STATES``), ``actor_id`` (where one can go most often, the first
        of equals; missing without any), ``times`` (NaN where unknown), ``first_back_min``, ``last_back_min`` (minutes
        of the day at which its first and last ways back leave; NaN without any), ``share`` (of the opening hours, the
        most of any service: see `geo.transit.round_trips.RoundTrips`; 1 on foot, NaN where unknown).
    services
        ``actor_id``, ``hours`` (``read``, ``supposed``, ``given`` or ``closed`` that day), ``outside`` (where no line
        passes): the open services whose place is known.
    """

    area: ServiceArea
    transit: Transit
    stay_min: float
    way_max_min: float
    places: pd.DataFrame
    services: pd.DataFrame


def going_and_back(
    area: ServiceArea,
    *,
    stay_min: float | None = None,
    way_max_min: float | None = None,
    opening: Sequence[tuple[float, float]] | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> GoingAndBack:
    """Return how many times a day one can go from every place to a service and come back while it is open.

    Asked of the timetable that the workspace holds for the territory, on its day. A service
    whose hours are not read is taken to be open at the usual hours of the profile, and told as such.

    Parameters
    ----------
    area
        The services asked about, and the places; whatever its mode.
    stay_min, way_max_min
        Minutes spent there, and those of the longest way; those of the profile when None.
    opening
        Hours of the day (9.5: half past nine) at which every service is taken to be open; its own when None.
    progress, cancel
        Told of the services done, and their number; asked now and then whether to stop.

    Raises
    ------
    MissingFileError, BadInputError
        As :func:`geo.transit.territory_transit.open_transit`.
    """
    data = area.data
    transit = open_transit(data.territory)
    profile = transit.profile
    actors = data.actors.set_index("actor_id").loc[area.located].reset_index()
    weekday = transit.timetable.day.weekday()
    told = [("given", _seconds(opening)) if opening else _open_on(text, weekday, transit) for text in actors["hours"]]
    stay = profile.stay_min if stay_min is None else stay_min
    longest = min(profile.way_max_min if way_max_min is None else way_max_min, area.horizon_min)
    walks = door_walks(transit, data.places, actors, direct_min=min(profile.direct_max_min, longest))
    found = round_trips(
        transit.timetable,
        walks,
        [hours for _, hours in told],
        stay_s=round(stay * 60),
        limit_s=int(longest * 60),
        most_changes=profile.most_changes,
        progress=progress,
        cancel=cancel,
    )
    inside = transit.covers(actors)
    services = pd.DataFrame(
        {"actor_id": actors["actor_id"], "hours": [status for status, _ in told], "outside": ~inside}
    )
    opened = np.array([bool(hours) for _, hours in told], dtype=np.bool_)
    places = _places(area, found, transit.covers(data.places), opened & inside, opened)
    return GoingAndBack(area, transit, stay, longest, places, services)


def last_way_back(transit: Transit, walks: DoorWalks, hours: object, *, horizon_min: float) -> float:
    """Return the minute of the day at which the last way back leaves, as :func:`going_and_back` does for all.

    NaN where one cannot go and come back on the day of the timetable.

    Parameters
    ----------
    walks
        Of one place and one service.
    hours
        The opening hours of the service, as the register has them.
    """
    profile = transit.profile
    _, opening = _open_on(hours, transit.timetable.day.weekday(), transit)
    found = round_trips(
        transit.timetable,
        walks,
        [opening],
        stay_s=round(profile.stay_min * 60),
        limit_s=int(min(profile.way_max_min, horizon_min) * 60),
        most_changes=profile.most_changes,
    )
    return float(found.last_back[0, 0]) / 60


def _open_on(text: object, weekday: int, transit: Transit) -> tuple[str, list[Opening]]:
    """Return how the hours of a day are known, and when a service is open then, in seconds of the day."""
    usual = dict(zip(HALVES, transit.profile.usual_hours, strict=False))
    hours = read_hours(str(text)) if isinstance(text, str) else None
    if hours is not None and hours.always:
        return "read", [(0, 24 * 3600)]
    if hours is None or not any(slot.certain for slot in hours.slots):
        return "supposed", _seconds(list(usual.values()))
    today = [slot for slot in hours.slots if slot.weekday == weekday and slot.certain]
    if not today:
        return "closed", []
    spans, status = [], "read"
    for slot in today:
        if slot.begins is None or slot.ends is None:
            status = "supposed"
            spans += [usual[slot.half]] if slot.half in usual else []
        else:
            spans.append((slot.begins, slot.ends))
    return status, _seconds(spans)


def _seconds(hours: Sequence[tuple[float, float]]) -> list[Opening]:
    """Return hours of the day in seconds, those that touch as one."""
    joined: list[Opening] = []
    for begins, ends in sorted((round(begins * 3600), round(ends * 3600)) for begins, ends in hours):
        if joined and begins <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], ends)
        else:
            joined.append((begins, ends))
    return joined


def _places(
    area: ServiceArea, found: RoundTrips, inside: BoolArray, counted: BoolArray, opened: BoolArray
) -> pd.DataFrame:
    """Return what one can do from every place, with the service where one can go most often.

    Parameters
    ----------
    inside
        Whether lines pass where each place is.
    counted, opened
        Whether each service is open that day where lines pass; whether it is open that day.
    """
    n_places = len(area.data.places)
    times = found.times
    best = times.argmax(axis=1) if times.shape[1] else np.zeros(n_places, dtype=np.int64)
    most = times[np.arange(n_places), best] if times.shape[1] else np.zeros(n_places, dtype=np.int64)
    known = inside & counted.any() if len(counted) else np.zeros(n_places, dtype=np.bool_)
    on_foot = (found.on_foot & opened[None, :]).any(axis=1)
    state = np.select([on_foot, most > 1, most == 1, known], ["on-foot", "several", "once", "never"], "unknown")
    backs: dict[str, FloatArray] = {}
    for name, seconds in (("first_back_min", found.first_back), ("last_back_min", found.last_back)):
        own = seconds[np.arange(n_places), best] if times.shape[1] else np.full(n_places, np.nan)
        backs[name] = np.where(most > 0, own / 60, np.nan)
    shares = np.where(found.on_foot & opened[None, :], 1.0, np.nan_to_num(found.share))
    ids = (
        area.located.take(np.where(most > 0, best, -1), allow_fill=True, fill_value=None) if len(area.located) else None
    )
    return pd.DataFrame(
        {
            "place_id": area.membership.place_ids.array,
            "zone_id": area.data.places["zone_id"].array,
            "state": state,
            "actor_id": None if ids is None else ids.array,
            "times": np.where((most > 0) | known, most.astype(np.float64), np.nan),
            **backs,
            "share": np.where(state == "unknown", np.nan, shares.max(axis=1, initial=0.0)),
        }
    ).astype({"actor_id": "str"})


def going_record(answer: GoingAndBack, zone_id: str) -> GoingRecord:
    """Return what the people of a zone can do in a day, and those of its parts.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    area, data, services = answer.area, answer.area.data, answer.services
    check_zone(data.zones, zone_id)
    hours, known = services["hours"].value_counts(), area.register.reach_state
    return encode(
        GoingRecord,
        _line(answer, zone_id),
        area.selection,
        territory=data.territory.id,
        base=count_base(data),
        day=answer.transit.timetable.day.isoformat(),
        source=answer.transit.publishers,
        feed_days=answer.transit.feed_days,
        stay_min=answer.stay_min,
        way_max_min=answer.way_max_min,
        services=len(services),
        hours_read=int(hours.get("read", 0)),
        hours_supposed=int(hours.get("supposed", 0)),
        closed=int(hours.get("closed", 0)),
        outside=int(services["outside"].sum()),
        unlocated=len(area.unlocated),
        register_state="partial" if known == "complete" and services["outside"].any() else known,
        parts=going_lines(answer, list(parts_of(data, zone_id)["zone_id"])),
    )


def going_lines(answer: GoingAndBack, zone_ids: Sequence[str]) -> list[GoingLine]:
    """Return what the people of each zone can do in a day."""
    return [_line(answer, zone_id) for zone_id in zone_ids]


def _line(answer: GoingAndBack, zone_id: str) -> GoingLine:
    area, places = answer.area, answer.places
    inside = area.membership.inside(zone_id)
    weight = np.where(inside, area.known_demand, 0.0)
    told = {state: float(weight[(places["state"] == state).to_numpy()].sum()) for state in STATES}
    going = inside & (places["times"] > 0).to_numpy() & (weight > 0)
    times, last, shares = (places[name].to_numpy(np.float64) for name in ("times", "last_back_min", "share"))
    known = inside & ~np.isnan(shares)
    zones = area.data.zones.set_index("zone_id")
    return encode(
        GoingLine,
        zone=zone_id,
        name=zones.loc[zone_id, "name"],
        level=zones.loc[zone_id, "level"],
        total=float(weight.sum()),
        **{state.replace("-", "_"): value for state, value in told.items()},
        times_mean=float(np.average(times[going], weights=weight[going])) if going.any() else np.nan,
        last_back_min=_median(last[going], weight[going]),
        share_mean=_mean(shares[known], [weight[known], area.data.places["population"].to_numpy(np.float64)[known]]),
    )


def _mean(values: FloatArray, weights: Sequence[FloatArray]) -> float:
    """Return the mean by the first weights that count somebody, else of the values alone; NaN without any value."""
    if not len(values):
        return float("nan")
    told = [np.nan_to_num(one) for one in weights]
    return float(np.average(values, weights=next((one for one in told if one.sum() > 0), None)))


def _median(values: FloatArray, weights: FloatArray) -> float:
    """Return the value that half of the weight does not exceed; NaN without any."""
    if not len(values):
        return float("nan")
    order = np.argsort(values, kind="stable")
    rank = np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)
    return float(values[order[min(int(rank), len(order) - 1)]])
