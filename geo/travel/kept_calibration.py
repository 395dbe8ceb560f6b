"""The parameters of the estimate that a user calibrated on roads, kept in the workspace."""

import json
import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

from geo.errors import BadInputError
from geo.files.atomic import write_atomic
from geo.paths import workspace_folder
from geo.workspace.territory import EstimateParameters, Territory

_MEASURED = ("detour", "near_kph", "far_kph", "scale_km", "access_min")
_ERRORS = ("median_error_share", "p90_error_share")
_SAID = ("status", "source", "date")


def estimate_parameters(territory: Territory, mode: str) -> EstimateParameters:
    """Return the parameters calibrated in the workspace where there are any, else those of the territory.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``.
    BadInputError
        ``calibration-damaged``.
    """
    path = calibration_path(territory, mode)
    return _kept_calibration(path, mode) if path.is_file() else territory.estimate(mode)


def keep_calibration(territory: Territory, parameters: EstimateParameters) -> None:
    """Keep calibrated parameters in the workspace; the estimate of the territory then uses them."""
    path = calibration_path(territory, parameters.mode)
    write_atomic(path, json.dumps(asdict(parameters), ensure_ascii=False, indent=2))


def calibration_path(territory: Territory, mode: str) -> Path:
    """Return the file of the workspace that holds the calibrated parameters of a mode."""
    return workspace_folder() / "calibrations" / f"{territory.id}-{mode}.json"


def _kept_calibration(path: Path, mode: str) -> EstimateParameters:
    """Return the parameters of a file of the workspace, which someone may have changed, or a failing disk."""
    try:
        raw = json.loads(path.read_bytes())
        numbers: dict[str, Any] = {name: float(raw[name]) for name in (*_MEASURED, *_ERRORS)}
        said: dict[str, Any] = {"mode": mode, **{name: str(raw[name]) for name in _SAID}}
        parameters = EstimateParameters(**said, **numbers)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise BadInputError("calibration-damaged", file=str(path)) from error
    sound = (
        all(math.isfinite(numbers[name]) and numbers[name] >= 0 for name in _MEASURED)
        and parameters.detour >= 1
        and min(parameters.near_kph, parameters.far_kph, parameters.scale_km) > 0
        and raw.get("mode") == mode
    )
    if not sound:
        raise BadInputError("calibration-damaged", file=str(path))
    return parameters
