"""Buildings of actors: whatever the order of the rows, each is named by the least of the ids that share it."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.service_area.buildings import buildings

IDS = st.lists(st.text("ab0é-", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


@given(ids=IDS, data=st.data())
def test_a_building_is_named_by_the_least_of_its_ids(ids, data):
    drawn = [(data.draw(st.sampled_from(["Rue Basse, 1", "rue basse 1", "Place 2", None])), one) for one in ids]
    actors = pd.DataFrame(
        {
            "actor_id": ids,
            "address": [address for address, _ in drawn],
            "position_quality": "address",
            "zone_id": "1",
        }
    )
    at = {one: "own " + one if address is None else address[0].lower() for address, one in drawn}
    wanted = [min(other for other in ids if at[other] == at[one]) for one in ids]
    found = buildings(actors)
    assert found.tolist() == wanted
    assert found.index.tolist() == ids
