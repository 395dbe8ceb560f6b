"""Who signs at the terminal: the name that is typed, or that of whoever uses this machine."""

import getpass

from geo.errors import BadInputError
from geo.workspace.accounts import is_account
from geo.workspace.journal import EMBEDDED


def terminal_name(by: str | None) -> str:
    """Return the name to sign with.

    Raises
    ------
    BadInputError
        ``by-reserved`` for the name of what comes with Maillage; ``by-is-account`` for that of an account, which only
        who signs in to it bears.
    """
    own = getpass.getuser()
    if not by or by == own:
        return own
    if by.strip().casefold() == EMBEDDED:
        raise BadInputError("by-reserved", by=by)
    if is_account(by):
        raise BadInputError("by-is-account", by=by)
    return by
