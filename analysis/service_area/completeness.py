"""How complete the register is: what is known of a kind in a zone, beside how many there should be.

A register never says that it is whole: a source apart does (``schema.EXPECTED``). Nobody known of a kind, where no
source says that there is none, means that the kind was not listed, and nothing can be said of it.
"""

import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan, nan
from typing import Any

import pandas as pd

from analysis.question import Selection
from analysis.records.bounds import Bound, CompletenessRecord, RegisterLine, State, falling, rising
from analysis.service_area.programme import Programme
from geo.json_values import encode
from geo.workspace.data import TerritoryData
from geo.workspace.zones import ZoneTree, open_actors, unknown_zone

SURE = ("official", "secondary")
"""Reliabilities of a count that is taken for the whole number where it states no highest."""


@dataclass(frozen=True)
class KindKnown:
    """What is known of one kind in a zone.

    ``known`` counts the open actors of the register. ``expected`` is the count that a source gives for this very zone
    (NaN: none); there are no fewer than ``low`` and no more than ``high`` (NaN: no limit is known). ``stated_in`` is
    the zone whose source decides, this one or one above it; None where no source gives a count. ``what``… ``note``
    are those of that source, or of the one that says that no count was found.
    """

    kind: str
    zone_id: str
    state: State
    known: int
    expected: float
    low: float
    high: float
    stated_in: str | None = None
    what: str | None = None
    as_of: str | None = None
    source: str | None = None
    reliability: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Completeness:
    """What is known, in a zone, of the services that a question is about.

    One kind: the figures of `KindKnown`. A function: ``known`` counts the open actors that carry it, the state is that
    of all the ``kinds`` together, and no count is expected, since a source counts kinds.
    """

    zone_id: str
    state: State
    known: int
    expected: float
    low: float
    high: float
    kinds: tuple[KindKnown, ...]

    @property
    def about(self) -> float:
        """The one figure that says best how many there should be: expected, else the least, else the most; or NaN."""
        if not isnan(self.expected):
            return self.expected
        least = self.low if self.low > self.known else nan
        return self.high if isnan(least) else least

    @property
    def mostly_unknown(self) -> bool:
        """Whether less than half of them are known, or nobody is."""
        return self.state == "not-listed" or (self.state == "partial" and 2 * self.known < self.about)

    def rising(self, value: float) -> Bound:
        """Return a figure that one more service could only raise, as `analysis.records.bounds.rising`."""
        return rising(self.state, value)

    def falling(self, value: float) -> Bound:
        """Return a figure that one more service could only lower, as `analysis.records.bounds.falling`."""
        return falling(self.state, value)


@dataclass(frozen=True, eq=False)
class Register:
    """What the register knows of some kinds, zone by zone; ``carriers`` are the open actors asked about.

    One kind is judged by all its open actors, whatever stratum or stage the question speaks of.
    """

    data: TerritoryData
    kinds: tuple[str, ...]
    carriers: pd.DataFrame
    one_kind: bool
    known: "KindsKnown"

    def of(self, zone_id: str) -> Completeness:
        """Return what is known in a zone.

        Raises
        ------
        NotFoundError
            ``unknown-zone``.
        """
        if zone_id not in self._by_zone:
            raise unknown_zone(self.data.zones, zone_id)
        return self._by_zone[zone_id]

    @property
    def whole(self) -> Completeness:
        """What is known in the whole territory: what travel rests on, since families cross the limits of zones."""
        return self.of(self.data.territory.root)

    @property
    def reach_state(self) -> State:
        """The state of what is said of travel: that of the whole territory."""
        return self.whole.state

    @cached_property
    def states(self) -> pd.Series:
        """The state of every zone, by ``zone_id``: that of what zones offer."""
        return pd.Series({zone_id: found.state for zone_id, found in self._by_zone.items()}, dtype="str", name="state")

    def table(self) -> pd.DataFrame:
        """Return ``zone_id``, ``state``, ``known``, ``expected``, ``low``, ``high`` of every zone."""
        names = ["zone_id", "state", "known", "expected", "low", "high"]
        return pd.DataFrame([[getattr(one, name) for name in names] for one in self._by_zone.values()], columns=names)

    @cached_property
    def _by_zone(self) -> Mapping[str, Completeness]:
        by_kind = {kind: self.known[kind] for kind in self.kinds}
        if self.one_kind:
            return {zone_id: _of_one(one) for zone_id, one in by_kind[self.kinds[0]].items()}
        carriers = self.known.tree.counts(self.carriers, self.data.services)
        listed = carriers[self.data.territory.root] > 0
        return {
            zone_id: _of_several(
                zone_id, carriers[zone_id], [found[zone_id] for found in by_kind.values()], listed=listed
            )
            for zone_id in self.data.zones["zone_id"]
        }


class KindsKnown:
    """What is known of each kind of a territory, zone by zone, worked out when it is first asked for.

    All questions about the same tables share it; it is forgotten with them.
    """

    def __init__(self, data: TerritoryData) -> None:
        self._of = weakref.ref(data)
        self._found: dict[str, dict[str, KindKnown]] = {}

    @classmethod
    def of(cls, data: TerritoryData) -> "KindsKnown":
        """Return what is known of the kinds of a territory."""
        key = id(data)
        of, kept = _KEPT.get(key, (None, None))
        if of is None or kept is None or of() is not data:
            kept = cls(data)
            _KEPT[key] = weakref.ref(data, lambda gone: _forget(key, gone)), kept
        return kept

    def __reduce__(self) -> tuple[Any, ...]:
        return KindsKnown.of, (self._data(),)

    @cached_property
    def tree(self) -> ZoneTree:
        """The zones of the territory."""
        return ZoneTree.of(self._data())

    def __getitem__(self, kind: str) -> Mapping[str, KindKnown]:
        if kind not in self._found:
            self._found[kind] = known_by_zone(self._data(), kind, tree=self.tree)
        return self._found[kind]

    def _data(self) -> TerritoryData:
        data = self._of()
        assert data is not None  # noqa: S101 - whoever asks holds it
        return data


_KEPT: dict[int, tuple[weakref.ref[TerritoryData], KindsKnown]] = {}


def _forget(key: int, gone: weakref.ref[TerritoryData]) -> None:
    if key in _KEPT and _KEPT[key][0] is gone:
        del _KEPT[key]


def known_offer(offered: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Return what zones are offered, with what the register knows of it.

    Parameters
    ----------
    offered
        As `analysis.service_area.offer.capacity_by_zone` returns it.

    Returns
    -------
    pandas.DataFrame
        The same with ``register_state``: that of the zone, ``partial`` where it is not listed and a service comes from
        elsewhere. Where it is not listed, ``services``, ``capacity``, what these are at least and ``used`` are NaN;
        unless it is complete, ``capacity_complete`` is False: there may be more.
    """
    state = offered["zone_id"].map(register.states)
    state = state.mask((state == "not-listed") & (offered["services"] > 0), "partial")
    out = offered.assign(register_state=state, capacity_complete=offered["capacity_complete"] & (state == "complete"))
    figures = ["services", "services_low", "capacity", "capacity_low", "used"]
    out[figures] = out[figures].astype("float64").mask(state == "not-listed")
    return out


def completeness_record(known: Completeness) -> CompletenessRecord:
    """Return what is known of a zone as plain values."""
    return encode(CompletenessRecord, known)


def register_table(
    data: TerritoryData, kinds: Iterable[str], *, zone_id: str, own: pd.DataFrame, scores: pd.Series | None = None
) -> list[RegisterLine]:
    """Return what is known of kinds in a zone, and in each zone inside it for which a source gives a count.

    Parameters
    ----------
    own
        ``zone_id`` and ``kind`` of the counts that the user wrote.
    scores
        The score of the row of every actor, by ``actor_id`` (`analysis.doubt.row_quality`), where it is told.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    kinds_known, zones = KindsKnown.of(data), data.zones.set_index("zone_id")
    tree = kinds_known.tree
    if zone_id not in zones.index:
        raise unknown_zone(data.zones, zone_id)
    written = set(zip(own["zone_id"], own["kind"], strict=True))
    lines = []
    for kind in kinds:
        found, known = kinds_known[kind], open_actors(data, kind)
        inside = [one for zone, one in found.items() if one.stated_in == zone and zone_id in tree.above[zone]]
        for one in [found[zone_id], *(one for one in inside if one.zone_id != zone_id)]:
            row = zones.loc[one.zone_id]
            here = [str(zone) in tree.above and one.zone_id in tree.above[str(zone)] for zone in known["zone_id"]]
            counted = known if one.zone_id == tree.root else known[here]
            mean = nan if scores is None else float(scores.reindex(counted["actor_id"]).mean())
            said = {"zone": one.zone_id, "name": row["name"], "level": row["level"], "row_quality_mean": mean}
            lines.append(encode(RegisterLine, one, said, own=(one.zone_id, kind) in written))
    return lines


def register_of(data: TerritoryData, selection: Selection, carriers: pd.DataFrame, *, programme: Programme) -> Register:
    """Return what the register knows of the services of a selection.

    Parameters
    ----------
    carriers
        The actors that answer the selection (``schema.ACTOR``), of which the open ones are known: what is to verify
        never makes a register more complete. Their kinds count beside those to which the programme gives the function:
        an actor may say that it carries one that the programme does not give it.

    Raises
    ------
    NotFoundError
        ``unknown-function``, ``unknown-stratum``.
    """
    known = KindsKnown.of(data)
    carriers = carriers[carriers["status"] == "open"]
    if selection.kind is not None:
        return Register(data, (selection.kind,), carriers, one_kind=True, known=known)
    named = [] if selection.function is None else programme.kinds_of(selection.function, selection.stratum)
    kinds = dict.fromkeys([*named, *carriers["kind"].sort_values()])
    return Register(data, tuple(kinds), carriers, one_kind=False, known=known)


def known_by_zone(data: TerritoryData, kind: str, *, tree: ZoneTree | None = None) -> dict[str, KindKnown]:
    """Return what is known of a kind in every zone of a territory, by ``zone_id``.

    With n open actors known in a zone, and a source that states an expected count E, a least L or a most H:

    - there are at least max(n, L or else E), and at most max(n, H); without H, at most E where its source is official
      or secondary, else no limit is known;
    - ``complete`` when the most is known and n reaches E (H where there is no E), and when both are zero;
    - ``not-listed`` when n is zero, otherwise; ``partial`` in every other case.

    A zone of which no source speaks follows the one above it: complete or not listed with it, else partial, and what
    is missing there may all be here. Without any source: partial, or not listed where n is zero.
    """
    tree = ZoneTree.of(data) if tree is None else tree
    counts = tree.counts(open_actors(data, kind), data.services)
    told = data.expected[data.expected["kind"] == kind].set_index("zone_id").to_dict("index")
    found: dict[str, KindKnown] = {}
    for zone_id, parent_id in tree.downward:
        known, row = counts[zone_id], told.get(zone_id)
        above = found.get(parent_id) if parent_id is not None else None
        if row is not None and not _silent(row):
            found[zone_id] = _stated(kind, zone_id, known, row)
        else:
            found[zone_id] = _inherited(kind, zone_id, known, above, row)
    return found


def _silent(row: Mapping[Any, Any]) -> bool:
    return all(isnan(row[name]) for name in ("expected", "low", "high"))


def count_state(
    known: int, *, expected: float = nan, low: float = nan, high: float = nan, reliability: str = "official"
) -> tuple[State, float, float]:
    """Return how a register stands to a count that a source states: the state, and the least and the most there are.

    Parameters
    ----------
    known
        Open actors of the register.
    expected, low, high
        What the source says; NaN where it does not.
    reliability
        One of ``schema.RELIABILITIES``.
    """
    if isnan(high) and reliability in SURE:
        high = expected
    if isnan(low):
        low = expected
    wanted = high if isnan(expected) else expected
    if not isnan(high) and known >= wanted and (known > 0 or high == 0):
        return "complete", float(known), float(known)
    least = float(known) if isnan(low) else float(max(known, low))
    most = nan if isnan(high) else float(max(known, high))
    return "partial" if known else "not-listed", least, most


def _stated(kind: str, zone_id: str, known: int, row: Mapping[Any, Any]) -> KindKnown:
    expected, low, high = (float(row[name]) for name in ("expected", "low", "high"))
    state, least, most = count_state(known, expected=expected, low=low, high=high, reliability=row["reliability"])
    return KindKnown(kind, zone_id, state, known, expected, least, most, stated_in=zone_id, **_words(row))


def _inherited(
    kind: str, zone_id: str, known: int, above: KindKnown | None, row: Mapping[Any, Any] | None
) -> KindKnown:
    if above is None:
        state: State = "partial" if known else "not-listed"
        return KindKnown(kind, zone_id, state, known, nan, float(known), nan, **({} if row is None else _words(row)))
    most = known + above.high - above.known
    words = {name: getattr(above, name) for name in _WORDS} if row is None else _words(row)
    return KindKnown(kind, zone_id, above.state, known, nan, float(known), most, stated_in=above.stated_in, **words)


_WORDS = ("what", "as_of", "source", "reliability", "note")


def _words(row: Mapping[Any, Any]) -> dict[str, str | None]:
    return {name: None if pd.isna(row[name]) else str(row[name]) for name in _WORDS}


def _of_one(one: KindKnown) -> Completeness:
    return Completeness(one.zone_id, one.state, one.known, one.expected, one.low, one.high, (one,))


def _of_several(zone_id: str, carriers: int, kinds: Sequence[KindKnown], *, listed: bool) -> Completeness:
    whole = bool(kinds) and all(one.state == "complete" for one in kinds)
    some = carriers > 0 or (listed and any(one.state == "partial" for one in kinds))
    state: State = "complete" if whole else "partial" if some else "not-listed"
    return Completeness(zone_id, state, carriers, nan, float(carriers), float(carriers) if whole else nan, tuple(kinds))
