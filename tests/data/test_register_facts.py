"""What the registers say: figures, places and doubts held to the sources that they come from."""

import csv
import re

import pandas as pd

from analysis.diagnosis.ask import measure
from analysis.question import Question
from analysis.service_area.programme import load_programme, service_functions
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.data.shipped import TERRITORIES, read_rows, read_zones, row_of

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


def test_capacities_and_uses_are_those_that_sources_state():
    rows = pd.concat([read_rows(territory) for territory in TERRITORIES], ignore_index=True)
    for column, expected in (("capacity", CAPACITIES), ("used", USES)):
        known = rows[rows[column] != ""]
        found = {row.actor_id: (float(getattr(row, column)), row.capacity_unit) for row in known.itertuples()}
        assert found == expected
    assert (rows["capacity_unit"] != "").equals((rows["capacity"] != "") | (rows["used"] != ""))


def test_unknown_positions_are_the_ones_expected():
    rows = pd.concat([read_rows(territory) for territory in TERRITORIES], ignore_index=True)
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
    rows = read_rows("wallonie")
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
    zones = read_zones("wallonie").set_index("zone_id")["name"]
    botte = ["Beaumont", "Chimay", "Froidchapelle", "Momignies", "Sivry-Rance"]
    assert [zones[code] for code in ("56005", "56016", "56029", "56051", "56088")] == botte


def test_the_older_figure_of_the_luxembourg_platform_stays_in_its_note():
    row = row_of("wallonie", "be-one-plateforme-luxembourg")
    assert (row["capacity"], row["used"], row["as_of"], row["since"]) == ("120", "", "2025", "2012")
    assert "environ 100 grossesses suivies par an" in row["note"]


def test_the_six_saf_of_the_document():
    rows = read_rows("wallonie")
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
    rows = read_rows("wallonie")
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
    rows = read_rows("wallonie")
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
    general = [*seats, *(site for site in others if not psychiatric.search(site["hospital_name"] + site["site_name"]))]
    assert len(general) == 71
    hospitals = read_rows("wallonie").query("kind == 'hopital'")
    codes = hospitals["postal_code"].where(hospitals["postal_code"] != "", "4000").value_counts()
    listed = pd.Series([site["postcode"] for site in general]).value_counts()
    listed["4000"] += 1  # MontLégia
    listed["6060"] += 1  # Les Viviers
    pd.testing.assert_series_equal(codes.sort_index(), listed.sort_index(), check_names=False)


def _walloon(postcode):
    return postcode.isdigit() and (1300 <= int(postcode) < 1500 or 4000 <= int(postcode) < 8000)


def test_who_is_perhaps_the_same_is_linked_where_a_note_says_so():
    rows = read_rows("wallonie").set_index("actor_id")
    links = rows["same_as"][rows["same_as"] != ""].to_dict()
    assert links == {"be-saf-echoline": "be-saf-montignies-sur-sambre", "be-saf-seconde-peau": "be-saf-liege"}
    said = rows["note"].str.contains("rapprochement non établi")
    assert {*links, *links.values()} == set(rows.index[said])


def test_a_hospital_without_emergency_department_carries_no_care_of_the_programme():
    rows = read_rows("wallonie")
    limited = rows[(rows["kind"] == "hopital") & (rows["functions"] == "administrative-support")]
    assert limited["note"].str.contains("seule fonction gardée").all()
    assert set(rows.loc[rows["kind"] == "hopital", "functions"]) == {"", "administrative-support"}


def test_who_coordinates_in_the_province_of_luxembourg():
    rows = read_rows("wallonie")
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
    rows = read_rows("ain")
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
    note = row_of("ain", "fr-pmi-ain")["note"]
    assert "contradiction de la source" in note
    assert "soixantaine" in note
    assert "62" in note


def test_six_pilot_centres_at_the_seat_of_their_province():
    rows, zones = read_rows("souss-massa"), read_zones("souss-massa").set_index("zone_id")
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
    rows = read_rows("souss-massa")
    suggested = rows[rows["note"].str.contains("rapprochement par le nom")]
    assert len(suggested) == 15
    assert set(suggested["position_quality"]) == {"approximate"}


def test_the_areas_of_the_national_experiments():
    rows = read_rows("france").set_index("actor_id")
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
