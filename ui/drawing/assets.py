"""What Streamlit serves from this computer: its folder, and Leaflet and jQuery, from their packages."""

import shutil
from pathlib import Path
from types import ModuleType

from xstatic.pkg import jquery, leaflet

from geo.paths import checkout_folder, embedded, workspace_folder

_ENTRY = '''"""The entry point of the app: ``maillage app``, or ``streamlit run app.py``.

Streamlit imports this file once, to find what it serves, then runs it for every visitor.
"""

from pathlib import Path

if __name__ == "__main__":
    from ui.app import main

    main()
else:
    from streamlit.starlette import App

    from ui.serving.guarded_server import doors
    from ui.session.failures import show_script_error

    app = App(__file__, middleware=doors(Path(__file__).resolve()), on_script_error=show_script_error)
'''
"""The same as the project's own ``app.py``."""


def app_folder() -> Path:
    """Return the folder that Streamlit runs in: ``app.py``, its settings in ``.streamlit``, and ``static``.

    It is the project's own folder. An installed package may be read-only, and then has one in the user's workspace.
    """
    checkout = checkout_folder()
    if checkout is not None:
        return checkout
    folder = workspace_folder() / "app"
    settings = embedded(".streamlit", "config.toml").read_text(encoding="utf-8")
    for name, text in (("app.py", _ENTRY), (".streamlit/config.toml", settings)):
        file = folder / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return folder


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
