import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.service_area.opening_hours import read_hours, session_capacity, sessions_of
from analysis.service_area.opening_hours.words import clock
from analysis.service_area.units import load_conversions
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.balance.three_zones import actors, services

STEPS = load_conversions()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("mardi matin", 1, 1),
        ("mardi matin, sur rendez-vous", 1, 1),
        ("Mercredi après-midi, sur rendez-vous", 1, 1),
        ("mercredis et vendredis", 2, 4),
        ("lundi, mardi et jeudi matin", 3, 5),
        ("lundi matin et jeudi après-midi", 2, 2),
        ("mardi matin et après-midi", 2, 2),
        ("mardi toute la journée et jeudi matin", 3, 3),
        ("du lundi au jeudi", 4, 8),
        ("lun-ven le matin", 5, 5),
        ("du samedi au lundi matin", 3, 3),
        ("le matin du lundi au mercredi", 3, 3),
        ("consultations du lundi au jeudi ; rendez-vous 9-12 h et 14-17 h", 8, 8),
        ("lundi 9h-12h30 et 13h30-17h, mardi 14h-18h", 3, 3),
        ("tous les jours 9:00-12:00", 7, 7),
        ("en semaine de 9 h à 17 h", 10, 10),
        ("du lundi au vendredi de 9 h à 17 h sauf le mercredi après-midi", 9, 9),
        ("lundi et mardi matin ; fermé le lundi", 1, 1),
        ("un mardi sur deux, après-midi", 0.5, 0.5),
        ("semaines paires : mardi matin", 0.5, 0.5),
        ("1er et 3e jeudis du mois, matin", 24 / 52, 24 / 52),
        ("premier lundi du mois, après-midi", 12 / 52, 12 / 52),
        ("mardi à partir de 14h", 1, 1),
        ("mardi à partir de 9h", 1, 2),
        ("mardi jusqu'à 12h", 1, 1),
        ("lundi : 17h-19h", 1, 1),
        ("mercredi, une demi-journée", 1, 1),
        ("mardi (sauf vacances scolaires) matin", 1, 1),
        ("24h/24 7j/7", 14, 14),
        ("mardi matin, mardi matin", 1, 1),
    ],
)
def test_ordinary_hours(text, low, high):
    read = read_hours(text)
    assert read.status == "read", read.not_understood
    assert (read.half_days_min, read.half_days_max) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2 à 3 jours par semaine", 2, 6),
        ("maison didactique : une demi-journée par semaine (jour non publié)", 1, 1),
        ("½ journée par semaine", 1, 1),
        ("trois matinées par semaine", 3, 3),
        ("deux demi-journées par mois", 24 / 52, 24 / 52),
    ],
)
def test_a_number_of_sessions_without_days(text, low, high):
    read = read_hours(text)
    assert read.status == "days-unknown"
    assert not read.slots
    assert (read.half_days_min, read.half_days_max) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "text",
    [
        "toute l'année",
        "permanences de PMI (jours non lus)",
        "encadrement 24h/24",
        "9h-12h",
        "fermé le lundi",
        "mardi avec le docteur Dupont",
        "sur rendez-vous",
        "lundi 25h-26h",
        "lundi 12h-9h",
        "mardi matin, 3 jours par semaine",
        "sauf exception, le mardi",
        "",
    ],
)
def test_what_is_not_sure_is_unknown(text):
    read = read_hours(text)
    assert read.status == "unknown"
    assert math.isnan(read.half_days_min)
    assert math.isnan(read.half_days_max)
    assert math.isnan(read.hours_min)


def test_the_words_that_stand_in_the_way_are_told():
    assert read_hours("mardi avec le docteur Dupont").not_understood == ("docteur", "dupont")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("lundi 9h-12h30 et 13h30-17h, mardi 14h-18h", 11),
        ("consultations du lundi au jeudi ; rendez-vous 9-12 h et 14-17 h", 24),
        ("en semaine de 9 h à 17 h", 40),
        ("un mardi sur deux, 14h-17h", 1.5),
        ("mardi 8h-9h et 10h-12h", 3),
        ("entre 9h et 12h le lundi", 3),
    ],
)
def test_hours_a_week(text, hours):
    assert read_hours(text).hours_min == pytest.approx(hours)


def test_half_days_without_times_give_no_hours():
    assert math.isnan(read_hours("mardi matin").hours_min)
    assert math.isnan(read_hours("mardi matin 9h-12h et jeudi").hours_min)


def test_days_and_parts():
    slots = read_hours("vendredi matin et dimanche").slots
    assert [(slot.weekday, slot.half, slot.certain) for slot in slots] == [
        (4, "morning", True),
        (6, "morning", False),
        (6, "afternoon", False),
    ]


def test_holidays_are_noted():
    assert read_hours("mardi matin hors vacances scolaires").term_only
    assert not read_hours("mardi matin").term_only


@given(st.text(alphabet="lundimarcesjv 0123456789h:-,;()'éà½/", max_size=40))
def test_any_text_is_read_or_unknown(text):
    read = read_hours(text)
    assert read.status in ("read", "days-unknown", "unknown")
    if read.status == "unknown":
        assert math.isnan(read.half_days_min)
    else:
        assert 0 <= read.half_days_min <= read.half_days_max


@pytest.mark.parametrize(
    ("text", "hour"), [("9", 9), ("9 h 30", 9.5), ("08:15", 8.25), ("24", 24), ("24h30", None), ("9h75", None)]
)
def test_clock(text, hour):
    assert clock(text) == hour


def test_capacity_from_hours():
    told = actors("exact", "bounds", "times", "silent", "two", "visits").assign(
        hours=[
            "mardi matin",
            "mercredis et vendredis",
            "lundi 9h-12h, mardi 14h-18h",
            None,
            "mardi matin",
            "mardi matin",
        ]
    )
    rows = services(
        *({"actor_id": name} for name in ("exact", "bounds", "times", "silent", "two")),
        {"actor_id": "two", "service": "2"},
        {"actor_id": "visits", "mode": "home-visits"},
    )
    weekly = session_capacity(told, rows, unit="half-days-per-week", steps=STEPS).set_index("actor_id")
    assert weekly[["capacity_low", "capacity_high"]].to_dict("index") == {
        "exact": {"capacity_low": 1, "capacity_high": 1},
        "bounds": {"capacity_low": 2, "capacity_high": 4},
        "times": {"capacity_low": 2, "capacity_high": 2},
    }
    yearly = session_capacity(told, rows, unit="half-days", steps=STEPS).set_index("actor_id")
    assert yearly.loc["bounds", "capacity_high"] == 4 * 52
    hours = session_capacity(told, rows, unit="session-hours-per-week", steps=STEPS).set_index("actor_id")
    assert hours["capacity_low"].to_dict() == {"exact": 3, "bounds": 6, "times": 7}
    assert session_capacity(told, rows, unit="families", steps=STEPS).empty


def test_sessions_of_a_register():
    out = sessions_of(actors("a", "b").assign(hours=["mardi matin", "quand il pleut"])).set_index("actor_id")
    assert out["hours_status"].to_dict() == {"a": "read", "b": "unknown"}
    assert out.loc["b", "not_understood"] == "quand il pleut"
    assert np.isnan(out.loc["b", "half_days_min"])
    assert sessions_of(actors("a")).empty


def test_the_hours_of_the_embedded_registers():
    ain = sessions_of(load(load_territory("ain")).actors).set_index("actor_id")
    found = ain[["half_days_min", "half_days_max"]].dropna().to_dict("index")
    assert found == {
        "fr-centre-sante-nantua": {"half_days_min": 8, "half_days_max": 8},
        "fr-pmi-amberieu": {"half_days_min": 2, "half_days_max": 4},
        "fr-pmi-pont-d-ain": {"half_days_min": 1, "half_days_max": 1},
        "fr-pmi-saint-rambert": {"half_days_min": 1, "half_days_max": 1},
    }


MONTH = 12 / 52


@pytest.mark.parametrize(
    ("text", "half_days"),
    [
        ("Fermé le lundi, mercredi 13h30-16h", 1),
        ("fermé le mercredi, lundi et jeudi 9h-12h", 2),
        ("du lundi au jeudi sauf le mardi, 9h-12h", 3),
        ("du lundi au jeudi sauf le mardi 9h-12h", 3),
        ("du lundi au vendredi 9h-12h, sauf le mardi et le jeudi", 3),
        ("tous les jours sauf samedi et dimanche, 8h30-12h et 13h30-17h", 10),
        ("mardi 9h-12h sauf le 2e mardi du mois", 1 - MONTH),
        ("mardi matin sauf les 1er et 3e mardis du mois", 1 - 2 * MONTH),
        ("Mercredi 14h-17h, 1er vendredi du mois", 1 + MONTH),
        ("lundi 9h-12h, 2e et 4e jeudi du mois", 1 + 2 * MONTH),
        ("1er lundi et 3e jeudi du mois, 9h-12h", 2 * MONTH),
        ("mardi de 9h à 12h, 1er et 3e du mois", 2 * MONTH),
        ("dernier mercredi du mois 14h-16h", MONTH),
        ("1er et 3e jeudi du mois 13h30-15h30, sauf congés scolaires", 2 * MONTH),
        ("lundi matin, 2e jeudi du mois (9-12h), hors jours fériés", 1 + MONTH),
        ("me 9h-12h", 1),
        ("lu, ma et je 9h-12h", 3),
        ("lu-ve 9h-12h et 13h-17h", 10),
        ("Mo,We 09:00-12:00; Fr[2] 14:00-16:00", 2 + MONTH),
        ("Th[1,3] 13:30-15:30; SH off", 2 * MONTH),
        ("Mo-Fr 09:00-17:00", 10),
        ("Mo-Fr 09:00-12:00; We off", 4),
        ("0,23", 0.23),
        ("1,5 demi-journée par semaine", 1.5),
    ],
)
def test_exceptions_and_days_of_the_month(text: str, half_days: float) -> None:
    read = read_hours(text)
    assert (read.half_days_min, read.half_days_max) == pytest.approx((half_days, half_days))


@pytest.mark.parametrize(
    "text",
    [
        "sur rendez-vous",
        "fermé le lundi, mardi et jeudi",
        "fermé le lundi sauf le 1er lundi du mois 9h-12h",
        "PH off",
        '"sur rendez-vous"',
        "lundi 9h-12h sauf quand il pleut",
    ],
)
def test_what_is_not_sure_stays_unknown(text: str) -> None:
    read = read_hours(text)
    assert read.status == "unknown"
    assert math.isnan(read.half_days_min)


def test_school_holidays_are_noted_in_both_writings() -> None:
    assert read_hours("lundi 9h-12h, sauf congés scolaires").term_only
    assert read_hours("Mo 09:00-12:00; SH off").term_only
    assert not read_hours("Mo 09:00-12:00; PH off").term_only


def test_the_same_hours_in_words_and_in_the_syntax_of_openstreetmap() -> None:
    words = read_hours("lundi et mercredi 9h-12h, mardi 13h30-17h")
    osm = read_hours("Mo,We 09:00-12:00; Tu 13:30-17:00")
    assert (words.half_days_min, words.hours_min) == (osm.half_days_min, osm.hours_min) == (3, 9.5)
    assert read_hours("24/7").always
    assert read_hours("24/7").half_days_min == read_hours("24h/24, 7j/7").half_days_min == 14


@given(st.sets(st.integers(0, 6), min_size=1), st.integers(6, 11), st.integers(1, 3))
def test_any_days_in_the_syntax_of_openstreetmap(days: set[int], start: int, lasting: int) -> None:
    names = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    end = min(start + lasting, 13)
    read = read_hours(f"{','.join(names[day] for day in sorted(days))} {start:02}:00-{end:02}:00")
    assert read.half_days_min == read.half_days_max == len(days)
    assert read.hours_min == pytest.approx(len(days) * (end - start))


@given(st.text(max_size=40))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    read = read_hours(text)
    assert read.status in {"read", "days-unknown", "unknown"}
    assert math.isnan(read.half_days_min) or 0 <= read.half_days_min <= read.half_days_max


@pytest.mark.parametrize(
    ("text", "half_days"),
    [
        ("Lundi, mardi, jeudi : 9h-12h / 14h-17h — mercredi : 9h-12h", 7),
        ("Lundi 13h30-18h00 - Mercredi 9h00-12h00 - Vendredi 9h00-12h00", 3),
        ("lundi-mardi-jeudi-vendredi 9h-12h", 4),
        ("Mardi – Jeudi 9h-12h", 3),
        ("lundi au vendredi : 9h - 12h / mercredi : 14h - 17h", 6),
        ("Lundi au vendredi : 08h00-18h00, samedi : 9h00-12h00, dimanche : fermé", 11),
        ("lundi : 9h - 12h ; mardi : fermé ; mercredi : 14h - 17h", 2),
        ("mardi fermé, mercredi fermé, jeudi 9h-12h", 1),
        ("lundi et mardi 9h-12h, mercredi et samedi fermé", 2),
        ("Lu 9h-12h Ma 9h-12h Me fermé Je 9h-12h Ve 9h-12h", 4),
        ("En semaine : 8h-18h. Samedi : 8h-12h. Fermé le dimanche.", 11),
        ("lundi (semaine paire) 9h-12h", 0.5),
        ("mardi 14h-16h (tous les 15 jours)", 0.5),
        ("Vendredi matin (9h30-11h30)", 1),
        ("2ème et 4ème mardi du mois (matin)", 24 / 52),
        ("le lundi de 9h à 11h (nourrissons), le jeudi de 14h à 16h (vaccins)", 2),
        ("mardi 14-16h (bâtiment A), jeudi 9-11h (bâtiment B)", 2),
        ("lundi 8h-12h 14h-18h, mercredi 8h-12h", 3),
        ("lun. mar. jeu. ven. 8h45-12h15 13h45-17h30", 8),
        ("Lun, Mar, Jeu, Ven : 08:30-12:00, 13:30-17:00; Mer: 08:30-12:00", 9),
        ("Mardi 9.30 - 12.30 h et 13.30 - 16 h", 2),
        ("mardi & jeudi 13h30>16h30", 2),
        ("mardi, de 9h à midi", 1),
        ("du lundi au vendredi de midi à 14h", 5),
        ("Du lundi au vendredi 9h-17h non-stop", 10),
        ("mardi matin et un jeudi sur deux l'après-midi", 1.5),
        ("un samedi matin sur deux", 0.5),
        ("une fois par mois, le mardi matin", 12 / 52),
        ("un mercredi par mois, 14h-16h", 12 / 52),
        ("tous les lundis et jeudis de 13h00 à 15h00 et 1 samedi par mois", 2 + 12 / 52),
        ("lundi 9h-12h, 2e et 4e jeudis 14h-16h", 1 + 24 / 52),
        ("2e, 3e et 4e mardi du mois 9h-12h", 36 / 52),
        ("le 1er et le 3e jeudi du mois, 13h30-15h30", 24 / 52),
        ("lundi 9h-12h (hors vacances scolaires) et 1er samedi 9h-12h", 1 + 12 / 52),
        ("lundi au jeudi 9h-17h et vendredi 9h-16h, fermé pendant les vacances de Noël", 10),
        ("Semaines paires : mardi 9h-12h ; semaines impaires : jeudi 14h-17h", 1),
        ("tous les jours sauf le dimanche de 8h à 20h", 12),
        ("LUNDI 9H00-12H00 | MARDI 14H00-17H00", 2),
    ],
)
def test_hours_as_lists_write_them(text: str, half_days: float) -> None:
    read = read_hours(text)

    assert read.half_days_min == pytest.approx(half_days, abs=1e-9), read
    assert read.half_days_max == pytest.approx(half_days, abs=1e-9), read


@pytest.mark.parametrize(
    "text",
    [
        "Horaires d'été : lundi 9h-12h",
        "lundi 9h-12h (juillet)",
        "mardi 9h-12h (sauf août)",
        "du lundi au vendredi sauf mercredi matin 9h-12h 14h-17h",
        "du lundi 9h au vendredi 17h",
        "Fermé le lundi et le mardi ; ouvert de 9h à 12h les autres jours",
        "mercredi une semaine sur trois 9h-12h",
        "Mardis 7, 14, 21 et 28 : 9h-12h",
    ],
)
def test_hours_that_could_mean_less_stay_unknown(text: str) -> None:
    assert read_hours(text).status == "unknown"
