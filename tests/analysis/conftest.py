import pandas as pd
import pytest

from tests.analysis.three_zones import ancestors, asking


@pytest.fixture
def tree() -> pd.DataFrame:
    """Three communes: a and b in province P, c in province Q, all in region R; as ``ancestors``."""
    return ancestors()


@pytest.fixture
def trips_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for travel times is given those that `three_zones` draws."""
    monkeypatch.setattr("analysis.service_area.travel_times.travel_times", asking())
