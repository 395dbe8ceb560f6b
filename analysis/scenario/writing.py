"""A scenario as a TOML text that people can read, change and send."""

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from analysis.question import Question
from analysis.scenario.definition import Scenario


def scenario_text(scenario: Scenario, *, over: str = "") -> str:
    """Return the file of a scenario; reading it again gives the same scenario.

    Parameters
    ----------
    over
        The text of the file that the scenario was read from: what says the same is kept as it was written, comments
        and blank lines included.
    """
    values: dict[str, Any] = {**scenario.values()}
    try:
        document = tomlkit.parse(over)
    except TOMLKitError:  # a few odd texts that are TOML to the reader
        document = tomlkit.document()
    changes = values.pop("changes")
    question = values.pop("question")
    _lay(document, values, but=("question", "changes"))
    if not isinstance(document.get("question"), Table):
        document.pop("question", None)
        document.append("question", tomlkit.table())
    unsaid: Mapping[str, Any] = {**Question().values()} if over else {}
    _lay(document["question"], question, unsaid=unsaid)
    written = document.get("changes")
    if not isinstance(written, AoT) or len(written) != len(changes):
        document.pop("changes", None)
        written = tomlkit.aot()
        for _ in changes:
            written.append(tomlkit.table())
        if changes:
            document.append("changes", written)
        fresh = len(changes) - 1  # a blank line after each, save the last
    else:
        fresh = 0
    for position, (table, change) in enumerate(zip(written, changes, strict=True)):
        _lay(table, change)
        if position < fresh:
            table.add(tomlkit.nl())
    return tomlkit.dumps(document)


def _lay(
    table: Any,  # noqa: ANN401 - a table or the document
    values: Mapping[str, Any],
    *,
    but: tuple[str, ...] = (),
    unsaid: Mapping[str, Any] | None = None,
) -> None:
    """Write values into a table, in place of those that differ; what is not among them goes, save ``but``.

    A value that is the one of ``unsaid`` is not added where the table does not say it.
    """
    for name in [name for name in table if name not in values and name not in but]:
        del table[name]
    for name, value in values.items():
        plain = _plain(value)
        if name not in table and unsaid and name in unsaid and unsaid[name] == value:
            continue
        if name not in table or table[name].unwrap() != plain:
            table[name] = plain


def _plain(value: Any) -> Any:  # noqa: ANN401 - a text, a number or a list of texts
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return int(value) if whole else value
