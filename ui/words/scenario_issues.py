"""What is wrong in a scenario, one sentence per fault, with its place in the file."""

import pandas as pd

from geo.errors import MaillageError
from ui.texts import Texts


def issue_sentences(issues: pd.DataFrame, texts: Texts) -> list[str]:
    """Return the issues of a scenario (`analysis.scenario.reading.ISSUE_COLUMNS`) as sentences."""
    out = []
    for issue in issues.to_dict("records"):
        place = [texts("scenario-where-line", line=int(issue["line"]))] if pd.notna(issue["line"]) else []
        if issue["position"]:
            place.append(texts("scenario-where-change", position=int(issue["position"])))
        elif issue["field"]:
            place.append(texts("scenario-where-head"))
        place += [str(issue["field"])] if issue["field"] else []
        values = dict(issue["values"])
        if isinstance(error := values.pop("error", None), MaillageError):
            values["reason"] = texts.error(error)
        said = texts(f"issue-{issue['rule']}", **values)
        mark = texts(f"severity-{issue['severity']}")
        out.append(f"{mark} — {', '.join(place)} — {said}" if place else f"{mark} — {said}")
    return out
