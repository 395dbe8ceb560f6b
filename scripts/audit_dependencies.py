"""Ask whether a dependency has a known vulnerability; where the database cannot be reached, say so and go on.

``uv run --no-sync python scripts/audit_dependencies.py`` audits the exact versions of ``[tool.uv]
constraint-dependencies`` with pip-audit, which uv runs from its cache. The status is 1 only when a vulnerability is
known: no network is not a fault of the project.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
AUDITOR = "pip-audit==2.10.0"
PATIENCE_S = 90
NOT_REACHED = "vulnerabilities: not checked, the database cannot be reached from here"


def pinned(pyproject: Path = PYPROJECT) -> list[str]:
    """Return one ``name==version`` per dependency, with its marker."""
    return list(tomllib.loads(pyproject.read_text(encoding="utf-8"))["tool"]["uv"]["constraint-dependencies"])


def verdict(report: str) -> tuple[int, list[str]]:
    """Return the status and the lines to print for what pip-audit wrote; nothing, or no JSON, is a check not made."""
    try:
        found = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, [NOT_REACHED]
    skipped = [each["name"] for each in found if "skip_reason" in each]
    if len(skipped) == len(found):
        return 0, [NOT_REACHED]
    known = [
        f"{each['name']} {each['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or 'no version'}"
        for each in found
        for one in each.get("vulns", [])
    ]
    told = f"vulnerabilities: {len(known)} known in {len(found) - len(skipped)} dependencies"
    return int(bool(known)), [told, *known]


def audit(requirements: list[str], *, patience_s: float = PATIENCE_S) -> str:
    """Return what pip-audit reports of exact versions, or nothing when it could not work."""
    with tempfile.TemporaryDirectory() as folder:
        asked, report = Path(folder) / "requirements.txt", Path(folder) / "report.json"
        asked.write_text("\n".join(requirements) + "\n", encoding="utf-8")
        command = [
            *("uv", "tool", "run", AUDITOR, "--requirement", str(asked), "--disable-pip", "--no-deps"),
            *("--timeout", "10", "--progress-spinner", "off", "--format", "json", "--output", str(report)),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=patience_s, check=False)  # noqa: S603
        except (subprocess.TimeoutExpired, OSError):
            return ""
        return report.read_text(encoding="utf-8") if report.is_file() else ""


def main() -> int:
    """Print what is known."""
    status, lines = verdict(audit(pinned()))
    print("\n".join(lines))
    return status


if __name__ == "__main__":
    sys.exit(main())
