"""How well siting answers hold, in words: in how many worlds each stays first, the least it gains, its regret."""

from analysis.records.siting import SitingRecord
from analysis.records.siting_worlds import DoubtRecord, RobustProposal, WorldPart, WorldsRecord
from ui.texts import Texts
from ui.words.balances import unit_text
from ui.words.known import among_known
from ui.words.numbers import amount, count, dated, minutes_apart, signed_percent
from ui.words.siting import demand_text, joined
from ui.words.siting_posts import COUNTED


def worlds_sentences(record: SitingRecord, told: WorldsRecord, texts: Texts) -> list[str]:
    """Return how well the answers hold: the first, the one with the best worst case, the one that regrets least."""
    if told["count"] == 1:
        return [texts("siting-worlds-none")]
    first, worst, calm = told["proposals"][0], told["best_worst"], told["least_regret"]
    said = [_held(record, told, first, texts)]
    tied = [joined(one["sites"], texts) for one in told["proposals"][1:] if one["first"] == told["count"]]
    if first["first"] == told["count"] and tied:
        # They are worth the same in every world: what is told of the first is told of them.
        said.append(texts("siting-worlds-tied", sites=", ".join(tied), count=len(tied)))
    if worst["site_ids"] == first["site_ids"] == calm["site_ids"]:
        said.append(texts("siting-worlds-same"))
    elif worst["site_ids"] == calm["site_ids"]:
        said.append(_beside(record, told, calm, "both", texts))
    else:
        if calm["site_ids"] != first["site_ids"]:
            said.append(_beside(record, told, calm, "regret", texts))
        if worst["site_ids"] != first["site_ids"] and (worst["gain_low"] or 0) > (first["gain_low"] or 0):
            said.append(_beside(record, told, worst, "worst", texts))
    out = [among_known(said[0], record["register_state"], texts), *said[1:], texts("siting-worlds-proven")]
    if told["count"] < told["asked"]:
        out.append(texts("siting-worlds-short", count=told["count"], asked=told["asked"]))
    if told["proven"] < told["count"]:
        out.append(texts("siting-worlds-unproven", count=told["count"] - told["proven"], all=told["count"]))
    return out


def _held(record: SitingRecord, told: WorldsRecord, one: RobustProposal, texts: Texts) -> str:
    values = _figures(record, told, one, texts)
    return texts("siting-worlds-first", first=one["first"], count=told["count"], **values)


def _beside(record: SitingRecord, told: WorldsRecord, one: RobustProposal, why: str, texts: Texts) -> str:
    values = _figures(record, told, one, texts)
    return texts(f"siting-worlds-beside-{why}", first=one["first"], count=told["count"], **values)


def _figures(record: SitingRecord, told: WorldsRecord, one: RobustProposal, texts: Texts) -> dict[str, str]:
    """Return the figures of a proposal in words."""
    figures: dict[str, float | None] = {
        "gain": one["gain"],
        "low": one["gain_low"],
        "high": one["gain_high"],
        "regret": one["regret"],
    }
    values = {name: worth(record, told, value, texts) for name, value in figures.items()}
    return values | {
        "sites": joined(one["sites"], texts),
        "what": texts(f"siting-worlds-what-{told['measure']}", what=_counted(record, told, texts)),
        "least": world_text(one["least_in"], texts),
        "regretted": world_text(one["regretted"], texts),
        "regrets": "yes" if one["regret"] is None or one["regret"] > 0 else "no",
    }


def _counted(record: SitingRecord, told: WorldsRecord, texts: Texts) -> str:
    """Return what is counted: what is served has its own unit."""
    unit = record.get("unit")
    if told["measure"] == "served" and unit is not None:
        return unit_text(unit, texts)
    return demand_text(record["parameters"]["demand"], texts)


def worth(record: SitingRecord, told: WorldsRecord, value: float | None, texts: Texts) -> str:
    """Return a gain or a regret: an amount, or minutes."""
    if value is None:
        return texts("siting-worlds-no-limit")
    if told["measure"] in COUNTED:
        return amount(value, texts.language, unit=record.get("unit"))
    return minutes_apart(value, texts.language)


def world_text(world: list[WorldPart], texts: Texts) -> str:
    """Return what a world takes otherwise than given, in words."""
    return joined([_part_text(part, texts) for part in world], texts)


def _part_text(part: WorldPart, texts: Texts) -> str:
    doubt, end, name = part["doubt"], part["end"], part["name"]
    if doubt == "need":
        name = None if name is None else texts(f"status-{name}")
    what = "to-verify-one" if doubt == "to-verify" and name else doubt
    return texts(f"siting-world-{what}-{end}" if end else f"siting-world-{what}", name=name or "")


def worlds_table(record: SitingRecord, told: WorldsRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return every proposal in every world: headers and rows, those that are beside the answers last."""
    headers = [texts(f"siting-worlds-column-{name}") for name in ("sites", "first", "gain", "low", "regret", "in")]
    rows = [
        [
            joined(one["sites"], texts),
            texts("siting-worlds-of", first=one["first"], count=told["count"]),
            *(worth(record, told, value, texts) for value in (one["gain"], one["gain_low"], one["regret"])),
            world_text(one["regretted"], texts),
        ]
        for one in shown_proposals(told)
    ]
    return headers, rows


def shown_proposals(told: WorldsRecord) -> list[RobustProposal]:
    """Return the answers, then the proposals that are beside them, each once."""
    found = {tuple(one["site_ids"]): one for one in (told["best_worst"], told["least_regret"])}
    return [*told["proposals"], *(one for one in found.values() if one["rank"] is None)]


def doubt_lines(told: WorldsRecord, texts: Texts) -> list[str]:
    """Return what was varied, from where to where and why, then what is in no doubt here."""
    varied = [doubt_line(one, texts) for one in told["doubts"] if one["count"]]
    still = [texts(f"siting-doubt-name-{one['doubt']}") for one in told["doubts"] if not one["count"]]
    return [*varied, *([texts("siting-doubt-still", names=", ".join(still))] if still else [])]


def doubt_line(one: DoubtRecord, texts: Texts) -> str:
    """Return one thing that was varied."""
    ends: dict[str, str] = {}
    for end in ("low", "high"):
        value = one["low"] if end == "low" else one["high"]
        if value is not None:
            moved = one["doubt"] == "threshold"
            ends[end] = count(abs(value), texts.language) if moved else signed_percent(value - 1, texts.language)
    behind = {
        "status": texts(f"status-{one['status']}"),
        "source": one["source"],
        "date": dated(one["date"], texts.language),
    }
    name = texts(f"status-{one['name']}") if one["name"] else ""
    return texts(f"siting-doubt-{one['doubt']}", count=one["count"], name=name, **ends, **behind)
