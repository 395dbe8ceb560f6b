"""The templates of documents, as files: which parts, in which order, under which title."""

from dataclasses import dataclass
from pathlib import Path

from geo.errors import NotFoundError
from geo.files.toml import Names, read_toml
from geo.paths import data_folder

DEFAULT = "diagnostic"
SHEET = "fiche"


@dataclass(frozen=True)
class DossierTemplate:
    """A kind of document: its ``sections``, whether it opens with a table of ``contents``.

    ``each`` tells that there is one document for each of the smallest zones; ``{zone}`` in ``titles`` is its name.
    """

    names: Names
    titles: Names
    sections: tuple[str, ...]
    contents: bool = True
    each: bool = False


def template_names() -> list[str]:
    """Return the names of the templates, the usual one first."""
    found = sorted(path.stem for path in _folder().glob("*.toml"))
    return sorted(found, key=lambda name: (name != DEFAULT, name == SHEET, name))


def load_template(name: str) -> DossierTemplate:
    """Return a template.

    Raises
    ------
    NotFoundError
        ``unknown-template``.
    BadInputError
        ``bad-template`` when its file says something else.
    """
    if name not in template_names():
        raise NotFoundError("unknown-template", template=name, known=", ".join(template_names()))
    return read_toml(_folder() / f"{name}.toml", DossierTemplate, "bad-template")


def _folder() -> Path:
    return data_folder() / "dossiers"
