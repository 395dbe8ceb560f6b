# Le registre dans les formats que d’autres parlent : écrire, dire ce qui n’y tient pas.
cli-register-export-help = Écrire le registre, tel qu’il est ou tel qu’il était un jour, dans un tableur, sur une carte, ou dans un format d’échange. Ce qu’un format ne peut pas dire est dit.
cli-register-output-help = Le fichier à écrire ; pour un format à plusieurs fichiers, un dossier neuf ou un « .zip ».
cli-register-as-help = Le format ; sans rien, celui que dit la fin du nom (.csv, .xlsx, .geojson, .gpkg, .parquet).
cli-register-publisher-help = Qui publie, pour « dcat » et « datapackage ».
cli-register-licence-help = L’adresse de la licence, pour « dcat » et « datapackage ».
error-register-format = { $file } : la fin du nom ne dit pas le format. Nommez-le avec --as : { $known }.
error-register-format-ending = { $file } : le format { $format } demande un nom qui finit par { $endings }.
error-register-export-nowhere = Dites où écrire : un fichier, ou -o avec un fichier ou un dossier.
export-left-out = Ce que ce format ne dit pas n’y est pas : { $columns }.
export-left-out-column = { $column } ({ $rows ->
        [one] { $rows } ligne
       *[other] { $rows } lignes
    })
export-aside-status = { $rows ->
        [one] { $rows } ligne n’y est pas : ce format n’a pas de statut, seuls les services ouverts y sont.
       *[other] { $rows } lignes n’y sont pas : ce format n’a pas de statut, seuls les services ouverts y sont.
    }
export-aside-name = { $rows ->
        [one] { $rows } ligne n’y est pas : son nom est trop court, trop long ou finit par un point.
       *[other] { $rows } lignes n’y sont pas : leur nom est trop court, trop long ou finit par un point.
    }
export-comes-back = Ce qu’il ne dit pas reste tel quel au registre quand il revient.
export-no-publisher = L’éditeur n’est pas dit (--publisher) : la description n’en nomme aucun.
export-no-licence = La licence n’est pas dite (--licence) : personne ne sait s’il peut s’en servir.
formats-title = Dans un autre format
formats-lead = Le même registre, pour un autre logiciel ou un autre registre. Tout revient par l’onglet « Apporter un fichier », sauf la description.
format-csv = CSV
format-csv-line = Toutes les colonnes, pour un tableur ou un programme.
format-xlsx = XLSX
format-xlsx-line = Toutes les colonnes, pour Excel ou LibreOffice.
format-geojson = GeoJSON
format-geojson-line = Toutes les colonnes et les points, pour une carte en ligne.
format-geopackage = GeoPackage
format-geopackage-line = Toutes les colonnes et les points, pour QGIS.
format-geoparquet = GeoParquet
format-geoparquet-line = Toutes les colonnes et les points, pour l’analyse de grands fichiers.
format-hsds = HSDS 3.1
format-hsds-line = La norme internationale des annuaires de services sociaux : tout, et l’histoire de chaque ligne.
format-data-inclusion = data·inclusion (v1)
format-data-inclusion-line = Le schéma français des structures et services d’insertion : les services ouverts, sans le type, la capacité ni la source.
format-datapackage = Data Package
format-datapackage-line = Un CSV et le dictionnaire de ses colonnes, en français et en anglais.
format-dcat = Tout, à publier (DCAT-AP)
format-dcat-line = Tous ces fichiers et leur description pour un portail de données : elle ne se réimporte pas.
catalogue-title = Registre des services de la petite enfance : { $territory }
catalogue-description = { $rows } services de { $actors } acteurs au { $day }, chacun avec sa source et la date de celle-ci. Ce qui n’y est pas n’est pas connu du registre ; une case vide est inconnue, jamais zéro.
catalogue-word-childhood = petite enfance
catalogue-word-care = services sociaux
catalogue-word-health = santé
