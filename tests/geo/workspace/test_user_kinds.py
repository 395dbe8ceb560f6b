"""The kinds that a user adds: in the vocabulary at once, read in files, refused with a reason, backed up."""

import pytest

from geo.errors import BadInputError, NotFoundError, RightError
from geo.workspace.backup import read_backup, write_backup
from geo.workspace.data import ensure_built, now
from geo.workspace.register_intake import check_register, import_register
from geo.workspace.restore import restore_backup
from geo.workspace.rights import Person
from geo.workspace.territory import load_territory
from geo.workspace.user_kinds import add_kind, bring_kinds, forget_remit, own_kinds, own_remits, remove_kind, set_remit
from geo.workspace.vocabulary import TerritorialRemit, embedded_vocabulary, load_vocabulary, user_kinds_path

ROW = "identifiant;nom;type;commune;statut;source;date de la source\nbus;Le bus;{kind};01004;ouvert;essai;2026-01\n"


@pytest.fixture(autouse=True)
def _alone(own_workspace):
    pass


def baby_bus():
    return add_kind("bebe-bus", fr="Bébé-bus", en="Baby bus", family="childcare", synonyms=("Halte itinérante", " "))


def test_a_kind_is_there_as_soon_as_it_is_added():
    assert own_kinds() == []
    made = baby_bus()
    assert load_vocabulary().kinds["bebe-bus"] == made
    assert load_vocabulary().label("kind", "bebe-bus", language="en") == "Baby bus"
    assert load_vocabulary().kind_names()["Halte itinérante"] == "bebe-bus"
    assert own_kinds() == [made]
    assert list(load_vocabulary().kinds)[:-1] == list(embedded_vocabulary().kinds)


def test_a_name_alone_is_enough_and_any_sign_is_kept():
    made = add_kind("x-2", fr='  Lieu "à soi"\t\\ n° 2  ', family="social")
    assert (made.fr, made.en) == ('Lieu "à soi" \\ n° 2', 'Lieu "à soi" \\ n° 2')
    assert own_kinds() == [made]


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"code": "saf"}, "kind-exists"),
        ({"code": "Bébé"}, "kind-code"),
        ({"code": ""}, "kind-code"),
        ({"code": "2-bus"}, "kind-code"),
        ({"code": "a" * 61}, "kind-code"),
        ({"code": "x]\n[kinds.y"}, "kind-code"),
        ({"fr": "  "}, "kind-name"),
        ({"fr": "?!"}, "kind-name"),
        ({"fr": "x" * 101}, "kind-name"),
        ({"fr": "bus\x00"}, "kind-name"),
        ({"en": "\u202ebus"}, "kind-name"),
        ({"fr": "CRECHES"}, "kind-name-taken"),
        ({"synonyms": ("maison médicale",)}, "kind-name-taken"),
        ({"fr": "saf."}, "kind-name-taken"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(given, key):
    with pytest.raises(BadInputError) as caught:
        add_kind(**{"code": "bus", "fr": "Bus", "family": "childcare"} | given)
    assert caught.value.key == key
    assert not user_kinds_path().exists()


def test_an_unknown_family_is_refused():
    with pytest.raises(NotFoundError, match="unknown-code"):
        add_kind("bus", fr="Bus", family="toys")


def test_a_file_that_names_it_is_read(tmp_path):
    ain, file = load_territory("ain"), tmp_path / "bus.csv"
    file.write_text(ROW.format(kind="halte itinérante"), encoding="utf-8")
    assert not check_register(ain, file).ok
    baby_bus()
    reading = check_register(ain, file)
    assert reading.ok
    assert reading.actors["kind"].tolist() == ["bebe-bus"]
    import_register(ain, reading, by="x", reason="x", origin=file.name)
    with pytest.raises(BadInputError, match="kind-used") as caught:
        remove_kind("bebe-bus")
    assert (caught.value.values["territory"], caught.value.values["count"]) == ("ain", 1)


def test_it_can_be_taken_away_where_nobody_has_it():
    baby_bus()
    remove_kind("bebe-bus")
    assert own_kinds() == []
    assert "bebe-bus" not in load_vocabulary().kinds
    with pytest.raises(NotFoundError, match="unknown-kind"):
        remove_kind("bebe-bus")
    with pytest.raises(BadInputError, match="kind-embedded"):
        remove_kind("saf")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[kinds", ""),
        ('[kinds.saf]\nfr = "x"\nen = "x"\nfamily = "social"\n', "[kinds.saf]"),
        ('[kinds.b]\nfr = "SAF"\nen = "x"\nfamily = "social"\n', "[kinds.saf] = [kinds.b]"),
        ('[kinds.b]\nfr = "x"\nen = "x"\nfamily = "toys"\n', "[kinds.b] toys"),
        ('[functions.b]\nfr = "x"\nen = "x"\nstrategy = "x"\n', "functions"),
    ],
)
def test_a_file_written_by_hand_and_wrong_is_named(text, reason):
    user_kinds_path().parent.mkdir(parents=True)
    user_kinds_path().write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match="bad-vocabulary-file") as caught:
        load_vocabulary()
    assert str(user_kinds_path()) == caught.value.values["path"]
    assert reason in str(caught.value.values["reason"])


def test_a_backup_holds_them_and_brings_them_beside_those_that_are_there(tmp_path):
    ain = load_territory("ain")
    ensure_built(ain)
    baby_bus()
    saved = write_backup(ain, moment=now(), path=tmp_path / "saved.zip")
    remove_kind("bebe-bus")
    other = add_kind("ludotheque", fr="Ludothèque", family="childcare")
    restore_backup(read_backup(saved))
    assert [kind.code for kind in own_kinds()] == ["ludotheque", "bebe-bus"]
    assert own_kinds()[0] == other


def test_a_kind_whose_name_is_taken_is_not_brought():
    content = '[kinds.autre]\nfr = "Bébé bus"\nen = "x"\nfamily = "social"\n'.encode()
    assert bring_kinds(content) == 1
    assert bring_kinds(content) == 0
    remove_kind("autre")
    baby_bus()
    assert bring_kinds(content) == 0
    assert [kind.code for kind in own_kinds()] == ["bebe-bus"]


def remit(**changes):
    said = {"kind": "saf", "bounded": True, "status": "stated", "source": "décret du 1er mars", "date": "2026-03-01"}
    return TerritorialRemit(**({**said, "reason_fr": "Agréé pour un\tarrondissement", "reason_en": ""} | changes))


def test_every_remit_that_comes_with_maillage_says_why():
    remits = embedded_vocabulary().remits
    assert {"cpas", "administration-communale", "sisd", "clps", "relais-social"} <= embedded_vocabulary().bounded_kinds
    assert not {"one-consultation-enfants", "pmi", "centre-de-sante", "maison-1000-jours"} & (
        embedded_vocabulary().bounded_kinds
    )
    for one in remits.values():
        assert one.reason("fr") != one.reason("en")
        assert one.source
        assert one.status in {"stated", "to-verify"}


def test_a_remit_is_said_kept_beside_the_kinds_and_taken_back():
    baby_bus()
    set_remit(remit())
    set_remit(remit(kind="bebe-bus", bounded=False, reason_en="Why"))
    assert load_vocabulary().remits["saf"].reason("en") == "Agréé pour un arrondissement"
    assert "saf" in load_vocabulary().bounded_kinds
    assert "bebe-bus" not in load_vocabulary().bounded_kinds
    add_kind("ludotheque", fr="Ludothèque", family="childcare")
    assert list(own_remits()) == ["saf", "bebe-bus"]
    remove_kind("bebe-bus")
    assert list(own_remits()) == ["saf"]
    content = user_kinds_path().read_bytes()
    forget_remit("saf")
    assert load_vocabulary().remits == embedded_vocabulary().remits
    bring_kinds(content)
    assert list(own_remits()) == ["saf"]
    with pytest.raises(NotFoundError, match="no-own-remit"):
        forget_remit("cpas")


@pytest.mark.parametrize(
    ("changes", "error", "key"),
    [
        ({"kind": "dancing"}, NotFoundError, "unknown-kind"),
        ({"reason_fr": " "}, BadInputError, "remit-text"),
        ({"source": "x" * 501}, BadInputError, "remit-text"),
        ({"date": "hier"}, BadInputError, "remit-date"),
    ],
)
def test_a_remit_that_says_nothing_is_refused(changes, error, key):
    with pytest.raises(error, match=key):
        set_remit(remit(**changes))
    assert not user_kinds_path().exists()
    with pytest.raises(RightError):
        set_remit(remit(), person=Person("a", "read"))


@pytest.mark.parametrize(("kind", "day"), [("nobody", "2026"), ("saf", "March 2026")])
def test_a_remit_of_nobody_or_of_no_day_is_refused_in_a_file(kind, day):
    user_kinds_path().parent.mkdir(parents=True)
    lines = [f"[remits.{kind}]", "bounded = true", 'status = "stated"', 'source = "s"', f'date = "{day}"']
    user_kinds_path().write_text("\n".join([*lines, 'reason_fr = "r"']), encoding="utf-8")
    with pytest.raises(BadInputError, match="bad-vocabulary-file"):
        load_vocabulary()
