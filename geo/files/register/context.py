"""What a register file is read against, and what reading it gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import geopandas as gpd
import pandas as pd


@dataclass(frozen=True)
class RegisterContext:
    """What the words of a register file refer to.

    Parameters
    ----------
    zones
        Zones of every level of the territory: ``zone_id, level, parent_id, name, geometry`` in EPSG:4326.
    kinds, functions
        Codes of actor kinds and of functions.
    places
        ``place_id, name, zone_id, lon, lat`` and, when known, ``population``: where a locality lies. ``None`` when
        the territory has none.
    existing_ids
        Identifiers of the actors already in the register.
    today
        The day of the reading: a source cannot be dated later.
    kind_labels, function_labels
        Label in any language → code; accents and capitals do not matter.
    existing_links
        Identifier of every actor of the register as it stands → those that it is declared perhaps the same as.
    country
        ISO code (``FR``), which tells how long a postal code is; ``None`` when it does not matter.
    known_names
        Other writings of the communes (``written, sort, zone_id``, see ``geo.files.register.known_names``).
    metric_crs
        Coordinate system in metres that the territory's own maps use; ``None`` when it has none.
    existing_kinds
        Identifier of an actor already in the register → its kind, for lists that say none.
    """

    zones: gpd.GeoDataFrame
    kinds: frozenset[str]
    functions: frozenset[str]
    places: pd.DataFrame | None
    existing_ids: frozenset[str]
    today: date
    kind_labels: Mapping[str, str] = field(default_factory=dict)
    function_labels: Mapping[str, str] = field(default_factory=dict)
    country: str | None = None
    existing_links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known_names: pd.DataFrame | None = None
    metric_crs: str | None = None
    existing_kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadingChoices:
    """What to do with lines that can be read in more than one way.

    Parameters
    ----------
    outside
        Positions outside the territory: ``refuse`` (an error), ``skip`` (left aside) or ``keep`` those that somebody
        inside may travel to (:data:`geo.files.register.positions.REACH_KM`).
    believe
        Where a point is far from the commune that its line names: the ``point``, the ``commune``, or ``None`` (the
        point stays, the disagreement is told).
    without_place
        Lines without any place: ``keep`` them, their position unknown, or leave them ``aside``.
    foreign
        Whether a commune that is not one of the territory puts its line outside, as in the file of a whole country.
    """

    outside: str = "refuse"
    believe: str | None = None
    without_place: str = "keep"
    foreign: bool = False


@dataclass(frozen=True)
class RegisterReading:
    """What was read in a register file.

    Parameters
    ----------
    actors, services
        Tables ``schema.ACTOR`` and ``schema.SERVICE``, made only of lines without errors.
    issues
        Table of :func:`geo.files.issues.issue_table`.
    rows_read
        Lines of data in the file, blank ones aside.
    rows_kept
        Lines without errors, each one a row of ``services``.
    aside
        Lines left aside without being wrong, by reason (``outside``, ``other-kind``, ``heading``…).
    columns
        Columns of :data:`geo.files.register.COLUMNS` that the file has; empty when that is not known. A column in
        which a blank cell says nothing is not one of them.
    unsaid
        Columns that the format of the file lacks: what stands for them changes nothing that is known.
    """

    actors: pd.DataFrame
    services: pd.DataFrame
    issues: pd.DataFrame
    rows_read: int
    rows_kept: int
    aside: Mapping[str, int] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()

    @property
    def ok(self) -> bool:
        """Whether the file has no error, so that it may be committed."""
        return not bool((self.issues["severity"] == "error").any())
