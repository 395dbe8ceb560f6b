"""A list being taken in, in words: answers as people type them, what is missing, the first lines as understood."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import pandas as pd

from analysis.service_area.opening_hours import read_hours
from geo.errors import BadInputError
from geo.files.names import name_key, nearest
from geo.files.register.columns import recognise
from geo.files.register.intake.assistant import ImportQuestion, Intake
from geo.files.register.intake.headers import COORDINATES
from geo.files.register.intake.headers import recognise as recognise_more
from geo.files.register.intake.recipes import ASIDE, OTHERS, Recipe
from geo.files.register.intake.written_coordinates import known_system
from geo.files.register.template import header
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.numbers import count, dated, decimal, semicolons

FROM_NAME = ("nom", "name")
"""Instead of a kind: read in the first words of the name."""

_EXAMPLES = 3


@dataclass(frozen=True)
class HoursTold:
    """What opening hours give: how many are not understood, with some of their words, and how many say no moment."""

    unread: int
    examples: tuple[str, ...]
    silent: int


def answers_from(
    *,
    columns: Sequence[str] = (),
    kinds: Sequence[str] = (),
    places: Sequence[str] = (),
    values: Mapping[str, str | None] | None = None,
    **others: str | None,
) -> Recipe:
    """Return answers as typed (``nom=Nom de la structure``, ``CSR=centre-de-sante``) as those of a recipe.

    Parameters
    ----------
    columns, kinds, places
        Pairs; a kind alone is that of every line, ``nom`` reads it in the name.
    values
        ``source``, ``as_of``, ``status``.
    others
        ``crs``, ``sheet``, ``encoding``, ``outside``, ``believe``, ``errors``.

    Raises
    ------
    BadInputError
        ``import-column``, ``import-pair``, ``unknown-import-kind``, ``unknown-crs``.
    """
    one = ""
    table: dict[str, str] = {}
    from_name = False
    for said in kinds:
        words, separator, kind = said.rpartition("=")
        if not separator and said.strip().lower() in FROM_NAME:
            from_name = True
        elif separator:
            table[words.strip()] = kind_code(kind)
        elif said.strip() == ASIDE:
            table[OTHERS] = ASIDE
        else:
            one = kind_code(said)
    given = {key: value for key, value in others.items() if value}
    if (crs := given.get("crs")) is not None and not known_system(crs):
        raise BadInputError("unknown-crs", crs=crs)
    return Recipe(
        columns=dict(_column_pair(said) for said in columns),
        kinds=table,
        kind=one,
        kinds_from_name=from_name,
        places=dict(_pair(said) for said in places),
        constants={key: value for key, value in (values or {}).items() if value},
        **given,  # type: ignore[arg-type]  # texts, each the name of a field
    )


def kind_code(said: str) -> str:
    """Return the code of a kind written by its code or its name, ``-`` for none of them.

    Raises
    ------
    BadInputError
        ``unknown-import-kind``.
    """
    if said.strip() == ASIDE:
        return ASIDE
    kinds = load_vocabulary().kinds
    words = {name_key(kind.label(language)): code for code, kind in kinds.items() for language in ("fr", "en")}
    words |= {name_key(code): code for code in kinds}
    key = name_key(said)
    if key not in words:
        near = ", ".join(dict.fromkeys(words[word] for word in nearest(key, words)))
        raise BadInputError("unknown-import-kind", kind=said, suggestions=near, suggestion_count=int(bool(near)))
    return words[key]


def with_answer(answers: Recipe, question: ImportQuestion, said: str | Mapping[str, str]) -> Recipe:
    """Return answers with that to one question: a text, or one per word for ``kinds`` and ``places``.

    Raises
    ------
    BadInputError
        As :func:`answers_from`.
    """
    changes = _changes(question.key, said)
    tables = {name: {**getattr(answers, name), **value} for name, value in changes.items() if isinstance(value, dict)}
    return msgspec.structs.replace(answers, **{**changes, **tables})


def _changes(key: str, said: str | Mapping[str, str]) -> dict[str, object]:
    if not isinstance(said, str):
        pairs = {word: kind_code(kind) if key == "kinds" else kind for word, kind in said.items()}
        return {key: pairs}
    text = said.strip()
    if key == "kind":
        return _kind_changes(text)
    if key == "crs" and not known_system(text):
        raise BadInputError("unknown-crs", crs=text)
    if key in {"source", "as-of"}:
        return {"constants": {key.replace("-", "_"): text}}
    return {"columns": {"name": (text,)}} if key == "column" else {key: text}


def _kind_changes(text: str) -> dict[str, object]:
    if text.lower() in FROM_NAME:
        return {"kinds_from_name": True}
    code = kind_code(text)
    return {"kinds": {OTHERS: ASIDE}} if code == ASIDE else {"kind": code}


def flag_of(question: ImportQuestion, catalogue: Texts) -> str:
    """Return what to type in the terminal to answer a question."""
    shown = ", ".join(f"« {text} »" if question.key == "column" else text for text in question.proposals)
    names = ", ".join(name for name in question.about if name)
    if question.key in {"kinds", "places"}:
        flag = "--kind" if question.key == "kinds" else "--place"
        pairs = "  ".join(
            f'{flag} "{word}={proposal or "…"}"'
            for word, proposal in zip(question.about, question.proposals, strict=True)
        )
        return catalogue(f"import-flag-{question.key}", pairs=pairs)
    return catalogue(f"import-flag-{question.key}", proposals=shown or "none", names=names)


def asked(question: ImportQuestion, catalogue: Texts, *, word: str = "") -> str:
    """Return a question in words; ``word`` is the category or the place that it is about."""
    names = ", ".join(name for name in question.about if name)
    return catalogue(f"import-ask-{question.key}", word=word, names=names, count=question.count)


def columns_told(intake: Intake, catalogue: Texts) -> str:
    """Return what each column is read from, in one sentence; nothing where nothing was understood."""
    if not intake.columns:
        return ""
    pairs = (
        f"{_column_name(column, catalogue)} ← {' / '.join(sources)}"
        for column, sources in intake.columns.items()
        if not all(source.startswith("@") for source in sources)
    )
    return catalogue("import-columns", columns=", ".join(pairs))


def preview_cells(intake: Intake, zones: Mapping[str, str], catalogue: Texts) -> pd.DataFrame:
    """Return the first lines as they will be understood, in words.

    Parameters
    ----------
    zones
        Code → name of the zones.

    Returns
    -------
    pandas.DataFrame
        ``name``, ``kind``, ``zone``, ``position``, ``status``, ``hours``, ``source``, ``as_of``; texts.
    """
    words = load_vocabulary()
    rows = []
    for actor in intake.preview.to_dict("records"):
        pointed = pd.notna(actor["lon"])
        place = zones.get(str(actor["zone_id"])) if pd.notna(actor["zone_id"]) else None
        rows.append(
            {
                "name": actor["name"],
                "kind": words.label("kind", actor["kind"], language=catalogue.language),
                "zone": place or catalogue("import-outside" if pointed else "unknown"),
                "position": catalogue("import-quality", quality=actor["position_quality"]),
                "status": catalogue(f"status-{actor['status']}"),
                "hours": half_days_told(actor["hours"], catalogue),
                "source": actor["source"],
                "as_of": dated(actor["as_of"], catalogue.language),
            }
        )
    return pd.DataFrame(rows, columns=["name", "kind", "zone", "position", "status", "hours", "source", "as_of"])


def half_days_told(text: object, catalogue: Texts) -> str:
    """Return how many half-days a week opening hours say, as one figure or two; a dash without hours."""
    if not isinstance(text, str):
        return "–"
    read = read_hours(text)
    if pd.isna(read.half_days_min):
        return catalogue("unknown")
    low, high = (_half_days(value, catalogue.language) for value in (read.half_days_min, read.half_days_max))
    return low if low == high else f"{low} – {high}"


def _half_days(value: float, language: str) -> str:
    return count(value, language) if float(value).is_integer() else decimal(value, language, digits=2)


def hours_told(actors: pd.DataFrame) -> HoursTold:
    """Return what the opening hours of a list give, so that what is not understood is said before it is recorded."""
    texts = Counter(actors["hours"].dropna())
    unknown = [(read, times) for text, times in texts.items() if (read := read_hours(text)).status == "unknown"]
    unread = [(hours, times) for hours, times in unknown if hours.not_understood]
    silent = sum(times for hours, times in unknown if not hours.not_understood)
    examples = dict.fromkeys(f"{hours.text} ({' '.join(hours.not_understood)})" for hours, _ in unread)
    return HoursTold(sum(times for _, times in unread), tuple(examples)[:_EXAMPLES], silent)


def hours_sentences(actors: pd.DataFrame, catalogue: Texts) -> list[str]:
    """Return the sentences about opening hours that stay unknown; none where all are understood."""
    told = hours_told(actors)
    said = []
    if told.unread:
        said.append(
            catalogue("import-hours-unread", count=told.unread, examples=semicolons(told.examples, catalogue.language))
        )
    if told.silent:
        said.append(catalogue("import-hours-none", count=told.silent))
    return said


def _column_name(column: str, catalogue: Texts) -> str:
    return "lat, lon" if column == COORDINATES else header(column, language=catalogue.language)


def _column_pair(said: str) -> tuple[str, tuple[str, ...]]:
    column, separator, header = said.partition("=")
    known = recognise(column) or recognise_more(column)
    if not separator or known is None or not header.strip():
        raise BadInputError("import-column", column=column.strip() or said)
    return known, (header.strip(),)


def _pair(said: str) -> tuple[str, str]:
    words, separator, answer = said.rpartition("=")
    if not separator or not words.strip() or not answer.strip():
        raise BadInputError("import-pair", value=said)
    return words.strip(), answer.strip()
