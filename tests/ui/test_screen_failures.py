"""A screen that fails says so in a sentence; Streamlit's own message is never shown."""

import ast
import errno
import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.errors import BadInputError
from geo.workspace.backup import write_backup
from geo.workspace.data import load, now
from geo.workspace.territory import load_territory
from tests.ui.driving import app, button, forget, said
from tests.ui.screens.register.test_backups import ROW
from ui.session.view import View
from ui.texts import texts
from ui.words import unforeseen_failures

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.usefixtures("own_workspace")
@pytest.mark.parametrize(
    ("error", "sentence", "is_defect"),
    [
        (ZeroDivisionError("division by zero"), "ZeroDivisionError", True),
        (OSError(errno.ENOSPC, "No space left", "/a/wallonie.duckdb"), "Le disque est plein", False),
        (BadInputError("kind-or-function"), "pas les deux", False),
    ],
)
def test_a_screen_that_fails(monkeypatch, error, sentence, is_defect):
    def fails(_view: View) -> None:
        raise error

    monkeypatch.setattr("ui.screens.methods.draw", fails)
    opened = app("methods")
    told = said(opened).replace("\\", "")
    assert opened.error
    assert sentence in told
    assert "Traceback" not in told
    kept = list(unforeseen_failures.log_folder().glob("*.txt")) if unforeseen_failures.log_folder().is_dir() else []
    assert len(kept) == is_defect
    if isinstance(error, BadInputError):
        assert texts("fr")("app-unexpected") not in told
    assert all("ZeroDivisionError" in Path(path).read_text(encoding="utf-8") for path in kept)


def fails(*_args, **_options):
    raise ZeroDivisionError("division by zero")


def told_as_a_defect(opened):
    assert not opened.exception, opened.exception
    assert texts("fr")("app-unexpected") in [error.value for error in opened.error]
    assert "ZeroDivisionError" in said(opened)
    assert len(list(unforeseen_failures.log_folder().glob("*.txt"))) == 1
    return True


@pytest.fixture
def wallonie(own_workspace):  # noqa: ARG001 - a folder of its own
    forget()
    yield load_territory("wallonie")
    forget()


@pytest.mark.usefixtures("wallonie")
def test_a_callback_that_fails_leaves_the_page_and_is_told_once(monkeypatch):
    opened = app("plan", kind="saf")
    opened.selectbox(key="plan-zone").select_index(3).run()
    monkeypatch.setattr("ui.screens.planning.change_forms._add", fails)
    opened.run()
    opened.button(key="plan-add-open").click().run()
    assert told_as_a_defect(opened)
    assert opened.header  # the screen is there, with all it asks
    assert opened.button(key="plan-add-open")
    opened.run()
    assert not opened.error


@pytest.mark.usefixtures("wallonie")
def test_a_callback_refused_for_a_known_reason_is_told_in_its_words(monkeypatch):
    def refused(*_args):
        raise BadInputError("kind-or-function")

    opened = app("plan", kind="saf")
    opened.selectbox(key="plan-zone").select_index(3).run()
    monkeypatch.setattr("ui.screens.planning.change_forms._add", refused)
    opened.run()
    opened.button(key="plan-add-open").click().run()
    assert not opened.exception
    assert "pas les deux" in opened.error[0].value
    assert not unforeseen_failures.log_folder().exists()


def test_a_register_that_cannot_be_recorded(wallonie, monkeypatch):
    load(wallonie)
    monkeypatch.setattr("ui.screens.register.upload.import_register", fails)
    opened = app("actors")
    box = next(box for box in opened.file_uploader if str(box.key).startswith("upload-"))
    box.upload("ajout.csv", ROW.encode(), "text/csv").run()
    fields = {field.label: field for field in opened.text_input}
    for label, value in (("upload-by", "Anne"), ("upload-reason", "essai")):
        fields[texts("fr")(label)].set_value(value)
    button(opened, texts("fr")("upload-commit")).click().run()
    assert told_as_a_defect(opened)


def test_a_backup_that_cannot_be_put_back(wallonie, monkeypatch, tmp_path):
    load(wallonie)
    made = write_backup(wallonie, moment=now(), path=tmp_path / "sauvegarde.zip").read_bytes()
    monkeypatch.setattr("ui.screens.register.backups.restore_backup", fails)
    opened = app("actors")
    box = next(box for box in opened.file_uploader if str(box.key).startswith("backups-file"))
    box.upload("sauvegarde.zip", made, "application/zip").run()
    next(button for button in opened.button if "Revenir" in button.label).click().run()
    assert told_as_a_defect(opened)


@pytest.mark.usefixtures("wallonie")
def test_a_fragment_that_fails(monkeypatch):
    done = threading.Event()

    def waits(*_args, **_options):
        assert done.wait(60)
        raise BadInputError("kind-or-function")

    monkeypatch.setattr("ui.screens.planning.search.run_siting", waits)
    opened = app("plan", kind="saf")
    monkeypatch.setattr("ui.screens.planning.search.count", fails)
    try:
        opened.button(key="plan-search-run").click().run()
        assert told_as_a_defect(opened)
        assert opened.header
    finally:
        done.set()


@pytest.mark.usefixtures("own_workspace")
def test_a_callback_of_a_fragment_is_told_by_the_fragment():
    opened = AppTest.from_function(_fragment).run()
    opened.button[0].click().run()
    assert told_as_a_defect(opened)


def _fragment() -> None:
    """Draw a fragment whose button fails."""
    from tests.ui.test_screen_failures import fails  # noqa: PLC0415 - the body of a script that runs on its own
    from ui.session.failures import fragment, guarded  # noqa: PLC0415
    from ui.texts import texts  # noqa: PLC0415

    @fragment(texts("fr"))
    def part() -> None:
        import streamlit as st  # noqa: PLC0415

        st.button("x", on_click=guarded(fails))

    part()


@pytest.mark.usefixtures("own_workspace")
def test_what_fails_outside_the_page_is_told_in_the_language_chosen():
    def script() -> None:
        import streamlit as st  # noqa: PLC0415 - the body of a script that runs on its own

        from ui.session.failures import show_script_error  # noqa: PLC0415

        st.session_state["choice-lang"] = "en"
        assert show_script_error(ZeroDivisionError("division by zero"))

    opened = AppTest.from_function(script).run()
    assert not opened.exception
    assert opened.error[0].value == texts("en")("app-unexpected")


def test_every_callback_and_fragment_of_the_app_tells_its_failures():
    """Every callback is written ``guarded(…)``, and no module but that of failures makes a fragment or a dialog."""
    callbacks, unguarded, fragments = 0, [], []
    for path in sorted((PROJECT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("fragment", "dialog"):
                fragments.append(path.name)
            if not isinstance(node, ast.Call):
                continue
            for given in node.keywords:
                if given.arg not in ("on_click", "on_change", "on_select", "on_submit"):
                    continue
                callbacks += 1
                written = ast.unparse(given.value)
                if not written.startswith("guarded(") and written not in ("'ignore'", "'rerun'"):
                    unguarded.append(f"{path.name}:{node.lineno} {written}")
    assert callbacks > 10
    assert unguarded == []
    assert fragments == ["failures.py"]
