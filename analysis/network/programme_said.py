"""What the programme's document says of each line of its matrix: for whom, where, when, in which section, how read."""

from dataclasses import dataclass

import pandas as pd

from geo.errors import BadInputError
from geo.paths import data_folder, read_once
from geo.schema import STRATA, Column, Table, conform, split_codes

BASES = ("table", "text", "rebuilt", "split")
"""How a row was had: read in a table, read in the text, rebuilt from a drawing or a merged cell that was lost, or the
document's kind split in two by the registers."""

TIERS = ("1", "2")
"""First those of tier 1 where the territory has them, else those of tier 2."""

_ROWS = Table(
    "programme_rows",
    ("function", "kind", "strata"),
    (
        Column("function", required=True),
        Column("kind", required=True),
        Column("strata", required=True),
        Column("tier", allowed=TIERS),
        Column("basis", required=True, allowed=BASES),
        Column("section", required=True),
    ),
)
_FUNCTIONS = Table(
    "programme_functions",
    ("function",),
    (
        Column("function", required=True),
        Column("strata"),
        Column("places"),
        Column("phases"),
        Column("section", required=True),
    ),
)


@dataclass(frozen=True)
class ProgrammeSaid:
    """What the document says beside who carries what.

    ``rows`` has one line per ``function``, ``stratum`` and ``kind`` that a cell names itself (not through everyone
    involved, nor another function): ``tier`` (1, 2, missing), ``basis`` (``BASES``) and ``section``. ``functions`` is
    indexed by ``function``: ``strata`` for which it is asked (none: it serves professionals), ``places``, ``phases``,
    lists of codes, and ``section``.
    """

    rows: pd.DataFrame
    functions: pd.DataFrame

    def asked(self, function: str, stratum: str) -> bool:
        """Return whether the programme asks for a function in a stratum."""
        return stratum in split_codes(self.functions["strata"].get(function))


@read_once
def programme_said() -> ProgrammeSaid:
    """Return what the embedded files say, read once.

    Raises
    ------
    BadInputError
        ``not-allowed`` for a stratum, a tier or a basis that does not exist; those of `geo.schema.conform`.
    """
    folder = data_folder() / "actors"
    rows = conform(_read(folder / "programme_rows.csv"), _ROWS)
    rows = rows.assign(stratum=rows["strata"].map(split_codes)).explode("stratum", ignore_index=True)
    for stratum in set(rows["stratum"]) - set(STRATA):
        raise BadInputError("not-allowed", table=_ROWS.name, column="strata", value=stratum, allowed=", ".join(STRATA))
    functions = conform(_read(folder / "programme_functions.csv"), _FUNCTIONS).set_index("function")
    return ProgrammeSaid(rows.drop(columns="strata"), functions)


def _read(path: object) -> pd.DataFrame:
    return pd.read_csv(str(path), dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
