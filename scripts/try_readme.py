"""Try the README's own first commands in a clean copy of the project, as somebody who has just received it.

``uv run python -m scripts.try_readme``. Each command that ends in ``maillage app`` must serve the app, each that ends
in ``pytest`` must run a file of tests: those that begin with ``pip install`` where it is allowed (an environment of
their own), the others where the system refuses it, when this machine has such a Python.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts.clean_copy import PROJECT, clean_copy

SYSTEM = Path("/usr/bin/python3")
SHORT = "tests/geo/travel/test_estimate.py"
PATIENCE_S = 300
_FENCE = re.compile(r"```bash\n(.*?)```", re.DOTALL)


def commands() -> list[str]:
    """Return the README's commands that install something, then run the app or the tests."""
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    lines = [line.strip() for block in _FENCE.findall(text) for line in block.splitlines()]
    return [line for line in lines if "pip install" in line and line.endswith(("maillage app", "pytest"))]


def refuses_pip() -> bool:
    """Tell whether the system's Python refuses ``pip install``."""
    if not SYSTEM.is_file():
        return False
    ask = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    said = subprocess.run([SYSTEM, "-c", ask], check=True, capture_output=True, text=True)  # noqa: S603
    return (Path(said.stdout.strip()) / "EXTERNALLY-MANAGED").is_file()


def environment(folder: Path, command: str) -> dict[str, str]:
    """Return the variables under which a command runs: no environment of ours, and the Python that it is meant for."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VIRTUAL_ENV", "UV_PROJECT"))}
    ours = Path(sysconfig.get_path("scripts"))
    path = [part for part in os.environ["PATH"].split(os.pathsep) if Path(part) != ours]
    if command.startswith("pip "):
        allowed = folder / "allowed"
        if not allowed.is_dir():
            subprocess.run([Path(sys.base_prefix, "bin", "python3"), "-m", "venv", allowed], check=True)  # noqa: S603
        path.insert(0, str(allowed / "bin"))
    elif refuses_pip():
        path.insert(0, str(SYSTEM.parent))
    return kept | {"PATH": os.pathsep.join(path), "MAILLAGE_WORKSPACE": str(folder / "workspace")}


def serves(command: str, folder: Path, variables: dict[str, str]) -> bool:
    """Tell whether a command serves the app."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = subprocess.Popen(  # noqa: S602
        f"{command} --no-browser --port {port}", shell=True, cwd=folder, env=variables, start_new_session=True
    )
    try:
        until = time.monotonic() + PATIENCE_S
        while started.poll() is None and time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=5) as page:
                    return bool(page.read() == b"ok")
            except (urllib.error.URLError, OSError):
                time.sleep(0.5)
        return False
    finally:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def tests_pass(command: str, folder: Path, variables: dict[str, str]) -> bool:
    """Tell whether a command runs a file of tests."""
    short = f"{command} -n 0 -q {SHORT}"
    return subprocess.run(short, shell=True, cwd=folder, env=variables, check=False).returncode == 0  # noqa: S602


def main() -> int:
    """Try every command; the status is 1 when one fails."""
    found, failed = commands(), 0
    if len(found) < 4:
        print(f"the README has {len(found)} first commands, 4 were expected")
        return 1
    if refuses_pip():
        pip = [SYSTEM, "-m", "pip", "install", "--dry-run", "uv"]
        refused = subprocess.run(pip, check=False, capture_output=True, text=True)  # noqa: S603
        print(f"pip install is refused by {SYSTEM}: {'externally-managed' in refused.stderr}")
    for begins in (True, False):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "maillage")
            clean_copy(folder)
            for command in (line for line in found if line.startswith("pip ") is begins):
                variables = environment(folder.parent, command)
                trial = serves if command.endswith("app") else tests_pass
                worked = trial(command, folder, variables)
                print(f"{'works' if worked else 'FAILS'}: {command}")
                failed += not worked
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
