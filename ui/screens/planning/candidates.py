"""Where the optimiser may open: every commune, the places of a file, or points clicked on the map; and their costs."""

import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analysis.siting.candidates import commune_seats, hosts, once, points, read_candidates
from geo.errors import MaillageError
from geo.files.portable_names import portable_name
from geo.workspace.vocabulary import load_vocabulary
from ui.drawing.downloads import csv_bytes, offer_file
from ui.drawing.shown_tables import show_issues
from ui.screens.planning.change_forms import POINT
from ui.session.failures import guarded
from ui.session.territory_tables import remembered_data
from ui.session.view import View
from ui.words.escape import plain
from ui.words.file_issues import issues_behind

WAYS = ("seats", "hosts", "file", "points")
_MEGABYTES, _MOST, _TOLD = 5, 1e9, 10
_MODEL_COLUMNS = ["name", "zone", "lon", "lat", "cost", "capacity"]

Candidates = tuple[pd.DataFrame | None, str]
"""The candidates (None: the seat of every commune), and what stops them, in words."""


def draw_candidates(view: View, *, budget: bool) -> Candidates:
    """Draw the choice of the candidate places; ``budget`` asks for what each costs."""
    texts = view.texts
    way = st.radio(
        texts("plan-places"),
        WAYS,
        format_func=lambda name: texts(f"plan-places-{name}"),
        key="plan-search-places",
        horizontal=True,
    )
    if way == "hosts":
        return _hosts(view)
    if way == "file":
        return _file(view)
    if way == "points":
        return _points(view)
    return (_seats(view), "") if budget else (None, "")


def _seats(view: View) -> pd.DataFrame:
    texts = view.texts
    cost = st.number_input(
        texts("plan-cost"),
        min_value=0.0,
        max_value=_MOST,
        value=1.0,
        key="plan-search-cost",
        help=texts("plan-cost-help"),
    )
    return commune_seats(remembered_data(view)).assign(cost=float(cost))


def _hosts(view: View) -> Candidates:
    """Return the located actors of the kinds that are chosen: a new service could be lodged there."""
    texts, data = view.texts, remembered_data(view)
    located = data.actors[data.actors["lon"].notna()]
    labels = {kind: load_vocabulary().label("kind", kind, language=view.language) for kind in set(located["kind"])}
    kinds = st.multiselect(
        texts("plan-places-hosts-kinds"),
        sorted(labels, key=lambda kind: labels[kind]),
        format_func=lambda kind: labels[kind],
        key="plan-places-hosts",
        placeholder=texts("plan-search-none-chosen"),
    )
    if not kinds:
        return None, texts("plan-places-hosts-none")
    try:
        found = hosts(data, kinds, statuses=("open", "to-verify") if view.to_verify else ("open",))
    except MaillageError as error:
        return None, texts.error(error)
    st.caption(texts("plan-places-read", count=len(found)))
    return found, ""


def _file(view: View) -> Candidates:
    texts, data = view.texts, remembered_data(view)
    st.caption(texts("plan-places-file-lead"))
    model = commune_seats(data).rename(columns={"zone_id": "zone"})[_MODEL_COLUMNS]
    offer_file(
        texts("plan-places-model"),
        lambda: csv_bytes(model, view.language),
        name=texts("plan-places-model-file"),
        ending=".csv",
        key="plan-places-model",
    )
    given = st.file_uploader(
        texts("plan-places-upload"), type=["csv", "xlsx"], key="plan-places-upload", max_upload_size=_MEGABYTES
    )
    if given is None:
        return None, texts("plan-places-file-none")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / portable_name(Path(given.name).stem, ending=Path(given.name).suffix.lower())
        path.write_bytes(given.getvalue())
        try:
            found, again = once(read_candidates(path, data))
        except MaillageError as error:
            show_issues(issues_behind(error, texts), texts, name="plan-places-issues")
            return None, texts.error(error)
    st.caption(texts("plan-places-read", count=len(found)))
    for one, other in again[:_TOLD]:
        st.caption(plain(texts("plan-places-again", one=one, other=other)))
    if len(again) > _TOLD:
        st.caption(texts("plan-places-again-more", count=len(again) - _TOLD))
    return found, ""


def _points(view: View) -> Candidates:
    texts = view.texts
    kept: list[dict[str, Any]] = st.session_state.setdefault(f"plan-points-{view.territory_id}", [])
    spot: Any = st.session_state.get(POINT)
    names = remembered_data(view).zones.set_index("zone_id")["name"]
    st.caption(texts("plan-places-points-lead"))
    known = spot is not None and spot["zone"] in names.index
    st.button(
        texts("plan-places-add-in", zone=names[spot["zone"]]) if spot and known else texts("plan-places-add"),
        key="plan-places-add",
        disabled=not known or any((one["lon"], one["lat"]) == (spot["lon"], spot["lat"]) for one in kept),
        on_click=guarded(_add),
        args=(kept, spot, "" if spot is None or not known else str(names[spot["zone"]])),
        icon=":material/add_location:",
    )
    if not kept:
        return None, texts("plan-places-points-none")
    number = st.column_config.NumberColumn
    edited = st.data_editor(
        pd.DataFrame(kept).astype({"cost": "float64", "capacity": "float64"}),
        key=f"plan-points-table-{view.territory_id}-{len(kept)}",
        hide_index=True,
        disabled=["lon", "lat"],
        column_config={
            "name": st.column_config.TextColumn(texts("plan-places-name"), max_chars=80),
            "lon": number(texts("plan-places-lon"), format="%.4f"),
            "lat": number(texts("plan-places-lat"), format="%.4f"),
            "cost": number(texts("plan-places-cost"), min_value=0.0, max_value=_MOST),
            "capacity": number(texts("plan-places-capacity"), min_value=0.0, max_value=_MOST),
        },
    )
    st.button(texts("plan-places-clear"), key="plan-places-clear", on_click=guarded(kept.clear), type="tertiary")
    try:
        return points(edited, remembered_data(view)), ""
    except MaillageError as error:
        return None, texts.error(error)


def _add(kept: list[dict[str, Any]], spot: dict[str, Any], name: str) -> None:
    taken = {one["name"] for one in kept}
    free = next(label for at in range(1, len(kept) + 2) if (label := name if at == 1 else f"{name} {at}") not in taken)
    kept.append({"name": free, "lon": spot["lon"], "lat": spot["lat"], "cost": None, "capacity": None})


def trouble(sentence: str) -> None:
    """Say what stops the search."""
    st.warning(plain(sentence))
