"""Fit the travel estimate to a real road network, and say how far it is from it.

``uv run python -m scripts.calibrate_estimate FILE.osm.pbf --country BE`` prints the values for ``[travel.car]`` of
``territory.toml``, for a territory that ships without roads: see ``geo.travel.calibration``.
"""

import argparse
from pathlib import Path

from geo.roads.network import build
from geo.roads.osm import read_pbf
from geo.roads.profile import load_profile
from geo.travel.calibration import errors_by_band, fitted, prepared, sampled_trips
from geo.workspace.territory import load_territory

NAMES = ("detour", "near_kph", "far_kph", "scale_km", "access_min", "median_error_share", "p90_error_share")


def main() -> None:
    """Print the calibrated table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pbf", type=Path)
    parser.add_argument("--country", default="BE")
    given = parser.parse_args()
    network = build(read_pbf(given.pbf), profile=load_profile("car"), country=given.country)
    start = load_territory("wallonie").estimate("car")
    trips = sampled_trips(network, prepared(network), access_min=start.access_min)
    found = fitted(trips, start, source=given.pbf.name)
    for name in NAMES:
        print(f"{name} = {getattr(found, name)}")
    print(errors_by_band(trips, found).to_string(index=False))


if __name__ == "__main__":
    main()
