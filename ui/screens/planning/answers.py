"""The answers of the optimiser: the best one first, its map and its paragraph, the others beside it, and the files."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
import streamlit as st

from analysis.records.scenario import ChangeRecord
from analysis.records.siting import Answer, SitingRecord
from analysis.scenario.changes import change_of, change_values
from analysis.scenario.definition import SCENARIO_DEMANDS
from geo.errors import MaillageError
from geo.json_values import json_text
from ui.drawing.downloads import offer_file
from ui.drawing.plain_tables import plain_table
from ui.drawing.shown_tables import show_table
from ui.screens.planning.proposal_maps import choose_side, map_indicators, plan_atlas
from ui.screens.planning.trade_off_curve import draw_curve
from ui.screens.shared.page import draw_atlas
from ui.session.failures import guarded
from ui.session.proposal_changes import proposal_key, remembered_effect
from ui.session.view import View
from ui.words.escape import plain
from ui.words.numbers import amount_column
from ui.words.siting import (
    car_note,
    covered,
    demand_text,
    gained,
    has_aim,
    lead_sentences,
    measured,
    proposal_parts,
    proposal_title,
    sites_text,
    siting_notes,
    siting_title,
)
from ui.words.siting_tables import by_family
from ui.words.table_columns import Field

_HEIGHT = 420


def draw_answers(view: View, record: SitingRecord) -> None:
    """Draw the answers of a search."""
    texts = view.texts
    if not record["answers"]:
        st.info(texts("plan-search-none"))
        return
    st.markdown(f"### {plain(texts('plan-answers-best', sites=sites_text(record['answers'][0], texts)))}")
    st.caption(plain(siting_title(record, texts)))
    for sentence in lead_sentences(record, texts):
        st.markdown(plain(sentence))
    left, right = st.columns([3, 4], gap="large")
    with left:
        answer = _chosen(view, record)
        if _alike(record):
            st.caption(texts("plan-answers-alike"))
        for part in proposal_parts(record, answer, texts):
            st.markdown(plain(part))
        st.button(
            texts("plan-search-try"),
            key=f"plan-search-try-{answer['rank']}",
            on_click=guarded(_try),
            args=(view, answer["changes"]),
            icon=":material/add:",
        )
    with right:
        _map(view, record, answer)
    st.markdown(f"**{texts('plan-answers-side')}**")
    frame, fields = answers_frame(record, view)
    show_table(frame, fields, texts, name="plan-answers")
    st.markdown(f"**{texts('plan-answers-parts', rank=answer['rank'])}**")
    frame, fields = parts_frame(record, answer, view)
    show_table(frame, fields, texts, name=f"plan-answer-{answer['rank']}")
    if answer["families"]:
        with st.expander(texts("siting-families")):
            headers, rows = by_family(record, answer, texts)
            st.html(plain_table(texts("siting-families"), headers, rows))
            st.caption(car_note(answer, texts))
    if record["curve"]:
        draw_curve(view, record)
    for note in siting_notes(record, texts):
        st.caption(plain(note))
    offer_file(
        texts("plan-answers-json"),
        json_text(record),
        name=texts("plan-answers-file"),
        ending=".json",
        key="plan-answers-json",
    )


def answers_frame(record: SitingRecord, view: View) -> tuple[pd.DataFrame, list[Field]]:
    """Return the answers one beside the other, as numbers."""
    texts, asked, capacities = view.texts, record["parameters"], "unit" in record
    worst, bounds, of = asked["objective"] != "most", record["bounds"], measured(record)
    rows = [
        {
            "rank": answer["rank"],
            "sites": sites_text(answer, texts),
            "aim": answer["weight_gain"],
            **dict(zip(("gain", "left"), gained(answer, of), strict=True)),
            **{f"{name}_as_one": dict(answer).get(f"weight_{name}_as_one") for name in ("gain", "left")},
            "grown": sum(line["gain"] or 0 for line in answer.get("loads", [])),
            "mean": answer["minutes_mean_new" if capacities else "mean_min_after"],
            "worst": answer["worst"]["share_after"] if answer["worst"] else None,
            "cost": sum(site["cost"] or 0 for site in answer["sites"]),
        }
        for answer in record["answers"]
    ]
    written = amount_column(record.get("unit"))
    titles = ("served", "missing", "mean-new") if capacities else ("gain", "left", "mean")
    fields = [
        Field("rank", texts("siting-table-rank"), "count"),
        Field("sites", texts("siting-table-sites")),
        Field("gain", texts(f"siting-table-{titles[0]}"), written, sense=bounds[f"{of}_gain"]),
        Field("left", texts(f"siting-table-{titles[1]}"), written, sense=bounds[f"{of}_left"]),
        Field(
            "mean",
            texts(f"siting-table-{titles[2]}"),
            "minutes",
            sense="exact" if capacities else bounds["mean_min_after"],
        ),
    ]
    if any("weight_gain_as_one" in answer for answer in record["answers"]):
        fields[3:3] = [
            Field("gain_as_one", texts("column-as-one", title=texts(f"siting-table-{titles[0]}")), written),
            Field("left_as_one", texts("column-as-one", title=texts(f"siting-table-{titles[1]}")), written),
        ]
    if has_aim(record) and not capacities:
        aim = texts("plan-more-of", what=demand_text(asked["demand"], texts))
        fields.insert(2, Field("aim", aim, "amount", sense=bounds["weight_gain"]))
    if capacities and asked["upgrade"]:
        fields.insert(4, Field("grown", texts("plan-grown"), written))
    if worst:
        fields.append(Field("worst", texts("plan-worst-share"), "percent", sense=bounds["weight_after"]))
    if asked["budget"] is not None:
        fields.append(Field("cost", texts("plan-places-cost"), "fraction"))
    frame = pd.DataFrame(rows)
    numbers = [name for name in frame.columns if name != "sites"]
    frame[numbers] = frame[numbers].astype("float64")
    return frame, fields


def parts_frame(record: SitingRecord, answer: Answer, view: View) -> tuple[pd.DataFrame, list[Field]]:
    """Return what an answer brings to each province, as numbers."""
    texts, of = view.texts, measured(record)
    numbers = ["total", "before", "after", "gain"]
    rows = [
        (part["name"], total, before, after, after - before)
        for part in answer["parts"]
        for total, before, after in [covered(part, of)]
    ]
    if len(rows) > 1:
        rows.append((record["zone_name"], *covered(answer, of), gained(answer, of)[0]))
    frame = pd.DataFrame(rows, columns=["zone", *numbers])
    frame[numbers] = frame[numbers].astype("float64")
    first = texts("column-base-need" if of == "weight" else f"column-base-{record['base']}")
    written = amount_column(record.get("unit"))
    before = "part-before-served" if of == "weight" else "part-column"
    return frame, [
        Field("zone", texts("column-zone")),
        Field("total", first, written),
        Field("before", texts(f"siting-{before}"), written, sense=record["bounds"][f"{of}_before"]),
        Field("after", texts("siting-part-after"), written, sense=record["bounds"][f"{of}_after"]),
        Field("gain", texts("siting-part-gain"), written, sense=record["bounds"][f"{of}_gain"]),
    ]


def _chosen(view: View, record: SitingRecord) -> Answer:
    """Return the answer that is looked at."""
    texts, answers = view.texts, record["answers"]
    ranks = [answer["rank"] for answer in answers]
    rank = st.radio(
        texts("plan-answers-which"),
        ranks,
        format_func=lambda at: proposal_title(record, answers[at - 1], texts),
        key=f"plan-answer-rank-{len(answers)}",
    )
    return answers[int(rank) - 1]


def _alike(record: SitingRecord) -> bool:
    """Whether several answers have all their places in common but one."""
    sets = [{site["site_id"] for site in answer["sites"]} for answer in record["answers"]]
    return any(len(one) > 1 and len(one & other) >= len(one) - 1 for one, other in pairwise(sets))


def _map(view: View, record: SitingRecord, answer: Answer) -> None:
    """Draw what the answer changes, commune by commune: the same map as for a proposal."""
    texts = view.texts
    asked = record["parameters"]["demand"]
    demand = asked if asked in SCENARIO_DEMANDS else record["base"]
    served, side = _served(answer), "change"
    if served is None:
        side = choose_side(texts, key="plan-answer-side")
    try:
        with st.spinner(texts("progress-measures"), show_time=True):
            effect = remembered_effect(view, known_changes(answer["changes"]), demand=demand)
    except MaillageError as error:
        st.error(plain(texts.error(error)))
        return
    indicator = map_indicators(effect)[0]
    shown = plan_atlas(view, effect, side=side, indicator=indicator, served=served, equals=answer["equals"])
    draw_atlas(view, shown, height=_HEIGHT, key="answer")


def _served(answer: Answer) -> pd.DataFrame | None:
    """Return what the new services would serve in each commune, with capacities; None without."""
    if "communes_of_new" not in answer:
        return None
    rows = [(line["zone"], line["amount"], line["need"]) for line in answer["communes_of_new"]]
    return pd.DataFrame(rows, columns=["zone_id", "amount", "need"]).set_index("zone_id")


def known_changes(changes: Sequence[ChangeRecord]) -> list[ChangeRecord]:
    """Return the changes that play an answer, without what nothing is said of."""
    return [change_values(change_of(change)) for change in changes]


def _try(view: View, changes: list[ChangeRecord]) -> None:
    st.session_state[proposal_key(view)] = known_changes(changes)
