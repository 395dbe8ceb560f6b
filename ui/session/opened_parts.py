"""Parts of a page that are drawn from the day somebody opens them: what is written in one stays while it is closed."""

from typing import Protocol

import streamlit as st

OPENED = "opened-parts"
"""Where a session keeps the names of the parts that it has opened."""


class Part(Protocol):
    """A tab or a popover that says whether it is open."""

    open: bool | None


def opened_once(name: str, part: Part) -> bool:
    """Tell whether this person has ever opened a part: until then, nothing of it is worked out."""
    opened: set[str] = st.session_state.setdefault(OPENED, set())
    if part.open:
        opened.add(name)
    return name in opened
