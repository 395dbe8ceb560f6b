"""What the user chooses once for every screen: it stays across screens and lives in the address."""

from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

import streamlit as st

from analysis.question import Selection, default_threshold
from analysis.service_area.programme import load_programme
from geo.schema import TRAVEL_MODES
from geo.travel.engines import available_engines
from geo.workspace.territory import Territory, list_territories, load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.session.territory_tables import (
    remembered_births_years,
    remembered_kinds,
    remembered_layers,
    remembered_zone_labels,
)
from ui.session.view import View
from ui.texts import LANGUAGES, Texts, pick, texts

_DEFAULT_TERRITORY = "wallonie"
_ALL = "all"
_VERIFY = "verify"
_KEPT, _DEFAULTS, _SCREEN = "kept-choices", "default-choices", "screen-drawn"


def choose_language() -> Texts:
    """Return the texts of the language chosen, French unless the address or the user says otherwise."""
    with st.sidebar:
        code = _choice(
            "lang",
            "Langue · Language",
            LANGUAGES,
            default=LANGUAGES[0],
            label=lambda code: texts(code)("language-name"),
            short=True,
        )
    return texts(code)


def choose_view(catalogue: Texts) -> View:
    """Draw the selectors in the side bar and return what is chosen."""
    with st.sidebar:
        territory = _choose_territory(catalogue)
        zone_id = _choose_zone(territory, catalogue)
        selection = _choose_selection(territory, catalogue)
        threshold_min = int(
            _choice(
                "threshold",
                catalogue("choice-threshold"),
                [str(threshold) for threshold in territory.thresholds_min],
                default=f"{default_threshold(territory):g}",
                label=lambda minutes: catalogue("minutes-short", minutes=int(minutes)),
                hint=catalogue("choice-threshold-help"),
                short=True,
            )
        )
        to_verify = choose_to_verify(catalogue)
        with st.expander(catalogue("choice-more")):
            mode, engine = _choose_travel(territory, catalogue)
            births = _choose_births(territory, catalogue)
            layer = _choose_layer(territory, catalogue)
    return View(
        territory_id=territory.id,
        zone_id=zone_id,
        selection=selection,
        mode=mode,
        engine=engine,
        births=births,
        layer=layer,
        threshold_min=threshold_min,
        language=catalogue.language,
        to_verify=to_verify,
    )


def choose_to_verify(catalogue: Texts) -> bool:
    """Draw the switch that counts services to verify too, kept in the address, and return whether it is on."""
    current, key = kept_choice(_VERIFY, default="0"), f"choice-{_VERIFY}"
    if not isinstance(st.session_state.get(key), bool):
        st.session_state[key] = current == "1"
    on = bool(st.toggle(catalogue("choice-to-verify"), key=key, help=catalogue("choice-to-verify-help")))
    keep_choice(_VERIFY, "1" if on else "0")
    return on


def kept_choice(name: str, *, default: str) -> str:
    """Return a choice that is made outside the side bar but kept in the address too."""
    st.session_state.setdefault(_DEFAULTS, {})[name] = default
    return str(_kept().get(name, default))


def keep_choice(name: str, value: str) -> None:
    """Keep a choice that is made outside the side bar."""
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
    defaults = st.session_state.get(_DEFAULTS, {})
    wanted = {name: value for name, value in _kept().items() if name in defaults and value != defaults[name]}
    if moved or st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def _choose_territory(catalogue: Texts) -> Territory:
    known = list_territories()
    chosen = _choice(
        "territory",
        catalogue("choice-territory"),
        known,
        default=_DEFAULT_TERRITORY if _DEFAULT_TERRITORY in known else known[0],
        label=lambda name: pick(load_territory(name).names, catalogue.language),
    )
    return load_territory(chosen)


def _choose_zone(territory: Territory, catalogue: Texts) -> str:
    labels = remembered_zone_labels(territory.id, catalogue.language)
    return _choice(
        "zone", catalogue("choice-zone"), list(labels), default=territory.root, label=lambda zone: labels[zone]
    )


def _choose_selection(territory: Territory, catalogue: Texts) -> Selection:
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
    known = remembered_kinds(territory.id) if by == "kind" else load_programme().functions
    chosen = _choice(
        by,
        catalogue(f"choice-{by}"),
        sorted(known, key=lambda code: words.label(by, code, language=language)),
        default=territory.headline_kind if by == "kind" else "coordination",
        label=lambda code: words.label(by, code, language=language),
    )
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
    only = None if stratum == _ALL else stratum
    return Selection(kind=chosen, stratum=only) if by == "kind" else Selection(function=chosen, stratum=only)


def _choose_travel(territory: Territory, catalogue: Texts) -> tuple[str, str]:
    words = load_vocabulary()
    ready = {mode: available_engines(territory, mode) for mode in TRAVEL_MODES}
    modes = [mode for mode in TRAVEL_MODES if ready[mode]] or [TRAVEL_MODES[0]]
    mode = _choice(
        "mode",
        catalogue("choice-mode"),
        modes,
        default=modes[0],
        label=lambda code: words.label("travel-mode", code, language=catalogue.language),
        hint=catalogue("choice-mode-help"),
    )
    engine = _choice(
        "engine",
        catalogue("choice-engine"),
        ["auto", *ready[mode]] if len(ready[mode]) > 1 else ["auto"],
        default="auto",
        label=lambda code: _engine_label(code, ready[mode], catalogue),
        hint=catalogue("glossary-engine"),
    )
    return mode, engine


def _engine_label(code: str, ready: Sequence[str], catalogue: Texts) -> str:
    if code != "auto":
        return catalogue(f"engine-{code}")
    best = ready[0] if ready else "none"
    return catalogue("choice-engine-best", engine=catalogue(f"engine-{best}"))


def _choose_births(territory: Territory, catalogue: Texts) -> str:
    years = remembered_births_years(territory.id)
    return _choice(
        "births",
        catalogue("choice-births"),
        ["latest", *(["mean-3"] if len(years) > 2 else []), *(str(year) for year in reversed(years))],
        default="latest",
        label=lambda code: catalogue("births-year", year=code) if code.isdigit() else catalogue(f"births-{code}"),
        hint=catalogue("choice-births-help"),
    )


def _choose_layer(territory: Territory, catalogue: Texts) -> str:
    layers = remembered_layers(territory.id)
    return _choice(
        "layer",
        catalogue("choice-layer"),
        layers,
        default=territory.default_layer,
        label=lambda code: catalogue(f"layer-{code}") if catalogue.has(f"layer-{code}") else code,
        hint=catalogue("choice-layer-help"),
    )


def _kept() -> MutableMapping[str, str]:
    if _KEPT not in st.session_state:
        st.session_state[_KEPT] = st.query_params.to_dict()
    kept: MutableMapping[str, str] = st.session_state[_KEPT]
    return kept


def _choice(
    name: str,
    title: str,
    options: Sequence[str],
    *,
    default: str,
    label: Callable[[str], str],
    hint: str | None = None,
    short: bool = False,
) -> str:
    """Draw a selector whose value is kept under ``name``; an unknown value falls back to the default."""
    fallback = default if default in options else options[0]
    current = kept_choice(name, default=fallback)
    key = f"choice-{name}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = current if current in options else fallback
    draw: Any = st.radio if short else st.selectbox
    across = {"horizontal": True} if short else {}
    chosen = str(draw(title, options, key=key, format_func=label, help=hint, **across))
    keep_choice(name, chosen)
    return chosen
