"""Candidates among the actors that exist: who they are, where, and under which id their travel is known."""

import json

import pytest

from analysis.question import Selection
from analysis.siting.ask import run_siting
from analysis.siting.candidates import COLUMNS, hosts
from analysis.siting.record import siting_record
from geo.errors import BadInputError, NotFoundError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.small import siting_question
from tests.ui.terminal import run
from ui.texts import LANGUAGES, texts


@pytest.fixture(scope="module")
def data():
    return load(load_territory("wallonie"))


def test_hosts_are_the_located_open_actors_of_the_kinds(data):
    found = hosts(data, ["hopital", "cpas"])
    own = data.actors[data.actors["kind"].isin(["hopital", "cpas"]) & (data.actors["status"] == "open")]
    own = own[own["lon"].notna()].sort_values("actor_id")
    assert list(found.columns) == COLUMNS
    assert found["site_id"].tolist() == own["actor_id"].tolist()
    assert found["lon"].tolist() == own["lon"].tolist()
    assert len(hosts(data, ["hopital"], statuses=("open", "to-verify"))) > len(hosts(data, ["hopital"]))


def test_the_best_host_is_an_actor_told_by_its_id(data):
    question = siting_question(model="mclp", selection=Selection(kind="saf"), horizon_min=45.0, posts=1, keep=2)
    record = siting_record(run_siting(data, question, candidates=hosts(data, ["hopital"])))
    ids = set(data.actors.loc[data.actors["kind"] == "hopital", "actor_id"])
    assert {site["site_id"] for answer in record["answers"] for site in answer["sites"]} <= ids
    told = json.loads(
        run("siting", "wallonie", "--kind", "saf", "--posts", "1", "--keep", "2", "--hosted-by", "hopital", "--json")
    )
    assert [one["sites"] for one in told["answers"]] == [one["sites"] for one in record["answers"]]


def test_kinds_that_are_unknown_or_have_no_place_are_refused(data):
    with pytest.raises(NotFoundError, match="unknown-kind"):
        hosts(data, ["pizzeria"])
    with pytest.raises(BadInputError) as caught:
        hosts(data, ["sap"], statuses=("planned",))
    assert caught.value.key == "siting-no-host"
    assert len({texts(language).error(caught.value) for language in LANGUAGES}) == 2
