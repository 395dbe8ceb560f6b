"""The path of a family as steps with their questions: the document's, or those that a territory rewrote in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from geo.errors import BadInputError
from geo.files.content import TEXTS, WORKBOOKS, Expected
from geo.files.issues import Findings, Refusal
from geo.files.table import open_table
from geo.paths import data_folder, read_once
from geo.schema import STRATA, split_codes
from geo.workspace.vocabulary import load_vocabulary

CHAPTERS = ("entry", "assess", "pregnancy", "birth", "childhood", "any-time")
"""The parts of a path, in order; the last one may come at any time."""

CHAPTER_END = "end-of-chapter"
"""Where a move leaves the chapter."""

_WORDS = ("label", "question", "yes", "no", "risk")
_COLUMNS = (
    "step",
    "chapter",
    *(f"{name}_{language}" for name in _WORDS for language in ("fr", "en")),
    "functions",
    "strata",
    "kinds",
    "tier",
    "yes_to",
    "no_to",
    "transition",
    "section",
)
_EXPECTED = Expected({**TEXTS, **WORKBOOKS}, most_mb=2, most_rows=500)

Words = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True)
class PathMove:
    """A way from one step to another, ``target`` None where it leaves the chapter.

    ``answer`` is ``yes``, ``no`` or empty; ``action`` is what is done on the way, empty where nothing is.
    """

    source: str
    target: str | None
    answer: str
    action: Words


@dataclass(frozen=True)
class ProgrammeStep:
    """A step: what is done, by which kinds of actors, and the question that decides what comes next."""

    code: str
    chapter: str
    label: Words
    question: Words
    risk: Words
    functions: tuple[str, ...]
    strata: tuple[str, ...]
    kinds: tuple[str, ...]
    tier: str
    transition: bool
    section: str
    ways: Mapping[str, tuple[Words, str]]


@read_once
def programme_steps() -> tuple[ProgrammeStep, ...]:
    """Return the steps of the embedded file, read once."""
    return read_steps(data_folder() / "actors" / "path_steps.csv")


def steps_text() -> str:
    """Return the embedded file, for whoever rewrites it."""
    return (data_folder() / "actors" / "path_steps.csv").read_text(encoding="utf-8")


def read_steps(path: Path) -> tuple[ProgrammeStep, ...]:
    """Return the steps of a file: columns of ``path_steps.csv``, one language being enough.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``steps-file`` when it is not a table; ``missing-column``; ``steps-label`` for a step without a code or a
        label; ``steps-twice`` for a code given twice; ``steps-code`` for a chapter, a function, a kind, a stratum, a
        tier or a step that does not exist; ``steps-circular`` for steps of a stratum from which no way leads out.
    """
    try:
        frame = open_table(path, _EXPECTED, Findings()).frame
    except Refusal as refusal:
        raise refusal.error("steps-file", file=path.name) from refusal
    for column in ("step", "chapter"):
        if column not in frame.columns:
            raise BadInputError("missing-column", table=path.name, column=column)
    rows = frame.reindex(columns=list(_COLUMNS), fill_value="").astype("str").to_dict("records")
    steps = tuple(_step({str(name): value for name, value in row.items()}) for row in rows)
    codes = [step.code for step in steps]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice:
        raise BadInputError("steps-twice", step=twice)
    for step in steps:
        for answer, (_, target) in step.ways.items():
            _known(step.code, f"{answer}_to", target, {*codes, CHAPTER_END, ""})
    for stratum in STRATA:
        _check_ways_out(steps, stratum)
    return steps


def steps_of(steps: Sequence[ProgrammeStep], stratum: str) -> list[ProgrammeStep]:
    """Return the steps of a stratum, chapter by chapter, in the order of the file."""
    kept = [step for step in steps if stratum in step.strata]
    return [step for chapter in CHAPTERS for step in kept if step.chapter == chapter]


def moves_of(steps: Sequence[ProgrammeStep]) -> list[PathMove]:
    """Return the ways between the steps of one stratum: to the step that an answer names, else to the next one.

    A step that another stratum alone has is passed by: the way goes on to the next.
    """
    order = [step.code for step in steps]
    follows = {
        one.code: (other.code if other is not None and other.chapter == one.chapter else None)
        for one, other in zip_longest(steps, steps[1:])
    }
    moves = []
    for step in steps:
        told = dict(step.ways) if any(step.question.values()) else {"": ({"fr": "", "en": ""}, "")}
        for answer, (action, target) in told.items():
            if target == CHAPTER_END:
                moves.append(PathMove(step.code, None, answer, action))
            else:
                moves.append(PathMove(step.code, target if target in order else follows[step.code], answer, action))
    return moves


def _step(row: Mapping[str, str]) -> ProgrammeStep:
    code = row["step"].strip()
    words = {name: _in_both(row, name) for name in _WORDS}
    if not code or not words["label"]["fr"]:
        raise BadInputError("steps-label", step=code or "?")
    vocabulary = load_vocabulary()
    lists = {name: tuple(split_codes(row[name])) for name in ("functions", "kinds", "strata")}
    _known(code, "chapter", row["chapter"], set(CHAPTERS))
    _known(code, "tier", row["tier"], {"", "1", "2"})
    for topic, known in (
        ("functions", set(vocabulary.functions)),
        ("kinds", set(vocabulary.kinds)),
        ("strata", set(STRATA)),
    ):
        for one in lists[topic]:
            _known(code, topic, one, known)
    return ProgrammeStep(
        code=code,
        chapter=row["chapter"],
        label=words["label"],
        question=words["question"],
        risk=words["risk"],
        functions=lists["functions"],
        strata=lists["strata"] or STRATA,
        kinds=lists["kinds"],
        tier=row["tier"],
        transition=row["transition"] == "yes",
        section=row["section"],
        ways={answer: (words[answer], row[f"{answer}_to"].strip()) for answer in ("yes", "no")},
    )


def _in_both(row: Mapping[str, str], name: str) -> Words:
    """Return a text in both languages: the one that is written stands for the other."""
    french, english = row[f"{name}_fr"].strip(), row[f"{name}_en"].strip()
    return {"fr": french or english, "en": english or french}


def _known(step: str, column: str, code: str, known: set[str]) -> None:
    if code not in known:
        raise BadInputError("steps-code", step=step, column=column, code=code)


def _check_ways_out(steps: Sequence[ProgrammeStep], stratum: str) -> None:
    """Refuse steps that lead to one another for ever."""
    own = steps_of(steps, stratum)
    moves = moves_of(own)
    leads_out = {move.source for move in moves if move.target is None}
    while True:
        more = {move.source for move in moves if move.target in leads_out} - leads_out
        if not more:
            break
        leads_out |= more
    stuck = [step.code for step in own if step.code not in leads_out]
    if stuck:
        raise BadInputError("steps-circular", stratum=stratum, steps=", ".join(stuck))
