import numpy as np
import pytest

from analysis.access.published_weights import age_weights, step_pack, step_packs
from geo.errors import BadInputError, MissingFileError, NotFoundError

HEAD = '[[steps]]\nid = "x"\nthresholds_min = [5]\nweights = [1]\nstatus = "stated"\n'


@pytest.mark.parametrize(
    ("name", "minutes", "weights"),
    [
        ("luo-qi-2009", [10, 20, 30, 31], [1, 0.68, 0.22, 0]),
        ("luo-qi-2009-sharp", [10, 20, 30, 31], [1, 0.42, 0.09, 0]),
        ("wan-2012", [10, 20, 30, 60, 61], [0.962, 0.704, 0.377, 0.042, 0]),
        ("fr-apl-2012", [5, 10, 15, 16], [1, 0.3, 0.1, 0]),
    ],
)
def test_published_steps(name, minutes, weights):
    np.testing.assert_array_equal(step_pack(name).decay(np.array(minutes, dtype=float)), weights)


def test_every_pack_says_where_it_comes_from():
    for pack in step_packs().values():
        assert pack.source
        assert pack.date[:2] == "20"
        assert pack.status in {"official", "stated", "hypothesis"}


def test_no_age_weight_is_invented():
    assert age_weights() == {}


def test_age_weights_are_read_when_someone_states_them(tmp_path):
    (tmp_path / "decay.toml").write_text("")
    (tmp_path / "apl.toml").write_text(
        '[[age_weights]]\nid = "try"\nweights = { children_0_2 = 2.0 }\nstatus = "hypothesis"\n'
        'source = "atelier"\ndate = "2026-01"\n'
    )
    assert age_weights(folder=tmp_path)["try"].weights == {"children_0_2": 2.0}


def test_unknown_missing_and_incomplete_packs_are_refused(tmp_path):
    with pytest.raises(NotFoundError) as caught:
        step_pack("nobody-1999")
    assert caught.value.key == "access-unknown-pack"
    with pytest.raises(MissingFileError):
        step_packs(folder=tmp_path)
    (tmp_path / "apl.toml").write_text("")
    (tmp_path / "decay.toml").write_text(HEAD + 'source = "s"\n')
    with pytest.raises(BadInputError) as refused:
        step_packs(folder=tmp_path)
    assert refused.value.values["entry"] == "steps[0].date"
