"""Reading a register file from beginning to end."""

from pathlib import Path

from geo.files.issues import Findings
from geo.files.register.actors import actor_table, check_together, service_table
from geo.files.register.context import RegisterContext, RegisterReading
from geo.files.register.line_rules import Guide, read_entry
from geo.files.register.links import check_links
from geo.files.register.rows import Row, inherit_blanks
from geo.files.register.sheet import read_sheet
from geo.schema import ACTOR, SERVICE


def read_register(path: Path, *, context: RegisterContext) -> RegisterReading:
    """Read a register file (CSV or XLSX, one row per actor and service) against a territory.

    Nothing in the content of the file raises: everything wrong, doubtful or filled in is an issue. The tables hold
    the lines without errors; they may be committed only when ``reading.ok``.

    Parameters
    ----------
    path
        The file: ``.csv``, ``.tsv``, ``.txt``, ``.xlsx`` or ``.xlsm``.
    context
        Zones, places, kinds and functions that the file refers to.

    Returns
    -------
    RegisterReading
        Tables ``schema.ACTOR`` and ``schema.SERVICE``, and the issues.

    Raises
    ------
    MissingFileError
        ``missing-file`` when the path does not exist.
    BadInputError
        ``zones-not-geographic`` when the zones of the context are not in EPSG:4326.
    """
    findings = Findings()
    sheet = read_sheet(path, findings)
    guide = Guide.of(context)
    if sheet is None or not findings.ok:
        rows_read = 0 if sheet is None else len(sheet.lines)
        return RegisterReading(ACTOR.empty(), SERVICE.empty(), findings.table(), rows_read, 0)
    rows = [Row(number, cells, sheet.headers) for number, cells in sheet.lines]
    inherit_blanks(rows)
    entries = [read_entry(row, guide) for row in rows]
    findings.extend(check_together(entries, existing_ids=context.existing_ids))
    check_links(entries, existing=context.existing_links)
    kept = [entry for entry in entries if not entry.row.failed]
    findings.extend(issue for row in rows for issue in row.issues)
    columns = frozenset(sheet.headers.positions)
    return RegisterReading(
        actor_table(kept), service_table(kept), findings.table(), len(rows), len(kept), columns=columns
    )
