import csv

import pandas as pd
import pytest

from analysis.service_area.programme import Programme, expand_matrix, load_programme, service_functions
from geo import schema
from geo.errors import BadInputError, MissingFileError, NotFoundError
from geo.paths import data_folder
from geo.workspace.vocabulary import load_vocabulary

HEADER = ["strategy", "function", "sub_function", *schema.STRATA]


def _matrix(*rows):
    return pd.DataFrame([dict(zip(HEADER, row, strict=True)) for row in rows], dtype="str")


# Referents, then coordinators; "review" calls on both, its danger cell repeats its refusal cell; "meet" on everyone.
SMALL = _matrix(
    ("a", "refer", "", "gp", "=low-risk", "=low-risk", "", ""),
    ("b", "coordinate", "", "", "nurse", "nurse;team", "=complex", "team"),
    ("b", "care", "review", "@refer", "@refer;@coordinate", "@coordinate", "@coordinate", "=refusal"),
    ("b", "meet", "", "", "", "@all-involved", "@all-involved", "@all-involved"),
)


@pytest.fixture
def small():
    return Programme(expand_matrix(SMALL))


def test_the_small_matrix_expands_as_by_hand(small):
    expected = {
        ("refer", "low-risk"): ["gp"],
        ("refer", "specific"): ["gp"],
        ("refer", "complex"): ["gp"],
        ("coordinate", "specific"): ["nurse"],
        ("coordinate", "complex"): ["nurse", "team"],
        ("coordinate", "refusal"): ["nurse", "team"],
        ("coordinate", "danger"): ["team"],
        ("review", "low-risk"): ["gp"],
        ("review", "specific"): ["gp", "nurse"],
        ("review", "complex"): ["nurse", "team"],
        ("review", "refusal"): ["nurse", "team"],
        ("review", "danger"): ["nurse", "team"],
        ("meet", "complex"): ["gp", "nurse", "team"],
        ("meet", "refusal"): ["nurse", "team"],
        ("meet", "danger"): ["team", "nurse"],
    }
    found = small.links.groupby(["function", "stratum"], sort=False)["kind"].agg(list).to_dict()
    assert found == expected
    assert small.links.columns.tolist() == ["strategy", "function", "stratum", "kind"]
    assert set(small.links.loc[small.links["function"] == "review", "strategy"]) == {"b"}


def test_questions_to_the_small_programme(small):
    assert small.functions == ["refer", "coordinate", "review", "meet"]
    assert small.links.loc[small.links["kind"] == "gp", "function"].unique().tolist() == ["refer", "review", "meet"]
    assert small.kinds_of("coordinate") == ["nurse", "team"]
    assert small.kinds_of("coordinate", "danger") == ["team"]
    assert small.kinds_of("refer", "danger") == []
    with pytest.raises(NotFoundError, match="unknown-function"):
        small.kinds_of("care")
    with pytest.raises(NotFoundError, match="unknown-stratum"):
        small.kinds_of("refer", "low_risk")


def test_expanding_changes_nothing_in_its_input():
    before = SMALL.copy(deep=True)
    expand_matrix(SMALL)
    pd.testing.assert_frame_equal(SMALL, before)


def test_the_order_of_rows_does_not_change_the_links():
    ours = expand_matrix(SMALL)
    other = expand_matrix(SMALL.iloc[::-1].reset_index(drop=True))
    key = ["function", "stratum", "kind"]
    pd.testing.assert_frame_equal(ours.sort_values(key, ignore_index=True), other.sort_values(key, ignore_index=True))


@pytest.mark.parametrize(
    ("cell", "reference"), [("@absent", "@absent"), ("=worst", "=worst"), ("=low-risk", "↺"), ("@refer", "↺")]
)
def test_a_reference_to_nothing_or_to_itself_is_refused(cell, reference):
    with pytest.raises(BadInputError) as caught:
        expand_matrix(_matrix(("a", "refer", "", cell, "", "", "", "")))
    expected = BadInputError("bad-matrix-reference", function="refer", stratum="low-risk", reference=reference)
    assert str(caught.value) == str(expected)


def test_two_calls_for_everyone_do_not_call_each_other():
    links = expand_matrix(
        _matrix(
            ("a", "refer", "", "gp", "", "", "", ""),
            ("b", "meet", "", "@all-involved", "", "", "", ""),
            ("b", "share", "", "@meet;clerk", "", "", "", ""),
        )
    )
    found = links.groupby("function", sort=False)["kind"].agg(list).to_dict()
    assert found == {"refer": ["gp"], "meet": ["gp", "clerk"], "share": ["gp", "clerk"]}


def test_a_matrix_that_is_not_one_is_refused():
    with pytest.raises(BadInputError, match="missing-column"):
        expand_matrix(SMALL.drop(columns="refusal"))
    with pytest.raises(BadInputError, match="duplicate-key"):
        expand_matrix(pd.concat([SMALL, SMALL.iloc[:1]], ignore_index=True))
    with pytest.raises(MissingFileError):
        load_programme(data_folder() / "actors" / "absent.csv")


# The embedded programme


def test_the_platform_of_the_one_does_what_the_document_says():
    programme = load_programme()
    links = programme.links[programme.links["kind"] == "one-plateforme"]
    assert links["function"].unique().tolist() == [
        "first-screening",
        "follow-on-evaluation",
        "psychosocial-support",
        "prenatal-consultation",
        "coordination",
        "multidisciplinary-consultation",
        "information-sharing",
    ]
    strata = links.groupby("function")["stratum"].agg(list).to_dict()
    assert strata["prenatal-consultation"] == list(schema.STRATA)
    assert strata["coordination"] == ["complex", "refusal", "danger"]
    assert strata["follow-on-evaluation"] == ["complex", "refusal", "danger"]
    assert strata["multidisciplinary-consultation"] == ["complex", "refusal", "danger"]
    assert strata["information-sharing"] == list(schema.STRATA)


def test_who_manages_the_most_difficult_cases():
    programme = load_programme()
    managers = ["centre-coordination-domicile", "equipe-mobile-sante-mentale", "maison-maternelle", "saj-spj", "saf"]
    assert programme.kinds_of("case-management", "refusal") == managers
    assert programme.kinds_of("case-management", "danger") == managers
    # of stratum 3, only where the case is extremely complex
    assert programme.kinds_of("case-management", "complex") == managers
    assert programme.kinds_of("case-management", "specific") == []


def test_references_of_the_embedded_matrix():
    programme = load_programme()
    assert programme.kinds_of("follow-on-evaluation", "low-risk") == [
        "medecin-generaliste",
        "asi",
        "psychologue-premiere-ligne",
    ]
    assert programme.kinds_of("coordination", "low-risk") == []
    # referents, then those of the coordinators not yet named
    assert programme.kinds_of("follow-on-evaluation", "specific") == [
        "medecin-generaliste",
        "asi",
        "psychologue-premiere-ligne",
        "centre-coordination-domicile",
        "one-peps",
        "sage-femme",
        "service-social-hospitalier",
    ]
    assert programme.kinds_of("vaccination", "danger") == programme.kinds_of("vaccination", "low-risk")
    assert programme.kinds_of("outreaching", "low-risk") == []


def test_everyone_involved_is_everyone_named_in_the_stratum():
    programme = load_programme()
    links = programme.links
    for stratum in schema.STRATA:
        everyone = set(links.loc[links["stratum"] == stratum, "kind"])
        assert {"psychologue-maternite", "peps-de-liaison"} < everyone  # named beside a call for everyone only
        assert set(programme.kinds_of("information-sharing", stratum)) == everyone
        assert set(programme.kinds_of("psychosocial-support", stratum)) == everyone
    assert programme.kinds_of("multidisciplinary-consultation", "specific") == []
    assert set(programme.kinds_of("multidisciplinary-consultation", "complex")) == set(
        programme.kinds_of("information-sharing", "complex")
    )
    # relais-social: named from stratum 2 on, never for stratum 1
    assert "relais-social" not in programme.kinds_of("information-sharing", "low-risk")
    assert "relais-social" in programme.kinds_of("information-sharing", "specific")


def test_every_code_of_the_matrix_has_a_name():
    vocabulary, links = load_vocabulary(), load_programme().links
    assert load_programme().functions == list(vocabulary.functions)
    named = links["function"].unique().tolist()
    assert named == list(vocabulary.functions)[: len(named)]
    assert list(vocabulary.functions)[len(named) :] == [
        "personalised-medical",  # asked for everyone, carried by nobody that the document names
        "training-supervision",
        "network-visibility",
    ]
    assert links["strategy"].unique().tolist() == [name for name in vocabulary.strategies if name != "meso"]
    assert set(links["kind"]) < set(vocabulary.kinds)
    assert len(set(links["kind"])) == 62
    for row in links.drop_duplicates(["strategy", "function"]).itertuples():
        assert vocabulary.functions[row.function].strategy == row.strategy
    assert not links.duplicated().any()
    assert not links.isna().any().any()


INSTEAD = {("birth-and-maternity", "hopital"): "maternite"}
"""A hospital and its maternity are two kinds: what the document says of the first is carried by the second."""

NOT_KEPT = {
    "internet-reseaux-sociaux",  # no actor
    "famille",  # the family itself
}
STAY_ONLY = {"peps-de-liaison", "neonatologie", "unite-mere-enfant"}
"""Kinds that the document names for the stay, not for giving birth: one function holds both."""


def test_the_matrix_holds_what_the_source_document_says(shared):
    """Every row of the document read again is a link, but those named above; references are resolved."""
    with (shared / "facts" / "programme" / "matrix.csv").open(encoding="utf-8") as file:
        facts = list(csv.DictReader(file))
    links = load_programme().links
    ours = set(zip(links["function"], links["stratum"], links["kind"], strict=True))
    missing = []
    for fact in facts:
        function, kind = fact["function"], fact["actor_kind"]
        kind = INSTEAD.get((function, kind), kind)
        left_out = kind in NOT_KEPT or kind[0] == "@" or (function == "birth-and-maternity" and kind in STAY_ONLY)
        if not left_out and (function, fact["stratum"], kind) not in ours:
            missing.append((function, fact["stratum"], kind))
    assert missing == []
    assert len(facts) == 715


# What services do


def _services(*rows):
    columns = ["actor_id", "service", "functions", "strata"]
    return pd.DataFrame([dict(zip(columns, row, strict=True)) for row in rows], dtype="str")


ACTORS = pd.DataFrame({"actor_id": ["g", "t", "n"], "kind": ["gp", "team", "newcomer"]}, dtype="str")


@pytest.mark.parametrize(
    ("actor", "functions", "strata", "expected"),
    [
        # all of the kind
        (
            "g",
            None,
            None,
            {"refer": ["low-risk", "specific", "complex"], "review": ["low-risk", "specific"], "meet": ["complex"]},
        ),
        # the kind's, in given strata
        ("g", None, "specific;danger", {"refer": ["specific"], "review": ["specific"]}),
        # given functions: in the strata of the kind
        ("t", "coordinate", None, {"coordinate": ["complex", "refusal", "danger"]}),
        # a function that the programme gives to others: in the strata of those others
        ("t", "refer", None, {"refer": ["low-risk", "specific", "complex"]}),
        # both given
        ("t", "refer;meet", "danger", {"refer": ["danger"], "meet": ["danger"]}),
        # a kind that the programme does not name
        ("n", None, None, {}),
        ("n", "", "danger", {}),
        ("n", "coordinate", None, {"coordinate": ["specific", "complex", "refusal", "danger"]}),
    ],
)
def test_blanks_are_filled_from_the_programme(small, actor, functions, strata, expected):
    found = service_functions(_services((actor, "s", functions, strata)), ACTORS, programme=small)
    assert found.columns.tolist() == ["actor_id", "service", "function", "stratum"]
    assert found.groupby("function", sort=False)["stratum"].agg(list).to_dict() == expected
    assert set(found["actor_id"]) <= {actor}


def test_services_keep_their_order_and_repeated_codes_count_once(small):
    services = _services(("t", "second", "meet;meet", "danger;danger"), ("g", "first", "refer", "complex"))
    found = service_functions(services, ACTORS, programme=small)
    assert found.to_numpy().tolist() == [["t", "second", "meet", "danger"], ["g", "first", "refer", "complex"]]


def test_no_service_gives_an_empty_frame(small):
    found = service_functions(
        _services().reindex(columns=_services(("g", "s", "", "")).columns), ACTORS, programme=small
    )
    assert found.empty
    assert found.columns.tolist() == ["actor_id", "service", "function", "stratum"]


@pytest.mark.parametrize(
    ("service", "key"),
    [
        (("g", "s", "dance", None), "unknown-function"),
        (("g", "s", "refer", "low_risk"), "unknown-stratum"),
        (("absent", "s", None, None), "unknown-actor"),
    ],
)
def test_services_that_make_no_sense_are_refused(small, service, key):
    with pytest.raises(NotFoundError) as caught:
        service_functions(_services(service), ACTORS, programme=small)
    assert caught.value.key == key


def test_inputs_are_unchanged(small):
    services, actors = _services(("g", "s", None, None)), ACTORS.copy(deep=True)
    before = services.copy(deep=True)
    service_functions(services, actors, programme=small)
    pd.testing.assert_frame_equal(services, before)
    pd.testing.assert_frame_equal(actors, ACTORS)
