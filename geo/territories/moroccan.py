"""A Moroccan region, from the embedded census and polygons of its communes."""

import geopandas as gpd
import pandas as pd

from geo.territories.draft import TerritoryDraft, metric_crs_of
from geo.territories.levels import raise_level, stack_levels
from geo.territories.tables import country_folder, figures_of, read_country, table

STATUSES = {
    "population": ("official", "hcp-rgph-2024"),
    "children_0_4": ("reconstructed", "hcp-rgph-2024-derived"),
    "women_15_49": ("reconstructed", "hcp-rgph-2024-derived"),
}
"""What each figure of the census is worth, and its source."""


def moroccan_units() -> pd.DataFrame:
    """Return the regions: ``code``, ``name``, ``level``, ``alias`` (none)."""
    units = table("MA", "units")
    return units.loc[units["region"].isna(), ["code", "name"]].assign(level="region", alias="")


def moroccan_draft(code: str, name: str, territory_id: str) -> TerritoryDraft:
    """Return the draft of a region (``10``)."""
    country = read_country("MA")
    units = table("MA", "units").rename(columns={"code": "zone_id"})
    provinces = units[units["region"] == code]
    communes = gpd.read_parquet(country_folder("MA") / "communes.parquet")
    communes = communes[communes["province"].isin(provinces["zone_id"])].reset_index(drop=True)
    places = table("MA", "localities")
    zones = communes.rename(columns={"code": "zone_id", "province": "parent_id"})
    zones = zones.assign(level="commune", geometry_quality="approximate")
    level = raise_level(zones, provinces, level="province", parents=dict.fromkeys(provinces["zone_id"], code))
    whole = raise_level(level, units[units["zone_id"] == code], level="region")
    counted = communes.set_index("code")
    return TerritoryDraft(
        territory_id=territory_id,
        names={"fr": name, "en": name},
        country="MA",
        levels=country.chosen_levels("region", "province", "commune"),
        zones=stack_levels(whole, level, zones),
        places=places[places["zone_id"].isin(communes["code"])].reset_index(drop=True),
        figures=pd.concat(
            [
                figures_of(counted[indicator], indicator, country.population_year, status=status, source_id=source)
                for indicator, (status, source) in STATUSES.items()
            ],
            ignore_index=True,
        ),
        sources=country.sources,
        metric_crs=metric_crs_of(communes, "MA"),
        population_year=country.population_year,
        languages=country.languages,
        geometry_notes=country.geometry_notes,
        notes=country.notes,
    )
