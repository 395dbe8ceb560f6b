"""What a dossier rests on is what the screens and the commands are told: the same functions, the same figures."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.dossier.ask import births_by_year, dossier_answers
from analysis.path.usual_steps import usual_steps
from analysis.question import Question
from geo.errors import NotFoundError
from geo.schema import ACTOR, SERVICE
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.dossiers import answers_of


def test_births_of_a_zone_year_by_year_say_what_is_missing():
    found = births_by_year(load(load_territory("wallonie")), "80000").set_index("year")
    assert found.loc[2025].tolist() == [2665, 0]
    assert found.loc[2024, "missing"] == 1


def test_the_usual_path_takes_kinds_with_enough_actors_else_the_first():
    sizes = pd.Series({"saf": 4, "hopital": 41, "maternite": 20, "pmi": 3})
    assert usual_steps(sizes, list(sizes.index)) == ["hopital", "saf"]
    assert usual_steps(pd.Series({"b": 1, "a": 2}), ["a", "b"]) == ["a", "b"]
    assert usual_steps(pd.Series(dtype="int64"), []) == []


def test_a_dossier_knows_its_zone_and_compares_with_the_whole():
    data = load(load_territory("ain"))
    answers = answers_of("ain", "pmi", "01004")
    assert (answers.record["name"], answers.around and answers.around["name"]) == ("Ambérieu-en-Bugey", "Ain")
    assert answers.question.threshold_min == 45
    with pytest.raises(NotFoundError, match="unknown-zone"):
        dossier_answers(data, Question(kind="pmi", zone="nowhere"))
    with pytest.raises(NotFoundError, match="unknown-zone"):
        dossier_answers(data, Question(kind="pmi"), reference="nowhere")


def test_the_whole_territory_is_compared_with_nothing():
    data = load(load_territory("ain"))
    bare = replace(data, actors=ACTOR.empty(), services=SERVICE.empty())
    answers = dossier_answers(bare, Question(kind="pmi"))
    assert answers.around is None
    assert (answers.kinds, answers.reached, answers.choice, answers.path) == ([], [], None, None)
    assert all(one.register["known"] == 0 for one in answers.functions)
