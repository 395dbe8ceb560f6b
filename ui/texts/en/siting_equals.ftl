siting-equal = { $sites } replacing { $instead } ({ $minutes } min)
siting-equals = { $count ->
        [one] One other choice is worth as much, for the same families: { $named }.
       *[other] { $count } other choices are worth as much, for the same families: { $named }{ $more ->
                [0] .
                [one] {" "}and one more.
               *[other] {" "}and { $more } more.
            }
    }
siting-equals-shortest = This one has the shortest trips ({ $mean } min on average).
plan-mark-equal = Would be worth as much, replacing a chosen site
plan-equal-caption = { $name }
    Worth as much: { $sites } replacing { $instead }
