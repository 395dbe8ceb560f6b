"""A page for each commune: births, what weakens families, the nearest services, need and offer; all in a zip."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import geopandas as gpd
import pandas as pd

from analysis.dossier.sheets import NearestKind, Sheet, SheetGround, sheet_of, sheet_zones
from analysis.path.usual_steps import usual_steps
from geo.errors import CancelledError
from geo.files.portable_names import portable_name
from geo.shards import in_shards
from geo.workspace.vocabulary import load_vocabulary
from ui.dossier.blocks import Block, Dossier, Picture, Section
from ui.dossier.composition import Composition
from ui.dossier.files import dossier_bytes
from ui.dossier.map_pictures import minutes_classes, zone_map
from ui.dossier.telling import notes, opening, services_name, table
from ui.dossier.templates import SHEET, load_template
from ui.dossier.territory_sections import indicator_figure
from ui.texts import Texts, pick
from ui.texts import texts as texts_of
from ui.words.diagnosis import headline
from ui.words.diagnosis_tables import capacity_text, coverage_text
from ui.words.known import known_minutes
from ui.words.measures import engine_line, figure, minutes_title, needed
from ui.words.numbers import day

_MOST_KINDS, _MOST_SHARES = 16, 5
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def sheet_document(
    sheet: Sheet,
    shapes: gpd.GeoDataFrame,
    texts: Texts,
    *,
    on: date,
    final: bool = False,
    composition: Composition | None = None,
) -> Dossier:
    """Return the page of a commune.

    Parameters
    ----------
    shapes
        Polygons of every zone, in EPSG:4326.
    """
    chosen, record = composition or Composition(), sheet.record
    ground = sheet.ground
    subject = services_name(ground.question.selection, texts)
    said: list[Block] = opening([_births(sheet, texts)])
    said += table(
        texts("sheet-figures"),
        [
            texts("dossier-column-figure"),
            texts("dossier-column-value"),
            texts("sheet-beside", territory=_whole(ground, texts)),
        ],
        _figures(sheet, subject, texts),
        figures=(1, 3),
        widths=(6, 3, 3),
    )
    said += table(
        texts("sheet-nearest"),
        [texts("column-kind"), texts("sheet-nearest-one"), texts("column-mean-minutes")],
        _nearest(sheet.nearest, ground, texts),
        figures=(2, 3),
        widths=(4, 6, 2),
    )
    said += _map(sheet, shapes, texts)
    bound = any(one.bound != "exact" for one in sheet.nearest)
    said += notes([*([texts("sheet-bounds")] if bound else []), engine_line(record["travel_engine"], texts)])
    model = load_template(SHEET)
    file = texts("dossier-file", zone=record["name"], draft="no" if final else "yes")
    return Dossier(
        title=pick(model.titles, texts.language).replace("{zone}", record["name"]),
        subtitle=texts("sheet-subtitle", above=sheet.above, territory=_whole(ground, texts)),
        day=day(on.isoformat(), texts.language),
        language=texts.language,
        sections=(Section("sheet", headline(record, texts, threshold_min=_minutes(ground))[0], tuple(said)),),
        words={word: texts(f"dossier-word-{word}") for word in ("contents", "table", "figure", "page", "draft-note")},
        author=chosen.author,
        logo=chosen.picture,
        draft="" if final else texts("dossier-draft"),
        file_name=portable_name(f"{SHEET}-{record['zone']}-{file.removeprefix('dossier-')}"),
        contents=model.contents,
    )


def sheets_zip(
    ground: SheetGround,
    zone_id: str,
    shapes: gpd.GeoDataFrame,
    texts: Texts,
    wanted: str,
    *,
    on: date,
    final: bool = False,
    composition: Composition | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> tuple[bytes, int]:
    """Return the pages of all the communes of a zone, in one format, zipped, and how many they are.

    Parameters
    ----------
    progress, cancel
        Told of the pages written, and their number; asked between two of them whether to stop.

    Raises
    ------
    CancelledError
        When ``cancel`` answers true.
    BadInputError
        ``dossier-pdf``.
    """
    zones = sheet_zones(ground, zone_id)
    pages = _Pages(ground, shapes, texts.language, wanted, on, final, composition)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for rank, (name, content) in enumerate(in_shards(_page, pages, zones, kept=True)):
            if cancel is not None and cancel():
                raise CancelledError("cancelled")
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)
            if progress is not None:
                progress(rank + 1, len(zones))
    return out.getvalue(), len(zones)


class _Pages(NamedTuple):
    """What every page is made from."""

    ground: SheetGround
    shapes: gpd.GeoDataFrame
    language: str
    wanted: str
    on: date
    final: bool
    composition: Composition | None


def _page(pages: _Pages, zone: str) -> tuple[str, bytes]:
    """Return the name and the content of the page of a commune."""
    page = sheet_document(
        sheet_of(pages.ground, zone),
        pages.shapes,
        texts_of(pages.language),
        on=pages.on,
        final=pages.final,
        composition=pages.composition,
    )
    return f"{page.file_name}.{pages.wanted}", dossier_bytes(page, pages.wanted)


def _whole(ground: SheetGround, texts: Texts) -> str:
    return pick(ground.data.territory.names, texts.language)


def _minutes(ground: SheetGround) -> int:
    return int(ground.question.threshold_min or 0)


def _births(sheet: Sheet, texts: Texts) -> str:
    record = sheet.record
    people = figure(record["population"], texts)
    if record["births"] is None:
        known = "no" if record["population"] is None else "yes"
        return texts("dossier-births-unknown", zone=record["name"], population=people, known=known)
    given = {"zone": record["name"], "births": round(record["births"]), "told": figure(record["births"], texts)}
    return texts("dossier-births", years=", ".join(map(str, record["births_years"])), **given)


def _figures(sheet: Sheet, subject: str, texts: Texts) -> list[list[str]]:
    record, indicators = sheet.record, sheet.ground.data.territory.indicators
    whole: Any = sheet.ground.measures.zones.set_index("zone_id").loc[sheet.ground.data.territory.root]
    rows = [
        [texts("column-births"), figure(record["births"], texts), figure(whole["births"], texts)],
        [texts("column-population"), figure(record["population"], texts), figure(whole["population"], texts)],
    ]
    lines: Any = sheet.shares.head(_MOST_SHARES).itertuples()
    for line in lines:
        indicator = indicators[str(line.indicator)]
        rows.append(
            [
                texts("dossier-dated", name=pick(indicator.names, texts.language), year=f"{line.year:.0f}"),
                indicator_figure(indicator, float(line.value), texts),
                texts("sheet-median", value=indicator_figure(indicator, float(line.median), texts)),
            ]
        )
    need = texts("hidden") if record["masked"] else needed(record["need"], record["need_status"], texts)
    if record["need"] is not None or record["masked"]:
        rows.append([texts("dossier-of", subject=subject, said=texts("column-need")), need, "–"])
    if record["capacity"] is not None:
        offered = texts("dossier-of", subject=subject, said=texts("column-capacity"))
        rows.append([offered, capacity_text(record, texts), "–"])
        rows.append([texts("column-coverage"), coverage_text(record, texts), "–"])
    return rows


def _nearest(found: list[NearestKind], ground: SheetGround, texts: Texts) -> list[list[str]]:
    words = load_vocabulary()
    order = {kind: rank for rank, kind in enumerate(words.kinds)}
    rows = []
    for one in sorted(found, key=lambda one: order.get(one.kind, len(order)))[:_MOST_KINDS]:
        kind = words.label("kind", one.kind, language=texts.language)
        time = known_minutes(one.minutes, one.bound, ground.data.territory.horizon_min, texts)
        rows.append([kind, one.name or texts("sheet-nobody-near"), time])
    return rows


def _map(sheet: Sheet, shapes: gpd.GeoDataFrame, texts: Texts) -> list[Block]:
    """Return where the commune lies among its neighbours, in the colours of the time to the services asked about."""
    ground, zone = sheet.ground, sheet.record["zone"]
    data, territory = ground.data, ground.data.territory
    # Where nobody of those asked about has a known place, the map is that of the first service of the usual path.
    sizes = pd.Series({kind: len(one.area.located) for kind, one in ground.kinds.items()}, dtype="int64")
    usual = [ground.kinds[kind] for kind in usual_steps(sizes, list(ground.kinds))]
    shown = next((one for one in (ground.measures, *usual) if len(one.area.located)), None)
    if shown is None:
        return []
    over = data.ancestors[data.ancestors["zone_id"] == zone].set_index("ancestor_level")["ancestor_id"]
    around = over.get(territory.comparison_level, territory.root)
    inside = data.ancestors.loc[data.ancestors["ancestor_id"] == around, "zone_id"]
    low = shapes[(shapes["level"] == territory.smallest_level) & shapes["zone_id"].isin(inside)]
    classified = minutes_classes(shown, low["zone_id"], texts, territory.thresholds_min)
    title = minutes_title(sheet.record["travel_engine"], texts)
    caption = texts("dossier-of", subject=services_name(shown.selection, texts), said=title)
    drawn = zone_map(
        data, shapes, str(around), classified, title=title, texts=texts, actors=shown.supply.actors, marked=zone
    )
    values = ", ".join(
        texts("dossier-pair", name=one.label, value=str(one.zones)) for one in classified.classes if one.zones
    )
    levels = pick(territory.level(territory.smallest_level).plurals, texts.language)
    alternative = texts("dossier-alt-map", title=caption, zone=sheet.above, levels=levels, values=values)
    return [Picture(caption, alternative, drawn, 0.62)]
