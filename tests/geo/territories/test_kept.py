"""The territories of the user: kept whole or not at all, given figures, renamed, removed, shared and taken in."""

import zipfile

import geopandas as gpd
import pandas as pd
import pytest

from analysis.need.bases import by_car
from geo import schema
from geo.errors import BadInputError, NotFoundError, RightError
from geo.territories import kept
from geo.territories.figures_file import read_figures_file
from geo.territories.from_files import LevelColumns, TerritoryRequest, read_territory_files
from geo.workspace.backup import read_backup
from geo.workspace.data import load
from geo.workspace.register_intake import check_register, import_register
from geo.workspace.restore import restore_backup
from geo.workspace.rights import Person
from geo.workspace.territory import list_territories, load_territory, user_territories
from tests.geo.territories.squares import figures, squares, written

UNKNOWN_ZONE = b"zone_id,indicator,year,value,status,source_id\n77,births,2023,1,stated,figures\n"
TABLE = "code;naissances 2023;population 2023\n1;10;1000\n2;20;2000\n3;0;500\n4;7;700\n"


@pytest.fixture
def draft(tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "ws"))
    boundaries = written(squares(), tmp_path / "communes.gpkg")
    request = TerritoryRequest("Mes communes", country="BE", levels=(LevelColumns("province", "prov", "prov_nom"),))
    table = figures(tmp_path / "f.csv", TABLE)
    return read_territory_files(boundaries, request, today_year=2026, figures=table).draft


def with_a_register(territory, tmp_path):
    """Import one actor into the register of a territory."""
    path = tmp_path / "register.csv"
    path.write_text("nom;type;zone_id;source;date de la source\nLe nid;creche;02;visite;2026-01-01\n", encoding="utf-8")
    checked = check_register(territory, path)
    assert checked.ok, checked.issues
    import_register(territory, checked, by="Claire", origin=path.name, reason="visite")


def test_a_kept_territory_is_loaded_as_those_that_ship(draft) -> None:
    territory = kept.save_draft(draft)
    assert list_territories()[-1] == "mes-communes"
    data = load(territory)
    assert data.births_years == (2023,)
    assert data.places["births"].sum() == 37
    assert set(data.zones["level"]) == {"territoire", "province", "commune"}
    assert len(data.actors) == 0


def test_a_second_of_the_same_name_is_refused_unless_it_takes_its_place(draft, tmp_path) -> None:
    territory = kept.save_draft(draft)
    with_a_register(territory, tmp_path)
    with pytest.raises(BadInputError, match="territory-exists"):
        kept.save_draft(draft)
    again = kept.save_draft(draft, in_place_of=True)
    assert load(again).actors["name"].tolist() == ["Le nid"]
    assert [path.name for path in user_territories().iterdir() if path.is_dir()] == ["mes-communes"]


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("territory_id", ["wallonie", "../dehors", "a/b", "Ä", ""])
def test_identifiers_that_cannot_be(territory_id) -> None:
    with pytest.raises(BadInputError, match=r"territory-(embedded|bad-name)"):
        kept.check_id(territory_id)


def test_figures_given_later_replace_those_of_their_kind_alone(draft) -> None:
    kept.save_draft(draft)
    births = pd.DataFrame(
        {"zone_id": ["01", "02", "03", "04"], "indicator": "births", "year": 2024, "value": [1.0, 2.0, 3.0, 4.0]}
    ).assign(status="stated", source_id="figures")
    data = load(kept.give_figures("mes-communes", schema.conform(births, schema.FIGURE), source="état civil"))
    assert data.births_years == (2024,)
    assert data.places["births"].sum() == 10
    assert data.places["population"].sum() == 4200
    of = dict(zip(data.figures["indicator"], data.figures["source_id"], strict=True))
    assert data.territory.sources[of["births"]].title == "état civil"
    assert data.territory.sources[of["population"]].title != "état civil"


def test_households_without_a_car_are_a_share_among_the_figures(draft, tmp_path) -> None:
    territory = kept.save_draft(draft)
    codes = load(territory).zones.loc[lambda zones: zones["level"] == "commune", "zone_id"]
    table = figures(tmp_path / "cars.csv", "code;part des ménages sans voiture 2024\n1;12,5\n2;40\n3;\n")
    read = read_figures_file(table, codes, year=None)
    assert read.findings.ok
    data = load(kept.give_figures("mes-communes", read.figures, source="recensement"))
    assert data.territory.indicators["no_car_share"].kind == "share"
    assert data.territory.population_year == 2023
    found = by_car(data, data.places.set_index("place_id")["births"])
    # Births 10, 20, 0 and 7: the third commune leaves it blank, the fourth has no row.
    assert {name: weight.sum() for name, weight in found.items()} == {"without": 9.25, "with": 20.75, "unknown": 7}


@pytest.mark.parametrize(
    ("cells", "rule"),
    [("0,125;0,4", "territory-share-not-percent"), ("12;101", "number-too-large"), ("12;beaucoup", "not-a-number")],
)
def test_shares_that_cannot_be(draft, tmp_path, cells, rule) -> None:
    codes = load(kept.save_draft(draft)).zones.loc[lambda zones: zones["level"] == "commune", "zone_id"]
    first, second = cells.split(";")
    table = figures(tmp_path / "cars.csv", f"code;ménages sans voiture 2024\n1;{first}\n2;{second}\n")
    read = read_figures_file(table, codes, year=None)
    assert rule in {issue["rule"] for issue in read.findings.table().to_dict("records")}
    assert not read.findings.ok


def test_a_territory_is_renamed_everywhere(draft) -> None:
    kept.save_draft(draft)
    data = load(kept.rename("mes-communes", {"fr": "Le pays d’Aubel", "en": "Aubel country"}))
    assert data.territory.names == {"fr": "Le pays d’Aubel", "en": "Aubel country"}
    assert data.zones.set_index("zone_id").loc["mes-communes", "name"] == "Le pays d’Aubel"
    with pytest.raises(BadInputError, match="territory-bad-name"):
        kept.rename("mes-communes", {"fr": "…"})


def test_what_is_removed_comes_back_with_its_register(draft, tmp_path) -> None:
    territory = kept.save_draft(draft)
    with_a_register(territory, tmp_path)
    made = kept.remove_territory("mes-communes")
    assert made is not None
    with pytest.raises(NotFoundError):
        load_territory("mes-communes")
    restore_backup(read_backup(made))
    assert load(load_territory("mes-communes")).actors["name"].tolist() == ["Le nid"]


@pytest.mark.usefixtures("draft")
def test_those_that_ship_are_not_touched() -> None:
    for act in (kept.remove_territory, lambda one: kept.rename(one, {"fr": "x"}), kept.own_territory):
        with pytest.raises(BadInputError, match="territory-embedded"):
            act("ain")


def test_a_shared_territory_is_taken_in_elsewhere(draft, tmp_path, monkeypatch) -> None:
    kept.save_draft(draft)
    path = tmp_path / "partage.zip"
    kept.share("mes-communes", path)
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "ailleurs"))
    data = load(kept.take(path))
    assert data.places["births"].sum() == 37
    with pytest.raises(BadInputError, match="territory-exists"):
        kept.take(path)


def zip_of(path, contents: dict[str, bytes]):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def parts(draft) -> dict[str, bytes]:
    territory = kept.save_draft(draft)
    contents = {path.name: path.read_bytes() for path in territory.folder.iterdir()}
    kept.remove_territory("mes-communes")
    return contents


def test_a_zip_made_by_hand_of_the_folder_alone_is_taken(parts, tmp_path) -> None:
    made = zip_of(tmp_path / "a.zip", {**parts, "__MACOSX/._territory.toml": b"x", ".DS_Store": b"x"})
    assert kept.take(made).id == "mes-communes"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"figures.csv": None}, "territory-file-missing"),
        ({"virus.exe": b"MZ"}, "territory-zip-strange"),
        ({"../../evil.toml": b""}, "territory-zip-strange"),
        ({"autre/territory.toml": b"id = 'x'"}, "territory-zip-strange"),
        ({"territory.toml": b"id = 3"}, "bad-territory-file"),
        ({"zones.parquet": b"PAR1"}, "territory-folder-wrong"),
        (
            {"figures.csv": b"zone_id,indicator,year,value,status,source_id\n77,births,2023,1,stated,figures\n"},
            "territory-folder-wrong",
        ),
    ],
)
def test_a_zip_that_does_not_hold_together_keeps_nothing(parts, tmp_path, change, key) -> None:
    contents = {name: content for name, content in {**parts, **change}.items() if content is not None}
    with pytest.raises(BadInputError, match=key):
        kept.take(zip_of(tmp_path / "a.zip", contents))
    assert "mes-communes" not in list_territories()
    assert [path for path in user_territories().iterdir() if path.is_dir()] == []


def test_a_level_that_skips_its_parent_is_refused(draft) -> None:
    territory = kept.save_draft(draft)
    frame = gpd.read_parquet(territory.folder / "zones.parquet")
    frame.loc[frame["zone_id"] == "01", "parent_id"] = "mes-communes"
    frame.to_parquet(territory.folder / "zones.parquet")
    with pytest.raises(BadInputError, match="territory-folder-wrong"):
        kept.check_folder(territory.folder)


def test_a_reader_makes_nothing(draft) -> None:
    with pytest.raises(RightError):
        kept.save_draft(draft, person=Person("Rita", "reader"))
    assert "mes-communes" not in list_territories()
