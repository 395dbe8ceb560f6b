"""A scenario held against a territory: names become codes, and what does not exist there is said, change by change."""

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from analysis.question import Question
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
)
from analysis.scenario.definition import Scenario
from analysis.scenario.reading import ScenarioReading, issue_table
from analysis.scenario.zone_seats import nearest_place
from analysis.service_area.buildings import housed
from geo.errors import MaillageError
from geo.schema import TIMETABLE_MODES
from geo.transit.territory_transit import open_transit
from geo.workspace.data import TerritoryData
from geo.workspace.kept_scenarios import feed_path
from geo.workspace.vocabulary import load_vocabulary

_FAR_KM = 25.0
"""Without polygons, a point farther than this from every population point is outside the territory."""


def check_scenario(
    scenario: Scenario, data: TerritoryData, *, shapes: gpd.GeoDataFrame | None = None
) -> ScenarioReading:
    """Return the scenario with codes in place of names, and everything in it that this territory does not know.

    Zones may be named by code or by name, actors by id or by name; a name that several share is refused.

    Parameters
    ----------
    shapes
        Polygons of the smallest zones: a point outside all of them is refused. Without them, a point is outside when
        no population point is near.
    """
    return _Check(scenario, data, shapes).read()


@dataclass(frozen=True)
class _Names:
    """Codes by code and by plain name; a name that several share gives None."""

    codes: set[str]
    by_name: dict[str, str | None]
    spelt: dict[str, str]

    def add(self, code: str, name: str) -> None:
        plain = _plain(name)
        self.codes.add(code)
        self.spelt.setdefault(plain, name)
        self.by_name[plain] = None if plain in self.by_name and self.by_name[plain] != code else code

    def find(self, text: str) -> str | None:
        if text in self.codes:
            return text
        return self.by_name.get(_plain(text))

    def shared(self, text: str) -> bool:
        return text not in self.codes and _plain(text) in self.by_name and self.by_name[_plain(text)] is None

    def near(self, text: str) -> str:
        found = difflib.get_close_matches(_plain(text), [*self.by_name, *self.codes], n=1, cutoff=0.75)
        return self.spelt.get(found[0], found[0]) if found else "none"


def _names(codes: Iterable[str], names: Iterable[str]) -> _Names:
    known = _Names(set(), {}, {})
    for code, name in zip(codes, names, strict=True):
        known.add(str(code), str(name))
    return known


def _plain(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.replace("-", " ").replace("’", "'").split())


MOST_CHANGES = 5000
"""More changes than this are refused: a scenario is proposed by people, and answered while they wait."""


class _Check:
    def __init__(self, scenario: Scenario, data: TerritoryData, shapes: gpd.GeoDataFrame | None) -> None:
        self.scenario, self.data, self.shapes = scenario, data, shapes
        self.issues: list[dict[str, Any]] = []
        # A name means the smallest zone that bears it: Namur is the commune; its province is asked for by code.
        order = [level.id for level in data.territory.levels]
        depth = data.zones["level"].map({level: at for at, level in enumerate(order)})
        largest_first = data.zones.assign(depth=depth).sort_values("depth")
        smallest = largest_first.drop_duplicates("name", keep="last")
        twice = data.zones[data.zones["level"] == data.territory.smallest_level]
        self.zones = _names([*smallest["zone_id"], *twice["zone_id"]], [*smallest["name"], *twice["name"]])
        self.zones = replace(self.zones, codes=set(data.zones["zone_id"]))
        self.smallest = frozenset(twice["zone_id"])
        self.actors = _names(data.actors["actor_id"], data.actors["name"])
        self.status = dict(zip(data.actors["actor_id"], data.actors["status"], strict=True))

    def read(self) -> ScenarioReading:
        question = self._question(self.scenario.question)
        if len(self.scenario.changes) > MOST_CHANGES:
            self._tell("scenario-too-many", 0, "changes", value=len(self.scenario.changes), most=MOST_CHANGES)
            return ScenarioReading(None, issue_table(self.issues))
        changes = [self._change(change, at) for at, change in enumerate(self.scenario.changes, start=1)]
        table = issue_table(self.issues)
        if (table["severity"] == "error").any():
            return ScenarioReading(None, table)
        return ScenarioReading(replace(self.scenario, question=question, changes=tuple(changes)), table)

    def _question(self, question: Question) -> Question:
        words = load_vocabulary()
        self._among(question.kind, words.kinds, "kind", 0)
        self._among(question.function, words.functions, "function", 0)
        zone = None if question.zone is None else self._zone(question.zone, 0, "zone")
        horizon = self.data.territory.horizon_min
        if question.threshold_min is not None and not 0 < question.threshold_min <= horizon:
            self._tell("scenario-threshold", 0, "threshold_min", value=question.threshold_min, most=horizon)
        return replace(question, zone=zone)

    def _change(self, change: Change, at: int) -> Change:
        if isinstance(change, Open):
            return self._open(change, at)
        if isinstance(change, Move):
            actor = self._actor(change.actor_id, at)
            moved: Change = self._placed(replace(change, actor_id=actor), at)
            return moved
        if isinstance(change, Close):
            return self._close(change, at)
        if isinstance(change, MoreTrips):
            self._trips(change, at)
            return change
        if isinstance(change, (Rate, Growth)):
            if isinstance(change, Rate):
                self._among(change.kind, load_vocabulary().kinds, "kind", at)
                self._among(change.function, load_vocabulary().functions, "function", at)
            return replace(change, zone=self._zone(str(change.zone), at, "zone"))
        changed: Capacity | Hours | ReachChange = replace(change, actor_id=self._actor(change.actor_id, at))
        if isinstance(changed, ReachChange):
            changed = replace(changed, covers=self._covers(changed.covers, at))
        if isinstance(changed, (Capacity, ReachChange)):
            self._service(changed, at)
        return changed

    def _trips(self, change: MoreTrips, at: int) -> None:
        territory, mode = self.data.territory, self.scenario.question.mode
        try:
            open_transit(replace(territory, more_feeds=(feed_path(territory.id, str(change.gtfs)),)))
        except MaillageError as error:
            self._tell("scenario-trips-refused", at, "gtfs", value=Path(str(change.gtfs)).name, error=error)
            return
        if mode not in TIMETABLE_MODES:
            self._tell("scenario-trips-mode", at, "gtfs", severity="warning", value=mode)

    def _close(self, change: Close, at: int) -> Change:
        actor = self._actor(change.actor_id, at)
        if self.status.get(actor, "open") not in self.scenario.question.statuses:
            self._tell("scenario-not-open", at, "actor_id", severity="warning", value=actor)
        known = actor in set(self.data.actors["actor_id"])
        for one in [actor, *(housed(self.data.actors, actor) if change.building and known else [])]:
            self.status[one] = "closed"
        return replace(change, actor_id=actor)

    def _open(self, change: Open, at: int) -> Change:
        words = load_vocabulary()
        self._among(change.kind, words.kinds, "kind", at)
        self._among(change.function, words.functions, "function", at)
        change = replace(change, covers=self._covers(change.covers, at))
        if change.actor_id is None:
            self.actors.add(f"{NEW_ACTOR}{at}", change.name or f"{NEW_ACTOR}{at}")
            self.status[f"{NEW_ACTOR}{at}"] = "open"
            opened: Change = self._placed(change, at)
            return opened
        actor = self._actor(change.actor_id, at)
        if self.status.get(actor) == "open":
            self._tell("scenario-already-open", at, "actor_id", severity="warning", value=actor)
        self.status[actor] = "open"
        return replace(
            change, actor_id=actor, zone=None if change.zone is None else self._zone(change.zone, at, "zone")
        )

    def _placed(self, change: Any, at: int) -> Any:  # noqa: ANN401 - an Open or a Move
        if change.zone is not None:
            zone = self._zone(change.zone, at, "zone")
            if zone in self.zones.codes and zone not in self.smallest:
                self._tell("scenario-zone-too-large", at, "zone", value=change.zone)
            if change.lon is None:
                return replace(change, zone=zone)
            change = replace(change, zone=zone)
        if change.lon is None:
            return change
        found = self._zone_at(change.lon, change.lat)
        if found is None:
            self._tell("scenario-outside", at, "lon", lon=f"{change.lon:g}", lat=f"{change.lat:g}")
            return change
        return change if change.zone is not None else replace(change, zone=found)

    def _zone_at(self, lon: float, lat: float) -> str | None:
        if self.shapes is not None:
            point = shapely.Point(lon, lat)
            inside = self.shapes[self.shapes.geometry.covers(point) & self.shapes["zone_id"].isin(self.smallest)]
            return None if inside.empty else str(inside["zone_id"].iloc[0])
        zone, away = nearest_place(self.data.places, lon=lon, lat=lat)
        return zone if away <= _FAR_KM else None

    def _covers(self, covers: tuple[str, ...], at: int) -> tuple[str, ...]:
        return tuple(self._zone(zone, at, "covers") for zone in covers)

    def _zone(self, text: str, at: int, field: str) -> str:
        return self._found(self.zones, text, at, field, "zone")

    def _actor(self, text: str | None, at: int) -> str:
        return self._found(self.actors, str(text), at, "actor_id", "actor")

    def _found(self, names: _Names, text: str, at: int, field: str, what: str) -> str:
        found = names.find(text)
        if found is not None:
            return found
        if names.shared(text):
            self._tell(f"scenario-{what}-shared", at, field, value=text)
        else:
            self._tell(f"scenario-{what}-unknown", at, field, value=text, near=names.near(text))
        return text

    def _service(self, change: Capacity | ReachChange, at: int) -> None:
        own = self.data.services.loc[self.data.services["actor_id"] == change.actor_id, "service"]
        known = ", ".join(own)
        if change.service is not None and change.service not in set(own) and len(own):
            self._tell("scenario-service-unknown", at, "service", value=change.service, known=known)
        elif change.service is None and len(own) > 1:
            self._tell("scenario-service-which", at, "service", value=change.actor_id, known=known)

    def _among(self, code: str | None, known: Iterable[str], field: str, at: int) -> None:
        if code is not None and code not in known:
            near = difflib.get_close_matches(code, list(known), n=1)
            self._tell("scenario-code-unknown", at, field, value=code, near=near[0] if near else "none")

    def _tell(self, rule: str, position: int, field: str, *, severity: str = "error", **values: object) -> None:
        self.issues.append(
            {
                "line": float("nan"),
                "position": position,
                "field": field,
                "severity": severity,
                "rule": rule,
                "values": values,
            }
        )
