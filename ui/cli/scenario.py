"""``maillage scenario``: run, compare, keep and list scenarios."""

from collections.abc import Mapping
from dataclasses import replace as with_fields
from datetime import date
from importlib import resources
from pathlib import Path

import click

from analysis.question import Question
from analysis.records.scenario import EffectRecord
from analysis.scenario.ask import checked, run_scenario
from analysis.scenario.changes import MoreTrips
from analysis.scenario.definition import Scenario
from analysis.scenario.reading import ScenarioReading, read_scenario, with_lines
from analysis.scenario.writing import scenario_text
from geo.json_values import json_text
from geo.workspace.data import TerritoryData, load, named_in
from geo.workspace.kept_scenarios import keep_feed, keep_scenario, kept_scenario, list_scenarios
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import load_territory
from ui.cli.options import at_option, selection_name, tell_day, to_verify_option
from ui.cli.tables import console, print_sources, print_table, told_progress
from ui.texts import Texts, pick
from ui.words.known import known_cell_of
from ui.words.scenario import WAYS, class_name, effect_remarks, effect_sentences, indicator_name, joined_arrow
from ui.words.scenario_issues import issue_sentences
from ui.words.scenario_tables import change_sentences, names_of, parts_table, weight_writer

_DEFAULT = "wallonie"


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("scenario", help=texts("cli-scenario-help"))
    def scenario() -> None:
        pass

    territory_option = click.option(
        "--territory", default=_DEFAULT, show_default=True, help=texts("cli-scenario-territory-help")
    )
    json_option = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    verify_option, day_option = to_verify_option(texts), at_option(texts)
    zone_option = click.option("--zone", help=texts("cli-scenario-zone-help"))

    @scenario.command("run", help=texts("cli-scenario-run-help"))
    @click.argument("file")
    @click.option(
        "--extra-gtfs", "feeds", multiple=True, type=click.Path(path_type=Path), help=texts("cli-scenario-gtfs-help")
    )
    @territory_option
    @zone_option
    @verify_option
    @day_option
    @json_option
    def run(
        file: str,
        *,
        feeds: tuple[Path, ...],
        territory: str,
        zone: str | None,
        to_verify: bool,
        on: date | None,
        as_json: bool,
    ) -> None:
        with told_progress(texts) as progress:
            given = _with_trips(_counting(_read(file, territory, texts), to_verify=to_verify, on=on), feeds)
            data = _data(given, texts)
            progress("measures")
            ready = _checked(given, data, texts, zone=zone)
            record = run_scenario(data, ready)
        _show(record, data, as_json=as_json, texts=texts)

    @scenario.command("compare", help=texts("cli-scenario-compare-help"))
    @click.argument("first")
    @click.argument("second")
    @territory_option
    @zone_option
    @verify_option
    @day_option
    @json_option
    def compare(
        first: str, second: str, *, territory: str, zone: str | None, to_verify: bool, on: date | None, as_json: bool
    ) -> None:
        with told_progress(texts) as progress:
            one, other = (
                _counting(_read(file, territory, texts), to_verify=to_verify, on=on) for file in (first, second)
            )
            data = _data(one, texts)
            progress("measures")
            before, after = (_checked(given, data, texts, zone=zone) for given in (one, other))
            record = run_scenario(data, with_fields(after, question=before.question), against=before)
        _show(record, data, as_json=as_json, texts=texts)

    @scenario.command("list", help=texts("cli-scenario-list-help"))
    @territory_option
    @json_option
    def kept(*, territory: str, as_json: bool) -> None:
        chosen = load_territory(territory)
        lines = [_line(one.key, read_scenario(one.path)) for one in list_scenarios(chosen.id)]
        if as_json:
            click.echo(json_text(lines))
        elif not lines:
            click.echo(texts("scenario-none-kept", territory=pick(chosen.names, texts.language)))
        else:
            headers = [texts(f"scenario-column-{name}") for name in ("key", "name", "changes")]
            print_table(headers, [_kept_cells(line, texts) for line in lines], figures_from=2)

    @scenario.command("save", help=texts("cli-scenario-save-help"))
    @click.argument("file")
    @click.option("--name", help=texts("cli-scenario-name-help"))
    @click.option("--replace", is_flag=True, help=texts("cli-scenario-replace-help"))
    @json_option
    def save(file: str, *, name: str | None, replace: bool, as_json: bool) -> None:
        given = _read(file, _DEFAULT, texts)
        ready = _checked(given, _data(given, texts), texts)
        # Trips are kept beside their scenario, that it may be run again once the file is gone from where it was.
        changes = tuple(
            MoreTrips(gtfs=keep_feed(ready.territory, path.name, path.read_bytes()))
            if isinstance(change, MoreTrips) and (path := Path(str(change.gtfs))).is_absolute()
            else change
            for change in ready.changes
        )
        named = with_fields(ready, name=name or ready.name, changes=changes)
        done = keep_scenario(named.territory, named.name, scenario_text(named, over=given.text), replace=replace)
        if as_json:
            click.echo(json_text({"key": done.key, "path": str(done.path)}))
        else:
            click.echo(texts("scenario-saved", name=named.name, path=str(done.path)))

    @scenario.command("template", help=texts("cli-scenario-template-help"))
    def template() -> None:
        folder = resources.files("ui.texts") / texts.language
        click.echo((folder / "scenario_template.toml").read_text(encoding="utf-8"), nl=False)

    return scenario


def _counting(given: ScenarioReading, *, to_verify: bool, on: date | None) -> ScenarioReading:
    """Return a scenario whose question counts actors to verify, or those of a day, where that is asked beside it."""
    if given.scenario is None or not (to_verify or on):
        return given
    asked = given.scenario.question
    question = with_fields(asked, to_verify=asked.to_verify or to_verify, at=asked.at if on is None else on.isoformat())
    return with_fields(given, scenario=with_fields(given.scenario, question=question))


def _with_trips(given: ScenarioReading, feeds: tuple[Path, ...]) -> ScenarioReading:
    """Return a scenario with the trips of files given beside it."""
    if given.scenario is None or not feeds:
        return given
    more = tuple(MoreTrips(gtfs=str(feed.absolute())) for feed in feeds)
    return with_fields(given, scenario=with_fields(given.scenario, changes=(*given.scenario.changes, *more)))


def _beside(given: ScenarioReading, folder: Path) -> ScenarioReading:
    """Return a scenario that names the feeds which stand beside its file by their whole path."""
    if given.scenario is None:
        return given
    changes = [
        MoreTrips(gtfs=str((folder / change.gtfs).absolute()))
        if isinstance(change, MoreTrips) and change.gtfs and (folder / change.gtfs).is_file()
        else change
        for change in given.scenario.changes
    ]
    return with_fields(given, scenario=with_fields(given.scenario, changes=tuple(changes)))


def _read(file: str, territory: str, texts: Texts) -> ScenarioReading:
    path = Path(file)
    if not path.suffix and not path.exists():
        path = kept_scenario(territory, file).path
    reading = read_scenario(path)
    _whole(reading, texts)
    return _beside(reading, path.parent)


def _data(reading: ScenarioReading, texts: Texts) -> TerritoryData:
    given = _whole(reading, texts)
    question = given.question
    data = question.about_its_day(load(load_territory(given.territory), births=question.births, layer=question.layer))
    tell_day(data.on, texts)
    return named_in(data, texts.language)


def _checked(reading: ScenarioReading, data: TerritoryData, texts: Texts, *, zone: str | None = None) -> Scenario:
    given = _whole(reading, texts)
    if zone is not None:
        given = with_fields(given, question=with_fields(given.question, zone=zone))
    placed = any(getattr(change, "lon", None) is not None for change in given.changes)
    shapes = zone_shapes(data.territory, level=data.territory.smallest_level) if placed else None
    found = checked(given, data, shapes=shapes)
    return _whole(with_fields(found, issues=with_lines(found.issues, reading.lines)), texts)


def _whole(reading: ScenarioReading, texts: Texts) -> Scenario:
    """Return the scenario of a reading, its remarks on the error output; a refusal ends the command."""
    for sentence in issue_sentences(reading.issues, texts):
        click.echo(sentence, err=True)
    if reading.scenario is None:
        faults = int((reading.issues["severity"] == "error").sum())
        click.echo(texts("scenario-refused", count=faults), err=True)
        raise SystemExit(1)
    return reading.scenario


def _line(key: str, reading: ScenarioReading) -> dict[str, str | int | None]:
    given = reading.scenario
    if given is None:
        return {"key": key, "name": None, "changes": None, "issues": len(reading.issues)}
    return {"key": key, "name": given.name, "changes": len(given.changes), "issues": 0}


def _kept_cells(line: Mapping[str, str | int | None], texts: Texts) -> list[str]:
    if line["name"] is None:
        return [str(line["key"]), texts("scenario-unreadable", count=line["issues"]), ""]
    return [str(line[name]) for name in ("key", "name", "changes")]


def _show(record: EffectRecord, data: TerritoryData, *, as_json: bool, texts: Texts) -> None:
    if as_json:
        click.echo(json_text(record))
    else:
        _print(record, data, texts)


def _print(record: EffectRecord, data: TerritoryData, texts: Texts) -> None:
    screen = console()
    given, against = record["scenario"], record["against"]
    name = texts("scenario-present") if given is None else given["name"]
    title = {"name": name, "zone": record["name"]}
    if against is None:
        screen.print(texts("scenario-title", **title), style="bold")
    else:
        screen.print(texts("scenario-title-against", against=against["name"], **title), style="bold")
    asked = given or against
    if asked is not None:
        screen.print(selection_name(Question(**asked["question"]).selection, texts))
    for said in change_sentences(record, names_of(data), texts):
        screen.print(f"  - {said}")
    screen.print()
    for sentence in effect_sentences(record, texts):
        screen.print(sentence)
    screen.print()
    print_table(*parts_table(record, texts))
    _print_classes(record, data, texts)
    screen.print()
    for sentence in effect_remarks(record, texts):
        screen.print(f"· {sentence}")
    screen.print()
    print_sources(record["sources"], record["territory"], texts)


def _print_classes(record: EffectRecord, data: TerritoryData, texts: Texts) -> None:
    known = record["vulnerability"]
    if known["indicator"] is None:
        return
    base = texts(f"scenario-base-{record['base'].replace(':', '-')}")
    counted = weight_writer(record, texts)
    console().print()
    headers = [
        texts("scenario-column-class"),
        texts("scenario-column-within", base=base, minutes=f"{record['threshold_min']:g}"),
        texts("scenario-column-gaining"),
        texts("scenario-column-losing"),
    ]
    classes = len(known["limits"]) + 1
    rows = [
        [
            class_name(round(one["vulnerability_class"]), classes, texts),
            joined_arrow(
                *(
                    known_cell_of(value, side["bounds"].get("within", "exact"), texts, written=counted)
                    for value, side in (
                        (one["within_before"], record["before"]),
                        (one["within_after"], record["after"]),
                    )
                ),
                texts=texts,
            ),
            *(known_cell_of(one[way], record["moves"]["bounds"][way], texts, written=counted) for way in WAYS),
        ]
        for one in known["classes"]
    ]
    print_table(headers, rows)
    console().print(
        texts(
            "scenario-classes-note",
            indicator=indicator_name(known, data.territory, texts),
            year=str(known["year"] or "–"),
        )
    )
