"""``maillage roads``: build the road network of a territory from OpenStreetMap, and say what it holds."""

import json
from pathlib import Path
from typing import Any

import click

from geo.errors import BadInputError
from geo.osm import RawRoads, read_graphml, read_osm_xml, read_overpass, read_pbf
from geo.paths import workspace_folder
from geo.profile import load_profile
from geo.roads import Roads, build_roads, has_roads, open_roads
from geo.schema import TRAVEL_MODES
from geo.shapes import zone_shapes
from geo.territory import load_territory
from ui.cli.tables import print_table, told_share
from ui.numbers import count, percent
from ui.texts import Texts

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
    @click.option(
        "--mode", type=click.Choice(TRAVEL_MODES), default="car", show_default=True, help=texts("cli-mode-help")
    )
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
        _say(built, as_json=as_json, texts=texts)

    @roads.command("show", help=texts("cli-roads-show-help"))
    @click.argument("territory")
    @click.option(
        "--mode", type=click.Choice(TRAVEL_MODES), default="car", show_default=True, help=texts("cli-mode-help")
    )
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def show(territory: str, *, mode: str, as_json: bool) -> None:
        chosen = load_territory(territory)
        if not has_roads(chosen, mode):
            raise BadInputError("roads-not-built", territory=chosen.id, mode=mode)
        _say(open_roads(chosen, mode), as_json=as_json, texts=texts)

    return roads


def _read(given: dict[str, Path], mode: str, *, area: Any) -> RawRoads:  # noqa: ANN401
    if not given:
        cache = workspace_folder() / "overpass"
        return read_overpass(area, classes=load_profile(mode).class_kph, cache=cache)
    (name, path), *_ = given.items()
    return _READERS[name](path)


def _say(roads: Roads, *, as_json: bool, texts: Texts) -> None:
    about = roads.network.about
    record = {
        "mode": about.mode,
        "country": about.country,
        "source": about.source,
        "built_on": roads.built_on,
        "nodes": roads.network.n_nodes,
        **about.report,
    }
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    language = texts.language
    print_table(
        [texts("column-roads"), texts("column-value")],
        [
            [texts("roads-source"), f"{about.source} ({roads.built_on})"],
            [texts("roads-streets"), count(about.report["streets"], language)],
            [texts("roads-length"), f"{count(about.report['length_km'], language)} km"],
            [texts("roads-left-aside"), percent(about.report["left_aside_share"], language)],
            [texts("roads-restrictions"), count(about.report.get("restrictions_applied", 0), language)],
        ],
    )
