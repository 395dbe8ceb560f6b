"""The one encoder: results as typed records of plain values, as JSON can hold them, None for what is unknown."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Required,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from typing import is_typeddict as is_record

import numpy as np
import pandas as pd

_DIGITS = 6

Number = float | int | None
"""A figure: whole where it is whole, six decimals otherwise, None where it is unknown or has no limit."""

Known = float | int
"""A figure that is never unknown, written as a ``Number``."""

Said = Annotated[str | None, "nothing"]
"""A text, None where it is empty."""

Exact = Annotated[float | None, "exact"]
"""A figure with all its digits, None where it is unknown."""

Field = TypeVar("Field")


def plain_number(value: Any) -> float | int | None:  # noqa: ANN401 - a cell of a frame
    """Return a ``Number``."""
    if pd.isna(value) or np.isinf(value):
        return None
    rounded = round(float(value), _DIGITS)
    return int(rounded) if rounded.is_integer() else rounded


def plain_text(value: object) -> str | None:
    """Return a text, or a day as ``YYYY-MM-DD``; None for anything else."""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else None


def json_text(told: object) -> str:
    """Return records as the text of a JSON file.

    Raises
    ------
    ValueError
        Where a figure is infinite or not a number.
    """
    return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False)


def encode(kind: type[Field], /, *sources: object, **more: object) -> Field:
    """Return a value as its type says: a record read field by field, a list item by item, a figure rounded.

    Parameters
    ----------
    kind
        A ``TypedDict`` of `analysis.records`, or the type of one of its fields.
    sources
        For a record, what has its fields, the first that has one being believed: mappings, rows of a frame, objects.
        For a list, a frame (a record per row) or a sequence.
    more
        Fields of a record that the sources have not, or say otherwise.

    Raises
    ------
    KeyError
        Where a record lacks a field, or is given one that it has not.
    ValueError
        Where a figure that is ``Known`` is not.
    TypeError
        Where a text that is never unknown is.
    """
    form: Any = kind
    if not is_record(form):
        return cast("Field", _writer(form)(*sources))
    fields = _fields(form)
    strange = more.keys() - fields.keys()
    if strange:
        raise KeyError(f"{kind.__name__} has no {', '.join(sorted(strange))}")
    found: dict[str, object] = {}
    for name, (write, required) in fields.items():
        value = more[name] if name in more else _read(sources, name)
        if value is not _ABSENT:
            found[name] = write(value)
        elif required:
            raise KeyError(f"{kind.__name__} lacks {name}")
    return cast("Field", found)


_ABSENT = object()


def _read(sources: Sequence[object], name: str) -> object:
    for source in sources:
        if isinstance(source, (Mapping, pd.Series)):
            value = source.get(name, _ABSENT)
        else:
            value = getattr(source, name, _ABSENT)
        if value is not _ABSENT:
            return value
    return _ABSENT


@cache
def _fields(kind: type) -> dict[str, tuple[Callable[[Any], object], bool]]:
    hints = get_type_hints(kind, include_extras=True)
    return {name: (_writer(_bare(hint)), name in kind.__required_keys__) for name, hint in hints.items()}  # type: ignore[attr-defined]


def _bare(hint: Any) -> Any:  # noqa: ANN401
    return get_args(hint)[0] if get_origin(hint) in {Required, NotRequired} else hint


@cache
def _writer(hint: Any) -> Callable[[Any], object]:  # noqa: ANN401
    """Return what writes the values of a type."""
    if hint in _WRITERS:
        return _WRITERS[hint]
    if is_record(hint):
        return lambda value: encode(hint, value)
    origin, inside = get_origin(hint), [one for one in get_args(hint) if one is not NoneType]
    if origin is Literal:
        return _text
    if origin in {Union, UnionType} and len(inside) > 1:
        return _as_it_is  # one of several records, already written
    write = _writer(inside[-1])
    writers: dict[object, Callable[[Any], object]] = {
        list: lambda values: [write(value) for value in _items(values)],
        dict: lambda values: {str(key): write(value) for key, value in values.items()},
    }
    return writers.get(origin, lambda value: None if value is None else write(value))


def _as_it_is(value: object) -> object:
    return value


def _items(values: Any) -> Iterable[object]:  # noqa: ANN401
    return values.to_dict("records") if isinstance(values, pd.DataFrame) else values


def _known(value: Any) -> float | int:  # noqa: ANN401
    number = plain_number(value)
    if number is None:
        raise ValueError("A figure that is never unknown has none.")
    return number


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"A text is expected, not {value!r}.")
    return str(value)


def _whole(value: Any) -> int | None:  # noqa: ANN401
    return None if pd.isna(value) else int(value)


_WRITERS: Mapping[Any, Callable[[Any], object]] = {
    str: _text,
    bool: bool,
    int: int,
    float: _as_it_is,
    object: _as_it_is,
    str | None: plain_text,
    int | None: _whole,
    Number: plain_number,
    Known: _known,
    Said: lambda value: plain_text(value) or None,
    Exact: lambda value: None if pd.isna(value) else float(value),
}
