"""Roads, timetables, times and population points, brought from the app: checked, built beside the page, told."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd
import streamlit as st

from geo.errors import BadInputError, CancelledError, MaillageError
from geo.files.layers import ReadingOptions
from geo.roads.needed_part import MOST_MARGIN_KM, needed_margin, read_needed
from geo.roads.osm import RawRoads
from geo.schema import ROAD_MODES, TRAVEL_MODES, BoolArray
from geo.travel.coverage import enough, known_trips
from geo.travel.engines import MatrixEngine, available_engines, is_located, outside_of
from geo.travel.kept_calibration import estimate_parameters
from geo.travel.matrix import NA_IS, UNITS, keep_matrix, read_matrix
from geo.travel.memory import check_road_files
from geo.workspace.data import TerritoryData, load
from geo.workspace.layer_intake import check_layer, check_name, import_layer, layer_name
from geo.workspace.rights import Person
from geo.workspace.shapes import zone_shapes
from geo.workspace.vocabulary import load_vocabulary
from ui.screens.bringing.given_files import GivenFile, given_file, given_files
from ui.session.failures import fragment, guarded, show_failure
from ui.session.long_work import LongWork, Tell, begin
from ui.session.person import allowed, person, signed_as
from ui.session.territory_tables import forget_versions
from ui.session.view import View
from ui.texts import Texts
from ui.words.escape import plain
from ui.words.file_issues import issue_lines
from ui.words.numbers import percent

if TYPE_CHECKING:
    from geo.transit.territory_transit import Transit

_Given = TypeVar("_Given", GivenFile, list[GivenFile])
_WORK = "bring-work"
_EVERY_S = 1.0
_ROADS = {".pbf": "pbf", ".osm": "osm", ".graphml": "graphml"}
_READING = 0.4
"""Part of the work that reading takes."""


def draw_bringing(view: View) -> None:
    """Draw what brings roads, times and population points, and how far the work under way is."""
    texts = view.texts
    with st.expander(texts("bring-title"), expanded=_WORK in st.session_state):
        st.markdown(texts("bring-lead"))
        if not allowed("write", texts):
            return
        if _WORK in st.session_state:
            fragment(texts, every_s=_EVERY_S)(_follow)(texts)
            return
        for part, drawn in zip(st.tabs([texts(f"bring-{name}") for name in _PARTS]), _PARTS.values(), strict=True):
            with part:
                drawn(view)


def _follow(texts: Texts) -> None:
    """Say how far the work is; what it ended with stays until it is read."""
    work: LongWork = st.session_state[_WORK]
    if work.under_way:
        st.progress(work.share, texts("bring-progress", name=work.name, step=_step(work.step, texts)))
        st.button(texts("bring-stop"), key="bring-stop", on_click=guarded(work.stop.set), disabled=work.stop.is_set())
        return
    if isinstance(work.error, CancelledError):
        st.info(texts("bring-stopped", name=work.name))
    elif work.error is not None:
        show_failure(work.error, texts)
    for line in work.said:
        st.markdown(plain(line))
    st.button(texts("bring-again"), key="bring-again", on_click=guarded(_ended), type="primary")


def _step(step: str, texts: Texts) -> str:
    key = f"progress-roads-{step}" if texts.has(f"progress-roads-{step}") else f"progress-{step}"
    return texts(key) if texts.has(key) else ""


def _ended() -> None:
    st.session_state.pop(_WORK, None)
    forget_versions()


def _mode(part: str, texts: Texts) -> str:
    words = load_vocabulary()
    return str(
        st.selectbox(
            texts("bring-mode"),
            ROAD_MODES if part == "roads" else TRAVEL_MODES,
            format_func=lambda code: words.label("travel-mode", code, language=texts.language),
            key=f"bring-{part}-mode",
        )
    )


def _roads(view: View) -> None:
    texts = view.texts
    st.caption(texts("bring-roads-lead"))
    given = given_files("roads", ["pbf", "osm", "graphml"], texts)
    mode = _mode("roads", texts)
    margin = needed_margin(view.territory, mode)
    margin_km = st.number_input(
        texts("bring-margin"), min_value=0, max_value=int(MOST_MARGIN_KM), value=int(margin.km), step=1,
        key=f"bring-roads-margin-{view.territory_id}-{mode}",
    )  # fmt: skip
    said = {"km": margin.km, "minutes": margin.within_min, "kph": round(margin.kph)}
    st.caption(texts("roads-margin-why", **said))
    partial = st.checkbox(texts("bring-partial"), key="bring-roads-partial")
    who = person()
    _button("roads", given, texts, lambda files: _built(view, files, mode, margin_km, partial=partial, who=who))


def _built(
    view: View, files: Sequence[GivenFile], mode: str, margin_km: float, *, partial: bool, who: Person
) -> Callable[[Tell, Callable[[], bool]], list[str]]:
    """Return the work that builds the roads of a mode; the files are checked before anything is read of them."""
    texts, territory = view.texts, view.territory
    forms = [_ROADS.get(Path(file.name).suffix.lower()) for file in files]
    if None in forms:
        raise BadInputError("roads-file-type", file=files[forms.index(None)].name)
    if len(set(forms)) > 1:
        raise BadInputError(
            "roads-one-of-these", file=next(f.name for f, form in zip(files, forms, strict=True) if form != "pbf")
        )
    form, source = str(forms[0]), " + ".join(file.name for file in files)

    def work(tell: Tell, stopped: Callable[[], bool]) -> list[str]:
        # They bring the compiled engine, which only this needs.
        from geo.roads.territory_roads import build_roads  # noqa: PLC0415

        data, shapes = load(territory), zone_shapes(territory, level=territory.levels[0].id)

        accept = _enough(data, source, "roads-no-place", texts, partial=partial)
        with ExitStack() as opened:
            paths = [opened.enter_context(file.opened()) for file in files]
            check_road_files(*paths)
            tell("read", 0.0)
            extent, whole = tuple(shapes.total_bounds), shapes.union_all()

            def read() -> RawRoads:
                return read_needed(
                    territory, paths, whole, data.actors, mode=mode, form=form, margin_km=margin_km,
                    progress=lambda step, share: tell(step, _READING * share),
                )  # fmt: skip

            built = build_roads(
                territory, read(), mode=mode, extent=extent, accept=accept, cancel=stopped, person=who,
                progress=lambda step, share: tell(step, _READING + (1 - _READING) * share),
            )  # fmt: skip
        report = built.network.about.report
        return [texts("bring-roads-done", streets=report["streets"], km=report["length_km"], source=built.source)]

    return work


def _enough(
    data: TerritoryData, file: str, nowhere: str, texts: Texts, *, partial: bool
) -> Callable[[Callable[[pd.DataFrame], BoolArray]], None]:
    """Return what stops the work where a file covers no place (its error is ``nowhere``), or too few of the trips."""

    def accept(covered: Callable[[pd.DataFrame], BoolArray]) -> None:
        inside = covered(data.places)
        if not inside.any():
            raise BadInputError(nowhere, file=file, places=len(data.places))
        known = known_trips(data, outside_of(inside, covered(data.actors), is_located(data.actors)), data.actors)
        if not partial and not enough(known):
            raise BadInputError("bring-partial", share=percent(known.share, texts.language), file=file)

    return accept


def _timetables(view: View) -> None:
    texts = view.texts
    st.caption(texts("bring-transit-lead"))
    if "timetable" in available_engines(view.territory, "transit"):
        _kept_timetable(view)
    given = given_files("transit", ["zip"], texts)
    on = st.date_input(texts("bring-transit-day"), value=None, key="bring-transit-day", format="DD/MM/YYYY")
    st.caption(texts("bring-transit-day-help"))
    partial = st.checkbox(texts("bring-partial"), key="bring-transit-partial")
    who = person()

    def work(files: list[GivenFile]) -> Callable[[Tell, Callable[[], bool]], list[str]]:
        named = ", ".join(file.name for file in files)

        def build(tell: Tell, _stopped: Callable[[], bool]) -> list[str]:
            # It brings the compiled engine, which only this needs.
            from geo.transit.territory_transit import build_transit  # noqa: PLC0415

            data = load(view.territory, layer=view.layer)
            extent = tuple(zone_shapes(view.territory, level=view.territory.levels[0].id).total_bounds)

            accept = _enough(data, named, "transit-no-place", texts, partial=partial)
            with ExitStack() as opened:
                paths = [opened.enter_context(file.opened()) for file in files]
                built = build_transit(
                    view.territory, paths, extent=extent, day=on, accept=accept, person=who,
                    progress=lambda step, share: tell(f"transit-{step}", share),
                )  # fmt: skip
            return [texts("bring-transit-done"), *_timetable_said(built, view)]

        return build

    _button("transit", given, texts, work)


def _kept_timetable(view: View) -> None:
    """Say what the timetable holds, and offer to remove it; a damaged one can be removed too."""
    from geo.transit.territory_transit import open_transit  # noqa: PLC0415 - as where it is built

    texts = view.texts
    try:
        for line in _timetable_said(open_transit(view.territory), view):
            st.markdown(plain(line))
    except MaillageError as error:
        show_failure(error, texts)
    st.button(texts("bring-transit-remove"), key="bring-transit-remove", on_click=guarded(_removed), args=(view,))


def _timetable_said(transit: "Transit", view: View) -> list[str]:
    from ui.words.timetables import timetable_issues, timetable_remarks, timetable_rows  # noqa: PLC0415

    texts = view.texts
    rows = [texts("bring-transit-row", name=name, said=said) for name, said in timetable_rows(transit, texts)]
    found = [line["message"] for line in timetable_issues(transit, texts)]
    return [*rows, *found, *timetable_remarks(transit, texts, territory=view.territory_id)]


def _removed(view: View) -> None:
    from geo.transit.territory_transit import remove_transit  # noqa: PLC0415 - as where it is built

    remove_transit(view.territory, person=person())
    forget_versions()


def _times(view: View) -> None:
    texts = view.texts
    st.caption(texts("bring-times-lead"))
    given = given_file("times", ["csv", "tsv", "txt", "parquet"], texts)
    mode = _mode("times", texts)
    source = st.text_input(texts("bring-source"), key="bring-times-source").strip()
    unit = st.selectbox(
        texts("bring-unit"), [None, *UNITS], format_func=lambda one: texts(f"bring-unit-{one or 'said'}")
    )
    na_is = st.selectbox(texts("bring-na"), NA_IS, format_func=lambda one: texts(f"bring-na-{one}"))
    partial = st.checkbox(texts("bring-partial"), key="bring-times-partial")
    who = person()

    def work(file: GivenFile) -> Callable[[Tell, Callable[[], bool]], list[str]]:
        if not source:
            raise BadInputError("bring-no-source")

        def read(tell: Tell, _stopped: Callable[[], bool]) -> list[str]:
            data = load(view.territory, layer=view.layer)
            parameters = estimate_parameters(view.territory, mode) if mode in view.territory.estimates else None
            with file.opened() as path:
                tell("times-read", 0.1)
                reading = read_matrix(
                    path, mode=mode, places=data.places, actors=data.actors, parameters=parameters, unit=unit,
                    na_is=na_is,
                )  # fmt: skip
            tell("times-check", 0.7)
            unknown = MatrixEngine(mode, reading.table, source, "").unknown(data.places, data.actors)
            known = known_trips(data, unknown, data.actors)
            if not partial and not enough(known):
                raise BadInputError("bring-partial", share=percent(known.share, texts.language), file=file.name)
            own = None if view.layer == view.territory.default_layer else view.layer
            keep_matrix(view.territory, reading.table, mode=mode, source=source, layer=own, person=who)
            told = texts("travel-known", share=percent(known.share, texts.language)) if known.share < 1 else ""
            return [line for line in (told, texts("matrix-kept", rows=len(reading.table))) if line]

        return read

    _button("times", given, texts, work)


def _layer(view: View) -> None:
    texts = view.texts
    st.caption(texts("bring-layer-lead"))
    given = given_file("layer", ["csv", "tsv", "txt", "parquet", "gpkg", "geojson", "json"], texts)
    named = st.text_input(texts("bring-layer-name"), key="bring-layer-name").strip()
    source = st.text_input(texts("bring-source"), key="bring-layer-source").strip()
    crs = st.text_input(texts("bring-crs"), key="bring-layer-crs", placeholder="EPSG:3035").strip()
    column = st.text_input(texts("bring-population"), key="bring-layer-population").strip()
    equal = st.checkbox(texts("bring-equal"), key="bring-layer-equal")
    signed = signed_as(texts("bring-signed"), "import", "")

    def work(file: GivenFile) -> Callable[[Tell, Callable[[], bool]], list[str]]:
        layer = named or layer_name(Path(file.name))
        check_name(view.territory, layer)
        options = ReadingOptions(crs=crs or None, population=column or None, equal=equal)

        def read(tell: Tell, _stopped: Callable[[], bool]) -> list[str]:
            with file.opened() as path:
                plan = check_layer(view.territory, path, options=options, progress=lambda step: tell(step, 0.4))
            lines = [str(line["message"]) for line in issue_lines(plan.findings.table(), texts)]
            if not plan.ok:
                return [texts("layer-refused"), *lines]
            tell("layer-spread", 0.9)
            import_layer(
                view.territory, plan, layer=layer, by=signed.by, origin=file.name, source=source, role=signed.role
            )
            kept = texts("layer-kept", rows=plan.reading.rows_read, points=plan.points, outside=plan.outside)
            return [texts("bring-layer-done", layer=layer), kept, *lines]

        return read

    _button("layer", given, texts, work)


def _button(
    name: str, given: _Given | None, texts: Texts,
    work: Callable[[_Given], Callable[[Tell, Callable[[], bool]], list[str]]],
) -> None:  # fmt: skip
    if not st.button(texts(f"bring-{name}-go"), key=f"bring-{name}-go", disabled=not given, type="primary"):
        return
    if not given:
        return
    try:
        st.session_state[_WORK] = begin(texts(f"bring-{name}"), work(given))
    except MaillageError as error:
        st.error(plain(texts.error(error)))
        return
    st.rerun()


_PARTS: dict[str, Callable[[View], None]] = {"roads": _roads, "transit": _timetables, "times": _times, "layer": _layer}
