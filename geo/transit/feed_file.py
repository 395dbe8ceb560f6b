"""The texts inside a feed: a ZIP of comma-separated files, each column told by its distinct texts and who has which."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
from numpy.typing import NDArray

from geo.errors import MissingFileError
from geo.files.archives import DAMAGED_ZIP
from geo.files.issues import Findings, Refusal
from geo.files.user_text import decode
from geo.schema import BoolArray, CodeArray, FloatArray

MOST_UNPACKED = 4_000_000_000
"""Bytes that one file of a feed may take once unpacked: the largest national ones take under two thousand million."""

_ZIP = b"PK"


@dataclass(frozen=True, eq=False)
class Texts:
    """A column: ``distinct`` texts, without spaces at their ends, and the ``code`` of each row's."""

    distinct: NDArray[np.object_]
    code: CodeArray

    def all(self) -> NDArray[np.object_]:
        """Return the text of every row."""
        return self.distinct[self.code] if len(self.distinct) else np.empty(0, dtype=object)

    def read(self, reader: Callable[[str], float | None], *, absent: float = np.nan) -> tuple[FloatArray, BoolArray]:
        """Return the number of every row (``absent`` where nothing is written) and which could not be read.

        Parameters
        ----------
        reader
            From a text to its number, None for a text that is none; asked once for each distinct text.
        """
        found = [reader(text) if text else absent for text in self.distinct]
        number = np.array([np.nan if one is None else one for one in found], dtype=np.float64)
        wrong = np.array([one is None for one in found], dtype=np.bool_)
        if not len(self.distinct):
            return np.empty(0), np.empty(0, dtype=np.bool_)
        return number[self.code], wrong[self.code]


@dataclass(frozen=True, eq=False)
class FeedFile:
    """One file of a feed: its name, how many rows, its columns. The first row is on line 2."""

    name: str
    rows: int
    columns: dict[str, Texts]

    def texts(self, column: str) -> Texts:
        """Return a column; one without any text where the file does not have it."""
        absent = Texts(np.array([""], dtype=object), np.zeros(self.rows, dtype=np.int32))
        return self.columns.get(column, absent)

    def all(self, column: str) -> NDArray[np.object_]:
        """Return the texts of every row of a column."""
        return self.texts(column).all()


class FeedArchive:
    """The files of a feed, opened one at a time; where they all stand in one folder of the ZIP, that folder.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    Refusal
        ``feed-not-zip``, ``feed-damaged``, ``feed-zip-inside`` (a ZIP that holds ZIPs), ``feed-file-missing`` when
        nothing in it is a feed.
    """

    def __init__(self, path: Path, findings: Findings) -> None:
        if not path.exists():
            raise MissingFileError("missing-file", path=str(path))
        self.path, self._findings = path, findings
        if not _is_zip(path):
            raise Refusal("feed-not-zip", value=path.name)
        try:
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if not name.startswith("__MACOSX/")]
        except (*DAMAGED_ZIP, OSError) as error:
            raise Refusal("feed-damaged", value=path.name) from error
        self._inside = {name.rsplit("/", 1)[-1].casefold(): name for name in sorted(names, key=len, reverse=True)}
        folders = {name.rpartition("/")[0] for key, name in self._inside.items() if key in _KNOWN}
        if not folders and any(key.endswith(".zip") for key in self._inside):
            inner = sorted(name for key, name in self._inside.items() if key.endswith(".zip"))
            raise Refusal("feed-zip-inside", value=path.name, inside=", ".join(inner[:5]))
        if folders - {""}:
            findings.add("feed-in-folder", value=path.name, folder=sorted(folders - {""})[0])

    def has(self, name: str) -> bool:
        """Tell whether a file is there."""
        return name in self._inside

    def open(self, name: str, *, needs: Iterable[str], wants: Iterable[str] = ()) -> FeedFile:
        """Return some columns of a file.

        Raises
        ------
        Refusal
            ``feed-file-missing``, ``feed-column-missing``, ``feed-row-broken``, ``feed-damaged``, ``feed-encoding``,
            ``feed-file-too-large``.
        """
        if not self.has(name):
            raise Refusal("feed-file-missing", value=name)
        content = self._content(name)
        header, _, _ = content.partition(b"\n")
        names = [title.strip().strip('"').strip() for title in next(csv.reader([header.decode()]), [])]
        missing = [column for column in needs if column not in names]
        if missing:
            raise Refusal("feed-column-missing", row=1, value=missing[0], file=name)
        chosen = [column for column in (*needs, *wants) if column in names]
        table = _table(content, names, chosen, name)
        return FeedFile(name, table.num_rows, {column: _texts(table.column(column)) for column in chosen})

    def _content(self, name: str) -> bytes:
        try:
            with zipfile.ZipFile(self.path) as archive:
                if archive.getinfo(self._inside[name]).file_size > MOST_UNPACKED:
                    raise Refusal("feed-file-too-large", value=name, limit_gb=MOST_UNPACKED // 10**9)
                content = archive.read(self._inside[name])
        except (*DAMAGED_ZIP, OSError) as error:
            raise Refusal("feed-damaged", value=name) from error
        content = content.removeprefix(b"\xef\xbb\xbf")
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            decoded = decode(content)
            if decoded is None:
                raise Refusal("feed-encoding", value=name) from error
            self._findings.add("feed-encoding-converted", value=decoded.example, file=name, encoding=decoded.name)
            content = decoded.text.encode()
        return content


_KNOWN = frozenset({"stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "calendar.txt", "frequencies.txt"})


def _is_zip(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_ZIP)) == _ZIP


def _table(content: bytes, names: list[str], chosen: list[str], file: str) -> pa.Table:
    broken: list[tuple[int, str]] = []

    def refuse(row: Any) -> str:  # noqa: ANN401 - a row of Arrow
        if row.text.strip(" ,\r\n\t"):
            broken.append((row.number or 0, row.text))
            return "error"
        return "skip"

    # Names that two columns share, or that are empty, are told apart: none of those is asked for twice.
    titles = [name if name and names.index(name) == place else f"\0{place}" for place, name in enumerate(names)]
    try:
        return pacsv.read_csv(
            io.BytesIO(content),
            read_options=pacsv.ReadOptions(column_names=titles, skip_rows=1, use_threads=False),
            parse_options=pacsv.ParseOptions(newlines_in_values=b'"' in content, invalid_row_handler=refuse),
            convert_options=pacsv.ConvertOptions(
                column_types={name: pa.dictionary(pa.int32(), pa.string()) for name in titles},
                include_columns=chosen,
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid as error:
        if not broken and content.strip().count(b"\n") == 0:
            empty = pa.array([], type=pa.string()).dictionary_encode()
            return pa.table(dict.fromkeys(chosen, empty))
        row, text = broken[0] if broken else (0, str(error))
        raise Refusal("feed-row-broken", row=row or None, value=text, file=file, columns=len(names)) from error


def _texts(column: pa.ChunkedArray) -> Texts:
    whole = column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else pa.array([], pa.string()).dictionary_encode()
    written = [str(text).strip() for text in whole.dictionary.to_pylist()]
    distinct = np.array(list(dict.fromkeys(written)), dtype=object)
    where = {text: code for code, text in enumerate(distinct)}
    code = np.array([where[text] for text in written], dtype=np.int32)
    rows = whole.indices.to_numpy(zero_copy_only=False).astype(np.int32)
    return Texts(distinct, code[rows] if len(rows) else rows)
