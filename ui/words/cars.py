"""Families without a car, in words: who is within reach, what a scenario does to them, or that none is known."""

from analysis.records.diagnosis import DiagnosisRecord
from analysis.records.scenario import EffectRecord
from geo.schema import TIMETABLE_MODES
from ui.texts import Texts
from ui.words.known import known_cell_of, share_cell
from ui.words.measures import figure, share, trip


def cars_said(record: DiagnosisRecord, texts: Texts) -> list[str]:
    """Return who is within reach with and without a car, and what that rests on; where nothing is known, that."""
    if not record["cars"]:
        asked = record["travel_engine"]["mode"] in {*TIMETABLE_MODES, "foot"}
        return [texts("cars-unknown")] if asked else []
    rising, falling = (record["bounds"].get(name, "exact") for name in ("share_within", "mean_min"))
    total = sum(line["counts"] or 0.0 for line in record["cars"])
    out = []
    for line in record["cars"]:
        near = [share_cell(one, rising, texts) for one in line["share_within"].values()]
        mean = known_cell_of(line["mean_min"], falling, texts, written=lambda value: trip(value, texts))
        out.append(
            texts(
                "cars-reach",
                car=line["car"],
                base=record["share_measure"],
                count=figure(line["counts"], texts),
                part=share((line["counts"] or 0.0) / total if total else None, texts),
                limits=" / ".join(line["share_within"]),
                near=" / ".join(near),
                mean=mean,
                way=texts(f"by-mode-{record['travel_engine']['mode']}"),
            )
        )
    return [*out, texts("siting-family-car-supposed")]


def cars_changed(record: EffectRecord, texts: Texts) -> list[str]:
    """Return what a scenario does to families without a car and with one; nothing where the territory does not know."""
    bounds, known = record["moves"]["bounds"], record["after"]["bounds"].get("within", "exact")
    out = []
    for line in record["cars"]:
        moves: dict[str, str] = {
            way: known_cell_of(
                line[way], bounds[way] if line[way] else "exact", texts, written=lambda one: figure(one, texts)
            )
            for way in ("gaining", "losing")
        }
        sides = [
            known_cell_of(line[name], known, texts, written=lambda one: figure(one, texts))
            for name in ("within_before", "within_after")
        ]
        near = sides[0] if sides[0] == sides[1] else texts("scenario-arrow", before=sides[0], after=sides[1])
        told = {"minutes": f"{record['threshold_min']:g}", "near": near, "count": figure(line["weight"], texts)}
        out.append(texts("cars-changed", car=line["car"], **told, **moves))
    return out
