"""Links between services in a workspace: said, brought, refused line by line, taken back, kept through everything."""

from datetime import datetime

import pytest

from geo.errors import BadInputError, MissingFileError, NotFoundError, RightError
from geo.files.issues import BadLinesError
from geo.workspace.backup import read_backup, write_backup
from geo.workspace.build import build_database
from geo.workspace.data import database_path, load
from geo.workspace.handovers import (
    check_handovers,
    handover_history,
    handovers_text,
    import_handovers,
    present_handovers,
    set_handover,
    withdraw_handover,
)
from geo.workspace.journal import Signature
from geo.workspace.restore import restore_backup
from geo.workspace.territory import load_territory

AIN = load_territory("ain")
SIGNED = Signature("Anne", "réunion du 3 mars", "")
ACTORS = load(AIN).actors
ONE, TWO, THREE = ACTORS["actor_id"].tolist()[:3]
HEADER = "qui passe;qui reçoit;moment;état;date;source;dit par\n"


@pytest.fixture(autouse=True)
def _alone(own_workspace):
    pass


def line(**changes):
    said = {"sender": ONE, "receiver": TWO, "phase": "birth", "state": "in-place", "as_of": "03/2026"}
    return {**said, "source": "réunion", "said_by": "la sage-femme", **changes}


def bring(tmp_path, *lines, header=HEADER):
    path = tmp_path / "liens.csv"
    path.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    return check_handovers(AIN, path)


def rules(reading):
    table = reading.findings.table()
    return list(table.loc[table["severity"] == "error", "rule"])


def test_a_link_is_said_said_again_changed_and_taken_back():
    assert present_handovers(AIN).empty
    assert set_handover(AIN, line(), signed=SIGNED)
    assert not set_handover(AIN, line(), signed=SIGNED), "the same again changes nothing"
    assert set_handover(AIN, line(state="none"), signed=SIGNED)
    (row,) = present_handovers(AIN).to_dict("records")
    assert (row["sender"], row["receiver"], row["phase"], row["state"]) == (ONE, TWO, "birth", "none")
    assert (row["as_of"], row["source"], row["said_by"]) == ("2026-03", "réunion", "la sage-femme")
    withdraw_handover(AIN, sender=ONE, receiver=TWO, phase="birth", signed=SIGNED)
    assert present_handovers(AIN).empty
    told = handover_history(AIN)
    assert told["action"].tolist() == ["withdraw", "set", "set"]
    assert told["state"].tolist()[1:] == ["none", "in-place"]
    assert set(told["recorded_by"]) == {"Anne"}
    with pytest.raises(NotFoundError, match="unknown-handover"):
        withdraw_handover(AIN, sender=ONE, receiver=TWO, phase="birth", signed=SIGNED)


def test_a_rebuild_and_a_backup_keep_the_links(tmp_path):
    set_handover(AIN, line(), signed=SIGNED)
    before = present_handovers(AIN)
    copy = write_backup(AIN, moment=datetime(2026, 3, 4), path=tmp_path / "copy.zip")  # noqa: DTZ001
    build_database(AIN, database_path(AIN), inputs_hash="older", moment=datetime(2026, 1, 1))  # noqa: DTZ001
    assert present_handovers(AIN).equals(before)
    set_handover(AIN, line(state="none"), signed=SIGNED)
    restore_backup(read_backup(copy))
    assert present_handovers(AIN).equals(before)


def test_a_file_is_read_by_codes_or_names_and_comes_back_from_its_export(tmp_path):
    name = ACTORS.set_index("actor_id").loc[THREE, "name"]
    reading = bring(tmp_path, f"{ONE};{TWO};naissance;oui;2026;réunion;Anne", f"{ONE};{name};;prévu;;appel;")
    assert reading.ok, rules(reading)
    assert import_handovers(AIN, reading, signed=SIGNED) == 2
    assert import_handovers(AIN, reading, signed=SIGNED) == 0
    rows = present_handovers(AIN)
    assert set(zip(rows["phase"], rows["state"], rows["as_of"], strict=True)) == {
        ("birth", "in-place", "2026"),
        ("any", "planned", "undated"),
    }
    for language in ("fr", "en"):
        path = tmp_path / f"{language}.csv"
        path.write_text(handovers_text(rows, ACTORS, language=language), encoding="utf-8")
        again = check_handovers(AIN, path)
        assert again.ok
        assert import_handovers(AIN, again, signed=SIGNED) == 0


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("personne;{two};naissance;oui;2026;s;", "handover-actor"),
        ("{one};{one};naissance;oui;2026;s;", "handover-itself"),
        ("{one};{two};Noël;oui;2026;s;", "handover-phase"),
        ("{one};{two};naissance;peut-être;2026;s;", "handover-state"),
        ("{one};{two};naissance;;2026;s;", "missing-value"),
        ("{one};{two};naissance;oui;hier;s;", "bad-date"),
        ("{one};{two};naissance;oui;2026;;", "missing-value"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_and_nothing_is_written(tmp_path, written, rule):
    reading = bring(tmp_path, f"{ONE};{TWO};tout moment;oui;2026;s;", written.format(one=ONE, two=TWO))
    assert rules(reading) == [rule]
    assert reading.findings.table()["row"].dropna().tolist() == [3]
    with pytest.raises(BadInputError, match="handovers-have-errors"):
        import_handovers(AIN, reading, signed=SIGNED)
    assert present_handovers(AIN).empty


def test_a_pair_given_twice_and_headers_that_are_not_there(tmp_path):
    twice = bring(tmp_path, *[f"{ONE};{TWO};naissance;{state};2026;s;" for state in ("oui", "non")])
    assert rules(twice) == ["handover-twice"]
    assert rules(bring(tmp_path, f"{ONE};oui", header="qui passe;état\n")) == ["missing-column", "missing-column"]
    assert not check_handovers(AIN, tmp_path).ok
    with pytest.raises(MissingFileError):
        check_handovers(AIN, tmp_path / "nothing.csv")


def test_a_typed_line_that_cannot_be_read_and_who_may_not_write():
    with pytest.raises(BadLinesError, match="handover-line") as caught:
        set_handover(AIN, line(receiver="personne", state=""), signed=SIGNED)
    assert caught.value.issues["rule"].tolist() == ["missing-value", "handover-actor"]
    reader = Signature("Anne", "r", "", "reader")
    with pytest.raises(RightError):
        set_handover(AIN, line(), signed=reader)
    with pytest.raises(RightError):
        withdraw_handover(AIN, sender=ONE, receiver=TWO, phase="birth", signed=reader)
