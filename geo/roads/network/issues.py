"""What deserves to be known of a network before its times are used."""

import pandas as pd

from geo.roads.network.model import Network

SPLIT_SHARE = 0.05
"""From this share of the length in a second part, the network is said to be in pieces."""

LEFT_ASIDE_SHARE = 0.01
"""From this share of the length left aside, it is said."""

SEVERITIES = {
    "roads-split": "warning",
    "roads-left-aside": "info",
    "roads-no-turns": "info",
    "roads-turns-ignored": "info",
    "road-too-far": "warning",
    "road-no-position": "warning",
}
COLUMNS = ("row", "column", "rule", "severity", "values")


def network_issues(network: Network) -> pd.DataFrame:
    """Return what a user should know of a network, one row per finding.

    Returns
    -------
    pandas.DataFrame
        ``row`` and ``column`` (empty), ``rule`` (``roads-split`` when a second part is large, as with two islands;
        ``roads-left-aside``; ``roads-no-turns`` when the file holds no turn restriction and the mode obeys them;
        ``roads-turns-ignored`` when it holds some that are not read), ``severity``, ``values`` of the message
        ``issue-<rule>``.
    """
    report = network.about.report
    found: list[tuple[str, dict[str, object]]] = []
    if report["second_part_share"] >= SPLIT_SHARE:
        found.append(("roads-split", {"percent": round(100 * report["second_part_share"])}))
    if report["left_aside_share"] >= LEFT_ASIDE_SHARE:
        kept = report["length_km"]
        km = kept * report["left_aside_share"] / (1 - report["left_aside_share"])
        found.append(("roads-left-aside", {"percent": round(100 * report["left_aside_share"]), "km": round(km)}))
    ignored = int(report.get("restrictions_ignored", 0))
    if network.about.mode == "car" and ignored:
        found.append(("roads-turns-ignored", {"count": ignored, "read": int(report["restrictions_read"])}))
    elif network.about.mode == "car" and report["restrictions_read"] == 0:
        found.append(("roads-no-turns", {"file": network.about.source}))
    return issue_frame([(None, rule, values) for rule, values in found])


def issue_frame(found: list[tuple[object, str, dict[str, object]]]) -> pd.DataFrame:
    """Return findings (row, rule, values) as a table of issues."""
    return pd.DataFrame(
        [(row, None, rule, SEVERITIES[rule], values) for row, rule, values in found], columns=list(COLUMNS)
    )
