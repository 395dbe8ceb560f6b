"""The matrix of functions and strata of a zone, and the actors of the cell chosen beside it."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis.network.ask import Network
from analysis.network.record import carriers, network_record
from analysis.records.network import CarrierActor, NetworkCell, NetworkRecord
from geo.schema import STRATA
from geo.workspace.vocabulary import load_vocabulary
from ui.drawing.network_matrix import MatrixCell, MatrixKey, MatrixRow, draw_matrix
from ui.drawing.shown_tables import show_table
from ui.screens.network.choosing import network_of
from ui.screens.shared.page import finding
from ui.screens.shared.provenance import draw_source
from ui.session.choices import keep_choice, kept_choice
from ui.session.view import View
from ui.words.escape import plain
from ui.words.network import (
    basis_text,
    cell_more,
    cell_sentences,
    cell_text,
    closing_text,
    contact_text,
    dated_text,
    function_name,
    kind_name,
    network_sentence,
    place_text,
    room_text,
    stratum_name,
    way_text,
)
from ui.words.table_columns import Field

_CARDS = 3
_DEFAULT_FUNCTION, _DEFAULT_STRATUM = "coordination", "complex"
_SOMEBODY = ("reached", "to-verify", "planned")
"""States of a cell in which somebody is known, the surest first."""
_LOOKS = {"to-verify": "waiting", "planned": "waiting"}
_KEYS = ("reached", "single", "waiting", "unknown", "nobody", "not-named", "not-asked")
"""Looks of cells, in the order of the legend, which has those that are drawn."""


def draw_network(view: View) -> None:
    """Draw the matrix, and beside it the actors of the cell chosen."""
    catalogue = view.texts
    found = network_of(view)
    record = network_record(found)
    if found.data.actors.empty:
        st.info(catalogue("network-register-empty"))
    finding(network_sentence(record, catalogue))
    left, right = st.columns([5, 2], gap="small")
    with right:
        place = st.container()
    with left:
        chosen = _matrix(view, record)
    with place:
        _cell(view, found, record, chosen)
    _singles(view, record)
    _table(view, record)
    with st.expander(catalogue("sources-title")):
        for source in record["sources"]:
            draw_source(source, catalogue)


def cell_id(function: str, stratum: str) -> str:
    """Return the id of a cell, as the address keeps it."""
    return f"{function}@{stratum}"


def _matrix(view: View, record: NetworkRecord) -> tuple[str, str]:
    """Draw the matrix and return the function and the stratum of the cell chosen."""
    catalogue, words = view.texts, load_vocabulary()
    known = {cell_id(cell["function"], cell["stratum"]): cell for cell in record["cells"]}
    default = _opened_first(known)
    current = kept_choice("cell", default=default)
    chosen = current if current in known else default
    rows = [
        MatrixRow(
            words.label("strategy", words.functions[function].strategy, language=view.language),
            function_name(function, catalogue),
            [_matrix_cell(view, record, known[cell_id(function, stratum)]) for stratum in STRATA],
        )
        for function in words.functions
    ]
    drawn = {cell.look for row in rows for cell in row.cells}
    clicked = draw_matrix(
        rows,
        [stratum_name(code, catalogue) for code in STRATA],
        [MatrixKey(look, catalogue(f"network-legend-{look}")) for look in _KEYS if look in drawn],
        corner=catalogue("network-function"),
        caption=catalogue("network-matrix-label"),
        chosen=chosen,
        key="network-matrix",
    )
    if clicked in known and clicked != chosen:
        keep_choice("cell", clicked)
        for name in ("function", "stratum"):
            st.session_state.pop(f"pick-cell-{name}", None)
        st.rerun()
    function, _, stratum = chosen.partition("@")
    return function, stratum


def _opened_first(known: Mapping[str, NetworkCell]) -> str:
    """Return the cell that the screen opens on: the usual one, or where nobody is known there, one with somebody."""
    usual = cell_id(_DEFAULT_FUNCTION, _DEFAULT_STRATUM)
    if known[usual]["state"] in _SOMEBODY:
        return usual
    for state in _SOMEBODY:
        for name, cell in known.items():
            if cell["state"] == state and cell["stratum"] == _DEFAULT_STRATUM:
                return name
    return usual


def _matrix_cell(view: View, record: NetworkRecord, cell: NetworkCell) -> MatrixCell:
    catalogue = view.texts
    single = cell["state"] == "reached" and (cell["single"] is not None or cell["saturated"] == cell["open"])
    look = "single" if single else _LOOKS.get(cell["state"], cell["state"])
    name = f"{function_name(cell['function'], catalogue)}, {stratum_name(cell['stratum'], catalogue)}"
    return MatrixCell(
        cell_id(cell["function"], cell["stratum"]),
        look,
        cell_text(cell, catalogue),
        cell_more(cell, record, catalogue),
        f"{name} – {' '.join(cell_sentences(cell, record, catalogue)[:2])}",
    )


def _cell(view: View, found: Network, record: NetworkRecord, chosen: tuple[str, str]) -> None:
    """Draw the two selectors of the cell, what it says, and its actors."""
    catalogue = view.texts
    function = _pick(view, "function", list(load_vocabulary().functions), chosen[0])
    stratum = _pick(view, "stratum", list(STRATA), chosen[1])
    if (function, stratum) != chosen:
        keep_choice("cell", cell_id(function, stratum))
        st.rerun()
    cell = next(one for one in record["cells"] if (one["function"], one["stratum"]) == chosen)
    for sentence in cell_sentences(cell, record, catalogue):
        st.markdown(plain(sentence))
    if load_vocabulary().functions[function].strategy == "meso":
        st.caption(catalogue("network-meso"))
    actors = carriers(found, functions=[function], stratum=stratum)
    for actor in actors[:_CARDS]:
        _actor(view, actor, record)
    if len(actors) > _CARDS:
        st.caption(catalogue("network-more-actors", count=len(actors) - _CARDS))
        with st.expander(catalogue("network-actors-title")):
            actor_table(view, actors, name="network-actors")


def _pick(view: View, name: str, options: list[str], current: str) -> str:
    catalogue, key = view.texts, f"pick-cell-{name}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = current
    names = {"function": function_name, "stratum": stratum_name}
    return str(
        st.selectbox(
            catalogue(f"network-{name}"), options, key=key, format_func=lambda code: names[name](code, catalogue)
        )
    )


def _actor(view: View, actor: CarrierActor, record: NetworkRecord) -> None:
    catalogue = view.texts
    with st.container(border=True):
        st.markdown(f"**{plain(actor['name'])}**")
        tier = catalogue("network-tier", tier=actor["tier"]) if actor["tier"] else ""
        told = [kind_name(actor["kind"], catalogue), tier, way_text(actor, catalogue)]
        st.text(" · ".join(part for part in told if part))
        st.text(room_text(actor, catalogue))
        st.text(contact_text(actor, catalogue))
        st.caption(plain(f"{dated_text(actor, catalogue)} · {basis_text(actor, catalogue)}"))
        closing = closing_text(actor, record, catalogue)
        if closing:
            st.caption(plain(closing))


def actor_table(view: View, actors: list[CarrierActor], *, name: str) -> None:
    """Draw actors in a table that downloads."""
    catalogue = view.texts
    columns: Mapping[str, list[str]] = {
        "name": [one["name"] for one in actors],
        "kind": [kind_name(one["kind"], catalogue) for one in actors],
        "tier": [one["tier"] or "–" for one in actors],
        "way": [way_text(one, catalogue) for one in actors],
        "room": [room_text(one, catalogue) for one in actors],
        "contact": [contact_text(one, catalogue) for one in actors],
        "hours": [one["hours"] or catalogue("unknown") for one in actors],
        "place": [place_text(one, catalogue) for one in actors],
        "dated": [dated_text(one, catalogue) for one in actors],
        "basis": [basis_text(one, catalogue) for one in actors],
    }
    titles = {
        "name": "column-actor",
        "kind": "column-kind",
        "tier": "column-tier",
        "way": "column-way",
        "room": "column-room",
        "contact": "column-contact",
        "hours": "column-hours",
        "place": "card-place",
        "dated": "column-status-date",
        "basis": "column-programme-said",
    }
    show_table(
        pd.DataFrame(columns), [Field(key, catalogue(text)) for key, text in titles.items()], catalogue, name=name
    )


def _singles(view: View, record: NetworkRecord) -> None:
    """Draw the actors that alone carry something."""
    if not record["single_points"]:
        return
    catalogue = view.texts
    st.subheader(catalogue("network-singles-title"))
    st.caption(catalogue("network-singles-lead"))
    fields = [
        Field("name", catalogue("column-actor"), width=360),
        Field("functions", catalogue("column-functions"), "count"),
        Field("cells", catalogue("column-cells"), "count"),
        Field("alone", catalogue("column-alone", base=record["base"]), "count"),
    ]
    show_table(pd.DataFrame(record["single_points"]), fields, catalogue, name="network-singles")


def _table(view: View, record: NetworkRecord) -> None:
    """Draw the matrix as a table with its figures, for whoever takes them away."""
    catalogue = view.texts
    names = {one["actor_id"]: one["name"] for one in record["single_points"]}
    frame = pd.DataFrame(record["cells"])
    frame = frame.assign(
        function=[function_name(code, catalogue) for code in frame["function"]],
        stratum=[stratum_name(code, catalogue) for code in frame["stratum"]],
        state=[catalogue(f"network-state-{code}") for code in frame["state"]],
        single=[names.get(one, "–") for one in frame["single"]],
        within=frame["within"].astype("float64"),
        sense=[one["within"] for one in frame["bounds"]],
    )
    fields = [
        Field("function", catalogue("network-function"), width=240),
        Field("stratum", catalogue("network-stratum")),
        Field("state", catalogue("column-cell-state")),
        Field("open", catalogue("column-cell-open"), "count"),
        Field("to_verify", catalogue("column-cell-to-verify"), "count"),
        Field("planned", catalogue("column-cell-planned"), "count"),
        Field("within", catalogue("column-cell-within"), "count", sense="sense"),
        Field("single", catalogue("column-cell-single")),
    ]
    with st.expander(catalogue("network-matrix-title")):
        show_table(frame, fields, catalogue, name="network-matrix", height=380)
