"""The register as rows to read: names in words, filters, and what is doubtful or not known."""

from dataclasses import dataclass

import pandas as pd

from analysis.doubt.row_quality import ISSUES, register_issues, row_quality
from analysis.service_area.offer import serving_areas
from geo.workspace.data import now
from geo.workspace.vocabulary import load_vocabulary
from geo.workspace.zones import zones_in
from ui.session.shared_results import Key, keep
from ui.session.territory_tables import register_key, remembered_data, tables_key
from ui.session.view import View


def _register_key(view: View) -> Key:
    return (*register_key(view), view.zone_id)


@keep(48, key=_register_key)
def remembered_register(view: View) -> pd.DataFrame:
    """Return one row per actor: ``actor_id``, ``name``, ``kind``, ``status``, their words, place, capacity, source.

    Never to be changed by the caller.
    """
    data, words, catalogue = remembered_data(view), load_vocabulary(), view.texts
    zones = data.zones.set_index("zone_id")["name"]
    areas = serving_areas(data.actors, data.services, data.ancestors)
    serving = areas.loc[areas["zone_id"].isin(zones_in(data, view.zone_id)), "actor_id"]
    capacity = data.services.groupby("actor_id")["capacity"].sum(min_count=1)
    rows = data.actors[["actor_id", "name", "kind", "status", "source", "as_of"]].copy()
    labels = {kind: words.label("kind", kind, language=view.language) for kind in set(rows["kind"])}
    zone = data.actors["zone_id"].map(zones)
    return rows.assign(
        kind_name=rows["kind"].map(labels),
        status_name=rows["status"].map({status: catalogue(f"status-{status}") for status in set(rows["status"])}),
        zone=data.actors["locality"].where(data.actors["locality"].notna(), zone).fillna(catalogue("unknown")),
        capacity=rows["actor_id"].map(capacity).astype("float64"),
        as_of=rows["as_of"].replace("undated", catalogue("undated")),
        here=rows["actor_id"].isin(serving),
        quality=rows["actor_id"].map(remembered_quality(view)["score"]).astype("float64"),
    ).sort_values(["kind_name", "name"], ignore_index=True)


@keep(8, key=tables_key)
def remembered_quality(view: View) -> pd.DataFrame:
    """Return the quality of every row (`analysis.doubt.row_quality`), on the day asked about or today."""
    data = remembered_data(view)
    return row_quality(data.actors, data.services, today=view.at or now().date())


@dataclass(frozen=True)
class RowFilters:
    """What a person looks for in the register; an empty filter lets everything through.

    ``search`` is in lower case and without blanks around; ``here`` leaves those who serve the zone.
    """

    search: str
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    here: bool


@keep(24, key=lambda view, filters: (*_register_key(view), view.selection.kind, filters))
def remembered_rows(view: View, filters: RowFilters) -> pd.DataFrame:
    """Return the rows of :func:`remembered_register` that answer every filter.

    The kind that is asked about comes first: what a law gives to every commune would fill the screen.
    """
    rows = remembered_register(view)
    kept = pd.Series(data=True, index=rows.index)
    if filters.search:
        told = (rows["name"] + " " + rows["zone"]).str.casefold()
        kept &= told.str.contains(filters.search, regex=False)
    if filters.kinds:
        kept &= rows["kind"].isin(filters.kinds)
    if filters.statuses:
        kept &= rows["status"].isin(filters.statuses)
    if filters.here:
        kept &= rows["here"]
    shown = rows[kept]
    asked = (shown["kind"] != view.selection.kind).sort_values(kind="stable").index
    return shown.loc[asked].reset_index(drop=True)


@keep(48, key=_register_key)
def remembered_doubts(view: View) -> pd.DataFrame:
    """Return what is doubtful or not known in the register, in words: ``name``, ``issue``."""
    data = remembered_data(view)
    found = register_issues(data.actors, data.services)
    said = {issue: view.texts(f"doubt-{issue}") for issue in ISSUES}
    return found.assign(issue=found["issue"].map(said))[["name", "issue"]]
