"""Tables and progress in the terminal."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from geo.workspace.data import Progress
from ui.texts import Texts


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, figures_from: int = 1) -> None:
    """Print a table whose columns from ``figures_from`` on are figures, aligned right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for position, header in enumerate(headers):
        table.add_column(header, justify="right" if position >= figures_from else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console().print(table)


def console(*, to_errors: bool = False) -> Console:
    """Return a console that wraps nothing by itself when the output is not a terminal."""
    out = Console(stderr=to_errors, highlight=False, markup=False)
    return out if out.is_terminal else Console(stderr=to_errors, highlight=False, markup=False, width=160)


@contextmanager
def told_progress(texts: Texts) -> Iterator[Progress]:
    """Show each step on the error output while work goes on, when that is a terminal."""
    with console(to_errors=True).status(texts("progress-start")) as status:
        yield lambda step: status.update(texts(f"progress-{step}"))


@contextmanager
def told_share(texts: Texts) -> Iterator[Callable[[str, float], None]]:
    """Show a bar on the error output: the step, and the share done, 0 to 1."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console(to_errors=True), transient=True) as bar:
        task = bar.add_task(texts("progress-start"), total=1.0)
        yield lambda step, share: bar.update(task, completed=share, description=texts(f"progress-roads-{step}"))
