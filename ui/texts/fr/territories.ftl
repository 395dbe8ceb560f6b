cli-territories-help = Les territoires : ceux que Maillage connaît, et les vôtres, faits de vos fichiers.
cli-territory-list-help = Les territoires connus : zones, points de population, acteurs, naissances.
cli-territory-new-help = Faire un territoire d’un fichier de limites et, si vous les avez, d’une table de naissances et de population.
cli-territory-figures-help = Donner à un de vos territoires des naissances, une population…, à la place de celles de même nature.
cli-territory-rename-help = Donner un autre nom à un de vos territoires.
cli-territory-remove-help = Enlever un de vos territoires, après une sauvegarde qui peut le ramener, registre compris.
cli-territory-export-help = Écrire un de vos territoires dans un ZIP à partager.
cli-territory-import-help = Prendre le ZIP d’un territoire fait ailleurs.
cli-territory-boundaries-help = Fichier des limites (GeoPackage, GeoJSON, Shapefile, GeoParquet), une surface par commune.
cli-territory-figures-option-help = Table (CSV, Excel) : un code de commune et des colonnes « naissances 2023 », « population »…
cli-territory-levels-file-help = Table qui donne à chaque code de commune ses niveaux, si le fichier des limites ne les a pas.
cli-territory-level-help = Un niveau entre le tout et les communes, du plus grand au plus petit : « province=code_prov:nom_prov ».
cli-territory-whole-help = Comment s’appelle le tout : « département », « région »…
cli-territory-smallest-help = Comment s’appellent les plus petites zones.
cli-territory-code-help = Colonne des codes, si elle n’est pas reconnue.
cli-territory-label-help = Colonne des noms, si elle n’est pas reconnue.
cli-territory-country-help = Pays, en deux lettres (BE, FR, MA…) : ses normes et son système de coordonnées.
cli-territory-crs-help = Système de coordonnées du fichier, s’il ne le dit pas ou le dit mal : « EPSG:2154 ».
cli-territory-year-help = Année des colonnes qui n’en disent aucune.
cli-territory-official-help = Les limites sont les limites officielles.
cli-territory-source-help = Qui publie les limites, et de quand elles sont.
cli-territory-figures-source-help = Qui publie les naissances et la population.
cli-territory-id-help = Identifiant, en lettres sans accent et traits d’union ; fait du nom sinon.
cli-territory-replace-help = Prendre la place du territoire de même identifiant que vous aviez fait ; son registre reste.
cli-territory-english-help = Le nom en anglais, s’il diffère.
cli-territory-out-help = Fichier à écrire.
cli-territory-with-register-help = Donner aussi le registre tel qu’il est.
progress-territory-read = Lecture des limites…
territory-column-read = « { $found } » est lu dans la colonne « { $header } ».
territory-drafted = { $name } : { $zones }. Distances mesurées en { $crs }.
territory-births = { $births } naissances en { $year }.
territory-saved = Territoire enregistré sous le nom « { $territory } ». Pour la suite : « maillage diagnose { $territory } », « maillage import LISTE --territory { $territory } », ou « maillage app ».
territory-figures-kept = Les chiffres sont enregistrés.
territory-removed-backup = Sauvegarde : { $backup }. « maillage restore » le ramène.
territory-checked = Rien n’est enregistré : tout est lisible.
territory-refused = Rien n’est enregistré : corrigez les lignes en erreur, puis recommencez.
territory-renamed = Le territoire « { $territory } » s’appelle maintenant { $name }.
territory-removed = Le territoire « { $territory } » est enlevé.
territory-taken = { $name } : territoire enregistré sous le nom « { $territory } ».
error-territory-bad-name = « { $name } » ne peut pas nommer un territoire : il faut au moins une lettre ; un identifiant n’a que des lettres sans accent, des chiffres et des traits d’union.
error-territory-exists = Le territoire « { $territory } » existe déjà. Choisissez un autre identifiant, ou prenez sa place (--replace) : son registre reste.
error-territory-embedded = « { $territory } » est fourni avec Maillage et ne se change pas. Choisissez un autre identifiant.
error-territory-embedded-kept = « { $territory } » est fourni avec Maillage et ne se change pas. Pour d’autres chiffres, faites un territoire à vous des mêmes limites, avec « maillage territory new ».
error-territory-no-metric-crs = Ces zones (de { $bounds }) sont trop étendues ou mal placées pour être mesurées dans un système de coordonnées. Vérifiez le système du fichier (--crs).
error-territory-bad-level = « { $value } » ne dit pas un niveau. Écrivez « province=code_prov » ou « province=code_prov:nom_prov ».
error-territory-file-missing = Il manque { $file } : le dossier d’un territoire a toujours { $needed }. Partagez-le avec « maillage territory export ».
error-territory-folder-wrong = Ce territoire ne tient pas debout : { $reason }. Rien n’est enregistré.
error-territory-zip-unreadable = { $file } n’est pas un ZIP lisible, ou dépasse 500 Mo une fois ouvert.
error-territory-zip-strange = { $file } n’est pas le ZIP d’un seul territoire : il contient aussi { $found }. Partagez-le avec « maillage territory export ».
error-boundaries-bad-crs = « { $crs } » n’est pas un système de coordonnées connu, ou { $file } ne s’y lit pas. Écrivez par exemple « EPSG:2154 ».
error-boundaries-not-degrees = Lu en { $crs }, { $file } tombe hors de la Terre : son système de coordonnées est un autre. Indiquez-le (--crs).
issue-territory-column-absent = La colonne « { $value } » n’est pas dans le fichier.
issue-territory-no-name-column = Aucune colonne de codes et de noms n’est reconnue. Nommez-les (--code, --label). Colonnes lues : { $value }.
issue-territory-code-two-names = Le code « { $value } » porte plusieurs noms : { $names }.
issue-territory-no-area = « { $value } » n’a pas de surface.
issue-territory-level-missing = « { $value } » n’a pas { DE($level) } : chaque zone doit être dans une zone du niveau au-dessus.
issue-territory-level-two-parents = « { $value } » ({ $level }) est dans plusieurs zones du niveau au-dessus : { $above }. Choisissez des niveaux emboîtés.
issue-territory-code-two-levels = Le code « { $value } » sert à deux niveaux. Chaque zone doit avoir le sien.
issue-territory-overlap = { $value } : ces deux surfaces se recouvrent ({ $share } % de la plus petite). Corrigez les limites.
issue-territory-no-code-column = Aucune colonne ne porte les codes des zones. Nommez-la (--code). Colonnes lues : { $value }.
issue-territory-no-year = Les colonnes de naissances ou de population ne disent pas leur année. Donnez-la (--year, ou « naissances 2023 » en tête de colonne). Colonnes lues : { $value }.
issue-territory-share-not-percent = La plus grande part vaut { $value } : les parts s’écrivent en %, 12 pour douze ménages sur cent.
issue-territory-no-figure-column = Aucune colonne de naissances ou de population n’est reconnue. Colonnes lues : { $value }.
issue-territory-code-unknown = Le code « { $value } » n’est celui d’aucune zone. Proches : { $near }.
issue-territory-code-twice = Le code { $value } est déjà à la ligne { NUMBER($first, useGrouping: 0) } pour la même année. Gardez une seule ligne.
issue-territory-nothing-here = Aucune ligne ne porte le code d’une zone de ce territoire (codes lus : { $value }…).
issue-territory-zip-no-table = « { $value } » ne contient aucun tableau (CSV ou Excel).
issue-territory-zip-tables = « { $value } » contient plusieurs tableaux ({ $tables }). Donnez seulement celui des naissances ou de la population.
issue-territory-lines-elsewhere = { $count ->
    [one] 1 ligne porte un code d’ailleurs : elle est mise de côté
   *[other] { $count } lignes portent un code d’ailleurs : elles sont mises de côté
} ({ $value }…).
issue-territory-bad-year = « { $value } » ne dit pas d’année.
issue-territory-no-figures = Ni naissances ni population : elles seront inconnues. Donnez-les maintenant (--figures) ou plus tard (maillage territory figures).
issue-territory-zones-without-figure = { $count ->
    [one] 1 zone n’a pas de ligne : ses chiffres sont inconnus
   *[other] { $count } zones n’ont pas de ligne : leurs chiffres sont inconnus
} ({ $value }).
issue-territory-parts-joined = { $count ->
    [one] 1 surface de plus
   *[other] { $count } surfaces de plus
} de mêmes codes : réunies.
issue-territory-simplified = Limites simplifiées ({ $value }) pour que la carte reste vive.
cli-territory-units-help = Les territoires qui se font d’après les tables fournies d’un pays (FR, BE, MA) : départements, régions, provinces.
cli-territory-make-help = Faire un territoire d’après les tables fournies d’un pays : « maillage territory make FR 26 ».
progress-territory-draw = Dessin des communes…
column-code = Code
screen-territories = Territoires
lead-territories = Travailler sur un autre département, une autre province, une autre région.
territories-part-country = D’après un pays
territories-part-files = D’après des fichiers
territories-part-zip = D’un ZIP
territories-part-own = Les vôtres
territories-other = Un autre territoire…
territories-made = { $name } : territoire enregistré.
territories-open = Ouvrir { $name }
territories-country = Pays
territories-country-name = { $country ->
    [BE] Belgique
    [FR] France
    [MA] Maroc
   *[other] Autre
}
territories-unit = Département, province ou région
territories-unit-placeholder = Un nom ou un numéro
territories-country-lead = Les communes sont dessinées d’après des données libres fournies avec Maillage : leurs limites sont approchées. Le registre est vide : ce qui existe est inconnu, non nul.
territories-no-births = Aucune naissance connue : donnez-les ensuite, dans « Les vôtres ».
territories-births = { $births } naissances en { $year }.
territories-births-spread = { $births } naissances en { $year }, réparties entre les communes d’après leur population : une hypothèse, à remplacer par vos chiffres dans « Les vôtres ».
territories-picture = { $name } : { $zones ->
    [one] 1 zone
   *[other] { $zones } zones
}.
territories-keep = Garder ce territoire
territories-zip-lead = Un territoire fait ailleurs et partagé en un ZIP.
territories-zip = ZIP du territoire
territories-zip-take = Prendre ce territoire
territories-files-lead = Un fichier de limites suffit ; les naissances et la population peuvent venir plus tard. Rien n’est gardé avant le bouton.
territories-name = Nom du territoire
territories-name-first = Donnez un nom au territoire.
territories-whole = Comment s’appelle le tout
territories-whole-word = territoire
territories-code = Colonne des codes
territories-label = Colonne des noms
territories-year = Année des colonnes sans année
territories-level = { $rank ->
    [1] Un niveau au-dessus des communes (province…)
   *[other] Un niveau entre celui-là et les communes
}
territories-level-code = Colonne de ses codes
territories-level-name = Colonne de ses noms
territories-source = Qui publie les limites, et quand
territories-figures-source = Qui publie les naissances
territories-official = Limites officielles
territories-none-own = Aucun territoire n’a été fait ici. Les quatre territoires fournis ne se changent pas.
territories-own = Territoire
territories-download = Télécharger en ZIP, à partager
territories-give-figures = Donner des naissances, une population
territories-figures-keep = Garder ces chiffres
territories-new-name = Nom
territories-rename = Renommer
territories-remove = Enlever ce territoire
territories-remove-lead = Une sauvegarde est écrite d’abord, registre compris : elle se remet en place depuis l’écran Acteurs ou avec « maillage restore ».
territories-remove-sure = Je veux enlever ce territoire de l’application
