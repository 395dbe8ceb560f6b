"""``maillage transit``: build the timetable of a territory from its public transport feeds, and say what it holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
import pandas as pd

from analysis.access.journey import journey_record
from analysis.access.round_trips import going_and_back, going_record
from analysis.records.shared import EngineRecord
from analysis.service_area.area import service_area
from geo.errors import BadInputError, MissingFileError
from geo.json_values import encode, json_text
from geo.schema import BoolArray
from geo.transit.profile import minute_of_day
from geo.transit.territory_transit import Transit, build_transit, keep_hours, kept_hours, open_transit, remove_transit
from geo.travel.coverage import TravelCoverage, enough, known_trips
from geo.travel.engines import available_engines, choose_engine, is_located, outside_of
from geo.travel.transit_trips import CARLESS
from geo.workspace.data import TerritoryData, load
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import Territory, load_territory
from ui.cli.known_trips import agree, is_asked, known_record, print_known
from ui.cli.options import (
    Conditions,
    chosen_selection,
    conditions_options,
    selection_name,
    selection_options,
    told_data,
)
from ui.cli.quantities import Day, Number
from ui.cli.tables import console, print_issues, print_table, told_share
from ui.texts import Texts
from ui.words.going import going_remarks, going_table, journey_remarks, journey_table
from ui.words.measures import engine_line
from ui.words.numbers import days_within
from ui.words.timetables import timetable_issues, timetable_remarks, timetable_rows

_KNOWN = "travel-known-transit"


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("transit", help=texts("cli-transit-help"))
    def transit() -> None:
        pass

    as_json = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))

    @transit.command("show", help=texts("cli-transit-show-help"))
    @click.argument("territory")
    @as_json
    def show(territory: str, *, as_json: bool) -> None:
        chosen = load_territory(territory)
        _say(chosen, open_transit(chosen), as_json=as_json, texts=texts)

    @transit.command("remove", help=texts("cli-transit-remove-help"))
    @click.argument("territory")
    def remove(territory: str) -> None:
        chosen = load_territory(territory)
        source = _source(chosen, texts.language)
        remove_transit(chosen)
        click.echo(texts("transit-removed", source=source))

    for built in (_build(texts), _hours(texts), _journey(texts), _returns(texts)):
        transit.add_command(built)
    return transit


def _returns(texts: Texts) -> click.Command:
    @click.command("returns", help=texts("cli-transit-returns-help"))
    @click.argument("territory")
    @selection_options(texts)
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--stay", "stay_min", type=Number(low=0, high=1440), help=texts("cli-transit-stay-help"))
    @click.option("--within", "way_max_min", type=Number(above=0, high=1440), help=texts("cli-transit-way-help"))
    @click.option("--open", "opening", multiple=True, metavar="9:00-12:00", help=texts("cli-transit-open-help"))
    @conditions_options(texts)
    def returns(
        territory: str,
        *,
        kind: str | None,
        function: str | None,
        stratum: str | None,
        zone: str | None,
        stay_min: float | None,
        way_max_min: float | None,
        opening: tuple[str, ...],
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        selection = chosen_selection(chosen, kind=kind, function=function, stratum=stratum)
        hours = [_span(text) for text in opening] or None
        with told_data(chosen, texts, conditions) as data:
            area = service_area(data, conditions.question(selection, zone=zone))
            answer = going_and_back(area, stay_min=stay_min, way_max_min=way_max_min, opening=hours)
            record = going_record(answer, zone or chosen.root)
        if as_json:
            click.echo(json_text(record))
            return
        screen = console()
        title = texts("returns-title", zone=record["name"], services=selection_name(selection, texts))
        screen.print(title, style="bold")
        print_table(*going_table(record, texts))
        for sentence in going_remarks(record, texts):
            screen.print(f"· {sentence}")

    return returns


def _hours(texts: Texts) -> click.Command:
    @click.command("hours", help=texts("cli-transit-hours-help"))
    @click.argument("territory")
    @click.option("--leave", "leaves", metavar="7:00-9:00", multiple=True, help=texts("cli-transit-hours-leave-help"))
    @click.option("--arrive", "arrives", metavar="9:00", multiple=True, help=texts("cli-transit-hours-arrive-help"))
    @click.option("--percentile", type=Number(above=0, high=100), help=texts("cli-transit-hours-percentile-help"))
    @click.option("--reset", is_flag=True, help=texts("cli-transit-hours-reset-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def hours(
        territory: str,
        *,
        leaves: tuple[str, ...],
        arrives: tuple[str, ...],
        percentile: float | None,
        reset: bool,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        changed = bool(leaves or arrives or percentile)
        if leaves and arrives:
            raise BadInputError("transit-hours-two")
        if reset and changed:
            raise BadInputError("transit-hours-reset")
        if reset:
            keep_hours(chosen, None)
        elif changed:
            wanted = kept_hours(chosen)
            if leaves or arrives:
                spans = tuple(_minutes(text, alone=bool(arrives)) for text in leaves or arrives)
                wanted = replace(wanted, windows=spans, arrives=bool(arrives))
            keep_hours(chosen, replace(wanted, percentile=percentile or wanted.percentile))
        told = encode(EngineRecord, choose_engine(chosen, mode=CARLESS, engine="timetable").info)
        click.echo(json_text(told["hours"]) if as_json else engine_line(told, texts))

    return hours


def _minutes(text: str, *, alone: bool) -> tuple[int, int]:
    """Return the minutes of the day that a span begins and ends at, the same where one moment may stand alone."""
    if alone and "-" not in text:
        return minute_of_day(text), minute_of_day(text)
    begins, _, ends = text.partition("-")
    span = minute_of_day(begins), minute_of_day(ends)
    if span[0] >= span[1]:
        raise BadInputError("bad-hour", value=text)
    return span


def _journey(texts: Texts) -> click.Command:
    modes = click.Choice([CARLESS, "transit"])

    @click.command("journey", help=texts("cli-transit-journey-help"))
    @click.argument("territory")
    @click.option("--from", "origin", required=True, help=texts("cli-journey-from-help"))
    @click.option("--to", "actor", required=True, help=texts("cli-journey-to-help"))
    @click.option("--leave", metavar="8:00", help=texts("cli-journey-leave-help"))
    @click.option("--arrive", metavar="9:00", help=texts("cli-journey-arrive-help"))
    @click.option("--mode", type=modes, default=CARLESS, show_default=True, help=texts("cli-journey-mode-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def journey(
        territory: str, *, origin: str, actor: str, leave: str | None, arrive: str | None, mode: str, as_json: bool
    ) -> None:
        chosen = load_territory(territory)
        data = Conditions(mode=mode).data(chosen, texts)
        leave_min, arrive_min = (None if text is None else minute_of_day(text) for text in (leave, arrive))
        record = journey_record(data, origin, actor, mode=mode, leave_min=leave_min, arrive_min=arrive_min)
        if as_json:
            click.echo(json_text(record))
            return
        screen = console()
        title = texts("journey-title", place=record["place_name"], actor=record["actor_name"])
        screen.print(title, style="bold", markup=False)
        if record["legs"]:
            print_table(*journey_table(record, texts), figures_from=3)
        for sentence in journey_remarks(record, texts):
            screen.print(f"· {sentence}", markup=False)

    return journey


def _span(text: str) -> tuple[float, float]:
    begins, ends = _minutes(text, alone=False)
    return begins / 60, ends / 60


def _build(texts: Texts) -> click.Command:
    @click.command("build", help=texts("cli-transit-build-help"))
    @click.argument("territory")
    @click.option(
        "--gtfs", "files", type=click.Path(path_type=Path), multiple=True, required=True, help=texts("cli-gtfs-help")
    )
    @click.option("--day", "on", type=Day(), default=None, help=texts("cli-transit-day-help"))
    @click.option("--yes", is_flag=True, help=texts("cli-yes-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def build(territory: str, *, files: tuple[Path, ...], on: date | None, yes: bool, as_json: bool) -> None:
        chosen = load_territory(territory)
        data = load(chosen)
        shapes = zone_shapes(chosen, level=chosen.levels[0].id)
        named = ", ".join(file.name for file in files)
        with told_share(texts, named=lambda step: texts(f"progress-transit-{step}")) as tell:

            def accept(covered: Callable[[pd.DataFrame], BoolArray]) -> None:
                known, reached = _known(data, covered)
                if not reached:
                    raise BadInputError("transit-no-place", file=named, places=len(data.places))
                if not enough(known):
                    tell("ask", 0.9)
                    if is_asked() and not as_json:
                        print_known(known, data, texts, said=_KNOWN)
                agree(known, named, texts, yes=yes)

            extent = tuple(shapes.total_bounds)
            built = build_transit(chosen, files, extent=extent, day=on, accept=accept, progress=tell)
        _say(chosen, built, as_json=as_json, texts=texts)

    return build


def _known(data: TerritoryData, covered: Callable[[pd.DataFrame], BoolArray]) -> tuple[TravelCoverage, int]:
    """Return which trips have both ends where lines pass, and how many places are there."""
    inside = covered(data.places)
    unknown = outside_of(inside, covered(data.actors), is_located(data.actors))
    return known_trips(data, unknown, data.actors), int(inside.sum())


def _source(territory: Territory, language: str) -> str:
    """Return where the timetable comes from; nothing where it is damaged, which does not stop its removal."""
    try:
        return days_within(open_transit(territory).source, language)
    except MissingFileError:
        raise
    except BadInputError:
        return "–"


def _say(territory: Territory, transit: Transit, *, as_json: bool, texts: Texts) -> None:
    data = load(territory)
    known, _ = _known(data, transit.covers)
    timetable = transit.timetable
    lines = timetable_issues(transit, texts)
    if as_json:
        record = {
            "day": timetable.day.isoformat(),
            "first_day": timetable.first_day.isoformat(),
            "last_day": timetable.last_day.isoformat(),
            "feeds": [dict(feed) for feed in transit.feeds],
            "built_on": transit.built_on,
            "stops": int(timetable.served().sum()),
            "trips": timetable.n_trips,
            "walks": transit.walks_by,
            "issues": lines,
            "known": known_record(known),
            "engines": available_engines(territory, "transit"),
        }
        click.echo(json_text(record))
        return
    print_table([texts("column-transit"), texts("column-value")], timetable_rows(transit, texts))
    print_issues(lines, texts)
    for remark in timetable_remarks(transit, texts, territory=territory.id):
        click.echo("· " + remark)
    print_known(known, data, texts, said=_KNOWN)
