"""The same question gives the same figure wherever it is asked: diagnosis, access, comparison, ledger, balance."""

import pandas as pd
import pytest

from analysis.access.ask import access_question, run_access
from analysis.access.record import access_record
from analysis.balance.ask import territory_balance
from analysis.compare.ask import compare
from analysis.compare.indicators import side
from analysis.compare.record import comparison_record
from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import diagnosis_record
from analysis.need.asked_need import choose_topic
from analysis.need.ledger import ledger
from analysis.need.rules import all_rules
from analysis.need.weighing import weighed_area
from analysis.question import Selection, question_about
from analysis.service_area.area import service_area
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from geo.workspace.data import load
from geo.workspace.territory import load_territory

PROVINCES = ["20002", "50000", "60000", "80000", "90000"]


@pytest.fixture(scope="module")
def data():
    return load(load_territory("wallonie"))


@pytest.mark.parametrize("kind", ["hopital", "saf", "one-plateforme"])
def test_reach(data, kind):
    """Home-visit teams with a declared area (SAF) count where they come, in every answer alike."""
    selection = Selection(kind=kind)
    measures = measure(data, question_about(selection))
    diagnosis = diagnosis_record(data, measures, "03000")
    stands = service_area(data, question_about(selection))
    access = access_record(stands, run_access(stands, access_question("nearest")), "03000")
    compared = {zone["zone"]: zone["figures"] for zone in comparison_record(compare([side(data, measures)]))["zones"]}
    assert diagnosis["mean_min"] == access["value"]
    assert diagnosis["reach"] == access["reach"]
    assert diagnosis["quality"] == access["quality"]
    parts = {part["zone"]: part for part in diagnosis["parts"]}
    assert sorted(parts) == sorted(compared) == PROVINCES
    for line in access["parts"]:
        assert line["value"] == parts[line["zone"]]["mean_min"] == compared[line["zone"]]["mean_min"]["value"]
        assert parts[line["zone"]]["share_within"]["30"] == compared[line["zone"]]["share_30"]["value"]


def test_the_mean_trip_of_every_commune():
    """Communes without any birth included: the trip is as long there."""
    ain = load(load_territory("ain"))
    selection = Selection(kind="hopital")
    measures = measure(ain, question_about(selection)).zones.set_index("zone_id")
    zones = run_access(service_area(ain, question_about(selection)), access_question("nearest")).zones
    assert (measures["births"] == 0).sum() >= 3
    assert measures["mean_min"].notna().all()
    pd.testing.assert_series_equal(zones["mean"].reindex(measures.index), measures["mean_min"], check_names=False)


@pytest.mark.parametrize(
    "selection",
    [
        Selection(kind="one-plateforme"),
        Selection(function="coordination", stratum="complex"),
        Selection(function="prenatal-consultation"),
    ],
)
def test_need(data, selection):
    rules, programme, steps = all_rules(data), load_programme(), load_conversions()
    topic = choose_topic(rules, selection)
    book = ledger(data, rules, programme=programme, steps=steps).lines
    for name in ("kind", "function", "stratum", "stage", "unit"):
        book = book[book[name].isna() if not isinstance(topic[name], str) else book[name] == topic[name]]
    by_ledger = book.set_index("zone_id")["need"]
    measures = measure(data, question_about(selection)).zones.set_index("zone_id")
    balance = territory_balance(
        data, question_about(selection, threshold_min=30), rules, by="declared", programme=programme, steps=steps
    )
    stands = weighed_area(data, question_about(selection, demand="need"))
    demand = stands.membership.total(stands.known_demand)
    for zone in ["03000", *PROVINCES]:
        wanted = pytest.approx(by_ledger[zone])
        assert measures.loc[zone, "need"] == wanted
        assert balance.balance.zones.set_index("zone_id").loc[zone, "need"] == wanted
        assert demand[stands.membership.zone_ids.get_loc(zone)] == wanted
        assert measures.loc[zone, "services"] == book.set_index("zone_id").loc[zone, "services"]
