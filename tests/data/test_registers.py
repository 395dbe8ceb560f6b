"""The registers that ship: what they must hold, and the doubt that they must keep."""

import csv
import datetime
import re
import tomllib
from pathlib import Path

import geopandas as gpd
import pytest

from geo import schema
from geo.paths import data_folder
from geo.workspace.vocabulary import load_vocabulary
from scripts.old_evidence import ACTORS, broken
from scripts.old_evidence import rule as evidence
from tests.data.shipped import TERRITORIES, plain, read_rows, read_zones

HEADER = [
    "actor_id",
    "service",
    "name",
    "kind",
    "functions",
    "stages",
    "strata",
    "mode",
    "status",
    "capacity",
    "capacity_unit",
    "used",
    "reach_min",
    "covers",
    "address",
    "postal_code",
    "locality",
    "zone_id",
    "lon",
    "lat",
    "position_quality",
    "hours",
    "phone",
    "website",
    "since",
    "until",
    "source",
    "as_of",
    "note",
]
OF_THE_SERVICE = {"service", "functions", "stages", "strata", "mode", "reach_min", "covers"}
OF_THE_SERVICE |= {"capacity", "capacity_unit", "used"}
OF_THE_ACTOR = [name for name in HEADER if name not in OF_THE_SERVICE | {"actor_id"}]
PREFIX = {"wallonie": "be-", "ain": "fr-", "souss-massa": "ma-", "france": "fr-"}
NEAR_M = {"wallonie": 1000, "ain": 1000, "souss-massa": 3000, "france": 10000}
DOUBT = re.compile(
    r"à vérifier|non vérifié|non confirmé|projet|en construction|annoncée? |envisagé|en création|en cours d'",
    re.IGNORECASE,
)
DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")

COUNTS = {
    "wallonie": {
        ("asi", "open"): 8,
        ("association-solidarite-familles", "planned"): 1,
        ("association-solidarite-familles", "to-verify"): 2,
        ("clps", "open"): 9,
        ("equipe-mobile-sante-mentale", "open"): 3,  # the perinatal unit of the Luxembourg counts once
        ("espace-rencontre", "to-verify"): 1,
        ("hopital", "open"): 41,
        ("hopital", "closed"): 6,
        ("hopital", "to-verify"): 26,
        ("lieu-rencontre-enfants-parents", "open"): 2,
        ("lieu-rencontre-enfants-parents", "to-verify"): 3,
        ("maison-de-naissance", "open"): 1,
        ("maison-de-naissance", "planned"): 1,
        ("maison-de-naissance", "to-verify"): 3,
        ("maison-maternelle", "to-verify"): 4,
        ("maternite", "open"): 20,
        ("maternite", "closed"): 6,
        ("maternite", "to-verify"): 9,  # 5 not confirmed, 4 whose newest source is of 2021 or before
        ("milieu-d-accueil", "to-verify"): 1,
        ("one-consultation-enfants", "open"): 1,
        ("one-plateforme", "open"): 5,
        ("one-plateforme", "planned"): 1,
        ("planning-familial", "to-verify"): 12,
        ("relais-sante", "to-verify"): 3,
        ("relais-social", "open"): 8,
        ("relais-social", "planned"): 1,
        ("relais-social", "to-verify"): 1,
        ("saf", "open"): 6,
        ("safa", "to-verify"): 3,
        ("sage-femme", "open"): 1,
        ("saj-spj", "open"): 24,
        ("sap", "open"): 2,
        ("sap", "to-verify"): 3,
        ("service-aide-jeunesse", "open"): 2,
        ("service-aide-jeunesse", "to-verify"): 1,
        ("service-sante-mentale", "open"): 3,
        ("sisd", "open"): 4,
        ("unite-mere-enfant", "open"): 2,
        ("unite-mere-enfant", "to-verify"): 1,
    },
    "ain": {
        ("accompagnement-jeunes-enfants-handicap", "to-verify"): 1,
        ("camsp", "to-verify"): 1,
        ("centre-de-sante", "open"): 2,
        ("hopital", "open"): 1,
        ("hopital", "to-verify"): 3,
        ("maternite", "to-verify"): 4,
        ("planning-familial", "open"): 1,
        ("planning-familial", "to-verify"): 1,
        ("pmi", "open"): 5,
        ("relais-petite-enfance", "open"): 1,
        ("relais-petite-enfance", "to-verify"): 1,
    },
    "souss-massa": {
        ("centre-de-sante", "open"): 30,
        ("centre-de-sante", "closed"): 6,  # the six pilots, which ended
        ("centre-de-sante", "to-verify"): 11,
        ("hopital", "to-verify"): 9,
        ("maison-d-accouchement", "to-verify"): 2,
    },
    "france": {
        ("experimentation-nationale", "closed"): 22,
        ("experimentation-nationale", "planned"): 1,
        ("experimentation-nationale", "to-verify"): 3,
        ("maison-1000-jours", "open"): 5,
        ("maison-1000-jours", "planned"): 2,
        ("maison-1000-jours", "to-verify"): 4,
    },
}
FACTS = {
    "wallonie": "register_wallonie.csv",
    "ain": "register_ain.csv",
    "souss-massa": "register_souss_massa.csv",
    "france": "register_france_maisons.csv",
}
RENAMED = {
    "Plateforme (périnatalité/prénatale) ONE - Hainaut": "Plateforme prénatale ONE - Botte du Hainaut",
    "Centre de santé des Fagnes (HUmani)": "Centre de santé des Fagnes (HUmani, Chimay)",
    "Maison des 1000 jours d’Arras (projet)": "Maison des 1000 premiers jours d'Arras",
    "Service de santé mentale provincial de Arlon (cellule périnatale)": "Service de santé mentale provincial d'Arlon",
    "Service de santé mentale provincial de Bastogne (cellule périnatale)": (
        "Service de santé mentale provincial de Bastogne"
    ),
    "Service de santé mentale provincial de Marche (cellule périnatale)": (
        "Service de santé mentale provincial de Marche"
    ),
    "Centre hospitalier Bugey Sud (FINESS 2020 : Centre hospitalier de Belley)": (
        "Centre hospitalier Bugey Sud (Belley)"
    ),
}

MOVED = {
    "Écholine asbl": "sap",
    "Pré-en-bulle(s) (asbl Enfances)": "sap",
    "Seconde Peau": "sap",
    "La Maison Source - Barvaux": "sap",
    "La Maison Source - Bastogne": "sap",
    "Relais santé du Pays de Charleroi": "relais-sante",
    "Relais santé de Liège (CPAS)": "relais-sante",
    "La Parenthèse - unité enfant-parent de la Citadelle": "unite-mere-enfant",
    "Ylang Ylang - maternologie, CRP Les Marronniers": "unite-mere-enfant",
    "Les Bleuets (asbl L'Appart)": "unite-mere-enfant",
    "Ricochet (asbl Siloé)": "service-aide-jeunesse",
    "L'Égide": "service-aide-jeunesse",
    "Marsupilama (foyer Le Toboggan)": "service-aide-jeunesse",
    "Ami...l'pattes (lieu de rencontre enfants-parents)": "lieu-rencontre-enfants-parents",
    "Temps d'Aime (LREP de l'AMO Graine)": "lieu-rencontre-enfants-parents",
    "Association Sainte-Walburge - atelier maman-bébé": "lieu-rencontre-enfants-parents",
    "Vis-à-Vis asbl - halte-accueil": "milieu-d-accueil",
    "Service de santé mentale provincial d'Arlon": "service-sante-mentale",
    "Service de santé mentale provincial de Bastogne": "service-sante-mentale",
    "Service de santé mentale provincial de Marche": "service-sante-mentale",
}
"""Actors that the compilation holds under another kind."""

CORRECTED = {("Relais social urbain de Namur", "address"): "place Monseigneur Heylen 15"}
"""What a later source says better."""

OPEN_ALL_THE_SAME = {
    "Plateforme prénatale ONE - province de Namur",  # to verify in 2021, declared by the document of 2025
    "CLPS du Brabant wallon",  # nine are approved without end, says a page of 2023, and the register has nine
    "CLPS de Wallonie picarde",
    "CLPS de Charleroi-Thuin",
    "CLPS de Mons-Soignies",
    "CLPS de Liège (Centre liégeois de promotion de la santé)",
    "CLPS de Verviers",
    "CLPS de Namur",
    "Les Bleuets (asbl L'Appart)",  # a pilot project, but at work and full in December 2025
}


@pytest.fixture(params=TERRITORIES)
def territory(request):
    return request.param


def test_the_file_is_the_register_format(territory):
    raw = (data_folder() / "actors" / f"{territory}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    rows = list(csv.reader(raw.decode("utf-8").splitlines()))
    linked = HEADER.index("until") + 1
    wanted = [*HEADER[:linked], "same_as", *HEADER[linked:]] if territory == "wallonie" else HEADER
    assert rows[0] == wanted
    assert {len(row) for row in rows} == {len(wanted)}
    for row in rows[1:]:
        for cell in row:
            assert cell == " ".join(cell.split()), cell
            assert not re.search(r"[<>’]|^[=+@]", cell), cell


def test_rows_fit_the_canonical_tables(territory):
    rows = read_rows(territory)
    schema.conform(rows, schema.SERVICE)
    actors = rows.drop_duplicates("actor_id")
    schema.conform(actors, schema.ACTOR)
    same = rows.groupby("actor_id")[OF_THE_ACTOR].nunique()
    assert (same == 1).all().all(), same[(same != 1).any(axis=1)].index.tolist()
    assert rows["actor_id"].str.fullmatch(PREFIX[territory] + r"[a-z0-9]+(-[a-z0-9]+)*").all()
    assert not actors.duplicated(["name", "locality", "zone_id"]).any()


def test_codes_are_known(territory):
    vocabulary, rows = load_vocabulary(), read_rows(territory)
    for column, topic in (
        ("kind", "kind"),
        ("functions", "function"),
        ("stages", "stage"),
        ("strata", "stratum"),
        ("mode", "mode"),
        ("status", "status"),
        ("capacity_unit", "capacity-unit"),
        ("position_quality", "position-quality"),
    ):
        for cell in rows[column]:
            for code in schema.split_codes(cell):
                vocabulary.term(topic, code)
    assert (rows["functions"].str.split(";").map(len) == rows["functions"].str.split(";").map(set).map(len)).all()


def test_how_many_actors_of_each_kind_in_each_status(territory):
    actors = read_rows(territory).drop_duplicates("actor_id")
    found = actors.groupby(["kind", "status"]).size().to_dict()
    assert found == COUNTS[territory]


def test_every_row_of_the_compilation_is_there(territory, shared):
    with (shared / "facts" / FACTS[territory]).open(encoding="utf-8") as file:
        facts = list(csv.DictReader(file))
    rows = read_rows(territory)
    for fact in facts:
        name = plain(RENAMED.get(fact["name"], fact["name"]))
        kind = MOVED.get(name, fact["kind"])
        kinds = {"hopital", "maternite"} if kind == "hopital" else {kind}
        same = rows[rows["kind"].isin(kinds) & rows["name"].str.startswith(name)]
        if fact["locality"] and len(same) > 1:
            same = same[same["locality"].map(lambda locality, fact=fact: locality in plain(fact["locality"]))]
        assert len(same), name
        for column in ("phone", "website", "address"):
            said = CORRECTED.get((name, column), plain(fact[column]))
            assert (same[column] == said).all() or not fact[column], (name, column)
        if DOUBT.search(fact["status"]) and name not in OPEN_ALL_THE_SAME:
            assert (same["status"] != "open").any(), name


def test_no_shipped_line_rests_on_old_evidence_alone(territory):
    """``python -m scripts.old_evidence --apply`` corrects it."""
    text = (ACTORS / f"{territory}.csv").read_bytes().decode()
    assert [one.actor_id for one in broken(territory, text, evidence())] == []


def test_nothing_doubtful_is_open(territory):
    rows = read_rows(territory)
    wrong = rows[(rows["status"] == "open") & rows["note"].str.contains(DOUBT)]
    assert wrong["actor_id"].tolist() == []


def test_doubt_is_explained(territory):
    rows = read_rows(territory)
    for status in ("to-verify", "planned"):
        # Where the source is old, its date says why.
        old = (status == "to-verify") & rows["as_of"].str[:4].le(str(evidence().old_year))
        silent = rows[(rows["status"] == status) & ~rows["note"].str.contains(DOUBT) & ~old]
        assert silent["actor_id"].tolist() == []


@pytest.mark.parametrize(
    ("note", "doubtful"),
    [
        ("maternité à vérifier", True),
        ("projet annoncé", True),
        ("ouverture non vérifiée", True),
        ("non confirmé depuis", True),
        ("en construction", True),
        ("maternité ; volume non lu", False),
        ("rapprochement non établi", False),
    ],
)
def test_what_counts_as_doubt(note, doubtful):
    assert bool(DOUBT.search(note)) is doubtful


def test_dates_are_dates_and_not_to_come(territory):
    rows, today = read_rows(territory), datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    for column in ("since", "until", "as_of"):
        for date in rows[column]:
            if date == "undated" and column == "as_of":
                continue
            if date == "" and column != "as_of":
                continue
            assert DATE.fullmatch(date), (column, date)
            assert date <= today, (column, date)
            datetime.date.fromisoformat(date + "-01-01"[len(date) - 4 :])
    both = rows[(rows["since"] != "") & (rows["until"] != "")]
    assert (both["since"] <= both["until"]).all()
    assert (rows.loc[rows["until"] != "", "status"] == "closed").all()


def test_zones_exist(territory):
    rows, known = read_rows(territory), set(read_zones(territory)["zone_id"])
    assert set(rows["zone_id"]) - {""} <= known
    assert {zone for cell in rows["covers"] for zone in schema.split_codes(cell)} <= known


def test_a_position_is_known_or_empty(territory):
    rows = read_rows(territory)
    unknown = rows["position_quality"] == "unknown"
    assert (rows.loc[unknown, ["lon", "lat"]] == "").all().all()
    assert rows.loc[~unknown, ["lon", "lat", "zone_id"]].ne("").all().all()


def test_positions_are_in_or_near_their_zone(territory):
    rows, zones = read_rows(territory), read_zones(territory)
    placed = rows[rows["lon"] != ""]
    points = gpd.GeoSeries.from_xy(placed["lon"].astype(float), placed["lat"].astype(float), crs=4326)
    description = data_folder() / "territories" / territory / "territory.toml"
    crs = tomllib.loads(description.read_text(encoding="utf-8"))["metric_crs"]
    areas = zones.set_index("zone_id").geometry.to_crs(crs).loc[placed["zone_id"]]
    far_m = points.to_crs(crs).distance(areas.set_axis(points.index))
    assert placed.loc[far_m > NEAR_M[territory], "actor_id"].tolist() == []


def test_an_actor_is_in_one_of_the_smallest_zones(territory):
    rows, zones = read_rows(territory), read_zones(territory)
    smallest = set(zones["zone_id"]) - set(zones["parent_id"].dropna())
    assert set(rows["zone_id"]) - {""} <= smallest


def test_the_documentation_counts_what_the_registers_hold():
    page = (Path(__file__).parents[2] / "docs" / "registers.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in page.splitlines() if line.startswith("|")][2:6]
    for territory, row in zip(TERRITORIES, rows, strict=True):
        actors = read_rows(territory).drop_duplicates("actor_id")
        statuses = [int((actors["status"] == status).sum()) for status in ("open", "planned", "closed", "to-verify")]
        unknown = int((actors["position_quality"] == "unknown").sum())
        assert [int(cell) for cell in row[1:]] == [len(actors), *statuses, unknown], territory


def test_the_documentation_counts_every_kind_of_every_register():
    page = (Path(__file__).parents[2] / "docs" / "registers.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if "| `" in line]
    told = {row[1].strip("`"): row[2:6] for row in rows if len(row) == 7}
    found = {}
    for position, territory in enumerate(TERRITORIES):
        actors = read_rows(territory).drop_duplicates("actor_id")
        for kind, mine in actors.groupby("kind"):
            cells = found.setdefault(kind, [""] * len(TERRITORIES))
            cells[position] = f"{len(mine)} ({(mine['status'] == 'open').sum()})"
    assert told == found
