"""A screen on paper and on a telephone: nothing is cut, nothing is for a hand, and a list opens cards."""

import pytest

from tests.browsers import PATIENCE_MS
from tests.ui.test_browser import address, map_of, page, pytestmark, ready, served_workspace  # noqa: F401 - fixtures
from ui.texts import texts

BUTTONS = """() => [...document.querySelectorAll('button:not(.maillage-class)')]
    .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 200))"""
MAP_ON_PAPER = """() => { const box = document.querySelector('.leaflet-container').getBoundingClientRect();
    return [box.width / innerWidth, box.height / innerHeight]; }"""


def test_paper_has_the_whole_map_and_every_row_and_nothing_for_a_hand(page, address):  # noqa: F811
    page.goto(f"{address}/carte?zone=80000&kind=saf")
    map_of(page)
    ready(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1054, "height": 720})
    shares = next(one for one in page.frames if "st_folium" in one.url).evaluate(MAP_ON_PAPER)
    assert max(shares) == pytest.approx(1, abs=0.02)
    assert min(shares) > 0.4
    assert page.evaluate(BUTTONS) == []
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}/parcours?zone=80000&kind=saf")
    ready(page)
    page.get_by_test_id("stDataFrame").first.wait_for()
    assert page.locator(".plain-print").first.is_hidden()
    page.emulate_media(media="print")
    assert page.locator(".plain-print tbody tr:visible").count() == 44 - 1  # the communes of the province
    assert page.get_by_test_id("stDataFrame").first.is_hidden()


def test_a_finger_on_a_list_opens_the_card_and_brings_it_into_sight(browser, address):  # noqa: F811
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="fr-BE", has_touch=True, is_mobile=True
    )
    context.route(lambda url: not url.startswith(address), lambda route: route.abort())
    phone = context.new_page()
    phone.set_default_timeout(PATIENCE_MS)
    phone.goto(f"{address}/?zone=80000&kind=saf")
    ready(phone)
    phone.get_by_role("button", name=f"{texts('fr')('table-open')} – Bastogne").tap()
    phone.wait_for_function(
        """() => { const card = document.querySelector('.st-key-card');
            const top = card ? card.getBoundingClientRect().top : -99;
            return top >= -5 && top < 400 && card.innerText.startsWith('Bastogne'); }"""
    )
    phone.goto(f"{address}/acteurs?zone=80000&kind=saf")
    ready(phone)
    line = phone.get_by_role("button", name=texts("fr")("table-open")).first
    name = line.get_attribute("aria-label").partition(" – ")[2]
    line.tap()
    phone.locator(".st-key-card h3", has_text=name).wait_for()
    context.close()
