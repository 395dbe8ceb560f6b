"""What each place weighs in a siting question: births, need, births of one stratum, births weighted by situation."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.need.bases import STRATUM_MARK, territory_shares
from analysis.need.by_zone import rules_for
from analysis.need.topic import need_of_rules
from analysis.need.universalism import load_weights, vulnerability_weights
from analysis.need.weighing import weighed_area
from analysis.service_area.area import ServiceArea
from analysis.siting.question import NEEDS, SitingQuestion
from geo.errors import BadInputError
from geo.workspace.data import TerritoryData


def existing_area(data: TerritoryData, question: SitingQuestion) -> ServiceArea:
    """Return the service area of the services that exist, its places weighing need where the question does, or people.

    Raises
    ------
    BadInputError
        ``access-no-need`` when no rule speaks of the selection and the demand is ``need``.
    """
    demand = question.demand
    plain = "need" if demand in NEEDS else demand if demand == "population" else "births"
    return weighed_area(data, replace(question.asked, demand=plain))


def place_weights(about: ServiceArea, *, demand: str, zone: str) -> tuple[pd.Series, str]:
    """Return what each place weighs, and the status of that figure.

    The births of a stratum are those of the place times the share of its commune, a hypothesis of the territory.
    ``zone`` is the zone asked about, for the status of its need. Births and need weighted by situation are scaled so
    that their total stays what it was, where both are known.

    Returns
    -------
    tuple
        Indexed by ``place_id`` (NaN unknown), and ``official`` (counts), or the status of what was supposed.

    Raises
    ------
    BadInputError
        ``siting-no-strata`` when the territory knows nothing of the stratum.
    """
    counts = about.demand
    if demand in {"births", "population"}:
        return counts, "official"
    if demand == "need":
        # The status of the need of a part may be better than that of the whole: a value stated for it.
        stated = need_of_rules(about.data, rules_for(about.data.need_rules, about.selection)).zones
        found = stated.loc[stated["zone_id"] == zone, "need_status"]
        return counts, str(found.iloc[0]) if len(found) else "hypothesis"
    shares = territory_shares(about.data).shares
    commune = pd.Series(about.data.places["zone_id"].to_numpy(), index=counts.index)
    if demand.startswith(STRATUM_MARK):
        share = shares[demand.removeprefix(STRATUM_MARK)]
        if share.isna().all():
            raise BadInputError("siting-no-strata", stratum=demand.removeprefix(STRATUM_MARK))
        return counts * commune.map(share).astype("float64"), "hypothesis"
    if shares.isna().all().all():
        raise BadInputError("siting-no-strata", stratum="")
    weights = load_weights()
    heavy = counts * commune.map(vulnerability_weights(shares, weights=weights.by_stratum)).astype("float64")
    known = heavy.notna()
    total = float(heavy.sum())
    scale = float(counts[known].sum()) / total if total > 0 else np.nan
    return heavy * scale, "hypothesis" if demand in NEEDS else weights.status
