"""The services that answer a question."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Supply:
    """The services that answer a selection.

    ``actors`` and ``services`` are those of open actors only, by id. ``set_aside`` has one row per actor that would
    answer but is planned, closed or to verify.
    """

    actors: pd.DataFrame
    services: pd.DataFrame
    set_aside: pd.DataFrame
