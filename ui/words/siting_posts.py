"""How many services are needed, in words: where the curve flattens, when one is enough, and the table of its points."""

from analysis.records.bounds import Sense
from analysis.records.siting_phases import PhasesRecord
from analysis.records.siting_posts import PostsCurveRecord, PostsPoint
from ui.texts import Texts
from ui.words.balances import amount, subject_text, unit_text
from ui.words.known import among_known, known_cell_of
from ui.words.measures import share
from ui.words.numbers import minutes
from ui.words.siting import demand_text, joined, model_text

COUNTED = ("reached", "served")
"""The measures that are amounts; the others are minutes."""


def posts_title(record: PostsCurveRecord, texts: Texts) -> str:
    """Return what was asked, in one line."""
    services = subject_text(record["parameters"], texts)
    return texts(
        "siting-posts-title", zone=record["zone_name"], services=services, model=model_text(record["parameters"], texts)
    )


def posts_sentences(record: PostsCurveRecord, texts: Texts) -> list[str]:
    """Return what the curve says: when some number is enough, where it flattens, and how far it was looked at."""
    points, asked = record["points"], record["asked"]
    if not points:
        return [texts("siting-posts-none")]
    said = []
    enough, flat = record["enough"], record["flat"]
    if enough is not None:
        said.append(texts("siting-posts-enough", posts=enough))
    elif flat is None:
        said.append(texts("siting-posts-steep", posts=points[-1]["posts"]))
    if flat is not None and flat != enough:
        said.append(texts("siting-posts-flat", posts=flat, share=share(record["little_more"]["share"], texts)))
    out = [among_known(" ".join(said), record["register_state"], texts), _ends(record, texts)]
    unproven = [str(point["posts"]) for point in points if not point["proven"]]
    if unproven:
        out.append(texts("siting-posts-unproven", posts=joined(unproven, texts), count=len(unproven)))
    if enough is None and len(points) < asked:
        out.append(texts("siting-posts-short", posts=len(points), asked=asked))
    return out


def _ends(record: PostsCurveRecord, texts: Texts) -> str:
    """Return the figure today, with one service more, and at the end of the curve."""
    first, last = record["points"][0], record["points"][-1]
    told = {
        "today": posts_cell(record, record["today"], "today", texts),
        "first": posts_cell(record, first["value"], "value", texts),
        "last": posts_cell(record, last["value"], "value", texts),
        "posts": last["posts"],
        "what": measure_text(record, texts),
    }
    return texts("siting-posts-ends", **told)


def measure_text(record: PostsCurveRecord | PhasesRecord, texts: Texts) -> str:
    """Return what the curve shows, in words."""
    asked = record["parameters"]
    reach = asked["horizon_min"] if asked["visits_min"] is None else asked["visits_min"]
    what = unit_text(record["unit"] or record["base"], texts) if record["measure"] == "served" else None
    return texts(
        f"siting-posts-measure-{record['measure']}",
        what=what or demand_text(asked["demand"], texts),
        minutes=f"{reach:g}",
    )


def posts_cell(record: PostsCurveRecord | PhasesRecord, value: float | None, name: str, texts: Texts) -> str:
    """Return a figure of the curve, with what is known of it; ``name`` is its field."""
    sense: Sense = record["bounds"].get(name, "exact")
    if value is None:
        far = record["measure"] == "longest" and sense != "unknown"
        return texts("siting-posts-out-of-reach" if far else "unknown")
    return known_cell_of(value, sense, texts, written=lambda one: posts_figure(record, one, texts))


def posts_figure(record: PostsCurveRecord | PhasesRecord, value: float, texts: Texts) -> str:
    """Return a figure of the curve: an amount, or minutes."""
    if record["measure"] in COUNTED:
        return amount(value, texts, unit=record["unit"])
    return minutes(value, texts.language)


def posts_table(record: PostsCurveRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return the points of the curve: headers and rows, today first."""
    headers = [texts("siting-posts-column"), _capital(measure_text(record, texts))]
    headers += [texts(f"siting-posts-{name}") for name in ("more", "sites", "proof")]
    today = ["0", posts_cell(record, record["today"], "today", texts), "", "", ""]
    rows = [
        [
            str(point["posts"]),
            posts_cell(record, point["value"], "value", texts),
            posts_cell(record, point["more"], "more", texts) if point["more"] is not None else "",
            point_sites(point, texts),
            proof_cell(record, point, texts),
        ]
        for point in record["points"]
    ]
    return headers, [today, *rows]


def proof_cell(record: PostsCurveRecord, point: PostsPoint, texts: Texts) -> str:
    """Return whether a point is proven, or what no set of that size can beat."""
    if point["proven"]:
        return texts("siting-posts-proven")
    if point["bound"] is None:
        return texts("siting-posts-not-proven")
    return texts("siting-posts-bound", bound=posts_figure(record, point["bound"], texts))


def point_sites(point: PostsPoint, texts: Texts) -> str:
    """Return the sites of a point, or that no more than those before were found."""
    if not point["sites"]:
        return texts("siting-posts-too-few")
    return joined(point["sites"], texts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
