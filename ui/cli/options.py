"""Options that several commands share: which services, in which zone, how one travels."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click
import pandas as pd

from analysis.need.asked_need import choose_topic
from analysis.need.rules import all_rules, check_rules, read_rule_changes, rules_of
from analysis.question import Question, Selection, question_about
from geo.schema import TRAVEL_MODES
from geo.shards import given
from geo.travel.engines import ENGINES
from geo.workspace.data import TerritoryData, database_path, ensure_built, load, named_in
from geo.workspace.progress import Progress
from geo.workspace.territory import Territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.kept_answers import inputs_ready, say_aside, standing_on
from ui.cli.quantities import Day
from ui.cli.tables import console, told_progress
from ui.texts import Texts
from ui.words.numbers import day

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Conditions:
    """Under what conditions an answer holds, whatever is asked: who is counted, how one travels, which actors count."""

    layer: str | None = None
    births: str = "latest"
    mode: str = "car"
    engine: str = "auto"
    to_verify: bool = False
    on: date | None = None

    def question(
        self,
        selection: Selection | None = None,
        *,
        threshold_min: float | None = None,
        demand: str = "births",
        zone: str | None = None,
        stage: str | None = None,
    ) -> Question:
        """Return a question under these conditions, about no services in particular where none are said."""
        return question_about(
            selection or Selection(),
            threshold_min=threshold_min,
            demand=demand,
            zone=zone,
            mode=self.mode,
            engine=self.engine,
            births=self.births,
            layer=self.layer,
            stage=stage,
            to_verify=self.to_verify,
            at=self.on,
        )

    def data(self, territory: Territory, texts: Texts, *, progress: Progress | None = None) -> TerritoryData:
        """Return the tables of a territory under these conditions, named in the language of the command."""
        make_ready(territory, progress=progress)
        loaded = load(territory, births=self.births, layer=self.layer, on=self.on, progress=progress)
        return named_in(loaded, texts.language)


def make_ready(territory: Territory, *, progress: Progress | None = None) -> None:
    """Build the database of a territory where there is none yet."""
    if not database_path(territory).exists():
        ensure_built(territory, progress=progress)
        inputs_ready()


def parquet_option(texts: Texts) -> Callable[[_Command], _Command]:
    """Add ``--parquet``: the folder where figures of zones are written, part by part."""
    return click.option("--parquet", type=click.Path(path_type=Path), default=None, help=texts("cli-parquet-help"))


def write_parts(territory: Territory, figures: pd.DataFrame, folder: Path, texts: Texts) -> None:
    """Write figures of the zones of a territory as parts of a GeoParquet folder, and tell where."""
    written = import_module("geo.workspace.shapes").write_zone_parts(territory, figures, folder)
    say_aside(texts("parquet-written", folder=str(folder / f"territory={territory.id}"), parts=len(written)))


def selection_options(texts: Texts) -> Callable[[_Command], _Command]:
    """Add ``--kind``, ``--function`` and ``--stratum``."""
    return _together(
        click.option("--kind", help=texts("cli-kind-help")),
        click.option("--function", help=texts("cli-function-help")),
        click.option("--stratum", help=texts("cli-stratum-help")),
    )


def to_verify_option(texts: Texts) -> Callable[[_Command], _Command]:
    """Add ``--to-verify``: actors to verify count as open ones do."""
    return click.option("--to-verify", is_flag=True, help=texts("cli-to-verify-help"))


def at_option(texts: Texts) -> Callable[[_Command], _Command]:
    """Add ``--at``: the day whose open actors count."""
    return click.option("--at", "on", type=Day(), default=None, help=texts("cli-at-help"))


def need_options(texts: Texts) -> Callable[[_Command], _Command]:
    """Add ``--stage`` and ``--rules``: which need is meant, and the user's rules for this run."""
    return _together(
        click.option("--stage", help=texts("cli-stage-help")),
        click.option("--rules", "rules_path", type=click.Path(path_type=Path), help=texts("cli-rules-help")),
    )


def run_rules(data: TerritoryData, rules_path: Path | None) -> pd.DataFrame:
    """Return the need rules of a run: the territory's, the law's, then the user's file, checked."""
    rules = all_rules(data, changes=None if rules_path is None else read_rule_changes(rules_path))
    check_rules(rules, data, vocabulary=load_vocabulary())
    return rules


def asked_rules(
    data: TerritoryData, selection: Selection, *, rules_path: Path | None, stage: str | None, unit: str | None
) -> pd.DataFrame:
    """Return the rules of the one need that a run is about."""
    rules = run_rules(data, rules_path)
    return rules_of(rules, choose_topic(rules, selection, stage=stage, unit=unit))


def mode_option(texts: Texts, *, modes: Sequence[str] = TRAVEL_MODES) -> Callable[[_Command], _Command]:
    """Add ``--mode``: one of ``modes``."""
    known = click.Choice(modes)
    return click.option("--mode", type=known, default="car", show_default=True, help=texts("cli-mode-help"))


def engine_option(texts: Texts) -> Callable[[_Command], _Command]:
    """Add ``--engine``."""
    known = click.Choice(["auto", *ENGINES])
    return click.option("--engine", type=known, default="auto", show_default=True, help=texts("cli-engine-help"))


def conditions_options(texts: Texts) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add the options of every question, which the command takes as its ``conditions``, and ``--json``."""
    options = _together(
        to_verify_option(texts),
        at_option(texts),
        click.option("--layer", help=texts("cli-layer-help")),
        click.option("--births", default="latest", show_default=True, help=texts("cli-births-help")),
        mode_option(texts),
        engine_option(texts),
        click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help")),
        click.option("--cluster", "address", help=texts("cli-cluster-help")),
    )

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def under_conditions(
            *,
            layer: str | None,
            births: str,
            mode: str,
            engine: str,
            to_verify: bool,
            on: date | None,
            address: str | None,
            **asked: Any,  # noqa: ANN401 - what the command asks for itself
        ) -> None:
            with told_workers(address, texts):
                command(conditions=Conditions(layer, births, mode, engine, to_verify, on), **asked)

        return options(under_conditions)

    return decorate


@contextmanager
def told_workers(address: str | None, texts: Texts) -> Iterator[None]:
    """Give the work of a command to the workers of an address, and tell who they are; it stays here without one."""
    if address is None:
        yield
        return
    with ExitStack() as stack:
        with console(to_errors=True).status(texts("progress-cluster", address=address)):
            standing = partial(standing_on, _words(), texts.language)
            workers = stack.enter_context(import_module("ui.cluster").cluster(address, standing))
        shape = workers.shape
        memory = "none" if shape.memory_bytes is None else round(shape.memory_bytes / 1e9, 1)
        said = {"workers": shape.workers, "memory": memory, "dashboard": shape.dashboard or "none"}
        click.echo(texts("cluster-ready", **said), err=True)
        stack.enter_context(given(workers))
        yield


def _words() -> list[str]:
    """Return the words of the present command, less those that say who works and where it writes."""
    context = click.get_current_context()
    words = [str(context.info_name)]
    for name, value in sorted(context.params.items()):
        if name not in {"address", "parquet", "out"} and value is not None:
            words += [name, *map(str, value if isinstance(value, tuple) else (value,))]
    return words


@contextmanager
def told_data(chosen: Territory, texts: Texts, conditions: Conditions) -> Iterator[TerritoryData]:
    """Load the tables of a territory, and tell that its measures are taken as long as what is inside goes on."""
    with told_progress(texts) as progress:
        data = conditions.data(chosen, texts, progress=progress)
        progress("measures")
        yield data
    tell_day(conditions.on, texts)


def tell_day(on: date | None, texts: Texts) -> None:
    """Tell, beside the answer, that its actors are those of another day."""
    if on is not None:
        say_aside(texts("diagnose-at", day=day(on.isoformat(), texts.language)))


def chosen_selection(territory: Territory, *, kind: str | None, function: str | None, stratum: str | None) -> Selection:
    """Return a checked selection; the headline kind of the territory when neither kind nor function is given."""
    if kind is None and function is None:
        kind = territory.headline_kind
    selection = Selection(kind=kind, function=function, stratum=stratum)
    selection.check(load_vocabulary())
    return selection


def selection_name(selection: Selection, texts: Texts) -> str:
    """Return the name of a kind or function, with its stratum."""
    vocabulary = load_vocabulary()
    topic, code = ("kind", selection.kind) if selection.kind else ("function", selection.function or "")
    name = vocabulary.label(topic, code or "", language=texts.language, plural=True)
    if selection.stratum is None:
        return name
    return f"{name}, {vocabulary.terms('stratum')[selection.stratum].short(texts.language)}"


def _together(*options: Callable[[Any], Any]) -> Callable[[_Command], _Command]:
    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate
