"""Synthetic territories of any size: no real place, always the same for the same seed.

A square of 600 km by default, as wide as France, cut into communes (a grid) of départements (a coarser grid). Places
gather around towns drawn at random, of very unequal sizes; services are drawn among places by their population, one in
twenty of them of unknown capacity. Families travel by the estimate of distance alone.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from geo import schema
from geo.workspace.data import TerritoryData
from geo.workspace.territory import Level, load_territory

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
    chosen = rng.choice(n_places, size=n_services, replace=n_services > n_places, p=population / population.sum())
    ids = np.char.add("a", np.char.zfill(np.arange(n_services).astype(str), 6))
    capacity = np.where(rng.random(n_services) < 0.05, np.nan, np.round(rng.lognormal(4, 0.7, n_services)))
    actors = pd.DataFrame(
        {
            "actor_id": ids,
            "name": ids,
            "kind": KIND,
            "lon": lon[chosen] + rng.normal(0, 0.002, n_services),
            "lat": lat[chosen] + rng.normal(0, 0.002, n_services),
            "position_quality": "address",
            "zone_id": commune[chosen],
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
        "zone_id": "R",
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
    expected = {"zone_id": "R", "kind": KIND, "expected": float(n_services), "what": "drawn", "reliability": "official"}
    base = load_territory("france")
    named = {"fr": "Terre synthétique", "en": "Synthetic land"}
    levels = tuple(Level(name, named, named) for name in ("region", "departement", "commune"))
    territory = replace(
        base,
        id="synthetic",
        names=named,
        root="R",
        levels=levels,
        comparison_level="departement",
        births_year=2025,
        population_year=2025,
        headline_kind=KIND,
        headline_zone="R",
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
        inputs_hash=f"synthetic-{n_places}-{n_services}-{communes}-{departments}-{side_km}-{seed}",
        expected=schema.conform(pd.DataFrame([{**expected, "as_of": "2026", "source": "synthetic"}]), schema.EXPECTED),
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
            pd.DataFrame({"zone_id": ["R"], "level": "region", "parent_id": [None]}),
        ]
    )
    zones = zones.assign(name=zones["zone_id"], geometry_quality="approximate").sort_values(
        "zone_id", ignore_index=True
    )
    lines = [
        (names, names, "commune"),
        (names, above, "departement"),
        (names, np.full(len(names), "R"), "region"),
        (departments, departments, "departement"),
        (departments, np.full(len(departments), "R"), "region"),
        (np.array(["R"]), np.array(["R"]), "region"),
    ]
    ancestors = pd.concat(
        [pd.DataFrame({"zone_id": a, "ancestor_id": b, "ancestor_level": level}) for a, b, level in lines]
    )
    return zones, ancestors.sort_values(["zone_id", "ancestor_id"], ignore_index=True)
