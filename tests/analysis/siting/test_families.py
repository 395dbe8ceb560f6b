"""Which families an answer serves: groups add up to everyone, and gains are those of plain loops."""

import pytest

from analysis.need.bases import territory_shares
from analysis.question import Selection
from analysis.siting.ask import run_siting
from analysis.siting.record import siting_record
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.small import siting_question
from ui.texts import LANGUAGES, texts
from ui.words.siting_tables import by_family


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
