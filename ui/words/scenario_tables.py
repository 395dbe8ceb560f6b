"""A scenario in lines: its changes one by one, and what they do to each zone as a table."""

from collections.abc import Callable, Mapping

from analysis.records.scenario import EffectRecord
from geo.workspace.data import TerritoryData
from ui.texts import Texts
from ui.words.known import known_cell_of
from ui.words.measures import figure, trip
from ui.words.scenario import WAYS, arrow_known, change_sentence, gap_arrow


def names_of(data: TerritoryData) -> dict[str, str]:
    """Return the names of the zones and actors of a territory by their codes."""
    names = dict(zip(data.zones["zone_id"], data.zones["name"], strict=True))
    return names | dict(zip(data.actors["actor_id"], data.actors["name"], strict=True))


def change_sentences(record: EffectRecord, names: Mapping[str, str], texts: Texts) -> list[str]:
    """Return the changes of a scenario in words.

    Parameters
    ----------
    names
        Names of zones and actors by their codes (:func:`names_of`).
    """
    changes = record["scenario"]["changes"] if record["scenario"] else []
    return [change_sentence(change, dict(names), texts) for change in changes] or [texts("scenario-no-change")]


def parts_table(record: EffectRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return what a scenario does to each zone: headers and rows, gains beside losses."""
    base = texts(f"scenario-base-{record['base'].replace(':', '-')}")
    counted = weight_writer(record, texts)
    headers = [
        texts("column-zone"),
        texts("scenario-column-within", base=base, minutes=f"{record['threshold_min']:g}"),
        texts("scenario-column-gaining"),
        texts("scenario-column-losing"),
        texts("scenario-column-mean"),
    ]
    with_need = record["after"]["need"] is not None
    headers += [texts("scenario-column-gap")] if with_need else []
    rows = []
    for zone in [*record["parts"], record]:
        before, after = zone["before"], zone["after"]
        cells = [
            zone["name"],
            arrow_known(zone, "within", texts, written=counted),
            *(known_cell_of(zone["moves"][way], zone["moves"]["bounds"][way], texts, written=counted) for way in WAYS),
            arrow_known(zone, "mean_min", texts, written=lambda value: trip(value, texts)),
        ]
        rows.append([*cells, gap_arrow(before, after, record["need_status"], texts)] if with_need else cells)
    return headers, rows


def weight_writer(record: EffectRecord, texts: Texts) -> Callable[[float], str]:
    """Return how what is counted is written: births of one stratum are few, and not whole."""
    digits = 1 if ":" in record["base"] else 0
    return lambda value: figure(value, texts, digits=digits)
