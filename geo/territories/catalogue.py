"""What a territory can take from the internet, when somebody asks for it: a dated list that users may edit."""

from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct, field

from geo.errors import BadInputError, NotFoundError
from geo.files.toml import Names, Text, read_toml
from geo.paths import data_folder
from geo.workspace.territory import Territory

FORMATS = ("osm.pbf", "gpkg", "geojson", "zip", "csv", "parquet")


class CatalogueSource(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One thing to take.

    ``address`` is that of the file, ``checksum`` that of a text that begins with its MD5 or SHA-256, or the digest
    itself; where the name of the file changes with each edition there is a ``page`` alone, to be opened by hand.
    ``territories`` and ``countries`` say whom it serves, ``about_mb`` its size, ``then`` the command that uses it.
    """

    id: Text
    title: Names
    publisher: Text
    licence: Text
    format: Text
    then: Text
    territories: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    address: str = ""
    page: str = ""
    checksum: str = ""
    about_mb: float | None = None


class _File(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    date: Text
    sources: list[CatalogueSource] = field(default_factory=list)


@dataclass(frozen=True)
class Catalogue:
    """The list, with the day when it was written."""

    date: str
    sources: tuple[CatalogueSource, ...]

    def of(self, territory: Territory) -> tuple[CatalogueSource, ...]:
        """Return what serves a territory."""
        return tuple(
            one for one in self.sources if territory.id in one.territories or territory.country in one.countries
        )

    def find(self, territory: Territory, source_id: str) -> CatalogueSource:
        """Return one thing that serves a territory.

        Raises
        ------
        NotFoundError
            ``pull-unknown``.
        """
        serving = self.of(territory)
        for one in serving:
            if one.id == source_id:
                return one
        raise NotFoundError("pull-unknown", source=source_id, known=", ".join(one.id for one in serving) or "–")


def read_catalogue(path: Path | None = None) -> Catalogue:
    """Read the catalogue.

    Raises
    ------
    BadInputError
        ``bad-catalogue`` when it says something else: an unknown format, neither an address nor a page, an id twice.
    """
    where = path or data_folder() / "catalogue.toml"
    file = read_toml(where, _File, "bad-catalogue")
    seen: set[str] = set()
    for one in file.sources:
        web = [address for address in (one.address, one.page) if address]
        wrong = (
            one.id in seen
            or one.format not in FORMATS
            or len(web) != 1
            or not web[0].startswith(("https://", "http://127.0.0.1"))
        )
        if wrong:
            reason = f"{one.id}: {one.format}, {one.address or one.page}"
            raise BadInputError("bad-catalogue", file=where.name, path=str(where), line=0, entry=one.id, reason=reason)
        seen.add(one.id)
    return Catalogue(file.date, tuple(file.sources))
