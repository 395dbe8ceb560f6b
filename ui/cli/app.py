"""``maillage app``: serve the Streamlit app, on this computer or to a team, and open it in the browser."""

import asyncio
import os
import socket
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from importlib import import_module

import click

from geo.errors import BadInputError
from geo.workspace.accounts import list_accounts
from geo.workspace.rights import SIGN_IN
from ui.cli.quantities import Number, Whole
from ui.drawing.assets import app_folder
from ui.serving.settings import EVERYWHERE, HOSTS, IDLE, IDLE_MINUTES, is_loopback, plain_host
from ui.texts import Texts

_FIRST_PORT, _LAST_PORT = 8501, 8550
_MOST_WORKERS = 64
_MESSAGE_BYTES = 200 * 1024 * 1024


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("app", help=texts("cli-app-help"))
    @click.option("--port", type=Whole(low=1, high=65535), default=None, help=texts("cli-port-help"))
    @click.option("--no-browser", is_flag=True, help=texts("cli-no-browser-help"))
    @click.option("--address", default="localhost", show_default=True, help=texts("cli-address-help"))
    @click.option("--allow-host", multiple=True, help=texts("cli-allow-host-help"))
    @click.option("--workers", type=Whole(low=1, high=_MOST_WORKERS), default=None, help=texts("cli-workers-help"))
    @click.option(
        "--idle",
        type=Number(low=1, high=7 * 24 * 60),
        default=IDLE_MINUTES,
        show_default=True,
        help=texts("cli-idle-help"),
    )
    @click.option("--shared", "sign_in", is_flag=True, help=texts("cli-shared-help"))
    def app(
        *,
        sign_in: bool,
        port: int | None,
        no_browser: bool,
        address: str,
        allow_host: tuple[str, ...],
        workers: int | None,
        idle: float,
    ) -> None:
        if sign_in:
            _check_accounts()
        _check_address(address)
        chosen = _free_port(address) if port is None else _checked(address, port)
        hosts = [*allow_host, *([] if plain_host(address) in EVERYWHERE else [address])]
        shared = not is_loopback(address) or bool(allow_host)
        told = {HOSTS: ",".join(hosts), IDLE: f"{idle:g}", SIGN_IN: "1" if sign_in else "0"}
        named = "localhost" if is_loopback(address) or plain_host(address) in EVERYWHERE else _bracketed(address)
        shown = f"http://{named}:{chosen}"
        click.echo(texts("app-opening", address=shown))
        if sign_in:
            click.echo(texts("app-signing-in"))
        elif not is_loopback(address):
            click.echo(texts("app-shared", hosts=", ".join(allow_host) or named))
        if not no_browser:
            threading.Thread(target=_open_when_ready, args=(shown,), daemon=True).start()
        count = workers or ((os.cpu_count() or 1) if shared else 1)
        os.environ.update(told)
        if count == 1:
            _serve(address, chosen)
        else:
            _serve_together(address, chosen, count)

    return app


def _check_accounts() -> None:
    """Refuse to ask everybody who they are where nobody could answer, and settings of an organisation that fail."""
    os.chdir(app_folder())  # where Streamlit looks for its settings
    organisation = import_module("ui.serving.oidc").provider()
    known = list_accounts()
    if not known:
        raise BadInputError("shared-no-account")
    if organisation is None and all(one.way == "oidc" for one in known):
        raise BadInputError("shared-no-way")


def _serve(address: str, port: int) -> None:
    """Run Streamlit in this process until it is stopped; its settings are beside ``app.py``."""
    folder = app_folder()
    os.chdir(folder)
    import_module("ui.serving.workers").share_arenas()
    streamlit = import_module("streamlit.web.cli")
    given = ["--server.port", str(port), "--server.address", plain_host(address)]
    streamlit.main(["run", str(folder / "app.py"), *given], prog_name="streamlit")


def _serve_together(address: str, port: int, count: int) -> None:
    """Run several processes behind one address until they are stopped."""
    uvicorn, front = import_module("uvicorn"), import_module("ui.serving.proxy")
    with import_module("ui.serving.workers").Workers(app_folder() / "app.py", count, environment={}) as workers:
        if not workers.wait_until_ready():
            raise BadInputError("workers-failed", workers=count)
        settings = uvicorn.Config(
            front.Front(workers.all),
            host=plain_host(address),
            port=port,
            ws="websockets-sansio",
            ws_max_size=_MESSAGE_BYTES,
            ws_per_message_deflate=False,
            server_header=False,
            date_header=False,
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=3,
        )

        async def serve() -> None:
            watching = asyncio.create_task(workers.watch())
            try:
                await uvicorn.Server(settings).serve()
            finally:
                watching.cancel()

        # As uvicorn itself would: the quickest loop that is installed.
        with asyncio.Runner(loop_factory=settings.get_loop_factory()) as runner:
            runner.run(serve())


def _open_when_ready(address: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310
                webbrowser.open(address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)


def _check_address(address: str) -> None:
    """Refuse an address that is not one of this computer's."""
    try:
        found = socket.getaddrinfo(plain_host(address), 0, type=socket.SOCK_STREAM)
        family, kind, protocol, _, place = found[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.bind(place)
    except (OSError, UnicodeError) as error:
        raise BadInputError("address-unknown", address=address) from error


def _free_port(address: str) -> int:
    for port in range(_FIRST_PORT, _LAST_PORT + 1):
        if _is_free(address, port):
            return port
    raise BadInputError("port-busy", port=f"{_FIRST_PORT}–{_LAST_PORT}")


def _checked(address: str, port: int) -> int:
    if not _is_free(address, port):
        raise BadInputError("port-busy", port=str(port))
    return port


def _is_free(address: str, port: int) -> bool:
    name = plain_host(address)
    try:
        with socket.create_connection(("localhost" if name in EVERYWHERE else name, port), timeout=1):
            return False
    except OSError:
        return True


def _bracketed(address: str) -> str:
    name = plain_host(address)
    return f"[{name}]" if ":" in name else name
