# Ce que le biais des temps et les liens entre acteurs changent : en phrases, et dans les tableaux.

scenario-bias-within = Selon l’erreur des temps, à { $minutes } minutes ou moins : { $form ->
    [range] de { $low } à { $most }
    [least] au moins { $least }
   *[none] une part inconnue, qui peut être nulle
}.
scenario-bias-change = Selon l’erreur des temps, ce changement { $way ->
    [more] apporte { $form ->
        [most] au plus { $most }
       *[range] de { $low } à { $most }
    }
    [fewer] retire { $form ->
        [most] au plus { $most }
       *[range] de { $low } à { $most }
    }
   *[either] va { $form ->
        [most] au plus d’une perte de { $low } à un gain de { $most }
       *[range] d’une perte de { $low } à un gain de { $most }
    }
}.
scenario-reach-grown = À { $minutes } minutes ou moins d’un service : { $after } (avant : { $before }).

column-beyond-bias = Au-delà de { $minutes } min, selon l’erreur des temps
closure-bias = Selon l’erreur des temps, { $measure ->
    [births] naissances
   *[population] habitants
} sans aucun service à { $minutes } minutes ou moins : { $form ->
    [most] au plus { $high }
   *[range] de { $low } à { $high }
}.
closure-linked = « a–b » : certains acteurs sont peut-être les mêmes sous deux noms ; entre a et b selon qu’ils sont deux ou un seul, qui fermerait avec l’autre.
column-among-known = { $title }, entre services connus
closure-beyond-help = Ce que serait ce nombre, l’erreur connue des temps étant comptée.
closure-beyond-least = Au-delà de { $minutes } min, au mieux
closure-beyond-most = Au-delà de { $minutes } min, au pire
column-as-one = { $title }, s’ils ne font qu’un
access-linked = « a–b » : certains acteurs sont peut-être les mêmes sous deux noms ; entre a et b selon qu’ils sont deux ou un seul.
siting-note-same = { $services } services, certains peut-être les mêmes sous deux noms. { $shared ->
        [yes] « a–b » : ce qui est servi va de a à b selon qu’ils sont deux ou un seul, dont la capacité ne compte qu’une fois.
       *[no] Chacun est compté là où il est : ce que chaque réponse apporte n’en dépend pas.
    }
column-bound-of = { $title } : borne
bound-at-least = au moins
bound-at-most = au plus
column-share-within = Part à portée
column-minutes = Minutes
column-part = Part du besoin
column-within-curve = { $measure ->
    [births] Naissances à portée
   *[other] Habitants à portée
}
column-lowest = { $title } : au moins
column-highest = { $title } : au plus
