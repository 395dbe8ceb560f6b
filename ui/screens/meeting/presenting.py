"""The bar of a meeting: the step with its title and sentence, the buttons that lead on and back, and the way out."""

import streamlit as st

from ui.screens.shared.page import finding
from ui.session.failures import guarded
from ui.session.meeting_steps import ShownStep, leave_meeting, show_step
from ui.texts import Texts
from ui.words.escape import plain

MEETING_STYLE = """<style>
html { font-size: 20px; }
[data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"] { display: none; }
[data-testid="stMainBlockContainer"] { padding-top: .4rem; }
.st-key-meeting { border-bottom: 2px solid #1f5f8b; padding-bottom: .3rem; align-items: center; }
.st-key-meeting h3 { font-size: 1.45rem; line-height: 1.2; }
.st-key-meeting > :first-child { flex: 1 1 16rem; }
.st-key-meeting-said p { font-size: 1.1rem; line-height: 1.3; }
.st-key-meeting-said [data-testid="stVerticalBlock"], .st-key-meeting-said { gap: .1rem !important; }
[class*="st-key-screen-"] { --map-height: calc(100vh - 17rem); }
@media (max-width: 640px) { html { font-size: 18px; } .st-key-meeting h3 { font-size: 1.2rem; } }
@media print { .st-key-meeting button { display: none; } }
</style>"""


def draw_meeting_bar(shown: ShownStep, texts: Texts) -> None:
    """Draw the bar of the step that is shown."""
    st.html(MEETING_STYLE)
    steps = len(shown.meeting.steps)
    with st.container(key="meeting", horizontal=True, gap="small"):
        with st.container(key="meeting-said"):
            finding(texts("meeting-rank", rank=shown.rank, steps=steps, title=shown.step.title))
            if shown.step.sentence:
                st.markdown(plain(shown.step.sentence))
        _button("before", shown.key, shown.rank - 1, texts, key="Left", off=shown.rank == 1)
        _button("after", shown.key, shown.rank + 1, texts, key="Right", off=shown.rank == steps)
        st.button(texts("meeting-leave"), key="meeting-leave", on_click=guarded(leave_meeting), shortcut="Esc")


def _button(way: str, meeting: str, rank: int, texts: Texts, *, key: str, off: bool) -> None:
    st.button(
        texts(f"meeting-{way}"),
        key=f"meeting-{way}",
        on_click=guarded(show_step),
        args=(meeting, rank),
        disabled=off,
        type="primary" if way == "after" else "secondary",
        shortcut=key,
    )
