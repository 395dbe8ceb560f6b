"""The steps of a path: what a territory rewrites, what is refused, what each step becomes where it is."""

import csv
import io
from dataclasses import replace

import pytest

from analysis.network.ask import network
from analysis.network.diagram import diagram
from analysis.network.handovers import handover_table, handovers_here
from analysis.network.steps import CHAPTERS, moves_of, programme_steps, read_steps, steps_of, steps_text
from analysis.question import Question
from geo.errors import BadInputError, MissingFileError, NotFoundError
from geo.schema import STRATA, split_codes
from geo.workspace.vocabulary import load_vocabulary
from tests.analysis.three_zones import ACTORS, SERVICES, actor, asking, land, service


def _write(folder, *rows):
    path = folder / "steps.csv"
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def _step(code, **more):
    return {"step": code, "chapter": "entry", "label_fr": code.title(), "functions": "", "strata": "", **more}


def _found(data=None, zone="R"):
    return network(data or land(), Question(threshold_min=30.0), zone)


def test_the_embedded_steps_are_read_and_lead_out_in_every_stratum():
    steps = programme_steps()
    assert len(steps) == 40
    for stratum in STRATA:
        own = steps_of(steps, stratum)
        assert [CHAPTERS.index(step.chapter) for step in own] == sorted(CHAPTERS.index(step.chapter) for step in own)
        assert {move.source for move in moves_of(own)} == {step.code for step in own}
    assert "case-end" not in {step.code for step in steps_of(steps, "low-risk")}
    assert "self-coordination" in {step.code for step in steps_of(steps, "specific")}


def test_what_is_taken_away_comes_back_as_it_was(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(steps_text(), encoding="utf-8-sig")
    assert read_steps(path) == programme_steps()


def test_a_territory_rewrites_steps_and_one_language_is_enough(tmp_path):
    path = _write(
        tmp_path,
        _step("door", question_fr="Ouverte ?", no_fr="Attendre", no_to="wait", strata="complex"),
        _step("wait", strata="complex"),
        _step("other", strata="danger"),
    )
    steps = read_steps(path)
    assert [step.code for step in steps_of(steps, "complex")] == ["door", "wait"]
    assert steps[0].label == {"fr": "Door", "en": "Door"}
    moves = moves_of(steps_of(steps, "complex"))
    assert [(one.source, one.target, one.answer, one.action["en"]) for one in moves] == [
        ("door", "wait", "yes", ""),
        ("door", "wait", "no", "Attendre"),
        ("wait", None, "", ""),
    ]


def test_a_way_to_a_step_of_another_stratum_goes_on_to_the_next(tmp_path):
    path = _write(
        tmp_path,
        _step("a", question_fr="?", yes_to="only", strata="complex;danger"),
        _step("only", strata="danger"),
        _step("b", strata="complex;danger"),
    )
    steps = read_steps(path)
    assert moves_of(steps_of(steps, "danger"))[0].target == "only"
    assert moves_of(steps_of(steps, "complex"))[0].target == "b"


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"step": ""}, "steps-label"),
        ({"label_fr": ""}, "steps-label"),
        ({"chapter": "dessert"}, "steps-code"),
        ({"functions": "dancing"}, "steps-code"),
        ({"kinds": "astrologer"}, "steps-code"),
        ({"strata": "rich"}, "steps-code"),
        ({"tier": "3"}, "steps-code"),
        ({"question_fr": "?", "yes_to": "nowhere"}, "steps-code"),
    ],
)
def test_what_the_programme_does_not_know_is_refused(tmp_path, row, key):
    with pytest.raises(BadInputError) as caught:
        read_steps(_write(tmp_path, {**_step("a"), **row}, _step("b")))
    assert caught.value.key == key


def test_a_circle_is_refused_and_its_steps_named(tmp_path):
    path = _write(
        tmp_path,
        _step("a"),
        _step("b", question_fr="?", yes_to="c", no_to="c"),
        _step("c", question_fr="?", yes_to="b", no_to="b"),
    )
    with pytest.raises(BadInputError) as caught:
        read_steps(path)
    assert caught.value.key == "steps-circular"
    assert caught.value.values["steps"] == "a, b, c"
    # A loop that has a way out is no circle.
    read_steps(_write(tmp_path, _step("b", question_fr="?", yes_to="b", no_to="end-of-chapter")))


def test_files_that_are_no_steps(tmp_path):
    with pytest.raises(MissingFileError):
        read_steps(tmp_path / "absent.csv")
    with pytest.raises(BadInputError) as caught:
        read_steps(_write(tmp_path, _step("a"), _step("a")))
    assert caught.value.key == "steps-twice"
    with pytest.raises(BadInputError) as caught:
        read_steps(_write(tmp_path, {"chapter": "entry", "label_fr": "x"}))
    assert caught.value.key == "missing-column"
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(BadInputError) as caught:
        read_steps(empty)
    assert caught.value.key == "steps-file"


@pytest.mark.usefixtures("trips_by_hand")
class TestByHand:
    def _states(self, data=None, zone="R", stratum="complex"):
        return {one.step.code: one for one in diagram(_found(data, zone), stratum).steps}

    def test_a_step_has_those_who_can_take_it(self):
        steps = self._states()
        assert steps["prenatal-model"].state == "held"
        assert {one["actor_id"] for one in steps["prenatal-model"].actors} == {"h1", "h2", "m1"}
        assert steps["prenatal-model"].share == 1.0
        assert steps["tests-t1"].state == "partly"  # hospitals take the blood, nobody the ultrasound
        assert steps["tests-t1"].lacking == ("ultrasound",)
        assert steps["six-weeks"].state == "unknown"
        assert self._states(stratum="specific")["self-coordination"].state == "family"

    def test_no_first_tier_with_room_falls_to_the_second(self):
        two = [*ACTORS, actor("s1", "sage-femme", "a")]
        services = [{**one, "used": 12.0} if one["actor_id"] == "m1" else one for one in SERVICES]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("analysis.service_area.travel_times.travel_times", asking([("a1", "s1", 10.0)]))
            steps = self._states(land(actors=two, services=[*services, service("s1")]))
            alone = self._states(land(services=services))
        assert steps["coordination-intense"].state == "second"
        assert [one["actor_id"] for one in steps["coordination-intense"].actors] == ["s1", "m1"]
        assert alone["coordination-intense"].state == "full"
        assert self._states()["coordination-intense"].state == "held"

    def test_to_verify_alone_and_nobody_at_all(self):
        waiting = [{**one, "status": "to-verify"} for one in ACTORS]
        assert self._states(land(actors=waiting))["prenatal-model"].state == "waiting"
        # The gynaecologist of c is the only one there is, and is far from b.
        far = land(actors=[*ACTORS, actor("g1", "gynecologue", "c")], services=[*SERVICES, service("g1")])
        assert self._states(far, "b")["six-weeks"].state == "unknown"
        assert self._states(far, "b")["tests-t1"].lacking == ("blood-tests", "ultrasound")

    def test_a_handover_breaks_where_one_end_is_out_of_reach(self):
        # h1 is within reach of a1 and a2, h2 of c1; m1 comes to a and b: b has the platform alone, c the hospital.
        here = {one.handover: one for one in handovers_here(_found(), "complex")}
        platform = here["doctor-platform"]
        assert (set(platform.sending), platform.receiving) == ({"h1", "h2"}, ("m1",))
        assert platform.broken == 60
        assert platform.at_most  # nobody lists the general practitioners
        assert here["maternity-children"].broken != here["maternity-children"].broken
        assert here["screening"].senders == ()
        assert "doctor-platform" not in {one.handover for one in handovers_here(_found(), "low-risk")}

    def test_elsewhere_an_end_of_which_nobody_is_known_is_no_gap(self):
        found = _found()
        elsewhere = replace(found, data=replace(found.data, territory=replace(found.data.territory, country="MA")))
        here = {one.handover for one in handovers_here(elsewhere, "complex")}
        assert "doctor-platform" in here  # both ends are known
        assert "maternity-children" not in here
        assert "screening" in here  # to be written by the territory

    def test_a_stratum_that_does_not_exist(self):
        with pytest.raises(NotFoundError, match="unknown-stratum"):
            diagram(_found(), "low_risk")


def test_handovers_name_kinds_that_exist():
    kinds, rows = load_vocabulary().kinds, handover_table()
    assert len(rows) == 13
    named = {code for name in ("senders", "receivers") for cell in rows[name] for code in split_codes(cell)}
    assert named <= set(kinds)
    assert {code for cell in rows["strata"] for code in split_codes(cell)} == set(STRATA)
