"""The app as its command serves it, from one process and from two: strangers are refused, nobody outside is asked."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from benchmarks.app_session import AppSession, served
from benchmarks.crowd import processes_of
from ui.serving.proxy import COOKIE

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]


def test_what_is_imported_before_the_first_visitor_leaves_components_to_streamlit():
    code = (
        "import sys; from ui.serving.guarded_server import _warm; _warm(); "
        "assert not {'streamlit_folium', 'st_folium'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


WATCHED = """
import os, sys

def _told(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        asked = str(arguments[1][0])
    elif event == "socket.getaddrinfo":
        asked = str(arguments[0])
    elif event == "socket.sendto" and isinstance(arguments[1], tuple):
        asked = str(arguments[1][0])
    else:
        return
    with open(os.environ["ASKED"], "a", encoding="utf-8") as out:
        out.write(asked + "\\n")

sys.addaudithook(_told)
"""
HERE = {"localhost", "127.0.0.1", "::1", "None", ""}


@pytest.fixture(scope="module", params=[1, 2], ids=["one process", "two processes"])
def server(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("watched")
    (folder / "sitecustomize.py").write_text(WATCHED, encoding="utf-8")
    asked = folder / "asked.txt"
    told = {"PYTHONPATH": str(folder), "ASKED": str(asked)}
    options = ("--allow-host", "maillage.example")
    with served(workers=request.param, told=told, options=options) as (port, process):
        yield port, process, asked, request.param


def answer(port: int, head: str) -> tuple[int, str]:
    """Send a request as it is written, and return the status and the whole answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as wire:
        wire.sendall(head.replace("\n", "\r\n").encode("latin-1"))
        received = b""
        while part := wire.recv(65536):
            received += part
    text = received.decode("utf-8", "replace")
    return int(text.split(" ", 2)[1]), text


def knock(port: int, *, host: str, origin: str | None = None) -> int:
    """Ask for the websocket, and return the status of the answer; 101 for an open one."""
    try:
        with connect(
            f"ws://{host}/_stcore/stream",
            address=("127.0.0.1", port),
            origin=origin,
            subprotocols=["streamlit"],
            proxy=None,
        ):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def test_the_app_is_served_under_its_names_and_under_no_other(server):
    port = server[0]
    for host in (f"localhost:{port}", "127.0.0.1", "maillage.example"):
        assert answer(port, f"GET / HTTP/1.1\nHost: {host}\nConnection: close\n\n")[0] == 200
    for host in ("evil.example", f"evil.example:{port}", "localhost.evil.example"):
        status, text = answer(port, f"GET / HTTP/1.1\nHost: {host}\nConnection: close\n\n")
        assert status == 421
        assert "--allow-host" in text
    assert answer(port, "GET / HTTP/1.1\nHost: a\nHost: localhost\nConnection: close\n\n")[0] in (400, 421)
    assert answer(port, "GET / HTTP/1.0\nConnection: close\n\n")[0] in (400, 421)


def test_the_websocket_is_refused_to_a_rebound_name_and_to_a_foreign_page(server):
    port = server[0]
    here = f"localhost:{port}"
    assert knock(port, host=here) == 101
    assert knock(port, host=here, origin=f"http://{here}") == 101
    assert knock(port, host="maillage.example", origin="https://maillage.example") == 101
    assert knock(port, host=f"evil.example:{port}", origin=f"http://evil.example:{port}") == 421
    assert knock(port, host=here, origin="http://evil.example") == 403
    assert knock(port, host=here, origin="null") == 403
    assert knock(port, host=here, origin=f"http://127.0.0.1:{port}") == 403


def test_answers_carry_the_rules_of_the_page_and_only_what_is_meant_is_served(server):
    port = server[0]
    text = answer(port, "GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n")[1].lower()
    for header in (
        "content-security-policy: default-src 'self'",
        "x-content-type-options: nosniff",
        "referrer-policy: ",
    ):
        assert header in text
    for path, status in (
        ("/app/static/leaflet/leaflet.js", 200),
        ("/app/static/leaflet/leaflet-src.map", 404),
        ("/app/static/../app.py", 404),
        ("/_stcore/metrics", 404),
    ):
        assert answer(port, f"GET {path} HTTP/1.1\nHost: localhost\nConnection: close\n\n")[0] in (status, 400), path


def test_a_file_above_the_limit_gets_a_sentence(server):
    port = server[0]
    head = (
        "PUT /_stcore/upload_file/nobody/file HTTP/1.1\nHost: localhost\nAccept-Language: fr\n"
        f"Content-Length: {22 * 1024 * 1024}\nConnection: close\n\n"
    )
    status, text = answer(port, head)
    assert status == 413
    assert "20\u202fMo" in text


def test_a_figure_is_drawn_and_nobody_outside_is_asked_anything(server):
    port, _, asked, _ = server
    with AppSession(port) as session:
        drawn = session.open("carte", {"kind": "saf"})
        assert drawn.errors == []
    knock(port, host=f"localhost:{port}", origin="http://evil.example")
    knock(port, host=f"evil.example:{port}", origin=f"http://evil.example:{port}")
    answer(port, "GET /_stcore/health HTTP/1.1\nHost: localhost\nOrigin: http://evil.example\nConnection: close\n\n")
    answer(
        port,
        "GET /_stcore/health HTTP/1.1\nHost: maillage.example\nOrigin: http://maillage.example\nConnection: close\n\n",
    )
    names = set(asked.read_text(encoding="utf-8").split("\n"))
    assert names & HERE, "the watch saw nothing: it does not work"
    assert names <= HERE


def test_visitors_are_shared_out_and_each_stays_with_one_process(server):
    port, _, _, workers = server
    if workers == 1:
        assert COOKIE not in answer(port, "GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n")[1]
        return
    names = [_page(port)[1] for _ in range(6)]
    assert set(names) == {f"{COOKIE}=0", f"{COOKIE}=1"}
    assert _page(port, f"{COOKIE}=1")[1] is None
    for forged in (f"{COOKIE}=99999999999999999999", f"{COOKIE}=-1", f"{COOKIE}=0x1", f"{COOKIE}=\xb2"):
        assert _page(port, forged) in [(200, f"{COOKIE}=0"), (200, f"{COOKIE}=1")]


def _page(port: int, cookie: str = "", path: str = "/") -> tuple[int, str | None]:
    """Ask for a page, and return the status and the cookie that it sets."""
    given = f"Cookie: {cookie}\n" if cookie else ""
    status, text = answer(port, f"GET {path} HTTP/1.1\nHost: localhost\n{given}Connection: close\n\n")
    set_to = [line for line in text.splitlines() if line.lower().startswith("set-cookie: maillage-worker=")]
    return status, set_to[0].split(": ", 1)[1].split(";")[0] if set_to else None


def test_the_same_figures_whichever_process_answers(server):
    port, _, _, workers = server
    seen = []
    for number in range(workers):
        with AppSession(port, headers={"Cookie": f"{COOKIE}={number}"}) as session:
            seen.append(session.open("", {"kind": "saf", "zone": "80000"}).metrics)
    assert seen[0]
    assert all(each == seen[0] for each in seen)


def test_a_process_that_dies_is_said_and_started_again(server):
    port, process, _, workers = server
    if workers == 1:
        pytest.skip("one process has nobody to start it again")
    before = set(processes_of(process)) - {process}
    os.kill(max(before), signal.SIGKILL)
    until = time.monotonic() + 60
    statuses = set()
    while time.monotonic() < until:
        now = set(processes_of(process)) - {process}
        statuses |= {_status(port, number) for number in range(workers)}
        if now != before and len(now) == workers and all(_status(port, number) == 200 for number in range(workers)):
            break
        time.sleep(0.2)
    assert statuses <= {200, 503}
    assert [_status(port, number) for number in range(workers)] == [200] * workers


def _status(port: int, number: int) -> int:
    return _page(port, f"{COOKIE}={number}", "/_stcore/health")[0]


def test_workers_end_when_their_parent_is_killed():
    with served(workers=2) as (_, process):
        children = set(processes_of(process)) - {process}
        assert len(children) == 2
        os.kill(process, signal.SIGKILL)
        until = time.monotonic() + 30
        while time.monotonic() < until and any(map(_alive, children)):
            time.sleep(0.2)
        assert not any(map(_alive, children))


def _alive(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_a_session_without_a_gesture_is_closed_and_the_page_begins_anew():
    with served(options=("--idle", "1")) as (port, _):
        with AppSession(port) as session:
            session.open("", {"kind": "saf"})
            assert session.closed_within(90)
        with AppSession(port) as session:
            assert session.open("", {"kind": "saf"}).metrics
