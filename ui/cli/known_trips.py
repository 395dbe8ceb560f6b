"""What brought times or roads know of a territory, told by kind and by zone, and the question before they are kept."""

import math
import sys
from typing import Any

import click
import pandas as pd

from geo.errors import BadInputError
from geo.json_values import plain_number
from geo.travel.coverage import TravelCoverage, enough
from geo.workspace.data import TerritoryData
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.tables import print_table
from ui.cli.usage import confirmed
from ui.texts import Texts
from ui.words.numbers import count, percent

CANDIDATES = "candidates"
"""Stands for the kind of what is not an actor yet: places where a service could open."""


_LISTED = 20
"""How many zones are named, or have a line: of many, those of which least is known."""


def as_actors(sites: pd.DataFrame) -> pd.DataFrame:
    """Return candidate sites as the ends of trips: ``actor_id``, ``kind``, ``lon``, ``lat``."""
    return sites.rename(columns={"site_id": "actor_id"}).assign(kind=CANDIDATES)[["actor_id", "kind", "lon", "lat"]]


def is_asked() -> bool:
    """Return whether somebody is there to answer."""
    return sys.stdin.isatty()


def agree(known: TravelCoverage, file: str, texts: Texts, *, yes: bool) -> None:
    """Go on when enough is known, when that was said beforehand, or when whoever is asked agrees.

    Raises
    ------
    BadInputError
        ``travel-not-kept`` when they refuse, ``travel-partial`` when nobody is there to answer.
    """
    if yes or enough(known):
        return
    if not is_asked():
        raise BadInputError("travel-partial", share=percent(known.share, texts.language), file=file)
    if not confirmed(texts("travel-known-ask"), texts):
        raise BadInputError("travel-not-kept")


def known_record(known: TravelCoverage) -> dict[str, Any]:
    """Return what is known as plain values."""
    return {
        "share": plain_number(known.share),
        "kinds": known.kinds.rename_axis("kind").reset_index().to_dict("records"),
        "zones": known.zones.rename_axis("zone").reset_index().to_dict("records"),
    }


def print_known(known: TravelCoverage, data: TerritoryData, texts: Texts, *, said: str) -> None:
    """Print what is known: a sentence, then a line per kind and per zone of which something is known."""
    if known.share == 1:
        click.echo(texts("travel-known-all"))
        return
    if math.isnan(known.share):
        click.echo(texts("travel-known-nobody"))
        return
    click.echo(texts(said, share=percent(known.share, texts.language)))
    vocabulary, names = load_vocabulary(), data.zones.set_index("zone_id")["name"]
    kinds = {
        code: texts("known-candidates")
        if code == CANDIDATES
        else vocabulary.label("kind", str(code), language=texts.language, plural=True)
        for code in known.kinds.index
    }
    print_rows("kind", known.kinds, kinds, texts)
    never = int((known.kinds["known"] == 0).sum())
    if never:
        click.echo(texts("travel-known-kinds-none", count=never))
    zones = {code: str(names.get(code, code)) for code in known.zones.index}
    print_rows("zone", known.zones, zones, texts)
    without = [name for code, name in zones.items() if not known.zones.loc[code, "known"]]
    if without:
        named, more = without[:_LISTED], len(without) - _LISTED
        told = ", ".join(named) + (texts("and-more", more=more) if more > 0 else "")
        click.echo(texts("travel-known-zones-none", named=told))


def print_rows(title: str, table: pd.DataFrame, names: dict[Any, str], texts: Texts) -> None:
    """Print one line per code of which some trip is known; nothing where there is none."""
    some = table[table["known"] > 0]
    if some.empty:
        return
    headers = [texts(f"column-known-{name}") for name in (title, "trips", "share")]
    language = texts.language
    rows = [
        [names[code], f"{count(known, language)} / {count(trips, language)}", percent(share, language)]
        for code, trips, known, share in some.sort_values("share").head(_LISTED).itertuples()
    ]
    print_table(headers, rows)
    if len(some) > _LISTED:
        click.echo(texts("travel-known-rows-more", count=len(some) - _LISTED))
