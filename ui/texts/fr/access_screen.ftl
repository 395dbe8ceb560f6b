travel-part-minutes = Minutes au plus proche
travel-part-measures = Mesures d’accès
measures-measure = Mesure
measures-decay = Poids du temps de trajet
measures-decay-help = Combien compte un service selon le temps qui en sépare : un jeu publié, ou une forme en minutes.
measures-decay-usual = { $decay } (par défaut)
measures-decay-other = Autre…
measures-decay-own = Poids, en minutes (binary:30, gaussian:10,30, steps:10=1,30=0.5)
measures-decay-binary = tout jusqu’à { $minutes } min, rien au-delà
measures-decay-linear = en baisse régulière jusqu’à { $minutes } min
measures-decay-luo-qi-2009 = Luo et Qi, 2009
measures-decay-wan-2012 = Wan et al., 2012
measures-decay-fr-apl-2012 = APL, 2012
measures-supply = Ce que compte un service
measures-supply-capacity = sa capacité
measures-supply-one = 1 par acteur
measures-supply-unit = sa capacité, en { $unit }
measures-demand = Qui est compté
measures-demand-births = naissances
measures-demand-population = habitants
measures-demand-need = besoin chiffré
measures-finding = { $nearest ->
        [yes] Trajet jusqu’au plus proche : { $value } en moyenne{ $reached ->
            [some] { " " }pour { $share } des familles, celles qu’un service connu atteint
           *[all] { "" }
        }
       *[no] { $unit } : { $value } en moyenne
    }{ $far ->
        [none] .
        [nothing] ; { $count } { $zones } { $count ->
            [one] n’a
           *[other] n’ont
        } rien de connu à portée.
       *[one] ; { $nearest ->
            [yes] le plus loin
           *[no] le moins
        } : { $zone } ({ $worst }).
    }
measures-caption = { $zone } : { $value } ({ $title } ; { $demand } { $base })
measures-share = Part des familles
measures-curve-title = { $better ->
        [low] Part des { $base } qui ont un service à ce temps ou moins
       *[high] Part des { $base } qui ont au moins cette offre
    }
measures-curve-subtitle = { $better ->
        [low] Le trait est à { $minutes } min
       *[high] Le trait est à la moyenne de la zone
    }{ $sense ->
        [exact] .
        [at-least] . Ces parts sont un minimum : des services ou des capacités ne sont pas connus.
       *[unknown] . Des services ou des capacités ne sont pas connus : la courbe peut bouger dans les deux sens.
    }
measures-curve-empty = Personne n’est à portée d’un service : il n’y a pas de courbe à dessiner.
measures-unequal = Inégalité entre familles
measures-unequal-unknown = Aucun indice d’inégalité ne peut être calculé ici.
measures-worst = Les { $zones }, du moins bien servi au mieux servi
measures-otherwise = { $counted ->
        [yes] Sans les services à vérifier
       *[no] Avec les services à vérifier
    }
measures-access-no-capacity = Aucune capacité n’est connue pour ce choix : cette mesure ne peut pas être calculée. Choisissez « 1 par acteur » dans « Ce que compte un service ».
measures-access-no-need = Aucun besoin chiffré n’est connu pour ce choix. Choisissez « naissances » dans « Qui est compté ».
formula-measure-nearest = temps de trajet de chaque lieu jusqu’au service ouvert le plus proche, moyenne pesée par les familles du lieu.
formula-measure-cumulative = ce qu’offrent les services à portée de chaque lieu, le proche comptant plus selon le poids du temps.
formula-measure-2sfca = chaque service est partagé entre ceux qui sont à portée ; chaque lieu additionne ces parts (2SFCA).
formula-measure-e2sfca = comme 2SFCA, le proche comptant plus selon le poids du temps (E2SFCA).
formula-measure-3sfca = comme E2SFCA, chaque lieu se répartissant d’abord entre les services selon le temps (3SFCA).
formula-measure-mh3sfca = comme 3SFCA, les lieux choisissant selon le temps et la capacité (MH3SFCA).
formula-measure-bfca = les familles et l’offre sont réparties en parts qui somment à un, sans compter deux fois (BFCA).
formula-measure-apl = accessibilité potentielle localisée : E2SFCA avec les poids publiés (APL), sans standardisation par âge.
