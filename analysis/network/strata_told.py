"""The strata explained: criteria, signs, moves between them, vulnerabilities and what stands for them per commune."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import pandas as pd

from analysis.need.bases import territory_shares
from geo.errors import BadInputError
from geo.files.toml import Text, read_toml
from geo.paths import data_folder
from geo.schema import STRATA
from geo.workspace.data import TerritoryData
from geo.workspace.zones import check_zone, smallest_in


class StratumMove(msgspec.Struct, kw_only=True, frozen=True):
    """A way from one stratum to another, and what leads there."""

    to: Text
    fr: Text
    en: Text


class StratumTold(msgspec.Struct, kw_only=True, frozen=True):
    """A stratum in a few words; ``read`` is ``text`` where the document says it, ``deduced`` from its examples else."""

    code: Text
    read: Literal["text", "deduced"]
    criteria_fr: tuple[Text, ...]
    criteria_en: tuple[Text, ...]
    signs_fr: tuple[Text, ...]
    signs_en: tuple[Text, ...]
    coordination_fr: Text
    coordination_en: Text
    duration_fr: Text
    duration_en: Text
    attention_fr: Text
    attention_en: Text
    moves: tuple[StratumMove, ...]

    def listed(self, name: Literal["criteria", "signs"], language: str) -> Sequence[str]:
        """Return the criteria or the signs in a language."""
        found: Sequence[str] = getattr(self, f"{name}_{language}")
        return found

    def said(self, name: Literal["coordination", "duration", "attention"], language: str) -> str:
        """Return another text in a language."""
        return str(getattr(self, f"{name}_{language}"))


class Vulnerability(msgspec.Struct, kw_only=True, frozen=True):
    """A vulnerability that the document names; ``stands_for`` are the figures that stand for it in a commune."""

    code: Text
    fr: Text
    en: Text
    in_bib: bool = False
    role: str = ""
    stands_for: tuple[Text, ...] = ()
    approximate: bool = False


class Scenarios(msgspec.Struct, kw_only=True, frozen=True):
    """The scenarios of the screening tool, as the document leaves them: tied to no stratum."""

    codes: tuple[Text, ...]
    fr: Text
    en: Text


class StrataTold(msgspec.Struct, kw_only=True, frozen=True):
    """All that is told of the strata."""

    source: Text
    date: Text
    strata: tuple[StratumTold, ...]
    scenarios: Scenarios
    vulnerabilities: tuple[Vulnerability, ...]


@dataclass(frozen=True, eq=False)
class StrataHere:
    """What is known of the strata of a zone.

    ``zones`` has one row per smallest zone inside it: ``zone_id``, the share of births of each stratum (a hypothesis;
    NaN unknown) and each figure that stands for a vulnerability (a share; NaN unknown). ``filled`` are the zones and
    indicators where the mean of the zone above stands in (`analysis.need.strata.StrataShares`).
    """

    zones: pd.DataFrame
    indicators: tuple[str, ...]
    filled: pd.DataFrame


def strata_told(path: Path | None = None) -> StrataTold:
    """Return what is told of the strata, the embedded ``actors/strata.toml`` by default.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``strata-told-file`` for a file that says something else, or of strata that are not the five.
    """
    return _load(path or data_folder() / "actors" / "strata.toml")


@cache
def _load(path: Path) -> StrataTold:
    told = read_toml(path, StrataTold, "strata-told-file")
    strangers = [move.to for one in told.strata for move in one.moves if move.to not in STRATA or move.to == one.code]
    if tuple(one.code for one in told.strata) != STRATA or strangers:
        reason = ", ".join(strangers or [one.code for one in told.strata])
        raise BadInputError("strata-told-file", file=path.name, path=str(path), line=0, entry="strata", reason=reason)
    return told


def strata_here(data: TerritoryData, zone_id: str, told: StrataTold) -> StrataHere:
    """Return the shares of the strata and the figures that stand for vulnerabilities, commune by commune.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    check_zone(data.zones, zone_id)
    inside = smallest_in(data, zone_id)
    found = territory_shares(data)
    wanted = {name for one in told.vulnerabilities for name in one.stands_for}
    figures = data.figures[data.figures["indicator"].isin(wanted)].sort_values("year")
    latest = figures.drop_duplicates(["zone_id", "indicator"], keep="last")
    indicators: Mapping[str, pd.Series] = {
        str(name): own.set_index("zone_id")["value"].reindex(list(inside)) / 100
        for name, own in latest.groupby("indicator")
    }
    shares = found.shares.reindex(list(inside))
    zones = pd.DataFrame({**{code: shares[code] for code in STRATA}, **indicators}, index=list(inside))
    filled = found.filled[found.filled["zone_id"].isin(list(inside))]
    return StrataHere(zones.rename_axis("zone_id").reset_index(), tuple(sorted(indicators)), filled)
