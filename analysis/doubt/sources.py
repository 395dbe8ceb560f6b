"""What figures rest on: the source, date and status of counts, need rules, services and travel times."""

from collections.abc import Iterable

import pandas as pd

from analysis.records.shared import SourceRecord
from analysis.service_area.offer import Supply
from geo.json_values import encode
from geo.travel.engines import EngineInfo
from geo.workspace.data import TerritoryData


def figure_sources(data: TerritoryData, indicators: Iterable[str], zone_ids: pd.Series) -> list[SourceRecord]:
    """Return the sources of the figures of some zones, indicator by indicator.

    Births are those of the years in use, population that of the territory's year, other indicators the latest.
    """
    inside = data.figures[data.figures["zone_id"].isin(zone_ids)]
    found = []
    for indicator in indicators:
        rows = inside[inside["indicator"] == indicator]
        years = {"births": data.births_years, "population": (data.territory.population_year,)}
        rows = rows[rows["year"].isin(years.get(indicator, (rows["year"].max(),)))]
        for source_id in sorted(set(rows["source_id"])):
            status = ", ".join(sorted(set(rows.loc[rows["source_id"] == source_id, "status"])))
            found.append(_figure_source(data, source_id, figure=indicator, status=status))
    return found


def _figure_source(data: TerritoryData, source_id: str, *, figure: str, status: str) -> SourceRecord:
    """Return a source of a figure; its id alone where ``territory.toml`` does not describe it."""
    known = data.territory.sources.get(source_id)
    if known is None:
        return encode(
            SourceRecord, figure=figure, title=source_id, publisher=None, date=None, licence=None, status=status
        )
    return encode(SourceRecord, known, figure=figure, date=known.vintage, status=status)


def rule_sources(rules: pd.DataFrame) -> list[SourceRecord]:
    """Return the sources of need rules (``schema.NEED_RULE``), each once."""
    named = rules[_OF_RULES].drop_duplicates(["source", "date", "status"])
    return [encode(SourceRecord, row, figure="need", title=row["source"]) for row in named.to_dict("records")]


def service_sources(named: Iterable[tuple[str, str, str]]) -> list[SourceRecord]:
    """Return the sources of services: one line per source and date, with the ``actors`` that it speaks of.

    Parameters
    ----------
    named
        Source, date and name of the actor, of every service.
    """
    told: dict[tuple[str, str], list[str]] = {}
    for source, date, name in named:
        actors = told.setdefault((source, date), [])
        if name not in actors:
            actors.append(name)
    return [
        encode(SourceRecord, figure="capacity", title=source, date=date, actors=names, status="stated")
        for (source, date), names in told.items()
    ]


def travel_source(engine: EngineInfo) -> SourceRecord:
    """Return the source of travel times; of a timetable, with its days."""
    told = encode(SourceRecord, engine, figure="travel", title=engine.source)
    if engine.feed_days is None:
        del told["feed_days"]
    return told


def measure_sources(
    data: TerritoryData, supply: Supply, engine: EngineInfo, zone_ids: pd.Series, *, indicators: Iterable[str] = ()
) -> list[SourceRecord]:
    """Return what a measure of access rests on: who is counted, the open services, the travel times.

    Parameters
    ----------
    indicators
        Others that a measure uses, such as the one that ranks families by vulnerability.
    """
    return [
        *figure_sources(data, ["births", "population", *indicators], zone_ids),
        *supply_sources(supply.actors, supply.services),
        travel_source(engine),
    ]


def supply_sources(actors: pd.DataFrame, services: pd.DataFrame) -> list[SourceRecord]:
    """Return the sources of services, by the names of their actors."""
    rows = services.merge(actors[["actor_id", "name"]], on="actor_id")
    return service_sources(zip(rows["source"], rows["as_of"], rows["name"], strict=True))


_OF_RULES = ["source", "date", "status", "note"]
