"""Territories in a few figures: counted anew only where something changed."""

import pytest

from geo.territories import kept
from geo.territories.from_files import TerritoryRequest, read_territory_files
from geo.workspace import summaries as counted
from geo.workspace.register_intake import check_register, import_register
from tests.geo.territories.squares import figures, squares, written

TABLE = "code;naissances 2023;population 2023\n1;10;1000\n2;20;2000\n3;0;500\n4;7;700\n"


@pytest.fixture
def opened(tmp_path, monkeypatch, own_workspace):
    """Two small territories, nothing embedded, and which of them are opened."""
    del own_workspace
    monkeypatch.setattr(counted, "list_territories", lambda: ["les-autres", "les-quatre"])
    boundaries, table = written(squares(), tmp_path / "c.gpkg"), figures(tmp_path / "f.csv", TABLE)
    for name in ("Les quatre", "Les autres"):
        request = TerritoryRequest(name, country="BE")
        kept.save_draft(read_territory_files(boundaries, request, today_year=2026, figures=table).draft)
    seen, load = [], counted.load

    def looked(territory):
        seen.append(territory.id)
        return load(territory)

    monkeypatch.setattr(counted, "load", looked)
    return seen


def test_only_what_changed_is_opened_again(opened, tmp_path):
    first = counted.summaries()
    assert [(one.id, one.zones, one.places, one.actors, one.births, one.births_years) for one in first] == [
        (name, {"territoire": 1, "commune": 4}, 4, 0, 37, [2023]) for name in ("les-autres", "les-quatre")
    ]
    assert opened == ["les-autres", "les-quatre"]
    assert counted.summaries() == first
    assert opened == ["les-autres", "les-quatre"]

    path = tmp_path / "register.csv"
    path.write_text("nom;type;zone_id;source;date de la source\nLe nid;creche;02;visite;2026-01-01\n", encoding="utf-8")
    territory = kept.own_territory("les-quatre")
    import_register(territory, check_register(territory, path), by="Claire", origin=path.name, reason="visite")
    assert [one.actors for one in counted.summaries()] == [0, 1]
    assert opened[2:] == ["les-quatre"]

    kept.rename("les-autres", {"fr": "Les voisins"})
    assert counted.summaries()[0].name["fr"] == "Les voisins"
    assert opened[3:] == ["les-autres"]


def test_what_was_kept_of_them_may_be_damaged(opened):
    first = counted.summaries()
    path = counted.workspace_folder() / "answers" / "territories.summary"
    path.write_bytes(b"not this")
    assert counted.summaries() == first
    assert len(opened) == 4
