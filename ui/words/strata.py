"""The strata explained, in words: what they are, how a family moves, what stands for them in a commune."""

from collections.abc import Mapping

import pandas as pd

from analysis.network.strata_told import StrataHere, StrataTold, StratumTold
from geo.schema import STRATA
from ui.texts import Texts
from ui.words.network import stratum_name
from ui.words.numbers import percent
from ui.words.table_columns import Field

TOLD = ("criteria", "signs", "coordination", "duration", "attention", "moves")


_FIGURE_PX = 145
"""How wide a column of figures is whose title is long: the title is read whole by hovering it."""


def stratum_cells(one: StratumTold, texts: Texts) -> list[str]:
    """Return a stratum as texts: its name, then ``TOLD``."""
    language = texts.language
    moves = [
        texts("strata-move", stratum=stratum_name(move.to, texts), why=getattr(move, language)) for move in one.moves
    ]
    name = stratum_name(one.code, texts)
    return [
        name if one.read == "text" else texts("strata-deduced", stratum=name),
        ", ".join(one.listed("criteria", language)),
        ", ".join(one.listed("signs", language)),
        one.said("coordination", language),
        one.said("duration", language),
        one.said("attention", language),
        ". ".join(moves),
    ]


def vulnerability_rows(told: StrataTold, texts: Texts) -> list[list[str]]:
    """Return the vulnerabilities: name, whether the screening tool asks, what stands for each in a commune."""
    rows = []
    for one in told.vulnerabilities:
        asked = texts("strata-asked" if one.in_bib else "strata-not-asked")
        named = ", ".join(texts(f"strata-indicator-{name}") for name in one.stands_for)
        if one.approximate:
            named = texts("strata-approximate", indicator=named)
        rows.append(
            [
                getattr(one, texts.language),
                texts("strata-asked-by-health", asked=asked) if one.role else asked,
                named or texts("strata-nothing-stands"),
            ]
        )
    return rows


def here_frame(here: StrataHere, names: Mapping[str, str], texts: Texts) -> tuple[pd.DataFrame, list[Field]]:
    """Return the strata of each commune and the figures behind them, with the columns of the table."""
    frame = here.zones.assign(name=here.zones["zone_id"].map(names))
    fields = [Field("name", texts("choice-zone"), width=190)]
    fields += [Field(code, stratum_name(code, texts), "percent") for code in STRATA]
    told = {name: indicator_title(name, texts) for name in here.indicators}
    fields += [Field(name, title, "percent", title, width=_FIGURE_PX) for name, title in told.items()]
    return frame, fields


def here_rows(here: StrataHere, names: Mapping[str, str], texts: Texts) -> list[list[str]]:
    """Return the same as lines of texts."""
    columns = [*here.indicators, *STRATA]
    return [
        [
            names[line["zone_id"]],
            *(texts("unknown") if pd.isna(line[name]) else percent(line[name], texts.language) for name in columns),
        ]
        for line in here.zones.to_dict("records")
    ]


def indicator_title(name: str, texts: Texts) -> str:
    """Return the name of a figure as a title."""
    told = texts(f"strata-indicator-{name}")
    return told[:1].upper() + told[1:]
