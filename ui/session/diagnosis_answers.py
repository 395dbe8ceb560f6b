"""What the app keeps of the diagnosis: the measures of a question, its record, zones side by side, and hypotheses."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.compare.ask import Compared, compare
from analysis.compare.indicators import side
from analysis.diagnosis.ask import Measures, measure
from analysis.diagnosis.overview import KindsReach, kinds_overview, kinds_reach, overview_records
from analysis.diagnosis.record import diagnosis_record
from analysis.need.hypotheses import with_capacities, with_rate
from analysis.records.diagnosis import DiagnosisRecord, KindLine
from geo.workspace.data import TerritoryData
from ui.session.shared_results import Key, keep
from ui.session.territory_tables import question_key, remembered_data, trips_key, zone_key
from ui.session.view import View


@keep(64, key=question_key)
def remembered_measures(view: View) -> Measures:
    """Return every measure of a view's selection, for every zone."""
    return measure(remembered_data(view), view.question)


@keep(256, key=zone_key)
def remembered_record(view: View) -> DiagnosisRecord:
    """Return the diagnosis of the view's zone as plain values; never to be changed by the caller."""
    return diagnosis_record(remembered_data(view), remembered_measures(view), view.zone_id)


@keep(64, key=lambda view, *, level: (*zone_key(view), level))
def remembered_comparison(view: View, *, level: str) -> Compared:
    """Return the zones of one level inside the view's zone side by side, at every threshold of the territory."""
    one = side(remembered_data(view), remembered_measures(view), level=level, inside=view.zone_id)
    return compare([one], thresholds_min=view.territory.thresholds_min)


@keep(4, key=trips_key)
def _kinds_reach(view: View) -> KindsReach:
    latest, data = _latest_reach(view), remembered_data(view)
    found = kinds_reach(data, view.question, before=latest.told)
    latest.told = (data, found)
    return found


@dataclass
class _LatestReach:
    """The last answer whatever the register was then: a correction concerns one kind."""

    told: tuple[TerritoryData, KindsReach] | None = None


def _whatever_the_register(view: View) -> Key:
    territory_id, _, *asked = trips_key(view)
    return (territory_id, *asked)


@keep(4, key=_whatever_the_register)
def _latest_reach(view: View) -> _LatestReach:
    del view
    return _LatestReach()


@keep(64, key=lambda view: (*trips_key(view), view.zone_id))
def remembered_overview(view: View) -> list[KindLine]:
    """Return how many actors of each kind the zone has, and who is within reach of them."""
    data = remembered_data(view)
    if data.actors.empty:
        return []
    return overview_records(kinds_overview(data, view.zone_id, view.question, reach=_kinds_reach(view)))


def _hypothesis_key(
    view: View, *, rate: float | None, base: str, unit: str, capacities: Mapping[tuple[str, str], float]
) -> Key:
    return (*zone_key(view), rate, base, unit, tuple(sorted(capacities.items())))


@keep(32, key=_hypothesis_key)
def remembered_hypothesis(
    view: View, *, rate: float | None, base: str, unit: str, capacities: Mapping[tuple[str, str], float]
) -> DiagnosisRecord:
    """Return the diagnosis as it would be with another rate of need in the zone, and other capacities."""
    supposed = with_capacities(remembered_data(view), capacities, unit=unit)
    if rate is not None:
        supposed = with_rate(supposed, view.selection, zone_id=view.zone_id, rate=rate, base=base, unit=unit)
    return diagnosis_record(supposed, measure(supposed, view.question), view.zone_id)
