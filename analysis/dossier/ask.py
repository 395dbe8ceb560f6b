"""What a dossier tells of a zone: the same questions as the screens and the commands ask, through the same doors."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.closing.ask import redundancy
from analysis.closing.record import redundancy_record
from analysis.compare.ask import compare
from analysis.compare.indicators import side
from analysis.compare.record import comparison_record
from analysis.diagnosis.ask import Measures, measure
from analysis.diagnosis.overview import kinds_overview, overview_records
from analysis.diagnosis.reach_curves import reach_curves
from analysis.diagnosis.record import diagnosis_record
from analysis.need.bases import base_counts
from analysis.need.ledger import ledger
from analysis.need.ledger_record import ledger_record
from analysis.need.rules import all_rules
from analysis.network.ask import Network, network
from analysis.network.record import network_record
from analysis.norms.ask import verdicts
from analysis.norms.record import verdicts_record
from analysis.path.ask import PathStep, path_ground
from analysis.path.record import path_record
from analysis.path.usual_steps import placed_kinds, usual_steps
from analysis.question import Question, Selection, default_threshold
from analysis.records.bounds import CompletenessRecord
from analysis.records.closing import RedundancyRecord
from analysis.records.compare import ComparisonRecord
from analysis.records.diagnosis import DiagnosisRecord, KindLine
from analysis.records.ledger import LedgerRecord
from analysis.records.network import NetworkRecord
from analysis.records.norms import VerdictsRecord
from analysis.records.path import PathRecord
from analysis.records.scenario import EffectRecord
from analysis.scenario.ask import checked, run_scenario
from analysis.scenario.reading import read_scenario
from analysis.service_area.area import supply_of
from analysis.service_area.completeness import completeness_record, register_of
from analysis.service_area.offer import serving_areas
from analysis.service_area.programme import load_programme, service_functions
from analysis.service_area.units import load_conversions
from geo.workspace.data import TerritoryData
from geo.workspace.kept_scenarios import KeptScenario, list_scenarios
from geo.workspace.progress import Progress
from geo.workspace.shapes import zone_shapes
from geo.workspace.zones import check_zone, parts_of, smallest_in, zones_in

_MOST_REACHED = 3


@dataclass(frozen=True, eq=False)
class ReachedService:
    """Services that families travel to: their measures, their diagnosis, and the curve of the zone and its parts."""

    measures: Measures
    record: DiagnosisRecord
    curves: pd.DataFrame


@dataclass(frozen=True)
class FunctionKnown:
    """A function of the programme, and what is known of the services that carry it in the zone."""

    function: str
    register: CompletenessRecord


@dataclass(frozen=True, eq=False)
class KeptPlan:
    """A kept proposal: its key, and what it does to the zone; None where its file can no longer be used."""

    key: str
    effect: EffectRecord | None


@dataclass(frozen=True, eq=False)
class DossierAnswers:
    """Everything that a dossier of one zone rests on.

    ``around`` is the diagnosis of the zone that it is compared with, None where there is none above it.
    ``births`` has one row per year: ``year``, ``value`` and ``missing`` (smallest zones without a figure).
    ``shares`` are the indicators that do not add up, for the smallest zones: ``indicator``, ``year``, ``zone_id``,
    ``name``, ``value`` (the latest year; NaN unknown); ``around_shares`` the same for the zone compared with.
    ``actors`` (``schema.ACTOR``) stand in the zone or serve some part of it, whatever their status.
    ``functions`` are those of the programme, in its order.
    ``reached`` are the services asked about, then those of the usual path, that have a known place; ``choice`` says on
    how many of the first of them families can count, None where no place is known; ``network`` who does what for which
    families, None where nobody is in the register; ``found`` is what it is made of.
    """

    data: TerritoryData
    question: Question
    zone_id: str
    measures: Measures
    record: DiagnosisRecord
    around: DiagnosisRecord | None
    kinds: list[KindLine]
    functions: list[FunctionKnown]
    births: pd.DataFrame
    shares: pd.DataFrame
    around_shares: pd.DataFrame
    actors: pd.DataFrame
    reached: list[ReachedService]
    choice: RedundancyRecord | None
    ledger: LedgerRecord
    norms: VerdictsRecord
    network: NetworkRecord | None
    path: PathRecord | None
    plans: list[KeptPlan]
    found: Network | None

    @cached_property
    def compared(self) -> ComparisonRecord | None:
        """The parts of the zone side by side; None where it has none."""
        parts = parts_of(self.data, self.zone_id)
        if parts.empty:
            return None
        beside = side(self.data, self.measures, level=parts["level"].iloc[0], inside=self.zone_id)
        return comparison_record(compare([beside]))


def dossier_answers(
    data: TerritoryData, question: Question, *, reference: str | None = None, progress: Progress | None = None
) -> DossierAnswers:
    """Return what a dossier tells of the zone of a question.

    Parameters
    ----------
    question
        Its ``zone`` is what the dossier is about, the whole territory when None.
    reference
        Zone to compare with; the whole territory when None.

    Raises
    ------
    NotFoundError
        ``unknown-zone``; those of `analysis.diagnosis.ask.measure`.
    """
    tell = progress or (lambda _step: None)
    zone, root = question.zone or data.territory.root, data.territory.root
    for named in (zone, reference or root):
        check_zone(data.zones, named)
    near_min = question.threshold_min or default_threshold(data.territory)
    asked, data = replace(question, zone=zone, threshold_min=near_min), question.about_its_day(data)
    tell("measures")
    measures = measure(data, asked)
    record = diagnosis_record(data, measures, zone)
    compared = reference or root
    around = None if compared == zone else diagnosis_record(data, measures, compared)
    kinds = [] if data.actors.empty else overview_records(kinds_overview(data, zone, asked))
    tell("dossier-reach")
    reached = _reached(data, asked, measures, zone)
    tell("dossier-needs")
    programme, steps = load_programme(), load_conversions()
    book = ledger(data, all_rules(data), programme=programme, steps=steps, to_verify=asked.to_verify)
    judged = verdicts(data, zone, programme=programme, steps=steps, to_verify=asked.to_verify)
    found = _network(data, asked, zone)
    tell("dossier-plans")
    return DossierAnswers(
        data=data,
        question=asked,
        zone_id=zone,
        measures=measures,
        record=record,
        around=around,
        kinds=kinds,
        functions=_functions(data, asked, zone),
        births=births_by_year(data, zone),
        shares=latest_shares(data, zone),
        around_shares=latest_shares(data, compared),
        actors=_actors(data, zone),
        reached=reached,
        choice=_choice(reached, near_min, zone),
        ledger=ledger_record(data, book, zone),
        norms=verdicts_record(data, zone, judged),
        network=None if found is None else network_record(found),
        found=found,
        path=_path(data, asked, zone, near_min),
        plans=[_plan(data, kept, zone) for kept in list_scenarios(data.territory.id)],
    )


def births_by_year(data: TerritoryData, zone_id: str) -> pd.DataFrame:
    """Return the births of a zone, one row per year known: ``year``, ``value``, ``missing``."""
    births = data.figures[data.figures["indicator"] == "births"]
    rows = []
    for year in sorted(set(births["year"])):
        counted = base_counts(replace(data, births_years=(int(year),)), ["births"])["births"].set_index("zone_id")
        line: Any = counted.loc[zone_id]
        rows.append((int(year), float(line["value"]), int(line["missing"])))
    return pd.DataFrame(rows, columns=["year", "value", "missing"])


def latest_shares(data: TerritoryData, zone_id: str) -> pd.DataFrame:
    """Return the latest figures of the smallest zones for every indicator that does not add up."""
    names = [name for name, one in data.territory.indicators.items() if one.kind != "count"]
    inside = data.figures["zone_id"].isin(smallest_in(data, zone_id)) & data.figures["indicator"].isin(names)
    latest = data.figures[inside].sort_values("year").drop_duplicates(["zone_id", "indicator"], keep="last")
    named = latest.merge(data.zones[["zone_id", "name"]], on="zone_id")
    return named[["indicator", "year", "zone_id", "name", "value"]].reset_index(drop=True)


def _actors(data: TerritoryData, zone_id: str) -> pd.DataFrame:
    """Return the actors that stand in a zone or serve some part of it, by kind and name."""
    areas = serving_areas(data.actors, data.services, data.ancestors)
    serving = areas.loc[areas["zone_id"].isin(zones_in(data, zone_id)), "actor_id"]
    found = data.actors[data.actors["actor_id"].isin(serving)]
    return found.sort_values(["kind", "name", "actor_id"], ignore_index=True)


def _usual(data: TerritoryData, question: Question) -> list[str]:
    sizes = placed_kinds(data, question)
    return usual_steps(sizes, sorted(sizes.index, key=lambda kind: (-sizes[kind], kind)))


def _reached(data: TerritoryData, question: Question, measures: Measures, zone: str) -> list[ReachedService]:
    """Return the services whose reach is told: those asked about, then those of the usual path."""
    chosen = [measures] if len(measures.area.located) else []
    for kind in _usual(data, question):
        if len(chosen) < _MOST_REACHED and question.selection != Selection(kind=kind):
            about = replace(question, kind=kind, function=None, stratum=None, stage=None)
            chosen.append(measure(data, about))
    return [_reached_service(data, one, zone) for one in chosen]


def _reached_service(data: TerritoryData, measures: Measures, zone: str) -> ReachedService:
    record = diagnosis_record(data, measures, zone)
    zones = [*parts_of(data, zone)["zone_id"], zone]
    curves = reach_curves(
        data.places, measures.nearest, data.ancestors, zone_ids=zones, measure=record["share_measure"], step_min=1
    )
    return ReachedService(measures, record, curves)


def _choice(reached: Sequence[ReachedService], near_min: float, zone: str) -> RedundancyRecord | None:
    if not reached:
        return None
    area = reached[0].measures.area
    return redundancy_record(area, redundancy(area, threshold_min=near_min, zone_id=zone), zone)


def _path(data: TerritoryData, question: Question, zone: str, near_min: float) -> PathRecord | None:
    kinds = _usual(data, question)
    if len(kinds) < 2:
        return None
    steps = [PathStep(Selection(kind=kind), near_min) for kind in kinds]
    asked = replace(question, kind=None, function=None, stratum=None, stage=None)
    return path_record(path_ground(data, steps, asked), zone)


def _functions(data: TerritoryData, question: Question, zone: str) -> list[FunctionKnown]:
    """Return how many actors of a zone carry each function of the programme."""
    programme = load_programme()
    carried = service_functions(data.services, data.actors, programme=programme)
    found = []
    for function in programme.functions:
        asked = replace(question, kind=None, function=function, stratum=None, stage=None)
        supply = supply_of(data, asked, programme=programme, carried=carried)
        register = register_of(data, asked.selection, supply.actors, programme=programme)
        found.append(FunctionKnown(function, completeness_record(register.of(zone))))
    return found


def _network(data: TerritoryData, question: Question, zone: str) -> Network | None:
    """Return who carries each function for each stratum; nothing where no actor is in the register."""
    if data.actors.empty:
        return None
    asked = replace(question, kind=None, function=None, stratum=None, stage=None)
    return network(data, asked, zone)


def _plan(data: TerritoryData, kept: KeptScenario, zone: str) -> KeptPlan:
    """Return what a kept proposal does to a zone; nothing where its file can no longer be used."""
    reading = read_scenario(kept.path)
    if reading.scenario is None or reading.scenario.territory != data.territory.id:
        return KeptPlan(kept.key, None)
    given = replace(reading.scenario, question=replace(reading.scenario.question, zone=zone))
    placed = any(getattr(change, "lon", None) is not None for change in given.changes)
    shapes = zone_shapes(data.territory, level=data.territory.smallest_level) if placed else None
    ready = checked(given, data, shapes=shapes).scenario
    return KeptPlan(kept.key, None if ready is None else run_scenario(data, ready))
