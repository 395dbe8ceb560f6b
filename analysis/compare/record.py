"""A comparison as plain values, for JSON and the screens: zones in the order of their names, never a bare podium."""

import numpy as np

from analysis.compare.ask import Compared
from analysis.doubt.bands import parameters_record
from geo.json_values import Record, bounded, plain_number


def comparison_record(found: Compared) -> Record:
    """Return a comparison: its zones, each indicator with its interval and its range of ranks, and what differs.

    A time beyond the horizon has no value, and says so (``beyond_horizon``). ``comparable`` is false as soon as a
    flag speaks of more than one territory or of one line among others.
    """
    figures = {
        (territory, zone): {
            str(row["indicator"]): {
                **{name: bounded(row[name]) for name in ("value", "low", "high", "rank_low", "rank_high")},
                "beyond_horizon": bool(np.isinf(row["value"])),
                "unsure_against": list(row["unsure_against"]),
            }
            for row in rows.to_dict("records")
        }
        for (territory, zone), rows in found.figures.groupby(["territory", "zone_id"], sort=False)
    }
    zones = [
        {
            "territory": row["territory"],
            "zone": row["zone_id"],
            "name": row["name"],
            "level": row["level"],
            "base": row["base"],
            "base_value": plain_number(row["base_value"]),
            "base_missing_zones": plain_number(row["base_missing"]),
            "births_years": list(row["births_years"]),
            "need_status": row["need_status"] if isinstance(row["need_status"], str) else None,
            "capacity_known_share": plain_number(row["capacity_known_share"]),
            "set_aside": plain_number(row["set_aside"]),
            "masked": bool(row["masked"]),
            "figures": figures[row["territory"], row["zone_id"]],
        }
        for row in found.rows.to_dict("records")
    ]
    return {
        "comparable": found.flags.empty,
        "flags": [
            {
                "flag": row.flag,
                "territory": row.territory,
                "zone": row.zone_id if isinstance(row.zone_id, str) else None,
                "value": row.value,
            }
            for row in found.flags.itertuples(index=False)
        ],
        "zones": sorted(zones, key=lambda zone: (str(zone["territory"]), str(zone["name"]))),
        "indicators": list(dict.fromkeys(found.figures["indicator"])),
        "confidence": parameters_record(found.parameters),
    }
