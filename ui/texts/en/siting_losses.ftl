# Who loses: what closes, how much farther one may be, and for which families.

cli-siting-worse-by-help = Nobody farther from a service than today by more than so many minutes, where services close.
cli-siting-worse-level-help = With --worse-by: count by zone of this level (mean way) instead of each place.
cli-redundancy-worse-help = With --fewer or --stay: nobody farther from a service than today by more than so many minutes.
siting-closes-beside = In the same building as { $name }: { $others }.
siting-lost = { $form ->
    [none] Somebody keeps no known way to a service.
   *[most] { $who ->
        [zones] The zone that moves farthest from a service does so by { $minutes } on average
       *[families] Whoever moves farthest from a service does so by { $minutes }
    }{ $limit ->
        [no] .
       *[other] {" "}({ $limit } min at most asked for).
    }
}
siting-lost-nothing = Nothing closes: nobody is farther from a service than today.
siting-losing = { $group ->
    [stratum] Lose, by situation: { $named }.
    [car] Lose, by car: { $named }.
   *[vulnerability] Lose, by vulnerability of the commune: { $named }.
}
siting-family-car-without = Without a car
siting-family-car-with = With a car
siting-family-car-unknown = Car: unknown
siting-family-car-supposed = Families without a car: supposed like the households of their zone.
error-siting-worse-missing = Say by how many minutes one may be farther (--worse-by) to count by zone ({ $level }).
error-siting-worse = Not possible without somebody being farther from a service by more than { $minutes } min, with { $closures ->
    [one] one closure
   *[other] { $closures } closures
}: it would take at least { $least } min, or { $most ->
    [0] closing nothing
    [one] closing one building only
   *[other] closing { $most } only
}.
fewer-worse = And nobody’s trip gets longer by more than { $worse } min.
plan-search-worse-on = Nobody much farther than today
plan-search-worse = Longer trip, at most (min)
plan-search-worse-help = The way to the nearest open service, whether it has room or not.
plan-search-worse-who = Counted for
plan-search-worse-families = each family
plan-search-worse-mean = each zone, on average: { $level }
plan-said-worse = { $level ->
    [families] Nobody’s trip gets longer by more than { $minutes } min.
   *[other] In no zone ({ $level }) does the mean trip get longer by more than { $minutes } min.
}
