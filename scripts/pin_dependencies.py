"""Write the exact version of every dependency into ``[tool.uv] constraint-dependencies`` of pyproject.toml.

Run by hand after a change of dependencies: ``uv run --no-project python scripts/pin_dependencies.py [--upgrade]``.
The lock file that uv makes carries addresses and stays out of git; the constraints carry none, and give a fresh
machine the same set. With ``--check`` nothing is written and the status is 1 when the file is out of date.
"""

import re
import subprocess
import sys
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
_BLOCK = re.compile(r"\n\[tool\.uv\]\nconstraint-dependencies = \[\n.*?\n\]\n", re.DOTALL)


def pinned(*, upgrade: bool) -> list[str]:
    """Return one ``name==version ; marker`` per package that uv resolves, sorted."""
    command = ["uv", "export", "--all-groups", "--all-extras", "--no-hashes", "--no-emit-project", "--no-annotate"]
    out = subprocess.run(  # noqa: S603
        [*command, "--no-header", *(["--upgrade"] if upgrade else [])],
        cwd=PYPROJECT.parent,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted(line.strip().replace(" ; ", "; ") for line in out.stdout.splitlines() if "==" in line)


def with_constraints(text: str, constraints: list[str]) -> str:
    """Return the text of pyproject.toml with the constraints in place of those it had."""
    quoted = [line.replace('"', "'") for line in constraints]
    lines = "\n".join(f'    "{line}",' for line in quoted)
    return _BLOCK.sub("", text).rstrip("\n") + f"\n\n[tool.uv]\nconstraint-dependencies = [\n{lines}\n]\n"


def main() -> int:
    """Write or check the constraints."""
    text = PYPROJECT.read_text(encoding="utf-8")
    wanted = with_constraints(text, pinned(upgrade="--upgrade" in sys.argv))
    if "--check" in sys.argv:
        return int(wanted != text)
    PYPROJECT.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
