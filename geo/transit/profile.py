"""What is assumed of those who travel by public transport: how they walk, change and leave (``data/profiles``)."""

from dataclasses import dataclass

from msgspec import Struct

from geo.errors import BadInputError
from geo.files.toml import NotNegative, Positive, Sourced, read_toml
from geo.paths import data_folder, read_once
from geo.roads.profile import load_profile

HOURS_FILE = "hours.json"
"""Name of the file, beside a timetable, that holds the hours chosen for its territory."""

_DAY_MIN = 24 * 60


@dataclass(frozen=True)
class FeedDays:
    """The day of a timetable, the days on which all its feeds are valid (``YYYY-MM-DD``), and files it is not of."""

    day: str
    first_day: str
    last_day: str
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class Hours:
    """The moments over which times are taken: one leaves at them or, where ``arrives``, has to be there.

    ``windows`` are in minutes of the day, their end excluded, one moment where both ends are the same; moments are
    ``every_s`` apart. ``percentile`` of the times of all moments is the time of a trip.
    """

    windows: tuple[tuple[int, int], ...]
    every_s: int
    percentile: float
    arrives: bool = False

    def __post_init__(self) -> None:
        """Refuse a percentile that is none.

        Raises
        ------
        BadInputError
            ``transit-bad-percentile``.
        """
        if not 0 < self.percentile <= 100:
            raise BadInputError("transit-bad-percentile", value=f"{self.percentile:g}")

    def moments(self) -> list[int]:
        """Return the moments, in seconds of the day, rising."""
        spans = [range(60 * start, max(60 * end, 60 * start + 1), self.every_s) for start, end in self.windows]
        return sorted({second for span in spans for second in span})


@dataclass(frozen=True)
class TransitProfile:
    """The assumptions: minutes, seconds, km/h; ``detour`` is the ratio of a walk to the straight line.

    ``hours`` are the moments over which times are taken. ``most_changes`` is how many times one changes vehicle at
    most; ``slack_s`` the time to do so at the same stop. Going and coming back: ``stay_min`` is spent at a service,
    ``way_max_min`` is the longest way, ``usual_hours`` are those of the morning and of the afternoon of a service whose
    hours are unknown (9.5: half past nine).
    """

    walk_kph: float
    detour: float
    access_max_min: float
    transfer_max_min: float
    direct_max_min: float
    slack_s: int
    most_changes: int
    hours: Hours
    stay_min: float
    way_max_min: float
    usual_hours: tuple[tuple[float, float], ...]

    def walk_m(self, minutes: float) -> float:
        """Return the straight line, in metres, that is walked in a time."""
        return minutes * self.walk_kph * 1000 / 60 / self.detour

    def walk_s(self, metres: float) -> float:
        """Return the seconds to walk a straight line in metres; arrays too."""
        return metres * self.detour * 3.6 / self.walk_kph


class _Walking(Sourced, kw_only=True, frozen=True):
    source: str
    detour: Positive
    access_max_min: NotNegative
    transfer_max_min: NotNegative
    direct_max_min: NotNegative


class _Changes(Sourced, kw_only=True, frozen=True):
    slack_s: int
    most: int


class _Departures(Sourced, kw_only=True, frozen=True):
    windows: list[tuple[str, str]]
    every_s: int
    percentile: Positive


class _Returns(Sourced, kw_only=True, frozen=True):
    source: str
    stay_min: NotNegative
    way_max_min: Positive
    usual: list[tuple[str, str]]


class _File(Struct, kw_only=True, frozen=True):
    mode: str
    version: str
    walking: _Walking
    changes: _Changes
    departures: _Departures
    returns: _Returns


@read_once
def load_transit_profile() -> TransitProfile:
    """Read the assumptions about public transport.

    Raises
    ------
    BadInputError
        ``bad-profile`` when the file cannot be read or lacks an entry.
    """
    file = read_toml(data_folder() / "profiles" / "transit.toml", _File, "bad-profile")
    windows = tuple((minute_of_day(start), minute_of_day(end)) for start, end in file.departures.windows)
    return TransitProfile(
        walk_kph=load_profile("foot").walk_kph,
        detour=file.walking.detour,
        access_max_min=file.walking.access_max_min,
        transfer_max_min=file.walking.transfer_max_min,
        direct_max_min=file.walking.direct_max_min,
        slack_s=file.changes.slack_s,
        most_changes=file.changes.most,
        hours=Hours(windows, file.departures.every_s, file.departures.percentile),
        stay_min=file.returns.stay_min,
        way_max_min=file.returns.way_max_min,
        usual_hours=tuple((minute_of_day(one) / 60, minute_of_day(other) / 60) for one, other in file.returns.usual),
    )


def minute_of_day(text: str) -> int:
    """Return the minute of the day that ``7:00`` or ``07:00`` writes, 24:00 included.

    Raises
    ------
    BadInputError
        ``bad-hour``.
    """
    hour, colon, minute = text.strip().replace("h", ":").partition(":")
    minute = minute or "00"
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit() and len(minute) == 2):
        raise BadInputError("bad-hour", value=text)
    total = int(hour) * 60 + int(minute)
    if not colon or int(minute) > 59 or total > _DAY_MIN:
        raise BadInputError("bad-hour", value=text)
    return total
