"""A kind that nobody listed, on every screen: no zero, no share of zero, no rank, no norm said to be missed."""

import re

import pytest

from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.ui.cli.test_nobody_listed import ZERO, unlisted
from tests.ui.driving import app, said
from ui.texts import texts

SCREENS = {
    "overview": {},
    "map": {},
    "capacity": {},
    "travel": {},
    "compare": {},
    # Steps of a path are other kinds: what rests on this one is how many can be counted on.
    "parcours": {"study": "robust"},
    "plan": {},
}
NORMS = {"part": "norms"}
RANK = re.compile(r"\b\d+(?:er|e|re)\b|entre le \d")


def told(screen):
    """Every sentence and every figure of a screen, with its tables."""
    lines = said(screen).splitlines()
    lines += [f"{metric.label}: {metric.value}" for metric in screen.metric]
    return [line for line in lines if line.strip()]


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_says_zero_of_a_kind_nobody_listed(screen):
    kind = unlisted("ain")
    data = load(load_territory("ain"))
    assert not ((data.actors["kind"] == kind) & (data.actors["status"] == "open")).any()
    opened = app(screen, territory="ain", kind=kind, **SCREENS[screen])
    assert not opened.error
    lines = told(opened)
    assert [line for line in lines if ZERO.search(line)] == []
    assert [line for line in lines if "non atteinte" in line or RANK.search(line)] == []
    if screen != "map":  # its legend says so, which is drawn in the map
        assert "recensé" in "\n".join(lines)


@pytest.mark.parametrize("screen", SCREENS)
def test_no_table_of_a_screen_holds_a_zero_of_it(screen):
    """Figures of what is offered or within reach are missing, not zero: what people count is all that has numbers."""
    opened = app(screen, territory="ain", kind=unlisted("ain"), **SCREENS[screen])
    fr = texts("fr")
    counted = {fr("column-births"), fr("column-set-aside"), fr("column-need"), fr("map-births")}
    for table in opened.dataframe:
        frame = table.value
        if fr("column-kind") in frame:  # every kind of the territory, listed or not
            continue
        numbers = frame.select_dtypes("number").drop(columns=[name for name in frame if name in counted])
        zero = [name for name in numbers if (numbers[name] == 0).any()]
        assert zero == []


def test_the_screen_of_norms_misses_none_where_nobody_is_listed():
    opened = app("capacity", territory="ain", kind=unlisted("ain"), **NORMS)
    assert "non atteinte" not in said(opened)
