"""Who is before the screen: the owner of this computer, or the account that signed in at the door."""

from math import inf

import streamlit as st

from geo.errors import RightError
from geo.workspace.accounts import person_of
from geo.workspace.journal import Signature
from geo.workspace.rights import NOBODY, OWNER, Action, Person, decide, sign_in_required
from ui.texts import Texts
from ui.words.escape import plain

COOKIE = "maillage-session"
"""The cookie that holds the secret of a session."""


def person() -> Person:
    """Return who acts, looked up again each time: an account that is taken away or ends is nobody at once."""
    if not sign_in_required():
        return OWNER
    secret = _secret()
    # The door ends what is idle: whoever reaches this page has just made a gesture.
    return person_of(secret, idle_s=inf) if secret else NOBODY


def _secret() -> str:
    return st.context.cookies.get(COOKIE, "")


def may(action: Action) -> bool:
    """Tell whether whoever is before the screen may do something."""
    return decide(person(), action).allowed


def allowed(action: Action, texts: Texts) -> bool:
    """Tell whether whoever is before the screen may do something, and say why not where they may not."""
    decision = decide(person(), action)
    if not decision.allowed:
        st.caption(plain(texts.error(RightError(decision.reason, **decision.values))))
    return decision.allowed


def signed_as(by: str, why: str, origin: str) -> Signature:
    """Return a signature: of the account that signed in where there is one, else under the name that was typed."""
    who = person()
    name = by if who == OWNER else who.name
    return Signature(name.strip(), why.strip(), origin.strip(), who.role)
