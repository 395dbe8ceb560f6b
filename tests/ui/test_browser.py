"""The app in a real browser, with the network closed: it draws, follows the user, and asks nothing of another host."""

import io
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from PIL import Image

from tests.browsers import MARKS, PATIENCE_MS, SCREENS
from ui.texts import texts

PROJECT = Path(__file__).resolve().parents[2]
AXE = Path(os.environ.get("MAILLAGE_AXE", PROJECT / "node_modules" / "axe-core" / "axe.min.js"))

pytestmark = MARKS


@pytest.fixture(scope="module")
def served_workspace(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="module")
def address(served_workspace) -> Iterator[str]:
    with served("app.py", served_workspace) as place:
        yield place


@contextmanager
def served(script: str, workspace: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)],
        cwd=PROJECT,
        env=os.environ | {"MAILLAGE_WORKSPACE": str(workspace)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for_health(port)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for_health(port: int) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise AssertionError("the server did not start")


def fresh(browser, address):
    """Return a browser that has never been here, with the network closed."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-BE", accept_downloads=True)
    context.route(lambda url: not url.startswith(address), lambda route: route.abort())
    return context


@pytest.fixture
def page(browser, address, request) -> Iterator[object]:
    context = fresh(browser, address)
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda asked: opened.asked.append(asked.url))
    opened.set_default_timeout(PATIENCE_MS)
    failed_before = request.session.testsfailed
    yield opened
    if request.session.testsfailed > failed_before:
        folder = PROJECT / "test-output"
        folder.mkdir(exist_ok=True)
        opened.screenshot(path=folder / f"{request.node.name}.png", full_page=True)
    elsewhere = [
        url for url in opened.asked if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
    ]
    context.close()
    assert elsewhere == [], "the page asked another host"


def map_of(page):
    frame = page.frame_locator("iframe").first
    frame.locator(".leaflet-container canvas").first.wait_for()
    frame.locator(".maillage-name:visible").first.wait_for()
    return frame


def ready(page) -> None:
    page.get_by_role("heading", level=2).first.wait_for()
    # What is being drawn again is faded for a moment: wait for the end of the run and of the fading.
    page.wait_for_function(
        "() => document.querySelector('[data-test-script-state=notRunning]')"
        " && !document.querySelector('[data-stale=true]')"
    )
    page.wait_for_timeout(1200)


def pill(page, name: str) -> None:
    """Open one of the choices of the strip: ``where``, ``what``, ``travel``, ``more`` or ``language``."""
    page.keyboard.press("Escape")
    page.locator(f".st-key-pill-{name} button").first.click()


def kept(page, name: str, folder: Path, suffix: str) -> bytes:
    """Press a button that downloads, and return the file."""
    with page.expect_download() as given:
        page.get_by_role("button", name=name).first.click()
    assert given.value.suggested_filename.endswith(suffix)
    given.value.save_as(folder / f"kept{suffix}")
    return (folder / f"kept{suffix}").read_bytes()


def test_choices_are_kept_from_screen_to_screen_and_a_copied_link_reopens_the_view(page, address, browser):
    page.goto(f"{address}/?zone=80000")
    page.get_by_text("4 sur 10").first.wait_for()
    map_of(page).get_by_text("Arlon").first.wait_for()
    pill(page, "where")
    page.get_by_role("combobox", name="Zone").click()
    page.get_by_role("option", name="Namur (province)").click()
    page.get_by_role("heading", name="Namur").first.wait_for()
    pill(page, "what")
    page.get_by_role("combobox", name="Type d’acteur").click()
    # The list draws only the kinds in view.
    page.keyboard.type("(SAF)")
    page.get_by_role("option", name="(SAF)").click()
    pill(page, "travel")
    page.get_by_text("30 min", exact=True).first.click()
    page.wait_for_url("**threshold=30**")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Temps d’accès").click()
    page.get_by_text("à 30 minutes ou moins").first.wait_for()
    pill(page, "language")
    page.get_by_text("English", exact=True).click()
    page.get_by_text("within 30 minutes").first.wait_for()
    page.wait_for_url("**/temps?**lang=en**")
    assert all(part in page.url for part in ("zone=90000", "kind=saf", "threshold=30"))
    headline = page.locator("h3").first.inner_text()
    context = fresh(browser, address)
    again = context.new_page()
    again.goto(page.url)
    again.get_by_text(headline).first.wait_for(timeout=PATIENCE_MS)
    assert "Namur" in again.get_by_role("heading", level=2).first.inner_text()
    context.close()


def test_the_card_of_a_commune_or_an_actor_opens_by_a_click_or_by_the_keyboard(page, address):
    # Tall enough for the whole map: nothing scrolls between a look at it and a click.
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto(f"{address}/carte?zone=80000&kind=saf")
    frame = map_of(page)
    ready(page)
    place = frame.get_by_text("Libramont-Chevigny").first.bounding_box()
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] + 6)
    card = page.locator(".st-key-card")
    card.get_by_text("Libramont-Chevigny", exact=True).wait_for()
    assert "min" in card.inner_text()
    inside = next(one for one in page.frames if "st_folium" in one.url)
    corner = page.locator("iframe").first.bounding_box()
    spot = inside.evaluate(
        """() => { const map = Object.values(window).find(one => one instanceof L.Map);
            const actor = map.maillageData.actors[0];
            return map.latLngToContainerPoint([actor.lat, actor.lon]); }"""
    )
    page.mouse.click(corner["x"] + spot["x"], corner["y"] + spot["y"])
    card.get_by_text("Position").wait_for()
    ready(page)
    page.get_by_role("combobox", name="Fiche : commune").focus()
    page.keyboard.type("Arlon")
    page.keyboard.press("Enter")
    card.get_by_text("Naissances").first.wait_for()
    assert "Arlon" in card.inner_text()


def test_the_map_is_kept_as_a_page_as_a_picture_and_on_paper(page, address, tmp_path):
    page.goto(f"{address}/carte?zone=80000&kind=saf")
    frame = map_of(page)
    ready(page)
    with page.expect_download() as given:
        frame.get_by_role("button", name="Image PNG").click()
    assert given.value.suggested_filename == "maillage-wallonie-80000.png"
    given.value.save_as(tmp_path / "carte.png")
    picture = np.asarray(Image.open(tmp_path / "carte.png").convert("RGB"))
    assert picture.shape[0] > 1000
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 50
    inside = next(one for one in page.frames if "st_folium" in one.url)
    inside.evaluate("window.print = () => { window.printed = document.querySelectorAll('#maillage-print').length }")
    frame.get_by_role("button", name="Imprimer").click()
    inside.wait_for_function("window.printed === 1")
    text = kept(page, "Carte (page HTML", tmp_path, ".html").decode("utf-8")
    assert not re.search(r"""<(link|script|img)\b[^>]*(src|href)=["'](https?:|/)""", text)
    page.set_content(text)
    page.get_by_text("Libramont-Chevigny").first.wait_for()


def test_a_supposed_rate_answers_at_once_and_charts_are_kept_with_their_data(page, address, tmp_path):
    page.goto(f"{address}/capacite?zone=80000")
    ready(page)
    lines = kept(page, "CSV", tmp_path, ".csv").decode("utf-8-sig").splitlines()
    assert lines[0] == "Zone;Part du besoin;suivis par an"
    assert sum(float(line.split(";")[2].replace(",", ".")) for line in lines[1:]) == pytest.approx(300, abs=0.5)
    book = openpyxl.load_workbook(io.BytesIO(kept(page, "Excel", tmp_path, ".xlsx"))).active
    assert [cell.value for cell in book[1]] == lines[0].split(";")
    assert book.max_row == len(lines)
    page.get_by_role("spinbutton", name="Besoin pour 100 naissances").fill("20")
    page.keyboard.press("Enter")
    page.get_by_text("Chiffres supposés à l’écran").wait_for()
    page.get_by_text("530", exact=True).first.wait_for()


def test_a_proposal_is_made_and_its_effect_is_shown(page, address):
    page.goto(f"{address}/planifier?zone=80000&kind=saf")
    map_of(page)
    ready(page)
    page.get_by_role("combobox", name="Où ouvrir le nouveau service").focus()
    page.keyboard.type("Arlon")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("Ajouter.* Arlon")).click()
    page.get_by_text(re.compile("avant.:.(?:au moins )?1.611")).first.wait_for()


def test_tiles_are_asked_for_only_once_switched_on(page, address):
    page.goto(f"{address}/carte?zone=80000&kind=saf")
    map_of(page)
    ready(page)
    assert not [url for url in page.asked if "openstreetmap" in url]
    with page.expect_request(lambda asked: "tile.openstreetmap.org" in asked.url):
        page.get_by_text("Fond OpenStreetMap").click()
    elsewhere = {url.split("/")[2] for url in page.asked if url.startswith("http") and not url.startswith(address)}
    assert elsewhere == {"tile.openstreetmap.org"}
    page.asked.clear()


AXE_SCRIPT = """async () => (await axe.run(document, {iframes: false,
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}))
    .violations.map(v => [v.impact, v.id, v.nodes.map(n => n.html.slice(0, 160))])"""


def axe_findings(page) -> list[object]:
    """Return what axe finds in the page and inside its map."""
    page.wait_for_function("() => document.getAnimations().every(one => one.playState !== 'running')")
    found = []
    for frame in (page.main_frame, *(frame for frame in page.frames if "st_folium" in frame.url)):
        frame.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        found += frame.evaluate(AXE_SCRIPT if frame == page.main_frame else AXE_SCRIPT.replace(", 'best-practice'", ""))
    return found


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_and_a_narrow_window_holds_every_screen(page, address, screen):
    page.goto(f"{address}/{screen}?zone=80000&kind=saf")
    ready(page)
    if AXE.is_file():
        assert axe_findings(page) == []
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function(
            "width => document.querySelector('[data-testid=stMain]').scrollWidth <= width + 2", arg=width
        )
    if not AXE.is_file():
        pytest.skip("axe-core is not there (npm install axe-core, or MAILLAGE_AXE)")


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there (npm install axe-core, or MAILLAGE_AXE)")
@pytest.mark.parametrize("part", ["capacite?part=lines", "capacite?part=grounds", "parcours?study=robust&kind=saf"])
def test_axe_finds_nothing_in_the_other_parts_of_a_screen(page, address, part):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/{part}&zone=80000&lang=en")
    ready(page)
    assert axe_findings(page) == []


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there (npm install axe-core, or MAILLAGE_AXE)")
def test_axe_finds_nothing_where_roads_and_timetables_are_brought(page, address):
    page.goto(f"{address}/methodes?zone=80000")
    ready(page)
    fr = texts("fr")
    page.locator("summary", has_text=fr("bring-title")).first.click()
    for part in ("roads", "transit"):
        page.get_by_role("tab", name=fr(f"bring-{part}"), exact=True).click()
        page.locator(f".st-key-bring-{part}-partial:visible").wait_for()
        ready(page)
        # The box for files is Streamlit's: its style names the button, which axe does not read, and browsers do.
        box = page.locator(f".st-key-bring-{part}-file")
        box.get_by_role("button", name=fr("upload-choose")).wait_for()
        box.evaluate("box => box.remove()")
        assert axe_findings(page) == [], part


def test_every_screen_is_reached_and_used_with_the_keyboard_alone(page, address):
    page.goto(f"{address}/?zone=80000&kind=saf")
    ready(page)
    for name in (
        "Carte",
        "Capacité et besoins",
        "Temps d’accès",
        "Comparer",
        "Parcours et robustesse",
        "Planifier",
        "Données et méthodes",
        "Acteurs",
    ):
        page.get_by_role("link", name=name).focus()
        page.keyboard.press("Enter")
        page.get_by_role("link", name=name).and_(page.locator("[aria-current=page]")).wait_for()
        ready(page)
    stops = page.evaluate(
        """() => { const seen = [...document.querySelectorAll('a, button, input, [tabindex="0"]')]
            .filter(one => one.offsetParent && one.tabIndex >= 0 && !one.disabled);
            return seen.length; }"""
    )
    page.locator("body").press("Home")
    reached = set()
    for _ in range(stops + 20):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML.slice(0, 300)"))
    assert len(reached) > 20
    assert any("Chercher" in one for one in reached)
    page.locator(".st-key-pill-travel button").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("radiogroup", name="À combien de minutes").locator("input:checked").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**threshold=60**")


def focused(page) -> dict[str, str]:
    """Return the name of what the keyboard is on, inside the map too, and whether its outline is drawn."""
    script = """() => { const on = document.activeElement, drawn = getComputedStyle(on).outlineStyle !== 'none'
            || !!on.closest('[role=group]') && getComputedStyle(on.closest('[role=group]')).outlineStyle !== 'none';
        return { tag: on.tagName, drawn, name: on.getAttribute('aria-label') || on.innerText || '' }; }"""
    told = page.evaluate(script)
    if told["tag"] == "IFRAME":
        told = next(one for one in page.frames if "st_folium" in one.url).evaluate(script)
    return told


def tab_to(page, name: str) -> list[str]:
    """Press Tab until the keyboard is on what has that name, and return the stops: each has an outline."""
    stops: list[str] = []
    while len(stops) < 80:
        page.keyboard.press("Tab")
        page.wait_for_timeout(60)
        on = focused(page)
        assert on["drawn"], on
        stops.append(on["name"].partition("\n")[0])
        if stops[-1].startswith(name):
            return stops
    raise AssertionError(stops)


@pytest.mark.parametrize(
    ("where", "zone", "before"),
    [
        ("?zone=80000&kind=saf", "Aubange", ("Wallonie ▸", "Carte", "Rapprocher", "15", "Fiche")),
        ("carte?zone=80000&kind=saf", "Aubange", ("Wallonie ▸", "Couleur", "Carte", "15", "Fiche")),
        ("?territory=ain&kind=pmi&lang=en", "Oyonnax", ("Ain", "Map", "Zoom in", "15", "Card")),
        ("carte?territory=ain&kind=pmi&lang=en", "Oyonnax", ("Ain", "Map", "Zoom in", "15", "Card")),
    ],
)
def test_the_card_of_a_commune_opens_and_closes_with_keys_alone(page, address, where, zone, before):
    page.goto(f"{address}/{where}")
    map_of(page)
    ready(page)
    stops = tab_to(page, before[-1])
    # The choices, then the map with its legend, then what stands beside it.
    after_menu = stops[next(at for at, stop in enumerate(stops) if stop.startswith(before[0])) :]
    ranks = [next(at for at, stop in enumerate(after_menu) if stop.startswith(name)) for name in before]
    assert ranks == sorted(ranks)
    for letter in zone:
        page.keyboard.press(letter)
    page.get_by_role("option", name=zone).first.wait_for()
    page.keyboard.press("Enter")
    card = page.locator(".st-key-card")
    card.get_by_text(zone, exact=True).wait_for()
    page.wait_for_url(re.compile("card=zone"))
    ready(page)
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    page.wait_for_url(re.compile("^((?!card=).)*$"))


def test_a_register_of_scripts_is_refused_line_by_line_then_taken_in_whole_and_shown_as_text(page, address, tmp_path):
    page.on("dialog", lambda dialog: (_ for _ in ()).throw(AssertionError(dialog.message)))
    page.goto(f"{address}/acteurs?zone=80000")
    page.get_by_role("tab", name="Apporter un fichier").click()
    columns = "nom,type,statut,commune,capacité,unité,source,date de la source"
    file = tmp_path / "registre.csv"
    file.write_text(
        f"{columns}\n<b>Un</b>,saf,ouvert,Nulleville,-3,suivis,s,2025\nDeux,saf,ouvert,Arlon,4,suivis,s,2025\n", "utf-8"
    )
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_text("Fichier refusé").first.wait_for()
    page.get_by_text("le registre est intact").first.wait_for()
    assert page.get_by_role("button", name="Enregistrer dans le registre").count() == 0
    page.reload()
    page.get_by_role("tab", name="Apporter un fichier").click()
    name = "<img src=x onerror=alert(1)>=1+1 ../../etc <script>alert(2)</script>"
    file.write_text(f'{columns}\n"{name}",saf,ouvert,Arlon,4,suivis,{name},2025\n', "utf-8")
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_role("textbox", name="Votre nom").fill("Claire")
    page.get_by_role("textbox", name="Raison").fill("essai")
    page.get_by_role("button", name="Enregistrer dans le registre").click()
    page.get_by_text("1 entrée enregistrée").wait_for()
    page.goto(f"{address}/parcours?zone=80000&kind=saf&study=robust")
    ready(page)
    page.goto(f"{address}/carte?zone=81001&kind=saf&layers=basins")
    map_of(page)
    page.get_by_text("<img src=x onerror=alert(1)>").first.wait_for()
    page.get_by_role("link", name="Acteurs").click()
    page.get_by_role("textbox", name="Chercher").fill("onerror")
    page.keyboard.press("Enter")
    page.get_by_text("1 acteur sur 754").wait_for()
    for one in page.frames:
        assert one.evaluate("document.querySelectorAll('img[src=x], [onerror]').length") == 0


FAILING = """
import streamlit as st
from ui.drawing.downloads import failure_style, offer_file
from ui.texts import texts

st.html(failure_style(texts("fr")))
offer_file("Prendre", lambda: b"" + None, name="x", ending=".csv", key="x")
"""


def test_a_file_that_cannot_be_made_is_told_in_our_words(browser, tmp_path):
    script = tmp_path / "failing.py"
    script.write_text(FAILING, encoding="utf-8")
    with served(str(script), tmp_path / "workspace") as place:
        page = browser.new_page()
        page.goto(place, timeout=PATIENCE_MS)
        page.get_by_role("button", name="Prendre").click(timeout=PATIENCE_MS)
        told = page.get_by_test_id("stDownloadButtonError")
        told.wait_for(state="attached", timeout=PATIENCE_MS)
        seen = "e => [getComputedStyle(e).fontSize, getComputedStyle(e, '::after').content]"
        size, words = told.evaluate(seen)
        page.close()
    assert size == "0px"
    assert words == f'"{texts("fr")("download-failed")}"'
    assert list((tmp_path / "workspace" / "log").glob("*.txt"))
