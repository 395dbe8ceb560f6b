"""Known vulnerabilities: told and refused where the database answers, said and passed over where it does not."""

import json

import pytest

from scripts import audit_dependencies
from scripts.audit_dependencies import NOT_REACHED, audit, pinned, verdict


def report(*dependencies: dict) -> str:
    return json.dumps({"dependencies": list(dependencies), "fixes": []})


SOUND = {"name": "h11", "version": "0.16.0", "vulns": []}
WEAK = {"name": "h11", "version": "0.14.0", "vulns": [{"id": "GHSA-1", "fix_versions": ["0.16.0"]}]}
LOST = {"name": "h11", "version": "0.14.0", "vulns": [{"id": "GHSA-2", "fix_versions": []}]}
UNSEEN = {"name": "odd", "skip_reason": "Dependency not found"}


def test_a_known_vulnerability_is_named_with_its_remedy_and_fails():
    status, lines = verdict(report(SOUND, WEAK, LOST, UNSEEN))
    assert status == 1
    assert lines == [
        "vulnerabilities: 2 known in 3 dependencies",
        "h11 0.14.0: GHSA-1, mended in 0.16.0",
        "h11 0.14.0: GHSA-2, mended in no version",
    ]


def test_nothing_known_passes():
    assert verdict(report(SOUND, UNSEEN)) == (0, ["vulnerabilities: 0 known in 1 dependencies"])


@pytest.mark.parametrize("text", ["", "not found", "[]", "{}", '{"dependencies": []}', report(UNSEEN, UNSEEN)])
def test_a_database_that_does_not_answer_is_said_and_passes(text):
    assert verdict(text) == (0, [NOT_REACHED])


def test_an_auditor_that_is_absent_or_hangs_is_a_database_that_does_not_answer(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert audit(["h11==0.16.0"]) == ""
    slow = tmp_path / "uv"
    slow.write_text("#!/bin/sh\nexec /bin/sleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    assert audit(["h11==0.16.0"], patience_s=0.2) == ""


def test_every_dependency_is_pinned_and_asked_about():
    names = {line.split("==")[0] for line in pinned()}
    assert {"h11", "starlette", "streamlit", "uvicorn", "websockets"} <= names
    assert audit_dependencies.PATIENCE_S <= 120
