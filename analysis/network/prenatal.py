"""The three models of prenatal consultation: which one a family has, commune by commune, and who needs a platform.

The document gives an order: a consultation at the hospital, else one in the neighbourhood, else a platform, which is
for the places that have neither. A platform is needed only where the first two are out of reach.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.network.ask import Network
from analysis.records.bounds import Sense
from analysis.service_area.zones import membership
from geo.schema import BoolArray
from geo.workspace.zones import smallest_in

MODELS = {
    "hospital": "one-consultation-prenatale-hopital",
    "neighbourhood": "one-consultation-quartier",
    "platform": "one-plateforme",
}
"""The kinds of actors of each model, in the order in which a family has them."""


@dataclass(frozen=True, eq=False)
class PrenatalModels:
    """Which model families have.

    ``zones`` has one row per smallest zone inside the zone asked about, and one for itself, the last: ``zone_id``,
    ``total`` (births, or people), those whose first model is each of ``MODELS``, ``none`` (every register is complete
    and none is within reach) and ``unknown`` (none is known, and there may be one). ``complete`` tells whether all
    three registers are, ``senses`` what is known of each model: at least what is known where its own register is not
    complete, at most where that of a model before it is not.
    """

    zones: pd.DataFrame
    complete: bool
    senses: Mapping[str, Sense]


def prenatal_models(found: Network) -> PrenatalModels:
    """Return which of the three models the families of a zone have within reach."""
    nobody: BoolArray = np.zeros(len(found.births), dtype=np.bool_)
    left = ~nobody
    complete = all(found.complete.get(kind, False) for kind in MODELS.values())
    first = {}
    for model, kind in MODELS.items():
        first[model] = left & found.reach.get(kind, nobody)
        left &= ~first[model]
    first["none"], first["unknown"] = (left, nobody) if complete else (nobody, left)
    members = membership(found.data)
    table = pd.DataFrame({"zone_id": members.zone_ids, "total": members.total(found.births)})
    for model, mask in first.items():
        table[model] = members.total(found.births * mask)
    order = [*smallest_in(found.data, found.zone_id), found.zone_id]
    rows = table.set_index("zone_id").loc[list(dict.fromkeys(order))]
    return PrenatalModels(rows.reset_index(), complete, _senses(found))


def _senses(found: Network) -> dict[str, Sense]:
    senses: dict[str, Sense] = {}
    before = True
    for model, kind in MODELS.items():
        own = found.complete.get(kind, False)
        senses[model] = "at-least" if not own else "exact" if before else "at-most"
        before = before and own
    return senses
