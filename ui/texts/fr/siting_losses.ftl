# Qui perd : ce qui ferme, de combien on peut s’éloigner, et pour quelles familles.

cli-siting-worse-by-help = Personne plus loin d’un service qu’aujourd’hui de plus de tant de minutes, quand des services ferment.
cli-siting-worse-level-help = Avec --worse-by : compter par zone de ce niveau (trajet moyen) au lieu de chaque lieu.
cli-redundancy-worse-help = Avec --fewer ou --stay : personne plus loin d’un service qu’aujourd’hui de plus de tant de minutes.
siting-closes-beside = Avec { $name }, dans le même bâtiment : { $others }.
siting-lost = { $form ->
    [none] Quelqu’un n’a plus aucun trajet connu vers un service.
   *[most] { $who ->
        [zones] La zone qui s’éloigne le plus d’un service s’en éloigne de { $minutes } en moyenne
       *[families] Celui qui s’éloigne le plus d’un service s’en éloigne de { $minutes }
    }{ $limit ->
        [no] .
       *[other] {" "}({ $limit } min au plus demandées).
    }
}
siting-lost-nothing = Rien ne ferme : personne n’est plus loin d’un service qu’aujourd’hui.
siting-losing = { $group ->
    [stratum] Perdent, par situation : { $named }.
    [car] Perdent, selon la voiture : { $named }.
   *[vulnerability] Perdent, par vulnérabilité de la commune : { $named }.
}
siting-family-car-without = Sans voiture
siting-family-car-with = Avec voiture
siting-family-car-unknown = Voiture : inconnue
siting-family-car-supposed = Familles sans voiture : supposées comme les ménages de leur zone.
error-siting-worse-missing = Dites de combien de minutes on peut s’éloigner (--worse-by) pour compter par zone ({ $level }).
error-siting-worse = Impossible sans que quelqu’un s’éloigne d’un service de plus de { $minutes } min, avec { $closures ->
    [one] une fermeture
   *[other] { $closures } fermetures
} : il faudrait admettre au moins { $least } min, ou { $most ->
    [0] ne rien fermer
    [one] ne fermer qu’un bâtiment
   *[other] n’en fermer que { $most }
}.
fewer-worse = Et pour personne, le trajet ne s’allonge de plus de { $worse } min.
plan-search-worse-on = Personne bien plus loin qu’aujourd’hui
plan-search-worse = Allongement du trajet, au plus (min)
plan-search-worse-help = Le trajet au service ouvert le plus proche, qu’il y ait de la place ou non.
plan-search-worse-who = Compté pour
plan-search-worse-families = chaque famille
plan-search-worse-mean = chaque zone, en moyenne : { $level }
plan-said-worse = { $level ->
    [families] Pour personne, le trajet ne s’allonge de plus de { $minutes } min.
   *[other] Dans aucune zone ({ $level }), le trajet moyen ne s’allonge de plus de { $minutes } min.
}
