# Par étapes, sans rien défaire : ce qui ouvre et quand, et ce que coûte de ne pas revenir en arrière.

cli-siting-phase-help = Combien de services ouvrent à cette étape (à répéter, de 2 à 5 fois : cette année, la suivante…), sans jamais rien défaire ; les meilleures suites, au lieu de --posts.
progress-siting-phases = Étape après étape…
siting-phases-title = { $zone } : { $services }, par étapes ({ $opened }), { $model }
siting-phases-step = Étape { $phase } : { $sites }.
siting-phases-does = Étape { $phase } : { $value } ({ $loss }).
siting-phases-ends = { $what } : aujourd’hui { $today }. { $each } Entre parenthèses : ce qu’un choix fait pour l’étape seule ferait de mieux.
siting-phases-loss-none = rien de mieux
siting-phases-proven = Aucune autre suite ne fait mieux, parmi { $candidates } lieux candidats : prouvé.
siting-phases-unproven = Recherche arrêtée avant la preuve : une autre suite ferait peut-être mieux.
siting-phases-apart-unproven = Le meilleur choix pour { $posts } services seuls n’est pas prouvé : la perte peut être plus grande.
siting-phases-sum = Chaque étape compte autant que les autres.
siting-phases-column = Étape
siting-phases-opens = Ouverture
siting-phases-loss = Un choix pour elle seule ferait de mieux
siting-phases-apart = Choix pour elle seule
siting-phases-apart-sites = Ses lieux
siting-phases-rank = Suite { $rank }{ $proven ->
    [yes] {" "}(rang prouvé)
   *[no] {""}
}
error-siting-phases = Étapes impossibles : { $phases }. Donnez de 2 à { $most } étapes, avec au moins un service à ouvrir à chacune.
error-siting-phases-question = Les étapes vont avec mclp, p-median (sans places limitées), p-center ou capacitated, au but le plus possible : retirez le budget, la zone la moins bien servie, les pas et les fermetures.
error-siting-phases-posts = Les étapes disent combien de services ouvrent : retirez --posts, --curve et --worlds.
plan-search-phases-on = Par étapes, sans rien défaire
plan-search-phases-help = Les services ouvrent en plusieurs fois ; ce qui est ouvert le reste.
plan-search-phases-first = Cette année
plan-search-phases-next = Ensuite
plan-search-phases-last = Enfin (0 : rien)
plan-search-phases-run = Dans quel ordre ouvrir ?
plan-phases-file = par-etapes
siting-phases-equals = { $count ->
    [one] Une autre suite au moins vaut autant à chaque étape : { $named }.
   *[other] { $count } autres suites au moins valent autant à chaque étape, dont : { $named }.
}
