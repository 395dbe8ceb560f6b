"""Experiments on a day: what the Drôme, Corsica and three regions have, and what a date to the month leaves open."""

from datetime import date

import pytest

from analysis.network.experiments import experiments_on, has_experiments, map_states, read_experiments
from geo.errors import BadInputError, MissingFileError, NotFoundError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.three_zones import land

HEADER = "territory,experiment,name_fr,zones,where,since,until,status,source\n"


@pytest.fixture(scope="module")
def france():
    return load(load_territory("france"))


def states(data, zone, *day):
    lines = experiments_on(data, zone, date(*day)).lines
    return dict(zip(lines["experiment"], zip(lines["state"], lines["here"], strict=True), strict=True))


def test_the_drome_had_repap_until_july_2023(france):
    assert states(france, "26", 2023, 1, 15)["repap"] == ("open", "whole")
    assert states(france, "26", 2023, 7, 15)["repap"] == ("to-verify", "whole")  # ended some day of July
    assert states(france, "26", 2023, 8, 1)["repap"] == ("closed", "whole")
    assert states(france, "26", 2021, 1, 1)["repap"] == ("planned", "whole")
    here = states(france, "26", 2024, 1, 1)
    assert here["groupes-parents-caf"] == ("to-verify", "anywhere")
    assert here["tls"] == ("closed", "unnamed")  # one of the regions whose départements are not named
    assert not {"cocon", "corse", "copa", "base"} & set(here)


def test_an_experiment_of_a_part_or_of_a_region_is_not_sure(france):
    assert states(france, "37", 2023, 1, 1)["repap"] == ("open", "part")
    for zone in ("13", "33", "31"):
        assert states(france, zone, 2026, 1, 1)["cocon"] == ("planned", "unnamed")
    assert states(france, "2A", 2026, 1, 1)["corse"] == ("to-verify", "whole")
    assert states(france, "2A", 2021, 1, 1)["corse"] == ("planned", "whole")


def test_the_map_tells_the_foremost_state_and_hatches_what_is_not_sure(france):
    whole = experiments_on(france, "FR", date(2026, 1, 1))
    told = map_states(whole, ["26", "13", "2B", "75", "14"]).set_index("zone_id")
    assert told.loc["13", ["state", "sure"]].tolist() == ["planned", False]
    assert told.loc["2B", ["state", "sure"]].tolist() == ["to-verify", True]
    assert told.loc["26", ["state", "sure"]].tolist() == ["closed", True]
    assert told.loc["26", "count"] == 2  # RéPAP, and TLS perhaps
    assert told.loc["14", "state"] != told.loc["14", "state"]
    assert told.loc["14", "count"] == 0


def test_the_whole_country_has_every_line_and_the_eight_caf_are_nowhere(france):
    found = experiments_on(france, "FR", date(2026, 1, 1))
    assert len(found.lines) == len(read_experiments())
    assert "groupes-parents-caf" not in set(found.zones["experiment"])
    assert (found.zones["experiment"] == "pegase").sum() == 15


def brought(tmp_path, *lines):
    path = tmp_path / "experiments.csv"
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return read_experiments(path)


def test_a_file_of_ones_own_by_hand(tmp_path):
    told = brought(tmp_path, "by-hand,x,Essai,P,whole,2020,2021-06,closed,s", "by-hand,y,Autre,c,part,,,planned,s")
    found = experiments_on(land(), "R", date(2021, 1, 1), experiments=told)
    assert found.zones.set_index("zone_id")["state"].to_dict() == {"a": "open", "b": "open", "c": "planned"}
    assert experiments_on(land(), "c", date(2021, 1, 1), experiments=told).lines["experiment"].tolist() == ["y"]


@pytest.mark.parametrize(
    "line",
    [
        "by-hand,x,,P,whole,2020,,open,s",
        "by-hand,x,Essai,P,some,2020,,open,s",
        "by-hand,x,Essai,P,whole,hier,,open,s",
        "by-hand,x,Essai,P,whole,2021,2020,open,s",
        "by-hand,x,Essai,P,whole,2020,,perhaps,s",
        "by-hand,x,Essai,P,whole,2020,,open,",
    ],
)
def test_a_line_outside_sense_is_refused(tmp_path, line):
    with pytest.raises(BadInputError, match="experiments-line"):
        brought(tmp_path, line)


def test_what_does_not_exist_is_refused(tmp_path, france):
    assert has_experiments("france")
    assert not has_experiments("wallonie")
    with pytest.raises(NotFoundError, match="no-experiments"):
        experiments_on(land(), "R", date(2026, 1, 1))
    with pytest.raises(NotFoundError, match="unknown-zone"):
        experiments_on(france, "999", date(2026, 1, 1))
    told = brought(tmp_path, "by-hand,x,Essai,Z,whole,2020,,open,s")
    with pytest.raises(BadInputError, match="experiments-zone"):
        experiments_on(land(), "R", date(2026, 1, 1), experiments=told)
    with pytest.raises(MissingFileError):
        read_experiments(tmp_path / "nothing.csv")
