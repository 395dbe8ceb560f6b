"""Who does what for which families: the matrix of a zone, whom to call, the path drawn, the handovers."""

import streamlit as st

from analysis.network.experiments import has_experiments
from analysis.records.shared import EngineRecord
from geo.json_values import encode
from ui.screens.network.calling import draw_calling
from ui.screens.network.choosing import network_of
from ui.screens.network.coordination import draw_coordination
from ui.screens.network.diagrams import draw_diagram
from ui.screens.network.every_birth import draw_every_birth, every_birth_asked
from ui.screens.network.experiments import draw_experiments
from ui.screens.network.handovers import draw_handovers
from ui.screens.network.matrix import draw_network
from ui.screens.network.prenatal import draw_prenatal
from ui.screens.network.strata import draw_strata
from ui.screens.shared.page import zone_name
from ui.session.choices import choose_part
from ui.session.view import View
from ui.words.escape import plain
from ui.words.measures import feed_days_lines

_PARTS = {
    "matrix": draw_network,
    "call": draw_calling,
    "diagram": draw_diagram,
    "links": draw_handovers,
    "prenatal": draw_prenatal,
    "coordination": draw_coordination,
    "strata": draw_strata,
    "every-birth": draw_every_birth,
    "experiments": draw_experiments,
}
_WITHOUT_TIMES = {"every-birth", "experiments"}


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    st.header(plain(catalogue("network-title", zone=zone_name(view))))
    st.caption(catalogue("lead-network"))
    asked = {"every-birth": every_birth_asked(view), "experiments": has_experiments(view.territory_id)}
    parts = [name for name in _PARTS if asked.get(name, True)]
    part = choose_part("network", tuple(parts), lambda name: catalogue(f"network-{name}-tab"), catalogue)
    if part not in _WITHOUT_TIMES:
        engine = encode(EngineRecord, network_of(view).engine)
        for line in feed_days_lines(engine.get("feed_days"), catalogue):
            st.caption(plain(line))
    _PARTS[part](view)
