"""What is not known, in words: figures that are at least or at most, and how many services are known of how many."""

from collections.abc import Callable
from math import isnan

from analysis.records.bounds import CompletenessRecord, KindKnownRecord, Sense, State
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.numbers import count, dated, minutes, percent, small_percent

_LISTED = 6
ALL = 0.995
"""From this share on, nearly all are counted: written so, and a least by itself."""


def bounded(written: str, sense: Sense, texts: Texts) -> str:
    """Return a figure already written, with what is known of it: ``au moins 12 %``, ``au plus 34 min``, ``inconnu``."""
    if sense == "unknown":
        return texts("unknown")
    return written if _says_it(written, sense) else texts(f"said-{sense}", value=written)


def bounded_short(written: str, sense: Sense, texts: Texts) -> str:
    """Return the same for a cell or the label of a map: ``≥ 12 %``, ``≤ 34 min``, the word for unknown."""
    if sense == "unknown":
        return texts("unknown")
    return written if _says_it(written, sense) else texts(sense, value=written)


def _says_it(written: str, sense: Sense) -> bool:
    """Return whether a figure already written needs no word more: exact, nothing, or written as beyond a limit."""
    if sense == "at-most" and written == "0":
        return True  # nothing cannot be lowered
    return sense == "exact" or written.startswith({"at-least": ">", "at-most": "<"}[sense])


def share_sense(share: float | None, sense: Sense) -> Sense:
    """Return what is known of a share: nobody can be added to all, and almost all is a least by itself."""
    return "exact" if sense == "at-least" and share is not None and share >= ALL else sense


def share_said(share: float, sense: Sense, texts: Texts) -> str:
    """Return a share for a sentence: ``au moins 12 %``; almost all is a least by itself, none known is unknown."""
    if sense == "at-least" and not share:
        return texts("share-none-known")
    return bounded(percent(share, texts.language), share_sense(share, sense), texts)


def known_minutes(value: float | None, sense: Sense, horizon_min: float, texts: Texts) -> str:
    """Return a time to the nearest known service; without one before the horizon, far only where all are known."""
    if value is None:
        key = "beyond-horizon" if sense == "exact" else "none-known-within"
        return texts(key, minutes=minutes(horizon_min, texts.language))
    return bounded_short(minutes(value, texts.language), sense, texts)


def least_cell(value: float | None, sense: Sense, texts: Texts, *, written: Callable[[float, str], str]) -> str:
    """Return the cell of a figure of which some may not be known; that none is known says nothing of how many exist."""
    if value is None:
        return texts("unknown")
    if sense == "at-least" and not value:
        return texts("none-known")
    return bounded_short(written(value, texts.language), sense, texts)


def known_cell_of(value: float | None, sense: Sense, texts: Texts, *, written: Callable[[float], str]) -> str:
    """Return the cell of any figure with what is known of it; nothing at most is nothing, for it cannot be lowered."""
    if value is None or isnan(value):
        return texts("unknown")
    if sense == "at-most" and value == 0:
        return written(value)
    return least_cell(value, sense, texts, written=lambda told, _language: written(told))


def share_cell(value: float | None, sense: Sense, texts: Texts) -> str:
    """Return the cell of a share within reach, a least where others may be within reach of who is not known."""
    if value is None or isnan(value):
        return texts("unknown")
    # A share too small for a whole percentage is a least all the same.
    known = share_sense(value, sense)
    return least_cell(value, known, texts, written=percent if known == "exact" else small_percent)


def among_known(sentence: str, state: State, texts: Texts) -> str:
    """Return a sentence that only holds for the services that are known, and says so where there may be others."""
    if state == "complete":
        return sentence
    # A title has no full stop, and needs one before another sentence.
    return texts("among-known", said=sentence if sentence.endswith((".", "?", "!")) else f"{sentence}.")


def state_name(state: State, texts: Texts) -> str:
    """Return the word for the state of a register."""
    return texts(f"state-{state}")


def known_line(known: CompletenessRecord | KindKnownRecord, texts: Texts) -> str:
    """Return how many services are known of how many: ``1 service connu sur environ 600``."""
    return texts("known-of", known=known["known"], state=known["state"], **_wanted(known, texts))


def known_cell(known: CompletenessRecord | KindKnownRecord, texts: Texts, *, said: str | None = None) -> str:
    """Return the same for a cell: ``26 sur 38 à 77``, ``9 sur 9``, ``aucun sur 261``.

    ``said`` is how many are known, where it is not one number.
    """
    return texts("known-cell", known=known["known"] if said is None else said, **_wanted(known, texts))


def register_lines(known: CompletenessRecord, texts: Texts) -> list[str]:
    """Return what must be known of the register before its figures are read; nothing where it is complete."""
    if known["state"] == "complete":
        return []
    reading = texts(f"known-reading-{known['state']}")
    if len(known["kinds"]) == 1:
        return [known_sentence(known, texts), reading, *_source(known["kinds"][0], texts)]
    counts = {state: [one for one in known["kinds"] if one["state"] == state] for state in ("complete", "not-listed")}
    silent = [load_vocabulary().label("kind", one["kind"], language=texts.language) for one in counts["not-listed"]]
    return [
        texts(
            "known-function",
            known=known["known"],
            kinds=len(known["kinds"]),
            complete=len(counts["complete"]),
            silent=len(silent),
            named=", ".join(silent[:_LISTED]),
            more=max(0, len(silent) - _LISTED),
        ),
        reading,
    ]


def known_sentence(known: CompletenessRecord, texts: Texts) -> str:
    """Return in one sentence that the register is incomplete, and by how much."""
    return texts("known-sentence", line=known_line(known, texts))


def _wanted(known: CompletenessRecord | KindKnownRecord, texts: Texts) -> dict[str, object]:
    """Return how many there should be, as the messages tell it."""
    expected, low, high, language = known["expected"], known["low"], known["high"], texts.language
    least = low if low is not None and low > known["known"] else None
    told: tuple[str, float | None, float | None] = ("unknown", None, None)
    if known["state"] == "complete":
        told = ("all", low, None)
    elif expected is not None:
        told = ("exact" if low == high else "about", expected, None)
    elif least is not None and high is not None:
        told = ("between", least, high)
    elif high is not None:
        told = ("at-most", high, None)
    elif least is not None:
        told = ("at-least", least, None)
    form, *numbers = told
    first, second = ("" if number is None else count(number, language) for number in numbers)
    return {"form": form, "number": first, "most": second}


def _source(kind: KindKnownRecord, texts: Texts) -> list[str]:
    if kind["source"] is None or kind["reliability"] in {None, "none"}:
        return []
    what = kind["what"] or ""
    return [
        texts(
            "known-source",
            what=what,
            source=kind["source"],
            date=dated(kind["as_of"], texts.language),
            reliability=kind["reliability"] or "",
        )
    ]
