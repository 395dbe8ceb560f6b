"""Territories that a country's embedded tables can make: which there are, and the draft of one from its code."""

import difflib
from collections.abc import Callable

import pandas as pd

from geo.errors import BadInputError, NotFoundError
from geo.files.names import name_key, slug
from geo.territories.belgian import belgian_draft, belgian_units
from geo.territories.draft import TerritoryDraft
from geo.territories.french import french_draft, french_units
from geo.territories.moroccan import moroccan_draft, moroccan_units

_UNITS: dict[str, Callable[[], pd.DataFrame]] = {"BE": belgian_units, "FR": french_units, "MA": moroccan_units}
_DRAFTS: dict[str, Callable[[str, str, str], TerritoryDraft]] = {
    "BE": belgian_draft,
    "FR": french_draft,
    "MA": moroccan_draft,
}
_WALLONIA = ("03000", "20002", "50000", "60000", "80000", "90000")
EMBEDDED = {
    "BE": dict.fromkeys(_WALLONIA, "wallonie"),
    "FR": {"FR": "france", "01": "ain"},
    "MA": {"09": "souss-massa"},
}
"""Units that come with Maillage or in part of it, with their own figures and register: none is made in their place."""
NEAR = 5
"""Likely codes and names told where one is unknown."""


def countries() -> list[str]:
    """Return the codes of the countries whose territories can be made, sorted."""
    return sorted(_UNITS)


def list_units(country: str) -> pd.DataFrame:
    """Return what can be made of a country.

    Parameters
    ----------
    country
        Its code of two letters, such as ``FR``.

    Returns
    -------
    ``code``, ``name``, ``level``, sorted by level then code; those that come with Maillage are not in it.

    Raises
    ------
    NotFoundError
        ``unknown-country``.
    """
    units = _units(country.upper())
    units = units[units["embedded"] == ""]
    return units.sort_values(["level", "code"], ignore_index=True)[["code", "name", "level"]]


def draft_of(country: str, code: str, *, territory_id: str | None = None) -> TerritoryDraft:
    """Return the draft of one unit of a country, from the embedded tables alone.

    Parameters
    ----------
    country
        Its code of two letters, such as ``FR``.
    code
        Code or name of a unit that :func:`list_units` names; zeros before a number may be left out.
    territory_id
        Its name without accents by default: ``drome``.

    Raises
    ------
    NotFoundError
        ``unknown-country``; ``unknown-unit``; ``unknown-unit-near``, which tells the likely ones.
    BadInputError
        ``unit-is-embedded`` when the unit is, or is part of, a territory that comes with Maillage.
    """
    country = country.upper()
    units = _units(country)
    found = _find(units, code)
    if found is None:
        if near := _near(units, code):
            raise NotFoundError("unknown-unit-near", country=country, code=code, near=", ".join(near))
        raise NotFoundError("unknown-unit", country=country, code=code)
    if found["embedded"]:
        raise BadInputError("unit-is-embedded", name=found["name"], territory=found["embedded"])
    return _DRAFTS[country](found["code"], found["name"], territory_id or slug(found["name"]))


def _units(country: str) -> pd.DataFrame:
    if country not in _UNITS:
        raise NotFoundError("unknown-country", country=country, known=", ".join(sorted(_UNITS)))
    units = _UNITS[country]()
    return units.assign(embedded=units["code"].map(EMBEDDED.get(country, {})).fillna(""))


def _find(units: pd.DataFrame, asked: str) -> dict[str, str] | None:
    """Return the unit of that code, else of that name or of its beginning, when there is one alone."""
    written = asked.strip().upper()
    for column in ("code", "alias"):
        same = units[[code != "" and written in {code, code.lstrip("0")} for code in units[column]]]
        if len(same):
            return dict(same.iloc[0])
    name = name_key(asked)
    names = units[["name", "alias"]].map(name_key)
    for same in (names == name, names.map(lambda known: known.startswith(f"{name} "))):
        if name and same.any(axis=None) and same.any(axis=1).sum() == 1:
            return dict(units[same.any(axis=1)].iloc[0])
    return None


def _near(units: pd.DataFrame, asked: str) -> list[str]:
    """Return the units whose code or name is like what was asked, the likeliest first."""
    told = [f"{name} ({code})" for code, name in zip(units["code"], units["name"], strict=True)]
    known = [*units["code"], *units["name"].map(name_key)]
    like = difflib.get_close_matches(asked.strip().upper(), known, n=NEAR, cutoff=0.5)
    like += difflib.get_close_matches(name_key(asked), known, n=NEAR, cutoff=0.5)
    rows = dict.fromkeys(known.index(one) % len(units) for one in like)
    return [told[row] for row in rows][:NEAR]
