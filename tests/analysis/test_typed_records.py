"""What passes from the analysis to screens and commands has a type: one encoder writes it, and mypy reads every key."""

import ast
import json
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Literal, NotRequired, TypedDict, is_typeddict

import numpy as np
import pandas as pd
import pytest

import analysis.records
from geo.json_values import Exact, Known, Number, Said, encode, json_text

ROOT = Path(__file__).parents[2]


class Spot(TypedDict):
    name: str
    minutes: Number


class Walk(Spot):
    steps: list[Spot]
    limits: list[int]
    shares: dict[str, Number]
    rate: Exact
    total: Known
    note: Said
    form: Literal["walk"]
    year: int | None
    last: Spot | None
    hidden: NotRequired[bool]


@dataclass(frozen=True)
class Place:
    name: str
    minutes: float


def walk(**more):
    told = {
        "steps": pd.DataFrame({"name": ["a", "b"], "minutes": [1.23456789, np.nan], "more": [0, 0]}),
        "limits": (np.int64(15), 30.0),
        "shares": pd.Series({30: 0.5, 45: np.inf}),
        "rate": np.float64(1 / 3),
        "total": np.float64(12.0),
        "note": "",
        "form": "walk",
        "year": np.nan,
        "last": None,
    }
    return encode(Walk, Place("here", 7.0), **told | more)


def test_a_record_by_hand():
    assert walk() == {
        "name": "here",
        "minutes": 7,
        "steps": [{"name": "a", "minutes": 1.234568}, {"name": "b", "minutes": None}],
        "limits": [15, 30],
        "shares": {"30": 0.5, "45": None},
        "rate": 1 / 3,
        "total": 12,
        "note": None,
        "form": "walk",
        "year": None,
        "last": None,
    }
    assert type(walk()["minutes"]) is type(walk()["total"]) is int


def test_the_same_once_more_and_as_json():
    told = walk(last=Place("there", 2.5), hidden=np.bool_(True))  # noqa: FBT003
    assert told["last"] == {"name": "there", "minutes": 2.5}
    assert told["hidden"] is True
    assert encode(Walk, told) == told
    assert json.loads(json_text(told)) == told


def test_what_is_written_is_read_from_rows_mappings_and_objects_alike():
    row = pd.DataFrame({"name": ["x"], "minutes": [3.0]}).iloc[0]
    assert encode(Spot, row) == encode(Spot, dict(row)) == encode(Spot, Place("x", 3.0)) == {"name": "x", "minutes": 3}
    assert encode(list[Spot], [row, Place("y", np.nan)])[1] == {"name": "y", "minutes": None}


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"minuts": 3}, KeyError),
        ({"total": np.nan}, ValueError),
        ({"total": np.inf}, ValueError),
        ({"form": np.nan}, TypeError),
        ({"name": None}, TypeError),
        ({"last": {"name": "there"}}, KeyError),
    ],
)
def test_what_no_record_holds_is_refused(more, error):
    with pytest.raises(error):
        walk(**more)


def test_json_never_holds_what_json_cannot():
    with pytest.raises(ValueError, match="JSON"):
        json_text({"value": np.nan})


def records():
    for module in iter_modules(analysis.records.__path__, "analysis.records."):
        for kind in vars(import_module(module.name)).values():
            if is_typeddict(kind) and kind.__module__ == module.name:
                yield kind


def test_every_record_says_how_it_is_written():
    kinds = list(records())
    assert len(kinds) > 50
    for kind in filter(lambda one: one.__required_keys__, kinds):
        with pytest.raises(KeyError, match="lacks"):
            encode(kind)


# What ui asks of analysis --------------------------------------------------------------------------------------------


def loose(source: str, names: set[str]) -> set[str]:
    """Return the public functions, classes and aliases, among ``names``, that leave the type of something open."""
    found = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign):
            own, said = {target.id for target in node.targets if isinstance(target, ast.Name)}, [node.value]
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            own, said = {node.name}, annotations(node)
        else:
            continue
        parts = [part for one in said for part in ast.walk(one)]
        if any(isinstance(part, ast.Name) and part.id == "Any" for part in parts):
            found |= names & own
    return found


def annotations(node: ast.FunctionDef | ast.ClassDef) -> list[ast.expr]:
    """Return the annotations of a function, or of the fields and public methods of a class."""
    if isinstance(node, ast.ClassDef):
        methods = [one for one in node.body if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")]
        fields = [one.annotation for one in node.body if isinstance(one, ast.AnnAssign)]
        return [*fields, *(said for one in methods for said in annotations(one))]
    given = node.args
    arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    said = [node.returns, *(argument.annotation for argument in arguments if argument is not None)]
    return [one for one in said if one is not None]


def asked_by_ui() -> dict[str, set[str]]:
    """Return the names that ui imports from analysis, by module."""
    asked: dict[str, set[str]] = {}
    for path in (ROOT / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis"):
                asked.setdefault(str(node.module), set()).update(alias.name for alias in node.names)
    return asked


def source_of(module: str) -> str:
    """Return the text of a module, or that of a package."""
    place = ROOT / module.replace(".", "/")
    return (place / "__init__.py" if place.is_dir() else place.with_suffix(".py")).read_text(encoding="utf-8")


def test_no_open_type_between_analysis_and_ui():
    asked = asked_by_ui()
    assert len(asked) > 40
    found = {f"{module}.{name}" for module, names in asked.items() for name in loose(source_of(module), names)}
    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        "def told(zone: str) -> dict[str, Any]: ...",
        "def told(record: Mapping[str, Any]) -> str: ...",
        "def told(*, lines: list[dict[str, Any]]) -> str: ...",
        "told = dict[str, Any]",
        "class told:\n    lines: list[Any]",
        "class told:\n    def values(self) -> dict[str, Any]: ...",
    ],
)
def test_an_open_type_would_be_seen(source):
    assert loose(source, {"told", "other"}) == {"told"}
    assert not loose(source.replace("Any", "object"), {"told"})
