"""``maillage siting``: where new services would help most, beside those that exist."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import click
import pandas as pd

from analysis.question import default_threshold
from analysis.records.siting import Answer, SitingRecord
from analysis.records.siting_phases import PhasesRecord
from analysis.records.siting_posts import PostsCurveRecord
from analysis.records.siting_worlds import WorldsRecord
from analysis.siting.ask import run_siting
from analysis.siting.candidates import hosts, once, read_candidates
from analysis.siting.phases_record import ask_phases
from analysis.siting.posts_record import ask_posts
from analysis.siting.question import MODELS, OBJECTIVES, SitingQuestion
from analysis.siting.record import siting_record
from analysis.siting.search import Watch
from analysis.siting.worlds_record import ask_worlds
from geo.errors import BadInputError
from geo.json_values import json_text
from geo.workspace.data import TerritoryData
from geo.workspace.territory import load_territory
from ui.cli.options import Conditions, chosen_selection, conditions_options, selection_options, tell_day
from ui.cli.quantities import Number, Whole
from ui.cli.tables import console, print_sources, print_table
from ui.texts import Texts
from ui.words.known import register_lines
from ui.words.measures import engine_line
from ui.words.numbers import decimal
from ui.words.siting import car_note, proposal_paragraph, proposal_title, siting_notes, siting_title
from ui.words.siting_phases import phases_sentences, phases_table, phases_title, sequence_equals, sequence_title
from ui.words.siting_posts import posts_sentences, posts_table, posts_title
from ui.words.siting_tables import by_family, by_part, curve_table, side_by_side
from ui.words.siting_worlds import doubt_lines, worlds_sentences, worlds_table


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("siting", help=texts("cli-siting-help"))
    @click.argument("territory")
    @click.option(
        "--model", type=click.Choice(MODELS), default="mclp", show_default=True, help=texts("cli-siting-model-help")
    )
    @selection_options(texts)
    @_options(texts)
    @conditions_options(texts)
    def siting(
        territory: str,
        *,
        conditions: Conditions,
        as_json: bool,
        **asked: Any,  # noqa: ANN401
    ) -> None:
        chosen = load_territory(territory)
        file: Path | None = asked.pop("candidates_path")
        curve, count, hosted = asked.pop("curve"), asked.pop("worlds"), asked.pop("hosted")
        opened: tuple[int, ...] = asked.pop("opened")
        if opened and (asked["posts"], curve, count) != (None, None, None):
            raise BadInputError("siting-phases-posts")
        selection = chosen_selection(chosen, **{name: asked.pop(name) for name in ("kind", "function", "stratum")})
        horizon_min, demand = asked.pop("horizon_min"), asked.pop("demand")
        where = conditions.question(
            selection,
            threshold_min=default_threshold(chosen) if horizon_min is None else horizon_min,
            demand=demand or ("need" if asked["model"] == "capacitated" else "births"),
            zone=asked.pop("zone"),
        )
        question = SitingQuestion(asked=where, **asked)
        with _searching(texts, question.time_limit_s) as watch:
            data = conditions.data(chosen, texts)
            candidates, again = _candidates(data, file, hosted, statuses=where.statuses)
            if opened:
                sequences = ask_phases(data, question, opened, candidates=candidates, watch=watch)
                told, tell = json_text(sequences), partial(_print_phases, sequences, texts)
            elif curve is None:
                done = run_siting(data, question, candidates=candidates, watch=watch)
                record = siting_record(done)
                if count is not None:
                    record["worlds"] = ask_worlds(done, Watch(time_limit_s=question.time_limit_s), count=count)
                told, tell = json_text(record), partial(_print, record, texts)
            else:
                points = ask_posts(data, question, most=curve, candidates=candidates, watch=watch)
                told, tell = json_text(points), partial(_print_curve, points, texts)
        for one, other in again:
            click.echo(texts("plan-places-again", one=one, other=other), err=True)
        tell_day(conditions.on, texts)
        if as_json:
            click.echo(told)
        else:
            tell()

    return siting


def _candidates(
    data: TerritoryData, file: Path | None, hosted: tuple[str, ...], *, statuses: tuple[str, ...]
) -> tuple[pd.DataFrame | None, list[tuple[str, str]]]:
    """Return the places of a file and the actors that could lodge a service, and those given twice.

    None: the seat of every commune.
    """
    given = [] if file is None else [read_candidates(file, data)]
    given += [hosts(data, hosted, statuses=statuses)] if hosted else []
    return once(pd.concat(given, ignore_index=True)) if given else (None, [])


def _options(texts: Texts) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def helped(name: str) -> str:
        return texts(f"cli-siting-{name}-help")

    options = (
        click.option("--zone", help=helped("zone")),
        click.option("--posts", type=Whole(), help=helped("posts")),
        click.option("--phase", "opened", type=Whole(), multiple=True, help=helped("phase")),
        click.option("--curve", type=Whole(), help=helped("curve")),
        click.option("--worlds", type=Whole(), help=helped("worlds")),
        click.option("--budget", type=Number(), help=helped("budget")),
        click.option("--horizon", "horizon_min", type=Number(), help=helped("horizon")),
        click.option("--visits", "visits_min", type=Number(), help=helped("visits")),
        click.option("--candidates", "candidates_path", type=click.Path(path_type=Path), help=helped("candidates")),
        click.option("--hosted-by", "hosted", multiple=True, help=helped("hosted")),
        click.option("--forbid", "forbidden", multiple=True, help=helped("forbid")),
        click.option("--prefer", "preferred", multiple=True, help=helped("prefer")),
        click.option("--demand", help=helped("demand")),
        click.option(
            "--objective", type=click.Choice(OBJECTIVES), default="most", show_default=True, help=helped("objective")
        ),
        click.option("--share", type=Number(), help=helped("share")),
        click.option("--level", help=helped("level")),
        click.option("--keep", type=Whole(), default=5, show_default=True, help=helped("keep")),
        click.option("--differ", type=Whole(), default=1, show_default=True, help=helped("differ")),
        click.option("--capacity", type=Number(), help=helped("capacity")),
        click.option("--smallest", type=Number(), default=0.0, show_default=True, help=helped("smallest")),
        click.option("--upgrade", type=Number(), default=0.0, show_default=True, help=helped("upgrade")),
        click.option("--upgrade-step", type=Number(), default=0.0, show_default=True, help=helped("upgrade-step")),
        click.option("--upgrade-cost", type=Number(), default=0.0, show_default=True, help=helped("upgrade-cost")),
        click.option("--closures", type=Whole(), default=0, show_default=True, help=helped("closures")),
        click.option("--close-exactly", type=Whole(), help=helped("close-exactly")),
        click.option("--closure-saves", type=Number(), default=0.0, show_default=True, help=helped("closure-saves")),
        click.option("--worse-by", "worse_min", type=Number(), help=helped("worse-by")),
        click.option("--worse-level", help=helped("worse-level")),
        click.option(
            "--time-limit", "time_limit_s", type=Number(), default=60.0, show_default=True, help=helped("time-limit")
        ),
        click.option("--gap", type=Number(), default=0.0, show_default=True, help=helped("gap")),
    )

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


@contextmanager
def _searching(texts: Texts, time_limit_s: float) -> Iterator[Watch]:
    """Show how the search goes; the first Ctrl+C ends it and keeps the best found, the second ends the program."""
    with console(to_errors=True).status(texts("progress-start")) as status:

        def told(step: str, best: float | None, bound: float | None) -> None:
            said = texts(f"progress-siting-{step}")
            figures = " ≤ ".join(decimal(value, texts.language) for value in (best, bound) if value is not None)
            status.update(f"{said} {figures}")

        watch = Watch(time_limit_s=time_limit_s, told=told)

        def interrupted(number: int, frame: FrameType | None) -> None:
            if watch.stopped:
                signal.default_int_handler(number, frame)
            watch.stop()

        try:
            previous = signal.signal(signal.SIGINT, interrupted)
        except ValueError:  # not the main thread: nobody can press Ctrl+C
            yield watch
            return
        try:
            yield watch
        finally:
            signal.signal(signal.SIGINT, previous)


def _print(record: SitingRecord, texts: Texts) -> None:
    screen = console()
    screen.print(siting_title(record, texts), style="bold")
    for line in register_lines(record["register"], texts):
        screen.print(line)
    for answer in record["answers"]:
        screen.print()
        screen.print(proposal_title(record, answer, texts), style="bold")
        screen.print(proposal_paragraph(record, answer, texts))
    screen.print()
    if len(record["answers"]) > 1:
        _print_side_by_side(record, texts)
    _print_parts(record, record["answers"][0], texts)
    if record["curve"]:
        screen.print()
        screen.print(texts("siting-curve"))
        print_table(*curve_table(record, texts))
    screen.print()
    if "worlds" in record:
        _print_worlds(record, record["worlds"], texts)
    for note in siting_notes(record, texts):
        screen.print(f"· {note}")
    screen.print()
    print_sources(record["sources"], record["territory"], texts)


def _print_worlds(record: SitingRecord, told: WorldsRecord, texts: Texts) -> None:
    screen = console()
    screen.print(texts("siting-worlds-title"), style="bold")
    for line in worlds_sentences(record, told, texts):
        screen.print(line)
    print_table(*worlds_table(record, told, texts))
    for line in doubt_lines(told, texts):
        screen.print(f"· {line}")
    screen.print()


def _print_curve(record: PostsCurveRecord, texts: Texts) -> None:
    screen = console()
    screen.print(posts_title(record, texts), style="bold")
    for line in [*posts_sentences(record, texts), *register_lines(record["register"], texts)]:
        screen.print(line)
    screen.print()
    print_table(*posts_table(record, texts))
    screen.print()
    for note in (texts("siting-posts-rests"), engine_line(record["travel_engine"], texts)):
        screen.print(f"· {note}")
    screen.print()
    print_sources(record["sources"], record["territory"], texts)


def _print_phases(record: PhasesRecord, texts: Texts) -> None:
    screen = console()
    screen.print(phases_title(record, texts), style="bold")
    for line in [*phases_sentences(record, texts), *register_lines(record["register"], texts)]:
        screen.print(line)
    for one in record["sequences"]:
        screen.print()
        screen.print(sequence_title(one, texts), style="bold")
        print_table(*phases_table(record, one, texts))
        for line in sequence_equals(one, texts):
            screen.print(line)
    screen.print()
    for note in (texts("siting-posts-rests"), engine_line(record["travel_engine"], texts)):
        screen.print(f"· {note}")
    screen.print()
    print_sources(record["sources"], record["territory"], texts)


def _print_side_by_side(record: SitingRecord, texts: Texts) -> None:
    headers, rows = side_by_side(record, texts)
    print_table(headers, rows)
    console().print()


def _print_parts(record: SitingRecord, answer: Answer, texts: Texts) -> None:
    console().print(proposal_title(record, answer, texts))
    print_table(*by_part(record, answer, texts))
    if answer["families"]:
        console().print()
        console().print(texts("siting-families"))
        print_table(*by_family(record, answer, texts))
        console().print(car_note(answer, texts))
