"""Which families an answer serves: groups add up to everyone, and gains are those of plain loops."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.need.bases import NO_CAR, territory_shares
from analysis.question import Selection
from analysis.siting.ask import run_siting
from analysis.siting.record import siting_record
from geo.errors import BadInputError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.small import siting_question
from ui.texts import LANGUAGES, texts
from ui.words.siting import car_note, proposal_paragraph
from ui.words.siting_tables import by_family

GROUPS = ("stratum", "vulnerability")


def test_groups_of_families_add_up_and_gain_what_loops_say():
    data = load(load_territory("wallonie"))
    done = run_siting(data, siting_question(model="mclp", selection=Selection(kind="saf"), posts=2, keep=1))
    record = siting_record(done)
    (answer,) = record["answers"]
    for group in ("stratum", "vulnerability"):
        lines = [line for line in answer["families"] if line["group"] == group]
        assert len(lines) >= 3
        for name in ("counts", "counts_before", "counts_after"):
            assert sum(line[name] for line in lines) == pytest.approx(answer[name])
        assert sum(line["nearer"] for line in lines) == pytest.approx(
            answer["counts_nearer"] + answer["counts_newly_reached"]
        )
        assert all(line["losing"] == 0 for line in lines)
    shares = territory_shares(data).shares["complex"]
    gained = 0.0
    for place in done.effects[0].places.itertuples():
        gained += place.counts * shares[place.zone_id] * (place.covered_after - place.covered_before)
    (hard,) = [line for line in answer["families"] if line["name"] == "complex"]
    assert hard["counts_after"] - hard["counts_before"] == pytest.approx(gained)
    for language in LANGUAGES:
        headers, rows = by_family(record, answer, texts(language))
        assert all(len(row) == len(headers) for row in rows)


def test_a_territory_without_strata_tells_no_stratum():
    data = load(load_territory("ain"))
    done = run_siting(data, siting_question(model="p-median", selection=Selection(kind="maternite"), posts=1, keep=1))
    families = siting_record(done)["answers"][0]["families"]
    assert not any(line["group"] == "stratum" for line in families)


def test_families_without_a_car_are_those_of_the_zones_that_know_it():
    data = load(load_territory("wallonie"))
    zones = data.zones.loc[data.zones["level"] == "commune", "zone_id"].tolist()
    share = {zone: 10.0 + at % 40 for at, zone in enumerate(zones[:-5])}
    rows = pd.DataFrame({"zone_id": list(share), "indicator": NO_CAR, "year": 2024, "value": list(share.values())})
    known = replace(data, figures=pd.concat([data.figures, rows.assign(status="stated", source_id="x")]))
    done = run_siting(known, siting_question(model="mclp", selection=Selection(kind="saf"), posts=2, keep=1))
    record = siting_record(done)
    (answer,) = record["answers"]
    lines = {line["name"]: line for line in answer["families"] if line["group"] == "car"}
    assert set(lines) == {"without", "with", "unknown"}
    truth = {"without": 0.0, "with": 0.0, "unknown": 0.0}
    for place in done.effects[0].places.itertuples():
        if place.zone_id not in share:
            truth["unknown"] += place.counts
            continue
        truth["without"] += place.counts * share[place.zone_id] / 100
        truth["with"] += place.counts * (1 - share[place.zone_id] / 100)
    assert {name: line["counts"] for name, line in lines.items()} == pytest.approx(truth)
    for language in LANGUAGES:
        names = [row[0] for row in by_family(record, answer, texts(language))[1]]
        assert texts(language)("siting-family-car-without") in names
    assert car_note(answer, texts("fr")).startswith("Familles sans voiture")


def test_who_is_farther_from_what_closes_is_named():
    """One platform of two closes for good, nothing opens near: whom it served loses, by situation and by place."""
    data = load(load_territory("wallonie"))
    asked = {"selection": Selection(kind="one-plateforme"), "posts": 1, "capacity": 50.0, "demand": "need"}
    question = siting_question(model="capacitated", keep=1, close_exactly=1, worse_min=36.0, **asked)
    record = siting_record(run_siting(data, question))
    (answer,) = record["answers"]
    assert len(answer["closed"]) == 1
    assert 30 < answer["lost_min"] <= 36
    lost = {group: sum(line["losing"] for line in answer["families"] if line["group"] == group) for group in GROUPS}
    assert lost["stratum"] == pytest.approx(lost["vulnerability"])
    assert sum(line["counts"] for line in answer["losers"]) <= lost["stratum"] + 1e-6
    assert answer["losers"]
    said = proposal_paragraph(record, answer, texts("fr"))
    assert "Perdent, par situation" in said
    assert "36\u202fmin au plus demandées" in said
    for worse, least in ((10.0, 36), (20.0, 36)):
        with pytest.raises(BadInputError, match="siting-worse") as caught:
            run_siting(data, replace(question, worse_min=worse))
        assert (caught.value.values["least"], caught.value.values["most"]) == (least, 0)
        assert "36" in texts("en").error(caught.value)
