"""``maillage travel import`` and ``remove``: the times that a user brings, in place of those of another engine."""

from pathlib import Path

import click
import pandas as pd

from analysis.siting.candidates import commune_seats, read_candidates
from geo.errors import BadInputError
from geo.json_values import json_text
from geo.travel.coverage import known_trips
from geo.travel.engines import MatrixEngine, available_engines
from geo.travel.kept_calibration import estimate_parameters
from geo.travel.matrix import NA_IS, UNITS, MatrixReading, keep_matrix, kept_source, read_matrix, remove_matrix
from geo.workspace.data import TerritoryData, load
from geo.workspace.territory import load_territory
from ui.cli.known_trips import CANDIDATES, agree, as_actors, is_asked, known_record, print_known
from ui.cli.options import mode_option
from ui.cli.usage import confirmed
from ui.texts import Texts

_COUNTS = ("unknown_places", "unknown_actors", "without_time", "unreachable")


def commands(texts: Texts) -> list[click.Command]:
    """Build both commands, for the group ``travel``."""
    return [_import(texts), _remove(texts)]


def _import(texts: Texts) -> click.Command:
    @click.command("import", help=texts("cli-travel-import-help"))
    @click.argument("territory")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--source", required=True, help=texts("cli-source-help"))
    @click.option(
        "--na-is", type=click.Choice(NA_IS), default=NA_IS[0], show_default=True, help=texts("cli-na-is-help")
    )
    @click.option("--unit", type=click.Choice(UNITS), help=texts("cli-times-unit-help"))
    @click.option("--layer", help=texts("cli-matrix-layer-help"))
    @click.option("--candidates", type=click.Path(path_type=Path), help=texts("cli-matrix-candidates-help"))
    @mode_option(texts)
    @click.option("--yes", is_flag=True, help=texts("cli-yes-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def import_matrix(
        territory: str,
        file: Path,
        *,
        source: str,
        na_is: str,
        unit: str | None,
        layer: str | None,
        candidates: Path | None,
        mode: str,
        yes: bool,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        data = load(chosen, layer=layer)
        ends = _named_actors(data, candidates)
        parameters = estimate_parameters(chosen, mode) if mode in chosen.estimates else None

        def read(unit: str | None) -> MatrixReading:
            return read_matrix(
                file, mode=mode, places=data.places, actors=ends, parameters=parameters, unit=unit, na_is=na_is
            )

        try:
            reading = read(unit)
        except BadInputError as error:
            if error.key != "matrix-seconds" or not is_asked():
                raise
            told = texts("matrix-seconds-ask", given=error.values["given"], estimate=error.values["estimate"])
            reading = read(UNITS[confirmed(told, texts, default=True)])
        own = ends[ends["kind"] != CANDIDATES] if candidates is None else ends
        unknown = MatrixEngine(mode, reading.table, source, "").unknown(data.places, own)
        known = known_trips(data, unknown, own)
        if not as_json:
            for line in _read_lines(reading, texts):
                click.echo(line)
            print_known(known, data, texts, said="travel-known")
        agree(known, file.name, texts, yes=yes)
        keep_matrix(chosen, reading.table, mode=mode, source=source, layer=layer)
        if as_json:
            counts = {name: getattr(reading, name) for name in _COUNTS}
            click.echo(json_text({"rows": len(reading.table), **counts, "known": known_record(known)}))
        else:
            click.echo(texts("matrix-kept", rows=len(reading.table)))

    return import_matrix


def _remove(texts: Texts) -> click.Command:
    @click.command("remove", help=texts("cli-travel-remove-help"))
    @click.argument("territory")
    @click.option("--layer", help=texts("cli-matrix-layer-help"))
    @mode_option(texts)
    def remove(territory: str, *, layer: str | None, mode: str) -> None:
        chosen = load_territory(territory)
        source = kept_source(chosen, mode, layer)
        remove_matrix(chosen, mode, layer)
        click.echo(texts("travel-removed", source=source, engine=next(iter(available_engines(chosen, mode)), "none")))

    return remove


def _named_actors(data: TerritoryData, candidates: Path | None) -> pd.DataFrame:
    """Return what a matrix may name: actors of the register, candidate communes, and those of a file."""
    sites = [commune_seats(data), *([] if candidates is None else [read_candidates(candidates, data)])]
    named = pd.concat([data.actors[["actor_id", "kind", "lon", "lat"]], *(map(as_actors, sites))], ignore_index=True)
    return named.drop_duplicates("actor_id", ignore_index=True)


def _read_lines(reading: MatrixReading, texts: Texts) -> list[str]:
    """Return what was made of the rows of a matrix, in sentences."""
    counts = {name: getattr(reading, name) for name in _COUNTS}
    said = [texts("matrix-from-seconds")] if reading.seconds else []
    keys = ("matrix-unknown-places", "matrix-unknown-actors", "matrix-without-time", "matrix-unreachable")
    return [*said, *(texts(key, rows=rows) for key, rows in zip(keys, counts.values(), strict=True) if rows)]
