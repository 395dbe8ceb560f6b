cli-siting-closures-help = Pour capacitated : combien de services existants peuvent fermer au plus ; rien ne ferme si cela n’aide pas.
cli-siting-close-exactly-help = Pour capacitated : combien de services existants ferment, exactement : ceux dont on se passe le mieux.
cli-siting-upgrade-step-help = Pour capacitated : par quels pas les services existants grandissent (--upgrade dit de combien au plus).
cli-siting-upgrade-cost-help = Avec un budget : ce que coûte un pas.
cli-siting-closure-saves-help = Avec un budget : ce que rend une fermeture.
plan-search-upgrade-step = Par pas de
plan-search-upgrade-step-help = Les services existants grandissent d’un nombre entier de pas ; 0 : de ce qu’il faut.
plan-search-upgrade-cost = Coût d’un pas
plan-search-upgrade-cost-help = Dans l’unité du budget.
plan-search-closure-saves = Une fermeture rend
plan-search-closure-saves-help = Dans l’unité du budget.
siting-spent = Dépense : { $spent }.
siting-note-no-closing = Rien ne ferme : fermer n’aiderait pas à servir davantage.
error-siting-amount = « { $value } » ne va pas pour { $name } : il faut un nombre de 0 à { $most }.
error-siting-time-limit = La durée de recherche (time-limit) est de plus de 0 et d’au plus { $most } secondes : { $value } demandé.
error-siting-closing = On ne peut pas fermer { $closures } services : donnez 0 ou plus.
error-siting-closing-twice = Dites combien de services ferment au plus ({ $most }) ou exactement ({ $exactly }), pas les deux.
error-siting-steps-objective = Des pas ou de l’argent pour ce qui existe ne vont qu’avec le but most ({ $objective } demandé).
error-siting-money-budget = Un coût de pas ou ce que rend une fermeture demandent un budget (--budget).
error-siting-step-missing = Dites de combien un service grandit à chaque pas payé (--upgrade-step) ; il peut grandir de { $upgrade } au plus (--upgrade).
error-siting-step-long = Un pas de { $step } est plus grand que ce dont un service peut grandir ({ $upgrade }) : augmentez --upgrade ou réduisez --upgrade-step.
error-siting-steps-large = { $pairs } trajets sont trop pour des pas ou de l’argent ({ $most } au plus) : posez la question sur une zone, ou avec un trajet plus court.
plan-search-closing = Ce qui ferme
plan-search-closing-exactly = exactement { $count }
plan-search-closing-most = { $count } au plus, si cela aide
plan-said-upgrade = Un service existant peut grandir de { $most }{ $step ->
    [0] {""}
   *[other] {" "}par pas de { $step }
}.
plan-said-closing = { $count ->
    [one] Un service existant ferme
   *[other] { $count } services existants ferment
}{ $way ->
    [exactly] .
   *[most] {" "}au plus, si cela aide.
}
plan-search-former = Voici la réponse précédente, tant que la recherche n’en a pas d’autre.
