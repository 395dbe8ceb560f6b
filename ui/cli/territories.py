"""``maillage territories``: what is embedded, with its size."""

from typing import Any

import click

from geo.json_values import json_text
from geo.workspace.data import TerritoryData, load
from geo.workspace.territory import list_territories, load_territory
from ui.cli.tables import print_table
from ui.texts import Texts, pick
from ui.words.numbers import count


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("territories", help=texts("cli-territories-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def territories(*, as_json: bool) -> None:
        rows = [_row(load(load_territory(name))) for name in list_territories()]
        if as_json:
            click.echo(json_text(rows))
            return
        language = texts.language
        print_table(
            [texts(f"column-{key}") for key in ("territory", "zones", "places", "actors", "births")],
            [
                [
                    f"{pick(row['name'], language)} ({row['id']})",
                    _sizes(row["id"], row["zones"], language),
                    count(row["places"], language),
                    count(row["actors"], language),
                    count(float("nan") if row["births"] is None else row["births"], language),
                ]
                for row in rows
            ],
            figures_from=2,
        )

    return territories


def _sizes(territory_id: str, zones: dict[str, int], language: str) -> str:
    levels = load_territory(territory_id).levels
    return ", ".join(
        f"{count(zones[level.id], language)} {pick(level.names if zones[level.id] == 1 else level.plurals, language)}"
        for level in levels
    )


def _row(data: TerritoryData) -> dict[str, Any]:
    sizes = data.zones["level"].value_counts()
    births = data.places["births"].sum(min_count=1)
    return {
        "id": data.territory.id,
        "name": dict(data.territory.names),
        "country": data.territory.country,
        "zones": {level.id: int(sizes.get(level.id, 0)) for level in data.territory.levels},
        "places": len(data.places),
        "actors": len(data.actors),
        "births": None if births != births else int(births),  # noqa: PLR0124
        "births_years": list(data.births_years),
    }
