# Les couches de population que l’utilisateur apporte : grille de recensement, secteurs, adresses.
# Chaque message dit ce qui a été trouvé, puis quoi faire. Les clés sont les règles de geo.files.layers.issues.RULES.

## La commande

cli-places-help = Les couches de population d’un territoire : en apporter une plus fine, les lister.
cli-places-import-help = Apporter une couche de population (CSV, Parquet, GeoPackage, GeoJSON) : grille de recensement, secteurs, adresses. Les naissances et la population de chaque commune y sont réparties, sans changer leur total.
cli-places-list-help = Les couches de population d’un territoire.
cli-places-name-help = Nom de la couche ; celui du fichier par défaut. Une couche du même nom est remplacée.
cli-places-crs-help = Système de coordonnées des colonnes X et Y, par exemple EPSG:3035 pour la grille européenne.
cli-places-population-help = Colonne de la population, si elle n’est pas reconnue.
cli-places-equal-help = Compter chaque point pour autant (des adresses, par exemple), sans colonne de population.
cli-places-cell-help = Côté des carrés en mètres, quand X et Y sont leur coin inférieur gauche ; 0 pour des points. Reconnu par défaut.
cli-places-source-help = Qui publie la couche, et de quelle année.
cli-layer-help = Couche de population ; celle du territoire par défaut. Voir « maillage places list ».
progress-layer-read = Lecture de la couche de population…
progress-layer-spread = Répartition des naissances et de la population sur les points…
column-layer = Couche
column-origin = Fichier
column-recorded = Importée le
column-covered-zones = Communes
layer-embedded = embarquée
layer-refused = Rien n’a été enregistré. Corrigez ce qui est en erreur et recommencez.
layer-kept = { $rows ->
        [one] Une ligne lue
       *[other] { $rows } lignes lues
    }, { $points ->
        [one] un point gardé
       *[other] { $points } points gardés
    }, { $outside ->
        [0] aucun
       *[other] { $outside }
    } hors du territoire.
layer-spread = { $weights ->
        [equal] Chaque point compte pour autant
        [equal-births] Chaque point compte pour autant d’habitants ; les naissances sont réparties selon « { $births } »
        [births] Population répartie selon « { $population } », naissances selon « { $births } »
       *[population] Population et naissances réparties selon « { $population } »
    } ; le total de chaque commune est gardé.
layer-recorded = { $replaced ->
        [yes] Couche « { $layer } » remplacée.
       *[no] Couche « { $layer } » enregistrée.
    } Pour l’utiliser : maillage diagnose { $territory } --layer { $layer }
layer-in-use = Points de population : couche « { $layer } », { $places } points.

## Les erreurs

error-unknown-layer = Couche de population inconnue : { $layer }. Couches connues : { $known }.
error-layer-has-errors = Le fichier { $file } contient des erreurs : rien n’a été enregistré.
error-layer-name-taken = « { $layer } » est la couche embarquée du territoire. Donnez un autre nom avec --name.
error-layer-name = « { $layer } » ne peut pas être le nom d’une couche : seulement des lettres minuscules sans accent, des chiffres et des traits d’union. Par exemple : { $suggestion }.

## Le fichier

issue-layer-not-a-file = « { $value } » n’est pas un fichier. Choisissez un fichier CSV, Parquet ou GeoPackage.
issue-layer-file-too-large = Le fichier dépasse { $limit_mb } Mo. Gardez-en seulement le territoire et les colonnes utiles.
issue-layer-type-unknown = Le nom « { $value } » ne se termine pas comme une couche que Maillage sait lire. Enregistrez-la en .csv, .parquet, .gpkg ou .geojson.
issue-layer-type-mismatch = Le nom finit par « { $suffix } », mais le contenu est { $found ->
    [text] du texte : si c’est un tableau, renommez le fichier en .csv
    [parquet] un fichier Parquet : renommez-le en .parquet
    [geopackage] un GeoPackage : renommez-le en .gpkg
    [database] une base de données qui n’est pas un GeoPackage : exportez la table en .csv
    [workbook] un classeur : enregistrez la feuille en .csv
    [json] du JSON ou du GeoJSON : enregistrez la couche en .gpkg
    [markup] du XML ou une page web : téléchargez le tableau lui-même
    [pdf] un PDF : demandez le tableau d’origine
   *[other] autre chose qu’un tableau : choisissez un fichier .csv, .parquet, .gpkg ou .geojson
}.
issue-layer-unreadable = Le fichier « { $value } » est abîmé ou incomplet ({ $reason }). Téléchargez-le ou enregistrez-le à nouveau.
issue-layer-empty = Le fichier « { $value } » est vide. Choisissez le bon fichier.
issue-layer-encoding = Les lettres accentuées de « { $value } » ne peuvent pas être lues. Enregistrez le fichier en « CSV UTF-8 ».
issue-layer-encoding-converted = Le fichier n’est pas en UTF-8 : il a été lu comme du { $encoding }. Vérifiez quelques mots accentués, par exemple « { $value } ».
issue-layer-quotes = Un guillemet droit (") de « { $value } » n’est pas fermé. Corrigez-le ou doublez-le ("").
issue-layer-line-too-long = La ligne a plus de cellules que d’en-têtes. Un texte contient sans doute le séparateur : entourez-le de guillemets droits (").
issue-layer-duplicate-header = Deux colonnes s’appellent « { $value } ». Renommez-en une.
issue-layer-no-rows = Le fichier n’a aucune ligne de données. Choisissez le bon fichier.
issue-layer-too-many-rows = Le fichier dépasse { $limit } lignes. Gardez-en seulement le territoire.
issue-layer-other-tables = Seule la table « { $value } » est lue. Ne sont pas lues : { $others }.

## Les colonnes

issue-layer-no-population = Aucune colonne de population n’est reconnue parmi : { $value }. Nommez-la avec --population, ou comptez chaque point pour autant avec --equal.
issue-layer-column-absent = La colonne « { $value } » n’existe pas. Colonnes du fichier : { $columns }.
issue-layer-column-passed-over = La colonne « { $value } » n’est pas lue : « { $kept } » dit déjà la même chose.
issue-layer-columns-not-read = { $count ->
    [one] Une colonne n’est pas lue
   *[other] { $count } colonnes ne sont pas lues
} : { $value }.
issue-layer-not-a-number = « { $value } » n’est pas un nombre. Écrivez un nombre, ou laissez vide si la valeur n’est pas connue.
issue-layer-number-ambiguous = « { $value } » peut se lire de deux façons (milliers ou décimales). Écrivez les nombres sans séparateur de milliers.
issue-layer-nothing-known = Aucune ligne n’a de population connue et plus grande que zéro : rien ne peut être réparti. Choisissez une autre colonne avec --population.
issue-layer-duplicate-id = L’identifiant « { $value } » est déjà celui d’une autre ligne. Gardez une ligne par point.
issue-more-errors = { $count ->
    [one] Une autre ligne a
   *[other] { $count } autres lignes ont
} la même erreur.

## Les positions

issue-layer-no-position = Aucune colonne ne dit où sont les points parmi : { $value }. Il faut longitude et latitude, ou X et Y, ou une géométrie, ou un code de grille européenne, ou un code de commune. Une position n’est jamais inventée.
issue-layer-degrees = « { $value } » sont lus comme une longitude et une latitude, en degrés.
issue-layer-placed-by-code = Aucune colonne ne dit où sont les points : chaque ligne est placée au lieu principal de sa commune, d’après « { $value } ». Toutes les naissances d’une commune y sont donc au même endroit ; les localités du territoire, ou une couche qui a des positions, disent mieux les trajets.
issue-layer-crs-missing = Le système de coordonnées de « { $value } » n’est pas donné. Ajoutez-le, par exemple --crs EPSG:3035 pour la grille européenne.
issue-layer-crs-unknown = « { $value } » n’est pas un système de coordonnées connu. Écrivez par exemple EPSG:3035, EPSG:31370 ou EPSG:2154.
issue-layer-crs-conflict = Le fichier dit être en { $own }, pas en { $value }. Retirez l’option --crs, ou corrigez le fichier.
issue-layer-not-degrees = « { $value } » ne sont pas des degrés. Si ce sont des mètres, appelez les colonnes X et Y et donnez --crs.
issue-layer-bad-coordinate = « { $value } » n’est pas une coordonnée. Écrivez un nombre.
issue-layer-position-missing = { $count ->
    [one] Un point n’a pas de position : il est laissé de côté
   *[other] { $count } points n’ont pas de position : ils sont laissés de côté
} ({ $population } habitants comptés par le fichier). Le total de leur commune est réparti sur ses autres points.
issue-layer-read-as-cells = Les positions sont lues comme les coins inférieurs gauches de carrés de { $size } m ({ $crs }) ; chaque point est le milieu de son carré. Sinon, donnez --cell-m 0.
issue-layer-outside = { $count ->
    [one] Un point est hors du territoire : il est laissé de côté.
   *[other] { $count } points sont hors du territoire : ils sont laissés de côté.
}
issue-layer-nothing-inside = Aucun point n’est dans le territoire. Vérifiez le territoire choisi et le système de coordonnées (--crs).
issue-layer-swapped = Aucun point n’est dans le territoire, mais à l’envers ils y tombent : la longitude et la latitude semblent échangées. Échangez les deux colonnes.
issue-layer-astray = Le point ({ $value }) porte un code du territoire mais en est loin. Corrigez sa position ou son code.

## Les communes

issue-layer-zone-unknown = { $count ->
    [one] Un point porte
   *[other] { $count } points portent
} un code de commune que le territoire ne connaît pas ({ $value }) : leur position décide. Si le fichier est plus ancien qu’une fusion de communes, convertissez les codes.
issue-layer-code-lost-zero = { $count ->
    [one] Un code de commune a perdu son zéro
   *[other] { $count } codes de commune ont perdu leur zéro
} : « { $value } » est lu { $code }. Mettez la colonne au format texte.
issue-layer-zone-differs = { $count ->
    [one] Un point tombe
   *[other] { $count } points tombent
} sur la carte dans une autre commune que celle de leur code : le code l’emporte, les limites embarquées sont approchées.
issue-layer-zones-without-points = { $count ->
    [one] Une commune n’a
   *[other] { $count } communes n’ont
} aucun point dans la couche et gardent leurs localités, avec leurs naissances : { $value }.
issue-layer-shares-far = { $count ->
    [one] Une commune pèse
   *[other] { $count } communes pèsent
} dans la couche { $ratio } fois plus ou { $ratio } fois moins que dans la population officielle : { $value }. Leur total officiel est gardé, mais des points voisins peuvent leur être attribués ; une colonne de codes de commune l’évite.

## Les valeurs

issue-layer-confidential = { $count ->
    [one] Un point a une population confidentielle ou inconnue : il
   *[other] { $count } points ont une population confidentielle ou inconnue : chacun
} pèse autant que le point le moins peuplé de sa commune, jamais zéro.
issue-layer-confidential-count = { $count ->
    [one] Un point a un nombre d’enfants confidentiel ou inconnu : il
   *[other] { $count } points ont un nombre d’enfants confidentiel ou inconnu : chacun
} reçoit la part d’enfants de sa commune, jamais zéro.
issue-layer-nobody-there = { $count ->
    [one] Un point sans aucun habitant est laissé de côté.
   *[other] { $count } points sans aucun habitant sont laissés de côté.
}
issue-layer-spread-by-population = { $count ->
    [one] Dans une commune
   *[other] Dans { $count } communes
} dont aucun point ne compte d’enfant, les naissances sont réparties selon la population.
