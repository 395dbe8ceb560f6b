"""Tables, sources and progress in the terminal."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeElapsedColumn, TransferSpeedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from analysis.records.shared import SourceRecord
from geo.files.atomic import write_atomic
from geo.shards import told
from geo.workspace.progress import Progress
from ui.texts import Texts
from ui.words.diagnosis import source_line
from ui.words.file_issues import IssueLine, issue_cells, worst_first
from ui.words.measures import feed_days_lines

MOST_ISSUES = 200
"""Lines of a file that are told one by one: tens of thousands take minutes to lay out, and nobody reads them."""


def print_table(
    headers: Sequence[str], rows: Sequence[Sequence[str]], *, figures_from: int = 1, to_errors: bool = False
) -> None:
    """Print a table whose columns from ``figures_from`` on are figures, aligned right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for position, header in enumerate(headers):
        table.add_column(header, justify="right" if position >= figures_from else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console(to_errors=to_errors).print(table)


def print_issues(lines: list[IssueLine], texts: Texts, *, to_errors: bool = False, count: int | None = None) -> None:
    """Print the issues of a file as a table; nothing where there are none.

    Where there are many, the worst are told, in the order of the file, and how many are not. ``count`` is how many
    there are in all, where ``lines`` are the worst of them only.
    """
    if not lines:
        return
    told = lines if len(lines) <= MOST_ISSUES else worst_first(lines)[:MOST_ISSUES]
    cells = issue_cells(told, texts)
    headers = [texts(f"column-{name}") for name in cells.columns]
    print_table(headers, cells.to_numpy().tolist(), figures_from=len(headers), to_errors=to_errors)
    if (left := (count or len(lines)) - len(told)) > 0:
        console(to_errors=to_errors).print(texts("issues-more", count=left))


def console(*, to_errors: bool = False) -> Console:
    """Return a console that wraps nothing by itself when the output is not a terminal."""
    out = Console(stderr=to_errors, highlight=False, markup=False)
    return out if out.is_terminal else Console(stderr=to_errors, highlight=False, markup=False, width=160)


def print_sources(sources: Sequence[SourceRecord], territory: str, texts: Texts, *, days: bool = False) -> None:
    """Print sources of a territory: counts, needs and times one by one, services in one line.

    With ``days``, for a command that does not say which engine answered: what is wrong with those of a timetable.
    """
    screen = console()
    screen.print(texts("sources-title"))
    services = [source for source in sources if source["figure"] == "capacity"]
    before = [source for source in sources if source["figure"] not in {"capacity", "travel"}]
    after = [source for source in sources if source["figure"] == "travel"]
    for source in before:
        screen.print(f"  {source_line(source, texts)}")
    if services:
        actors = {name for source in services for name in source.get("actors", [])}
        said = texts("caution-services", territory=territory, actors=len(actors), sources=len(services))
        screen.print(f"  {said}")
    for source in after:
        screen.print(f"  {source_line(source, texts)}")
        for line in feed_days_lines(source.get("feed_days"), texts) if days else []:
            screen.print(f"· {line}")


def write_told(path: Path, content: bytes, texts: Texts) -> None:
    """Write a file whole, and tell where it is."""
    write_atomic(path, content)
    click.echo(texts("file-written", path=str(path)))


@contextmanager
def told_progress(texts: Texts) -> Iterator[Progress]:
    """Show each step on the error output while work goes on, when that is a terminal, and how many shards are done."""
    said = texts("progress-start")
    with console(to_errors=True).status(said) as status:

        def tell(step: str) -> None:
            nonlocal said
            said = texts(f"progress-{step}")
            status.update(said)

        with told(lambda done, total: status.update(f"{said} {texts('progress-shards', done=done, total=total)}")):
            yield tell


@contextmanager
def told_bytes(texts: Texts) -> Iterator[Callable[[int, int | None], None]]:
    """Show on the error output how much of a file is there, and at what speed."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Bar(*columns, console=console(to_errors=True), transient=True) as bar:
        task = bar.add_task(texts("progress-pull"), total=None)
        yield lambda there, whole: bar.update(task, completed=there, total=whole)


@contextmanager
def told_share(texts: Texts, *, named: Callable[[str], str] | None = None) -> Iterator[Callable[[str, float], None]]:
    """Show a bar on the error output: the step, and the share done, 0 to 1; at the step ``ask`` it makes room.

    ``named`` says a step in words; those of roads when None.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console(to_errors=True), transient=True) as bar:
        task = bar.add_task(texts("progress-start"), total=1.0)

        def tell(step: str, share: float) -> None:
            if step == "ask":
                bar.stop()
                return
            bar.start()
            bar.update(task, completed=share, description=named(step) if named else texts(f"progress-roads-{step}"))

        yield tell
