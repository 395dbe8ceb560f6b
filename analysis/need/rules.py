"""The rules behind a need: those of the territory, those of the law, and those that a user sets for one run."""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.need.bases import STRATUM_MARK
from analysis.need.country_norms import norm_rules
from geo import schema
from geo.errors import BadInputError
from geo.files.content import TEXTS, WORKBOOKS, Expected
from geo.files.issues import Findings, Refusal, Unread
from geo.files.numbers import read_column, read_decimal
from geo.files.table import open_table
from geo.workspace.data import TerritoryData
from geo.workspace.vocabulary import Vocabulary

FIGURES = ("rate", "value", "like")
"""A rule says one of these, and only one."""

PEOPLE = ("follow-ups", "families", "births", "children", "patients")
"""Units that count people: no more than one of them per head of the base."""

_EXPECTED = Expected({**TEXTS, **WORKBOOKS}, most_mb=50, most_rows=100_000, otherwise="text")


def all_rules(data: TerritoryData, *, changes: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every rule of a territory: its own, the ratios of its country's norms, then the user's changes.

    Parameters
    ----------
    changes
        What :func:`read_rule_changes` returns; None for no change.

    Returns
    -------
    pandas.DataFrame
        ``schema.NEED_RULE``, ordered by ``rule_id``.

    Raises
    ------
    BadInputError
        As :func:`merge_rules`.
    """
    law = norm_rules(data.territory.country, zone_id=data.territory.root)
    own = data.need_rules[~data.need_rules["rule_id"].isin(law["rule_id"])]
    rules = pd.concat([own, law[~law["rule_id"].isin(own["rule_id"])]], ignore_index=True)
    return rules.sort_values("rule_id", ignore_index=True) if changes is None else merge_rules(rules, changes)


def read_rule_changes(path: Path) -> pd.DataFrame:
    """Return the rules of a user's file: any columns of ``schema.NEED_RULE``, ``rule_id`` at least.

    The cells may be separated by anything that the opener of files reads; a decimal comma is read unless commas
    separate the cells.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``text-encoding``, ``rules-file`` when it is not a table, ``missing-column`` without ``rule_id``,
        ``rules-column`` for a column that rules do not have, ``duplicate-key``.
    BadLinesError
        ``rules-number``, ``missing-value`` (an empty id), with their rows.
    """
    findings = Findings()
    try:
        table = open_table(path, _EXPECTED, findings)
    except Refusal as refusal:
        key = "text-encoding" if refusal.issue.rule == "encoding-unreadable" else "rules-file"
        raise refusal.error(key, file=path.name) from refusal
    frame = table.frame.where(table.frame != "")
    if "rule_id" not in frame.columns:
        raise BadInputError("missing-column", table=path.name, column="rule_id")
    for column in frame.columns:
        if column not in schema.NEED_RULE.names:
            raise BadInputError("rules-column", file=path.name, column=str(column))
    for row in table.rows[frame["rule_id"].isna()].tolist():
        findings.add("missing-value", row=row, column="rule_id")
    findings.refuse(table=path.name)
    if frame["rule_id"].duplicated().any():
        raise BadInputError(
            "duplicate-key", table=path.name, key=frame.loc[frame["rule_id"].duplicated(), "rule_id"].iloc[0]
        )
    for column in {"rate", "value"} & set(frame.columns):
        cells = table.frame[column]
        frame[column], problems = read_column(cells, _number)
        wrong = (problems != "") | ((table.separator == ",") & cells.str.contains(",", regex=False).to_numpy())
        findings.add_lines("rules-number", table.rows[wrong].tolist(), cells[wrong].tolist(), column=column)
    findings.refuse(file=path.name)
    return frame.assign(origin=path.name)


def merge_rules(rules: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Return rules with a user's changes laid over them, by ``rule_id``.

    A rule that exists keeps what the change leaves empty; one that does not is added. A change of figure takes the
    place of the rule's figure whatever its form, and never keeps its source: unless the change names its own, the
    source is the user's file, the status ``hypothesis`` and the date ``undated``.

    Raises
    ------
    BadInputError
        ``rules-new`` for a new rule without a zone or a unit, ``not-allowed`` for one that misuses a column.
    """
    known = rules.set_index("rule_id")
    rows = []
    for change in changes.to_dict("records"):
        origin = change.pop("origin")
        said = {name: cell for name, cell in change.items() if not pd.isna(cell)}
        old = known.loc[said["rule_id"]].to_dict() if said["rule_id"] in known.index else {}
        if not old or set(FIGURES) & set(said):
            old = {
                name: cell for name, cell in old.items() if name not in (*FIGURES, "source", "status", "date", "note")
            }
            old |= {"source": origin, "status": "hypothesis", "date": "undated"}
        lacking = [name for name in ("zone_id", "unit") if name not in old | said]
        if lacking:
            raise BadInputError("rules-new", rule=said["rule_id"], file=origin, columns=", ".join(lacking))
        rows.append(old | said)
    merged = pd.concat([rules[~rules["rule_id"].isin(changes["rule_id"])], pd.DataFrame(rows)], ignore_index=True)
    return schema.conform(merged.sort_values("rule_id", ignore_index=True), schema.NEED_RULE)


def check_rules(rules: pd.DataFrame, data: TerritoryData, *, vocabulary: Vocabulary) -> None:
    """Refuse rules that cannot mean anything here.

    Raises
    ------
    BadInputError
        ``need-rule-zone`` (a zone of another territory), ``need-rule-subject`` (neither or both of kind and
        function), ``need-rule-code`` (an unknown kind, function or stratum), ``need-rule-figure`` (none or several
        of rate, value and like), ``need-rule-sense`` (a negative or infinite figure, or more than one person per
        head), ``need-rule-base-missing`` (a rate without a base), ``need-rule-base`` (births of an unknown stratum).
    """
    zones = set(data.zones["zone_id"])
    for rule in rules.to_dict("records"):
        rule_id = rule["rule_id"]
        if rule["zone_id"] not in zones:
            raise BadInputError("need-rule-zone", rule=rule_id, zone=rule["zone_id"], territory=data.territory.id)
        if pd.isna(rule["kind"]) == pd.isna(rule["function"]):
            raise BadInputError("need-rule-subject", rule=rule_id)
        for name, codes in (
            ("kind", vocabulary.kinds),
            ("function", vocabulary.functions),
            ("stratum", vocabulary.strata),
        ):
            if not pd.isna(rule[name]) and rule[name] not in codes:
                raise BadInputError("need-rule-code", rule=rule_id, code=rule[name])
        _check_figure(rule)


def topics(rules: pd.DataFrame) -> pd.DataFrame:
    """Return what rules speak of: one row per kind or function, stratum, stage and unit, in the order of the rules."""
    return rules[["kind", "function", "stratum", "stage", "unit"]].drop_duplicates(ignore_index=True)


def rules_of(rules: pd.DataFrame, topic: pd.Series) -> pd.DataFrame:
    """Return the rules of one topic, with those that they refer to by ``like`` only when these are of the topic."""
    keep = pd.Series(data=True, index=rules.index)
    for name in ("kind", "function", "stratum", "stage", "unit"):
        keep &= rules[name].isna() if pd.isna(topic[name]) else rules[name] == topic[name]
    return rules[keep].reset_index(drop=True)


def _check_figure(rule: Mapping[Hashable, Any]) -> None:
    rule_id, base = rule["rule_id"], rule["base"]
    said = [name for name in FIGURES if not pd.isna(rule[name])]
    if len(said) != 1:
        raise BadInputError("need-rule-figure", rule=rule_id)
    if pd.isna(base):
        raise BadInputError("need-rule-base-missing", rule=rule_id)
    stratum = str(base).removeprefix(STRATUM_MARK)
    if str(base).startswith(STRATUM_MARK) and stratum not in schema.STRATA:
        raise BadInputError("need-rule-base", rule=rule_id, base=base)
    if said[0] == "like":
        return
    figure = float(str(rule[said[0]]))
    too_many = said[0] == "rate" and rule["unit"] in PEOPLE and figure > 1
    if not np.isfinite(figure) or figure < 0 or too_many:
        raise BadInputError("need-rule-sense", rule=rule_id, value=figure, unit=rule["unit"], base=base)


def _number(text: str) -> float | Unread:
    return read_decimal(text) if text else float("nan")
