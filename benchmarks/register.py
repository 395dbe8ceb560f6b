"""The register: a hundred thousand rows put beside twenty thousand, and a correction saved then seen.

``uv run python -m benchmarks.register`` prints a JSON record. Names are drawn from words of the field; a fifth of the
rows are actors of the register under another identifier, with an abbreviation in place of a word.
"""

import json
import os
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from geo import schema
from geo.workspace.register_matching import find_matches

_WORDS = (
    *("accueil", "maison", "centre", "planning", "familial", "soleil", "rose", "consultation"),
    *("enfance", "relais", "parents", "etoile", "jardin", "hirondelle", "marelle"),
    *("tilleul", "source", "pont", "colombe", "arc", "lilas", "dauphins"),
)
_KINDS = 25
ROWS, KNOWN = 100_000, 20_000


def drawn(count: int, *, seed: int, tag: str) -> pd.DataFrame:
    """Return actors spread over a country of 240 by 130 km, half of them at an address, half at their locality."""
    random = np.random.default_rng(seed)
    names = [" ".join(random.choice(_WORDS, 3)) + f" {random.integers(0, 300)}" for _ in range(count)]
    rows = pd.DataFrame(
        {
            "actor_id": [f"{tag}{at}" for at in range(count)],
            "name": names,
            "kind": [f"kind-{at}" for at in random.integers(0, _KINDS, count)],
            "lon": random.uniform(3.0, 6.2, count),
            "lat": random.uniform(49.6, 50.8, count),
            "position_quality": random.choice(["address", "locality"], count),
            "status": "open",
            "source": "drawn",
            "as_of": "2026",
        }
    )
    return schema.conform(rows, schema.ACTOR)


def matching() -> dict[str, float]:
    """Return the seconds and the memory of matching, and the share of the known actors that were found."""
    known = drawn(KNOWN, seed=1, tag="k")
    again = known.assign(actor_id="s" + known["actor_id"], name=known["name"].str.replace("centre", "ctre"))
    incoming = pd.concat([drawn(ROWS - KNOWN, seed=2, tag="n"), again], ignore_index=True)
    begun, worked = time.perf_counter(), time.process_time()
    found = find_matches(incoming, known)
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    named = found.sure[found.sure["actor_id"].str.startswith("sk")]
    right = int((named["actor_id"] == "s" + named["known_id"]).sum())
    return {
        "rows": ROWS,
        "known": KNOWN,
        "matching_s": round(seconds, 2),
        "matching_processor_s": round(processor, 2),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "found_share": right / KNOWN,
        "sure": len(found.sure),
        "perhaps": len(found.perhaps),
    }


def correction(times: int = 5) -> dict[str, float]:
    """Return the median seconds from the button that saves a correction to the tables and the figures that hold it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MAILLAGE_WORKSPACE"] = folder
        from analysis.diagnosis.ask import measure  # noqa: PLC0415 - the folder is chosen first
        from analysis.question import Question  # noqa: PLC0415
        from geo.workspace.data import load  # noqa: PLC0415
        from geo.workspace.journal import Signature  # noqa: PLC0415
        from geo.workspace.register_changes import open_desk, save  # noqa: PLC0415
        from geo.workspace.register_drafts import edited  # noqa: PLC0415
        from geo.workspace.territory import load_territory  # noqa: PLC0415

        territory, signed = load_territory("wallonie"), Signature("x", "x", "x")
        measure(load(territory), Question(kind="saf"))
        actor = str(load(territory).actors.query("kind == 'saf'")["actor_id"].iloc[0])
        rules = open_desk(territory).rules
        took, saved, worked = [], [], []
        for turn in range(times + 1):  # the first also makes the day's copy
            begun, processor = time.perf_counter(), time.process_time()
            draft = edited(open_desk(territory, rules=rules), actor, {"phone": f"0{turn}"})
            save(territory, draft, signed=signed)
            saved.append(time.perf_counter() - begun)
            measure(load(territory), Question(kind="saf"))
            took.append(time.perf_counter() - begun)
            worked.append(time.process_time() - processor)
        return {
            "correction_first_s": round(took[0], 2),
            "correction_saved_s": round(float(np.median(saved[1:])), 2),
            "correction_seen_s": round(float(np.median(took[1:])), 2),
            "correction_processor_s": round(float(np.median(worked[1:])), 2),
        }


def main() -> None:
    """Print both."""
    print(json.dumps({**matching(), **correction(), "from": Path(__file__).name}, indent=2))


if __name__ == "__main__":
    main()
