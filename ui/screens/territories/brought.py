"""What is asked more than once on the screen of territories: files under their own names, a year."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ui.texts import Texts


@contextmanager
def given_path(given: UploadedFile | None) -> Iterator[Path]:
    """Give a file that was brought as a path, for as long as it is read; a path to nothing when there is none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(given.name).name if given is not None else "absent")
        if given is not None:
            path.write_bytes(given.getvalue())
        yield path


def year_input(column: DeltaGenerator, catalogue: Texts, *, key: str) -> int | None:
    """Draw the year of the columns that say none, and return it."""
    year = column.number_input(
        catalogue("territories-year"), min_value=1900, max_value=2200, value=None, step=1, key=key
    )
    return None if year is None else int(year)
