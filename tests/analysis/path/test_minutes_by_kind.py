"""Minutes to the nearest actor of each kind, by hand."""

import numpy as np
import pandas as pd

from analysis.path.minutes_by_kind import minutes_by_kind

ACTORS = pd.DataFrame({"actor_id": ["s1", "s2", "h1", "c1"], "kind": ["saf", "saf", "hopital", "clps"]})
PLACES = pd.DataFrame({"place_id": ["q", "p", "far"]})
TRAVEL = pd.DataFrame(
    [
        ("p", "s1", 12.0),
        ("p", "s2", 7.5),
        ("q", "s2", 9.0),
        ("q", "s1", 30.0),
        ("p", "h1", 40.0),
        ("p", "c1", 1.0),
        ("elsewhere", "s1", 0.5),
    ],
    columns=["place_id", "actor_id", "minutes"],
)


def test_the_nearest_of_two_counts_whatever_their_order():
    found = minutes_by_kind(PLACES, TRAVEL, ACTORS, kinds=["hopital", "saf"])
    assert found.index.tolist() == ["q", "p", "far"]
    assert found.index.name == "place_id"
    assert set(found.dtypes) == {np.dtype("float64")}
    assert found.columns.tolist() == ["hopital", "saf"]
    assert found["saf"].tolist()[:2] == [9.0, 7.5]
    assert found.loc["p", "hopital"] == 40.0
    assert found.isna().sum().to_dict() == {"hopital": 2, "saf": 1}
    backwards = minutes_by_kind(PLACES, TRAVEL[::-1], ACTORS, kinds=["hopital", "saf"])
    pd.testing.assert_frame_equal(backwards, found)
