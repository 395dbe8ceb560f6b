"""The card of a commune and the card of an actor: what a coordinator is asked in a meeting."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.diagnosis.ask import zone_line
from analysis.records.bounds import falling_sense, rising_sense
from analysis.service_area.buildings import housed
from geo.schema import split_codes
from geo.workspace.vocabulary import load_vocabulary
from ui.drawing.shown_tables import show_table
from ui.screens.shared.editing import edit_actor
from ui.screens.shared.page import falling_words
from ui.session.access_answers import remembered_journey
from ui.session.diagnosis_answers import remembered_measures
from ui.session.failures import guarded
from ui.session.picked import pick, picked
from ui.session.register_rows import remembered_quality
from ui.session.territory_tables import remembered_data, remembered_smallest_names
from ui.session.view import View
from ui.texts import pick as named
from ui.words.escape import plain
from ui.words.going import journey_said
from ui.words.known import known_minutes, share_cell
from ui.words.measures import needed
from ui.words.numbers import count, dated, day, minutes
from ui.words.row_quality import quality_said
from ui.words.services import service_lines
from ui.words.table_columns import Field
from ui.words.to_verify import either

_CHOSEN = "card-zone"


def card(view: View, clicked: tuple[str, str]) -> None:
    """Draw the card of what was clicked: ``zone`` or ``actor``, and its id."""
    what, name = clicked
    with st.container(key="card-box"):
        st.button(
            "✕",
            key="card-close",
            type="tertiary",
            help=view.texts("card-close"),
            on_click=guarded(pick),
            args=("none", ""),
        )
        (zone_card if what == "zone" else actor_card)(view, name)


def zone_rows(view: View, frame: pd.DataFrame, fields: Sequence[Field], *, name: str, height: int) -> None:
    """Show a table of zones (column ``zone_id``), and under it the card of the one that was chosen."""
    zones = [str(zone) for zone in frame["zone_id"]]
    show_table(frame, fields, view.texts, name=name, height=height, zones=zones)
    clicked = picked(view)
    if clicked is not None and clicked[0] == "zone" and clicked[1] in zones:
        card(view, clicked)


def choose_card(view: View, clicked: tuple[str, str] | None, *, compact: bool = False) -> None:
    """Draw the field that opens the card of a small zone by its name, without a map; ``compact`` without a title."""
    catalogue, smallest = view.texts, remembered_smallest_names(view.territory_id)
    chosen = clicked[1] if clicked and clicked[0] == "zone" and clicked[1] in smallest else None
    if st.session_state.get(_CHOSEN) != chosen:
        st.session_state[_CHOSEN] = chosen
    level = named(view.territory.level(view.territory.smallest_level).names, view.language)
    st.selectbox(
        catalogue("card-choose", zone=level),
        list(smallest),
        index=None,
        format_func=smallest.__getitem__,
        key=_CHOSEN,
        placeholder=catalogue("card-find", zone=level) if compact else catalogue("card-placeholder"),
        help=None if compact else catalogue("card-help"),
        label_visibility="collapsed" if compact else "visible",
        on_change=guarded(_open_chosen),
    )


def _open_chosen() -> None:
    zone = st.session_state[_CHOSEN]
    pick(*(("zone", zone) if zone else ("none", "")))


def zone_card(view: View, zone_id: str) -> None:
    """Draw what is known of a small zone: births, need, time, nearest actor."""
    catalogue, language = view.texts, view.language
    measures, data = remembered_measures(view), remembered_data(view)
    line = zone_line(measures, zone_id)
    with st.container(border=True, key="card"):
        st.markdown(f"### {plain(line['name'])}")
        rows = [
            (catalogue("column-births"), count(line["births"], language)),
            (catalogue("column-population"), count(line["population"], language)),
            (catalogue("column-need"), _need(line, view)),
            (catalogue("column-mean-minutes"), _minutes(line, view)),
            (catalogue("column-within", minutes=view.threshold_min), _within(view, zone_id)),
        ]
        _rows(rows)
        main = measures.area.main_services()
        if zone_id in main.index:
            first: Any = main.loc[zone_id]
            names = measures.supply.actors.set_index("actor_id")["name"]
            told = falling_words(minutes(first["minutes"], language), first["minutes"], view)
            st.text(catalogue("card-nearest", actor=names[first["actor_id"]], minutes=told))
            if measures.engine.kind == "timetable":
                st.text(journey_said(remembered_journey(view, zone_id, str(first["actor_id"])), catalogue))
        elif measures.engine.kind == "timetable" and _no_line_passes(view, zone_id):
            st.text(catalogue("journey-unknown"))
        inside = data.ancestors.loc[data.ancestors["ancestor_id"] == zone_id, "zone_id"]
        here = data.actors[data.actors["zone_id"].isin(inside)]
        serving = measures.areas[measures.areas["zone_id"].isin(inside)]["actor_id"].nunique()
        st.text(catalogue("card-actors", here=len(here), serving=serving))
        for name in here["name"].sort_values().head(8):
            st.text(f"• {name}")
        st.caption(catalogue(f"engine-{measures.engine.name}"))


def actor_card(view: View, actor_id: str) -> None:
    """Draw what the register says of an actor, and where it says it."""
    catalogue, words, language = view.texts, load_vocabulary(), view.language
    data = remembered_data(view)
    actor: Any = data.actors.set_index("actor_id").loc[actor_id]
    services: Any = data.services[data.services["actor_id"] == actor_id]
    names = data.zones.set_index("zone_id")["name"]
    with st.container(border=True, key="card"):
        st.markdown(f"### {plain(actor['name'])}")
        kind = words.kinds[actor["kind"]].label(language) if actor["kind"] in words.kinds else actor["kind"]
        st.caption(f"{kind} · {catalogue('status-' + actor['status'])}")
        place = ", ".join(str(actor[name]) for name in ("address", "postal_code", "locality") if pd.notna(actor[name]))
        rows = [
            (catalogue("card-place"), place or catalogue("unknown")),
            (catalogue("card-position"), catalogue(f"position-{actor['position_quality']}")),
            *_building(view, actor_id),
            *_quality(view, actor_id),
            *(
                (catalogue(f"card-{name}"), str(actor[name]))
                for name in ("seat", "hours", "phone", "website", "contact", "identifiers")
                if pd.notna(actor[name])
            ),
            *(
                (catalogue(f"card-{name}"), day(str(actor[name]), language))
                for name in ("since", "until", "expected_return")
                if pd.notna(actor[name])
            ),
        ]
        _rows(rows)
        for service in services.to_dict("records"):
            unit = catalogue(f"unit-{service['capacity_unit']}") if isinstance(service["capacity_unit"], str) else ""
            offered, used = count(service["capacity"], language), count(service["used"], language)
            told = f"{offered} {unit}".strip()
            st.text(catalogue("card-service", service=service["service"], capacity=told, used=used))
            for line in service_lines(service, catalogue):
                st.text(line)
            covers = [str(names.get(code, code)) for code in split_codes(service["covers"])]
            if covers:
                st.text(catalogue("card-covers", zones=", ".join(covers[:12]) + ("…" if len(covers) > 12 else "")))
        st.markdown(f"**{catalogue('where-from')}**")
        st.text(f"{actor['source']} ({dated(actor['as_of'], catalogue.language)})")
        if pd.notna(actor["note"]):
            with st.expander(catalogue("card-note")):
                st.text(actor["note"])
        edit_actor(view, actor_id)


def _building(view: View, actor_id: str) -> list[tuple[str, str]]:
    """Return who else is in the building of an actor; nothing where nobody is."""
    actors = remembered_data(view).actors
    beside = housed(actors, actor_id)
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    return [(view.texts("card-building"), ", ".join(str(names[one]) for one in beside))] if beside else []


def _quality(view: View, actor_id: str) -> list[tuple[str, str]]:
    """Return how good the row is, and what it lacks; nothing where nothing applies."""
    scores: Any = remembered_quality(view).to_dict("index").get(actor_id)
    if scores is None or pd.isna(scores["score"]):
        return []
    return [(view.texts("column-row-quality"), quality_said(scores, view.texts))]


def _rows(rows: list[tuple[str, str]]) -> None:
    for label, value in rows:
        left, right = st.columns([1, 1], vertical_alignment="center", gap="small")
        left.caption(label)
        right.text(value)


def _no_line_passes(view: View, zone_id: str) -> bool:
    """Tell whether the timetable knows nothing of any place of a smallest zone."""
    places, left_out = remembered_data(view).places, remembered_measures(view).area.left_out
    return bool(places.loc[places["zone_id"] == zone_id, "place_id"].isin(left_out["id"]).all())


def _need(line: pd.Series, view: View) -> str:
    known = None if pd.isna(line["need"]) else float(line["need"])
    return needed(known, str(line["need_status"]), view.texts)


def _minutes(line: pd.Series, view: View) -> str:
    area = remembered_measures(view).area
    if pd.isna(line["mean_min"]) and line["unreached"] > 0 and len(area.located):
        return known_minutes(None, falling_sense(area.reach_state), area.horizon_min, view.texts)
    return falling_words(minutes(line["mean_min"], view.language), line["mean_min"], view)


def _within(view: View, zone_id: str) -> str:
    measures = remembered_measures(view)
    told = []
    for within, state in (
        (measures.within_open, measures.reach_open),
        (measures.within_to_verify, measures.reach_to_verify),
    ):
        row = within[(within["zone_id"] == zone_id) & (within["threshold_min"] == view.threshold_min)].iloc[0]
        by = "births" if pd.notna(row["births_total"]) else "population"
        share = row[by] / row[f"{by}_total"] if row[f"{by}_total"] > 0 else float("nan")
        told.append(share_cell(None if pd.isna(share) else share, rising_sense(state), view.texts))
    return either(*told, texts=view.texts)
