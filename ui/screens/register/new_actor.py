"""A new actor: typed in a form, placed by its address, its locality or a click on the map."""

from typing import Any

import streamlit as st

from geo.workspace.register_drafts import new_actor
from ui.drawing.atlas import MapRequest, atlas, indicators
from ui.screens.shared.editing import POINT, drafted, field_input, show_draft, tell_done
from ui.screens.shared.page import draw_atlas
from ui.session.failures import guarded
from ui.session.person import allowed
from ui.session.register_desk import signature
from ui.session.territory_tables import remembered_data
from ui.session.view import View
from ui.words.escape import plain

_WHO = ("name", "kind", "service", "status")
_WHERE = ("address", "postal_code", "locality", "zone_id")
_WHAT = ("capacity", "capacity_unit", "used", "mode", "hours", "phone", "website")
_SAID = ("source", "as_of")


def add_actor(view: View) -> None:
    """Draw the map to click, the form, and the draft before it is saved."""
    texts = view.texts
    if not allowed("propose", texts):
        return
    st.markdown(texts("edit-new-lead"))
    tell_done(view, "new")
    if st.toggle(texts("edit-new-map"), key="edit-new-map"):
        shown = atlas(view, MapRequest(indicators(view)[0], actors="all"))
        _take_click(view, draw_atlas(view, shown, height=420, key="edit-new", clickable=True, points=True))
    point: Any = st.session_state.get(POINT)
    if point:
        zones = remembered_data(view).zones.set_index("zone_id")["name"]
        st.caption(plain(texts("edit-point", zone=zones.get(point["zone"], ""), lon=point["lon"], lat=point["lat"])))
        st.button(texts("edit-point-drop"), key="edit-point-drop", on_click=guarded(_drop_point))
    with st.form("edit-new", border=True):
        cells: dict[str, Any] = {}
        columns = st.columns(3)
        known = {"source": signature().origin}
        for place, group in zip(columns, (_WHO, _WHERE, _WHAT), strict=True):
            with place:
                for column in group:
                    cells[column] = field_input(view, column, value="", key=f"edit-new-{column}")
        with columns[0]:
            for column in _SAID:
                cells[column] = field_input(view, column, value=known.get(column, ""), key=f"edit-new-{column}")
        sent = st.form_submit_button(texts("edit-show"))
    if sent:
        if point:
            cells |= {"lon": point["lon"], "lat": point["lat"]}
            cells["zone_id"] = cells["zone_id"] or point["zone"]
            cells["position_quality"] = "address" if cells["address"] else "approximate"
        cells["source"] = cells["source"] or signature().origin or signature().by
        drafted(view, "", lambda at: new_actor(at, cells))
    show_draft(view, "")


def _drop_point() -> None:
    st.session_state.pop(POINT, None)


def _take_click(view: View, answer: dict[str, Any] | None) -> None:
    """Keep the point that was clicked, with its commune."""
    known = ((answer or {}).get("last_active_drawing") or {}).get("properties") or {}
    clicked = (answer or {}).get("last_clicked") or {}
    if known.get("what") != "zone" or "lat" not in clicked or st.session_state.get("edit-clicked") == str(clicked):
        return
    zones = remembered_data(view).zones
    if not ((zones["zone_id"] == known["id"]) & (zones["level"] == view.territory.smallest_level)).any():
        return
    st.session_state["edit-clicked"] = str(clicked)
    st.session_state[POINT] = {"zone": known["id"], "lat": round(clicked["lat"], 5), "lon": round(clicked["lng"], 5)}
