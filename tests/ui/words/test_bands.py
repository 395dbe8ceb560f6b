"""What a need may be and what is missing, in words: two digits for a hypothesis, ranges without a probability."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from analysis.need.rule_notes import need_notes
from geo import schema
from geo.errors import BadInputError
from geo.workspace.territory import load_territory
from ui.cli import build
from ui.texts import texts
from ui.words.diagnosis import missing
from ui.words.diagnosis_tables import gap_text
from ui.words.measures import confidence_lines, needed, supposed
from ui.words.numbers import significant

FR, EN = texts("fr"), texts("en")


def said(sentence):
    return sentence.replace("\u202f", " ").replace("\u00a0", " ")


def run(*arguments, language=FR):
    result = CliRunner().invoke(build(language), list(arguments))
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


def row(**changes):
    base = {"need": 300.0, "need_status": "stated", "capacity": 120.0, "capacity_is_minimum": False, "gap": 180.0}
    linked = {"gap_high": changes.get("gap", base["gap"])}
    return base | {"gap_low": 180.0, "undeclared": None, "masked": False, "services": 1} | linked | changes


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3612.7, 3600), (1342.0, 1300), (1350.1, 1400), (999.0, 1000), (87.1, 87), (4.4, 4), (0.0, 0), (-347.0, -350)],
)
def test_two_significant_digits_and_no_fraction_of_a_family(value, shown):
    assert significant(value) == shown
    assert supposed(value, "hypothesis") == shown
    assert supposed(value, "stated") == value


def test_only_a_hypothesis_is_rounded():
    assert said(needed(1342.4, "hypothesis", FR)) == "1 300"
    assert said(needed(1342.4, "official", FR)) == "1 342"
    assert needed(0.3, "hypothesis", EN) == "fewer than 1"
    assert needed(None, "hypothesis", FR) == "inconnu"


def test_what_is_missing_is_one_figure_two_bounds_or_unknown():
    assert missing(row()) == ("exact", 180, 180)
    assert missing(row(need=100.0, gap=-20.0, gap_low=0.0)) == ("surplus", 0, 20)
    assert missing(row(capacity_is_minimum=True, gap_low=0.0)) == ("at-most", 0, 180)
    assert missing(row(capacity_is_minimum=True, gap_low=60.0)) == ("between", 60, 180)
    # One area has too much, another too little: what is left over does not make up for it.
    assert missing(row(gap=-20.0, gap_low=40.0)) == ("exact", 40, 40)
    unknown = {"capacity": None, "gap": None, "capacity_is_minimum": True}
    assert missing(row(**unknown, gap_low=0.0))[0] == "unknown"
    assert missing(row(**unknown, gap_low=60.0)) == ("between", 60, 300)
    assert gap_text(row(capacity_is_minimum=True, gap_low=60.0), FR) == "60 à 180"
    assert said(gap_text(row(capacity_is_minimum=True, gap_low=0.0), FR)) == "≤ 180"
    assert gap_text(row(need=None, gap=None, masked=True), FR) == "caché"


def test_services_that_are_perhaps_the_same_leave_more_missing_were_they_one():
    assert missing(row(gap_high=230.0)) == ("exact", 180, 180)
    assert missing(row(gap_high=230.0), linked=True) == ("between", 180, 230)
    assert gap_text(row(gap_high=230.0), FR) == "180 à 230"
    # At least 60 are missing whatever the unknown capacities, at most 230 were the services one.
    assert gap_text(row(capacity_is_minimum=True, gap_low=60.0, gap_high=230.0), FR) == "60 à 230"
    # Two of them leave a surplus of 20, one leaves 30 missing.
    assert said(gap_text(row(gap=-20.0, gap_low=0.0, gap_high=30.0), FR)) == "≤ 30"
    assert said(gap_text(row(need=100.0, gap=-20.0, gap_low=0.0, gap_high=-5.0), FR)) == "\u221220 à \u22125"


def test_platforms_of_wallonia_lack_between_two_bounds_everywhere():
    record = json.loads(run("diagnose", "wallonie", "--kind", "one-plateforme", "--json"))
    figures = [round(record[name]) for name in ("need", "gap_low", "gap", "undeclared")]
    assert figures == [3613, 2345, 3493, 2165]
    assert (record["need_low"], record["need_high"]) == pytest.approx((record["need"] / 2, record["need"] * 1.5))
    line = json.loads(run("ledger", "wallonie", "--json"))["lines"][0]
    assert [round(line[name]) for name in ("need", "missing_low", "missing_high", "undeclared")] == figures
    head = said(" ".join(run("diagnose", "wallonie", "--kind", "one-plateforme").split()))
    assert "environ 3 600 nécessaires (hypothèse)" in head
    assert "Il en manque entre 2 300 et 3 500, dont 2 200 dans des communes qu’aucun service ouvert ne déclare." in head
    assert "9 fois sur 10" not in head
    assert "2 300 à 3 500" in said(run("ledger", "wallonie"))


def test_the_stated_300_keeps_its_range_beside_that_of_the_other_source():
    record = json.loads(run("diagnose", "wallonie", "--kind", "one-plateforme", "--zone", "80000", "--json"))
    assert (record["need"], record["need_low"], record["need_high"]) == pytest.approx((300, 270, 330))
    assert record["gap_low"] == pytest.approx(180)
    assert [(note["low"], note["high"]) for note in record["need_notes"]] == [(150, 300)]
    printed = said(" ".join(run("diagnose", "wallonie", "--kind", "one-plateforme", "--zone", "80000").split()))
    assert "Fourchette supposée du besoin : de 270 à 330" in printed
    assert "de 150 à 300 par an" in printed


def test_where_one_consults_is_a_choice_that_a_rate_of_zero_changes(tmp_path):
    book = json.loads(run("ledger", "wallonie", "--json"))
    assert any("hôpital" in note["names"]["fr"] for note in book["need_notes"])
    rules = tmp_path / "rules.csv"
    rules.write_text("rule_id,rate\none-plateforme-wallonie,0\n", encoding="utf-8")
    line = json.loads(run("ledger", "wallonie", "--rules", str(rules), "--json"))["lines"][0]
    # What is left is the need of the five named areas: 3,613 − 2,165.
    assert [round(line[name]) for name in ("need", "missing_low", "undeclared")] == [1448, 180, 0]


def test_chance_alone_is_told_of_few_births():
    durbuy = json.loads(run("diagnose", "wallonie", "--kind", "one-plateforme", "--zone", "83012", "--json"))
    assert durbuy["births"] == 73
    sentences = [said(line) for line in confidence_lines(durbuy, FR)]
    assert any("73 naissances (2025) : une autre année aurait pu en compter de 59 à 89" in line for line in sentences)
    assert any("peu de familles" in line and "9 fois" not in line for line in sentences)
    whole = json.loads(run("diagnose", "wallonie", "--kind", "one-plateforme", "--json"))
    assert not any("Poisson" in line for line in confidence_lines(whole, FR))


def test_bastogne_missing_in_2024_inflates_no_rate():
    needs = {
        year: {part["zone"]: part["need"] / part["births"] for part in _parts(year) if part["zone"] != "80000"}
        for year in ("2023", "2024")
    }
    births = {year: next(part["births"] for part in _parts(year) if part["zone"] == "80000") for year in needs}
    # The births of Luxembourg published for 2024 leave Bastogne out.
    whole = {"2023": births["2023"], "2024": births["2024"] + BASTOGNE}
    for year, rates in needs.items():
        assert list(rates.values()) == pytest.approx([300 / whole[year]] * 4)


BASTOGNE = (224 + 214 + 223) / 3
"""Births of 2022, 2023 and 2025."""


def _parts(year):
    return json.loads(run("diagnose", "wallonie", "--kind", "one-plateforme", "--births", year, "--json"))["parts"]


def test_a_note_upside_down_is_refused(tmp_path):
    words = {"rule": "r", "fr": "f", "en": "e", "status": "stated", "source": "s", "date": "2025"}
    lines = ["[[notes]]", *(f'{name} = "{value}"' for name, value in words.items()), "low = 9", "high = 3"]
    (tmp_path / "need_notes.toml").write_text("\n".join(lines), encoding="utf-8")
    wallonia = load_territory("wallonie")
    with pytest.raises(BadInputError) as caught:
        need_notes(replace(wallonia, folder=tmp_path), schema.NEED_RULE.empty())
    assert caught.value.key == "need-notes-file"
    assert need_notes(load_territory("ain"), schema.NEED_RULE.empty()) == []
