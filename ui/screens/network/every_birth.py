"""From pilot to every birth: what each centre would follow, the distances of the pilot, the week of a PMI."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.network.every_birth import (
    EveryBirth,
    PilotDistances,
    every_birth,
    half_days,
    load_hypotheses,
    pilot_distances,
    pilot_of,
    read_groups,
)
from geo.errors import MaillageError, NotFoundError
from geo.workspace.data import TerritoryData
from ui.drawing.plain_tables import plain_table
from ui.drawing.shown_tables import show_table
from ui.screens.shared.cards import zone_rows
from ui.screens.shared.page import finding, zone_name
from ui.session.shared_results import keep
from ui.session.territory_tables import remembered_data, trips_key
from ui.session.view import View
from ui.words.escape import plain
from ui.words.every_birth import (
    CENTRE_TITLES,
    GROUP_TITLES,
    carrier_cells,
    distance_cells,
    distances_sentence,
    every_birth_sentence,
    group_cells,
    half_days_sentence,
    hypothesis_sentences,
    pair_cells,
    week_cells,
    week_titles,
)
from ui.words.table_columns import Field

_CENTRES, _PMI = "centre-de-sante", "pmi"
_WRITTEN = {"births": "count", "minutes": "minutes", "days": "decimal", "rooms": "count", "staff": "decimal"}


def every_birth_asked(view: View) -> bool:
    """Tell whether the part says something of a territory: it has a pilot, or sites of a PMI in its smallest zones."""
    if pilot_of(view.territory_id) is not None:
        return True
    actors = remembered_data(view).actors
    return bool(((actors["kind"] == _PMI) & actors["hours"].notna()).any())


def draw_every_birth(view: View) -> None:
    """Draw what the territory's own document asks: its pilot made general, or the week of its PMI."""
    data = remembered_data(view)
    if pilot_of(view.territory_id) is not None:
        _follow(view, data)
        _pilot(view)
    else:
        _week(view, data)


@keep(8, key=lambda view: (*trips_key(view), view.zone_id))
def _followed(view: View) -> EveryBirth:
    asked = replace(view.question, kind=_CENTRES, function=None, stratum=None)
    return every_birth(remembered_data(view), asked, view.zone_id, load_hypotheses())


@keep(4, key=trips_key)
def _distances(view: View) -> PilotDistances | None:
    pilot = pilot_of(view.territory_id)
    return None if pilot is None else pilot_distances(remembered_data(view), view.question, pilot)


def _follow(view: View, data: TerritoryData) -> None:
    catalogue = view.texts
    try:
        found = _followed(view)
    except NotFoundError as error:
        st.info(catalogue.error(error))
        return
    finding(every_birth_sentence(found, zone_name(view), catalogue))
    for sentence in hypothesis_sentences(found, catalogue):
        st.caption(sentence)
    fields = [
        Field(name, catalogue(f"column-every-birth-{name}"), _WRITTEN.get(name, "text")) for name in CENTRE_TITLES
    ]
    show_table(found.centres, fields, catalogue, name="every-birth-centres", height=380)
    names = data.zones.set_index("zone_id")["name"]
    zones = found.zones.assign(name=found.zones["zone_id"].map(names))
    with st.expander(catalogue("every-birth-zones")):
        fields = [
            Field("name", catalogue("choice-zone")),
            Field("births", catalogue("column-every-birth-births"), "count"),
            Field("reached", catalogue("column-every-birth-reached"), "count"),
        ]
        zone_rows(view, zones, fields, name="every-birth-zones", height=380)


def _pilot(view: View) -> None:
    catalogue, found = view.texts, _distances(view)
    if found is None:
        return
    st.subheader(catalogue("pilot-title"))
    st.markdown(plain(distances_sentence(found, catalogue)))
    names = dict(zip(found.sites["actor_id"], found.sites["name"], strict=True))
    titles = [catalogue(f"column-pilot-{name}") for name in ("site", "position", "coordinator")]
    sites = [distance_cells(line, catalogue) for line in found.sites.to_dict("records")]
    st.html(plain_table(catalogue("pilot-sites"), titles, sites))
    with st.expander(catalogue("pilot-pairs")):
        titles = [catalogue(f"column-pilot-{name}") for name in ("site", "other", "minutes")]
        pairs = [pair_cells(line, names, catalogue) for line in found.pairs.to_dict("records")]
        st.html(plain_table(catalogue("pilot-pairs"), titles, pairs))
    titles = [catalogue("column-carrier"), catalogue("column-carrier-present")]
    st.html(plain_table(catalogue("pilot-carriers"), titles, carrier_cells(found.pilot, catalogue)))
    st.caption(catalogue("pilot-source", source=found.pilot.source))


def _week(view: View, data: TerritoryData) -> None:
    catalogue = view.texts
    brought = st.file_uploader(
        catalogue("half-days-groups"), type=["csv", "xlsx"], key="pmi-groups", help=catalogue("half-days-groups-help")
    )
    groups = None if brought is None else _groups(view, data, brought.name, brought.getvalue())
    found = half_days(data, view.zone_id, groups=groups, statuses=view.question.statuses)
    finding(half_days_sentence(found, zone_name(view), catalogue))
    if found.grid.empty:
        st.info(catalogue("half-days-nobody"))
    else:
        rows = [week_cells(line, catalogue) for line in found.grid.to_dict("records")]
        st.html(plain_table(catalogue("half-days-week"), week_titles(catalogue), rows))
    titles = [catalogue(f"column-groups-{title}") for title in GROUP_TITLES]
    cells = [group_cells(line, catalogue) for line in found.groups.to_dict("records")]
    st.html(plain_table(catalogue("half-days-by-group"), titles, cells))


def _groups(view: View, data: TerritoryData, name: str, content: bytes) -> pd.Series | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"groups{Path(name).suffix.lower()}"
        path.write_bytes(content)
        try:
            return read_groups(path, data)
        except MaillageError as error:
            st.error(view.texts.error(error))
            return None
