"""The strata explained: the five of the document, its twenty vulnerabilities, and what a commune says of them."""

import math

import pandas as pd
import pytest

from analysis.network.strata_told import strata_here, strata_told
from geo.errors import BadInputError, NotFoundError
from geo.paths import data_folder
from geo.schema import STRATA
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.three_zones import land


def test_what_is_told_is_what_the_document_holds():
    """Five strata; 20 vulnerabilities, 11 of them asked by the tool, three of these by a carer; three scenarios."""
    told = strata_told()
    assert tuple(one.code for one in told.strata) == STRATA
    assert len(told.vulnerabilities) == 20
    assert sum(one.in_bib for one in told.vulnerabilities) == 11
    assert [one.code for one in told.vulnerabilities if one.role] == ["psychological", "substances", "violence"]
    assert told.scenarios.codes == ("O", "A", "B")
    moves = {one.code: {move.to for move in one.moves} for one in told.strata}
    assert moves["complex"] == {"specific", "refusal", "danger"}
    assert moves["danger"] == {"complex"}


def test_every_text_is_in_both_languages_and_nothing_is_a_sentence_of_one_in_the_other():
    for one in strata_told().strata:
        for name in ("criteria", "signs"):
            assert len(one.listed(name, "fr")) == len(one.listed(name, "en"))
        for name in ("coordination", "duration", "attention"):
            assert one.said(name, "fr") != one.said(name, "en")


def test_figures_stand_commune_by_commune():
    """By hand: BIM 10, 20 and 30 % in a, b and c; nothing tells single parents, so every stratum is unknown."""
    here = strata_here(land(), "P", strata_told())
    assert here.zones["zone_id"].tolist() == ["a", "b"]
    assert here.indicators == ("bim_share",)
    assert here.zones["bim_share"].tolist() == pytest.approx([0.1, 0.2])
    with pytest.raises(NotFoundError, match="unknown-zone"):
        strata_here(land(), "X", strata_told())


def test_the_shares_of_a_real_commune_follow_their_terms():
    """Arlon: with the greater of BIM and poverty p and single parents m, stratum 3 is p × m, stratum 4 is 3 %."""
    here = strata_here(load(load_territory("wallonie")), "81001", strata_told())
    line = here.zones.iloc[0]
    p, m = max(line["bim_share"], line["poverty_share"]), line["single_parent_share"]
    assert line["complex"] == pytest.approx(p * m)
    assert line["specific"] == pytest.approx(p + m - 2 * p * m)
    assert line["refusal"] == pytest.approx(0.03)
    assert math.isnan(line["danger"])
    assert sum(line[code] for code in STRATA if not pd.isna(line[code])) == pytest.approx(1)


@pytest.mark.parametrize(
    ("before", "after"),
    [('code = "danger"', 'code = "rich"'), ('to = "complex", fr = "le danger', 'to = "danger", fr = "le danger'),
     ('read = "text"', 'read = "maybe"'), ('codes = ["O", "A", "B"]', "codes = 3")],
)  # fmt: skip
def test_a_file_that_says_something_else_is_refused(tmp_path, before, after):
    text = (data_folder() / "actors" / "strata.toml").read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "strata.toml"
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(BadInputError, match="strata-told-file"):
        strata_told(path)
