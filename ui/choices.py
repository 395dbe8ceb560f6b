"""What the user chooses once for every screen: it stays across screens and lives in the address."""

from collections.abc import Callable, Sequence

import streamlit as st

from analysis.programme import load_programme
from analysis.selection import Selection
from geo.territory import Territory, list_territories, load_territory
from geo.vocabulary import load_vocabulary
from ui.memory import remembered_data
from ui.texts import LANGUAGES, Texts, pick, texts

_DEFAULT_TERRITORY = "wallonie"


def choose_language() -> str:
    """Return the language, French unless the address or the user says otherwise."""
    with st.sidebar:
        return _choice(
            "lang",
            "Langue · Language",
            LANGUAGES,
            default=LANGUAGES[0],
            label=lambda code: texts(code)("language-name"),
        )


def choose_territory(catalogue: Texts) -> Territory:
    """Return the territory chosen."""
    known = list_territories()
    default = _DEFAULT_TERRITORY if _DEFAULT_TERRITORY in known else known[0]
    chosen = _choice(
        "territory",
        catalogue("choice-territory"),
        known,
        default=default,
        label=lambda name: pick(load_territory(name).names, catalogue.language),
    )
    return load_territory(chosen)


def choose_question(territory: Territory, catalogue: Texts) -> Selection:
    """Return what is asked about: a kind of actor, or a function of the programme."""
    by = _choice(
        "by",
        catalogue("choice-by"),
        ("kind", "function"),
        default="kind",
        label=lambda way: catalogue(f"choice-by-{way}"),
    )
    vocabulary = load_vocabulary()
    if by == "function":
        functions = sorted(load_programme().functions, key=lambda code: _name("function", code, catalogue))
        chosen = _choice(
            "function",
            catalogue("choice-function"),
            functions,
            default="coordination",
            label=lambda code: _name("function", code, catalogue),
        )
        return Selection(function=chosen)
    present = set(remembered_data(territory.id).actors["kind"]) | {territory.headline_kind}
    kinds = sorted(
        (code for code in vocabulary.kinds if code in present), key=lambda code: _name("kind", code, catalogue)
    )
    chosen = _choice(
        "kind",
        catalogue("choice-kind"),
        kinds,
        default=territory.headline_kind,
        label=lambda code: _name("kind", code, catalogue),
    )
    return Selection(kind=chosen)


def choose_zone(territory: Territory, catalogue: Texts) -> str:
    """Return the zone: the whole territory unless one is chosen."""
    zones = remembered_data(territory.id).zones.set_index("zone_id")
    order = {level.id: rank for rank, level in enumerate(territory.levels)}
    ids = sorted(zones.index, key=lambda zone: (order[zones.loc[zone, "level"]], zones.loc[zone, "name"]))
    levels = {level.id: pick(level.names, catalogue.language) for level in territory.levels}
    return _choice(
        "zone",
        catalogue("choice-zone"),
        ids,
        default=territory.root,
        label=lambda zone: f"{zones.loc[zone, 'name']} ({levels[zones.loc[zone, 'level']]})",
    )


def _name(table: str, code: str, catalogue: Texts) -> str:
    return load_vocabulary().label(table, code, language=catalogue.language)


def _choice(name: str, title: str, options: Sequence[str], *, default: str, label: Callable[[str], str]) -> str:
    """Draw a selector whose value lives in the address under ``name``; an unknown value falls back to the default."""
    asked = st.query_params.get(name, default)
    current = asked if asked in options else default if default in options else options[0]
    chosen = st.selectbox(title, options, index=list(options).index(current), format_func=label)
    if chosen == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen
    return chosen
