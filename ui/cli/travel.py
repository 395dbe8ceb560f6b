"""``maillage travel``: bring a travel-time matrix or remove it, compare and calibrate the estimate, write times out."""

import json
from pathlib import Path
from typing import Any

import click

from analysis.siting.candidates import commune_seats, read_candidates
from geo.errors import BadInputError
from geo.json_values import json_text
from geo.travel.export import write_times
from geo.travel.kept_calibration import estimate_parameters, keep_calibration
from geo.workspace.data import load
from geo.workspace.territory import Territory, load_territory
from ui.cli.areas import commands as area_commands
from ui.cli.areas import require_folder
from ui.cli.known_trips import as_actors
from ui.cli.options import engine_option, mode_option
from ui.cli.own_times import commands as own_times_commands
from ui.cli.tables import print_table, told_progress, told_share
from ui.texts import Texts
from ui.words.numbers import count, percent

_NAMED = 8


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("travel", help=texts("cli-travel-help"))
    def travel() -> None:
        pass

    mode = mode_option(texts)
    as_json = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))

    @travel.command("compare", help=texts("cli-travel-compare-help"))
    @click.argument("territory")
    @mode
    @as_json
    def compare(territory: str, *, mode: str, as_json: bool) -> None:
        _compare(load_territory(territory), mode, calibrate=False, as_json=as_json, texts=texts)

    @travel.command("calibrate", help=texts("cli-travel-calibrate-help"))
    @click.argument("territory")
    @mode
    @as_json
    def calibrate(territory: str, *, mode: str, as_json: bool) -> None:
        _compare(load_territory(territory), mode, calibrate=True, as_json=as_json, texts=texts)

    for built in (*own_times_commands(texts), _export(texts), *area_commands(texts)):
        travel.add_command(built)
    return travel


def _export(texts: Texts) -> click.Command:
    @click.command("export", help=texts("cli-travel-export-help"))
    @click.argument("territory")
    @click.argument("file", type=click.Path(path_type=Path))
    @engine_option(texts)
    @click.option("--from-actor", is_flag=True, help=texts("cli-from-actor-help"))
    @click.option("--layer", help=texts("cli-export-layer-help"))
    @click.option("--candidates", type=click.Path(path_type=Path), help=texts("cli-export-candidates-help"))
    @click.option("--seats", is_flag=True, help=texts("cli-export-seats-help"))
    @mode_option(texts)
    def export(
        territory: str,
        file: Path,
        *,
        engine: str,
        from_actor: bool,
        layer: str | None,
        candidates: Path | None,
        seats: bool,
        mode: str,
    ) -> None:
        require_folder(file)
        if candidates is not None and seats:
            raise BadInputError("travel-one-destination")
        with told_progress(texts) as progress:
            data = load(load_territory(territory), layer=layer, progress=progress)
        sites = commune_seats(data) if seats else None if candidates is None else read_candidates(candidates, data)
        with told_share(texts) as tell:
            tell("times", 0.0)
            written = write_times(
                data.territory,
                data.places,
                data.actors if sites is None else as_actors(sites),
                file,
                mode=mode,
                engine=engine,
                to_actor=not from_actor,
                progress=lambda done, total: tell("times", done / total),
            )
        click.echo(texts("travel-exported", rows=written.rows, engine=texts(f"engine-{written.engine.name}")))
        if written.estimated:
            click.echo(texts("travel-exported-estimated", rows=written.estimated))
        if len(written.left_out):
            named = ", ".join(map(str, written.left_out["id"].head(_NAMED)))
            click.echo(texts("travel-left-out-cli", count=len(written.left_out), named=named))

    return export


def _compare(territory: Territory, mode: str, *, calibrate: bool, as_json: bool, texts: Texts) -> None:
    # Imported here: the routing engine is only needed by these two commands.
    from geo.roads.territory_roads import has_roads, open_roads  # noqa: PLC0415
    from geo.travel.calibration import errors_by_band, fitted, sampled_trips  # noqa: PLC0415

    if not has_roads(territory, mode):
        raise BadInputError("roads-not-built", territory=territory.id, mode=mode)
    roads = open_roads(territory, mode)
    parameters = estimate_parameters(territory, mode)
    trips = sampled_trips(roads.network, roads.engine, access_min=parameters.access_min)
    if calibrate:
        parameters = fitted(trips, parameters, source=roads.network.about.source)
        keep_calibration(territory, parameters)
    bands: Any = errors_by_band(trips, parameters)
    if as_json:
        rows = json.loads(bands.to_json(orient="records"))
        click.echo(json_text({"parameters": vars(parameters), "bands": rows}))
        return
    language = texts.language
    print_table(
        [texts(f"column-{name}") for name in ("distance", "trips", "bias", "median-error", "p90-error")],
        [
            [
                texts("all-distances") if band.to_km != band.to_km else f"{band.from_km:.0f}–{band.to_km:.0f} km",
                count(band.trips, language),
                _signed(band.bias, language),
                percent(band.median_error, language),
                percent(band.p90_error, language),
            ]
            for band in bands.itertuples()
        ],
    )
    click.echo(texts("calibration-kept") if calibrate else texts("calibration-hint", territory=territory.id))


def _signed(share: float, language: str) -> str:
    """Return a share with its sign; a share that rounds to nothing has none."""
    rounded = round(100 * share)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + percent(abs(rounded) / 100, language)
