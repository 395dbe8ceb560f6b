"""Files taken from a server of this machine: one that behaves, one that cuts, lies, refuses, sends something else."""

import hashlib
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geo.errors import BadInputError, MissingFileError
from geo.territories import pull as pulling
from geo.territories.catalogue import CatalogueSource, read_catalogue
from geo.territories.pull import pull, pulled_folder
from geo.workspace.territory import load_territory

CONTENT = b"PK\x03\x04" + bytes(range(256)) * 4000


def md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


MD5 = md5(CONTENT)
Behaviour = Callable[[BaseHTTPRequestHandler], None]


def whole(handler: BaseHTTPRequestHandler, content: bytes = CONTENT, *, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {"Content-Length": str(len(content)), "ETag": '"one"', **given}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(content)


def cutting(at: int, *, resumes: bool) -> Behaviour:
    """Return a server that cuts after ``at`` bytes, and then goes on from where it is asked, or begins again."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        start = int((handler.headers.get("Range") or "bytes=0-").removeprefix("bytes=").rstrip("-"))
        if not resumes or handler.headers.get("If-Range") != '"one"':
            start = 0
        handler.send_response(206 if start else 200)
        handler.send_header("Content-Length", str(len(CONTENT) - start))
        handler.send_header("ETag", '"one"')
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}")
        handler.end_headers()
        handler.wfile.write(CONTENT[start : start + at])
        handler.close_connection = True

    return answer


@pytest.fixture
def server(monkeypatch):
    """A server whose pages are what ``pages`` says; ``asked`` keeps the ranges that were asked for."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    pages: dict[str, Behaviour] = {}
    asked: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.headers.get("Range"))
            pages[self.path](self)

        def log_message(self, *_said: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield pages, f"http://127.0.0.1:{listening.server_port}", asked
    listening.shutdown()
    listening.server_close()


@pytest.fixture
def taking(server, own_workspace):  # noqa: ARG001 - a folder of its own
    pages, address, _ = server

    def take(behaviour: Behaviour, *, checksum: str = MD5, given: str | None = None, format: str = "zip"):  # noqa: A002
        pages["/file"] = behaviour
        source = CatalogueSource(
            id="essai",
            title={"fr": "Essai"},
            publisher="P",
            licence="L",
            format=format,
            then="x",
            address=f"{address}/file",
            checksum=checksum,
        )
        return pull(source, load_territory("ain"), given=given)

    return take


def left() -> list[str]:
    folder = pulled_folder(load_territory("ain"))
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_file_is_taken_whole_and_says_where_it_comes_from(taking) -> None:
    taken = taking(whole)
    assert taken.path.read_bytes() == CONTENT
    assert taken.checked
    told = json.loads(taken.path.with_name("essai.zip.json").read_text(encoding="utf-8"))
    assert told["sha256"] == hashlib.sha256(CONTENT).hexdigest()
    assert told["licence"] == "L"
    assert left() == ["essai.zip", "essai.zip.json"]


def test_a_connection_that_is_cut_is_taken_up_where_it_stopped(taking, server) -> None:
    taken = taking(cutting(400_000, resumes=True))
    assert taken.path.read_bytes() == CONTENT
    assert server[2] == [None, "bytes=400000-", "bytes=800000-"]


def test_what_came_waits_for_the_next_call(taking, monkeypatch) -> None:
    monkeypatch.setattr(pulling, "TRIES", 1)
    for _ in range(2):
        with pytest.raises(BadInputError, match="pull-cut"):
            taking(cutting(400_000, resumes=True))
    assert taking(cutting(400_000, resumes=True)).path.read_bytes() == CONTENT


def test_a_server_that_begins_again_gives_the_whole_file_once(taking) -> None:
    answers = [whole, cutting(400_000, resumes=False)]

    def once_cut(handler: BaseHTTPRequestHandler) -> None:
        answers.pop()(handler)

    assert taking(once_cut).path.read_bytes() == CONTENT


def test_another_edition_is_not_glued_to_the_first(taking, monkeypatch) -> None:
    monkeypatch.setattr(pulling, "TRIES", 1)
    with pytest.raises(BadInputError, match="pull-cut"):
        taking(cutting(400_000, resumes=True))
    other = CONTENT[:4] + CONTENT[4:][::-1]
    taken = taking(lambda handler: whole(handler, other, ETag='"two"'), checksum=md5(other))
    assert taken.path.read_bytes() == other


def test_a_server_that_never_ends_keeps_what_came(taking) -> None:
    with pytest.raises(BadInputError, match="pull-cut"):
        taking(lambda handler: whole(handler, CONTENT[:1000], Content_Length=str(len(CONTENT))))
    assert "essai.zip" not in left()


@pytest.mark.parametrize(
    ("behaviour", "key"),
    [
        (lambda handler: whole(handler, b"", status=404), "pull-refused"),
        (lambda handler: whole(handler, b"", status=403), "pull-refused"),
        (lambda handler: whole(handler, b"<!doctype html><p>Bienvenue"), "pull-not-the-file"),
        (lambda handler: whole(handler, CONTENT[:-1] + b"!"), "pull-checksum"),
        (lambda handler: whole(handler, Content_Length="99999999999999"), "pull-size"),
        (lambda handler: handler.wfile.write(b"nothing of HTTP\r\n\r\n"), "pull-unreachable"),
    ],
)
def test_a_server_that_lies_leaves_nothing(taking, behaviour, key) -> None:
    with pytest.raises(BadInputError, match=f"^{key}:"):
        taking(behaviour)
    assert left() in ([], ["essai.zip.part.edition"])


def test_a_checksum_may_stand_at_an_address_and_must_be_readable(taking, server) -> None:
    pages, address, _ = server
    pages["/sum"] = lambda handler: whole(handler, f"{MD5}  essai.zip\n".encode())
    assert taking(whole, checksum=f"{address}/sum").checked
    for told in (b"", b"<html>"):
        pages["/sum"] = lambda handler, told=told: whole(handler, told)
        with pytest.raises(BadInputError, match="pull-checksum-unread"):
            taking(whole, checksum=f"{address}/sum")


def test_a_mirror_or_a_file_by_hand_takes_the_place_of_the_address(taking, server, tmp_path) -> None:
    pages, address, _ = server
    pages["/mirror"] = whole

    def nobody(handler: BaseHTTPRequestHandler) -> None:
        whole(handler, b"", status=500)

    assert taking(nobody, given=f"{address}/mirror").path.read_bytes() == CONTENT
    (tmp_path / "a.zip").write_bytes(CONTENT)
    assert taking(nobody, given=str(tmp_path / "a.zip")).checked
    with pytest.raises(MissingFileError):
        taking(nobody, given=str(tmp_path / "absent.zip"))
    for address in ("ftp://127.0.0.1/x", "file:///etc/passwd", "https://"):
        with pytest.raises(BadInputError, match="pull-address"):
            taking(nobody, given=address)


def test_nobody_answers(taking) -> None:
    with pytest.raises(BadInputError, match="pull-unreachable"):
        taking(whole, given="http://127.0.0.1:9/file")


def test_the_catalogue_that_ships_is_whole(tmp_path) -> None:
    catalogue = read_catalogue()
    for name in ("wallonie", "ain", "souss-massa", "france"):
        serving = catalogue.of(load_territory(name))
        assert any(one.format == "osm.pbf" and one.checksum for one in serving)
        assert all(one.licence and one.publisher and one.title["fr"] and one.title["en"] for one in serving)
    path = tmp_path / "catalogue.toml"
    text = 'date = "x"\n[[sources]]\nid="a"\ntitle={fr="a"}\npublisher="p"\nlicence="l"\nformat="zip"\nthen="t"\n'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match="bad-catalogue"):
        read_catalogue(path)
    path.write_text(text + 'address="ftp://x"\n', encoding="utf-8")
    with pytest.raises(BadInputError, match="bad-catalogue"):
        read_catalogue(path)
