"""What the user chooses once for every screen: it stays across screens and lives in the address."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from typing import Any
from urllib.parse import parse_qsl, unquote

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.question import Selection, default_threshold
from analysis.service_area.programme import load_programme
from geo.schema import TRAVEL_MODES
from geo.travel.engines import available_engines
from geo.workspace.rights import ACTIONS, OWNER, decide
from geo.workspace.territory import Territory, list_territories, load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.session.person import person
from ui.session.territory_tables import (
    remembered_births_years,
    remembered_kind_names,
    remembered_layers,
    remembered_zone_labels,
)
from ui.session.view import View
from ui.texts import LANGUAGES, Texts, pick, texts
from ui.words.escape import plain
from ui.words.numbers import day

DEFAULT_TERRITORY = "wallonie"
"""The one that is shown to whoever chose none."""
_ALL = "all"
_AT = "at"
_VERIFY, _LEFT, _COUNTED = "verify", "0", "1"
_KEPT, _DEFAULTS, _SCREEN, _PLACE = "kept-choices", "default-choices", "screen-drawn", "place-drawn"
_FRAME, _COOKIE, _OF_STEP = "frame", "maillage-view", "step-choices"
_NO_TIMES = "mode-without-times"
_CHOSEN = ("choice-", "pick-", "card-", "plan-count")
"""What the session keeps of choices begins so."""


@dataclass(frozen=True)
class _Selector:
    """One selector of the strip: what it offers, and its value, known before it is drawn."""

    name: str
    title: str
    options: Sequence[str]
    label: Callable[[str], str]
    hint: str | None
    short: bool
    value: str
    default: str

    def draw(self) -> None:
        """Draw it where the page stands; its value was taken from what the browser sent."""
        widget: Any = st.radio if self.short else st.selectbox
        across = {"horizontal": True} if self.short else {}
        widget(self.title, self.options, key=f"choice-{self.name}", format_func=self.label, help=self.hint, **across)

    @property
    def written(self) -> str:
        """Its value in words."""
        return self.label(self.value)


@dataclass(frozen=True)
class _DaySelector:
    """The day that is asked about; empty: today."""

    name: str
    title: str
    hint: str
    value: str
    default: str = ""

    def draw(self) -> None:
        """Draw it where the page stands."""
        st.date_input(
            self.title,
            key=f"choice-{self.name}",
            value=None,
            min_value=date(1950, 1, 1),
            max_value=date(2100, 12, 31),
            format="DD/MM/YYYY",
            help=self.hint,
        )


def choose_language() -> Texts:
    """Return the texts of the language chosen, French unless the address or the user says otherwise."""
    return texts(_language().value)


def choose_view(catalogue: Texts, strip: DeltaGenerator) -> View:
    """Draw in the strip what names every choice and opens on its selectors, and return what is chosen."""
    where = [territory_choice := _territory(catalogue)]
    territory = load_territory(territory_choice.value)
    where.append(zone := _zone(territory, catalogue))
    what, selection = _selection(territory, catalogue)
    threshold = _threshold(territory, catalogue)
    mode, engine = _travel(territory, catalogue)
    births, layer, to_verify = _births(territory, catalogue), _layer(territory, catalogue), _to_verify(catalogue)
    at = _at(catalogue)
    more: list[_Selector | _DaySelector] = [to_verify, at, engine, births, layer]
    view = View(
        territory_id=territory.id,
        zone_id=zone.value,
        selection=selection,
        mode=mode.value,
        engine=engine.value,
        births=births.value,
        layer=layer.value,
        threshold_min=int(threshold.value),
        language=catalogue.language,
        to_verify=to_verify.value == _COUNTED,
        at=date.fromisoformat(at.value) if at.value else None,
    )
    named = pick(territory.names, catalogue.language)
    place = named if zone.value == territory.root else f"{named} ▸ {zone.written}"
    changed = sum(choice.value != choice.default for choice in more)
    pills: tuple[tuple[str, str, Sequence[_Selector | _DaySelector]], ...] = (
        ("where", place, where),
        ("what", view.subject, what),
        ("travel", f"{threshold.written} · {mode.written}", [threshold, mode]),
        ("more", catalogue("choice-more-changed", changed=changed), more),
        ("language", catalogue.language.upper(), [_language()]),
    )
    with strip:
        for key, said, choices in pills:
            with st.popover(plain(said), key=f"pill-{key}", help=catalogue(f"choice-pill-{key}")):
                for choice in choices:
                    choice.draw()
                if key == "where":
                    _other_territory(catalogue)
        _account(catalogue)
        if view.at is not None:
            st.caption(catalogue("choice-at-said", day=day(at.value, catalogue.language)))
    _say_without_times(territory.id, mode, catalogue)
    return view


def _say_without_times(territory_id: str, mode: _Selector, catalogue: Texts) -> None:
    """Say that the mode which was asked for has no travel times here, and which one is shown instead."""
    known, asked = st.session_state.get(_NO_TIMES, ("", ""))
    if known == territory_id and mode.value == mode.default:
        st.info(catalogue("choice-mode-absent", asked=mode.label(asked), mode=asked, used=mode.written))
    else:
        st.session_state.pop(_NO_TIMES, None)


def _other_territory(catalogue: Texts) -> None:
    """Draw the way to the screen where a territory is made."""
    said = escape(catalogue("territories-other"))
    st.html(f'<a href="territoires?lang={catalogue.language}" target="_self">{said}</a>')


def _account(catalogue: Texts) -> None:
    """Draw who is signed in, what they may do and how they leave; nothing on a machine of one's own."""
    who = person()
    if who == OWNER:
        return
    with st.popover(plain(who.name), key="pill-account", help=catalogue("account-pill")):
        granted = [catalogue(f"action-{action}") for action in ACTIONS if decide(who, action).allowed]
        st.markdown(f"**{catalogue(f'role-{who.role}')}**")
        st.caption(catalogue("account-may", actions=", ".join(granted)))
        st.html(f'<a href="/sign-out" target="_self">{escape(catalogue("account-leave"))}</a>')


def kept_choice(name: str, *, default: str) -> str:
    """Return a choice that is made outside the strip but kept in the address too."""
    st.session_state.setdefault(_DEFAULTS, {})[name] = default
    return str(_kept().get(name, default))


def keep_choice(name: str, value: str) -> None:
    """Keep a choice that is made outside the strip."""
    _kept()[name] = value


def choose_part(name: str, parts: Sequence[str], label: Callable[[str], str], catalogue: Texts) -> str:
    """Draw the choice between the parts of a screen, kept in the address, and return the one chosen."""
    current, key = kept_choice(name, default=parts[0]), f"choice-{name}"
    if st.session_state.get(key) not in parts:
        st.session_state[key] = current if current in parts else parts[0]
    chosen = st.segmented_control(
        catalogue("choice-part"), parts, key=key, format_func=label, label_visibility="collapsed", required=True
    )
    keep_choice(name, str(chosen))
    return str(chosen)


def write_address(screen: str) -> None:
    """Write every choice that is not the default in the address of the page.

    The browser empties the address when the screen changes, without telling: it is then written again.
    """
    moved = st.session_state.get(_SCREEN) != screen
    st.session_state[_SCREEN] = screen
    of_step = st.session_state.get(_OF_STEP, {})
    wanted = _differing(st.session_state.get(_DEFAULTS, {}) | of_step)
    place = (screen, *(_kept().get(name) for name in ("territory", "zone", "meeting", "step")))
    frame = st.query_params.get(_FRAME)
    if frame and (st.session_state.setdefault(_PLACE, place) == place or frame == of_step.get(_FRAME)):
        # The map writes its own frame, which lasts as long as it shows the same zone.
        wanted[_FRAME] = frame
    st.session_state[_PLACE] = place
    if moved or st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def opening_view(language: str) -> View:
    """Return the view that opens for whoever chose nothing, and read what its strip offers."""
    known = list_territories()
    territory = load_territory(DEFAULT_TERRITORY if DEFAULT_TERRITORY in known else known[0])
    remembered_zone_labels(territory.id, language)
    remembered_kind_names(territory.id, language)
    remembered_births_years(territory.id)
    remembered_layers(territory.id)
    modes = [mode for mode in TRAVEL_MODES if available_engines(territory, mode)]
    return View(
        territory_id=territory.id,
        zone_id=territory.headline_zone,
        selection=Selection(kind=territory.headline_kind),
        mode=(modes or TRAVEL_MODES)[0],
        engine="auto",
        births="latest",
        layer=territory.default_layer,
        threshold_min=int(default_threshold(territory)),
        language=language,
    )


def address_now() -> dict[str, str]:
    """Return every choice that is not the default, as the address would hold it, with the frame of the map.

    The territory and the zone are always there: what opens first may change.
    """
    where = {name: _kept()[name] for name in ("territory", "zone") if name in _kept()}
    frame = st.query_params.get(_FRAME)
    return where | _differing(st.session_state.get(_DEFAULTS, {})) | ({_FRAME: frame} if frame else {})


def own_choices() -> dict[str, str]:
    """Return every choice that was made or brought by a link, defaults included."""
    return dict(_kept())


def choose_from(address: Mapping[str, str]) -> None:
    """Make the choices of an address, as opening a link would: what was chosen before is forgotten."""
    for name in [str(key) for key in st.session_state if str(key).startswith(_CHOSEN)]:
        del st.session_state[name]
    st.session_state[_KEPT] = {name: value for name, value in address.items() if name != _FRAME}
    if _FRAME in address:
        st.query_params[_FRAME] = address[_FRAME]
    else:
        st.query_params.pop(_FRAME, None)


def step_choices(address: Mapping[str, str]) -> None:
    """Say which choices the step of a meeting makes: the address of the page does not repeat them."""
    st.session_state[_OF_STEP] = dict(address)


def _differing(usual: Mapping[str, str]) -> dict[str, str]:
    known = st.session_state.get(_DEFAULTS, {})
    return {name: value for name, value in _kept().items() if name in known and value != usual[name]}


def _language() -> _Selector:
    return _choice(
        "lang",
        "Langue · Language",
        LANGUAGES,
        default=LANGUAGES[0],
        label=lambda code: texts(code)("language-name"),
        short=True,
    )


def _territory(catalogue: Texts) -> _Selector:
    known = list_territories()
    # Read once: Streamlit asks for each name several times.
    names = {name: pick(load_territory(name).names, catalogue.language) for name in known}
    return _choice(
        "territory",
        catalogue("choice-territory"),
        known,
        default=DEFAULT_TERRITORY if DEFAULT_TERRITORY in known else known[0],
        label=lambda name: names[name],
    )


def _zone(territory: Territory, catalogue: Texts) -> _Selector:
    labels = remembered_zone_labels(territory.id, catalogue.language)
    return _choice(
        "zone", catalogue("choice-zone"), list(labels), default=territory.headline_zone, label=lambda zone: labels[zone]
    )


def _selection(territory: Territory, catalogue: Texts) -> tuple[list[_Selector], Selection]:
    words, language = load_vocabulary(), catalogue.language
    by = _choice(
        "by",
        catalogue("choice-by"),
        ("kind", "function"),
        default="kind",
        label=lambda way: catalogue(f"choice-by-{way}"),
        hint=catalogue("choice-by-help"),
        short=True,
    )
    topic = by.value
    if topic == "kind":
        names = remembered_kind_names(territory.id, language)
        known, default = list(names), territory.headline_kind
        label = names.__getitem__
    else:
        known = sorted(load_programme().functions, key=lambda code: words.label(topic, code, language=language))
        default, label = "coordination", partial(words.label, topic, language=language)
    chosen = _choice(topic, catalogue(f"choice-{topic}"), known, default=default, label=label)
    stratum = _choice(
        "stratum",
        catalogue("choice-stratum"),
        [_ALL, *words.strata],
        default=_ALL,
        label=lambda code: (
            catalogue("choice-stratum-all") if code == _ALL else words.label("stratum", code, language=language)
        ),
        hint=catalogue("choice-stratum-help"),
    )
    only = None if stratum.value == _ALL else stratum.value
    kind = topic == "kind"
    selection = Selection(kind=chosen.value, stratum=only) if kind else Selection(function=chosen.value, stratum=only)
    return [by, chosen, stratum], selection


def ask_kind(kind: str) -> None:
    """Ask about a kind of actor from now on: in a callback, before the strip is drawn."""
    st.session_state.update({"choice-by": "kind", "choice-kind": kind})


def ask_zone(zone_id: str) -> None:
    """Ask about a zone from now on: in a callback, before the strip is drawn."""
    st.session_state["choice-zone"] = zone_id


def _threshold(territory: Territory, catalogue: Texts) -> _Selector:
    return _choice(
        "threshold",
        catalogue("choice-threshold"),
        [str(threshold) for threshold in territory.thresholds_min],
        default=f"{default_threshold(territory):g}",
        label=lambda minutes: catalogue("minutes-short", minutes=int(minutes)),
        hint=catalogue("choice-threshold-help"),
        short=True,
    )


def _travel(territory: Territory, catalogue: Texts) -> tuple[_Selector, _Selector]:
    words = load_vocabulary()
    ready = {mode: available_engines(territory, mode) for mode in TRAVEL_MODES}
    modes = [mode for mode in TRAVEL_MODES if ready[mode]] or [TRAVEL_MODES[0]]
    asked = kept_choice("mode", default=modes[0])
    if asked in TRAVEL_MODES and asked not in modes:
        st.session_state[_NO_TIMES] = (territory.id, asked)
    mode = _choice(
        "mode",
        catalogue("choice-mode"),
        modes,
        default=modes[0],
        label=lambda code: words.label("travel-mode", code, language=catalogue.language),
        hint=catalogue("choice-mode-help"),
    )
    answering = ready[mode.value]
    engine = _choice(
        "engine",
        catalogue("choice-engine"),
        ["auto", *answering] if len(answering) > 1 else ["auto"],
        default="auto",
        label=lambda code: _engine_label(code, answering, catalogue),
        hint=catalogue("glossary-engine"),
    )
    return mode, engine


def _engine_label(code: str, ready: Sequence[str], catalogue: Texts) -> str:
    if code != "auto":
        return catalogue(f"engine-{code}")
    best = ready[0] if ready else "none"
    return catalogue("choice-engine-best", engine=catalogue(f"engine-{best}"))


def _births(territory: Territory, catalogue: Texts) -> _Selector:
    years = remembered_births_years(territory.id)
    return _choice(
        "births",
        catalogue("choice-births"),
        ["latest", *(["mean-3"] if len(years) > 2 else []), *(str(year) for year in reversed(years))],
        default="latest",
        label=lambda code: catalogue("births-year", year=code) if code.isdigit() else catalogue(f"births-{code}"),
        hint=catalogue("choice-births-help"),
    )


def _layer(territory: Territory, catalogue: Texts) -> _Selector:
    return _choice(
        "layer",
        catalogue("choice-layer"),
        remembered_layers(territory.id),
        default=territory.default_layer,
        label=lambda code: catalogue(f"layer-{code}") if catalogue.has(f"layer-{code}") else code,
        hint=catalogue("choice-layer-help"),
    )


def _to_verify(catalogue: Texts) -> _Selector:
    return _choice(
        _VERIFY,
        catalogue("choice-to-verify"),
        (_LEFT, _COUNTED),
        default=_LEFT,
        label=lambda code: catalogue("choice-yes" if code == _COUNTED else "choice-no"),
        hint=catalogue("choice-to-verify-help"),
        short=True,
    )


def _at(catalogue: Texts) -> "_DaySelector":
    current = kept_choice(_AT, default="")
    key = f"choice-{_AT}"
    if key not in st.session_state:
        st.session_state[key] = _read_day(current)
    chosen = st.session_state[key]
    value = chosen.isoformat() if isinstance(chosen, date) else ""
    keep_choice(_AT, value)
    return _DaySelector(_AT, catalogue("choice-at"), catalogue("choice-at-help"), value)


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _kept() -> MutableMapping[str, str]:
    if _KEPT not in st.session_state:
        st.session_state[_KEPT] = st.query_params.to_dict() or _last_view()
    kept: MutableMapping[str, str] = st.session_state[_KEPT]
    return kept


def _last_view() -> dict[str, str]:
    """Return the choices that this browser showed last, which the map leaves in a cookie; an address goes before."""
    left = unquote(st.context.cookies.get(_COOKIE, "")).removeprefix("?")
    return {name: value for name, value in parse_qsl(left) if name != _FRAME}


def _choice(
    name: str,
    title: str,
    options: Sequence[str],
    *,
    default: str,
    label: Callable[[str], str],
    hint: str | None = None,
    short: bool = False,
) -> _Selector:
    """Return a selector whose value is kept under ``name``; an unknown value falls back to the default."""
    fallback = default if default in options else options[0]
    current = kept_choice(name, default=fallback)
    key = f"choice-{name}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = current if current in options else fallback
    value = str(st.session_state[key])
    keep_choice(name, value)
    return _Selector(name, title, options, label, hint, short, value, fallback)
