"""The decision diagram of a stratum on the territory: drawn in the page, taken away, rewritten in a file."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.network.diagram import Diagram, diagram
from analysis.network.steps import ProgrammeStep, read_steps, steps_text
from geo.errors import MaillageError
from ui.drawing.downloads import offer_file
from ui.drawing.flowchart import diagram_title, flowchart, flowchart_mermaid, flowchart_pdf, flowchart_png
from ui.drawing.outlines import svg_image
from ui.drawing.plain_tables import folded_lines
from ui.drawing.shown_tables import show_table
from ui.screens.network.choosing import choose_family_stratum, network_of
from ui.screens.shared.page import finding
from ui.session.view import View
from ui.texts import Texts
from ui.words.network import step_state, stratum_name
from ui.words.table_columns import Field

_WHOLE = ("held", "second", "family")
_TITLES = {
    "chapter": "column-phase",
    "step": "column-step",
    "question": "column-question",
    "state": "column-step-state",
    "actors": "column-actors",
    "risk": "column-risk",
    "section": "column-programme-said",
}


def draw_diagram(view: View) -> None:
    """Draw the diagram."""
    catalogue = view.texts
    found = network_of(view)
    left, right = st.columns([1, 2], gap="small")
    with left:
        stratum = choose_family_stratum(view)
    with right:
        steps = _own_steps(catalogue)
    if found.data.actors.empty:
        st.info(catalogue("network-register-empty"))
    drawn = diagram(found, stratum, steps=steps)
    broken = sum(one.state not in _WHOLE for one in drawn.steps)
    said = stratum_name(stratum, catalogue)
    finding(catalogue("diagram-finding", zone=drawn.zone_name, stratum=said, broken=broken, steps=len(drawn.steps)))
    st.caption(catalogue("diagram-lead"))
    svg = flowchart(drawn, catalogue)
    # The table below says the picture in words.
    told = f"{diagram_title(drawn, catalogue)}. {catalogue('diagram-table')}"
    image = svg_image(svg, told, style="min-width:960px;width:100%")
    with st.container(key="wide-diagram"):
        st.html(f'<div style="overflow-x:auto" tabindex="0">{image}</div>')
    with st.container(key="narrow-diagram"):
        frame = _steps_frame(drawn, catalogue)
        st.html(folded_lines(told, [catalogue(_TITLES[name]) for name in frame.columns], frame.to_numpy().tolist()))
    _downloads(view, drawn, svg)
    _table(view, drawn)


def _own_steps(catalogue: Texts) -> Sequence[ProgrammeStep] | None:
    """Draw where the territory brings its own steps; return them, None where it brings none that can be used."""
    brought = st.file_uploader(
        catalogue("diagram-steps-file"), type=["csv", "xlsx"], key="diagram-steps", help=catalogue("diagram-steps-help")
    )
    if brought is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"steps{Path(brought.name).suffix.lower()}"
        path.write_bytes(brought.getvalue())
        try:
            return read_steps(path)
        except MaillageError as error:
            st.error(catalogue.error(error))
            return None


def _downloads(view: View, drawn: Diagram, svg: str) -> None:
    catalogue = view.texts
    name = f"maillage-{view.zone_id}-{drawn.stratum}"
    row = st.container(horizontal=True, gap="small")
    files: Mapping[str, tuple[str, bytes | Callable[[], bytes]]] = {
        ".svg": ("svg", svg.encode()),
        ".png": ("png", partial(flowchart_png, svg, zoom=2.0)),
        ".pdf": ("pdf", partial(flowchart_pdf, drawn, catalogue)),
        ".mmd": ("mermaid", flowchart_mermaid(drawn, catalogue).encode()),
    }
    for ending, (kind, made) in files.items():
        title = catalogue(f"diagram-download-{kind}")
        offer_file(title, made, name=name, ending=ending, key=f"diagram-{kind}", row=row)
    steps = steps_text().encode("utf-8-sig")
    title = catalogue("diagram-steps-download")
    offer_file(title, steps, name="maillage-etapes", ending=".csv", key="diagram-template", row=row)


def _table(view: View, drawn: Diagram) -> None:
    """Draw the steps as a table: what the drawing says, for whoever does not see it."""
    catalogue = view.texts
    with st.expander(catalogue("diagram-table")):
        fields = [Field(key, catalogue(text)) for key, text in _TITLES.items()]
        show_table(_steps_frame(drawn, catalogue), fields, catalogue, name="diagram-steps", height=420)


def _steps_frame(drawn: Diagram, catalogue: Texts) -> pd.DataFrame:
    """Return the steps in words, one per row."""
    language = catalogue.language
    return pd.DataFrame(
        {
            "chapter": [catalogue(f"chapter-{one.step.chapter}") for one in drawn.steps],
            "step": [one.step.label[language] for one in drawn.steps],
            "question": [one.step.question[language] or "–" for one in drawn.steps],
            "state": [step_state(one, catalogue) for one in drawn.steps],
            "actors": [", ".join(actor["name"] for actor in one.actors[:5]) or "–" for one in drawn.steps],
            "risk": [one.step.risk[language] or "–" for one in drawn.steps],
            "section": [one.step.section or "–" for one in drawn.steps],
        }
    )
