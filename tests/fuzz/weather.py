"""Bad weather: full, small and read-only disks, missing homes, consoles that know no accent, few files allowed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .judge import Outcome, run_apart
from .zoo import Zoo

TERRITORY = "land"


@dataclass(frozen=True)
class Weather:
    """A name, what surrounds the command, and what makes it impossible on this machine (empty: nothing)."""

    name: str
    environment: dict[str, str | None] = field(default_factory=dict)
    before: str = ""
    prefix: tuple[str, ...] = ()
    impossible: str = ""
    workspace: Callable[[Path], Path] | None = None


@cache
def mounts() -> bool:
    """Tell whether this process may mount a small disk in a room of its own."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    tried = ["unshare", "--mount", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "/mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


@cache
def obeys() -> bool:
    """Tell whether the administrator can be made to obey the permissions of files."""
    return sys.platform == "linux" and (os.geteuid() != 0 or shutil.which("setpriv") is not None)


def small_disk(folder: Path, kilobytes: int, *, filled_from: Path | None = None, read_only: bool = False) -> Weather:
    """Return the weather in which the workspace is a disk of a size; ``filled_from`` is copied there before."""
    script = f"mount -t tmpfs -o size={kilobytes}k tmpfs '{folder}'"
    if filled_from is not None:
        script += f" && (cp -r '{filled_from}'/. '{folder}' 2>/dev/null || true)"
    if read_only:
        script += f" && mount -o remount,ro '{folder}'"
    name = f"read-only disk of {kilobytes} kB" if read_only else f"disk of {kilobytes} kB"
    return Weather(
        name,
        prefix=("unshare", "--mount", "sh", "-c", f'{script} && exec "$@"', "sh"),
        impossible="" if mounts() else "mounting is not permitted here",
    )


def weathers(folder: Path, workspace: Path) -> Iterator[Weather]:
    """Return every weather; ``workspace`` is a ready one, copied where that is wanted."""
    for console in ({"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "ascii"}, {"LANG": "C", "LC_ALL": "C"}):
        yield Weather(" ".join(f"{name}={value}" for name, value in console.items()), dict(console))
    yield Weather("LANG=C, no UTF-8 mode", {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    for name, home in (("missing", str(folder / "no home")), ("a file", str(folder / "file")), ("unsaid", None)):
        Path(folder / "file").touch()
        yield Weather(
            f"home {name}",
            {"HOME": home, "XDG_DATA_HOME": None if home else str(folder / "data"), "MAILLAGE_WORKSPACE": None},
        )
    locked = folder / "locked"
    locked.mkdir(exist_ok=True)
    locked.chmod(0o555)
    yield Weather(
        "home not permitted",
        {"HOME": str(locked), "XDG_DATA_HOME": None, "MAILLAGE_WORKSPACE": None},
        prefix=("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
        if os.geteuid() == 0
        else (),
        impossible="" if obeys() else "the administrator cannot be made to obey permissions here",
    )
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    on_disk: dict[str, str | None] = {"MAILLAGE_WORKSPACE": str(disk)}
    for kilobytes in (64, 1024, 4096, 8192, 14336):
        yield _there(small_disk(disk, kilobytes), on_disk)
    yield _there(small_disk(disk, 64, read_only=True), on_disk)
    yield _there(small_disk(disk, 65536, filled_from=workspace, read_only=True), on_disk)
    for size in (0, 100_000, 3_000_000):
        yield Weather(
            f"files of {size} bytes at most",
            {"MAILLAGE_WORKSPACE": str(folder / f"limited-{size}")},
            before="import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))",
            impossible="" if sys.platform != "win32" else "no such limit on Windows",
        )
    for number in (12, 24):
        yield Weather(
            f"{number} open files at most",
            before=f"import ui.cli, resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({number}, {number}))",
            impossible="" if sys.platform != "win32" else "no such limit on Windows",
        )
    for name, place in (
        ("a file", folder / "file"),
        ("below a file", folder / "file" / "below"),
        ("in /proc", Path("/proc/x")),
    ):
        yield Weather(f"workspace {name}", {"MAILLAGE_WORKSPACE": str(place)})


def commands(zoo: Zoo, out: Path) -> list[list[str]]:
    """Return commands that read, build and write."""
    return [
        ["diagnose", TERRITORY],
        ["diagnose", TERRITORY, "--json"],
        ["import", str(zoo.good("register")), "--territory", TERRITORY],
        ["travel", "export", TERRITORY, str(out / "times.csv")],
        ["template", str(out / "template.xlsx")],
        ["scenario", "save", str(zoo.good("scenario")), "--replace"],
        ["travel", "import", TERRITORY, str(zoo.good("matrix")), "--source", "Été", "--yes"],
        ["--lang", "en", "access", TERRITORY, "--mode", "train"],
        ["territory", "list"],
    ]


def run_in(weather: Weather, command: Sequence[str]) -> Outcome:
    """Run a command in a weather."""
    return run_apart(
        command,
        environment=weather.environment,
        before=weather.before,
        prefix=weather.prefix,
        around=f"[{weather.name}] ",
    )


def _there(weather: Weather, environment: dict[str, str | None]) -> Weather:
    return Weather(weather.name, environment, weather.before, weather.prefix, weather.impossible)
