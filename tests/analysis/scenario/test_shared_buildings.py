"""Services that share a building: closed together, named in both states, joined by what opens at their point."""

import pandas as pd

from analysis.scenario.changes import Close, Move, Open, change_of, change_values
from analysis.scenario.record import effect_record
from tests.analysis.scenario.line_land import ACTORS, SERVICES, actor, effect, land, service
from ui.texts import texts
from ui.words.scenario import change_sentence, effect_remarks


def sharing():
    """h3 shares the building of h1; h4, at the same words of address, is in another commune."""
    home = {"address": "Place 1"}
    more = [{**actor("h3", "hopital", "a", 0), **home}, {**actor("h4", "hopital", "b", 41), **home}]
    actors = [{**ACTORS[0], **home}, *ACTORS[1:], *more]
    return land(actors=actors, services=[*SERVICES, service("h3"), service("h4")])


def test_a_building_that_closes_closes_what_it_houses():
    data = sharing()
    alone = effect(Close(actor_id="h1"), data=data)
    assert alone.zones.loc["R", "within_after"] == alone.zones.loc["R", "within_before"] == 100
    assert effect_record(alone)["housed"] == []
    whole_building = Close(actor_id="h1", building=True)
    found = effect(whole_building, data=data)
    assert effect_record(found)["housed"] == ["H3"]
    # As closing both by name: a1 is then 41 minutes away, a2 21.
    both = effect(Close(actor_id="h1"), Close(actor_id="h3"), data=data)
    pd.testing.assert_frame_equal(found.zones, both.zones)
    assert found.zones.loc["R", "within_after"] == 90
    # What has moved away is no longer there.
    moved = effect(Move(actor_id="h3", lon=4.0, lat=50.001), whole_building, data=data)
    assert effect_record(moved)["housed"] == []
    said = change_sentence(change_values(whole_building), {"h1": "H1"}, texts("fr"))
    assert said == "Fermer «\u202fH1\u202f» et ce que son bâtiment abrite"
    assert change_of(change_values(whole_building)) == whole_building


def test_services_of_one_building_are_named_in_both_states():
    data = sharing()
    record = effect_record(effect(Close(actor_id="h2"), data=data))
    beside = {one["actor_id"]: one["beside"] for one in record["actors"]}
    assert beside == {"h1": ["H3"], "h2": [], "h3": ["H1"], "h4": []}
    assert record["sharing"] == {"before": 2, "after": 2}
    closing = effect_record(effect(Close(actor_id="h3"), data=data))
    # The one that stays is alone from then on; the one that closes had h1 beside it.
    assert {one["actor_id"]: one["beside"] for one in closing["actors"] if one["beside"]} == {"h3": ["H1"]}
    assert closing["sharing"] == {"before": 2, "after": 0}
    assert "Aucun service n’est plus dans un bâtiment que d’autres partagent, contre 2 avant." in effect_remarks(
        closing, texts("fr")
    )


def test_a_service_opened_at_the_very_point_of_another_is_in_its_building():
    data = sharing()
    home = data.actors.set_index("actor_id").loc["h4"]
    point = {"lon": float(home["lon"]), "lat": float(home["lat"]), "zone": "b"}
    record = effect_record(effect(Open(kind="hopital", name="Neuf", **point), data=data))
    assert {one["name"]: one["beside"] for one in record["actors"]}["Neuf"] == ["H4"]
    assert record["sharing"] == {"before": 2, "after": 4}
    said = next(line for line in effect_remarks(record, texts("fr")) if "bâtiment" in line)
    assert said.startswith("4 services sont dans un bâtiment que d’autres partagent, contre 2 avant")
    assert "Neuf (avec H4)" in said
    # A little further along the street, nothing says so; nor at the middle of a commune.
    for elsewhere in (point | {"lon": 4.001}, {"zone": "b"}):
        other = effect_record(effect(Open(kind="hopital", **elsewhere), data=data))
        assert other["sharing"] == {"before": 2, "after": 2}
    # What moves there is there too, and what moves away is in no building of others.
    moved = effect_record(effect(Move(actor_id="h3", **point), data=data))
    assert {one["actor_id"]: one["beside"] for one in moved["actors"] if one["beside"]} == {"h3": ["H4"], "h4": ["H3"]}
