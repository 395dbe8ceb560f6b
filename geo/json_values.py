"""Plain values, as JSON can hold them, None for what is unknown: numbers, texts, the engine and the rules behind."""

from typing import Any

import numpy as np
import pandas as pd

from geo.travel.engines import EngineInfo

_DIGITS = 6

Record = dict[str, Any]
"""Keys and plain values; None stands for unknown."""


def plain_number(value: Any) -> float | int | None:  # noqa: ANN401 - a cell of a frame
    """Return a number for JSON: whole where it is whole, six decimals otherwise, None for unknown."""
    if pd.isna(value):
        return None
    rounded = round(float(value), _DIGITS)
    return int(rounded) if rounded.is_integer() else rounded


def bounded(value: Any) -> float | int | None:  # noqa: ANN401 - a cell of a frame
    """Return a number for JSON; None where it is unknown or has no limit."""
    return None if pd.isna(value) or np.isinf(value) else plain_number(value)


def plain_text(value: object) -> str | None:
    """Return a text; None for anything else."""
    return value if isinstance(value, str) else None


def engine_record(engine: EngineInfo) -> Record:
    """Return which engine answered and how far it can be trusted; errors are shares of the road time."""
    return {
        "kind": engine.kind,
        "mode": engine.mode,
        "status": engine.status,
        "source": engine.source,
        "date": engine.date,
        "median_error_share": plain_number(engine.median_error_share),
        "p90_error_share": plain_number(engine.p90_error_share),
    }


def rules_record(rules: pd.DataFrame) -> list[Record]:
    """Return need rules (``schema.NEED_RULE``) as plain values."""
    return [
        {
            **{name: plain_text(rule[name]) for name in ("rule_id", "zone_id", "kind", "function", "stratum", "stage")},
            **{name: plain_text(rule[name]) for name in ("unit", "base", "like", "status", "source", "date", "note")},
            "rate": None if pd.isna(rule["rate"]) else float(rule["rate"]),
            "value": plain_number(rule["value"]),
        }
        for rule in rules.to_dict("records")
    ]
