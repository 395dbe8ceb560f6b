"""Who may do what: three roles of a shared workspace, denied by default, each decision with its reason.

On a machine of one's own nobody signs in, and its owner may do everything. A process that serves a shared workspace
(``MAILLAGE_SIGN_IN``) knows no owner: what nobody signed is refused, here, beneath every screen.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from geo.errors import BadInputError, RightError

SIGN_IN = "MAILLAGE_SIGN_IN"
"""Set for the processes whose visitors sign in."""

Role = Literal["reader", "proposer", "validator", "owner", "nobody"]
ROLES: tuple[Role, ...] = ("reader", "proposer", "validator")
"""Roles that an account may have."""

Action = Literal[
    "read", "export", "names", "propose", "withdraw", "keep", "write", "undo", "judge", "kinds", "backup", "restore"
]
ACTIONS: tuple[Action, ...] = get_args(Action)

_GRANTED: Mapping[str, frozenset[str]] = {
    "read": frozenset({"reader", "proposer", "validator"}),
    "export": frozenset({"reader", "proposer", "validator"}),
    "propose": frozenset({"proposer", "validator"}),
    "withdraw": frozenset({"proposer", "validator"}),
    "keep": frozenset({"proposer", "validator"}),
    "names": frozenset({"validator"}),
    "write": frozenset({"validator"}),
    "undo": frozenset({"validator"}),
    "judge": frozenset({"validator"}),
    "kinds": frozenset({"validator"}),
    "backup": frozenset({"validator"}),
    "restore": frozenset({"validator"}),
}
"""Action → the roles that it is granted to; whatever is not here is denied."""


@dataclass(frozen=True)
class Person:
    """Who acts: the name of an account and its role."""

    name: str
    role: Role


OWNER = Person("", "owner")
"""Who uses Maillage on a machine of their own, under the name that they type."""
NOBODY = Person("", "nobody")
"""Who has not signed in."""


@dataclass(frozen=True)
class Decision:
    """Whether an action is allowed, and why: the key of a message and its values."""

    allowed: bool
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


def sign_in_required(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether this process serves a shared workspace, where everybody signs in."""
    return environment.get(SIGN_IN) == "1"


def role_of(text: str) -> Role:
    """Return the role that a text names.

    Raises
    ------
    BadInputError
        ``unknown-role``.
    """
    for role in ROLES:
        if text == role:
            return role
    raise BadInputError("unknown-role", value=text, known=", ".join(ROLES))


def decide(person: Person, action: str) -> Decision:
    """Decide whether somebody may do something.

    Returns
    -------
    Decision
        With the reason ``right-owner``, ``right-role`` (granted), ``right-sign-in``, ``right-not-role`` or
        ``right-unknown-action`` (denied).
    """
    granted = _GRANTED.get(action)
    if granted is None:
        return Decision(allowed=False, reason="right-unknown-action", values={"asked": action})
    if person.role == "owner" and not sign_in_required():
        return Decision(allowed=True, reason="right-owner")
    if person.role not in ROLES or not person.name:
        return Decision(allowed=False, reason="right-sign-in", values={"action": action})
    told = {"action": action, "name": person.name, "role": person.role}
    if person.role in granted:
        return Decision(allowed=True, reason="right-role", values=told)
    needed = next(role for role in ROLES if role in granted)
    return Decision(allowed=False, reason="right-not-role", values={**told, "needed": needed})


def require(person: Person, action: Action) -> None:
    """Let somebody do something, or refuse with the reason.

    Raises
    ------
    RightError
        With the reason of :func:`decide`.
    """
    decision = decide(person, action)
    if not decision.allowed:
        raise RightError(decision.reason, **decision.values)
