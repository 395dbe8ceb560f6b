siting-equal = { $sites } remplaçant { $instead } ({ $minutes } min)
siting-equals = { $count ->
        [one] { $least ->
            [yes] Un autre choix au moins
           *[no] Un autre choix
        } { $form ->
            [longest] a le même plus long trajet
           *[same] vaut autant, pour les mêmes familles
        } : { $named }.
       *[other] { $least ->
            [yes] Au moins { $count } autres choix
           *[no] { $count } autres choix
        } { $form ->
            [longest] ont le même plus long trajet
           *[same] valent autant, pour les mêmes familles
        } : { $named }{ $more ->
                [0] .
                [one] {" "}et un autre.
               *[other] {" "}et { $more } autres.
            }
    }
siting-equals-shortest = Celui-ci a les trajets les plus courts ({ $mean } min en moyenne).
plan-mark-equal = Vaudrait autant, remplaçant un lieu choisi
plan-equal-caption = { $name }
    Vaut autant : { $sites } remplaçant { $instead }
