"""The tables of a territory, read once by each process from databases that no test has changed.

They are those of the workspace that tests only read, and copies of it in workspaces of their own until something is
written there. A database that has not changed gives the same tables: most commands that tests run would otherwise
spend a third of their time on reading them again. Each who asks gets frames of its own, which share their cells until
written.
"""

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

import geo.workspace.data as territory_data
from geo.workspace.data import TerritoryData, database_path, hash_of_inputs
from geo.workspace.territory import Territory

WORKSPACES: set[Path] = set()
"""Those that tests only read."""

COPIED: set[tuple[str, int, int]] = set()
"""States (:func:`state`) of databases as they were copied, before anything was written to them."""

_really_load = territory_data.load
_read: dict[tuple[object, ...], tuple[Territory, TerritoryData]] = {}


def state(path: Path) -> tuple[str, int, int]:
    """Tell one content of a database from another: its name, when it was last written, how long it is."""
    file = path.stat()
    return path.name, file.st_mtime_ns, file.st_size


def _as_copied(path: Path) -> bool:
    """Tell whether nothing was written to a database since it was copied, nor waits to be."""
    return state(path) in COPIED and not path.with_name(f"{path.name}.wal").exists()


def _load(
    territory: Territory, *, births: str = "latest", layer: str | None = None, on: date | None = None, **more: Any
) -> TerritoryData:
    path = database_path(territory)
    if not path.exists() or not (path.parent in WORKSPACES or _as_copied(path)):
        return _really_load(territory, births=births, layer=layer, on=on, **more)
    key = territory.id, births, layer, on, hash_of_inputs(territory), *state(path)
    if key not in _read or _read[key][0] != territory:
        found = _really_load(territory, births=births, layer=layer, on=on, **more)
        if state(path) != key[-3:]:  # its inputs had changed: it was built again
            return found
        _read[key] = territory, found
    data = _read[key][1]
    cells = {field.name: getattr(data, field.name) for field in dataclasses.fields(data)}
    frames = {name: each.copy(deep=False) for name, each in cells.items() if isinstance(each, pd.DataFrame)}
    return dataclasses.replace(data, **frames)


# Before any other module takes it by its name.
territory_data.load = _load
