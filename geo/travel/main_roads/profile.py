"""What the skeleton of main roads is made of: speeds, and the localities that each road serves, in order."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import pandas as pd
from msgspec import Meta, Struct

from geo.errors import BadInputError
from geo.files.toml import NotNegative, Positive, Sourced, read_toml
from geo.paths import data_folder
from geo.schema import FloatArray
from geo.workspace.territory import Territory

CLASSES = ("motorway", "trunk")
COLUMNS = ["road", "class", "rank", "place_id", "locality", "source"]

_Detour = Annotated[float, Meta(ge=1, le=10)]


class Local(Struct, frozen=True):
    """Between neighbouring localities: km/h in the country and where people live close together."""

    rural_kph: Positive
    dense_kph: Positive
    detour: _Detour
    longest_km: Positive

    def kph(self, dense: FloatArray) -> FloatArray:
        """Return speeds in km/h, slower where people live close together (``dense``, 0 to 1)."""
        return self.rural_kph + (self.dense_kph - self.rural_kph) * dense


class Density(Struct, frozen=True):
    """What is country and what is town, in inhabitants per km² within a radius."""

    rural: Positive
    town: Positive
    radius_km: Positive


class Trunk(Struct, frozen=True):
    """National roads."""

    kph: Positive
    detour: _Detour


class Motorway(Struct, frozen=True):
    """Motorways, entered and left by a ramp."""

    kph: Positive
    detour: _Detour
    ramp_min: NotNegative


class TripEnds(Struct, frozen=True):
    """Leaving and parking, what each end in a town adds, and how many localities a point may go through."""

    access_min: NotNegative
    dense_min: NotNegative
    neighbours: Annotated[int, Meta(ge=1, le=16)]


class MainRoadsProfile(Sourced, kw_only=True, frozen=True):
    """The parameters of ``data/profiles/main_roads.toml``."""

    local: Local
    density: Density
    trunk: Trunk
    motorway: Motorway
    ends: TripEnds


@dataclass(frozen=True)
class Corridor:
    """A road and the places that it serves, in order."""

    road: str
    kind: str
    place_ids: tuple[str, ...]


def load_profile(path: Path | None = None) -> MainRoadsProfile:
    """Return the parameters of a file (the embedded one by default).

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``main-roads-file`` when an entry is absent or outside sense.
    """
    return _load(path or profile_path())


def profile_path() -> Path:
    """Return the embedded file."""
    return data_folder() / "profiles" / "main_roads.toml"


def corridors_path(territory: Territory) -> Path:
    """Return the file of a territory that lists its main roads; absent where none is known."""
    return territory.folder / "corridors.csv"


def read_corridors(path: Path, place_ids: pd.Series) -> list[Corridor]:
    """Return the main roads of a file, in its order.

    Parameters
    ----------
    place_ids
        The localities of the territory.

    Raises
    ------
    BadInputError
        ``corridors-file`` with ``file``, ``road`` and ``reason``: ``columns``, ``class`` (unknown, or two for one
        road), ``rank`` (not 1, 2, 3…), ``place`` (unknown, or twice in a row), ``source`` (missing), ``short`` (fewer
        than two localities).
    """
    table = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    if list(table.columns) != COLUMNS:
        raise BadInputError("corridors-file", file=path.name, road="", reason="columns")
    known = set(place_ids)
    found = []
    for road, rows in table.groupby("road", sort=False):
        places = rows["place_id"].tolist()
        reasons = {
            "class": set(rows["class"]) - set(CLASSES) or len(set(rows["class"])) > 1,
            "rank": rows["rank"].tolist() != [str(rank) for rank in range(1, len(rows) + 1)],
            "place": set(places) - known or any(one == two for one, two in pairwise(places)),
            "source": (rows["source"] == "").any(),
            "short": len(rows) < 2,
        }
        for reason, wrong in reasons.items():
            if wrong:
                raise BadInputError("corridors-file", file=path.name, road=str(road), reason=reason)
        found.append(Corridor(str(road), str(rows["class"].iloc[0]), tuple(places)))
    return found


@cache
def _load(path: Path) -> MainRoadsProfile:
    profile = read_toml(path, MainRoadsProfile, "main-roads-file")
    if profile.density.rural >= profile.density.town:
        raise BadInputError("main-roads-file", file=path.name, reason="density")
    return profile
