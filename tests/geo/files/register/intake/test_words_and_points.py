"""Headers, kinds, coordinates and encodings, one by one."""

import pytest

from geo.files.register.intake.encodings import best_encoding
from geo.files.register.intake.headers import COORDINATES, guess
from geo.files.register.intake.kinds import NOT_HERE, Kinds
from geo.files.register.intake.recipes import ASIDE, Recipe
from geo.files.register.intake.written_coordinates import named_system, plain_degrees, split_point, to_degrees
from geo.files.register.known_names import WrittenLocality, take_apart
from tests.geo.files.register.register_cases import context


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Nom de la structure", "name"),
        ("RAISON SOCIALE", "name"),
        ("Type d'établissement", "kind"),
        ("Adresse postale", "address"),
        ("Code postale", "postal_code"),
        ("Commune d'implantation", "locality"),
        ("DEPCOM", "zone_id"),
        ("Latitude WGS84", "lat"),
        ("Horaires d'ouverture", "hours"),
        ("Horaire de la permanence", "hours"),
        ("geo_point_2d", COORDINATES),
        ("Date MAJ", "as_of"),
        ("date de la", "as_of"),
        ("Téléphnoe", "phone"),
    ],
)
def test_headers_that_are_recognised(header: str, column: str) -> None:
    found = guess(header)
    assert found is not None
    assert found.column == column


@pytest.mark.parametrize("header", ["", "Médecins", "Milieu", "@id", "budget", "n"])
def test_headers_that_say_nothing(header: str) -> None:
    assert guess(header) is None


def kinds(recipe: Recipe | None = None) -> Kinds:
    known = frozenset({"hopital", "pmi", "maison-1000-jours"})
    labels = {"Maison des 1000 premiers jours": "maison-1000-jours"}
    return Kinds.of(context(kinds=known, kind_labels=labels), recipe or Recipe())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PMI", "pmi"),
        ("Protection Maternelle et Infantile (P.M.I.)", "pmi"),
        ("maternités", "hopital"),
        ("Maison des 1000 premiers jours", "maison-1000-jours"),
        ("Crèche", NOT_HERE),
        ("Boulangerie", None),
    ],
)
def test_words_that_mean_a_kind(text: str, kind: str | None) -> None:
    assert kinds().find(text) == kind


def test_a_table_of_categories_speaks_first() -> None:
    said = kinds(Recipe(kinds={"amenity=hospital": "hopital", "223": "zzz|pmi", "PMI": ASIDE}))
    assert said.find("hospital", header="amenity") == "hopital"
    assert said.find("223") == "pmi"
    assert said.find("pmi") == ASIDE
    assert said.in_name("PMI de Bourg") == ASIDE
    assert kinds().in_name("Le Nid") is None
    assert kinds().nearest("Maison 1000 jours")[0] == "maison-1000-jours"


@pytest.mark.parametrize(
    ("cell", "pair"),
    [
        ("50.4669, 4.8674", ("4.8674", "50.4669")),
        ("50,4669 ; 4,8674", ("4,8674", "50,4669")),
        ("50.4669,4.8674", ("4.8674", "50.4669")),
        ("[4.8674, 50.4669]", ("4.8674", "50.4669")),
        ("POINT(4.8674 50.4669)", ("4.8674", "50.4669")),
        ("Namur", None),
        (None, None),
    ],
)
def test_points_in_one_cell(cell: str | None, pair: tuple[str, str] | None) -> None:
    assert split_point(cell) == pair


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        ("50°28'01\"N", 50 + 28 / 60 + 1 / 3600),
        ("4° 52′ 03″ O", -(4 + 52 / 60 + 3 / 3600)),
        ("50.4669 N", 50.4669),
        ("W 9,53", -9.53),
    ],
)
def test_degrees_and_minutes(cell: str, degrees: float) -> None:
    assert plain_degrees(cell) == pytest.approx(degrees)


def test_numbers_stay_as_they_are() -> None:
    assert plain_degrees("4,8674") == "4,8674"
    assert plain_degrees(4.8674) == 4.8674
    assert plain_degrees("Namur") == "Namur"


def test_systems_are_named_by_words_or_codes() -> None:
    assert named_system("1,ATLASANTE,96,BAN,LAMBERT_93", {"LAMBERT_93": "EPSG:2154"}) == "EPSG:2154"
    assert named_system("x, EPSG:2975 RGR92", {}) == "EPSG:2975"
    assert named_system("2154", {}) == "EPSG:2154"
    assert named_system("relevé en 2019", {}) is None


def test_metres_become_degrees() -> None:
    # Origin of Lambert 93: 3° E, 46.5° N at (700 000, 6 600 000), by definition.
    assert to_degrees((700_000.0, 6_600_000.0), "EPSG:2154") == (3.0, 46.5)
    # UTM 40 S: its central meridian, 57° E, is at 500 000 m; the equator at 10 000 000 m.
    assert to_degrees((500_000.0, 10_000_000.0), "EPSG:2975") == (57.0, 0.0)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("4020 Liège", WrittenLocality("Liège", "4020")),
        ("Liège 1", WrittenLocality("Liège")),
        ("B-5000 Namur", WrittenLocality("Namur", "5000")),
        ("BELLEY CEDEX 9", WrittenLocality("BELLEY")),
        ("01600 TREVOUX", WrittenLocality("TREVOUX", "01600")),
        ("01306 BELLEY CEDEX", WrittenLocality("BELLEY", "01306")),
        ("Bourg-en-Bresse", WrittenLocality("Bourg-en-Bresse")),
        ("14 Juillet", WrittenLocality("14 Juillet")),
    ],
)
def test_localities_taken_apart(text: str, written: WrittenLocality) -> None:
    assert take_apart(text) == written


FRENCH = "nom;localité\nMaternité d’été;Liège\nCrèche à côté;Châtillon\n"


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850"])
def test_the_encoding_under_which_accents_make_sense(encoding: str) -> None:
    text = FRENCH.replace("’", "'")
    found = best_encoding(text.encode(encoding))
    assert found is not None
    assert found.text == text
    assert found.certain


def test_strange_letters_are_told() -> None:
    found = best_encoding("nom\nŁódź, Gdańsk, Kraków\n".encode("cp1250"))
    assert found is None or not found.certain
    assert best_encoding("été\n".encode()).certain  # type: ignore[union-attr]
