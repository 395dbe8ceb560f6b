"""``maillage roads``: build the road network of a territory from OpenStreetMap, and say what it holds."""

from pathlib import Path
from typing import Any

import click
import pandas as pd

from geo.errors import BadInputError
from geo.json_values import json_text
from geo.paths import workspace_folder
from geo.roads.network import network_issues
from geo.roads.osm import RawRoads, read_graphml, read_osm_xml, read_overpass, read_pbf
from geo.roads.profile import load_profile
from geo.roads.territory_roads import Roads, build_roads, has_roads, open_roads, retime_roads
from geo.workspace.data import load
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import Territory, load_territory
from ui.cli.options import mode_option
from ui.cli.quantities import Number
from ui.cli.tables import print_table, told_share
from ui.texts import Texts
from ui.words.numbers import count, decimal, percent

_NAMED = 8
_READERS = {"pbf": read_pbf, "osm": read_osm_xml, "graphml": read_graphml}


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("roads", help=texts("cli-roads-help"))
    def roads() -> None:
        pass

    file = click.Path(path_type=Path)

    @roads.command("build", help=texts("cli-roads-build-help"))
    @click.argument("territory")
    @click.option("--pbf", type=file, help=texts("cli-pbf-help"))
    @click.option("--osm", type=file, help=texts("cli-osm-help"))
    @click.option("--graphml", type=file, help=texts("cli-graphml-help"))
    @click.option("--overpass", is_flag=True, help=texts("cli-overpass-help"))
    @mode_option(texts)
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def build(territory: str, *, mode: str, overpass: bool, as_json: bool, **files: Path | None) -> None:
        chosen = load_territory(territory)
        given = {name: path for name, path in files.items() if path is not None}
        if len(given) + overpass != 1:
            raise BadInputError("roads-one-source")
        shapes = zone_shapes(chosen, level=chosen.levels[0].id)
        with told_share(texts) as tell:
            tell("read", 0.0)
            raw = _read(given, mode, area=shapes.union_all())
            built = build_roads(chosen, raw, mode=mode, extent=tuple(shapes.total_bounds), progress=tell)
        _say(chosen, built, as_json=as_json, texts=texts)

    @roads.command("speeds", help=texts("cli-roads-speeds-help"))
    @click.argument("territory")
    @click.option("--class", "classes", multiple=True, metavar="NAME=KMH", help=texts("cli-speed-class-help"))
    @click.option("--limit-share", type=Number(), help=texts("cli-limit-share-help"))
    @mode_option(texts)
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
    @mode_option(texts)
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def show(territory: str, *, mode: str, as_json: bool) -> None:
        chosen = _built(territory, mode)
        _say(chosen, open_roads(chosen, mode), as_json=as_json, texts=texts)

    return roads


def _read(given: dict[str, Path], mode: str, *, area: Any) -> RawRoads:  # noqa: ANN401
    if not given:
        cache = workspace_folder() / "overpass"
        return read_overpass(area, classes=load_profile(mode).class_kph, cache=cache)
    (name, path), *_ = given.items()
    return _READERS[name](path)


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
    left_out = [
        _left_out(roads, frame, kind, texts) for kind, frame in (("place", data.places), ("actor", data.actors))
    ]
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
            "issues": issues,
            "places_left_out": left_out[0],
            "actors_left_out": left_out[1],
        }
        click.echo(json_text(record))
        return
    language = texts.language
    rows = [
        [texts("roads-source"), f"{roads.source} ({roads.built_on})"],
        [texts("roads-streets"), count(report["streets"], language)],
        [texts("roads-length"), f"{count(report['length_km'], language)} km"],
        [texts("roads-left-aside"), percent(report["left_aside_share"], language)],
    ]
    if load_profile(about.mode).obeys_turns:
        rows.append([texts("roads-restrictions"), count(report.get("restrictions_applied", 0), language)])
    for kind, missed, frame in zip(("places", "actors"), left_out, (data.places, data.actors), strict=True):
        attached = f"{count(len(frame) - len(missed), language)} / {count(len(frame), language)}"
        rows.append([texts(f"roads-attached-{kind}"), attached])
    print_table([texts("column-roads"), texts("column-value")], rows)
    for line in issues:
        click.echo(f"· {line}")
    for kind, missed in zip(("places", "actors"), left_out, strict=True):
        if missed:
            named = ", ".join(line["said"] for line in missed[:_NAMED]) + ("…" if len(missed) > _NAMED else "")
            limit_km = decimal(roads.profile.walk_max_m / 1000, language)
            click.echo("· " + texts(f"roads-far-{kind}", count=len(missed), limit=limit_km, named=named))


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
