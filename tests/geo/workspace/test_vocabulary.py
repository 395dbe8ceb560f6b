import dataclasses

import pytest

from geo import schema
from geo.errors import BadInputError, MissingFileError, NotFoundError
from geo.workspace.vocabulary import TOPICS, load_vocabulary

NARROW_SPACE = "\u202f"

MINIMAL_FUNCTIONS = """
[source]
title = "t"
publisher = "p"
date = "2025"
note_fr = "n"
note_en = "n"
""" + "\n".join(
    f'[{section}.x]\nfr = "un"\nen = "one"\n'
    for section in TOPICS.values()
    if section not in {"kinds", "families", "functions"}
)
A_FUNCTION = '[functions.f]\nfr = "f"\nen = "f"\nstrategy = "x"\n'
A_KIND = '[families.a]\nfr = "a"\nen = "a"\n[kinds.k]\nfr = "k"\nen = "k"\nfamily = "a"\n'


def _folder(tmp_path, functions, kinds):
    (tmp_path / "functions.toml").write_text(functions, encoding="utf-8")
    (tmp_path / "kinds.toml").write_text(kinds, encoding="utf-8")
    return tmp_path


def test_labels_in_both_languages_and_numbers():
    vocabulary = load_vocabulary()
    assert vocabulary.label("kind", "hopital") == "Hôpital"
    assert vocabulary.label("kind", "hopital", plural=True) == "Hôpitaux"
    assert vocabulary.label("kind", "hopital", language="en", plural=True) == "Hospitals"
    assert vocabulary.label("capacity-unit", "follow-ups", plural=True) == "suivis"
    assert vocabulary.label("status", "to-verify") == "À vérifier"
    assert vocabulary.kinds["saf"].short() == "SAF"
    assert vocabulary.kinds["hopital"].short("en") == "Hospital"


def test_plural_falls_back_on_the_singular():
    function = load_vocabulary().functions["case-management"]
    assert function.fr_plural == ""
    assert function.label("fr", plural=True) == function.fr


def test_definitions_are_in_both_languages_or_in_neither():
    vocabulary = load_vocabulary()
    assert "accompagnement des familles" in vocabulary.kinds["saf"].definition_fr
    assert vocabulary.kinds["laboratoire"].definition_en == ""
    for topic in TOPICS:
        for term in vocabulary.terms(topic).values():
            for stem in ("definition", "short"):
                both = getattr(term, f"{stem}_fr"), getattr(term, f"{stem}_en")
                assert all(both) or not any(both), term.code


@pytest.mark.parametrize(
    ("topic", "codes"),
    [
        ("stratum", schema.STRATA),
        ("stage", schema.STAGES),
        ("capacity-unit", schema.CAPACITY_UNITS),
        ("mode", schema.MODES),
        ("status", schema.STATUSES),
        ("position-quality", schema.POSITION_QUALITIES),
        ("geometry-quality", schema.GEOMETRY_QUALITIES),
        ("figure-status", schema.FIGURE_STATUSES),
        ("travel-mode", schema.TRAVEL_MODES),
    ],
)
def test_codes_are_exactly_those_of_the_schema_in_order(topic, codes):
    assert tuple(load_vocabulary().terms(topic)) == codes


def test_seven_strategies_for_families_one_for_professionals_and_every_function_in_one():
    vocabulary = load_vocabulary()
    assert len(vocabulary.strategies) == 8
    assert {function.strategy for function in vocabulary.functions.values()} == set(vocabulary.strategies)
    assert [code for code, function in vocabulary.functions.items() if function.group == "individual-support"] == [
        "psychosocial-support",
        "preconception-consultation",
        "prenatal-consultation",
        "parenting-support",
        "postpartum-planning",
    ]


def test_every_family_has_kinds_and_every_kind_a_family():
    vocabulary = load_vocabulary()
    assert {kind.family for kind in vocabulary.kinds.values()} == set(vocabulary.families)


def test_french_names_follow_french_typography():
    vocabulary = load_vocabulary()
    for topic in TOPICS:
        for term in vocabulary.terms(topic).values():
            for text in (term.fr, term.fr_plural, term.short_fr, term.definition_fr):
                assert "'" not in text, text
                for sign in ":;?!»":
                    assert f" {sign}" not in text, text
                    assert text.count(sign) == text.count(NARROW_SPACE + sign), text


def test_labels_of_a_topic_are_all_different():
    vocabulary = load_vocabulary()
    for topic in TOPICS:
        for language in ("fr", "en"):
            labels = [term.label(language) for term in vocabulary.terms(topic).values()]
            assert len(set(labels)) == len(labels), (topic, language)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("accompagnement périnatal", "sap"),
        ("SAF", "saf"),
        ("maison médicale", "asi"),
        ("maisons médicales", None),
        ("LAEP", "laep"),
        ("RPE", "relais-petite-enfance"),
        ("RAM", "relais-petite-enfance"),
        ("day nursery", "creche"),
        ("mairie", "administration-communale"),
        ("town hall", "administration-communale"),
        ("SPJ", "saj-spj"),
        ("unité mère-bébé", "unite-mere-enfant"),
        ("MBU", "unite-mere-enfant"),
        ("CAMSP", "camsp"),
        ("CMP", "cmp"),
        ("TISF", "tisf"),
        ("CAF", "caf"),
        ("halte-accueil", "milieu-d-accueil"),
        ("LREP", "lieu-rencontre-enfants-parents"),
        ("dispensaire", "centre-de-sante"),
    ],
)
def test_a_kind_is_known_by_what_lists_call_it(name, code):
    assert load_vocabulary().kind_names().get(name) == code


KINDS_OF_THE_PROGRAMME_TEXT = [
    "centre-violences-conjugales",
    "one-consultation-quartier",
    "lieu-rencontre-enfants-parents",
    "peps-de-liaison",
    "service-social-hospitalier",
    "milieu-d-accueil",
    "administration-communale",
    "service-droit-etrangers",
    "bureau-aide-juridique",
    "neonatologie",
    "unite-mere-enfant",
    "relais-sante",
    "sap",
    "coordination-soins-transmuraux",
    "consortium-transitoire",
    "referent-maltraitance",
    "soutien-inclusion",
    "organisme-formation",
    "laep",
    "caf",
    "cpam",
    "pouponniere",
    "reseau-perinatalite",
    "centre-departemental-solidarite",
]


def test_kinds_that_the_programme_names_in_its_text_have_their_names_and_synonyms():
    kinds = load_vocabulary().kinds
    assert len(KINDS_OF_THE_PROGRAMME_TEXT) == 24
    for code in KINDS_OF_THE_PROGRAMME_TEXT:
        kind = kinds[code]
        assert all((kind.fr_plural, kind.en_plural, kind.synonyms_fr, kind.synonyms_en)), code


@pytest.mark.parametrize(
    "second", ['fr = "K"\nen = "other"', 'fr = "un"\nen = "x"\nsynonyms_en = ["k."]', 'fr = "K s"\nen = "x"']
)
def test_a_name_of_two_kinds_is_refused(tmp_path, second):
    kinds = A_KIND.replace('en = "k"', 'en = "k"\nsynonyms_fr = ["K’s"]')
    kinds += f'[kinds.l]\n{second}\nfamily = "a"\n'
    with pytest.raises(BadInputError) as caught:
        load_vocabulary(_folder(tmp_path, MINIMAL_FUNCTIONS + A_FUNCTION, kinds))
    assert caught.value.key == "bad-vocabulary-file"
    assert "[kinds.k] = [kinds.l]" in str(caught.value.values["reason"])


@pytest.mark.parametrize(
    ("topic", "code", "key", "values"),
    [
        ("kind", "hospital", "unknown-kind", {"kind": "hospital"}),
        ("function", "individual-support", "unknown-function", {"function": "individual-support"}),
        ("stratum", "low_risk", "unknown-stratum", {"stratum": "low_risk"}),
    ],
)
def test_an_unknown_kind_or_function_is_named(topic, code, key, values):
    with pytest.raises(NotFoundError) as caught:
        load_vocabulary().label(topic, code)
    assert (caught.value.key, caught.value.values) == (key, values)


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda v: v.label("stage", "teen"), "unknown-code"),
        (lambda v: v.label("colour", "red"), "unknown-topic"),
        (lambda v: v.label("kind", "saf", language="nl"), "unknown-language"),
        (lambda v: v.term("family", "saf"), "unknown-code"),
    ],
)
def test_other_unknowns(call, key):
    with pytest.raises(NotFoundError) as caught:
        call(load_vocabulary())
    assert caught.value.key == key


def test_it_is_read_once_and_cannot_be_changed():
    vocabulary = load_vocabulary()
    assert load_vocabulary() is vocabulary
    with pytest.raises(TypeError):
        vocabulary.kinds["new"] = vocabulary.kinds["saf"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        vocabulary.kinds["saf"].fr = "autre"


def test_minimal_files_are_enough(tmp_path):
    vocabulary = load_vocabulary(_folder(tmp_path, MINIMAL_FUNCTIONS + A_FUNCTION, A_KIND))
    assert list(vocabulary.kinds) == ["k"]
    assert vocabulary.source.publisher == "p"


@pytest.mark.parametrize(
    ("functions", "kinds", "detail"),
    [
        (MINIMAL_FUNCTIONS + A_FUNCTION, A_KIND.replace('family = "a"', 'family = "b"'), "[kinds.k] b"),
        (MINIMAL_FUNCTIONS + A_FUNCTION, A_KIND.replace('en = "k"\n', ""), "kinds.k.en"),
        (MINIMAL_FUNCTIONS + A_FUNCTION.replace('"x"', '"y"'), A_KIND, "[functions.f] y"),
        (MINIMAL_FUNCTIONS + A_FUNCTION + 'group = "z"\n', A_KIND, "[functions.f] z"),
        (MINIMAL_FUNCTIONS, A_KIND, "[functions]"),
        (MINIMAL_FUNCTIONS.replace('date = "2025"\n', "") + A_FUNCTION, A_KIND, "date"),
        (MINIMAL_FUNCTIONS + A_FUNCTION, "[kinds", "]"),
    ],
)
def test_a_bad_file_is_refused_with_its_detail(tmp_path, functions, kinds, detail):
    with pytest.raises(BadInputError) as caught:
        load_vocabulary(_folder(tmp_path, functions, kinds))
    assert caught.value.key == "bad-vocabulary-file"
    assert detail in caught.value.values["reason"]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingFileError) as caught:
        load_vocabulary(tmp_path)
    assert caught.value.values["path"].endswith("functions.toml")
