"""Data and methods: what every figure rests on, and what is only approximate."""

from typing import Any

import pandas as pd
import streamlit as st

from analysis.records.shared import NeedRuleRecord
from geo.json_values import encode
from geo.paths import embedded
from geo.travel.engines import EngineInfo, available_engines, estimate_engine
from geo.travel.kept_calibration import estimate_parameters
from geo.workspace.territory import Territory
from ui.drawing.shown_tables import WHOLE_TEXTS, ReadyTable, ready_table, show_ready
from ui.screens.bringing.screen import draw_bringing
from ui.screens.shared.boundaries import draw_boundaries
from ui.screens.shared.page import heading
from ui.screens.shared.provenance import engine_sentence
from ui.session.diagnosis_answers import remembered_record
from ui.session.shared_results import keep
from ui.session.territory_tables import register_key, remembered_data, remembered_layer_table
from ui.session.view import View
from ui.texts import Texts, pick
from ui.words.balances import rule_figure, rules_named, subject_and_precision
from ui.words.escape import plain, unbroken
from ui.words.numbers import count, day, days_within, decimal, percent, signed_percent
from ui.words.table_columns import Field

_FORMULAS = ("births", "need", "capacity", "coverage", "gap", "within", "rank", "inequality", "parcours", "robust")
_WORDS = (*_FORMULAS[:6], "mean", "stratum", "engine", "gini", "rank", "e2sfca")


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue, territory = view.texts, view.territory
    record = remembered_record(view)
    heading(view, "methods", record["name"])
    st.subheader(catalogue("methods-approximate"))
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in _approximate(view)))
    draw_boundaries(view)
    draw_bringing(view)
    st.subheader(catalogue("methods-sources"))
    show_ready(_sources(view))
    st.subheader(catalogue("methods-travel"))
    st.markdown(plain(engine_sentence(record, catalogue)))
    _estimate(view, territory)
    st.subheader(catalogue("methods-rules"))
    _rules(view)
    with st.expander(catalogue("methods-formulas")):
        st.markdown(
            "\n".join(
                f"- **{catalogue(f'formula-title-{name}')}** {catalogue(f'formula-{name}')}" for name in _FORMULAS
            )
        )
    _pages(view)
    with st.expander(catalogue("methods-glossary")):
        st.markdown("\n".join(f"- {catalogue(f'glossary-{name}')}" for name in _WORDS))


@keep(16, key=register_key)
def _approximate(view: View) -> list[str]:
    catalogue, data, territory = view.texts, remembered_data(view), view.territory
    vague = int((~data.actors["position_quality"].isin(["address", "locality"])).sum())
    silent = int(data.services.groupby("actor_id")["capacity"].count().eq(0).sum())
    said = [pick(territory.geometry_notes, view.language), pick(territory.notes, view.language)]
    said.append(catalogue("methods-layer", layer=view.layer_name, places=count(len(data.places), view.language)))
    said.append(catalogue("methods-vague", vague=vague, actors=len(data.actors)))
    said.append(catalogue("methods-silent", silent=silent, actors=len(data.actors)))
    return [sentence for sentence in said if sentence]


@keep(16, key=register_key)
def _sources(view: View) -> ReadyTable:
    catalogue = view.texts
    frame = pd.DataFrame(
        [
            {
                "title": unbroken(source.title),
                "publisher": source.publisher or None,
                "vintage": days_within(source.vintage, view.language) or None,
                "licence": source.licence or None,
                "through": source.read_through,
                "note": unbroken(pick(source.notes, view.language)),
            }
            for source in view.territory.sources.values()
        ]
        + _layer_sources(view)
    )
    wide = {"title": 230, "publisher": 140, "vintage": 130, "licence": 110, "through": 300, "note": 290}
    fields = [Field(name, catalogue(f"source-{name}"), width=wide.get(name)) for name in frame.columns]
    return ready_table(frame, fields, catalogue, name="sources", height=480, wrapped=True, whole=WHOLE_TEXTS)


def _layer_sources(view: View) -> list[dict[str, str | None]]:
    """Return the layers of population points that the user brought, as sources: their file, publisher and date."""
    layers: Any = remembered_layer_table(view.territory_id)
    return [
        {
            "title": view.texts("source-layer", layer=layer.layer),
            "publisher": layer.source or None,
            "vintage": day(f"{layer.recorded_at:%Y-%m-%d}", view.language),
            "licence": None,
            "through": layer.origin,
            "note": view.texts("source-layer-note", places=count(layer.points, view.language)),
        }
        for layer in layers[layers["origin"].notna()].itertuples()
    ]


def _estimate(view: View, territory: Territory) -> None:
    catalogue, language = view.texts, view.language
    if "estimate" not in available_engines(territory, view.mode):
        st.info(catalogue("methods-no-estimate"))
        return
    given = estimate_parameters(territory, view.mode)
    info = estimate_engine(territory, view.mode).info
    said = (
        ("detour", decimal(given.detour, language, digits=2)),
        ("near", f"{decimal(given.near_kph, language)} km/h"),
        ("far", f"{decimal(given.far_kph, language)} km/h"),
        ("scale", f"{decimal(given.scale_km, language)} km"),
        ("access", f"{decimal(given.access_min, language)} min"),
        ("median-published" if info.classes else "median", percent(info.median_error_share, language)),
        ("p90", percent(info.p90_error_share, language)),
        ("source", f"{given.source} ({day(given.date, language)})"),
    )
    with st.expander(catalogue("methods-estimate")):
        for name, value in said:
            st.text(f"{catalogue(f'estimate-{name}')} {value}")
        if info.classes:
            _measured(info, catalogue)


def _measured(info: EngineInfo, catalogue: Texts) -> None:
    """Show how far the estimate was found from published times, by class of trip."""
    language = catalogue.language
    low, high = (signed_percent(value, language) for value in (info.bias_low, info.bias_high))
    st.text(f"{catalogue('estimate-way')} {catalogue(f'engine-{info.name}')}")
    st.text(f"{catalogue('estimate-bias')} {catalogue('estimate-bias-range', low=low, high=high)}")
    st.text(f"{catalogue('estimate-scatter')} {percent(info.scatter, language)}")
    st.markdown(f"**{catalogue('estimate-classes')}**")
    for one in info.classes:
        line = catalogue(
            "estimate-class",
            name=catalogue(f"estimate-class-{one.id}"),
            trips=one.trips,
            bias=signed_percent(one.bias, language),
            scatter=percent(one.scatter, language),
            p90=percent(one.p90_error, language),
            before=percent(one.p90_error_before, language),
        )
        st.text(f"• {line}")
    st.text(f"{catalogue('estimate-source')} {info.source} ({day(info.date, language)})")


def _rules(view: View) -> None:
    if remembered_data(view).need_rules.empty:
        st.info(view.texts("methods-no-rule"))
    else:
        show_ready(_rules_table(view))


@keep(16, key=register_key)
def _rules_table(view: View) -> ReadyTable:
    catalogue, data = view.texts, remembered_data(view)
    rules = data.need_rules
    zones = data.zones.set_index("zone_id")["name"]
    named = rules_named(encode(list[NeedRuleRecord], rules), dict(zones), catalogue)
    frame = rules.assign(
        zone=rules["zone_id"].map(zones),
        what=[subject_and_precision(rule, catalogue) for rule in named],
        figure=[rule_figure(rule, catalogue) for rule in named],
        said=[catalogue(f"need-status-{status}") for status in rules["status"]],
    )
    fields = [
        Field("zone", catalogue("choice-zone")),
        Field("what", catalogue("column-subject"), width=260),
        Field("figure", catalogue("ledger-column-said"), width=230),
        Field("said", catalogue("column-need-status")),
        Field("source", catalogue("column-source"), width=320),
        Field("date", catalogue("column-as-of"), "day"),
    ]
    return ready_table(frame, fields, catalogue, name="rules", height=400, wrapped=True, whole=WHOLE_TEXTS)


def _pages(view: View) -> None:
    catalogue = view.texts
    folder = embedded("docs", "methods")
    pages = sorted(folder.glob("*.md"))
    if not pages:
        return
    titles = {page.stem: page.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ") for page in pages}
    chosen = st.selectbox(
        catalogue("methods-page"),
        list(titles),
        index=None,
        format_func=lambda stem: titles[stem],
        key="method-page",
        placeholder=catalogue("methods-page-choose"),
    )
    if chosen:
        with st.container(border=True):
            text = (folder / f"{chosen}.md").read_text(encoding="utf-8")
            st.markdown(text.replace("\n## ", "\n##### ").replace("# ", "#### ", 1))
