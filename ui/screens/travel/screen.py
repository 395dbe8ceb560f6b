"""Access: minutes to the nearest service, other measures of access, or going and coming back without a car."""

from ui.screens.shared.page import heading, waited_record
from ui.screens.travel.measures import draw_measures
from ui.screens.travel.minutes import draw_minutes
from ui.screens.travel.returns import draw_returns
from ui.session.choices import choose_part
from ui.session.view import View

_PARTS = {"minutes": draw_minutes, "measures": draw_measures, "returns": draw_returns}


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    heading(view, "travel", waited_record(view)["name"])
    part = choose_part("access", tuple(_PARTS), lambda name: catalogue(f"travel-part-{name}"), catalogue)
    _PARTS[part](view)
