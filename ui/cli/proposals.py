"""``maillage proposals``: the changes of the register that wait for a validator's word."""

import click

from geo.json_values import json_text
from geo.workspace.journal import Signature
from geo.workspace.register_proposals import accept, find_proposal, list_proposals, refuse
from geo.workspace.territory import load_territory
from ui.cli.signing import terminal_name
from ui.cli.tables import print_table
from ui.texts import Texts
from ui.words.proposals import disputed_cells, proposal_record, proposal_rows
from ui.words.register_changes import difference_cells


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("proposals", help=texts("cli-proposals-help"))
    def proposals() -> None:
        pass

    _reading(proposals, texts)
    _judging(proposals, texts)
    return proposals


def _reading(proposals: click.Group, texts: Texts) -> None:
    as_json_option = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))

    @proposals.command("list", help=texts("cli-proposals-list-help"))
    @click.argument("territory")
    @as_json_option
    def list_them(territory: str, *, as_json: bool) -> None:
        known = list_proposals(load_territory(territory))
        if as_json:
            click.echo(json_text([proposal_record(one) for one in known]))
        elif known:
            rows = proposal_rows(known, texts)
            headers = [texts(f"proposals-head-{name}") for name in rows.columns]
            print_table(headers, rows.to_numpy().tolist(), figures_from=len(headers))
        else:
            click.echo(texts("proposals-none"))

    @proposals.command("show", help=texts("cli-proposals-show-help"))
    @click.argument("territory")
    @click.argument("proposal")
    @as_json_option
    def show(territory: str, proposal: str, *, as_json: bool) -> None:
        found, drawn = find_proposal(load_territory(territory), proposal)
        if as_json:
            click.echo(json_text({**proposal_record(found), "disputed": len(drawn.disputed)}))
            return
        for cells in (difference_cells(found.differences, texts), disputed_cells(drawn.disputed, texts)):
            if len(cells):
                headers = [texts(f"register-head-{name}") for name in cells.columns]
                print_table(headers, cells.to_numpy().tolist(), figures_from=len(headers))


def _judging(proposals: click.Group, texts: Texts) -> None:
    @proposals.command("accept", help=texts("cli-proposals-accept-help"))
    @click.argument("territory")
    @click.argument("proposal")
    @click.option("--reason", default=texts("proposals-accept-reason"), help=texts("cli-proposals-reason-help"))
    def accept_it(territory: str, proposal: str, *, reason: str) -> None:
        saved = accept(load_territory(territory), proposal, signed=_signature(reason))
        click.echo(texts("proposals-accepted", proposal=proposal, change=saved.change_id or "–"))

    @proposals.command("refuse", help=texts("cli-proposals-refuse-help"))
    @click.argument("territory")
    @click.argument("proposal")
    @click.option("--reason", required=True, help=texts("cli-proposals-reason-help"))
    def refuse_it(territory: str, proposal: str, *, reason: str) -> None:
        refuse(load_territory(territory), proposal, signed=_signature(reason))
        click.echo(texts("proposals-refused", proposal=proposal))


def _signature(reason: str) -> Signature:
    """Return the signature of who uses this terminal: their name on this machine."""
    return Signature(terminal_name(None), reason, "")
