"""Processor time of the curve of the number of services, model by model, on an embedded territory.

``python benchmarks/posts_curve.py [--territory wallonie] [--most 20] [--limit 60]``
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.question import Selection, question_about
from analysis.siting.posts_curve import MOST_POSTS, posts_curve
from analysis.siting.question import SitingQuestion
from analysis.siting.search import Watch
from analysis.siting.setting import siting_setting
from geo.workspace.data import load
from geo.workspace.territory import load_territory

CASES: dict[str, tuple[str, str, dict[str, object]]] = {
    "mclp": ("saf", "births", {"model": "mclp"}),
    "p-median": ("saf", "births", {"model": "p-median"}),
    "p-center": ("saf", "births", {"model": "p-center"}),
    "served, 3000 each": ("saf", "births", {"model": "capacitated", "capacity": 3000.0}),
    "served, 8000 each": ("saf", "births", {"model": "capacitated", "capacity": 8000.0}),
    "visits, 180 each": (
        "one-plateforme", "need", {"model": "capacitated", "capacity": 180.0, "visits_min": 45.0},
    ),
    "p-median, 3000 each": ("saf", "births", {"model": "p-median", "capacity": 3000.0}),
}  # fmt: skip


def main() -> None:
    """Print one line per model: seconds of processor (those of HiGHS apart included), numbers told, numbers proven."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--territory", default="wallonie")
    parser.add_argument("--most", type=int, default=MOST_POSTS)
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--case", action="append", choices=[*CASES])
    chosen = parser.parse_args()
    data = load(load_territory(chosen.territory))
    print(f"load {os.getloadavg()[0]:.1f}")
    for case in chosen.case or CASES:
        kind, demand, asked = CASES[case]
        about = question_about(Selection(kind=kind), threshold_min=45.0, demand=demand)
        setting = siting_setting(data, SitingQuestion(asked=about, posts=1, **asked))  # type: ignore[arg-type]
        before = sum(os.times()[:4])
        curve = posts_curve(setting, Watch(time_limit_s=chosen.limit), most=chosen.most)
        spent = sum(os.times()[:4]) - before
        proven = sum(one.proven for one in curve.points)
        gaps = [abs(one.bound - one.value) / abs(one.value) for one in curve.points if one.value and not one.proven]
        print(
            f"{case:22} {spent:6.1f} s  {len(curve.points):3} numbers, {proven:3} proven,"
            f" worst gap {max(gaps, default=0.0):.2%}",
            flush=True,
        )


if __name__ == "__main__":
    main()
