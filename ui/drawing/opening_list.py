"""The list of a narrow page whose lines open a card: a tap beside a name, and the card comes into sight."""

from collections.abc import Callable

import streamlit as st

from ui.session.failures import guarded

_SCRIPT = """
const PATIENCE_MS = 20000, SAME_MS = 2500;
const card = () => document.querySelector(".st-key-card");
function bring(before, begun) {
  const now = card(), waited = Date.now() - begun;
  if (now && (now.innerText !== before || waited > SAME_MS)) now.scrollIntoView({ block: "start" });
  else if (waited < PATIENCE_MS) setTimeout(bring, 150, before, begun);
}
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".opening-list");
  // The lines that are open stay so.
  if (root.said !== data) root.innerHTML = root.said = data;
  root.onclick = (event) => {
    const button = event.target.closest("button[data-row]");
    if (!button) return;
    const before = card() && card().innerText;
    setTriggerValue("opened", Number(button.dataset.row));
    bring(before, Date.now());
  };
}
"""


def opening_list(lines: str, opened: Callable[[int], None], *, key: str) -> None:
    """Draw the lines of `ui.drawing.plain_tables.folded_lines`; ``opened`` is told the row of the button pressed."""

    def pressed() -> None:
        row = st.session_state[key].opened
        if row is not None:
            opened(int(row))

    _component()(data=lines, key=key, on_opened_change=guarded(pressed))


@st.cache_resource(show_spinner=False)
def _component():  # type: ignore[no-untyped-def]  # noqa: ANN202 - Streamlit's own type is not public
    return st.components.v2.component(
        "maillage_opening_list", html='<div class="opening-list"></div>', js=_SCRIPT, isolate_styles=False
    )
