"""What the app keeps of the ledger, the balances and the norms."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import pandas as pd

from analysis.balance.ask import territory_balance
from analysis.balance.record import balance_record
from analysis.need.asked_need import topics_of
from analysis.need.ledger import TOPIC, Ledger, ledger
from analysis.need.ledger_record import ledger_record
from analysis.need.rules import all_rules, check_rules, merge_rules
from analysis.need.universalism import load_weights
from analysis.norms.ask import verdicts
from analysis.norms.record import verdicts_record
from analysis.records.balance import BalanceRecord
from analysis.records.ledger import LedgerRecord
from analysis.records.norms import VerdictsRecord
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from geo.workspace.vocabulary import load_vocabulary
from ui.session.shared_results import Key, keep
from ui.session.territory_tables import question_key, remembered_data, tables_key, trips_key
from ui.session.view import View


@keep(6, key=tables_key)
def _rules(view: View) -> pd.DataFrame:
    data = remembered_data(view)
    rules = all_rules(data)
    check_rules(rules, data, vocabulary=load_vocabulary())
    return rules


@keep(6, key=tables_key)
def _ledger(view: View) -> Ledger:
    return ledger(
        remembered_data(view),
        _rules(view),
        programme=load_programme(),
        steps=load_conversions(),
        to_verify=view.to_verify,
    )


@keep(64, key=lambda view: (*tables_key(view), view.zone_id))
def remembered_ledger(view: View) -> LedgerRecord:
    """Return the ledger of the view's zone: every line, its parts, and the rules behind them."""
    return ledger_record(remembered_data(view), _ledger(view), view.zone_id)


def _supposed_key(view: View, rates: Mapping[str, float], *, source: str) -> Key:
    return (*tables_key(view), view.zone_id, tuple(sorted(rates.items())), source)


@keep(32, key=_supposed_key)
def supposed_ledger(view: View, rates: Mapping[str, float], *, source: str) -> LedgerRecord:
    """Return the ledger with other rates, by ``rule_id``; only the lines that they touch are worked out again."""
    data, known = remembered_data(view), _ledger(view)
    changes = pd.DataFrame({"rule_id": list(rates), "rate": list(rates.values()), "origin": source})
    rules = merge_rules(known.rules, changes)
    check_rules(rules, data, vocabulary=load_vocabulary())
    changed = set(rates) | set(rules.loc[rules["like"].isin(list(rates)), "rule_id"])
    touched = _topics(rules[rules["rule_id"].isin(changed)])
    again = ledger(
        data,
        rules[_topics_of(rules).isin(touched)],
        programme=load_programme(),
        steps=load_conversions(),
        to_verify=view.to_verify,
    ).lines
    lines = pd.concat([known.lines[~_topics_of(known.lines).isin(touched)], again], ignore_index=True)
    # In the order of the lines that are known.
    order = {topic: at for at, topic in enumerate(dict.fromkeys(_topics_of(known.lines)))}
    ranks = _topics_of(lines).map(order)
    book = replace(known, lines=lines.loc[ranks.sort_values(kind="stable").index], rules=rules)
    return ledger_record(data, book, view.zone_id)


def balance_topics(view: View) -> list[tuple[str, str | None]]:
    """Return the units and stages in which some rule speaks of the view's question; the plainest first."""
    known: Any = topics_of(_rules(view), view.selection)
    known = known.sort_values("stage", na_position="first", kind="stable")
    return [(row.unit, row.stage if isinstance(row.stage, str) else None) for row in known.itertuples()]


def _balance_key(view: View, *, by: str, topic: tuple[str, str | None], horizon_min: float) -> Key:
    return (*question_key(view), view.zone_id, by, topic, horizon_min)


@keep(48, key=_balance_key)
def remembered_balance(view: View, *, by: str, topic: tuple[str, str | None], horizon_min: float) -> BalanceRecord:
    """Return the balance of the view's question on one ground, for one of :func:`balance_topics`."""
    data, rules, (unit, stage) = remembered_data(view), _rules(view), topic
    done = territory_balance(
        data,
        replace(view.question, stage=stage, threshold_min=horizon_min),
        rules,
        by=by,
        programme=load_programme(),
        steps=load_conversions(),
        unit=unit,
    )
    return balance_record(data, done, view.zone_id, weights=load_weights())


@keep(48, key=lambda view: (*trips_key(view), view.zone_id))
def remembered_verdicts(view: View) -> VerdictsRecord:
    """Return what each norm of the country says of the view's zone."""
    data = remembered_data(view)
    found = verdicts(data, view.zone_id, programme=load_programme(), steps=load_conversions(), to_verify=view.to_verify)
    return verdicts_record(data, view.zone_id, found)


def _topics(rules: pd.DataFrame) -> set[str]:
    return set(_topics_of(rules))


def _topics_of(table: pd.DataFrame) -> pd.Series:
    """Return one text per row that tells its topic."""
    parts: list[Any] = [table[name].astype("str").fillna("") for name in TOPIC]
    return cast("pd.Series", parts[0].str.cat(parts[1:], sep="\t"))
