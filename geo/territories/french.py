"""A French département or region, from the embedded list of communes and their villages."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.paths import data_folder
from geo.territories.coverage import cells_among
from geo.territories.draft import TerritoryDraft, metric_crs_of
from geo.territories.levels import raise_level, stack_levels
from geo.territories.tables import as_places, figures_of, metric_points, read_country, table
from geo.workspace.layers.spread import spread
from geo.workspace.territory import Level, load_territory, read_figures

PARIS = "75"
MAYOTTE, MAYOTTE_YEAR = "976", 2017
MARGIN_M = 15_000.0
"""How far around the villages of others are looked for, to draw the border half way."""
BEYOND_OUTLINE_M = 500.0
"""What is added to the outline of the country, right within one to two kilometres."""
AROUND_VILLAGE_M = 2_000.0
"""What a village beyond that outline (an island that it does not draw) has around it."""


def french_units() -> pd.DataFrame:
    """Return the départements, the regions of several and the country: ``code``, ``name``, ``level``, ``alias``.

    ``alias`` is the region's code of a département that is one by itself.
    """
    zones = _national_zones()
    departements = zones[zones["level"] == "departement"]
    alone = ~departements["parent_id"].duplicated(keep=False)
    regions = zones[(zones["level"] == "region") & ~zones["zone_id"].isin(departements.loc[alone, "parent_id"])]
    whole = zones[zones["level"] == "country"]
    units = pd.concat([departements, regions, whole], ignore_index=True)
    alias = units["parent_id"].where(units["zone_id"].isin(departements.loc[alone, "zone_id"]), "")
    return pd.DataFrame({"code": units["zone_id"], "name": units["name"], "level": units["level"], "alias": alias})


def french_draft(code: str, name: str, territory_id: str) -> TerritoryDraft:
    """Return the draft of a département (``26``) or a region (``R84``)."""
    country = read_country("FR")
    departements = _departements(code)
    communes = table("FR", "communes")
    localities = table("FR", "localities")
    communes, localities = _by_district(communes, localities) if code == PARIS else _whole(communes, localities)
    inside = communes[communes["departement"].isin(departements)]
    own = localities["zone_id"].isin(inside["code"])
    here = localities[own].reset_index(drop=True)
    crs = metric_crs_of(metric_points(here, "EPSG:4326"), "FR")
    drawn = _drawn(metric_points(here, crs), localities.loc[~own, ["lon", "lat"]])
    levels, zones = _levels(code, name, drawn, inside)
    population = inside.set_index("code")["population"].astype(np.float64)
    year = MAYOTTE_YEAR if code == MAYOTTE else country.population_year
    births = [_births(inside, year) for year in _births_years(departements)]
    return TerritoryDraft(
        territory_id=territory_id,
        names={"fr": name, "en": name},
        country="FR",
        levels=levels,
        zones=zones,
        places=as_places(here),
        figures=pd.concat(
            [figures_of(population, "population", year, status="official", source_id="insee-population-2023"), *births],
            ignore_index=True,
        ),
        sources=country.sources,
        metric_crs=crs,
        population_year=year,
        births_year=max(_births_years(departements)),
        languages=country.languages,
        geometry_notes=country.geometry_notes,
        notes=country.notes,
    )


def _national_zones() -> gpd.GeoDataFrame:
    return gpd.read_parquet(data_folder() / "territories" / "france" / "zones.parquet")


def _departements(code: str) -> list[str]:
    zones = _national_zones()
    return sorted(zones.loc[zones["parent_id"] == code, "zone_id"]) if code.startswith("R") else [code]


def _whole(communes: pd.DataFrame, localities: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    return communes[communes["part_of"].isna()], localities


def _by_district(communes: pd.DataFrame, localities: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the zones with Paris by district: the one département that is a single commune."""
    districts = communes[(communes["departement"] == PARIS) & communes["part_of"].notna()]
    others = communes[(communes["departement"] != PARIS) & communes["part_of"].isna()]
    code_of = dict(zip(districts["name"], districts["code"], strict=True))
    own = localities["zone_id"].isin(districts["part_of"])
    zone_ids = localities["zone_id"].where(~own, localities["name"].map(code_of))
    return pd.concat([districts, others]), localities.assign(zone_id=zone_ids)


def _drawn(here: gpd.GeoDataFrame, elsewhere: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the communes around their villages, inside the outline of the country where nobody lives beyond."""
    box = shapely.box(*here.total_bounds).buffer(MARGIN_M, join_style="mitre")
    outside = metric_points(pd.concat([elsewhere, table("FR", "abroad")], ignore_index=True), str(here.crs))
    zones = _national_zones().query("level == 'departement'").to_crs(here.crs)
    ground = shapely.union_all(zones.geometry[zones.intersects(box)].make_valid().to_numpy())
    ground = ground.buffer(BEYOND_OUTLINE_M, quad_segs=2).simplify(BEYOND_OUTLINE_M / 10)
    around = shapely.union_all(here.geometry.buffer(AROUND_VILLAGE_M, quad_segs=2).to_numpy())
    outline = shapely.intersection(shapely.union(ground, around), box)
    return cells_among(here, outside.geometry, outline, fragments=0.1)


def _levels(
    code: str, name: str, drawn: gpd.GeoDataFrame, inside: pd.DataFrame
) -> tuple[tuple[Level, ...], gpd.GeoDataFrame]:
    """Return the levels and the zones of all of them; intercommunalities are cut at the borders of départements."""
    communes = inside.set_index("code").loc[drawn["zone_id"]]
    groups = _groups(inside)
    group_of = groups.set_index("commune")["zone_id"]
    smallest = "arrondissement-municipal" if code == PARIS else "commune"
    grouped = len(set(group_of)) > 1
    above = group_of.reindex(drawn["zone_id"]) if grouped else communes["departement"]
    zones = drawn.assign(
        level=smallest, parent_id=above.to_numpy(), name=communes["name"].to_numpy(), geometry_quality="approximate"
    )
    stack, ids = [zones], [smallest]
    if grouped:
        departement_of = dict(zip(groups["zone_id"], groups["departement"], strict=True))
        units = groups[["zone_id", "name"]].drop_duplicates()
        stack.append(raise_level(stack[-1], units, level="epci", parents=departement_of))
        ids.append("epci")
    names = _national_zones().set_index("zone_id")["name"]
    region = code if code.startswith("R") else None
    units = names.loc[sorted(set(communes["departement"]))].reset_index()
    parents = {} if region is None else dict.fromkeys(units["zone_id"], region)
    stack.append(raise_level(stack[-1], units, level="departement", parents=parents))
    ids.append("departement")
    if region is not None:
        whole = pd.DataFrame({"zone_id": [code], "name": [name]})
        stack.append(raise_level(stack[-1], whole, level="region"))
        ids.append("region")
    return read_country("FR").chosen_levels(*reversed(ids)), stack_levels(*reversed(stack))


def _groups(inside: pd.DataFrame) -> pd.DataFrame:
    """Return ``commune``, ``zone_id`` and ``name``: the group of each, cut at the borders of départements.

    Communes of no intercommunality (four islands) make a group of their département.
    """
    names = table("FR", "groups").set_index("code")["name"]
    everywhere = table("FR", "communes").groupby("group")["departement"].nunique()
    departement_names = _national_zones().set_index("zone_id")["name"]
    rows = inside[["code", "departement", "group"]].rename(columns={"code": "commune"})
    alone = rows["group"].isna()
    crosses = rows["group"].map(everywhere) > 1
    twice = rows.groupby("group")["departement"].transform("nunique") > 1
    zone_id = rows["group"].where(~twice, rows["group"] + "-" + rows["departement"])
    name = rows["group"].map(names)
    name = name.where(~crosses, name + " (" + rows["departement"].map(departement_names) + ")")
    return rows.assign(
        zone_id=zone_id.where(~alone, "hors-epci-" + rows["departement"]),
        name=name.where(~alone, "Hors intercommunalité (" + rows["departement"].map(departement_names) + ")"),
    )


def _national_births() -> pd.DataFrame:
    figures = read_figures(load_territory("france"))
    return figures[(figures["indicator"] == "births") & figures["value"].notna()]


def _births_years(departements: list[str]) -> list[int]:
    """Return the years for which the births of each département are known, oldest first."""
    known = _national_births()
    known = known[known["zone_id"].isin(departements)]
    counts = known.groupby("year")["zone_id"].nunique()
    return sorted(int(year) for year in counts.index[counts == len(departements)])


def _births(inside: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the births of each commune: those of its département by population, exact in sum."""
    totals = _national_births().query("year == @year").set_index("zone_id")["value"]
    shares = spread(totals, inside["departement"], inside["population"].astype(np.float64))
    values = pd.Series(shares.to_numpy(), index=inside["code"])
    return figures_of(values, "births", year, status="hypothesis", source_id="births-by-population")
