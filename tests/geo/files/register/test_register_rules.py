"""Every rule: a small file breaks it, is reported where it should be, and has its message in both languages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geo.files.issues import LIST_RULES, TABLE_RULES, TERRITORY_RULES
from geo.files.register import ISSUE_COLUMNS, RULES, RegisterReading, read_register
from tests.geo.files.register.register_cases import FILE_CASES, GOOD, PAIR_CASES, ROW_CASES, RowCase, context, write_csv
from ui.texts import LANGUAGES, texts

Reader = Callable[..., RegisterReading]


def errors(reading: RegisterReading) -> set[str]:
    return set(reading.issues.loc[reading.issues["severity"] == "error", "rule"])


def found(reading: RegisterReading, rule: str) -> pd.DataFrame:
    return reading.issues[reading.issues["rule"] == rule]


def assert_messages(reading: RegisterReading) -> None:
    for issue in reading.issues.to_dict("records"):
        for language in LANGUAGES:
            message = texts(language)(f"issue-{issue['rule']}", **issue["values"])
            assert "{" not in message.replace(str(issue["value"]), "")
            assert "$" not in message.replace(str(issue["value"]), "")


def test_good_line_has_no_issue(read_rows: Reader) -> None:
    reading = read_rows(GOOD)
    assert reading.issues.empty
    assert list(reading.issues.columns) == list(ISSUE_COLUMNS)
    assert reading.ok
    assert (reading.rows_read, reading.rows_kept) == (1, 1)


@pytest.mark.parametrize("case", ROW_CASES, ids=str)
def test_line_that_breaks_one_rule(case: RowCase, read_rows: Reader) -> None:
    other = GOOD | {"actor_id": "z9", "name": "Maison Noire"}
    reading = read_rows(GOOD | case.cells, other)
    issue = found(reading, case.rule)
    assert issue["row"].tolist() == [2]
    assert issue["column"].tolist() == [case.column]
    assert issue["severity"].tolist() == [RULES[case.rule]]
    if case.value is not None:
        assert issue["value"].tolist() == [case.value]
    assert case.details.items() <= issue["values"].iloc[0].items()
    if RULES[case.rule] == "error":
        assert errors(reading) == {case.rule}
        assert not reading.ok
        assert (reading.rows_read, reading.rows_kept) == (2, 1)
        assert reading.actors["actor_id"].tolist() == reading.services["actor_id"].tolist() == ["z9"]
    else:
        assert reading.ok
        assert reading.rows_kept == len(reading.services) == 2
    assert_messages(reading)


@pytest.mark.parametrize(("rule", "rows", "row", "column"), PAIR_CASES)
def test_lines_that_break_a_rule_together(
    rule: str, rows: list[dict[str, Any]], row: int, column: str, read_rows: Reader
) -> None:
    reading = read_rows(*rows)
    issue = found(reading, rule)
    assert issue["row"].tolist() == [row]
    assert issue["column"].tolist() == [column]
    assert issue["values"].iloc[0]["first_row"] == 2
    assert errors(reading) == ({rule} if RULES[rule] == "error" else set())
    assert reading.rows_kept == len(rows) - (RULES[rule] == "error")
    assert_messages(reading)


@pytest.mark.parametrize(("rule", "write", "values"), FILE_CASES)
def test_file_that_breaks_a_rule(
    rule: str, write: Callable[[Path], Path], values: dict[str, Any], tmp_path: Path
) -> None:
    reading = read_register(write(tmp_path), context=context(existing_ids=frozenset({"hopital-deja-la-bourg"})))
    issue = found(reading, rule)
    assert len(issue) >= 1
    assert values.items() <= issue["values"].iloc[0].items()
    if RULES[rule] == "error":
        assert errors(reading) == ({rule} if rule != "missing-column" else errors(reading))
        assert not reading.ok
        assert reading.rows_kept == len(reading.actors) == len(reading.services) == 0
    else:
        assert reading.ok
        assert reading.rows_kept == reading.rows_read > 0
    assert_messages(reading)


def test_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_csv(tmp_path, GOOD)

    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    reading = read_register(path, context=context())
    assert reading.issues["rule"].tolist() == ["file-unreadable"]
    monkeypatch.undo()
    assert_messages(reading)


def test_every_rule_is_broken_by_a_case() -> None:
    tried = {case.rule for case in ROW_CASES} | {case[0] for case in PAIR_CASES} | {case[0] for case in FILE_CASES}
    assert tried | {"file-unreadable", "code-without-departement"} == set(RULES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("file", "rules"),
    [
        ("issues", {rule for rule in {**RULES, **LIST_RULES, **TABLE_RULES} if not rule.startswith("handover-")}),
        ("passages", {rule for rule in TABLE_RULES if rule.startswith("handover-")}),
        ("territories", set(TERRITORY_RULES)),
    ],
)
def test_messages_are_those_of_the_rules(language: str, file: str, rules: set[str]) -> None:
    path = Path(__file__).parents[4] / "ui" / "texts" / language / f"{file}.ftl"
    lines = path.read_text(encoding="utf-8").splitlines()
    keys = [line.split(" =")[0] for line in lines if line.startswith("issue-")]
    assert sorted(keys) == sorted(f"issue-{rule}" for rule in rules)
