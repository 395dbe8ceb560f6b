"""A scenario file: read whole or refused, with every fault, its line and its change.

The file is TOML: a name, a territory, a ``[question]`` and one ``[[changes]]`` block per change.
"""

import difflib
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.question import Question
from analysis.scenario.changes import CHANGES, Cell, cells_of, change_of
from analysis.scenario.definition import SCENARIO_DEMANDS, Scenario
from geo.errors import BadInputError, MissingFileError
from geo.files.toml import lines_of
from geo.files.user_text import read_text
from geo.schema import STRATA, TRAVEL_MODES
from geo.travel.engines import ENGINES

ISSUE_COLUMNS = ["line", "position", "field", "severity", "rule", "values"]
_HEAD = {"name": Cell("text"), "territory": Cell("text", required=True), "note": Cell("text")}
_QUESTION = {
    "kind": Cell("text"),
    "function": Cell("text"),
    "stratum": Cell("text", allowed=STRATA),
    "threshold_min": Cell("number", high=1440.0),
    "demand": Cell("text", allowed=SCENARIO_DEMANDS),
    "zone": Cell("text"),
    "mode": Cell("text", allowed=TRAVEL_MODES),
    "engine": Cell("text", allowed=("auto", *ENGINES)),
    "births": Cell("text"),
    "layer": Cell("text"),
    "to_verify": Cell("flag"),
    "at": Cell("text"),
}
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, eq=False)
class ScenarioReading:
    """What a file says: the scenario (None when something is wrong) and ``issues`` (``ISSUE_COLUMNS``).

    ``position`` is the change, from 1 (0: the head or the question); ``line`` the line of the file, NaN if unknown.
    ``lines`` are those of every block and field of the file, by ``(block, position, field)``; ``text`` is the file.
    """

    scenario: Scenario | None
    issues: pd.DataFrame
    lines: Mapping[tuple[str, int, str], int] = field(default_factory=dict)
    text: str = ""


def with_lines(issues: pd.DataFrame, lines: Mapping[tuple[str, int, str], int]) -> pd.DataFrame:
    """Return issues about a scenario with the lines of the file that it came from."""
    found = []
    for issue in issues.to_dict("records"):
        blocks = ("changes",) if issue["position"] else ("question", "")
        keys = [(block, issue["position"], name) for name in (issue["field"], "") for block in blocks]
        known = [lines[key] for key in keys if key in lines]
        found.append(float(known[0]) if known else math.nan)
    return issues.assign(line=issues["line"].where(issues["line"].notna(), pd.Series(found, index=issues.index)))


def read_scenario(path: Path) -> ScenarioReading:
    """Read a scenario file.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    """
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    if path.stat().st_size > _MOST_BYTES:
        return ScenarioReading(
            None, issue_table([_issue("scenario-too-large", {"megabytes": _MOST_BYTES // 1_000_000})])
        )
    try:
        text = read_text(path)
    except BadInputError:
        return ScenarioReading(None, issue_table([_issue("scenario-encoding", {})]))
    return parse_scenario(text, default_name=path.stem)


def parse_scenario(text: str, *, default_name: str = "scenario") -> ScenarioReading:
    """Read the text of a scenario.

    Parameters
    ----------
    default_name
        The name of a scenario that gives none.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        line = float(found[1]) if found else math.nan
        return ScenarioReading(None, issue_table([_issue("scenario-not-toml", {"reason": str(error)}, line=line)]))
    except RecursionError:
        return ScenarioReading(None, issue_table([_issue("scenario-not-toml", {"reason": "…"})]))
    return replace(_Reader(_lines(text)).read(raw, default_name), text=text)


def issue_table(issues: list[dict[str, Any]]) -> pd.DataFrame:
    """Return issues as a table, in order."""
    return pd.DataFrame(issues, columns=ISSUE_COLUMNS)


def _issue(
    rule: str, values: Mapping[str, object], *, line: float = math.nan, position: int = 0, about: str = ""
) -> dict[str, Any]:
    return dict(zip(ISSUE_COLUMNS, (line, position, about, "error", rule, dict(values)), strict=True))


class _Reader:
    def __init__(self, lines: Mapping[tuple[str, int, str], int]) -> None:
        self.lines = lines
        self.issues: list[dict[str, Any]] = []

    def read(self, raw: dict[str, Any], default_name: str) -> ScenarioReading:
        question, changes = raw.pop("question", {}), raw.pop("changes", [])
        head = self._values(raw, _HEAD, block="", position=0)
        asked = self._values(question, _QUESTION, block="question", position=0)
        if asked.get("kind") and asked.get("function"):
            self._tell("kind-and-function", "question", 0, "function")
        if not isinstance(changes, list):
            self._tell("changes-not-list", "", 0, "changes")
            changes = []
        found = [self._change(one, position) for position, one in enumerate(changes, start=1)]
        if any(issue["severity"] == "error" for issue in self.issues):
            return ScenarioReading(None, issue_table(self.issues), self.lines)
        scenario = Scenario(
            name=head.get("name") or default_name,
            territory=head["territory"],
            note=head.get("note", ""),
            question=Question(**{one.name: asked[one.name] for one in fields(Question) if one.name in asked}),
            changes=tuple(change_of(one) for one in found),
        )
        return ScenarioReading(scenario, issue_table(self.issues), self.lines)

    def _change(self, raw: object, position: int) -> dict[str, Any]:
        if not isinstance(raw, dict):
            self._tell("change-not-table", "changes", position, "")
            return {}
        word = raw.get("change")
        if not isinstance(word, str) or word not in CHANGES:
            near = difflib.get_close_matches(str(word), CHANGES, n=1)
            said = "" if word is None else str(word)
            known = ", ".join(CHANGES)
            self._tell(
                "change-unknown",
                "changes",
                position,
                "change",
                value=said,
                near=near[0] if near else "none",
                known=known,
            )
            return {}
        given = {name: value for name, value in raw.items() if name != "change"}
        values = self._values(given, cells_of(CHANGES[word]), block="changes", position=position)
        self._whole(word, raw, position)
        return {"change": word, **values}

    def _whole(self, word: str, raw: dict[str, Any], position: int) -> None:
        """Refuse changes whose fields, each sound, do not stand together."""
        if ("lon" in raw) != ("lat" in raw):
            self._tell("half-point", "changes", position, "lat" if "lon" in raw else "lon")
        placed = "zone" in raw or "lon" in raw
        if word == "open" and "actor_id" not in raw:
            if not ("kind" in raw or "function" in raw):
                self._tell("open-what", "changes", position, "kind")
            if not placed:
                self._tell("where", "changes", position, "zone")
        elif word == "move" and not placed:
            self._tell("where", "changes", position, "zone")
        elif word == "reach" and not ("reach_min" in raw or "covers" in raw):
            self._tell("reach-what", "changes", position, "reach_min")
        elif word == "rate" and "kind" in raw and "function" in raw:
            self._tell("kind-and-function", "changes", position, "function")

    def _values(self, raw: object, cells: Mapping[str, Cell], *, block: str, position: int) -> dict[str, Any]:
        if not isinstance(raw, dict):
            self._tell("question-not-table", block, position, block)
            return {}
        out: dict[str, Any] = {}
        for name, given in raw.items():
            # A year is written as a number as often as not.
            value = str(given) if name == "births" and type(given) is int else given
            if name == "at" and type(given) is date:
                value = given.isoformat()
            if name not in cells:
                near = difflib.get_close_matches(name, cells, n=1)
                known = ", ".join(cells)
                self._tell("field-unknown", block, position, name, near=near[0] if near else "none", known=known)
            elif self._sound(value, cells[name], name, block, position):
                out[name] = value
        for name, cell in cells.items():
            if cell.required and name not in raw:
                self._tell("field-missing", block, position, name)
        return out

    def _sound(self, value: object, cell: Cell, name: str, block: str, position: int) -> bool:
        if cell.kind == "number":
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
                self._tell("field-number", block, position, name, value=str(value))
                return False
            if not cell.low <= value <= cell.high:
                self._tell("field-range", block, position, name, value=value, low=cell.low, high=cell.high)
                return False
            return True
        if cell.kind == "flag":
            if not isinstance(value, bool):
                self._tell("field-flag", block, position, name, value=str(value))
            return isinstance(value, bool)
        texts = value if cell.kind == "codes" and isinstance(value, list) else [value]
        if (
            not texts
            or not all(isinstance(text, str) and text.strip() for text in texts)
            or (cell.kind == "codes" and not isinstance(value, list))
        ):
            self._tell("field-list" if cell.kind == "codes" else "field-text", block, position, name, value=str(value))
            return False
        wrong = [text for text in texts if cell.allowed and text not in cell.allowed]
        if wrong:
            self._tell("field-allowed", block, position, name, value=wrong[0], allowed=", ".join(cell.allowed))
        return not wrong

    def _tell(self, rule: str, block: str, position: int, about: str, **values: object) -> None:
        line = self.lines.get((block, position, about), self.lines.get((block, position, ""), math.nan))
        self.issues.append(_issue(f"scenario-{rule}", values, line=line, position=position, about=about))


def _lines(text: str) -> dict[tuple[str, int, str], int]:
    """Return the line of every block and field: ``(block, position, field)``; the head has no block."""
    found: dict[tuple[str, int, str], int] = {}
    for place, line in lines_of(text).items():
        block, rest = str(place[0]), place[1:]
        position = 0
        if rest and isinstance(rest[0], int):
            position, rest = rest[0] + 1, rest[1:]
        if not rest:
            found.setdefault((block, position, ""), line)
            found.setdefault(("", 0, block), line)
        else:
            found.setdefault((block, position, str(rest[0])), line)
    return found
