"""Small territories for the tests of access: frames drawn by hand, or by hypothesis."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from tests.tries import tries

examples = tries(20)


def ids(prefix, count):
    return pd.Index(
        [f"{prefix}{i}" for i in range(count)], name=f"{'place' if prefix == 'p' else 'actor'}_id", dtype="str"
    )


def table(minutes):
    """A travel table from a matrix of minutes, NaN being unreachable."""
    matrix = np.asarray(minutes, dtype=float)
    rows, columns = np.nonzero(~np.isnan(matrix))
    return pd.DataFrame(
        {
            "place_id": ids("p", matrix.shape[0]).take(rows),
            "actor_id": ids("a", matrix.shape[1]).take(columns),
            "minutes": matrix[rows, columns],
        }
    )


def need(*values):
    return pd.Series(np.array(values, dtype=float), index=ids("p", len(values)), name="births")


def capacity(*values):
    return pd.Series(np.array(values, dtype=float), index=ids("a", len(values)), name="capacity_year")


@st.composite
def territories(draw, *, unknown=False):
    """A matrix of minutes (NaN: unreachable), needs and capacities (NaN: unknown, when asked for)."""
    n_places, n_actors = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    minute = st.one_of(st.none(), st.integers(0, 90), st.sampled_from([30.0, 30.5, 59.9, 60.0]))
    cells = draw(st.lists(minute, min_size=n_places * n_actors, max_size=n_places * n_actors))
    matrix = np.array([np.nan if cell is None else cell for cell in cells], dtype=float).reshape(n_places, n_actors)
    amount = st.one_of(st.none(), st.integers(0, 50)) if unknown else st.integers(0, 50)
    births = draw(st.lists(amount, min_size=n_places, max_size=n_places))
    places_offered = draw(st.lists(amount, min_size=n_actors, max_size=n_actors))
    return matrix, need(*births), capacity(*places_offered)
