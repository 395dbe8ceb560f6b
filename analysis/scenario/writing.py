"""A scenario as a TOML text that people can read, change and send."""

import json
from typing import Any

from analysis.scenario.definition import Scenario


def scenario_text(scenario: Scenario) -> str:
    """Return the file of a scenario; reading it again gives the same scenario."""
    values = scenario.values()
    lines = [f"{name} = {_written(values[name])}" for name in ("name", "territory", "note") if name in values]
    lines += ["", "[question]"]
    lines += [f"{name} = {_written(value)}" for name, value in values["question"].items()]
    for change in values["changes"]:
        lines += ["", "[[changes]]"]
        lines += [f"{name} = {_written(value)}" for name, value in change.items()]
    return "\n".join(lines) + "\n"


def _written(value: Any) -> str:  # noqa: ANN401 - a text, a number or a list of texts
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_written(one) for one in value) + "]"
    if isinstance(value, str):
        # A JSON string is a TOML basic string, save DEL, which TOML wants escaped.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{value:.10g}" if isinstance(value, float) else str(value)
