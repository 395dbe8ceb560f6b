"""French communes as the official code lists them, and where GeoNames puts them."""

import re

import pandas as pd

from geo.files.names import name_key
from scripts.territories.geonames import postal_localities
from scripts.territories.packages import ETALAB, read_json

OVERSEAS = {"971": "GP", "972": "MQ", "973": "GF", "974": "RE", "976": "YT"}
"""GeoNames country of each overseas département."""
POPULATION_YEAR = 2023
"""Vintage of the population in the package (population municipale); Mayotte's is older."""


def communes() -> pd.DataFrame:
    """Return present communes, their delegated and associated parts, and municipal districts.

    Returns
    -------
    ``code``, ``name``, ``kind`` (``commune-actuelle``, ``commune-deleguee``, ``commune-associee``,
    ``arrondissement-municipal``), ``zone_id`` (code of the present commune), ``departement``, ``region``,
    ``population`` (NaN for parts) and ``postal_codes`` (those of the present commune for parts).
    """
    listed = pd.DataFrame(read_json(ETALAB, "data/communes.json"))
    own = listed["type"].isin(["commune-actuelle", "arrondissement-municipal"])
    zone_id = listed["code"].where(own, listed["chefLieu"])
    present = listed[listed["type"] == "commune-actuelle"].set_index("code")
    return pd.DataFrame(
        {
            "code": listed["code"],
            "name": listed["nom"],
            "kind": listed["type"],
            "zone_id": listed["commune"].where(listed["type"] == "arrondissement-municipal", zone_id),
            "departement": zone_id.map(present["departement"]).fillna(listed["departement"]),
            "region": zone_id.map(present["region"]).fillna(listed["region"]),
            "population": listed["population"],
            "postal_codes": listed["codesPostaux"].where(own, zone_id.map(present["codesPostaux"])),
        }
    )


def locate(rows: pd.DataFrame, countries: list[str]) -> pd.DataFrame:
    """Return ``rows`` with ``lon`` and ``lat``: GeoNames' postal locality of the same name and one of the postal codes.

    A commune that took a longer name when it merged (Évry-Courcouronnes) takes the position of the locality with the
    same postal code whose name begins its own (Évry). Rows that GeoNames does not know are NaN.
    """
    where: dict[tuple[str, str], tuple[float, float]] = {}
    listed = postal_localities(*countries)[["postal_code", "name", "lon", "lat"]]
    for postal_code, name, lon, lat in listed.itertuples(index=False):
        where.setdefault((postal_code, french_plain(name)), (lon, lat))
    found = [
        _position(french_plain(name), codes, where)
        for codes, name in zip(rows["postal_codes"], rows["name"], strict=True)
    ]
    return rows.assign(
        lon=pd.Series([lon for lon, _ in found], index=rows.index, dtype="float64"),
        lat=pd.Series([lat for _, lat in found], index=rows.index, dtype="float64"),
    )


def _position(
    name: str, postal_codes: object, where: dict[tuple[str, str], tuple[float, float]]
) -> tuple[float | None, float | None]:
    words = name.split()
    for length in range(len(words), 0, -1):
        for postal_code in postal_codes if isinstance(postal_codes, list) else []:
            if (key := (postal_code, " ".join(words[:length]))) in where:
                return where[key]
    return None, None


def french_plain(name: str) -> str:
    """Return a name to compare French communes by: no leading article, *St* spelt out, districts by number.

    Examples
    --------
    >>> french_plain("L'Abergement-Ste-Colombe"), french_plain("Marseille 1er Arrondissement")
    ('abergement sainte colombe', 'marseille 01')
    """
    text = re.sub(r"\bste\b", "sainte", re.sub(r"\bst\b", "saint", name_key(name)))
    text = re.sub(r" (\d+)(er|e) arrondissement$", lambda number: f" {int(number[1]):02d}", text)
    return re.sub(r"^(l|le|la|les) (?=.)", "", text)
