"""The figures of a dossier are the terminal's, digit for digit, in each territory and both languages.

Those of Luxembourg are compared in ``test_dossier``.
"""

import pytest

from geo.workspace.territory import load_territory
from tests.dossiers import answers_of
from tests.ui.dossier.test_dossier import composed, tables, terminal
from ui.texts import LANGUAGES, texts
from ui.words.diagnosis_tables import capacity_text, coverage_text, gap_text
from ui.words.known import bounded_short
from ui.words.measures import figure, needed, trip
from ui.words.to_verify import either_share

pytestmark = pytest.mark.slow

ASKED = {
    "Charleroi": ("wallonie", "52000", "one-plateforme"),
    "Ain": ("ain", "01", "pmi"),
    "Souss-Massa": ("souss-massa", None, None),
}


def farthest(record, said):
    """Tell the zones that are the farthest as the terminal has them: name, trip, births."""
    sense = record["bounds"]["mean_min"]
    for zone in record["farthest"]:
        if zone["mean_min"] is not None:
            yield zone["name"], bounded_short(trip(zone["mean_min"], said), sense, said), figure(zone["births"], said)


@pytest.mark.parametrize("name", ASKED)
def test_ten_figures_and_more_are_those_of_the_terminal(name):
    territory, zone, kind = ASKED[name]
    kind = kind or load_territory(territory).headline_kind
    asked = ["--zone", zone] if zone else []
    told = terminal("diagnose", territory, *asked, "--kind", kind)
    answers = answers_of(territory, kind, zone)
    limit = str(answers.question.threshold_min or 0).removesuffix(".0")
    reached = [terminal("diagnose", territory, *asked, "--kind", one.record["kind"]) for one in answers.reached]
    for language in LANGUAGES:
        said = texts(language)
        dossier = composed(answers, language)
        first, *others = tables(dossier)
        values = [row[1] for row in first.rows]
        expected = [
            figure(told["births"], said),
            figure(told["population"], said),
            needed(told["need"], told["need_status"], said),
            capacity_text(told, said),
            coverage_text(told, said),
            gap_text(told, said),
        ]
        for record in reached:
            expected.append(either_share(record, limit, said))
            every = {row for table in others for row in table.rows}
            assert every >= set(farthest(record, said))
        assert values == expected
        people = next(table for table in others if table.headers[1:] == (first.rows[0][0], first.rows[1][0]))
        parts = [
            (part["name"], figure(part["births"], said), figure(part["population"], said)) for part in told["parts"]
        ]
        assert list(people.rows[: len(parts)]) == parts
        assert len(values) + 2 * len(parts) >= 10
