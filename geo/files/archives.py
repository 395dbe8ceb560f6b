"""Zip archives that people bring: what reading one raises when it is damaged, encrypted or something else."""

import zipfile
import zlib

DAMAGED_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # packed in a way that nobody here reads
    RuntimeError,  # behind a password
    ValueError,
)
"""To be caught around the whole reading: damage shows where the archive is opened, or where a part is read."""
