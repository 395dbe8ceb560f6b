"""Handovers between services: who should tell whom, who is there, and for how many births the passage breaks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.network.ask import Network
from geo.paths import data_folder, read_once
from geo.schema import STRATA, BoolArray, Column, Table, conform, split_codes

HANDOVER_STATUSES = ("exists", "local", "to-build", "to-spread", "to-clarify", "case", "hard")
"""What the document says of a handover: it exists, each territory writes it, it is to be built, to be made general, to
be made clear, seen in one case, or hard to get."""

_TABLE = Table(
    "handovers",
    ("handover",),
    (
        Column("handover", required=True),
        Column("senders"),
        Column("receivers"),
        Column("phase", required=True),
        Column("strata", required=True),
        Column("status", required=True, allowed=HANDOVER_STATUSES),
        Column("what_fr", required=True),
        Column("what_en", required=True),
        Column("section", required=True),
    ),
)


@dataclass(frozen=True)
class HandoverHere:
    """A handover on a territory.

    ``senders`` and ``receivers`` are kinds of actors, none where the territory is to write who; ``sending`` and
    ``receiving`` the ids of the actors within reach. ``broken`` are births that lack one of the two within reach, NaN
    where one end is not named, or nobody of it is known; ``at_most`` whether others may exist.
    """

    handover: str
    phase: str
    strata: tuple[str, ...]
    status: str
    what: dict[str, str]
    section: str
    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    sending: tuple[str, ...]
    receiving: tuple[str, ...]
    broken: float
    at_most: bool


PROGRAMME_COUNTRY = "BE"
"""The country whose services the programme names."""


@read_once
def handover_table() -> pd.DataFrame:
    """Return the handovers that the programme names."""
    path = data_folder() / "actors" / "handovers.csv"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
    return conform(frame, _TABLE)


def handovers_here(found: Network, stratum: str | None = None) -> list[HandoverHere]:
    """Return the handovers of a stratum (of any when None), with who is within reach of the zone to make them.

    Where both ends are the same kind, the passage is inside it. In another country than the programme's, whose services
    it does not name, an end of which nobody is known is no gap: those handovers are left out.
    """
    rows = handover_table()
    told = []
    for row in rows.to_dict("records"):
        strata = tuple(split_codes(row["strata"]))
        if stratum is not None and stratum not in strata:
            continue
        ends = [tuple(split_codes(row[name])) for name in ("senders", "receivers")]
        masks = [_reached(found, kinds) for kinds in ends]
        ids = [_ids(found, kinds, strata if stratum is None else (stratum,)) for kinds in ends]
        known = all(ends) and all(ids)
        if all(ends) and not known and found.data.territory.country != PROGRAMME_COUNTRY:
            continue
        broken = found.births @ ~(masks[0] & masks[1]) if known else float("nan")
        told.append(
            HandoverHere(
                handover=str(row["handover"]),
                phase=str(row["phase"]),
                strata=tuple(code for code in STRATA if code in strata),
                status=str(row["status"]),
                what={"fr": str(row["what_fr"]), "en": str(row["what_en"])},
                section=str(row["section"]),
                senders=ends[0],
                receivers=ends[1],
                sending=ids[0],
                receiving=ids[1],
                broken=float(broken),
                at_most=not all(found.complete.get(kind, False) for kinds in ends for kind in kinds),
            )
        )
    return told


def _reached(found: Network, kinds: Sequence[str]) -> BoolArray:
    mask = np.zeros(len(found.births), dtype=np.bool_)
    for kind in kinds:
        if kind in found.reach:
            mask |= found.reach[kind]
    return mask


def _ids(found: Network, kinds: Sequence[str], strata: Sequence[str]) -> tuple[str, ...]:
    actors = found.actors
    here = actors["kind"].isin(list(kinds)) & actors["counts"] & actors["stratum"].isin(list(strata))
    return tuple(dict.fromkeys(actors.loc[here, "actor_id"]))
