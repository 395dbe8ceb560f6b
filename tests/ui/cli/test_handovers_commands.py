"""``maillage handovers``: said, listed, written out, brought, refused, and where the path breaks."""

import json
from functools import partial

import pytest

from geo.errors import BadInputError, NotFoundError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.ui.terminal import run as run_command
from ui.texts import texts


@pytest.fixture
def run(own_workspace):  # noqa: ARG001 - a folder of its own
    return partial(run_command, "handovers")


def ends():
    return load(load_territory("ain")).actors["actor_id"].tolist()[:2]


def test_a_link_is_said_listed_written_out_and_brought_back(run, tmp_path):
    assert texts("fr")("links-none") in run("list", "ain")
    one, two = ends()
    said = ("--state", "in-place", "--phase", "birth", "--source", "réunion", "--date", "2026-03", "--by", "Anne")
    assert texts("fr")("links-set") in run("set", "ain", one, two, *said)
    assert texts("en")("links-same") in run("set", "ain", one, two, *said, language="en")
    (line,) = json.loads(run("list", "ain", "--json"))
    assert (line["sender"], line["receiver"], line["state"], line["as_of"]) == (one, two, "in-place", "2026-03")
    assert "2026-03" in run("list", "ain", language="en")
    out = tmp_path / "liens.csv"
    run("export", "ain", "--output", str(out))
    assert out.read_text(encoding="utf-8-sig").startswith("qui passe,")
    assert texts("fr")("links-removed") in run("remove", "ain", one, two, "--phase", "birth")
    assert texts("fr")("import-dry-run") in run("import", "ain", str(out), "--dry-run")
    assert json.loads(run("import", "ain", str(out), "--json"))["recorded"] == 1
    told = json.loads(run("list", "ain", "--history", "--json"))
    assert [one["action"] for one in told] == ["set", "withdraw", "set"]
    assert "Anne" in run("list", "ain", "--history")


def test_what_is_refused_says_why(run, tmp_path):
    one, two = ends()
    with pytest.raises(BadInputError, match="handover-line"):
        run("set", "ain", one, "personne", "--state", "none", "--source", "s")
    with pytest.raises(NotFoundError, match="unknown-handover"):
        run("remove", "ain", one, two)
    path = tmp_path / "x.csv"
    path.write_text(f"sender,receiver,state,source\n{one},nobody,perhaps,s\n", encoding="utf-8")
    told = run("import", "ain", str(path), language="en", status=1)
    assert "neither the code nor the name" in told
    assert "is no state" in told


def test_the_path_is_told_and_recorded(run):
    record = json.loads(run("path", "wallonie", "--zone", "82039", "--stratum", "complex", "--json"))
    assert record["total"] == pytest.approx(record["whole"] + record["broken"] + record["unknown"])
    assert {one["phase"] for one in record["phases"]} <= {"prenatal", "birth", "return-home", "early-childhood"}
    for one in record["passages"]:
        assert not one["births"] or sum(one["births"].values()) == pytest.approx(record["total"])
    assert "passage" in run("path", "wallonie", "--zone", "82039", "--stratum", "complex").lower()
    with pytest.raises(NotFoundError, match="unknown-zone"):
        run("path", "wallonie", "--zone", "nowhere", "--stratum", "complex")
