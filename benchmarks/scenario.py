"""How fast a scenario change is on Wallonia, as a ratio to a full recomputation, in one run.

``python benchmarks/scenario.py``: for each question, a change is worked out by taking what it leaves alone
(`analysis.scenario.state.changed_state`), and by starting again from the composed tables
(`analysis.scenario.state.present_state`). Both give the same figures, which is checked.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.question import Question
from analysis.scenario.changes import Capacity, Close, Open
from analysis.scenario.composing import compose
from analysis.scenario.definition import Scenario
from analysis.scenario.record import effect_record
from analysis.scenario.state import assigned, changed_state, present_state
from analysis.scenario.states_compared import compare_states
from geo.workspace.data import load
from geo.workspace.territory import load_territory

TARGET_MS = 500.0
_Answer = TypeVar("_Answer")
CASES = {
    "saf: open": (Question(kind="saf"), (Open(kind="saf", zone="51004", capacity=60.0),)),
    "saf: open, close": (Question(kind="saf"), (Open(kind="saf", zone="83034"), Close(actor_id="be-saf-bertrix"))),
    "platform: capacity": (
        Question(kind="one-plateforme"),
        (Capacity(actor_id="be-one-plateforme-luxembourg", capacity=300.0),),
    ),
    "hospital: close": (Question(kind="hopital"), (Close(actor_id="be-hopital-auvelais"),)),
}


def timed(work: Callable[[], _Answer], *, repeat: int = 5) -> tuple[float, _Answer]:
    """Return the best processor time of a few runs, in milliseconds, and the last answer."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        answer = work()
        best = min(best, time.process_time() - start)
    return best * 1000, answer


def main() -> None:
    """Print one line per case."""
    data = load(load_territory("wallonie"))
    print(f"{len(data.places)} places, {len(data.actors)} actors, load {os.getloadavg()[0]:.1f}")
    print(f"{'':20}{'change':>9}{'effect':>9}{'record':>9}{'total':>9}{'again':>9}{'ratio':>7}")
    worst = 0.0
    for name, (question, changes) in CASES.items():
        now = present_state(data, question)
        scenario = Scenario(name=name, territory="wallonie", question=now.question, changes=changes)
        change_ms, after = timed(lambda now=now, scenario=scenario: changed_state(now, scenario))
        effect_ms, effect = timed(lambda now=now, after=after: compare_states(now, after))
        record_ms, _ = timed(
            lambda effect=effect: effect_record(effect, assigned=(None, assigned(effect.after))), repeat=3
        )
        again_ms, whole = timed(
            lambda scenario=scenario, now=now: present_state(compose(data, scenario), now.question), repeat=3
        )
        pd.testing.assert_frame_equal(after.places, whole.places)
        pd.testing.assert_frame_equal(after.zones, whole.zones, check_dtype=False)
        total = change_ms + effect_ms + record_ms
        worst = max(worst, change_ms + effect_ms)
        print(
            f"{name:20}{change_ms:9.0f}{effect_ms:9.0f}{record_ms:9.0f}{total:9.0f}{again_ms:9.0f}"
            f"{again_ms / change_ms:7.1f}"
        )
    print(f"change and effect: {worst:.0f} ms at worst, target {TARGET_MS:.0f} ms")


if __name__ == "__main__":
    main()
