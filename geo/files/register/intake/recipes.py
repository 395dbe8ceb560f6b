"""How the list of a publisher is read: its headers, its categories, its coordinate system. Data, not code."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import tomlkit
from msgspec import Struct, field

from geo.errors import BadInputError, NotFoundError
from geo.files.atomic import write_atomic
from geo.files.names import name_key, slug
from geo.files.toml import read_toml
from geo.paths import data_folder, read_once, workspace_folder

ASIDE = "-"
"""Instead of a kind: lines of this category are left aside."""

OTHERS = "*"
"""Instead of a category: every one that is not named."""


class Recipe(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What is known of a list before it is read; also what a person answered about one.

    Parameters
    ----------
    id, fr, en
        Name and titles.
    headers, some_of
        Headers that a file has when it is this list: all of the first, one of the second.
    layout
        ``finess``, ``overpass``… when the file must be of that layout (``geo.files.register.intake.raw_list``).
    columns
        Column of a register → headers of the file, the first that holds something wins; ``{header}`` in a text puts
        cells together.
    kinds
        Category as written (``223``, or ``amenity=hospital`` for one header) → kind: several kinds separated by
        ``|``, the first that exists wins; ``-`` leaves the lines aside; ``*`` is every other category.
    kind
        Kind of every line.
    kinds_from_name
        Whether the kind is read in the first words of the name where nothing else says it.
    places
        Place as the list writes it → code of its commune.
    constants
        What is the same on every line: ``source``, ``as_of``, ``status``…
    rewrite
        Column → pairs of a regular expression and what replaces it, before the cell is read.
    crs, crs_header, crs_words
        System of the coordinates; header that says it line by line; words of this header → system.
    sheet, encoding
        Sheet of a workbook or table of a GeoPackage; encoding of a text.
    outside, believe, without_place, errors
        As :class:`geo.files.register.context.Choices`; ``errors = "skip"`` leaves the lines with an error aside.
    foreign
        Whether the list is that of more than the territory.
    """

    id: str = ""
    fr: str = ""
    en: str = ""
    headers: tuple[str, ...] = ()
    some_of: tuple[str, ...] = ()
    layout: str = ""
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    kind: str = ""
    kinds_from_name: bool = False
    places: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    rewrite: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    crs: str = ""
    crs_header: str = ""
    crs_words: dict[str, str] = field(default_factory=dict)
    sheet: str = ""
    encoding: str = ""
    outside: str = ""
    believe: str = ""
    without_place: str = ""
    errors: str = ""
    foreign: bool = False


class Words(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Words that people write for a kind: kind (or kinds separated by ``|``) → words; kinds that are neighbours."""

    synonyms: dict[str, tuple[str, ...]]
    neighbours: tuple[tuple[str, ...], ...] = ()


_TABLES = ("columns", "kinds", "places", "constants", "rewrite", "crs_words")


def recipes_folder() -> Path:
    """Return the folder of the recipes that the user keeps."""
    return workspace_folder() / "recipes"


@read_once
def shipped_recipes(folder: Path | None = None) -> tuple[Recipe, ...]:
    """Return the recipes that come with Maillage, in the order of their names.

    Raises
    ------
    BadInputError
        ``bad-recipe`` when a file says something else.
    """
    where = folder or data_folder() / "recipes"
    return tuple(read_recipe(path) for path in sorted(where.glob("*.toml")) if path.name != "kinds.toml")


@read_once
def kind_words() -> Mapping[str, str]:
    """Return the words that people write for kinds: compared form → kind, or kinds separated by ``|``."""
    words = read_toml(data_folder() / "recipes" / "kinds.toml", Words, "bad-recipe")
    return {name_key(word): kinds for kinds, listed in words.synonyms.items() for word in listed}


@read_once
def neighbouring_kinds() -> tuple[tuple[str, ...], ...]:
    """Return the groups of kinds under which one actor may be listed now as one, now as another."""
    return read_toml(data_folder() / "recipes" / "kinds.toml", Words, "bad-recipe").neighbours


def kept_recipes() -> tuple[Recipe, ...]:
    """Return the recipes that the user keeps, in the order of their names.

    Raises
    ------
    BadInputError
        ``bad-recipe``.
    """
    folder = recipes_folder()
    return tuple(read_recipe(path) for path in sorted(folder.glob("*.toml"))) if folder.is_dir() else ()


def read_recipe(path: Path) -> Recipe:
    """Return the recipe of a file.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``bad-recipe``: not TOML, an entry that does not exist, a regular expression that is none.
    """
    recipe = read_toml(path, Recipe, "bad-recipe")
    for pairs in recipe.rewrite.values():
        for pattern, _ in pairs:
            try:
                re.compile(pattern)
            except re.error as error:
                reason = f"{pattern}: {error}"
                raise BadInputError("bad-recipe", file=path.name, path=str(path), line=0, reason=reason) from error
    return msgspec.structs.replace(recipe, id=path.stem)


def find_recipe(name: str) -> Recipe:
    """Return a recipe by its name, one that the user keeps before one that comes with Maillage, or by its path.

    Raises
    ------
    NotFoundError
        ``unknown-recipe``.
    """
    if name.endswith(".toml"):
        return read_recipe(Path(name))
    known = {recipe.id: recipe for recipe in (*shipped_recipes(), *kept_recipes())}
    if name not in known:
        raise NotFoundError("unknown-recipe", recipe=name, known=", ".join(sorted(known)))
    return known[name]


def header_key(header: str) -> str:
    """Return the form under which headers are compared; ``@id`` of OpenStreetMap is not ``id``."""
    return f"@{name_key(header)}" if header.startswith("@") else name_key(header)


def fitting_recipe(names: Sequence[str], layout: str) -> Recipe | None:
    """Return the recipe whose headers a file has: one that the user keeps first, then the one that asks most."""
    present = {header_key(name) for name in names if name}
    for recipes in (kept_recipes(), shipped_recipes()):
        fitting = [
            recipe
            for recipe in recipes
            if (recipe.headers or recipe.layout)
            and recipe.layout in ("", layout)
            and {header_key(header) for header in recipe.headers} <= present
            and (not recipe.some_of or {header_key(header) for header in recipe.some_of} & present)
        ]
        if fitting:
            return max(fitting, key=lambda recipe: len(recipe.headers))
    return None


def keep_recipe(name: str, recipe: Recipe, *, headers: Sequence[str], layout: str) -> Path:
    """Keep what was answered about a list under a name: the next file with these headers is read the same way.

    The date of the list is not kept: another file has another.

    Raises
    ------
    BadInputError
        ``bad-recipe-name`` when nothing of the name can name a file.
    """
    identifier = slug(name)
    if not identifier or not name_key(name):
        raise BadInputError("bad-recipe-name", name=name)
    constants = {key: value for key, value in recipe.constants.items() if key != "as_of"}
    own = "" if layout == "table" else layout
    kept = msgspec.structs.replace(
        recipe,
        id="",
        fr=name,
        en=name,
        headers=tuple(header for header in headers if header),
        some_of=(),
        layout=own,
        constants=constants,
    )
    path = recipes_folder() / f"{identifier}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, tomlkit.dumps(dict(_said(kept))).encode())
    return path


def _said(recipe: Recipe) -> Iterator[tuple[str, object]]:
    for key, value in msgspec.to_builtins(recipe).items():
        if value:
            yield key, value


def merged(recipe: Recipe, answers: Recipe) -> Recipe:
    """Return a recipe with what a person answered in its place."""
    said = {key: getattr(answers, key) for key, _ in _said(answers) if key not in {"id", "headers", "some_of"}}
    said |= {name: {**getattr(recipe, name), **getattr(answers, name)} for name in _TABLES}
    return msgspec.structs.replace(recipe, **said)
