"""A territory drafted from files: what is found, what is refused with its row, what stays unknown."""

import zipfile

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.errors import BadInputError
from geo.territories.draft import spread_over_places
from geo.territories.figures_file import read_figures_file
from geo.territories.from_files import LevelColumns, TerritoryRequest, read_territory_files
from tests.geo.territories.squares import SIDE, figures, squares, written

PROVINCES = (LevelColumns("province", "prov", "prov_nom"),)
TABLE = "code;naissances 2022;naissances 2023;population 2023\n1;10;12;1000\n2;20;;2000\n3;0;5;500\n4;7;8;700\n"


def reading(tmp_path, frame=None, *, table=None, request=None, name="communes.gpkg", **files):
    boundaries = written(squares() if frame is None else frame, tmp_path / name)
    given = None if table is None else figures(tmp_path / "figures.csv", table)
    asked = request or TerritoryRequest("Mes communes", country="be", levels=PROVINCES, whole="région")
    return read_territory_files(boundaries, asked, today_year=2026, figures=given, **files)


def rules(read) -> list[tuple[str, int | None]]:
    table = read.findings.table()
    return [(rule, None if pd.isna(row) else int(row)) for rule, row in zip(table["rule"], table["row"], strict=True)]


@pytest.mark.parametrize("name", ["communes.gpkg", "communes.geojson", "communes.shp", "communes.parquet"])
def test_levels_codes_and_figures_are_read_whatever_the_format(tmp_path, name) -> None:
    read = reading(tmp_path, table=TABLE, name=name)
    draft = read.draft
    assert draft is not None
    assert draft.territory_id == "mes-communes"
    assert draft.metric_crs == "EPSG:31370"
    assert [level.id for level in draft.levels] == ["region", "province", "commune"]
    zones = draft.zones.set_index("zone_id")
    assert zones["parent_id"].replace({np.nan: None}).to_dict() == {
        "mes-communes": None,
        "P1": "mes-communes",
        "P2": "mes-communes",
        "01": "P1",
        "02": "P1",
        "03": "P2",
        "04": "P2",
    }
    assert zones.loc["P1", "name"] == "Sud"
    assert zones.geometry["mes-communes"].equals(shapely.box(5, 50, 5 + 2 * SIDE, 50 + 2 * SIDE))
    # a spreadsheet lost the zeros before the codes; the births of Bièvre in 2023 are a gap, not none
    births = draft.figures[(draft.figures["indicator"] == "births") & (draft.figures["year"] == 2023)]
    assert births.set_index("zone_id")["value"].replace({np.nan: None}).to_dict() == {
        "01": 12,
        "02": None,
        "03": 5,
        "04": 8,
    }
    assert births.set_index("zone_id").loc["02", "status"] == "missing"
    # 2023 lacks one zone of four: the latest year known for nine of ten is 2022
    assert draft.births_year == 2022
    places = spread_over_places(draft).set_index("zone_id")
    assert places["births_2022"].to_dict() == {"01": 10, "02": 20, "03": 0, "04": 7}
    assert places["population"].to_dict() == {"01": 1000, "02": 2000, "03": 500, "04": 700}
    assert (places["position_quality"] == "approximate").all()


def test_years_may_stand_in_a_column_of_their_own(tmp_path) -> None:
    table = "insee,annee,naissances\n01,2021,3\n01,2022,4\n02,2021,5\n03,2021,6\n04,2021,7\n"
    draft = reading(tmp_path, table=table).draft
    assert draft is not None
    assert draft.births_year == 2021
    assert draft.figures[["zone_id", "year", "value"]].to_numpy().tolist()[0] == ["01", 2021, 3.0]
    assert len(draft.figures) == 5


def test_a_territory_without_figures_knows_none(tmp_path) -> None:
    read = reading(tmp_path)
    assert read.draft is not None
    assert read.draft.births_year is None
    assert read.draft.figures.empty
    assert rules(read) == [("territory-no-figures", None)]


def test_levels_may_come_from_a_second_file(tmp_path) -> None:
    bare = squares()[["nis", "nom", "geometry"]]
    levels = figures(tmp_path / "levels.csv", "INS;prov;prov_nom\n1;A;Sud\n2;A;Sud\n3;B;Nord\n4;B;Nord\n")
    draft = reading(tmp_path, bare, levels_file=levels).draft
    assert draft is not None
    assert draft.zones.set_index("zone_id")["parent_id"].to_dict()["04"] == "B"


def test_parts_of_one_commune_are_joined(tmp_path) -> None:
    frame = squares()
    again = frame.iloc[[0]].set_geometry([shapely.box(4, 49, 4.1, 49.1)], crs=4326)
    read = reading(tmp_path, pd.concat([frame, again], ignore_index=True))
    assert ("territory-parts-joined", None) in rules(read)
    assert read.draft is not None
    assert (read.draft.zones["level"] == "commune").sum() == 4


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"nom": ["Aubel", "Bièvre", "Ciney", ""]}, ("missing-value", 4)),
        ({"prov": ["P1", "P1", None, "P2"]}, ("territory-level-missing", 3)),
        ({"nis": ["01", "02", "02", "04"]}, ("territory-code-two-names", 3)),
        ({"prov": ["P1", "P1", "01", "01"]}, ("territory-code-two-levels", None)),
    ],
)
def test_what_does_not_hold_is_told_with_its_row(tmp_path, change, found) -> None:
    read = reading(tmp_path, squares(**change))
    assert read.draft is None
    assert found in rules(read)


def test_levels_that_are_not_nested_are_refused(tmp_path) -> None:
    frame = squares(pays=["X", "Y", "Y", "Y"])
    request = TerritoryRequest("A", levels=(LevelColumns("pays", "pays"), LevelColumns("province", "prov", "prov_nom")))
    assert ("territory-level-two-parents", None) in rules(reading(tmp_path, frame, request=request))


def test_shapes_that_overlap_are_refused_and_rounding_is_not(tmp_path) -> None:
    frame = squares()
    frame.loc[1, "geometry"] = shapely.box(5 + SIDE / 2, 50, 5 + 2 * SIDE, 50 + SIDE)
    read = reading(tmp_path, frame)
    assert ("territory-overlap", 2) in rules(read)
    overlap = read.findings.table().set_index("rule").loc["territory-overlap", "values"]
    assert overlap["share"] == 50  # half of Aubel
    frame.loc[1, "geometry"] = shapely.box(5 + SIDE * 0.9999, 50, 5 + 2 * SIDE, 50 + SIDE)
    assert reading(tmp_path, frame, name="b.gpkg").draft is not None


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("code;naissances\n1;2\n", ("territory-no-year", None)),
        ("code;chats 2023\n1;2\n", ("territory-no-figure-column", None)),
        ("lieu;naissances 2023\nici;2\n", ("territory-no-code-column", None)),
        (TABLE + "99;1;1;1\n", ("territory-code-unknown", 6)),
        (TABLE + "04;1;1;1\n", ("territory-code-twice", 6)),
        (TABLE.replace(";12;", ";douze;"), ("not-a-number", 2)),
        (TABLE.replace(";12;", ";-12;"), ("number-negative", 2)),
        ("code;annee;naissances\n1;hier;2\n2;2022;3\n", ("territory-bad-year", 2)),
    ],
)
def test_a_bad_table_of_figures_is_told_with_its_row(tmp_path, table, found) -> None:
    read = reading(tmp_path, table=table)
    assert read.draft is None
    assert found in rules(read)


def test_a_commune_missing_from_the_figures_stays_unknown(tmp_path) -> None:
    read = reading(tmp_path, table="code;naissances 2023\n1;2\n2;3\n3;4\n")
    assert read.draft is not None
    assert "04" not in set(read.draft.figures["zone_id"])
    assert read.findings.table().set_index("rule").loc["territory-zones-without-figure", "values"]["value"] == "04"


def test_a_wrong_coordinate_system_is_told(tmp_path) -> None:
    metres = squares().to_crs(31370)
    lying = metres.set_crs(4326, allow_override=True)
    with pytest.raises(BadInputError, match="boundaries-not-degrees"):
        reading(tmp_path, lying)
    said = TerritoryRequest("A", crs="EPSG:31370", levels=PROVINCES)
    draft = reading(tmp_path, lying, name="b.gpkg", request=said).draft
    assert draft is not None
    assert np.allclose(draft.zones.total_bounds, [5, 50, 5.2, 50.2], atol=1e-6)
    with pytest.raises(BadInputError, match="boundaries-bad-crs"):
        reading(tmp_path, lying, name="c.gpkg", request=TerritoryRequest("A", crs="EPSG:1"))


def test_a_name_without_a_letter_names_nothing(tmp_path) -> None:
    with pytest.raises(BadInputError, match="territory-bad-name"):
        reading(tmp_path, request=TerritoryRequest("!!"))


STATISTICS = "EC_MEASURE;FREQ;GEO;GEO_OBJECT;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n" + "".join(
    f"LVB;A;{code};{what};A;{year};{value}\n"
    for code, what, year, value in [
        ("01", "COM", 2022, 5),
        ("01", "COM", 2023, 7),
        ("01", "DEP", 2023, 900),
        ("02", "COM", 2023, 0),
        *((f"9{number}", "COM", 2023, 3) for number in range(8)),
    ]
)


def test_births_of_a_whole_country_in_an_archive_give_those_of_the_territory(tmp_path) -> None:
    path = tmp_path / "naissances.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("DS_NAIS_COMMUNES_data.csv", STATISTICS)
        archive.writestr("DS_NAIS_COMMUNES_metadata.csv", "COD_VAR;LIB_VAR\nGEO;Territoire\n")
    read = read_figures_file(path, pd.Series(["01", "02", "03", "04"]), year=None)
    told = read.figures[["zone_id", "indicator", "year", "value"]].sort_values(["zone_id", "year"])
    assert told.to_numpy().tolist() == [
        ["01", "births", 2022, 5.0],
        ["01", "births", 2023, 7.0],
        ["02", "births", 2023, 0.0],
    ]
    assert read.missing == ("03", "04")
    assert read.columns == {"OBS_VALUE": ("births", 0)}
    said = read.findings.table().set_index("rule")["values"]
    assert said["territory-lines-elsewhere"]["count"] == 8
    assert read.findings.ok


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ({"lisez-moi.pdf": b"%PDF"}, "territory-zip-no-table"),
        ({"a.csv": b"code;naissances 2023", "b.csv": b"code;pop 2023"}, "territory-zip-tables"),
        (None, "file-unreadable"),
    ],
)
def test_an_archive_without_its_table_is_told(tmp_path, parts, rule) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK\x03\x04 cut")
    if parts is not None:
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
    read = read_figures_file(path, pd.Series(["01"]), year=None)
    assert read.findings.table()["rule"].tolist() == [rule]


def test_a_file_of_elsewhere_is_refused(tmp_path) -> None:
    path = figures(tmp_path / "x.csv", "code;naissances 2023\n" + "".join(f"9{number};1\n" for number in range(9)))
    read = read_figures_file(path, pd.Series(["01", "02"]), year=None)
    assert not read.findings.ok
    assert read.findings.table()["rule"].tolist() == ["territory-nothing-here"]
