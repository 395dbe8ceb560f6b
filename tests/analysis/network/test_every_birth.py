"""From pilot to every birth by hand: births from fertility, centres, days, staff, distances, and the week of a PMI."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from analysis.network.every_birth import (
    EveryBirthHypotheses,
    every_birth,
    half_days,
    load_hypotheses,
    pilot_distances,
    pilot_of,
    place_births,
    read_groups,
)
from analysis.question import Question
from geo.errors import BadInputError, NotFoundError
from geo.schema import FIGURE, conform
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.three_zones import NAN, actor, land, service

HAND = EveryBirthHypotheses(
    status="hypothesis",
    source="by hand",
    date="2026",
    fertile_years=30,
    contacts=6,
    children_per_day=4,
    days_per_week=5,
    weeks=50,
    staff_per_day=2,
)
CENTRES = [actor("h1", "centre-de-sante", "a"), actor("h2", "centre-de-sante", "c")]


def centres(**more):
    return land(actors=CENTRES, services=[service("h1"), service("h2")], **more)


@pytest.mark.usefixtures("trips_by_hand")
def test_each_place_goes_to_its_nearest_centre_and_work_follows():
    """h1 has a1 (10 births, 10 min), a2 (30, 30 min) and b1 (20, 31 min); h2 has c1 (40, 5 min).

    60 births × 6 visits ÷ 4 a day ÷ 50 weeks = 1.8 days a week, one room, 1.8 ÷ 5 × 2 = 0.72 staff.
    """
    found = every_birth(centres(), Question(kind="centre-de-sante"), "R", HAND)
    table = found.centres.set_index("actor_id")
    assert table["births"].to_dict() == {"h1": 60.0, "h2": 40.0}
    assert table.loc["h1", "minutes"] == pytest.approx((10 * 10 + 30 * 30 + 20 * 31) / 60)
    assert table.loc["h1", ["days", "rooms", "staff"]].tolist() == pytest.approx([1.8, 1, 0.72])
    assert (found.total, found.reached, found.births_basis) == (100.0, 100.0, "published")
    assert (found.days, found.staff) == pytest.approx((3.0, 1.2))
    assert found.register_state == "complete"
    assert found.zones.set_index("zone_id")["births"].to_dict() == {"a": 40.0, "b": 20.0, "c": 40.0}
    many = replace_struct(HAND, children_per_day=0.5)
    assert every_birth(centres(), Question(kind="centre-de-sante"), "R", many).centres["rooms"].tolist() == [3, 2]


@pytest.mark.usefixtures("trips_by_hand")
def test_a_zone_counts_its_own_births_alone():
    found = every_birth(centres(), Question(kind="centre-de-sante"), "b", HAND)
    assert found.centres["births"].tolist() == [20.0]
    assert found.total == 20.0


@pytest.mark.usefixtures("trips_by_hand")
def test_births_of_a_commune_that_publishes_none_come_from_its_women_and_its_fertility():
    """30 years: 300 women × 2 children ÷ 30 = 20 births in a1; b has no rate, its births stay unknown."""
    data = centres(births=(NAN, NAN, NAN, NAN, NAN))
    rates = pd.DataFrame([(zone, "fertility", 2024, rate, "official", "h") for zone, rate in (("a", 2.0), ("c", 1.0))])
    women = data.places.assign(women_15_49=[300.0, 150.0, 90.0, 60.0, NAN])
    data = replace(data, places=women, figures=conform(rates.set_axis(FIGURE.names, axis=1), FIGURE))
    births, basis = place_births(data, HAND)
    assert basis == "fertility"
    assert births[:2].tolist() == [20.0, 10.0]
    assert math.isnan(births[2])
    assert births[3] == 2.0
    found = every_birth(data, Question(kind="centre-de-sante"), "R", HAND)
    assert (found.births_basis, found.total) == ("fertility", 32.0)
    nothing = replace(data, figures=data.figures.iloc[:0])
    with pytest.raises(NotFoundError, match="no-births-known"):
        every_birth(nothing, Question(kind="centre-de-sante"), "R", HAND)


def test_souss_massa_has_births_by_commune_and_six_sites():
    data = load(load_territory("souss-massa"))
    births, basis = place_births(data, load_hypotheses())
    agadir = births[(data.places["zone_id"] == "09.001.01.01").to_numpy()].sum()
    assert basis == "fertility"
    assert agadir == pytest.approx(136379 * 1.46 / 35, rel=1e-6)
    pilot = pilot_of("souss-massa")
    assert len(pilot.sites) == 6
    assert [one.present for one in pilot.carriers] == ["yes", "unknown", "unknown"]
    found = pilot_distances(data, Question(), pilot)
    assert len(found.pairs) == 15
    assert found.sites.set_index("actor_id").loc[pilot.coordinator, "to_coordinator"] == 0
    assert found.longest == found.pairs["minutes"].max()
    tata = found.sites.set_index("actor_id").loc["ma-centre-pilote-tata", "to_coordinator"]
    assert tata > 120  # the far side of the Anti-Atlas
    assert pilot_of("ain") is None
    with pytest.raises(NotFoundError, match="unknown-actor"):
        pilot_distances(load(load_territory("ain")), Question(), pilot)


def test_the_week_of_a_pmi_by_hand(tmp_path):
    """p1 in a: Tuesday morning and Wednesday afternoon; p2 in b says nothing. R has 100 births: 2 half-days for 50."""
    data = land(
        actors=[
            {**actor("p1", "pmi", "a"), "hours": "mardi matin, mercredi après-midi"},
            actor("p2", "pmi", "b"),
            {**actor("p3", "pmi", "c", status="planned"), "hours": "lundi matin"},
        ],
        services=[service("p1"), service("p2"), service("p3")],
    )
    found = half_days(data, "R", births_per_half_day=50)
    grid = found.grid.set_index("actor_id")
    assert grid.index.tolist() == ["p1", "p2"]
    assert [name for name in found.grid.columns if grid.loc["p1"].get(name) == "yes"] == ["1-morning", "2-afternoon"]
    assert (grid.loc["p1", "low"], grid.loc["p1", "high"]) == (2, 2)
    assert math.isnan(grid.loc["p2", "low"])
    whole = found.groups.iloc[0]
    assert whole[["births", "required", "low", "sites", "silent"]].tolist() == [100, 2, 2, 2, 1]
    path = tmp_path / "territoires.csv"
    path.write_text("zone,groupe\na,Nord\nb,Sud\n", encoding="utf-8")
    told = half_days(data, "R", births_per_half_day=50, groups=read_groups(path, data)).groups.set_index("group")
    assert told.loc["Nord", ["births", "required", "low"]].tolist() == [40, 0.8, 2]
    assert told.loc["Sud", ["births", "low", "silent"]].tolist() == [20, 0, 1]
    assert told.loc["?", ["births", "sites"]].tolist() == [40, 0]


def test_the_ain_asks_for_34_half_days_and_knows_four():
    """6,881 births, one half-day for 200: 34.4. Ambérieu two or more, Pont-d'Ain and Saint-Rambert one each."""
    found = half_days(load(load_territory("ain")), "01")
    whole = found.groups.iloc[0]
    assert whole["required"] == pytest.approx(34.405)
    assert len(found.grid) == whole["sites"] == 4
    assert whole["silent"] == 1
    assert 4 <= found.grid["high"].sum() <= 6


@pytest.mark.parametrize(
    ("content", "key"),
    [("zone,groupe\nx,Nord\n", "groups-zone"), ("zone,groupe\na,N\na,S\n", "groups-twice"),
     ("commune,groupe\na,N\n", "missing-column"), ("", "groups-file")],
)  # fmt: skip
def test_territories_that_cannot_be_read_are_refused(tmp_path, content, key):
    path = tmp_path / "territoires.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInputError, match=key):
        read_groups(path, land())


def test_hypotheses_outside_sense_are_refused(tmp_path):
    path = tmp_path / "wrong.toml"
    path.write_text('status = "hypothesis"\nsource = "s"\ndate = "2026"\nfertile_years = 0\n', encoding="utf-8")
    with pytest.raises(BadInputError, match="every-birth-file"):
        load_hypotheses(path)


def replace_struct(told, **changes):
    import msgspec  # noqa: PLC0415

    return msgspec.structs.replace(told, **changes)
