"""Break lines on purpose, in a copy of the project, and tell how many the tests notice.

``nox -s mutants -- geo/travel/matrix.py analysis/need/by_zone.py --tests tests/geo tests/analysis --each 40 --seed 1``

Every module gives at most ``--each`` of its mutants, drawn with the seed; without ``--each`` all are tried. A mutant
that no test reaches counts as a survivor. Survivors are listed: ``mutmut show NAME``, in the folder that is kept,
prints what was changed.
"""

import argparse
import json
import random
import re
import subprocess
import sys
from collections import Counter

from scripts.clean_copy import PROJECT, clean_copy

FOLDER = PROJECT / "mutants" / "project"
_RESULT = re.compile(r"^\s+(\S+): (.+)$", re.MULTILINE)
NOTICED = ("killed", "timeout", "caught by type check", "segfault", "suspicious")


def configure(modules: list[str], tests: list[str]) -> None:
    """Limit the copy's settings to the modules and tests chosen; data are found by their folder."""
    path = FOLDER / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^only_mutate = .*$", f"only_mutate = {json.dumps(modules)}", text)
    chosen = f"pytest_add_cli_args_test_selection = {json.dumps(tests)}\n"
    path.write_text(text.replace("[tool.mutmut]", f"[tool.mutmut]\n{chosen}#", 1), encoding="utf-8")


def mutmut(*arguments: str, quiet: bool = False) -> str:
    """Run mutmut in the copy, and return what it says."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    said = subprocess.run(command, cwd=FOLDER, check=False, capture_output=True, text=True)  # noqa: S603
    if said.returncode and not quiet:
        raise SystemExit(said.stdout[-3000:] + said.stderr[-3000:])
    return said.stdout + said.stderr


def drawn(each: int | None, seed: int) -> list[str]:
    """Return the mutants to try."""
    chance, names = random.Random(seed), []  # noqa: S311
    for meta in sorted((FOLDER / "mutants").rglob("*.meta")):
        own = sorted(json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"])
        names += own if each is None or len(own) <= each else chance.sample(own, each)
    return names


def main() -> int:
    """Try a sample and print the score by module."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument(
        "modules", nargs="*", default=["geo/travel*", "geo/travel/matrix.py", "geo/travel/estimate.py", "analysis/*"]
    )
    reader.add_argument("--tests", nargs="+", default=["tests"])
    reader.add_argument("--each", type=int)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--processes", default="2")
    asked = reader.parse_args()
    clean_copy(FOLDER)
    configure(asked.modules, asked.tests)
    # A name that no mutant has: mutants are written and tests are timed, nothing is tried.
    first = mutmut("run", "none", quiet=True)
    names = drawn(asked.each, asked.seed)
    if not names or "nothing matches" not in first:
        raise SystemExit(first[-3000:])
    mutmut("run", "--max-children", asked.processes, *names)
    results = {name: said for name, said in _RESULT.findall(mutmut("results", "--all", "true")) if name in set(names)}
    by_module: dict[str, Counter[str]] = {}
    for name, said in results.items():
        by_module.setdefault(name.rpartition(".")[0], Counter())["noticed" if said in NOTICED else "survived"] += 1
    for name, said in sorted(results.items()):
        if said not in NOTICED:
            print(f"{said}: {name}")
    for module, counts in sorted(by_module.items()):
        print(f"{module}: {counts['noticed']} of {counts.total()}")
    total = sum((counts["noticed"] for counts in by_module.values()), 0)
    print(f"noticed: {total} of {len(results)} ({total / len(results):.0%}), seed {asked.seed}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
