"""Taking the register and its history away, and putting a backup back."""

import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

from geo.errors import MaillageError
from geo.files.register.export import write_register
from geo.files.register.formats.writing import FORMATS, Format
from geo.workspace.backup import Backup, dated_copies, read_backup, write_backup
from geo.workspace.data import now
from geo.workspace.register_exports import export_register
from geo.workspace.register_intake import present_register
from geo.workspace.restore import restore_backup
from geo.workspace.rights import Person, require
from geo.workspace.territory import Territory
from ui.drawing.downloads import offer_file
from ui.session.person import allowed, may, person
from ui.session.territory_tables import forget_versions
from ui.session.view import View
from ui.words.escape import plain
from ui.words.exports import words_of_catalogues
from ui.words.numbers import day

_MEGABYTES = 200


def backups(view: View) -> None:
    """Draw what can be taken away, what is kept here, and the box of a backup to put back."""
    catalogue, name, who = view.texts, view.territory_id, person()
    st.markdown(catalogue("backups-lead"))
    first, second = st.columns(2)
    offer_file(
        catalogue("backups-register"),
        lambda: _register_file(view.territory, view.language, who),
        name=f"{catalogue('backups-register-file')}-{name}",
        ending=".xlsx",
        help=catalogue("backups-register-help"),
        key="backups-register",
        row=first,
        plain=False,
    )
    if may("backup"):
        offer_file(
            catalogue("backups-make"),
            lambda: _backup_file(view.territory, who),
            name=f"maillage-{name}-{now():%Y-%m-%d}",
            ending=".zip",
            help=catalogue("backups-make-help"),
            key="backups-make",
            row=second,
            plain=False,
        )
    _formats(view)
    if not allowed("backup", catalogue):
        return
    copies = dated_copies(name)
    st.caption(catalogue("backups-kept", count=len(copies), latest=_day(copies[0].made_at, view) if copies else "–"))
    if may("restore"):
        _restoration(view)


def _day(made_at: datetime, view: View) -> str:
    return day(f"{made_at:%Y-%m-%d}", view.language)


def _formats(view: View) -> None:
    """Draw every format of the register, a line each."""
    catalogue = view.texts
    with st.expander(catalogue("formats-title")):
        st.caption(catalogue("formats-lead"))
        for one in FORMATS.values():
            left, right = st.columns([1, 3], vertical_alignment="center")
            offer_file(
                catalogue(f"format-{one.id}"),
                partial(_spoken_file, view.territory, view.language, one, person()),
                name=f"{catalogue('backups-register-file')}-{view.territory_id}-{one.id}",
                ending=one.endings[0],
                key=f"formats-{one.id}",
                row=left,
            )
            right.markdown(catalogue(f"format-{one.id}-line"))


def _spoken_file(territory: Territory, language: str, chosen: Format, who: Person) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"register{chosen.endings[0]}"
        export_register(territory, path, chosen, language=language, words=words_of_catalogues, person=who)
        return path.read_bytes()


def _register_file(territory: Territory, language: str, who: Person) -> bytes:
    require(who, "export")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        write_register(path, present_register(territory), language=language)
        return path.read_bytes()


def _backup_file(territory: Territory, who: Person) -> bytes:
    require(who, "backup")
    with tempfile.TemporaryDirectory() as folder:
        return write_backup(territory, moment=now(), path=Path(folder) / "backup.zip").read_bytes()


def _restoration(view: View) -> None:
    catalogue = view.texts
    with st.expander(catalogue("backups-restore")):
        done = st.session_state.pop("backups-restored", None)
        if done is not None:
            st.success(done)
        given = st.file_uploader(
            catalogue("backups-restore-file"),
            type=["zip"],
            key=f"backups-file-{st.session_state.get('backups-turn', 0)}",
            max_upload_size=_MEGABYTES,
        )
        if given is None:
            st.caption(catalogue("backups-restore-how"))
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "backup.zip"
            path.write_bytes(given.getvalue())
            try:
                found = read_backup(path)
            except MaillageError as error:
                st.error(catalogue.error(error))
                return
        _confirmation(view, found)


def _confirmation(view: View, found: Backup) -> None:
    catalogue = view.texts
    if found.territory_id != view.territory_id:
        st.error(catalogue("backups-other-territory", territory=plain(found.territory_id)))
        return
    counts = {"entries": found.entries, "layers": len(found.tables.get("place_layer", ())), "files": len(found.files)}
    st.markdown(catalogue("restore-content", **counts))
    if not st.button(catalogue("backups-restore-button", day=_day(found.made_at, view)), type="primary"):
        return
    with st.spinner(catalogue("backups-restoring")):
        restored = restore_backup(found, person=person())
    forget_versions()
    before = catalogue("restore-before", file=restored.before.name) if restored.before else ""
    told = catalogue("restore-done", territory=view.territory_id, day=_day(found.made_at, view))
    st.session_state["backups-restored"] = f"{told} {before}"
    st.session_state["backups-turn"] = st.session_state.get("backups-turn", 0) + 1
    st.rerun()
