"""The one topic of the need ledger that a question is about, and its need: the same wherever it is asked."""

import pandas as pd

from analysis.need.bases import base_counts
from analysis.need.by_zone import Need, need_by_zone
from analysis.need.rules import topics
from analysis.need.strata import StrataShares
from analysis.question import Selection
from geo.errors import BadInputError
from geo.workspace.data import TerritoryData


def topics_of(rules: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return the topics that rules know of a selection: one row per stage and unit."""
    known = topics(rules)
    keep = pd.Series(data=True, index=known.index)
    for name in ("kind", "function", "stratum"):
        wanted = getattr(selection, name)
        keep &= known[name].isna() if wanted is None else known[name] == wanted
    return known[keep]


def choose_topic(
    rules: pd.DataFrame, selection: Selection, *, stage: str | None = None, unit: str | None = None
) -> pd.Series:
    """Return the one topic of the rules that a question is about.

    Raises
    ------
    BadInputError
        ``balance-no-need`` when no rule speaks of it, ``balance-several`` when several do: the stage or the unit must
        then be named.
    """
    found = topics_of(rules, selection)
    for name, wanted in (("stage", stage), ("unit", unit)):
        found = found if wanted is None else found[found[name] == wanted]
    if len(found) > 1 and stage is None and found["stage"].isna().sum() == 1:
        found = found[found["stage"].isna()]
    if found.empty:
        raise BadInputError("balance-no-need", subject=selection.kind or selection.function)
    if len(found) > 1:
        choices = ", ".join(
            f"{row.unit} ({row.stage})" if isinstance(row.stage, str) else str(row.unit) for row in found.itertuples()
        )
        raise BadInputError("balance-several", choices=choices)
    return found.iloc[0]


def need_of_rules(data: TerritoryData, rules: pd.DataFrame, *, shares: StrataShares | None = None) -> Need:
    """Return the need that the rules of one topic give every zone.

    Parameters
    ----------
    shares
        The strata shares of the territory; worked out where a rule needs them when None.

    Raises
    ------
    BadInputError
        As :func:`analysis.need.by_zone.need_by_zone` and :func:`analysis.need.strata.strata_shares`.
    """
    counts = base_counts(data, rules["base"].dropna(), shares=shares)
    return need_by_zone(rules, counts, data.ancestors, smallest_level=data.territory.smallest_level)
