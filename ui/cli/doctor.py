"""``maillage doctor``: what is wrong with the workspace, and the mending of what can be."""

from typing import Any

import click

from geo.doctor import Finding, examine, mend
from geo.errors import MaillageError
from geo.json_values import json_text
from geo.paths import workspace_folder
from ui.cli.tables import told_progress
from ui.texts import Texts

_MARKS = {"good": "✓", "note": "–", "problem": "✗"}


def command(texts: Texts) -> click.Command:
    """Build the command; its status is 1 while a problem is left."""

    @click.command("doctor", help=texts("cli-doctor-help"))
    @click.option("--mend", "with_mending", is_flag=True, help=texts("cli-doctor-mend-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def doctor(*, with_mending: bool, as_json: bool) -> None:
        with told_progress(texts):
            found = examine()
            done = [_mended(finding, texts) for finding in found if finding.mend] if with_mending else []
            left = examine() if with_mending else found
        if as_json:
            record = {
                "workspace": str(workspace_folder()),
                "findings": [_record(finding, texts) for finding in found],
                "mended": done,
                "left": [_record(finding, texts) for finding in left if finding.state == "problem"],
            }
            click.echo(json_text(record))
        else:
            _print(found, done, texts)
        if any(finding.state == "problem" for finding in left):
            raise SystemExit(1)

    return doctor


def sentence(finding: Finding, texts: Texts) -> str:
    """Return what a finding says."""
    values: dict[str, Any] = dict(finding.values)
    key = finding.key if finding.key.startswith("mended-") else f"seen-{finding.key}"
    return texts(f"error-{finding.key}" if finding.key.startswith("store-") else f"doctor-{key}", **values)


def _mended(finding: Finding, texts: Texts) -> str:
    try:
        done = sentence(mend(finding), texts)
    except MaillageError as error:
        return texts("doctor-not-mended", subject=finding.subject, reason=texts.error(error))
    return f"{finding.subject} : {done}" if texts.language == "fr" else f"{finding.subject}: {done}"


def _record(finding: Finding, texts: Texts) -> dict[str, Any]:
    return {
        "subject": finding.subject,
        "state": finding.state,
        "key": finding.key,
        "sentence": sentence(finding, texts),
        "mend": None if finding.mend is None else texts(f"doctor-mend-{finding.mend}"),
    }


def _print(found: list[Finding], done: list[str], texts: Texts) -> None:
    subject = ""
    for finding in found:
        if finding.subject != subject:
            subject = finding.subject
            named = subject in ("workspace", "backups")
            click.echo(texts(f"doctor-subject-{subject}") if named else subject)
        click.echo(f"  {_MARKS[finding.state]} {sentence(finding, texts)}")
        if finding.mend and not done:
            click.echo(f"    → {texts(f'doctor-mend-{finding.mend}')}")
    if done:
        click.echo(texts("doctor-done"))
        for line in done:
            click.echo(f"  ✓ {line}")
    elif any(finding.mend for finding in found):
        click.echo(texts("doctor-how"))
    else:
        click.echo(texts("doctor-all-good"))
