"""``maillage ledger``: the need ledger of a territory or one of its zones."""

from datetime import date
from pathlib import Path

import click

from analysis.need.ledger import ledger
from analysis.need.ledger_record import ledger_record
from analysis.records.ledger import LedgerLine, LedgerRecord, Strata
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from geo.json_values import json_text
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.options import at_option, run_rules, to_verify_option, told_data
from ui.cli.tables import console, print_sources, print_table
from ui.texts import Texts
from ui.words.balances import (
    missing_text,
    need_text,
    offered_text,
    precision_text,
    rule_text,
    rules_named,
    subject_text,
    unit_text,
    unknowns_text,
    used_text,
)
from ui.words.diagnosis import need_note_text
from ui.words.measures import figure, share

_COLUMNS = ("subject", "precision", "unit", "needed", "offered", "in-use", "missing", "unknowns")


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("ledger", help=texts("cli-ledger-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--rules", "rules_path", type=click.Path(path_type=Path), help=texts("cli-rules-help"))
    @to_verify_option(texts)
    @at_option(texts)
    @click.option("--births", default="latest", show_default=True, help=texts("cli-births-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def show(
        territory: str,
        *,
        zone: str | None,
        rules_path: Path | None,
        to_verify: bool,
        births: str,
        as_json: bool,
        on: date | None,
    ) -> None:
        chosen = load_territory(territory)
        with told_data(chosen, texts, births=births, on=on) as data:
            rules = run_rules(data, rules_path)
            book = ledger(data, rules, programme=load_programme(), steps=load_conversions(), to_verify=to_verify)
            record = ledger_record(data, book, zone or chosen.root)
        if as_json:
            click.echo(json_text(record))
        else:
            _print(record, texts)

    return show


def _print(record: LedgerRecord, texts: Texts) -> None:
    screen = console()
    screen.print(texts("ledger-title", zone=record["name"]), style="bold")
    if record["births"] is None:
        screen.print(texts("ledger-births-unknown"))
    else:
        years = ", ".join(map(str, record["births_years"]))
        screen.print(texts("ledger-births", births=figure(record["births"], texts), years=years))
    if not record["lines"]:
        screen.print(texts("ledger-empty"))
        return
    screen.print()
    print_table(
        [texts(f"ledger-column-{name}") for name in _COLUMNS],
        [_cells(line, texts) for line in record["lines"]],
        figures_from=3,
    )
    screen.print()
    screen.print(f"· {texts('ledger-adding-up')}")
    if any(line["masked"] for line in record["lines"]):
        screen.print(f"· {texts('remark-hidden')}")
    moved = [
        texts("ledger-band", status=texts(f"status-{status}"), low=share(1 - low, texts))
        for status, low in _bands(record["lines"]).items()
    ]
    if moved:
        screen.print(f"· {texts('ledger-bands', said=', '.join(moved))}")
    for sentence in _strata(record["strata"], texts):
        screen.print(f"· {sentence}")
    if any(line["services"] == 0 and line["register_state"] != "complete" for line in record["lines"]):
        screen.print(f"· {texts('caution-zero')}")
    screen.print(texts("ledger-rules"))
    for rule in rules_named(record["rules"], record["zone_names"], texts):
        screen.print(f"  {rule_text(rule, texts)}")
    for note in record["need_notes"]:
        screen.print(f"· {need_note_text(note, texts)}")
    print_sources(record["sources"], record["territory"], texts)


def _cells(line: LedgerLine, texts: Texts) -> list[str]:
    return [
        subject_text(line, texts),
        precision_text(line, texts),
        unit_text(line["unit"], texts),
        need_text(line, texts, unit=line["unit"]),
        offered_text(line, texts),
        used_text(line, texts),
        missing_text(line, texts),
        unknowns_text(line, texts),
    ]


def _bands(lines: list[LedgerLine]) -> dict[str, float]:
    """Return, per status of a need, its lower bound as a share of the need, where most families are counted."""
    bounds: dict[str, float] = {}
    for line in lines:
        need, low = line["need"], line["need_low"]
        if need and low is not None and low != need and not line["masked"]:
            status = line["need_status"]
            bounds[status] = max(low / need, bounds.get(status, 0.0))
    return bounds


def indicator_text(name: str, texts: Texts) -> str:
    """Return the name of an indicator that strata rest on; its code where nobody named it."""
    return texts(f"strata-indicator-{name}") if texts.has(f"strata-indicator-{name}") else name


def _strata(strata: Strata | None, texts: Texts) -> list[str]:
    if strata is None:
        return []
    named = load_vocabulary().strata
    shares = ", ".join(
        texts("ledger-strata-share", stratum=named[stratum].short(texts.language), births=figure(births, texts))
        for stratum, births in strata["births"].items()
    )
    out = [texts("ledger-strata", shares=shares)]
    if strata["absent"]:
        absent = ", ".join(indicator_text(name, texts) for name in strata["absent"])
        out.append(texts("ledger-strata-absent", named=absent))
    zones = sorted({line["name"] for line in strata["filled"]})
    if zones:
        out.append(texts("ledger-filled", zones=len(zones), named=", ".join(zones)))
    return out
