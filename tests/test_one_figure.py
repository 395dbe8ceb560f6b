"""The same question gives the same figure wherever two surfaces show it: every screen, every command, both written.

Each pair asks one question of two surfaces and compares what they say, as numbers where both give numbers, and as
people read it otherwise: the sentence or the cell of a screen must be the one that the terminal's ``--json`` gives.
"""

import json
import math
from collections.abc import Callable
from functools import cache
from inspect import signature
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from analysis.balance.ask import GROUNDS
from analysis.question import Selection
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from tests.tries import DEEP
from tests.ui.driving import app, said
from tests.ui.terminal import run
from ui.cli import build
from ui.drawing.map_overlays import basins
from ui.session.diagnosis_answers import remembered_measures
from ui.session.view import View
from ui.texts import texts
from ui.words.balances import balance_sentences, verdict_text
from ui.words.known import bounded, bounded_short, share_said
from ui.words.numbers import count, minutes, percent
from ui.words.to_verify import either_share

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
    return json.loads(run(*arguments, "--json"))


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


def within_said(record: Any, limit: int) -> str:
    """Return the share as screens write it: a least where the register is partial, unless all are within reach."""
    share = within(record, limit)
    return bounded_short(percent(share, "fr"), "exact" if share == 1 else record["bounds"]["share_within"], FR)


def beyond(record: Any, limit: int) -> float:
    return number(record[record["share_measure"]]) - number(record[f"{record['share_measure']}_within"][str(limit)])


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-6, nan_ok=True)


# Screens against the diagnosis of the terminal ----------------------------------------------------------------------


def overview_metric(ask: Ask) -> None:
    """The figure at the top of the overview."""
    shown = {metric.label: metric.value for metric in screen("overview", ask).metric}
    record = asked(ask, "diagnose")
    assert shown[FR("column-within", minutes=ask.within)] == within_said(record, ask.within)


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
    left = beyond(record, ask.within)
    sentence = FR(
        "travel-finding",
        share=capital(share_said(within(record, ask.within), record["bounds"]["share_within"], FR)),
        minutes=ask.within,
        measure=record["share_measure"],
        left="some" if left else "none",
        beyond=bounded(count(left, "fr"), record["bounds"]["unreached_places"], FR),
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


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def path_sentence(ask: Ask) -> None:
    """The path of one step, as the screen says it, and the births out of reach of the travel times."""
    record = asked(ask, "diagnose")
    sentence = FR(
        "parcours-finding",
        share=capital(bounded(percent(within(record, ask.within), "fr"), record["bounds"]["share_within"], FR)),
        steps=1,
        measure=record["share_measure"],
        left="none" if beyond(record, ask.within) == 0 else "some",
        missing=bounded(count(beyond(record, ask.within), "fr"), record["bounds"]["unreached_places"], FR),
    )
    assert f"### {sentence}" in said(screen("parcours", ask, steps=ask.kind))


def path_zones(ask: Ask) -> None:
    """The path of one step, commune by commune: screen and terminal."""
    frame = table(screen("parcours", ask, steps=ask.kind), FR("column-whole-path"))
    record = terminal("parcours", ask.territory, "--zone", ask.zone, "--step", f"kind:{ask.kind}={ask.within}")
    counted = frame[FR(f"column-base-{record['base']}")]
    assert counted.sum() == near(number(record["total"]))
    assert (counted * frame[FR("column-whole-path")]).sum() == near(number(record["complete"]))


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
    assert set(shown.index) <= set(told)
    columns = {
        "births_newly_beyond": FR("closure-beyond", minutes=ask.within),
        "births_losing_access": FR("closure-losing"),
        "births_nearest": FR("closure-nearest", measure=record["base"]),
    }
    for name, line in told.items():
        for key, title in columns.items():
            # Those nearest to nobody of the zone are told in one line.
            said_there = number(shown.loc[name, title]) if name in shown.index else 0.0
            assert said_there == near(number(line[key])), (name, key)


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
    said_so = minutes(number(record["mean_min"]), "fr")
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


def scenario_today(ask: Ask, folder: Path) -> None:
    """The present as a scenario that changes nothing but a note tells it, and the diagnosis."""
    record = asked(ask, "diagnose")
    actor = next(one for one in load(load_territory(ask.territory)).actors.itertuples() if one.kind == ask.kind)
    file = folder / "scenario.toml"
    file.write_text(
        f'name = "s"\nterritory = "{ask.territory}"\n[question]\nkind = "{ask.kind}"\nzone = "{ask.zone}"\n'
        f'threshold_min = {ask.within}\n[[changes]]\nchange = "close"\nactor_id = "{actor.actor_id}"\n',
        encoding="utf-8",
    )
    before = terminal("scenario", "run", str(file))["before"]
    assert before["within"] == near(number(record[f"{record['share_measure']}_within"][str(ask.within)]))
    assert before["mean_min"] == near(number(record["mean_min"]))


def export_of_times(ask: Ask, folder: Path) -> None:
    """The file of travel times, and the diagnosis: births whose nearest is within the time.

    The file holds every trip, those of teams to families whom they do not visit as well: services that receive alone.
    """
    file = folder / "times.parquet"
    printed("travel", "export", ask.territory, str(file))
    data, record = load(load_territory(ask.territory)), asked(ask, "diagnose")
    opened = data.actors[(data.actors["kind"] == ask.kind) & (data.actors["status"] == "open")]
    trips = pd.read_parquet(file)
    trips = trips[trips["actor_id"].isin(opened["actor_id"]) & (trips["minutes"] <= ask.within)]
    inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == ask.zone, "zone_id"])
    mine = data.places[data.places["zone_id"].isin(inside) & data.places["place_id"].isin(trips["place_id"])]
    measure = record["share_measure"]
    assert mine[measure].sum() == near(number(record[f"{measure}_within"][str(ask.within)]))


def population_of_actors(ask: Ask) -> None:
    """People within reach of each actor, and those for whom it is the nearest, never more."""
    rows = terminal("travel", "population", ask.territory, "--kind", ask.kind, "--within", str(ask.within))["rows"]
    told = asked(ask, "redundancy", "--threshold", str(ask.within))
    served = sum(number(row[told["base"]]) for row in rows if row[told["base"]] is not None)
    levels = [number(told[name]) for name in ("with_1", "with_2", "with_3_or_more")]
    assert served >= levels[0] + 2 * levels[1] + 3 * levels[2] - 1e-6
    assert levels[2] or served == near(levels[0] + 2 * levels[1])


# The map -------------------------------------------------------------------------------------------------------------


@cache
def cards_of(ask: Ask) -> dict[str, str]:
    """Return what the cards of a few communes say, one after the other on one map."""
    opened, cards = app("map", territory=ask.territory, kind=ask.kind, threshold=str(ask.within)), {}
    for zone in some_zones(ask):
        opened.selectbox(key="card-zone").select(zone).run()
        assert not opened.exception
        cards[zone] = said(opened)
    return cards


def some_zones(ask: Ask) -> list[str]:
    """Return a few of the smallest zones of a territory, far apart in the list."""
    data = load(load_territory(ask.territory))
    known = data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"]
    return list(known.iloc[[3, len(known) // 2, -2]])


def card(ask: Ask) -> None:
    """The card of a commune, and the terminal's diagnosis of that commune."""
    for zone, words in cards_of(ask).items():
        record = terminal("diagnose", ask.territory, "--zone", zone, "--kind", ask.kind)
        assert either_share(record, str(ask.within), FR) in words
        if record["mean_min"] is not None:
            assert minutes(record["mean_min"], "fr") in words
        assert count(number(record["births"]), "fr") in words


def card_and_basins(ask: Ask) -> None:
    """The nearest service that a card names, and the basin that the map draws the commune in."""
    territory = load_territory(ask.territory)
    view = View(
        territory_id=ask.territory,
        zone_id=territory.root,
        selection=Selection(kind=ask.kind),
        mode="car",
        engine="auto",
        births="latest",
        layer=territory.default_layer,
        threshold_min=ask.within,
        language="fr",
    )
    measures = remembered_measures(view)
    lines = measures.zones[measures.zones["level"] == territory.smallest_level].set_index("zone_id")
    classified, palette = basins(measures, lines, view)
    owner = {colour: actor for actor, colour in palette.items()}
    names = measures.supply.actors.set_index("actor_id")["name"]
    for zone, words in cards_of(ask).items():
        drawn = owner.get(str(classified.colours[zone]))
        named = [line for line in words.splitlines() if line.startswith("Le plus proche, pour la plupart")]
        assert (drawn is None) == (not named)
        assert drawn is None or names[drawn] in named[0], (zone, named)


SCREENS: tuple[Callable[..., None], ...] = (
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
    card,
    card_and_basins,
)
COMMANDS: tuple[Callable[..., None], ...] = (
    kinds_in_the_terminal,
    access_mean,
    access_printed,
    path_and_reach,
    choice_and_reach,
    comparison_and_reach,
    siting_today,
    scenario_today,
)
RECEIVING = tuple(ask for ask in ASKS if ask.kind in {"hopital", "pmi", "centre-de-sante"})
"""Questions about services that receive families, for what holds trips whoever goes."""

WHOLE = tuple(ask for ask in RECEIVING if ask.zone == load_territory(ask.territory).root)
AGAIN = (ASKS[1], ASKS[7])
"""Questions asked already within another time: what they change is what is said of that time."""

DEEPER = (*AGAIN, ASKS[2]) if not DEEP else ()
"""Questions whose like is asked in every run, left to ``nox -s deep``."""

OF_THE_TIME = (
    *(overview_metric, travel_sentence, path_sentence, choice_levels, closures, planning),
    *(path_and_reach, choice_and_reach, comparison_and_reach, siting_today, scenario_today),
)
PAIRS = [
    (ask, check)
    for ask, check in (
        *((ask, check) for ask in ASKS if ask not in AGAIN for check in (*SCREENS, *COMMANDS)),
        *((ask, check) for ask in AGAIN for check in OF_THE_TIME),
        *((ask, export_of_times) for ask in RECEIVING),
        *((ask, population_of_actors) for ask in WHOLE),
    )
    if ask not in DEEPER
]


@pytest.mark.parametrize(("ask", "check"), PAIRS, ids=[f"{ask}-{check.__name__}" for ask, check in PAIRS])
def test_two_surfaces_say_the_same(ask: Ask, check: Callable[..., None], tmp_path: Path) -> None:
    check(ask, tmp_path) if "folder" in signature(check).parameters else check(ask)


@pytest.mark.parametrize("territory", ["wallonie", "ain", "souss-massa"])
def test_the_norms_on_screen_are_those_of_the_terminal(territory: str) -> None:
    shown = said(app("capacity", territory=territory, zone=load_territory(territory).root, part="norms")).replace(
        "\\", ""
    )
    for verdict in terminal("norms", territory)["verdicts"]:
        for sentence in verdict_text(verdict, FR):
            assert sentence[1:] in shown  # a line of a screen begins with a capital


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("within_min", [30, 45])
def test_the_balance_on_screen_is_that_of_the_terminal(ground: str, within_min: int) -> None:
    ask = Ask("wallonie", "80000", "one-plateforme", within_min)
    record = asked(ask, "balance", "--by", ground, "--horizon", str(within_min))
    shown = said(screen("capacity", ask, part="grounds", ground=ground)).replace("\\", "")
    for sentence in balance_sentences(record, FR):
        assert sentence in shown


def test_a_mean_leaves_out_the_births_that_are_not_known() -> None:
    """Bastogne has no births for 2024: its people do not weigh beside the births of its neighbours."""
    asked_of = ("wallonie", "--zone", "80000", "--kind", "hopital", "--births", "2024")
    diagnosis, access = terminal("diagnose", *asked_of), terminal("access", *asked_of)
    assert diagnosis["births_missing_zones"] == 1
    assert diagnosis["mean_min"] == access["value"]
    shown = app("overview", territory="wallonie", zone="80000", kind="hopital", births="2024")
    frame = table(shown, FR("column-mean-minutes"))
    assert frame[FR("column-mean-minutes")].iloc[-1] == near(access["value"])


def test_a_kind_that_nobody_runs_is_the_same_alone_and_among_all() -> None:
    kinds_in_the_terminal(Ask("souss-massa", "09", "hopital", 60))


def test_there_are_enough_pairs_on_every_territory() -> None:
    assert {ask.territory for ask in ASKS} == {"wallonie", "ain", "souss-massa", "france"}
    assert len(PAIRS) >= 30
