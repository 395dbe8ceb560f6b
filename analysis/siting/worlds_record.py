"""The worlds of a siting question as a record, for JSON and the screens."""

import numpy as np

from analysis.doubt.parameters import load_parameters
from analysis.records.siting_worlds import DoubtRecord, RobustProposal, WorldPart, WorldsRecord
from analysis.siting.ask import Siting
from analysis.siting.robustness import Robustness, robustness
from analysis.siting.search import Watch
from analysis.siting.worlds import World, load_worlds, parts
from geo.json_values import encode


def ask_worlds(done: Siting, watch: Watch, *, count: int | None = None) -> WorldsRecord:
    """Return what the answers of a question are worth in every world.

    Raises
    ------
    BadInputError
        As :func:`analysis.siting.robustness.robustness`.
    """
    return worlds_record(robustness(done, watch, count=count))


def worlds_record(found: Robustness) -> WorldsRecord:
    """Return everything that the worlds say."""
    return encode(
        WorldsRecord,
        found,
        count=len(found.worlds),
        proven=sum(found.proven),
        seed=load_worlds().seed,
        doubts=_doubts(found),
        proposals=[_proposal(found, at) for at in range(found.answers)],
        best_worst=_proposal(found, found.best_worst),
        least_regret=_proposal(found, found.least_regret),
        seconds=round(found.seconds, 3),
    )


def _proposal(found: Robustness, at: int) -> RobustProposal:
    sites = found.setting.candidates.iloc[list(found.pool[at])]
    # Minutes saved are told as a mean: by what everything weighs in the world given.
    of = float(found.setting.problem.weight.sum()) if found.measure == "minutes" else 1.0
    gain, regret = found.gain[at] / of, found.regret[at] / of
    return encode(
        RobustProposal,
        rank=at + 1 if at < found.answers else None,
        site_ids=list(sites["site_id"]),
        sites=list(sites["name"]),
        first=found.is_first[at].sum(),
        gain=gain[0],
        gain_low=gain.min(),
        gain_high=gain.max(),
        least_in=_named(found, found.worlds[int(gain.argmin())]),
        regret=regret.max(),
        regretted=_named(found, found.worlds[int(regret.argmax())]),
    )


def _named(found: Robustness, world: World) -> list[WorldPart]:
    data = found.setting.data
    zones, actors = data.zones.set_index("zone_id")["name"], data.actors.set_index("actor_id")["name"]
    names = {"times-zone": zones, "to-verify": actors}
    return [
        {
            "doubt": doubt,
            "end": end,
            "name": str(names[doubt].get(name, name)) if name and doubt in names else name or None,
        }
        for doubt, end, name in parts(world, found.known)
    ]


def _doubts(found: Robustness) -> list[DoubtRecord]:
    """Return what is varied, and what is not because nothing of it is in doubt."""
    known, parameters, asked = found.known, load_parameters(), load_worlds()
    engine = found.setting.about.engine
    own = known.travel.own if len(known.zones) > 1 else 0.0
    shifts = [world.shift_min for world in found.worlds]
    register = {"status": "stated", "source": "", "date": ""}
    lines = [
        ("times", None, known.travel.shortest, known.travel.longest, 1, engine),
        ("times-zone", None, 1 - own, 1 + own, len(known.zones), parameters),
        ("to-verify", None, np.nan, np.nan, int((~known.verified).sum()), register),
        ("same", None, np.nan, np.nan, len(known.same), register),
        *(
            ("need", status, 1 - width, 1 + width, 1, parameters)
            for status, width in zip(known.need_status, known.need_width, strict=True)
        ),
        ("threshold", None, min(shifts), max(shifts), 1, asked),
    ]
    return [
        encode(DoubtRecord, behind, doubt=doubt, name=name, low=low, high=high, count=0 if low == high else many)
        for doubt, name, low, high, many, behind in lines
    ]
