"""Synthetic territories of any size: no real place, always the same for the same seed.

A square of 600 km by default, as wide as France, cut into communes (a grid) of départements (a coarser grid). Places
gather around towns drawn at random, of very unequal sizes; services are drawn among places by their population, one in
twenty of them of unknown capacity. Families travel by the estimate of distance alone.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from geo import schema
from geo.territories.tables import table
from geo.workspace.data import TerritoryData
from geo.workspace.territory import Level, load_territory, read_figures

KIND = "pmi"
WEST, SOUTH = -1.0, 44.0
KM_PER_DEGREE = 111.2
TOWNS = 2000


def land(
    n_places: int,
    n_services: int,
    *,
    communes: int = 10_000,
    departments: int = 100,
    side_km: float = 600,
    seed: int = 1,
) -> TerritoryData:
    """Return a territory of so many places and services.

    Parameters
    ----------
    communes, departments
        How many of each, rounded to whole grids: the second divides the first.
    """
    rng = np.random.default_rng(seed)
    lon, lat = _points(rng, n_places, side_km)
    coarse = round(departments**0.5)
    fine = max(coarse, round((communes / departments) ** 0.5) * coarse)
    height = side_km / KM_PER_DEGREE
    width = height / np.cos(np.radians(SOUTH + height / 2))
    column, row = (
        np.clip(((at - low) / span * fine).astype(np.int64), 0, fine - 1)
        for at, low, span in ((lon, WEST, width), (lat, SOUTH, height))
    )
    ratio = fine // coarse
    commune = np.char.add("C", np.char.zfill((row * fine + column).astype(str), 6))
    grid = np.arange(fine * fine)
    names = np.char.add("C", np.char.zfill(grid.astype(str), 6))
    above = np.char.add("D", np.char.zfill((grid // fine // ratio * coarse + grid % fine // ratio).astype(str), 4))
    zones, ancestors = _zones(names, above)
    population = np.round(rng.lognormal(4.0, 1.2, n_places), 1)
    places = pd.DataFrame(
        {
            "place_id": np.char.add("p", np.char.zfill(np.arange(n_places).astype(str), 8)),
            "name": "",
            "zone_id": commune,
            "lon": lon,
            "lat": lat,
            "population": population,
            "births": np.round(population * 0.011, 3),
        }
    )
    named = {"fr": "Terre synthétique", "en": "Synthetic land"}
    mark = f"synthetic-{n_places}-{n_services}-{communes}-{departments}-{side_km}-{seed}"
    return _territory(rng, places, (zones, ancestors), n_services, named=named, mark=mark)


def france(n_places: int, n_services: int, *, seed: int = 1) -> TerritoryData:
    """Return France by its communes, with synthetic places and services.

    Communes, their populations and the places of their villages are those of ``data/countries/fr``; births are those of
    the départements, spread by population, a hypothesis. Places are drawn around villages, services among places.
    """
    rng = np.random.default_rng(seed)
    communes = table("FR", "communes").dropna(subset=["population"])
    villages = table("FR", "localities")
    villages = villages[villages["zone_id"].isin(communes["code"])].reset_index(drop=True)
    communes = communes[communes["code"].isin(villages["zone_id"])].sort_values("code", ignore_index=True)
    people = villages["zone_id"].map(communes.set_index("code")["population"]).astype("float64")
    share = villages["weight"].fillna(1.0).clip(lower=1e-9)
    people *= share / share.groupby(villages["zone_id"]).transform("sum")
    # Every village has a place; the others go where people are.
    more = rng.choice(len(villages), size=max(0, n_places - len(villages)), p=people / people.sum())
    at = np.sort(np.concatenate([np.arange(len(villages)), more]))
    spread_km = 0.3 + 0.02 * np.sqrt(people.to_numpy()[at])
    away = rng.normal(0, 1, (len(at), 2)) * (spread_km / KM_PER_DEGREE)[:, None]
    lat = villages["lat"].to_numpy()[at] + away[:, 1]
    lon = villages["lon"].to_numpy()[at] + away[:, 0] / np.cos(np.radians(lat))
    population = people.to_numpy()[at] / np.bincount(at)[at]
    zone = villages["zone_id"].to_numpy(dtype=str)[at]
    above = communes.set_index("code")["departement"].to_numpy(dtype=str)
    figures = read_figures(load_territory("france"))
    latest = figures[(figures["indicator"] == "births") & figures["value"].notna()].sort_values("year")
    born = latest.drop_duplicates("zone_id", keep="last").set_index("zone_id")["value"]
    department = pd.Series(zone).map(dict(zip(communes["code"], above, strict=True)))
    total = pd.Series(population).groupby(department).transform("sum")
    births = department.map(born).astype("float64") * population / total
    places = pd.DataFrame(
        {
            "place_id": np.char.add("p", np.char.zfill(np.arange(len(at)).astype(str), 8)),
            "name": "",
            "zone_id": zone,
            "lon": lon,
            "lat": lat,
            "population": population,
            "births": births.to_numpy(),
        }
    )
    zones, ancestors = _zones(communes["code"].to_numpy(dtype=str), np.char.add("D", above))
    named = {"fr": "France, lieux et services synthétiques", "en": "France, synthetic places and services"}
    return _territory(
        rng, places, (zones, ancestors), n_services, named=named, mark=f"france-{n_places}-{n_services}-{seed}"
    )


def _territory(
    rng: np.random.Generator,
    places: pd.DataFrame,
    above: tuple[pd.DataFrame, pd.DataFrame],
    n_services: int,
    *,
    named: dict[str, str],
    mark: str,
) -> TerritoryData:
    zones, ancestors = above
    root, crowd = "R", places["population"].to_numpy()
    chosen = rng.choice(len(places), size=n_services, replace=n_services > len(places), p=crowd / crowd.sum())
    ids = np.char.add("a", np.char.zfill(np.arange(n_services).astype(str), 6))
    capacity = np.where(rng.random(n_services) < 0.05, np.nan, np.round(rng.lognormal(4, 0.7, n_services)))
    actors = pd.DataFrame(
        {
            "actor_id": ids,
            "name": ids,
            "kind": KIND,
            "lon": places["lon"].to_numpy()[chosen] + rng.normal(0, 0.002, n_services),
            "lat": places["lat"].to_numpy()[chosen] + rng.normal(0, 0.002, n_services),
            "position_quality": "address",
            "zone_id": places["zone_id"].to_numpy()[chosen],
            "status": np.where(rng.random(n_services) < 0.02, "to-verify", "open"),
            "source": "synthetic",
            "as_of": "2026",
        }
    )
    services = pd.DataFrame(
        {
            "actor_id": ids,
            "service": "s",
            "function": "follow-up",
            "mode": "on-site",
            "capacity": capacity,
            "capacity_unit": "follow-ups",
            "source": "synthetic",
            "as_of": "2026",
        }
    )
    rule = {
        "rule_id": "r",
        "zone_id": root,
        "kind": KIND,
        "unit": "follow-ups",
        "base": "births",
        "rate": 0.5,
        "status": "hypothesis",
        "source": "synthetic",
        "date": "2026",
    }
    births = places.groupby("zone_id")["births"].sum()
    figures = pd.DataFrame({"zone_id": births.index, "indicator": "births", "year": 2025, "value": births.to_numpy()})
    expected = {"zone_id": root, "kind": KIND, "expected": float(n_services), "what": "drawn"}
    base = load_territory("france")
    levels = tuple(Level(name, named, named) for name in ("country", "departement", "commune"))
    territory = replace(
        base,
        id="synthetic",
        names=named,
        root=root,
        levels=levels,
        comparison_level="departement",
        births_year=2025,
        population_year=2025,
        headline_kind=KIND,
        headline_zone=root,
    )
    return TerritoryData(
        territory=territory,
        layer=territory.default_layer,
        births_years=(2025,),
        zones=zones,
        ancestors=ancestors,
        figures=schema.conform(figures.assign(status="official", source_id="synthetic"), schema.FIGURE),
        places=schema.conform(places, schema.PLACE),
        actors=schema.conform(actors, schema.ACTOR),
        services=schema.conform(services, schema.SERVICE),
        need_rules=schema.conform(pd.DataFrame([rule]), schema.NEED_RULE),
        inputs_hash=mark,
        expected=schema.conform(
            pd.DataFrame([{**expected, "as_of": "2026", "source": "synthetic", "reliability": "official"}]),
            schema.EXPECTED,
        ),
    )


def _points(rng: np.random.Generator, n_places: int, side_km: float) -> tuple[np.ndarray, np.ndarray]:
    """Return places: half of them anywhere, half around towns, a few towns holding most."""
    height = side_km / KM_PER_DEGREE
    width = height / np.cos(np.radians(SOUTH + height / 2))
    towns = rng.random((TOWNS, 2))
    size = rng.pareto(1.1, TOWNS) + 0.1
    at = rng.choice(TOWNS, size=n_places, p=size / size.sum())
    spread = rng.normal(0, 6 / side_km, (n_places, 2)) * np.minimum(size[at], 4)[:, None] ** 0.5
    spots = np.where(rng.random(n_places)[:, None] < 0.5, rng.random((n_places, 2)), towns[at] + spread)
    spots = np.abs(spots) % 2
    spots = np.where(spots > 1, 2 - spots, spots)
    return WEST + spots[:, 0] * width, SOUTH + spots[:, 1] * height


def _zones(names: np.ndarray, above: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    departments = np.unique(above)
    zones = pd.concat(
        [
            pd.DataFrame({"zone_id": names, "level": "commune", "parent_id": above}),
            pd.DataFrame({"zone_id": departments, "level": "departement", "parent_id": "R"}),
            pd.DataFrame({"zone_id": ["R"], "level": "country", "parent_id": [None]}),
        ]
    )
    zones = zones.assign(name=zones["zone_id"], geometry_quality="approximate").sort_values(
        "zone_id", ignore_index=True
    )
    lines = [
        (names, names, "commune"),
        (names, above, "departement"),
        (names, np.full(len(names), "R"), "country"),
        (departments, departments, "departement"),
        (departments, np.full(len(departments), "R"), "country"),
        (np.array(["R"]), np.array(["R"]), "country"),
    ]
    ancestors = pd.concat(
        [pd.DataFrame({"zone_id": a, "ancestor_id": b, "ancestor_level": level}) for a, b, level in lines]
    )
    return zones, ancestors.sort_values(["zone_id", "ancestor_id"], ignore_index=True)
