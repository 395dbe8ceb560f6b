"""The need ledger: base × rate by hand, a user's file for one run, and totals that hold at every level."""

import csv
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.need.asked_need import choose_topic, need_of_rules
from analysis.need.bases import territory_shares
from analysis.need.ledger import ledger, lines_of
from analysis.need.ledger_record import ledger_record
from analysis.need.rules import all_rules, check_rules, merge_rules, read_rule_changes
from analysis.question import Selection
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from geo import schema
from geo.errors import BadInputError, NotFoundError
from geo.files.issues import BadLinesError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from tests.analysis.three_zones import land, service
from tests.tries import tries

ONCE = {"unit": "follow-ups", "base": "births", "status": "stated", "source": "s", "date": "2025"}
VALUE = {"rule_id": "said", "zone_id": "P", "kind": "hopital", "value": 90.0, **ONCE}
LIKE = {"rule_id": "elsewhere", "zone_id": "R", "kind": "hopital", "like": "said", **ONCE, "status": "hypothesis"}


def book_of(data, rules):
    table = schema.conform(pd.DataFrame(rules), schema.NEED_RULE) if len(rules) else schema.NEED_RULE.empty()
    return ledger(data, table, programme=load_programme(), steps=load_conversions())


def needs(book):
    return book.lines.set_index("zone_id")["need"].to_dict()


def test_a_stated_value_and_the_same_rate_elsewhere():
    """P has 60 births and needs 90: 1.5 per birth; Q, with 40 births, is then given 60."""
    book = book_of(land(), [VALUE, LIKE])
    assert needs(book) == pytest.approx({"R": 150, "P": 90, "Q": 60, "a": 60, "b": 30, "c": 60})
    status = book.lines.set_index("zone_id")["need_status"]
    assert status[["P", "a", "Q", "R"]].tolist() == ["stated", "hypothesis", "hypothesis", "hypothesis"]
    line = book.lines.set_index("zone_id").loc["P"]
    assert line[["offered_low", "missing_low", "missing_high", "surplus"]].tolist() == [30, 60, 60, 0]
    assert book.lines.set_index("zone_id").loc["Q", ["offered_low", "missing_high", "surplus"]].tolist() == [80, 0, 20]


def test_an_unknown_capacity_makes_bounds_and_another_unit_is_never_added():
    services = [service("h1", capacity=30.0), service("h2", capacity=8.0, unit="fte")]
    lines = book_of(land(services=services), [VALUE, LIKE]).lines.set_index("zone_id")
    assert lines.loc["P", ["offered_low", "offered_high", "missing_low", "missing_high"]].tolist() == [30, 30, 60, 60]
    assert lines.loc["Q", ["offered_low", "other_unit", "capacity_known"]].tolist() == [0, 1, 0]
    assert lines.loc["R", "offered_high"] == np.inf
    assert lines.loc["R", ["missing_low", "missing_high"]].tolist() == [0, 120]


def test_need_that_is_not_known_is_counted_not_dropped():
    data = land(births=(10.0, 30.0, 20.0, np.nan, np.nan))
    lines = book_of(data, [{**LIKE, "like": None, "rate": 0.5}]).lines.set_index("zone_id")
    assert np.isnan(lines.loc["c", "need"])
    assert np.isnan(lines.loc["Q", "need"])
    assert lines.loc["R", ["need", "need_unknown"]].tolist() == [30, 1]


@tries(25)
@given(
    births=st.lists(st.integers(0, 500), min_size=3, max_size=3),
    region=st.floats(0, 1),
    province=st.one_of(st.none(), st.floats(0, 1)),
    value=st.one_of(st.none(), st.floats(0, 1000)),
    capacity=st.floats(0, 500),
)
def test_totals_are_those_of_the_parts_at_every_level(births, region, province, value, capacity):
    a, b, c = map(float, births)
    data = land(births=(a, 0.0, b, c, 0.0), services=[service("h1", capacity=capacity), service("h2", covers="R")])
    rules = [{"rule_id": "r", "zone_id": "R", "kind": "hopital", "rate": region, **ONCE}]
    if province is not None:
        rules.append({"rule_id": "p", "zone_id": "P", "kind": "hopital", "rate": province, **ONCE})
    if value is not None:
        rules.append({"rule_id": "q", "zone_id": "Q", "kind": "hopital", "value": value, **ONCE})
    lines = book_of(data, rules).lines.set_index("zone_id")
    for whole, parts in (("R", ["P", "Q"]), ("P", ["a", "b"]), ("Q", ["c"])):
        for figure in ("need", "offered_low"):
            known = lines.loc[parts, figure].dropna()
            assert lines.loc[whole, figure] == pytest.approx(known.sum(), rel=1e-9, abs=1e-9) or known.empty
    if value is not None and c > 0:
        assert lines.loc["Q", "need"] == pytest.approx(value)


def test_one_file_for_one_run(tmp_path):
    path = tmp_path / "taux.csv"
    path.write_text("rule_id;rate\nsaid;1,2\n", encoding="utf-8")
    rules = schema.conform(pd.DataFrame([VALUE, LIKE]), schema.NEED_RULE)
    changed = merge_rules(rules, read_rule_changes(path))
    said = changed.set_index("rule_id").loc["said"]
    assert said[["rate", "status", "source", "date"]].tolist() == [1.2, "hypothesis", "taux.csv", "undated"]
    assert np.isnan(said["value"])
    assert rules.set_index("rule_id").loc["said", "value"] == 90
    assert needs(book_of(land(), changed))["P"] == pytest.approx(72)


def test_a_wrong_cell_of_a_user_file_is_named_by_row_and_column(tmp_path):
    path = tmp_path / "taux.csv"
    path.write_text("rule_id,rate\nsaid,1.2\nelsewhere,abc\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="rules-number") as raised:
        read_rule_changes(path)
    assert raised.value.values == {"file": "taux.csv", "column": "rate", "row": 3, "value": "abc"}
    path.write_text("rule_id,rate\nbrand-new,1\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="rules-new") as raised:
        merge_rules(schema.conform(pd.DataFrame([VALUE]), schema.NEED_RULE), read_rule_changes(path))
    assert raised.value.values["columns"] == "zone_id, unit"


def test_rules_may_be_a_workbook_and_every_wrong_cell_is_kept(tmp_path):
    path = tmp_path / "taux.xlsx"
    pd.DataFrame({"rule_id": ["said", "other"], "rate": [0.25, None], "note": [None, "n"]}).to_excel(path, index=False)
    changes = read_rule_changes(path)
    assert changes["rate"].tolist()[0] == 0.25
    assert changes[["rate", "note"]].isna().to_numpy().tolist() == [[False, True], [True, False]]
    path = tmp_path / "taux.csv"
    path.write_text('rule_id,rate,value\na,"1,200",3\n\nb,x,inf\n', encoding="utf-8")
    with pytest.raises(BadLinesError) as raised:
        read_rule_changes(path)
    found = raised.value.issues[["row", "column", "value"]].to_numpy().tolist()
    assert sorted(found) == [[2, "rate", "1,200"], [4, "rate", "x"], [4, "value", "inf"]]
    path.write_text("rule_id;rate\na;1\n;2\n", encoding="utf-8")
    with pytest.raises(BadLinesError, match="missing-value") as raised:
        read_rule_changes(path)
    assert raised.value.values == {"table": "taux.csv", "row": 3, "column": "rule_id"}


def test_the_need_of_a_topic_is_that_of_the_ledger():
    data = land(rules=[VALUE, LIKE])
    topic = choose_topic(data.need_rules, Selection(kind="hopital"))
    assert topic["unit"] == "follow-ups"
    zones = need_of_rules(data, data.need_rules).zones
    assert zones.set_index("zone_id")["need"].to_dict() == pytest.approx(needs(book_of(data, [VALUE, LIKE])))


def counted_by_hand(zone, value):
    return {**VALUE, "rule_id": f"seen-{zone}", "zone_id": zone, "value": value, "stratum": "refusal"}


def test_small_counts_of_delicate_situations_are_hidden_with_what_gives_them_back():
    rules = [counted_by_hand("P", 6.0), counted_by_hand("Q", 4.0)]
    data = land(rules=rules)
    record = ledger_record(data, book_of(data, rules), "R")
    parts = {part["zone"]: part["lines"][0] for part in record["parts"]}
    assert record["lines"][0]["need"] == 10
    # Q needs 4: hidden; P needs 6: hidden too, or 10 − 6 would give 4.
    assert [parts[zone]["masked"] for zone in ("P", "Q")] == [True, True]
    assert [parts[zone]["missing_high"] for zone in ("P", "Q")] == [None, None]
    json.dumps(record, allow_nan=False)


def test_estimates_are_never_hidden():
    """A rate times births, and a total shared out among communes, speak of no family that somebody counted."""
    rate = {**LIKE, "like": None, "rate": 0.1, "stratum": "refusal"}
    data = land(rules=[rate])
    record = ledger_record(data, book_of(data, [rate]), "R")
    assert [part["lines"][0]["need"] for part in record["parts"]] == [6, 4]
    shared = counted_by_hand("P", 6.0)
    data = land(rules=[shared])
    record = ledger_record(data, book_of(data, [shared]), "P")
    # a has 40 of the 60 births of P, b 20.
    assert [part["lines"][0]["need"] for part in record["parts"]] == pytest.approx([4, 2])
    assert not any(part["lines"][0]["masked"] for part in record["parts"])


def test_a_zone_of_another_territory():
    book = book_of(land(), [VALUE])
    with pytest.raises(NotFoundError, match="unknown-zone"):
        lines_of(book, "01", land())
    rules = schema.conform(pd.DataFrame([{**VALUE, "zone_id": "01"}]), schema.NEED_RULE)
    with pytest.raises(BadInputError, match="need-rule-zone"):
        check_rules(rules, land(), vocabulary=load_vocabulary())


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"rate": 1.5, "value": np.nan}, "need-rule-sense"),
        ({"value": -1.0}, "need-rule-sense"),
        ({"value": np.inf}, "need-rule-sense"),
        ({"rate": 0.5}, "need-rule-figure"),
        ({"value": np.nan}, "need-rule-figure"),
        ({"base": None}, "need-rule-base-missing"),
        ({"base": "births:poor"}, "need-rule-base"),
        ({"function": "coordination"}, "need-rule-subject"),
        ({"kind": "nobody-knows"}, "need-rule-code"),
    ],
)
def test_rules_outside_sense_are_refused(change, rule):
    rules = schema.conform(pd.DataFrame([{**VALUE, **change}]), schema.NEED_RULE)
    with pytest.raises(BadInputError, match=rule):
        check_rules(rules, land(), vocabulary=load_vocabulary())


@pytest.fixture(scope="module")
def wallonia():
    data = load(load_territory("wallonie"))
    return data, book_of(data, all_rules(data))


def line(book, zone, topic, **more):
    lines = book.lines[book.lines["zone_id"] == zone]
    keep = (lines["kind"] == topic) | (lines["function"] == topic)
    for name, wanted in more.items():
        keep &= lines[name] == wanted
    assert keep.sum() == 1
    return lines[keep].iloc[0]


@pytest.fixture(scope="module")
def facts(shared):
    with (shared / "facts" / "wallonie_communes.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def with_indicators(data, **columns):
    """Return the tables with other shares (percent) by commune, declared where the territory did not know them."""
    known = dict(data.territory.indicators)
    known |= {name: replace(known["bim_share"], id=name) for name in columns}
    rows = [(z, name, 2024, v, "official", "hand") for name, cells in columns.items() for z, v in cells.items()]
    added = schema.conform(pd.DataFrame(rows, columns=schema.FIGURE.names), schema.FIGURE)
    figures = pd.concat([data.figures[~data.figures["indicator"].isin(columns)], added], ignore_index=True)
    return replace(data, territory=replace(data.territory, indicators=known), figures=figures)


def test_poverty_counts_where_a_territory_knows_it():
    """Commune a: the greatest of 10 % and 25 %, times 50 %. Commune b: poverty unknown, so 20 % × 50 %. c: 30 %."""
    alone = {"a": 50.0, "b": 50.0, "c": 50.0}
    without = territory_shares(with_indicators(land(), single_parent_share=alone))
    assert without.absent == ("poverty_share",)
    assert without.shares["complex"].to_dict() == pytest.approx({"a": 0.05, "b": 0.1, "c": 0.15})
    data = with_indicators(land(), single_parent_share=alone, poverty_share={"a": 25.0, "c": 15.0})
    shares = territory_shares(data)
    assert shares.absent == ()
    assert shares.filled.empty  # b knows its BIM: nothing stands in
    assert shares.shares["complex"].to_dict() == pytest.approx({"a": 0.125, "b": 0.1, "c": 0.15})
    assert shares.shares["specific"].to_dict() == pytest.approx({"a": 0.5, "b": 0.5, "c": 0.5})


def test_in_wallonia_poverty_counts_where_it_is_above_bim(wallonia):
    """Lasne: 8.9 % poor, 7.33 % BIM, so 8.9 %; Beauvechain: 7.1 % and 9.05 %, so 9.05 %. Alone: 16.68 %, 15.17 %."""
    data, book = wallonia
    strata = ledger_record(data, book, "80000")["strata"]
    assert strata["absent"] == []
    assert [line["name"] for line in strata["filled"]] == ["Bastogne"]
    shares = territory_shares(data).shares["complex"]
    assert shares["25119"] == pytest.approx(0.089 * 0.1668)
    assert shares["25005"] == pytest.approx(0.0905 * 0.1517)


@pytest.mark.parametrize(("zone", "province", "births"), [("80000", "Luxembourg", 2665), ("50000", "Hainaut", 11928)])
def test_the_ledger_of_a_province_by_hand(wallonia, facts, zone, province, births):
    """Each line worked out from the communes of the facts: base × rate."""
    _, book = wallonia
    communes = [row for row in facts if row["province"] == province]
    assert sum(int(row["births_2025"]) for row in communes) == births
    rate = 300 / 2665
    assert line(book, zone, "one-plateforme")["need"] == pytest.approx(births * rate)
    assert line(book, zone, "first-screening")["need"] == births
    assert line(book, zone, "prenatal-consultation")["need"] == 3 * births
    assert line(book, zone, "vaccination")["need"] == 5 * births
    people = [(row, int(row["population"])) for row in communes if row["bim_share_pct"]]
    mean = sum(float(row["bim_share_pct"]) * heads for row, heads in people) / sum(heads for _, heads in people)
    strata = {"specific": 0.0, "complex": 0.0, "refusal": 0.0}
    for row in communes:
        bim = float(row["bim_share_pct"] or mean) / 100
        alone = float(row["single_parent_share_pct"]) / 100
        own = int(row["births_2025"])
        strata["specific"] += own * (bim + alone - 2 * bim * alone)
        strata["complex"] += own * bim * alone
        strata["refusal"] += own * 0.03
    for stratum, need in strata.items():
        assert line(book, zone, "coordination", stratum=stratum)["need"] == pytest.approx(need, rel=1e-6)
    assert np.isnan(line(book, zone, "coordination", stratum="danger")["need"])


def test_the_platform_of_luxembourg(wallonia):
    """120 follow-ups offered for about 300 needed: 180 are missing."""
    _, book = wallonia
    said = line(book, "80000", "one-plateforme")
    assert said[["need", "offered_low", "offered_high", "missing_low", "missing_high"]].tolist() == [
        300,
        120,
        120,
        180,
        180,
    ]
    assert said["need_status"] == "stated"
    assert line(book, "50000", "one-plateforme")["need_status"] == "hypothesis"


def test_the_ledger_of_the_ain_by_hand():
    data = load(load_territory("ain"))
    book = book_of(data, all_rules(data))
    units = book.lines[book.lines["zone_id"] == "01"].set_index("rules")["need"]
    assert units["fr-r2112-6"] == pytest.approx(6881 / 200)
    assert units["fr-r2112-7-sage-femme"] == pytest.approx(6881 / 1500)
    assert units["fr-r2112-7-puericultrice"] == pytest.approx(6881 / 250)
    assert units["fr-r2112-5-prenatal"] == pytest.approx(4 / 100_000 * 410_987 * 29_589_375 / 41_802_936, rel=1e-5)


def test_levels_add_up_on_the_real_territory(wallonia):
    data, book = wallonia
    parents = data.zones.set_index("zone_id")["parent_id"]
    lines = book.lines.assign(parent=book.lines["zone_id"].map(parents)).fillna({"kind": "", "function": ""})
    topic = ["kind", "function", "stratum", "stage", "unit"]
    below = lines.groupby(["parent", *topic], dropna=False)["need"].sum(min_count=1).rename("below").reset_index()
    both = lines.merge(below, left_on=["zone_id", *topic], right_on=["parent", *topic])
    assert len(both) > 200
    np.testing.assert_allclose(both["need"], both["below"])


def test_an_empty_ledger_is_an_answer():
    data = replace(land(), need_rules=schema.NEED_RULE.empty())
    record = ledger_record(data, book_of(data, []), "R")
    assert record["lines"] == []
    assert record["births"] == 100
