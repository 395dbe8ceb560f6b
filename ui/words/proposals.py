"""Proposals for the register in words: who proposed what and why, what became of it, what two people changed."""

from collections.abc import Sequence

import pandas as pd

from geo.workspace.proposals import Proposal
from ui.texts import Texts
from ui.words.register_changes import field_name, field_value, moment

_MOST_NAMED = 3


def proposal_rows(known: Sequence[Proposal], texts: Texts) -> pd.DataFrame:
    """Return a line per proposal: which, its state, when, who, about whom, how many fields, why, and what was said."""
    columns = ["proposal", "state", "when", "who", "about", "fields", "why", "answer"]
    return pd.DataFrame([_line(one, texts) for one in known], columns=columns)


def _line(one: Proposal, texts: Texts) -> tuple[object, ...]:
    lines = one.differences
    names = list(dict.fromkeys(map(str, lines["name"])))
    about = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    answer = "" if one.state == "waiting" else texts("proposals-answer", by=one.judged_by, reason=one.judged_reason)
    return (
        one.proposal_id,
        texts(f"proposal-{one.state}"),
        moment(one.proposed_at, texts),
        one.proposed_by,
        about,
        str(len(lines)),
        one.reason,
        answer,
    )


def proposal_record(one: Proposal) -> dict[str, object]:
    """Return a proposal as plain values."""
    lines = one.differences.astype(object)
    return {
        "proposal": one.proposal_id,
        "state": one.state,
        "proposed_at": one.proposed_at.isoformat(),
        "proposed_by": one.proposed_by,
        "reason": one.reason,
        "origin": one.origin,
        "judged_at": None if one.judged_at is None else one.judged_at.isoformat(),
        "judged_by": one.judged_by,
        "judged_reason": one.judged_reason,
        "change": one.change_id,
        "differences": lines.where(lines.notna(), None).to_dict("records"),
    }


def disputed_cells(lines: pd.DataFrame, texts: Texts) -> pd.DataFrame:
    """Return the fields that two people changed (:class:`geo.workspace.register_proposals.Redrawn`) as texts."""
    rows = []
    for line in lines.to_dict("records"):
        column = line["column"]
        told = [
            (texts("proposals-row") if line[name] else texts("proposals-no-row"))
            if column is None
            else field_value(str(column), line[name], texts)
            for name in ("read", "stands", "proposed")
        ]
        field = texts("proposals-whole-row") if column is None else field_name(str(column), texts)
        rows.append((line["name"], line["service"], field, *told))
    return pd.DataFrame(rows, columns=["name", "service", "field", "read", "stands", "proposed"])
