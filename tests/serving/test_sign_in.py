"""The door of a shared workspace, asked directly: nobody passes who has not signed in, whatever they ask for."""

import asyncio
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from geo.workspace import accounts
from geo.workspace.accounts import accounts_path, add_account, list_accounts, person_of, sign_in
from tests.serving.test_guard import App, asked, guard, headers, joined
from ui.serving.settings import ServingLimits
from ui.serving.sign_in import SignIn
from ui.session.person import COOKIE

pytestmark = pytest.mark.usefixtures("own_workspace")
PASSWORD = "quatre mots qui se suivent"  # noqa: S105 - of a test
WRONG = "secret-wrong-one"
VISIT = {"sec_fetch_mode": "navigate", "accept": "text/html"}
FORM = {"content_type": "application/x-www-form-urlencoded", "origin": "http://localhost:8501"}


@pytest.fixture(autouse=True)
def _light(monkeypatch):
    weak = accounts.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "_hasher", lambda: weak)


@pytest.fixture
def app():
    add_account("claire", "reader", password=PASSWORD)
    return App()


@pytest.fixture
def door(app):
    return guard(app, limits=ServingLimits(idle_s=600), sign_in=SignIn(idle_s=600))


def form(**fields):
    return "&".join(f"{name}={quote(value)}" for name, value in fields.items()).encode()


def posted(door, body, **more):
    return asked(door, method="POST", path="/sign-in", given=headers(**{**FORM, **more}), parts=(body,))


def held(secret):
    return {"cookie": f"other=1; {COOKIE}={secret}"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/carte"),
        ("GET", "/_stcore/host-config"),
        ("GET", "/_stcore/health/"),
        ("GET", "/_stcore/healthy"),
        ("GET", "/static/js/main.js"),
        ("GET", "/app/static/leaflet/leaflet.js"),
        ("GET", "/media/0123.csv"),
        ("GET", "/sign-in/"),
        ("GET", "/sign-in/oidc"),
        ("GET", "/auth/login"),
        ("GET", "/oauth2callback"),
        ("GET", "//sign-in"),
        ("HEAD", "/"),
        ("PUT", "/_stcore/upload_file/one/file"),
        ("POST", "/_stcore/upload_file/one/file"),
        ("DELETE", "/_stcore/upload_file/one/file"),
        ("POST", "/sign-out/.."),
    ],
)
@pytest.mark.parametrize("given", [{}, held(""), held("made up"), {"cookie": f"{COOKIE}=a; {COOKIE}=b"}, VISIT])
def test_nobody_passes_who_has_not_signed_in(app, door, method, path, given):
    status, told, _ = asked(door, method=method, path=path, given=headers(**given))
    assert app.seen == []
    if given is VISIT and method in ("GET", "HEAD"):
        assert status == 303
        assert urlsplit(told[b"location"].decode()).path == "/sign-in"
    else:
        assert status == 401


def test_that_the_app_is_there_is_told_to_anybody(app, door):
    assert asked(door, path="/_stcore/health", given=headers())[0] == 200
    assert len(app.seen) == 1


def test_a_websocket_is_refused_to_who_never_signed_in(app, door):
    for given in ({}, held("made up")):
        answer = joined(door, given=headers(**given))
        assert answer[0]["status"] == 401
    assert app.seen == []


def test_the_page_asks_in_the_language_of_the_browser_and_loads_nothing(door):
    status, told, body = asked(door, path="/sign-in", given=headers(accept_language="en"))
    page = body.decode()
    assert status == 200
    assert 'lang="en"' in page
    assert "Password" in page
    assert told[b"cache-control"] == b"no-store"
    assert b"frame-ancestors 'self'" in told[b"content-security-policy"]
    assert "src=" not in page
    assert "<script" not in page
    assert 'lang="fr"' in asked(door, path="/sign-in", given=headers())[2].decode()


def test_signing_in_sets_a_cookie_of_this_site_alone_and_goes_where_one_wanted(app, door):
    wanted = "/carte?zone=80000&kind=saf"
    status, told, _ = posted(door, form(name="Claire", password=PASSWORD, next=wanted, lang="fr"))
    assert (status, told[b"location"]) == (303, wanted.encode())
    cookie = told[b"set-cookie"].decode()
    assert cookie.startswith(f"{COOKIE}=")
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Lax")
    secret = cookie.split(";")[0].split("=", 1)[1]
    assert person_of(secret, idle_s=600).name == "claire"
    assert asked(door, path="/carte", given=headers(**held(secret)))[0] == 200
    assert len(app.seen) == 1
    # Behind HTTPS the cookie never travels without it.
    for more in ({"origin": "https://localhost:8501"}, {"x_forwarded_proto": "https"}):
        assert b"; Secure" in posted(door, form(name="claire", password=PASSWORD), **more)[1][b"set-cookie"]


def test_a_new_sign_in_ends_the_one_before_in_the_same_browser(door):
    first = sign_in("claire", PASSWORD)
    posted(door, form(name="claire", password=PASSWORD), **held(first))
    assert not person_of(first, idle_s=600).name


def test_a_wrong_password_is_told_in_words_and_never_repeated(app, door):
    for name in ("claire", "<script>alert(1)</script>"):
        status, told, body = posted(door, form(name=name, password=WRONG, next='/"><b>', lang="fr"))
        page = body.decode()
        assert status == 401
        assert b"set-cookie" not in told
        assert "ne vont pas ensemble" in page
        assert WRONG not in page
        assert "<script" not in page
        assert "<b>" not in page
    for _ in range(2):
        posted(door, form(name="claire", password=WRONG))
    status, _, body = posted(door, form(name="claire", password=PASSWORD, lang="en"))
    assert status == 429
    assert "Wait" in body.decode()
    assert app.seen == []


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "evil.example",
        "javascript:alert(1)",
        "/\r\nSet-Cookie: a=b",
        "/\t/evil.example",
        "/sign-out",
        "/sign-in",
        "/auth/logout",
        "/" + "x" * 3000,
        "",
    ],
)
def test_signing_in_never_leads_elsewhere(door, wanted):
    status, told, _ = posted(door, form(name="claire", password=PASSWORD, next=wanted))
    assert (status, told[b"location"]) == (303, b"/")


def test_a_form_of_another_site_is_refused_before_it_is_read(door):
    for more in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec_fetch_site": "cross-site"}):
        assert posted(door, form(name="claire", password=PASSWORD), **more)[0] == 403


@pytest.mark.parametrize("body", [b"", b"x" * 9000, b"\xff\xfe=1", b"name", b"&".join(b"f%d=1" % n for n in range(50))])
def test_a_form_that_is_none_signs_nobody_in(app, door, body):
    status, told, _ = posted(door, body)
    assert status in (401, 429)
    assert b"set-cookie" not in told
    assert app.seen == []


def test_signing_out_ends_the_session_everywhere_unless_another_site_asks(app, door):
    secret = sign_in("claire", PASSWORD)
    asked(door, path="/sign-out", given=headers(sec_fetch_site="cross-site", **VISIT, **held(secret)))
    assert person_of(secret, idle_s=600).name == "claire"
    status, told, _ = asked(door, path="/sign-out", given=headers(**VISIT, **held(secret)))
    assert (status, told[b"location"]) == (303, b"/sign-in")
    assert b"Max-Age=0" in told[b"set-cookie"]
    assert asked(door, path="/", given=headers(**held(secret)))[0] == 401
    # A page that is still open may come back: it is then told that its session has ended.
    brief = guard(app, limits=ServingLimits(idle_s=0.05), sign_in=SignIn(idle_s=600))
    assert joined(brief, given=headers(**held(secret)))[0]["type"] == "websocket.accept"


def test_a_gesture_on_the_websocket_keeps_the_session_alive_and_its_absence_ends_it(app, monkeypatch):
    secret = sign_in("claire", PASSWORD)
    seen = []
    monkeypatch.setattr(accounts, "touch", lambda held, **_: seen.append(held))
    door = guard(app, limits=ServingLimits(idle_s=0.05), sign_in=SignIn(idle_s=600))
    said = [{"type": "websocket.receive", "bytes": b"x"}] * 3
    answers = joined(door, given=headers(**held(secret)), said=said)
    assert seen == [secret]  # three gestures within a few seconds are noted once
    assert answers[-1] == {"type": "websocket.close", "code": 1001, "reason": "idle"}


def test_an_idle_session_passes_no_more(app):
    secret = sign_in("claire", PASSWORD)
    door = guard(app, sign_in=SignIn(idle_s=0.0))
    assert asked(door, path="/", given=headers(**held(secret)))[0] == 401


def test_accounts_that_cannot_be_read_let_nobody_in_and_say_so(app, door):
    secret = sign_in("claire", PASSWORD)
    accounts_path().write_bytes(b"damaged" * 500)
    status, _, body = asked(door, path="/", given=headers(accept_language="en", **held(secret)))
    assert status == 503
    assert "accounts.sqlite" in body.decode()
    answer = joined(door, given=headers(**held(secret)))
    assert answer[0]["status"] == 503
    assert app.seen == []


def test_where_nobody_signs_in_the_door_is_as_it_was(app):
    assert asked(guard(app), path="/", given=headers())[0] == 200
    assert asked(guard(app), path="/sign-in", method="POST", given=headers())[0] == 405
    assert asked(guard(app), path="/auth/login", given=headers())[0] == 404


def test_many_at_once_are_turned_away_rather_than_kept_waiting(app, monkeypatch):
    monkeypatch.setattr("ui.serving.sign_in._WAITING", 1)
    door = guard(app, sign_in=SignIn(idle_s=600))
    answers = []

    async def one():
        said = []

        async def receive():
            return {"type": "http.request", "body": form(name="claire", password=PASSWORD), "more_body": False}

        async def send(message):
            said.append(message)

        scope = {"type": "http", "method": "POST", "path": "/sign-in", "headers": headers(**FORM), "query_string": b""}
        await door(scope, receive, send)
        answers.append(said[0]["status"])

    async def all_of_them():
        await asyncio.gather(*(one() for _ in range(5)))

    asyncio.run(all_of_them())
    assert sorted(set(answers)) == [303, 429]


def test_what_one_wanted_stays_in_the_language_that_one_chose(door):
    given = headers(accept_language="fr", **VISIT)
    scope = {"type": "http", "method": "GET", "path": "/carte", "headers": given, "query_string": b"lang=en&zone=1"}
    answers = []

    async def send(message):
        answers.append(message)

    asyncio.run(door(scope, None, send))
    where = urlsplit(dict(answers[0]["headers"])[b"location"].decode())
    assert parse_qs(where.query)["next"] == ["/carte?lang=en&zone=1"]
    answers.clear()
    asyncio.run(door({**scope, "path": where.path, "query_string": where.query.encode()}, None, send))
    assert b'lang="en"' in answers[1]["body"]
    assert len(list_accounts()) == 1
