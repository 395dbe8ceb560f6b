"""The path of a family by phase, in words: the passages in place, where it breaks, what each link is said to be."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.network.ask import Network
from analysis.network.family_path import PASSAGE_STATES, FamilyPath, Passage
from ui.texts import Texts
from ui.words.known import bounded
from ui.words.network import handover_ends, stratum_name
from ui.words.numbers import count, dated, semicolons

LINK_COLUMNS = ("sender", "receiver", "phase", "state", "as_of", "source", "said_by", "note")


def path_sentence(found: Network, path: FamilyPath, texts: Texts) -> str:
    """Return the sentence that opens a path: for how many it holds, breaks, or nobody said."""
    language = texts.language
    at_most = "at-most" if path.at_most and path.broken else "exact"
    return texts(
        "passages-finding",
        stratum=stratum_name(path.stratum, texts),
        total=count(path.total, language),
        base=texts(f"base-{found.base}"),
        whole=count(path.whole, language),
        broken=bounded(count(path.broken, language), at_most, texts),  # type: ignore[arg-type]
        unknown=count(path.unknown, language),
    )


def passage_cells(passage: Passage, total: float, texts: Texts) -> list[str]:
    """Return a line on a passage: moment, both ends, what passes, what the document says, births by state, links."""
    sender, receiver = handover_ends(passage.handover, texts)
    return [
        texts(f"phase-{passage.handover.phase}"),
        sender,
        receiver,
        passage.handover.what[texts.language],
        texts(f"handover-status-{passage.handover.status}"),
        passage_text(passage, total, texts),
        texts("passages-links", links=len(passage.links), pairs=passage.pairs) if passage.births else "–",
    ]


def passage_text(passage: Passage, total: float, texts: Texts) -> str:
    """Return how many births have a passage in place, planned, unsaid, absent or out of reach."""
    if not passage.births:
        return texts("handover-to-write")
    if not total > 0:
        return texts("unknown")
    senses = passage.senses
    told = [
        texts(
            f"passage-state-{state}", births=bounded(count(passage.births[state], texts.language), senses[state], texts)
        )
        for state in PASSAGE_STATES
        if passage.births[state] > 0
    ]
    return semicolons(told, texts.language)


def phase_cells(line: Mapping[Any, Any], texts: Texts) -> list[str]:
    """Return a line on a phase: its passages, and births by the worst of them."""
    counts = [count(float(str(line[state])), texts.language) for state in PASSAGE_STATES]
    return [texts(f"phase-{line['phase']}"), str(line["passages"]), *counts]


def link_cells(line: Mapping[Any, Any], names: Mapping[str, str], texts: Texts) -> list[str]:
    """Return a line of the checklist of links."""
    as_of = str(line["as_of"])
    said = ["" if pd.isna(line[name]) else str(line[name]) for name in ("source", "said_by", "note")]
    return [
        names.get(str(line["sender"]), str(line["sender"])),
        names.get(str(line["receiver"]), str(line["receiver"])),
        texts(f"phase-{line['phase']}"),
        texts(f"link-{line['state']}"),
        dated(as_of, texts.language),
        *said,
    ]
