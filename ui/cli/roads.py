"""``maillage roads``: build the road network of a territory from OpenStreetMap, and say what it holds."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import pandas as pd

from geo.errors import BadInputError, MissingFileError
from geo.json_values import json_text
from geo.paths import workspace_folder
from geo.roads.needed_part import read_needed
from geo.roads.network import network_issues, waits_share
from geo.roads.network.issues import LEFT_ASIDE_SHARE
from geo.roads.osm import RawRoads, read_overpass
from geo.roads.profile import LAW, load_profile
from geo.roads.territory_roads import Covered, Roads, build_roads, has_roads, open_roads, remove_roads, retime_roads
from geo.schema import ROAD_MODES
from geo.travel.coverage import TravelCoverage, enough, known_trips
from geo.travel.engines import available_engines, is_located, outside_of
from geo.travel.memory import check_road_files
from geo.workspace.data import TerritoryData, load
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import Territory, load_territory
from ui.cli.known_trips import agree, is_asked, known_record, print_known
from ui.cli.options import mode_option
from ui.cli.quantities import Number
from ui.cli.tables import print_table, told_share
from ui.texts import Texts
from ui.words.numbers import count, day, decimal, percent

_NAMED = 8


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("roads", help=texts("cli-roads-help"))
    def roads() -> None:
        pass

    @roads.command("speeds", help=texts("cli-roads-speeds-help"))
    @click.argument("territory")
    @click.option("--class", "classes", multiple=True, metavar="NAME=KMH", help=texts("cli-speed-class-help"))
    @click.option("--limit-share", type=Number(), help=texts("cli-limit-share-help"))
    @mode_option(texts, modes=ROAD_MODES)
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def speeds(
        territory: str, *, classes: tuple[str, ...], limit_share: float | None, mode: str, as_json: bool
    ) -> None:
        chosen = _built(territory, mode)
        with told_share(texts) as tell:
            tell("speeds", 0.5)
            changed = retime_roads(chosen, mode=mode, class_kph=dict(map(_speed, classes)), limit_share=limit_share)
        _say(chosen, changed, as_json=as_json, texts=texts)

    @roads.command("show", help=texts("cli-roads-show-help"))
    @click.argument("territory")
    @mode_option(texts, modes=ROAD_MODES)
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def show(territory: str, *, mode: str, as_json: bool) -> None:
        chosen = _built(territory, mode)
        _say(chosen, open_roads(chosen, mode), as_json=as_json, texts=texts)

    for built in (_build(texts), _remove(texts)):
        roads.add_command(built)
    return roads


def _build(texts: Texts) -> click.Command:
    file = click.Path(path_type=Path)

    @click.command("build", help=texts("cli-roads-build-help"))
    @click.argument("territory")
    @click.option("--pbf", type=file, multiple=True, help=texts("cli-pbf-help"))
    @click.option("--osm", type=file, help=texts("cli-osm-help"))
    @click.option("--graphml", type=file, help=texts("cli-graphml-help"))
    @click.option("--overpass", is_flag=True, help=texts("cli-overpass-help"))
    @click.option("--margin", type=Number(), metavar="KM", help=texts("cli-margin-help"))
    @mode_option(texts, modes=ROAD_MODES)
    @click.option("--yes", is_flag=True, help=texts("cli-yes-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def build(territory: str, *, pbf: tuple[Path, ...], mode: str, yes: bool, as_json: bool, **given: Any) -> None:  # noqa: ANN401
        chosen = load_territory(territory)
        others = [path for name in ("osm", "graphml") if (path := given[name]) is not None]
        if bool(pbf) + len(others) + given["overpass"] != 1:
            raise BadInputError("roads-one-source")
        shapes = zone_shapes(chosen, level=chosen.levels[0].id)
        data, paths, margin_km = load(chosen), [*pbf, *others], given["margin"]
        form = next((name for name in ("osm", "graphml") if given[name] is not None), "pbf")
        if margin_km is not None and not paths:
            raise BadInputError("roads-margin-for-files")
        source = " + ".join(path.name for path in paths) or "Overpass"
        check_road_files(*(path for path in paths if path.is_file()))
        with told_share(texts) as tell:
            tell("read", 0.0)

            def read() -> RawRoads:
                if not paths:
                    area, cache = shapes.union_all(), workspace_folder() / "overpass"
                    return read_overpass(area, classes=load_profile(mode).class_kph, cache=cache)
                return read_needed(
                    chosen,
                    paths,
                    shapes.union_all(),
                    data.actors,
                    mode=mode,
                    margin_km=margin_km,
                    form=form,
                    progress=lambda step, share: tell(step, share * 0.4),
                )

            def accept(covered: Covered) -> None:
                known, reached = _known(data, covered)
                if not reached:
                    raise BadInputError("roads-no-place", file=source, places=len(data.places))
                if not enough(known):
                    tell("ask", 0.5)
                    if is_asked() and not as_json:
                        print_known(known, data, texts, said=_known_key(chosen, mode))
                agree(known, source, texts, yes=yes)

            extent = tuple(shapes.total_bounds)
            built = build_roads(
                chosen,
                read(),
                mode=mode,
                extent=extent,
                accept=accept,
                progress=lambda step, share: tell(step, 0.4 + share * 0.6),
            )
        _say(chosen, built, as_json=as_json, texts=texts)

    return build


def _remove(texts: Texts) -> click.Command:
    @click.command("remove", help=texts("cli-roads-remove-help"))
    @click.argument("territory")
    @mode_option(texts, modes=ROAD_MODES)
    def remove(territory: str, *, mode: str) -> None:
        chosen = _built(territory, mode)
        source = _source(chosen, mode)
        remove_roads(chosen, mode)
        click.echo(texts("roads-removed", source=source, engine=next(iter(available_engines(chosen, mode)), "none")))

    return remove


def _source(territory: Territory, mode: str) -> str:
    """Return where the roads come from; nothing where they are damaged, which does not stop them from being removed."""
    try:
        return open_roads(territory, mode).source
    except (BadInputError, MissingFileError):
        return "–"


def _known(data: TerritoryData, covered: Covered) -> tuple[TravelCoverage, int]:
    """Return which trips have both ends within what roads cover, and how many places are within it."""
    inside, located = covered(data.places), is_located(data.actors)
    unknown = outside_of(inside, covered(data.actors), located)
    return known_trips(data, unknown, data.actors), int(inside.sum())


def _known_key(territory: Territory, mode: str) -> str:
    return "travel-known-roads" if mode in territory.estimates else "travel-known-roads-alone"


def _built(territory: str, mode: str) -> Territory:
    chosen = load_territory(territory)
    if not has_roads(chosen, mode):
        raise BadInputError("roads-not-built", territory=chosen.id, mode=mode)
    return chosen


def _speed(written: str) -> tuple[str, float]:
    name, _, kph = written.partition("=")
    try:
        return name.strip(), float(kph.replace(",", "."))
    except ValueError as error:
        raise BadInputError("bad-class-speed", text=written) from error


def _say(territory: Territory, roads: Roads, *, as_json: bool, texts: Texts) -> None:
    about, report = roads.network.about, roads.network.about.report
    data = load(territory)
    both = (("place", data.places), ("actor", data.actors))
    within = [roads.covers(frame) for _, frame in both]
    left_out = [
        _left_out(roads, frame[inside | ~is_located(frame)], kind, texts)
        for (kind, frame), inside in zip(both, within, strict=True)
    ]
    outside = [int((is_located(frame) & ~inside).sum()) for (_, frame), inside in zip(both, within, strict=True)]
    known, _ = _known(data, roads.covers)
    issues = [
        texts(f"issue-{issue['rule']}", **issue["values"]) for issue in network_issues(roads.network).to_dict("records")
    ]
    if as_json:
        record = {
            "mode": about.mode,
            "country": about.country,
            "source": about.source,
            "speeds": dict(roads.speeds),
            "built_on": roads.built_on,
            "nodes": roads.network.n_nodes,
            **report,
            "waits_share": waits_share(roads.network),
            "issues": issues,
            "left_aside": [dict(part) for part in about.left_aside],
            "places_left_out": left_out[0],
            "actors_left_out": left_out[1],
            "places_outside": outside[0],
            "actors_outside": outside[1],
            "known": known_record(known),
        }
        click.echo(json_text(record))
        return
    language = texts.language
    rows = _rows(roads, texts)
    for kind, missed, beyond, (_, frame) in zip(("places", "actors"), left_out, outside, both, strict=True):
        attached = f"{count(len(frame) - len(missed) - beyond, language)} / {count(len(frame), language)}"
        rows.append([texts(f"roads-attached-{kind}"), attached])
    print_table([texts("column-roads"), texts("column-value")], rows)
    for line in issues:
        click.echo(f"· {line}")
    _say_left_aside(roads, data, texts)
    for kind, missed in zip(("places", "actors"), left_out, strict=True):
        if missed:
            named = ", ".join(line["said"] for line in missed[:_NAMED]) + ("…" if len(missed) > _NAMED else "")
            limit_km = decimal(roads.profile.walk_max_m / 1000, language)
            click.echo("· " + texts(f"roads-far-{kind}", count=len(missed), limit=limit_km, named=named))
    snapped = [roads.snapped(frame) for _, frame in both]
    walks = [int((one.attached & (one.table["walk_m"] > roads.profile.walk_usual_m)).sum()) for one in snapped]
    if any(walks):
        limits = {"usual": decimal(roads.profile.walk_usual_m / 1000, language)}
        click.echo("· " + texts("roads-long-walks", places=walks[0], actors=walks[1], **limits))
    if any(outside):
        click.echo("· " + texts("roads-outside", places=outside[0], actors=outside[1]))
        print_known(known, data, texts, said=_known_key(territory, about.mode))


def _rows(roads: Roads, texts: Texts) -> list[list[str]]:
    """Return what the network is, line by line."""
    about, report = roads.network.about, roads.network.about.report
    language = texts.language
    rows = [
        [texts("roads-source"), f"{roads.source} ({day(roads.built_on, language)})"],
        [texts("roads-streets"), count(report["streets"], language)],
        [texts("roads-length"), f"{count(report['length_km'], language)} km"],
        [texts("roads-left-aside"), percent(report["left_aside_share"], language)],
    ]
    rows.append([texts("roads-waits"), percent(waits_share(roads.network), language)])
    if "margin_km" in report:
        rows.append([texts("roads-margin"), f"{decimal(report['margin_km'], language)} km"])
    if laws := {kind[LAW] for kind in roads.network.kinds if LAW in kind}:
        rows.append([texts("roads-laws"), ", ".join(sorted({about.country, *laws}))])
    if load_profile(about.mode).obeys_turns:
        rows.append([texts("roads-restrictions"), count(report.get("restrictions_applied", 0), language)])
    return rows


def _say_left_aside(roads: Roads, data: TerritoryData, texts: Texts) -> None:
    """Name the longest parts that were left aside, where they count."""
    about = roads.network.about
    for part in about.left_aside if about.report["left_aside_share"] >= LEFT_ASIDE_SHARE else ():
        click.echo("  – " + texts("roads-aside-part", **part, near=_nearest_place(data, part)))


def _nearest_place(data: TerritoryData, part: Mapping[str, Any]) -> str:
    """Return the name of the place nearest to where a part left aside begins."""
    east = (data.places["lon"] - part["lon"]) * math.cos(math.radians(part["lat"]))
    away = east**2 + (data.places["lat"] - part["lat"]) ** 2
    return str(data.places["name"].iloc[int(away.to_numpy().argmin())])


def _left_out(roads: Roads, points: pd.DataFrame, kind: str, texts: Texts) -> list[dict[str, str]]:
    """Return the points that no road of the network serves: ``id``, the sentence that says why, and its short form."""
    ids = points[f"{kind}_id"]
    names = points.get("name", ids)
    issues = roads.snapped(points).issues(names)
    return [
        {
            "id": str(ids[row]),
            "message": texts(f"issue-{rule}", **values),
            "said": texts(f"roads-{rule}", name=str(names[row]), km=decimal(values.get("km", 0.0), texts.language)),
        }
        for row, rule, values in zip(issues["row"], issues["rule"], issues["values"], strict=True)
    ]
