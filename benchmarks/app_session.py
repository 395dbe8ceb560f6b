"""A user of the app without a browser: one websocket session that speaks Streamlit's own protocol, on this computer."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE_S = 120


@dataclass
class Drawn:
    """What one run of the app sent, and when: seconds from the question.

    ``figure_s`` is when the last figure (``st.metric``, or a chart or table where there is none) had come.
    """

    done_s: float = 0.0
    figure_s: float = 0.0
    size: int = 0
    metrics: list[str] = field(default_factory=list)
    widgets: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


class AppSession:
    """One session: it opens an address, then changes selectors, as a browser would."""

    def __init__(self, port: int, *, headers: Mapping[str, str] | None = None) -> None:
        self._port = port
        self._headers = headers or {}
        self._states: dict[str, str] = {}
        self._widgets: dict[str, str] = {}
        self._query = ""
        self._page = ""

    def __enter__(self) -> Self:
        self._kept = ExitStack()
        self._socket: ClientConnection = self._kept.enter_context(
            connect(
                f"ws://localhost:{self._port}/_stcore/stream",
                subprotocols=["streamlit"],  # type: ignore[list-item]
                additional_headers=self._headers,
                max_size=None,
                compression=None,
                proxy=None,
            )
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kept.close()

    def open(self, page: str, choices: Mapping[str, str]) -> Drawn:
        """Open a screen by its address (the empty one is the first) with choices in the address."""
        self._page = calc_hash(page) if page else ""
        self._query = "&".join(f"{name}={value}" for name, value in choices.items())
        return self._run()

    def choose(self, name: str, shown: str) -> Drawn:
        """Give a selector of the side bar (its name in the address) another value, as it is written on screen."""
        self._states[self._widgets[f"choice-{name}"]] = shown
        return self._run()

    def closed_within(self, seconds: float) -> bool:
        """Wait without a gesture, and tell whether the server closes the session."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            try:
                self._socket.recv(timeout=max(0.01, until - time.perf_counter()))
            except TimeoutError:
                return False
            except ConnectionClosed:
                return True
        return False

    def _run(self) -> Drawn:
        asked = BackMsg()
        asked.rerun_script.query_string = self._query
        asked.rerun_script.page_script_hash = self._page
        for widget, value in self._states.items():
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = widget, value
        drawn, start = Drawn(), time.perf_counter()
        self._socket.send(asked.SerializeToString())
        figures: dict[str, float] = {}
        while True:
            data = self._socket.recv(timeout=PATIENCE_S)
            told, now = ForwardMsg.FromString(bytes(data)), time.perf_counter() - start  # type: ignore[arg-type]
            drawn.size += len(data)
            kind = told.WhichOneof("type")
            if kind == "delta" and told.delta.WhichOneof("type") == "new_element":
                self._read(told.delta.new_element, drawn, figures, now)
            elif kind == "page_info_changed":
                self._query = told.page_info_changed.query_string
            elif kind == "script_finished":
                drawn.done_s = now
                break
        drawn.figure_s = figures.get("metric", figures.get("other", drawn.done_s))
        drawn.widgets = dict(self._widgets)
        return drawn

    def _read(self, element: Any, drawn: Drawn, figures: dict[str, float], now: float) -> None:  # noqa: ANN401 - a message
        kind = element.WhichOneof("type")
        drawn.kinds.append(kind)
        if kind in ("selectbox", "radio"):
            widget = getattr(element, kind).id
            self._widgets["choice-" + widget.rpartition("choice-")[2]] = widget
        elif kind == "metric":
            drawn.metrics.append(element.metric.body)
            figures["metric"] = now
        elif kind in ("vega_lite_chart", "arrow_vega_lite_chart", "arrow_data_frame", "arrow_table"):
            figures["other"] = now
        elif kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR):
            drawn.errors.append(str(element)[:400])


@contextmanager
def served(
    workspace: Path | None = None,
    *,
    workers: int = 1,
    told: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
) -> Iterator[tuple[int, int]]:
    """Serve the app on a free port of this computer, as its command does; gives the port and the id of the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Compiled modules are kept, as on any machine.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= told or {}
    if workspace is not None:
        environment["MAILLAGE_WORKSPACE"] = str(workspace)
    server = subprocess.Popen(  # noqa: S603
        [
            *(sys.executable, "-c", "from ui.cli import main; main()", "app", "--no-browser"),
            *("--port", str(port), "--workers", str(workers), *options),
        ],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://localhost:{port}/_stcore/health")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str) -> None:
    for _ in range(PATIENCE_S * 4):
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise TimeoutError(address)
