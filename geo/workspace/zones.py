"""The zones of a territory that lie in another: those that one compares, the smallest, and who stands in each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from geo.errors import NotFoundError
from geo.schema import split_codes
from geo.workspace.data import TerritoryData


def unknown_zone(zones: pd.DataFrame, zone: str) -> NotFoundError:
    """Return the refusal of a zone that the territory has not, with the codes of those that bear that name, if any."""
    named = zones[zones["name"].str.casefold() == zone.strip().casefold()]
    if named.empty:
        return NotFoundError("unknown-zone", zone=zone)
    return NotFoundError("unknown-zone-named", zone=zone, codes=", ".join(named["zone_id"]))


def check_zone(zones: pd.DataFrame, zone: str) -> None:
    """Refuse a zone that the territory has not.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    if zone not in set(zones["zone_id"]):
        raise unknown_zone(zones, zone)


def parts_of(data: TerritoryData, zone_id: str) -> pd.DataFrame:
    """Return the zones that a diagnosis of ``zone_id`` compares: those of the comparison level, else those below.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    check_zone(data.zones, zone_id)
    zone = data.zones[data.zones["zone_id"] == zone_id]
    order = [level.id for level in data.territory.levels]
    depth = order.index(zone.iloc[0]["level"])
    if depth + 1 >= len(order):
        return data.zones.iloc[:0]
    comparison = order.index(data.territory.comparison_level)
    wanted = order[comparison] if comparison > depth else order[depth + 1]
    under = data.ancestors[(data.ancestors["ancestor_id"] == zone_id) & (data.ancestors["zone_id"] != zone_id)]
    return data.zones[data.zones["zone_id"].isin(under["zone_id"]) & (data.zones["level"] == wanted)]


def zones_in(data: TerritoryData, zone_id: str) -> pd.Series:
    """Return the ids of every zone inside a zone, itself included."""
    return data.ancestors["zone_id"].take(data.below.get(zone_id, []))


def smallest_in(data: TerritoryData, zone_id: str) -> pd.Series:
    """Return the ids of the smallest zones inside a zone."""
    smallest = data.zones["level"] == data.territory.smallest_level
    return data.zones.loc[smallest & data.zones["zone_id"].isin(zones_in(data, zone_id)), "zone_id"]


def open_actors(data: TerritoryData, kind: str) -> pd.DataFrame:
    """Return the open actors of a kind (``schema.ACTOR``)."""
    return data.actors[(data.actors["kind"] == kind) & (data.actors["status"] == "open")]


@dataclass(frozen=True)
class ZoneTree:
    """The zones of a territory: all those above each, itself included, and each with its parent, those above first."""

    root: str
    above: Mapping[str, frozenset[str]]
    downward: tuple[tuple[str, str | None], ...]

    @classmethod
    def of(cls, data: TerritoryData) -> "ZoneTree":
        """Return the tree of a territory."""
        above: dict[str, set[str]] = {}
        for zone_id, ancestor_id in zip(data.ancestors["zone_id"], data.ancestors["ancestor_id"], strict=True):
            above.setdefault(zone_id, set()).add(ancestor_id)
        lines = {zone_id: frozenset(ids) for zone_id, ids in above.items()}
        parents = [
            (zone_id, parent if isinstance(parent, str) else None)
            for zone_id, parent in zip(data.zones["zone_id"], data.zones["parent_id"], strict=True)
        ]
        return cls(data.territory.root, lines, tuple(sorted(parents, key=lambda pair: len(lines[pair[0]]))))

    def counts(self, actors: pd.DataFrame, services: pd.DataFrame) -> dict[str, int]:
        """Return how many actors stand in every zone.

        One whose place is unknown stands in the zones that hold all that it covers; without any, in the whole.
        """
        counts = {zone_id: 0 for zone_id, _ in self.downward}
        lost = actors.loc[~actors["zone_id"].isin(list(self.above)), "actor_id"]
        covers: dict[str, list[str]] = {}
        if len(lost):
            said = services[services["actor_id"].isin(lost)]
            for actor_id, cell in zip(said["actor_id"], said["covers"], strict=True):
                covers.setdefault(actor_id, []).extend(split_codes(cell))
        for actor_id, zone_id in zip(actors["actor_id"], actors["zone_id"], strict=True):
            line = self.above.get(zone_id) if isinstance(zone_id, str) else None
            for above in self._common(covers.get(actor_id, [])) if line is None else line:
                counts[above] += 1
        return counts

    def _common(self, zone_ids: Iterable[str]) -> frozenset[str]:
        lines = [self.above[zone_id] for zone_id in zone_ids if zone_id in self.above]
        return frozenset.intersection(*lines) if lines else frozenset({self.root})
