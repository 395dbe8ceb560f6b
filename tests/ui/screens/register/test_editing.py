"""Correcting the register on screen: a phone number, a closing, a service more, undone, and its history read."""

import pandas as pd
import pytest

from geo.workspace.data import load
from geo.workspace.register_changes import list_changes
from geo.workspace.register_intake import check_register, import_register
from geo.workspace.territory import load_territory
from tests.ui.driving import app, said
from ui.texts import texts

SAF = "be-saf-echoline"
FRENCH = texts("fr")


pytestmark = pytest.mark.usefixtures("own_app")


def on_card():
    """Open the register with the card of the actor on it."""
    opened = app("actors")
    opened.text_input(key="actors-search").input("écholine").run()
    opened.session_state["table-actors"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    opened.run()
    assert not opened.exception
    assert "Écholine" in said(opened)
    return opened


def button(opened, label):
    return next(found for found in opened.button if found.label == FRENCH(label))


def signed(opened):
    for label, value in (("upload-by", "Claire"), ("upload-reason", "appel"), ("edit-origin", "téléphone")):
        fields = [field for field in opened.text_input if field.label == FRENCH(label)]
        if fields:
            fields[-1].input(value)
    button(opened, "edit-save").click().run()
    assert not opened.exception
    assert not opened.error  # a screen that cannot be drawn says so there
    return opened


def actor():
    return load(load_territory("wallonie")).actors.set_index("actor_id").loc[SAF]


def test_a_phone_number_is_corrected_shown_before_saved_and_undone():
    opened = on_card()
    opened.selectbox(key=f"edit-action-{SAF}").select("correct").run()
    opened.text_input(key=f"edit-{SAF}-None-phone").input("071 12 34 56")
    button(opened, "edit-show").click().run()
    assert not opened.exception
    assert FRENCH("edit-difference") in said(opened)
    after = FRENCH("register-head-after")
    shown = next(table.value for table in opened.dataframe if after in table.value.columns)
    assert shown[after].tolist() == ["071 12 34 56"]
    assert pd.isna(actor()["phone"])
    button(opened, "edit-save").click().run()
    assert FRENCH("upload-who") in said(opened)  # nobody writes without signing
    assert pd.isna(actor()["phone"])
    signed(opened)
    assert actor()["phone"] == "071 12 34 56"
    assert "071 12 34 56" in said(opened)
    change = list_changes(load_territory("wallonie")).iloc[0]
    assert change[["recorded_by", "reason", "origin"]].tolist() == ["Claire", "appel", "téléphone"]
    # Asked once: the next change is signed by one click.
    button(opened, "edit-verify").click().run()
    assert not opened.exception
    assert FRENCH("edit-saved", change=list_changes(load_territory("wallonie"))["change_id"].iloc[0]) in said(opened)
    button(opened, "edit-undo").click().run()
    assert not opened.exception
    assert pd.isna(load(load_territory("wallonie")).services.query("actor_id == @SAF")["verified"].iloc[0])
    opened.selectbox(key=f"edit-action-{SAF}").select("history").run()
    told = next(
        table.value
        for table in opened.dataframe
        if FRENCH("register-head-who") in table.value.columns and FRENCH("register-head-field") in table.value.columns
    )
    assert "071 12 34 56" in set(told[after])
    assert "Claire" in set(told[FRENCH("register-head-who")])


def test_an_actor_closes_and_the_figures_follow():
    opened = on_card()
    before = len(load(load_territory("wallonie")).actors.query("kind == 'sap' and status == 'open'"))
    opened.selectbox(key=f"edit-action-{SAF}").select("close").run()
    button(opened, "edit-show").click().run()
    signed(opened)
    assert actor()["status"] == "closed"
    assert len(load(load_territory("wallonie")).actors.query("kind == 'sap' and status == 'open'")) == before - 1
    assert FRENCH("status-closed") in said(opened)
    button(opened, "edit-undo").click().run()
    assert actor()["status"] == "open"


def test_a_service_is_added_and_what_the_rules_refuse_is_said():
    opened = on_card()
    opened.selectbox(key=f"edit-action-{SAF}").select("add").run()
    opened.text_input(key=f"edit-add-{SAF}-service").input("Ateliers")
    opened.text_input(key=f"edit-add-{SAF}-capacity").input("beaucoup")
    opened.text_input(key=f"edit-add-{SAF}-source").input("visite")
    button(opened, "edit-show").click().run()
    assert FRENCH("edit-refused") in said(opened)
    opened.text_input(key=f"edit-add-{SAF}-capacity").input("12")
    opened.selectbox(key=f"edit-add-{SAF}-capacity_unit").select("familles")
    button(opened, "edit-show").click().run()
    signed(opened)
    services = load(load_territory("wallonie")).services.query("actor_id == @SAF").set_index("service")
    assert services.loc["Ateliers", ["capacity", "capacity_unit", "source"]].tolist() == [12, "families", "visite"]


def test_a_new_actor_is_typed_and_placed():
    opened = app("actors")
    opened.text_input(key="edit-new-name").input("Maison neuve")
    opened.selectbox(key="edit-new-kind").select("saf")
    opened.text_input(key="edit-new-locality").input("Arlon")
    opened.text_input(key="edit-new-source").input("visite")
    next(found for found in opened.button if found.form_id == "edit-new").click().run()
    assert not opened.exception
    signed(opened)
    found = load(load_territory("wallonie")).actors.query("name == 'Maison neuve'").iloc[0]
    assert found[["zone_id", "position_quality", "status"]].tolist() == ["81001", "locality", "to-verify"]


def test_a_change_is_undone_from_the_past_as_a_whole(tmp_path):
    wallonie = load_territory("wallonie")
    file = tmp_path / "liste.csv"
    lines = "".join(f"l-{n};Liste {n};saf;Arlon;ouvert;liste;2026\n" for n in range(3))
    file.write_text("identifiant;nom;type;commune;statut;source;date de la source\n" + lines, encoding="utf-8")
    import_register(wallonie, check_register(wallonie, file), by="x", reason="x", origin=file.name)
    opened = app("actors")
    opened.session_state["table-past-changes"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    opened.run()
    undo = next(found for found in opened.button if found.form_id == "past-undo")
    undo.click().run()
    assert "Dites qui change le registre et pourquoi" in said(opened)
    for field in opened.text_input:
        if field.form_id == "past-undo":
            field.input("Claire")
    next(found for found in opened.button if found.form_id == "past-undo").click().run()
    assert not opened.exception
    assert not {"l-0", "l-1", "l-2"} & set(load(wallonie).actors["actor_id"])
