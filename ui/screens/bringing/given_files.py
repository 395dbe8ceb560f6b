"""A file that somebody gives: sent by the browser, or named by its path on a machine of one's own."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from geo.errors import MissingFileError
from geo.files.portable_names import portable_name
from geo.workspace.rights import sign_in_required
from ui.texts import Texts

MEGABYTES = 200
"""What a browser may send; a larger file is named by its path."""

_LINES_PX = 96


@dataclass(frozen=True)
class GivenFile:
    """A file: its name, and what gives it a path for as long as it is read."""

    name: str
    opened: Callable[[], AbstractContextManager[Path]]


def given_file(name: str, types: Sequence[str], texts: Texts) -> GivenFile | None:
    """Draw the two ways to give a file; return it, None while none is given."""
    path = ""
    if not sign_in_required():
        path = st.text_input(texts("bring-path"), key=f"bring-{name}-path", help=texts("bring-path-help")).strip()
    sent = st.file_uploader(
        texts("bring-file", megabytes=MEGABYTES), type=list(types), key=f"bring-{name}-file", max_upload_size=MEGABYTES
    )
    if path:
        named = Path(path).expanduser()
        return GivenFile(named.name, lambda: _on_the_disk(named))
    return None if sent is None else GivenFile(sent.name, lambda: _kept_for_now(sent.name, sent.getvalue()))


def given_files(name: str, types: Sequence[str], texts: Texts) -> list[GivenFile]:
    """Draw the two ways to give several files, of which paths are one a line; return them, none while none is given."""
    paths: list[str] = []
    if not sign_in_required():
        written = st.text_area(
            texts("bring-paths"), key=f"bring-{name}-path", help=texts("bring-path-help"), height=_LINES_PX
        )
        paths = [line.strip() for line in written.splitlines() if line.strip()]
    sent = st.file_uploader(
        texts("bring-files", megabytes=MEGABYTES),
        type=list(types),
        key=f"bring-{name}-file",
        max_upload_size=MEGABYTES,
        accept_multiple_files=True,
    )
    named = [Path(path).expanduser() for path in paths]
    on_disk = [GivenFile(path.name, partial(_on_the_disk, path)) for path in named]
    return on_disk or [GivenFile(one.name, partial(_kept_for_now, one.name, one.getvalue())) for one in sent]


@contextmanager
def _on_the_disk(path: Path) -> Iterator[Path]:
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    yield path


@contextmanager
def _kept_for_now(name: str, content: bytes) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    try:
        ending = "".join(Path(name).suffixes[-2:]) if name.endswith(".osm.pbf") else Path(name).suffix
        path = folder / portable_name(name.removesuffix(ending), ending=ending.lower())
        path.write_bytes(content)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)
