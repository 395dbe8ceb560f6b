"""The proposals that are kept: named, side by side, opened again, exported."""

from typing import Any

import pandas as pd
import streamlit as st

from analysis.records.bounds import falling_sense
from analysis.records.scenario import ChangeRecord, EffectRecord, Moment
from analysis.scenario.changes import change_values
from analysis.scenario.definition import Scenario
from analysis.scenario.reading import ScenarioReading, parse_scenario, read_scenario
from analysis.scenario.writing import scenario_text
from geo.errors import MaillageError
from geo.files.user_text import decoded
from geo.json_values import json_text
from geo.workspace.kept_scenarios import forget_scenario, keep_scenario, list_scenarios
from ui.drawing.downloads import offer_file
from ui.drawing.shown_tables import show_table
from ui.session.failures import guarded
from ui.session.person import may, person
from ui.session.proposal_changes import proposal, proposal_key, remembered_effect_record, scenario_of
from ui.session.view import View
from ui.texts import Texts
from ui.words.escape import plain
from ui.words.scenario import WAYS
from ui.words.scenario_issues import issue_sentences
from ui.words.table_columns import Field

MOST_SHOWN = 8
_NUMBERS = ["within", "gaining", "losing", "left", "mean", "gap"]
_NUMBERS += ["vulnerable_gaining", "vulnerable_losing", "gini", "sharing"]
_MEGABYTES = 1


def draw_kept(view: View, demand: str) -> None:
    """Draw the proposals side by side, and what may be done with each."""
    texts = view.texts
    st.subheader(texts("plan-kept-title"))
    known, unreadable = _kept(view)
    if unreadable:
        st.warning(plain(texts("plan-kept-unreadable", names=", ".join(unreadable))))
    shown = list(known)[:MOST_SHOWN]
    if len(known) > MOST_SHOWN:
        shown = st.multiselect(
            texts("plan-kept-choose", most=MOST_SHOWN), list(known), default=shown, max_selections=MOST_SHOWN
        )
    _table(view, demand, {name: known[name] for name in shown})
    if known:
        _handle(view, known)
    with st.expander(texts("plan-open-file")):
        _upload(view)


def draw_export(view: View, demand: str, record: EffectRecord) -> None:
    """Draw the box that keeps the proposal, and its downloads."""
    texts = view.texts
    name = st.text_input(
        texts("plan-name"), key=f"plan-name-{proposal_key(view)}", max_chars=80, placeholder=texts("plan-name-example")
    )
    row = st.container(horizontal=True, gap="small")
    row.button(
        texts("plan-keep"),
        key="plan-keep",
        type="primary",
        disabled=not (name and name.strip() and may("keep")),
        on_click=guarded(_keep),
        args=(view, demand, name),
        icon=":material/bookmark:",
    )
    told = st.session_state.pop("plan-told", None)
    if told is not None:
        (st.error if told[0] == "error" else st.success)(told[1])
    scenario = scenario_of(view, proposal(view), demand=demand, name=name or texts("plan-unnamed"))
    files = {"toml": scenario_text(scenario), "json": json_text(record)}
    for kind, text in files.items():
        key = f"plan-download-{kind}"
        offer_file(texts(key), text, name=name or texts("plan-file"), ending=f".{kind}", key=key, row=row)


def _kept(view: View) -> tuple[dict[str, Scenario], list[str]]:
    """Return the kept proposals about the view's subject by name, and the names of the files that cannot be read."""
    found: dict[str, Scenario] = {}
    unreadable = []
    for one in list_scenarios(view.territory_id):
        reading = read_scenario(one.path)
        if reading.scenario is None:
            unreadable.append(one.key)
        elif reading.scenario.question.selection == view.selection:
            found[reading.scenario.name] = reading.scenario
    return found, unreadable


def _table(view: View, demand: str, known: dict[str, Scenario]) -> None:
    texts = view.texts
    rows = []
    current = proposal(view)
    if current:
        rows.append(_line(view, texts("plan-current"), current, demand))
    for name, scenario in known.items():
        rows.append(_line(view, name, [change_values(change) for change in scenario.changes], demand))
    if not rows:
        st.info(texts("plan-kept-none"))
        return
    told = next((row for row in rows if row["record"] is not None), None)
    if told is not None:
        rows.insert(0, _figures(texts("plan-now"), told["record"], "before", texts))
    base = texts(f"scenario-base-{demand.replace(':', '-')}")
    base = base[:1].upper() + base[1:]
    fields = [
        Field("name", texts("plan-column-proposal")),
        Field(
            "within",
            texts("scenario-column-within", base=base, minutes=view.threshold_min),
            "count",
            sense="within-sense",
        ),
        Field("gaining", texts("scenario-column-gaining"), "count", sense="moves-sense"),
        Field("losing", texts("scenario-column-losing"), "count", sense="moves-sense"),
        Field("left", texts("plan-column-left", minutes=view.threshold_min), "count", sense="moves-sense"),
        Field("mean", texts("scenario-column-mean"), "minutes", sense="moves-sense"),
        Field("gap", texts("scenario-column-gap"), "count", sense="gap-sense"),
        *(
            Field(
                f"vulnerable_{way}",
                texts(f"plan-column-vulnerable-{way}"),
                "count",
                texts("plan-vulnerable-help"),
                sense="moves-sense",
            )
            for way in WAYS
        ),
        Field("gini", texts("plan-column-gini"), "ratio", texts("plan-gini-help")),
        *([Field("sharing", texts("plan-column-sharing"), "count")] if any(row["sharing"] for row in rows) else []),
        Field("worst", texts("plan-column-worst")),
    ]
    frame = pd.DataFrame(rows).drop(columns="record")
    frame[_NUMBERS] = frame[_NUMBERS].astype("float64")
    shown = [field for field in fields if field.written == "text" or frame[field.name].notna().any()]
    show_table(frame, shown, texts, name="plan-proposals")


def _line(view: View, name: str, changes: list[ChangeRecord], demand: str) -> dict[str, Any]:
    texts = view.texts
    try:
        record = remembered_effect_record(view, changes, demand=demand)
    except MaillageError as error:
        return {"name": name, **dict.fromkeys(_NUMBERS), "worst": texts.error(error), "record": None}
    return _figures(name, record, "after", texts)


def _figures(name: str, record: EffectRecord, moment: Moment, texts: Texts) -> dict[str, Any]:
    """Return one line of the table: the present (``before``) or the proposal (``after``)."""
    told, worst, gini = record[moment], record["worst"][moment], record["inequality"].get("gini")
    weight, within, moves = told["weight"], told["within"], record["moves"]
    classes, limits = record["vulnerability"]["classes"], len(record["vulnerability"]["limits"])
    most = next((one for one in classes if one["vulnerability_class"] == limits + 1), None)
    # Today nothing changes, unless nothing can be said.
    now, still = moment == "before", None if within is None else 0.0
    return {
        "name": name,
        "within": within,
        "gaining": still if now else moves["gaining"],
        "losing": still if now else moves["losing"],
        "left": None if weight is None or within is None else weight - within,
        "mean": told["mean_min"],
        "gap": told["gap"],
        "vulnerable_gaining": None if most is None else still if now else most["gaining"],
        "vulnerable_losing": None if most is None else still if now else most["losing"],
        "gini": gini[moment] if gini else None,
        "sharing": record["sharing"][moment],
        "within-sense": told["bounds"].get("within", "exact"),
        "moves-sense": falling_sense(record["register_state"]),
        "gap-sense": told["bounds"].get("gap", "exact"),
        "worst": worst["name"] if worst else texts("unknown"),
        "record": record,
    }


def _handle(view: View, known: dict[str, Scenario]) -> None:
    texts = view.texts
    name = st.selectbox(texts("plan-kept-which"), list(known), key=f"plan-kept-{proposal_key(view)}")
    row = st.container(horizontal=True, gap="small")
    row.button(texts("plan-kept-open"), key="plan-kept-open", on_click=guarded(_open), args=(view, known[name]))
    row.button(
        texts("plan-kept-forget"), key="plan-kept-forget", on_click=guarded(_forget), args=(view, name), type="tertiary"
    )


def _keep(view: View, demand: str, name: str) -> None:
    try:
        scenario = scenario_of(view, proposal(view), demand=demand, name=name.strip())
        keep_scenario(view.territory_id, scenario.name, scenario_text(scenario), person=person())
    except MaillageError as error:
        st.session_state["plan-told"] = ("error", plain(view.texts.error(error)))
    else:
        st.session_state["plan-told"] = ("done", view.texts("plan-keep-done", name=plain(scenario.name)))


def _open(view: View, scenario: Scenario) -> None:
    st.session_state[proposal_key(view)] = [change_values(change) for change in scenario.changes]


def _forget(view: View, name: str) -> None:
    try:
        forget_scenario(view.territory_id, name, person=person())
    except MaillageError as error:
        st.session_state["plan-told"] = ("error", plain(view.texts.error(error)))


def _upload(view: View) -> None:
    texts = view.texts
    given = st.file_uploader(texts("plan-upload"), type=["toml"], key="plan-upload", max_upload_size=_MEGABYTES)
    if given is None:
        return
    text = decoded(given.getvalue())
    if text is None:
        st.error(texts("issue-scenario-encoding"))
        return
    reading = parse_scenario(text, default_name=given.name)
    _told(view, reading)
    if reading.scenario is None:
        return
    if reading.scenario.territory != view.territory_id:
        st.error(texts("error-scenario-territory", scenario=reading.scenario.territory, territory=view.territory_id))
        return
    st.button(texts("plan-upload-open"), key="plan-upload-open", on_click=guarded(_open), args=(view, reading.scenario))


def _told(view: View, reading: ScenarioReading) -> None:
    for sentence in issue_sentences(reading.issues, view.texts):
        st.text(sentence)
    if reading.scenario is None:
        st.error(view.texts("scenario-refused", count=len(reading.issues)))
