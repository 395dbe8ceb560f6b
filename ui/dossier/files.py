"""The formats that a dossier is written in."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from geo.errors import BadInputError
from ui.dossier.blocks import Dossier

FORMATS = ("docx", "pdf", "html", "odt")


def format_asked(named: str | None, file: Path | None) -> str:
    """Return the format of a document: the one that is named, else that of the file, else DOCX.

    Raises
    ------
    BadInputError
        ``dossier-format``.
    """
    ending = "" if file is None else file.suffix.removeprefix(".")
    wanted = (named or ending or FORMATS[0]).lower()
    if wanted not in FORMATS:
        raise BadInputError("dossier-format", format=wanted, known=", ".join(FORMATS))
    return wanted


def dossier_bytes(dossier: Dossier, wanted: str) -> bytes:
    """Return a dossier in one of the ``FORMATS``.

    Raises
    ------
    BadInputError
        ``dossier-pdf`` when a PDF cannot be laid out.
    """
    return _WRITERS[wanted](dossier)


def _docx(dossier: Dossier) -> bytes:
    written: bytes = import_module("ui.dossier.docx_file").docx_bytes(dossier)
    return written


def _pdf(dossier: Dossier) -> bytes:
    written: bytes = import_module("ui.dossier.pdf_file").pdf_bytes(dossier)
    return written


def _html(dossier: Dossier) -> bytes:
    text: str = import_module("ui.dossier.html_file").html_text(dossier)
    return text.encode("utf-8")


def _odt(dossier: Dossier) -> bytes:
    written: bytes = import_module("ui.dossier.odt_file").odt_bytes(dossier)
    return written


_WRITERS: Mapping[str, Callable[[Dossier], bytes]] = {"docx": _docx, "pdf": _pdf, "html": _html, "odt": _odt}
"""Each writer is imported when it is first asked for: no format brings the libraries of another."""
