"""Places and candidates on a line, one minute apart: settings small enough to be worked out by hand."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from analysis.question import Selection
from analysis.siting.candidates import COLUMNS
from analysis.siting.problem import siting_problem
from analysis.siting.setting import Setting, siting_setting
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.small import siting_question

HORIZON = 10.0


@cache
def _whole() -> Setting:
    asked = siting_question(model="mclp", selection=Selection(kind="saf"), horizon_min=HORIZON, posts=1)
    return siting_setting(load(load_territory("wallonie")), asked)


def line_setting(places, sites, *, today=None, model="mclp", groups=None, **asked):
    """A setting whose places and candidates stand on a line.

    ``places`` gives where each stands (minutes along the line) and its births; ``sites`` where each candidate is;
    ``today`` where a service exists, or several. Trips of more than 60 minutes are out of reach.
    """
    whole = _whole()
    index = pd.Index([f"p{at}" for at in range(len(places))])
    here, weight = (np.array([one[at] for one in places], dtype=float) for at in (0, 1))
    spots = np.array(sites, dtype=float)
    away = np.abs(here[:, None] - spots)
    row, column = np.nonzero(away <= 60)
    pairs = pd.DataFrame({"place_id": index[row], "site_id": [f"s{at}" for at in column], "minutes": away[row, column]})
    open_now = np.atleast_1d(np.array([] if today is None else today, dtype=float))
    before = np.abs(here[:, None] - open_now).min(axis=1, initial=np.inf)
    problem = siting_problem(
        pairs,
        pd.Series(weight, index=index),
        pd.Index([f"s{at}" for at in range(len(sites))]),
        before=pd.Series(before, index=index),
    )
    zones = whole.data.zones.loc[whole.data.zones["level"] == "commune", "zone_id"].tolist()
    zone = [zones[at] for at in (groups or range(len(places)))]
    table = pd.DataFrame(
        {
            "site_id": problem.site_ids,
            "name": [f"S{at}" for at in range(len(sites))],
            "zone_id": zones[: len(sites)],
            "lon": 5.0,
            "lat": 50.0,
            "cost": np.nan,
            "capacity": np.nan,
        }
    )[COLUMNS]
    more = {"posts": 1} | asked if not model.startswith("lscp") else asked
    return replace(
        whole,
        question=siting_question(model=model, selection=Selection(kind="saf"), **{"horizon_min": HORIZON} | more),
        problem=problem,
        wide=problem,
        candidates=table.assign(is_preferred=False),
        counts=weight,
        today_min=before,
        zone=pd.Series(zone, index=index),
    )
