"""Thirty people at once on one server, by the protocol that the browser speaks: all answered, none by an error."""

import pytest

from benchmarks.app import SESSIONS, crowd
from benchmarks.app_session import AppSession, served

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def server():
    with served() as known:
        yield known


def test_thirty_sessions_are_answered_without_error(server):
    port, process = server
    with AppSession(port) as session:
        warm = session.open("", {"kind": "saf"})
    assert warm.errors == []
    assert warm.metrics
    waits, errors = crowd(port, process, changes=1)
    assert errors == []
    assert len(waits) == SESSIONS == 30


def test_what_one_session_chooses_is_not_seen_by_another(server):
    port, _ = server
    with AppSession(port) as one, AppSession(port) as other:
        mine, theirs = one.open("", {"zone": "80000"}), other.open("", {"zone": "90000"})
        assert mine.metrics != theirs.metrics
        assert one.choose("zone", "Namur (province)").metrics == theirs.metrics
        assert other.choose("threshold", "60\u202fmin").metrics[:5] == theirs.metrics[:5]
        assert one.choose("zone", "Luxembourg (province)").metrics == mine.metrics
