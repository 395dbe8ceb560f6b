"""Diagrams drawn: nothing overlaps, nothing leaves its box, and every file is what its name says."""

import csv
import itertools
import re
from xml.etree import ElementTree as Xml

import pytest

from analysis.network.ask import network
from analysis.network.diagram import diagram
from analysis.network.steps import programme_steps, steps_of
from analysis.question import Question
from geo.paths import data_folder
from geo.schema import STRATA
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.three_zones import ACTORS, asking, land
from tests.ui.driving import HOSTILE
from ui.drawing.call_sheet import call_sheet
from ui.drawing.flowchart import chapter_drawings, flowchart, flowchart_mermaid, flowchart_pdf, flowchart_png
from ui.texts import LANGUAGES, texts
from ui.words.calling import call_groups, call_title, told_lines

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def found(monkeypatch):
    monkeypatch.setattr("analysis.service_area.travel_times.travel_times", asking())
    named = [{**one, "name": HOSTILE + one["name"]} for one in ACTORS]
    return network(land(actors=named), Question(threshold_min=30.0), "R")


def _boxes(svg):
    tree = Xml.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{svg}</svg>')  # noqa: S314 - our own
    return [tuple(float(one.get(name)) for name in ("x", "y", "width", "height")) for one in tree.iter(f"{SVG}rect")]


@pytest.mark.parametrize("stratum", STRATA)
@pytest.mark.parametrize("language", LANGUAGES)
def test_boxes_never_overlap_and_a_drawing_holds_on_a_page(found, stratum, language):
    drawn = diagram(found, stratum)
    for chapter in chapter_drawings(drawn, texts(language)):
        boxes = _boxes(chapter.svg)
        assert boxes
        for one, other in itertools.combinations(boxes, 2):
            apart = (
                one[0] + one[2] <= other[0]
                or other[0] + other[2] <= one[0]
                or one[1] + one[3] <= other[1]
                or other[1] + other[3] <= one[1]
            )
            assert apart, (chapter.chapter, one, other)
        assert chapter.width <= 1201


def _points(one):
    return [tuple(float(value) for value in point.split(",")) for point in one.get("points").split()]


def _area(points):
    across, down = zip(*points, strict=True)
    return (min(across), min(down), max(across), max(down))


def _meet(one, other, clear):
    return (
        one[0] < other[2] + clear
        and other[0] < one[2] + clear
        and one[1] < other[3] + clear
        and other[1] < one[3] + clear
    )


def _faults(svg, answers):
    """Return what is drawn over something else: a line along or through a box, an answer on anything."""
    tree = Xml.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{svg}</svg>')  # noqa: S314 - our own
    boxes = [(x, y, x + width, y + height) for x, y, width, height in _boxes(svg)]
    lines = [_points(one) for one in tree.iter(f"{SVG}polyline")]
    heads = [_area(_points(one)) for one in tree.iter(f"{SVG}polygon")]
    faults = []
    for line in lines:
        parts = [_area(ends) for ends in itertools.pairwise(line)]
        for box in boxes:
            for at, part in enumerate(parts):
                leaves = at == 0 and _meet(_area(line[:1]), box, 0.2)
                comes = at == len(parts) - 1 and _meet(_area(line[-1:]), box, 0.2)
                if _meet(part, box, -0.5 if leaves or comes else 3.0):
                    faults.append(("line", part, box))
    told = []
    for one in tree.iter(f"{SVG}text"):
        if one.text in answers and one.get("font-weight") == "bold":
            x, y, size = (float(one.get(name)) for name in ("x", "y", "font-size"))
            told.append((x, y - 0.75 * size, x + 0.68 * size * len(one.text), y))
    segments = [_area(ends) for line in lines for ends in itertools.pairwise(line)]
    for at, answer in enumerate(told):
        faults += [("answer", answer, other) for other in [*boxes, *segments, *heads] if _meet(answer, other, 0.5)]
        faults += [("answers", answer, other) for other in told[:at] if _meet(answer, other, 0.5)]
    return faults


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stratum", STRATA)
def test_no_line_runs_along_a_box_and_no_answer_is_covered(found, stratum, language):
    catalogue = texts(language)
    answers = {catalogue("diagram-yes"), catalogue("diagram-no")}
    for chapter in chapter_drawings(diagram(found, stratum), catalogue):
        assert not _faults(chapter.svg, answers), chapter.chapter


def test_what_is_drawn_over_something_is_seen():
    box = '<rect x="0" y="0" width="100" height="50"/><rect x="200" y="0" width="100" height="50"/>'
    said = '<text x="{x}" y="20" font-size="11" font-weight="bold">oui</text>'
    assert not _faults(box + '<polyline points="100,25 200,25"/>' + said.format(x=110), {"oui"})
    assert [one[0] for one in _faults(box + '<polyline points="100,49 150,49 150,51 320,51"/>', {"oui"})] == ["line"]
    assert [one[0] for one in _faults(box + '<polyline points="100,16 200,16"/>' + said.format(x=110), {"oui"})] == [
        "answer"
    ]


def test_every_step_and_every_name_is_there_as_text(found):
    drawn = diagram(found, "complex")
    svg = flowchart(drawn, texts("fr"))
    tree = Xml.fromstring(svg)  # noqa: S314 - our own
    written = " ".join("".join(one.itertext()) for one in tree.iter(f"{SVG}text"))
    assert "<script" not in svg
    assert not re.search(r"<img|onerror=\w+>", svg)
    for step in steps_of(programme_steps(), "complex"):
        assert step.label["fr"].replace("\u202f", " ").split()[0] in written


def test_every_file_is_what_it_says(found):
    drawn = diagram(found, "complex")
    svg = flowchart(drawn, texts("en"))
    assert flowchart_png(svg).startswith(b"\x89PNG")
    assert flowchart_pdf(drawn, texts("en")).startswith(b"%PDF")
    mermaid = flowchart_mermaid(drawn, texts("en"))
    assert mermaid.startswith("flowchart TD")
    assert mermaid.count("subgraph") == mermaid.count("  end\n") == 6
    for step in drawn.steps:
        assert f'n_{step.step.code.replace("-", "_")}["' in mermaid
    assert "<script" not in mermaid


def test_an_edited_step_changes_the_drawing(found):
    steps = programme_steps()
    fewer = tuple(step for step in steps if step.code != "referent")
    assert "Un référent" in flowchart(diagram(found, "complex", steps=steps), texts("fr"))
    assert "Un référent" not in flowchart(diagram(found, "complex", steps=fewer), texts("fr"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_of_calls_holds_on_one_page(found, language):
    catalogue = texts(language)
    for functions in ((), ("coordination", "prenatal-consultation")):
        groups = call_groups(found, "complex", catalogue, functions=functions)
        sheet = call_sheet(
            call_title("R", "complex", catalogue), groups, told_lines(found, "complex", catalogue), "", catalogue
        )
        assert sheet.startswith(b"%PDF")
        assert len(re.findall(rb"/Type /Page\b", sheet)) == 1


def test_calls_are_in_the_order_of_the_programme_and_say_when_there_is_nobody(found):
    groups = call_groups(found, "complex", texts("en"))
    names = [group.function for group in groups]
    assert names.index("Coordination") < names.index("Ultrasound")
    ultrasound = groups[names.index("Ultrasound")]
    assert (ultrasound.lines, ultrasound.said) == ((), "Nobody known.")
    coordination = groups[names.index("Coordination")]
    assert [line.tier for line in coordination.lines] == ["1"]
    assert "visits homes" in coordination.lines[0].way


def test_the_three_vignettes_run_through_it():
    territory = load_territory("wallonie")
    data = load(territory)
    with (data_folder() / "actors" / "vignettes.csv").open(encoding="utf-8") as file:
        vignettes = list(csv.DictReader(file))
    assert len(vignettes) == 3
    for one in vignettes:
        found = network(data, Question(), one["zone"] or territory.root)
        drawn = diagram(found, one["stratum"])
        assert len(drawn.steps) == len(steps_of(programme_steps(), one["stratum"]))
        assert any(step.actors for step in drawn.steps)
        for chapter in chapter_drawings(drawn, texts("fr")):
            assert not _faults(chapter.svg, {"oui", "non"}), (one["zone"], chapter.chapter)
