"""A comparison as a record, for JSON and the screens: zones in the order of their names, never a bare podium."""

import numpy as np

from analysis.compare.ask import Compared
from analysis.records.compare import ComparisonRecord
from geo.json_values import encode


def comparison_record(found: Compared) -> ComparisonRecord:
    """Return a comparison: its zones, each indicator with its interval and its range of ranks, and what differs.

    A time beyond the horizon has no value, and says so (``beyond_horizon``). ``comparable`` is false as soon as a
    flag speaks of more than one territory or of one line among others.
    """
    figures = {
        about: {row["indicator"]: {**row, "beyond_horizon": np.isinf(row["value"])} for row in rows.to_dict("records")}
        for about, rows in found.figures.groupby(["territory", "zone_id"], sort=False)
    }
    zones = [
        {
            **row,
            "zone": row["zone_id"],
            "base_missing_zones": row["base_missing"],
            "figures": figures[row["territory"], row["zone_id"]],
        }
        for row in found.rows.sort_values(["territory", "name"], kind="stable").to_dict("records")
    ]
    return encode(
        ComparisonRecord,
        comparable=found.flags.empty,
        flags=found.flags.rename(columns={"zone_id": "zone"}),
        zones=zones,
        indicators=dict.fromkeys(found.figures["indicator"]),
        confidence=found.parameters,
    )
