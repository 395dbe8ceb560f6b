"""Sites taken in phases, in words: what opens when, and what each phase loses for not being undone."""

from analysis.records.siting_phases import PhasesRecord, PhaseStep, SequenceRecord
from ui.texts import Texts
from ui.words.balances import subject_text
from ui.words.known import among_known
from ui.words.numbers import semicolons
from ui.words.siting import joined, model_text
from ui.words.siting_posts import measure_text, posts_cell, posts_figure


def phases_title(record: PhasesRecord, texts: Texts) -> str:
    """Return what was asked, in one line."""
    services, model = subject_text(record["parameters"], texts), model_text(record["parameters"], texts)
    opened = ", ".join(map(str, record["opened"]))
    return texts("siting-phases-title", zone=record["zone_name"], services=services, model=model, opened=opened)


def phases_sentences(record: PhasesRecord, texts: Texts) -> list[str]:
    """Return the best sequence, what its phases lose, and how sure it is."""
    best = record["sequences"][0]
    said = [_order(best, texts)]
    figures = [
        texts(
            "siting-phases-does",
            phase=at,
            value=posts_cell(record, step["value"], "value", texts),
            loss=_loss(record, step, texts),
        )
        for at, step in enumerate(best["steps"], start=1)
    ]
    today = posts_cell(record, record["today"], "today", texts)
    said.append(texts("siting-phases-ends", what=_measured(record, texts), today=today, each=" ".join(figures)))
    key = "siting-phases-proven" if best["proven"] else "siting-phases-unproven"
    said.append(among_known(texts(key, candidates=record["candidates"]), record["register_state"], texts))
    unsure = [str(one["posts"]) for one in record["apart"] if not one["proven"]]
    if unsure:
        said.append(texts("siting-phases-apart-unproven", posts=joined(unsure, texts)))
    return [*said, texts("siting-phases-sum")]


def _order(one: SequenceRecord, texts: Texts) -> str:
    """Return what opens in each phase, one after the other."""
    return " ".join(
        texts("siting-phases-step", phase=at, sites=joined(step["sites"], texts))
        for at, step in enumerate(one["steps"], start=1)
    )


def _measured(record: PhasesRecord, texts: Texts) -> str:
    what = measure_text(record, texts)
    return what[:1].upper() + what[1:]


def _loss(record: PhasesRecord, step: PhaseStep, texts: Texts) -> str:
    """Return what a phase loses beside the best set of its number, or that it loses nothing."""
    loss = step["loss"]
    if loss is None:
        return texts("unknown")
    return texts("siting-phases-loss-none") if loss < _SLIGHT else posts_figure(record, loss, texts)


_SLIGHT = 1e-6
_NAMED = 4


def phases_table(record: PhasesRecord, one: SequenceRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return the phases of a sequence: headers and rows, beside the best set of each number."""
    headers = [texts("siting-phases-column"), texts("siting-phases-opens"), _measured(record, texts)]
    headers += [texts(f"siting-phases-{name}") for name in ("loss", "apart", "apart-sites")]
    rows = [
        [
            str(at),
            joined(step["sites"], texts),
            posts_cell(record, step["value"], "value", texts),
            _loss(record, step, texts),
            posts_cell(record, best["value"], "value", texts),
            joined(best["sites"], texts),
        ]
        for at, (step, best) in enumerate(zip(one["steps"], record["apart"], strict=True), start=1)
    ]
    return headers, rows


def sequence_title(one: SequenceRecord, texts: Texts) -> str:
    """Return the rank of a sequence and whether that is proven."""
    return texts("siting-phases-rank", rank=one["rank"], proven="yes" if one["proven"] else "no")


def sequence_equals(one: SequenceRecord, texts: Texts) -> list[str]:
    """Return which other sequences are worth as much in every phase."""
    if not one["equals_count"]:
        return []
    named = [semicolons((joined(part, texts) for part in other), texts.language) for other in one["equals"][:_NAMED]]
    return [texts("siting-phases-equals", count=one["equals_count"], named=" / ".join(named))]
