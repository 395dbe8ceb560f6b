"""The tables of a proposal: by province, by commune, by vulnerability, by actor."""

from typing import Any

import pandas as pd
import streamlit as st

from analysis.records.bounds import falling_sense
from analysis.records.scenario import EffectLine, EffectRecord, Moment
from ui.drawing.shown_tables import show_table
from ui.session.view import View
from ui.texts import Texts, pick
from ui.words.scenario import class_name, indicator_name
from ui.words.table_columns import Field


def parts_table(view: View, record: EffectRecord) -> None:
    """Draw the table of the provinces, or of what the zone compares."""
    texts = view.texts
    rows = [_zone_line(zone) for zone in [*record["parts"], record]]
    level = (record["parts"] or [record])[0]["level"]
    title = pick(view.territory.level(level).names, view.language).capitalize()
    frame = _frame(rows)
    show_table(frame, _told(frame, _zone_fields(view, record, title)), texts, name="plan-parts")


def communes_table(view: View, record: EffectRecord) -> None:
    """Draw the communes where something changes, losses first."""
    texts = view.texts
    if not record["communes"]:
        st.info(texts("plan-communes-none"))
        return
    rows = [_zone_line(zone) for zone in record["communes"]]
    title = pick(view.territory.level(view.territory.smallest_level).names, view.language).capitalize()
    frame = _frame(rows).sort_values(["losing", "gaining"], ascending=False)
    show_table(frame, _told(frame, _zone_fields(view, record, title)), texts, name="plan-communes", height=380)


def _zone_line(zone: EffectLine) -> dict[str, Any]:
    before, after, moves = zone["before"], zone["after"], zone["moves"]
    return {
        "zone": zone["name"],
        "within_before": before["within"],
        "within_after": after["within"],
        "gaining": moves["gaining"],
        "losing": moves["losing"],
        "mean_before": before["mean_min"],
        "mean_after": after["mean_min"],
        "gap_before": before["gap"],
        "gap_after": after["gap"],
        **{
            f"{name}_{moment}-sense": side["bounds"].get(name, "exact")
            for moment, side in (("before", before), ("after", after))
            for name in ("within", "mean_min", "gap")
        },
        **{f"{name}-sense": moves["bounds"].get(name, "exact") for name in ("gaining", "losing")},
    }


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    numbers = [name for name in frame.columns if name != "zone" and not name.endswith("-sense")]
    frame[numbers] = frame[numbers].astype("float64")
    return frame


def _zone_fields(view: View, record: EffectRecord, title: str) -> list[Field]:
    texts = view.texts
    within = texts("column-within", minutes=view.threshold_min)
    base = texts("plan-counted", base=texts(f"scenario-base-{record['base'].replace(':', '-')}"))
    written = "decimal" if ":" in record["base"] else "count"
    fields = [
        Field("zone", title),
        Field("within_before", texts("plan-before", figure=within), written, base, sense="within_before-sense"),
        Field("within_after", texts("plan-after", figure=within), written, base, sense="within_after-sense"),
        Field("gaining", texts("plan-gaining"), written, texts("formula-plan-gaining"), sense="gaining-sense"),
        Field("losing", texts("plan-losing"), written, texts("formula-plan-losing"), sense="losing-sense"),
        *(
            Field(
                f"mean_{moment}",
                texts(f"plan-{moment}", figure=texts("scenario-column-mean")),
                "minutes",
                sense=f"mean_min_{moment}-sense",
            )
            for moment in ("before", "after")
        ),
    ]
    if record["after"]["gap"] is not None:
        gap = texts("scenario-column-gap")
        fields += [
            Field(f"gap_{moment}", texts(f"plan-{moment}", figure=gap), "count", sense=f"gap_{moment}-sense")
            for moment in ("before", "after")
        ]
    return fields


def classes_table(view: View, record: EffectRecord) -> None:
    """Draw gains and losses by class of vulnerability."""
    texts, known = view.texts, record["vulnerability"]
    if known["indicator"] is None:
        st.info(texts("plan-classes-unknown"))
        return
    classes = len(known["limits"]) + 1
    rows = [
        {
            "zone": class_name(int(one["vulnerability_class"]), classes, texts),
            "weight": one["weight"],
            "gaining": one["gaining"],
            "losing": one["losing"],
            "mean_before": one["mean_before"],
            "mean_after": one["mean_after"],
            "gap_before": _less(one["need_before"], one["capacity_before"]),
            "gap_after": _less(one["need_after"], one["capacity_after"]),
        }
        for one in known["classes"]
    ]
    written = "decimal" if ":" in record["base"] else "count"
    sense = falling_sense(record["register_state"])
    fields = [
        Field("zone", texts("scenario-column-class")),
        Field("weight", texts(f"scenario-base-{record['base'].replace(':', '-')}").capitalize(), written),
        Field("gaining", texts("plan-gaining"), written, texts("formula-plan-gaining"), sense=sense),
        Field("losing", texts("plan-losing"), written, texts("formula-plan-losing"), sense=sense),
        Field("mean_before", texts("plan-before", figure=texts("scenario-column-mean")), "minutes", sense=sense),
        Field("mean_after", texts("plan-after", figure=texts("scenario-column-mean")), "minutes", sense=sense),
    ]
    gap = texts("scenario-column-gap")
    moments: tuple[Moment, Moment] = ("before", "after")
    fields += [
        Field(f"gap_{at}", texts(f"plan-{at}", figure=gap), "count", sense=record[at]["bounds"].get("gap", "exact"))
        for at in moments
    ]
    frame = _frame(rows)
    show_table(frame, _told(frame, fields), texts, name="plan-classes")
    told = indicator_name(known, view.territory, texts)
    st.caption(texts("scenario-classes-note", indicator=told, year=str(known["year"] or "–")))


def actors_table(view: View, record: EffectRecord) -> None:
    """Draw what falls to each actor, those that change first."""
    texts = view.texts
    rows = [
        {
            "zone": _actor_name(actor["name"], texts),
            "fate": texts(f"plan-fate-{actor['fate']}"),
            "beside": ", ".join(actor["beside"]),
            "nearest_before": actor["nearest_before"],
            "nearest_after": actor["nearest_after"],
            "capacity_before": actor["capacity_before"],
            "capacity_after": actor["capacity_after"],
        }
        for actor in sorted(record["actors"], key=lambda actor: actor["fate"] == "kept")
    ]
    if not rows:
        st.info(texts("services-none", state=record["register"]["state"]))
        return
    frame = pd.DataFrame(rows)
    numbers = ["nearest_before", "nearest_after", "capacity_before", "capacity_after"]
    frame[numbers] = frame[numbers].astype("float64")
    near = texts("plan-nearest", minutes=view.threshold_min)
    fields = [
        Field("zone", texts("column-actor")),
        Field("fate", texts("plan-fate")),
        *(
            Field(
                f"nearest_{at}",
                texts(f"plan-{at}", figure=near),
                "count",
                texts("plan-nearest-help"),
                # Others who are not known may be nearer.
                sense=falling_sense(record["register_state"]),
            )
            for at in ("before", "after")
        ),
        Field("capacity_before", texts("plan-before", figure=texts("column-capacity")), "count"),
        Field("capacity_after", texts("plan-after", figure=texts("column-capacity")), "count"),
        *([Field("beside", texts("plan-column-beside"))] if frame["beside"].any() else []),
    ]
    show_table(frame, _told(frame, fields), texts, name="plan-actors")


def _actor_name(name: str, texts: Texts) -> str:
    """Return the name of an actor; a new one that nobody named is called by its place."""
    return texts("plan-new-service", zone=name.removeprefix("+ ")) if name.startswith("+ ") else name


def _told(frame: pd.DataFrame, fields: list[Field]) -> list[Field]:
    """Return the fields of which something is known."""
    return [field for field in fields if field.written == "text" or frame[field.name].notna().any()]


def _less(need: float | None, capacity: float | None) -> float | None:
    return None if need is None or capacity is None else need - capacity
