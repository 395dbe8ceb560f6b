# Combien de services faut-il ? La courbe, en phrases et en tableau.

cli-siting-curve-help = Combien en faut-il ? Ce que feraient au mieux 1, 2… jusqu’à ce nombre de services, au lieu des meilleurs lieux pour un seul nombre.
progress-siting-curve = Combien en faut-il ? Un nombre après l’autre…
siting-posts-title = { $zone } : { $services }, combien en faut-il ? ({ $model })
siting-posts-measure-reached = { $what } à { $minutes } min ou moins
siting-posts-measure-served = { $what } servis par an
siting-posts-measure-minutes = trajet moyen au plus proche
siting-posts-measure-longest = trajet le plus long
siting-posts-none = Recherche arrêtée avant le premier nombre.
siting-posts-ends = Aujourd’hui { $today } ({ $what }) ; { $posts ->
        [one] avec un service de plus, { $last }
       *[other] avec un service de plus, { $first } ; avec { $posts }, { $last }
    }.
siting-posts-enough = { $posts ->
        [one] Un seul suffit : un deuxième n’apporterait rien.
       *[other] { $posts } suffisent : un de plus n’apporterait rien, où qu’il soit parmi les lieux candidats.
    }
siting-posts-flat = La courbe s’aplatit à { $posts } : au-delà, chaque service de plus apporte moins de { $share } de ce qu’apporte le premier.
siting-posts-steep = Jusqu’à { $posts }, la courbe ne s’aplatit pas.
siting-posts-unproven = { $count ->
        [one] Pour le nombre { $posts }, le temps a manqué pour prouver que rien ne fait mieux.
       *[other] Pour les nombres { $posts }, le temps a manqué pour prouver que rien ne fait mieux.
    }
siting-posts-short = Recherche arrêtée à { $posts } services sur { $asked } : donnez-lui plus de temps pour la suite.
siting-posts-out-of-reach = certains hors de tout trajet connu
siting-posts-too-few = trop peu pour joindre tout le monde
siting-posts-column = Services de plus
siting-posts-more = De plus que le précédent
siting-posts-sites = Les meilleurs lieux
siting-posts-proof = Preuve
siting-posts-proven = prouvé
siting-posts-not-proven = pas prouvé
siting-posts-bound = pas prouvé : rien ne passe { $bound }
siting-posts-rests = « Prouvé » est dit du calcul, avec les temps, le besoin et les services tels que donnés ; pas de la réalité.
error-siting-curve-question = La courbe répond à « combien de services ? » : retirez le budget, la zone la moins bien servie, les agrandissements et les fermetures.
plan-search-posts-run = Combien en faut-il ?
plan-search-posts-help = Ce que feraient au mieux 1, 2… jusqu’à 20 services : à regarder d’abord. Le nombre choisi plus haut n’y change rien.
plan-posts-title = Combien en faut-il ? { $said }
plan-posts-file = combien-de-services
cli-siting-hosted-help = Type d’acteur qui pourrait héberger le nouveau service (à répéter) : ses acteurs situés sont les lieux candidats, sous leur identifiant.
error-siting-no-host = Aucun acteur de ces types ({ $kinds }) n’a de lieu connu ({ $actors } au registre) : prenez-en d’autres, ou donnez un fichier de lieux.
plan-places-hosts = chez des acteurs existants
plan-places-hosts-kinds = Types d’acteurs qui pourraient héberger le service
plan-places-hosts-none = Choisissez au moins un type d’acteur.
siting-family = Familles
siting-families = Pour quelles familles (strates : hypothèse du territoire ; vulnérabilité de la commune)
siting-family-nearer = Plus près
siting-family-losing = Perdent
siting-family-car = Familles sans voiture : le territoire ne les connaît pas, rien n’en est dit.
