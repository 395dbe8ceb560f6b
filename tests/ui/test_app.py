"""The app itself, screen by screen, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from analysis.diagnosis import measure
from analysis.programme import load_programme
from analysis.record import diagnosis_record
from analysis.selection import Selection
from geo.territory import list_territories, load_territory
from geo.workspace import load
from ui.numbers import count
from ui.texts import LANGUAGES

SLOW = 60


def app(**address: str) -> AppTest:
    screen = AppTest.from_file("../../app.py", default_timeout=SLOW)
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    assert not screen.exception, screen.exception
    return screen


def said(screen: AppTest) -> str:
    return "\n".join(str(element.value) for element in [*screen.header, *screen.markdown, *screen.error])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("territory", list_territories())
def test_every_territory_opens_in_both_languages(territory, language):
    screen = app(territory=territory, lang=language)
    assert not screen.error
    assert load_territory(territory).names[language] in screen.selectbox[1].format_func(territory)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_are_those_of_the_analysis(language):
    screen = app(zone="80000", lang=language)
    data = load(load_territory("wallonie"))
    measures = measure(data, programme=load_programme(), selection=Selection(kind="one-plateforme"))
    record = diagnosis_record(data, measures, "80000")
    shown = [metric.value for metric in screen.metric]
    expected = [count(record[key], language) for key in ("births", "need", "capacity", "gap")]
    assert [shown[0], shown[1], shown[2], shown[4]] == expected == [expected[0], "300", "120", "180"]


def test_the_address_reopens_the_same_view_and_follows_choices():
    screen = app(zone="80000", kind="saf", lang="en")
    assert "Luxembourg" in screen.header[0].value
    screen.selectbox[-1].select("90000").run()
    assert "Namur" in screen.header[0].value
    assert screen.query_params["zone"] == "90000"


def test_an_unknown_address_falls_back_on_the_whole_territory():
    screen = app(territory="atlantide", zone="99999", kind="sorcier")
    assert "Wallonie" in screen.header[0].value


def test_a_function_without_a_need_figure_says_so():
    screen = app(by="function", function="vaccination")
    assert "inconnu" in [metric.value for metric in screen.metric]
    assert screen.info
