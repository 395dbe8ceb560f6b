"""A path in words: who can follow it whole, where it breaks, step by step."""

from analysis.records.path import PathRecord, PathStep
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.known import bounded_short, share_sense
from ui.words.measures import figure, share

Cells = tuple[list[str], list[list[str]]]
"""The headers of a table and its rows."""


def step_name(step: PathStep, texts: Texts) -> str:
    """Return a step in words."""
    topic, code = ("kind", step["kind"]) if step["kind"] else ("function", step["function"] or "")
    name = load_vocabulary().label(topic, code, language=texts.language)
    if step["limit_min"] is None:
        return texts("step-declared", name=name)
    return texts("step-within", name=name, minutes=f"{step['limit_min']:g}")


def _sure(record: PathRecord) -> str:
    """Tell whether one figure says who can follow the path, a least, two bounds, or none."""
    if record["share_low"] is None:
        return "unknown" if record["register_state"] == "not-listed" else "no"
    if record["share_high"] is None:
        return "yes" if share_sense(record["share_low"], "at-least") == "exact" else "least"
    return "yes" if record["share_low"] == record["share_high"] else "no"


def path_sentence(record: PathRecord, texts: Texts) -> str:
    """Return who can follow the whole path, in one sentence."""
    return texts(
        "parcours-headline" if record["total"] != 0 else "nobody-to-count",
        low=share(record["share_low"], texts),
        high=share(record["share_high"], texts),
        same=_sure(record),
        base=texts(f"base-{record['base']}"),
    )


def step_names(record: PathRecord, texts: Texts) -> dict[str, str]:
    """Return the steps of a path in words, by their code."""
    return {step["step"]: step_name(step, texts) for step in record["path"]}


def path_table(record: PathRecord, texts: Texts) -> Cells:
    """Return who can follow the path in each zone, and the step that breaks."""
    names = step_names(record, texts)
    headers = [
        texts("column-zone"),
        texts(f"column-base-{record['base']}"),
        *(texts(f"column-{name}") for name in ("complete", "broken", "not-known", "breaking-step")),
    ]
    rows = [
        [
            line["name"],
            figure(line["total"], texts),
            bounded_short(figure(line["complete"], texts), line["bounds"]["complete"], texts),
            bounded_short(figure(line["broken"], texts), line["bounds"]["broken"], texts),
            figure(line["unknown"], texts),
            names.get(line["breaking_step"] or "", texts("none")),
        ]
        for line in [*record["parts"], record]
    ]
    return headers, rows


def steps_table(record: PathRecord, texts: Texts) -> Cells:
    """Return who reaches each step of the path, and who does not."""
    names = step_names(record, texts)
    rows = [
        [
            names[step["step"]],
            bounded_short(figure(step["reaching"], texts), step["bounds"]["reaching"], texts),
            bounded_short(figure(step["missing"], texts), step["bounds"]["missing"], texts),
            figure(step["unknown"], texts),
        ]
        for step in record["steps"]
    ]
    return [texts(f"column-{name}") for name in ("step", "reaching", "not-reaching", "not-known")], rows


def path_remarks(record: PathRecord, texts: Texts) -> list[str]:
    """Return the steps nobody is known to offer or whose places are unknown, and what longer trips would change."""
    names, out = step_names(record, texts), []
    for step in record["path"]:
        if not step["actors"]:
            key = "step-nobody" if step["register_state"] == "complete" else "step-unlisted"
            out.append(texts(key, step=names[step["step"]]))
        elif step["unplaced"]:
            out.append(texts("step-unplaced", step=names[step["step"]], count=step["unplaced"]))
    moved = record["sensitivity"]
    bias = {"shorter": share(moved["shorter_share"], texts), "longer": share(moved["longer_share"], texts)}
    low, high = share(moved["longer"]["share_low"], texts), share(moved["shorter"]["share_high"], texts)
    if record["total"] != 0 and record["share_high"] is not None:
        out.append(texts("parcours-sensitivity", low=low, high=high, **bias))
    return out
