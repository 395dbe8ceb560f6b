"""``maillage mobilise``: whom to call for a situation; ``maillage diagram``: the path of a stratum, drawn."""

from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from analysis.network.ask import Network
from analysis.network.ask import network as ask_network
from analysis.network.diagram import diagram as ask_diagram
from analysis.network.record import network_record
from analysis.network.steps import read_steps, steps_text
from analysis.question import Question
from geo.errors import BadInputError
from geo.files.atomic import write_atomic
from geo.json_values import json_text
from geo.schema import STRATA
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.options import ground_options, to_verify_option, told_data
from ui.cli.quantities import Number
from ui.cli.tables import console, print_sources, print_table
from ui.texts import Texts
from ui.words.calling import call_groups, call_title, told_lines

_STRATUM = click.Choice(STRATA)


def command(texts: Texts) -> click.Command:
    """Build ``mobilise``."""

    @click.command("mobilise", help=texts("cli-mobilise-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--stratum", type=_STRATUM, required=True, help=texts("cli-stratum-help"))
    @click.option("--function", "functions", multiple=True, help=texts("cli-network-function-help"))
    @click.option("--threshold", type=Number(above=0), help=texts("cli-threshold-help"))
    @click.option("--output", type=click.Path(path_type=Path), help=texts("cli-mobilise-output-help"))
    @to_verify_option(texts)
    @ground_options(texts)
    def mobilise(
        territory: str,
        *,
        zone: str | None,
        stratum: str,
        functions: tuple[str, ...],
        output: Path | None,
        as_json: bool,
        **travel: Any,  # noqa: ANN401 - the options of every question
    ) -> None:
        for code in functions:
            load_vocabulary().term("function", code)
        found = _found(territory, zone, texts, **travel)
        if as_json:
            told = [asdict(one) for one in told_lines(found, stratum, texts)]
            chosen = functions or tuple(load_vocabulary().functions)
            click.echo(json_text({**network_record(found, functions=chosen, stratum=stratum), "handovers": told}))
        elif output is not None:
            # Imported only where it is needed: it brings what writes PDFs.
            sheet = import_module("ui.drawing.call_sheet").call_sheet(
                call_title(_name(found), stratum, texts),
                call_groups(found, stratum, texts, functions=functions, most=4 if functions else 2),
                told_lines(found, stratum, texts),
                texts("call-lead"),
                texts,
            )
            _write(output, sheet, texts)
        else:
            _print(found, stratum, functions, texts)

    return mobilise


def diagram_command(texts: Texts) -> click.Command:
    """Build ``diagram``."""

    @click.command("diagram", help=texts("cli-diagram-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--stratum", type=_STRATUM, default="complex", show_default=True, help=texts("cli-stratum-help"))
    @click.option("--steps", "steps_path", type=click.Path(path_type=Path), help=texts("cli-diagram-steps-help"))
    @click.option("--template", type=click.Path(path_type=Path), help=texts("cli-diagram-template-help"))
    @click.option("--output", type=click.Path(path_type=Path), help=texts("cli-diagram-output-help"))
    @click.option("--threshold", type=Number(above=0), help=texts("cli-threshold-help"))
    @to_verify_option(texts)
    @ground_options(texts)
    def diagram(
        territory: str,
        *,
        zone: str | None,
        stratum: str,
        steps_path: Path | None,
        template: Path | None,
        output: Path | None,
        as_json: bool,
        **travel: Any,  # noqa: ANN401 - the options of every question
    ) -> None:
        if template is not None:
            _write(template, steps_text().encode("utf-8-sig"), texts)
            return
        if output is not None and output.suffix.lower() not in {".svg", ".png", ".pdf", ".mmd"}:
            raise BadInputError("diagram-output", path=str(output))
        steps = None if steps_path is None else read_steps(steps_path)
        drawn = ask_diagram(_found(territory, zone, texts, **travel), stratum, steps=steps)
        if as_json:
            click.echo(json_text(asdict(drawn)))
            return
        # Imported only here: it brings what lays out and draws.
        drawing = import_module("ui.drawing.flowchart")
        if output is None:
            click.echo(drawing.flowchart_mermaid(drawn, texts), nl=False)
            return
        made = {
            ".svg": lambda: drawing.flowchart(drawn, texts).encode(),
            ".png": lambda: drawing.flowchart_png(drawing.flowchart(drawn, texts), zoom=2.0),
            ".pdf": lambda: drawing.flowchart_pdf(drawn, texts),
            ".mmd": lambda: drawing.flowchart_mermaid(drawn, texts).encode(),
        }
        _write(output, made[output.suffix.lower()](), texts)

    return diagram


def _found(
    territory: str,
    zone: str | None,
    texts: Texts,
    *,
    threshold: float | None,
    to_verify: bool,
    layer: str | None,
    births: str,
    mode: str,
    engine: str,
) -> Network:
    chosen = load_territory(territory)
    with told_data(chosen, texts, births=births, layer=layer) as data:
        question = Question(
            threshold_min=threshold,
            zone=zone,
            mode=mode,
            engine=engine,
            births=births,
            layer=layer,
            to_verify=to_verify,
        )
        return ask_network(data, question, zone or chosen.root)


def _name(found: Network) -> str:
    return str(found.data.zones.set_index("zone_id").loc[found.zone_id, "name"])


def _write(path: Path, content: bytes, texts: Texts) -> None:
    write_atomic(path, content)
    click.echo(texts("diagram-written", path=str(path)))


def _print(found: Network, stratum: str, functions: tuple[str, ...], texts: Texts) -> None:
    screen = console()
    screen.print(call_title(_name(found), stratum, texts), style="bold")
    screen.print(texts("call-lead"))
    names = ["column-actor", "column-tier", "column-way", "column-contact", "column-room", "column-status-date"]
    rows = []
    for group in call_groups(found, stratum, texts, functions=functions):
        name = group.function
        for line in group.lines:
            rows.append([name, line.name, line.tier, line.way, line.contact, line.room, line.dated])
            name = ""
        if group.said:
            rows.append([name, group.said, "", "", "", "", ""])
    print_table([texts("network-function"), *(texts(one) for one in names)], rows, figures_from=7)
    told = told_lines(found, stratum, texts)
    if told:
        screen.print()
        screen.print(texts("call-told-title"), style="bold")
        titles = ["column-told", "column-telling", "column-what", "column-phase", "column-document", "column-here"]
        print_table(
            [texts(one) for one in titles],
            [[one.sender, one.receiver, one.what, one.phase, one.document, one.here] for one in told],
            figures_from=6,
        )
    screen.print()
    print_sources(network_record(found)["sources"], found.data.territory.id, texts)
