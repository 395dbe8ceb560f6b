"""What the register does not say: actors without a place, a capacity, a date, or with a status to verify."""

import pandas as pd

ISSUES = ("no-position", "vague-position", "no-capacity", "to-verify", "undated")


def register_issues(actors: pd.DataFrame, services: pd.DataFrame) -> pd.DataFrame:
    """Return one line per actor and thing that is not known or not sure, of those that are not closed.

    Parameters
    ----------
    actors, services
        ``schema.ACTOR`` and ``schema.SERVICE``.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``name``, ``issue`` (one of ``ISSUES``), by issue then name. ``no-capacity`` means that none of
        the actor's services has a known capacity.
    """
    kept = actors[actors["status"] != "closed"]
    known = services.groupby("actor_id")["capacity"].count()
    asked = {
        "no-position": kept["lon"].isna() | kept["lat"].isna(),
        "vague-position": kept["lon"].notna() & kept["position_quality"].isin(["commune", "approximate"]),
        "no-capacity": kept["actor_id"].map(known).fillna(0) == 0,
        "to-verify": kept["status"] == "to-verify",
        "undated": kept["as_of"] == "undated",
    }
    parts = [kept.loc[asked[issue], ["actor_id", "name"]].assign(issue=issue).sort_values("name") for issue in ISSUES]
    return pd.concat(parts, ignore_index=True)
