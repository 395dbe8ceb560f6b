"""What share of births is in each stratum, commune by commune, from hypotheses that are data.

No source publishes these shares. ``strata.csv`` writes them as sums of terms, one line each, with its source and
status: ``share = Σ coefficient × indicators``. A term is ``constant``, an indicator (a share), a product of
indicators (``bim_share*single_parent_share``), or ``remainder`` (one minus all the others). ``bim_share|poverty_share``
are two measures of the same thing: the greatest of those known in a zone counts. A stratum without a line has an
unknown share; it is then counted within the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geo import schema
from geo.errors import BadInputError
from geo.schema import Column, Table

CONSTANT, REMAINDER = "constant", "remainder"
PRODUCT, EITHER = "*", "|"
TOLERANCE = 1e-6

STRATA_TERM = Table(
    "strata",
    ("stratum", "term"),
    (
        Column("stratum", required=True, allowed=schema.STRATA),
        Column("term", required=True),
        Column("coefficient", "number"),
        Column("status", required=True, allowed=schema.FIGURE_STATUSES),
        Column("source", required=True),
        Column("date", required=True),
        Column("note"),
    ),
)
"""The terms of the strata shares of a territory."""


@dataclass(frozen=True)
class StrataShares:
    """The strata of a territory.

    ``shares`` is indexed by ``zone_id``, one column per stratum (0–1; NaN unknown). ``filled`` has one row per
    indicator that a zone lacks: ``zone_id``, ``indicator``, ``value`` (0–1; NaN where nothing could stand in),
    ``from_zone`` (the zone above whose mean stands in). ``terms`` are the hypotheses; ``absent`` are the indicators
    that they name and that the territory has no figure of.
    """

    shares: pd.DataFrame
    filled: pd.DataFrame
    terms: pd.DataFrame
    absent: tuple[str, ...] = ()

    @property
    def behind(self) -> list[str]:
        """The indicators that the shares are worked out from, sorted."""
        named = {name for marker in markers_of(self.terms) for name in indicators_of(marker)}
        return sorted(named - set(self.absent))


def read_strata(path: Path) -> pd.DataFrame:
    """Return the terms of a file (``STRATA_TERM``); no file, no term."""
    if not path.is_file():
        return STRATA_TERM.empty()
    frame = pd.read_csv(path, dtype="str", encoding="utf-8-sig", keep_default_na=False, na_values=[""])
    return schema.conform(frame, STRATA_TERM)


def markers_of(terms: pd.DataFrame) -> list[str]:
    """Return what the terms multiply, sorted: an indicator, or several that measure the same thing (``a|b``)."""
    named = {part for term in terms["term"] for part in _parts(term)}
    return sorted(named - {CONSTANT, REMAINDER})


def indicators_of(marker: str) -> list[str]:
    """Return the indicators that a marker is read from."""
    return [name.strip() for name in marker.split(EITHER)]


def marker_shares(marker: str, indicators: pd.DataFrame) -> pd.Series:
    """Return a marker in every zone: the greatest of its indicators that are known there, NaN where none is."""
    known = [name for name in indicators_of(marker) if name in indicators.columns]
    return indicators[known].max(axis=1).astype("float64")


def strata_shares(terms: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the share of every stratum in every zone.

    Parameters
    ----------
    terms
        ``STRATA_TERM``.
    indicators
        Indexed by ``zone_id``, one column per marker of the terms (:func:`markers_of`), as shares of 1; NaN is
        unknown.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``zone_id``, a column per stratum of ``schema.STRATA``: NaN where an indicator is unknown, and
        for strata without a term. The known ones add up to 1.

    Raises
    ------
    BadInputError
        ``strata-term`` (a term names no known indicator, lacks its coefficient, or there are two remainders),
        ``strata-range`` (a share below 0 or above 1), ``strata-sum`` (they do not add up to 1).
    """
    shares = pd.DataFrame(np.nan, index=indicators.index, columns=list(schema.STRATA))
    if terms.empty:
        return shares
    rest = terms[terms["term"] == REMAINDER]
    if len(rest) > 1:
        raise BadInputError("strata-term", term=REMAINDER, stratum=str(rest["stratum"].iloc[1]))
    for stratum, lines in terms[terms["term"] != REMAINDER].groupby("stratum", sort=False):
        shares[stratum] = sum(
            (_value(str(row.term), float(row.coefficient), str(stratum), indicators) for row in lines.itertuples()),  # type: ignore[arg-type]
            start=pd.Series(0.0, index=indicators.index),
        )
    known = list(terms["stratum"].unique())
    if len(rest):
        left = str(rest["stratum"].iloc[0])
        shares[left] = 1.0 - shares[[stratum for stratum in known if stratum != left]].sum(axis=1, skipna=False)
    _check(shares[known])
    return shares


def fill_from_above(
    values: pd.Series, weights: pd.Series, ancestors: pd.DataFrame, *, level: str
) -> tuple[pd.Series, pd.DataFrame]:
    """Return values where the unknown ones take the mean of the zone above them, and which those are.

    Parameters
    ----------
    values
        Indexed by the ``zone_id`` of the smallest zones; NaN is unknown.
    weights
        Weight of each of them in the mean (its population).
    level
        Level of the zone whose mean stands in.

    Returns
    -------
    tuple
        The values, and ``zone_id``, ``value``, ``from_zone`` of those filled (NaN where nothing is known above).
    """
    above = ancestors[(ancestors["ancestor_level"] == level) & ancestors["zone_id"].isin(values.index)]
    parent = above.set_index("zone_id")["ancestor_id"].reindex(values.index)
    known = values.notna() & weights.reindex(values.index).notna()
    weight = weights.reindex(values.index).where(known, 0.0)
    mean = (values.fillna(0.0) * weight).groupby(parent).sum() / weight.groupby(parent).sum().replace(0.0, np.nan)
    missing = values.index[values.isna()]
    stand_in = parent.reindex(missing).map(mean)
    filled = pd.DataFrame(
        {"zone_id": missing, "value": stand_in.to_numpy(), "from_zone": parent.reindex(missing).to_numpy()}
    )
    return values.where(values.notna(), parent.map(mean)), filled


def _parts(term: str) -> Sequence[str]:
    return [EITHER.join(indicators_of(part)) for part in term.split(PRODUCT)]


def _value(term: str, coefficient: float, stratum: str, indicators: pd.DataFrame) -> pd.Series:
    if not np.isfinite(coefficient):
        raise BadInputError("strata-term", term=term, stratum=stratum)
    value = pd.Series(coefficient, index=indicators.index)
    for part in _parts(term):
        if part == CONSTANT:
            continue
        if part not in indicators.columns:
            raise BadInputError("strata-term", term=term, stratum=stratum)
        value = value * indicators[part]
    return value


def _check(shares: pd.DataFrame) -> None:
    for stratum in shares.columns:
        wrong = shares[stratum][(shares[stratum] < -TOLERANCE) | (shares[stratum] > 1 + TOLERANCE)]
        if len(wrong):
            raise BadInputError(
                "strata-range", stratum=str(stratum), zone=str(wrong.index[0]), share=round(float(wrong.iloc[0]), 4)
            )
    total = shares.sum(axis=1, skipna=False)
    wrong = total[total.notna() & ((total - 1).abs() > TOLERANCE)]
    if len(wrong):
        raise BadInputError("strata-sum", zone=str(wrong.index[0]), total=round(float(wrong.iloc[0]), 4))
