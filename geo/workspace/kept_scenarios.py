"""Scenarios kept in the workspace: one text file each, under its name."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from geo.errors import BadInputError, MissingFileError, NotFoundError, file_error
from geo.files.atomic import write_atomic
from geo.files.portable_names import kept_key
from geo.paths import workspace_folder
from geo.workspace.rights import OWNER, Person, require, sign_in_required


@dataclass(frozen=True)
class KeptScenario:
    """A scenario of the workspace: its key (the name of its file) and where it is."""

    key: str
    path: Path


def scenario_folder(territory_id: str) -> Path:
    """Return the folder of a territory's scenarios, which may not exist yet."""
    return workspace_folder() / "scenarios" / territory_id


def scenario_key(name: str) -> str:
    """Return the key of a name: small letters without accents, digits and dashes.

    Raises
    ------
    BadInputError
        ``scenario-name`` when nothing is left of it.
    """
    key = kept_key(name, otherwise="scenario")
    if not key:
        raise BadInputError("scenario-name", name=name)
    return key


def list_scenarios(territory_id: str) -> list[KeptScenario]:
    """Return the scenarios of a territory, by key."""
    return [
        KeptScenario(path.stem, path) for path in sorted(scenario_folder(territory_id).glob("*.toml")) if path.is_file()
    ]


def keep_scenario(
    territory_id: str, name: str, text: str, *, replace: bool = False, person: Person = OWNER
) -> KeptScenario:
    """Keep a scenario under a name, whole or not at all.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadInputError
        ``scenario-name``; ``scenario-exists`` when the name is taken and ``replace`` is not asked for.
    FileError
        When the disk refuses.
    """
    require(person, "keep")
    key = scenario_key(name)
    path = scenario_folder(territory_id) / f"{key}.toml"
    if path.exists() and not replace:
        raise BadInputError("scenario-exists", name=name, key=key)
    write_atomic(path, text)
    return KeptScenario(key, path)


def keep_feed(territory_id: str, name: str, content: bytes, *, person: Person = OWNER) -> str:
    """Keep a feed of trips beside the scenarios that add them, under its name and what it holds; return that name.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    FileError
        When the disk refuses.
    """
    require(person, "keep")
    stem = kept_key(Path(name).stem, otherwise="bus") or "bus"
    kept = f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}.zip"
    target = scenario_folder(territory_id) / kept
    if not target.is_file():
        write_atomic(target, content)
    return kept


def feed_path(territory_id: str, given: str) -> Path:
    """Return where a feed of a scenario is: beside the kept scenarios, or where its path says, on one's own machine.

    Raises
    ------
    MissingFileError
        ``missing-file`` when it is not there.
    """
    path = Path(given)
    if not path.is_absolute():
        path = scenario_folder(territory_id) / path.name
    elif sign_in_required():
        raise MissingFileError("missing-file", path=given)
    if not path.is_file():
        raise MissingFileError("missing-file", path=given)
    return path


def kept_scenario(territory_id: str, name: str) -> KeptScenario:
    """Return the scenario that was kept under a name or a key.

    Raises
    ------
    NotFoundError
        ``unknown-scenario``.
    """
    known = {one.key: one for one in list_scenarios(territory_id)}
    key = scenario_key(name)
    if key not in known:
        raise NotFoundError("unknown-scenario", name=name, known=", ".join(known) or "–")
    return known[key]


def forget_scenario(territory_id: str, name: str, *, person: Person = OWNER) -> None:
    """Delete a kept scenario.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    NotFoundError
        ``unknown-scenario``.
    FileError
        When the disk refuses.
    """
    require(person, "keep")
    path = kept_scenario(territory_id, name).path
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise file_error(error, path) from error
