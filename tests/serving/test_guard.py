"""The door, asked directly: who is let in, what may be sent, what a browser is told, when a session ends."""

import asyncio

import pytest

from ui.serving.request_guard import Guard
from ui.serving.settings import HOSTS, IDLE, LOOPBACK, MEGABYTE, ServingLimits, allowed_hosts, is_loopback, limits

SMALL = ServingLimits(idle_s=0.05, sessions=2, upload_bytes=MEGABYTE, uploads=2, uploads_at_once=1)
UPLOAD = "/_stcore/upload_file/one/file"


class App:
    """An application that answers everything, and remembers what it was asked."""

    def __init__(self) -> None:
        self.seen = []
        self.body = b""

    async def __call__(self, scope, receive, send) -> None:
        self.seen.append(scope)
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept", "subprotocol": None})
            await send({"type": "websocket.send", "bytes": b"session:one"})
            while (await receive())["type"] != "websocket.disconnect":
                pass
            return
        more = True
        while more:
            message = await receive()
            self.body += message.get("body", b"")
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"ALLOWALL")]})
        await send({"type": "http.response.body", "body": b"ok"})


def headers(host: str | None = "localhost:8501", **more: str) -> list[tuple[bytes, bytes]]:
    named = [] if host is None else [(b"host", host.encode("latin-1"))]
    return named + [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in more.items()]


def guard(app, **options) -> Guard:
    return Guard(app, **{"hosts": LOOPBACK, "limits": SMALL, **options})


def asked(door: Guard, *, given, method: str = "GET", path: str = "/", parts=(b"",)):
    """Return the status, the headers and the body of the answer to a request."""
    answers, left = [], list(parts)

    async def receive():
        part = left.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(left)}

    async def send(message):
        answers.append(message)

    asyncio.run(door({"type": "http", "method": method, "path": path, "headers": given}, receive, send))
    return answers[0]["status"], dict(answers[0]["headers"]), b"".join(each.get("body", b"") for each in answers)


def joined(door: Guard, *, given, said=(), extensions=("websocket.http.response",)):
    """Return what a websocket is sent, its client saying ``said`` and then nothing."""
    answers, left = [], [{"type": "websocket.connect"}, *said]

    async def receive():
        if left:
            return left.pop(0)
        return await asyncio.sleep(3600)

    async def send(message):
        answers.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": given, "subprotocols": []}
    asyncio.run(door({**scope, "extensions": {name: {} for name in extensions}}, receive, send))
    return answers


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "LOCALHOST.", "127.0.0.1:1", "[::1]:8501"])
def test_the_names_of_this_computer_are_answered(host):
    assert asked(guard(App()), given=headers(host))[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "localhost.evil.example",
        "evil.example:8501",
        "localhost@evil.example",
        "127.0.0.1.evil.example",
        "evil.example/localhost",
        "localhost:8501:80",
        "0.0.0.0",  # noqa: S104 - a name to refuse
        "[::1]evil",
        "loc\xe0lhost",
    ],
)
def test_any_other_name_is_refused_with_a_sentence_before_the_app_hears_of_it(host):
    app = App()
    status, _, body = asked(guard(app), given=headers(host))
    assert status == 421
    assert "--allow-host" in body.decode()
    assert app.seen == []
    refused = joined(guard(app), given=headers(host))
    assert refused[0]["type"] == "websocket.http.response.start"
    assert refused[0]["status"] == 421
    assert app.seen == []


def test_a_second_host_does_not_let_the_first_one_in():
    given = [*headers("localhost"), *headers("evil.example")]
    assert asked(guard(App()), given=given)[0] == 421


def test_a_name_that_was_given_is_answered():
    hosts = allowed_hosts({HOSTS: " Maillage.Province.example., [fe80::1] ,"})
    assert hosts == LOOPBACK | {"maillage.province.example", "fe80::1"}
    assert asked(guard(App(), hosts=hosts), given=headers("maillage.province.example"))[0] == 200


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8501", "http://evil.example"),
        ("localhost:8501", "http://localhost:8502"),
        ("localhost:8501", "http://127.0.0.1:8501"),
        ("localhost:8501", "null"),
        ("localhost:8501", ""),
        ("localhost:8501", "file://localhost:8501"),
        ("localhost:8501", "http://localhost:8501@evil.example"),
        ("localhost:8501", "http://localhost:99999"),
        ("localhost", "http://localhost:8501"),
    ],
)
def test_a_page_of_another_site_is_refused(host, origin):
    app = App()
    assert asked(guard(app), given=headers(host, origin=origin))[0] == 403
    assert joined(guard(app), given=headers(host, origin=origin))[0]["status"] == 403
    assert joined(guard(app), given=headers(host, origin=origin), extensions=())[0]["code"] == 1008
    assert app.seen == []


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8501", "http://localhost:8501"),
        ("localhost", "http://localhost"),
        ("localhost", "https://localhost"),
        ("localhost", "https://localhost:443"),
        ("[::1]:8501", "http://[::1]:8501"),
    ],
)
def test_a_page_of_the_app_is_let_in_and_streamlit_is_not_told_its_origin(host, origin):
    app = App()
    assert asked(guard(app), given=headers(host, origin=origin))[0] == 200
    assert joined(guard(app), given=headers(host, origin=origin))[0]["type"] == "websocket.accept"
    for scope in app.seen:
        assert b"origin" not in dict(scope["headers"])
        assert dict(scope["headers"])[b"host"] == host.encode()


def test_a_picture_asked_by_another_site_is_refused_and_a_link_is_followed():
    assert asked(guard(App()), given=headers(sec_fetch_site="cross-site", sec_fetch_mode="no-cors"))[0] == 403
    assert asked(guard(App()), given=headers(sec_fetch_site="cross-site", sec_fetch_mode="navigate"))[0] == 200
    assert asked(guard(App()), given=headers(sec_fetch_site="same-origin", sec_fetch_mode="cors"))[0] == 200


def test_the_sentence_is_in_the_language_of_the_browser():
    french = asked(guard(App()), given=headers("evil.example", accept_language="fr-BE,fr;q=0.9"))[2].decode()
    english = asked(guard(App()), given=headers("evil.example", accept_language="en-GB"))[2].decode()
    assert "ne répond pas" in french
    assert "does not answer" in english
    assert "evil.example" in french


def test_what_a_stranger_sent_is_repeated_harmless():
    body = asked(guard(App()), given=headers("<script>alert(1)</script>"))[2].decode()
    assert "<" not in body


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/carte", 200),
        ("HEAD", "/_stcore/health", 200),
        ("GET", "/app/static/leaflet/leaflet.js", 200),
        ("GET", "/app/static/leaflet/images/layers.png", 200),
        ("GET", "/app/static/register.csv", 404),
        ("GET", "/app/static/leaflet/notes.txt", 404),
        ("GET", "/app/static/leaflet/../../app.js", 404),
        ("GET", "/_stcore/metrics", 404),
        ("GET", "/_stcore/agent/sessions", 404),
        ("POST", "/", 405),
        ("DELETE", "/carte", 405),
        ("TRACE", "/", 405),
    ],
)
def test_only_what_is_meant_is_served(method, path, status):
    assert asked(guard(App()), given=headers(), method=method, path=path)[0] == status


def test_every_answer_says_what_a_page_may_load():
    for host in ("localhost:8501", "evil.example"):
        known = asked(guard(App()), given=headers(host))[1]
        assert known[b"x-content-type-options"] == b"nosniff"
        assert known[b"x-frame-options"] == b"SAMEORIGIN"
        assert known[b"referrer-policy"] == b"strict-origin-when-cross-origin"
        policy = dict(part.strip().split(" ", 1) for part in known[b"content-security-policy"].decode().split(";"))
        assert policy["default-src"] == "'self'"
        assert policy["frame-ancestors"] == "'self'"
        assert policy["object-src"] == "'none'"
        outside = [word for words in policy.values() for word in words.split() if word.startswith("http")]
        assert outside == ["https://tile.openstreetmap.org"]


def test_a_file_that_announces_more_than_the_limit_is_refused_with_the_limit():
    app = App()
    size = str(3 * MEGABYTE)
    status, _, body = asked(guard(app), given=headers(content_length=size), method="PUT", path=UPLOAD)
    assert status == 413
    assert "1\u202fMo" in body.decode()
    assert app.seen == []


def test_a_file_that_does_not_say_its_size_is_stopped_at_the_limit():
    app = App()
    parts = [b"x" * (MEGABYTE // 2)] * 20
    assert asked(guard(app), given=headers(), method="PUT", path=UPLOAD, parts=parts)[0] == 413
    assert len(app.body) <= 2 * MEGABYTE


@pytest.mark.parametrize("length", ["-1", "1e3", "many", ""])
def test_a_size_that_is_not_a_number_is_refused(length):
    assert asked(guard(App()), given=headers(content_length=length), method="PUT", path=UPLOAD)[0] == 413


def test_a_session_sends_so_many_files_and_another_is_not_hindered():
    door = guard(App())

    def sent(session: str) -> int:
        path = f"/_stcore/upload_file/{session}/file"
        return asked(door, given=headers(content_length="2"), method="PUT", path=path, parts=[b"ab"])[0]

    assert [sent("one") for _ in range(3)] == [200, 200, 429]
    assert sent("two") == 200


def test_files_that_arrive_at_once_are_counted_and_the_place_is_given_back():
    door, answers = guard(App()), []

    async def receive():
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"ab", "more_body": False}

    async def send(message):
        answers.append(message.get("status"))

    async def both():
        scopes = [
            {"type": "http", "method": "PUT", "path": f"/_stcore/upload_file/{name}/f", "headers": headers()}
            for name in ("a", "b")
        ]
        await asyncio.gather(*(door(scope, receive, send) for scope in scopes))
        await door({**scopes[0], "path": "/_stcore/upload_file/c/f"}, receive, send)

    asyncio.run(both())
    assert sorted(status for status in answers if status) == [200, 200, 429]


def test_a_session_without_a_gesture_ends_and_is_not_taken_up_again():
    app = App()
    door = guard(app, session_in=lambda message: message.removeprefix(b"session:").decode())
    answers = joined(door, given=headers())
    assert answers[-1] == {"type": "websocket.close", "code": 1001, "reason": "idle"}
    joined(door, given=headers(sec_websocket_protocol="streamlit, token, one"))
    assert dict(app.seen[-1]["headers"])[b"sec-websocket-protocol"] == b"streamlit, token"
    assert app.seen[-1]["subprotocols"] == ["streamlit", "token"]


def test_a_session_cut_by_the_network_is_taken_up_again():
    app = App()
    door = guard(app, session_in=lambda message: message.removeprefix(b"session:").decode())
    joined(door, given=headers(), said=[{"type": "websocket.disconnect", "code": 1006}])
    joined(door, given=headers(sec_websocket_protocol="streamlit, token, one"))
    assert dict(app.seen[-1]["headers"])[b"sec-websocket-protocol"] == b"streamlit, token, one"


def test_more_sessions_than_the_limit_are_refused_with_a_sentence_and_places_come_back():
    door, answers = guard(App()), []

    async def one(name):
        told, connected = [], False

        async def receive():
            nonlocal connected
            if not connected:
                connected = True
                return {"type": "websocket.connect"}
            return await asyncio.sleep(3600)

        async def send(message):
            told.append(message)

        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers(), "subprotocols": []}
        await door({**scope, "extensions": {"websocket.http.response": {}}}, receive, send)
        answers.append((name, told[0].get("status", "open")))

    async def many():
        await asyncio.gather(*(one(name) for name in "abc"))
        await one("d")

    asyncio.run(many())
    assert sorted(answers) == [("a", "open"), ("b", "open"), ("c", 503), ("d", "open")]


def test_limits_come_from_the_command_and_what_cannot_be_read_is_the_default():
    assert limits({IDLE: "15"}).idle_s == 900
    for wrong in ("", "soon", "nan", "inf", "0", "-3", "1e9"):
        assert limits({IDLE: wrong}).idle_s == 7200


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"])
def test_an_address_of_this_computer_alone_is_recognised(address):
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "poste-12", ""])  # noqa: S104 - not listened on
def test_an_address_that_others_reach_is_recognised(address):
    assert not is_loopback(address)
