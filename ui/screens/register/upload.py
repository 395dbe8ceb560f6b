"""Bringing a list in: what is understood of it, what is missing, then recorded only when the user says so."""

import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd
import streamlit as st

from geo.errors import BadInputError
from geo.files.register.intake.assistant import ImportQuestion, Intake
from geo.files.register.intake.recipes import ASIDE, Recipe, keep_recipe
from geo.files.register.template import header
from geo.workspace.journal import differences
from geo.workspace.register_intake import examine_list, import_register, put_beside
from geo.workspace.register_merging import DECISIONS, PAIR_DECISIONS, Beside, Decision, PairDecision
from geo.workspace.register_proposals import propose_rows
from geo.workspace.rights import decide
from geo.workspace.vocabulary import load_vocabulary
from ui.drawing.shown_tables import show_issues, show_table
from ui.screens.shared.editing import signer
from ui.session.person import allowed, may, signed_as
from ui.session.territory_tables import forget_versions, remembered_data
from ui.session.view import View
from ui.texts import Texts
from ui.words.escape import plain
from ui.words.file_issues import issue_lines, worst_first
from ui.words.imports import FROM_NAME, asked, columns_told, hours_sentences, preview_cells, with_answer
from ui.words.register_changes import difference_cells
from ui.words.register_matches import matched_cells, matched_records, perhaps_cells
from ui.words.table_columns import Field

_TYPES = [
    "csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "json", "geojson", "gpkg", "parquet", "zip", "pbf",
]  # fmt: skip
_MEGABYTES = 20
_LISTED = 50
_MAPPED = ("name", "kind", "address", "postal_code", "locality", "zone_id", "lon", "lat", "hours", "capacity", "phone")
"""Columns whose header may be chosen on screen."""

_CHOICES = {"believe": ("point", "commune"), "outside": ("keep", "skip")}


def upload(view: View) -> None:
    """Draw the file box, what is understood, what is asked, and the button that records."""
    catalogue = view.texts
    st.markdown(catalogue("upload-lead", territory=plain(view.territory.names[view.language])))
    done = st.session_state.pop("upload-done", None)
    if done is not None:
        st.success(done)
    if not allowed("propose", catalogue):
        return
    turn = st.session_state.get("upload-turn", 0)
    given = st.file_uploader(
        catalogue("upload-file", megabytes=_MEGABYTES),
        type=_TYPES,
        key=f"upload-{view.territory_id}-{turn}",
        max_upload_size=_MEGABYTES,
    )
    if given is None:
        st.caption(catalogue("upload-nothing"))
        return
    key = f"upload-answers-{view.territory_id}-{turn}-{given.file_id}"
    answers: Recipe = st.session_state.get(key, Recipe())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"register{_ending(given.name)}"
        path.write_bytes(given.getvalue())
        with st.spinner(catalogue("upload-checking")):
            intake = examine_list(view.territory, path, answers=answers)
    _verdict(intake, catalogue)
    if intake.questions:
        _questions(intake, catalogue, key, answers)
    _understood(view, intake)
    if intake.columns:
        _other_reading(intake, catalogue, key, answers)
    show_issues(worst_first(issue_lines(intake.reading.issues, catalogue)), catalogue, name="upload-issues")
    if intake.ok:
        sides = put_beside(view.territory, intake.reading)
        _updates(sides, catalogue)
        rows = _decided(sides, catalogue)
        if rows is not None:
            _commit(view, intake, given.name, rows, sides)


def _ending(name: str) -> str:
    return "".join(Path(name).suffixes[-2:]).lower() if name.lower().endswith(".osm.pbf") else Path(name).suffix.lower()


def _verdict(intake: Intake, catalogue: Texts) -> None:
    reading = intake.reading
    errors = int((reading.issues["severity"] == "error").sum())
    if errors:
        st.error(catalogue("upload-refused", errors=errors, rows=reading.rows_read))
    elif intake.questions:
        st.info(catalogue("import-needs", count=len(intake.questions)))
    else:
        st.success(catalogue("upload-clean", kept=reading.rows_kept, rows=reading.rows_read))


def _understood(view: View, intake: Intake) -> None:
    """Show what each column is read from, then the first lines as they will be recorded."""
    catalogue = view.texts
    for sentence in (columns_told(intake, catalogue), *hours_sentences(intake.reading.actors, catalogue)):
        if sentence:
            st.caption(plain(sentence))
    if not len(intake.preview):
        return
    zones = remembered_data(view).zones
    cells = preview_cells(intake, dict(zip(zones["zone_id"], zones["name"], strict=True)), catalogue)
    titles = {
        "name": "column-actor",
        "kind": "column-kind",
        "zone": "column-place",
        "position": "import-column-position",
        "status": "column-status",
        "hours": "import-column-hours",
        "source": "column-source",
        "as_of": "column-as-of",
    }
    st.markdown(f"**{catalogue('import-preview')}**")
    show_table(
        cells, [Field(name, catalogue(title)) for name, title in titles.items()], catalogue, name="upload-preview"
    )


def _questions(intake: Intake, catalogue: Texts, key: str, answers: Recipe) -> None:
    """Ask what is missing, and only that."""
    with st.form(f"{key}-questions", border=True):
        said = {
            question: _widget(question, intake, catalogue, f"{key}-{question.key}") for question in intake.questions
        }
        sent = st.form_submit_button(catalogue("import-answer"), type="primary")
    if not sent:
        return
    try:
        for question, answer in said.items():
            if answer:
                answers = with_answer(answers, question, answer)
    except BadInputError as error:
        st.error(catalogue.error(error))
        return
    st.session_state[key] = answers
    st.rerun()


def _widget(question: ImportQuestion, intake: Intake, catalogue: Texts, key: str) -> str | dict[str, str]:
    if question.key == "column":
        headers = [name for name in intake.headers if name]
        first = question.proposals[0] if question.proposals else headers[0]
        place = headers.index(first) if first in headers else 0
        return str(st.selectbox(asked(question, catalogue), headers, index=place, key=key))
    if question.key == "kind":
        proposal = question.proposals[0] if question.proposals else None
        return _kind_box(asked(question, catalogue), proposal, catalogue, key, in_name=True)
    if question.key == "kinds":
        return {
            word: _kind_box(asked(question, catalogue, word=plain(word)), proposal, catalogue, f"{key}-{place}")
            for place, (word, proposal) in enumerate(zip(question.about, question.proposals, strict=True))
        }
    if question.key == "places":
        return {
            word: st.text_input(asked(question, catalogue, word=plain(word)), value=proposal, key=f"{key}-{place}")
            for place, (word, proposal) in enumerate(zip(question.about, question.proposals, strict=True))
        }
    if question.key in _CHOICES:
        chosen = st.radio(
            plain(asked(question, catalogue)),
            _CHOICES[question.key],
            format_func=lambda choice: catalogue(f"import-{question.key}-{choice}"),
            key=key,
        )
        return str(chosen)
    return st.text_input(asked(question, catalogue), value=next(iter(question.proposals), ""), key=key)


def _kind_box(label: str, proposal: str | None, catalogue: Texts, key: str, *, in_name: bool = False) -> str:
    words = load_vocabulary()
    kinds = sorted(words.kinds, key=lambda code: words.label("kind", code, language=catalogue.language))
    options = [*([FROM_NAME[0]] if in_name else []), ASIDE, *kinds]
    told = {FROM_NAME[0]: catalogue("import-from-name"), ASIDE: catalogue("import-aside")}
    chosen = st.selectbox(
        label,
        options,
        index=options.index(proposal) if proposal in options else 0,
        format_func=lambda code: told.get(code) or words.label("kind", code, language=catalogue.language),
        key=key,
    )
    return str(chosen)


def _other_reading(intake: Intake, catalogue: Texts, key: str, answers: Recipe) -> None:
    """Let the user say which header each column is read from, and what to do with what is elsewhere or wrong."""
    headers = ["", *(name for name in intake.headers if name and not name.startswith("@"))]
    with st.expander(catalogue("import-other")), st.form(f"{key}-other", border=False):
        chosen: dict[str, str] = {}
        columns = st.columns(3)
        for place, column in enumerate(_MAPPED):
            now = next(iter(intake.columns.get(column, ("",))), "")
            options = headers if now in headers else [now, *headers]
            title = header(column, language=catalogue.language)
            chosen[column] = columns[place % 3].selectbox(
                title, options, index=options.index(now), key=f"{key}-column-{column}"
            )
        outside = st.checkbox(
            catalogue("import-keep-outside"), value=answers.outside == "keep", key=f"{key}-outside-kept"
        )
        skip = st.checkbox(catalogue("import-skip-errors"), value=answers.errors == "skip", key=f"{key}-errors")
        if not st.form_submit_button(catalogue("import-read-again")):
            return
    changed = {
        column: (name,)
        for column, name in chosen.items()
        if name and name != next(iter(intake.columns.get(column, ("",))), "")
    }
    st.session_state[key] = msgspec.structs.replace(
        answers,
        columns={**answers.columns, **changed},
        outside="keep" if outside else "",
        errors="skip" if skip else "",
    )
    st.rerun()


def _updates(sides: Beside, catalogue: Texts) -> None:
    """Show what the file changes of actors that it names by their identifier."""
    if sides.updates.empty:
        return
    st.markdown(f"**{catalogue('updated-count', count=sides.updates['actor_id'].nunique())}**")
    cells = difference_cells(sides.updates, catalogue)
    fields = [Field(str(name), catalogue(f"register-head-{name}")) for name in cells.columns]
    show_table(cells, fields, catalogue, name="upload-updates")


def _shown(sides: Beside, key: str) -> Beside:
    """Return what was shown when the form was drawn before; what is shown now is kept for the next time."""
    before = st.session_state.get(key, sides)
    st.session_state[key] = sides
    return before if isinstance(before, Beside) else sides


def _changed_since(shown: Beside, sides: Beside, catalogue: Texts) -> bool:
    """Tell, and show, what somebody else changed of the register since the file was put beside it."""
    since = differences(shown.concerned, sides.concerned)
    if since.empty:
        return False
    st.warning(catalogue("upload-changed-since"))
    cells = difference_cells(since, catalogue)
    fields = [Field(str(name), catalogue(f"register-head-{name}")) for name in cells.columns]
    show_table(cells, fields, catalogue, name="upload-since")
    return True


def _decided(sides: Beside, catalogue: Texts) -> pd.DataFrame | None:
    """Show who is there already and who is perhaps the same; return the rows to record once that is decided."""
    pairs = _pairs_decided(sides, catalogue)
    if sides.matches.sure.empty:
        return sides.rows(pairs=pairs)
    st.markdown(f"**{catalogue('matched-count', count=len(sides.matches.sure))}**")
    cells = matched_cells(matched_records(sides), catalogue)
    fields = [Field(name, catalogue(f"matched-head-{name}")) for name in ("incoming", "known", "basis")]
    fields += [Field("field", catalogue("matched-head-field"))]
    fields += [Field(name, catalogue(f"upload-{name}")) for name in ("before", "after")]
    show_table(cells, fields, catalogue, name="upload-matched")
    chosen = st.radio(
        catalogue("matched-choice"),
        DECISIONS,
        index=None,
        format_func=lambda decision: catalogue(f"matched-{decision}"),
        key="upload-matched-choice",
    )
    each = _one_by_one(sides, catalogue)
    if chosen is None and len(each) < len(sides.matches.sure):
        return None
    return sides.rows(chosen, each=each, pairs=pairs)


def _one_by_one(sides: Beside, catalogue: Texts) -> dict[str, Decision]:
    """Let the user answer match by match; return what was answered, by identifier of the file."""
    told = matched_records(sides)
    words = {catalogue(f"matched-{decision}"): decision for decision in DECISIONS}
    table = pd.DataFrame(
        {
            "incoming": [f"{one['name']} ({one['actor_id']})" for one in told],
            "known": [f"{one['known_name']} ({one['known_id']})" for one in told],
            "decision": pd.Series([None] * len(told), dtype="object"),
        }
    )
    st.caption(catalogue("upload-one-by-one"))
    answered = _asked_row_by_row(table, list(words), catalogue, key="upload-matched-rows", titles="matched-head")
    return {
        one["actor_id"]: words[said]
        for one, said in zip(told, answered["decision"], strict=True)
        if isinstance(said, str)
    }


def _pairs_decided(sides: Beside, catalogue: Texts) -> dict[tuple[str, str], PairDecision]:
    """Show the pairs that are perhaps the same; return what becomes of those that are answered."""
    cells = perhaps_cells(sides, catalogue, most=_LISTED)
    if cells.empty:
        return {}
    words = {catalogue(f"pair-{decision}"): decision for decision in PAIR_DECISIONS}
    with st.expander(catalogue("upload-perhaps", count=len(sides.matches.perhaps)), expanded=True):
        table = cells.assign(decision=catalogue("pair-both"))
        answered = _asked_row_by_row(table, list(words), catalogue, key="upload-pairs", titles="upload-pair")
    ids = sides.matches.perhaps.head(_LISTED)
    return {
        (str(one), str(other)): words[said]
        for one, other, said in zip(ids["actor_id"], ids["other_id"], answered["decision"], strict=True)
        if isinstance(said, str)
    }


def _asked_row_by_row(
    table: pd.DataFrame, options: list[str], catalogue: Texts, *, key: str, titles: str
) -> pd.DataFrame:
    """Draw a table whose last column is answered row by row."""
    named = {"basis": catalogue("matched-head-basis"), "decision": catalogue("matched-head-decision")}
    config: dict[str, Any] = {
        name: st.column_config.TextColumn(named.get(name) or catalogue(f"{titles}-{name}"), disabled=True)
        for name in table.columns
        if name != "decision"
    }
    config["decision"] = st.column_config.SelectboxColumn(named["decision"], options=options, width="medium")
    return st.data_editor(table, column_config=config, hide_index=True, key=key)


def _commit(view: View, intake: Intake, name: str, rows: pd.DataFrame, sides: Beside) -> None:
    catalogue = view.texts
    shown = _shown(sides, f"upload-shown-{view.territory_id}-{name}")
    with st.form("upload-commit", border=True):
        by = signer(view, "")
        reason = st.text_input(catalogue("upload-reason"), max_chars=200)
        kept = st.text_input(catalogue("import-keep"), help=catalogue("import-keep-help"), max_chars=80)
        sent = st.form_submit_button(catalogue("upload-commit" if may("write") else "upload-propose"), type="primary")
    if not sent:
        return
    if not by.strip() or not reason.strip():
        st.error(catalogue("upload-who"))
        return
    if _changed_since(shown, sides, catalogue):
        return
    with st.spinner(catalogue("upload-recording")):
        signed = signed_as(by, reason, name)
        if decide(signed.person, "write").allowed:
            changed = import_register(
                view.territory,
                intake.reading,
                by=signed.by,
                reason=signed.reason,
                origin=name,
                role=signed.role,
                rows=rows,
                seen=sides.concerned,
            )
            told = catalogue("upload-done", changed=changed)
        else:
            told = catalogue("upload-proposed", proposal=propose_rows(view.territory, rows, signed=signed))
        if kept.strip():
            keep_recipe(kept.strip(), intake.recipe, headers=intake.headers, layout=intake.layout)
    forget_versions()
    st.session_state["upload-done"] = told
    st.session_state["upload-turn"] = st.session_state.get("upload-turn", 0) + 1
    st.rerun()
