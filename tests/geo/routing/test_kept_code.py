"""Machine code kept on disk: never that of other sources, whatever an upgrade changed."""

import os
import subprocess
import sys
from pathlib import Path

SOURCE = """
from typing import NamedTuple
import numpy as np
from geo.routing.jit import kernel

class {name}(NamedTuple):
    cells: np.ndarray

@kernel
def first(given: {name}) -> float:
    return given.cells[0] + {more}

print(first({name}(np.ones(2))))
"""


def said(folder: Path, name: str, more: int) -> str:
    module = folder / "upgraded.py"
    module.write_text(SOURCE.format(name=name, more=more), encoding="utf-8")
    project = str(Path(__file__).resolve().parents[3])
    env = os.environ | {"PYTHONPATH": os.pathsep.join([project, str(folder)])}
    # Imported: a type of the program's own module is kept with the code, which hides the fault.
    done = subprocess.run(
        [sys.executable, "-c", "import upgraded"], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_type_of_another_name_since_does_not_stop_the_program(tmp_path):
    assert said(tmp_path, "Search", 1) == "2.0"
    assert list((tmp_path / "__pycache__").glob("*.nbi"))  # something was kept
    assert said(tmp_path, "Found", 2) == "3.0"
    assert said(tmp_path, "Found", 2) == "3.0"
