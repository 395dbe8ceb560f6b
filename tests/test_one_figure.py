"""The same question gives the same figure wherever two surfaces show it: every screen, every command, both written.

Each pair asks one question of two surfaces and compares what they say, as numbers where both give numbers, and as
people read it otherwise: the sentence or the cell of a screen must be the one that the terminal's ``--json`` gives.
"""

import json
import math
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from geo.territory import load_territory
from geo.vocabulary import load_vocabulary
from tests.ui.driving import app, said
from ui.cli import build
from ui.numbers import count, minutes, percent
from ui.texts import texts

FR = texts("fr")
Figures = dict[str, object]


class Ask(NamedTuple):
    """A question: where, what, within how long."""

    territory: str
    zone: str
    kind: str
    within: int

    def __str__(self) -> str:
        return f"{self.territory}-{self.zone}-{self.kind}-{self.within}"


ASKS = (
    Ask("wallonie", "03000", "saf", 45),
    Ask("wallonie", "03000", "saf", 15),
    Ask("wallonie", "60000", "hopital", 30),
    Ask("wallonie", "03000", "equipe-mobile-sante-mentale", 30),
    Ask("ain", "01", "hopital", 30),
    Ask("ain", "01", "pmi", 45),
    Ask("souss-massa", "09", "centre-de-sante", 30),
    Ask("souss-massa", "09", "centre-de-sante", 60),
    Ask("france", "FR", "maison-1000-jours", 60),
)


@cache
def terminal(*arguments: str) -> Any:
    """Return what a command says in JSON."""
    result = CliRunner().invoke(build(FR), [*arguments, "--json"])
    assert result.exit_code == 0, result.output + str(result.exception)
    return json.loads(result.stdout)


@cache
def printed(*arguments: str) -> str:
    """Return what a command prints, its lines never cut."""
    result = CliRunner().invoke(build(FR), list(arguments), env={"COLUMNS": "400"})
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


@cache
def screen(name: str, ask: Ask, **address: str) -> AppTest:
    """Return a screen of the app on a question."""
    where = {"territory": ask.territory, "zone": ask.zone, "kind": ask.kind, "threshold": str(ask.within)}
    return app(name, **where, **address)


def table(opened: AppTest, title: str) -> pd.DataFrame:
    """Return the table of a screen that has a column of that title."""
    found = [frame.value for frame in opened.dataframe if title in frame.value.columns]
    assert found, [list(frame.value.columns) for frame in opened.dataframe]
    return found[0]


def asked(ask: Ask, command: str, *more: str) -> Any:
    """Return what a command about one kind of services in one zone says."""
    return terminal(command, ask.territory, "--zone", ask.zone, "--kind", ask.kind, *more)


def number(value: float | None) -> float:
    return math.nan if value is None else float(value)


def within(record: Any, limit: int) -> float:
    return number(record["share_within"][str(limit)])


def beyond(record: Any, limit: int) -> float:
    return number(record[record["share_measure"]]) - number(record[f"{record['share_measure']}_within"][str(limit)])


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-6, nan_ok=True)


# Screens against the diagnosis of the terminal ----------------------------------------------------------------------


def overview_metric(ask: Ask) -> None:
    """The figure at the top of the overview."""
    shown = {metric.label: metric.value for metric in screen("overview", ask).metric}
    record = asked(ask, "diagnose")
    assert shown[FR("column-within", minutes=ask.within)] == percent(within(record, ask.within), "fr")


def overview_parts(ask: Ask) -> None:
    """The table of the zones on the overview: shares and mean trips."""
    frame = table(screen("overview", ask), FR("column-mean-minutes"))
    record = asked(ask, "diagnose")
    rows = [*record["parts"], record]
    assert list(frame.iloc[:, 0]) == [row["name"] for row in rows]
    assert list(frame[FR("column-within", minutes=ask.within)]) == near([within(row, ask.within) for row in rows])
    assert list(frame[FR("column-mean-minutes")]) == near([number(row["mean_min"]) for row in rows])


def overview_kinds(ask: Ask) -> None:
    """The line of the kind in the table of all kinds, and the terminal's diagnosis of that kind alone."""
    frame = table(screen("overview", ask), FR("column-kind")).set_index(FR("column-kind"))
    name = load_vocabulary().label("kind", ask.kind, language="fr", plural=True)
    record = asked(ask, "diagnose")
    for limit in load_territory(ask.territory).thresholds_min:
        assert frame.loc[name, FR("column-within", minutes=limit)] == near(within(record, limit))


def kinds_in_the_terminal(ask: Ask) -> None:
    """The line of the kind in the terminal's overview, and its diagnosis of that kind alone."""
    kinds = {line["kind"]: line for line in terminal("diagnose", ask.territory, "--zone", ask.zone)["kinds"]}
    record = asked(ask, "diagnose")
    assert kinds[ask.kind]["share_within"] == record["share_within"]


def travel_sentence(ask: Ask) -> None:
    """The sentence of the travel times."""
    record = asked(ask, "diagnose")
    sentence = FR(
        "travel-finding",
        share=percent(within(record, ask.within), "fr"),
        minutes=ask.within,
        measure=record["share_measure"],
        beyond=count(beyond(record, ask.within), "fr"),
    )
    assert f"### {sentence}" in said(screen("travel", ask))


def compare_parts(ask: Ask) -> None:
    """The table of the comparison."""
    opened = screen("compare", ask)
    record = asked(ask, "diagnose")
    frame = table(opened, FR("column-mean-minutes"))
    rows = [*record["parts"], record]
    assert list(frame[FR("column-within", minutes=ask.within)]) == near([within(row, ask.within) for row in rows])
    assert list(frame[FR("column-mean-minutes")]) == near([number(row["mean_min"]) for row in rows])


def path_sentence(ask: Ask) -> None:
    """The path of one step, as the screen says it, and the births out of reach of the travel times."""
    record = asked(ask, "diagnose")
    sentence = FR(
        "parcours-finding",
        share=percent(within(record, ask.within), "fr"),
        steps=1,
        measure=record["share_measure"],
        missing=count(beyond(record, ask.within), "fr"),
    )
    assert f"### {sentence}" in said(screen("parcours", ask, steps=ask.kind))


def path_zones(ask: Ask) -> None:
    """The path of one step, commune by commune: screen and terminal."""
    frame = table(screen("parcours", ask, steps=ask.kind), FR("column-whole-path"))
    record = terminal("parcours", ask.territory, "--zone", ask.zone, "--step", f"kind:{ask.kind}={ask.within}")
    total = frame[FR("column-births")].sum()
    assert total == near(number(record["total"]))
    assert (frame[FR("column-births")] * frame[FR("column-whole-path")]).sum() == near(number(record["complete"]))


def choice_levels(ask: Ask) -> None:
    """How many services families can count on."""
    record = asked(ask, "redundancy", "--threshold", str(ask.within))
    share = number(record["with_1"]) / number(record["total"])
    sentence = FR("robust-finding", share=percent(share, "fr"), minutes=ask.within, measure=record["base"])
    assert sentence in said(screen("parcours", ask, study="robust"))


def closures(ask: Ask) -> None:
    """What each closure costs."""
    frame = table(screen("parcours", ask, study="robust"), FR("closure-beyond", minutes=ask.within))
    record = asked(ask, "redundancy", "--threshold", str(ask.within))
    told = {line["name"]: line for line in record["closures"] if line["basis"] != "unknown"}
    shown = frame.set_index(FR("column-actor"))
    assert set(shown.index) == set(told)
    columns = {
        "births_newly_beyond": FR("closure-beyond", minutes=ask.within),
        "births_losing_access": FR("closure-losing"),
        "births_nearest": FR("closure-nearest", measure=record["base"]),
    }
    for name, line in told.items():
        for key, title in columns.items():
            assert number(shown.loc[name, title]) == near(number(line[key])), (name, key)


def planning(ask: Ask) -> None:
    """What the planning screen says of today."""
    record = asked(ask, "diagnose")
    inside = record[f"{record['share_measure']}_within"][str(ask.within)]
    text = said(screen("plan", ask))
    assert f"{count(number(inside), 'fr')}\u00a0" in text or f"{count(number(inside), 'fr')} " in text, text[:800]


# Commands against commands ------------------------------------------------------------------------------------------


def access_mean(ask: Ask) -> None:
    """The mean trip by ``access`` and by ``diagnose``, whole and part by part; the shares with their bands."""
    access, record = asked(ask, "access"), asked(ask, "diagnose")
    assert access["value"] == record["mean_min"]
    assert [part["value"] for part in access["parts"]] == [part["mean_min"] for part in record["parts"]]
    assert access["reach"] == record["reach"]


def access_printed(ask: Ask) -> None:
    """The mean trip as ``access`` prints it is written as ``diagnose`` and the screens write it."""
    record = asked(ask, "diagnose")
    if record["mean_min"] is None:
        pytest.skip("no time is known")
    said_so = minutes(record["mean_min"], "fr")
    where = ("--zone", ask.zone, "--kind", ask.kind)
    for command in ("access", "diagnose"):
        lines = printed(command, ask.territory, *where).splitlines()
        row = [line for line in lines if line.startswith(f"{record['name']}  ")]
        assert row, (command, lines)
        assert said_so in row[-1], (command, row)


def path_and_reach(ask: Ask) -> None:
    """A path of one step, and the births within its time."""
    record = asked(ask, "diagnose")
    path = terminal("parcours", ask.territory, "--zone", ask.zone, "--step", f"kind:{ask.kind}={ask.within}")
    assert path["complete"] == near(number(record[f"{record['share_measure']}_within"][str(ask.within)]))
    assert path["share_low"] == near(within(record, ask.within))


def choice_and_reach(ask: Ask) -> None:
    """Families without any service to count on are those out of reach."""
    record = asked(ask, "diagnose")
    choice = asked(ask, "redundancy", "--threshold", str(ask.within))
    assert number(choice["with_0"]) == near(beyond(record, ask.within))


def comparison_and_reach(ask: Ask) -> None:
    """The comparison in the terminal, and the diagnosis of each zone."""
    compared = terminal("compare", ask.territory, "--kind", ask.kind)
    root = load_territory(ask.territory).root
    record = terminal("diagnose", ask.territory, "--zone", root, "--kind", ask.kind)
    parts = {part["zone"]: part for part in record["parts"]}
    for zone in compared["zones"]:
        shown = zone["figures"]
        name = f"share_{ask.within}"
        if name in shown:
            assert shown[name]["value"] == near(within(parts[zone["zone"]], ask.within))
        assert shown["mean_min"]["value"] == parts[zone["zone"]]["mean_min"]


def siting_today(ask: Ask) -> None:
    """What a siting answer says of today."""
    record = asked(ask, "diagnose")
    answer = asked(ask, "siting", "--posts", "1", "--horizon", str(ask.within), "--keep", "1")["answers"][0]
    inside = number(record[f"{record['share_measure']}_within"][str(ask.within)])
    assert answer["counts_before"] == near(inside)
    assert answer["mean_min_before"] == near(number(record["mean_min"]))


SCREENS: tuple[Callable[[Ask], None], ...] = (
    overview_metric,
    overview_parts,
    overview_kinds,
    travel_sentence,
    compare_parts,
    path_sentence,
    path_zones,
    choice_levels,
    closures,
    planning,
)
COMMANDS: tuple[Callable[[Ask], None], ...] = (
    kinds_in_the_terminal,
    access_mean,
    access_printed,
    path_and_reach,
    choice_and_reach,
    comparison_and_reach,
    siting_today,
)
PAIRS = [(ask, check) for ask in ASKS for check in (*SCREENS, *COMMANDS)]


@pytest.mark.parametrize(("ask", "check"), PAIRS, ids=[f"{ask}-{check.__name__}" for ask, check in PAIRS])
def test_two_surfaces_say_the_same(ask: Ask, check: Callable[[Ask], None]) -> None:
    check(ask)


def test_there_are_enough_pairs_on_every_territory() -> None:
    assert {ask.territory for ask in ASKS} == {"wallonie", "ain", "souss-massa", "france"}
    assert len(PAIRS) >= 30
