"""Siting where two services are perhaps the same: what is served between two bounds, and what each answer brings."""

import pytest

from analysis.question import Question
from analysis.siting.ask import run_siting
from analysis.siting.question import SitingQuestion
from analysis.siting.record import siting_record
from tests.analysis.scenario.line_land import ACTORS, actor, land, rule, service
from ui.texts import texts
from ui.words.siting import proposal_parts, siting_notes
from ui.words.siting_tables import side_by_side


def sited(link, model="capacitated"):
    """h1 offers 30 in a, h3 beside it 20 and is perhaps the same; h2 offers 10 in c, for 40 needed; b needs 20."""
    h3 = actor("h3", "hopital", "a", 1) | {"same_as": link}
    services = [service("h1", capacity=30.0), service("h2", capacity=10.0), service("h3", capacity=20.0)]
    data = land(actors=[*ACTORS, h3], services=services, rules=[rule("n", "R", rate=1.0)])
    demand = "need" if model == "capacitated" else "births"
    question = SitingQuestion(
        asked=Question(kind="hopital", threshold_min=30.0, demand=demand),
        model=model,
        posts=1,
        capacity=50.0 if model == "capacitated" else None,
        keep=1,
    )
    return siting_record(run_siting(data, question))


def test_capacities_count_once_if_services_are_one():
    record = sited("h1")
    (answer,) = record["answers"]
    assert (record["services_low"], record["services"]) == (2, 3)
    # a needs 40: the two serve all of it, and 20 were they one; c has 10 of 40. The new one serves 30 more in c.
    assert answer["weight_before"] == pytest.approx(50.0)
    assert answer["weight_before_as_one"] == pytest.approx(30.0)
    site = answer["sites"][0]["zone"]
    best = {"c": (30.0, 30.0), "b": (20.0, 40.0), "a": (20.0, 40.0)}[site]
    assert (answer["weight_gain"], answer["weight_gain_as_one"]) == pytest.approx(best)
    said = " ".join(proposal_parts(record, answer, texts("fr")))
    assert "30–50" in said
    assert any("peut-être les mêmes" in note and "une fois" in note for note in siting_notes(record, texts("fr")))
    _, rows = side_by_side(record, texts("fr"))
    assert any("–" in cell for cell in rows[0])


def test_without_a_link_there_is_one_figure():
    record = sited(None)
    (answer,) = record["answers"]
    assert "weight_before_as_one" not in answer
    assert not any("peut-être les mêmes" in note for note in siting_notes(record, texts("fr")))


def test_where_capacities_do_not_count_links_change_nothing():
    with_link, without = sited("h1", "mclp"), sited(None, "mclp")
    assert with_link["answers"][0]["counts_gain"] == without["answers"][0]["counts_gain"]
    assert any("n’en dépend pas" in note for note in siting_notes(with_link, texts("fr")))
