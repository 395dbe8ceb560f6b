"""Where services go: those that come to families only count where they come, whatever asks.

A service that receives on its site is reached by every trip. One that comes (home visits, mobile) goes to its declared
area, or as far as its stated time; its trips elsewhere count for nothing.
"""

import pandas as pd

from analysis.capacity import serving_areas
from analysis.selection import Supply
from geo.workspace.data import TerritoryData

COMING = ("home-visits", "mobile")
"""Modes of a service that comes to the family."""


def counted_trips(data: TerritoryData, supply: Supply, table: pd.DataFrame) -> pd.DataFrame:
    """Return the trips that count for a supply: those of located actors, where their services go.

    Parameters
    ----------
    table
        ``schema.TRAVEL`` of one mode, to these actors at least.

    Returns
    -------
    pandas.DataFrame
        Rows of ``table``.
    """
    has_position = supply.actors["lon"].notna() & supply.actors["lat"].notna()
    located = table[table["actor_id"].isin(supply.actors.loc[has_position, "actor_id"])]
    return trips_that_count(located, supply, covered_places(data, supply, located))


def covered_places(data: TerritoryData, supply: Supply, table: pd.DataFrame) -> pd.DataFrame:
    """Return the places where services come: those of their declared area, else those within their stated time."""
    services = supply.services[supply.services["mode"].isin(COMING)]
    areas = serving_areas(supply.actors, services, data.ancestors)
    declared = areas.loc[areas["basis"] == "declared", ["actor_id", "zone_id"]]
    found = declared.merge(data.places[["place_id", "zone_id"]], on="zone_id")[["actor_id", "place_id"]]
    reach = services[services["covers"].isna() & services["reach_min"].notna()].groupby("actor_id")["reach_min"].max()
    near = table[table["actor_id"].isin(reach.index)]
    near = near[near["minutes"] <= near["actor_id"].map(reach).astype("float64")]
    return pd.concat([found, near[["actor_id", "place_id"]]]).drop_duplicates(ignore_index=True)


def trips_that_count(table: pd.DataFrame, supply: Supply, covered: pd.DataFrame) -> pd.DataFrame:
    """Return the trips of a travel table without those to places where a service that comes does not come.

    Parameters
    ----------
    table
        ``schema.TRAVEL`` of one mode.
    covered
        What :func:`covered_places` returns.
    """
    # An actor is bounded when every service of it comes to families, within a declared area or a stated time.
    services = supply.services
    bounded = services["mode"].isin(COMING) & (services["covers"].notna() | services["reach_min"].notna())
    actors = bounded.groupby(services["actor_id"]).all()
    ids = set(actors.index[actors])
    if not ids or table.empty:
        return table
    about = table["actor_id"].isin(ids)
    subject = table[about]
    goes = pd.MultiIndex.from_frame(subject[["actor_id", "place_id"]]).isin(
        pd.MultiIndex.from_frame(covered[["actor_id", "place_id"]])
    )
    return pd.concat([table[~about], subject[goes]], ignore_index=True)
