"""Territories in words: what a draft holds, and what can be made of a country."""

import pandas as pd

from geo.territories.draft import TerritoryDraft
from geo.territories.level_words import level_of
from ui.texts import Texts, pick
from ui.words.numbers import count


def draft_line(draft: TerritoryDraft, texts: Texts) -> str:
    """Return the name of a draft and how many zones it has at each level, as one sentence."""
    sizes, language = draft.zones["level"].value_counts(), texts.language
    told = ", ".join(
        f"{count(n, language)} {pick(level.names if n == 1 else level.plurals, language)}"
        for level in draft.levels
        if (n := int(sizes[level.id]))
    )
    return texts("territory-drafted", name=pick(draft.names, language), zones=told, crs=draft.metric_crs)


def unit_words(units: pd.DataFrame, texts: Texts) -> dict[str, tuple[str, str]]:
    """Return the name and the level, in words, of what can be made of a country, by code."""
    rows = zip(units["code"], units["name"], units["level"], strict=True)
    return {str(code): (str(name), pick(level_of(str(level)).names, texts.language)) for code, name, level in rows}
