"""``maillage accounts``: who may come into a shared workspace, and what they may do there."""

import getpass
import os
import sys
from collections.abc import Callable
from typing import Any

import click

from geo.errors import BadInputError, NotFoundError
from geo.json_values import json_text
from geo.workspace.accounts import (
    LONGEST_PASSWORD,
    accounts_path,
    add_account,
    is_account,
    list_accounts,
    remove_account,
    set_password,
    set_role,
)
from geo.workspace.rights import ACTIONS, ROLES, Person, decide, role_of
from ui.cli.quantities import Whole
from ui.cli.tables import print_table
from ui.texts import Texts
from ui.words.numbers import day


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("accounts", help=texts("cli-accounts-help"))
    def accounts() -> None:
        pass

    _changing(accounts, texts)
    _reading(accounts, texts)
    return accounts


def _changing(accounts: click.Group, texts: Texts) -> None:
    given = _password_option(texts)

    @accounts.command("add", help=texts("cli-accounts-add-help"))
    @click.argument("name")
    @click.option("--role", required=True, metavar="ROLE", help=texts("cli-accounts-role-option-help"))
    @click.option("--oidc", is_flag=True, help=texts("cli-accounts-oidc-help"))
    @given
    def add(name: str, *, role: str, oidc: bool, password_fd: int | None) -> None:
        chosen = role_of(role)
        if is_account(name):
            raise BadInputError("account-exists", name=name)
        made = add_account(name, chosen, password=None if oidc else _password(password_fd, texts))
        click.echo(texts("accounts-added", name=made.name, role=texts(f"role-{made.role}"), file=str(accounts_path())))

    @accounts.command("role", help=texts("cli-accounts-role-help"))
    @click.argument("name")
    @click.argument("role", metavar="ROLE")
    def change_role(name: str, role: str) -> None:
        chosen = role_of(role)
        set_role(name, chosen)
        click.echo(texts("accounts-role", name=name, role=texts(f"role-{chosen}")))

    @accounts.command("password", help=texts("cli-accounts-password-help"))
    @click.argument("name")
    @given
    def change_password(name: str, *, password_fd: int | None) -> None:
        if not is_account(name):
            raise NotFoundError("unknown-account", name=name)
        set_password(name, _password(password_fd, texts))
        click.echo(texts("accounts-password", name=name))

    @accounts.command("remove", help=texts("cli-accounts-remove-help"))
    @click.argument("name")
    def remove(name: str) -> None:
        remove_account(name)
        click.echo(texts("accounts-removed", name=name))


def _reading(accounts: click.Group, texts: Texts) -> None:
    as_json_option = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))

    @accounts.command("list", help=texts("cli-accounts-list-help"))
    @as_json_option
    def list_them(*, as_json: bool) -> None:
        known = list_accounts()
        if as_json:
            rows = [{"name": a.name, "role": a.role, "way": a.way, "since": a.since.isoformat()} for a in known]
            click.echo(json_text(rows))
        elif known:
            print_table(
                [texts(f"accounts-head-{name}") for name in ("name", "role", "way", "since")],
                [
                    [
                        a.name,
                        texts(f"role-{a.role}"),
                        texts(f"accounts-way-{a.way}"),
                        day(f"{a.since:%Y-%m-%d}", texts.language),
                    ]
                    for a in known
                ],
                figures_from=9,
            )
        else:
            click.echo(texts("accounts-none"))

    @accounts.command("rights", help=texts("cli-accounts-rights-help"))
    @as_json_option
    def rights(*, as_json: bool) -> None:
        granted = {action: [decide(Person("-", role), action).allowed for role in ROLES] for action in ACTIONS}
        if as_json:
            click.echo(json_text({action: dict(zip(ROLES, said, strict=True)) for action, said in granted.items()}))
            return
        print_table(
            [texts("accounts-head-action"), *(texts(f"role-{role}") for role in ROLES)],
            [
                [texts(f"action-{action}"), *(texts("accounts-yes" if one else "accounts-no") for one in said)]
                for action, said in granted.items()
            ],
            figures_from=9,
        )


def _password_option(texts: Texts) -> Callable[..., Any]:
    return click.option("--password-fd", type=Whole(low=0, high=1023), help=texts("cli-accounts-password-fd-help"))


def _password(descriptor: int | None, texts: Texts) -> str:
    """Return a password from a file descriptor, or typed twice without being shown.

    Raises
    ------
    BadInputError
        ``password-no-terminal``, ``password-descriptor``, ``password-differs``.
    """
    if descriptor is not None:
        try:
            with os.fdopen(os.dup(descriptor), "rb") as given:
                return given.readline(4 * LONGEST_PASSWORD + 2).decode("utf-8").rstrip("\r\n")
        except (OSError, ValueError) as error:
            raise BadInputError("password-descriptor", descriptor=descriptor) from error
    if sys.stdin is None or not sys.stdin.isatty():
        raise BadInputError("password-no-terminal")
    first = getpass.getpass(texts("accounts-ask-password"))
    if first != getpass.getpass(texts("accounts-ask-again")):
        raise BadInputError("password-differs")
    return first
