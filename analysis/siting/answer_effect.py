"""What an answer changes, place by place: who is covered, how long one travels, who gains, what is left, who loses."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.siting.setting import Setting
from geo.schema import BoolArray, FloatArray


@dataclass(frozen=True, eq=False)
class AnswerEffect:
    """Before and after an answer, for the places of the question.

    ``places`` is indexed by ``place_id``: ``zone_id``, ``weight``, ``counts`` (births or population, NaN unknown),
    ``before_min``, ``after_min`` (infinite beyond any reach), ``covered_before``, ``covered_after`` (shares, 0–1),
    ``is_farther`` (whether what closes leaves a longer way, or none: a team that came counts as no way).
    ``sites`` has one row per site that opens: the candidate's columns, ``weight_alone`` and ``counts_alone`` (covered
    by it and by nothing else).
    """

    places: pd.DataFrame
    sites: pd.DataFrame

    def total(self, amount: str, *, where: pd.Series | BoolArray | None = None) -> float:
        """Return the sum of ``weight`` or ``counts``, over some places (a condition, or a share of each)."""
        values = self.places[amount].fillna(0.0).to_numpy(dtype=np.float64)
        return float(values.sum() if where is None else values @ np.asarray(where, dtype=np.float64))

    @property
    def minutes_saved(self) -> float:
        """Births × minutes saved, where a service was reached before."""
        return float(self._saved()[np.isfinite(self.places["before_min"].to_numpy())].sum())

    def _saved(self) -> FloatArray:
        table = self.places
        before, after = (table[name].to_numpy(dtype=np.float64) for name in ("before_min", "after_min"))
        known = np.isfinite(before) & np.isfinite(after)
        saved = np.where(known, np.where(known, before, 0.0) - np.where(known, after, 0.0), 0.0)
        return np.asarray(table["counts"].fillna(0.0).to_numpy(dtype=np.float64) * saved)


def effect_of(setting: Setting, sites: tuple[int, ...], closed: tuple[str, ...] = ()) -> AnswerEffect:
    """Return the effect of opening sites, and of closing actors (ids); what else exists stays as it is.

    Who is covered by what stays where actors close is not said: only ways are.
    """
    problem = setting.problem
    codes = np.array(sites, dtype=np.int64)
    stays = _nearest_without(setting, closed) if closed else setting.today_min
    after = replace(problem, before=stays).after(codes)
    near = problem.minutes <= setting.reach_min
    chosen = np.zeros(problem.n_sites, dtype=np.bool_)
    chosen[codes] = True
    use = near & chosen[problem.site]
    covered = problem.before <= setting.question.horizon_min
    by_new = np.bincount(problem.place[use], minlength=problem.n_places)
    counts = np.nan_to_num(setting.counts)
    alone = use & ~covered[problem.place] & (by_new == 1)[problem.place]
    place, site = problem.place[alone], problem.site[alone]
    table = pd.DataFrame(
        {
            "zone_id": setting.zone.to_numpy(),
            "weight": problem.weight,
            "counts": setting.counts,
            "before_min": setting.today_min,
            "after_min": after,
            "covered_before": covered.astype(np.float64),
            "covered_after": (covered | (by_new > 0)).astype(np.float64),
            "is_farther": False,
        },
        index=problem.place_ids,
    )
    own = setting.candidates.iloc[codes].assign(
        weight_alone=np.bincount(site, weights=problem.weight[place], minlength=problem.n_sites)[codes],
        counts_alone=np.bincount(site, weights=counts[place], minlength=problem.n_sites)[codes],
    )
    return AnswerEffect(table, own.reset_index(drop=True))


def _nearest_without(setting: Setting, closed: tuple[str, ...]) -> FloatArray:
    """Return the minutes of every place to the nearest actor that stays; infinite without any."""
    trips, places = setting.about.trips, setting.about.membership.place_ids
    stays = ~trips.actor_ids.isin(closed)[trips.actor]
    nearest = np.full(len(places), np.inf)
    np.minimum.at(nearest, trips.place[stays], trips.minutes[stays])
    return np.asarray(nearest[places.get_indexer(setting.problem.place_ids)])


def effect_under_bias(setting: Setting, sites: tuple[int, ...], factor: float) -> AnswerEffect:
    """Return the effect of opening sites if every trip lasted ``factor`` times what is given."""
    question = setting.question

    def divided(limit_min: float | None) -> float | None:
        return None if limit_min is None else limit_min / factor

    # A limit divided is a time multiplied: the pairs of the problem stay as they are.
    asked = replace(question.asked, threshold_min=divided(question.asked.threshold_min))
    moved = replace(setting, question=replace(question, asked=asked, visits_min=divided(question.visits_min)))
    effect = effect_of(moved, sites)
    minutes = {name: effect.places[name] * factor for name in ("before_min", "after_min")}
    return replace(effect, places=effect.places.assign(**minutes))


def reached_zones(setting: Setting, site_ids: pd.Series) -> list[list[str]]:
    """Return, for each of these sites, the smallest zones where it can serve someone, in order of code."""
    problem = setting.problem
    near = (problem.minutes <= setting.reach_min) & (problem.weight > 0)[problem.place]
    zones = setting.zone.to_numpy()[problem.place[near]]
    by_site = (
        pd.Series(zones).groupby(problem.site_ids[problem.site[near]].to_numpy()).agg(lambda own: sorted(set(own)))
    )
    return [list(by_site.get(str(site), [])) for site in site_ids]


def by_zone(effect: AnswerEffect, setting: Setting, *, level: str) -> pd.DataFrame:
    """Return the effect on every zone of a level that holds some of the places.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``zone_id``: ``weight``, ``weight_before``, ``weight_after``, ``counts``, ``counts_before``,
        ``counts_after`` (covered), ``minutes_before``, ``minutes_after`` (mean by births, of those who reach a
        service before, or after).
    """
    above = setting.data.ancestors[setting.data.ancestors["ancestor_level"] == level]
    zone = effect.places["zone_id"].map(above.set_index("zone_id")["ancestor_id"])
    out = {}
    for amount in ("weight", "counts"):
        values = effect.places[amount].fillna(0.0)
        out[amount] = values.groupby(zone).sum()
        for moment in ("before", "after"):
            out[f"{amount}_{moment}"] = (values * effect.places[f"covered_{moment}"]).groupby(zone).sum()
    for moment in ("before", "after"):
        minutes = effect.places[f"{moment}_min"]
        counts = effect.places["counts"].fillna(0.0).where(np.isfinite(minutes), 0.0)
        total = (counts * minutes.where(np.isfinite(minutes), 0.0)).groupby(zone).sum()
        held = counts.groupby(zone).sum()
        out[f"minutes_{moment}"] = total / held.where(held > 0)
    return pd.DataFrame(out).rename_axis("zone_id")
