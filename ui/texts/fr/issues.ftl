# Ce qui ne va pas, est douteux ou mérite d’être su dans un fichier que l’on apporte.
# Chaque message dit ce qui a été trouvé, puis quoi faire. Les clés sont les règles de geo.files.issues.

## Le fichier entier

error-zones-not-geographic = Les zones du territoire ne sont pas en longitude et latitude ({ $crs }). Reconstruisez les données du territoire.
issue-not-a-file = « { $value } » n’est pas un fichier. Choisissez un fichier CSV ou Excel (.xlsx).
issue-file-unreadable = Le fichier « { $value } » ne peut pas être lu ({ $reason }). Fermez-le s’il est ouvert ailleurs et vérifiez que vous y avez accès.
issue-file-empty = Le fichier est vide. Remplissez-le, ou choisissez le bon fichier.
issue-file-too-large = Le fichier dépasse { $limit_mb } Mo. Retirez-en les images et les feuilles inutiles, ou partagez-le en plusieurs fichiers.
issue-unknown-file-type = Le nom « { $value } » ne se termine pas comme un fichier que Maillage sait lire. Enregistrez le tableau en .xlsx ou en .csv.
issue-not-what-its-name-says = Le nom finit par « { $suffix } », mais le contenu est { $found ->
    [xlsx] un classeur Excel : renommez le fichier en .xlsx
    [xls] un ancien classeur Excel (.xls) : ouvrez-le dans Excel et enregistrez-le en .xlsx
    [xlsb] un classeur Excel binaire (.xlsb) : ouvrez-le dans Excel et enregistrez-le en .xlsx
    [ods] un classeur LibreOffice : ouvrez-le et enregistrez-le en .xlsx
    [text] du texte : si c’est un tableau, renommez le fichier en .csv
    [html] une page web : ouvrez-la dans Excel et enregistrez-la en .xlsx, ou téléchargez le tableau lui-même
    [pdf] un PDF : demandez le tableau d’origine
    [word] un document de texte : copiez son tableau dans Excel et enregistrez-le en .xlsx
    [slides] un diaporama : copiez son tableau dans Excel et enregistrez-le en .xlsx
    [image] une image : demandez le tableau d’origine
    [xml] du XML : enregistrez le tableau en .xlsx ou en .csv
    [json] du JSON : enregistrez le tableau en .xlsx ou en .csv
    [archive] une archive compressée : ouvrez-la et choisissez le tableau qu’elle contient
    [parquet] un fichier Parquet : enregistrez le tableau en .xlsx ou en .csv
    [database] une base de données : exportez le tableau en .xlsx ou en .csv
   *[other] autre chose qu’un tableau : choisissez un fichier .xlsx ou .csv
}.
issue-old-excel-format = Le format « { $suffix } » n’est pas lu. Ouvrez le fichier dans Excel ou LibreOffice et enregistrez-le en .xlsx.
issue-password-protected = Le classeur est protégé par un mot de passe. Retirez la protection dans Excel, puis recommencez.
issue-xlsx-unreadable = Le classeur Excel est abîmé ou incomplet. Ouvrez-le dans Excel et enregistrez-le à nouveau en .xlsx.
issue-xlsx-unsafe = Le classeur contient une partie dangereuse ({ $value }) qu’un tableau n’a jamais. Recopiez les cellules dans un nouveau classeur.
issue-xlsx-too-large-inside = Une fois décompressé, le classeur ferait { $size_mb } Mo, plus que les { $limit_mb } Mo permis. Recopiez les cellules utiles dans un nouveau classeur.
issue-encoding-unreadable = Les lettres accentuées ne peuvent pas être lues. Dans Excel, enregistrez le fichier en « CSV UTF-8 » ou en .xlsx.
issue-encoding-converted = Le fichier n’est pas en UTF-8 : il a été lu comme du { $encoding }. Vérifiez quelques mots accentués, par exemple « { $value } ».
issue-encoding-utf16 = Le fichier a été converti depuis { $encoding }. Rien à faire.
issue-separator-unreadable = Les colonnes ne sont pas séparées comme il faut : « { $value } ». Séparez-les par un point-virgule, une virgule ou une tabulation.
issue-quotes-unreadable = Un guillemet droit (") est mal placé ou n’est pas fermé à partir de cette ligne. Doublez ceux qui sont dans un texte (""), ou enregistrez en .xlsx.
issue-no-rows = Le fichier a des en-têtes mais aucune ligne. Ajoutez une ligne par acteur et service.
issue-too-many-rows = Le fichier dépasse { NUMBER($limit) } lignes. Partagez-le en plusieurs fichiers.
issue-too-many-columns = Le fichier dépasse { $limit } colonnes. Effacez le contenu des colonnes inutiles.
issue-missing-column = La colonne « { $french } » (ou « { $english } ») manque. Ajoutez-la, ou corrigez son en-tête.
issue-duplicate-column = Les colonnes « { $first } » et « { $value } » disent la même chose. Gardez-en une.
issue-unknown-column = La colonne « { $value } » n’est pas connue : elle n’est pas lue et reste seulement dans votre fichier. Corrigez son en-tête si elle devait l’être.
issue-column-without-name = La colonne { $letter } n’a pas d’en-tête : elle n’est pas lue. Nommez-la ou videz-la.
issue-lines-above-header = { $count ->
    [one] Une ligne placée au-dessus des en-têtes n’est pas lue
   *[other] { $count } lignes placées au-dessus des en-têtes ne sont pas lues
} ; les en-têtes sont à la ligne { NUMBER($header_row, useGrouping: 0) }.
issue-other-sheets = Seule la feuille « { $sheet } » est lue. Ne sont pas lues : { $others }.
issue-merged-cells = Des cellules sont fusionnées : seule la première de chaque groupe porte la valeur, les autres sont lues comme vides. Défusionnez-les et recopiez la valeur.

## Les cellules

issue-too-many-cells = La ligne a plus de cellules que les { $count } colonnes. Un texte contient sans doute le séparateur (« { $value } ») : entourez-le de guillemets droits (").
issue-encoding-twice = Les accents du fichier ont été encodés deux fois : ils sont rétablis. Vérifiez quelques mots, par exemple « { $value } ».
issue-cells-rejoined = Un texte contient le séparateur sans être entre guillemets : « { $value } » est lu comme une seule cellule. Vérifiez la ligne.
issue-cell-error = La cellule contient l’erreur { $value }. Corrigez-la dans le tableur, ou videz-la.
issue-formula-without-value = La cellule contient une formule dont le résultat n’est pas enregistré. Ouvrez le classeur dans Excel et enregistrez-le, ou écrivez la valeur.
issue-formula-text = Le texte commence par « { $sign } », comme une formule. Il est gardé comme texte ; retirez le signe s’il est de trop.
issue-html-in-text = Le texte contient du code de page web. Il est gardé et affiché tel quel, jamais exécuté ; retirez le code s’il est de trop.
issue-control-characters = Des caractères invisibles ont été retirés du texte. Vérifiez qu’il est juste.
issue-garbled-text = Des lettres accentuées semblent abîmées : « { $value } ». Corrigez le texte dans le fichier d’origine.
issue-text-too-long = Le texte a { NUMBER($length) } caractères, plus que les { NUMBER($limit) } permis. Raccourcissez-le.
issue-missing-value = Cette cellule ne peut pas rester vide. Remplissez-la.

## L’acteur et son service

issue-ids-derived = { $count ->
    [one] La ligne { $lines } n’a pas d’identifiant
   *[other] { $count } lignes n’ont pas d’identifiant ({ $lines })
} : il est formé du type, du nom et de la localité. Ajoutez une colonne « identifiant » pour qu’il reste le même si le nom change.
issue-bad-id = L’identifiant « { $value } » doit être fait de lettres sans accent, de chiffres et de traits d’union. Par exemple : { $suggestion }.
issue-services-defaulted = { $count ->
    [one] La ligne { $lines } ne nomme pas son service
   *[other] { $count } lignes ne nomment pas leur service ({ $lines })
} : il porte le nom du type d’acteur.
issue-modes-defaulted = { $count ->
    [one] La ligne { $lines } ne dit pas comment le service est rendu
   *[other] { $count } lignes ne disent pas comment le service est rendu ({ $lines })
} : il est compté comme rendu sur place. Sinon, écrivez « à domicile » ou « mobile ».
issue-statuses-missing = { $count ->
    [one] La ligne { $lines } n’a pas de statut
   *[other] { $count } lignes n’ont pas de statut ({ $lines })
} : l’acteur est marqué « à vérifier », jamais comme ouvert. Écrivez « ouvert », « projet » ou « fermé ».
issue-unknown-kind = Le type d’acteur « { $value } » n’est pas dans la liste. { $suggestion_count ->
    [0] Choisissez un type de la liste.
   *[other] Vouliez-vous dire : { $suggestions } ?
}
issue-unknown-function = La fonction « { $value } » n’est pas dans la liste. { $suggestion_count ->
    [0] Choisissez une fonction de la liste, ou laissez vide pour celles du type d’acteur.
   *[other] Vouliez-vous dire : { $suggestions } ?
}
issue-unknown-stage = L’étape « { $value } » n’est pas connue. Écrivez prénatal, postnatal ou petite enfance.
issue-unknown-stratum = La strate « { $value } » n’est pas connue. Écrivez risque faible, spécifique, complexe, refus ou danger.
issue-unknown-mode = La modalité « { $value } » n’est pas connue. Écrivez sur place, à domicile ou mobile.
issue-unknown-status = Le statut « { $value } » n’est pas connu. Écrivez ouvert, projet, suspendu, fermé ou à vérifier ; mettez les détails dans la note.
issue-unknown-unit = L’unité « { $value } » n’est pas connue. Écrivez suivis, demi-journées, ETP, places, naissances, familles, enfants ou patients.
issue-unknown-position-quality = La qualité de position « { $value } » n’est pas connue. Écrivez adresse, localité, commune, approximative ou inconnue.
issue-duplicate-service = L’acteur « { $actor } » a déjà un service « { $service } » à la ligne { NUMBER($first_row, useGrouping: 0) }. Retirez une des deux lignes, ou donnez un autre nom au service.
issue-actor-rows-differ = Cette ligne contredit la ligne { NUMBER($first_row, useGrouping: 0) } du même acteur « { $actor } » : ici « { $value } », là « { $first_value } ». Écrivez la même valeur, ou donnez un autre identifiant s’il s’agit d’un autre acteur.
issue-link-unknown = « { $value } » n’est l’identifiant d’aucun acteur, ni de ce fichier ni du registre. Corrigez-le, ou laissez vide.
issue-link-itself = Un acteur n’est pas « peut-être le même » que lui-même ({ $value }). Laissez vide, ou donnez l’identifiant de l’autre.
issue-link-circle = Ces liens tournent en rond (ligne entre parenthèses) : { $circle }. Un lien se dit une seule fois, sur l’une des deux lignes : retirez-en un.
issue-actor-updated = L’acteur « { $value } » est déjà dans le registre : il sera mis à jour, sans effacer son histoire.
issue-derived-id-exists = Un acteur du même type, du même nom et de la même localité est déjà dans le registre (« { $value } ») : il sera mis à jour. S’il s’agit d’un autre, donnez-lui un identifiant.
issue-looks-like-duplicate = Un acteur du même type et du même nom, dans la même commune, est déjà à la ligne { NUMBER($first_row, useGrouping: 0) }, sous un autre identifiant. Vérifiez qu’il ne s’agit pas du même.

## Les nombres

issue-not-a-number = « { $value } » n’est pas un nombre. Écrivez un nombre, ou laissez vide si la valeur n’est pas connue.
issue-number-with-text = « { $value } » mêle un nombre et du texte. Écrivez { $number } seul, et mettez le reste dans la note.
issue-number-ambiguous = « { $value } » peut se lire de deux façons. Écrivez { $thousands } ou { $decimal }, selon ce que vous voulez dire.
issue-number-negative = « { $value } » est négatif. Écrivez un nombre positif, zéro, ou laissez vide si la valeur n’est pas connue.
issue-number-too-large = « { $value } » dépasse le plus grand nombre possible ici, { NUMBER($limit) }. Corrigez le nombre.
issue-read-as-unknown = « { $value } » est lu comme une valeur inconnue, jamais comme zéro.
issue-unit-missing = Le nombre « { $value } » n’a pas d’unité. Dites ce qui est compté par an : suivis, demi-journées, ETP, places, naissances, familles, enfants ou patients.
issue-used-above-capacity = Le nombre utilisé ({ $value }) dépasse la capacité ({ $capacity }). Vérifiez les deux ; gardez-les si le service est vraiment en surcharge.

## Les dates

issue-bad-date = « { $value } » n’est pas une date. Écrivez 2025, 03/2025, 12/03/2025 ou 2025-03-12.
issue-date-in-future = La source est datée du { $value }, après aujourd’hui ({ $today }). Corrigez la date.
issue-as-of-undated = La source n’a pas de date : l’information est gardée comme non datée.
issue-dates-reversed = La fin ({ $value }) vient avant le début ({ $since }). Corrigez l’une des deux dates.
issue-open-before-since = L’acteur est dit ouvert, mais n’ouvre qu’à une date à venir ({ $value }). Écrivez « projet », ou corrigez la date.
issue-open-after-until = L’acteur est dit ouvert, mais a fermé à une date passée ({ $value }). Écrivez « fermé », ou corrigez la date.

## Où se trouve l’acteur

issue-bad-coordinate = « { $value } » n’est pas une coordonnée. Écrivez des degrés décimaux, par exemple 5,7183.
issue-coordinate-incomplete = La ligne donne { $given ->
    [lon] la longitude mais pas la latitude
   *[lat] la latitude mais pas la longitude
}. Donnez les deux, ou aucune.
issue-coordinates-zero = Longitude et latitude valent zéro, ce qui est un point de l’océan. Laissez-les vides si la position n’est pas connue.
issue-coordinates-not-degrees = « { $value } » ne sont pas des degrés. Ce sont peut-être des mètres (Lambert), ou la virgule s’est perdue : écrivez des degrés décimaux, par exemple 5,7183 et 49,9217.
issue-coordinates-swapped = La longitude et la latitude ({ $value }) semblent échangées : à l’envers, le point tombe dans le territoire. Échangez les deux colonnes.
issue-outside-territory = Le point ({ $value }) est à { NUMBER($km) } km du territoire. Corrigez les coordonnées, ou choisissez un autre territoire.
issue-position-far-from-zone = Le point ({ $value }) est à { NUMBER($km) } km { DE($zone) }, la commune donnée. Vérifiez la commune et les coordonnées.
issue-position-unknown = Ni coordonnées, ni localité ou commune reconnue : l’acteur n’est pas placé sur la carte. Ajoutez sa commune.
issue-locality-ambiguous = « { $value } » existe dans plusieurs communes ({ $candidates }) : l’acteur n’est pas placé sur la carte. Ajoutez sa commune.
issue-placed-at-locality = L’acteur est placé à sa localité, { $place } ({ $zone }), faute de coordonnées.
issue-placed-at-commune = L’acteur est placé au centre { DE($zone) }, faute de coordonnées et de localité reconnue.
issue-zone-from-position = La commune, laissée vide, est celle du point : { $zone }. Vérifiez-la si le point est près d’une limite.
issue-position-quality-assumed = La qualité de la position n’est pas donnée : elle est comptée comme { $quality ->
    [address] celle de l’adresse.
   *[approximate] approximative.
}
issue-position-quality-conflict = La position est dite inconnue, mais des coordonnées sont données : elles sont gardées comme approximatives. Corrigez l’une ou l’autre.
issue-unknown-zone = « { $value } » n’est pas une zone de ce territoire. { $suggestion_count ->
    [0] Vérifiez le nom, ou écrivez son code officiel.
   *[other] Vouliez-vous dire : { $suggestions } ?
}
issue-ambiguous-zone = « { $value } » désigne plusieurs zones : { $candidates }. Écrivez le code de celle que vous voulez, ou son niveau (« province de … »).
issue-zone-too-large = « { $zone } » est plus grand qu’une commune ({ $level }). Écrivez la commune où se trouve l’acteur ; mettez la zone qu’il dessert dans « couvre ».
issue-code-lost-zero = Le code « { $value } » a perdu son zéro : il est lu { $code } ({ $zone }). Mettez la colonne au format texte.
issue-postal-code-lost-zero = Le code postal « { $value } » a perdu son zéro : il est lu { $code }. Mettez la colonne au format texte.
issue-phone-lost-zero = Le numéro « { $value } » est enregistré comme un nombre : son zéro du début est sans doute perdu. Mettez la colonne au format texte et récrivez-le.
issue-website-unsafe = « { $value } » n’est pas l’adresse d’un site ({ $scheme }). Écrivez une adresse qui commence par https://, ou laissez vide.
issue-website-odd = « { $value } » ne ressemble pas à l’adresse d’un site. Vérifiez-la ; une adresse électronique va dans la note.

## Les lignes d’une matrice de temps, de lieux candidats, de règles de besoin

issue-matrix-bad-minutes = « { $value } » n’est pas une durée en minutes, de 0 à 1 440. Corrigez-la, ou retirez la ligne si le trajet est impossible.
issue-matrix-duplicate = Le trajet « { $value } » est déjà donné plus haut. Gardez une seule ligne.
issue-siting-candidate-place = Ni commune (zone), ni coordonnées (lon et lat). Donnez l’une ou les autres.
issue-siting-candidate-zone = « { $value } » n’est pas une commune de ce territoire. Écrivez son code ou son nom.
issue-siting-candidate-number = « { $value } » n’est pas un nombre admis. Écrivez un nombre sans séparateur de milliers, ou laissez vide.
issue-siting-candidate-outside = Le point ({ $lon } ; { $lat }) est à { $km } km du territoire. Corrigez-le (longitude d’abord, latitude ensuite) ou retirez-le.
issue-rules-number = « { $value } » n’est pas un nombre. Écrivez un nombre, ou laissez vide.

## Les nombres de services attendus

issue-expected-no-rows = Le fichier a des en-têtes mais aucune ligne. Ajoutez une ligne par zone et type d’acteur.
issue-expected-twice = Cette zone et ce type d’acteur sont déjà à la ligne { NUMBER($first_row, useGrouping: 0) }. Gardez une seule ligne.
issue-expected-low-above-high = Le moins ({ $low }) est plus grand que le plus ({ $high }). Échangez-les, ou corrigez l’un des deux.
issue-expected-outside-bounds = Le nombre attendu ({ $expected }) n’est pas entre le moins ({ $low }) et le plus ({ $high }). Corrigez l’un des trois.
issue-expected-high-below-known = Le registre connaît { $known } services ouverts de ce type dans cette zone ({ $zone }), plus que le plus possible ({ $high }). Corrigez ce nombre, ou fermez au registre les services qui n’existent plus.
issue-expected-below-known = Le registre connaît { $known } services ouverts de ce type dans cette zone ({ $zone }), plus que les { $expected } attendus. Le nombre est gardé : il est peut-être plus ancien que le registre. Vérifiez-le.
issue-expected-no-figure = La ligne ne donne aucun nombre et sa fiabilité n’est pas « aucune ». Donnez un nombre, ou écrivez « aucune » pour dire qu’aucun n’a été trouvé.
issue-unknown-reliability = « { $value } » n’est pas une fiabilité. Écrivez officiel, secondaire, presse ou aucune.
## Les listes des autres : ce qui est reconnu, laissé de côté, à dire

issue-recipe-used = Liste reconnue : elle est lue avec la recette « { $value } ».
issue-column-guessed = La colonne « { $value } » est lue comme « { $french } » ({ $english }). Dites-en une autre si ce n’est pas elle.
issue-column-absent = « { $value } » n’est pas dans le fichier. Il y a : { $known }.
issue-not-a-list = Les en-têtes ({ $value }) ne disent rien qu’une liste de services dise : ni nom, ni type, ni lieu. Dites quelle colonne est le nom, ou choisissez le fichier de la liste.
issue-nothing-left = Aucune ligne ne reste une fois mis de côté ce qui est d’ailleurs, d’un autre type ou sans lieu. Vérifiez le territoire et les types.
issue-crs-missing = Les coordonnées ({ $value }) sont en mètres et leur système n’est pas connu. Dites-le, par exemple EPSG:2154 (Lambert 93) ou EPSG:31370 (Lambert belge 72).
issue-encoding-doubtful = Les accents peuvent se lire de plusieurs façons : le fichier a été lu comme du { $encoding } ({ $others } se lirait aussi). Vérifiez « { $value } », ou dites l’encodage.
issue-hidden-rows = { $count ->
    [one] Une ligne masquée (ligne { $lines }) est lue comme les autres
   *[other] { $count } lignes masquées ({ $lines }) sont lues comme les autres
}. Retirez-les du fichier si elles ne devaient pas l’être.
issue-rows-heading = { $count ->
    [one] Une ligne est un titre ou un total : elle est laissée de côté
   *[other] { $count } lignes sont des titres ou des totaux : elles sont laissées de côté
} ({ $value }).
issue-rows-outside = { $count ->
    [one] Une ligne est hors du territoire et laissée de côté
   *[other] { $count } lignes sont hors du territoire et laissées de côté
} ({ $value }). Celles qu’on peut atteindre d’ici peuvent être gardées.
issue-rows-outside-far = { $count ->
    [one] Une ligne est trop loin pour qu’on y aille d’ici : elle est laissée de côté
   *[other] { $count } lignes sont trop loin pour qu’on y aille d’ici : elles sont laissées de côté
} ({ $value }).
issue-rows-other-kind = { $count ->
    [one] Une ligne est d’un type que l’on ne prend pas : elle est laissée de côté
   *[other] { $count } lignes sont d’un type que l’on ne prend pas : elles sont laissées de côté
} ({ $value }).
issue-kind-not-here = { $count ->
    [one] Une ligne est d’un type connu, mais absent de la liste des types : elle est laissée de côté
   *[other] { $count } lignes sont de types connus, mais absents de la liste des types : elles sont laissées de côté
} ({ $value }).
issue-rows-no-place = { $count ->
    [one] Une ligne n’a aucun lieu : elle est laissée de côté
   *[other] { $count } lignes n’ont aucun lieu : elles sont laissées de côté
} ({ $value }).
issue-rows-no-name = { $count ->
    [one] Une ligne n’a pas de nom : elle est laissée de côté
   *[other] { $count } lignes n’ont pas de nom : elles sont laissées de côté
}.
issue-rows-repeated = { $count ->
    [one] Une ligne répète mot pour mot une autre : elle n’est prise qu’une fois
   *[other] { $count } lignes répètent mot pour mot une autre : elles ne sont prises qu’une fois
} ({ $value }).
issue-rows-with-errors = { $count ->
    [one] Une ligne en erreur est laissée de côté, comme vous l’avez demandé
   *[other] { $count } lignes en erreur sont laissées de côté, comme vous l’avez demandé
} : { $value }.
issue-outside-kept = Le point ({ $value }) est hors du territoire, à { NUMBER($km) } km : il sert ceux qui peuvent y aller, et n’est compté dans aucune zone.
issue-commune-believed = Le point ({ $value }) est à { NUMBER($km) } km { DE($zone) } : c’est la commune qui est crue, le point est laissé.
issue-point-believed = Le point ({ $value }) est à { NUMBER($km) } km de { $named } : c’est le point qui est cru, la commune est { $zone }.
issue-zone-former-code = Le code « { $value } » n’a plus cours : c’est aujourd’hui { $zone } ({ $code }).
issue-zone-former-name = « { $value } » fait aujourd’hui partie { DE($zone) } ({ $code }).
issue-zone-other-language = « { $value } » est { $zone } ({ $code }).
issue-code-without-departement = Le code « { $value } » est sans son département : il est lu { $code } ({ $zone }).
issue-zone-wide = « { $value } » n’est pas une commune ({ $level }) : le lieu est cherché ailleurs dans la ligne.
issue-zone-not-here = « { $value } » n’est pas une commune de ce territoire : c’est le point qui est lu.
issue-postal-code-shared = Le code postal { $value } sert { $count } communes : l’acteur est placé dans la plus peuplée, { $zone }. Ajoutez sa commune.
issue-id-case-differs = « { $value } » et « { $first_value } » (ligne { NUMBER($first_row, useGrouping: 0) }) ne diffèrent que par les majuscules : ce sont deux acteurs. Écrivez-les de même s’ils n’en font qu’un.
issue-same-door = « { $value } » est du même type et à la même porte que la ligne { NUMBER($first_row, useGrouping: 0) } (« { $first_value } ») : peut-être le même service. Les deux sont gardés.

issue-unknown-delivery = « { $value } » ne dit pas ce qui est assuré. Écrivez en entier, en partie, non assuré ou inconnu.
issue-unknown-delivery-reason = La raison « { $value } » n’est pas connue. Écrivez personnel, argent, locaux ou orientation ; mettez les détails dans la note.
issue-identifier-unread = « { $value } » n’est pas un identifiant lisible. Écrivez qui le donne, deux points, puis le numéro : finess:010780054 ; siret:26010004500012.
issue-seen-in-future = Le { $value } vient après aujourd’hui ({ $today }) : rien n’a encore pu être vu ce jour-là. Corrigez la date.
issue-return-passed = La reprise était prévue pour { $expected }, qui est passé. Vérifiez si l’acteur a rouvert.
issue-reason-without-lack = Une raison est donnée (« { $value } ») alors que le service est assuré en entier. Vérifiez l’un et l’autre.
issue-observed-undated = « { $value } » est un état du jour, mais le jour n’est pas dit. Remplissez la colonne « observé le ».
issue-identifier-odd = L’identifiant « { $value } » n’a pas la forme d’un numéro { $scheme }. Il est gardé tel quel : vérifiez-le.
