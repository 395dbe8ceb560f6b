"""``maillage places``: import a finer population layer, list those of a territory."""

from pathlib import Path
from typing import Any

import click
import pandas as pd

from geo.files.layers import ReadingOptions
from geo.json_values import json_text
from geo.workspace.layer_intake import check_layer, check_name, import_layer, layer_name, list_layers
from geo.workspace.layers import LayerPlan
from geo.workspace.territory import load_territory
from ui.cli.quantities import Number
from ui.cli.signing import terminal_name
from ui.cli.tables import print_issues, print_table, told_progress
from ui.texts import Texts
from ui.words.file_issues import issue_lines
from ui.words.numbers import count


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("places", help=texts("cli-places-help"))
    def places() -> None:
        pass

    as_json = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))

    @places.command("import", help=texts("cli-places-import-help"))
    @click.argument("territory")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--name", help=texts("cli-places-name-help"))
    @click.option("--crs", help=texts("cli-places-crs-help"))
    @click.option("--population", help=texts("cli-places-population-help"))
    @click.option("--equal", is_flag=True, help=texts("cli-places-equal-help"))
    @click.option("--cell-m", type=Number(low=0), help=texts("cli-places-cell-help"))
    @click.option("--source", default="", help=texts("cli-places-source-help"))
    @click.option("--by", default=None, help=texts("cli-by-help"))
    @click.option("--dry-run", is_flag=True, help=texts("cli-dry-run-help"))
    @as_json
    def import_file(
        territory: str,
        file: Path,
        *,
        name: str | None,
        crs: str | None,
        population: str | None,
        equal: bool,
        cell_m: float | None,
        source: str,
        by: str | None,
        dry_run: bool,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        layer = layer_name(file) if name is None else name
        check_name(chosen, layer)
        options = ReadingOptions(crs=crs, population=population, cell_m=cell_m, equal=equal)
        with told_progress(texts) as progress:
            plan = check_layer(chosen, file, options=options, progress=progress)
            replaced = None
            if plan.ok and not dry_run:
                who = terminal_name(by)
                replaced = import_layer(chosen, plan, layer=layer, by=who, origin=file.name, source=source)
        if as_json:
            click.echo(json_text(_record(plan, layer, replaced, texts)))
        else:
            _print(plan, territory, layer, replaced, texts)
        if not plan.ok:
            raise SystemExit(1)

    @places.command("list", help=texts("cli-places-list-help"))
    @click.argument("territory")
    @as_json
    def list_them(territory: str, *, as_json: bool) -> None:
        with told_progress(texts) as progress:
            layers = list_layers(load_territory(territory), progress=progress)
        rows = [_layer(row) for row in layers.to_dict("records")]
        if as_json:
            click.echo(json_text(rows))
            return
        print_table(
            [texts(f"column-{name}") for name in ("layer", "origin", "recorded", "places", "covered-zones")],
            [
                [
                    row["layer"],
                    row["origin"] or texts("layer-embedded"),
                    (row["recorded_at"] or "")[:10],
                    count(row["places"], texts.language),
                    count(row["zones"], texts.language),
                ]
                for row in rows
            ],
            figures_from=3,
        )

    return places


def _record(plan: LayerPlan, layer: str, replaced: bool | None, texts: Texts) -> dict[str, Any]:  # noqa: FBT001
    without = [] if plan.zones_without is None else plan.zones_without.to_dict("records")
    return {
        "ok": plan.ok,
        "layer": layer,
        "recorded": replaced is not None,
        "replaced": replaced,
        "rows_read": plan.reading.rows_read,
        "points": plan.points,
        "localities": plan.localities,
        "confidential": plan.confidential,
        "confidential_births": plan.confidential_births,
        "outside": plan.outside,
        "nobody_there": plan.nobody,
        "zones_without_points": [{"zone": zone["zone_id"], "name": zone["name"]} for zone in without],
        "births_spread_by": plan.births_column,
        "columns": dict(plan.reading.columns),
        "crs": plan.reading.crs,
        "cell_m": plan.reading.cell_m,
        "issues": issue_lines(plan.findings.table(), texts),
    }


def _print(plan: LayerPlan, territory: str, layer: str, replaced: bool | None, texts: Texts) -> None:  # noqa: FBT001
    lines = issue_lines(plan.findings.table(), texts)
    print_issues(lines, texts)
    if lines:
        click.echo()
    if not plan.ok:
        click.echo(texts("layer-refused"))
        return
    columns = plan.reading.columns
    click.echo(texts("layer-kept", rows=plan.reading.rows_read, points=plan.points, outside=plan.outside))
    named = {name: columns.get(name, "") for name in ("population", plan.births_column)}
    by_births = plan.births_column != "population"
    weights = ("births" if by_births else "population") if named["population"] else "equal" + "-births" * by_births
    births = named[plan.births_column]
    click.echo(texts("layer-spread", weights=weights, population=named["population"], births=births))
    if replaced is None:
        click.echo(texts("import-dry-run"))
    else:
        click.echo(texts("layer-recorded", layer=layer, territory=territory, replaced="yes" if replaced else "no"))


def _layer(row: dict[Any, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = {key: None if pd.isna(value) else value for key, value in row.items()}
    moment = plain["recorded_at"]
    plain["recorded_at"] = None if moment is None else moment.isoformat(timespec="seconds")
    whole = ("places", "zones", "points", "rows_read")
    return plain | {key: None if plain[key] is None else int(plain[key]) for key in whole}
