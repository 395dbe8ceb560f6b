"""Other ways of writing a commune: former codes and names, other languages, postal codes, letters to a CEDEX."""

import re
from dataclasses import dataclass

import pandas as pd

from geo.files.names import place_key

_RULES = {"former-code": "zone-former-code", "former-name": "zone-former-name", "language": "zone-other-language"}
_CEDEX = re.compile(r"\s*\bcedex\b(?:\s*\d{1,2})?\s*$", re.IGNORECASE)
_POSTAL_FIRST = re.compile(r"(?:[A-Z]{1,2}\s*-\s*)?(\d{4,5})\s*[-–,]?\s+(\D.*)", re.IGNORECASE | re.DOTALL)
_DISTRICT = re.compile(r"(\D*[^\W\d]\D*?)\s+\d{1,2}")


@dataclass(frozen=True)
class WrittenLocality:
    """A locality as people write it, taken apart: the name alone, and the postal code written before it."""

    name: str
    postal_code: str | None = None


def take_apart(text: str) -> WrittenLocality:
    """Return the name of a locality without its postal code, its postal district or the word CEDEX.

    ``4020 Liège``, ``Liège 1`` and ``BELLEY CEDEX 9`` give ``Liège``, ``Liège`` and ``BELLEY``.
    """
    postal_code = None
    name = text.strip()
    if match := _POSTAL_FIRST.fullmatch(name):
        postal_code, name = match[1], match[2].strip()
    name = _CEDEX.sub("", name).strip(" ,-") or name
    if match := _DISTRICT.fullmatch(name):
        name = match[1].strip()
    return WrittenLocality(name, postal_code)


class KnownNames:
    """The other writings of the communes of one territory.

    Parameters
    ----------
    rows
        ``written``, ``sort`` (``former-code``, ``former-name``, ``language``, ``postal-code``) and ``zone_id``;
        ``None`` when the territory has none.
    """

    def __init__(self, rows: pd.DataFrame | None) -> None:
        self._codes: dict[str, tuple[str, str]] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._postal: dict[str, list[str]] = {}
        if rows is None:
            return
        twice: set[str] = set()
        for written, sort, zone_id in zip(rows["written"], rows["sort"], rows["zone_id"], strict=True):
            if sort == "postal-code":
                self._postal.setdefault(written, []).append(zone_id)
            elif sort == "former-code":
                self._codes[written] = (zone_id, sort)
            else:
                key = place_key(written)
                if self._names.get(key, (zone_id,))[0] != zone_id:
                    twice.add(key)
                self._names[key] = (zone_id, sort)
        for key in twice:  # a name that two communes bore says nothing
            del self._names[key]

    def find(self, text: str) -> tuple[str, str] | None:
        """Return the commune that a writing stands for and the rule that tells it, or ``None``."""
        found = self._codes.get(text.strip()) or self._names.get(place_key(text))
        return None if found is None else (found[0], _RULES[found[1]])

    def behind(self, postal_code: str | None) -> list[str]:
        """Return the communes that a postal code serves, none when it is not known (those of CEDEX are not)."""
        return [] if postal_code is None else self._postal.get(postal_code.strip(), [])
