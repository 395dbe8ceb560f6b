"""What a served app allows: told by the command to the processes that answer, through their environment."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names by which a computer speaks to itself: always answered."""
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - addresses to recognise, not to listen on
HOSTS, IDLE, WORKER = "MAILLAGE_HOSTS", "MAILLAGE_IDLE_MINUTES", "MAILLAGE_WORKER"
IDLE_MINUTES, _LONGEST_MINUTES = 120.0, 7 * 24 * 60.0
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class ServingLimits:
    """What one process accepts.

    Attributes
    ----------
    idle_s
        Seconds without a gesture after which a session ends.
    sessions
        Sessions open at once.
    upload_bytes
        Size of one file, in bytes; the frame around it comes above.
    uploads
        Files that one session may send within ``uploads_window_s`` seconds.
    uploads_at_once
        Files being received at once, all sessions together.
    """

    idle_s: float = IDLE_MINUTES * 60
    sessions: int = 300
    upload_bytes: int = 20 * MEGABYTE
    uploads: int = 30
    uploads_window_s: float = 600.0
    uploads_at_once: int = 4


def allowed_hosts(environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Return the names under which this app answers: this computer, and those that the command was given."""
    given = (plain_host(name) for name in environment.get(HOSTS, "").split(","))
    return LOOPBACK | {name for name in given if name}


def limits(environment: Mapping[str, str] = os.environ) -> ServingLimits:
    """Return the limits of this process; what cannot be read is the default."""
    try:
        minutes = float(environment.get(IDLE, ""))
    except ValueError:
        minutes = IDLE_MINUTES
    return ServingLimits(idle_s=60 * minutes if 0 < minutes <= _LONGEST_MINUTES else 60 * IDLE_MINUTES)


def plain_host(name: str) -> str:
    """Return a host as it is compared: lower case, without brackets nor the final dot."""
    return name.strip().lower().removeprefix("[").removesuffix("]").rstrip(".")


def is_loopback(address: str) -> bool:
    """Tell whether an address to listen on is reached from this computer only."""
    name = plain_host(address)
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
