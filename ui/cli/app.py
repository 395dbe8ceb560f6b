"""``maillage app``: serve the Streamlit app on this computer and open it in the browser."""

import os
import socket
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from importlib import import_module
from pathlib import Path

import click

from geo.errors import BadInputError
from ui.drawing.assets import publish_assets
from ui.texts import Texts

APP = Path(__file__).resolve().parents[2] / "app.py"
_SLOW = ("folium.plugins", "streamlit.emojis")
"""What the first screen imports late."""
_FIRST_PORT, _LAST_PORT = 8501, 8550


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("app", help=texts("cli-app-help"))
    @click.option("--port", type=int, default=None, help=texts("cli-port-help"))
    @click.option("--no-browser", is_flag=True, help=texts("cli-no-browser-help"))
    def app(*, port: int | None, no_browser: bool) -> None:
        chosen = _free_port() if port is None else _checked(port)
        publish_assets(APP.parent / "static")
        address = f"http://localhost:{chosen}"
        click.echo(texts("app-opening", address=address))
        if not no_browser:
            threading.Thread(target=_open_when_ready, args=(address,), daemon=True).start()
        threading.Thread(target=_warm, daemon=True).start()
        _serve(chosen)

    return app


def _serve(port: int) -> None:
    """Run Streamlit in this process until it is stopped; its settings are beside ``app.py``."""
    os.chdir(APP.parent)
    streamlit = import_module("streamlit.web.cli")
    streamlit.main(["run", str(APP), "--server.port", str(port)], prog_name="streamlit")


def _warm() -> None:
    """Import what the first screen needs while the browser opens, so that its visitor does not wait for it.

    Not the screens themselves: a component imported before Streamlit runs is never served.
    """
    for module in (
        "ui.app",
        "ui.drawing.maps",
        "ui.drawing.charts",
        "ui.drawing.atlas",
        "analysis.diagnosis.record",
        *_SLOW,
    ):
        import_module(module)


def _open_when_ready(address: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310
                webbrowser.open(address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)


def _free_port() -> int:
    for port in range(_FIRST_PORT, _LAST_PORT + 1):
        if _is_free(port):
            return port
    raise BadInputError("port-busy", port=f"{_FIRST_PORT}–{_LAST_PORT}")


def _checked(port: int) -> int:
    if not _is_free(port):
        raise BadInputError("port-busy", port=str(port))
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
