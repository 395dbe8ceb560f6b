"""What fits in this computer's memory: asked before anything large is made, so that too much is a sentence."""

import os
import sys
from pathlib import Path

from geo.errors import MissingFileError, TooLargeError

PART_USED = 0.7
"""Part of the free memory that one piece of work may take: the rest is for what is done with its result."""

BYTES_PER_TRIP = 80
"""Bytes that one trip takes while all are made: measured from 48 to 80 on 3 to 40 million; 12 stay."""

BYTES_PER_NEAR_TRIP = 20
"""The same where trips are looked for by tiles of places (``geo.travel.near_pairs``): 19 on 165 and 462 million."""

BYTES_PER_PACKED_TRIP = 6
"""The same where they are packed: four stay, a shard of them twice while it is made."""

BYTES_TO_JOIN = 60
"""Bytes that one trip takes again when parts already in memory are put together."""

ROAD_FILE_TIMES = 4
"""Memory that roads take while they are built, at least, for each byte of their files: half of it on a country's whole
extract, where roads are a tenth of what is written; far more on a small extract, or on one of roads alone."""

_GIGABYTE = 1e9
_UNKNOWN_BYTES = 4 * 2**30
"""What is counted on where the system does not say what is free."""


def check_trips(trips: float, *, places: int, actors: int, bytes_each: int = BYTES_PER_TRIP) -> None:
    """Refuse a table of trips that memory cannot hold, before it is made.

    Parameters
    ----------
    trips
        How many the table would have: pairs of a place and an actor within the horizon.
    places, actors
        How many were asked for.
    bytes_each
        What one trip still takes until the table is there.

    Raises
    ------
    TooLargeError
        ``too-many-trips``: with ``places``, ``actors``, ``needed_gb``, ``free_gb`` and ``fits``, the number of actors
        that would fit with these places.
    """
    free, needed = free_memory_bytes(), trips * bytes_each
    if needed <= free * PART_USED:
        return
    raise TooLargeError(
        "too-many-trips",
        places=places,
        actors=actors,
        needed_gb=_gigabytes(needed),
        free_gb=_gigabytes(free),
        fits=int(actors * free * PART_USED / needed),
    )


def check_road_files(*paths: Path) -> None:
    """Refuse files of roads that memory surely cannot hold together once they are read.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    TooLargeError
        ``roads-file-too-large``: with ``file``, ``needed_gb`` and ``free_gb``.
    """
    for path in paths:
        if not path.is_file():
            raise MissingFileError("missing-file", path=str(path))
    needed, free = sum(path.stat().st_size for path in paths) * ROAD_FILE_TIMES, free_memory_bytes()
    if needed > free * PART_USED:
        told = {"needed_gb": _gigabytes(needed), "free_gb": _gigabytes(free)}
        raise TooLargeError("roads-file-too-large", file=" + ".join(path.name for path in paths), **told)


def free_memory_bytes() -> float:
    """Return the memory that this process may still take, in bytes.

    The least of what the system has free, what its container leaves, and ``MAILLAGE_MEMORY_MB`` when it is set: what
    whoever shares a computer between several processes gives to each.
    """
    known = [_system_bytes(), _container_bytes(), _given_bytes()]
    found = [value for value in known if value is not None]
    return min(found) if found else float(_UNKNOWN_BYTES)


def _given_bytes() -> float | None:
    text = os.environ.get("MAILLAGE_MEMORY_MB", "")
    return float(text) * 2**20 if text.isascii() and text.isdigit() and int(text) > 0 else None


def _system_bytes() -> float | None:
    if sys.platform == "win32":
        return _windows_bytes()
    told = _first_line(Path("/proc/meminfo"), "MemAvailable:")
    if told is not None:
        return float(told.split()[1]) * 1024
    try:
        # Elsewhere only the whole is told: half of it is counted on.
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2
    except (ValueError, OSError, AttributeError):
        return None


def _windows_bytes() -> float | None:
    import ctypes  # noqa: PLC0415 - Windows only

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("whole", "free", "page", "page_free", "virtual")),
            ("virtual_free", ctypes.c_ulonglong),
            ("extended", ctypes.c_ulonglong),
        )

    status = Status(length=ctypes.sizeof(Status))
    library = getattr(ctypes, "windll", None)
    if library is None or not library.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return float(status.free)


def _container_bytes() -> float | None:
    """Return what a Linux container leaves, or None outside of one."""
    folder = Path("/sys/fs/cgroup")
    most, used = _first_line(folder / "memory.max"), _first_line(folder / "memory.current")
    if most is None or used is None or not most.isdigit() or not used.isdigit():
        return None
    return max(0.0, float(most) - float(used) + _cached_bytes(folder / "memory.stat"))


def _cached_bytes(path: Path) -> float:
    """Return the files that a container keeps in memory and gives back when asked."""
    told = _first_line(path, "inactive_file ")
    return float(told.split()[1]) if told is not None else 0.0


def _first_line(path: Path, beginning: str = "") -> str | None:
    try:
        with path.open(encoding="ascii", errors="replace") as lines:
            return next((line.strip() for line in lines if line.startswith(beginning)), None)
    except OSError:
        return None


def _gigabytes(size: float) -> float:
    return round(size / _GIGABYTE, 1)
