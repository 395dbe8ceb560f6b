siting-equal = { $sites } remplaçant { $instead } ({ $minutes } min)
siting-equals = { $count ->
        [one] Un autre choix vaut autant, pour les mêmes familles : { $named }.
       *[other] { $count } autres choix valent autant, pour les mêmes familles : { $named }{ $more ->
                [0] .
                [one] {" "}et un autre.
               *[other] {" "}et { $more } autres.
            }
    }
siting-equals-shortest = Celui-ci a les trajets les plus courts ({ $mean } min en moyenne).
plan-mark-equal = Vaudrait autant, remplaçant un lieu choisi
plan-equal-caption = { $name }
    Vaut autant : { $sites } remplaçant { $instead }
