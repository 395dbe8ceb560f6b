"""A sheet for each of the smallest zones: measures are taken once for the whole territory, then read zone by zone."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.diagnosis.ask import Measures, measure
from analysis.diagnosis.record import diagnosis_record
from analysis.dossier.ask import latest_shares
from analysis.question import Question, default_threshold
from analysis.records.bounds import Sense, senses
from analysis.records.diagnosis import DiagnosisRecord
from geo.workspace.data import TerritoryData
from geo.workspace.progress import Progress
from geo.workspace.zones import smallest_in


@dataclass(frozen=True)
class NearestKind:
    """The service of a kind that is the nearest for most of a zone: minutes are the mean of those it is nearest for.

    ``minutes`` and ``name`` are None where nothing is within the horizon; ``bound`` says how the truth stands to them.
    """

    kind: str
    name: str | None
    minutes: float | None
    bound: Sense


@dataclass(frozen=True, eq=False)
class SheetGround:
    """What every sheet of a territory stands on: the measures asked about, those of each kind with a place."""

    data: TerritoryData
    question: Question
    measures: Measures
    kinds: dict[str, Measures]
    main: dict[str, pd.DataFrame]
    shares: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Sheet:
    """What a sheet tells of a zone.

    ``above`` is the name of the zone that compares such zones. ``shares`` has one row per indicator that does not add
    up: ``indicator``, ``year``, ``value``, ``median`` (of the territory's smallest zones).
    """

    ground: SheetGround
    record: DiagnosisRecord
    above: str
    nearest: list[NearestKind]
    shares: pd.DataFrame


def sheet_ground(data: TerritoryData, question: Question, *, progress: Progress | None = None) -> SheetGround:
    """Return what the sheets of a territory stand on.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``.
    """
    asked = replace(question, zone=None, threshold_min=question.threshold_min or default_threshold(data.territory))
    data = asked.about_its_day(data)
    tell = progress or (lambda _step: None)
    tell("measures")
    kinds = {}
    for kind in sorted(set(data.actors["kind"])):
        found = measure(data, replace(asked, kind=kind, function=None, stratum=None, stage=None))
        if len(found.area.located):
            kinds[kind] = found
    main = {kind: one.area.main_services() for kind, one in kinds.items()}
    return SheetGround(data, asked, measure(data, asked), kinds, main, latest_shares(data, data.territory.root))


def sheet_zones(ground: SheetGround, zone_id: str) -> list[str]:
    """Return the smallest zones of a zone, which have a sheet each, in the order of their names."""
    names = ground.data.zones.set_index("zone_id")["name"]
    return sorted(smallest_in(ground.data, zone_id), key=lambda zone: (names[zone], zone))


def sheet_of(ground: SheetGround, zone: str) -> Sheet:
    """Return the sheet of one of the smallest zones."""
    data, actors = ground.data, ground.data.actors.set_index("actor_id")["name"]
    names = data.zones.set_index("zone_id")["name"]
    nearest = []
    for kind, main in ground.main.items():
        state = ground.kinds[kind].area.reach_state
        here: Any = main.loc[zone] if zone in main.index else None
        nearest.append(
            NearestKind(
                kind,
                None if here is None else str(actors[here["actor_id"]]),
                None if here is None else float(here["minutes"]),
                senses(state, down=["minutes"]).get("minutes", "exact"),
            )
        )
    shares = ground.shares.dropna(subset=["value"])
    medians = shares.groupby("indicator")["value"].median()
    own = shares[shares["zone_id"] == zone]
    over = data.ancestors[data.ancestors["zone_id"] == zone].set_index("ancestor_level")["ancestor_id"]
    level = data.territory.comparison_level
    above = names[over[level]] if level in over.index else names[data.territory.root]
    told = own[["indicator", "year", "value"]].assign(median=own["indicator"].map(medians))
    return Sheet(
        ground, diagnosis_record(data, ground.measures, zone), str(above), nearest, told.reset_index(drop=True)
    )
