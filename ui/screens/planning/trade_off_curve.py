"""The trade-off curve: what better serving the worst-served zone costs to the total."""

from typing import cast

import altair as alt
import pandas as pd

from analysis.records.siting import SitingRecord
from ui.drawing.charts import ACCENT
from ui.screens.shared.page import draw_chart
from ui.session.view import View
from ui.texts import Texts
from ui.words.known import among_known
from ui.words.numbers import percent
from ui.words.siting import demand_text, joined
from ui.words.table_columns import Field

_NARROW = 0.1
"""Where the shares shown differ by less, the axis needs a decimal."""


def draw_curve(view: View, record: SitingRecord) -> None:
    """Draw the curve with the data behind it."""
    texts = view.texts
    frame = curve_frame(record, texts)
    what = demand_text(record["parameters"]["demand"], texts)
    ends = frame.iloc[[0, -1]]
    lost = float(ends["covered"].iloc[0] - ends["covered"].iloc[1])
    gained = [percent(value, texts.language) for value in ends["worst"]]
    told = percent(lost / float(ends["covered"].iloc[0]), texts.language) if ends["covered"].iloc[0] else "0"
    draw_chart(
        curve_chart(frame, what=what, texts=texts),
        (frame, _fields(record, texts)),
        view,
        name="plan-curve",
        title=among_known(
            texts("plan-curve-title", before=gained[0], after=gained[1], lost=told), record["register_state"], texts
        ),
        subtitle=texts("plan-curve-measure", what=what),
    )


def _fields(record: SitingRecord, texts: Texts) -> list[Field]:
    """Return the fields of the points to take away: what is covered is at least that where the register is partial."""
    sense = record["bounds"]["weight_after"]
    written = {"share": "percent", "sites": "text", "covered": "amount", "worst": "percent"}
    return [
        Field(name, texts(f"siting-curve-{name}"), how, sense=sense if name in {"covered", "worst"} else "")
        for name, how in written.items()
    ]


def curve_frame(record: SitingRecord, texts: Texts) -> pd.DataFrame:
    """Return the points of the curve: ``share``, ``sites``, ``covered``, ``worst`` (shares 0–1)."""
    rows = [
        {
            "share": line["share"],
            "sites": joined(line["sites"], texts),
            "covered": line["covered"],
            "worst": line["worst_share"],
        }
        for line in record["curve"]
    ]
    return pd.DataFrame(rows, columns=["share", "sites", "covered", "worst"])


def curve_chart(frame: pd.DataFrame, *, what: str, texts: Texts) -> alt.LayerChart:
    """Return the curve: the total across, the worst-served zone up; each point names its sites."""
    shown = frame.drop_duplicates("sites").assign(
        told=[percent(value, texts.language) for value in frame.drop_duplicates("sites")["worst"]]
    )
    sign = "'\u202f%'" if texts.language == "fr" else "'%'"
    group = "\u202f" if texts.language == "fr" else ","
    narrow = float(shown["worst"].max() - shown["worst"].min()) < _NARROW
    digits, point = ".1f" if narrow else ".0f", "," if texts.language == "fr" else "."
    written = f"replace(format(datum.value * 100, '{digits}'), '.', '{point}')"
    base = alt.Chart(shown).encode(
        x=alt.X(
            "covered:Q",
            title=texts("plan-curve-x", what=what),
            scale=alt.Scale(zero=False, padding=30),
            axis=alt.Axis(tickCount=4, labelExpr=f"replace(format(datum.value, ',.0f'), /,/g, '{group}')"),
        ),
        y=alt.Y(
            "worst:Q",
            title=texts("plan-curve-y"),
            scale=alt.Scale(zero=False, padding=20),
            axis=alt.Axis(tickCount=4, labelExpr=f"{written} + {sign}"),
        ),
    )
    line = base.mark_line(color=ACCENT, strokeWidth=1.5, strokeDash=[4, 3])
    dots = base.mark_circle(size=120, color=ACCENT, opacity=1).encode(
        tooltip=[
            alt.Tooltip("sites:N", title=texts("siting-curve-sites")),
            alt.Tooltip("told:N", title=texts("plan-curve-y")),
        ]
    )
    names = base.mark_text(align="left", dx=9, dy=-9, fontSize=12).encode(text="sites:N")
    return cast("alt.LayerChart", (line + dots + names).properties(height=260))
