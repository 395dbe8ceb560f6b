"""Two processes behind one address, in a real browser: every screen is drawn within the rules that the door sets."""

import pytest

from benchmarks.app_session import served
from tests.browsers import MARKS, PATIENCE_MS, SCREENS

pytestmark = [*MARKS, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with served(tmp_path_factory.mktemp("door"), workers=2) as (port, _):
        yield f"http://localhost:{port}"


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-BE", accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE_MS)
    opened.told = []
    opened.on("console", lambda message: opened.told.append(message.text))
    yield opened
    context.close()
    assert [text for text in opened.told if "Content Security Policy" in text] == []


def drawn(page) -> None:
    page.get_by_role("heading", level=2).first.wait_for()
    page.wait_for_function("() => document.querySelector('[data-test-script-state=notRunning]')")


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen or "apercu")
def test_every_screen_is_drawn_within_the_rules(page, address, screen):
    page.goto(f"{address}/{screen}?zone=80000&kind=saf")
    drawn(page)
    if screen in ("", "carte", "planifier"):
        page.frame_locator("iframe").first.locator(".leaflet-container canvas").first.wait_for()
    if screen in ("temps", "comparer", "parcours"):
        page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first.wait_for()


def test_a_table_is_kept_and_a_file_is_brought_through_the_door(page, address, tmp_path):
    page.goto(f"{address}/acteurs?zone=80000")
    drawn(page)
    with page.expect_download() as given:
        page.locator(".st-key-download-csv-actors button").click()
    given.value.save_as(tmp_path / "actors.csv")
    assert "Libramont" in (tmp_path / "actors.csv").read_text(encoding="utf-8-sig")
    page.get_by_role("tab", name="Apporter un fichier").click()
    (tmp_path / "register.csv").write_text("not;a;register\n1;2;3\n", encoding="utf-8")
    with page.expect_response(lambda answer: "/_stcore/upload_file/" in answer.url) as sent:
        page.locator("input[type=file]").first.set_input_files(tmp_path / "register.csv")
    assert sent.value.status in (200, 204)
    page.locator("[data-testid=stAlert]:visible").first.wait_for()
