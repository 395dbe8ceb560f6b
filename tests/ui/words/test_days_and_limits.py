"""Days of a source, limits of an option, and one or several that close, as each language writes them."""

import click
import pytest

from geo.errors import BadInputError
from ui.cli.quantities import Number
from ui.texts import texts
from ui.words.numbers import dated, days_within


@pytest.mark.parametrize(
    ("said", "french"),
    [
        ("SNCB, 2026-11-24", "SNCB, 24/11/2026"),
        ("2022-2025, fichier du 2026-09-23", "2022-2025, fichier du 23/09/2026"),
        ("2026-01-01 ; 2026-09-05.", "01/01/2026 ; 05/09/2026."),
        ("https://journal.be/2021-06-15/plateforme", "https://journal.be/2021-06-15/plateforme"),
        ("gtfs-2026-11-24.zip", "gtfs-2026-11-24.zip"),
        ("0032-12-34-56", "0032-12-34-56"),
        ("", ""),
    ],
)
def test_days_of_a_source_are_written_as_the_language_does_and_addresses_stay(said, french):
    assert days_within(said, "fr") == french
    assert days_within(said, "en") == said


@pytest.mark.parametrize(("language", "most"), [("fr", "86\u202f400"), ("en", "86,400")])
def test_a_large_limit_has_its_thousands_apart(language, most):
    with pytest.raises(BadInputError) as refused:
        Number(high=86_400.0).convert("90000", click.Option(["--time-limit"]), None)
    assert most in texts(language).error(refused.value)


def test_one_closes_and_several_close():
    catalogue = texts("fr")
    assert catalogue("siting-closes", names="Arlon", count=1).startswith("Ferme\u202f:")
    assert catalogue("siting-closes", names="Arlon, Virton", count=2).startswith("Ferment\u202f:")


@pytest.mark.parametrize(
    ("as_of", "french"),
    [("2024-04-27", "27/04/2024"), ("2024-02", "02/2024"), ("2025", "2025"), ("undated", "sans date"), (None, "")],
)
def test_the_date_of_a_source_in_words(as_of, french):
    assert dated(as_of, "fr") == french
    assert dated(as_of, "en") == {"undated": "undated", None: ""}.get(as_of, as_of)
