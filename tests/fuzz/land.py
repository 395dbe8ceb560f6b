"""A land of three communes beside the real territories: small enough for thousands of commands."""

import csv
import runpy
from pathlib import Path

from geo.paths import data_folder

_DRAWN = runpy.run_path(str(Path(__file__).resolve().parents[1] / "geo" / "layer_land.py"))
_ACTORS = """
actor_id,service,kind,functions,mode,status,capacity,capacity_unit,reach_min,covers,east_km,north_km,hours
saf-a,Visites,saf,,home-visits,open,60,follow-ups,,,0.9,0.9,
saf-b,Visites,saf,,home-visits,open,,,20,,2.5,0.5,
saf-c,Visites,saf,,home-visits,to-verify,,,,01002;01003,,,
hop-b,Hôpital,hopital,diagnosis;blood-tests,on-site,open,300,follow-ups,,,3.5,1.5,
hop-c,Hôpital,hopital,diagnosis,on-site,closed,,,,,4.5,0.5,
plateforme,Suivi,one-plateforme,coordination,mobile,open,12,follow-ups,,01000,,,
sf-a,Consultation,sage-femme,prenatal-consultation,on-site,open,,,,,1.5,1.5,lundi 9h-12h
sf-b,Consultation,sage-femme,prenatal-consultation,on-site,planned,80,follow-ups,,,2.2,1.1,
""".strip()

_NEED = (
    "rule_id,zone_id,kind,function,stratum,stage,unit,base,rate,value,like,status,source,date,note\n"
    "saf,01000,saf,,,,follow-ups,births,0.3,,,stated,Essai,2025,\n"
    "plateforme,01000,one-plateforme,,,,follow-ups,births,,9,,hypothesis,Essai,2025,\n"
    "consultations,01000,,prenatal-consultation,,prenatal,consultations,births,3,,,stated,Essai,2025,\n"
)


def write_data(folder: Path) -> Path:
    """Write a folder of embedded data: the real one, by links, and the land; return it."""
    real = data_folder()
    for part in ("norms", "profiles"):
        (folder / part).symlink_to(real / part)
    for part in ("territories", "actors"):
        (folder / part).mkdir()
        for entry in (real / part).iterdir():
            (folder / part / entry.name).symlink_to(entry)
    land = folder / "territories" / "land"
    _DRAWN["write_land"](land)
    (land / "need.csv").write_text(_NEED, "utf-8")
    rows = [_placed(row) for row in csv.DictReader(_ACTORS.splitlines())]
    with (folder / "actors" / "land.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, list(rows[0]))
        lines.writeheader()
        lines.writerows(rows)
    return folder


def _placed(row: dict[str, str]) -> dict[str, object]:
    """Return an actor with its position in degrees, its name and its source."""
    east, north = row.pop("east_km"), row.pop("north_km")
    lon, lat = "", ""
    if east:
        lon, lat = _DRAWN["degrees"](_DRAWN["X0"] + 1000 * float(east), _DRAWN["Y0"] + 1000 * float(north))
    placed = {"lon": lon, "lat": lat, "position_quality": "address" if east else ""}
    return row | placed | {"name": f"Service {row['actor_id']}", "source": "Essai", "as_of": "2025"}
