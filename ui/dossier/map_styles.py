"""How QGIS draws the layers of a data book: the classes, colours and marks of the screens, as QML styles."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as Xml

from analysis.dossier.data_book import DataBook
from geo.workspace.vocabulary import load_vocabulary
from ui.drawing.actor_marks import FAMILY_COLOURS, PLAIN_COLOUR
from ui.drawing.map_classes import NO_DATA, SEQUENTIAL, minutes_between
from ui.texts import Texts, pick

_EDGE, _INK, _WHITE = "#8a96a3", "#1c2733", "#ffffff"
_POLYGON, _POINT = 2, 0


@dataclass(frozen=True)
class _Rule:
    """What is drawn alike: its label, the rows it is about (all others when empty), its colours and its size (mm)."""

    label: str
    rows: str
    fill: str | None
    edge: str
    width_mm: float = 0.2
    size_mm: float = 0.0


def map_styles(book: DataBook, texts: Texts) -> dict[str, str]:
    """Return the style of each layer that is drawn, by its name."""
    styles = {"zones": _style(_zones(book, texts), _POLYGON), "places": _style(_places(texts), _POINT)}
    styles["actors"] = _style(_actors(book, texts), _POINT)
    kinds = [name for name in book.tables["minutes"].columns if name in load_vocabulary().kinds]
    if kinds:
        # The kind that most actors with a known place are of: any other is chosen by its column.
        sizes = book.data.actors.loc[book.data.actors["lon"].notna(), "kind"].value_counts()
        styles["minutes"] = _style(_minutes(book, max(kinds, key=lambda kind: sizes.get(kind, 0)), texts), _POLYGON)
    return styles


def _zones(book: DataBook, texts: Texts) -> list[_Rule]:
    """Return outlines, stronger for larger zones."""
    levels = book.data.territory.levels
    return [
        _Rule(
            pick(level.plurals, texts.language),
            f"\"level\" = '{level.id}'",
            None,
            _INK if rank else _EDGE,
            0.2 + 0.25 * rank,
        )
        for rank, level in enumerate(reversed(levels))
    ]


def _minutes(book: DataBook, kind: str, texts: Texts) -> list[_Rule]:
    limits = [int(limit) for limit in book.data.territory.thresholds_min]
    name = load_vocabulary().label("kind", kind, language=texts.language)
    first = texts("dossier-of", subject=name, said=texts("class-within", minutes=limits[0]))
    column = f'"{kind}"'
    rules = [_Rule(first, f"{column} <= {limits[0]}", SEQUENTIAL[0], _EDGE)]
    for rank, (low, high) in enumerate(pairwise(limits), start=1):
        rows = f"{column} > {low} AND {column} <= {high}"
        rules.append(_Rule(minutes_between(low, high, texts), rows, SEQUENTIAL[min(rank, 4)], _EDGE))
    beyond = texts("class-beyond", minutes=limits[-1], state="complete")
    rules.append(_Rule(beyond, f"{column} > {limits[-1]}", SEQUENTIAL[min(len(limits), 4)], _EDGE))
    return [*rules, _Rule(texts("class-unknown"), "", NO_DATA, _EDGE)]


def _places(texts: Texts) -> list[_Rule]:
    return [_Rule(texts("book-table-places"), "", "#4a5663", _WHITE, 0.1, 1.2)]


def _actors(book: DataBook, texts: Texts) -> list[_Rule]:
    """Return a colour per family of open actors, hollow marks for the others."""
    words = load_vocabulary()
    present = set(book.data.actors["kind"])
    rules = []
    for family in words.families:
        kinds = sorted(kind for kind, one in words.kinds.items() if one.family == family and kind in present)
        if kinds:
            rows = f'"status" = \'open\' AND "kind" IN ({", ".join(map(_quoted, kinds))})'
            label = words.label("family", family, language=texts.language)
            rules.append(_Rule(label, rows, FAMILY_COLOURS.get(family, PLAIN_COLOUR), _WHITE, 0.2, 2.6))
    return [*rules, _Rule(texts("legend-not-open"), "", _WHITE, "#4a5663", 0.5, 2.4)]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _style(rules: Sequence[_Rule], geometry: int) -> str:
    root = Xml.Element("qgis", {"version": "3.28.0", "styleCategories": "Symbology"})
    drawn = Xml.SubElement(
        root, "renderer-v2", {"type": "RuleRenderer", "symbollevels": "0", "enableorderby": "0", "forceraster": "0"}
    )
    parent = Xml.SubElement(drawn, "rules", {"key": "{rules}"})
    symbols = Xml.SubElement(drawn, "symbols")
    for at, rule in enumerate(rules):
        said = {"key": f"{{rule-{at}}}", "symbol": str(at), "label": rule.label}
        only = len(rules) == 1
        Xml.SubElement(parent, "rule", said if only else {**said, "filter": rule.rows or "ELSE"})
        symbols.append(_symbol(rule, str(at), geometry))
    Xml.SubElement(root, "layerGeometryType").text = str(geometry)
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + Xml.tostring(root, encoding="unicode")


def _symbol(rule: _Rule, name: str, geometry: int) -> Xml.Element:
    point = geometry == _POINT
    symbol = Xml.Element("symbol", {"type": "marker" if point else "fill", "name": name, "alpha": "1"})
    layer = Xml.SubElement(
        symbol,
        "layer",
        {"class": "SimpleMarker" if point else "SimpleFill", "enabled": "1", "pass": "0", "locked": "0"},
    )
    options = {
        "color": _rgba(rule.fill or _WHITE),
        "outline_color": _rgba(rule.edge),
        "outline_style": "solid",
        "outline_width": f"{rule.width_mm:g}",
        "outline_width_unit": "MM",
    }
    if point:
        options |= {"name": "circle", "size": f"{rule.size_mm:g}", "size_unit": "MM"}
    else:
        options |= {"style": "solid" if rule.fill else "no"}
    given = Xml.SubElement(layer, "Option", {"type": "Map"})
    for key, value in options.items():
        Xml.SubElement(given, "Option", {"type": "QString", "name": key, "value": value})
    return symbol


def _rgba(colour: str) -> str:
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"
