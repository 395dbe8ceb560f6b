"""Signing in with the accounts of an organisation (OpenID Connect): Streamlit asks it, Authlib speaks with it.

The settings are those of ``st.login``, in the section ``auth`` of Streamlit's ``secrets.toml``. Streamlit leaves what
the organisation said of somebody in a signed cookie that lasts thirty days; the door takes it once, begins a session of
its own and has the cookie forgotten.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from streamlit.auth_util import (
    get_cookie_with_chunks,
    get_origin_from_redirect_uri,
    get_secrets_auth_section,
    validate_auth_credentials,
)
from streamlit.errors import StreamlitAuthError
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from geo.errors import BadInputError, RightError

PATHS = frozenset({"/auth/login", "/oauth2callback"})
"""What Streamlit answers on the way to the organisation and back."""

_FRESH_S = 600.0
_PACKAGES = ("authlib", "httpx", "itsdangerous")
_SHORTEST_SECRET = 32


@dataclass(frozen=True)
class Provider:
    """An organisation whose accounts are accepted: its name in the settings, and whether the app is behind HTTPS."""

    name: str
    secure: bool

    def address(self) -> str:
        """Return where to begin, for two minutes."""
        return generate_login_redirect_url(self.name)


def provider() -> Provider | None:
    """Return the organisation that the settings name, None where they name none.

    Raises
    ------
    BadInputError
        ``oidc-packages`` when what speaks with it is not installed, ``oidc-settings`` for settings that do not hold.
    """
    section = get_secrets_auth_section()
    if not section:
        return None
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise BadInputError("oidc-packages", packages=", ".join(missing))
    named = [name for name, value in section.items() if isinstance(value, Mapping) and "client_id" in value]
    name = named[0] if named and "client_id" not in section else "default"
    try:
        validate_auth_credentials(name)
    except StreamlitAuthError as error:
        raise BadInputError("oidc-settings", said=" ".join(str(error).split())) from error
    origin = get_origin_from_redirect_uri() or ""
    if not str(section["redirect_uri"]).endswith("/oauth2callback"):
        raise BadInputError("oidc-settings", said="redirect_uri: …/oauth2callback")
    if len(str(section["cookie_secret"])) < _SHORTEST_SECRET:
        raise BadInputError("oidc-settings", said=f"cookie_secret: ≥ {_SHORTEST_SECRET}")
    return Provider(name, secure=origin.startswith("https://"))


def recognised(cookies: Mapping[str, str]) -> str | None:
    """Return the e-mail address of whom the organisation has just recognised, None when it recognised nobody.

    Raises
    ------
    RightError
        ``sign-in-no-email`` when it tells no address, or one that it has not verified; ``sign-in-stale`` when it was
        more than ten minutes ago.
    """
    secret = get_cookie_secret()

    def part(name: str) -> bytes | None:
        value = cookies.get(name)
        return None if value is None else decode_signed_value(secret, name, value.encode("latin-1"))

    found = get_cookie_with_chunks(part, USER_COOKIE_NAME)
    if found is None:
        return None
    try:
        told: Any = json.loads(found)
    except ValueError:
        return None
    if (
        not isinstance(told, dict)
        or not told.get("is_logged_in")
        or told.get("origin") != get_origin_from_redirect_uri()
    ):
        return None
    begun = told.get("iat")
    if not isinstance(begun, int | float) or not -_FRESH_S < time.time() - begun < _FRESH_S:
        raise RightError("sign-in-stale")
    email = told.get("email")
    if not isinstance(email, str) or not email.strip() or told.get("email_verified", True) not in (True, "true"):
        raise RightError("sign-in-no-email")
    return email.strip()


def left_behind(cookies: Mapping[str, str]) -> list[str]:
    """Return the names of the cookies to have forgotten."""
    ours = (USER_COOKIE_NAME, TOKENS_COOKIE_NAME)
    return [name for name in cookies if name in ours or name.rpartition("_")[0] in ours]
