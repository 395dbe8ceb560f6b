# Ce que le registre sait et ne sait pas : complet, partiel, non recensé ; au moins, au plus, inconnu.

said-at-least = au moins { $value }
said-at-most = au plus { $value }
known-of = { $form ->
    [all] { $known ->
        [0] aucun service, et une source le dit
        [one] { $known } service connu sur { $number } : registre complet
       *[other] { $known } services connus sur { $number } : registre complet
    }
   *[other] { $state ->
        [not-listed] aucun service recensé
       *[other] { $known ->
            [0] aucun service connu
            [one] { $known } service connu
           *[other] { $known } services connus
        }
    }{ $form ->
        [exact] { " " }sur { $number }
        [about] { " " }sur environ { $number }
        [between] { " " }sur { $number } à { $most }
        [at-most] { " " }sur { $number } au plus
        [at-least] { " " }sur au moins { $number }
       *[other] , sur un nombre inconnu
    }
}
known-cell = { $known ->
    [0] aucun
   *[other] { $known }
} sur { $form ->
    [about] environ { $number }
    [between] { $number } à { $most }
    [at-most] { $number } au plus
    [at-least] { $number } au moins
    [unknown] ?
   *[other] { $number }
}
known-sentence = Le registre est incomplet : { $line }.
known-function = { $known ->
    [0] Aucun service recensé qui remplisse cette fonction
    [one] { $known } service connu
   *[other] { $known } services connus
}, pour { $kinds } types d’acteurs qui la remplissent selon le programme : { $complete ->
    [0] aucun n’est recensé en entier
    [one] { $complete } est recensé en entier
   *[other] { $complete } sont recensés en entier
}{ $silent ->
    [0] .
   *[other]  ; de { $silent ->
        [one] l’un d’eux
       *[other] { $silent } d’entre eux
    }, personne n’est recensé ({ $named }{ $more ->
        [0] { "" }
       *[other] , et { $more } de plus
    }).
}
known-source = Compté : { $what } ({ $source }, { $date }{ $reliability ->
    [press] , presse
   *[other] { "" }
}).
state-complete = complet
state-partial = partiel
state-not-listed = non recensé
cli-completeness-help = Ce que le registre connaît de ce qui existe, par type d’acteur et zone : les nombres attendus, avec leur source.
cli-completeness-list-help = L’état du registre : complet, partiel ou non recensé, et combien de services sont connus sur combien.
cli-completeness-import-help = Apporter des nombres attendus (CSV ou Excel) : zone, type, attendu, au moins, au plus, ce qui est compté, date de la source, source, fiabilité (officiel, secondaire, presse, aucune), note.
cli-completeness-remove-help = Reprendre un nombre que vous avez apporté : celui de Maillage, s’il y en a un, vaut à nouveau.
column-register-state = Registre
column-known-of = Connus
column-counted = Compté par
expected-own = { $said } (de votre main)
expected-removed = Nombre repris.
expected-done = { $changed ->
        [0] Ces nombres étaient déjà enregistrés.
        [one] { $changed } nombre enregistré.
       *[other] { $changed } nombres enregistrés.
    }
error-expected-has-errors = Le fichier { $file } a des erreurs : rien n’a été enregistré.
error-expected-not-own = Aucun nombre n’est de votre main pour « { $kind } » dans la zone { $zone }. La commande « maillage completeness list » dit lesquels le sont.
map-known = { $title }{ $sense ->
    [at-least] , au moins
    [at-most] , au plus
   *[other] { "" }
} ({ $line })
register-gauge = Registre : { $line }
column-marked = { $title }{ $sense ->
    [at-least] , au moins
    [at-most] , au plus
   *[other] { "" }
}
compare-not-ranked = Les registres de ces zones ne sont pas comparables : les parts sont des minimums, et ne se classent pas.
rank-none = pas de rang
inequality-known = Entre services connus seulement : le registre est incomplet, et l’inégalité réelle peut être plus petite ou plus grande.
share-none-known = une part inconnue
none-known = aucun connu
among-known = { $said } Cela ne vaut que pour les services connus.
known-reading-partial = Ce qui est offert ou à portée est donc au moins ce que donnent les services connus ; manques, trajets et gains sont au plus ceux qu’ils laissent.
known-reading-not-listed = Personne n’a été recensé : l’offre et les trajets sont inconnus, non nuls.
none-known-within = aucun connu à moins de { $minutes }
band-share-least = au moins { $share } à { $minutes } min (au moins { $low })
reason-not-listed = personne n’est recensé : l’offre est inconnue, non nulle
flag-register = Les registres ne sont pas aussi complets partout, les zones n’ont donc pas de rang : { $said }.
ledger-unlisted = personne n’est recensé
step-unlisted = { $step } : personne n’est recensé, cette étape est inconnue.
reach-none-known = Aucun service connu n’est à { $minutes } minutes ou moins { $measure ->
        [births] d’une naissance
       *[other] de la population
    } d’ici.
parcours-unlisted = Personne n’est recensé pour une étape au moins : on ne sait pas qui peut suivre tout le parcours.
parcours-partial = Registre incomplet pour { $count ->
        [one] l’étape
       *[other] les étapes
    } : { $steps }. D’autres services peuvent exister : la part est un minimum.
remark-reach-partial = Le registre de la zone est complet, celui du reste du territoire ne l’est pas : un service voisin qui n’est pas recensé peut être plus proche.
bound-register = registre incomplet
