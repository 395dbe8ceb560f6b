"""The real territory of Wallonia, built and read as a user would."""

import shutil

import pandas as pd
import pytest

from geo import paths
from geo.errors import BadInputError, NotFoundError
from geo.files.register.export import write_register
from geo.workspace.data import database_path, ensure_built, load
from geo.workspace.register_intake import check_register, import_register, present_register
from geo.workspace.store import open_database
from geo.workspace.territory import list_territories, load_territory, read_territory

PROVINCE_BIRTHS_2023 = {"20002": 3419, "50000": 12591, "60000": 10468, "80000": 2899, "90000": 4496}


@pytest.fixture(autouse=True)
def _territories_read_anew():
    yield
    read_territory.cache_clear()


@pytest.fixture
def wallonie():
    return load_territory("wallonie")


def births_by(data, level: str) -> dict[str, float]:
    zone_of = data.ancestors[data.ancestors["ancestor_level"] == level]
    merged = data.places.merge(zone_of, on="zone_id")
    return merged.groupby("ancestor_id")["births"].sum().to_dict()


def test_places_keep_the_published_births_of_every_province(wallonie):
    assert births_by(load(wallonie, births="2023"), "province") == PROVINCE_BIRTHS_2023


def test_places_keep_the_published_births_of_every_commune(wallonie):
    data = load(wallonie)
    published = data.figures[(data.figures["indicator"] == "births") & (data.figures["year"] == 2025)]
    assert births_by(data, "commune") == published.set_index("zone_id")["value"].to_dict()


def test_a_missing_year_stays_missing(wallonie):
    places = load(wallonie, births="2024").places
    assert places.loc[places["zone_id"] == "82039", "births"].isna().all()
    assert places.loc[places["zone_id"] != "82039", "births"].notna().all()


def test_the_mean_of_three_years(wallonie):
    places = load(wallonie, births="mean-3").places
    assert places.loc[places["zone_id"] == "82039", "births"].sum() == pytest.approx((214 + 223) / 2)


@pytest.mark.parametrize("year", ["1999", "9" * 5000, "²"])
def test_an_unknown_year_says_which_are_known(wallonie, year):
    with pytest.raises(BadInputError, match="unknown-births-year") as caught:
        load(wallonie, births=year)
    assert "2023" in str(caught.value.values["known"])


def test_every_place_and_located_actor_has_a_commune(wallonie):
    data = load(wallonie)
    communes = set(data.zones.loc[data.zones["level"] == "commune", "zone_id"])
    assert len(communes) == 261
    assert set(data.places["zone_id"]) == communes
    located = data.actors[data.actors["lon"].notna()]
    assert located["zone_id"].isin(communes).all()


def test_the_spatial_join_agrees_with_the_declared_communes(wallonie):
    ensure_built(wallonie)
    with open_database(database_path(wallonie)) as database:
        agreement = database.value(
            """
            SELECT avg((found.zone_id = place.zone_id)::INTEGER)
            FROM place JOIN position_zone AS found ON found.kind = 'place' AND found.id = place.place_id
            """
        )
        assert database.value("SELECT count(*) FROM position_zone WHERE kind = 'place'") > 1500
    assert agreement > 0.95


@pytest.mark.usefixtures("own_workspace")
def test_nothing_is_rebuilt_until_an_input_changes(tmp_path, monkeypatch):
    embedded = tmp_path / "data"
    shutil.copytree(paths.data_folder() / "territories" / "wallonie", embedded / "territories" / "wallonie")
    shutil.copytree(paths.data_folder() / "actors", embedded / "actors")
    monkeypatch.setenv("MAILLAGE_DATA", str(embedded))
    read_territory.cache_clear()
    territory = load_territory("wallonie")
    first = ensure_built(territory)
    built = database_path(territory).stat().st_mtime_ns
    assert ensure_built(territory) == first
    assert database_path(territory).stat().st_mtime_ns == built
    with (embedded / "territories" / "wallonie" / "need.csv").open("a", encoding="utf-8") as file:
        file.write("extra,50000,one-plateforme,,,,follow-ups,births,,900,,stated,test,2026,\n")
    assert ensure_built(territory) != first
    assert "extra" in set(load(territory).need_rules["rule_id"])


NEW_ACTOR = "nom;type;commune;statut;source;date de la source\nSAF de test;saf;Bertrix;ouvert;essai;2026-01\n"


@pytest.mark.usefixtures("own_workspace")
def test_an_import_is_kept_in_the_journal_and_through_a_rebuild(wallonie, tmp_path):
    file = tmp_path / "ajout.csv"
    file.write_text(NEW_ACTOR, encoding="utf-8")
    before = load(wallonie)
    reading = check_register(wallonie, file)
    assert reading.ok, reading.issues.to_dict("records")
    assert import_register(wallonie, reading, by="coordination", reason="essai", origin=file.name) == 1
    assert import_register(wallonie, reading, by="coordination", reason="essai", origin=file.name) == 0
    after = load(wallonie)
    added = after.actors[~after.actors["actor_id"].isin(before.actors["actor_id"])]
    assert added["name"].tolist() == ["SAF de test"]
    with open_database(database_path(wallonie), write=True) as database:
        database.run("UPDATE meta SET value = 'older' WHERE key = 'inputs_hash'")
    pd.testing.assert_frame_equal(load(wallonie).actors, after.actors)
    with open_database(database_path(wallonie)) as database:
        entry = database.frame("SELECT recorded_by, reason, origin FROM register_journal WHERE name = 'SAF de test'")
    assert entry.to_numpy().tolist() == [["coordination", "essai", "ajout.csv"]]


@pytest.mark.usefixtures("own_workspace")
def test_links_are_journaled_checked_against_the_register_and_exported(wallonie, tmp_path):
    file = tmp_path / "ajout.csv"
    header = "identifiant;nom;type;commune;statut;source;date de la source;peut-être le même que\n"
    file.write_text(f"{header}saf-essai;SAF de test;saf;Bertrix;ouvert;essai;2026-01;be-saf-mons\n", encoding="utf-8")
    reading = check_register(wallonie, file)
    assert reading.ok, reading.issues.to_dict("records")
    import_register(wallonie, reading, by="coordination", reason="essai", origin=file.name)
    links = load(wallonie).actors.set_index("actor_id")["same_as"]
    assert links["saf-essai"] == "be-saf-mons"
    with open_database(database_path(wallonie)) as database:
        assert database.value("SELECT same_as FROM register_journal WHERE actor_id = 'saf-essai'") == "be-saf-mons"
    out = tmp_path / "out.csv"
    write_register(out, present_register(wallonie), language="fr")
    assert check_register(wallonie, out).ok
    # The other way round, the register already leads back.
    file.write_text(f"{header}be-saf-mons;SAF;saf;Mons;ouvert;essai;2026-01;saf-essai\n", encoding="utf-8")
    found = check_register(wallonie, file).issues
    circle = found[found["rule"] == "link-circle"].iloc[0]
    assert circle["values"]["circle"] == "be-saf-mons (2) → saf-essai → be-saf-mons (2)"


@pytest.mark.usefixtures("own_workspace")
def test_a_register_with_errors_changes_nothing(wallonie, tmp_path):
    file = tmp_path / "ajout.csv"
    file.write_text(NEW_ACTOR + "Deux;sorcier;Bertrix;ouvert;essai;2026-01\n", encoding="utf-8")
    before = load(wallonie).actors
    reading = check_register(wallonie, file)
    assert not reading.ok
    with pytest.raises(BadInputError, match="register-has-errors"):
        import_register(wallonie, reading, by="x", reason="x", origin=file.name)
    pd.testing.assert_frame_equal(load(wallonie).actors, before)


def test_every_territory_opens():
    for name in list_territories():
        data = load(load_territory(name))
        assert len(data.zones)
        assert len(data.places)
        assert data.territory.root in set(data.zones["zone_id"])


def test_an_unknown_territory_lists_the_known():
    with pytest.raises(NotFoundError, match="unknown-territory") as caught:
        load_territory("atlantide")
    assert "wallonie" in str(caught.value.values["known"])
