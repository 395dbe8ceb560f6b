"""Who may use a way, and in which direction: the access tags of OpenStreetMap, most specific first."""

from collections.abc import Mapping

from geo.roads.profile.model import Profile, matches

_YES = frozenset({"yes", "true", "1"})
_NO = frozenset({"no", "false", "0"})
_REVERSE = frozenset({"-1", "reverse"})
_BOTH_WAYS_CLOSED = frozenset({"reversible"})
_OPENING = frozenset({"yes", "designated", "permissive", "official", "destination"})


def access_of(tags: Mapping[str, str], profile: Profile, direction: str = "forward") -> str:
    """Return ``open``, ``local`` (to arrive only), ``dismount`` (pushing the bike) or ``closed``, in one direction."""
    if matches(tags, profile.forbidden_when):
        return "closed"
    keys = profile.ferry_keys if tags.get("route") == "ferry" else profile.access_keys
    sides = (side for key in keys for side in (f"{key}:{direction}", key))
    value = next((tags[side] for side in sides if side in tags), "yes")
    if value in profile.forbidden:
        return "closed"
    if value in profile.local:
        return "local"
    return "dismount" if value in profile.dismount else "open"


def is_opened(tags: Mapping[str, str], profile: Profile, country: str) -> bool:
    """Return whether a class that is closed to the mode is opened: by a tag of its own, a pavement or track, the law.

    Parameters
    ----------
    country
        Country or region (``BE``, ``BE-WAL``): the law that holds.
    """
    highway = tags.get("highway")
    if highway in profile.lawful_classes and country.partition("-")[0] not in profile.lawful_not_in:
        return True
    if highway not in profile.opened_classes:
        return False
    value = next((tags[key] for key in profile.opened_keys if key in tags), None)
    return value in _OPENING or (value is None and matches(tags, profile.opened_when))


def directions_of(tags: Mapping[str, str], profile: Profile) -> tuple[bool, bool]:
    """Return whether the mode may go along the way, and against it."""
    stated = next((tags[key] for key in profile.oneway_keys if key in tags), None)
    if stated in _BOTH_WAYS_CLOSED:
        return False, False
    if stated in _REVERSE:
        forward, backward = False, True
    elif stated in _YES:
        forward, backward = True, False
    elif stated in _NO or not matches(tags, profile.oneway_implied_by):
        forward, backward = True, True
    else:
        forward, backward = True, False
    if forward != backward and matches(tags, profile.contraflow):
        return True, True
    return forward, backward


def stops_at(tags: Mapping[str, str], profile: Profile) -> bool:
    """Return whether a point (bollard, locked gate, private entrance …) stops the mode."""
    value = next((tags[key] for key in profile.barrier_keys if key in tags), None)
    barrier = tags.get("barrier")
    if tags.get("ford") in profile.fords_closed:
        return True
    if value is not None and (barrier is not None or tags.get("highway") not in {"crossing", "traffic_signals"}):
        return value in profile.forbidden
    if barrier is None or (tags.get("bollard") == "rising" and tags.get("locked") != "yes"):
        return False
    if tags.get("locked") == "yes":
        return True
    if profile.barriers_passable is not None:
        return barrier not in profile.barriers_passable
    return barrier in profile.barriers_blocking
