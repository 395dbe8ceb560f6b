"""The rule of old evidence: who breaks it, and a correction that touches status cells alone."""

import shutil

import pytest

from scripts.old_evidence import ACTORS, broken, corrected, main, register_lines, rule

HEADER = "actor_id,name,status,note,as_of\r\n"
RULE = rule()


def lines(*rows):
    return HEADER + "".join(f"{row}\r\n" for row in rows)


def ids(text, known=RULE):
    return [one.actor_id for one in broken("x.csv", text, known)]


@pytest.mark.parametrize(
    ("row", "breaks"),
    [
        ("a,A,open,,2022", True),
        ("a,A,open,,2022-12-31", True),
        ("a,A,open,,2019-11", True),
        ("a,A,planned,,2021", True),
        ("a,A,open,,2023-01", False),
        ("a,A,to-verify,,2019", False),
        ("a,A,closed,,2019", False),
        ("a,A,open,,undated", False),
    ],
)
def test_evidence_of_that_year_or_older_is_to_verify(row, breaks):
    assert RULE.old_year == 2022
    assert ids(lines(row)) == (["a"] if breaks else [])


def test_the_newest_source_of_an_actor_speaks_for_all_its_lines():
    assert ids(lines("a,A,open,,2019", "a,A,open,,2024", "b,B,open,,undated", "b,B,open,,2020")) == ["b", "b"]


def test_the_year_and_the_undated_are_data():
    text = lines("a,A,open,,2023", "b,B,open,,undated")
    assert ids(text, changed(old_year=2023)) == ["a"]
    assert ids(text, changed(undated="to-verify")) == ["b"]


def changed(**changes):
    given = {name: getattr(RULE, name) for name in RULE.__struct_fields__}
    return type(RULE)(**given | changes)


def test_a_correction_changes_status_cells_alone():
    text = lines(
        'a,"A, dite ""open""",open,"deux\r\nlignes, open",2020',
        "b,B,open,,2024",
        "c,C,planned,,2021",
        "d,open,open,,2019",
    )
    found = broken("x.csv", text, RULE)
    assert [(one.actor_id, one.line) for one in found] == [("a", 2), ("c", 4), ("d", 5)]
    assert corrected(text, found) == lines(
        'a,"A, dite ""open""",to-verify,"deux\r\nlignes, open",2020',
        "b,B,open,,2024",
        "c,C,to-verify,,2021",
        "d,open,to-verify,,2019",
    )


def test_cells_are_read_as_they_are_written():
    found = register_lines('a,"b ""c"", d",\n"e\nf",g,h')
    assert [[cell.text for cell in line] for line in found] == [["a", 'b "c", d', ""], ["e\nf", "g", "h"]]


def test_the_command_lists_then_corrects(tmp_path, capsys):
    shutil.copy(ACTORS / "evidence.toml", tmp_path)
    shutil.copy(ACTORS / "programme.csv", tmp_path)
    (tmp_path / "here.csv").write_bytes(lines("a,A,open,,2020", "b,B,open,,2025").encode())
    assert main([], folder=tmp_path) == 1
    assert "here.csv, line 2: a is open, newest source 2020" in capsys.readouterr().out
    assert main(["--apply"], folder=tmp_path) == 0
    assert (tmp_path / "here.csv").read_bytes() == lines("a,A,to-verify,,2020", "b,B,open,,2025").encode()
    assert main([], folder=tmp_path) == 0
    assert (tmp_path / "programme.csv").read_bytes() == (ACTORS / "programme.csv").read_bytes()
