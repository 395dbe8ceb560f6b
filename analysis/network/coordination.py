"""Coordination against need: families, hours and full-time posts by function and stratum, beside what is offered.

Hours of a family a year = visits × (hours on site + 2 × one-way trip) + hours beside visits; posts = families × hours ÷
hours of a full-time post. Every number of work is a hypothesis that can be replaced.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np
import pandas as pd

from analysis.network.ask import Network
from analysis.service_area.area import supply_of
from analysis.service_area.offer import capacity_by_zone, serving_areas
from analysis.service_area.programme import load_programme
from analysis.service_area.zones import membership
from geo.errors import BadInputError
from geo.files.toml import NotNegative, Positive, Sourced, Text, read_toml
from geo.paths import data_folder
from geo.schema import STRATA

FUNCTIONS = ("referent", "coordination", "case-management")
"""The three functions that follow a family, from the lightest."""

FAMILY_UNITS = ("follow-ups", "families")
"""Units of a capacity that counts families; any other says nothing of how many can be followed."""

_Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Effort(msgspec.Struct, kw_only=True, frozen=True):
    """What a function asks for a family of a stratum in a year, and which share of them it concerns."""

    function: Text
    stratum: Text
    low: _Share
    high: _Share
    visits: NotNegative
    visit_h: NotNegative
    other_h: NotNegative


class CoordinationHypotheses(Sourced, kw_only=True, frozen=True):
    """The hypotheses of work: hours of a full-time post for families, minutes of a trip, efforts."""

    fte_hours: Positive
    trip_min: NotNegative
    efforts: tuple[Effort, ...]

    def hours(self, effort: Effort) -> float:
        """Return the hours that a family takes in a year, trips included."""
        return effort.visits * (effort.visit_h + 2 * self.trip_min / 60) + effort.other_h

    def with_trip(self, minutes: float) -> "CoordinationHypotheses":
        """Return the same with another one-way trip."""
        return msgspec.structs.replace(self, trip_min=minutes)


@dataclass(frozen=True, eq=False)
class CoordinationNeed:
    """The need of a zone by function and stratum, and what is offered.

    ``lines`` has one row per function and stratum of the hypotheses: ``function``, ``stratum``, ``births`` (of the
    stratum, NaN unknown), ``families_low``, ``families_high`` (concerned), ``hours`` (of a family a year, trips
    included), ``trip_hours`` (trips alone), ``load`` (families that one full-time post follows), ``posts_low``,
    ``posts_high``, ``open`` (actors within reach that carry it).

    ``totals`` has one row per function: ``function``, ``families_low``, ``families_high``, ``posts_low``,
    ``posts_high`` (sums of the strata whose births are known), ``strata_unknown`` (codes), ``capacity`` (families a
    year that services of the zone say they can follow, NaN where none says), ``services``, ``capacity_known`` (how many
    say), ``register_complete``, ``gap_low``, ``gap_high`` (families without a place, at least and at most; NaN where it
    cannot be said).
    """

    zone_id: str
    hypotheses: CoordinationHypotheses
    lines: pd.DataFrame
    totals: pd.DataFrame


@dataclass(frozen=True)
class MixedLoad:
    """Families of several strata that one full-time post follows: hours a year, and the share of a post they take."""

    hours: float
    posts: float
    by_stratum: Mapping[str, float]


def load_hypotheses(path: Path | None = None) -> CoordinationHypotheses:
    """Return the hypotheses of a file, the embedded ``norms/coordination.toml`` by default.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``coordination-file`` for a file that says something else, names another function or stratum, says one twice, or
        a share whose least is above its most.
    """
    return _load(path or data_folder() / "norms" / "coordination.toml")


@cache
def _load(path: Path) -> CoordinationHypotheses:
    read = read_toml(path, CoordinationHypotheses, "coordination-file")
    seen = set()
    for one in read.efforts:
        key = (one.function, one.stratum)
        if one.function not in FUNCTIONS or one.stratum not in STRATA or one.low > one.high or key in seen:
            raise BadInputError(
                "coordination-file",
                file=path.name,
                path=str(path),
                line=0,
                entry="efforts",
                reason=f"{one.function} × {one.stratum}",
            )
        seen.add(key)
    return read


def coordination_need(found: Network, hypotheses: CoordinationHypotheses) -> CoordinationNeed:
    """Return the need of coordination in the zone of a network, and what is offered."""
    cells = found.cells
    carrying = dict(zip(zip(cells["function"], cells["stratum"], strict=True), cells["open"].tolist(), strict=True))
    rows = []
    for effort in hypotheses.efforts:
        births, hours = found.families[effort.stratum], hypotheses.hours(effort)
        families = {"low": births * effort.low, "high": births * effort.high}
        rows.append(
            {
                "function": effort.function,
                "stratum": effort.stratum,
                "births": births,
                **{f"families_{end}": value for end, value in families.items()},
                "hours": hours,
                "trip_hours": effort.visits * 2 * hypotheses.trip_min / 60,
                "load": hypotheses.fte_hours / hours if hours else np.nan,
                **{f"posts_{end}": value * hours / hypotheses.fte_hours for end, value in families.items()},
                "open": carrying[effort.function, effort.stratum],
            }
        )
    lines = pd.DataFrame(rows)
    functions = [] if lines.empty else lines["function"].unique().tolist()
    totals = [_total(found, function, lines[lines["function"] == function]) for function in functions]
    return CoordinationNeed(found.zone_id, hypotheses, lines, pd.DataFrame(totals))


def mixed_load(hypotheses: CoordinationHypotheses, function: str, families: Mapping[str, float]) -> MixedLoad:
    """Return what families of several strata followed by the same post take.

    Parameters
    ----------
    families
        How many of each stratum.

    Raises
    ------
    BadInputError
        ``coordination-mix`` for a negative number, or a stratum that the function has no effort for.
    """
    known = {one.stratum: hypotheses.hours(one) for one in hypotheses.efforts if one.function == function}
    for stratum, number in families.items():
        if stratum not in known or not 0 <= number < np.inf:
            raise BadInputError("coordination-mix", function=function, stratum=stratum, number=number)
    by_stratum = {stratum: number * known[stratum] for stratum, number in families.items()}
    hours = float(sum(by_stratum.values()))
    return MixedLoad(hours, hours / hypotheses.fte_hours, by_stratum)


def _total(found: Network, function: str, own: pd.DataFrame) -> dict[str, object]:
    known = own[own["births"].notna()]
    names = ["families_low", "families_high", "posts_low", "posts_high"]
    sums = {name: float(known[name].sum()) if len(known) else float("nan") for name in names}
    offer = _offer(found, function)
    unknown = list(own.loc[own["births"].isna(), "stratum"])
    told = offer.capacity if np.isfinite(offer.capacity) else 0.0
    complete = offer.services == offer.capacity_known and offer.register_complete
    return {
        "function": function,
        **sums,
        "strata_unknown": ";".join(unknown),
        **vars(offer),
        # Whatever a service does not say, or nobody listed, may take everyone left.
        "gap_low": max(0.0, sums["families_low"] - told) if complete else 0.0 if len(known) else float("nan"),
        "gap_high": float("nan") if unknown or not len(known) else max(0.0, sums["families_high"] - told),
    }


@dataclass(frozen=True)
class _Offer:
    """What services of a zone say they can follow, and whether everybody who could is known."""

    capacity: float
    services: int
    capacity_known: int
    register_complete: bool


def _offer(found: Network, function: str) -> _Offer:
    """Return what services say they offer the families of the zone for a function, shared over areas by births."""
    data = found.data
    supply = supply_of(data, replace(found.question, kind=None, function=function, stratum=None))
    counts = supply.services["capacity_unit"].isin(FAMILY_UNITS)
    services = supply.services.assign(
        capacity=supply.services["capacity"].where(counts), used=supply.services["used"].where(counts)
    )
    areas = serving_areas(supply.actors, services, data.ancestors)
    members = membership(data)
    births = pd.Series(members.total(data.places[found.base].fillna(0.0).to_numpy(dtype=np.float64)), members.zone_ids)
    table = capacity_by_zone(services, areas, births, data.ancestors)
    here = table[table["zone_id"] == found.zone_id]
    number = int(here["services"].sum())
    kinds = {kind for stratum in STRATA for kind in load_programme().kinds_of(function, stratum)}
    return _Offer(
        float(here["capacity"].sum(min_count=1)) if number else float("nan"),
        number,
        int(here["capacity_known"].sum()),
        all(found.complete.get(kind, False) for kind in kinds),
    )
