"""Lines of one actor: what they share, what they may leave blank, how identifiers are made."""

from collections.abc import Callable

from geo.files.register import RegisterReading
from tests.geo.files.register.register_cases import GOOD, NOWHERE

Reader = Callable[..., RegisterReading]
NEXT = {"actor_id": "a1", "service": "Ateliers"}


def test_later_lines_may_leave_the_actor_blank(read_rows: Reader) -> None:
    reading = read_rows(GOOD, NEXT)
    assert reading.ok
    assert reading.issues["rule"].tolist() == ["modes-defaulted"]
    assert len(reading.actors) == 1
    assert reading.services["source"].tolist() == [GOOD["source"]] * 2
    assert reading.services["capacity"].isna().tolist() == [False, True]


def test_doubts_about_an_inherited_cell_are_told_once(read_rows: Reader) -> None:
    reading = read_rows(GOOD | NOWHERE | {"name": "<b>Rose</b>"}, NEXT | {"mode": "mobile"})
    assert reading.issues[["row", "rule"]].to_numpy().tolist() == [[2, "html-in-text"], [2, "placed-at-locality"]]


def test_errors_about_an_inherited_cell_hold_for_each_line(read_rows: Reader) -> None:
    reading = read_rows(GOOD | {"kind": "zzz"}, NEXT)
    assert reading.issues.loc[reading.issues["rule"] == "unknown-kind", "row"].tolist() == [2, 3]
    assert reading.rows_kept == 0


def test_an_actor_takes_what_a_later_line_adds(read_rows: Reader) -> None:
    first = GOOD | NOWHERE | {"phone": "", "locality": "", "zone_id": "", "status": ""}
    reading = read_rows(first, GOOD | {"service": "Ateliers"})
    assert reading.ok
    actor = reading.actors.iloc[0]
    assert actor[["phone", "lon", "zone_id", "status"]].tolist() == [GOOD["phone"], 5.15, "01002", "open"]


def test_services_of_one_actor_keep_their_own_source(read_rows: Reader) -> None:
    reading = read_rows(GOOD, GOOD | {"service": "Ateliers", "source": "Affiche", "as_of": "2024", "note": "le jeudi"})
    assert reading.ok
    assert reading.actors[["source", "as_of"]].iloc[0].tolist() == ["Annuaire, 2025", "2025-03"]
    assert reading.services["as_of"].tolist() == ["2025-03", "2024"]
    assert reading.services["note"].isna().tolist() == [True, False]


def test_derived_identifiers(read_rows: Reader) -> None:
    blank = GOOD | {"actor_id": ""}
    reading = read_rows(blank, blank | {"locality": "Pré-Vert"}, blank | {"service": "Ateliers"})
    assert reading.actors["actor_id"].tolist() == ["hopital-maison-rose-bourg", "hopital-maison-rose-pre-vert"]
    assert len(reading.services) == 3
    derived = reading.issues[reading.issues["rule"] == "ids-derived"].iloc[0]
    assert derived["values"] == {"count": 3, "lines": "2, 3, 4"}


def test_the_same_line_twice_is_an_error_even_without_identifiers(read_rows: Reader) -> None:
    blank = GOOD | {"actor_id": ""}
    reading = read_rows(blank, blank)
    assert not reading.ok
    assert "duplicate-service" in set(reading.issues["rule"])
    assert reading.rows_kept == 1


def test_a_bad_line_does_not_take_its_actor_with_it(read_rows: Reader) -> None:
    reading = read_rows(GOOD | {"capacity": "-1"}, GOOD | {"service": "Ateliers"})
    assert not reading.ok
    assert reading.actors["actor_id"].tolist() == ["a1"]
    assert reading.services["service"].tolist() == ["Ateliers"]
