from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.files.register import RegisterReading, read_register
from tests.geo.files.register.register_cases import context, write_csv


@pytest.fixture
def read_rows(tmp_path: Path) -> Callable[..., RegisterReading]:
    """Read lines (dictionaries) through a CSV file."""

    def read(*rows: dict[str, Any], **changes: Any) -> RegisterReading:
        return read_register(write_csv(tmp_path, *rows), context=context(**changes))

    return read


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[..., RegisterReading]:
    """Read a text through a CSV file."""

    def read(text: str, *, encoding: str = "utf-8", **changes: Any) -> RegisterReading:
        path = tmp_path / "text.csv"
        path.write_bytes(text.encode(encoding))
        return read_register(path, context=context(**changes))

    return read


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "workspace"))

    def file(name: str, content: str) -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return file
