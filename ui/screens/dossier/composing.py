"""What somebody chooses and writes for the dossier of a zone: kept in the workspace as soon as it is said."""

from dataclasses import replace
from typing import Any

import streamlit as st

from geo.errors import MaillageError
from geo.workspace.territory import Territory
from ui.dossier.compose import SECTIONS
from ui.dossier.composition import (
    Composition,
    OwnParagraph,
    composition_text,
    keep_composition,
    kept_composition,
    logo_name,
    logo_of,
)
from ui.dossier.templates import DEFAULT, load_template, template_names
from ui.drawing.downloads import offer_file
from ui.session.failures import guarded
from ui.session.person import allowed, may, person
from ui.session.territory_tables import remembered_data
from ui.session.view import View
from ui.texts import LANGUAGES, pick
from ui.words.escape import plain

_OF, _OWN, _UNREAD = "dossier-composed-of", "dossier-composed", "dossier-composition-unread"
_TEMPLATE, _FINAL, _AUTHOR = "dossier-template", "dossier-final", "dossier-author"
_REFERENCE, _LOGO, _IDS, _NEXT = "dossier-reference", "dossier-logo", "dossier-paragraphs", "dossier-next"
_LONGEST, _MOST_PARAGRAPHS, _MEGABYTES = 4000, 20, 2


def composed(view: View) -> Composition:
    """Draw the choices of the dossier of the view's zone, and return them."""
    catalogue, state = view.texts, st.session_state
    _take(view)
    if broken := state.get(_UNREAD):
        st.error(plain(catalogue.error(broken)), icon=":material/error:")
    changed: dict[str, Any] = {"on_change": guarded(_keep), "args": (view.territory, view.zone_id)}
    st.selectbox(
        catalogue("dossier-template"),
        template_names(),
        format_func=lambda name: pick(load_template(name).names, view.language),
        key=_TEMPLATE,
        **changed,
    )
    st.toggle(catalogue("dossier-final"), help=catalogue("dossier-final-help"), key=_FINAL, **changed)
    model = load_template(state[_TEMPLATE])
    with st.expander(catalogue("dossier-compose")):
        if allowed("keep", catalogue):
            st.caption(catalogue("dossier-composed-kept"))
        st.text_input(catalogue("dossier-author"), key=_AUTHOR, max_chars=200, **changed)
        _draw_logo(view)
        if not model.each:
            st.multiselect(
                catalogue("dossier-parts"),
                list(SECTIONS),
                format_func=lambda key: catalogue(f"dossier-section-{key}"),
                help=catalogue("dossier-parts-help"),
                placeholder=catalogue("dossier-parts-all"),
                key=_parts_key(state[_TEMPLATE]),
                **changed,
            )
            zones = remembered_data(view).zones
            larger = zones[zones["level"] != view.territory.smallest_level]
            names = dict(zip(larger["zone_id"], larger["name"], strict=True))
            if state.get(_REFERENCE) not in names:
                state[_REFERENCE] = view.territory.root
            st.selectbox(
                catalogue("dossier-reference"),
                sorted(names, key=lambda zone: zone != view.territory.root),
                format_func=lambda zone: str(names[zone]),
                key=_REFERENCE,
                **changed,
            )
            _draw_paragraphs(view, changed)
        chosen = _chosen(view.territory)
        offer_file(
            catalogue("dossier-composition-download"),
            composition_text(chosen),
            name=f"composition-{view.zone_id}",
            ending=".toml",
            key="dossier-composition",
            help=catalogue("dossier-composition-download-help"),
        )
    state[_OWN] = {**state.get(_OWN, {}), state[_OF]: chosen}
    return chosen


def _take(view: View) -> None:
    """Give the widgets what is kept for the zone, when it is another zone or when the screen is opened again."""
    state, place = st.session_state, (view.territory_id, view.zone_id)
    if state.get(_OF) == place and _TEMPLATE in state:
        return
    state[_UNREAD] = None
    chosen = state.get(_OWN, {}).get(place) if not may("keep") else None
    if chosen is None:
        try:
            chosen = kept_composition(*place)
        except MaillageError as error:
            state[_UNREAD], chosen = error, Composition()
    template = chosen.template if chosen.template in template_names() else DEFAULT
    state[_OF] = place
    state[_TEMPLATE], state[_FINAL], state[_AUTHOR] = template, chosen.final, chosen.author
    state[_LOGO], state[_REFERENCE] = chosen.picture, chosen.reference or view.territory.root
    for name in template_names():
        state[_parts_key(name)] = []
    state[_parts_key(template)] = [key for key in chosen.sections if key in SECTIONS]
    state[_IDS] = []
    for one in chosen.paragraphs:
        _add(one)


def _chosen(territory: Territory) -> Composition:
    """Return what the widgets say."""
    state = st.session_state
    paragraphs = []
    for rank in state[_IDS]:
        text = {name: str(state.get(f"dossier-own-{name}-{rank}", "")).strip() for name in LANGUAGES}
        text = {name: said for name, said in text.items() if said}
        source = str(state.get(f"dossier-own-source-{rank}", "")).strip()
        if text:
            paragraphs.append(OwnParagraph(state[f"dossier-own-after-{rank}"], text, source))
    picture, template = state.get(_LOGO) or b"", state[_TEMPLATE]
    reference = state.get(_REFERENCE) or territory.root
    return Composition(
        author=str(state.get(_AUTHOR, "")).strip(),
        logo=logo_name("logo", picture),
        sections=tuple(state.get(_parts_key(template), ())),
        paragraphs=tuple(paragraphs),
        picture=picture,
        template=template,
        reference="" if reference == territory.root else reference,
        final=bool(state.get(_FINAL)),
    )


def _keep(territory: Territory, zone_id: str) -> None:
    # A file that could not be read may hold what somebody wrote: nothing takes its place.
    if may("keep") and st.session_state.get(_UNREAD) is None:
        # A title is written in the file alone: it stays.
        title = kept_composition(territory.id, zone_id).title
        keep_composition(territory.id, zone_id, replace(_chosen(territory), title=title), person=person())


def _draw_logo(view: View) -> None:
    catalogue, state = view.texts, st.session_state
    place = (view.territory, view.zone_id)
    if state.get(_LOGO):
        st.image(state[_LOGO], width=160, caption=catalogue("dossier-logo"))
        st.button(
            catalogue("dossier-logo-remove"),
            key="dossier-logo-remove",
            type="tertiary",
            on_click=guarded(_set_logo),
            args=(None, *place),
        )
        return
    st.file_uploader(
        catalogue("dossier-logo-file"),
        type=["png", "jpg", "jpeg"],
        key="dossier-logo-file",
        max_upload_size=_MEGABYTES,
        on_change=guarded(_set_logo),
        args=("dossier-logo-file", *place),
    )


def _set_logo(key: str | None, territory: Territory, zone_id: str) -> None:
    given = None if key is None else st.session_state.get(key)
    st.session_state[_LOGO] = b"" if given is None else logo_of(given.getvalue(), given.name)
    _keep(territory, zone_id)


def _draw_paragraphs(view: View, changed: dict[str, Any]) -> None:
    catalogue, state = view.texts, st.session_state
    st.markdown(f"**{catalogue('dossier-own')}**")
    st.caption(catalogue("dossier-own-help"))
    parts = list(state[_parts_key(state[_TEMPLATE])] or load_template(state[_TEMPLATE]).sections)
    for at, rank in enumerate(state[_IDS], start=1):
        with st.container(border=True):
            after = f"dossier-own-after-{rank}"
            st.selectbox(
                catalogue("dossier-own-after", rank=at),
                list(dict.fromkeys([*parts, state[after]])),
                format_func=lambda key: catalogue(f"dossier-section-{key}"),
                key=after,
                **changed,
            )
            for name in sorted(LANGUAGES, key=lambda one: one != view.language):
                st.text_area(
                    catalogue(f"dossier-own-text-{name}", rank=at),
                    key=f"dossier-own-{name}-{rank}",
                    max_chars=_LONGEST,
                    **changed,
                )
            st.text_input(
                catalogue("dossier-own-source-label", rank=at),
                key=f"dossier-own-source-{rank}",
                max_chars=300,
                **changed,
            )
            st.button(
                catalogue("dossier-own-remove", rank=at),
                key=f"dossier-own-remove-{rank}",
                type="tertiary",
                on_click=guarded(_remove),
                args=(rank, view.territory, view.zone_id),
            )
    st.button(
        catalogue("dossier-own-add"),
        key="dossier-own-add",
        disabled=len(state[_IDS]) >= _MOST_PARAGRAPHS,
        on_click=guarded(_add),
        args=(OwnParagraph(parts[0], {}),),
    )


def _add(one: OwnParagraph) -> None:
    state = st.session_state
    rank = state[_NEXT] = state.get(_NEXT, 0) + 1
    state[f"dossier-own-after-{rank}"] = one.after if one.after in SECTIONS else next(iter(SECTIONS))
    for name in LANGUAGES:
        state[f"dossier-own-{name}-{rank}"] = one.text.get(name, "")[:_LONGEST]
    state[f"dossier-own-source-{rank}"] = one.source
    state[_IDS] = [*state[_IDS], rank]


def _remove(rank: int, territory: Territory, zone_id: str) -> None:
    st.session_state[_IDS] = [one for one in st.session_state[_IDS] if one != rank]
    _keep(territory, zone_id)


def _parts_key(template: str) -> str:
    return f"dossier-parts-{template}"
