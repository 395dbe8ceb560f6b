"""The one question: which services, for whom, where, travelling how, within how long. Nothing else is asked."""

from dataclasses import dataclass
from datetime import date

from analysis.records.scenario import QuestionRecord
from geo.errors import BadInputError, NotFoundError
from geo.json_values import encode
from geo.workspace.data import TerritoryData, at_date
from geo.workspace.territory import Territory
from geo.workspace.vocabulary import Vocabulary

PREFERRED_THRESHOLD_MIN = 45.0
"""The time that counts as near when nothing else is said, where the territory knows it."""


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


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a territory.

    Parameters
    ----------
    kind, function, stratum, stage
        Which services: those of a kind of actor or those that carry a function, for one stratum or stage perhaps.
    threshold_min
        The time that counts as near, inclusive; None: that of the territory (:func:`default_threshold`).
    demand
        What places weigh: ``births`` (``population`` where the territory knows no births), ``population``, ``need``,
        and, in scenarios, ``births:<stratum>``.
    zone
        Zone that is asked about; None: the whole territory.
    mode, engine
        How one travels, and which engine answers (``auto``: the best that the territory has).
    births
        ``latest``, ``mean-3`` or a year; what the tables were loaded with.
    layer
        Population layer; None: the default of the territory.
    territory
        Id of the territory; None where the question comes with its tables.
    to_verify
        Whether actors to verify count as open ones do.
    at
        The day whose open actors are meant, ``YYYY-MM-DD``; None: today.
    """

    kind: str | None = None
    function: str | None = None
    stratum: str | None = None
    threshold_min: float | None = None
    demand: str = "births"
    zone: str | None = None
    mode: str = "car"
    engine: str = "auto"
    births: str = "latest"
    layer: str | None = None
    stage: str | None = None
    territory: str | None = None
    to_verify: bool = False
    at: str | None = None

    @property
    def selection(self) -> Selection:
        """The services that the question is about."""
        return Selection(kind=self.kind, function=self.function, stratum=self.stratum)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses of the actors that count: open, and to verify where that is asked."""
        return ("open", "to-verify") if self.to_verify else ("open",)

    def about_its_day(self, data: TerritoryData) -> TerritoryData:
        """Return the data of the day that is asked about (`geo.workspace.data.at_date`).

        Raises
        ------
        BadInputError
            ``bad-day``; ``two-days`` when the data are about another one.
        """
        if self.at is None:
            return data
        try:
            day = date.fromisoformat(self.at)
        except ValueError as error:
            raise BadInputError("bad-day", value=self.at) from error
        return at_date(data, day)

    def values(self) -> QuestionRecord:
        """Return what is said of the question, as plain values; the territory apart, which its tables name."""
        said = {name: value for name, value in vars(self).items() if value is not None and value is not False}
        return encode(QuestionRecord, said)


def question_about(
    selection: Selection,
    *,
    threshold_min: float | None = None,
    demand: str = "births",
    zone: str | None = None,
    mode: str = "car",
    engine: str = "auto",
    births: str = "latest",
    layer: str | None = None,
    stage: str | None = None,
    territory: str | None = None,
    to_verify: bool = False,
    at: date | None = None,
) -> Question:
    """Return a question about a selection of services; parameters as in :class:`Question`."""
    return Question(
        kind=selection.kind,
        function=selection.function,
        stratum=selection.stratum,
        threshold_min=threshold_min,
        demand=demand,
        zone=zone,
        mode=mode,
        engine=engine,
        births=births,
        layer=layer,
        stage=stage,
        territory=territory,
        to_verify=to_verify,
        at=None if at is None else at.isoformat(),
    )


def default_threshold(territory: Territory) -> float:
    """Return the time that counts as near, in minutes, when none is said: on screens, in commands, in scenarios."""
    known = territory.thresholds_min
    return PREFERRED_THRESHOLD_MIN if PREFERRED_THRESHOLD_MIN in known else float(max(known))
