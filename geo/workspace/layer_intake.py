"""Taking a layer in: checked against the territory, then recorded all of it or not at all."""

from pathlib import Path

import pandas as pd

from geo.errors import BadInputError
from geo.files.layers.reader import ReadingOptions, read_layer
from geo.files.names import slug
from geo.workspace.backup import keep_dated_copy
from geo.workspace.data import database_path, ensure_built, now
from geo.workspace.layers.keep import layer_table, record_layer
from geo.workspace.layers.plan import LayerPlan, plan_layer, refused_layer
from geo.workspace.progress import Progress
from geo.workspace.rights import Person, Role, require
from geo.workspace.store import open_database
from geo.workspace.territory import Territory
from geo.workspace.write_lock import write_lock


def check_layer(
    territory: Territory, path: Path, *, options: ReadingOptions | None = None, progress: Progress | None = None
) -> LayerPlan:
    """Read a layer file and spread the territory's figures on it, recording nothing.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    """
    tell = progress or (lambda _step: None)
    ensure_built(territory, progress=progress)
    tell("layer-read")
    reading = read_layer(path, options=options)
    if not reading.ok:
        return refused_layer(reading, reading.findings)
    tell("layer-spread")
    with open_database(database_path(territory), spatial=True) as database:
        return plan_layer(database, territory, reading)


def import_layer(
    territory: Territory, plan: LayerPlan, *, layer: str, by: str, origin: str, source: str = "", role: Role = "owner"
) -> bool:
    """Record a layer in place of the one of the same name, and return whether there was one.

    Parameters
    ----------
    layer
        Its name, made of ASCII letters, figures and hyphens (:func:`layer_name` makes one).
    by, origin, source
        Who imports, from which file, and who publishes it.
    role
        That of the account which signs.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadInputError
        ``layer-has-errors`` when the plan has errors, ``layer-name-taken`` for the name of the embedded layer,
        ``layer-name`` for a name that is not one.
    """
    require(Person(by, role), "write")
    if not plan.ok:
        raise BadInputError("layer-has-errors", file=origin)
    check_name(territory, layer)
    path = database_path(territory)
    with write_lock(path):
        keep_dated_copy(territory, moment=now())
        with open_database(path, write=True) as database, database.transaction():
            before = database.value("SELECT count(*) FROM place_layer WHERE layer = $layer", {"layer": layer})
            record_layer(database, plan, layer=layer, moment=now(), by=by, origin=origin, source=source)
    return bool(before)


def list_layers(territory: Territory, *, progress: Progress | None = None) -> pd.DataFrame:
    """Return the layers of a territory (``geo.workspace.layers.keep.layer_table``)."""
    ensure_built(territory, progress=progress)
    with open_database(database_path(territory)) as database:
        return layer_table(database, territory)


def layer_name(path: Path) -> str:
    """Return the name that a file gives to its layer: its own, in ASCII letters, figures and hyphens."""
    return slug(path.stem)


def check_name(territory: Territory, layer: str) -> None:
    """Refuse a name that a layer cannot have.

    Raises
    ------
    BadInputError
        ``layer-name-taken`` for the name of the embedded layer, ``layer-name`` for a name that is not one.
    """
    if layer == territory.default_layer:
        raise BadInputError("layer-name-taken", layer=layer)
    if not layer or slug(layer) != layer:
        raise BadInputError("layer-name", layer=layer, suggestion=slug(layer) or "grille-1km")
