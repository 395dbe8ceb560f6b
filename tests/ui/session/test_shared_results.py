"""What is worked out once for everybody: shared by content, bounded, and never begun twice at once."""

import json
import threading
from typing import Any

import folium
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ui.drawing.charts import bars, reach_multiples
from ui.drawing.maps import Layers
from ui.session.shared_results import SharedStore, content_key, forget_everything, keep
from ui.texts import texts


def test_the_same_content_has_the_same_key_and_the_least_change_another():
    frame = pd.DataFrame({"name": ["Arlon", None], "value": [1.0, float("nan")]})
    key = content_key(frame, "title", texts("fr"))
    assert content_key(frame.copy(), "title", texts("fr")) == key
    assert content_key(frame, "title", texts("en")) != key
    assert content_key(frame.assign(value=[1.0, 0.0]), "title", texts("fr")) != key
    assert content_key(frame.assign(value=[1, 2]), "x") != content_key(frame.assign(value=[1.0, 2.0]), "x")
    assert content_key(frame.iloc[::-1], "title", texts("fr")) != key
    assert content_key("ab", "c") != content_key("a", "bc")


def test_what_many_ask_for_at_once_is_made_once():
    made, gate, answers = [], threading.Barrier(8), []
    kept: SharedStore[int] = SharedStore(4)

    def make() -> int:
        made.append(1)
        threading.Event().wait(0.05)
        return 7

    def ask() -> None:
        gate.wait()
        answers.append(kept.get("same", make))

    people = [threading.Thread(target=ask) for _ in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert answers == [7] * 8
    assert len(made) == 1


def test_another_question_is_not_kept_waiting():
    kept: SharedStore[str] = SharedStore(4)
    inside, go_on = threading.Event(), threading.Event()

    def slow() -> str:
        inside.set()
        assert go_on.wait(10)
        return "slow"

    waiting = threading.Thread(target=kept.get, args=("slow", slow))
    waiting.start()
    assert inside.wait(10)
    assert kept.get("quick", lambda: "quick") == "quick"
    go_on.set()
    waiting.join()


def test_an_error_is_told_to_everybody_and_is_not_kept():
    kept: SharedStore[int] = SharedStore(4)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 3) == 3


def test_the_answers_asked_for_last_stay():
    kept: SharedStore[int] = SharedStore(2)
    for key in "abac":
        kept.get(key, lambda: 0)
    assert len(kept) == 2
    assert kept.get("a", lambda: 1) == 0
    assert kept.get("b", lambda: 1) == 1


def test_what_is_known_is_told_without_being_made():
    @keep(2)
    def doubled(value: int) -> int:
        return 2 * value

    assert doubled.known(doubled.key(4)) == []
    doubled(4)
    doubled(5)
    assert doubled.known(doubled.key(4)) == [8]
    doubled(6)  # 5 goes: 4 was asked for since
    assert doubled.known(doubled.key(5)) == []
    assert doubled.known(doubled.key(4)) == [8]


def test_a_function_that_is_kept_is_asked_once_for_the_same_content():
    asked = []

    @keep(8)
    def total(frame: pd.DataFrame, *, times: int) -> int:
        asked.append(times)
        return int(frame["value"].sum()) * times

    one = pd.DataFrame({"value": [1, 2]})
    assert [total(one, times=2), total(one.copy(), times=2), total(one, times=3)] == [6, 6, 9]
    assert asked == [2, 3]


def test_a_function_says_what_its_answer_depends_on():
    asked = []

    @keep(2, key=lambda zone, *, minutes=45: (zone, minutes))
    def reached(zone: str, *, minutes: int = 45) -> str:
        """Say who is reached."""
        asked.append((zone, minutes))
        return f"{zone} {minutes}"

    assert [reached("Ath"), reached("Ath", minutes=45), reached("Ath", minutes=60)] == ["Ath 45", "Ath 45", "Ath 60"]
    assert asked == [("Ath", 45), ("Ath", 60)]
    assert reached.key("Ath") == reached.key("Ath", minutes=45) != reached.key("Ath", minutes=60)
    assert reached.__doc__ == "Say who is reached."
    reached("Mons")
    reached("Ath", minutes=60)
    reached("Ath")
    assert asked[2:] == [("Mons", 45), ("Ath", 45)]  # the two asked for last stay


def test_two_functions_asked_the_same_thing_are_told_apart():
    @keep(4, key=lambda zone: (zone,))
    def births(zone: str) -> str:
        return f"births of {zone}"

    @keep(4, key=lambda zone: (zone,))
    def actors(zone: str) -> str:
        return f"actors of {zone}"

    assert births.key("Ath") != actors.key("Ath")
    assert [births("Ath"), actors("Ath")] == ["births of Ath", "actors of Ath"]


def test_what_was_kept_can_be_forgotten():
    asked = []

    @keep(4)
    def answer(value: int) -> int:
        asked.append(value)
        return value

    answer(1)
    forget_everything()
    assert answer(1) == 1
    assert asked == [1, 1]


def test_a_chart_is_made_once_for_the_same_figures_and_language():
    frame = pd.DataFrame({"name": ["a"], "value": [1.0], "told": ["1"]})
    first = bars(frame, title="t", texts=texts("fr"))
    assert bars(frame.copy(), title="t", texts=texts("fr")) is first
    assert bars(frame, title="t", texts=texts("en")) is not first
    assert bars(frame.assign(value=[2.0]), title="t", texts=texts("fr")) is not first


def test_small_curves_are_shared_for_the_same_figures():
    frame = pd.DataFrame({"zone_id": ["z", "z"], "minutes": [0.0, 90.0], "share": [0.0, 1.0]})
    drawn = reach_multiples(frame, {"z": "Zone"}, threshold_min=45, texts=texts("fr"))
    assert reach_multiples(frame.copy(), {"z": "Zone"}, threshold_min=45, texts=texts("fr")) is drawn
    assert reach_multiples(frame, {"z": "Zone"}, threshold_min=60, texts=texts("fr")) != drawn


def _a_map(code: str) -> None:
    """Show layers over an empty map."""
    from ui.drawing.maps import show_layers  # noqa: PLC0415 - the body of a script that runs on its own

    show_layers(code, height=300, returned=["last_clicked"], key="map-here")


def _sent_with(code: str) -> dict[str, Any]:
    screen = AppTest.from_function(_a_map, args=(code,), default_timeout=60).run()
    assert not screen.exception
    return dict(json.loads(screen.main.children[0].proto.json_args))


def test_the_empty_map_is_told_once_and_no_visitor_sees_the_layers_of_another():
    component = pytest.importorskip("streamlit_folium")
    codes = ('{"view":"one","names":["{{\'x\'}} _a1"]}', '{"view":"two"}')
    one, two, again = (_sent_with(code) for code in (*codes, codes[0]))
    assert again == one
    for code, sent in zip(codes, (one, two), strict=True):
        assert f"window.maillageDraw(map_div, feature_group_feature_group_0, {code});" in sent["feature_group"]
    assert one | {"feature_group": ""} == two | {"feature_group": ""}
    assert not any("maillageDraw(map" in one[name] for name in ("script", "header", "html"))
    assert "window.maillageDraw" in one["script"]
    # What the component itself would be told of the same map.
    shown = folium.FeatureGroup()
    shown.add_child(Layers('{"view":"two"}'))
    assert component._get_feature_group_string(shown, map=folium.Map(tiles=None)) == two["feature_group"]


def _two_tables() -> None:
    """Draw the same table twice under two names, one of them in a column, and a chart."""
    import pandas as pd  # noqa: PLC0415 - the body of a script that runs on its own
    import streamlit as st  # noqa: PLC0415

    from ui.drawing.shown_tables import show_table  # noqa: PLC0415
    from ui.texts import texts  # noqa: PLC0415
    from ui.words.table_columns import Field  # noqa: PLC0415

    frame = pd.DataFrame({"name": ["Arlon", "Bastogne"], "value": [1234.0, float("nan")]})
    fields = [Field("name", "Zone"), Field("value", "Naissances", "count")]
    show_table(frame, fields, texts("fr"), name="first")
    with st.columns(2)[1]:
        show_table(frame, fields, texts("fr"), name="second")


def test_a_table_written_again_is_the_table_written_first():
    seen = []
    for _ in range(3):
        screen = AppTest.from_function(_two_tables, default_timeout=60).run()
        assert not screen.exception
        seen.append([(table.value.to_csv(), table.proto.SerializeToString()) for table in screen.dataframe])
        screen.run()
        seen.append([(table.value.to_csv(), table.proto.SerializeToString()) for table in screen.dataframe])
    assert [len(tables) for tables in seen] == [2] * 6
    assert all(tables == seen[0] for tables in seen)
    assert b"1\xe2\x80\xaf234" in AppTest.from_function(_two_tables).run().dataframe[1].proto.SerializeToString()
