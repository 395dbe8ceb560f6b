"""From pilot to every birth: births by commune, what each centre would follow, days open, staff, distances, carriers.

Births of a commune that publishes none are those of its women and its fertility: women aged 15 to 49 × total
fertility rate ÷ fertile years, as if every age bore as many. Each place goes to its nearest centre that counts; what
nobody reaches is left apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
import pandas as pd

from analysis.question import Question
from analysis.records.bounds import State
from analysis.service_area.area import service_area, times_between
from analysis.service_area.opening_hours.hours import HALVES
from analysis.service_area.opening_hours.reading import read_hours
from analysis.service_area.zones import membership
from geo.errors import BadInputError, NotFoundError
from geo.files.content import TEXTS, WORKBOOKS, Expected
from geo.files.issues import Findings, Refusal
from geo.files.table import open_table
from geo.files.toml import Positive, Sourced, Text, read_toml
from geo.paths import data_folder, read_once
from geo.schema import FloatArray
from geo.workspace.data import TerritoryData
from geo.workspace.zones import smallest_in


class EveryBirthHypotheses(Sourced, kw_only=True, frozen=True):
    """What has to be supposed to count the work of following every birth."""

    fertile_years: Positive
    contacts: Positive
    children_per_day: Positive
    days_per_week: Positive
    weeks: Positive
    staff_per_day: Positive


class Carrier(msgspec.Struct, kw_only=True, frozen=True):
    """One of the parties that a generalisation needs."""

    fr: Text
    en: Text
    present: Literal["yes", "no", "unknown"]


class Pilot(msgspec.Struct, kw_only=True, frozen=True):
    """The sites of a pilot, where it is coordinated from, and who carries it."""

    territory: Text
    sites: tuple[Text, ...]
    coordinator: Text
    coordinator_note_fr: Text
    coordinator_note_en: Text
    source: Text
    date: Text
    carriers: tuple[Carrier, ...]


class _Pilots(msgspec.Struct, frozen=True):
    pilots: tuple[Pilot, ...] = ()


@dataclass(frozen=True, eq=False)
class EveryBirth:
    """What following every birth of a zone would take.

    ``births_basis`` is ``published`` or ``fertility`` (a hypothesis). ``zones`` has one row per smallest zone:
    ``zone_id``, ``births`` (NaN unknown), ``reached`` (those of them that a centre would follow). ``centres`` has one
    row per centre that counts and would follow somebody: ``actor_id``, ``name``, ``births``, ``minutes`` (mean),
    ``days`` (of prevention a week), ``rooms`` (that must be open every working day), ``staff``. ``unlocated`` are
    centres without a known place, ``register_state`` how much of those that exist is known in the zone.
    ``reached`` and ``total`` are births; ``days`` and ``staff`` sums.
    """

    zone_id: str
    kind: str
    hypotheses: EveryBirthHypotheses
    births_basis: Literal["published", "fertility"]
    zones: pd.DataFrame
    centres: pd.DataFrame
    unlocated: int
    register_state: State
    total: float
    reached: float
    days: float
    staff: float


@dataclass(frozen=True, eq=False)
class PilotDistances:
    """Minutes between the sites of a pilot, and from each to its coordinator.

    ``pairs`` has ``one``, ``other``, ``minutes`` (NaN unknown); ``sites`` has ``actor_id``, ``name``,
    ``position_quality``, ``to_coordinator``; ``longest`` is the longest known pair.
    """

    pilot: Pilot
    sites: pd.DataFrame
    pairs: pd.DataFrame
    longest: float


@dataclass(frozen=True, eq=False)
class HalfDays:
    """The week of the sites of a kind, against a ratio.

    ``grid`` has one row per site: ``actor_id``, ``name``, ``zone_id``, ``low`` and ``high`` (half-days a week, NaN
    unknown), ``read`` (whether the days are known), and one column per day and half (``0-morning``…): ``yes``,
    ``perhaps`` or empty. ``groups`` has one row per group of communes: ``group`` (empty for the whole zone, the first;
    ``?`` for what is in none), ``births``, ``required``, ``low`` (known half-days), ``sites``, ``silent`` (sites whose
    hours are not known).
    """

    zone_id: str
    grid: pd.DataFrame
    groups: pd.DataFrame
    births_per_half_day: float


def load_hypotheses(path: Path | None = None) -> EveryBirthHypotheses:
    """Return the hypotheses of a file, the embedded ``norms/every_birth.toml`` by default.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``every-birth-file`` for a file that says something else.
    """
    return read_toml(path or data_folder() / "norms" / "every_birth.toml", EveryBirthHypotheses, "every-birth-file")


@read_once
def pilot_of(territory_id: str) -> Pilot | None:
    """Return the pilot of a territory, None where none is known."""
    told = read_toml(data_folder() / "norms" / "pilots.toml", _Pilots, "every-birth-file")
    return next((pilot for pilot in told.pilots if pilot.territory == territory_id), None)


def place_births(data: TerritoryData, hypotheses: EveryBirthHypotheses) -> tuple[FloatArray, str]:
    """Return the births of every place and what they rest on: ``published``, or ``fertility``."""
    births = data.places["births"].to_numpy(dtype=np.float64)
    if np.isfinite(births).any():
        return births, "published"
    figures = data.figures[data.figures["indicator"] == "fertility"].sort_values("year")
    rate = figures.drop_duplicates("zone_id", keep="last").set_index("zone_id")["value"].astype("float64")
    women = data.places["women_15_49"].to_numpy(dtype=np.float64)
    here = rate.reindex(data.places["zone_id"]).to_numpy(dtype=np.float64)
    return np.asarray(women * here / hypotheses.fertile_years, dtype=np.float64), "fertility"


def every_birth(data: TerritoryData, question: Question, zone_id: str, hypotheses: EveryBirthHypotheses) -> EveryBirth:
    """Return what following every birth of a zone by its nearest centre would take.

    Parameters
    ----------
    question
        Its kind names the centres; how one travels, and whether actors to verify count.

    Raises
    ------
    NotFoundError
        ``unknown-zone``; ``no-births-known`` where neither births nor women and fertility are known.
    """
    inside = membership(data).inside(zone_id)
    births, basis = place_births(data, hypotheses)
    if not np.isfinite(births[inside]).any():
        raise NotFoundError("no-births-known", territory=data.territory.id)
    area = service_area(data, question)
    nearest = area.nearest.assign(births=np.where(inside, births, 0.0))
    followed = nearest[nearest["actor_id"].notna() & inside & (nearest["births"].fillna(0.0) > 0)]
    heavy = followed.assign(way=followed["births"] * followed["minutes"])
    sums = heavy.groupby("actor_id")[["births", "way"]].sum()
    centres = area.supply.actors[["actor_id", "name"]].merge(sums.reset_index(), on="actor_id")
    days = centres["births"] * hypotheses.contacts / hypotheses.children_per_day / hypotheses.weeks
    centres = centres.assign(
        minutes=centres["way"] / centres["births"],
        days=days,
        rooms=np.ceil(days / hypotheses.days_per_week - 1e-9),
        staff=days / hypotheses.days_per_week * hypotheses.staff_per_day,
    ).drop(columns="way")
    order = list(smallest_in(data, zone_id))
    own = pd.DataFrame({"zone_id": data.places["zone_id"], "births": births, "reached": np.nan_to_num(births)})
    own["reached"] *= nearest["actor_id"].notna().to_numpy()
    zones = own.groupby("zone_id")[["births", "reached"]].sum(min_count=1).reindex(order)
    return EveryBirth(
        zone_id=zone_id,
        kind=str(question.kind),
        hypotheses=hypotheses,
        births_basis="published" if basis == "published" else "fertility",
        zones=zones.rename_axis("zone_id").reset_index(),
        centres=centres.sort_values("births", ascending=False, kind="stable", ignore_index=True),
        unlocated=len(area.unlocated),
        register_state=area.completeness(zone_id).state,
        total=float(np.nansum(births[inside])),
        reached=float(centres["births"].sum()),
        days=float(centres["days"].sum()),
        staff=float(centres["staff"].sum()),
    )


def pilot_distances(data: TerritoryData, question: Question, pilot: Pilot) -> PilotDistances:
    """Return the minutes between the sites of a pilot, and from each to its coordinator.

    Raises
    ------
    NotFoundError
        ``unknown-actor`` for a site that the register does not have.
    """
    known = data.actors.set_index("actor_id")
    for one in (*pilot.sites, pilot.coordinator):
        if one not in known.index:
            raise NotFoundError("unknown-actor", actor=one)
    sites = data.actors[data.actors["actor_id"].isin([*pilot.sites, pilot.coordinator])].reset_index(drop=True)
    table = times_between(data, question, sites).set_index(["place_id", "actor_id"])["minutes"]

    def way(one: str, other: str) -> float:
        both = [float(table[pair]) for pair in ((one, other), (other, one)) if pair in table.index]
        return sum(both) / len(both) if both else float("nan")

    pairs = pd.DataFrame(
        [(one, other, way(one, other)) for one, other in combinations(pilot.sites, 2)],
        columns=["one", "other", "minutes"],
    )
    told = known.loc[list(pilot.sites), ["name", "position_quality"]].reset_index()
    told = told.assign(
        to_coordinator=[0.0 if one == pilot.coordinator else way(one, pilot.coordinator) for one in pilot.sites]
    )
    return PilotDistances(pilot, told, pairs, float(pairs["minutes"].max()))


def half_days(
    data: TerritoryData,
    zone_id: str,
    *,
    kind: str = "pmi",
    births_per_half_day: float = 200.0,
    groups: pd.Series | None = None,
    statuses: Sequence[str] = ("open",),
) -> HalfDays:
    """Return the week of the sites of a kind, and the half-days known against one for so many births.

    Parameters
    ----------
    births_per_half_day
        Births for which one half-day a week is required: 200 in article R2112-6 of the French public health code.
    groups
        A group of each smallest zone, indexed by ``zone_id`` (the territories of a PMI); none when None.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    members = membership(data)
    inside = members.inside(zone_id)
    order = list(smallest_in(data, zone_id))
    sites = data.actors[(data.actors["kind"] == kind) & data.actors["status"].isin(list(statuses))]
    sites = sites[sites["zone_id"].isin(order)].sort_values("name", kind="stable")
    columns = [f"{day}-{half}" for day in range(7) for half in HALVES]
    rows = []
    for site in sites.to_dict("records"):
        told = read_hours(site["hours"] if isinstance(site["hours"], str) else None)
        row = dict.fromkeys(columns, "")
        for slot in told.slots:
            row[f"{slot.weekday}-{slot.half}"] = "yes" if slot.certain and slot.share == 1 else "perhaps"
        low, high = told.half_days_min, told.half_days_max
        named = {"actor_id": site["actor_id"], "name": site["name"], "zone_id": site["zone_id"]}
        rows.append({**named, "low": low, "high": high, "read": told.status == "read", **row})
    grid = pd.DataFrame(rows, columns=["actor_id", "name", "zone_id", "low", "high", "read", *columns])
    births = np.where(inside, data.places["births"].to_numpy(dtype=np.float64), np.nan)
    by_zone = pd.Series(births).groupby(data.places["zone_id"].to_numpy()).sum(min_count=1).reindex(order)
    lines = [_group("", by_zone, grid, births_per_half_day)]
    if groups is not None:
        grouped = groups.reindex(order)
        for group in sorted(grouped.dropna().unique()):
            own = grouped.index[grouped == group]
            lines.append(_group(str(group), by_zone.loc[own], grid[grid["zone_id"].isin(own)], births_per_half_day))
        rest = grouped.index[grouped.isna()]
        if len(rest):
            lines.append(_group("?", by_zone.loc[rest], grid[grid["zone_id"].isin(rest)], births_per_half_day))
    return HalfDays(zone_id, grid, pd.DataFrame(lines), births_per_half_day)


def read_groups(path: Path, data: TerritoryData) -> pd.Series:
    """Return the group of each smallest zone that a file gives: columns ``zone`` and ``groupe`` (or ``group``).

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``groups-file`` when it is no table; ``missing-column``; ``groups-zone`` for a zone that is not one of
        the smallest; ``groups-twice`` for one given twice.
    """
    try:
        frame = open_table(path, Expected({**TEXTS, **WORKBOOKS}, most_mb=5, most_rows=100_000), Findings()).frame
    except Refusal as refusal:
        raise refusal.error("groups-file", file=path.name) from refusal
    names = {str(name).strip().casefold(): name for name in frame.columns}
    zone, group = names.get("zone"), names.get("groupe", names.get("group"))
    for wanted, column in (("zone", zone), ("groupe", group)):
        if column is None:
            raise BadInputError("missing-column", table=path.name, column=wanted)
    told = frame[[zone, group]].astype("str").set_axis(["zone_id", "group"], axis=1)
    known = set(data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"])
    for code in told["zone_id"]:
        if code not in known:
            raise BadInputError("groups-zone", zone=code, file=path.name)
    again = told.loc[told["zone_id"].duplicated(), "zone_id"]
    if len(again):
        raise BadInputError("groups-twice", zone=str(again.iloc[0]), file=path.name)
    return told.set_index("zone_id")["group"]


def _group(name: str, births: pd.Series, grid: pd.DataFrame, per: float) -> dict[str, object]:
    total = float(births.sum(min_count=1))
    return {
        "group": name,
        "births": total,
        "required": total / per,
        "low": float(grid["low"].sum()),
        "sites": len(grid),
        "silent": int(grid["low"].isna().sum()),
    }
