from collections.abc import Iterator

import pytest

from tests.ui.driving import forget


@pytest.fixture
def forgotten() -> Iterator[None]:
    """An app that keeps nothing in memory, before and after."""
    forget()
    yield
    forget()


@pytest.fixture
def own_app(own_workspace: None, forgotten: None) -> None:
    """An app on a workspace that the test may change, and which keeps nothing in memory."""
