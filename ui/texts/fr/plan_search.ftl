plan-search-lead = Où ouvrir les prochains services, à côté de ceux qui existent ? Dites ce que vous cherchez : les meilleures réponses sont données, chacune avec sa carte, ses gains et ses pertes.
plan-search-model = Ce que je cherche
plan-search-model-mclp = Mettre le plus de monde à { $minutes } min ou moins d’un service
plan-search-model-capacitated = Servir le plus de besoin, selon ce que chaque service peut prendre
plan-search-model-p-median = Raccourcir le trajet moyen vers le service le plus proche
plan-search-model-p-center = Raccourcir le trajet le plus long
plan-search-model-lscp = Ne laisser personne à plus de { $minutes } min, avec le moins de services
plan-search-model-lscp-b = De même, et un second service à portée du plus grand nombre
plan-search-demand = Pour qui
plan-search-demand-option = { $demand }
plan-search-demand-help = Ce que pèse chaque lieu dans la recherche. Les naissances d’une strate sont une hypothèse du territoire.
plan-search-posts = Services à ouvrir
plan-search-capacity = Un nouveau service prend au plus, par an ({ $unit })
plan-search-capacity-help = { $gap } : ce qui manque aujourd’hui dans la zone.
plan-search-visits = L’équipe se déplace chez les familles
plan-search-visits-help = Sinon, ce sont les familles qui viennent.
plan-search-visits-min = Trajet le plus long de l’équipe (min)
plan-said = { $zone }, { $services } : { $question }
plan-said-mclp = où ouvrir { $posts ->
        [0] de nouveaux services
        [one] un service de plus
       *[other] { $posts } services de plus
    } pour mettre le plus { DE($what) } à { $minutes } min ou moins ?
plan-said-capacitated = où ouvrir { $posts ->
        [0] de nouveaux services
        [one] un service de plus
       *[other] { $posts } services de plus
    } pour servir le plus { DE($what) }, à { $minutes } min ou moins ?
plan-said-p-median = où ouvrir { $posts ->
        [one] un service de plus
       *[other] { $posts } services de plus
    } pour que le trajet moyen soit le plus court ({ $what }) ?
plan-said-p-center = où ouvrir { $posts ->
        [one] un service de plus
       *[other] { $posts } services de plus
    } pour que le trajet le plus long soit le plus court ({ $what }) ?
plan-said-lscp = combien de services de plus, et où, pour que personne ne soit à plus de { $minutes } min ({ $what }) ?
plan-said-lscp-b = combien de services de plus, et où, pour que personne ne soit à plus de { $minutes } min, avec un second service à portée du plus grand nombre ({ $what }) ?
plan-said-budget = Budget : { $budget }.
plan-said-visits = L’équipe va chez les familles.
plan-more = Aller plus loin : zones à éviter, budget, équité, tailles, étapes, autres lieux candidats
plan-more-where = Où l’on peut ouvrir
plan-more-fair = Équité
plan-more-sizes = Tailles
plan-more-answers = Réponses
plan-search-forbidden = Jamais ici
plan-search-forbidden-help = Zones, grandes ou petites, où rien ne peut ouvrir.
plan-search-preferred = Plutôt ici
plan-search-preferred-help = À effet presque égal, ces lieux passent devant : chacun compte comme s’il apportait { $share } du total de plus (hypothèse).
plan-search-none-chosen = Aucune zone choisie
plan-search-budget-on = Un budget plutôt qu’un nombre de services
plan-search-budget = Budget
plan-search-budget-help = Dans la même unité que le coût des lieux : euros, équivalents temps plein…
plan-cost = Ce que coûte une ouverture, partout
plan-cost-help = Pour des coûts différents d’une zone à l’autre, donnez un fichier de lieux candidats.
plan-places = Lieux candidats
plan-places-seats = la localité la plus peuplée de chaque zone
plan-places-file = un fichier
plan-places-points = des points de la carte
plan-places-file-lead = Un lieu par ligne : zone (nom ou code de la commune), ou lon et lat ; name, cost et capacity quand on les connaît. Gardez les lignes utiles du modèle et complétez-les.
plan-places-model = Modèle à compléter (CSV)
plan-places-model-file = lieux-candidats
plan-places-upload = Fichier des lieux candidats (CSV ou Excel)
plan-places-file-none = Donnez le fichier des lieux candidats, ou choisissez les zones.
plan-places-read = { $count ->
        [one] Un lieu candidat lu.
       *[other] { $count } lieux candidats lus.
    }
plan-places-again = « { $one } » est au même point que « { $other } », au même prix : un seul est gardé.
plan-places-again-more = { $count ->
        [one] Un autre lieu est dit deux fois et gardé une fois.
       *[other] { $count } autres lieux sont dits deux fois et gardés une fois.
    }
plan-places-points-lead = Cliquez sur un point de la carte du haut, puis ajoutez-le ici.
plan-places-add = Ajouter le point cliqué
plan-places-add-in = Ajouter le point cliqué à { $zone }
plan-places-points-none = Aucun point candidat : cliquez sur la carte du haut puis ajoutez le point, ou choisissez les zones.
plan-places-name = Nom
plan-places-lon = Longitude
plan-places-lat = Latitude
plan-places-cost = Coût
plan-places-capacity = Capacité par an
plan-places-clear = Retirer tous les points
plan-search-aim = On vise
plan-search-aim-most = le plus possible en tout
plan-search-aim-worst = d’abord la zone la moins bien servie
plan-search-aim-mix = un mélange des deux
plan-search-level = Zones comparées
plan-search-share = Part de la moins bien servie dans le but
plan-search-share-curve = toute la courbe, de 0 à 100 %
plan-search-share-of = { $share } %
plan-search-smallest = Plus petite taille utile
plan-search-smallest-help = Un nouveau service qui prendrait moins que cela par an n’est pas ouvert.
plan-search-upgrade = Un existant peut grandir de
plan-search-upgrade-help = Par an, au plus, pour chaque service dont la capacité est connue.
plan-search-closures = Fermetures
plan-search-closures-help = Combien de services existants ferment : ceux dont on se passe le mieux.
plan-search-keep = Réponses
plan-search-differ = Lieux différents d’une réponse à l’autre
plan-search-differ-help = Avec 1, deux réponses peuvent avoir tous leurs lieux en commun sauf un.
plan-search-limit = Temps de recherche
plan-search-run = Chercher
plan-search-stop = Arrêter et garder le meilleur trouvé
plan-search-stopping = Arrêt demandé…
plan-search-spent = { $spent } s sur { $limit } s au plus
plan-search-found-1 = trouvé jusqu’ici : { $best }
plan-search-found-2 = trouvé : { $best } ; au mieux : { $bound }
plan-search-changed = La question a changé depuis cette recherche : cherchez à nouveau pour la suivre.
plan-search-none = Aucune réponse.
plan-search-try = Mettre cette réponse dans ma proposition
plan-answers-best = Meilleure réponse : { $sites }
plan-answers-which = Les réponses, la meilleure d’abord
plan-answers-side = Les réponses côte à côte
plan-answers-parts = Ce que la réponse { $rank } change, zone par zone
plan-answers-json = Résultat complet (JSON)
plan-answers-file = reponses
plan-more-of = De plus : { $what }
plan-grown = Croissance des existants
plan-worst-share = Part servie dans la zone la moins bien servie
plan-curve-title = Mieux servir la zone la moins bien servie : de { $before } à { $after }, pour { $lost } de moins en tout
plan-curve-measure = Chaque point est la meilleure réponse pour une part donnée à la zone la moins bien servie, de 0 à 100 % ({ $what }).
plan-curve-x = En tout, après ({ $what })
plan-curve-y = Zone la moins bien servie
siting-lead-missing = Aujourd’hui, { $before } { $unit } par an pour { $total } nécessaires (besoin { $status }) : il en manque { $missing }, à gagner par les services qui existent ou par de nouveaux.
plan-map-served = Où iraient les nouveaux services : part du besoin de chaque zone
plan-class-served-none = rien
plan-class-served-some = la moitié ou moins
plan-class-served-most = plus de la moitié
plan-class-served-all = tout
plan-caption-served = { $zone } : { $amount } par an par les nouveaux services, sur { $need } nécessaires
plan-caption-served-none = { $zone } : rien par les nouveaux services
plan-answers-alike = Plusieurs réponses ne diffèrent que d’un lieu. Pour des réponses plus variées : « Aller plus loin », lieux différents d’une réponse à l’autre.
plan-said-worst = But : d’abord la zone la moins bien servie ({ $level }).
plan-said-mix = But : le plus possible en tout, et la zone la moins bien servie ({ $level }).
plan-said-forbidden = Jamais à { $zones }.
plan-said-preferred = Plutôt à { $zones }.
