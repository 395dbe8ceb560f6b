"""What the app keeps of the ledger, the balances and the norms: bounded, rebuilt when the tables change."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import pandas as pd
import streamlit as st

from analysis.balance.ask import territory_balance
from analysis.balance.record import balance_record
from analysis.need.ledger import TOPIC, Ledger, ledger
from analysis.need.ledger_record import ledger_record
from analysis.need.rules import all_rules, check_rules, merge_rules
from analysis.need.topic import topics_of
from analysis.need.universalism import load_weights
from analysis.norms.ask import verdicts
from analysis.norms.record import verdicts_record
from analysis.records.balance import BalanceRecord
from analysis.records.ledger import LedgerRecord
from analysis.records.norms import VerdictsRecord
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from geo.workspace.vocabulary import load_vocabulary
from ui.session.memory import Key, ground_of, remembered_data, version_of
from ui.session.view import View


def remembered_ledger(view: View) -> LedgerRecord:
    """Return the ledger of the view's zone: every line, its parts, and the rules behind them."""
    return _ledger_record((*_tables(view), view.zone_id), view)


def supposed_ledger(view: View, rates: Mapping[str, float], *, source: str) -> LedgerRecord:
    """Return the ledger with other rates, by ``rule_id``; only the lines that they touch are worked out again."""
    return _supposed((*_tables(view), view.zone_id, tuple(sorted(rates.items()))), view, rates, source)


def balance_topics(view: View) -> list[tuple[str, str | None]]:
    """Return the units and stages in which some rule speaks of the view's question; the plainest first."""
    known: Any = topics_of(_rules(_tables(view), view), view.selection)
    known = known.sort_values("stage", na_position="first", kind="stable")
    return [(row.unit, row.stage if isinstance(row.stage, str) else None) for row in known.itertuples()]


def remembered_balance(view: View, *, by: str, topic: tuple[str, str | None], horizon_min: float) -> BalanceRecord:
    """Return the balance of the view's question on one ground, for one of :func:`balance_topics`."""
    key = (*ground_of(view), view.selection, view.zone_id, by, topic, horizon_min)
    return _balance(key, view, by, topic, horizon_min)


def remembered_verdicts(view: View) -> VerdictsRecord:
    """Return what each norm of the country says of the view's zone."""
    return _verdicts((*ground_of(view), view.zone_id), view)


def _tables(view: View) -> Key:
    return (view.territory_id, version_of(view), view.births, view.layer)


@st.cache_resource(max_entries=6, show_spinner=False)
def _rules(key: Key, _view: View) -> pd.DataFrame:
    del key
    data = remembered_data(_view)
    rules = all_rules(data)
    check_rules(rules, data, vocabulary=load_vocabulary())
    return rules


@st.cache_resource(max_entries=6, show_spinner=False)
def _ledger(key: Key, _view: View) -> Ledger:
    del key
    data, rules = remembered_data(_view), _rules(_tables(_view), _view)
    return ledger(data, rules, programme=load_programme(), steps=load_conversions())


@st.cache_resource(max_entries=64, show_spinner=False)
def _ledger_record(key: Key, _view: View) -> LedgerRecord:
    del key
    return ledger_record(remembered_data(_view), _ledger(_tables(_view), _view), _view.zone_id)


@st.cache_resource(max_entries=32, show_spinner=False)
def _supposed(key: Key, _view: View, _rates: Mapping[str, float], _source: str) -> LedgerRecord:
    del key
    data, known = remembered_data(_view), _ledger(_tables(_view), _view)
    changes = pd.DataFrame({"rule_id": list(_rates), "rate": list(_rates.values()), "origin": _source})
    rules = merge_rules(known.rules, changes)
    check_rules(rules, data, vocabulary=load_vocabulary())
    changed = set(_rates) | set(rules.loc[rules["like"].isin(list(_rates)), "rule_id"])
    touched = _topics(rules[rules["rule_id"].isin(changed)])
    again = ledger(
        data, rules[_topics_of(rules).isin(touched)], programme=load_programme(), steps=load_conversions()
    ).lines
    lines = pd.concat([known.lines[~_topics_of(known.lines).isin(touched)], again], ignore_index=True)
    # In the order of the lines that are known.
    order = {topic: at for at, topic in enumerate(dict.fromkeys(_topics_of(known.lines)))}
    ranks = _topics_of(lines).map(order)
    book = replace(known, lines=lines.loc[ranks.sort_values(kind="stable").index], rules=rules)
    return ledger_record(data, book, _view.zone_id)


@st.cache_resource(max_entries=48, show_spinner=False)
def _balance(key: Key, _view: View, _by: str, _topic: tuple[str, str | None], _horizon_min: float) -> BalanceRecord:
    del key
    data, rules = remembered_data(_view), _rules(_tables(_view), _view)
    unit, stage = _topic
    done = territory_balance(
        data,
        replace(_view.question, stage=stage, threshold_min=_horizon_min),
        rules,
        by=_by,
        programme=load_programme(),
        steps=load_conversions(),
        unit=unit,
    )
    return balance_record(data, done, _view.zone_id, weights=load_weights())


@st.cache_resource(max_entries=48, show_spinner=False)
def _verdicts(key: Key, _view: View) -> VerdictsRecord:
    del key
    data = remembered_data(_view)
    found = verdicts(data, _view.zone_id, programme=load_programme(), steps=load_conversions())
    return verdicts_record(data, _view.zone_id, found)


def _topics(rules: pd.DataFrame) -> set[str]:
    return set(_topics_of(rules))


def _topics_of(table: pd.DataFrame) -> pd.Series:
    """Return one text per row that tells its topic."""
    parts: list[Any] = [table[name].astype("str").fillna("") for name in TOPIC]
    return cast("pd.Series", parts[0].str.cat(parts[1:], sep="\t"))
