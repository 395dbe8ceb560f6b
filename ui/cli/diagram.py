"""``maillage diagram``: the path of a stratum with the actors of a zone, drawn."""

from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import click

from analysis.network.ask import network as ask_network
from analysis.network.diagram import diagram as ask_diagram
from analysis.network.steps import read_steps, steps_text
from geo.errors import BadInputError
from geo.json_values import json_text
from geo.schema import STRATA
from geo.workspace.territory import load_territory
from ui.cli.options import Conditions, conditions_options, told_data
from ui.cli.quantities import Number
from ui.cli.tables import write_told
from ui.texts import Texts


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("diagram", help=texts("cli-diagram-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option(
        "--stratum", type=click.Choice(STRATA), default="complex", show_default=True, help=texts("cli-stratum-help")
    )
    @click.option("--steps", "steps_path", type=click.Path(path_type=Path), help=texts("cli-diagram-steps-help"))
    @click.option("--template", type=click.Path(path_type=Path), help=texts("cli-diagram-template-help"))
    @click.option("--output", type=click.Path(path_type=Path), help=texts("cli-diagram-output-help"))
    @click.option("--threshold", type=Number(above=0), help=texts("cli-threshold-help"))
    @conditions_options(texts)
    def diagram(
        territory: str,
        *,
        zone: str | None,
        stratum: str,
        steps_path: Path | None,
        template: Path | None,
        threshold: float | None,
        output: Path | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        if template is not None:
            write_told(template, steps_text().encode("utf-8-sig"), texts)
            return
        if output is not None and output.suffix.lower() not in {".svg", ".png", ".pdf", ".mmd"}:
            raise BadInputError("diagram-output", path=str(output))
        steps = None if steps_path is None else read_steps(steps_path)
        chosen = load_territory(territory)
        with told_data(chosen, texts, conditions) as data:
            asked = conditions.question(threshold_min=threshold, zone=zone)
            found = ask_network(data, asked, zone or chosen.root)
        drawn = ask_diagram(found, stratum, steps=steps)
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
        write_told(output, made[output.suffix.lower()](), texts)

    return diagram
