travel-estimated-share = { $share } des trajets viennent de l’estimation.
travel-known-all = Tous les trajets entre les lieux et les acteurs placés du registre sont connus.
travel-known = { $share } des trajets entre les lieux et les acteurs placés sont connus ; les autres garderont leur temps estimé, et seront comptés comme tels.
travel-known-roads = { $share } des trajets ont leurs deux bouts dans l’étendue du fichier de routes ; les autres garderont leur temps estimé, et seront comptés comme tels.
travel-known-roads-alone = { $share } des trajets ont leurs deux bouts dans l’étendue du fichier de routes. Ce mode n’a pas d’estimation : les autres restent sans temps.
travel-known-kinds-none = { $count ->
    [one] { $count } autre type d’acteur n’a aucun trajet connu.
   *[other] { $count } autres types d’acteurs n’ont aucun trajet connu.
 }
travel-known-nobody = Aucun acteur du registre n’a de lieu connu : il n’y a pas encore de trajet à connaître.
travel-known-rows-more = { $count ->
    [one] Et { $count } autre ligne, connue au moins autant.
   *[other] Et { $count } autres lignes, connues au moins autant.
 }
travel-known-zones-none = Aucun trajet connu : { $named }.
travel-known-ask = Moins de 90 % des trajets sont connus. Garder quand même ?
column-known-kind = Type d’acteur
column-known-zone = Zone
column-known-trips = Trajets connus
column-known-share = Part
known-candidates = lieux candidats
matrix-unreachable = { $rows ->
    [one] { $rows } trajet est donné comme impossible.
   *[other] { $rows } trajets sont donnés comme impossibles.
 }
matrix-without-time = { $rows ->
    [one] { $rows } ligne ne donne aucun temps (vide, NA ou −1) : l’estimation répond pour elle.
   *[other] { $rows } lignes ne donnent aucun temps (vide, NA ou −1) : l’estimation répond pour elles.
 } Si cela veut dire « hors d’atteinte », recommencez avec --na-is unreachable.
matrix-from-seconds = Les temps du fichier étaient en secondes : ils ont été changés en minutes.
matrix-seconds-ask = Lus en minutes, ces temps sont très longs : { $given } au milieu, où l’estimation dit { $estimate } min. Sont-ce des secondes ?
travel-removed = Les temps que vous aviez fournis sont retirés ({ $source }). { $engine ->
    [roads] Le réseau routier répond désormais.
    [matrix] Ceux d’une autre couche de population restent.
    [estimate] L’estimation répond désormais.
   *[none] Ce mode n’a plus aucun temps de trajet.
 }
roads-removed = Le réseau routier est retiré ({ $source }). { $engine ->
    [matrix] Vos propres temps répondent désormais.
    [estimate] L’estimation répond désormais.
   *[none] Ce mode n’a plus aucun temps de trajet.
 }
travel-exported-estimated = { $rows ->
    [one] { $rows } temps vient
   *[other] { $rows } temps viennent
 } de l’estimation (colonne « engine »).
roads-outside = Hors de l’étendue du fichier : { $places ->
    [0] aucun lieu
    [one] { $places } lieu
   *[other] { $places } lieux
 } et { $actors ->
    [0] aucun acteur
    [one] { $actors } acteur
   *[other] { $actors } acteurs
 }. Le réseau ne sait rien d’eux.
cli-travel-remove-help = Retirer vos propres temps de trajet d’un mode.
cli-roads-remove-help = Retirer le réseau routier construit d’un mode.
cli-yes-help = Garder sans demander, même quand moins de 90 % des trajets sont connus.
cli-na-is-help = Ce que veut dire une case vide, NA ou −1 : temps inconnu (l’estimation répond) ou lieu hors d’atteinte.
cli-times-unit-help = Unité des temps du fichier ; sinon, le nom de la colonne la dit, et des secondes prises pour des minutes sont signalées.
cli-matrix-layer-help = Couche de population dont le fichier nomme les points ; celle du territoire sans rien.
cli-matrix-candidates-help = Fichier de lieux candidats (celui de « siting ») que la table peut nommer, en plus des acteurs et des codes de communes.
cli-export-layer-help = Couche de population d’où partent les trajets ; celle du territoire sans rien.
cli-export-candidates-help = Fichier de lieux candidats (celui de « siting ») où vont les trajets, à la place des acteurs.
cli-export-seats-help = Écrire les trajets vers les communes candidates de « siting », à la place des acteurs.
error-travel-partial = { $file } ne dit pas assez de trajets ({ $share }, moins de 90 %) : rien n’est gardé. Ajoutez --yes pour garder quand même : l’estimation répondra pour le reste, et ce sera dit.
error-travel-not-kept = Rien n’est gardé : ce qui répondait avant répond encore.
error-travel-one-destination = Choisissez --candidates ou --seats, pas les deux.
error-matrix-seconds = Lus en minutes, les temps de { $file } sont très longs : { $given } au milieu, où l’estimation dit { $estimate } min. S’ils sont en secondes, ajoutez --unit seconds ; sinon --unit minutes.
error-matrix-json = { $file } est un tableau JSON, comme celui d’OSRM : des secondes, sans le nom des lieux. Écrivez plutôt un CSV avec place_id, actor_id et seconds, une ligne par trajet, dans l’ordre que vous aviez demandé.
error-matrix-swapped = { $file } va des acteurs vers les lieux : échangez les deux colonnes pour donner le temps de chaque lieu à chaque acteur.
error-matrix-missing = Aucun temps fourni n’est gardé pour { $territory } (mode { $mode }){ $layer ->
    [none] .
   *[other] , couche « { $layer } ».
 }
error-roads-no-place = { $file } touche le rectangle qui entoure le territoire, mais n’a de route près d’aucun de ses { $places } lieux. Choisissez un extrait qui contient les routes du territoire.
