"""Write ``workspace-0.1.zip``: run with a checkout of version 0.1 as the current folder.

``python …/workspace_of_0_1.py OUTPUT.zip``. What the user wrote is kept whole; what came with that
version is emptied, to keep the file small: a later version builds it anew in any case.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))
folder = Path(tempfile.mkdtemp())
os.environ["MAILLAGE_WORKSPACE"] = str(folder)

import duckdb  # noqa: E402

from geo.intake import check_register, import_register  # noqa: E402
from geo.layers import ReadingOptions, check_layer, import_layer  # noqa: E402
from geo.scenarios import keep_scenario  # noqa: E402
from geo.store import open_database  # noqa: E402
from geo.territory import load_territory  # noqa: E402
from geo.workspace import database_path  # noqa: E402

HEADER = "identifiant;nom;type;commune;statut;source;date de la source\n"
EMPTIED = ("zone", "zone_ancestor", "figure", "place", "place_figure", "need_rule", "position_zone")

territory = load_territory("wallonie")
file = folder / "registre.csv"
for rows in (
    "saf-ancien;SAF d’avant;saf;Bertrix;ouvert;essai;2026-01\n"
    "saf-autre;SAF d’avant, nº 2;saf;Arlon;ouvert;essai;2026-01\n",
    "saf-ancien;SAF d’avant;saf;Bertrix;fermé;essai;2026-02\n",
):
    file.write_text(HEADER + rows, encoding="utf-8")
    import_register(territory, check_register(territory, file), by="coordination", reason="essai", origin=file.name)
file.write_text("id;lon;lat;population\n" + "".join(f"c{n};{5.2 + n / 100};49.85;{n + 1}\n" for n in range(9)))
plan = check_layer(territory, file, options=ReadingOptions(population="population"))
import_layer(territory, plan, layer="carreaux", by="coordination", origin=file.name)
keep_scenario("wallonie", "Deux SAF", "name = 'x'\n")
file.unlink()
path = database_path(territory)
with open_database(path, write=True) as database:
    for table in EMPTIED:
        database.run(f"DELETE FROM {table}")
small = folder / "small.duckdb"
connection = duckdb.connect(str(small))
connection.execute(f"ATTACH '{path}' AS old (READ_ONLY); COPY FROM DATABASE old TO small; CHECKPOINT;")
connection.close()
small.replace(path)
shutil.make_archive(sys.argv[1].removesuffix(".zip"), "zip", folder)
