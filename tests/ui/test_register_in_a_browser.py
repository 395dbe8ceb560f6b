"""The register edited in a browser: a number corrected on the map, undone; an actor closed; one added by a click."""

import time

import pytest

from tests.ui.test_browser import (  # noqa: F401 - fixtures and marks of browser tests
    PATIENCE_MS,
    address,
    map_of,
    page,
    pytestmark,
    ready,
    served_workspace,
)

PHONE = "061 99 88 77"


def click_on_the_map(page, place):  # noqa: F811
    """Click the point whose latitude and longitude are what the script ``place`` returns, given the ``map``."""
    inside = next(one for one in page.frames if "st_folium" in one.url)
    page.locator("iframe").first.scroll_into_view_if_needed()
    spot = inside.evaluate(
        "() => { const map = Object.values(window).find(one => one instanceof L.Map);"
        f" return map.latLngToContainerPoint((() => {{ {place} }})()); }}"
    )
    corner = page.locator("iframe").first.bounding_box()
    page.mouse.click(corner["x"] + spot["x"], corner["y"] + spot["y"])


def card_of_an_actor(page, address):  # noqa: F811
    """Open the map, and the card of its first actor by a click."""
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto(f"{address}/carte?zone=80000&kind=saf")
    map_of(page)
    ready(page)
    click_on_the_map(page, "const actor = map.maillageData.actors[0]; return [actor.lat, actor.lon];")
    page.locator(".st-key-card").get_by_text("Position").wait_for()
    ready(page)
    return page.locator(".st-key-card")


def choose(page, name):  # noqa: F811
    box = page.locator(".st-key-card").get_by_role("combobox").first
    box.click()
    page.get_by_role("option", name=name).wait_for()
    box.fill(name)  # by the keyboard: a list that is drawn again moves under a pointer
    page.keyboard.press("Enter")
    ready(page)


def test_a_correction_on_the_map_is_shown_saved_undone_and_an_actor_added_by_a_click(page, address):  # noqa: F811
    card = card_of_an_actor(page, address)
    choose(page, "Corriger")
    card.get_by_role("textbox", name="Téléphone").fill(PHONE)
    card.get_by_role("button", name="Montrer la différence").click()
    card.get_by_text("Ce qui va changer").wait_for()
    for label, said in (("Votre nom", "Claire"), ("Raison", "appel"), ("D’après", "la structure")):
        card.get_by_role("textbox", name=label).fill(said)
    begun = time.perf_counter()
    card.get_by_role("button", name="Enregistrer").click()
    card.get_by_text("Enregistré (changement").wait_for()
    card.get_by_text(PHONE).first.wait_for()
    print(f"saved and seen in {time.perf_counter() - begun:.2f} s")  # noqa: T201 - a measure, read with -s
    card.get_by_role("button", name="Annuler ce changement").click()
    card.get_by_text("Annulé (changement").wait_for()
    choose(page, "Fermer ou rouvrir")
    card.get_by_role("button", name="Montrer la différence").click()
    card.get_by_text("Ce qui va changer").wait_for()
    card.get_by_role("button", name="Enregistrer").click()  # who, why and according to what are remembered
    card.get_by_text("Enregistré (changement").wait_for()
    card.get_by_text("fermé").first.wait_for()
    choose(page, "Lire son histoire")
    page.locator(".st-key-card").get_by_test_id("stDataFrame").first.wait_for()

    page.goto(f"{address}/acteurs?zone=80000&kind=saf")
    page.get_by_role("tab", name="Ajouter un acteur").click()
    page.get_by_text("Choisir l’endroit sur la carte").click()
    map_of(page)
    ready(page)
    click_on_the_map(page, "return [49.92, 5.38];")  # Libramont-Chevigny
    page.get_by_text("Point cliqué").wait_for()
    page.get_by_role("textbox", name="Nom", exact=True).fill("Maison du clic")
    page.get_by_role("combobox", name="Type", exact=True).click()
    page.keyboard.type("accompagnement des fam")
    page.get_by_role("option").first.click()
    page.get_by_role("textbox", name="Source", exact=True).fill("visite")
    page.get_by_role("button", name="Montrer la différence").click()
    page.get_by_text("Ce qui va changer").wait_for()
    for label, said in (("Votre nom", "Claire"), ("Raison", "visite")):
        page.get_by_role("textbox", name=label).fill(said)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_text("Enregistré (changement").first.wait_for()
    page.get_by_role("tab", name="Le registre", exact=True).click()
    page.get_by_role("textbox", name="Chercher").fill("maison du clic")
    page.keyboard.press("Enter")
    page.get_by_text("1 acteur sur").wait_for()


@pytest.fixture(autouse=True)
def _patient(page):  # noqa: F811
    page.set_default_timeout(2 * PATIENCE_MS)
