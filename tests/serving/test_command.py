"""``maillage app``: what it refuses before anything is served, in a sentence, and what it tells the processes."""

import os
import socket

import pytest
from click.testing import CliRunner

import ui.cli.app
from geo.errors import BadInputError
from ui.cli import build
from ui.serving.settings import HOSTS, IDLE, allowed_hosts, limits
from ui.texts import LANGUAGES, texts


@pytest.fixture
def asked(monkeypatch):
    """Run the command without serving anything; gives what would have been served, and what was said."""
    for name in (HOSTS, IDLE):
        monkeypatch.setenv(name, "")
    served = []
    monkeypatch.setattr(ui.cli.app, "_serve", lambda address, port: served.append((address, port, 1)))
    monkeypatch.setattr(
        ui.cli.app, "_serve_together", lambda address, port, count: served.append((address, port, count))
    )
    monkeypatch.setattr(os, "cpu_count", lambda: 4)

    def run(*options: str, language: str = "fr"):
        served.clear()
        told = CliRunner().invoke(build(texts(language)), ["app", "--no-browser", *options])
        return (served[0] if served else None), told

    return run


def test_on_a_laptop_one_process_answers_to_this_computer_alone(asked):
    served, told = asked()
    assert served[0] == "localhost"
    assert served[2] == 1
    assert "http://localhost:" in told.output
    assert "mot de passe" not in told.output
    assert allowed_hosts() == {"localhost", "127.0.0.1", "::1"}
    assert limits().idle_s == 7200


def test_shared_it_answers_from_every_core_to_the_names_given(asked):
    served, _ = asked("--allow-host", "maillage.example", "--allow-host", "autre.example", "--idle", "15")
    assert served[2] == 4
    assert allowed_hosts() >= {"maillage.example", "autre.example"}
    assert limits().idle_s == 900
    assert asked("--allow-host", "maillage.example", "--workers", "2")[0][2] == 2


@pytest.mark.enable_socket
def test_open_to_the_network_it_says_that_nothing_protects_it(asked):
    for language, word in (("fr", "sans mot de passe"), ("en", "without password")):
        served, told = asked("--address", "0.0.0.0", "--allow-host", "maillage.example", language=language)  # noqa: S104
        assert served[0] == "0.0.0.0"  # noqa: S104 - not listened on
        assert word in told.output
        assert "maillage.example" in told.output
    assert "0.0.0.0" not in allowed_hosts()  # noqa: S104


@pytest.mark.parametrize("address", ["192.0.2.1", "no.such.name.invalid", "", "a b", "http://localhost", "x" * 300])
def test_an_address_of_another_computer_is_a_sentence(asked, address, monkeypatch):
    # Names are not looked up in tests: what the system answers for one that it does not know.
    known = socket.getaddrinfo

    def looked_up(name, *args, **kwargs):
        if name in ("192.0.2.1", "localhost"):
            return known(name, *args, **kwargs)
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    served, told = asked("--address", address)
    assert served is None
    assert told.exception.key == "address-unknown"
    for language in LANGUAGES:
        assert "0.0.0.0" in texts(language).error(told.exception)  # noqa: S104


@pytest.mark.parametrize(
    "options",
    [
        ("--workers", "0"),
        ("--workers", "many"),
        ("--port", "0"),
        ("--port", "70000"),
        ("--idle", "0"),
        ("--idle", "nan"),
    ],
)
def test_a_number_out_of_its_bounds_is_refused(asked, options):
    served, told = asked(*options)
    assert served is None
    assert isinstance(told.exception, BadInputError)
    assert told.exception.values["option"] == options[0]
