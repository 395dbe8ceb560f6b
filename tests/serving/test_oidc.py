"""Signing in with an organisation, from end to end: the app and its processes against a provider of OpenID Connect.

The provider is a small one of this test: it signs its tokens, checks the secret of the app and PKCE, and tells of
whoever it is asked to.
"""

import base64
import hashlib
import json
import threading
import time
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

from benchmarks.app_session import served
from geo.errors import BadInputError
from geo.workspace.accounts import add_account
from geo.workspace.rights import SIGN_IN
from ui.serving.oidc import provider
from ui.session.person import COOKIE

httpx = pytest.importorskip("httpx", reason="what speaks with an organisation is not installed")
jwt = pytest.importorskip("joserfc.jwt", reason="what speaks with an organisation is not installed")
jwk = pytest.importorskip("joserfc.jwk", reason="what speaks with an organisation is not installed")

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]
CLIENT, SECRET = "maillage", "a-secret-of-this-test"
PAUL = {"sub": "42", "email": "paul@example.org", "email_verified": True, "name": "Paul"}


class Provider:
    """An organisation: what it says of whoever comes is ``told``; ``key`` signs it."""

    def __init__(self):
        self.known = self.key = jwk.RSAKey.generate_key(2048, {"kid": "one"})
        self.told = dict(PAUL)
        self.more = {}
        self.asked = {}
        self.address = ""

    def app(self):
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.settings),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.keys),
            ]
        )

    async def settings(self, _request):
        return JSONResponse(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def keys(self, _request):
        return JSONResponse({"keys": [self.known.as_dict(private=False)]})

    async def authorize(self, request):
        asked = dict(request.query_params)
        code = f"code-{len(self.asked)}"
        self.asked[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    async def token(self, request):
        given = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        basic = base64.b64decode(request.headers.get("authorization", "Basic ").split()[1]).decode()
        asked = self.asked.pop(given["code"], None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(given["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if asked is None or basic != f"{CLIENT}:{SECRET}" or proof != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, {**claims, **self.told, **self.more}, self.key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": signed, "expires_in": 300})


@pytest.fixture(scope="module")
def organisation():
    provider = Provider()
    server = uvicorn.Server(uvicorn.Config(provider.app(), host="127.0.0.1", port=0, log_level="error"))
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    while not server.started:
        time.sleep(0.05)
    provider.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield provider
    server.should_exit = True
    running.join(20)


@pytest.fixture(scope="module")
def address(organisation, tmp_path_factory):
    home, workspace = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("workspace")
    (home / ".streamlit").mkdir()
    (home / ".streamlit" / "secrets.toml").write_text(secrets(organisation.address), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAILLAGE_WORKSPACE", str(workspace))
        add_account("Paul@example.org", "proposer", password=None)
    with served(workspace, workers=2, told={"HOME": str(home)}, options=("--shared",)) as (port, _):
        yield f"http://localhost:{port}"


def secrets(organisation, **other):
    # The port is not known before the app is served: the browser of this test puts it in.
    given = {
        "redirect_uri": "http://localhost/oauth2callback",
        "cookie_secret": "a secret of this test, long enough to be one",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": f"{organisation}/.well-known/openid-configuration",
    } | other
    return "[auth]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in given.items() if value is not None)


class Browser:
    """A browser: it keeps cookies, and follows where it is led, the address of the app being that of its port."""

    def __init__(self, address):
        self.address = address
        self.session = httpx.Client(headers={"accept": "text/html", "accept-language": "fr"}, timeout=60)

    def get(self, where):
        return self.session.get(where.replace("http://localhost/", f"{self.address}/"))

    def visit(self, path, *, most=12):
        """Go to a page, and return every answer on the way."""
        where, answers = f"{self.address}{path}", []
        for _ in range(most):
            answers.append(self.get(where))
            if not answers[-1].is_redirect:
                return answers
            where = str(httpx.URL(where).join(answers[-1].headers["location"]))
        raise AssertionError("led in a circle")

    def is_inside(self):
        """Ask, as a page does, for something of the app."""
        answer = self.session.get(f"{self.address}/_stcore/host-config", headers={"accept": "*/*"})
        assert answer.status_code in (200, 401)
        return answer.status_code == 200


@pytest.fixture
def browser(address, organisation):
    organisation.told, organisation.more, organisation.key = dict(PAUL), {}, organisation.known
    visitor = Browser(address)
    yield visitor
    visitor.session.close()


def names(browser):
    return {cookie.name for cookie in browser.session.cookies.jar}


def test_whom_the_organisation_knows_and_who_has_an_account_comes_in_and_out(browser):
    asked = browser.visit("/carte?zone=80000")[-1]
    assert asked.status_code == 200
    assert "Entrer avec le compte de mon organisation" in asked.text
    assert 'name="password"' not in asked.text  # no account has one
    way = browser.visit("/sign-in/oidc?next=/carte?zone=80000")
    assert any(urlsplit(str(one.url)).path == "/authorize" for one in way)
    assert way[-1].status_code == 200
    assert urlsplit(str(way[-1].url)).path == "/carte"  # where one wanted to go
    assert COOKIE in names(browser)
    assert not {name for name in names(browser) if name.startswith("_streamlit_user")}  # its thirty days are forgotten
    assert browser.is_inside()
    assert urlsplit(str(browser.visit("/sign-out")[-1].url)).path == "/sign-in"
    assert not browser.is_inside()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"email": "hugo@example.org"}, "aucun compte"),
        ({"email": "paul@example.org", "email_verified": False}, "pas vérifiée"),
        ({"email": None}, "ne dit pas votre adresse"),
        ({"email": ""}, "ne dit pas votre adresse"),
        ({"email": ["paul@example.org"]}, "ne dit pas votre adresse"),
        ({"iat": int(time.time()) - 3600}, "trop longtemps"),
    ],
)
def test_whoever_has_no_account_or_no_sure_address_stays_out_and_is_told_why(browser, organisation, told, sentence):
    organisation.more = told
    last = browser.visit("/sign-in/oidc")[-1]
    assert last.status_code == 403
    assert sentence in last.text.replace("\u202f", " ")
    assert COOKIE not in names(browser)
    assert not {name for name in names(browser) if name.startswith("_streamlit_user")}
    assert not browser.is_inside()


@pytest.mark.parametrize("forged", ["key", "nonce", "audience", "expired"])
def test_a_token_that_the_organisation_did_not_make_for_this_visit_opens_nothing(browser, organisation, forged):
    if forged == "key":
        organisation.key = jwk.RSAKey.generate_key(2048, {"kid": "one"})
    now = int(time.time())
    organisation.more = {
        "key": {},
        "nonce": {"nonce": "of another visit"},
        "audience": {"aud": "another app"},
        "expired": {"exp": now - 3600},
    }[forged]
    last = browser.visit("/sign-in/oidc")[-1]
    assert COOKIE not in names(browser)
    assert urlsplit(str(last.url)).path == "/sign-in"
    assert not browser.is_inside()


def test_an_answer_that_nobody_asked_for_opens_nothing(browser):
    last = browser.visit("/oauth2callback?code=code-0&state=made-up")[-1]
    assert urlsplit(str(last.url)).path == "/sign-in"
    browser.session.cookies.set("_streamlit_user", '"made up"', domain="localhost.local")
    assert not browser.is_inside()
    assert COOKIE not in names(browser)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"client_secret": None}, "client_secret"),
        ({"server_metadata_url": None}, "server_metadata_url"),
        ({"redirect_uri": None}, "redirect_uri"),
        ({"redirect_uri": "https://maillage.example/"}, "oauth2callback"),
        ({"cookie_secret": None}, "cookie_secret"),
        ({"cookie_secret": "short"}, "32"),
    ],
)
def test_settings_that_do_not_hold_are_told_before_anybody_is_served(other, said, tmp_path, monkeypatch):
    file = tmp_path / "secrets.toml"
    file.write_text(secrets("http://127.0.0.1:1", **other), encoding="utf-8")
    monkeypatch.setattr("streamlit.config.get_option", _with_secrets(file))
    secrets_singleton._reset()
    try:
        with pytest.raises(BadInputError, match="oidc-settings") as told:
            provider()
        assert said in str(told.value.values["said"])
        file.write_text(secrets("http://127.0.0.1:1"), encoding="utf-8")
        secrets_singleton._reset()
        assert provider().name == "default"
        monkeypatch.setattr("ui.serving.oidc.find_spec", lambda name: None if name == "authlib" else object())
        with pytest.raises(BadInputError, match="oidc-packages") as told:
            provider()
        assert told.value.values == {"packages": "authlib"}
    finally:
        secrets_singleton._reset()


def _with_secrets(file):
    known = config.get_option
    return lambda name: [str(file)] if name == "secrets.files" else known(name)


def test_without_settings_there_is_no_organisation(tmp_path, monkeypatch):
    monkeypatch.setattr("streamlit.config.get_option", _with_secrets(tmp_path / "absent.toml"))
    monkeypatch.setenv(SIGN_IN, "1")
    secrets_singleton._reset()
    assert provider() is None
