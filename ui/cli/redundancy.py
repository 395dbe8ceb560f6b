"""``maillage redundancy``: how many actors families can count on, and what each closure would cost."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import click

from analysis.closing.ask import redundancy as measure_redundancy
from analysis.closing.ask import with_need_left
from analysis.closing.record import redundancy_record
from analysis.need.weighing import weighed_area
from analysis.question import default_threshold
from analysis.records.closing import FamilyChoice, FunctionChoice, RedundancyRecord
from analysis.service_area.area import service_area
from geo.json_values import json_text
from geo.schema import STRATA
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.options import (
    Conditions,
    asked_rules,
    chosen_selection,
    conditions_options,
    need_options,
    selection_name,
    selection_options,
    told_data,
)
from ui.cli.quantities import Number, Whole
from ui.cli.tables import console, print_sources, print_table
from ui.texts import Texts
from ui.words.cautions import edge_lines
from ui.words.closures import (
    building_table,
    choice_cells,
    choice_headers,
    choice_table,
    closure_notes,
    closure_table,
    fewer_lines,
)
from ui.words.known import register_lines
from ui.words.measures import quality_lines
from ui.words.perhaps_same import count_range

_SHOWN = 15


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("redundancy", help=texts("cli-redundancy-help"))
    @click.argument("territory")
    @selection_options(texts)
    @click.option("--threshold", type=Number(above=0), help=texts("cli-threshold-help"))
    @click.option("--need", "with_need", is_flag=True, help=texts("cli-closure-need-help"))
    @click.option("--fewer", "with_fewer", is_flag=True, help=texts("cli-redundancy-fewer-help"))
    @click.option("--stay", type=Whole(), help=texts("cli-redundancy-stay-help"))
    @click.option("--worse-by", "worse_min", type=Number(), help=texts("cli-redundancy-worse-help"))
    @need_options(texts)
    @click.option("--unit", help=texts("cli-topic-unit-help"))
    @click.option("--zone", help=texts("cli-zone-help"))
    @conditions_options(texts)
    def redundancy(
        territory: str,
        *,
        kind: str | None,
        function: str | None,
        stratum: str | None,
        threshold: float | None,
        with_need: bool,
        with_fewer: bool,
        stay: int | None,
        worse_min: float | None,
        stage: str | None,
        rules_path: Path | None,
        unit: str | None,
        zone: str | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        selection = chosen_selection(chosen, kind=kind, function=function, stratum=stratum)
        with told_data(chosen, texts, conditions) as data:
            near_min = default_threshold(chosen) if threshold is None else threshold
            question = conditions.question(selection, threshold_min=near_min, zone=zone)
            area = service_area(data, question)
            found = measure_redundancy(area, threshold_min=near_min, zone_id=zone or chosen.root)
            if with_need:
                rules = asked_rules(data, selection, rules_path=rules_path, stage=stage, unit=unit)
                needed = weighed_area(data, replace(question, demand="need"), rules=rules, travel=area.travel)
                # Imported only here: it brings the solvers.
                left = import_module("analysis.closing.need_left").need_left(needed, horizon_min=near_min)
                found = with_need_left(found, left)
            record = redundancy_record(area, found, zone or chosen.root)
            if with_fewer or stay is not None or worse_min is not None:
                less = import_module("analysis.siting.fewer")
                told = less.fewer_services(
                    area, norm_min=near_min, stay=stay, worse_min=worse_min, zone_id=zone, watch=less.Watch()
                )
                record["fewer"] = less.fewer_record(area, told)
        if as_json:
            click.echo(json_text(record))
        else:
            _print(record, selection_name(selection, texts), texts)

    return redundancy


def _alike(functions: list[FunctionChoice]) -> list[list[FunctionChoice]]:
    """Return the lines of each function whose figures are the same for several strata, together."""
    groups: dict[tuple[object, ...], list[FunctionChoice]] = {}
    for line in functions:
        key = (line["function"], line["actors"], *_choices(line))
        groups.setdefault(key, []).append(line)
    return list(groups.values())


def _choices(line: FamilyChoice) -> tuple[float | None, ...]:
    return line["with_0"], line["with_1"], line["with_2"], line["with_3_or_more"]


def _strata_named(codes: set[str], texts: Texts) -> str:
    """Return the short names of strata, one word for all of them."""
    if codes == set(STRATA):
        return texts("strata-all")
    named = load_vocabulary().terms("stratum")
    return ", ".join(named[code].short(texts.language) for code in STRATA if code in codes)


def _print(record: RedundancyRecord, name: str, texts: Texts) -> None:
    screen = console()
    minutes = f"{record['threshold_min']:g}"
    screen.print(f"{record['name']} — {name} — {texts('redundancy-title', minutes=minutes)}", style="bold")
    if not record["actors"]:
        screen.print(texts("access-state-no-actor", listed="yes" if record["register_state"] == "complete" else "no"))
    print_table(*choice_table(record, texts))
    if record["functions"]:
        vocabulary = load_vocabulary()
        screen.print()
        print_table(
            [
                texts("column-function"),
                texts("column-stratum"),
                texts("column-actors"),
                *choice_headers(record["register_state"], texts),
            ],
            [
                [
                    vocabulary.label("function", lines[0]["function"], language=texts.language),
                    _strata_named({line["stratum"] for line in lines}, texts),
                    count_range(lines[0]["actors_as_one"], lines[0]["actors"], texts),
                    *choice_cells(lines[0], record["bounds"], texts),
                ]
                for lines in _alike(record["functions"])
            ],
            figures_from=2,
        )
    screen.print()
    print_table(*closure_table(record, texts, most=_SHOWN))
    if len(record["closures"]) > _SHOWN:
        screen.print(texts("closures-more", count=len(record["closures"]) - _SHOWN))
    if record["buildings"]:
        screen.print()
        print_table(*building_table(record, texts))
    if "fewer" in record:
        screen.print()
        for line in fewer_lines(record["fewer"], texts):
            screen.print(line)
    if record["covered_only"]:
        screen.print(f"· {texts('redundancy-covered', count=len(record['covered_only']))}")
    if record["unlocated"]:
        screen.print(f"· {texts('remark-unlocated', actors=len(record['unlocated']))}")
    for line in [
        *register_lines(record["register"], texts),
        *closure_notes(record, texts),
        *edge_lines(record["edge"], texts),
        *quality_lines(record, texts),
    ]:
        screen.print(f"· {line}")
    print_sources(record["sources"], record["territory"], texts)
