"""The app: the screens above, then what was chosen, then the answer."""

import gc
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from html import escape
from importlib import import_module
from urllib.parse import quote

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geo.errors import BadInputError
from ui.drawing.assets import app_folder, publish_assets
from ui.drawing.downloads import failure_style, upload_style
from ui.drawing.plain_tables import TABLES_STYLE
from ui.drawing.print_style import PRINT_STYLE
from ui.screens.meeting.adding import draw_meeting_pill
from ui.screens.meeting.presenting import draw_meeting_bar
from ui.session.choices import choose_language, choose_view, write_address
from ui.session.failures import show_failed_callback, telling_failures
from ui.session.meeting_steps import ShownStep, open_proposal, screen_left, shown_step
from ui.session.person import may
from ui.session.turns import runs
from ui.session.view import View
from ui.session.work_under_way import StoppedWaitingError
from ui.texts import LANGUAGES, Texts, texts

_TIDY_EVERY_S = 20
_MEETINGS = "meeting"
_STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 3.1rem 1rem 2rem; max-width: none; }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: .55rem; }
[data-testid="stHeader"] { height: 2.9rem; min-height: 2.9rem; border-bottom: 1px solid #dfe4e9; }
[data-testid="stMain"] h2 { font-size: 1.15rem; line-height: 1.3; padding: .2rem 0 .35rem; }
[data-testid="stMain"] h3 { font-size: 1.15rem; line-height: 1.35; padding: .3rem 0; }
[data-testid="stMain"] [data-testid="stMarkdownContainer"]:has(h3) { margin-bottom: 0; }
[data-testid="stMetric"] { line-height: 1.2; }
[data-testid="stMetricValue"] { font-size: clamp(1.1rem, 1.8vw, 1.5rem); line-height: 1.25; padding: 0; }
[data-testid="stMetricValue"] * { overflow: visible; text-overflow: clip; }
[data-testid="stMetricLabel"] p { white-space: normal; }
[data-testid="stPopoverButton"] p, [data-testid="stDownloadButton"] p { font-size: .85rem; }
.st-key-choices [data-testid="stPopoverButton"] {
  border-radius: 1.2rem; min-height: 2rem; padding: .1rem .8rem; max-width: 92vw;
}
.st-key-choices [data-testid="stPopoverButton"] p { font-weight: 600; }
.st-key-choices > .st-key-pill-meeting, .st-key-choices > :has(> .st-key-pill-meeting) { margin-left: auto; }
[class*="st-key-from-"] [data-testid="stPopoverButton"] p {
  text-decoration: underline dotted; text-underline-offset: 3px;
}
.st-key-figures { border-block: 1px solid #dfe4e9; padding: .35rem 0; }
.st-key-figures [data-testid="stVerticalBlock"] { gap: 0; position: relative; }
.st-key-figures [data-testid="stColumn"] + [data-testid="stColumn"] {
  border-left: 1px solid #dfe4e9; padding-left: .8rem;
}
.st-key-figures [data-testid="stCaptionContainer"] p {
  font-size: .75rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis;
}
.st-key-figures [data-testid="stMetricLabel"] { padding-right: 1.6rem; }
.st-key-figures [class*="st-key-from-"] {
  position: absolute; top: -.2rem; right: 0; width: auto !important; z-index: 2;
}
.st-key-figures [class*="st-key-from-"] [data-testid="stPopoverButton"] {
  width: 1.7rem; min-height: 1.7rem; padding: 0; overflow: hidden;
}
.st-key-figures [class*="st-key-from-"] [data-testid="stPopoverButton"]::before {
  content: "i"; display: block; width: 1.05rem; height: 1.05rem; margin: auto; border: 1.5px solid #4a5663;
  border-radius: 50%; font: italic 600 .75rem/1rem serif; color: #4a5663;
}
.st-key-figures [class*="st-key-from-"] [data-testid="stPopoverButton"] > * { position: absolute; left: -400rem; }
[class*="st-key-tall-"] {
  position: relative; margin-left: -1rem; width: calc(100% + 1rem) !important; max-width: none !important;
}
[class*="st-key-tall-"], [class*="st-key-tall-"] iframe { height: var(--map-height) !important; min-height: 360px; }
.st-key-screen-overview { --map-height: calc(100vh - 12.3rem); }
.st-key-screen-map { --map-height: calc(100vh - 11.4rem); }
[class*="st-key-tall-"] [class*="st-key-legend-"] {
  position: absolute; left: .8rem; bottom: .8rem; z-index: 5; width: auto !important; max-width: 19rem;
  max-height: 60%; overflow: auto; padding: .4rem .7rem; line-height: 1.35; border-radius: .5rem; background: #fffffff2;
  box-shadow: 0 1px 5px #1c27334d;
}
.st-key-pick-far [role="radiogroup"], .st-key-pick-far [data-testid="stButtonGroup"] > div {
  flex-wrap: wrap !important;
}
.st-key-card-box { position: relative; }
.st-key-card-box .st-key-card-close {
  position: absolute; top: .3rem; right: .5rem; width: auto !important; z-index: 3;
}
[data-testid="stMultiSelect"] [data-baseweb="tag"],
[data-testid="stMultiSelect"] [data-baseweb="tag"] > span:first-child {
  max-width: none;
}
.maillage-class { width: 100%; padding: .05rem .2rem; border: 0; border-radius: .25rem; background: none; font: inherit;
  color: inherit; }
button.maillage-class { cursor: pointer; min-height: 24px; }
button.maillage-class:hover { background: #eef2f6; }
button.maillage-class[aria-pressed="true"] { background: #dde6ee; font-weight: 600; }
.maillage-chosen { display: none; }
[data-testid="stElementContainer"]:has(.maillage-chosen) { display: none; }
[data-testid="stAppDeployButton"], [data-testid="stHeaderActionElements"] { display: none; }
*:focus-visible { outline: 3px solid #c2410c !important; outline-offset: 2px; }
[data-testid="stSelectbox"] input:not(:focus) { text-overflow: ellipsis; }
[data-testid="stSelectbox"] input:focus-visible { outline: none !important; }
[data-testid="stSelectbox"] [role="group"]:has(input:focus-visible) { outline: 3px solid #c2410c; outline-offset: 2px; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: #4a5663 !important; opacity: 1; }
@media (max-width: 640px) {
  [data-testid="stTabs"] [role="tablist"] { flex-wrap: wrap; }
  [data-testid="stMainBlockContainer"] { padding-left: .6rem; padding-right: .6rem; }
  .st-key-choices { gap: .3rem !important; }
  .st-key-choices [data-testid="stPopoverButton"] { padding: .1rem .55rem; }
  .st-key-choices [data-testid="stPopoverButton"] p { font-size: .8rem; }
  [class*="st-key-figures"] [data-testid="stColumn"] { min-width: 30% !important; flex: 1 1 30% !important; }
  .st-key-figures [data-testid="stColumn"] { border-left: 0 !important; padding-left: 0 !important; }
  [class*="st-key-screen-"] { --map-height: 62vh; }
  [class*="st-key-tall-"] { height: auto !important; margin-left: -.6rem; width: calc(100% + 1.2rem) !important; }
  [data-testid="stColumn"]:has([class*="st-key-tall-"]) { min-width: 100% !important; }
  .st-key-figures [data-testid="stCaptionContainer"] p { white-space: normal; }
  [class*="st-key-tall-"] [class*="st-key-legend-"] {
    position: static; max-width: none; max-height: none; box-shadow: none;
  }
}
</style>"""

SCREENS: Mapping[str, tuple[str, str]] = {
    "overview": ("ui.screens.overview", "apercu"),
    "map": ("ui.screens.explore", "carte"),
    "capacity": ("ui.screens.capacity.screen", "capacite"),
    "travel": ("ui.screens.travel.screen", "temps"),
    "compare": ("ui.screens.compare", "comparer"),
    "parcours": ("ui.screens.parcours", "parcours"),
    "network": ("ui.screens.network.screen", "reseau"),
    "plan": ("ui.screens.planning.screen", "planifier"),
    "dossier": ("ui.screens.dossier.screen", "dossier"),
    "actors": ("ui.screens.register.screen", "acteurs"),
    "methods": ("ui.screens.methods", "methodes"),
}
"""Every screen: its module, imported when it is first drawn, and its address.

None has an icon: the browser would ask another host for it, to show it in its tab.
"""


ASIDE: Mapping[str, tuple[str, str]] = {
    _MEETINGS: ("ui.screens.meeting.screen", "reunion"),
    "territories": ("ui.screens.territories.screen", "territoires"),
}
"""Screens that are not about one question: the strip leads to them, no step of a meeting shows them."""


def main() -> None:
    """Draw the app, when it is the turn of this run."""
    with runs.turn():
        _run()


def _run() -> None:
    st.set_page_config(page_title="Maillage", layout="wide", initial_sidebar_state="collapsed")
    st.html(_STYLE + TABLES_STYLE + PRINT_STYLE)
    with telling_failures(texts(LANGUAGES[0])):
        # Before the language: a step of a meeting makes every choice.
        step = shown_step() if may("read") else None
        catalogue = choose_language()
        with telling_failures(catalogue):
            show_failed_callback(catalogue)
            _draw(catalogue, step)


def _draw(catalogue: Texts, step: ShownStep | None) -> None:
    if not may("read"):
        _session_ended(catalogue)
        return
    _assets()
    st.html(failure_style(catalogue) + upload_style(catalogue))
    if step is not None:
        draw_meeting_bar(step, catalogue)
    strip = st.container(key="choices", horizontal=True, gap="small")
    view = choose_view(catalogue, strip)
    pages = _pages(view)
    chosen = st.navigation(list(pages.values()), position="top" if step is None else "hidden")
    if step is not None:
        drawn = step.step.screen
        _step(step, view)
    else:
        left = screen_left()
        drawn = next(name for name, page in pages.items() if page.url_path == chosen.url_path)
        if left is not None and left in SCREENS and left != drawn:
            st.switch_page(pages[left])
        if drawn not in ASIDE:
            draw_meeting_pill(view, drawn, strip, pages[_MEETINGS])
        chosen.run()
    write_address(drawn)
    _settle(drawn)
    _tidy()


def _session_ended(catalogue: Texts) -> None:
    """Draw the page of whoever was signed in and no longer is."""
    st.header(catalogue("account-ended"))
    st.markdown(catalogue("account-ended-why"))
    where = quote(f"/?lang={catalogue.language}", safe="")
    st.html(f'<a href="/sign-in?next={where}" target="_self">{escape(catalogue("account-enter-again"))}</a>')


def _pages(view: View) -> dict[str, StreamlitPage]:
    """Return every screen, and those that the strip leads to."""
    return {
        name: st.Page(
            partial(_screen, module, view),
            title=view.texts(f"screen-{name}"),
            url_path=address,
            default=name == "overview",
            visibility="hidden" if name in ASIDE else "visible",
        )
        for name, (module, address) in {**SCREENS, **ASIDE}.items()
    }


def _step(shown: ShownStep, view: View) -> None:
    """Draw the screen of a step."""
    if shown.step.screen not in SCREENS:
        raise BadInputError("meeting-screen", screen=shown.step.screen)
    open_proposal(shown, view)
    _screen(SCREENS[shown.step.screen][0], view)


def _screen(module: str, view: View) -> None:
    with suppress(StoppedWaitingError):
        import_module(module).draw(view)


@st.cache_resource(max_entries=len(SCREENS), show_spinner=False)
def _settle(screen: str) -> None:
    """Set aside what a screen's modules and tables brought: it stays, and is not looked through after every run."""
    del screen
    gc.collect()
    gc.freeze()


@st.cache_resource(ttl=_TIDY_EVERY_S, max_entries=1, show_spinner=False)
def _tidy() -> None:
    """Collect what is no longer used, now and then: after every run, as Streamlit does, takes a third of the time."""
    gc.collect()


@st.cache_resource
def _assets() -> None:
    publish_assets(app_folder() / "static")
