"""``maillage parcours``: who can follow a path of services whole, and the step that breaks."""

from datetime import date

import click

from analysis.path.ask import parse_step, path_ground
from analysis.path.record import path_record
from analysis.question import Question
from analysis.records.path import PathRecord, PathStep
from geo.errors import BadInputError
from geo.json_values import json_text
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.options import at_option, ground_options, to_verify_option, told_data
from ui.cli.tables import console, print_sources, print_table
from ui.texts import Texts
from ui.words.cautions import edge_lines
from ui.words.known import bounded_short
from ui.words.measures import engine_line, figure, share


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("parcours", help=texts("cli-parcours-help"))
    @click.argument("territory")
    @click.option("--step", "steps", multiple=True, help=texts("cli-step-help"))
    @click.option("--zone", help=texts("cli-zone-help"))
    @to_verify_option(texts)
    @at_option(texts)
    @ground_options(texts)
    def parcours(
        territory: str,
        *,
        steps: tuple[str, ...],
        zone: str | None,
        to_verify: bool,
        layer: str | None,
        births: str,
        mode: str,
        engine: str,
        as_json: bool,
        on: date | None,
    ) -> None:
        chosen = load_territory(territory)
        path = [parse_step(step) for step in steps]
        for step in path:
            step.selection.check(load_vocabulary())
        if not path:
            raise BadInputError("parcours-no-step")
        with told_data(chosen, texts, births=births, layer=layer, on=on) as data:
            question = Question(
                zone=zone,
                mode=mode,
                engine=engine,
                births=births,
                layer=layer,
                to_verify=to_verify,
                at=None if on is None else on.isoformat(),
            )
            record = path_record(path_ground(data, path, question), zone or chosen.root)
        if as_json:
            click.echo(json_text(record))
        else:
            _print(record, texts)

    return parcours


def step_name(step: PathStep, texts: Texts) -> str:
    """Return a step in words."""
    topic, code = ("kind", step["kind"]) if step["kind"] else ("function", step["function"] or "")
    name = load_vocabulary().label(topic, code, language=texts.language)
    if step["limit_min"] is None:
        return texts("step-declared", name=name)
    return texts("step-within", name=name, minutes=f"{step['limit_min']:g}")


def _sure(record: PathRecord) -> str:
    """Tell whether one figure says who can follow the path, a least, two bounds, or none."""
    if record["share_low"] is None:
        return "unknown" if record["register_state"] == "not-listed" else "no"
    if record["share_high"] is None:
        return "least"
    return "yes" if record["share_low"] == record["share_high"] else "no"


def _print(record: PathRecord, texts: Texts) -> None:
    screen = console()
    screen.print(texts("parcours-title", zone=record["name"]), style="bold")
    names = {step["step"]: step_name(step, texts) for step in record["path"]}
    counted = record["total"] != 0
    screen.print(
        texts(
            "parcours-headline" if counted else "nobody-to-count",
            low=share(record["share_low"], texts),
            high=share(record["share_high"], texts),
            same=_sure(record),
            base=texts(f"base-{record['base']}"),
        )
    )
    headers = [
        texts("column-zone"),
        texts(f"column-base-{record['base']}"),
        texts("column-complete"),
        texts("column-broken"),
        texts("column-not-known"),
        texts("column-breaking-step"),
    ]
    print_table(
        headers,
        [
            [
                line["name"],
                figure(line["total"], texts),
                bounded_short(figure(line["complete"], texts), line["bounds"]["complete"], texts),
                bounded_short(figure(line["broken"], texts), line["bounds"]["broken"], texts),
                figure(line["unknown"], texts),
                names.get(line["breaking_step"] or "", texts("none")),
            ]
            for line in [*record["parts"], record]
        ],
    )
    screen.print()
    print_table(
        [texts("column-step"), *(texts(f"column-{name}") for name in ("reaching", "not-reaching", "not-known"))],
        [
            [
                names[step["step"]],
                bounded_short(figure(step["reaching"], texts), step["bounds"]["reaching"], texts),
                bounded_short(figure(step["missing"], texts), step["bounds"]["missing"], texts),
                figure(step["unknown"], texts),
            ]
            for step in record["steps"]
        ],
    )
    for step in record["path"]:
        if not step["actors"]:
            key = "step-nobody" if step["register_state"] == "complete" else "step-unlisted"
            screen.print(f"· {texts(key, step=names[step['step']])}")
        elif step["unplaced"]:
            screen.print(f"· {texts('step-unplaced', step=names[step['step']], count=step['unplaced'])}")
    moved = record["sensitivity"]
    bias = {"shorter": share(moved["shorter_share"], texts), "longer": share(moved["longer_share"], texts)}
    low, high = share(moved["longer"]["share_low"], texts), share(moved["shorter"]["share_high"], texts)
    if counted and record["share_high"] is not None:
        screen.print(f"· {texts('parcours-sensitivity', low=low, high=high, **bias)}")
    for line in [*edge_lines(None, texts), engine_line(record["travel_engine"], texts)]:
        screen.print(f"· {line}")
    print_sources(record["sources"], record["territory"], texts)
