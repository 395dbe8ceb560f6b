"""A copy of what git knows of the project, as a clean clone would have it, with the changes of the moment."""

import shutil
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def clean_copy(folder: Path) -> None:
    """Copy the project's files into a folder."""
    git = ["git", "ls-files", "-z"]
    listed = subprocess.run(git, cwd=PROJECT, check=True, capture_output=True, text=True)  # noqa: S603
    for name in filter(None, listed.stdout.split("\0")):
        source, target = PROJECT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
