"""The path of a family through several services: who can reach every step of it, and where it breaks."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.errors import BadInputError
from geo.schema import BoolArray


@dataclass(frozen=True, eq=False)
class Parcours:
    """Who can follow a path.

    ``places`` is indexed by ``place_id``: ``complete`` (every step within its time), ``steps_reached``,
    ``breaks_at`` (the first step, in the order of the path, that is not within its time; missing where none is).
    ``steps`` has one line per zone and step: ``zone_id``, ``step``, ``births_reaching``, ``births_missing``,
    ``births_breaking`` (births whose path breaks there first). ``zones`` is indexed by ``zone_id``: ``births``,
    ``births_complete``, ``complete_share`` (NaN without births), ``breaking_step`` (the step that most births miss;
    missing where nobody misses any; between equals, the first of the path), ``places_unknown`` (places whose births
    are not known, in no other figure). ``births`` and ``births_complete`` are the totals.
    """

    places: pd.DataFrame
    steps: pd.DataFrame
    zones: pd.DataFrame
    births: float
    births_complete: float


def parcours(
    minutes: pd.DataFrame, births: pd.Series, zones: pd.Series, *, thresholds_min: Mapping[str, float]
) -> Parcours:
    """Return the births that can reach every step of a path, and the step that breaks, per zone.

    Parameters
    ----------
    minutes
        Indexed by ``place_id``, one column per step in the order of the path: minutes to the nearest actor of the
        step, NaN where none can be reached; or, for a step that comes to the family (home visits), true where the
        place is covered.
    births
        Births per year of the same places; NaN is unknown.
    zones
        ``zone_id`` of the same places.
    thresholds_min
        Time of each step in minutes, inclusive; none for a step given as true or false.

    Raises
    ------
    BadInputError
        ``parcours-no-step``; ``parcours-threshold`` (a step in minutes without a time above zero, or a time for an
        unknown or a true-or-false step); ``access-misaligned`` unless all have the same places;
        ``access-missing-id`` for a place without zone; ``access-bad-demand`` for negative births.
    """
    for other in (births, zones):
        if not minutes.index.equals(other.index):
            raise BadInputError("access-misaligned", left=len(minutes), right=len(other))
    if zones.isna().any():
        raise BadInputError("access-missing-id", column="zone_id")
    if (births < 0).any():
        raise BadInputError("access-bad-demand", id=str(births.idxmin()), value=float(births.min()))
    reached = _reached(minutes, thresholds_min)
    within = reached.to_numpy(dtype=np.bool_)
    complete: BoolArray = np.asarray(within.all(axis=1))
    first = np.where(complete, -1, within.argmin(axis=1))
    names = [*reached.columns, None]
    places = pd.DataFrame(
        {
            "complete": complete,
            "steps_reached": within.sum(axis=1).astype(np.int64),
            "breaks_at": pd.Series([names[step] for step in first], index=minutes.index, dtype="str"),
        },
        index=minutes.index,
    ).rename_axis("place_id")
    steps = _by_step(reached, first, births, zones)
    by_zone = _by_zone(complete, births, zones, steps)
    return Parcours(places, steps, by_zone, float(by_zone["births"].sum()), float(by_zone["births_complete"].sum()))


def _reached(minutes: pd.DataFrame, thresholds_min: Mapping[str, float]) -> pd.DataFrame:
    if minutes.columns.empty:
        raise BadInputError("parcours-no-step")
    timed = [str(step) for step in minutes.columns if minutes[step].dtype != np.bool_]
    for step in {*timed, *thresholds_min}:
        if step not in timed or not thresholds_min.get(step, 0) > 0:
            raise BadInputError("parcours-threshold", step=step)
    return pd.DataFrame(
        {
            step: minutes[step] <= thresholds_min[step] if step in timed else minutes[step]
            for step in map(str, minutes.columns)
        }
    )


def _by_step(reached: pd.DataFrame, first: npt.NDArray[np.int64], births: pd.Series, zones: pd.Series) -> pd.DataFrame:
    known = births.fillna(0.0).to_numpy(dtype=np.float64)
    parts = []
    for position, step in enumerate(reached.columns):
        inside = reached[step].to_numpy(dtype=np.bool_)
        frame = pd.DataFrame(
            {
                "births_reaching": known * inside,
                "births_missing": known * ~inside,
                "births_breaking": known * (first == position),
            }
        )
        part = frame.groupby(zones.to_numpy()).sum().rename_axis("zone_id").reset_index()
        part.insert(1, "step", step)
        parts.append(part.assign(position=position))
    table = pd.concat(parts, ignore_index=True).sort_values(["zone_id", "position"], ignore_index=True)
    return table.drop(columns="position")


def _by_zone(complete: BoolArray, births: pd.Series, zones: pd.Series, steps: pd.DataFrame) -> pd.DataFrame:
    known = births.fillna(0.0)
    frame = pd.DataFrame(
        {"births": known, "births_complete": known * complete, "places_unknown": births.isna().astype(np.int64)}
    )
    table = frame.groupby(zones.to_numpy()).sum().rename_axis("zone_id")
    worst = steps.sort_values("births_missing", ascending=False, kind="stable").drop_duplicates("zone_id")
    breaking = worst[worst["births_missing"] > 0].set_index("zone_id")["step"]
    table["complete_share"] = (table["births_complete"] / table["births"]).where(table["births"] > 0)
    table["breaking_step"] = breaking.reindex(table.index)
    return table[["births", "births_complete", "complete_share", "breaking_step", "places_unknown"]]
