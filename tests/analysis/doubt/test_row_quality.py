"""The quality of a row, counted by hand: each criterion from 0 to 1, those that do not apply left out of the mean."""

from datetime import date

import pandas as pd
import pytest

from analysis.doubt.row_quality import load_row_quality, mean_quality, row_quality
from geo import schema
from geo.errors import BadInputError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary

TODAY = date(2026, 11, 27)
ROW = {
    "actor_id": "a",
    "name": "A",
    "kind": "saf",
    "lon": 4.8,
    "lat": 50.4,
    "position_quality": "address",
    "status": "open",
    "hours": "lundi 9h-12h",
    "phone": "081",
    "source": "s",
    "as_of": "2026-10-01",
}
SERVICE = {"actor_id": "a", "service": "s", "mode": "on-site", "capacity": 10.0, "source": "s", "as_of": "2026-10-01"}


def scored(row=None, service=None):
    actors = schema.conform(pd.DataFrame([{**ROW, **(row or {})}]), schema.ACTOR)
    services = schema.conform(pd.DataFrame([{**SERVICE, **(service or {})}]), schema.SERVICE)
    return row_quality(actors, services, today=TODAY).loc["a"]


def test_a_row_that_says_everything_is_whole():
    assert scored().tolist() == [1.0] * 6


@pytest.mark.parametrize(
    ("row", "service", "score"),
    [
        ({"as_of": "undated"}, {}, 4 / 5),
        ({"position_quality": "locality"}, {}, 4.5 / 5),
        ({"lon": float("nan"), "lat": float("nan"), "position_quality": "unknown"}, {}, 4 / 5),
        ({}, {"capacity": float("nan")}, 4 / 5),
        ({"hours": None, "phone": None}, {}, 3 / 5),
        ({"phone": None, "website": "https://x.be"}, {}, 1.0),
        # Not applicable is not zero: the mean is over what is left.
        ({"kind": "maternite", "hours": None}, {}, 1.0),
        ({"kind": "maternite", "hours": None, "phone": None}, {}, 3 / 4),
        ({"kind": "caf"}, {"capacity": float("nan")}, 1.0),
        ({"lon": float("nan"), "hours": None}, {"mode": "home-visits", "covers": "be-x"}, 1.0),
        ({"lon": float("nan"), "hours": None}, {"mode": "home-visits"}, 3 / 4),
    ],
)
def test_what_a_row_lacks_costs_its_part(row, service, score):
    assert scored(row, service)["score"] == pytest.approx(score)


@pytest.mark.parametrize(
    ("as_of", "fresh"),
    [
        ("2026-06-01", 1.0),
        ("2024-11-20", 0.0),
        ("2020", 0.0),
        ("2025-08-27", 0.5),  # 457 days are 15.01 months: half-way from 6 to 24
    ],
)
def test_freshness_falls_to_none_at_two_years(as_of, fresh):
    assert scored({"as_of": as_of})["fresh"] == pytest.approx(fresh, abs=0.002)


def test_what_was_verified_since_is_fresh():
    assert scored({"as_of": "2020"}, {"verified": "2026-11-01"})["fresh"] == 1.0


def test_nothing_applies_to_a_closed_actor():
    assert scored({"status": "closed"}).isna().all()
    assert pd.isna(mean_quality(pd.Series([float("nan")])))


def test_the_users_own_file_takes_its_place(tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path))
    embedded = load_row_quality()
    own = tmp_path / "quality.toml"
    text = "\n".join(
        [
            'status = "stated"\nsource = "nous"\ndate = "2026"\nfresh_months = 12\nstale_months = 36',
            "[weights]\nfresh = 0\nplace = 0\ncapacity = 0\nhours = 0\ncontact = 2",
            "[place]\naddress = 1\nlocality = 1\ncommune = 1\napproximate = 1\nunknown = 0",
        ]
    )
    own.write_text(text, encoding="utf-8")
    assert (load_row_quality().source, embedded.source == "nous") == ("nous", False)
    assert scored({"phone": None})["score"] == 0.0
    own.write_text(text.replace("fresh_months = 12", "fresh_months = 40"), encoding="utf-8")
    with pytest.raises(BadInputError, match="quality-criteria"):
        load_row_quality()


def test_the_kinds_set_apart_exist_and_every_row_has_a_score():
    rules, kinds = load_row_quality(), load_vocabulary().kinds
    assert set().union(*rules.not_applicable.values()) <= set(kinds)
    data = load(load_territory("ain"))
    found = row_quality(data.actors, data.services, today=TODAY)
    going = data.actors.set_index("actor_id")["status"] != "closed"
    assert found.loc[going, "score"].between(0, 1).all()
