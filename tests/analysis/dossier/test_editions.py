"""Two editions: the part of services is told from the rest by answering again with the register of the earlier day."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.dossier import editions as module
from analysis.dossier.ask import dossier_answers
from analysis.dossier.editions import direction_of, editions
from analysis.dossier.replay import replay_record
from analysis.question import Question
from geo.errors import BadInputError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.dossiers import answers_of

DAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def told():
    """Return today's data, the answers, the record of an edition when one service alone was open, and its register."""
    data = load(load_territory("ain"))
    question = Question(kind="pmi", zone="01")
    now = answers_of("ain", "pmi", "01")
    actors = data.actors.copy()
    lost = actors.index[(actors["kind"] == "pmi") & (actors["status"] == "open") & actors["lon"].notna()][:-1]
    assert len(lost)
    actors.loc[lost, "status"] = "closed"
    poorer = replace(data, actors=actors)
    register = data.services.drop(columns=["source", "as_of", "note"]).merge(actors, on="actor_id")
    before = replay_record(dossier_answers(poorer, question), on=DAY)
    return data, now, before, register


def test_what_comes_from_services_alone_leaves_nothing_to_the_rest(told, monkeypatch):
    data, now, before, register = told
    monkeypatch.setattr(module, "register_on", lambda _territory, day: register if day == DAY else None)
    found = editions(before, data, now, replay_record(now))
    assert found.since == DAY
    assert found.others == "nothing"
    assert found.figures
    known = [one for one in found.figures if one.before is not None and one.now is not None]
    for one in known:
        assert one.others == pytest.approx(0)
        assert one.services == pytest.approx(one.now - one.before)
    for one in found.figures:
        assert one in known or None in (one.services, one.others)
    mean = next(one for one in found.figures if one.figure == "diagnosis/mean_min")
    assert mean.direction == "better"
    assert mean.now < mean.before


def test_what_comes_from_births_is_the_rest(told, monkeypatch):
    data, now, _, register = told
    same = data.services.drop(columns=["source", "as_of", "note"]).merge(data.actors, on="actor_id")
    monkeypatch.setattr(module, "register_on", lambda *_: same)
    before = replay_record(now, on=DAY)
    figures = dict(before["figures"]) | {"diagnosis/births": now.record["births"] - 100}
    found = editions({**before, "figures": figures, "data": "other"}, data, now, replay_record(now))
    (births,) = found.figures
    assert (births.figure, births.services, births.others, births.direction) == ("diagnosis/births", 0, 100, "neither")
    assert found.others == "data"
    assert editions({**before, "version": "0"}, data, now, replay_record(now)).others == "method"
    both = editions({**before, "version": "0", "data": "other"}, data, now, replay_record(now))
    assert (both.others, both.figures) == ("data-or-method", ())
    assert len(register) == len(pd.DataFrame(same))


def test_an_edition_without_its_day_is_refused(told):
    data, now, before, _ = told
    for day in (None, "hier"):
        with pytest.raises(BadInputError, match="edition-without-day"):
            editions({**before, "day": day}, data, now, replay_record(now))


@pytest.mark.parametrize(
    ("name", "before", "now", "direction"),
    [
        ("diagnosis/coverage_rate", 0.4, 0.5, "better"),
        ("diagnosis/gap", 180.0, 200.0, "worse"),
        ("reach hopital/mean_min", 30.0, 20.0, "better"),
        ("reach hopital/share_within/45", 0.9, 0.8, "worse"),
        ("diagnosis/births", 10.0, 20.0, "neither"),
        ("diagnosis/gap", None, 20.0, "neither"),
    ],
)
def test_a_change_is_good_or_bad_for_families(name, before, now, direction):
    assert direction_of(name, before, now) == direction
