siting-equal = { $sites } replacing { $instead } ({ $minutes } min)
siting-equals = { $count ->
        [one] { $least ->
            [yes] One other choice at least
           *[no] One other choice
        } { $form ->
            [longest] has the same longest trip
           *[same] is worth as much, for the same families
        }: { $named }.
       *[other] { $least ->
            [yes] At least { $count } other choices
           *[no] { $count } other choices
        } { $form ->
            [longest] have the same longest trip
           *[same] are worth as much, for the same families
        }: { $named }{ $more ->
                [0] .
                [one] {" "}and one more.
               *[other] {" "}and { $more } more.
            }
    }
siting-equals-shortest = This one has the shortest trips ({ $mean } min on average).
plan-mark-equal = Would be worth as much, replacing a chosen site
plan-equal-caption = { $name }
    Worth as much: { $sites } replacing { $instead }
