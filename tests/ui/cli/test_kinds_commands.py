"""``maillage kinds``: listed, added, refused, taken away."""

import json
from functools import partial

import pytest

from geo.errors import BadInputError, NotFoundError
from geo.workspace.vocabulary import load_vocabulary
from tests.ui.terminal import run as run_command
from ui.texts import texts


@pytest.fixture
def run(own_workspace):  # noqa: ARG001 - a folder of its own
    return partial(run_command, "kinds")


def test_every_kind_is_listed_with_its_other_names(run):
    records = {record["code"]: record for record in json.loads(run("list", "--json"))}
    assert set(records) == set(load_vocabulary().kinds)
    assert "maison médicale" in records["asi"]["synonyms"]
    assert not any(record["added"] for record in records.values())
    assert "RAM" in run("list")
    assert "day nursery" in run("list", language="en")


def test_a_kind_is_added_then_taken_away(run):
    assert "bebe-bus" in run("add", "Bébé-bus", "--family", "childcare", "--synonym", "halte mobile")
    (record,) = json.loads(run("list", "--added", "--json"))
    assert (record["code"], record["fr"], record["en"], record["added"]) == ("bebe-bus", "Bébé-bus", "Bébé-bus", True)
    assert "bebe-bus" in run("remove", "bebe-bus")
    assert texts("fr")("kinds-none") in run("list", "--added")


def test_what_is_refused_says_why(run):
    with pytest.raises(BadInputError, match="kind-name-taken"):
        run("add", "Crèches", "--family", "childcare")
    with pytest.raises(NotFoundError, match="unknown-code"):
        run("add", "Ludothèque", "--family", "jeux")
    with pytest.raises(BadInputError, match="kind-embedded"):
        run("remove", "saf")


def test_what_an_area_means_is_listed_changed_and_taken_back(run):
    told = {one["kind"]: one for one in json.loads(run("remits", "--json"))}
    assert (told["cpas"]["bounded"], told["pmi"]["bounded"], told["cpas"]["own"]) == (True, False, False)
    assert "limite qui est servi" in run("remits")
    said = ("--reason", "Ouvert à tous", "--source", "convention", "--date", "2026-05")
    assert "n’arrête pas" in run("remit", "cpas", "--free", *said)
    assert "said here" in run("remits", language="en")
    assert "cpas" not in load_vocabulary().bounded_kinds
    assert "bounds who is served" in run("remit", "cpas", "--reset", language="en")
    with pytest.raises(BadInputError, match="remit-text"):
        run("remit", "cpas", "--free")
    with pytest.raises(NotFoundError, match="unknown-kind"):
        run("remit", "dancing", *said)
