import numpy as np
import pandas as pd
import pytest

from analysis.service_area.offer import of_stage, offer_in_unit
from analysis.service_area.units import UnitConversion, common_unit, conversion, in_unit, load_conversions
from geo.errors import BadInputError, MissingFileError
from tests.analysis.balance.three_zones import actors, services

STEPS = (
    UnitConversion("a", "b", 10.0, "official", "s", "2025"),
    UnitConversion("b", "c", 2.0, "hypothesis", "s", "2025"),
)


def test_steps_multiply_forwards_and_divide_backwards():
    assert conversion("a", "c", steps=STEPS).factor == 20
    assert conversion("c", "a", steps=STEPS).factor == pytest.approx(0.05)
    assert conversion("a", "b", steps=STEPS).status == "official"
    assert conversion("a", "c", steps=STEPS).status == "hypothesis"  # the weakest
    assert conversion("a", "a", steps=STEPS).steps == ()
    assert conversion("a", "z", steps=STEPS) is None


def test_units_that_nothing_joins_never_mix():
    given = services(
        {"actor_id": "x", "capacity": 5, "used": 2, "capacity_unit": "families"},
        {"actor_id": "y", "capacity": 7, "capacity_unit": "places"},
        {"actor_id": "z"},
    )
    out = in_unit(given, "families", steps=load_conversions())
    assert out["capacity"].fillna(-1).tolist() == [5, -1, -1]
    assert out["used"].fillna(-1).tolist() == [2, -1, -1]
    assert out["unit_basis"].tolist() == ["same", "other", "unsaid"]
    assert given["capacity"].tolist()[:2] == [5, 7]
    assert in_unit(given, None, steps=STEPS)["capacity"].isna().all()


def test_the_common_unit():
    one = services({"actor_id": "x", "capacity": 5, "capacity_unit": "families"}, {"actor_id": "y"})
    assert common_unit(one) == "families"
    assert common_unit(pd.concat([one, one.assign(capacity_unit="places")])) is None
    assert common_unit(one.iloc[1:]) is None


def test_an_offer_has_two_bounds():
    who = actors("x", "y", "z", "w").assign(hours=[None, "mercredis et vendredis", "quand il pleut", None])
    rows = services(
        {"actor_id": "x", "capacity": 104, "capacity_unit": "half-days"},
        {"actor_id": "y"},
        {"actor_id": "z"},
        {"actor_id": "w", "capacity": 3, "capacity_unit": "places"},
    )
    out = offer_in_unit(who, rows, unit="half-days-per-week", steps=load_conversions())
    assert out["capacity_low"].tolist() == pytest.approx([2, 2, 0, 0])
    assert out["capacity_high"].tolist() == pytest.approx([2, 4, np.inf, np.inf])
    assert out["capacity_basis"].tolist() == ["converted", "hours", "unknown", "other-unit"]


def test_counting_actors_counts_each_once():
    rows = services({"actor_id": "x"}, {"actor_id": "x", "service": "2"}, {"actor_id": "y"})
    out = offer_in_unit(actors("x", "y"), rows, unit="actors", steps=STEPS)
    assert out["capacity_low"].tolist() == [1, 0, 1]


def test_a_service_that_says_no_stage_serves_them_all():
    rows = services(
        {"actor_id": "x", "stages": "prenatal;postnatal"},
        {"actor_id": "y", "stages": "early-childhood"},
        {"actor_id": "z"},
    )
    assert of_stage(rows, "postnatal")["actor_id"].tolist() == ["x", "z"]
    assert len(of_stage(rows, None)) == 3
    assert of_stage(rows.iloc[:0], "prenatal").columns.tolist() == rows.columns.tolist()


@pytest.mark.parametrize("entry", ["factor = 0", "factor = -2", 'factor = "two"', ""])
def test_a_conversion_needs_a_factor_and_a_source(tmp_path, entry):
    path = tmp_path / "units.toml"
    path.write_text(
        f'[[conversions]]\nfrom = "a"\nto = "b"\nstatus = "official"\nsource = "s"\ndate = "2025"\n{entry}\n', "utf-8"
    )
    with pytest.raises(BadInputError, match="units-file"):
        load_conversions(path)
    with pytest.raises(MissingFileError):
        load_conversions(tmp_path / "none.toml")
