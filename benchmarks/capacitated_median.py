"""Published capacitated p-medians: how near the answer comes, and what is proven, in so many seconds.

``python benchmarks/capacitated_median.py FILE … [--limit 60]``: each file has "places sites" on its first line, then
"x y room need" for each place; a trip costs its length once, whatever the place needs, and places are whole.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.siting.capacitated_median import shortest_with_room
from analysis.siting.capacities import Capacities
from analysis.siting.search import Watch


def solved(file: Path, limit_s: float) -> dict[str, object]:
    """Return what is found for one file."""
    numbers = np.array(file.read_text(encoding="utf-8").split(), dtype=np.float64)
    places, posts = int(numbers[0]), int(numbers[1])
    here, room, need = np.split(numbers[2:].reshape(places, 4), [2, 3], axis=1)
    length = np.sqrt(((here[:, None] - here[None]) ** 2).sum(axis=2)) / need
    row, node = np.nonzero(np.ones((places, places)))
    problem = Capacities(need[:, 0], row, node, room[:, 0], np.zeros(places), 0, np.full(places, np.nan))
    began, used = time.perf_counter(), time.process_time()
    found = shortest_with_room(problem, length[row, node], posts=posts, whole=True, watch=Watch(time_limit_s=limit_s))
    return {
        "case": file.stem,
        "found": round(found.minutes, 2),
        "bound": round(found.bound, 2),
        "gap": round(found.gap, 5),
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_s": round(time.process_time() - used, 1),
    }


def main() -> None:
    """Print one line of JSON per file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for each")
    chosen = parser.parse_args()
    for file in chosen.files:
        print(json.dumps(solved(file, chosen.limit)), flush=True)


if __name__ == "__main__":
    main()
