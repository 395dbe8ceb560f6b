"""The programme: which kinds of actors carry which function, for families of which stratum.

The matrix (``data/actors/programme.csv``) has one line per function and one column per stratum; its cells list
kinds of actors and references. :func:`expand_matrix` turns it into tidy links.

References
----------
Horizys, *Balises génériques* of the first 1000 days programme, 2025 (``[source]`` of ``functions.toml``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from geo.errors import BadInputError, MissingFileError, NotFoundError
from geo.paths import data_folder
from geo.schema import STRATA, split_codes

LINK_COLUMNS = ["strategy", "function", "stratum", "kind"]
ALL_INVOLVED = "@all-involved"

Matrix = Mapping[tuple[str, str], list[str]]
"""Codes and references of each cell, by function and stratum."""


@dataclass(frozen=True)
class Programme:
    """The expanded matrix: ``links`` has one row per strategy, function, stratum and kind, in matrix order.

    ``lines`` are the functions of the matrix in its order, those that it gives to nobody too; those of the links when
    None.
    """

    links: pd.DataFrame
    lines: tuple[str, ...] | None = None

    def kinds_of(self, function: str, stratum: str | None = None) -> list[str]:
        """Return the kinds that carry a function, in one stratum or in any; ``[]`` where nobody does.

        Raises
        ------
        NotFoundError
            ``unknown-function``, ``unknown-stratum``.
        """
        _check_codes(set(self.functions), [function], [] if stratum is None else [stratum])
        chosen = self.links["function"] == function
        if stratum is not None:
            chosen &= self.links["stratum"] == stratum
        return list(self.links.loc[chosen, "kind"].unique())

    @property
    def functions(self) -> list[str]:
        """Every function, in matrix order."""
        return list(self.links["function"].unique()) if self.lines is None else list(self.lines)


@cache
def _load(path: Path) -> Programme:
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    matrix = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    links = expand_matrix(matrix)
    return Programme(links, tuple(matrix["sub_function"].where(matrix["sub_function"] != "", matrix["function"])))


def load_programme(path: Path | None = None) -> Programme:
    """Return the programme whose matrix is in ``path`` (the embedded one by default), read once."""
    return _load(path or data_folder() / "actors" / "programme.csv")


def expand_matrix(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return the links that a matrix states, references resolved.

    Parameters
    ----------
    matrix
        One row per function: ``strategy``, ``function``, ``sub_function`` (empty, or the finer function that the
        row is about) and one column per stratum. A cell lists kinds; ``=stratum`` repeats the cell of that stratum
        on the same row; ``@function`` repeats the kinds of that function in the same stratum; ``@all-involved``
        stands for every kind named in that stratum anywhere in the matrix, those named beside it included.

    Returns
    -------
    pandas.DataFrame
        ``strategy, function, stratum, kind``: unique, in matrix order. ``function`` is the finest code of the row.

    Raises
    ------
    BadInputError
        ``missing-column``; ``duplicate-key`` when two rows are about the same function; ``bad-matrix-reference``
        when a reference names nothing, or comes back to itself.
    """
    columns = ["strategy", "function", "sub_function", *STRATA]
    for column in columns:
        if column not in matrix.columns:
            raise BadInputError("missing-column", table="programme", column=column)
    rows = matrix[columns].astype("str").fillna("")
    leaves = [sub or function for function, sub in zip(rows["function"], rows["sub_function"], strict=True)]
    if len(set(leaves)) < len(leaves):
        raise BadInputError("duplicate-key", table="programme", key=next(c for c in leaves if leaves.count(c) > 1))
    cells = {
        (leaf, stratum): split_codes(cell)
        for stratum in STRATA
        for leaf, cell in zip(leaves, rows[stratum], strict=True)
    }
    links = [
        (strategy, leaf, stratum, kind)
        for strategy, leaf in zip(rows["strategy"], leaves, strict=True)
        for stratum in STRATA
        for kind in _kinds_of_cell(cells, leaf, stratum, seen=())
    ]
    return pd.DataFrame(links, columns=LINK_COLUMNS, dtype="str")


def service_functions(services: pd.DataFrame, actors: pd.DataFrame, *, programme: Programme) -> pd.DataFrame:
    """Return what each service does: one row per function and stratum.

    Blank functions or strata are filled from the programme by the kind of the actor:

    - both blank: every function and stratum of the kind;
    - functions blank: those pairs of the kind that are in the given strata;
    - strata blank: for each given function, the strata in which the programme gives it to the kind; where the
      programme does not give it to the kind, the strata in which it gives it to anyone; to nobody, every stratum;
    - both given: every given function in every given stratum.

    Parameters
    ----------
    services
        ``actor_id``, ``service``, ``functions``, ``strata`` (:data:`geo.schema.SERVICE`).
    actors
        ``actor_id``, ``kind`` (:data:`geo.schema.ACTOR`).
    programme
        The expanded matrix.

    Returns
    -------
    pandas.DataFrame
        ``actor_id, service, function, stratum``, in the order of ``services``. A service without functions whose
        kind the programme does not name has no row: what it does is not known.

    Raises
    ------
    NotFoundError
        ``unknown-function``, ``unknown-stratum``, ``unknown-actor`` for a service without its actor.
    """
    kinds = dict(zip(actors["actor_id"], actors["kind"], strict=True))
    known = set(programme.functions)
    strata_of_function = _strata_by(programme.links, "function")
    strata_of_kind = _strata_by(programme.links, "kind", "function")
    functions_of_kind = programme.links.groupby("kind", sort=False)["function"].unique()
    rows = []
    for service in services.itertuples(index=False):
        if service.actor_id not in kinds:
            raise NotFoundError("unknown-actor", actor=service.actor_id)
        kind = kinds[service.actor_id]
        functions, strata = split_codes(service.functions), split_codes(service.strata)
        _check_codes(known, functions, strata)
        for function in functions or functions_of_kind.get(kind, []):
            of_kind = strata_of_kind.get((kind, function), [])
            if not strata:
                chosen = of_kind or strata_of_function.get(function, list(STRATA))
            elif functions:
                chosen = strata
            else:
                chosen = [stratum for stratum in of_kind if stratum in strata]
            rows += [(service.actor_id, service.service, function, stratum) for stratum in chosen]
    return pd.DataFrame(rows, columns=["actor_id", "service", "function", "stratum"], dtype="str").drop_duplicates(
        ignore_index=True
    )


def _kinds_of_cell(cells: Matrix, function: str, stratum: str, *, seen: tuple[tuple[str, str], ...]) -> list[str]:
    if (function, stratum) in seen:
        raise BadInputError("bad-matrix-reference", function=function, stratum=stratum, reference="↺")
    seen = (*seen, (function, stratum))
    kinds: list[str] = []
    for code in cells[function, stratum]:
        if code == ALL_INVOLVED:
            kinds += _all_involved(cells, stratum)
        elif code[0] in "=@":
            target = _target(code, function, stratum)
            if target not in cells:
                raise BadInputError("bad-matrix-reference", function=function, stratum=stratum, reference=code)
            kinds += _kinds_of_cell(cells, *target, seen=seen)
        else:
            kinds.append(code)
    return list(dict.fromkeys(kinds))


def _all_involved(cells: Matrix, stratum: str) -> list[str]:
    """Return the kinds of every cell of a stratum; of a cell that itself calls for everyone, those that it names."""
    kinds: list[str] = []
    for function, at in cells:
        if at != stratum:
            continue
        if _calls_everyone(cells, function, stratum):
            kinds += [code for code in cells[function, stratum] if code[0] not in "=@"]
        else:
            kinds += _kinds_of_cell(cells, function, stratum, seen=())
    return list(dict.fromkeys(kinds))


def _calls_everyone(cells: Matrix, function: str, stratum: str, *, seen: tuple[tuple[str, str], ...] = ()) -> bool:
    if (function, stratum) in seen:
        return False
    seen = (*seen, (function, stratum))
    return any(
        code == ALL_INVOLVED
        or (
            code[0] in "=@"
            and (target := _target(code, function, stratum)) in cells
            and _calls_everyone(cells, *target, seen=seen)
        )
        for code in cells[function, stratum]
    )


def _target(reference: str, function: str, stratum: str) -> tuple[str, str]:
    """Return the cell that ``=stratum`` or ``@function`` stands for."""
    return (function, reference[1:]) if reference[0] == "=" else (reference[1:], stratum)


def _strata_by(links: pd.DataFrame, *columns: str) -> dict[object, list[str]]:
    """Return the strata found beside each value (or tuple of values) of ``columns``, from the least to the most."""
    by = list(columns) if len(columns) > 1 else columns[0]
    found = links.groupby(by, sort=False)["stratum"].agg(set)
    return {key: [stratum for stratum in STRATA if stratum in strata] for key, strata in found.items()}


def _check_codes(known: set[str], functions: list[str], strata: list[str]) -> None:
    for function in functions:
        if function not in known:
            raise NotFoundError("unknown-function", function=function)
    for stratum in strata:
        if stratum not in STRATA:
            raise NotFoundError("unknown-stratum", stratum=stratum)
