"""Links “perhaps the same as” in a register file, on the good line of ``register_cases`` under several names."""

import pytest

from geo.files.register import read_register
from geo.files.register.export import write_register
from geo.files.register.links import circles
from geo.workspace.journal import as_register
from tests.geo.files.register.register_cases import GOOD, context, write_csv
from ui.texts import LANGUAGES, texts
from ui.words.file_issues import issue_lines


def line(actor_id, same_as="", **more):
    return GOOD | {"actor_id": actor_id, "name": f"Maison {actor_id}", "same_as": same_as} | more


def read(tmp_path, lines, **register):
    known = {actor: tuple(links) for actor, links in register.items()}
    return read_register(write_csv(tmp_path, *lines), context=context(existing_links=known))


def found(reading):
    about = reading.issues[reading.issues["rule"].str.startswith("link-")]
    return [(row.rule, int(row.row)) for row in about.itertuples()]


@pytest.mark.parametrize(
    ("lines", "register", "expected"),
    [
        ([line("a"), line("b", "a")], {}, []),
        ([line("a", "b;c"), line("b", "c"), line("c")], {}, []),  # no circle: all three perhaps the same
        ([line("a", "z")], {}, [("link-unknown", 2)]),
        ([line("a", "z")], {"z": []}, []),
        ([line("a", "a")], {}, [("link-itself", 2)]),
        ([line("a", "b"), line("b", "a")], {}, [("link-circle", 2)]),
        ([line("x"), line("b", "c"), line("a", "b"), line("c", "a")], {}, [("link-circle", 3)]),
        (
            [line("a", "b"), line("b", "a"), line("c", "d"), line("d", "c")],
            {},
            [("link-circle", 2), ("link-circle", 4)],
        ),
        ([line("a", "z")], {"z": ["y"], "y": ["a"]}, [("link-circle", 2)]),  # round by the register
        ([line("a", "z"), line("z")], {"z": ["a"]}, []),  # what the file writes anew replaces the register
        ([line("a")], {"y": ["z"], "z": ["y"]}, []),  # not a matter of this file
        ([line("a", "z;a;b"), line("b")], {}, [("link-itself", 2), ("link-unknown", 2)]),
    ],
)
def test_links_lead_to_another_actor_and_never_round(tmp_path, lines, register, expected):
    reading = read(tmp_path, lines, **register)
    assert sorted(found(reading)) == expected
    assert reading.ok is not bool(expected)


def test_a_circle_names_its_actors_and_their_lines(tmp_path):
    reading = read(tmp_path, [line("x"), line("b", "c"), line("a", "b"), line("c", "a")])
    for language in LANGUAGES:
        told = next(one for one in issue_lines(reading.issues, texts(language)) if one["rule"] == "link-circle")
        assert told["row"] == 3
        assert "b (3) → c (5) → a (4) → b (3)" in told["message"]


def test_a_thousand_links_in_a_row_are_no_circle():
    chain = {str(one): [str(one + 1)] for one in range(5000)} | {"5000": []}
    assert circles(chain) == []
    assert len(circles(chain | {"5000": ["0"]})[0]) == 5001


@pytest.mark.parametrize("header", ["same_as", "peut-être le même que", "Perhaps the same as"])
def test_the_column_is_recognised_and_an_odd_identifier_refused(tmp_path, header):
    first, row = ({name: cell for name, cell in line(actor).items() if name != "same_as"} for actor in "ab")
    reading = read(tmp_path, [first, row | {header: "a"}])
    assert list(reading.actors["same_as"].fillna("")) == ["", "a"]
    reading = read(tmp_path, [row | {header: "Maison Rose !"}])
    assert "bad-id" in set(reading.issues["rule"])


def test_lines_of_one_actor_agree_on_its_links(tmp_path):
    lines = [line("a"), line("c"), line("b", "a"), line("b", "c", service="Autre")]
    assert "actor-rows-differ" in set(read(tmp_path, lines).issues["rule"])
    reading = read(tmp_path, [*lines[:3], line("b", service="Autre")])
    assert reading.ok
    assert reading.actors.set_index("actor_id").loc["b", "same_as"] == "a"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_links_are_exported_and_read_back(tmp_path, language, suffix):
    first = read(tmp_path, [line("a"), line("c"), line("b", "a;c")])
    file = tmp_path / f"out{suffix}"
    write_register(file, as_register(first.actors, first.services), language=language)
    again = read_register(file, context=context())
    assert again.ok
    assert again.actors.set_index("actor_id")["same_as"].dropna().to_dict() == {"b": "a;c"}
