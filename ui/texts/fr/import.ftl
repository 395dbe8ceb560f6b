# L’assistant d’import : ce qui est compris d’une liste, ce qui manque, ce qui est gardé.

error-bad-recipe = La recette « { $file } » ne se lit pas : { $reason }.
error-unknown-recipe = Recette inconnue : « { $recipe } ». Connues : { $known }.
error-bad-recipe-name = « { $name } » ne peut pas nommer une recette. Donnez-lui un nom avec des lettres.
error-import-column = « { $column } » n’est pas une colonne d’un registre. Écrivez --map COLONNE=EN-TÊTE, par exemple --map "nom=Nom de la structure".
error-import-pair = « { $value } » devrait s’écrire MOTS=RÉPONSE.
error-unknown-import-kind = « { $kind } » n’est pas un type d’acteur. { $suggestion_count ->
    [0] Écrivez son code ou son nom.
   *[other] Vouliez-vous dire : { $suggestions } ?
}
error-unknown-crs = « { $crs } » n’est pas un système de coordonnées connu. Écrivez par exemple EPSG:2154.

import-columns = Colonnes : { $columns }.
import-preview = Les premières lignes, comme elles seront comprises
import-column-hours = Demi-journées par semaine
import-column-position = Position
import-quality = { $quality ->
    [address] adresse
    [locality] localité
    [commune] commune
    [approximate] approchée
   *[unknown] inconnue
}
import-outside = hors du territoire
import-hours-unread = { $count ->
    [one] Des horaires ne sont pas compris et restent inconnus
   *[other] { $count } horaires ne sont pas compris et restent inconnus
} : { $examples }.
import-hours-none = { $count ->
    [one] Un horaire est sur rendez-vous ou ne dit aucun moment : il reste inconnu.
   *[other] { $count } horaires sont sur rendez-vous ou ne disent aucun moment : ils restent inconnus.
}
import-needs = { $count ->
    [one] Une réponse manque avant d’enregistrer
   *[other] { $count } réponses manquent avant d’enregistrer
}
import-kept-recipe = Réponses gardées sous « { $name } » : le prochain fichier de cette forme sera lu de même.
import-taken = { $kept ->
    [one] Une ligne comprise sur { $rows }.
   *[other] { $kept } lignes comprises sur { $rows }.
}

import-ask-column = Quelle colonne donne le nom du service ?
import-ask-kind = De quel type sont ces services ? (« nom » : lu au début du nom ; « - » : les laisser de côté)
import-ask-kinds = « { $word } » : quel type ? (« - » : laisser ces lignes de côté)
import-ask-places = « { $word } » : quelle commune ?
import-ask-source = D’où vient cette liste (qui l’a dressée) ?
import-ask-as-of = De quelle date est cette liste (AAAA, AAAA-MM ou AAAA-MM-JJ) ?
import-ask-crs = En quel système sont les coordonnées ? (par exemple EPSG:2154, EPSG:31370)
import-ask-believe = { $count ->
    [one] Un point est loin de la commune écrite
   *[other] { $count } points sont loin de la commune écrite
} ({ $names }). Que croire ?
import-ask-outside = Toutes les lignes sont hors du territoire. Les garder pour ceux qui peuvent y aller ?
import-believe-point = le point
import-believe-commune = la commune
import-outside-keep = les garder
import-outside-skip = les laisser de côté
import-aside = laisser de côté
import-from-name = lu au début du nom

import-answer = Répondre
import-other = Lire autrement
import-keep-outside = Garder les services hors du territoire, pour ceux qui peuvent y aller (jusqu’à 200 km)
import-skip-errors = Laisser de côté les lignes en erreur
import-read-again = Relire le fichier
import-keep = Garder ces réponses sous le nom (facultatif)
import-keep-help = Le prochain fichier qui a les mêmes en-têtes sera lu sans rien redemander, sauf sa date.

import-flag-column = --map "nom=…"   (colonnes du fichier : { $proposals })
import-flag-kind = --kind CODE   ou   --kind nom   { $proposals ->
    [none] {""}
   *[other] (proposé : { $proposals })
}
import-flag-kinds = { $pairs }
import-flag-places = { $pairs }
import-flag-source = --source "…"
import-flag-as-of = --as-of { $proposals ->
    [none] AAAA-MM-JJ
   *[other] { $proposals }
}
import-flag-crs = --crs { $proposals ->
    [none] EPSG:…
   *[other] { $proposals }
}
import-flag-believe = --believe point   ou   --believe commune   ({ $names })
import-flag-outside = --outside keep   ou   --outside skip

cli-map-help = Colonne lue dans un en-tête du fichier : COLONNE=EN-TÊTE, autant de fois qu’il faut.
cli-import-kind-help = Type de toutes les lignes (code ou nom), « nom » pour le lire au début du nom, ou MOTS=TYPE pour une catégorie ; MOTS=- la laisse de côté, « *=- » toutes les autres.
cli-import-place-help = Commune d’un lieu que la liste écrit autrement : LIEU=COMMUNE.
cli-import-source-help = D’où vient la liste, quand elle ne le dit pas.
cli-import-as-of-help = Date de la liste, quand elle ne la dit pas.
cli-import-status-help = Statut de toutes les lignes, quand la liste ne le dit pas : open, planned, closed ou to-verify.
cli-import-crs-help = Système des coordonnées en mètres, par exemple EPSG:2154.
cli-import-sheet-help = Feuille du classeur, ou table du GeoPackage.
cli-import-encoding-help = Encodage du texte, quand les accents sont mal lus (cp1252, cp850, mac-roman…).
cli-import-outside-help = Lignes hors du territoire : skip (laissées de côté, comptées) ou keep (gardées jusqu’à 200 km pour ceux qui peuvent y aller).
cli-import-believe-help = Quand le point est loin de la commune écrite : croire le point ou la commune.
cli-import-errors-help = Lignes en erreur : refuse (rien n’est enregistré) ou skip (laissées de côté, comptées).
cli-import-recipe-help = Recette à suivre ; sans elle, celle qui reconnaît les en-têtes.
cli-import-keep-help = Garder les réponses sous ce nom, pour les prochains fichiers de cette forme.
issues-more = … et { $count } autre(s) ligne(s) à dire : « maillage import … --json » les donne toutes.
