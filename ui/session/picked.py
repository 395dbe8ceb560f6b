"""What was picked on any screen, in the address: a zone or an actor whose card is open, a class of the legend."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui.session.choices import keep_choice, kept_choice
from ui.session.territory_tables import remembered_data
from ui.session.view import View

Clicked = tuple[str, str]
"""``zone`` or ``actor``, and its id."""
_CARD, _SHADE, _TAKEN, _SHOWN = "card", "shade", "taken-answers", "map-shown"


def picked(view: View) -> Clicked | None:
    """Return the zone or the actor whose card is open; None where the territory has none of that name."""
    what, _, name = kept_choice(_CARD, default="").partition(":")
    data = remembered_data(view)
    known = {"zone": data.zones["zone_id"], "actor": data.actors["actor_id"]}.get(what)
    return (what, name) if known is not None and (known == name).any() else None


def pick(what: str, name: str) -> None:
    """Open the card of a zone or of an actor, on every screen; ``none`` closes it."""
    keep_choice(_CARD, "" if what == "none" else f"{what}:{name}")


def shade(classes: int, *, shown: str) -> int | None:
    """Return which class of the legend is looked at, of so many; None for all, and as soon as the map shows another."""
    if st.session_state.setdefault(_SHOWN, shown) != shown:
        keep_choice(_SHADE, "")
    st.session_state[_SHOWN] = shown
    kept = kept_choice(_SHADE, default="")
    return int(kept) if kept.isdecimal() and int(kept) < classes else None


def take(answer: dict[str, Any] | None, *, key: str) -> None:
    """Take what the browser says was clicked on a map, once."""
    said = ((answer or {}).get("last_active_drawing") or {}).get("properties") or {}
    taken = st.session_state.setdefault(_TAKEN, {})
    if not said or taken.get(key) == said:
        return
    taken[key] = said
    what, name = str(said.get("what")), str(said.get("id", ""))
    if what in ("zone", "actor"):
        pick(what, name)
    elif what == "class":
        keep_choice(_SHADE, name)
    elif what == "none":
        pick("none", "")
        keep_choice(_SHADE, "")


def on_row(zones: list[str], *, key: str) -> Callable[[], None]:
    """Return what to do when a row of a table of zones is chosen: its card opens; none chosen closes it."""

    def chosen() -> None:
        rows = st.session_state[key].selection.rows
        pick(*(("zone", zones[rows[0]]) if rows else ("none", "")))

    return chosen


def on_bar(zones: dict[str, str], *, key: str) -> Callable[[], None]:
    """Return what to do when a bar is chosen, ``zones`` being their ids by name."""

    def chosen() -> None:
        found = st.session_state[key].selection.get("bar") or []
        name = zones.get(str(found[0].get("zone"))) if found else None
        pick(*(("zone", name) if name else ("none", "")))

    return chosen
