"""Command lines made from what click knows of every command: sound values, odd ones, and none."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from geo.workspace.data import load
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli import build
from ui.texts import texts

from .zoo import ODD, Zoo

TERRITORIES = {"land": 10, "ain": 3, "souss-massa": 1, "wallonie": 1}
"""How often each is asked about."""
LEFT_ASIDE = {"overpass"}
"""Options that ask another machine."""

_FILES = {
    ("import", "file"): "register",
    ("places import", "file"): "places",
    ("travel import", "file"): "matrix",
    ("scenario run", "file"): "scenario",
    ("scenario save", "file"): "scenario",
    ("scenario compare", "first"): "scenario",
    ("scenario compare", "second"): "scenario",
    ("roads build", "osm"): "streets",
    ("roads build", "pbf"): "streets",
    ("roads build", "graphml"): "streets",
}
_FILES_BY_NAME = {"rules_path": "rules", "candidates_path": "candidates", "weights_path": "weights"}
_OUT = {
    ("template", "file"): (".xlsx",),
    ("travel export", "file"): (".csv", ".parquet"),
    ("travel areas", "file"): (".geojson", ".gpkg", ".parquet"),
    ("travel population", "file"): (".csv",),
}


@dataclass(frozen=True)
class Known:
    """What a territory knows: sound values, by the name of an option."""

    territory: str
    values: dict[str, list[str]]
    zoo: Zoo


def known(territory_id: str, folder: Path) -> Known:
    """Return what may be said of a territory; its files go to a folder."""
    territory = load_territory(territory_id)
    data, vocabulary = load(territory), load_vocabulary()
    zones = list(data.zones["zone_id"])
    communes = list(data.zones.loc[data.zones["level"] == territory.smallest_level, "zone_id"])
    actors, place = list(data.actors["actor_id"]), data.places.iloc[0]
    kinds = sorted(set(data.actors["kind"]))
    values = {
        "territory": [territory_id],
        "territories": [territory_id],
        "territory_id": [territory_id],
        "zone": zones,
        "forbidden": communes,
        "preferred": communes,
        "kind": kinds,
        "function": sorted(vocabulary.functions),
        "stratum": sorted(vocabulary.terms("stratum")),
        "births": ["latest", "mean-3", str(territory.births_year)],
        "layer": [territory.default_layer],
        "actors": actors,
        "level": [level.id for level in territory.levels],
        "steps": [f"kind:{kind}=30" for kind in kinds] + [f"kind:{kinds[0]}=declared", kinds[0]],
        "demand": ["births", "population", "need", "births:complex"],
        "unit": ["follow-ups", "places", "half-days", "fte"],
        "stage": ["pregnancy", "birth", "early-years"],
        "classes": ["primary=70", "tertiary=40,5"],
        "crs": ["EPSG:4326", "EPSG:2154"],
        "population": ["population"],
        "decay": ["gaussian", "step", "exponential:20"],
        "name": ["Essai", "CON"],
        "first": ["essai"],
        "second": ["essai"],
    }
    filled = {
        "territory": territory_id,
        "kind": territory.headline_kind,
        "zone": communes[0],
        "zone2": communes[-1],
        "actor": actors[0],
        "actor2": actors[-1],
        "place": str(place["place_id"]),
        "lon": f"{place['lon']:.3f}",
        "lat": f"{place['lat']:.3f}",
    }
    return Known(territory_id, values, Zoo(folder / territory_id, filled))


def leaves(
    group: click.Group | None = None, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Return every command that is no group, with the words that lead to it."""
    group = build(texts("fr")) if group is None else group
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from leaves(command, (*path, name))
        else:
            yield (*path, name), command


def line(rng: random.Random, about: Known, path: tuple[str, ...], command: click.Command) -> list[str]:
    """Return the arguments of one command line."""
    hostile = rng.choices([0.0, 0.12, 0.35, 0.9], [4, 6, 3, 1])[0]
    words: list[str] = []
    # A kind and a function together are refused at once, as most wrong territories are: what lies deeper is looked for.
    aside = {*LEFT_ASIDE, *([rng.choice(["kind", "function"])] if rng.random() < 0.9 else [])}
    for parameter in command.params:
        if parameter.name in aside:
            continue
        if isinstance(parameter, click.Argument):
            if rng.random() < 0.97:
                times = rng.choice([1, 1, 2, 3]) if parameter.nargs == -1 else 1
                words += [_value(rng, about, path, parameter, hostile) for _ in range(times)]
        elif isinstance(parameter, click.Option) and rng.random() < _likely(parameter):
            words += _option(rng, about, path, parameter, hostile)
    if path == ("siting",) and "--time-limit" not in words:
        words += ["--time-limit", "1"]
    if path == ("roads", "build") and not {"--osm", "--pbf", "--graphml"} & set(words):
        words += ["--osm", str(about.zoo.any("streets", rng))]
    if rng.random() < 0.03:
        words.insert(rng.randrange(len(words) + 1), rng.choice([*ODD, "--nothing", "-x", "--zone", "extra"]))
    before = rng.choice(
        [[], [], [], ["--lang", "en"], ["--lang=fr"], ["--lang", rng.choice(ODD)]] if rng.random() < 0.2 else [[]]
    )
    return [word.replace("\0", "") for word in [*before, *path, *words]]


def _likely(option: click.Option) -> float:
    if option.required or option.name in {"posts", "steps"}:
        return 0.95
    return {"mode": 0.1, "dry_run": 0.5}.get(option.name or "", 0.25)


def _option(rng: random.Random, about: Known, path: tuple[str, ...], option: click.Option, hostile: float) -> list[str]:
    name = rng.choice(option.opts)
    if option.is_flag:
        return [name]
    times = rng.choice([1, 1, 2, 4]) if option.multiple else 1
    words = []
    for _ in range(times):
        value = _value(rng, about, path, option, hostile)
        words += [f"{name}={value}"] if name.startswith("--") and rng.random() < 0.3 else [name, value]
    return words


def _value(rng: random.Random, about: Known, path: tuple[str, ...], parameter: click.Parameter, hostile: float) -> str:
    name = parameter.name or ""
    odd = rng.random() < hostile * (0.15 if name in {"territory", "territories", "territory_id"} else 1)
    where = (" ".join(path), name)
    if where in _OUT:
        return str(about.zoo.out(_OUT[where], rng))
    kind = _FILES.get(where) or _FILES_BY_NAME.get(name)
    if kind is not None:
        if kind == "scenario" and rng.random() < 0.1:
            return "essai"
        return str(about.zoo.any(kind, rng) if odd or rng.random() < 0.4 else about.zoo.good(kind))
    if odd:
        return rng.choice(ODD)
    if name in about.values:
        return rng.choice(about.values[name])
    if isinstance(parameter.type, click.Choice):
        return str(rng.choice(list(parameter.type.choices)))
    if parameter.type.name == "integer":
        return str(rng.choice([1, 1, 2, 3, 5, 8000]))
    if parameter.type.name == "number":
        return str(rng.choice([0.1, 0.5, 1, 2, 15, 30, 30.5, 45, 100, 1e6]))
    return rng.choice(["Essai", "une valeur", "2025"])
