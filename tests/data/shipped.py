"""The registers that come with Maillage, as they are written in their files."""

import geopandas as gpd
import pandas as pd

from geo.paths import data_folder

TERRITORIES = ("wallonie", "ain", "souss-massa", "france")


def read_rows(territory):
    return pd.read_csv(data_folder() / "actors" / f"{territory}.csv", dtype="str", keep_default_na=False)


def read_zones(territory):
    return gpd.read_parquet(data_folder() / "territories" / territory / "zones.parquet")


def plain(text):
    return text.replace("’", "'").replace(" – ", " - ")


def row_of(territory, actor_id):
    rows = read_rows(territory)
    rows = rows[rows["actor_id"] == actor_id]
    assert len(rows) == 1, actor_id
    return rows.iloc[0]
