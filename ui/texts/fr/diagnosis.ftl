balance = { $zone } : { $minimum ->
        [yes] au moins { $capacity }
       *[no] { $capacity }
    } { $unit } par an offerts pour { $status ->
        [official] { $need }
       *[other] environ { $need }
    } nécessaires{ $status ->
        [hypothesis] { " " }(hypothèse)
       *[other] { "" }
    }, soit { $minimum ->
        [yes] au moins { $share }
       *[no] { $tenth ->
            [0] { $share }
            [10] { $share }
           *[other] { $tenth } sur 10 ({ $share })
        }
    }. { $lack ->
        [surplus] L’offre dépasse le besoin de { $gap }.
        [at-most] Il en manque au plus { $gap }.
        [between] Il en manque entre { $least } et { $gap }, dont { $undeclared } dans des communes qu’aucun service ouvert ne déclare.
       *[exact] Il en manque { $gap }.
    }
balance-no-need = { $zone } : { $services ->
        [one] { $services } service
       *[other] { $services } services
    } au registre{ $known ->
        [no] , dont la capacité n’est pas connue
       *[other] , qui offrent { $capacity } par an
    }. Aucun besoin chiffré n’est connu pour ce choix.
balance-nothing = { $zone } : { $listed ->
        [no] aucun service recensé pour ce choix (l’offre est inconnue, non nulle)
       *[yes] aucun service ouvert au registre pour ce choix
    }, et aucun besoin chiffré connu.
balance-no-service = { $zone } : { $listed ->
        [no] aucun service recensé (l’offre est inconnue, non nulle)
       *[yes] aucun service ouvert au registre
    }, pour environ { $need } { $unit } nécessaires par an{ $status ->
        [hypothesis] { " " }(hypothèse).
       *[other] .
    }
balance-capacity-unknown = { $zone } : environ { $need } { $unit } nécessaires par an{ $status ->
        [hypothesis] { " " }(hypothèse)
       *[other] { "" }
    } ; { $services ->
        [one] la capacité du seul service au registre n’est pas connue.
       *[other] la capacité des { $services } services au registre n’est pas connue.
    }{ $lack ->
        [between] { " " }Il en manque au moins { $least }, dans des communes qu’aucun service ouvert ne déclare.
       *[none] { "" }
    }
reach = { $share } { $measure ->
        [births] des naissances
       *[other] de la population
    } à { $minutes } minutes ou moins { $way } du service le plus proche{ $engine ->
        [estimate] { " " }(temps estimé, sans réseau routier).
       *[other] .
    }
reach-unknown = Temps de trajet inconnu : aucun de ces services n’a de lieu connu (équipes mobiles ou adresse non publiée).
reach-instead = Pour lire des minutes, posez la question d’un autre type d’acteur, dont des services ont un lieu connu
beyond-horizon = plus de { $minutes }
and-more = { " " }et { $more } { $more ->
    [one] autre
   *[other] autres
}
farthest-none = Aucun service connu à moins de { $minutes }, entre autres : { $zones }.
farthest = Le plus loin : { $zones }.
remark-hypothesis = Le besoin est une hypothèse, pas un chiffre observé.
remark-hypothesis-parts = Les besoins marqués « hyp. » sont des hypothèses : le taux connu ailleurs, appliqué aux naissances.
remark-capacity-unknown = { $known ->
        [0] { $services ->
            [one] La capacité du service n’est pas connue
           *[other] Aucune des { $services } capacités n’est connue
        } : ce qui est offert est inconnu.
       *[other] Capacité inconnue pour { $unknown ->
            [one] { $unknown } service
           *[other] { $unknown } services
        } sur { $services } : le total offert est un minimum.
    }
remark-unlocated = { $actors ->
        [one] { $actors } acteur ouvert n’a pas de lieu connu : il n’entre pas dans les temps de trajet.
       *[other] { $actors } acteurs ouverts n’ont pas de lieu connu : ils n’entrent pas dans les temps de trajet.
    }
remark-planned = { $actors ->
        [one] { $actors } acteur en projet n’est pas compté.
       *[other] { $actors } acteurs en projet ne sont pas comptés.
    }
remark-to-verify = { $actors ->
        [one] { $actors } acteur à vérifier n’est pas compté.
       *[other] { $actors } acteurs à vérifier ne sont pas comptés.
    }
remark-closed = { $actors ->
        [one] { $actors } acteur fermé n’est pas compté.
       *[other] { $actors } acteurs fermés ne sont pas comptés.
    }
remark-uncovered-declared = { $count ->
        [one] { $count } { $level } n’est dans l’aire déclarée d’aucun service ouvert
       *[other] { $count } { $level } ne sont dans l’aire déclarée d’aucun service ouvert
    } : { $named }{ $more ->
        [0] .
        [one] { " " }et { $more } autre.
       *[other] { " " }et { $more } autres.
    }
remark-uncovered-travel = { $count ->
        [one] { $count } { $level } est entièrement à plus de { $minutes } minutes
       *[other] { $count } { $level } sont entièrement à plus de { $minutes } minutes
    } : { $named }{ $more ->
        [0] .
        [one] { " " }et { $more } autre.
       *[other] { " " }et { $more } autres.
    }
remark-births-missing = Les naissances manquent pour { $zones } { $level } : le total est un minimum.
remark-estimate = Temps estimés, sans réseau routier (paramètres : { $status ->
        [calibrated] calibrés
       *[other] hypothèse
    }).
remark-estimate-error = Temps estimés, sans réseau routier : l’écart médian avec un réseau réel est de { $error }{ $status ->
        [calibrated] .
       *[other] { " " }là où il a pu être mesuré (autre région).
    }
remark-approximate-shapes = Les limites dessinées sont approximatives ; les totaux par zone sont exacts.
overview-title = Tous les acteurs du registre, et la part { $of ->
    [births] des naissances
   *[population] de la population
 } à portée { $way }
remark-roads = Temps calculés sur le réseau routier { $source } (construit le { $date }), la marche jusqu’à la route comptée.
remark-matrix = Temps fournis par vos soins : { $source } ({ $date }).
remark-left-out-places = { $count ->
        [one] { $count } point de population est trop loin de toute route : il compte comme hors d’atteinte.
       *[other] { $count } points de population sont trop loin de toute route : ils comptent comme hors d’atteinte.
    }
remark-left-out-actors = { $count ->
        [one] { $count } acteur ouvert est trop loin de toute route : sa position est à vérifier.
       *[other] { $count } acteurs ouverts sont trop loin de toute route : leur position est à vérifier.
    }
remark-capacity-shared = L’offre d’un service qui couvre plusieurs zones est répartie entre elles selon leur besoin : c’est un calcul, pas une observation.
balance-hidden = Le besoin { DE($zone) } est un trop petit nombre pour être montré : il parle de familles en situation délicate.
balance-several = { $zone } : plusieurs besoins sont chiffrés pour ce choix, dans des unités ou à des étapes différentes ; ils ne s’additionnent pas et se lisent ligne par ligne. Services au registre : { $services }.
