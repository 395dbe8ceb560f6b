"""Every error that these measures raise has its sentence in French and in English, with values it is given."""

import re
from pathlib import Path

import pytest

import analysis
from geo.errors import BadInputError
from ui.texts import LANGUAGES, texts

FOLDER = Path(analysis.__file__).parent
SOURCES = [
    *(path for path in FOLDER.glob("access/*.py") if path.stem not in {"ask", "options", "record", "inequality_table"}),
    *FOLDER.glob("service_area/*.py"),
    FOLDER / "closing" / "costs.py",
    FOLDER / "path" / "breaks.py",
]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
KEYS = set(re.findall(r'"((?:access|inequality|parcours)-[a-z-]+)"', CODE)) - {"access-"}
KEYS |= {f"access-{what}" for what in ("unknown-supply", "unknown-demand", "all-supply-unknown", "all-demand-unknown")}
VALUES = dict.fromkeys(
    [
        "id",
        "count",
        "column",
        "row",
        "place",
        "actor",
        "modes",
        "value",
        "left",
        "right",
        "parameter",
        "field",
        "path",
        "file",
        "reason",
        "known",
        "group",
        "norm",
        "alpha",
        "step",
    ],
    "VALUE",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_sentence(language):
    assert len(KEYS) > 25
    for key in KEYS:
        sentence = texts(language).error(BadInputError(key, **VALUES))
        assert not sentence.startswith(key), key
        assert sentence[0].isupper(), key
