"""Tables as Streamlit sends them: every cell reads as pandas would have written it."""

import re
from math import isnan, nan
from typing import Any, cast

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.elements.arrow import marshall
from streamlit.proto.ArrowData_pb2 import ArrowData

from ui.drawing.plain_tables import folded_lines
from ui.drawing.shown_tables import MOST_ROWS, _folded, _on_paper, _wide, ready_table, written_cells
from ui.texts import texts
from ui.words.known import bounded_short, share_cell
from ui.words.numbers import count
from ui.words.table_columns import Field

_FIELDS = [Field("name", "Nom"), Field("births", "Naissances", "count"), Field("share", "Part", "percent")]
_SENSES = some.sampled_from(["exact", "at-least", "at-most"])
_LINES = some.tuples(
    some.one_of(some.none(), some.text("aé <&\u202f", max_size=4)),
    some.one_of(some.just(nan), some.integers(1, 5000).map(float)),
    some.one_of(some.just(nan), some.floats(0.01, 0.99)),
    _SENSES,
    _SENSES,
)


def _sent(told: object) -> tuple[pd.DataFrame, bytes]:
    proto = ArrowData()
    marshall(proto, cast("Any", told), "page")
    return convert_arrow_bytes_to_pandas_df(proto.styler.display_values), proto.data


@given(some.lists(_LINES, max_size=6))
def test_cells_are_shown_as_pandas_would_write_them(lines):
    catalogue = texts("fr")
    names, births, shares, of_births, of_shares = zip(*lines, strict=True) if lines else [()] * 5
    chosen = pd.DataFrame(
        {
            "Nom": pd.Series(names, dtype="str"),
            "Naissances": pd.Series(births, dtype="float64"),
            "Part": pd.Series(shares, dtype="float64"),
        }
    )
    told = written_cells(
        chosen, _FIELDS, (("Naissances", tuple(of_births)), ("Part", tuple(of_shares))), catalogue, name="zones"
    )
    plain = chosen.style.format({"Nom": lambda name: name if isinstance(name, str) else catalogue("unknown")})
    for row, (_, value, share, sense, other) in enumerate(lines):
        number, part = count(value, "fr"), share_cell(share, other, catalogue)
        one = number if isnan(value) else bounded_short(number, sense, catalogue)
        plain.format({"Naissances": lambda _, one=one: one}, subset=([row], ["Naissances"]))
        plain.format({"Part": lambda _, part=part: part}, subset=([row], ["Part"]))
    assert _sent(told)[0].to_dict() == _sent(plain)[0].to_dict()
    assert _sent(told)[1] == _sent(plain)[1]


def test_a_table_of_hundreds_of_rows_says_each_cell_in_its_place():
    numbers = [float(row) for row in range(1000, 1800)]
    chosen = pd.DataFrame({"Nom": [f"Zone {row}" for row in range(800)], "Naissances": numbers, "Part": 0.5})
    shown, _ = _sent(written_cells(chosen, _FIELDS, (), texts("en"), name="zones"))
    assert shown.iloc[799].tolist() == ["Zone 799", "1,799", "50%"]
    assert shown.iloc[1].tolist() == ["Zone 1", "1,001", "50%"]


def test_none_known_is_said_and_a_text_with_a_bound_keeps_its_sign():
    catalogue = texts("fr")
    chosen = pd.DataFrame({"Nom": ["Ath", "Mons"], "Naissances": [0.0, 12.0], "Part": [0.2, 0.3]})
    senses = (("Nom", ("at-least", "exact")), ("Naissances", ("at-least", "at-most")))
    shown, _ = _sent(written_cells(chosen, _FIELDS, senses, catalogue, name="zones"))
    assert shown["Nom"].tolist() == [bounded_short("Ath", "at-least", catalogue), "Mons"]
    assert shown["Naissances"].tolist() == [catalogue("none-known"), bounded_short("12", "at-most", catalogue)]


def test_a_table_is_never_higher_than_its_rows():
    few = ready_table(pd.DataFrame({"name": ["a"]}), [Field("name", "Nom")], texts("fr"), name="few", height=400)
    assert few.options["height"] == 38 + 35
    long = pd.DataFrame({"name": ["a"] * 50})
    assert ready_table(long, [Field("name", "Nom")], texts("fr"), name="long", height=400).options["height"] == 400
    high = ready_table(long[:2], [Field("name", "Nom", width=200)], texts("fr"), name="high", height=400, wrapped=True)
    assert high.options["height"] == 38 + 2 * high.options["row_height"]


def test_a_day_is_written_as_the_language_does_and_sorts_as_it_was():
    frame = pd.DataFrame({"as_of": ["2024-04-27", "2025-07", "undated", None]})
    table = ready_table(frame, [Field("as_of", "Date", "day")], texts("fr"), name="days")
    assert list(table.written.data.astype(str)["Date"]) == ["27/04/2024", "07/2025", "sans date", "inconnu"]
    assert list(table.chosen["Date"][:2]) == ["2024-04-27", "2025-07"]


def test_a_column_that_says_the_same_in_every_row_is_told_once_and_taken_away_all_the_same():
    frame = pd.DataFrame(
        {"zone": ["Ath", "Mons", "Huy"], "need": [float("nan")] * 3, "kind": ["su"] * 3, "n": [2.0] * 3}
    )
    fields = [
        Field("zone", "Zone"),
        Field("need", "Besoin", "count"),
        Field("kind", "Nature"),
        Field("n", "N", "count"),
    ]
    table = ready_table(frame, fields, texts("fr"), name="alike", once=("need", "kind", "n"))
    # A figure that is known keeps its column, whatever it is.
    assert list(table.written.data.columns) == ["Zone", "N"]
    assert "Besoin\u202f: inconnu · Nature\u202f: su" in table.alike
    assert list(table.taken_away().columns) == ["Zone", "Besoin", "Nature", "N"]
    differing = frame.assign(kind=["su", "su", "dit"])
    assert "Nature" in ready_table(differing, fields, texts("fr"), name="alike", once=("kind",)).written.data.columns
    assert ready_table(frame[:2], fields, texts("fr"), name="few", once=("need", "kind")).alike == ""
    # Titles of one answer are told together.
    unknown = ready_table(frame.assign(n=float("nan")), fields, texts("fr"), name="unknown", once=("need", "n"))
    assert "Besoin, N\u202f: inconnu" in unknown.alike
    assert list(unknown.chosen) == ["Zone", "Nature"]


def test_a_column_that_says_nothing_in_any_row_has_no_place_and_is_taken_away_all_the_same():
    frame = pd.DataFrame({"zone": ["Ath", "Mons"], "remark": ["", ""], "n": [1.0, 2.0]})
    fields = [Field("zone", "Zone"), Field("remark", "Remarque"), Field("n", "N", "count")]
    table = ready_table(frame, fields, texts("fr"), name="silent", once=("remark",))
    assert list(table.chosen) == ["Zone", "N"]
    assert list(table.taken_away().columns) == ["Zone", "Remarque", "N"]
    assert (
        "Remarque"
        in ready_table(frame.assign(remark=["", "x"]), fields, texts("fr"), name="said", once=("remark",)).chosen
    )


def test_a_text_longer_than_its_column_is_written_whole_where_rows_are_few():
    long = "une remarque & bien plus longue que la colonne qui la porte"
    frame = pd.DataFrame({"zone": ["Ath", "Mons"], "remark": ["", long], "n": [1234.0, 2.0]})
    fields = [Field("zone", "Zone"), Field("remark", "Remarque", width=130), Field("n", "N", "count", "Ce que c’est")]
    table = ready_table(frame, fields, texts("fr"), name="long", whole=20)
    assert table.whole
    assert f"<td>{long.replace('&', '&amp;')}</td>" in _wide(table)
    assert '<td class="figure">1\u202f234</td>' in _wide(table)
    assert 'title="Ce que c’est"' in _wide(table)
    assert not ready_table(frame.assign(remark="x"), fields, texts("fr"), name="short", whole=20).whole
    assert not ready_table(pd.concat([frame] * 30), fields, texts("fr"), name="many", whole=20).whole


def test_on_a_narrow_page_a_name_opens_on_its_lines_and_texts_of_files_stay_texts():
    rows = [("Écoute", "<b>Un</b>", "3"), ("", "Deux", ""), ("Soin", "12", "x")]
    said = folded_lines("Qui", ["Fonction", "Acteur", "Niveau"], rows)
    names = re.findall(r"<summary><b>(.*?)</b> <span>(.*?)</span>", said)
    assert names == [("Écoute", "Acteur &lt;b&gt;Un&lt;/b&gt; (+1)"), ("Soin", "Acteur 12")]
    assert re.findall(r"<ul>(.*?)</ul>", said)[1] == "<li><span>Acteur</span> Deux</li>"
    many = pd.DataFrame({"name": [f"Zone {rank}" for rank in range(60)], "n": range(60)})
    table = ready_table(many, [Field("name", "Nom"), Field("n", "N", "count")], texts("fr"), name="many")
    assert _folded(table).count("<details") == 25 + 1
    # What is not known of a figure is said with its title.
    unknown = pd.DataFrame({"name": ["Ath", "Mons"], "n": [float("nan"), 2.0]})
    said = _folded(ready_table(unknown, [Field("name", "Nom"), Field("n", "N", "count")], texts("fr"), name="unknown"))
    assert "<b>Ath</b> <span>N inconnu</span>" in said
    assert _folded(table).index("Zone 7") < _folded(table).index("17 autres") < _folded(table).index("Zone 8")
    assert _folded(table).index("Zone 8") < _folded(table).index("35 lignes de plus")
    assert [int(row) for row in re.findall(r'data-row="(\d+)"', _folded(table, opening="Fiche"))] == list(range(25))
    again = folded_lines("Qui", ["Fonction", "Acteur", "Niveau"], rows, opening="<Fiche>")
    assert re.findall(r'data-row="(\d+)" aria-label="&lt;Fiche&gt; – (\w+)"', again) == [("0", "Écoute"), ("2", "Soin")]


def test_paper_has_every_row_in_sight_or_not_and_says_how_many_more_there_are():
    many = pd.DataFrame({"name": [f"<i>Zone {rank}" for rank in range(70)], "n": range(70)})
    said = _on_paper(ready_table(many, [Field("name", "Nom"), Field("n", "N", "count")], texts("fr"), name="many"))
    assert said.count("<tr>") == 60 + 1
    assert "10 lignes de plus" in said
    assert re.search(r'<th scope="row">&lt;i&gt;Zone 59</th><td class="figure">59</td>', said)


@pytest.mark.parametrize(("language", "said"), [("fr", "premières lignes sur"), ("en", "rows of")])
def test_a_table_of_too_many_rows_shows_the_first_says_so_and_is_taken_away_whole(language: str, said: str) -> None:
    rows = MOST_ROWS + 7
    frame = pd.DataFrame({"name": [f"n{at}" for at in range(rows)], "low": range(rows), "sense": ["at-least"] * rows})
    fields = [Field("name", "Nom"), Field("low", "Places", "count", sense="sense")]
    table = ready_table(frame, fields, texts(language), name="many")
    assert len(table.written.data) == MOST_ROWS
    assert table.written.data.index[-1] == MOST_ROWS - 1
    assert said in table.alike
    assert len(table.taken_away()) == rows
    assert f"{rows - 25:,}".replace(",", " ") in _folded(table).replace("\u202f", " ").replace(",", " ")
    whole = ready_table(frame.head(MOST_ROWS), fields, texts(language), name="whole")
    assert whole.alike == ""
    assert len(whole.written.data) == MOST_ROWS
