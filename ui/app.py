"""The app: choices on the side, screens in the middle."""

import gc
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module

import streamlit as st

from ui.drawing.assets import app_folder, publish_assets
from ui.drawing.downloads import failure_style
from ui.session.choices import choose_language, choose_view, write_address
from ui.session.failures import show_failed_callback, telling_failures
from ui.session.view import View
from ui.session.work_under_way import StoppedWaitingError
from ui.texts import LANGUAGES, Texts, texts

_TIDY_EVERY_S = 20
_STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding-top: 3rem; padding-bottom: 3rem; max-width: 1500px; }
[data-testid="stMain"] h3 { font-size: 1.3rem; line-height: 1.35; }
[data-testid="stMetricValue"] { font-size: clamp(1.2rem, 2vw, 1.75rem); line-height: 1.3; }
[data-testid="stMetricValue"] * { overflow: visible; text-overflow: clip; }
[data-testid="stMetricLabel"] p { white-space: normal; }
[data-testid="stSidebar"] [data-testid="stVerticalBlock"] { gap: .6rem; }
[data-testid="stPopoverButton"] p, [data-testid="stDownloadButton"] p { font-size: .85rem; }
.st-key-figures [data-testid="stCaptionContainer"] { min-height: 3.9rem; }
[data-testid="stPopoverButton"] p { text-decoration: underline dotted; text-underline-offset: 3px; }
[data-testid="stAppDeployButton"] { display: none; }
*:focus-visible { outline: 3px solid #c2410c !important; outline-offset: 2px; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: #4a5663 !important; opacity: 1; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 1rem; padding-right: 1rem; }
  [class*="st-key-figures"] [data-testid="stColumn"] { min-width: 40% !important; flex: 1 1 40% !important; }
  h2 { font-size: 1.5rem !important; }
}
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stPopoverButton"],
  [data-testid="stDownloadButton"] { display: none !important; }
}
</style>"""

SCREENS: Mapping[str, tuple[str, str]] = {
    "overview": ("ui.screens.overview", "apercu"),
    "map": ("ui.screens.explore", "carte"),
    "capacity": ("ui.screens.capacity.screen", "capacite"),
    "travel": ("ui.screens.travel", "temps"),
    "compare": ("ui.screens.compare", "comparer"),
    "parcours": ("ui.screens.parcours", "parcours"),
    "plan": ("ui.screens.planning.screen", "planifier"),
    "actors": ("ui.screens.register.screen", "acteurs"),
    "methods": ("ui.screens.methods", "methodes"),
}
"""Every screen: its module, imported when it is first drawn, and its address.

None has an icon: the browser would ask another host for it, to show it in its tab.
"""


def main() -> None:
    """Draw the app."""
    st.set_page_config(page_title="Maillage", layout="wide", initial_sidebar_state="auto")
    st.html(_STYLE)
    with telling_failures(texts(LANGUAGES[0])):
        catalogue = choose_language()
        with telling_failures(catalogue):
            show_failed_callback(catalogue)
            _draw(catalogue)


def _draw(catalogue: Texts) -> None:
    _assets()
    st.html(failure_style(catalogue))
    view = choose_view(catalogue)
    chosen = _navigation(view)
    chosen.run()
    write_address(chosen.url_path)
    _settle(chosen.url_path)
    _tidy()


def _navigation(view: View) -> st.Page:
    return st.navigation(
        [
            st.Page(
                partial(_screen, module, view),
                title=view.texts(f"screen-{name}"),
                url_path=address,
                default=name == "overview",
            )
            for name, (module, address) in SCREENS.items()
        ],
        expanded=True,
    )


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
