"""Files to give to commands: good ones of every kind, and the same ones spoiled."""

import gzip
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd

ODD = (
    "",
    " ",
    "nan",
    "NaN",
    "inf",
    "-inf",
    "1e400",
    "-1",
    "0",
    "-0",
    "1e-300",
    "1e300",
    "9" * 25,
    "9" * 5000,
    "1_000",
    "1,5",
    "½",
    "²",
    "١٢",
    "x" * 1500,
    "é" * 3000,
    "Île-de-l’Été\u202f!",
    "😀",
    "\u202eéver",
    "\u0000"[:0] + "\x1b[31m",
    "\udce9",
    "a\nb",
    "a\tb",
    "{ $x }",
    "{",
    "[red]gras[/]",
    "[/]",
    "%s%d%n",
    "'; DROP TABLE place; --",
    "../../../etc/passwd",
    "/dev/null",
    "CON",
    "nul.csv",
    "-",
    "--",
    "--help",
    "true",
    "None",
    "2025-02-30",
    "=1+1",
    ":",
    "=",
    "a=b=c",
    "a:b:c",
    ",",
    "<script>alert(1)</script>",
)

REGISTER = (
    "nom,type,commune,capacité,unité,source,date de la source\n"
    "Service un,saf,{zone},30,follow-ups,Annuaire,2025\nService deux,saf,{zone},,,Annuaire,2025\n"
)
PLACES = "lon,lat,population,naissances\n{lon},{lat},120,3\n{lon},{lat},80,\n"
MATRIX = "place_id,actor_id,minutes\n{place},{actor},12.5\n"
RULES = "rule_id,kind,function,stratum,zone_id,rate,base,unit,status,source,date\nr1,saf,,,,0.1,births,follow-ups,hypothesis,Essai,2025\n"
CANDIDATES = "zone,name,cost,capacity\n{zone},Lieu un,1,30\n{zone2},Lieu deux,2.5,\n"
WEIGHTS = (
    'status = "hypothesis"\nsource = "Essai"\ndate = "2025"\n\n[weights]\nlow-risk = 1.0\nspecific = 2\ncomplex = 3\n'
)
SCENARIO = """name = "Essai"
territory = "{territory}"

[question]
kind = "{kind}"
threshold_min = 30

[[changes]]
change = "open"
kind = "{kind}"
zone = "{zone}"
capacity = 60

[[changes]]
change = "close"
actor_id = "{actor}"

[[changes]]
change = "growth"
zone = "{zone}"
percent = 8
base = "births"

[[changes]]
change = "rate"
zone = "{zone}"
rate = 0.12

[[changes]]
change = "move"
actor_id = "{actor2}"
zone = "{zone2}"
"""
STREETS = (
    '<osm version="0.6">'
    + "".join(f'<node id="{n}" lat="{{lat}}{n}" lon="{{lon}}{n}"/>' for n in range(1, 7))
    + '<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><tag k="highway" v="tertiary"/></way>'
    '<way id="2"><nd ref="4"/><nd ref="5"/><nd ref="6"/><nd ref="1"/><tag k="highway" v="residential"/></way></osm>'
)

TEXTS = {
    "register": (REGISTER, ".csv"),
    "places": (PLACES, ".csv"),
    "matrix": (MATRIX, ".csv"),
    "rules": (RULES, ".csv"),
    "candidates": (CANDIDATES, ".csv"),
    "weights": (WEIGHTS, ".toml"),
    "scenario": (SCENARIO, ".toml"),
    "streets": (STREETS, ".osm"),
}
TOML_ODD = (
    "nan", "inf", "-inf", "1e308", "-1", "99999999999999999999", '"' + "x" * 2000 + '"', "[]", "[[1]]", "{a = 1}",
    "1979-05-27T07:32:00Z", "07:32:00", "true", '""', '" "', "[1, 'a']", "'''\n'''", "0x1F", '"\\u0000"', "['" + "a" * 1500 + "']",
)  # fmt: skip


class Zoo:
    """A folder of files to give to commands about one territory."""

    def __init__(self, folder: Path, values: dict[str, str]) -> None:
        self.folder, self.values = folder, values
        folder.mkdir(parents=True, exist_ok=True)
        self._count = 0
        self.fixed = [*self._write_fixed()]

    def good(self, kind: str) -> Path:
        """Return a sound file of a kind."""
        text, suffix = TEXTS[kind]
        path = self.folder / f"{kind}{suffix}"
        if not path.exists():
            path.write_text(self._filled(text), "utf-8")
        return path

    def any(self, kind: str, rng: random.Random) -> Path:
        """Return a file given where one of a kind is wanted: sound, spoiled, of another kind, or none at all."""
        turn = rng.random()
        if turn < 0.2:
            return self.good(kind)
        if turn < 0.35:
            return rng.choice(self.fixed)
        if turn < 0.4:
            return self.good(rng.choice(list(TEXTS)))
        return self.spoiled(kind, rng)

    def spoiled(self, kind: str, rng: random.Random) -> Path:
        """Return a file of a kind in which something is wrong, or written in another way."""
        text, suffix = TEXTS[kind]
        text = self._filled(text)
        change: Callable[[str, random.Random], str | bytes] = rng.choice(
            [_odd_toml, _odd_toml, _bytes, *_SPOILS] if suffix == ".toml" else [_odd_cell, _odd_cell, _bytes, *_SPOILS]
        )
        changed = change(text, rng)
        self._count += 1
        if rng.random() < 0.1:
            suffix = rng.choice([".xlsx", ".parquet", ".txt", "", ".CSV", ".gpkg", ".pbf", ".graphml", ".bz2", ".gz"])
        path = self.folder / f"{kind}-{self._count}{suffix}"
        if isinstance(changed, str):
            path.write_bytes(changed.encode("utf-8", "surrogateescape"))
        else:
            path.write_bytes(changed)
        return path

    def out(self, suffixes: tuple[str, ...], rng: random.Random) -> Path:
        """Return where a command may be told to write."""
        self._count += 1
        name = f"out-{self._count}{rng.choice(suffixes)}"
        return rng.choice(
            [self.folder / name] * 6
            + [
                self.folder,
                self.folder / "nowhere" / name,
                self.good("register"),
                self.good("register") / name,
                self.folder / ("n" * 300 + suffixes[0]),
                self.folder / "aux.csv",
                self.folder / f"points...{suffixes[0]}",
                self.folder / f"out-{self._count}.zip",
                Path("/proc/nowhere") / name,
                self.folder / f"dossier{suffixes[0]}",
            ]
        )

    def _filled(self, text: str) -> str:
        for name, value in self.values.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def _write_fixed(self) -> list[Path]:
        folder, rng = self.folder, random.Random(11)
        contents: dict[str, bytes] = {
            "empty.csv": b"",
            "blank.csv": b"\n\n \n",
            "bom.csv": b"\xef\xbb\xbf",
            "empty.toml": b"",
            "empty.osm": b"",
            "noise.csv": rng.randbytes(5000),
            "noise.toml": rng.randbytes(5000),
            "noise.osm": rng.randbytes(5000),
            "noise.pbf": rng.randbytes(5000),
            "noise.xlsx": rng.randbytes(5000),
            "noise.parquet": rng.randbytes(5000),
            "noise.gpkg": rng.randbytes(5000),
            "noise.graphml": rng.randbytes(5000),
            "fake.xlsx": b"PK\x03\x04" + rng.randbytes(500),
            "fake.parquet": b"PAR1" + rng.randbytes(500) + b"PAR1",
            "fake.gpkg": b"SQLite format 3\0" + rng.randbytes(5000),
            "old.xls": b"\xd0\xcf\x11\xe0" + rng.randbytes(500),
            "zeros.csv": bytes(4000),
            "deep.json": b"[" * 20000,
            "deep.toml": b"a = " + b"[" * 5000,
            "deeper.toml": b"a" + b".a" * 5000 + b" = 1",
            "long-line.csv": b"a,b\n" + b"x" * 300_000 + b",1\n",
            "wide.csv": b",".join(b"c%d" % n for n in range(5000)) + b"\n",
            "quotes.csv": b'a,b\n"never closed,1\n2,3\n',
            "page.csv": b"<!DOCTYPE html><html><body>404</body></html>",
            "bomb.osm": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><osm>&b;</osm>',
            "cut.osm": b'<osm version="0.6"><node id="1" lat="50.1"',
            "graph.graphml": b'<graphml><graph edgedefault="directed"><node id="a"/><edge source="a" target="b"/></graph></graphml>',
        }  # fmt: skip
        for name, content in contents.items():
            (folder / name).write_bytes(content)
        (folder / "dossier.csv").mkdir(exist_ok=True)
        (folder / "dossier.toml").mkdir(exist_ok=True)
        many = self._filled(SCENARIO).partition("[[changes]]")[0]
        one = self._filled('[[changes]]\nchange = "growth"\nzone = "{zone}"\npercent = 1\n')
        (folder / "many.toml").write_text(many + one * 3000, "utf-8")
        pd.DataFrame({"a": [1.5], "b": [None]}).to_parquet(folder / "other.parquet")
        pd.DataFrame({"place_id": ["x"], "actor_id": ["y"], "minutes": [float("inf")]}).to_parquet(
            folder / "inf.parquet"
        )
        book = openpyxl.Workbook()
        book.active.append(["nom", "type", "commune", None, 3])
        book.active.append([1e300, True, "=1/0", "x" * 32000, -5])
        book.save(folder / "odd.xlsx")
        with zipfile.ZipFile(folder / "zip.xlsx", "w") as archive:
            archive.writestr("[Content_Types].xml", "<a/>")
        with gzip.open(folder / "gz.osm.gz", "wb") as file:
            file.write(b"<osm>")
        (folder / "list.json").write_text(json.dumps([1, 2]), "utf-8")
        (folder / "loop.csv").unlink(missing_ok=True)
        (folder / "loop.csv").symlink_to(folder / "loop.csv")
        unseen = [folder / "absent.csv", folder / ("n" * 300 + ".csv"), folder / "empty.csv" / "below.csv", folder]
        return [*sorted(folder.iterdir()), *unseen, Path("/dev/null"), Path(), Path("é�.toml")]


def _odd_cell(text: str, rng: random.Random) -> str:
    lines = [line.split(",") for line in text.splitlines()]
    row = rng.randrange(len(lines))
    column = rng.randrange(len(lines[row]))
    lines[row][column] = rng.choice(ODD)
    return "\n".join(",".join(line) for line in lines) + "\n"


def _odd_toml(text: str, rng: random.Random) -> str:
    lines = text.splitlines()
    places = [at for at, line in enumerate(lines) if " = " in line]
    for at in rng.sample(places, rng.choice([1, 1, 2, 3])):
        name = lines[at].partition(" = ")[0]
        lines[at] = f"{name} = {rng.choice([*TOML_ODD, json.dumps(rng.choice(ODD[:40]).replace(chr(0xDCE9), ''))])}"
    return "\n".join(lines) + "\n"


def _bytes(text: str, rng: random.Random) -> bytes:
    content = bytearray(text.encode())
    for _ in range(rng.choice([1, 1, 5, 50])):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return bytes(content)


_SPOILS: list[Callable[[str, random.Random], str | bytes]] = [
    lambda text, _rng: text.encode("utf-16"),
    lambda text, _rng: text.encode("utf-16-le"),
    lambda text, _rng: b"\xfe\xff" + text.encode("utf-16-be"),
    lambda text, _rng: text.replace("Essai", "Été").encode("cp1252"),
    lambda text, _rng: b"\xef\xbb\xbf" + text.encode(),
    lambda text, _rng: text.replace("\n", "\r\n"),
    lambda text, _rng: text.replace("\n", "\r"),
    lambda text, _rng: text.replace(",", ";"),
    lambda text, _rng: text.replace(",", "\t"),
    lambda text, rng: text[: rng.randrange(len(text))],
    lambda text, rng: text.encode()[: rng.randrange(len(text))],
    lambda text, _rng: text.partition("\n")[0],
    lambda text, _rng: text * 3,
    lambda text, _rng: text.partition("\n")[2],
    lambda text, rng: "\n".join(rng.sample(text.splitlines(), len(text.splitlines()))),
    lambda text, _rng: text.replace("\n", "\n\0", 1),
]
