"""The map of a measure of access: one colour per smallest zone."""

from collections.abc import Mapping

import pandas as pd

from analysis.service_area.completeness import completeness_record
from ui.drawing.actor_marks import actor_marks, legend_marks
from ui.drawing.atlas import Atlas, picture_frame
from ui.drawing.drawn_shapes import shape_texts
from ui.drawing.map_classes import PALE, Classified, classify_minutes, classify_numbers, round_limits
from ui.drawing.map_extent import framed
from ui.drawing.map_legend import legend_html, legend_picture
from ui.drawing.maps import OUTLINE, Drawing, drawing_code, label_points, located, zone_styles
from ui.drawing.surroundings import around, localities, main_roads, names_around, town_names
from ui.session.diagnosis_answers import remembered_measures
from ui.session.measure_answers import AccessAnswer
from ui.session.shared_results import SharedStore, content_key
from ui.session.territory_tables import remembered_shapes, remembered_zone_names, version_of
from ui.session.view import View
from ui.texts import pick
from ui.words.access import access_figure, access_number, access_value
from ui.words.known import register_lines
from ui.words.measures import figure, rests_on, unit_name

_ATLASES: SharedStore[tuple[AccessAnswer, Atlas]] = SharedStore(24)
"""The maps last drawn, each beside its answer, whose identity is a part of its key while it is there."""


def measure_atlas(view: View, answer: AccessAnswer) -> Atlas:
    """Return the map of a measure, the same for whoever looks at the same answer."""
    key = content_key(id(answer), view, version_of(view))
    return _ATLASES.get(key, lambda: (answer, _measure_atlas(view, answer)))[1]


def _measure_atlas(view: View, answer: AccessAnswer) -> Atlas:
    texts, record = view.texts, answer.record
    values = pd.Series({line["zone"]: access_number(line["value"]) for line in answer.lines}, dtype="float64")
    title = texts("axis-minutes") if record["measure"] == "nearest" else unit_name(record, texts)
    title = title[:1].upper() + title[1:]
    base = texts(f"base-{record['base']}")
    captions = {
        line["zone"]: texts(
            "measures-caption",
            zone=line["name"],
            value=access_figure(line, "value", record, texts),
            title=title,
            demand=figure(line["demand"], texts, masked=line["masked"]),
            base=base,
        )
        for line in answer.lines
    }
    engine = remembered_measures(view).engine
    years, year = record["quality"]["births_years"], view.territory.population_year
    source = rests_on(years, year, engine.name, engine.date, texts)
    return zones_atlas(
        view, _classified(view, answer, values), title=title, captions=captions, values=values, source=source
    )


def zones_atlas(
    view: View, classified: Classified, *, title: str, captions: Mapping[str, str], values: pd.Series, source: str
) -> Atlas:
    """Return a map of the smallest zones of the view, with the services that it is about.

    Parameters
    ----------
    classified, captions, values
        The class, the words and the number of every zone, by its id.
    source
        What the figures rest on.
    """
    texts, territory = view.texts, view.territory
    measures, shapes = remembered_measures(view), remembered_shapes(view)
    zones = shapes[shapes["zone_id"].isin(captions)]
    styles, position = zone_styles(classified, approximate=(zones["geometry_quality"] == "approximate").any())
    known = measures.area.register.of(view.zone_id)
    pale = PALE if known.mostly_unknown else None
    if pale is not None:
        # A thin register looks thin, here as on the other maps.
        styles = [style | {"fillOpacity": pale} for style in styles]
    inside = _inside(view)
    larger = shapes[(shapes["level"] == territory.comparison_level) & shapes["zone_id"].isin(inside)]
    larger = larger if len(larger) else shapes[shapes["zone_id"] == view.zone_id]
    supply = measures.supply.actors
    capacities = measures.supply.services.groupby("actor_id")["capacity"].sum(min_count=1).dropna()
    counted = pick(territory.level(territory.smallest_level).plurals, view.language)
    unplaced = len(supply) - len(located(supply))
    notes = [
        *([texts("legend-unplaced", actors=unplaced)] if unplaced else []),
        *(register_lines(completeness_record(known), texts) if known.state != "complete" else []),
        *([pick(territory.geometry_notes, view.language)] if territory.geometry_notes else []),
    ]
    marks = legend_marks(located(supply), texts) if len(located(supply)) else []
    picture = legend_picture(title, classified, [*notes, source], marks, pale=pale)
    names = remembered_zone_names(view.territory_id, view.language)
    drawing = Drawing(
        view=f"{territory.id} {view.zone_id}",
        label=texts("map-label", title=title, zone=names[view.zone_id]),
        bounds=framed(zones)[0],
        zones=[(zone, captions[zone], position[classified.colours[zone]]) for zone in zones["zone_id"]],
        styles=styles,
        shapes=shape_texts(view.territory),
        outlines=[(zone, {"fill": False, "color": OUTLINE, "weight": 1.8}) for zone in larger["zone_id"]],
        actors=actor_marks(located(supply), capacities, texts),
        names=[
            *(label_points(larger, "zone-name") if len(larger) > 1 else []),
            *town_names(localities(view), inside),
            *names_around(view),
        ],
        under=around(view),
        roads=main_roads(view),
        picture=picture_frame(view, name=names[view.zone_id]) | picture,
    )
    legend = legend_html(
        title, classified, notes, marks, counted=counted, folded=texts("legend-notes", notes=len(notes)), pale=pale
    )
    table = pd.DataFrame({"zone": [names[zone] for zone in values.index], "value": values.to_numpy()})
    return Atlas(drawing_code(drawing), title, legend, table)


def _inside(view: View) -> set[str]:
    ancestors = remembered_measures(view).area.data.ancestors
    return set(ancestors.loc[ancestors["ancestor_id"] == view.zone_id, "zone_id"])


def _classified(view: View, answer: AccessAnswer, values: pd.Series) -> Classified:
    record, texts = answer.record, view.texts
    if record["measure"] != "nearest":
        return classify_numbers(values, round_limits(values), lambda value: access_value(value, record, texts), texts)
    # What no service reaches is beyond the horizon: far, not unknown.
    measures = remembered_measures(view)
    unreached = measures.zones.set_index("zone_id")["unreached"].reindex(values.index) > 0
    beyond = unreached & values.isna() & (record["state"] == "ok")
    shown = values.where(~beyond, float("inf"))
    return classify_minutes(shown, view.territory.thresholds_min, texts, state=measures.area.reach_state)
