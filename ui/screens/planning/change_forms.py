"""The forms that add a change to a proposal: open, close, strengthen, move, other needs."""

import math

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analysis.records.scenario import ChangeRecord
from analysis.scenario.state import State
from analysis.service_area.buildings import housed
from geo.transit.territory_transit import has_transit
from geo.workspace.kept_scenarios import keep_feed
from ui.session.failures import guarded
from ui.session.person import may, person
from ui.session.proposal_changes import proposal, remembered_unit
from ui.session.territory_tables import remembered_data, remembered_smallest_names, remembered_zone_names
from ui.session.view import View
from ui.words.escape import plain
from ui.words.scenario import change_sentence

ZONE, POINT = "plan-zone", "plan-point"
"""Where the session keeps the commune chosen, and the point clicked in it."""
_BUS_MEGABYTES = 20
_WAYS = ("close", "capacity", "move")


def draw_forms(view: View, now: State) -> None:
    """Draw the forms, one tab each."""
    texts = view.texts
    tabs = ("open", "actors", "need", "bus")
    opened, changed, needed, bus = st.tabs([texts(f"plan-tab-{name}") for name in tabs])
    with opened:
        _open(view)
    with changed:
        _actors(view, now)
    with needed:
        _needs(view)
    with bus:
        _bus(view)


def draw_changes(view: View) -> None:
    """Draw the changes of the proposal, each with the button that takes it away."""
    texts, changes = view.texts, proposal(view)
    st.markdown(f"**{texts('plan-changes', count=len(changes))}**")
    if not changes:
        st.info(texts("plan-nothing"))
        return
    names = names_of(view)
    # The button stays beside its sentence, however long that is.
    st.html("<style>[class*='st-key-plan-change-'] { flex-wrap: nowrap !important; }</style>")
    for at, change in enumerate(changes):
        row = st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"plan-change-{at}")
        row.markdown(f"{at + 1}. {plain(change_sentence(change, names, texts))}", width="stretch")
        row.button(
            "✕",
            key=f"plan-remove-{at}",
            help=texts("plan-remove", position=at + 1),
            on_click=guarded(changes.pop),
            args=(at,),
            type="tertiary",
        )
    st.button(
        texts("plan-clear"),
        key="plan-clear",
        on_click=guarded(changes.clear),
        type="tertiary",
        icon=":material/delete:",
    )


def names_of(view: View) -> dict[str, str]:
    """Return the names of zones and actors by their codes."""
    data = remembered_data(view)
    names = dict(zip(data.zones["zone_id"], data.zones["name"], strict=True))
    return names | dict(zip(data.actors["actor_id"], data.actors["name"], strict=True))


def _open(view: View) -> None:
    texts, known = view.texts, remembered_smallest_names(view.territory_id)
    if st.session_state.get(ZONE) not in (None, *known):
        st.session_state[ZONE] = None
    zone = st.selectbox(
        texts("plan-commune"),
        list(known),
        index=None,
        format_func=lambda code: known[code],
        key=ZONE,
        placeholder=texts("plan-commune-placeholder"),
        help=texts("plan-commune-help"),
    )
    unit = remembered_unit(view)
    capacity = st.number_input(
        texts("plan-capacity", unit=texts(f"unit-{unit}")),
        min_value=0.0,
        max_value=100_000.0,
        value=None,
        step=10.0,
        format="%.0f",
        key="plan-capacity",
        placeholder=texts("unknown"),
        help=texts("plan-capacity-help"),
    )
    change: ChangeRecord = {
        "change": "open",
        "kind": view.selection.kind,
        "function": view.selection.function,
        "zone": zone,
    }
    if capacity is not None:
        change |= {"capacity": capacity, "capacity_unit": unit}
    point = st.session_state.get(POINT)
    if point and point["zone"] == zone and st.checkbox(texts("plan-at-point"), key="plan-at-point"):
        change |= {"lon": point["lon"], "lat": point["lat"]}
    known_parts = {name: value for name, value in change.items() if value is not None}
    st.button(
        texts("plan-add-open") if zone is None else texts("plan-add-open-in", zone=known[zone]),
        key="plan-add-open",
        type="primary",
        disabled=zone is None,
        on_click=guarded(_add),
        args=(view, known_parts),
    )


def _actors(view: View, now: State) -> None:
    texts = view.texts
    aside = now.supply.set_aside
    listed = pd.concat([now.supply.actors, aside], ignore_index=True)
    if listed.empty:
        st.info(texts("plan-nobody", state=now.area.reach_state))
        return
    names = dict(zip(listed["actor_id"], listed["name"], strict=True))
    actor = st.selectbox(
        texts("plan-actor"), list(names), format_func=lambda code: names[code], key=f"plan-actor-{view.selection}"
    )
    if (aside["actor_id"] == actor).any():
        st.caption(texts("plan-aside"))
        _button(view, {"change": "open", "actor_id": actor}, "plan-add-reopen")
        return
    way = st.radio(
        texts("plan-way"),
        _WAYS,
        format_func=lambda name: texts(f"plan-way-{name}"),
        key="plan-way",
        horizontal=True,
        label_visibility="collapsed",
    )
    if way == "close":
        _close(view, actor)
    elif way == "capacity":
        _capacity(view, now, actor)
    else:
        _move(view, actor)


def _close(view: View, actor: str) -> None:
    texts, register = view.texts, remembered_data(view).actors
    change: ChangeRecord = {"change": "close", "actor_id": actor}
    beside = housed(register, actor)
    if beside:
        named = dict(zip(register["actor_id"], register["name"], strict=True))
        st.caption(texts("plan-building", names=plain(", ".join(named[one] for one in beside))))
        if st.checkbox(texts("plan-building-closes"), key=f"plan-building-{actor}", help=texts("plan-building-help")):
            change["building"] = True
    _button(view, change, "plan-add-close")


def _capacity(view: View, now: State, actor: str) -> None:
    texts = view.texts
    own = now.supply.services[now.supply.services["actor_id"] == actor]
    service = str(own["service"].iloc[0])
    if len(own) > 1:
        service = str(st.selectbox(texts("plan-service"), list(own["service"]), key="plan-service"))
    line = own[own["service"] == service].iloc[0]
    stated = line["capacity_unit"] if isinstance(line["capacity_unit"], str) else None
    unit = stated or remembered_unit(view)
    known = float(line["capacity"])
    value = st.number_input(
        texts("plan-new-capacity", unit=texts(f"unit-{unit}")),
        min_value=0.0,
        max_value=100_000.0,
        value=None if math.isnan(known) else known,
        step=10.0,
        format="%.0f",
        key=f"plan-new-capacity-{actor}-{service}",
        placeholder=texts("unknown"),
    )
    change: ChangeRecord = {"change": "capacity", "actor_id": actor, "service": service, "capacity_unit": unit}
    _button(view, change | {"capacity": value}, "plan-add-capacity", disabled=value is None or value == known)


def _move(view: View, actor: str) -> None:
    texts, known = view.texts, remembered_smallest_names(view.territory_id)
    zone = st.selectbox(
        texts("plan-move-to"),
        list(known),
        index=None,
        format_func=lambda code: known[code],
        key="plan-move-zone",
        placeholder=texts("plan-commune-placeholder"),
    )
    _button(view, {"change": "move", "actor_id": actor, "zone": zone}, "plan-add-move", disabled=zone is None)


def _needs(view: View) -> None:
    texts = view.texts
    st.caption(texts("plan-need-lead", zone=remembered_zone_names(view.territory_id, view.language)[view.zone_id]))
    percent = st.number_input(
        texts("plan-growth"), min_value=-90.0, max_value=300.0, value=0.0, step=1.0, format="%.0f", key="plan-growth"
    )
    growth: ChangeRecord = {"change": "growth", "zone": view.zone_id, "percent": percent, "base": "births"}
    _button(view, growth, "plan-add-growth", disabled=percent == 0)
    rate = st.number_input(
        texts("plan-rate"), min_value=0.0, max_value=1000.0, value=None, step=0.5, format="%.1f", key="plan-rate"
    )
    share = None if rate is None else rate / 100
    _button(view, {"change": "rate", "zone": view.zone_id, "rate": share}, "plan-add-rate", disabled=rate is None)


def _bus(view: View) -> None:
    texts = view.texts
    if not has_transit(view.territory):
        st.info(texts("plan-bus-no-timetable"))
        return
    st.caption(texts("plan-bus-lead"))
    sent = st.file_uploader(
        texts("plan-bus-file", megabytes=_BUS_MEGABYTES), type=["zip"], key="plan-bus", max_upload_size=_BUS_MEGABYTES
    )
    st.button(
        texts("plan-add-bus"),
        key="plan-add-bus",
        type="primary",
        disabled=sent is None or not may("keep"),
        on_click=guarded(_add_bus),
        args=(view, sent),
    )


def _add_bus(view: View, sent: UploadedFile) -> None:
    kept = keep_feed(view.territory_id, sent.name, sent.getvalue(), person=person())
    _add(view, {"change": "trips", "gtfs": kept})


def _button(view: View, change: ChangeRecord, key: str, *, disabled: bool = False) -> None:
    st.button(view.texts(key), key=key, type="primary", disabled=disabled, on_click=guarded(_add), args=(view, change))


def _add(view: View, change: ChangeRecord) -> None:
    proposal(view).append(change)
