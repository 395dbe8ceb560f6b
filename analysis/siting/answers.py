"""The answers of a model, best first, and how sure it is that nothing better exists."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """One set of sites (codes, sorted) and its value, in the units of the model."""

    sites: tuple[int, ...]
    value: float


@dataclass(frozen=True)
class Answers:
    """The best distinct answers.

    ``value`` is to be made as large as possible unless ``smallest``. ``bound`` is what no set at all can beat; ``gap``
    is the relative distance between the first answer and it. ``proven`` is how many of the answers are proven to be
    the first, second… best. ``complete`` is False when the search was cut short. ``solver`` names what answered.
    """

    found: tuple[Found, ...]
    bound: float
    proven: int
    solver: str
    seconds: float
    smallest: bool = False
    stopped: bool = False

    @property
    def best(self) -> Found:
        """The first answer."""
        return self.found[0]

    @property
    def gap(self) -> float:
        """Return the relative distance to the bound, 0 when the first answer is proven."""
        if self.proven:
            return 0.0
        away = abs(self.bound - self.best.value)
        return away / max(abs(self.best.value), 1e-12) if away else 0.0
