"""The path of a family through several services, and what the closure of one would cost."""

import pandas as pd
import streamlit as st

from analysis.closing.costs import actors_within, births_by_choice, closure_costs
from analysis.diagnosis.ask import smallest_in
from analysis.json_values import Record
from analysis.path.breaks import Parcours, parcours
from analysis.path.minutes_by_kind import minutes_by_kind
from geo.workspace.vocabulary import load_vocabulary
from ui.drawing.charts import GAP, bars
from ui.drawing.shown_tables import show_table
from ui.screens.shared.page import draw_chart, finding, footer, heading, no_reach, waited_record
from ui.screens.shared.provenance import where_from
from ui.session.choices import choose_part, keep_choice, kept_choice
from ui.session.memory import births_or_population, remembered_data, remembered_measures, remembered_travel
from ui.session.view import View
from ui.words.numbers import count, percent
from ui.words.table_columns import Field

_STEPS = ("hopital", "one-consultation-enfants", "saf", "planning-familial", "maison-de-naissance", "pmi")
_MOST_STEPS, _FIRST_STEPS, _ENOUGH = 6, 3, 4
_CHOICES = 3


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    record = waited_record(view, and_also=remembered_travel)
    heading(view, "parcours", record["name"])
    part = choose_part("study", ("parcours", "robust"), lambda name: catalogue(f"{name}-tab"), catalogue)
    if part == "parcours":
        _path(view, record, remembered_travel(view).table)
    else:
        _robust(view, record)


def _path(view: View, record: Record, travel: pd.DataFrame) -> None:
    catalogue, language = view.texts, view.language
    data, words = remembered_data(view), load_vocabulary()
    placed = data.actors[(data.actors["status"] == "open") & data.actors["lon"].notna()]
    kinds = sorted(set(placed["kind"]), key=lambda kind: words.label("kind", kind, language=language))
    if not kinds:
        st.info(catalogue("register-empty"))
        return
    sizes = placed["kind"].value_counts()
    chosen = _steps(view, kinds, sizes)
    if not chosen:
        st.info(catalogue("parcours-none"))
        return
    limits = _limits(view, chosen)
    places = data.places[data.places["zone_id"].isin(smallest_in(data, view.zone_id))]
    minutes = minutes_by_kind(places, travel, placed, kinds=chosen)
    births = pd.Series(births_or_population(places).to_numpy(), index=minutes.index)
    zones = pd.Series(places["zone_id"].to_numpy(), index=minutes.index)
    found = parcours(minutes, births, zones, thresholds_min=limits)
    share = found.births_complete / found.births if found.births > 0 else float("nan")
    finding(
        catalogue(
            "parcours-finding",
            share=percent(share, language),
            steps=len(chosen),
            measure=_measure(view),
            missing=count(found.births - found.births_complete, language),
        )
    )
    where_from(record, ("births", "population", "travel"), catalogue, formula="parcours", key="parcours")
    _breaks(view, found, chosen)
    footer(record, view)


def _measure(view: View) -> str:
    """Tell who is counted: births, or inhabitants where no births are known."""
    return "births" if remembered_data(view).places["births"].notna().any() else "population"


def _steps(view: View, kinds: list[str], sizes: pd.Series) -> list[str]:
    catalogue, words = view.texts, load_vocabulary()
    first = [kind for kind in _STEPS if sizes.get(kind, 0) >= _ENOUGH][:_FIRST_STEPS] or kinds[:_FIRST_STEPS]
    kept = [kind for kind in kept_choice("steps", default=" ".join(first)).split(" ") if kind in kinds]
    key = f"pick-steps-{view.territory_id}"
    if key not in st.session_state:
        st.session_state[key] = (kept or first)[:_MOST_STEPS]
    chosen = st.multiselect(
        catalogue("parcours-steps"),
        kinds,
        key=key,
        format_func=lambda kind: words.label("kind", kind, language=view.language),
        max_selections=_MOST_STEPS,
        help=catalogue("parcours-steps-help"),
    )
    keep_choice("steps", " ".join(chosen))
    few = [words.label("kind", kind, language=view.language) for kind in chosen if sizes.get(kind, 0) < _ENOUGH]
    if few:
        st.warning(catalogue("parcours-few", steps=", ".join(few)))
    return list(chosen)


def _limits(view: View, chosen: list[str]) -> dict[str, float]:
    catalogue, words = view.texts, load_vocabulary()
    limits = {}
    for column, kind in zip(st.columns(len(chosen)), chosen, strict=True):
        key = f"pick-limit-{kind}"
        limits[kind] = float(
            column.number_input(
                catalogue("parcours-limit", step=words.label("kind", kind, language=view.language)),
                min_value=5,
                max_value=240,
                value=view.threshold_min,
                step=5,
                key=f"{key}-{view.threshold_min}",
            )
        )
    return limits


def _breaks(view: View, found: Parcours, chosen: list[str]) -> None:
    catalogue, language, words = view.texts, view.language, load_vocabulary()
    names = {kind: words.label("kind", kind, language=language) for kind in chosen}
    missing = found.steps.groupby("step")["births_missing"].sum().reindex(chosen)
    frame = pd.DataFrame({"name": [names[kind] for kind in chosen], "value": missing.to_numpy()})
    frame["told"] = [count(value, language) for value in frame["value"]]
    worst = frame.loc[frame["value"].idxmax()]
    draw_chart(
        bars(frame, title=catalogue("parcours-axis", measure=_measure(view)), texts=catalogue, colour=GAP),
        frame[["name", "value"]],
        view,
        name="parcours-steps",
        title=catalogue("parcours-breaks", step=worst["name"]) if worst["value"] > 0 else catalogue("parcours-whole"),
        subtitle=catalogue("parcours-breaks-subtitle", measure=_measure(view)),
    )
    zones = remembered_data(view).zones.set_index("zone_id")["name"]
    table = found.zones.reset_index()
    table["name"] = table["zone_id"].map(zones)
    table["breaking"] = [names.get(step, "—") for step in table["breaking_step"]]
    table = table.sort_values(["complete_share", "births"], ascending=[True, False])
    fields = [
        Field("name", catalogue("choice-zone")),
        Field("births", catalogue("column-births"), "count"),
        Field("complete_share", catalogue("column-whole-path"), "percent", catalogue("glossary-complete")),
        Field("breaking", catalogue("column-breaking")),
    ]
    show_table(table, fields, catalogue, name="parcours-zones", height=380)


def _robust(view: View, record: Record) -> None:
    catalogue, language = view.texts, view.language
    data, measures = remembered_data(view), remembered_measures(view)
    located = measures.supply.actors[measures.supply.actors["lon"].notna()]
    if located.empty:
        no_reach(view, record)
        return
    travel = remembered_travel(view).table
    places = data.places[data.places["zone_id"].isin(smallest_in(data, view.zone_id))]
    pairs = travel[travel["actor_id"].isin(located["actor_id"]) & travel["place_id"].isin(places["place_id"])]
    births = pd.Series(births_or_population(places).to_numpy(), index=pd.Index(places["place_id"], name="place_id"))
    within = actors_within(pairs, threshold_min=view.threshold_min, places=births.index)
    levels = births_by_choice(within, births, most=_CHOICES)
    total = levels.sum()
    frame = pd.DataFrame(
        {
            "name": [
                catalogue("robust-level", actors=at, more="yes" if at == _CHOICES else "no") for at in levels.index
            ],
            "value": levels.to_numpy(),
        }
    )
    frame["told"] = [f"{count(value, language)} ({percent(value / total, language)})" for value in frame["value"]]
    alone = levels.loc[1] / total if total > 0 else float("nan")
    draw_chart(
        bars(frame, title=catalogue("robust-axis", measure=_measure(view)), texts=catalogue),
        frame[["name", "value"]],
        view,
        name="robust-levels",
        title=catalogue(
            "robust-finding", share=percent(alone, language), minutes=view.threshold_min, measure=_measure(view)
        ),
        subtitle=catalogue("robust-subtitle", minutes=view.threshold_min),
    )
    where_from(record, ("births", "population", "travel"), catalogue, formula="robust", key="robust")
    _closures(view, pairs, births, located)


def _closures(view: View, pairs: pd.DataFrame, births: pd.Series, located: pd.DataFrame) -> None:
    catalogue = view.texts
    st.subheader(catalogue("closure-title"))
    if len(located) == 1:
        st.info(catalogue("closure-one"))
    costs = closure_costs(
        pairs,
        births,
        threshold_min=view.threshold_min,
        horizon_min=view.territory.horizon_min,
        actors=list(located["actor_id"]),
    )
    table = costs.actors.assign(name=costs.actors["actor_id"].map(located.set_index("actor_id")["name"]))
    # Nobody keeps a service: there are no minutes to add, which is not zero minutes.
    nobody = (table["births_affected"] > 0) & (table["births_losing_access"] >= table["births_affected"])
    table["minutes_added_mean"] = table["minutes_added_mean"].mask(nobody, float("inf"))
    table = table.sort_values(["births_newly_beyond", "births_affected"], ascending=False)
    fields = [
        Field("name", catalogue("column-actor"), width=260),
        Field(
            "births_nearest",
            catalogue("closure-nearest", measure=_measure(view)),
            "count",
            catalogue("closure-nearest-help"),
        ),
        Field("births_newly_beyond", catalogue("closure-beyond", minutes=view.threshold_min), "count"),
        Field("births_losing_access", catalogue("closure-losing"), "count", catalogue("closure-losing-help")),
        Field("minutes_added_mean", catalogue("closure-minutes"), "minutes", catalogue("closure-minutes-help")),
    ]
    st.caption(catalogue("closure-lead", measure=_measure(view)))
    show_table(table, fields, catalogue, name="closures")
