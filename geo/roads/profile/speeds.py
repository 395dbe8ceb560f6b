"""Speed on every kind of way: one row per combination of tags, in both directions, in town and outside."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from geo.roads.profile.access import access_of, directions_of, is_opened
from geo.roads.profile.conditional import as_by_day
from geo.roads.profile.limits import SpeedLimits, context_of, legal_context, limit_reader, stated_kph
from geo.roads.profile.model import Profile, matches

LAW = "maillage:law"
"""Tag added to the ways that lie under the law of another country or region than that of the territory."""

_CLOCK = re.compile(r"^(?:(\d+):)?(\d{1,3}):(\d{2})$")
_ISO = re.compile(r"^PT?(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$")


def passages(
    kinds: Sequence[Mapping[str, str]], *, profile: Profile, limits: SpeedLimits, country: str
) -> pd.DataFrame:
    """Return how the mode passes on each kind of way.

    Parameters
    ----------
    kinds
        Distinct combinations of tags.
    profile
        Profile of the mode.
    limits
        Legal limits.
    country
        Country or region of the territory, for the legal limits of the ways that name no other (:data:`LAW`).

    Returns
    -------
    pandas.DataFrame
        One row per kind, in order: ``forward_kph``, ``backward_kph`` outside towns, ``forward_urban_kph``,
        ``backward_urban_kph`` in towns (km/h, NaN where the mode may not go), ``context`` (``urban`` or ``rural``
        when a tag says so, else empty), ``duration_s`` of ferries (NaN when not written), ``legal`` (whether the
        speed rests on a limit that nothing writes), ``rank`` and ``free_flow`` for junctions, ``snappable``,
        ``roundabout``, ``ferry``, ``local`` (to arrive only, where that slows the mode).
    """
    laws = {tags.get(LAW, country) for tags in kinds}
    readers = {law: limit_reader(limits=limits, country=law) for law in laws}
    rows = [
        _passage(as_by_day(tags), profile=profile, limits=limits, country=law, read=readers[law])
        for tags in kinds
        for law in [tags.get(LAW, country)]
    ]
    columns = zip(*rows, strict=True) if rows else ([] for _ in _TYPES)
    return pd.DataFrame(
        {name: pd.Series(list(cells), dtype=_TYPES[name]) for name, cells in zip(_TYPES, columns, strict=True)}
    )


def duration_s(text: str) -> float:
    """Return a duration written ``MM``, ``H:MM``, ``H:MM:SS`` or ``PT1H30M``, in seconds; NaN when unreadable."""
    text = text.strip()
    if text.isdigit():
        return float(text) * 60
    if (iso := _ISO.match(text.upper())) and text.upper() not in {"P", "PT"}:
        days, hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return days * 86400 + hours * 3600 + minutes * 60 + seconds
    if clock := _CLOCK.match(text):
        first, middle, last = (float(part) if part else None for part in clock.groups())
        if first is None:
            return (middle or 0) * 3600 + (last or 0) * 60
        return first * 3600 + (middle or 0) * 60 + (last or 0)
    return math.nan


_TYPES: dict[str, Any] = {
    "forward_kph": np.float64,
    "backward_kph": np.float64,
    "forward_urban_kph": np.float64,
    "backward_urban_kph": np.float64,
    "context": "str",
    "duration_s": np.float64,
    "legal": np.bool_,
    "rank": np.int8,
    "free_flow": np.bool_,
    "snappable": np.bool_,
    "roundabout": np.bool_,
    "ferry": np.bool_,
    "local": np.bool_,
}
_DRIVEN_AT_THE_LIMIT = frozenset(
    f"{name}{link}"
    for name in ("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "road")
    for link in ("", "_link")
)
"""Classes on which a written limit says how fast one drives; elsewhere it is only a ceiling."""


def _passage(
    tags: Mapping[str, str], *, profile: Profile, limits: SpeedLimits, country: str, read: Callable[[str], float | None]
) -> tuple[object, ...]:
    highway = tags.get("highway", "")
    ferry = tags.get("route") == "ferry"
    base = _class_kph(tags, profile, country)
    kph = [math.nan] * 4
    legal_default = local = False
    legal = [limits.legal_kph(country, legal_context(tags, urban=urban)) for urban in (False, True)]
    may = directions_of(tags, profile) if base else (False, False)
    for reverse, direction in enumerate(("forward", "backward")):
        access = access_of(tags, profile, direction) if may[reverse] else "closed"
        if access == "closed":
            continue
        local |= access == "local"
        limit = stated_kph(tags, direction=direction, read=read)
        legal_default |= limit is None and profile.uses_legal_defaults and not ferry
        for urban in (0, 1):
            usual = base if urban else max(base, profile.outside_kph.get(highway, 0.0))
            kph[2 * urban + reverse] = _speed_kph(tags, usual, access, profile, limit=limit, legal=legal[urban])
    return (
        *(value if value > 0 else math.nan for value in kph),
        context_of(tags) or "",
        duration_s(tags.get("duration", "")) if ferry else math.nan,
        legal_default,
        profile.ranks.get(highway, 0),
        highway in profile.free_flow,
        not ferry and highway not in profile.unsnappable_classes and not matches(tags, profile.unsnappable_when),
        tags.get("junction") in {"roundabout", "circular"},
        ferry,
        local and profile.local_factor < 1,
    )


def _class_kph(tags: Mapping[str, str], profile: Profile, country: str) -> float:
    """Speed of the class, in km/h; zero for a class that the mode does not use."""
    if tags.get("route") == "ferry" and "highway" not in tags:
        return profile.ferry_kph
    highway = tags.get("highway", "")
    if is_opened(tags, profile, country):
        return profile.opened_kph
    if highway == "track" and highway in profile.class_kph:
        return profile.grade_kph.get(tags.get("tracktype", ""), profile.class_kph[highway])
    return profile.class_kph.get(highway, 0.0)


def _speed_kph(
    tags: Mapping[str, str], base: float, access: str, profile: Profile, *, limit: float | None, legal: float
) -> float:
    """Speed in km/h: the limit × share when written, else that of the class; then capped, then slowed."""
    if profile.uses_legal_defaults and tags.get("route") != "ferry":
        written = tags.get("highway") in _DRIVEN_AT_THE_LIMIT and limit is not None
        kph = (limit or legal) * profile.share_of.get(tags.get("highway", ""), profile.limit_share)
        kph = kph if written else min(base, kph)
    else:
        kph = base if limit is None else min(base, limit)
    for tag, caps in profile.caps_kph.items():
        kph = min(kph, caps.get(tags.get(tag, ""), math.inf))
    kph *= profile.service_factor.get(tags.get("service", ""), 1.0)
    if access == "local":
        kph *= profile.local_factor
    if access == "dismount":
        kph = min(kph, profile.dismount_kph)
    return kph
