import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
from babel.numbers import format_decimal, format_percent
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from geo.errors import BadInputError
from geo.files.register import RULES
from ui.texts import LANGUAGES, texts
from ui.words.numbers import count, day, decimal, minutes, percent

PROJECT = Path(__file__).resolve().parents[3]
NARROW = "\u202f"


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted((PROJECT / "ui" / "texts" / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, Message):
                assert entry.id.name not in found, f"{entry.id.name} twice"
                variables = Variables()
                variables.visit(entry)
                found[entry.id.name] = variables.names
    return found


def test_both_catalogues_say_the_same_things():
    french, english = messages("fr"), messages("en")
    assert set(french) == set(english)
    assert {key for key in french if french[key] != english[key]} == set()


def test_every_error_raised_has_its_sentence():
    raised = set()
    for folder in ("geo", "analysis", "ui"):
        for path in (PROJECT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error") and node.args:
                    key = node.args[0]
                    if isinstance(key, ast.Constant) and isinstance(key.value, str) and "-" in key.value:
                        raised.add(f"error-{key.value}")
    assert raised
    assert raised - set(messages("fr")) == set()


def test_every_issue_has_its_sentence():
    assert {f"issue-{rule}" for rule in RULES} - set(messages("fr")) == set()


def test_french_punctuation_has_its_narrow_space():
    for path in sorted((PROJECT / "ui" / "texts" / "fr").glob("*.ftl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.search(r"[\w}»)][ \u00a0]?[;?!](\s|$)", line.partition("=")[2]), f"{path.name}: {line}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers(language):
    shown = [
        count(12345.4, language),
        decimal(2.25, language, digits=1),
        percent(0.4, language),
        minutes(15.2, language),
    ]
    french = [f"12{NARROW}345", "2,2", "40\u00a0%", "16\u00a0min"]
    assert shown == (french if language == "fr" else ["12,345", "2.2", "40%", "16\u00a0min"])


def test_almost_all_is_not_all():
    assert percent(0.997, "fr") == ">\u00a099\u00a0%"
    assert percent(0.001, "fr") == "<\u00a01\u00a0%"
    assert percent(1.0, "fr") == "100\u00a0%"
    assert percent(0.0, "fr") == "0\u00a0%"


def test_unknown_is_said():
    assert count(float("nan"), "fr") == "inconnu"
    assert minutes(float("nan"), "en") == "unknown"


def test_exactly_fifteen_minutes_stays_fifteen():
    assert minutes(15.0, "fr") == "15\u00a0min"


def test_an_error_reads_as_a_sentence_in_both_languages():
    error = BadInputError("unknown-births-year", births="1999", known="2022")
    assert "1999" in texts("fr").error(error)
    assert texts("fr").error(error) != texts("en").error(error)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", [0.0, 0.5, 1.5, 2.5, 999.95, 1000.0, 12345.678, -1234.56, 0.05, 0.125, 123456789.0])
def test_numbers_are_written_as_babel_writes_them(value, language):
    # But for the minus, which is a true one in both languages.
    whole, exact = (
        format_decimal(round(value, digits), format=form, locale=language).replace("-", "\u2212")
        for digits, form in ((0, "#,##0"), (2, "#,##0.00"))
    )
    assert (count(value, language), decimal(value, language, digits=2)) == (whole, exact)
    if value == 0 or value >= 1:
        assert percent(value, language) == format_percent(value, locale=language)


def test_a_date_is_written_as_far_as_it_is_known():
    assert [day(date, "fr") for date in ("2026", "2025-12", "2026-11-22", "undated")] == [
        "2026",
        "12/2025",
        "22/11/2026",
        "undated",
    ]
    assert day("2026-11-22", "en") == "2026-11-22"


def test_every_message_is_said_somewhere():
    """A key stands whole in the code, or is put together there from a beginning and codes that are known."""
    whole, composed = written_in_code()
    codes = whole | {
        as_code(word)
        for path in (PROJECT / "data").rglob("*")
        if path.suffix in (".toml", ".csv") and path.stat().st_size < 300_000
        for word in re.findall(r"[\w:-]+", path.read_text(encoding="utf-8"))
    }

    def said(key: str, *, deeper: int = 2) -> bool:
        if key in codes:
            return True
        found = (pattern.fullmatch(key) for pattern in composed) if deeper else ()
        return any(match and all(said(hole, deeper=deeper - 1) for hole in match.groups()) for match in found)

    assert said("scenario-amount-births-low-risk")
    assert not said("scenario-amount-births-of-nobody")
    assert {key for key in messages("fr") if not said(as_code(key))} == set()


def as_code(text: str) -> str:
    return re.sub("[_:]", "-", text.lower())


def written_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """Return the texts that stand in the code, and those that it puts together, as patterns."""
    whole: set[str] = set()
    composed = {"error-(.+)"}
    for folder in ("geo", "analysis", "ui"):
        for path in (PROJECT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    whole.add(as_code(node.value))
                elif isinstance(node, ast.JoinedStr):
                    parts: list[str] = [
                        re.escape(as_code(str(part.value))) if isinstance(part, ast.Constant) else "(.+)"
                        for part in node.values
                    ]
                    if any(re.search("[a-z]-|-[a-z]", part.replace("\\", "")) for part in parts if part != "(.+)"):
                        composed.add("".join(parts))
                elif isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant):
                    composed.add(f"{re.escape(as_code(str(node.left.value)))}(.+)")
    return whole, [re.compile(pattern) for pattern in sorted(composed)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_said_again_is_the_one_that_its_values_ask_for(language):
    catalogue = texts(language)
    asked = [0.0, -0.0, 1, True, 1.0, 12, "12", float("nan"), float("inf"), ""]
    for _ in range(2):
        for value in asked:
            alone = replace(catalogue, _said={})
            assert catalogue("minutes-short", minutes=value) == alone("minutes-short", minutes=value)
    with pytest.raises(KeyError):
        catalogue("minutes-short")


def test_what_was_said_is_not_kept_without_end():
    catalogue = replace(texts("fr"), _said={})
    for rank in range(5000):
        catalogue("minutes-short", minutes=rank)
    assert len(catalogue._said) <= 4096


@pytest.mark.parametrize(
    ("name", "joined"),
    [
        ("Namur", "de Namur"),
        ("Arlon", "d’Arlon"),
        ("Éghezée", "d’Éghezée"),
        ("Œudeghien", "d’Œudeghien"),
        ("Yvoir", "d’Yvoir"),
        ("Huy", "de Huy"),
        ("habitants", "d’habitants"),
        ("naissances", "de naissances"),
        ("Le Rœulx", "du Rœulx"),
        ("Les Bons Villers", "des Bons Villers"),
        ("La Louvière", "de La Louvière"),
    ],
)
def test_de_is_joined_to_what_follows(name, joined):
    assert f"Le besoin {joined} est" in texts("fr")("balance-hidden", zone=name)
