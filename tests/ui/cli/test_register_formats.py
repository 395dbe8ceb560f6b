"""``maillage register export``: formats by name or by ending, what is left out in a sentence and in JSON."""

import json
import zipfile

import pytest

from geo.files.register.formats.writing import FORMATS
from geo.workspace.register_intake import present_register
from geo.workspace.territory import load_territory
from tests.ui.terminal import ran
from ui.cli import main as run_main
from ui.texts import texts

pytestmark = pytest.mark.usefixtures("own_workspace")


def run(*words, **how):
    return ran(*words, **how).output


def test_formats_are_written_brought_back_and_what_is_lost_is_said(tmp_path):
    told = run("register", "export", "ain", "-o", str(tmp_path / "di"), "--as", "data-inclusion")
    assert "seuls les services ouverts y sont" in told
    register = present_register(load_territory("ain"))
    listed = int((register["status"] == "open").sum())
    assert 2 <= listed < len(register)
    assert f"source ({listed} lignes)" in told
    assert "qualité de position" in told
    told = run("register", "export", "ain", "-o", str(tmp_path / "di.zip"), "--as", "data-inclusion", language="en")
    assert "date of the source" not in told
    assert f"as of ({listed} rows)" in told
    record = json.loads(run("register", "export", "ain", str(tmp_path / "h.zip"), "--as", "hsds", "--json"))
    assert (record["rows"], record["left_out"], record["sentences"]) == (len(register), {}, [])
    assert "services.csv" in record["files"]
    with zipfile.ZipFile(tmp_path / "h.zip") as archive:
        assert sorted(archive.namelist()) == sorted(record["files"])
    for name in ("di", "di.zip", "h.zip"):
        answer = json.loads(run("import", str(tmp_path / name), "--territory", "ain", "--by", "x", "--json"))
        assert (answer["ok"], answer["recorded"], answer["matched"]) == (True, 0, [])


def test_the_ending_says_the_format_and_the_publisher_is_asked_for(tmp_path):
    run("register", "export", "ain", str(tmp_path / "r.gpkg"))
    run("export", "ain", str(tmp_path / "r.geojson"))
    assert json.loads((tmp_path / "r.geojson").read_text(encoding="utf-8"))["type"] == "FeatureCollection"
    told = run("register", "export", "ain", "-o", str(tmp_path / "dcat"), "--as", "dcat")
    assert "--publisher" in told
    assert "--licence" in told
    given = ("--publisher", "Ain", "--licence", "https://licence.example/1")
    told = run("register", "export", "ain", "-o", str(tmp_path / "dcat.zip"), "--as", "dcat", *given)
    assert "--publisher" not in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((), "Dites où écrire"), (("-o", "x.zip"), "--as"), (("-o", "x.csv", "--as", "hsds"), ".zip")],
)
def test_what_is_missing_is_a_sentence(arguments, words, capsys):
    with pytest.raises(SystemExit):
        run_main(["register", "export", "ain", *arguments])
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_format_has_its_name_and_its_line(language):
    for one in FORMATS:
        assert texts(language)(f"format-{one}")
        assert texts(language)(f"format-{one}-line")
