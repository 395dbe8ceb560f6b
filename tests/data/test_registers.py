"""The registers that ship: what they must hold, and the doubt that they must keep."""

import csv
import datetime
import re
import tomllib
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from analysis.diagnosis.ask import measure
from analysis.question import Question
from analysis.service_area.programme import load_programme, service_functions
from geo import schema
from geo.paths import data_folder
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from scripts.old_evidence import ACTORS, broken
from scripts.old_evidence import rule as evidence

TERRITORIES = ("wallonie", "ain", "souss-massa", "france")
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
OF_THE_ACTOR = [
    "name",
    "kind",
    "status",
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
CAPACITIES = {
    "be-one-plateforme-luxembourg": (120, "follow-ups"),
    "be-maison-maternelle-paul-henricot": (25, "places"),
    "be-maison-maternelle-brabant-wallon": (19, "places"),
    "be-maison-maternelle-meres-et-enfants": (15, "families"),
    "be-sante-mentale-ylang-ylang": (3, "places"),
    "be-maison-naissance-arche-de-noe": (3, "places"),
    "be-vis-a-vis-namur": (12, "places"),
    "be-ricochet-chatelet": (15, "places"),
    "be-egide-ecaussinnes": (3, "places"),
}
USES = {
    "be-saf-echoline": (150, "children"),
    "be-saf-maison-source-barvaux": (40, "families"),
    "be-cellule-perinatale-luxembourg": (146, "follow-ups"),
    "be-maternite-chr-huy": (420, "births"),
    "be-maternite-chc-heusy": (643, "births"),
    "be-maternite-chr-namur": (1800, "births"),
    "be-hopital-auvelais-maternite": (313, "births"),
    "be-maternite-vivalia-marche": (588, "births"),
    "be-hopital-chimay-maternite": (150, "births"),
    "be-hopital-lobbes-maternite": (439, "births"),
    "be-maternite-haute-senne": (600, "births"),
    "be-maternite-chirec-braine": (1250, "births"),
    "fr-hopital-haut-bugey-maternite": (721, "births"),
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


def _read(territory):
    return pd.read_csv(data_folder() / "actors" / f"{territory}.csv", dtype="str", keep_default_na=False)


def _zones(territory):
    return gpd.read_parquet(data_folder() / "territories" / territory / "zones.parquet")


def _plain(text):
    return text.replace("’", "'").replace(" – ", " - ")


def _row(territory, actor_id):
    rows = _read(territory)
    rows = rows[rows["actor_id"] == actor_id]
    assert len(rows) == 1, actor_id
    return rows.iloc[0]


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
    rows = _read(territory)
    schema.conform(rows, schema.SERVICE)
    actors = rows.drop_duplicates("actor_id")
    schema.conform(actors, schema.ACTOR)
    same = rows.groupby("actor_id")[OF_THE_ACTOR].nunique()
    assert (same == 1).all().all(), same[(same != 1).any(axis=1)].index.tolist()
    assert rows["actor_id"].str.fullmatch(PREFIX[territory] + r"[a-z0-9]+(-[a-z0-9]+)*").all()
    assert not actors.duplicated(["name", "locality", "zone_id"]).any()


def test_codes_are_known(territory):
    vocabulary, rows = load_vocabulary(), _read(territory)
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
    actors = _read(territory).drop_duplicates("actor_id")
    found = actors.groupby(["kind", "status"]).size().to_dict()
    assert found == COUNTS[territory]


def test_every_row_of_the_compilation_is_there(territory, shared):
    with (shared / "facts" / FACTS[territory]).open(encoding="utf-8") as file:
        facts = list(csv.DictReader(file))
    rows = _read(territory)
    for fact in facts:
        name = _plain(RENAMED.get(fact["name"], fact["name"]))
        kind = MOVED.get(name, fact["kind"])
        kinds = {"hopital", "maternite"} if kind == "hopital" else {kind}
        same = rows[rows["kind"].isin(kinds) & rows["name"].str.startswith(name)]
        if fact["locality"] and len(same) > 1:
            same = same[same["locality"].map(lambda locality, fact=fact: locality in _plain(fact["locality"]))]
        assert len(same), name
        for column in ("phone", "website", "address"):
            said = CORRECTED.get((name, column), _plain(fact[column]))
            assert (same[column] == said).all() or not fact[column], (name, column)
        if DOUBT.search(fact["status"]) and name not in OPEN_ALL_THE_SAME:
            assert (same["status"] != "open").any(), name


def test_no_shipped_line_rests_on_old_evidence_alone(territory):
    """``python -m scripts.old_evidence --apply`` corrects it."""
    text = (ACTORS / f"{territory}.csv").read_bytes().decode()
    assert [one.actor_id for one in broken(territory, text, evidence())] == []


def test_nothing_doubtful_is_open(territory):
    rows = _read(territory)
    wrong = rows[(rows["status"] == "open") & rows["note"].str.contains(DOUBT)]
    assert wrong["actor_id"].tolist() == []


def test_doubt_is_explained(territory):
    rows = _read(territory)
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
    rows, today = _read(territory), datetime.datetime.now(tz=datetime.UTC).date().isoformat()
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
    rows, known = _read(territory), set(_zones(territory)["zone_id"])
    assert set(rows["zone_id"]) - {""} <= known
    assert {zone for cell in rows["covers"] for zone in schema.split_codes(cell)} <= known


def test_a_position_is_known_or_empty(territory):
    rows = _read(territory)
    unknown = rows["position_quality"] == "unknown"
    assert (rows.loc[unknown, ["lon", "lat"]] == "").all().all()
    assert rows.loc[~unknown, ["lon", "lat", "zone_id"]].ne("").all().all()


def test_positions_are_in_or_near_their_zone(territory):
    rows, zones = _read(territory), _zones(territory)
    placed = rows[rows["lon"] != ""]
    points = gpd.GeoSeries.from_xy(placed["lon"].astype(float), placed["lat"].astype(float), crs=4326)
    description = data_folder() / "territories" / territory / "territory.toml"
    crs = tomllib.loads(description.read_text(encoding="utf-8"))["metric_crs"]
    areas = zones.set_index("zone_id").geometry.to_crs(crs).loc[placed["zone_id"]]
    far_m = points.to_crs(crs).distance(areas.set_axis(points.index))
    assert placed.loc[far_m > NEAR_M[territory], "actor_id"].tolist() == []


def test_an_actor_is_in_one_of_the_smallest_zones(territory):
    rows, zones = _read(territory), _zones(territory)
    smallest = set(zones["zone_id"]) - set(zones["parent_id"].dropna())
    assert set(rows["zone_id"]) - {""} <= smallest


def test_capacities_and_uses_are_those_that_sources_state():
    rows = pd.concat([_read(territory) for territory in TERRITORIES], ignore_index=True)
    for column, expected in (("capacity", CAPACITIES), ("used", USES)):
        known = rows[rows[column] != ""]
        found = {row.actor_id: (float(getattr(row, column)), row.capacity_unit) for row in known.itertuples()}
        assert found == expected
    assert (rows["capacity_unit"] != "").equals((rows["capacity"] != "") | (rows["used"] != ""))


def test_unknown_positions_are_the_ones_expected():
    rows = pd.concat([_read(territory) for territory in TERRITORIES], ignore_index=True)
    unknown = rows[rows["position_quality"] == "unknown"]
    nowhere = unknown[(unknown["covers"] == "") & (unknown["zone_id"] == "")]
    province_only = nowhere["note"].str.contains("commune non lue")
    assert nowhere.loc[province_only, "kind"].value_counts().to_dict() == {"centre-de-sante": 16, "asi": 6}
    assert nowhere.loc[~province_only, "actor_id"].tolist() == [
        "be-saf-sixieme",
        "fr-exp-sac-1000-jours",
        "fr-exp-groupes-parents-caf",
        "fr-exp-copa",
    ]


# Wallonia


def test_the_areas_of_the_platforms():
    rows = _read("wallonie")
    platforms = rows[rows["kind"] == "one-plateforme"].set_index("actor_id")
    assert platforms["covers"].to_dict() == {
        "be-one-plateforme-luxembourg": "80000",
        "be-one-plateforme-namur": "90000",
        "be-one-plateforme-brabant-wallon": "20002",
        "be-one-plateforme-verviers": "63000",
        "be-one-plateforme-botte-du-hainaut": "56005;56016;56029;56051;56088",
        "be-one-plateforme-liege": "62000",
    }
    planned = platforms[platforms["status"] == "planned"]
    assert planned.index.tolist() == ["be-one-plateforme-liege"]
    assert set(platforms["mode"]) == {"home-visits"}
    assert "notre lecture" in platforms.loc["be-one-plateforme-botte-du-hainaut", "note"]
    zones = _zones("wallonie").set_index("zone_id")["name"]
    botte = ["Beaumont", "Chimay", "Froidchapelle", "Momignies", "Sivry-Rance"]
    assert [zones[code] for code in ("56005", "56016", "56029", "56051", "56088")] == botte


def test_the_older_figure_of_the_luxembourg_platform_stays_in_its_note():
    row = _row("wallonie", "be-one-plateforme-luxembourg")
    assert (row["capacity"], row["used"], row["as_of"], row["since"]) == ("120", "", "2025", "2012")
    assert "environ 100 grossesses suivies par an" in row["note"]


def test_the_six_saf_of_the_document():
    rows = _read("wallonie")
    saf = rows[rows["note"].str.startswith("un des six SAF du document de 2025")]
    assert saf["locality"].tolist() == ["Bertrix", "Mons", "La Louvière", "Montignies-sur-Sambre", "Liège", ""]
    sixth = saf.iloc[5]
    assert (sixth["position_quality"], sixth["lon"], sixth["zone_id"], sixth["covers"]) == ("unknown", "", "", "")
    assert "ne change aucun temps de trajet" in sixth["note"]
    assert saf["actor_id"].tolist() == rows.loc[rows["kind"] == "saf", "actor_id"].tolist()


def test_the_sixth_saf_counts_in_wallonia_and_in_no_province():
    data = load(load_territory("wallonie"))
    services = measure(data, Question(kind="saf")).zones.set_index("zone_id")["services"]
    regions = ["03000", "20002", "50000", "60000", "80000", "90000"]
    assert services.loc[regions].tolist() == [6, 0, 3, 1, 1, 0]


def test_a_closed_maternity_does_not_close_what_remains():
    rows = _read("wallonie")
    closed = rows[(rows["status"] == "closed") & (rows["kind"] == "maternite")]
    assert set(closed["service"]) == {"Maternité"}
    assert sorted(closed["locality"]) == ["Auvelais", "Chimay", "Eupen", "Lobbes", "Montigny-le-Tilleul", "Nivelles"]
    hospitals = rows[(rows["kind"] == "hopital") & rows["address"].isin(closed["address"])]
    assert hospitals.groupby("locality")["status"].agg(set).to_dict() == {
        "Auvelais": {"open"},
        "Chimay": {"open"},
        "Eupen": {"open"},
        "Lobbes": {"to-verify"},
        "Montigny-le-Tilleul": {"open"},
        "Nivelles": {"open"},
    }


def test_twenty_maternities_are_confirmed():
    rows = _read("wallonie")
    programme = load_programme()
    functions = service_functions(rows, rows.drop_duplicates("actor_id"), programme=programme)
    births = functions.loc[functions["function"] == "birth-and-maternity", "actor_id"].unique()
    maternities = rows[rows["actor_id"].isin(births) & (rows["kind"] == "maternite")]
    assert maternities.groupby("status").size().to_dict() == {"open": 20, "to-verify": 9, "closed": 6}
    assert set(rows.loc[rows["actor_id"].isin(births), "kind"]) == {"maternite", "maison-de-naissance"}


def test_every_general_hospital_site_of_the_official_list_is_a_hospital(shared):
    """38 seats and 39 other sites, less six that a psychiatric service runs; MontLégia and Les Viviers came later."""
    with (shared / "data" / "wallonie" / "hospitals_BE_2020.csv").open(encoding="utf-8") as file:
        sites = [site for site in csv.DictReader(file) if _walloon(site["postcode"])]
    seats = [site for site in sites if site["facility_type"] and "psychiatrique" not in site["facility_type"]]
    others = [site for site in sites if not site["facility_type"]]
    assert (len(seats), len(others)) == (38, 39)
    psychiatric = re.compile(r"SANTE MENTALE|PSYCHIATR|MARRONNIERS", re.IGNORECASE)
    general = [
        *seats,
        *(site for site in others if not psychiatric.search(site["hospital_name"] + site["site_name"])),
    ]
    assert len(general) == 71
    hospitals = _read("wallonie").query("kind == 'hopital'")
    codes = hospitals["postal_code"].where(hospitals["postal_code"] != "", "4000").value_counts()
    listed = pd.Series([site["postcode"] for site in general]).value_counts()
    listed["4000"] += 1  # MontLégia
    listed["6060"] += 1  # Les Viviers
    pd.testing.assert_series_equal(codes.sort_index(), listed.sort_index(), check_names=False)


def _walloon(postcode):
    return postcode.isdigit() and (1300 <= int(postcode) < 1500 or 4000 <= int(postcode) < 8000)


def test_who_is_perhaps_the_same_is_linked_where_a_note_says_so():
    rows = _read("wallonie").set_index("actor_id")
    links = rows["same_as"][rows["same_as"] != ""].to_dict()
    assert links == {"be-saf-echoline": "be-saf-montignies-sur-sambre", "be-saf-seconde-peau": "be-saf-liege"}
    said = rows["note"].str.contains("rapprochement non établi")
    assert {*links, *links.values()} == set(rows.index[said])


def test_a_hospital_without_emergency_department_carries_no_care_of_the_programme():
    rows = _read("wallonie")
    limited = rows[(rows["kind"] == "hopital") & (rows["functions"] == "administrative-support")]
    assert limited["note"].str.contains("seule fonction gardée").all()
    assert set(rows.loc[rows["kind"] == "hopital", "functions"]) == {"", "administrative-support"}


def test_who_coordinates_in_the_province_of_luxembourg():
    rows = _read("wallonie")
    functions = service_functions(rows, rows.drop_duplicates("actor_id"), programme=load_programme())
    coordinating = functions.loc[functions["function"] == "coordination", "actor_id"].unique()
    here = rows[rows["actor_id"].isin(coordinating) & rows["covers"].str.contains("80000")]
    assert set(here["actor_id"]) == {
        "be-one-plateforme-luxembourg",
        "be-cellule-perinatale-luxembourg",
        "be-sante-mentale-odyssee",
    }


# Elsewhere


def test_the_consultations_of_the_ain_as_they_are_written():
    rows = _read("ain")
    pmi = rows[(rows["kind"] == "pmi") & (rows["locality"] != "") & rows["source"].str.startswith("Agence Kalía")]
    assert pmi[["locality", "address", "hours"]].to_numpy().tolist() == [
        ["Ambérieu-en-Bugey", "31 rue des Plattes", "mercredis et vendredis, sur rendez-vous"],
        ["Pont-d'Ain", "16 rue du 1er septembre 1944", "mardi matin, sur rendez-vous"],
        ["Saint-Rambert-en-Bugey", "14 rue Claude Mermet", "mercredi après-midi, sur rendez-vous"],
    ]
    assert pmi["postal_code"].tolist() == ["01500", "01160", "01230"]
    assert pmi["position_quality"].tolist() == ["address", "locality", "locality"]
    assert set(pmi["as_of"]) == {"2023"}


def test_the_two_counts_of_trained_people_are_shown_as_a_contradiction():
    note = _row("ain", "fr-pmi-ain")["note"]
    assert "contradiction de la source" in note
    assert "soixantaine" in note
    assert "62" in note


def test_six_pilot_centres_at_the_seat_of_their_province():
    rows, zones = _read("souss-massa"), _zones("souss-massa").set_index("zone_id")
    pilots = rows[rows["actor_id"].str.startswith("ma-centre-pilote-")]
    assert set(pilots["position_quality"]) == {"approximate"}
    assert [zones.loc[zone, "name"] for zone in pilots["zone_id"]] == [
        "Agadir",
        "Inezgane",
        "Biougra",
        "Taroudannt",
        "Tata",
        "Tiznit",
    ]
    assert zones.loc[pilots["zone_id"], "parent_id"].nunique() == 6
    assert set(pilots["status"]) == {"closed"}
    assert not pilots["stages"].str.contains("prenatal").any()


def test_a_commune_suggested_by_a_name_is_approximate():
    rows = _read("souss-massa")
    suggested = rows[rows["note"].str.contains("rapprochement par le nom")]
    assert len(suggested) == 15
    assert set(suggested["position_quality"]) == {"approximate"}


def test_the_areas_of_the_national_experiments():
    rows = _read("france").set_index("actor_id")
    declared = rows.loc[(rows["kind"] == "experimentation-nationale") & (rows["covers"] != ""), "covers"].to_dict()
    assert declared == {
        "fr-exp-repap-guyane": "973",
        "fr-exp-repap-drome": "26",
        "fr-exp-base": "R75",
        "fr-exp-tls-diabete-gestationnel": "R53",
        "fr-exp-cocon": "R93;R75;R76",
        "fr-exp-reperage-corse": "R94",
    }
    assert rows.index.str.startswith("fr-exp-pegase-").sum() == 15
    arras = rows.loc["fr-maison-1000-jours-arras"]
    assert (arras["status"], arras["locality"], arras["zone_id"]) == ("to-verify", "Arras", "62")


def test_the_documentation_counts_what_the_registers_hold():
    page = (Path(__file__).parents[2] / "docs" / "registers.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in page.splitlines() if line.startswith("|")][2:6]
    for territory, row in zip(TERRITORIES, rows, strict=True):
        actors = _read(territory).drop_duplicates("actor_id")
        statuses = [int((actors["status"] == status).sum()) for status in ("open", "planned", "closed", "to-verify")]
        unknown = int((actors["position_quality"] == "unknown").sum())
        assert [int(cell) for cell in row[1:]] == [len(actors), *statuses, unknown], territory


def test_the_documentation_counts_every_kind_of_every_register():
    page = (Path(__file__).parents[2] / "docs" / "registers.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if "| `" in line]
    told = {row[1].strip("`"): row[2:6] for row in rows if len(row) == 7}
    found = {}
    for position, territory in enumerate(TERRITORIES):
        actors = _read(territory).drop_duplicates("actor_id")
        for kind, mine in actors.groupby("kind"):
            cells = found.setdefault(kind, [""] * len(TERRITORIES))
            cells[position] = f"{len(mine)} ({(mine['status'] == 'open').sum()})"
    assert told == found
