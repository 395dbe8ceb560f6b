"""``maillage compare``: zones of one or several territories side by side, and how firm their order is."""

from pathlib import Path
from typing import NamedTuple

import click

from analysis.compare.ask import compare as put_side_by_side
from analysis.compare.indicators import ComparedTerritory, side
from analysis.compare.record import comparison_record
from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import sources_behind
from analysis.question import Selection
from analysis.records.compare import TerritorySource, ToldComparison
from geo.json_values import encode, json_text
from geo.shards import in_shards
from geo.workspace.territory import load_territory
from ui.cli.options import (
    Conditions,
    chosen_selection,
    conditions_options,
    make_ready,
    parquet_option,
    selection_name,
    selection_options,
    tell_day,
    write_parts,
)
from ui.cli.tables import console, print_sources, print_table, told_progress
from ui.texts import Texts
from ui.texts import texts as texts_of
from ui.words.comparison import COMPARED_COLUMNS, compared_cells, ends_told, flag_lines, indicator_name, is_known
from ui.words.measures import confidence_line


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("compare", help=texts("cli-compare-help"))
    @click.argument("territories", nargs=-1, required=True)
    @selection_options(texts)
    @click.option("--level", help=texts("cli-level-help"))
    @parquet_option(texts)
    @conditions_options(texts)
    def compare(
        territories: tuple[str, ...],
        *,
        kind: str | None,
        function: str | None,
        stratum: str | None,
        level: str | None,
        parquet: Path | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        chosen = [load_territory(territory) for territory in territories]
        selection = chosen_selection(chosen[0], kind=kind, function=function, stratum=stratum)
        with told_progress(texts) as progress:
            for territory in chosen:
                make_ready(territory, progress=progress)
            progress("measures")
            sides = []
            asked = _Asked(conditions, selection, level, texts.language)
            for one in in_shards(_side, asked, territories, kept=True):
                sides.append(one)
                if parquet is not None:
                    write_parts(one.data.territory, one.measures.zones, parquet, texts)
            compared = comparison_record(put_side_by_side(sides))
        tell_day(conditions.on, texts)
        sources = [source for one in sides for source in _sources(one)]
        record = encode(ToldComparison, {**vars(selection), **compared}, sources=sources)
        if as_json:
            click.echo(json_text(record))
        else:
            _print(record, selection_name(selection, texts), texts)

    return compare


class _Asked(NamedTuple):
    """What is asked of every territory."""

    conditions: Conditions
    selection: Selection
    level: str | None
    language: str


def _side(asked: _Asked, territory_id: str) -> ComparedTerritory:
    """Return a territory measured, to be compared."""
    data = asked.conditions.data(load_territory(territory_id), texts_of(asked.language))
    return side(data, measure(data, asked.conditions.question(asked.selection)), level=asked.level)


def _sources(one: ComparedTerritory) -> list[TerritorySource]:
    root = one.data.territory.root
    return [{"territory": one.data.territory.id, **source} for source in sources_behind(one.data, one.measures, root)]


def _print(record: ToldComparison, name: str, texts: Texts) -> None:
    screen = console()
    screen.print(texts("compare-title", name=name), style="bold")
    for indicator in record["indicators"]:
        lines = [zone for zone in record["zones"] if is_known(zone["figures"][indicator])]
        if not lines:
            continue
        screen.print()
        screen.print(indicator_name(indicator, texts), style="bold")
        told = ends_told(lines, indicator)
        print_table(
            [texts(f"column-{column}") for column in COMPARED_COLUMNS],
            [compared_cells(zone, indicator, record, texts) for zone in told],
        )
        if len(told) < len(lines):
            screen.print(texts("compare-ends", told=len(told) // 2, zones=len(lines)))
    screen.print()
    for line in flag_lines(record, texts):
        screen.print(f"· {line}")
    screen.print(f"· {confidence_line(record['confidence'], texts)}")
    for territory in dict.fromkeys(source["territory"] for source in record["sources"]):
        mine = [source for source in record["sources"] if source["territory"] == territory]
        print_sources(mine, territory, texts, days=True)
