"""What a service really is today: read, kept, exported and imported again; a suspended actor is not counted."""

import openpyxl
import pytest

from analysis.question import Selection
from analysis.service_area.programme import load_programme
from analysis.service_area.selection import select
from geo.files.register.export import write_register
from geo.workspace.data import load
from geo.workspace.register_intake import check_register, import_register, present_register
from geo.workspace.territory import load_territory
from ui.texts import texts
from ui.words.services import service_lines

FILE = """identifiant;nom;type;commune;statut;reprise prévue;assuré;raison;assuré pour la dernière fois;en attente;\
délai (jours);places financées;observé le;qui oriente;conditions;tarif;contact;autres identifiants;vérifié le;source;\
date de la source
x-eupen;Maternité essai;hopital;Bertrix;suspendu;2030-01;;;;;;;;;;;;;;essai;2026-01
x-saf;SAF essai;saf;Bertrix;ouvert;;en partie;personnel;03/2026;0;45;12;2026-04-02;sages-femmes;habiter Bertrix;\
gratuit;accueil;"BCE: 0406.633.304 ; finess:010780054";2026-05-02;essai;2026-01
"""


@pytest.fixture
def wallonie(own_workspace, tmp_path):  # noqa: ARG001 - a folder of its own
    territory = load_territory("wallonie")
    file = tmp_path / "vie.csv"
    file.write_text(FILE, encoding="utf-8")
    reading = check_register(territory, file)
    assert reading.ok, reading.issues.to_dict("records")
    assert import_register(territory, reading, by="x", reason="x", origin=file.name) == 2
    return territory


def test_every_column_is_read_and_kept(wallonie):
    data = load(wallonie)
    actor = data.actors.set_index("actor_id").loc["x-saf"]
    assert actor[["contact", "identifiers"]].tolist() == ["accueil", "bce:0406633304;finess:010780054"]
    service = data.services.set_index("actor_id").loc["x-saf"]
    said = service[["delivery", "delivery_reason", "last_delivered", "observed", "who_refers", "conditions", "fees"]]
    assert said.tolist() == ["part", "staff", "2026-03", "2026-04-02", "sages-femmes", "habiter Bertrix", "gratuit"]
    assert service[["waiting", "delay_days", "funded_places"]].tolist() == [0, 45, 12]
    assert service["verified"] == "2026-05-02"
    # What nobody said stays unknown, neither zero nor full.
    silent = data.services.set_index("actor_id").loc["x-eupen"]
    assert silent[["delivery", "waiting", "verified"]].isna().all()


def test_a_suspended_actor_is_set_aside(wallonie):
    data = load(wallonie)
    supply = select(data.actors, data.services, selection=Selection(kind="hopital"), programme=load_programme())
    assert "x-eupen" not in set(supply.actors["actor_id"]) | set(supply.services["actor_id"])
    aside = supply.set_aside.set_index("actor_id").loc["x-eupen"]
    assert aside[["status", "expected_return"]].tolist() == ["suspended", "2030-01"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_was_exported_is_imported_again_without_a_change(ending, language, wallonie, tmp_path):
    path = tmp_path / f"sortie{ending}"
    write_register(path, present_register(wallonie), language=language)
    if ending == ".xlsx":
        headers = [cell.value for cell in openpyxl.load_workbook(path).active[1]]
        assert {"assuré", "vérifié le"} <= set(headers) or {"delivery", "verified"} <= set(headers)
    reading = check_register(wallonie, path)
    assert reading.ok
    assert import_register(wallonie, reading, by="x", reason="x", origin=path.name) == 0


def test_the_card_says_what_is_known(wallonie):
    services = load(wallonie).services.set_index("actor_id")
    lines = service_lines(services.loc["x-saf"], texts("fr"))
    assert lines == [
        "Assuré\u202f: en partie, manque de personnel",
        "Vu assuré le 03/2026",
        "Observé le 02/04/2026\u202f: 0 en attente, 45 jours de délai, 12 places financées",
        "Qui oriente\u202f: sages-femmes",
        "Conditions\u202f: habiter Bertrix",
        "Tarif\u202f: gratuit",
        "Vérifié le 02/05/2026",
    ]
    assert service_lines(services.loc["x-eupen"], texts("fr")) == []
