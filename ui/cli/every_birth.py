"""``maillage every-birth``: from a pilot to every birth, and the week of the sites of a PMI."""

from pathlib import Path
from typing import Any

import click
import pandas as pd

from analysis.network.every_birth import every_birth, half_days, load_hypotheses, pilot_distances, pilot_of, read_groups
from analysis.question import Selection
from geo.errors import NotFoundError
from geo.json_values import json_text, plain_number
from geo.workspace.data import TerritoryData
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.options import Conditions, conditions_options, told_data
from ui.cli.quantities import Number
from ui.cli.tables import console, print_table
from ui.texts import Texts
from ui.words.every_birth import (
    CENTRE_TITLES,
    GROUP_TITLES,
    carrier_cells,
    centre_cells,
    distance_cells,
    distances_sentence,
    every_birth_sentence,
    group_cells,
    half_days_sentence,
    hypothesis_sentences,
    pair_cells,
    week_cells,
    week_titles,
)


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("every-birth", help=texts("cli-every-birth-help"))
    def group() -> None:
        pass

    _add_follow(group, texts)
    _add_pilot(group, texts)
    _add_week(group, texts)
    return group


def _add_follow(group: click.Group, texts: Texts) -> None:
    @group.command("follow", help=texts("cli-every-birth-follow-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--kind", default="centre-de-sante", show_default=True, help=texts("cli-kind-help"))
    @click.option("--hypotheses", type=click.Path(path_type=Path), help=texts("cli-coordination-hypotheses-help"))
    @conditions_options(texts)
    def follow(
        territory: str, *, zone: str | None, kind: str, hypotheses: Path | None, conditions: Conditions, as_json: bool
    ) -> None:
        chosen = load_territory(territory)
        told = load_hypotheses(hypotheses)
        load_vocabulary().term("kind", kind)
        with told_data(chosen, texts, conditions) as data:
            asked = conditions.question(Selection(kind=kind), zone=zone)
            found = every_birth(data, asked, zone or chosen.root, told)
        if as_json:
            figures = {name: plain_number(getattr(found, name)) for name in ("total", "reached", "days", "staff")}
            told_basis = {"births_basis": found.births_basis, "status": told.status, "source": told.source}
            told_basis["register_state"] = found.register_state
            tables = {"zones": _plain(found.zones), "centres": _plain(found.centres)}
            click.echo(json_text({"territory": chosen.id, "zone": found.zone_id, **figures, **told_basis, **tables}))
            return
        screen = console()
        screen.print(every_birth_sentence(found, _name(data, found.zone_id), texts), style="bold")
        for sentence in hypothesis_sentences(found, texts):
            screen.print(f"· {sentence}")
        screen.print()
        headers = [texts(f"column-every-birth-{title}") for title in CENTRE_TITLES]
        print_table(headers, [centre_cells(line, texts) for line in found.centres.to_dict("records")])


def _add_pilot(group: click.Group, texts: Texts) -> None:
    @group.command("pilot", help=texts("cli-every-birth-pilot-help"))
    @click.argument("territory")
    @conditions_options(texts)
    def pilot(territory: str, *, conditions: Conditions, as_json: bool) -> None:
        chosen = load_territory(territory)
        told = pilot_of(chosen.id)
        if told is None:
            raise NotFoundError("no-pilot", territory=chosen.id)
        with told_data(chosen, texts, conditions) as data:
            found = pilot_distances(data, conditions.question(), told)
        if as_json:
            carriers = [{"fr": one.fr, "en": one.en, "present": one.present} for one in told.carriers]
            tables = {"sites": _plain(found.sites), "pairs": _plain(found.pairs), "carriers": carriers}
            click.echo(json_text({"territory": chosen.id, "longest": plain_number(found.longest), **tables}))
            return
        screen = console()
        screen.print(distances_sentence(found, texts), style="bold")
        headers = [texts(f"column-pilot-{name}") for name in ("site", "position", "coordinator")]
        print_table(headers, [distance_cells(line, texts) for line in found.sites.to_dict("records")], figures_from=2)
        screen.print()
        names = dict(zip(found.sites["actor_id"], found.sites["name"], strict=True))
        headers = [texts("column-pilot-site"), texts("column-pilot-other"), texts("column-pilot-minutes")]
        pairs = [pair_cells(line, names, texts) for line in found.pairs.to_dict("records")]
        print_table(headers, pairs, figures_from=2)
        screen.print()
        titles = [texts("column-carrier"), texts("column-carrier-present")]
        print_table(titles, carrier_cells(told, texts), figures_from=2)


def _add_week(group: click.Group, texts: Texts) -> None:
    @group.command("week", help=texts("cli-every-birth-week-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--kind", default="pmi", show_default=True, help=texts("cli-kind-help"))
    @click.option(
        "--births-per-half-day",
        "per",
        type=Number(above=0),
        default=200.0,
        show_default=True,
        help=texts("cli-every-birth-per-help"),
    )
    @click.option("--groups", type=click.Path(path_type=Path), help=texts("cli-every-birth-groups-help"))
    @conditions_options(texts)
    def week(
        territory: str,
        *,
        zone: str | None,
        kind: str,
        per: float,
        groups: Path | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        load_vocabulary().term("kind", kind)
        with told_data(chosen, texts, conditions) as data:
            brought = None if groups is None else read_groups(groups, data)
            found = half_days(
                data,
                zone or chosen.root,
                kind=kind,
                births_per_half_day=per,
                groups=brought,
                statuses=conditions.question().statuses,
            )
        if as_json:
            tables = {"sites": _plain(found.grid), "groups": _plain(found.groups)}
            click.echo(json_text({"territory": chosen.id, "zone": found.zone_id, **tables}))
            return
        screen = console()
        screen.print(half_days_sentence(found, _name(data, found.zone_id), texts), style="bold")
        rows = [week_cells(line, texts) for line in found.grid.to_dict("records")]
        print_table(week_titles(texts), rows, figures_from=len(week_titles(texts)) - 1)
        screen.print()
        headers = [texts(f"column-groups-{title}") for title in GROUP_TITLES]
        print_table(headers, [group_cells(line, texts) for line in found.groups.to_dict("records")])


def _name(data: TerritoryData, zone_id: str) -> str:
    return str(data.zones.set_index("zone_id").loc[zone_id, "name"])


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): value if isinstance(value, str | bool) else plain_number(value) for name, value in line.items()}
        for line in table.to_dict("records")
    ]
