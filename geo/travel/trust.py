"""How far the estimate of a territory is from times that others published: bias and scatter, apart, by class."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from geo.errors import BadInputError
from geo.files.toml import Number, Positive, Text, read_toml
from geo.workspace.territory import Territory

Way = Literal["direct", "main-roads", "relief"]
_FEW = 8
"""Classes with fewer trips than this are told, and widen nothing."""


class ClassError(Struct, frozen=True):
    """What was measured of one class of trips: ratios are estimate ÷ published time, shares of the published time.

    ``bias`` is the median ratio less one; ``bias_low`` to ``bias_high`` the range that so few trips leave it;
    ``scatter`` the median distance to the median ratio, relative to it; ``median_error`` and ``p90_error`` what is
    exceeded once in two and once in ten. ``before`` are those of the direct estimate without any correction.
    """

    id: Text
    trips: Annotated[int, Meta(ge=1)]
    bias: Number
    bias_low: Number
    bias_high: Number
    scatter: Number
    median_error: Number
    p90_error: Number
    bias_before: Number
    median_error_before: Number
    p90_error_before: Number


class Factors(Struct, frozen=True):
    """Factors of the direct estimate: where the land is uneven by ``mountain_m`` metres or more, and elsewhere."""

    plain: Positive
    mountain: Positive
    mountain_m: Positive


class Trust(Struct, kw_only=True, frozen=True):
    """The file ``travel_errors.toml`` of a territory.

    ``way`` is how the estimate goes; ``classes`` starts with ``all``, every trip together.
    """

    status: Literal["calibrated", "hypothesis"]
    source: Text
    date: Text
    way: Way
    factors: Factors | None = None
    classes: Annotated[tuple[ClassError, ...], Meta(min_length=1)]

    @property
    def whole(self) -> ClassError:
        """Every trip together."""
        return self.classes[0]

    @property
    def bias_range(self) -> tuple[float, float]:
        """The least and the greatest bias: of every trip together, and of each class with enough trips."""
        told = [one for one in self.classes if one is self.whole or one.trips >= _FEW]
        return min(one.bias_low for one in told), max(one.bias_high for one in told)


def trust_path(territory: Territory) -> Path:
    """Return the file of a territory that says how far its estimate is from published times."""
    return territory.folder / "travel_errors.toml"


def trust_of(territory: Territory, mode: str) -> Trust | None:
    """Return what is known of the estimate of a territory for a mode; None where nothing was measured.

    Raises
    ------
    BadInputError
        ``travel-errors-file`` when an entry is absent or outside sense.
    """
    path = trust_path(territory)
    return _load(path) if mode == "car" and path.is_file() else None


@cache
def _load(path: Path) -> Trust:
    file = read_toml(path, Trust, "travel-errors-file")
    reasons = {
        "classes": file.whole.id != "all" or len({one.id for one in file.classes}) < len(file.classes),
        "bias": any(not -1 < one.bias_low <= one.bias <= one.bias_high for one in file.classes),
        "factors": (file.factors is None) == (file.way == "relief"),
    }
    for reason, wrong in reasons.items():
        if wrong:
            raise BadInputError("travel-errors-file", file=path.name, reason=reason)
    return file
