"""A shared workspace in a real browser, behind two processes: one proposes, another validates, and leaves."""

import os
import time
from pathlib import Path

import pytest

from benchmarks.app_session import served
from geo.workspace.accounts import add_account, remove_account
from geo.workspace.register_changes import list_changes
from geo.workspace.territory import load_territory
from tests.browsers import MARKS, PATIENCE_MS
from tests.serving.test_door_in_a_browser import drawn

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [*MARKS, pytest.mark.slow]
PASSWORD, PHONE = "quatre mots qui se suivent", "071 12 34 56"
PICTURES = os.environ.get("MAILLAGE_PICTURES")
"""A folder for pictures of what is tried, for whoever wants to look."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAILLAGE_WORKSPACE", str(folder))
        for name, role in (("lise", "reader"), ("paul", "proposer"), ("vera", "validator")):
            add_account(name, role, password=PASSWORD)
        yield folder


@pytest.fixture(scope="module")
def address(workspace):
    with served(workspace, workers=2, options=("--shared",)) as (port, _):
        yield f"http://localhost:{port}"


@pytest.fixture
def visitor(browser):
    contexts = []

    def come(locale="fr-BE", width=1280, height=1000):
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(2 * PATIENCE_MS)
        page.told = []
        page.on("console", lambda message: page.told.append(message.text))
        return page

    yield come
    told = [text for context in contexts for page in context.pages for text in page.told]
    for context in contexts:
        context.close()
    assert [text for text in told if "Content Security Policy" in text] == []


def signed_in(page, address, name, path):
    page.goto(f"{address}/{path}")
    assert "/sign-in?" in page.url
    page.get_by_label("Nom du compte").fill(name)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Entrer").click()
    drawn(page)
    assert page.url == f"{address}/{path}"
    return page


def picture(page, name):
    if PICTURES:
        drawn(page)
        time.sleep(1.5)
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


def picked_row(page, table):
    """Tick the first row of a table: it is drawn in a canvas."""
    place = page.locator(f".st-key-{table}").get_by_test_id("stDataFrame").first
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 53)
    drawn(page)


def chosen(page, box, name):
    """Choose in a box whose list a page that is drawn again may close."""
    for _ in range(6):
        box.click()
        try:
            page.get_by_role("option", name=name).click(timeout=8_000)
        except playwright.TimeoutError:
            page.keyboard.press("Escape")
            drawn(page)
        else:
            drawn(page)
            return
    raise AssertionError(name)


def test_one_proposes_a_correction_another_validates_it_and_both_leave(visitor, address):
    paul = signed_in(visitor(), address, "paul", "acteurs?kind=saf")
    paul.reload()  # who reloads the page, or opens another, need not sign in again
    drawn(paul)
    paul.get_by_role("textbox", name="Chercher").fill("écholine")
    paul.keyboard.press("Enter")
    paul.get_by_text("1 acteur sur").wait_for()
    picked_row(paul, "table-actors")
    card = paul.locator(".st-key-card")
    card.get_by_role("button", name="Vérifié aujourd’hui").wait_for()
    drawn(paul)
    chosen(paul, card.get_by_role("combobox").first, "Corriger")
    card.get_by_role("textbox", name="Téléphone").fill(PHONE)
    card.get_by_role("button", name="Montrer la différence").click()
    card.get_by_text("Ce qui va changer").wait_for()
    assert card.get_by_role("textbox", name="Votre nom").count() == 0
    card.get_by_role("textbox", name="Raison").fill("appel du matin")
    picture(paul, "propose-fr-1280")
    card.get_by_role("button", name="Proposer").click()
    card.get_by_text("Proposé (n°").wait_for()
    drawn(paul)
    assert paul.locator(".st-key-card").get_by_text(PHONE).count() == 0

    vera = signed_in(visitor(), address, "vera", "acteurs?kind=saf")
    vera.get_by_text("1 proposition attend une décision").wait_for(timeout=2 * PATIENCE_MS)
    vera.get_by_role("tab", name="Propositions").click()
    picked_row(vera, "table-proposals")
    vera.get_by_text("de paul").first.wait_for()
    picture(vera, "proposals-fr-1280")
    for locale, width, height in (("en-GB", 1280, 1000), ("fr-BE", 390, 844), ("en-GB", 390, 844)):
        if PICTURES:
            _proposals_seen(visitor(locale, width, height), address, f"{locale[:2]}-{width}", locale[:2])
    vera.get_by_role("button", name="Accepter").click()
    vera.get_by_text("acceptée (changement").wait_for()
    change = list_changes(load_territory("wallonie")).iloc[0]
    assert change[["recorded_by", "proposed_by", "reason"]].tolist() == ["vera", "paul", "appel du matin"]

    deadline = time.monotonic() + 90  # the other process looks at the files again within ten seconds
    while paul.locator(".st-key-card").get_by_text(PHONE).count() == 0 and time.monotonic() < deadline:
        paul.get_by_role("textbox", name="Chercher").fill(f"écholine{' ' * (int(time.monotonic()) % 2)}")
        paul.keyboard.press("Enter")
        drawn(paul)
        time.sleep(3)
    assert paul.locator(".st-key-card").get_by_text(PHONE).count() == 1

    vera.get_by_role("button", name="vera").click()
    vera.get_by_role("link", name="Se déconnecter").click()
    vera.get_by_label("Mot de passe").wait_for()
    vera.goto(f"{address}/acteurs")
    assert "/sign-in?" in vera.url


def _proposals_seen(page, address, named, language):
    page.goto(f"{address}/acteurs?kind=saf{'&lang=en' if language == 'en' else ''}")
    page.get_by_role("textbox").nth(0).fill("vera")
    page.get_by_role("textbox").nth(1).fill(PASSWORD)
    page.keyboard.press("Enter")
    drawn(page)
    page.get_by_role("tab", name="Propos").click()
    picked_row(page, "table-proposals")
    picture(page, f"proposals-{named}")
    page.get_by_role("button", name="Accept").first.scroll_into_view_if_needed()
    picture(page, f"proposals-{named}-judge")


def test_a_page_whose_account_was_taken_away_says_so_and_draws_nothing_more(visitor, address):
    lise = signed_in(visitor(), address, "lise", "acteurs?kind=saf")
    search = lise.get_by_role("textbox", name="Chercher")
    search.wait_for()  # else the page would already be drawn without her
    remove_account("lise")
    search.fill("écholine")
    lise.keyboard.press("Enter")
    lise.get_by_role("heading", name="Votre session est terminée").wait_for()
    picture(lise, "ended-fr-1280")
    assert lise.get_by_test_id("stDataFrame").count() == 0
    lise.get_by_role("link", name="Se connecter").click()
    lise.get_by_label("Mot de passe").wait_for()
