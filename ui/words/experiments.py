"""National experiments in words: what exists in a zone on a day."""

from collections.abc import Mapping
from typing import Any

from analysis.network.experiments import STATES, ExperimentsHere
from ui.texts import Texts
from ui.words.numbers import count, day

TITLES = ("name", "state", "where", "dates", "carrier", "public", "note")


def experiments_sentence(found: ExperimentsHere, zone_name: str, texts: Texts) -> str:
    """Return the sentence that says how many experiments a zone has on a day, by what they are."""
    numbers = {state.replace("-", ""): int((found.lines["state"] == state).sum()) for state in STATES}
    return texts("experiments-finding", zone=zone_name, day=day(found.day.isoformat(), texts.language), **numbers)


def experiment_cells(line: Mapping[Any, Any], texts: Texts) -> list[str]:
    """Return an experiment as texts, in the order of ``TITLES``."""
    language = texts.language
    return [
        line[f"name_{language}"],
        texts(f"experiment-{line['state']}"),
        texts(f"experiment-where-{line['here']}"),
        dates_text(line, texts),
        line["carrier"] or texts("experiment-unread"),
        line[f"public_{language}"] or texts("experiment-unread"),
        line[f"note_{language}"],
    ]


def dates_text(line: Mapping[Any, Any], texts: Texts) -> str:
    """Return when an experiment began and ended, as far as that was read."""
    since = texts("experiment-unread") if not line["since"] else day(line["since"], texts.language)
    if line["since_read"] == "deduced":
        since = texts("experiment-deduced", day=since)
    until = texts("experiment-no-end") if not line["until"] else day(line["until"], texts.language)
    return texts("experiment-dates", since=since, until=until)


def map_title(name: str, state: str | None, number: int, *, sure: bool, texts: Texts) -> str:
    """Return what a zone of the map says."""
    if state is None:
        return texts("experiment-map-none", zone=name)
    told = texts(f"experiment-{state}")
    said = told if sure else texts("experiment-map-unsure", state=told)
    return texts("experiment-map", zone=name, state=said, number=count(number, texts.language))
