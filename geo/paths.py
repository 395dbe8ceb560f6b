"""Where files live: the embedded data and the user's workspace."""

import os
from collections.abc import Callable
from functools import cache, wraps
from importlib import resources
from pathlib import Path
from typing import ParamSpec, TypeVar

import platformdirs

Asked = ParamSpec("Asked")
Read = TypeVar("Read")


@cache
def checkout_folder() -> Path | None:
    """Return the folder of the project's files, or None where Maillage is installed as a package."""
    folder = Path(__file__).resolve().parents[1]
    return folder if (folder / "pyproject.toml").is_file() and (folder / "data" / "territories").is_dir() else None


def embedded(*parts: str) -> Path:
    """Return a file or a folder that comes with Maillage: of the project, else of the installed package.

    Parameters
    ----------
    parts
        Its path from the project's folder, such as ``docs``, ``methods``.
    """
    checkout = checkout_folder()
    if checkout is not None:
        return checkout.joinpath(*parts)
    return Path(str(resources.files("geo"))).joinpath("embedded", *parts)


def data_folder() -> Path:
    """Return the folder of embedded data (``MAILLAGE_DATA`` when set, else that of :func:`embedded`)."""
    chosen = os.environ.get("MAILLAGE_DATA")
    return Path(chosen) if chosen else embedded("data")


def read_once(read: Callable[Asked, Read]) -> Callable[Asked, Read]:
    """Remember what a function reads in the embedded data: another folder of them is read anew."""
    remembered_of: dict[tuple[object, ...], Read] = {}

    @wraps(read)
    def remembered(*args: Asked.args, **named: Asked.kwargs) -> Read:
        key = data_folder(), *args, *sorted(named.items())
        if key not in remembered_of:
            remembered_of[key] = read(*args, **named)
        return remembered_of[key]

    return remembered


def workspace_folder() -> Path:
    """Return the folder that holds what the user builds and edits (``MAILLAGE_WORKSPACE`` when set)."""
    chosen = os.environ.get("MAILLAGE_WORKSPACE")
    return Path(chosen) if chosen else Path(platformdirs.user_data_path("maillage", appauthor=False))
