cli-redundancy-fewer-help = Dire aussi combien de services suffiraient pour que chacun garde un service dans le temps demandé, et lesquels ne peuvent pas fermer.
cli-redundancy-stay-help = Le même, en gardant ce nombre de services, avec les trajets les plus courts.
fewer-fewest = Pour que personne ne perde un service à { $minutes } min ou moins, il faut au moins { $fewest } services sur { $services }.
fewer-needed = { $count ->
        [one] Ne peut pas fermer : { $named }.
       *[other] Ne peuvent pas fermer, seuls à cette distance de quelqu’un : { $named }.
    }
fewer-needed-one = { $name } ({ $births } naissances)
fewer-needed-none = Aucun n’est seul à cette distance de quelqu’un : chacun, pris seul, pourrait fermer.
fewer-stay = En gardant { $count } : { $stay } (trajet moyen de { $before } à { $after } min{ $proven ->
        [yes] , les plus courts possibles : prouvé
       *[no]  ; d’autres choix ont peut-être des trajets plus courts
    }).
fewer-close = Fermeraient : { $close }.
error-siting-fewer-nobody = Personne n’a de service à { $minutes } min ou moins : il n’y a rien à garder. Essayez un temps plus long.
error-siting-fewer-short = { $stay } services ne suffisent pas pour que chacun garde un service à { $minutes } min ou moins{ $worse ->
        [-1] {""}
       *[other] {" "}et que personne ne s’éloigne de plus de { $worse } min
    } : il en faut au moins { $fewest }.
error-siting-fewer-all = { $stay } services à garder, et il n’y en a que { $services }.
fewer-title = Moins de services, sans que personne n’y perde ?
fewer-lead = Combien de services suffisent pour que chacun garde un service à { $minutes } min ou moins, et lesquels ne peuvent pas fermer. Les places ne sont pas comptées.
fewer-ask-stay = Services qui restent
fewer-ask-fewest = le moins possible
fewer-ask-worse = Trajet plus long qu’aujourd’hui de, au plus (min)
fewer-ask-no-limit = sans limite
fewer-run = Chercher
fewer-try = Mettre ces fermetures dans la proposition
fewer-tried = Ces fermetures sont la proposition de « Planifier » : qui y perd y est dit.
fewer-file = moins-de-services
progress-siting-telling = Réponses trouvées ; ce que chacune change…
