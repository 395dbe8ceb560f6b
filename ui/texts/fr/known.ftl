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
known-cell = { $known } sur { $form ->
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
