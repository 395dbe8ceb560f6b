"""Fewer services under the norm, on the screen of robust answers: what the analysis says, and what it refuses."""

from analysis.question import Selection, question_about
from analysis.service_area.area import service_area
from analysis.siting.fewer import Watch, fewer_record, fewer_services
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.ui.driving import app, said
from ui.texts import texts
from ui.words.closures import fewer_lines
from ui.words.escape import plain


def test_what_may_close_is_that_of_the_analysis_and_stays_when_another_is_refused():
    opened = app("parcours", kind="hopital", zone="80000", study="robust")
    opened.button(key="fewer-run").click().run()
    data = load(load_territory("wallonie"))
    question = question_about(Selection(kind="hopital"), threshold_min=45.0, zone="80000")
    area = service_area(data, question)
    record = fewer_record(area, fewer_services(area, norm_min=45.0, zone_id="80000", watch=Watch()))
    assert record["close"]
    assert record["needed"]
    # Those of Mons or Tournai are near nobody of the province: it is not for it to close them.
    assert record["services"] == len(record["close"]) + len(record["stay"]) < len(area.located)
    lines = [plain(line) for line in fewer_lines(record, texts("fr"))]
    assert [line for line in lines if line not in said(opened)] == []
    # One alone cannot keep the norm of everybody: how many do is said, and the former answer stays.
    next(one for one in opened.number_input if one.key.startswith("fewer-stay")).set_value(1).run()
    assert texts("fr")("plan-search-changed") in said(opened)
    opened.button(key="fewer-run").click().run()
    assert [error.value for error in opened.error]
    assert str(record["fewest"]) in opened.error[0].value
    assert lines[0] in said(opened)
    opened.button(key="fewer-try").click().run()
    assert texts("fr")("fewer-tried") in said(opened)
