cli-siting-help = Où ouvrir, que renforcer : les meilleurs lieux pour de nouveaux services, à côté de ceux qui existent.
cli-siting-model-help = Modèle : mclp (le plus de naissances à portée), lscp (le moins de services pour que personne ne soit trop loin), lscp-b (de même, avec un second service), p-median (le trajet moyen le plus court), p-center (le plus long trajet le plus court) ou capacitated (le plus de besoin servi, avec des capacités).
cli-siting-posts-help = Nombre de services à ouvrir.
cli-siting-budget-help = Budget, dans l’unité de la colonne cost du fichier de candidats.
cli-siting-horizon-help = Trajet le plus long des familles, en minutes, inclus ; 45 par défaut, ou le plus long temps du territoire.
cli-siting-visits-help = Le nouveau service se déplace : jusqu’à combien de minutes, incluses.
cli-siting-candidates-help = Fichier CSV ou Excel de lieux candidats (zone, ou lon et lat ; name, cost, capacity) ; le chef-lieu de chaque commune par défaut.
cli-siting-zone-help = Ne compter que les lieux de cette zone, et n’ouvrir que là ; tout le territoire par défaut.
cli-siting-forbid-help = Zone où rien ne peut ouvrir (à répéter).
cli-siting-prefer-help = Zone préférée à effet presque égal (à répéter).
cli-siting-demand-help = Ce que pèse chaque lieu : births, population, need, weighted, weighted-need (naissances ou besoin pondérés par la situation) ou births:complex (une strate).
cli-siting-objective-help = But : most (le plus possible), worst (d’abord la zone la moins bien servie) ou mix (les deux ; la courbe sans --share).
cli-siting-share-help = Pour mix : poids de la zone la moins bien servie, de 0 à 1.
cli-siting-level-help = Niveau des zones dont on regarde la moins bien servie ; celui du territoire par défaut.
cli-siting-keep-help = Nombre de réponses distinctes à donner.
cli-siting-differ-help = De combien de lieux chaque réponse diffère au moins des précédentes.
cli-siting-capacity-help = Pour capacitated et, si chacun doit avoir une place, p-median : ce qu’un nouveau service prend au plus par an.
cli-siting-smallest-help = Pour capacitated : ce qu’un nouveau service doit au moins prendre pour être ouvert.
cli-siting-upgrade-help = Pour capacitated : de combien chaque service existant peut grandir au plus.
cli-siting-time-limit-help = Temps de recherche au plus, en secondes ; Ctrl+C garde le meilleur trouvé.
cli-siting-gap-help = Écart prouvé, en part (0.01 = 1 %), dont on se contente pour une seule réponse.
progress-siting-setting = Trajets des lieux candidats…
progress-siting-exchange = Première réponse…
progress-siting-bound = Recherche de mieux, et de la preuve…
progress-siting-enumeration = Examen de toutes les réponses possibles…
progress-siting-highs = Recherche exacte…
siting-title = { $zone } : { $services }, { $model }
siting-model-mclp = le plus possible à { $minutes } min ou moins
siting-model-lscp = personne à plus de { $minutes } min
siting-model-lscp-b = personne à plus de { $minutes } min, et un second service à portée
siting-model-p-median = le trajet moyen le plus court
siting-model-p-center = le plus long trajet le plus court
siting-model-capacitated = le plus de besoin servi, à { $minutes } min ou moins
siting-proposal = Proposition { $rank } : { $sites }
siting-site = { $name } ({ $part })
siting-and = { $first } et { $last }
siting-gain = { $gain } { $base } de plus à { $minutes } min ou moins (aujourd’hui { $before }, alors { $after }, sur { $total }).
siting-gain-visits = { $gain } { $base } de plus à portée : équipe à { $minutes } min ou moins des familles (aujourd’hui { $before }, alors { $after }, sur { $total }).
siting-gain-none = Aucune naissance de plus à { $minutes } min ou moins ({ $after } sur { $total }).
siting-weight = { $demand } à portée ({ $status }) : { $gain } de plus (aujourd’hui { $before }, alors { $after }, sur { $total }).
siting-alone = Seul à les joindre : { $sites }.
siting-alone-site = { $name } pour { $count }
siting-saved = { $count } { $base } se rapprochent d’un service : { $minutes } de moins en moyenne{ $known ->
        [yes] {""}
       *[no] {" "}d’après les seuls services connus
    }.
siting-saved-none = Aucun trajet ne raccourcit.
siting-reached = { $count } { $base } joignent un service pour la première fois.
siting-mean = Trajet moyen au service le plus proche : { $after } (aujourd’hui { $before }).
siting-longest = Le plus long trajet : { $minutes }.
siting-gainers = Désormais à portée, surtout : { $communes }.
siting-commune = { $name } ({ $count })
siting-left = Restent hors de portée { $count } { $base }, dans { $communes ->
        [one] { $communes } commune
       *[other] { $communes } communes
    } : { $named }.
siting-left-none = Plus personne n’est hors de portée.
siting-losers = Perdent : { $communes }.
siting-no-loser = Personne ne perd : rien ne ferme, aucun trajet ne s’allonge.
siting-proven = { $candidates ->
        [one] Il n’y avait qu’un lieu candidat.
       *[other] C’est la meilleure réponse parmi { $candidates } lieux candidats : prouvé.
    }
siting-proven-next = Aucune réponse différente des précédentes ne fait mieux : prouvé.
siting-gap = Rien ne peut faire mieux de plus de { $gap } : écart prouvé.
siting-gap-unknown = Recherche arrêtée avant toute preuve.
siting-next = { $rank }ᵉ réponse trouvée ; son rang n’est pas prouvé.
siting-part-column = À portée aujourd’hui
siting-part-after = Après
siting-part-gain = De plus
siting-table-rank = Rang
siting-table-sites = Lieux
siting-table-gain = Naissances de plus
siting-table-left = Hors de portée
siting-table-mean = Trajet moyen
siting-stopped = Recherche arrêtée à votre demande : voici le meilleur trouvé.
siting-time = { $seconds } s de calcul ({ $solver }).
siting-solver-enumeration = toutes les réponses possibles examinées
siting-solver-highs = HiGHS
siting-solver-exchange = échanges et borne lagrangienne
siting-note-equals = Les propositions qui vaudraient autant n’ont pas toutes été comparées : certaines ont peut-être des trajets plus courts.
siting-note-unlocated = { $count ->
        [one] { $count } service ouvert n’a pas de lieu connu : il n’est pas compté.
       *[other] { $count } services ouverts n’ont pas de lieu connu : ils ne sont pas comptés.
    }
siting-note-left-out = { $count ->
        [one] { $count } lieu candidat est trop loin de toute route.
       *[other] { $count } lieux candidats sont trop loin de toute route.
    }
siting-note-unknown = { $count ->
        [one] Le poids d’un lieu n’est pas connu : il ne compte pas.
       *[other] Le poids de { $count } lieux n’est pas connu : ils ne comptent pas.
    }
siting-note-preferred = Un lieu préféré compte comme s’il apportait { $share } du total de plus ({ $status } : { $source }, { $date }).
siting-note-preferred-ties = Un lieu préféré ne passe devant qu’entre réponses égales.
siting-demand-births = naissances
siting-demand-population = habitants
siting-demand-need = besoin par an
siting-demand-weighted = naissances, plus comptées là où la situation est difficile
error-siting-unknown-model = Modèle inconnu : { $model }. Modèles connus : { $known }.
error-siting-unknown-objective = But inconnu : { $objective }. Buts connus : { $known }.
error-siting-unknown-demand = On ne sait pas peser les lieux par « { $demand } ». Choix possibles : { $known }, ou births:complex (une strate).
error-siting-horizon = Trajet de { $horizon } min impossible : il faut un nombre au-dessus de 0 et d’au plus { $most } min.
error-siting-posts = Il faut au moins un service à ouvrir ({ $posts } demandés).
error-siting-posts-missing = Dites combien de services ouvrir (--posts) : le modèle { $model } en a besoin.
error-siting-posts-unasked = Le modèle { $model } cherche lui-même le plus petit nombre de services : retirez --posts, ou prenez mclp.
error-siting-zero-budget = Un budget de { $budget } ne paie rien : donnez un montant au-dessus de zéro, ou un nombre de services (--posts).
error-siting-budget-short = Le budget de { $budget } ne paie aucun lieu candidat : il faut au moins { $least }.
error-siting-cost-missing = Avec un budget, chaque lieu candidat doit avoir un coût : il manque pour { $candidates } lieux (colonne cost du fichier de candidats).
error-siting-keep = { $keep } réponses demandées : il en faut de 1 à { $most }.
error-siting-differ = Deux réponses de { $posts } lieux ne peuvent pas différer de { $differ } lieux : donnez un nombre de 1 à { $posts } (--differ).
error-siting-objective-model = Le modèle { $model } a déjà son but : worst et mix ne vont qu’avec mclp et capacitated. Pour le plus long trajet, prenez p-center.
error-siting-preference = Le fichier { $file } doit donner une part de préférence entre 0 et 1, un statut, une source et une date : { $reason }.
error-siting-share = La part de la zone la moins bien servie va de 0 à 1 ({ $share } donné).
error-siting-capacity = Dites ce qu’un nouveau service prend au plus par an (--capacity), au-dessus de zéro.
error-siting-size = La taille minimale ({ $smallest }) doit être entre 0 et la taille maximale ({ $capacity }).
error-siting-few-candidates = { $posts ->
        [one] Un service
       *[other] { $posts } services
    } à ouvrir pour { $candidates ->
        [one] un lieu candidat seulement : demandez-en un
       *[other] { $candidates } lieux candidats seulement : demandez-en { $candidates } au plus
    }, ou ajoutez des lieux.
error-siting-no-candidate = Il ne reste aucun lieu candidat sur { $candidates }, après { $forbidden } zones interdites : levez une interdiction, ou donnez d’autres lieux.
error-siting-no-demand = Rien à servir : aucune naissance (ou aucun besoin) n’est connue pour les lieux de cette zone.
error-siting-all-covered = Tout le monde est déjà à { $horizon } min ou moins d’un service (au plus loin : { $farthest } min). Il n’y a rien à gagner ; essayez un trajet plus court, ou de raccourcir le trajet moyen (p-median).
error-siting-useless = Aucun lieu candidat n’est à { $horizon } min ou moins de ceux qui restent à servir. { $least ->
        [0] Aucun trajet n’est connu entre eux : donnez d’autres lieux candidats.
       *[other] Il en faudrait au moins { $least } min, ou d’autres lieux candidats.
    }
error-siting-unreachable = { $places ->
        [one] Un lieu de vie n’a
       *[other] { $places } lieux de vie n’ont
    } aucun lieu candidat à { $horizon } min ou moins (le premier : { $first }). { $least ->
        [0] Certains n’ont aucun trajet connu : donnez d’autres lieux candidats.
       *[other] Il faudrait { $least } min, ou des lieux candidats plus proches ; on peut aussi servir le plus grand nombre sans l’exiger pour tous (mclp).
    }
error-siting-out-of-reach = { $places ->
        [one] Un lieu de vie n’a
       *[other] { $places } lieux de vie n’ont
    } aucun trajet connu vers un service ou un lieu candidat (le premier : { $first }) : donnez d’autres lieux candidats.
error-siting-no-shorter = Aucun lieu candidat n’est plus proche de quiconque que les services existants.
error-siting-matrix = Les temps de trajet que vous avez fournis ({ $source }) ne connaissent aucun de ces lieux candidats : ajoutez-les au fichier, ou demandez des temps estimés (--engine estimate).
error-siting-weight = Le poids du lieu { $id } est négatif.
error-siting-pair = Le trajet de { $place } à { $site } ne peut pas être lu : identifiant inconnu, minutes manquantes ou trajet répété.
error-siting-repeated-site = Le lieu candidat « { $id } » est donné deux fois.
error-siting-candidates-empty = Le fichier { $path } ne contient aucun lieu candidat lisible : il faut un CSV en UTF-8 ou un classeur Excel (.xlsx), un lieu par ligne.
error-siting-candidates-columns = Le fichier { $path } doit avoir une colonne zone, ou lon et lat ; colonnes lues : { $columns }.
error-siting-candidate-place = Ligne { $row } : ni commune (zone), ni coordonnées (lon et lat).
error-siting-candidate-zone = Ligne { $row } : « { $zone } » n’est pas une commune de ce territoire.
error-siting-candidate-number = Ligne { $row }, colonne { $column } : « { $value } » n’est pas un nombre admis.
error-siting-candidate-outside = Ligne { $row } : le point ({ $lon } ; { $lat }) est à { $km } km du territoire. Corrigez-le (longitude d’abord, latitude ensuite) ou retirez-le.
siting-table-aim = But : de plus
siting-table-served = Servi de plus
siting-table-missing = Manque encore
siting-table-mean-new = Trajet moyen des nouveaux
siting-part-before-served = Servi aujourd’hui
siting-served = { $gain } { $unit } de plus (aujourd’hui { $before }, alors { $after }, sur { $total }{ $demand ->
        [births] {""}
       *[need] {" "}nécessaires, besoin { $status }
    }).
siting-sizes = Nouveaux services, en { $unit } par an : { $sites } ; trajet moyen : { $minutes }.
siting-grows = { $name } doit gagner { $gain } (aujourd’hui { $capacity }).
siting-closes = { $count ->
    [one] Ferme : { $names }.
   *[other] Ferment : { $names }.
}
siting-missing = Il en manque encore { $left }.
siting-all-met = Tout le besoin est servi.
siting-no-loser-served = Personne ne perd : ce qui est servi aujourd’hui le reste.
siting-no-loser-closed = Aucune commune n’est moins servie qu’aujourd’hui.
siting-note-capacities = { $count ->
        [one] La capacité d’un service existant n’est pas connue : il est compté pour rien.
       *[other] La capacité de { $count } services existants n’est pas connue : ils sont comptés pour rien.
    }
error-siting-all-served = Tout le besoin ({ $need } par an) est déjà servi par ce qui existe : il n’y a rien à ouvrir. Essayez un trajet plus court, ou un besoin plus grand.
error-siting-closures = { $closures ->
    [one] Une fermeture demandée
   *[other] { $closures } fermetures demandées
}, et { $services ->
    [0] aucun service existant ne sert quelqu’un ici
    [one] un seul bâtiment abrite un service qui sert quelqu’un ici
   *[other] seuls { $services } bâtiments abritent un service qui sert quelqu’un ici
} : demandez-en moins.
error-siting-none-fits = Aucun choix de lieux ne tient ensemble tout ce qui est demandé ({ $posts } nouveaux services) : taille minimale, budget, nombre de fermetures, perte au plus pour chacun. Relâchez l’une des conditions données (--smallest, --budget, --close-exactly, --worse-by), ou demandez moins de services.
siting-new-serve = Les nouveaux services iraient d’abord à : { $communes }.
siting-worst = La moins bien servie : { $name }, { $after } à portée (aujourd’hui { $before }).
siting-curve = Ce que coûte au total de mieux servir la zone la moins bien servie :
siting-curve-sites = Lieux
siting-curve-share = Poids de la moins bien servie
siting-curve-covered = À portée en tout
siting-curve-worst = À portée dans la moins bien servie
error-siting-budget-model = Le modèle { $model } ne tient pas compte d’un budget : donnez un nombre de services (--posts), ou prenez mclp ou capacitated.
error-siting-stopped = Recherche arrêtée avant la première réponse : laissez-lui plus de temps, ou posez une question plus petite (une zone, moins de services).
siting-no-loser-fair = Aucune des zones comparées n’est moins servie qu’aujourd’hui, ce qui existe étant partagé au mieux pour la moins bien servie.
siting-demand-weighted-need = besoin par an, plus compté là où la situation est difficile
siting-gain-all = Toutes situations ensemble, { $gain } { $base } de plus à { $minutes } min ou moins (aujourd’hui { $before }, alors { $after }, sur { $total }).
siting-gain-visits-all = Toutes situations ensemble, { $gain } { $base } de plus à portée : équipe à { $minutes } min ou moins des familles (aujourd’hui { $before }, alors { $after }, sur { $total }).
error-siting-too-few = { $posts ->
    [one] Un seul service ne suffit pas à atteindre tout le monde : demandez-en davantage, ou proposez d’autres lieux candidats.
   *[other] { $posts } services ne suffisent pas à atteindre tout le monde : demandez-en davantage, ou proposez d’autres lieux candidats.
}
