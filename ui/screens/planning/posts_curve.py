"""How many services are needed: the curve of the number, in a sentence, a chart and a table."""

from typing import cast

import altair as alt
import pandas as pd
import streamlit as st

from analysis.records.siting_posts import PostsCurveRecord
from geo.json_values import json_text
from ui.drawing.charts import ACCENT, INK
from ui.drawing.downloads import offer_file
from ui.drawing.shown_tables import show_table
from ui.screens.shared.page import draw_chart
from ui.session.view import View
from ui.texts import Texts
from ui.words.escape import plain
from ui.words.known import register_lines
from ui.words.numbers import amount_column
from ui.words.siting_posts import (
    COUNTED,
    measure_text,
    point_sites,
    posts_cell,
    posts_sentences,
    posts_title,
    proof_cell,
)
from ui.words.table_columns import Field


def draw_posts_curve(view: View, record: PostsCurveRecord) -> None:
    """Draw what every number of services would do at best."""
    texts = view.texts
    first, *others = posts_sentences(record, texts)
    st.markdown(f"### {plain(texts('plan-posts-title', said=first))}")
    for line in [*others, *register_lines(record["register"], texts)]:
        st.markdown(plain(line))
    if not record["points"]:
        return
    frame, fields = posts_frame(record, texts)
    draw_chart(
        posts_chart(frame, record, texts),
        (frame, fields),
        view,
        name="plan-posts",
        title=posts_title(record, texts),
        subtitle=measure_text(record, texts),
    )
    # Today is said above: it brings nothing more than anything.
    show_table(frame[frame["posts"] > 0], fields, texts, name="plan-posts-table")
    st.caption(plain(texts("siting-posts-rests")))
    offer_file(
        texts("plan-answers-json"),
        json_text(record),
        name=texts("plan-posts-file"),
        ending=".json",
        key="plan-posts-json",
    )


def posts_frame(record: PostsCurveRecord, texts: Texts) -> tuple[pd.DataFrame, list[Field]]:
    """Return the points of the curve, today first, as numbers: ``posts``, ``value``, ``more``, ``sites``, ``proof``."""
    rows: list[tuple[int, float | None, float | None, str, str]] = [(0, record["today"], None, "", "")]
    rows += [
        (point["posts"], point["value"], point["more"], point_sites(point, texts), proof_cell(record, point, texts))
        for point in record["points"]
    ]
    numbers = ["value", "more"]
    frame = pd.DataFrame(rows, columns=["posts", *numbers, "sites", "proof"])
    frame[numbers] = frame[numbers].astype("float64")
    written = amount_column(record["unit"]) if record["measure"] in COUNTED else "minutes"
    what, bounds = measure_text(record, texts), record["bounds"]
    return frame, [
        Field("posts", texts("siting-posts-column"), "count"),
        Field("value", what[:1].upper() + what[1:], written, sense=bounds["value"]),
        Field("more", texts("siting-posts-more"), written, sense=bounds["more"]),
        Field("sites", texts("siting-posts-sites")),
        Field("proof", texts("siting-posts-proof")),
    ]


def posts_chart(frame: pd.DataFrame, record: PostsCurveRecord, texts: Texts) -> alt.LayerChart:
    """Return the curve: services across, the figure up, a mark where it flattens or where there are enough."""
    shown = frame[frame["value"].notna()].assign(
        told=[
            posts_cell(record, value, "today" if posts == 0 else "value", texts)
            for posts, value in frame.loc[frame["value"].notna(), ["posts", "value"]].itertuples(index=False)
        ]
    )
    group = "\u202f" if texts.language == "fr" else ","
    base = alt.Chart(shown).encode(
        x=alt.X(
            "posts:Q",
            title=texts("siting-posts-column"),
            axis=alt.Axis(tickMinStep=1, format="d", grid=False),
            scale=alt.Scale(domain=[0, int(shown["posts"].max())], nice=False),
        ),
        y=alt.Y(
            "value:Q",
            title=measure_text(record, texts),
            scale=alt.Scale(zero=record["measure"] not in COUNTED, padding=12),
            axis=alt.Axis(tickCount=5, labelExpr=f"replace(format(datum.value, ',.0f'), /,/g, '{group}')"),
        ),
    )
    tips = [
        alt.Tooltip("posts:Q", title=texts("siting-posts-column")),
        alt.Tooltip("told:N", title=measure_text(record, texts)),
        alt.Tooltip("sites:N", title=texts("siting-posts-sites")),
    ]
    layers = [
        base.mark_line(color=ACCENT, strokeWidth=1.5),
        base.mark_circle(size=90, color=ACCENT, opacity=1).encode(tooltip=tips),
    ]
    marked = record["enough"] if record["enough"] is not None else record["flat"]
    if marked is not None:
        told = base.transform_filter(f"datum.posts == {marked}")
        layers += [
            told.mark_circle(size=220, filled=False, color=INK, strokeWidth=1.5, opacity=1),
            told.mark_text(align="right", dx=-10, dy=-12, fontSize=12, color=INK).encode(text="told:N"),
        ]
    return cast("alt.LayerChart", alt.layer(*layers).properties(height=260))
