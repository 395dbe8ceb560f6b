"""A Belgian region or province outside Wallonia, from the embedded drawing of its communes."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.territories.draft import TerritoryDraft, metric_crs_of
from geo.territories.levels import raise_level, stack_levels
from geo.territories.tables import as_places, country_folder, figures_of, read_country, table
from geo.workspace.territory import load_territory

BRUSSELS = "04000"


def belgian_units() -> pd.DataFrame:
    """Return the regions and provinces: ``code``, ``name`` (in French), ``level``, ``alias`` (the local name)."""
    units = table("BE", "units").query("level != 'arrondissement'")
    units = units.rename(columns={"name": "alias", "fr": "name"})[["code", "name", "level", "alias"]]
    wallonie = load_territory("wallonie")
    zones = gpd.read_parquet(wallonie.folder / "zones.parquet", columns=["zone_id", "name", "level", "geometry"])
    embedded = zones[zones["level"].isin(["region", "province"])].rename(columns={"zone_id": "code"})
    embedded = pd.DataFrame(embedded[["code", "name", "level"]]).assign(alias="")
    both: pd.DataFrame = pd.concat([units, embedded], ignore_index=True)
    return both


def belgian_draft(code: str, name: str, territory_id: str) -> TerritoryDraft:
    """Return the draft of Flanders (``02000``), of one of its provinces, or of Brussels (``04000``).

    No package carries its population nor its births: both are missing until a file brings them.
    """
    country = read_country("BE")
    units = table("BE", "units").rename(columns={"code": "zone_id"})
    unit = units.set_index("zone_id").loc[code]
    communes = gpd.read_parquet(country_folder("BE") / "communes.parquet")
    communes = communes[communes[unit["level"]] == code].reset_index(drop=True)
    levels = _levels(code)
    zones = communes.rename(columns={"code": "zone_id", levels[-2]: "parent_id"}).assign(level="commune")
    stack = [zones]
    parents = dict(zip(units["zone_id"], units["parent"], strict=True))
    del parents[code]
    for level in levels[-2::-1]:
        stack.append(raise_level(stack[-1], units, level=level, parents=parents))
    localities = table("BE", "localities")
    unknown = pd.Series(np.nan, index=communes["code"])
    return TerritoryDraft(
        territory_id=territory_id,
        names={"fr": name, "en": str(unit["en"])},
        country="BE",
        levels=country.chosen_levels(*levels),
        zones=stack_levels(*reversed(stack)),
        places=as_places(localities[localities["zone_id"].isin(communes["code"])].reset_index(drop=True)),
        figures=figures_of(
            unknown, "population", country.population_year, status="missing", source_id="statbel-population"
        ),
        sources=country.sources,
        metric_crs=metric_crs_of(communes, "BE"),
        population_year=country.population_year,
        languages=("fr", "nl") if code == BRUSSELS else ("nl",),
        geometry_notes=country.geometry_notes,
        notes=country.notes,
    )


def _levels(code: str) -> tuple[str, ...]:
    """Return the levels of a unit: Brussels, one arrondissement, has communes at once."""
    if code == BRUSSELS:
        return ("region", "commune")
    levels = ("region", "province", "arrondissement", "commune")
    return levels if code == "02000" else levels[1:]
