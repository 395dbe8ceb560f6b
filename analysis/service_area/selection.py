"""Which services a question is about: those of a kind of actor, or those that carry a function."""

from collections.abc import Sequence

import pandas as pd

from analysis.question import Selection
from analysis.service_area.offer import Supply, of_stage
from analysis.service_area.programme import Programme, service_functions


def select(
    actors: pd.DataFrame,
    services: pd.DataFrame,
    *,
    selection: Selection,
    programme: Programme,
    stage: str | None = None,
    statuses: Sequence[str] = ("open",),
    carried: pd.DataFrame | None = None,
) -> Supply:
    """Return the supply that answers a selection.

    A service counts once, with its whole capacity, even when it carries several functions or strata. One that is known
    not to be delivered does not count; one of which this is not known does.

    Parameters
    ----------
    stage
        Only the services of this stage, and those that do not say theirs; their actors all stay.
    statuses
        Statuses of the actors that count (`analysis.question.Question.statuses`); the others are set aside.
    carried
        What :func:`analysis.service_area.programme.service_functions` says of these services; worked out when needed.
    """
    wanted = services
    if selection.kind is not None:
        # What other kinds do is not asked: reading it would take most of the time.
        actors = actors[actors["kind"] == selection.kind]
        wanted = services[services["actor_id"].isin(actors["actor_id"])]
    if selection.function is not None or selection.stratum is not None:
        carried = service_functions(wanted, actors, programme=programme) if carried is None else carried
        if selection.function is not None:
            carried = carried[carried["function"] == selection.function]
        if selection.stratum is not None:
            carried = carried[carried["stratum"] == selection.stratum]
        wanted = wanted.merge(carried[["actor_id", "service"]].drop_duplicates(), on=["actor_id", "service"])
    matching = actors[actors["actor_id"].isin(wanted["actor_id"])]
    counts = matching["status"].isin(list(statuses))
    chosen = matching[counts].sort_values("actor_id", kind="stable", ignore_index=True)
    answering = wanted[wanted["actor_id"].isin(chosen["actor_id"])].reset_index(drop=True)
    aside = matching[~counts].reset_index(drop=True)
    given = answering["delivery"] != "none"
    if given.all():
        return Supply(chosen, of_stage(answering, stage), aside)
    answering = answering[given].reset_index(drop=True)
    works = chosen["actor_id"].isin(answering["actor_id"])
    idle = chosen[~works].reset_index(drop=True)
    return Supply(chosen[works].reset_index(drop=True), of_stage(answering, stage), aside, idle)
