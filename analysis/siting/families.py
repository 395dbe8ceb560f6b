"""Which families an answer serves: by stratum and by the vulnerability of where they live; gains and losses."""

import numpy as np
import pandas as pd

from analysis.need.bases import by_car, territory_shares
from analysis.records.siting import FamilyLine
from analysis.scenario.vulnerability import UNKNOWN_CLASS, vulnerability_classes
from analysis.siting.answer_effect import AnswerEffect
from analysis.siting.setting import Setting
from geo.json_values import encode
from geo.schema import STRATA, FloatArray

_SLIGHT = 1e-9


def family_lines(setting: Setting, effect: AnswerEffect) -> list[FamilyLine]:
    """Return what an answer changes for the births (or people) of each stratum and each class of vulnerability.

    The births of a stratum are those of a place times the share of its commune, a hypothesis of the territory; classes
    are those of scenarios. Families without a car are those of a place times the share of households without one, where
    the territory has that figure (`analysis.need.bases.by_car`). A group of which nothing is known has no line.
    """
    places = effect.places
    counts = places["counts"].fillna(0.0).to_numpy(dtype=np.float64)
    groups: list[tuple[str, str, FloatArray]] = []
    if setting.base == "births":
        shares = territory_shares(setting.data).shares
        for stratum in STRATA:
            share = (
                places["zone_id"].map(shares[stratum]).astype("float64") if stratum in shares else pd.Series([np.nan])
            )
            if share.notna().all():
                groups.append(("stratum", stratum, counts * share.to_numpy(dtype=np.float64)))
    whole = setting.data.places[setting.base].to_numpy(dtype=np.float64)
    groups += [("car", name, weight) for name, weight in by_car(setting.data, places["counts"]).items()]
    known = vulnerability_classes(setting.data, pd.Series(whole, index=setting.about.membership.place_ids))
    if known.indicator is not None:
        own = known.classes.reindex(places.index).to_numpy()
        most = len(known.limits) + 1
        groups += [
            ("vulnerability", f"{at}/{most}" if at != UNKNOWN_CLASS else "unknown", counts * (own == at))
            for at in sorted(set(own.tolist()))
        ]
    return [_line(places, group, name, weight) for group, name, weight in groups]


def _line(places: pd.DataFrame, group: str, name: str, weight: FloatArray) -> FamilyLine:
    before, after = (places[f"{side}_min"].to_numpy(dtype=np.float64) for side in ("before", "after"))
    was, is_ = (places[f"covered_{side}"].to_numpy(dtype=np.float64) for side in ("before", "after"))
    return encode(
        FamilyLine,
        group=group,
        name=name,
        counts=weight.sum(),
        counts_before=weight @ was,
        counts_after=weight @ is_,
        nearer=weight @ (after < before - _SLIGHT),
        losing=weight
        @ ((after > before + _SLIGHT) | (is_ < was - _SLIGHT) | places["is_farther"].to_numpy(dtype=np.bool_)),
    )
