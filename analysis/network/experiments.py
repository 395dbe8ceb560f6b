"""National experiments in time: which département each one is in, for whom, since when, until when, on a given day."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd

from geo.errors import BadInputError, NotFoundError
from geo.files.content import TEXTS, WORKBOOKS, Expected
from geo.files.dates import UNDATED, read_date
from geo.files.issues import Findings, Refusal
from geo.files.table import open_table
from geo.paths import data_folder
from geo.schema import STATUSES, split_codes
from geo.workspace.data import TerritoryData
from geo.workspace.open_on_a_day import opened_on
from geo.workspace.zones import check_zone, smallest_in

Where = Literal["whole", "part", "unnamed"]
WHERE: tuple[Where, ...] = ("whole", "part", "unnamed")
"""Whether an experiment is in the whole of its zones, in a part of each, or in some that the source does not name."""

STATES = ("open", "to-verify", "planned", "closed")
"""What an experiment is on a day, those that a map shows first coming first."""

_NAMES = ("name_fr", "name_en", "carrier", "public_fr", "public_en", "note_fr", "note_en")
_DATED = ("zones", "where", "since", "since_read", "until", "status", "source", "as_of")
_COLUMNS = ("territory", "experiment", *_NAMES, *_DATED)


@dataclass(frozen=True, eq=False)
class ExperimentsHere:
    """The experiments of a zone on a day.

    ``lines`` has one row per experiment and area that touches the zone: the columns of the file, ``state`` on the day
    (``STATES``), ``here`` (``whole``, ``part``, ``unnamed``; ``anywhere`` where no zone at all is named). ``zones`` has
    one row per smallest zone inside it and line that names it, or a zone above it: ``zone_id``, ``experiment``,
    ``state``, ``where``; those that nobody places are in none.
    """

    zone_id: str
    day: date
    lines: pd.DataFrame
    zones: pd.DataFrame


def read_experiments(path: Path | None = None) -> pd.DataFrame:
    """Return the experiments of a file, the embedded ``actors/experiments.csv`` by default.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``experiments-file`` when it is no table; ``missing-column``; ``experiments-line`` for a line without a name or
        a source, or whose status, extent or dates say something else, or whose end comes before its beginning.
    """
    chosen = path or data_folder() / "actors" / "experiments.csv"
    try:
        table = open_table(chosen, Expected({**TEXTS, **WORKBOOKS}, most_mb=5, most_rows=5000), Findings())
    except Refusal as refusal:
        raise refusal.error("experiments-file", file=chosen.name) from refusal
    for column in ("territory", "experiment", "name_fr", "where", "status", "source"):
        if column not in table.frame.columns:
            raise BadInputError("missing-column", table=chosen.name, column=column)
    frame = table.frame.reindex(columns=list(_COLUMNS), fill_value="").fillna("").astype("str")
    frame["name_en"] = frame["name_en"].where(frame["name_en"] != "", frame["name_fr"])
    frame["as_of"] = frame["as_of"].where(frame["as_of"] != "", UNDATED)
    for row, line in zip(table.rows, frame.to_dict("records"), strict=True):
        wrong = next((name for name in ("experiment", "name_fr", "source") if not line[name]), None)
        wrong = wrong or ("where" if line["where"] not in WHERE else None)
        wrong = wrong or ("status" if line["status"] not in STATUSES else None)
        wrong = wrong or next(
            (name for name in ("since", "until") if line[name] and read_date(line[name]) != line[name]), None
        )
        wrong = wrong or ("until" if line["since"] and line["until"] and line["until"] < line["since"] else None)
        if wrong:
            raise BadInputError("experiments-line", file=chosen.name, row=int(row), column=wrong, value=line[wrong])
    return frame


def experiments_on(
    data: TerritoryData, zone_id: str, day: date, *, experiments: pd.DataFrame | None = None
) -> ExperimentsHere:
    """Return the experiments that touch a zone, as they stand on a day.

    A beginning or an end known to the month does not settle a day within it (`geo.workspace.open_on_a_day.opened_on`);
    an experiment whose end is known and whose beginning is not is to verify before its end.

    Parameters
    ----------
    experiments
        Those of :func:`read_experiments`; the embedded ones when None.

    Raises
    ------
    NotFoundError
        ``unknown-zone``; ``no-experiments`` for a territory that the file says nothing of.
    BadInputError
        ``experiments-zone`` for a zone that the territory does not have.
    """
    check_zone(data.zones, zone_id)
    every = read_experiments() if experiments is None else experiments
    own = every[every["territory"] == data.territory.id].reset_index(drop=True)
    if own.empty:
        raise NotFoundError("no-experiments", territory=data.territory.id)
    own = own.assign(at=range(len(own)), state=_states(own, day))
    named = own.assign(ancestor_id=own["zones"].map(split_codes)).explode("ancestor_id").dropna(subset=["ancestor_id"])
    strangers = set(named["ancestor_id"]) - set(data.zones["zone_id"])
    if strangers:
        raise BadInputError("experiments-zone", zone=sorted(strangers)[0])
    inside = smallest_in(data, zone_id)
    below = data.ancestors[data.ancestors["zone_id"].isin(inside)]
    placed = named.merge(below, on="ancestor_id").drop_duplicates(["at", "zone_id"])
    anywhere = own["zones"] == ""
    here = own["at"].isin(placed["at"]) | anywhere
    lines = own[here].assign(here=own["where"].mask(anywhere, "anywhere"))
    order = lines["state"].map({state: rank for rank, state in enumerate(STATES)})
    lines = lines.assign(order=order).sort_values(["order", "at"], kind="stable").drop(columns=["order"])
    return ExperimentsHere(
        zone_id,
        day,
        lines.drop(columns="at").reset_index(drop=True),
        placed[["zone_id", "experiment", "state", "where"]].reset_index(drop=True),
    )


def has_experiments(territory_id: str) -> bool:
    """Tell whether the embedded file speaks of a territory."""
    return bool((read_experiments()["territory"] == territory_id).any())


def map_states(found: ExperimentsHere, zone_ids: list[str]) -> pd.DataFrame:
    """Return what a map shows of each zone: ``state`` of its foremost experiment, ``sure``, ``count`` of experiments.

    ``state`` is missing where no experiment is named; ``sure`` is False where every one of that state is in a part of
    the zone, or perhaps in it.
    """
    rank = found.zones["state"].map({state: rank for rank, state in enumerate(STATES)})
    table = found.zones.assign(rank=rank, doubt=found.zones["where"] != "whole").sort_values(["rank", "doubt"])
    first = table.drop_duplicates("zone_id").set_index("zone_id")
    numbers = table.groupby("zone_id")["experiment"].nunique()
    index = pd.Index(zone_ids, name="zone_id")
    return pd.DataFrame(
        {
            "state": first["state"].reindex(index),
            "sure": ~first["doubt"].reindex(index).fillna(value=False).astype("bool"),
            "count": numbers.reindex(index).fillna(0).astype("int64"),
        }
    ).reset_index()


def _states(own: pd.DataFrame, day: date) -> pd.Series:
    asked = own[["status", "since", "until"]].replace("", None)
    told = opened_on(asked.assign(status=own["status"]), day)["status"]
    # An end alone says that it was there before, not since when.
    unsure = (told == "open") & (own["since"] == "") & (own["status"] == "closed")
    return told.replace("suspended", "to-verify").mask(unsure, "to-verify")
