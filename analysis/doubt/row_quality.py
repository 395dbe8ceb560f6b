"""What the register does not say, and how good each of its rows is: fresh, placed, with a capacity, hours, a contact.

A criterion is worth 0 to 1, NaN where it does not apply to the actor; the score is the weighed mean of those that do.
Weights and limits are data (``data/actors/quality.toml``).

References
----------
gip-inclusion, data-inclusion-schema, ``v1/score_qualite.py``: freshness whole under six months and none at two years,
criteria that do not apply left out of the mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from msgspec import field

from geo.errors import BadInputError
from geo.files.dates import UNDATED, first_day
from geo.files.toml import NotNegative, Sourced, read_toml
from geo.paths import data_folder, workspace_folder
from geo.schema import POSITION_QUALITIES

ISSUES = ("no-position", "vague-position", "no-capacity", "to-verify", "undated")
CRITERIA = ("fresh", "place", "capacity", "hours", "contact")
_DAYS_A_MONTH = 365.25 / 12
_CONTACTS = ("phone", "website", "contact")


@dataclass(frozen=True)
class RowQuality:
    """What a score is made of: weights by criterion, limits of age, the worth of a place, kinds set apart."""

    weights: Mapping[str, float]
    fresh_months: float
    stale_months: float
    place: Mapping[str, float]
    not_applicable: Mapping[str, frozenset[str]]
    status: str
    source: str
    date: str


class _File(Sourced, kw_only=True, frozen=True):
    fresh_months: NotNegative
    stale_months: NotNegative
    weights: dict[str, NotNegative] = field(default_factory=dict)
    place: dict[str, NotNegative] = field(default_factory=dict)
    not_applicable: dict[str, list[str]] = field(default_factory=dict)


def load_row_quality(path: Path | None = None) -> RowQuality:
    """Return how rows are scored: by a file, else by the user's own (``quality.toml``), else by the embedded one.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``quality-file`` when it is not such a file; ``quality-criteria`` for weights or places that are unknown,
        missing or all zero, and for limits in the wrong order.
    """
    own = workspace_folder() / "quality.toml"
    chosen = path or (own if own.is_file() else data_folder() / "actors" / "quality.toml")
    said = read_toml(chosen, _File, "quality-file")
    whole = set(said.weights) == set(CRITERIA) and set(said.place) == set(POSITION_QUALITIES)
    known = set(said.not_applicable) <= set(CRITERIA) and all(worth <= 1 for worth in said.place.values())
    if not (whole and known and any(said.weights.values()) and said.fresh_months < said.stale_months):
        raise BadInputError("quality-criteria", file=chosen.name, criteria=", ".join(CRITERIA))
    apart = {name: frozenset(kinds) for name, kinds in said.not_applicable.items()}
    return RowQuality(
        said.weights, said.fresh_months, said.stale_months, said.place, apart, said.status, said.source, said.date
    )


def row_quality(
    actors: pd.DataFrame, services: pd.DataFrame, *, today: date, rules: RowQuality | None = None
) -> pd.DataFrame:
    """Return the quality of the rows of a register.

    A date known to the month or the year is taken at its first day, one that is not known is worth nothing. A service
    that goes to families in the area that it declares needs no place; nor does it keep hours.

    Parameters
    ----------
    actors, services
        ``schema.ACTOR`` and ``schema.SERVICE``.
    today
        The day that freshness is counted to.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``actor_id``: ``fresh``, ``place``, ``capacity`` (share of the services), ``hours``, ``contact`` and
        ``score``, from 0 to 1; NaN where it does not apply; nothing applies to a closed actor.
    """
    rules = rules or load_row_quality()
    of_actor = services.groupby("actor_id")
    ids = pd.Index(actors["actor_id"], name="actor_id")
    goes = (services["mode"] == "home-visits").groupby(services["actor_id"]).all().reindex(ids, fill_value=False)
    declares = services["covers"].notna().groupby(services["actor_id"]).all().reindex(ids, fill_value=False)
    known = services["capacity"].notna().groupby(services["actor_id"]).mean().reindex(ids)
    verified = of_actor["verified"].max().reindex(ids)
    seen = verified.where(verified.notna(), actors["as_of"].set_axis(ids))
    kinds = actors["kind"].set_axis(ids)
    located = (actors["lon"].notna() & actors["lat"].notna()).set_axis(ids)
    place = actors["position_quality"].set_axis(ids).map(rules.place).astype("float64").where(located, 0.0)
    table = pd.DataFrame(
        {
            "fresh": [_fresh(text, today, rules) for text in seen],
            "place": place.mask(goes.astype("bool") & declares.astype("bool")),
            "capacity": known.astype("float64"),
            "hours": actors["hours"].notna().set_axis(ids).astype("float64").mask(goes.astype("bool")),
            "contact": actors[list(_CONTACTS)].notna().any(axis=1).set_axis(ids).astype("float64"),
        },
        index=ids,
    )
    for name, apart in rules.not_applicable.items():
        table[name] = table[name].mask(kinds.isin(apart))
    table = table.mask((actors["status"] == "closed").set_axis(ids), axis=0)
    weights = pd.Series(rules.weights).reindex(list(CRITERIA)).astype("float64")
    counted = table[list(CRITERIA)].notna() * weights
    total = counted.sum(axis=1)
    return table.assign(score=(table[list(CRITERIA)].fillna(0.0) * weights).sum(axis=1) / total.where(total > 0))


def mean_quality(scores: pd.Series) -> float:
    """Return the mean of some scores, those that apply; NaN where none does."""
    known = scores.dropna()
    return float(known.mean()) if len(known) else float("nan")


def _fresh(said: object, today: date, rules: RowQuality) -> float:
    if not isinstance(said, str) or said == UNDATED:
        return 0.0
    months = (today - first_day(said)).days / _DAYS_A_MONTH
    left = (rules.stale_months - months) / (rules.stale_months - rules.fresh_months)
    return float(np.clip(left, 0.0, 1.0))


def register_issues(actors: pd.DataFrame, services: pd.DataFrame) -> pd.DataFrame:
    """Return one line per actor and thing that is not known or not sure, of those that are not closed.

    Parameters
    ----------
    actors, services
        ``schema.ACTOR`` and ``schema.SERVICE``.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``name``, ``issue`` (one of ``ISSUES``), by issue then name. ``no-capacity`` means that none of
        the actor's services has a known capacity.
    """
    kept = actors[actors["status"] != "closed"]
    known = services.groupby("actor_id")["capacity"].count()
    asked = {
        "no-position": kept["lon"].isna() | kept["lat"].isna(),
        "vague-position": kept["lon"].notna() & kept["position_quality"].isin(["commune", "approximate"]),
        "no-capacity": kept["actor_id"].map(known).fillna(0) == 0,
        "to-verify": kept["status"] == "to-verify",
        "undated": kept["as_of"] == "undated",
    }
    parts = [kept.loc[asked[issue], ["actor_id", "name"]].assign(issue=issue).sort_values("name") for issue in ISSUES]
    return pd.concat(parts, ignore_index=True)
