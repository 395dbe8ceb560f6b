"""Whether answers hold: what each is worth in every world, in a sentence and a table, and what was varied."""

import pandas as pd
import streamlit as st

from analysis.records.siting import SitingRecord
from analysis.records.siting_worlds import WorldsRecord
from geo.json_values import json_text
from ui.drawing.downloads import offer_file
from ui.drawing.shown_tables import show_table
from ui.session.view import View
from ui.texts import Texts
from ui.words.escape import plain
from ui.words.numbers import amount_column
from ui.words.siting import joined
from ui.words.siting_posts import COUNTED
from ui.words.siting_worlds import doubt_lines, shown_proposals, world_text, worlds_sentences
from ui.words.table_columns import Field


def draw_worlds(view: View, record: SitingRecord, told: WorldsRecord) -> None:
    """Draw what the answers are worth in every world."""
    texts = view.texts
    st.markdown(f"### {plain(texts('siting-worlds-title'))}")
    for line in worlds_sentences(record, told, texts):
        st.markdown(plain(line))
    if told["count"] > 1:
        frame, fields = worlds_frame(record, told, texts)
        show_table(frame, fields, texts, name="plan-worlds")
    with st.expander(texts("plan-worlds-doubts")):
        for line in doubt_lines(told, texts):
            st.markdown(f"- {plain(line)}")
    offer_file(
        texts("plan-answers-json"),
        json_text({**record, "worlds": told}),
        name=texts("plan-answers-file"),
        ending=".json",
        key="plan-worlds-json",
    )


def worlds_frame(record: SitingRecord, told: WorldsRecord, texts: Texts) -> tuple[pd.DataFrame, list[Field]]:
    """Return every proposal as numbers: ``sites``, ``first``, ``gain``, ``low``, ``regret``, ``in`` (the world)."""
    rows = [
        (
            joined(one["sites"], texts),
            one["first"],
            one["gain"],
            one["gain_low"],
            one["regret"],
            world_text(one["regretted"], texts),
        )
        for one in shown_proposals(told)
    ]
    numbers = ["first", "gain", "low", "regret"]
    frame = pd.DataFrame(rows, columns=["sites", *numbers, "in"])
    frame[numbers] = frame[numbers].astype("float64")
    written = amount_column(record.get("unit")) if told["measure"] in COUNTED else "minutes"
    count = texts("siting-worlds-column-first-of", count=told["count"])
    return frame, [
        Field("sites", texts("siting-worlds-column-sites")),
        Field("first", count, "count"),
        *(Field(name, texts(f"siting-worlds-column-{name}"), written) for name in ("gain", "low", "regret")),
        Field("in", texts("siting-worlds-column-in")),
    ]
