"""Is this actor already in the register? Identifiers, then names that look alike among those of one kind nearby.

Two actors are compared only when they are of one kind, stand in neighbouring squares of a grid (or in one commune where
a point is unknown) and share the beginning of a word of their names: a hundred thousand rows meet twenty thousand in
seconds. Names are scored by RapidFuzz once abbreviations are written out and words that say nothing are gone.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from geo.files.names import name_key
from geo.files.register.intake.recipes import neighbouring_kinds
from geo.schema import BoolArray, FloatArray, IntArray, split_codes

ALIKE = 85.0
"""Names that score as much, out of 100, are those of one actor when kind and place agree."""

NEAR_KM, AROUND_KM, DOOR_KM = 1.0, 10.0, 0.05
"""How far apart two points of one actor may lie: when both are at the address, when one is vaguer; and one door."""

_CELL_DEG = 0.15
"""Side of a square of the grid: more than ``AROUND_KM`` of latitude, and of longitude up to 52 degrees."""

_COMMON = 400
"""The beginning of a word that more known actors share in a block tells nothing: whole names are still compared."""

_PREFIX = 4
_MOST_VARIANTS = 3
_KM_PER_DEG = 111.32
_OFFSET = 1 << 20
"""More squares than there are on either side of the origin."""

_EXACT = ("address",)
_ENTITIES = frozenset({"siren", "bce", "nis", "insee"})
"""Identifiers of a body or of a commune, which several places share."""

_WRITTEN_OUT: Mapping[str, str] = {
    "st": "saint",
    "ste": "sainte",
    "ch": "centre hospitalier",
    "chu": "centre hospitalier universitaire",
    "chr": "centre hospitalier regional",
    "hop": "hopital",
    "ctre": "centre",
    "cs": "centre sante",
    "csu": "centre sante urbain",
    "csr": "centre sante rural",
    "pmi": "protection maternelle infantile",
    "pf": "planning familial",
    "mdph": "maison departementale personnes handicapees",
    "mds": "maison departementale solidarite",
    "asso": "association",
    "serv": "service",
    "sce": "service",
    "dept": "departement",
    "dr": "docteur",
}
_SAYS_NOTHING = frozenset(
    {
        *("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour", "sur", "un", "une"),
        *("the", "of", "and", "for", "asbl", "vzw", "association"),
    }
)
_FORMER = re.compile(r"\b(?:ex|anciennement|ancien nom|autrefois|formerly|aka|alias|dit|dite)\b[\s:]*", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Matches:
    """Who seems to be whom.

    Parameters
    ----------
    sure
        ``actor_id`` (of the file), ``known_id`` (of the register), ``basis`` (``identifier`` or ``name``), ``score``
        (0 to 100), ``km`` (NaN where a point is unknown): at most one line per actor, and per actor known.
    perhaps
        ``actor_id``, ``other_id``, ``where`` (``register`` or ``file``), ``basis`` (``identifier``, ``name``,
        ``door``: the same kind at one door under another name; ``neighbour``: the same name or identifier under a
        neighbouring kind), ``score``, ``km``: to be looked at, never acted on.
    """

    sure: pd.DataFrame
    perhaps: pd.DataFrame


_VARIANTS = "variants"
_SURE = ["actor_id", "known_id", "basis", "score", "km"]
_PERHAPS = ["actor_id", "other_id", "where", "basis", "score", "km"]


def find_matches(actors: pd.DataFrame, known: pd.DataFrame) -> Matches:
    """Return the actors of a file that seem to be in the register under another identifier, or twice in the file.

    Parameters
    ----------
    actors, known
        ``schema.ACTOR``. Actors whose identifier is in the register are those of the register: they are not compared.
    """
    fresh = _with_variants(actors[~actors["actor_id"].isin(known["actor_id"])].reset_index(drop=True))
    there = _with_variants(known.reset_index(drop=True))
    pairs = _pairs(fresh, there, twice=False)
    ordered = pairs.sort_values(["rank", "score", "km"], ascending=[True, False, True], kind="stable")
    certain = ordered[ordered["basis"] != "door"]
    best = certain[~certain["one"].duplicated()]
    best = best[~best["other"].duplicated()]
    rest = ordered[~ordered.index.isin(best.index) & ~ordered["one"].isin(best["one"])]
    rest = rest[~rest["one"].duplicated()]
    within = _pairs(fresh, fresh, twice=True)
    sure = best.assign(
        actor_id=fresh["actor_id"].to_numpy()[best["one"]], known_id=there["actor_id"].to_numpy()[best["other"]]
    )
    beside = _under_neighbours(fresh, there, apart=set(best["one"]) | set(rest["one"]), twice=False)
    again = _under_neighbours(fresh, fresh, apart=set(), twice=True)
    rest, within = pd.concat([rest, beside], ignore_index=True), pd.concat([within, again], ignore_index=True)
    parts = [
        rest.assign(
            where="register",
            actor_id=fresh["actor_id"].to_numpy()[rest["one"]],
            other_id=there["actor_id"].to_numpy()[rest["other"]],
        ),
        within.assign(
            where="file",
            actor_id=fresh["actor_id"].to_numpy()[within["other"]],
            other_id=fresh["actor_id"].to_numpy()[within["one"]],
        ),
    ]
    perhaps = pd.concat(parts, ignore_index=True)
    return Matches(
        sure.sort_values("one")[_SURE].reset_index(drop=True),
        perhaps.sort_values(["where", "actor_id", "score"], ascending=[False, True, False])[_PERHAPS].reset_index(
            drop=True
        ),
    )


def _under_neighbours(one: pd.DataFrame, other: pd.DataFrame, *, apart: set[int], twice: bool) -> pd.DataFrame:
    """Return the pairs of neighbouring kinds that bear one name, or one identifier, at one place; the best of each.

    ``apart`` are the positions of ``one`` that are told already. Within a file only names that are wholly the same are
    compared: it may hold a whole country.
    """
    parts = []
    told = np.isin(np.arange(len(one)), list(apart))
    if twice:
        keys = pd.Series([" ".join(sorted(name_key(str(name)).split())) for name in one["name"]])
        told = ~keys.duplicated(keep=False).to_numpy()
    for group in neighbouring_kinds():
        left = np.flatnonzero(one["kind"].isin(group).to_numpy() & ~told)
        right = left if twice else np.flatnonzero(other["kind"].isin(group).to_numpy())
        first, second = one.iloc[left], other.iloc[right]
        if first["kind"].nunique() + second["kind"].nunique() < 2 + twice:
            continue
        pairs = _pairs(first.assign(kind=""), second.assign(kind=""), twice=twice)
        pairs = pairs.assign(one=left[pairs["one"]], other=right[pairs["other"]])
        differ = one["kind"].to_numpy()[pairs["one"]] != other["kind"].to_numpy()[pairs["other"]]
        parts.append(pairs[differ & (pairs["basis"] != "door").to_numpy()])
    if not parts:
        return _pairs(one.iloc[:0], other, twice=twice)
    found = pd.concat(parts, ignore_index=True).assign(basis="neighbour")
    found = found[~found["one"].isin(apart)].sort_values("score", ascending=False, kind="stable")
    alone: pd.DataFrame = found.drop_duplicates(["one", "other"] if twice else ["one"], ignore_index=True)
    return alone


def name_variants(name: str, locality: str | None = None) -> list[str]:
    """Return the forms under which a name is compared: as it is, without its brackets, and any former name it tells.

    Abbreviations are written out; words that say nothing and the locality go, unless nothing would be left.
    """
    told = [_BRACKETS.sub(" ", name), *_BRACKETS.findall(name), *_FORMER.split(_BRACKETS.sub(" ", name))]
    place = set(name_key(locality).split()) if locality else set()
    found = (_plain(part, place) for part in told if part.strip())
    return list(dict.fromkeys(variant for variant in found if variant))[:_MOST_VARIANTS]


def _plain(text: str, place: set[str]) -> str:
    text = _FORMER.sub(" ", text)
    words = [part for word in name_key(text).split() for part in _WRITTEN_OUT.get(word, word).split()]
    telling = [word for word in words if word not in _SAYS_NOTHING]
    return " ".join([word for word in telling if word not in place] or telling or words)


def _with_variants(actors: pd.DataFrame) -> pd.DataFrame:
    """Return actors with the variants of their names, which every comparison takes."""
    names = [
        name_variants(str(name), locality if isinstance(locality, str) else None)
        for name, locality in zip(actors["name"], actors["locality"], strict=True)
    ]
    return actors.assign(**{_VARIANTS: pd.Series(names, index=actors.index, dtype=object)})


def _pairs(one: pd.DataFrame, other: pd.DataFrame, *, twice: bool) -> pd.DataFrame:
    """Return the pairs of rows that seem to be one actor: positions ``one``, ``other``, ``basis``, ``score``, ``km``.

    ``twice``: both are the same table, and each pair comes once.
    """
    if one.empty or other.empty:
        return pd.DataFrame(columns=["one", "other", "basis", "score", "km", "rank"]).astype(
            {"one": "int64", "other": "int64", "score": "float64", "km": "float64", "rank": "int64"}
        )
    first = _Side(one)
    second = first if twice else _Side(other)
    parts = [_scored(first, second, at, to) for at, to in _blocks(first, second, twice=twice)]
    shared = _same_identifier(one, other, twice=twice)
    named = pd.concat([shared, *parts], ignore_index=True)
    order = {"identifier": 0, "name": 1, "door": 2}
    named = named.assign(rank=named["basis"].map(order).astype("int64"))
    return named.sort_values("rank", kind="stable").drop_duplicates(["one", "other"]).reset_index(drop=True)


class _Side:
    """The actors of one side, as arrays: kind, square, commune, point, and the variants of each name."""

    def __init__(self, actors: pd.DataFrame) -> None:
        self.size = len(actors)
        self.kind = actors["kind"].to_numpy(dtype=object)
        self.zone = actors["zone_id"].to_numpy(dtype=object)
        self.lon: FloatArray = actors["lon"].to_numpy(dtype=np.float64)
        self.lat: FloatArray = actors["lat"].to_numpy(dtype=np.float64)
        self.placed: BoolArray = ~(np.isnan(self.lon) | np.isnan(self.lat))
        self.exact: BoolArray = actors["position_quality"].isin(_EXACT).to_numpy() & self.placed
        self.variants = list(actors[_VARIANTS])
        self.count: IntArray = np.array([len(variants) for variants in self.variants], dtype=np.int64)
        padded = [[*variants, "", "", ""] for variants in self.variants]
        self.names = [np.array([row[place] for row in padded], dtype=object) for place in range(_MOST_VARIANTS)]
        self.several = [np.array([" " in row[place] for row in padded], dtype=bool) for place in range(_MOST_VARIANTS)]

    def squares(self) -> tuple[IntArray, IntArray]:
        """Return the column and the row of the grid of each placed actor."""
        column = np.floor(np.nan_to_num(self.lon) / _CELL_DEG).astype(np.int64)
        return column, np.floor(np.nan_to_num(self.lat) / _CELL_DEG).astype(np.int64)

    def words(self) -> tuple[IntArray, list[str]]:
        """Return the words of the names with the position of their actor: beginnings of words, and whole variants."""
        at: list[int] = []
        words: list[str] = []
        for place, variants in enumerate(self.variants):
            found = {part[:_PREFIX] for variant in variants for part in variant.split() if len(part) > 2}
            found.update(f"={variant}" for variant in variants)
            at += [place] * len(found)
            words += found
        return np.array(at, dtype=np.int64), words


class _Words:
    """The words of both sides as numbers that mean the same on each, with the kind of their actor."""

    def __init__(self, first: _Side, second: _Side) -> None:
        (self.at_one, one), (self.at_other, other) = first.words(), second.words()
        codes, words = pd.factorize(np.array([*one, *other], dtype=object))
        self.whole: BoolArray = np.array([str(word).startswith("=") for word in words], dtype=bool)
        kinds, _ = pd.factorize(np.concatenate([first.kind, second.kind]))
        zones, _ = pd.factorize(np.concatenate([first.zone, second.zone]))  # -1 where unknown
        self.kind_one, self.kind_other = kinds[: first.size], kinds[first.size :]
        self.zone_one, self.zone_other = zones[: first.size], zones[first.size :]
        many = len(words)
        self.word_one = codes[: len(one)]
        self.word_other = codes[len(one) :]
        self.key_one = self.kind_one[self.at_one] * many + self.word_one
        self.key_other = self.kind_other[self.at_other] * many + self.word_other


def _blocks(first: _Side, second: _Side, *, twice: bool) -> Iterable[tuple[IntArray, IntArray]]:
    """Yield pairs of positions worth comparing, square by square for those placed, then commune by commune."""
    words = _Words(first, second)
    square_one, square_other = first.squares(), second.squares()
    placed_one, placed_other = first.placed[words.at_one], second.placed[words.at_other]
    left = _keyed(words.key_one, _square(square_one, 0, 0), words.at_one, placed_one)
    for across, up in _AROUND[: 5 if twice else 9]:
        cell = _square(square_other, across, up)
        right = _keyed(words.key_other, cell, words.at_other, placed_other)
        yield from _joined(left, right, words.whole[words.word_other[placed_other]], same=twice)
    # Where either has no point, the commune stands for it.
    zoned_one = (words.zone_one >= 0)[words.at_one]
    zoned_other = (words.zone_other >= 0)[words.at_other]
    for mask_one, mask_other in ((~placed_one, placed_other | ~placed_other), (placed_one, ~placed_other)):
        left = _keyed(words.key_one, words.zone_one, words.at_one, mask_one & zoned_one)
        right = _keyed(words.key_other, words.zone_other, words.at_other, mask_other & zoned_other)
        whole = words.whole[words.word_other[mask_other & zoned_other]]
        yield from _joined(left, right, whole, same=twice)
    yield from _doors(first, second, words, twice=twice)


_AROUND = ((0, 0), (0, 1), (1, -1), (1, 0), (1, 1), (0, -1), (-1, 1), (-1, 0), (-1, -1))
"""A square and its neighbours; the first five meet every pair of one table once."""

_Keys = tuple[IntArray, IntArray]
"""Keys, and the position of their actor."""


def _square(squares: tuple[IntArray, IntArray], across: int, up: int) -> IntArray:
    """Return one number per square, moved by some squares."""
    column, row = squares
    return (column + across + _OFFSET) * (4 * _OFFSET) + (row + up + _OFFSET)


def _keyed(key: IntArray, cell: IntArray, at: IntArray, mask: BoolArray) -> _Keys:
    kept = at[mask]
    return _mixed(key[mask], cell[kept]), kept


def _mixed(key: IntArray, cell: IntArray) -> IntArray:
    """Return one number for two, by the multipliers of a hash: another pair that shares it is scored for nothing."""
    mixed = key.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) ^ cell.astype(np.uint64) * np.uint64(
        0xC2B2AE3D27D4EB4F
    )
    out: IntArray = mixed.view(np.int64)
    return out


def _joined(left: _Keys, right: _Keys, whole: BoolArray, *, same: bool) -> Iterable[tuple[IntArray, IntArray]]:
    keys, at = right
    order = np.argsort(keys, kind="stable")
    keys, at, whole = keys[order], at[order], whole[order]
    _, sizes = np.unique(keys, return_counts=True)
    telling = np.repeat(sizes <= _COMMON, sizes) | whole
    keys, at = keys[telling], at[telling]
    low, high = np.searchsorted(keys, left[0], side="left"), np.searchsorted(keys, left[0], side="right")
    counts = high - low
    one = np.repeat(left[1], counts)
    starts = np.repeat(low - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts) if len(counts) else counts
    other = at[starts + np.arange(len(one))] if len(one) else one
    if same:
        one, other = np.minimum(one, other), np.maximum(one, other)
        apart = one != other
        one, other = one[apart], other[apart]
    if len(one) == 0:
        return
    many = int(other.max()) + 1
    pairs = np.unique(one * many + other)
    yield pairs // many, pairs % many


def _doors(first: _Side, second: _Side, words: _Words, *, twice: bool) -> Iterable[tuple[IntArray, IntArray]]:
    """Yield the pairs of one kind at one door, under any name: squares of a hundred metres and their neighbours."""
    side_deg = DOOR_KM / _KM_PER_DEG * 2

    def doors(side: _Side) -> tuple[IntArray, tuple[IntArray, IntArray]]:
        at = np.flatnonzero(side.exact)
        return at, (
            np.floor(side.lon[at] / side_deg).astype(np.int64),
            np.floor(side.lat[at] / side_deg).astype(np.int64),
        )

    at_one, square_one = doors(first)
    at_other, square_other = doors(second)
    left = (_mixed(words.kind_one[at_one], _square(square_one, 0, 0)), at_one)
    everyone = np.ones(len(at_other), dtype=bool)
    for across, up in _AROUND[: 5 if twice else 9]:
        right = (_mixed(words.kind_other[at_other], _square(square_other, across, up)), at_other)
        yield from _joined(left, right, everyone, same=twice)


def _scored(first: _Side, second: _Side, at: IntArray, to: IntArray) -> pd.DataFrame:
    """Return the pairs that are close enough and whose names look alike, or that share a door."""
    km = np.hypot(
        (first.lon[at] - second.lon[to]) * np.cos(np.radians((first.lat[at] + second.lat[to]) / 2)),
        first.lat[at] - second.lat[to],
    )
    km = km * _KM_PER_DEG
    reach = np.where(first.exact[at] & second.exact[to], NEAR_KM, AROUND_KM)
    near = ~(km > reach)  # NaN: one has no point, and the commune was compared
    at, to, km = at[near], to[near], km[near]
    score = _likeness(first, second, at, to)
    alike = score >= ALIKE
    door = ~alike & first.exact[at] & second.exact[to] & (km <= DOOR_KM)
    kept = alike | door
    basis = np.where(alike, "name", "door")[kept]
    return pd.DataFrame({"one": at[kept], "other": to[kept], "basis": basis, "score": score[kept], "km": km[kept]})


def _likeness(first: _Side, second: _Side, at: IntArray, to: IntArray) -> FloatArray:
    """Return how alike the names of each pair are, 0 to 100: the best of their variants."""
    best = np.zeros(len(at))
    for one in range(_MOST_VARIANTS):
        for other in range(_MOST_VARIANTS):
            rows = np.flatnonzero((first.count[at] > one) & (second.count[to] > other))
            if rows.size == 0:
                continue
            left, right = first.names[one][at[rows]], second.names[other][to[rows]]
            whole = process.cpdist(left, right, scorer=fuzz.token_sort_ratio, dtype=np.float32, workers=-1)
            # One name within another says the same when it has two words of its own at least.
            inner = process.cpdist(left, right, scorer=fuzz.token_set_ratio, dtype=np.float32, workers=-1)
            short = first.several[one][at[rows]] & second.several[other][to[rows]]
            best[rows] = np.maximum(best[rows], np.maximum(whole, np.where(short, 0.95 * inner, 0)))
    return best


def _same_identifier(one: pd.DataFrame, other: pd.DataFrame, *, twice: bool) -> pd.DataFrame:
    left, right = _numbers(one), _numbers(other)
    pairs = left.merge(right, on="number", suffixes=("_one", "_other"))
    pairs = pairs[pairs["kind_one"] == pairs["kind_other"]]
    if twice:
        pairs = pairs[pairs["at_one"] < pairs["at_other"]]
    return pd.DataFrame(
        {
            "one": pairs["at_one"].astype("int64"),
            "other": pairs["at_other"].astype("int64"),
            "basis": "identifier",
            "score": 100.0,
            "km": np.nan,
        }
    )


def _numbers(actors: pd.DataFrame) -> pd.DataFrame:
    """Return the identifiers that name one place: ``at``, ``kind``, ``number``."""
    rows = [
        (at, kind, number)
        for at, (kind, cell) in enumerate(zip(actors["kind"], actors["identifiers"], strict=True))
        for number in split_codes(cell)
        if number.partition(":")[0] not in _ENTITIES
    ]
    return pd.DataFrame(rows, columns=["at", "kind", "number"])
