"""What MkDocs needs beside ``docs/``: pages made from other files, the menu of what is many, and a check of the result.

Methods, decisions and modules enter the menu by themselves, so that a new one is never forgotten. The site must open
without internet: an address of another host among what a page loads ends the build.
"""

import logging
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = {
    "geo": "geo : où sont les choses, comment on se déplace",
    "analysis": "analysis : ce que cela veut dire",
    "ui": "ui : comment on le montre",
}
MADE = {"changelog.md": "CHANGELOG.md", "licences.md": "data/LICENCES.md"}
_LOADED = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)=["']?(?:https?:)?//[^"'\s>]+""")
_LOG = logging.getLogger("mkdocs.hooks.site_pages")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add to the menu the pages that are many."""
    nav: list[Any] = config.nav or []
    reference = [{package: [f"api/{name}.md" for name in _pages(package)]} for package in PACKAGES]
    config.nav = [
        *nav[:-1],
        {"Méthodes": _listed("methods")},
        {"Décisions": _listed("decisions")},
        {"API": reference},
        nav[-1],
    ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages made from other files, and one page of reference per module or package."""
    for name, origin in MADE.items():
        text = (PROJECT / origin).read_text(encoding="utf-8")
        files.append(File.generated(config, name, content=text))
    for package in PACKAGES:
        for name in _pages(package):
            files.append(File.generated(config, f"api/{name}.md", content=f"---\ntitle: {name}\n---\n\n::: {name}\n"))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Warn, which ends a strict build, of what a page would load from another host."""
    for page in sorted(Path(config.site_dir).rglob("*.html")):
        for found in _LOADED.findall(page.read_text(encoding="utf-8")):
            _LOG.warning("%s loads something from outside: %s", page.relative_to(config.site_dir), found)


def _listed(folder: str) -> list[str]:
    return [f"{folder}/{page.name}" for page in sorted((PROJECT / "docs" / folder).glob("*.md"))]


def _pages(package: str) -> list[str]:
    """Return the modules and packages right under a package, by their dotted names."""
    entries = sorted((PROJECT / package).iterdir())
    modules = [path.stem for path in entries if path.suffix == ".py" and path.stem != "__init__"]
    packages = [path.name for path in entries if (path / "__init__.py").is_file()]
    return [f"{package}.{name}" for name in sorted([*modules, *packages])]
