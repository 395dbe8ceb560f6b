"""A territory with a scenario's changes: a new set of tables, the register untouched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
import pandas as pd

from analysis.question import Question
from analysis.scenario.changed_needs import Grown, with_growth, with_need_rate
from analysis.scenario.changes import (
    NEW_ACTOR,
    Capacity,
    Change,
    Close,
    Growth,
    Hours,
    MoreTrips,
    Move,
    Open,
    Rate,
    ReachChange,
    change_values,
)
from analysis.scenario.definition import Scenario
from analysis.scenario.zone_seats import nearest_place, zone_seats
from analysis.service_area.buildings import address_at, housed
from analysis.service_area.programme import load_programme
from geo.errors import BadInputError, NotFoundError
from geo.schema import SERVICE, join_codes
from geo.workspace.data import TerritoryData
from geo.workspace.kept_scenarios import feed_path
from geo.workspace.store import hash_of

_UNIT = "follow-ups"


def compose(data: TerritoryData, scenario: Scenario) -> TerritoryData:
    """Return the tables of a territory as a scenario would make them; ``data`` is not changed.

    Changes apply in order, each on what the ones before left. An actor that is opened anew has the id ``scenario-``
    and its position among the changes; without a point, it stands at the most populous place of its zone.

    Parameters
    ----------
    scenario
        Already checked (`analysis.scenario.checking.check_scenario`): zones and actors by their codes.

    Raises
    ------
    NotFoundError
        ``unknown-actor``, ``unknown-zone``.
    BadInputError
        ``scenario-service`` when an actor has several services and the change names none of them.
    MissingFileError
        ``missing-file`` for a feed that is not there.
    """
    out = data
    opened = _Openings(data, scenario)
    # Growths that follow one another are applied at once: three thousand changes take seconds.
    for _, group in groupby(
        enumerate(scenario.changes, start=1), lambda one: 0 if isinstance(one[1], Growth) else one[0]
    ):
        (position, change), *more = group
        if isinstance(change, Open) and change.actor_id is None:
            opened.add(change, position)
            continue
        out = _applied(opened.written(), change, scenario, grown_too=[one for _, one in more])
        opened = _Openings(out, scenario)
    out = opened.written()
    told = [str(change_values(change)) for change in scenario.changes]
    return replace(out, inputs_hash=hash_of([data.inputs_hash, *told]))


def touches_need(changes: Iterable[Change]) -> bool:
    """Tell whether some change moves needs or counts of people, so that they must be worked out again."""
    return any(isinstance(change, (Rate, Growth)) for change in changes)


def usual_unit(data: TerritoryData, *, kind: str | None, function: str | None) -> str:
    """Return the unit in which a new service states its capacity: that of the need, else that of its likes."""
    rules = data.need_rules
    same = rules["kind"] == kind if kind is not None else rules["function"] == function
    units = set(rules.loc[same & rules["stratum"].isna() & rules["stage"].isna(), "unit"])
    if len(units) == 1 and units <= set(_known_units()):
        return str(units.pop())
    likes = data.actors.loc[data.actors["kind"] == kind, "actor_id"]
    stated = data.services[data.services["actor_id"].isin(likes) & data.services["capacity"].notna()]
    units = set(stated["capacity_unit"].dropna())
    return str(units.pop()) if len(units) == 1 else _UNIT


def _known_units() -> tuple[str, ...]:
    return next(column.allowed for column in SERVICE.columns if column.name == "capacity_unit")


def _applied(data: TerritoryData, change: Change, scenario: Scenario, *, grown_too: Sequence[Change]) -> TerritoryData:
    if isinstance(change, Open):
        return _reopened(data, change, scenario)
    if isinstance(change, Growth):
        return with_growth(data, [_grown(data, one) for one in (change, *grown_too) if isinstance(one, Growth)])
    if isinstance(change, Rate):
        return _rated(data, change, scenario)
    if isinstance(change, MoreTrips):
        feed = feed_path(data.territory.id, str(change.gtfs))
        return replace(data, territory=replace(data.territory, more_feeds=(*data.territory.more_feeds, feed)))
    if isinstance(change, (Capacity, ReachChange)):
        return _served(data, change, scenario)
    actor = _actor(data, change.actor_id)
    changed = [actor, *(housed(data.actors, actor) if isinstance(change, Close) and change.building else [])]
    cells: dict[str, object] = {"status": "closed"} if isinstance(change, Close) else {}
    if isinstance(change, Move):
        # It leaves its building.
        cells = _spot(data, change)
    elif isinstance(change, Hours):
        cells = {"hours": change.hours}
    return _set_actors(data, changed, **cells)


def _grown(data: TerritoryData, change: Growth) -> Grown:
    return Grown(_zone(data, change.zone), float(change.percent or 0.0), change.base or "all")


def _rated(data: TerritoryData, change: Rate, scenario: Scenario) -> TerritoryData:
    named = change.kind is not None or change.function is not None
    asked = Question(kind=change.kind, function=change.function) if named else scenario.question
    selection = replace(asked.selection, stratum=change.stratum or asked.stratum)
    return with_need_rate(
        data,
        selection,
        zone_id=_zone(data, change.zone),
        rate=float(change.rate or 0.0),
        base=change.base,
        unit=change.unit or usual_unit(data, kind=selection.kind, function=selection.function),
        source=scenario.name,
    )


def _served(data: TerritoryData, change: Capacity | ReachChange, scenario: Scenario) -> TerritoryData:
    row = _service(data.services, _actor(data, change.actor_id), change.service)
    if isinstance(change, Capacity):
        return _with_capacity(data, row, float(change.capacity or 0.0), change.capacity_unit, scenario)
    told: dict[str, object] = {} if change.reach_min is None else {"reach_min": change.reach_min}
    return _set_service(data, row, **told, **({"covers": join_codes(change.covers)} if change.covers else {}))


def _with_capacity(
    data: TerritoryData, row: pd.Series, capacity: float, unit: str | None, scenario: Scenario
) -> TerritoryData:
    own = data.services[row].iloc[0]
    if unit is None and isinstance(own["capacity_unit"], str):
        unit = own["capacity_unit"]
    if unit is None:
        unit = _unit_asked(data, scenario, data.actors.loc[data.actors["actor_id"] == own["actor_id"], "kind"].iloc[0])
    return _set_service(data, row, capacity=capacity, capacity_unit=unit)


def _unit_asked(data: TerritoryData, scenario: Scenario, kind: str) -> str:
    function = scenario.question.function
    return usual_unit(data, kind=None if function else kind, function=function)


class _Openings:
    """New actors that follow one another: their rows are added together, and each seat is looked for once."""

    def __init__(self, data: TerritoryData, scenario: Scenario) -> None:
        self.data, self.scenario = data, scenario
        self.actors: list[dict[str, object]] = []
        self.services: list[dict[str, object]] = []
        self.units: dict[str, str] = {}
        self.spots: dict[str | None, dict[str, object]] = {}
        self.names = dict(zip(data.zones["zone_id"], data.zones["name"], strict=True))

    def add(self, change: Open, position: int) -> None:
        """Open one more."""
        kind = change.kind or load_programme().kinds_of(str(change.function))[0]
        actor, spot = f"{NEW_ACTOR}{position}", self._spot(change)
        name = change.name or f"+ {self.names.get(str(spot['zone_id']), actor)}"
        told = {"source": self.scenario.name, "as_of": self.scenario.name}
        who: dict[str, object] = {
            "actor_id": actor,
            "name": name,
            "kind": kind,
            **spot,
            "status": "open",
            "hours": change.hours,
            **told,
        }
        what: dict[str, object] = {
            "actor_id": actor,
            "service": name,
            "functions": change.function,
            "strata": join_codes(change.strata) or None,
            "mode": change.mode or "on-site",
            "capacity": np.nan if change.capacity is None else change.capacity,
            "capacity_unit": change.capacity_unit or self._unit(kind),
            "reach_min": np.nan if change.reach_min is None else change.reach_min,
            "covers": join_codes(change.covers) or None,
            **told,
        }
        self.actors.append(who)
        self.services.append(what)
        if change.capacity is not None and change.capacity_unit is not None:
            # The usual unit of a kind is that of its likes, this one among them from now on.
            self.units.clear()

    def written(self) -> TerritoryData:
        """Return the tables with the new rows."""
        if self.actors:
            actors, services = _with_rows(self.data.actors, self.actors), _with_rows(self.data.services, self.services)
            self.data = replace(self.data, actors=actors, services=services)
            self.actors, self.services = [], []
        return self.data

    def _unit(self, kind: str) -> str:
        if kind not in self.units:
            self.units[kind] = _unit_asked(self.written(), self.scenario, kind)
        return self.units[kind]

    def _spot(self, change: Open) -> dict[str, object]:
        if change.lon is not None and change.lat is not None:
            return _spot(self.data, change)
        if change.zone not in self.spots:
            self.spots[change.zone] = _spot(self.data, change)
        return self.spots[change.zone]


def _with_rows(frame: pd.DataFrame, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    more = pd.DataFrame({name: [cells.get(name) for cells in rows] for name in frame.columns})
    return pd.concat([frame, more.astype(frame.dtypes.to_dict())], ignore_index=True)


def _reopened(data: TerritoryData, change: Open, scenario: Scenario) -> TerritoryData:
    actor = _actor(data, change.actor_id)
    spot = _spot(data, change) if change.zone is not None or change.lon is not None else {}
    hours = {} if change.hours is None else {"hours": change.hours}
    out = _set_actors(data, [actor], status="open", **spot, **hours)
    if change.capacity is not None:
        out = _with_capacity(out, _service(out.services, actor, None), change.capacity, change.capacity_unit, scenario)
    return out


def _spot(data: TerritoryData, change: Open | Move) -> dict[str, object]:
    """Return where a change puts an actor: its point, or the seat of its zone, and how sure that is.

    At the very point of an actor whose address is known, it is in that building; elsewhere its address is not known.
    """
    if change.lon is not None and change.lat is not None:
        zone = change.zone or nearest_place(data.places, lon=change.lon, lat=change.lat)[0]
        spot = {"lon": change.lon, "lat": change.lat, "zone_id": zone, "position_quality": "address"}
        return spot | {"address": address_at(data.actors, change.lon, change.lat)}
    zone = _zone(data, change.zone)
    seats = zone_seats(data.places[data.places["zone_id"] == zone])
    if seats.empty:
        return {"lon": np.nan, "lat": np.nan, "zone_id": zone, "position_quality": "unknown", "address": None}
    seat = seats.iloc[0]
    spot = {"lon": float(seat["lon"]), "lat": float(seat["lat"]), "zone_id": zone}
    return spot | {"position_quality": "locality", "address": None}


def _set_actors(data: TerritoryData, ids: list[str], **cells: object) -> TerritoryData:
    return replace(data, actors=_set(data.actors, data.actors["actor_id"].isin(ids), cells))


def _set_service(data: TerritoryData, row: pd.Series, **cells: object) -> TerritoryData:
    return replace(data, services=_set(data.services, row, cells))


def _set(frame: pd.DataFrame, rows: pd.Series, cells: dict[str, object]) -> pd.DataFrame:
    return frame.assign(**{name: frame[name].mask(rows, value) for name, value in cells.items()})


def _service(services: pd.DataFrame, actor_id: str, service: str | None) -> pd.Series:
    own = services["actor_id"] == actor_id
    row = own if service is None else own & (services["service"] == service)
    if int(row.sum()) != 1:
        known = ", ".join(services.loc[own, "service"])
        raise BadInputError("scenario-service", actor=actor_id, known=known)
    return row


def _actor(data: TerritoryData, actor_id: str | None) -> str:
    if actor_id is None or not (data.actors["actor_id"] == actor_id).any():
        raise NotFoundError("unknown-actor", actor=actor_id)
    return actor_id


def _zone(data: TerritoryData, zone_id: str | None) -> str:
    if zone_id is None or not (data.zones["zone_id"] == zone_id).any():
        raise NotFoundError("unknown-zone", zone=zone_id)
    return zone_id
