"""The national experiments on a day: a map of the zones, and what exists in the one chosen."""

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from analysis.network.experiments import STATES, ExperimentsHere, experiments_on, has_experiments, map_states
from geo.workspace.data import now
from ui.drawing.outlines import svg_image
from ui.drawing.plain_tables import plain_table
from ui.drawing.zone_picture import zone_picture
from ui.screens.shared.page import finding, zone_name
from ui.session.choices import keep_choice, kept_choice
from ui.session.territory_tables import remembered_data, remembered_shapes, remembered_zone_names
from ui.session.view import View
from ui.words.escape import plain
from ui.words.experiments import TITLES, experiment_cells, experiments_sentence, map_title
from ui.words.numbers import semicolons

_COLOURS = {"open": "#1f6f8b", "to-verify": "#c98a1b", "planned": "#7b5ea7", "closed": "#9aa3ad"}
_MAINLAND = (-5.3, 41.2, 9.8, 51.2)


def draw_experiments(view: View) -> None:
    """Draw the experiments of the zone on a day, and their map."""
    catalogue = view.texts
    if not has_experiments(view.territory_id):
        st.info(catalogue("experiments-nowhere"))
        return
    on = _day(view)
    data, names = remembered_data(view), remembered_zone_names(view.territory_id, view.language)
    found = experiments_on(data, view.zone_id, on)
    finding(experiments_sentence(found, zone_name(view), catalogue))
    st.caption(catalogue("experiments-lead"))
    whole = experiments_on(data, view.territory.root, on)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _map(view, whole, names)
    with right:
        headers = [catalogue(f"column-experiment-{title}") for title in TITLES]
        rows = [experiment_cells(line, catalogue) for line in found.lines.to_dict("records")]
        st.html(plain_table(catalogue("experiments-table"), headers, rows))
    sources = dict.fromkeys(found.lines["source"])
    st.caption(plain(catalogue("experiments-source", source=semicolons(sources, catalogue.language))))


def _day(view: View) -> date:
    """Draw the choice of the day, kept in the address, and return it."""
    key = "pick-experiments-day"
    if key not in st.session_state:
        kept = kept_choice("experiments", default="")
        try:
            st.session_state[key] = date.fromisoformat(kept)
        except ValueError:
            st.session_state[key] = view.at or now().date()
    chosen = st.date_input(
        view.texts("experiments-day"),
        key=key,
        min_value=date(2015, 1, 1),
        max_value=date(2040, 12, 31),
        format="DD/MM/YYYY",
    )
    kept_choice("experiments", default="")
    keep_choice("experiments", chosen.isoformat())
    return chosen


def _map(view: View, whole: ExperimentsHere, names: Mapping[str, str]) -> None:
    catalogue = view.texts
    shapes = remembered_shapes(view)
    own = shapes[shapes["level"] == view.territory.smallest_level]
    table = map_states(whole, list(own["zone_id"]))
    lines = table.to_dict("records")
    looks = {line["zone_id"]: _COLOURS[line["state"]] for line in lines if isinstance(line["state"], str)}
    unsure = [line["zone_id"] for line in lines if not line["sure"]]
    titles = {
        line["zone_id"]: map_title(
            names[line["zone_id"]],
            line["state"] if isinstance(line["state"], str) else None,
            line["count"],
            sure=line["sure"],
            texts=catalogue,
        )
        for line in lines
    }
    middles = own.geometry.representative_point()
    west, south, east, north = _MAINLAND
    near = middles.x.between(west, east) & middles.y.between(south, north)
    apart = {zone: names[zone] for zone in own.loc[~near, "zone_id"]}
    svg = zone_picture(own, looks, unsure, titles, chosen=view.zone_id, bounds=_MAINLAND, apart=apart)
    st.html(svg_image(svg, catalogue("experiments-map"), style="width:100%;max-width:560px"))
    keys = "".join(
        f'<li style="display:flex;gap:.4rem;align-items:center"><span style="width:1rem;height:1rem;background:'
        f'{_COLOURS[state]};display:inline-block"></span>{escape(catalogue(f"experiment-{state}"))}</li>'
        for state in STATES
    )
    st.html(f'<ul style="list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1rem">{keys}</ul>')
    st.caption(catalogue("experiments-map-key"))
