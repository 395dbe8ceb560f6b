"""``maillage transit``: build the timetable of a territory from its public transport feeds, and say what it holds."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pandas as pd

from geo.errors import BadInputError, MissingFileError
from geo.json_values import json_text
from geo.schema import BoolArray
from geo.transit.territory_transit import Transit, build_transit, open_transit, remove_transit
from geo.travel.coverage import TravelCoverage, enough, known_trips
from geo.travel.engines import available_engines, is_located, outside_of
from geo.workspace.data import TerritoryData, load
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import Territory, load_territory
from ui.cli.known_trips import agree, is_asked, known_record, print_known
from ui.cli.quantities import Day
from ui.cli.tables import print_issues, print_table, told_share
from ui.texts import Texts
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
        source = _source(chosen)
        remove_transit(chosen)
        click.echo(texts("transit-removed", source=source))

    transit.add_command(_build(texts))
    return transit


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


def _source(territory: Territory) -> str:
    """Return where the timetable comes from; nothing where it is damaged, which does not stop its removal."""
    try:
        return open_transit(territory).source
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
