"""``maillage travel areas`` and ``population``: how far each actor reaches, as a map layer and as people."""

import json
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import geopandas as gpd
import pandas as pd

from analysis.question import Question
from analysis.records.shared import EngineRecord
from analysis.service_area.area import area_of_actors
from geo.errors import BadInputError, MissingFileError, NotFoundError
from geo.files.atomic import atomic_path, write_atomic
from geo.json_values import encode, json_text
from geo.travel.engines import EngineInfo, EstimateEngine, RoadsEngine, choose_engine
from geo.travel.estimated_areas import catchment_population, estimated_areas
from geo.workspace.data import TerritoryData, load
from geo.workspace.territory import load_territory
from ui.cli.options import at_option, engine_option, mode_option, tell_day, to_verify_option
from ui.cli.quantities import Number
from ui.cli.tables import print_table, told_progress
from ui.texts import Texts
from ui.words.measures import estimated_line, feed_days_lines
from ui.words.numbers import count

_DRIVERS = {".geojson": "GeoJSON", ".gpkg": "GPKG"}


def commands(texts: Texts) -> list[click.Command]:
    """Build both commands, for the group ``travel``."""
    return [_areas(texts), _population(texts)]


def _areas(texts: Texts) -> click.Command:
    @click.command("areas", help=texts("cli-areas-help"))
    @click.argument("territory")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--actor", "actors", multiple=True, help=texts("cli-areas-actor-help"))
    @click.option("--kind", help=texts("cli-kind-help"))
    @to_verify_option(texts)
    @at_option(texts)
    @click.option("--within", type=Number(above=0), multiple=True, help=texts("cli-areas-within-help"))
    @click.option("--basins", "as_basins", is_flag=True, help=texts("cli-areas-basins-help"))
    @click.option("--from-actor", is_flag=True, help=texts("cli-from-actor-help"))
    @mode_option(texts)
    @engine_option(texts)
    def areas(
        territory: str,
        file: Path,
        *,
        actors: tuple[str, ...],
        kind: str | None,
        to_verify: bool,
        on: date | None,
        within: tuple[float, ...],
        as_basins: bool,
        from_actor: bool,
        mode: str,
        engine: str,
    ) -> None:
        if file.suffix.lower() not in {*_DRIVERS, ".parquet"}:
            raise BadInputError("areas-format", file=file.name)
        require_folder(file)
        with told_progress(texts) as progress:
            data = load(load_territory(territory), on=on, progress=progress)
            chosen = _chosen(data, actors, kind, to_verify=to_verify)
            tell_day(on, texts)
            progress("measures")
            engine_used = choose_engine(data.territory, mode=mode, engine=engine)
            limits = within or data.territory.thresholds_min
            if engine_used.info.kind == "timetable":
                if as_basins or from_actor:
                    raise BadInputError("areas-by-timetable")
                # Imported only where there is a timetable: it brings the compiled engine.
                found = import_module("geo.travel.timetable_areas").timetable_areas(
                    engine_used, chosen, thresholds_min=limits
                )
            elif isinstance(engine_used, RoadsEngine):
                found = _by_road(engine_used, chosen, limits, as_basins=as_basins, to_actor=not from_actor)
            elif isinstance(engine_used, EstimateEngine) and not as_basins:
                found = estimated_areas(
                    chosen, parameters=engine_used.parameters, thresholds_min=limits, ways=engine_used.ways
                )
            else:
                raise BadInputError("areas-need-roads", territory=data.territory.id, mode=mode)
        _write(found, data, engine_used.info, file)
        empty = int(found.geometry.is_empty.groupby(found["actor_id"]).all().sum())
        click.echo(texts("areas-written", count=len(found), engine=texts(f"engine-{engine_used.info.name}")))
        for line in feed_days_lines(encode(EngineRecord, engine_used.info).get("feed_days"), texts):
            click.echo(line)
        if empty:
            click.echo(texts("areas-empty", count=empty))

    return areas


def _population(texts: Texts) -> click.Command:
    @click.command("population", help=texts("cli-population-help"))
    @click.argument("territory")
    @click.option("--actor", "actors", multiple=True, help=texts("cli-areas-actor-help"))
    @click.option("--kind", help=texts("cli-kind-help"))
    @to_verify_option(texts)
    @at_option(texts)
    @click.option("--within", type=Number(above=0), multiple=True, help=texts("cli-areas-within-help"))
    @click.option("--out", "file", type=click.Path(path_type=Path), help=texts("cli-population-out-help"))
    @mode_option(texts)
    @engine_option(texts)
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def population(
        territory: str,
        *,
        actors: tuple[str, ...],
        kind: str | None,
        to_verify: bool,
        on: date | None,
        within: tuple[float, ...],
        file: Path | None,
        mode: str,
        engine: str,
        as_json: bool,
    ) -> None:
        if file is not None and file.suffix.lower() != ".csv":
            raise BadInputError("population-format", file=file.name)
        if file is not None:
            require_folder(file)
        with told_progress(texts) as progress:
            data = load(load_territory(territory), on=on, progress=progress)
            chosen = _chosen(data, actors, kind, to_verify=to_verify)
            tell_day(on, texts)
            progress("measures")
            question = Question(kind=None if actors else kind or data.territory.headline_kind, mode=mode, engine=engine)
            area = area_of_actors(data, question, chosen)
            limits = within or tuple(map(float, data.territory.thresholds_min))
            near = area.trips.kept(area.trips.minutes <= max(limits))
            table = catchment_population(data.places, near, thresholds_min=limits)
            said = area.travel.engine.of_figure(float(near.marks.mean()) if len(near) else 0.0)
        if file is not None:
            write_atomic(file, table.to_csv(index=False))
            click.echo(texts("population-written", rows=len(table), file=file.name), err=as_json)
        if as_json:
            rows = json.loads(table.to_json(orient="records"))
            click.echo(json_text({"engine": encode(EngineRecord, said), "rows": rows}))
        elif file is None:
            out = area.left_out
            unplaced = {*area.travel.unlocated, *out.loc[out["kind"] == "actor", "id"]}
            _print(table, chosen, limits, unplaced=unplaced, engine=said, texts=texts)

    return population


def require_folder(file: Path) -> None:
    """Raise ``missing-folder`` when a file could not be written because its folder does not exist."""
    if not file.absolute().parent.is_dir():
        raise MissingFileError("missing-folder", folder=str(file.parent))


def _chosen(data: TerritoryData, ids: tuple[str, ...], kind: str | None, *, to_verify: bool) -> pd.DataFrame:
    """Return the actors named, or those of a kind that count: the headline kind of the territory by default."""
    actors = data.actors
    for actor_id in ids:
        if actor_id not in set(actors["actor_id"]):
            raise NotFoundError("unknown-actor-id", actor=actor_id, territory=data.territory.id)
    wanted = kind or data.territory.headline_kind
    statuses = Question(to_verify=to_verify).statuses
    kept = actors["actor_id"].isin(ids) if ids else (actors["kind"] == wanted) & actors["status"].isin(statuses)
    if not kept.any():
        raise NotFoundError("no-actor-of-kind", kind=wanted, territory=data.territory.id)
    return actors[kept].reset_index(drop=True)


def _by_road(
    engine: RoadsEngine, actors: pd.DataFrame, limits: tuple[float, ...], *, as_basins: bool, to_actor: bool
) -> gpd.GeoDataFrame:
    drawing, roads = import_module("geo.roads.isochrones"), engine.roads
    grid = drawing.cell_grid(roads.network, roads.index, profile=roads.profile)
    points, ids = roads.attached(roads.snapped(actors)), list(actors["actor_id"])
    found: gpd.GeoDataFrame
    if as_basins:
        found = drawing.basins(points, ids, roads.engine, grid, limit_min=max(limits), to_actor=to_actor)
    else:
        found = drawing.isochrones(points, ids, roads.engine, grid, thresholds_min=limits, to_actor=to_actor)
    return found


def _write(found: gpd.GeoDataFrame, data: TerritoryData, engine: EngineInfo, file: Path) -> None:
    names = data.actors.set_index("actor_id")["name"]
    described = found.assign(
        name=found["actor_id"].map(names), mode=engine.mode, engine=engine.kind, source=engine.source
    )
    with atomic_path(file, keep_suffix=True) as building:
        if file.suffix.lower() == ".parquet":
            described.to_parquet(building, index=False)
        else:
            described.to_file(building, driver=_DRIVERS[file.suffix.lower()], index=False)


def _print(
    table: pd.DataFrame,
    actors: pd.DataFrame,
    limits: tuple[float, ...],
    *,
    unplaced: set[str],
    engine: EngineInfo,
    texts: Texts,
) -> None:
    names = actors.set_index("actor_id")["name"]
    measures = ["population", "births"]
    totals: Any = table.groupby(["actor_id", "threshold_min"])[measures].sum(min_count=1)
    pairs = pd.MultiIndex.from_product([actors["actor_id"], sorted(limits)], names=totals.index.names)
    nobody = pairs.difference(
        totals.index
    )  # within reach of no place: zero where the actor is on the map, else unknown
    totals = totals.reindex(pairs)
    totals.loc[nobody[~nobody.get_level_values(0).isin(unplaced)]] = 0
    totals = totals.reset_index()
    print_table(
        [texts(f"column-{name}") for name in ("actor", "limit", "population", "births")],
        [
            [
                str(names[row.actor_id]),
                f"{row.threshold_min:g} min",
                count(row.population, texts.language),
                count(row.births, texts.language),
            ]
            for row in totals.itertuples()
        ],
    )
    told = encode(EngineRecord, engine)
    rest = [estimated_line(told, texts), *feed_days_lines(told.get("feed_days"), texts)]
    click.echo(" ".join([texts("engine-said", engine=texts(f"engine-{engine.name}")), *rest]).rstrip())
