"""What several people ask of one territory: worked out once for all of them, whatever zone each looks at."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

import ui.session.proposal_changes
from analysis.question import Selection
from analysis.scenario.state import present_state
from analysis.scenario.states_compared import compare_states
from ui.session import view as view_module
from ui.session.diagnosis_answers import remembered_measures
from ui.session.proposal_changes import question_of, remembered_effect, remembered_present
from ui.session.shared_results import content_key, forget_everything
from ui.session.territory_tables import remembered_data
from ui.session.view import View

SEEN = View(
    territory_id="wallonie",
    zone_id="80000",
    selection=Selection(kind="saf"),
    mode="car",
    engine="auto",
    births="latest",
    layer="localities",
    threshold_min=45,
    language="fr",
)


def _counted(patch: pytest.MonkeyPatch, module: Any, name: str) -> list[str]:
    made: list[str] = []
    plain: Callable[..., Any] = getattr(module, name)

    def counted(*given: Any, **more: Any) -> Any:
        made.append(name)
        return plain(*given, **more)

    patch.setattr(module, name, counted)
    return made


def test_a_view_reads_its_territory_once_and_is_still_the_same_question(monkeypatch):
    asked, other = replace(SEEN), replace(SEEN)
    before = content_key(asked)
    read = _counted(monkeypatch, view_module, "load_territory")
    assert asked.territory is asked.territory
    assert read == ["load_territory"]
    assert asked == other
    assert content_key(asked) == content_key(other) == before
    assert content_key(replace(asked, zone_id="90000")) != before


def test_who_looks_at_another_zone_finds_what_the_services_do_ready(monkeypatch):
    forget_everything()
    compared = _counted(monkeypatch, ui.session.proposal_changes, "compare_states")
    present = _counted(monkeypatch, ui.session.proposal_changes, "present_state")
    checked = _counted(monkeypatch, ui.session.proposal_changes, "scenario_of")
    zones = ("80000", "90000", "03000")
    found = [remembered_effect(replace(SEEN, zone_id=zone), [], demand="births") for zone in zones]
    assert (compared, present, checked) == (["compare_states"], ["present_state"], [])
    assert [effect.zone_id for effect in found] == list(zones)
    assert all(effect.zones is found[0].zones for effect in found)
    assert found[0].smallest.index.tolist() != found[1].smallest.index.tolist()
    forget_everything()


def test_the_present_of_a_proposal_is_that_of_the_measures():
    known, now = remembered_measures(SEEN), remembered_present(SEEN, "births")
    assert now.area.nearest is known.area.nearest
    anew = present_state(remembered_data(SEEN), replace(question_of(SEEN, "births"), zone=None))
    pd.testing.assert_frame_equal(now.zones, anew.zones)
    pd.testing.assert_frame_equal(now.places, anew.places)
    pd.testing.assert_frame_equal(compare_states(now, now).zones, compare_states(anew, anew).zones)
