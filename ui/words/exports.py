"""Exports of the register in words: what a format leaves out, what is not said of it."""

from pathlib import Path
from typing import Any

from geo.files.register.formats.content import WrittenExport
from geo.files.register.formats.writing import Format
from ui.texts import Texts
from ui.texts import texts as texts_of
from ui.words.register_changes import field_name


def words_of_catalogues(language: str, key: str, **values: Any) -> str:  # noqa: ANN401 - as catalogues take them
    """Return a text of the catalogues in a language."""
    return texts_of(language)(key, **values)


def export_sentences(written: WrittenExport, texts: Texts) -> list[str]:
    """Return what a format leaves out of a register, a sentence each; none when nothing is lost."""
    told = [texts(f"export-aside-{reason}", rows=rows) for reason, rows in written.aside.items()]
    if written.left_out:
        columns = ", ".join(
            texts("export-left-out-column", column=field_name(column, texts), rows=rows)
            for column, rows in written.left_out.items()
        )
        told += [texts("export-left-out", columns=columns)]
    return [*told, texts("export-comes-back")] if told else []


def unsaid_sentences(chosen: Format, *, publisher: str, licence: str, texts: Texts) -> list[str]:
    """Return what a description to publish does not say."""
    if chosen.id != "dcat":
        return []
    said = {"export-no-publisher": publisher, "export-no-licence": licence}
    return [texts(key) for key, value in said.items() if not value]


def export_record(written: WrittenExport, path: Path, chosen: Format, sentences: list[str]) -> dict[str, object]:
    """Return what was written as a record for programs."""
    return {
        "file": str(path),
        "format": chosen.id,
        "files": list(written.files),
        "rows": written.rows,
        "left_out": dict(written.left_out),
        "aside": dict(written.aside),
        "sentences": sentences,
    }
