"""The register: a hundred thousand rows put beside twenty thousand, a correction saved then seen, a long list taken in.

``uv run python -m benchmarks.register`` prints a JSON record. Names are drawn from words of the field; a fifth of the
rows are actors of the register under another identifier, with an abbreviation in place of a word. ``--list FILE`` only
writes a synthetic list of 100,000 rows for Wallonia, to be given to ``maillage import``: none of its actors exists.
"""

import argparse
import csv
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


def written(path: Path, rows: int = ROWS, *, seed: int = 1) -> None:
    """Write a list of actors that do not exist, around the places of Wallonia's: half with a point, half without."""
    random = np.random.default_rng(seed)
    embedded = Path(__file__).resolve().parents[1] / "data/actors/wallonie.csv"
    with embedded.open(encoding="utf-8") as lines:
        known = list(csv.DictReader(lines))
    placed = [row for row in known if row["lon"] and row["locality"]]
    kinds = sorted({row["kind"] for row in known})
    columns = ["name", "kind", "status", "postal_code", "locality", "zone_id", "lon", "lat", "position_quality"]
    with path.open("w", newline="", encoding="utf-8") as out:
        lines = csv.writer(out)
        lines.writerow([*columns, "phone", "hours", "source", "as_of"])
        for at in range(rows):
            near = placed[random.integers(len(placed))]
            name = " ".join(random.choice(_WORDS, 3)) + f" {at}"
            point = ["", "", ""]
            if at % 2 == 0:
                lon, lat = float(near["lon"]) + random.normal(0, 0.01), float(near["lat"]) + random.normal(0, 0.007)
                point = [f"{lon:.5f}", f"{lat:.5f}", "address"]
            place = [near["postal_code"], near["locality"], near["zone_id"]]
            phone = f"04{random.integers(10**7, 10**8)}"
            kind = kinds[random.integers(len(kinds))]
            lines.writerow([name, kind, "open", *place, *point, phone, "lu-ve 9h-17h", "synthetic", "2026"])


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
    """Print both, or write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", type=Path, help="only write a synthetic list here")
    given = parser.parse_args()
    if given.list is not None:
        written(given.list)
        return
    print(json.dumps({**matching(), **correction(), "from": Path(__file__).name}, indent=2))


if __name__ == "__main__":
    main()
