"""The door before Streamlit, with the settings of this process."""

import inspect
import os
import threading
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from starlette.middleware import Middleware
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from geo.errors import MaillageError
from geo.workspace.rights import sign_in_required
from ui.drawing.assets import publish_assets
from ui.serving.oidc import provider
from ui.serving.request_guard import Guard
from ui.serving.settings import WORKER, allowed_hosts, limits
from ui.serving.sign_in import SignIn
from ui.serving.workers import end_with_parent
from ui.texts import LANGUAGES

_SLOW = (
    "ui.app",
    "ui.drawing.maps",
    "ui.drawing.charts",
    "ui.drawing.atlas",
    "analysis.diagnosis.record",
    "folium.plugins",
    "streamlit.emojis",
)
"""What the first screen imports; no component: one that is imported before Streamlit runs is never served."""


_READY_S = 20
"""How long the first visitor is kept waiting at the door rather than before an empty page."""


def doors(app: Path) -> list[Middleware]:
    """Return what every request passes, and make this process ready for its first visitor.

    Parameters
    ----------
    app
        The file that is served: its folder ``static`` receives the scripts of the maps.
    """
    publish_assets(app.parent / "static")
    write_theme_once()
    if os.environ.get(WORKER):
        end_with_parent()
    warming = threading.Thread(target=_warm, daemon=True, name="warm")
    warming.start()
    # Nobody is told that the app answers before its first screen does; a slow disk does not keep it closed.
    warming.join(_READY_S)
    own = limits()
    # Nothing of accounts is read where nobody signs in.
    sign_in = SignIn(idle_s=own.idle_s, provider=provider()) if sign_in_required() else None
    return [Middleware(Guard, hosts=allowed_hosts(), limits=own, session_in=session_in, sign_in=sign_in)]


def write_theme_once() -> None:
    """Have the theme read from the settings once, not again for each run: it never changes while the app is served."""
    written = app_session._populate_theme_msg  # noqa: SLF001 - Streamlit offers no setting for it
    themes: dict[str, CustomThemeConfig] = {}

    def populate(told: CustomThemeConfig, section: str = "theme") -> None:
        if section not in themes:
            theme = CustomThemeConfig()
            written(theme, section)
            themes[section] = theme
        if themes[section].ByteSize():
            told.MergeFrom(themes[section])

    setattr(app_session, "_populate_theme_msg", populate)  # noqa: B010 - a private name has no setter of its own


def session_in(message: bytes) -> str | None:
    """Return the id of the session that a message opens, or None."""
    told = ForwardMsg.FromString(message)
    if told.WhichOneof("type") != "new_session":
        return None
    return told.new_session.initialize.session_id or None


def _warm() -> None:
    """Bring what the first screen imports, and work out what it shows to whoever has chosen nothing yet."""
    for module in _SLOW:
        import_module(module)
    # What fails here fails again, and is said, on the page.
    with suppress(MaillageError):
        view = import_module("ui.session.choices").opening_view(LANGUAGES[0])
        import_module("ui.screens.overview").make_ready(view)
    # Streamlit asks where each component comes from, which looks every module up the first time.
    inspect.getmodule(_warm.__code__)
