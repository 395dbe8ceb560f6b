"""Charts: what is offered, missing and unknown, zone by zone."""

import altair as alt
import pandas as pd

from analysis.record import Record
from ui.texts import Texts

_COLOURS = {"offered": "#1f5f8b", "missing": "#d9822b", "unknown": "#c5ccd3"}


def balance_bars(parts: list[Record], *, unit: str | None, texts: Texts) -> alt.Chart | None:
    """Return horizontal bars of offered, missing and unknown per zone, or None when no need is known."""
    rows = [row for part in parts for row in _bar(part)]
    if not rows or unit is None:
        return None
    frame = pd.DataFrame(rows)
    labels = {key: texts(f"bar-{key}") for key in _COLOURS}
    frame["label"] = frame["part"].map(labels)
    frame["rank"] = frame["part"].map({key: rank for rank, key in enumerate(_COLOURS)})
    return (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            y=alt.Y("zone:N", title=None, sort=[part["name"] for part in parts], axis=alt.Axis(labelLimit=220)),
            x=alt.X("value:Q", title=texts("bar-axis", unit=texts(f"unit-{unit}"))),
            color=alt.Color(
                "label:N",
                title=None,
                scale=alt.Scale(domain=list(labels.values()), range=list(_COLOURS.values())),
                legend=alt.Legend(orient="bottom", columns=3),
            ),
            order="rank:Q",
            tooltip=[
                alt.Tooltip("zone:N", title=texts("choice-zone")),
                "label:N",
                alt.Tooltip("value:Q", format=".0f"),
            ],
        )
        .properties(height=alt.Step(30))
    )


def _bar(part: Record) -> list[dict[str, object]]:
    need, capacity = part["need"], part["capacity"]
    if need is None:
        return []
    if capacity is None:
        return [{"zone": part["name"], "part": "unknown", "value": need}]
    rest = "unknown" if part["capacity_is_minimum"] else "missing"
    return [
        {"zone": part["name"], "part": "offered", "value": capacity},
        {"zone": part["name"], "part": rest, "value": max(0.0, need - capacity)},
    ]
