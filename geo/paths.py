"""Where files live: the embedded data and the user's workspace."""

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Return the folder of embedded data (``MAILLAGE_DATA`` when set, else ``data/`` of the project)."""
    chosen = os.environ.get("MAILLAGE_DATA")
    return Path(chosen) if chosen else Path(__file__).resolve().parent.parent / "data"


def workspace_folder() -> Path:
    """Return the folder that holds what the user builds and edits (``MAILLAGE_WORKSPACE`` when set)."""
    chosen = os.environ.get("MAILLAGE_WORKSPACE")
    return Path(chosen) if chosen else Path(platformdirs.user_data_path("maillage", appauthor=False))
