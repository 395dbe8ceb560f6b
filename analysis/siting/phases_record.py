"""Sites taken in phases as a record, for JSON and the screens."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.records.bounds import Sense, State, falling_sense, rising_sense
from analysis.records.siting_phases import PhaseApart, PhasesRecord, PhaseStep
from analysis.siting.answer_effect import effect_of
from analysis.siting.phases import PhasedSequence, Phases, Sites, check_phases, phases
from analysis.siting.question import SitingQuestion
from analysis.siting.record import MOST_EQUALS, after_values, search_values
from analysis.siting.scenario_changes import scenario_changes
from analysis.siting.search import Watch
from analysis.siting.setting import siting_setting
from geo.json_values import encode
from geo.workspace.data import TerritoryData


def ask_phases(
    data: TerritoryData,
    question: SitingQuestion,
    opened: Sequence[int],
    *,
    candidates: pd.DataFrame | None = None,
    watch: Watch | None = None,
) -> PhasesRecord:
    """Return the best sequences that open so many sites in each phase; the posts of the question are not read.

    Raises
    ------
    BadInputError
        As :func:`analysis.siting.phases.phases` and :func:`analysis.siting.setting.siting_setting`.
    NotFoundError
        ``unknown-zone``, ``no-travel-assumption``.
    """
    watch = watch or Watch(time_limit_s=question.time_limit_s)
    check_phases(question, opened)
    watch.tell("setting")
    asked = replace(question, posts=sum(opened), differ=1)
    setting = siting_setting(data, asked, candidates=candidates)
    return phases_record(phases(setting, opened, watch, keep=question.keep))


def phases_record(found: Phases) -> PhasesRecord:
    """Return everything that sequences say."""
    setting, data = found.setting, found.setting.data
    total = float(setting.problem.weight.sum())
    state = setting.about.reach_state
    after: State = "partial" if state == "not-listed" else state
    of = total if found.measure == "minutes" else 1.0
    sense = falling_sense if found.sign < 0 else rising_sense
    bounds: dict[str, Sense] = {"value": sense(after), "today": sense(state), "loss": falling_sense(after)}
    bounds |= {"counts_after": rising_sense(after), "mean_min_after": falling_sense(after)}
    names = setting.candidates["name"]
    return encode(
        PhasesRecord,
        search_values(setting, found.seconds),
        found,
        setting,
        data,
        register_state=state,
        bounds=bounds,
        unit=setting.about.demand_unit if found.measure == "served" else None,
        weight=total,
        today=np.nan if state == "not-listed" else found.today / of,
        apart=[
            encode(
                PhaseApart,
                one,
                posts=len(one.sites),
                site_ids=list(setting.candidates["site_id"].iloc[list(one.sites)]),
                sites=list(names.iloc[list(one.sites)]),
                value=one.value / of,
                bound=one.bound / of,
            )
            for one in found.apart
        ],
        sequences=[
            {
                "rank": rank,
                "proven": rank <= found.proven,
                "equals": [[list(names.iloc[part]) for part in _opened(other)] for other in one.equals[:MOST_EQUALS]],
                "equals_count": len(one.equals),
                "steps": _steps(found, one, of),
            }
            for rank, one in enumerate(found.sequences, start=1)
        ],
        bound=found.bound / of,
    )


def _opened(sets: Sequence[Sites]) -> list[list[int]]:
    """Return the sites that each phase opens."""
    return [[site for site in here if site not in before] for before, here in pairwise([(), *sets])]


def _steps(found: Phases, one: PhasedSequence, of: float) -> list[PhaseStep]:
    setting, asked = found.setting, found.setting.question
    steps = []
    told = zip(one.sets, _opened(one.sets), one.values, found.losses(one), strict=True)
    for sets, fresh, value, loss in told:
        effect, sites = effect_of(setting, sets), setting.candidates.iloc[fresh]
        steps.append(
            encode(
                PhaseStep,
                after_values(effect),
                site_ids=list(sites["site_id"]),
                sites=list(sites["name"]),
                value=value / of,
                loss=loss / of,
                changes=scenario_changes(sites, asked.selection, capacity=asked.capacity, visits_min=asked.visits_min),
            )
        )
    return steps
