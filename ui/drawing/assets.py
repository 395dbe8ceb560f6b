"""The scripts and styles that maps need, served from this computer: Leaflet and jQuery, from their packages."""

import shutil
from pathlib import Path
from types import ModuleType

from xstatic.pkg import jquery, leaflet


def publish_assets(folder: Path) -> None:
    """Copy Leaflet and jQuery into the folder that Streamlit serves; what is already there at the same size stays."""
    for package, name in ((leaflet, "leaflet"), (jquery, "jquery")):
        source = Path(package.BASE_DIR)
        for file in sorted(path for path in source.rglob("*") if path.suffix in {".js", ".css", ".png"}):
            target = folder / name / file.relative_to(source)
            if not target.exists() or target.stat().st_size != file.stat().st_size:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)


def leaflet_style() -> str:
    """Return the style sheet of Leaflet without its pictures, which none of the maps uses."""
    sheet = _found(leaflet, "leaflet.css")
    return "\n".join(line for line in sheet.splitlines() if "url(images" not in line)


def map_scripts() -> list[str]:
    """Return the texts of the scripts that a map needs, in the order in which they load."""
    return [_found(jquery, "jquery.min.js"), _found(leaflet, "leaflet.js")]


def _found(package: ModuleType, name: str) -> str:
    return next(iter(sorted(Path(package.BASE_DIR).rglob(name)))).read_text(encoding="utf-8")
