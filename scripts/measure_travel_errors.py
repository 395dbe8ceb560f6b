"""Compare the estimate with published travel times, and write ``travel_errors.toml`` of each territory.

Usage: ``uv run python -m scripts.measure_travel_errors TIMES.csv [--write] [--search]``

The times are not part of Maillage. The file has ``territory``, ``from``, ``to``, ``group`` (class of trip),
``compared_minutes``, ``in_fit`` (False leaves a row out), ``from_lon``, ``from_lat``, ``to_lon``, ``to_lat``; ends
without a position are looked for by name among the localities. ``--search`` looks for the speeds anew, each time
leaving out one trip, then every trip that shares an end with it, then every trip that uses its road: what the kept
speeds are worth on other times.
"""

import argparse
import itertools
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np
import pandas as pd

from geo.files.atomic import write_atomic
from geo.schema import BoolArray, FloatArray
from geo.travel.estimate import great_circle_km, minutes_for
from geo.travel.main_roads.graph import build_skeleton
from geo.travel.main_roads.kept import has_main_roads
from geo.travel.main_roads.profile import Corridor, MainRoadsProfile, corridors_path, load_profile, read_corridors
from geo.travel.main_roads.ways import MainRoads, SkeletonArrays
from geo.travel.relief import ByRelief, read_relief, relief_path
from geo.travel.trust import trust_path
from geo.workspace.territory import Territory, load_territory

CLASSES = {
    "motorway corridor": "motorway",
    "urban": "town",
    "rural": "rural",
    "mountain": "mountain",
    "plain or coast": "plain",
}
MOUNTAIN_M = 600
"""Heights that differ by so many metres around a locality make it one of the mountains."""

FEW = 8
LONGER_MIN = 0.01
"""A trip uses a road where it would last so much longer without it."""

NORMAL_MAD, NORMAL_90, MEDIAN_SPREAD = 1.4826, 1.645, 1.2533
"""Deviation of a normal law over its median distance; its bounds nine times in ten; the spread of a median over that of
a mean."""

SEARCHED = ((54, 58, 62, 66), (38, 46, 54, 58), (75, 80, 85), (3, 4, 5), (0.0, 1.5, 3.0, 6.0))
"""Speeds in the country and in towns, on national roads; minutes at the ends, and those of an end in a town."""


@dataclass(frozen=True)
class Times:
    """Published times of a territory and where they go."""

    territory: Territory
    table: pd.DataFrame
    begin: tuple[FloatArray, FloatArray]
    end: tuple[FloatArray, FloatArray]

    @property
    def minutes(self) -> FloatArray:
        """The published minutes."""
        return self.table["compared_minutes"].to_numpy(dtype=np.float64)

    def direct(self) -> FloatArray:
        """Return the minutes of the direct estimate."""
        return minutes_for(great_circle_km(*self.begin, *self.end), self.territory.estimate("car"))


def main() -> None:
    """Measure, print, and write what was asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--search", action="store_true")
    given = parser.parse_args()
    published = pd.read_csv(given.times)
    published = published[published["in_fit"].astype("bool")]
    measured = {name: times_of(load_territory(name), published) for name in ("wallonie", "ain", "souss-massa")}
    for name, times in measured.items():
        before = times.direct()
        factors, after = kept(times)
        way = "relief" if factors else "main-roads"
        tell(name, times, before, after)
        place = times.territory.names["fr"]
        source = f"{len(after)} temps publiés entre localités ({place}), rapprochés de l’estimation"
        if given.write:
            write(times.territory, classes(times, before, after), way=way, source=source, factors=factors)
    both = [measured[name] for name in ("wallonie", "ain")]
    before = np.concatenate([times.direct() for times in both])
    pooled = summary(before / np.concatenate([times.minutes for times in both]))
    france = {"id": "all", **pooled, **{f"{key}_before": pooled[key] for key in ("bias", "median_error", "p90_error")}}
    print("france (direct, Wallonie et Ain)", france)
    if given.write:
        source = f"{len(before)} temps publiés de Wallonie et de l’Ain : ailleurs, une hypothèse"
        write(load_territory("france"), [france], way="direct", source=source, factors=None, status="hypothesis")
    if given.search:
        search(measured["wallonie"])
        left_out_factors(measured["souss-massa"])


def times_of(territory: Territory, published: pd.DataFrame) -> Times:
    """Return the published times of a territory whose ends are known."""
    table = published[published["territory"] == territory.id].copy()
    places = pd.read_parquet(territory.folder / "places.parquet").drop_duplicates("name").set_index("name")
    for side in ("from", "to"):
        for axis in ("lon", "lat"):
            table[f"{side}_{axis}"] = table[f"{side}_{axis}"].fillna(table[side].map(places[axis]))
    table = table.dropna(subset=["from_lon", "from_lat", "to_lon", "to_lat"])
    columns = ("from_lon", "from_lat", "to_lon", "to_lat")
    from_lon, from_lat, to_lon, to_lat = (table[name].to_numpy(dtype=np.float64) for name in columns)
    return Times(territory, table, (from_lon, from_lat), (to_lon, to_lat))


def kept(times: Times) -> tuple[dict[str, float] | None, FloatArray]:
    """Return the factors, where the relief is known, and the minutes of the estimate that is kept."""
    territory = times.territory
    if has_main_roads(territory, "car"):
        return None, by_roads(times, load_profile())
    relief = read_relief(relief_path(territory), MOUNTAIN_M)
    high = relief.in_mountain(*times.begin) | relief.in_mountain(*times.end)
    ratio = times.direct() / times.minutes
    factors = {
        "plain": round(float(1 / np.median(ratio[~high])), 2),
        "mountain": round(float(1 / np.median(ratio[high])), 2),
    }
    ways = ByRelief(relief, territory.estimate("car"), **factors)
    return {**factors, "mountain_m": MOUNTAIN_M}, np.diag(ways.toward(*times.end)(*times.begin))


def by_roads(times: Times, profile: MainRoadsProfile, *, corridors: list[Corridor] | None = None) -> FloatArray:
    """Return the minutes by the main roads under a profile: all that the territory lists, or those given."""
    return np.diag(roads_under(times, profile, corridors=corridors).toward(*times.end)(*times.begin))


def roads_under(times: Times, profile: MainRoadsProfile, *, corridors: list[Corridor] | None = None) -> MainRoads:
    """Return the estimate by the main roads under a profile."""
    territory = times.territory
    places = pd.read_parquet(territory.folder / "places.parquet")
    if corridors is None:
        corridors = read_corridors(corridors_path(territory), places["place_id"])
    built = build_skeleton(places, corridors, profile)
    return MainRoads(
        SkeletonArrays(built.lon, built.lat, built.dense, built.minutes), profile, territory.estimate("car")
    )


def summary(ratio: FloatArray, pooled: FloatArray | None = None) -> dict[str, float]:
    """Return what a class of trips tells of ratios estimate ÷ published."""
    told = np.log(ratio)
    among = told if pooled is None or len(ratio) >= FEW else np.log(pooled)
    spread = NORMAL_MAD * float(np.median(np.abs(among - np.median(among))))
    half = NORMAL_90 * MEDIAN_SPREAD * spread / np.sqrt(len(ratio))
    middle = float(np.median(told))
    values = {
        "bias": np.exp(middle) - 1,
        "bias_low": np.exp(middle - half) - 1,
        "bias_high": np.exp(middle + half) - 1,
        "scatter": np.median(np.abs(ratio / np.exp(middle) - 1)),
        "median_error": np.median(np.abs(ratio - 1)),
        "p90_error": np.quantile(np.abs(ratio - 1), 0.9),
    }
    return {"trips": len(ratio), **{key: round(float(value), 3) for key, value in values.items()}}


def classes(times: Times, before: FloatArray, after: FloatArray) -> list[dict[str, object]]:
    """Return what every class tells, all trips first."""
    groups = times.table["group"].to_numpy()
    rows = []
    for group in [None, *sorted(set(groups))]:
        own = np.ones(len(groups), dtype=np.bool_) if group is None else groups == group
        now = summary((after / times.minutes)[own], after / times.minutes)
        then = summary((before / times.minutes)[own])
        compared = {f"{key}_before": then[key] for key in ("bias", "median_error", "p90_error")}
        rows.append({"id": "all" if group is None else CLASSES[group], **now, **compared})
    return rows


def tell(name: str, times: Times, before: FloatArray, after: FloatArray) -> None:
    """Print the table of a territory, before and after."""
    for row in classes(times, before, after):
        print(f"{name:12s}", " ".join(f"{key}={value}" for key, value in row.items()))


def write(
    territory: Territory,
    rows: list[dict[str, object]],
    *,
    way: str,
    source: str,
    factors: dict[str, float] | None,
    status: str = "calibrated",
) -> None:
    """Write what was measured where the estimate reads it."""
    said: dict[str, object] = {
        "status": status,
        "source": source,
        "date": datetime.now(UTC).date().isoformat(),
        "way": way,
    }
    tables: list[tuple[str, dict[str, object]]] = [("", said)]
    tables += [("[factors]\n", dict(factors))] if factors else []
    tables += [("[[classes]]\n", row) for row in rows]
    lines = [
        title + "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())
        for title, table in tables
    ]
    head = "# Écrit par scripts/measure_travel_errors.py ; voir docs/methods/estimation.md.\n"
    write_atomic(trust_path(territory), head + "\n\n".join(lines) + "\n")


def search(times: Times) -> None:
    """Print what speeds fitted without a trip, then without its neighbours, then without its road, say of it."""
    profile, tried = load_profile(), []
    for rural, dense, trunk in itertools.product(*SEARCHED[:3]):
        local = msgspec.structs.replace(profile.local, rural_kph=rural, dense_kph=min(dense, rural))
        base = msgspec.structs.replace(profile, local=local, trunk=msgspec.structs.replace(profile.trunk, kph=trunk))
        roads = roads_under(times, base)
        for access, town in itertools.product(*SEARCHED[3:]):
            ends = msgspec.structs.replace(profile.ends, access_min=access, dense_min=town)
            under = replace(roads, profile=msgspec.structs.replace(base, ends=ends))
            tried.append(np.diag(under.toward(*times.end)(*times.begin)))
    minutes = np.array(tried)
    lost = np.sqrt(np.log(minutes / times.minutes) ** 2 + 0.05**2)
    ends_of = [set(pair) for pair in zip(times.table["from"], times.table["to"], strict=True)]
    shared = np.array([[bool(one & other) for other in ends_of] for one in ends_of])
    for name, together in {"one": np.eye(len(ends_of), dtype=np.bool_), "ends": shared, "road": _roads(times)}.items():
        found = np.empty(len(ends_of))
        for left, out in enumerate(together):
            found[left] = minutes[lost[:, ~out].mean(axis=1).argmin(), left]
        tell(f"left out: {name}", times, times.direct(), found)


def _roads(times: Times) -> BoolArray:
    """Return, for every trip, those that use the main road it uses most; those that use none go together."""
    territory, profile = times.territory, load_profile()
    places = pd.read_parquet(territory.folder / "places.parquet")
    corridors, given = read_corridors(corridors_path(territory), places["place_id"]), by_roads(times, profile)
    longer = np.array(
        [
            by_roads(times, profile, corridors=[other for other in corridors if other is not road]) - given
            for road in corridors
        ]
    )
    uses = longer > LONGER_MIN
    together = np.array([uses[longer[:, trip].argmax()] for trip in range(len(given))])
    none = ~uses.any(axis=0)
    together[none] = none
    return together


def left_out_factors(times: Times) -> None:
    """Print what factors fitted without the trips that share both ends with one say of it."""
    relief = read_relief(relief_path(times.territory), MOUNTAIN_M)
    high = relief.in_mountain(*times.begin) | relief.in_mountain(*times.end)
    direct, ends = times.direct(), [frozenset(p) for p in zip(times.table["from"], times.table["to"], strict=True)]
    found = np.empty(len(direct))
    for left, pair in enumerate(ends):
        same = (high == high[left]) & np.array([other != pair for other in ends])
        found[left] = direct[left] / np.median((direct / times.minutes)[same])
    tell("left out", times, direct, found)


if __name__ == "__main__":
    main()
