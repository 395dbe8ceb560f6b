caution-neighbours = Les services des territoires voisins ne sont pas au registre : près de la limite, un service plus proche peut exister de l’autre côté.
caution-edge = Pour { $share } des { $base }, la limite du territoire (côtes comprises) est plus proche, à vol d’oiseau, que le service le plus proche : un service voisin, absent du registre, pourrait être plus près.
caution-zero = Le registre ne prétend pas avoir tous les services : « 0 » veut dire qu’il n’en connaît pas, non qu’il n’y en a pas.
caution-need-strata = Des besoins sont chiffrés strate par strate, non pour toutes les familles ensemble : choisissez une strate ({ $strata }).
caution-mean = Le trajet moyen ne compte que ceux qui ont un service à moins de { $minutes } ; les autres restent dans les parts.
caution-rounded = Chiffres arrondis : leur somme peut différer d’une unité du total, qui est exact.
caution-services = Services et capacités : { $actors ->
        [one] { $actors } acteur ouvert
       *[other] { $actors } acteurs ouverts
    } du registre (data/actors/{ $territory }.csv), { $sources ->
        [one] { $sources } source
       *[other] { $sources } sources
    } ; une par une dans la sortie --json.
figure-bim_share = Précarité (BIM)
figure-single_parent_share = Familles monoparentales
figure-poverty_share = Taux de pauvreté
figure-illiteracy_share = Analphabétisme
figure-children_0_4 = Enfants de 0 à 4 ans
flag-register-silent = Le registre ne connaît aucun acteur ouvert de ce type : { $said }. L’offre y est inconnue, non nulle.
compare-no-year = inconnues
error-weights-file = Le fichier de poids { $file } n’est pas lisible ({ $reason }). Il faut un fichier TOML en UTF-8 : status, source et date, puis une partie [weights] avec un nombre par strate, comme data/norms/universalism.toml.
error-rules-number = { $file }, ligne { $row }, colonne « { $column } » : « { $value } » n’est pas un nombre.
error-rules-new = { $file } : la règle « { $rule } » n’existe pas encore dans ce territoire ; pour l’ajouter, remplissez aussi { $columns }. Pour en changer une, reprenez son rule_id, donné sous la table de « maillage ledger ».
strata-all = toutes
