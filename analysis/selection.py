"""Which services a question is about: those of a kind of actor, or those that carry a function."""

from dataclasses import dataclass

import pandas as pd

from analysis.programme import Programme, service_functions
from geo.errors import BadInputError, NotFoundError
from geo.workspace.vocabulary import Vocabulary


@dataclass(frozen=True)
class Selection:
    """A kind of actor or a function of the programme, for all families or one stratum."""

    kind: str | None = None
    function: str | None = None
    stratum: str | None = None

    def check(self, vocabulary: Vocabulary) -> None:
        """Refuse what the vocabulary does not know.

        Raises
        ------
        BadInputError
            ``kind-or-function`` when neither or both are given.
        NotFoundError
            ``unknown-kind``, ``unknown-function`` or ``unknown-stratum``.
        """
        if (self.kind is None) == (self.function is None):
            raise BadInputError("kind-or-function")
        if self.kind is not None and self.kind not in vocabulary.kinds:
            raise NotFoundError("unknown-kind", kind=self.kind)
        if self.function is not None and self.function not in vocabulary.functions:
            raise NotFoundError("unknown-function", function=self.function)
        if self.stratum is not None and self.stratum not in vocabulary.strata:
            raise NotFoundError("unknown-stratum", stratum=self.stratum)


@dataclass(frozen=True)
class Supply:
    """The services that answer a selection.

    ``actors`` and ``services`` are those of open actors only. ``set_aside`` has one row per actor that would answer
    but is planned, closed or to verify.
    """

    actors: pd.DataFrame
    services: pd.DataFrame
    set_aside: pd.DataFrame


def select(
    actors: pd.DataFrame,
    services: pd.DataFrame,
    *,
    selection: Selection,
    programme: Programme,
    carried: pd.DataFrame | None = None,
) -> Supply:
    """Return the supply that answers a selection.

    A service counts once, with its whole capacity, even when it carries several functions or strata. ``carried`` is
    what :func:`analysis.programme.service_functions` says of these services; worked out when None.
    """
    carried = service_functions(services, actors, programme=programme) if carried is None else carried
    if selection.function is not None:
        carried = carried[carried["function"] == selection.function]
    if selection.stratum is not None:
        carried = carried[carried["stratum"] == selection.stratum]
    if selection.function is None and selection.stratum is None:
        wanted = services
    else:
        wanted = services.merge(carried[["actor_id", "service"]].drop_duplicates(), on=["actor_id", "service"])
    matching = actors[actors["actor_id"].isin(wanted["actor_id"])]
    if selection.kind is not None:
        matching = matching[matching["kind"] == selection.kind]
    is_open = matching["status"] == "open"
    open_actors = matching[is_open].reset_index(drop=True)
    return Supply(
        actors=open_actors,
        services=wanted[wanted["actor_id"].isin(open_actors["actor_id"])].reset_index(drop=True),
        set_aside=matching[~is_open].reset_index(drop=True),
    )
