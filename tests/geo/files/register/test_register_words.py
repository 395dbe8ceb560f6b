"""Numbers, dates, names, headers and closed words, one by one."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files.cells import cell_text, clean_text
from geo.files.dates import first_day, last_day, read_date, says_undated
from geo.files.issues import Unread
from geo.files.names import SLUG_LENGTH, name_key, place_key, slug
from geo.files.numbers import read_coordinate, read_number, says_unknown
from geo.files.register.columns import COLUMNS, FRENCH_HEADERS, recognise
from geo.files.register.words import ALLOWED, find_word, french_word
from geo.schema import ACTOR, SERVICE
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import texts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("120", 120),
        ("120.0", 120),
        ("1 200", 1200),
        ("1\u00a0200", 1200),
        ("1\u202f200", 1200),
        ("1'200", 1200),
        ("12 345 678,5", None),
        ("1 200,5", 1200.5),
        ("1.200,5", 1200.5),
        ("1,200.5", 1200.5),
        ("1.200.300", 1_200_300),
        ("1,200,300", 1_200_300),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("12,5", 12.5),
        ("3.14", 3.14),
        ("1200,125", 1200.125),
        ("+5", 5),
        (7, 7),
        (1.2, 1.2),
        (1.234, 1.234),
    ],
)
def test_numbers_with_one_reading(text: str | float, value: float | None) -> None:
    read = read_number(text)
    assert read == value if value is not None else read == Unread("number-too-large", {"limit": 10_000_000})


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("1.200", "number-ambiguous"),
        ("1,200", "number-ambiguous"),
        ("-1", "number-negative"),
        (-1.0, "number-negative"),
        (float("nan"), "not-a-number"),
        (float("inf"), "not-a-number"),
        ("inf", "not-a-number"),
        ("nan", "not-a-number"),
        (True, "not-a-number"),
        (date(2025, 1, 1), "not-a-number"),
        ("12 00", "not-a-number"),
        ("1e5", "not-a-number"),
        ("100%", "number-with-text"),
        ("> 100", "number-with-text"),
        ("120 + 5", "not-a-number"),
    ],
)
def test_numbers_refused(cell: object, rule: str) -> None:
    read = read_number(cell)
    assert isinstance(read, Unread)
    assert read.rule == rule


def test_minutes_may_be_written_after_a_reach() -> None:
    assert read_number("45 min", unit_words=("min",)) == 45
    assert read_number("45min.", unit_words=("min",)) == 45
    assert isinstance(read_number("45 min"), Unread)


@given(st.integers(0, 9_999_999))
def test_grouped_integers_read_as_themselves(number: int) -> None:
    assert read_number(f"{number:,}".replace(",", "\u202f")) == number
    assert read_number(str(number)) == number
    assert read_number(float(number)) == number


@given(st.floats(-180, 180).map(lambda value: round(value, 6)))
def test_coordinates_read_as_themselves(degrees: float) -> None:
    assert read_coordinate(f"{degrees:.6f}") == degrees
    assert read_coordinate(f"{degrees:.6f}".replace(".", ",")) == degrees
    assert read_coordinate(degrees) == degrees


def test_coordinate_with_three_decimals_is_not_a_thousand() -> None:
    assert read_coordinate("5,718") == 5.718
    assert read_coordinate("−5.718°") == -5.718


@pytest.mark.parametrize("word", ["?", "-", "–", "inconnu", "Inconnue", "N/A", "n.c.", "unknown"])
def test_words_for_unknown(word: str) -> None:
    assert says_unknown(word)
    assert not says_unknown("0")
    assert not says_unknown("")


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2025", "2025"),
        ("2025-3", "2025-03"),
        ("2025-03-12", "2025-03-12"),
        ("2025/03/12", "2025-03-12"),
        ("2025-03-12 00:00:00", "2025-03-12"),
        ("2025-03-12T10:00:00Z", "2025-03-12"),
        ("12/03/2025", "2025-03-12"),
        ("12.03.2025", "2025-03-12"),
        ("1-3-2025", "2025-03-01"),
        ("03/2025", "2025-03"),
        ("29/02/2024", "2024-02-29"),
        (2025, "2025"),
        (2025.0, "2025"),
        (datetime(2025, 3, 12, 8), "2025-03-12"),  # noqa: DTZ001 - a sheet has no time zone
        (date(2025, 3, 12), "2025-03-12"),
    ],
)
def test_dates(cell: object, iso: str) -> None:
    assert read_date(cell) == iso


@pytest.mark.parametrize(
    "cell",
    ["", "x", "2025-13", "30/02/2025", "29/02/2025", "03/12/25", "1899", "2101", 45000, 2025.5, True, "12", "2025-W3"],
)
def test_dates_refused(cell: object) -> None:
    assert read_date(cell) == Unread("bad-date")


def test_first_and_last_day_of_partial_dates() -> None:
    assert (first_day("2024"), last_day("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert first_day("2024-02-03") == last_day("2024-02-03") == date(2024, 2, 3)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_reads_the_same_however_written(day: date) -> None:
    assert read_date(day.isoformat()) == read_date(f"{day:%d/%m/%Y}") == read_date(day) == day.isoformat()
    assert first_day(day.isoformat()) == day


def test_words_for_undated() -> None:
    assert all(map(says_undated, ["undated", "Non datée", "sans date", "s. d."]))
    assert not says_undated("2025")


def test_names_are_compared_without_accents_case_or_punctuation() -> None:
    assert name_key("  L’Étape (n° 2) ") == "l etape n 2"
    assert name_key("Sœur") == name_key("SOEUR") == "soeur"
    assert place_key("St-Étienne") == place_key("SAINT ETIENNE")
    assert place_key("Ste-Ode") == "sainte ode"
    assert name_key("مركز") == "مركز"


@given(st.text())
def test_slug_is_a_short_ascii_identifier(text: str) -> None:
    identifier = slug(text)
    assert 0 < len(identifier) <= SLUG_LENGTH
    assert identifier.isascii()
    assert identifier.strip("-") == identifier
    assert slug(identifier) == identifier


def test_slugs_tell_apart_names_without_latin_letters() -> None:
    assert slug("مركز") != slug("مستشفى")
    assert slug("Maison d’Arlon") == "maison-d-arlon"
    assert slug("x" * 100) != slug("x" * 101)


def test_every_column_is_recognised_in_both_languages() -> None:
    assert set(COLUMNS) == set(ACTOR.names) | set(SERVICE.names)
    for column in COLUMNS:
        assert recognise(column) == recognise(FRENCH_HEADERS[column]) == column
        assert recognise(f"  {FRENCH_HEADERS[column].upper()} ") == column
    assert recognise("PORTEE") == recognise("Portée (MIN)") == "reach_min"
    assert recognise("couleur") is None
    assert recognise("") is None


def test_no_header_means_two_columns() -> None:
    keys = [name_key(header) for header in FRENCH_HEADERS.values()]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("column", ALLOWED)
def test_words_offered_by_messages_and_templates_are_read(column: str) -> None:
    for code in ALLOWED[column]:
        assert find_word(column, code) == code
        assert find_word(column, french_word(column, code).upper()) == code
    assert find_word(column, "zzz") is None


@pytest.mark.parametrize(
    ("column", "rule"),
    [
        ("status", "unknown-status"),
        ("mode", "unknown-mode"),
        ("capacity_unit", "unknown-unit"),
        ("stages", "unknown-stage"),
        ("strata", "unknown-stratum"),
        ("position_quality", "unknown-position-quality"),
    ],
)
def test_messages_name_every_allowed_word(column: str, rule: str) -> None:
    offered = texts("fr")(f"issue-{rule}", value="x").lower()
    assert all(french_word(column, code) in offered for code in ALLOWED[column] if code != "unknown")
    assert all(code in texts("en")(f"issue-{rule}", value="x") for code in ALLOWED[column])


@pytest.mark.parametrize("topic", ["capacity_units", "modes", "statuses", "strata", "stages", "position_qualities"])
def test_names_of_the_vocabulary_are_read(topic: str) -> None:
    column = {"capacity_units": "capacity_unit", "statuses": "status", "position_qualities": "position_quality"}.get(
        topic, topic.removesuffix("s") if topic == "modes" else topic
    )
    for code, term in getattr(load_vocabulary(), topic).items():
        for language in ("fr", "en"):
            for name in (term.label(language), term.short(language), term.label(language, plural=True)):
                assert find_word(column, name) == code


def test_closed_words_in_french() -> None:
    assert find_word("status", "Fermée") == "closed"
    assert find_word("capacity_unit", "suivis/an") == "follow-ups"
    assert find_word("capacity_unit", "Suivi(s)") == "follow-ups"
    assert find_word("strata", "3") == "complex"
    assert find_word("mode", "À domicile") == "home-visits"


def test_text_of_cells() -> None:
    assert cell_text(4000.0) == "4000"
    assert cell_text(1.5) == "1.5"
    assert cell_text(None) == ""
    assert cell_text(datetime(2025, 3, 12)) == "2025-03-12"  # noqa: DTZ001 - a sheet has no time zone
    assert clean_text(" a \t b\n c ") == "a b c"
    assert clean_text("a  b\r\n\r\n c", several_lines=True) == "a b\n\nc"
    assert clean_text("e\u0301") == "é"
    assert clean_text("\ufeffa\u200bb\x00") == "ab"


@given(st.text())
def test_clean_text_is_stable_and_keeps_what_is_seen(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert cleaned.encode("utf-8").decode() == cleaned
