"""The page of data licences says what the territories say."""

from geo.territories.tables import countries, read_country
from geo.workspace.territory import list_territories, load_territory
from scripts import write_data_licences


def test_the_page_of_licences_is_up_to_date():
    said = write_data_licences.PAGE.read_text(encoding="utf-8")
    assert said == write_data_licences.page(), "run: python -m scripts.write_data_licences"


def test_every_source_has_a_licence():
    sources = [(name, load_territory(name).sources) for name in list_territories()]
    sources += [(name, read_country(name).sources) for name in countries()]
    assert [(name, key) for name, said in sources for key, source in said.items() if not source.licence] == []
