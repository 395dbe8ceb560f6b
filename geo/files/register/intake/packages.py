"""Lists kept as several files that go together: HSDS, data·inclusion, Data Package, data book; a folder, or its zip."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from geo.files.issues import Refusal
from geo.files.register.columns import COLUMNS
from geo.files.register.formats.content import Record
from geo.files.register.formats.data_inclusion import SERVICES, STRUCTURES, UNSAID, read_inclusion
from geo.files.register.formats.data_package import DESCRIPTOR, names_in, read_json, read_package
from geo.files.register.formats.hsds_reading import is_own, read_hsds
from geo.files.register.formats.tabular import csv_rows
from geo.files.register.intake.data_books import ACTORS, book_list
from geo.files.register.intake.data_books import SERVICES as OF_BOOK
from geo.files.register.intake.raw_list import Raw

_HSDS = frozenset({"organizations.csv", "services.csv"})
_INCLUSION = frozenset({STRUCTURES, SERVICES})
_BOOK = (f"{ACTORS}.csv", f"{OF_BOOK}.csv")


def is_package(path: Path) -> bool:
    """Whether a path is that of files that go together, in one of the forms that are read."""
    names = names_in(path)
    return names >= _HSDS or names >= _INCLUSION or names >= {*_BOOK} or DESCRIPTOR in names


def open_package(path: Path) -> Raw | tuple[str, bytes]:
    """Return the list of a package, or the name and content of its only table when its columns are still to be seen.

    Raises
    ------
    Refusal
        ``file-unreadable``, ``file-too-large``, ``no-rows``.
    """
    files = read_package(path)
    if files.keys() >= _HSDS:
        records = read_hsds(files)
        own = is_own(records)
        return _raw(records, layout="hsds", whole=own)
    if files.keys() >= _INCLUSION:
        records, own = read_inclusion(files)
        raw = _raw(records, layout="data-inclusion", whole=False, unsaid=UNSAID if own else frozenset())
        # The lists of others have no kind: the recipe that reads it in names is found by these headers.
        return raw if own else replace(raw, names=tuple(f"data-inclusion.{name}" for name in raw.names))
    if files.keys() >= {*_BOOK}:
        return book_list(*(csv_rows(files[name], name) for name in _BOOK))
    content = read_json(files[DESCRIPTOR], DESCRIPTOR) if DESCRIPTOR in files else {}
    resources = content.get("resources", []) if isinstance(content, dict) else []
    for resource in resources if isinstance(resources, list) else []:
        name = Path(str(resource.get("path", ""))).name if isinstance(resource, dict) else ""
        if name.lower().endswith(".csv") and name in files:
            return name, files[name]
    raise Refusal("no-rows")


def _raw(records: Sequence[Record], *, layout: str, whole: bool, unsaid: frozenset[str] = frozenset()) -> Raw:
    """Return rows as a list; unless all is said, a blank cell says nothing of a column."""
    if not records:
        raise Refusal("no-rows")
    present = {column for record in records for column in record}
    names = tuple(column for column in COLUMNS if whole or column in present)
    lines = tuple((number, tuple(record.get(name) for name in names)) for number, record in enumerate(records, start=2))
    blank = {name for name in names if any(name not in record for record in records)}
    silent = frozenset() if whole else frozenset(blank | unsaid)
    return Raw(names, lines, layout=layout, silent=silent, unsaid=unsaid)
