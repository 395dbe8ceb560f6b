# Les réponses tiennent-elles ? Ce qu’elles valent dans chaque monde où ce que l’on ne sait pas est pris à un bout ou à l’autre.

cli-siting-worlds-help = Résoudre de nouveau chaque réponse dans tant de mondes (100 est un bon nombre), selon ce que l’on ne sait pas : temps, lignes à vérifier, liens, besoin, trajet le plus long.
progress-siting-worlds = Monde après monde…
siting-worlds-title = Ces réponses tiennent-elles ?
siting-worlds-none = Rien n’est en doute dans ce que la question emploie : il n’y a qu’un monde, celui qui est donné.
siting-worlds-what-reached = { $what } de plus
siting-worlds-what-served = { $what } de plus
siting-worlds-what-minutes = de trajet moyen en moins
siting-worlds-what-longest = de trajet le plus long en moins
siting-worlds-first = La première proposition, { $sites }, reste la meilleure dans { $count ->
        [one] le seul monde regardé
       *[other] { $first } mondes sur { $count }
    }. Elle apporte { $gain } { $what } tel que donné, de { $low } ({ $least }) à { $high } selon les mondes{ $regrets ->
        [yes] {" "}; au pire, une autre y ferait { $regret } de mieux ({ $regretted })
       *[no] {""}
    }.
siting-worlds-same = Aucune autre n’a un meilleur pire cas, ni moins de regret.
siting-worlds-beside-both = { $sites } : le meilleur pire cas et le moindre regret. Au moins { $low } { $what } ({ $least }), { $gain } tel que donné ; au pire, une autre ferait { $regret } de mieux ({ $regretted }). Première dans { $first ->
    [0] aucun monde
   *[other] { $first } mondes
} sur { $count }.
siting-worlds-beside-regret = Le moindre regret : { $sites }. Au pire, une autre ferait { $regret } de mieux ({ $regretted }) ; { $gain } { $what } tel que donné, au moins { $low }. Première dans { $first ->
    [0] aucun monde
   *[other] { $first } mondes
} sur { $count }.
siting-worlds-beside-worst = Le meilleur pire cas : { $sites }. Au moins { $low } { $what } ({ $least }) ; { $gain } tel que donné. Première dans { $first ->
    [0] aucun monde
   *[other] { $first } mondes
} sur { $count }.
siting-worlds-proven = « Prouvé » est dit de la somme, jamais du monde ; et les mondes ne sont pas des chances : aucun n’est plus probable qu’un autre.
siting-worlds-short = Le temps a manqué : { $count } mondes regardés sur { $asked }.
siting-worlds-unproven = { $count ->
        [one] Dans un monde
       *[other] Dans { $count } mondes
    } sur { $all }, la meilleure réponse trouvée n’est pas prouvée.
siting-worlds-no-limit = sans limite connue
siting-worlds-of = { $first } sur { $count }
siting-worlds-column-sites = Lieux
siting-worlds-column-first = Première dans
siting-worlds-column-gain = Apporte, tel que donné
siting-worlds-column-low = Au moins
siting-worlds-column-regret = Regret au pire
siting-worlds-column-in = Dans le monde où…
siting-world-given = tout est tel que donné
siting-world-times-low = tous les trajets sont plus courts
siting-world-times-high = tous les trajets sont plus longs
siting-world-times-zone-low = les trajets sont plus courts, { $name }
siting-world-times-zone-high = les trajets sont plus longs, { $name }
siting-world-to-verify-low = aucun service à vérifier n’existe
siting-world-to-verify-high = tous les services à vérifier existent
siting-world-to-verify-one-low = { $name } n’existe pas
siting-world-to-verify-one-high = { $name } existe bien
siting-world-same-low = ceux qui sont peut-être les mêmes ne font qu’un, à la première adresse
siting-world-same-high = ceux qui sont peut-être les mêmes ne font qu’un, à la dernière adresse
siting-world-need-low = moins de besoin ({ $name })
siting-world-need-high = plus de besoin ({ $name })
siting-world-threshold-low = le trajet admis est plus court
siting-world-threshold-high = le trajet admis est plus long
siting-world-to-verify-drawn = certains services à vérifier changent
siting-world-same-drawn = certains services n’en font qu’un
siting-world-times-zone-drawn = les trajets changent d’une zone à l’autre
siting-doubt-times = Tous les trajets ensemble : de { $low } à { $high } ({ $status } : { $source }, { $date }).
siting-doubt-times-zone = Les trajets de chaque zone comparée, à part ({ $count } zones) : de { $low } à { $high } ({ $status } : { $source }, { $date }).
siting-doubt-to-verify = { $count ->
        [one] Un service à vérifier
       *[other] { $count } services à vérifier
    } : dedans ou dehors (registre).
siting-doubt-same = { $count ->
        [one] Un groupe de services peut-être les mêmes
       *[other] { $count } groupes de services peut-être les mêmes
    } : plusieurs, ou un seul à l’une des adresses (registre).
siting-doubt-need = Le besoin ({ $name }) : de { $low } à { $high } ({ $status } : { $source }, { $date }).
siting-doubt-threshold = Le trajet le plus long : de { $low } min de moins à { $high } min de plus ({ $status } : { $source }, { $date }).
siting-doubt-still = Pas en doute ici : { $names }.
siting-doubt-name-times = les trajets ensemble
siting-doubt-name-times-zone = les trajets de chaque zone
siting-doubt-name-to-verify = les services à vérifier (aucun)
siting-doubt-name-same = les services peut-être les mêmes (aucun)
siting-doubt-name-need = le besoin
siting-doubt-name-threshold = le trajet le plus long
error-siting-worlds-question = Les mondes ne se regardent pas avec la zone la moins bien servie, des fermetures, des agrandissements par pas, ni une p-médiane à places limitées : rien n’y a été varié.
error-siting-worlds-count = { $count } mondes demandés : il en faut au moins un.
error-siting-worlds-file = Le fichier { $file } des mondes est faux : { $reason }.
plan-worlds-run = Ces réponses tiennent-elles ?
plan-worlds-help = Chaque réponse résolue de nouveau dans cent mondes : trajets plus courts ou plus longs, services à vérifier, besoin, trajet admis.
plan-worlds-doubts = Ce qui est varié
siting-worlds-column-first-of = Première dans, sur { $count } mondes
siting-worlds-tied = { $count ->
    [one] Une autre proposition fait autant dans chacun de ces mondes ({ $sites })
   *[other] { $count } autres propositions font autant dans chacun de ces mondes ({ $sites })
} : seuls les trajets tels que donnés les départagent.
